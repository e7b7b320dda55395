"""Sentences that name nobody, after one that does: which of them the speaker before goes on to say.

As a rule he goes on in his paragraph. He does not where the words say something that he does not: they refuse a figure
without a subject, contradict him, tell of the present after what he said before, turn from what he denied to other people,
or turn from the dead and hurt of a health office to those who were detained.

As a rule he does not go on in the next paragraph. He does where he alone has spoken so far, and the words go on with the
people of his figures: no other day, no data of somebody else, no sum of the writer's.
"""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.claim import Stance
from antigone.said.extract.language import Document, Reading, Sentence, Speech, Voice
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian.dates import DAYS, when
from antigone.said.extract.russian.decoys import MONTHS
from antigone.said.extract.russian.items import Parsed, parse
from antigone.said.extract.russian.voices import read_voice

_REFUSED = re.compile(
    r"(?<![а-я])не (?:уточня|сообща|раскрыва|называ|разглаша|приводи|указыва|оглаша|публику)(?:е|ю|и|я)тся(?![а-я])|(?<![а-я])(?:неизвестно|не известно|неясно)(?: пока)? ?,? (?:сколько|числ|количеств)"
)
_CONTRADICTS = re.compile(
    r"(?:однако |но |и )?(?:это|все это) (?:[—–-] )?(?:ложь|неправда|не так|не соответству|вранье)|(?:однако |но )?(?:реальн|настоящ|истинн|действительн)[а-я]+ (?:числ|количеств|цифр|масштаб)[^#]*(?:выше|больше|ниже|меньше)"
)
_NOW = re.compile(
    r"(?<![а-я])(?:оста[ею]тся|остаются|находится|находятся|сейчас|теперь|к вечеру|к утру|на данный момент|в настоящее время|на этот час|числятся|содержатся|уже|под арест|исправил[аи]?|уточнил[аи]|скончал[а-я]+|умер(?:л[аи])?)(?![а-я])"
)
_ELSE = re.compile(
    rf"(?<![а-я])(?:напомн[а-я]*|ранее|раньше|накануне|вчера|позавчера|прошл[а-я]+|в прошлом|таким образом|итого?|в результате|в итоге|по (?:[а-я]+ )?(?:данным|информации|сведениям|словам|оценк[а-я]+)|официальн[а-я]+|предварительно|известно|сообща[а-я]+|год[уа]?|{'|'.join(MONTHS)}|{'|'.join(DAYS)})(?![а-я])"
)
_REMAINS = re.compile(r"(?<![а-я])(?:тел|труп|останк|могил|захоронен|имен|имя|фамил|списк)[а-я]*")
_LISTED = re.compile(r"(?<![а-я])(?:списо?к|перечень|перечня|сведения|данные|подробности|цифры)[а-я]*")
_AS_OF = re.compile(
    r"(?:по состоянию )?на (?:# : # |# )?(?:мск |утро |вечер |часов )?#? ?(?:" + "|".join(MONTHS) + r")(?![а-я])"
)
_DAY = re.compile(
    rf"\d{{1,2}} (?:{'|'.join(MONTHS)})(?![а-я])|(?:в|во|утром|вечером|днем) (?:{'|'.join(DAYS)})(?![а-я])|сегодня"
)
_DAY_OF = re.compile(rf"# (?:{'|'.join(MONTHS)})(?![а-я])|(?:в|во|утром|вечером|днем) (?:{'|'.join(DAYS)})(?![а-я])")
_LATEST = re.compile(r"по (?:самым )?последним данным ,")
_ADDS = re.compile(
    r"(?:также |при этом |кроме того , )?(?:уточняется|отмечается|подчеркивается|указывается|добавляется) ?, что "
)
_HELD = frozenset(("detained", "remanded", "in_detention"))
_POLICE = re.compile(
    r"полиц|мвд|прокур|следств|следком|силов|фсб|(?<![а-я])суд|гвард|милици|внутренних дел|комендат|овд|кнб|спецслужб|правозащит|адвокат"
)


def uncredited(sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Speech]:
    """A cue of nobody, or of whoever spoke last, for a sentence without a speaker; none where the rule holds."""
    last = before[-1] if before else None
    quoted = sentence.quoted(sentence.start) or sentence.quoted(sentence.start + 1)
    if sentence.headline or last is None or last.sentence.headline or quoted:
        return []
    parsed = parse(sentence)
    if _ADDS.match(parsed.line.text) and any(r.speech for r in before[-3:]):  # "Уточняется, что …"
        return _whoever(sentence, before)
    if last.sentence.paragraph != sentence.paragraph or not spoken(before, sentence.paragraph):
        return _goes_on(parsed, document, before)
    line = parsed.line.text
    if not (_LATEST.match(line) or _REFUSED.search(line) or _CONTRADICTS.match(line) or _turns_away(parsed, last)):
        return []
    nobody = Voice("", sentence.start, sentence.start, kind="nobody")
    return [Speech(sentence.start, sentence.start, (nobody,), sentence.start, sentence.end)]


