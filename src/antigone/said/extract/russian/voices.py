"""Who a Russian noun phrase names: a person with an office, an organisation, an outlet, a group, a title, a pronoun.

Names are told by shape and grammar (capitals, titles, the dictionary's marks for first names and surnames), never from a
list of people or places; what is named in another case is put into the nominative.
"""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from antigone.said.extract.language import Voice
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.dates import DAYS
from antigone.said.extract.russian.decoys import MONTHS
from antigone.said.extract.russian.items import PEOPLE, Parsed
from antigone.said.extract.russian.morph import words
from antigone.said.extract.russian.names import BACK, GROUPS, ORG_SHAPE, ORGANISATIONS, OUTLETS, ROLES, VERBS
from antigone.said.extract.russian.persons import QUOTE_CLOSES, QUOTE_OPENS, first_name, initial_dot, person_run

_STOP_WORDS = words(
    """
    то в во на о об обо с со к ко от до из за под над для у без через после перед что как где когда если который которая которые которого ранее сегодня вчера
    накануне также тоже уже еще не ни при этом однако но а или же ли бы лишь только утром вечером днем ночью позже затем теперь пока журналистам
    корреспонденту агентству изданию телеканалу газете порталу брифинге среди между более около свыше позднее вскоре впоследствии тогда официально
    напомним этот эту эти этих этого этой такую такие данную
    """
)
_LISTENERS = frozenset(["агентству", "изданию", "телеканалу", "газете", "порталу", "корреспонденту"])
_MEDIUM = frozenset(["агентства", "издания", "газеты", "телеканала", "портала", "радиостанции", "тасс", "интерфакса"])
_FROM = frozenset(
    ["правозащитников", "правозащитники", "активисты", "активистов", "врачи", "врачей", "эксперты", "экспертов"]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A voice and the item after its last word."""

    voice: Voice
    last: int


def read_voice(parsed: Parsed, first: int, case: str, limit: int | None = None) -> Named | None:
    """The voice whose phrase begins at item `first` in that case; None where it names nobody."""
    stop = min(limit if limit is not None else len(parsed.items), len(parsed.items))
    if first >= stop:
        return None
    word = parsed.lower[first]
    if word in ("сам", "сама", "сами") and first + 1 < stop:  # "сам Иванов отверг …"
        return read_voice(parsed, first + 1, case, limit)
    if word in BACK and not _of_a_medium(parsed, first) and not _holds_office(parsed, first):
        plural = word == "они"
        last = first + 1 + (word.startswith("собеседни") and parsed.word(first + 1) in _MEDIUM)
        name = parsed.text(first, last)
        return Named(Voice(name, parsed.start(first), parsed.end(last - 1), kind="pronoun", plural=plural), last)
    last = _phrase_end(parsed, first, stop)
    if last <= first:
        return None
    named = _read(parsed, first, last, case, stop)
    return _with_place(parsed, named, stop) if named is not None and named.voice.kind == "organisation" else named


def _with_place(parsed: Parsed, named: Named, stop: int) -> Named:
    """ "ГУНП в Донецкой области", "миссия ООН в Украине": the place of an office, where a mark or the verb follows it."""
    k = named.last
    if (
        parsed.word(k) == "("
        and parsed.word(k + 2) == ")"
        and parsed.raw(k + 1).isupper()
        and len(parsed.raw(k + 1)) > 1
    ):
        return Named(replace(named.voice, office=parsed.raw(k + 1)), k + 3)  # "… по чрезвычайным ситуациям (AFAD)"
    if parsed.word(k) not in ("в", "во", "на") or not parsed.capital(k + 1) or not _geographical(parsed, k + 1):
        return named
    last = k + 2
    while last < stop and (parsed.capital(last) or _LAND_KIND.match(parsed.lower[last])):
        last += 1
    follows = parsed.word(last)
    if follows[:1].isalpha() and last < len(parsed.items):
        return named
    name = f"{named.voice.name} {parsed.text(k, last)}"
    return Named(replace(named.voice, name=name, end=parsed.end(last - 1)), last)


_LAND_KIND = re.compile(r"(?:област|кра[еюя]|республик|район|округ|провинци|штат)[а-я]*$")


def _geographical(parsed: Parsed, k: int) -> bool:
    """A place, or an adjective made of one before "области"."""
    word = parsed.lower[k]
    return any("Geox" in p.tag for p in morph.parses(word)) or (
        morph.is_adjective(word) and _LAND_KIND.match(parsed.word(k + 1)) is not None
    )


def _of_a_medium(parsed: Parsed, first: int) -> bool:
    """ "собеседник агентства в экстренных службах": a source of its own, and not whoever spoke last."""
    return parsed.lower[first].startswith("собеседни") and "в" in parsed.lower[first + 1 : first + 4]


def _holds_office(parsed: Parsed, first: int) -> bool:
    """ "спикер центра X Андрей Y": a title with what it is of, and not whoever spoke last."""
    return (
        parsed.lower[first] in ROLES
        and any(parsed.capital(k) for k in range(first + 1, min(first + 8, len(parsed.items))))
        and morph.has(parsed.word(first + 1), "gent")
        and not morph.is_verb(parsed.word(first + 1))
    )


def _phrase_end(parsed: Parsed, first: int, stop: int) -> int:
    """Where the noun phrase ends: at a mark, a verb, a preposition, a number, an adverb."""
    j, quoted = first, False
    while j < stop and j - first < 24:
        word = parsed.lower[j]
        if quoted:
            quoted = word not in QUOTE_CLOSES
            j += 1
            continue
        if word in QUOTE_OPENS and _closes(parsed, j, stop):
            quoted = True
            j += 1
            continue
        if parsed.items[j].number is not None or not (word[:1].isalpha() or initial_dot(parsed, j)):
            break
        if _stops(parsed, first, j):
            break
        j += 1
    return j


def _closes(parsed: Parsed, j: int, stop: int) -> bool:
    """A quoted name of a few words; not direct speech."""
    named = parsed.capital(j + 1) or (j + 1 < stop and parsed.items[j + 1].number is not None)
    return named and any(parsed.lower[k] in QUOTE_CLOSES for k in range(j + 2, min(j + 8, stop)))


def _stops(parsed: Parsed, first: int, j: int) -> bool:
    word = parsed.lower[j]
    if word == "по":
        following = parsed.word(j + 1)
        if parsed.lower[first] in GROUPS:  # "власти по соображениям безопасности"
            return True
        if j > first and parsed.raw(j + 1).isupper() and len(following) > 1:  # "МВД по РД"
            return False
        return not (
            j > first
            and morph.has(following, "datv")
            and not following.startswith(("словам", "данным", "состоян", "итогам"))
        )
    if word == "и":
        following = parsed.word(j + 1)
        short = parsed.raw(j + 1).isupper() and len(following) > 1
        return not (
            j > first
            and ((not parsed.capital(j + 1) and _dependent(following)) or (short and not parsed.capital(j - 1)))
        )
    if word == "на" and parsed.lower[j - 1].startswith("реагировани"):
        return False
    if word == "из" and j > first and parsed.lower[first] in _FROM:
        return not (parsed.raw(j + 1) in QUOTE_OPENS or parsed.capital(j + 1))
    if (
        word == "в"
        and j > first
        and (parsed.lower[first].startswith("источник") or parsed.lower[first].startswith("собеседни"))
    ):
        return False
    if (
        word in _TOLD and j > first and (parsed.word(j + 1) in ("о", "об", "не") or morph.is_verb(parsed.word(j + 1)))
    ):  # "прокуратура сообщений о … не подтверждает"
        return True
    if word in _STOP_WORDS or word in DAYS or word in MONTHS:
        return j > first or word not in _LISTENERS
    if parsed.capital(j) and j > first:
        return False
    if j > first and morph.pos(word) == "NOUN" and morph.only(word, "ablt"):  # "в полиции фейком назвали"
        return True
    if morph.pos(word) in ("ADVB", "INFN", "GRND") and not parsed.capital(j):
        return True
    return morph.is_verb(word) and not (parsed.capital(j) and j > first) and morph.lemma(word) not in ROLES


def _dependent(word: str) -> bool:
    found = morph.parses(word)
    return bool(found) and found[0].tag.POS in ("NOUN", "ADJF") and "gent" in found[0].tag


_OFFICE = frozenset(["ведомство", "ведомстве", "ведомства", "ведомству", "ведомством"])


def _read(parsed: Parsed, first: int, last: int, case: str, stop: int) -> Named | None:
    words = [parsed.raw(k) for k in range(first, last)]
    head = _head(parsed, first, last)
    kind = _kind(parsed, first, last, head)
    if parsed.lower[first].startswith("корреспондент") and last > first + 1 and not first_name(parsed, last - 2):
        medium = read_voice(parsed, first + 1, "gent", last)
        if medium is not None and medium.voice.kind != "pronoun":  # "сообщает корреспондент X": the outlet speaks
            return Named(replace(medium.voice, kind="outlet"), medium.last)
    if parsed.lower[first].startswith("сайт") and last > first + 1:
        owner = read_voice(parsed, first + 1, "gent", last)
        if owner is not None and owner.voice.kind == "organisation":  # an office speaks on its site
            return owner
    run = person_run(parsed, first, last, kind)
    if run is not None:
        return _person(parsed, first, run, case, stop)
    if not kind:
        return None
    if parsed.lower[first] in _OFFICE and last == first + 1:
        office = Voice("ведомство", parsed.start(first), parsed.end(first), kind="pronoun", plural=True)
        return Named(office, last)
    if last == first + 2 and parsed.lower[first].startswith("пресс-служб") and parsed.lower[last - 1] in _THEIR:
        theirs = f"пресс-служба {parsed.lower[last - 1]}"
        return Named(Voice(theirs, parsed.start(first), parsed.end(last - 1), kind="pronoun", plural=True), last)
    name = _join(
        parsed, morph.phrase_nominative(tuple(_bare(words) if kind == "organisation" else _plain(words)), case), first
    )
    plural = kind == "group" and head not in ("источник",)
    if not name:
        return None
    return Named(Voice(name, parsed.start(first), parsed.end(last - 1), kind=kind, plural=plural), last)


_THEIR = frozenset(["ведомства", "министерства", "департамента", "управления", "комитета", "службы", "главка"])
_OWN = words(
    """
    его ее их его её свой своего нашего нашей наш наша
    """
)
_LAND = frozenset(["республики", "страны", "ведомства"])


def _plain(words: list[str]) -> list[str]:
    """Without the quotation marks around names, "её" before a title, and "республики" after one."""
    kept = [w for w in words if w not in QUOTE_OPENS and w not in QUOTE_CLOSES]
    if len(kept) > 1 and kept[0].casefold() in _OWN:
        kept = kept[1:]
    return kept


def _bare(words: list[str]) -> list[str]:
    """An organisation without "республики", "страны": it is that of the text."""
    kept = _plain(words)
    while (
        len(kept) > 1 and kept[-1] in _LAND and kept[-2][:1].isupper() and not morph.is_adjective(kept[-2].casefold())
    ):
        kept = kept[:-1]
    return kept


def _join(parsed: Parsed, words: tuple[str, ...], first: int) -> str:
    text = " ".join(words).replace(" .", ".")
    head = parsed.lower[first]
    lowered = text[:1].isupper() and (head in ROLES or head in GROUPS) and not parsed.raw(first).isupper()
    return text[0].lower() + text[1:] if lowered else text


def _head(parsed: Parsed, first: int, last: int) -> str:
    """The first noun, as the dictionary lists it."""
    for k in range(first, min(last, first + 5)):
        word = parsed.lower[k]
        if word in OUTLETS or word in GROUPS or word in ROLES:
            return word
        base = morph.lemma(word)
        if base in ROLES or base in ORGANISATIONS or base in OUTLETS or base in GROUPS:
            return base
        if morph.pos(word) == "NOUN" and not morph.is_adjective(word):
            plural = morph.plural(word)
            if plural in GROUPS and "plur" in morph.parses(word)[0].tag:
                return plural
            return base
    return ""


def _kind(parsed: Parsed, first: int, last: int, head: str) -> str:
    raw = parsed.raw(first)
    if head in OUTLETS:
        if first + 1 == last and head == "агентство":  # an agency named before
            return "outlet"
        press = head in ("агентство", "канал", "сайт") and not any(
            parsed.raw(k) in QUOTE_OPENS or parsed.capital(k) for k in range(first, last)
        )
        return "organisation" if press and head == "агентство" else "outlet"
    if head in ("источник", "собеседник", "собеседница"):
        return "role"
    if head in GROUPS and (head != "военные" or first + 1 == last):
        return "group"
    for k in range(first, min(last, first + 3)):
        lower = parsed.lower[k]
        if lower in ("местные", "местных", "казахстанские", "российские") and parsed.word(k + 1) == "сми":
            return "outlet"
    if raw in QUOTE_OPENS and head not in ORGANISATIONS:
        return "outlet"
    if head in ROLES or _somebody(head, parsed.raw(first)):
        return "role"
    if _somebodies(parsed, first, last):
        return "group"
    if head in ORGANISATIONS or morph.lemma(head) in ORGANISATIONS:
        return "organisation"
    if _COMPOUND.match(head) and _COMPOUND.sub("", head) in ORGANISATIONS:
        return "organisation"
    if ORG_SHAPE.fullmatch(raw) and not morph.has(parsed.lower[first], "Surn"):
        return "organisation"
    if raw in QUOTE_OPENS:
        return "outlet"
    if raw.isupper() and 2 <= len(raw) <= 8:
        return "organisation"
    if raw[:1].isupper() and raw.isascii():
        return "outlet"
    found = morph.parses(parsed.lower[first])
    if found and "Orgn" in found[0].tag:
        return "organisation"
    return ""


_COMPOUND = re.compile(r"(?:обл|гор|рай|край|гос|мед|спец|опер|пресс-|штаб-)")


def _somebody(head: str, first: str) -> bool:
    """Somebody without a name or title: "бывший солдат", "рабочий фабрики"."""
    found = morph.parses(head)
    common = first[:1].islower() or not any(
        "Name" in p.tag or "Surn" in p.tag for p in morph.parses(first.casefold())[:3]
    )
    return (
        bool(head)
        and head not in PEOPLE
        and common
        and morph.animate(head)
        and morph.has(head, "sing", "nomn")
        and "Name" not in found[0].tag
        and "Surn" not in found[0].tag
    )


_TOLD = frozenset(("сообщений", "информации", "информацию", "сведений", "данных", "слухов", "слухи", "данные"))
_INFO = frozenset(("данные", "последние", "остальные", "следующие", "такие", "другие"))


def _somebodies(parsed: Parsed, first: int, last: int) -> bool:
    """People in the plural without a name or title: "осуждённые", "местные охотники"."""
    if parsed.lower[first] in PEOPLE:
        return parsed.lower[first] == "люди"
    words = [parsed.lower[k] for k in range(first, last) if not morph.is_adjective(parsed.lower[k])]
    noun = words[0] if words else parsed.lower[last - 1]
    if noun in _INFO:
        return False
    if not words and (first == 0 or not parsed.capital(first)):  # a participle alone: "осуждённые", "пострадавшие"
        return morph.has(noun, "plur", "PRTF")
    return (first == 0 or not parsed.capital(first)) and any(
        "plur" in p.tag and "anim" in p.tag and p.tag.POS == "NOUN" for p in morph.parses(noun)[:5]
    )


def _person(parsed: Parsed, first: int, run: tuple[int, int], case: str, stop: int) -> Named:
    begin, end = run
    words = tuple(parsed.raw(k) for k in range(begin, end))
    name = " ".join(morph.name_nominative(words, case)).replace(" .", ".")
    office = ""
    if begin > first:
        office = " ".join(morph.phrase_nominative(tuple(_plain([parsed.raw(k) for k in range(first, begin)])), case))
        if office[:1].isupper() and not parsed.raw(first).isupper():
            office = office[0].lower() + office[1:]
    after = _apposition(parsed, end, stop) if not office else None
    if after is not None:
        office, last = after
        return Named(Voice(name, parsed.start(begin), parsed.end(end - 1), office=office, kind="person"), last)
    return Named(Voice(name, parsed.start(first), parsed.end(end - 1), office=office, kind="person"), end)


def _apposition(parsed: Parsed, k: int, stop: int) -> tuple[str, int] | None:
    """ "Марк Дольный, прокурор области, …" and "Марк Дольный (прокурор области)"."""
    if parsed.word(k) not in (",", "(", "—", "–"):
        return None
    head = _head(parsed, k + 1, min(k + 4, stop)) if k + 1 < stop else ""
    if head not in ROLES or morph.lemma(parsed.word(k + 1)) in VERBS:
        return None
    last = _phrase_end(parsed, k + 1, stop)
    if last <= k + 1:
        return None
    office = " ".join(_plain([parsed.raw(i) for i in range(k + 1, last)]))
    return office, last + (parsed.word(last) in (",", ")"))
