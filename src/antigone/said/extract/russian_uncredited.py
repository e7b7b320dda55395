"""Sentences that name nobody, after one that does: which of them the speaker before does not go on to say.

As a rule he goes on in his paragraph. He does not where the words say something that he does not: they refuse a figure
without a subject, contradict him, tell of the present after what he said before, turn from what he denied to other people,
or turn from the dead and hurt of a health office to those who were detained.
"""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Sequence

from antigone.said.claim import Stance
from antigone.said.extract.language import Reading, Sentence, Speech, Voice
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian_items import Parsed, parse

_REFUSED = re.compile(
    r"(?<![а-я])не (?:уточня|сообща|раскрыва|называ|разглаша|приводи|указыва|оглаша|публику)(?:е|ю|и|я)тся(?![а-я])|(?<![а-я])(?:неизвестно|не известно|неясно)(?: пока)? ?,? (?:сколько|числ|количеств)"
)
_CONTRADICTS = re.compile(
    r"(?:однако |но |и )?(?:это|все это) (?:[—–-] )?(?:ложь|неправда|не так|не соответству|вранье)|(?:однако |но )?(?:реальн|настоящ|истинн|действительн)[а-я]+ (?:числ|количеств|цифр|масштаб)[^#]*(?:выше|больше|ниже|меньше)"
)
_NOW = re.compile(
    r"(?<![а-я])(?:оста[ею]тся|остаются|находится|находятся|сейчас|теперь|к вечеру|к утру|на данный момент|в настоящее время|на этот час|числятся|содержатся|уже|под арест|исправил[аи]?|уточнил[аи]|скончал[а-я]+|умер(?:л[аи])?)(?![а-я])"
)
_HELD = frozenset(("detained", "remanded", "in_detention"))
_POLICE = re.compile(
    r"полиц|мвд|прокур|следств|следком|силов|фсб|(?<![а-я])суд|гвард|милици|внутренних дел|комендат|овд|кнб|спецслужб|правозащит|адвокат"
)


def uncredited(sentence: Sentence, before: Sequence[Reading]) -> list[Speech]:
    """A cue of nobody, where a sentence without a speaker is not what the speaker before goes on to say."""
    last = before[-1] if before else None
    if (
        sentence.headline
        or last is None
        or last.sentence.paragraph != sentence.paragraph
        or sentence.quoted(sentence.start)
    ):
        return []
    parsed = parse(sentence)
    line = parsed.line.text
    if not (_REFUSED.search(line) or _CONTRADICTS.match(line) or _turns_away(parsed, last)):
        return []
    nobody = Voice("", sentence.start, sentence.start, kind="nobody")
    return [Speech(sentence.start, sentence.start, (nobody,), sentence.start, sentence.end)]


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