def spoken(before: Sequence[Reading], paragraph: int) -> bool:
    """True where somebody spoke before in a paragraph."""
    near = [r for r in before[-12:] if r.sentence.paragraph == paragraph]
    return any(r.speech for r in near)


def _goes_on(parsed: Parsed, document: Document, before: Sequence[Reading]) -> list[Speech]:
    """A cue of whoever spoke last, where he alone has spoken and the words go on with the people of his figures."""
    line, sentence = parsed.line.text, parsed.sentence
    told = next((r for r in reversed(before[-6:]) if r.speech), None)
    if told is None or told.sentence.headline or sentence.paragraph - told.sentence.paragraph > 2:
        return []
    near = [r.sentence for r in before[-6:] if r.sentence.paragraph == sentence.paragraph]
    if (
        not parsed.numbers
        or any(_ELSE.search(_undated(told, document)) for told in (*near, sentence))
        or _REFUSED.search(line)
    ):
        return []
    if not parsed.cues and _REMAINS.search(line) is None:
        return []
    opening = next((r.sentence.paragraph for r in before if not r.sentence.headline), 0)
    counted = (
        told.sentence.paragraph == opening
        or _LISTED.search(parse(told.sentence).line.text) is not None
        or any(c.use is NumberUse.CLAIM for c in told.counts)
        or any(cue.about_previous for cue in told.speech)
    )
    if not counted or len(_sources(before)) != 1 or _said_before(told) or _denied_only(told):
        return []
    actor = read_voice(parsed, 0, "nomn")
    if actor is not None and actor.voice.kind in ("person", "role", "organisation", "group"):
        return []
    return _whoever(sentence, before)


def _whoever(sentence: Sentence, before: Sequence[Reading]) -> list[Speech]:
    """A cue of whoever spoke last; a medium where nobody but media spoke."""
    whoever = Voice("", sentence.start, sentence.start, kind="pronoun")
    spoke = _spoke(before)
    if spoke and all(voice.kind == "outlet" for voice in spoke):
        whoever = replace(spoke[-1], start=sentence.start, end=sentence.start)
        return [Speech(sentence.start, sentence.start, (whoever,), sentence.start, sentence.end)]
    return [Speech(sentence.start, sentence.start, (whoever,), sentence.start, sentence.end, continues=True)]


def _undated(sentence: Sentence, document: Document) -> str:
    """The words without "as of" and without the day of publication, which is the day of the news."""
    line = parse(sentence).line.text
    line = _AS_OF.sub("", line)
    published = document.published
    if published is None:
        return line
    written = document.text[sentence.start : sentence.end].casefold().replace("ё", "е")
    days = {when(match.group(), published) for match in _DAY.finditer(written)}
    return _DAY_OF.sub(" ", line) if days <= {published.isoformat()} else line


def _spoke(before: Sequence[Reading]) -> list[Voice]:
    """All who spoke so far in the text, the headlines left out."""
    return [
        cue.voices[0]
        for r in before[-40:]
        for cue in r.speech[-4:]
        if not r.sentence.headline and cue.voices[0].name and cue.voices[0].kind != "pronoun"
    ]


def _sources(before: Sequence[Reading]) -> set[str]:
    """The last words of the names of all who spoke so far, media that pass them on left out."""
    spoke = _spoke(before)
    people = [voice for voice in spoke if voice.kind != "outlet"] or spoke
    return {voice.name.casefold().split()[-1] for voice in people}


def _turns_away(parsed: Parsed, last: Reading) -> bool:
    """Another matter than that of the speaker of the sentence before."""
    units = {cue.unit for cue in parsed.cues}
    if "семей" in parsed.line.text and re.search(r"ищ[ау]т", parsed.line.text):
        return True
    if not units or not parsed.numbers or not last.speech:
        return False
    told = [c for c in last.counts if c.use is NumberUse.CLAIM]
    before = {c.unit for c in told} | {cue.unit for cue in parse(last.sentence).cues}
    return (
        (_denied_only(last) and not units & {*(c.unit for c in told), *(s.unit for s in last.stances)})
        or (_said_before(last) and _NOW.search(parsed.line.text) is not None)
        or (units <= _HELD and not before & _HELD and not _may_hold(last))
    )


def _denied_only(last: Reading) -> bool:
    """True where all that the sentence says of figures is that they are false."""
    told = [c.stance for c in last.counts if c.use is NumberUse.CLAIM] + [s.stance for s in last.stances]
    return bool(told) and all(stance is Stance.DENIES for stance in told)


def _said_before(last: Reading) -> bool:
    return all((cue.said_on or "").startswith("before") for cue in last.speech)


def _may_hold(last: Reading) -> bool:
    """True where somebody speaks whose office it is to detain people, or to tell of it."""
    names = " ".join(f"{voice.name} {voice.office}" for cue in last.speech for voice in cue.voices)
    return _POLICE.search(names.casefold()) is not None
