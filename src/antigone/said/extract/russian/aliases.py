"""One office under several names: "СК" after "Следственный комитет" keeps its name and has the full one beside it; a bare
"министерство" is the ministry named before, "глава области" its governor, "в ведомстве" the office of whoever leads it."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from antigone.said.extract.language import Reading, Speech, Voice
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.names import OUTLETS
from antigone.said.extract.same_voice import fold
from antigone.said.extract.stems import stems

_BARE = {
    "министерство": re.compile(r"мин[а-я]|мвд|мид(?![а-я])|мчс"),
    "комитет": re.compile(r"(?:след|гос|спорт)ком|скр?(?![а-я])"),
    "прокуратура": re.compile(r"[а-я]+прокуратура"),
    "управление": re.compile(r"г?у(?:мвд|нп|мчс)"),
    "главк": re.compile(r"гу(?![а-я])|гу[а-я]+"),
}
"""Bare names of offices, and what a clipped name of one begins with."""
_SMALL = frozenset(("в", "по", "на", "и", "рф", "россии", "республики", "страны", "официальный"))


_SOURCE = re.compile(
    r"(?P<who>источники?|собеседник[аи]?|собеседница) (?:(?:агентства|издания|газеты|телеканала|портала) )?(?P<medium>[A-ZА-ЯЁ][\w-]*(?: (?:Новости|News|Украина|Press))?)(?P<where> в .+)?"
)


def of_media(cue: Speech) -> Speech:
    """ "Источник ТАСС" speaks through TASS: two hops."""
    match = _SOURCE.fullmatch(cue.voices[0].name)
    if match is None or not _is_medium(match["medium"]):
        return cue
    source = replace(cue.voices[0], name=match["who"] + (match["where"] or ""))
    medium = replace(cue.voices[0], name=match["medium"], office="", kind="outlet", plural=False)
    return replace(cue, voices=(source, medium, *cue.voices[1:]))


def _is_medium(name: str) -> bool:
    first = name.split()[0]
    return (
        first.casefold().rstrip("ау") in OUTLETS
        or first.casefold() in OUTLETS
        or first.isascii()
        or first in ("РИА", "РБК", "ИА")
    )


def offices_of(before: Sequence[Reading], most: int = 40) -> list[Voice]:
    """The offices that spoke last, the earliest first."""
    told = (
        v
        for r in reversed(before[-40:])
        for cue in reversed(r.speech[-4:])
        for v in cue.voices
        if v.kind == "organisation"
    )
    return list(islice(told, most))[::-1]


def by_first_name(cue: Speech, before: Sequence[Reading], offices: Sequence[Voice]) -> Speech:
    """The cue with each office under the name that the text gave it first."""
    if not any(
        voice.kind in ("organisation", "role", "group") or voice.name.startswith(("ведомство", "пресс-служба"))
        for voice in cue.voices
    ):
        return cue
    return replace(cue, voices=tuple(_first_named(voice, before, offices) for voice in cue.voices))


def _first_named(voice: Voice, before: Sequence[Reading], offices: Sequence[Voice]) -> Voice:
    if voice.name in ("ведомство", "министерство") and (led := _led(before)):
        return replace(voice, name=led, kind="organisation", plural=False)
    if voice.kind == "pronoun" and voice.name.startswith("пресс-служба") and not offices:
        return replace(voice, kind="organisation", plural=False)
    if voice.kind == "group" and (office := _theirs(voice, offices)) is not None:
        return replace(voice, name=office.name, office=office.office, kind="organisation", plural=False)
    if voice.kind == "role" and _HEAD.match(voice.name):
        return _head_of(voice, before)
    if voice.kind != "organisation":
        return voice
    short = next((known for known in offices if known.office.isupper() and known.office == voice.name), None)
    if short is not None:  # "… (AFAD)", and later "AFAD"
        return replace(voice, name=short.name, office=short.office)
    initials = next((known for known in offices if _initials(known.name) == voice.name.split()[0]), None)
    if (
        initials is not None and voice.name.split()[0].isupper()
    ):  # "НАК" after "Национальный антитеррористический комитет"
        return replace(voice, office=voice.office or initials.name)
    bare = _BARE.get(fold(voice.name))
    for known in reversed(offices) if bare else offices:
        if bare and bare.match(fold(known.name)):
            return replace(voice, name=known.name, office=known.office)
        if (
            not bare
            and len(known.name) > len(voice.name)
            and _within(voice.name, known.name)
            and not _stands_in(voice.name, known.name)
        ):
            return replace(voice, office=voice.office or known.name)
    return voice


_LEADS = re.compile(
    r"(?:первый )?(?:врио )?(?:глав[аы]|руководител[ья]|начальник|замглавы|заместитель главы|пресс-секретарь|(?:официальный )?представитель(?:ница)?|спикер) (?P<office>.+)"
)
_MINISTER = re.compile(r"(?:первый )?(?:вице-|зам|заместитель )?министра? (?P<of>.+)")


def _led(before: Sequence[Reading]) -> str:
    """The office of whoever spoke last, where he leads or speaks for one; empty where an office itself spoke after him."""
    spoke = [
        v for r in before[-12:] for cue in r.speech[-4:] for v in cue.voices if v.kind in ("organisation", "person")
    ]
    if not spoke or spoke[-1].kind != "person":
        return ""
    minister, leads = _MINISTER.fullmatch(spoke[-1].office), _LEADS.fullmatch(spoke[-1].office)
    if minister is not None:
        return f"министерство {minister['of']}"
    if leads is None:
        return ""
    name = " ".join(morph.phrase_nominative(tuple(leads["office"].split()), "gent"))
    return name if _OFFICE.match(fold(name)) else ""


_OFFICE = re.compile(
    r"мин[а-я]+|мвд|мчс|мид|гу|у?мвд|(?:[а-я]+ )?(?:прокуратур|полици|служб|управлени|департамент|комитет|минздрав|ведомств|облздрав|штаб)"
)


def _head_of(voice: Voice, before: Sequence[Reading]) -> Voice:
    """ "Глава области" after "губернатор X": whoever heads a place was named with another word for his office."""
    people = (v for r in reversed(before[-40:]) for cue in r.speech[-4:] for v in cue.voices if v.kind == "person")
    head = next((v for v in people if _HEADS.match(v.office)), None)
    return voice if head is None else replace(head, start=voice.start, end=voice.end)


_HEAD = re.compile(
    r"(?:глава|губернатор|мэр|руководитель|министр|градоначальник) ?(?:области|региона|республики|города|района|края|округа|провинции|штата|администрации)?$"
)
_HEADS = re.compile(r"(?:врио |и\. о\. )?(?:глав|губернатор|мэр|аким|президент)")


def _stands_in(short: str, name: str) -> bool:
    """True where the words of the one stand in the other as they are: one name, and no other word for it."""
    return set(fold(short).split()) <= set(fold(name).split())


_PEOPLE_OF = {
    "полицейские": re.compile(r"полици|(?:гу)?мвд|г?унп|у?мвд|милици"),
    "правоохранители": re.compile(r"полици|(?:гу)?мвд|г?унп|у?мвд|милици|прокуратур"),
    "спасатели": re.compile(r"мчс|гсчс"),
    "следователи": re.compile(r"следственн|скр?(?![а-я])"),
}
"""People who are an office, where that office spoke before."""


def _theirs(voice: Voice, offices: Sequence[Voice]) -> Voice | None:
    pattern = _PEOPLE_OF.get(fold(voice.name))
    if pattern is None:
        return None
    return next((known for known in reversed(offices) if pattern.search(fold(known.name))), None)


def _initials(name: str) -> str:
    """The first letters of a name of three words and more, small words left out."""
    words = [word for word in name.split() if word[:1].isalpha() and word.casefold() not in _SMALL]
    return "".join(word[0].upper() for word in words) if len(words) > 2 else ""


def _within(short: str, name: str) -> bool:
    """True where all words of the one, written out, stand in the other ("СК РФ" in "Следственный комитет")."""
    mine, other = _written_out(short), _written_out(name)
    return bool(mine) and mine <= other


def _written_out(name: str) -> frozenset[str]:
    return frozenset(stem for word in fold(name).split() if word not in _SMALL for stem in stems(word))
