"""Russian words that deny, doubt or withhold figures without giving one: "эти данные ложны", "число не раскрывают"."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from antigone.said.claim import Stance
from antigone.said.extract.language import Counted, Reading, Sentence, StanceCue
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian.denying import DENY, DENY_AFTER, NEVER, OF_CAUSES, reaches
from antigone.said.extract.russian.false import DEATH, FALSE_ADJECTIVE, FALSE_NOUN, INFO, NAMED
from antigone.said.extract.russian.items import Parsed, parse
from antigone.said.extract.russian.righting import last

_PEOPLE = re.compile(
    r"(?<![а-я])(?:погиб|жертв|умер|смерт|гибел|пострада|ранен|тел(?:а|ах)?(?![а-я])|труп|пропа|задержан|захорон|могил|числ[а-я]+ (?:погиб|жертв|постр))"
)
_COUNTED = r"(?:(?:[а-я]+ ){0,2}?(?:погибш|жертв|пострадавш|ранен|пропавш|умерш|тел|труп|захоронени|могил|задержанн|убит|потерпевш|людей|человек|госпитализ)[а-я]*)"
_WITHHELD = (
    re.compile(
        rf"(?<![а-я])(?P<what>(?:(?:точн|общ|окончательн|полн)[а-я]+ )?(?:числ[а-я]+|количеств[а-я]+|данны[а-я]+|цифр[а-я]*|сведени[а-я]+)(?: (?:о|об|и мест[а-я]*))?(?: (?:о )?{_COUNTED})?)"
        r"[^.;#]{0,70}? не (?:разглаша|раскрыва|уточня|уточни|называ|назва|сообща|сообщи|привод|приве|публику|опубликова|озвучи|располага|да[ею]тся|указ)[а-я]*"
    ),
    re.compile(
        r"(?<![а-я])не (?:смог[а-я]* |могут |может |стал[аи]? |готов[аы]? |намерен[аы]? )?(?:разглаша|раскрыва|раскры|уточня|уточни|называ|назва|сообща|сообщи|привод|приве|публику|опубликова|озвучи|указа|располага)[а-я]*(?: [а-я]+){0,5}? "
        rf"(?P<what>(?:(?:точн|общ|окончательн|полн|так)[а-я]+ )?(?:числ[а-я]+|количеств[а-я]+|данны[а-я]+|цифр[а-я]*|сведени[а-я]+)(?: (?:о|по) (?:количеству|числу))?(?: (?:о )?{_COUNTED})?)"
    ),
    re.compile(
        rf"(?<![а-я])(?P<what>сколько (?:[а-я]+ ){{0,4}}?{_COUNTED})[^.;#]{{0,80}}? не (?:уточня|уточни|сообща|сообщи|называ|назва|раскр|разглаш|извест|говор|сказа|указ)[а-я]*"
    ),
    re.compile(
        rf"(?<![а-я])(?:не (?:уточня|уточни|сообща|сообщи|стал|смог|извест|сказа)|отказал)[а-я]*(?: [а-я]+){{0,3}}? ?,? (?P<what>сколько (?:[а-я]+ ){{0,4}}?{_COUNTED})"
    ),
    re.compile(
        rf"(?<![а-я])отказ(?:ал|ав)[а-я]+ (?:[а-я]+ ){{0,3}}?(?:назва|сообщ|уточн|раскры|комментир|да[тв])[а-я]*(?: [а-я]+){{0,3}}? (?P<what>(?:[а-я]+ )?(?:числ[а-я]+|количеств[а-я]+|цифр[а-я]*|данны[а-я]+)(?: (?:о )?{_COUNTED})?)"
    ),
)
_REFUSE = r"(?:назва|называ|сообщ|раскры|уточн|озвуч|комментир|публикова|разглаша)[а-я]+"
_REFUSED = (
    re.compile(
        rf"(?<![а-я]){_REFUSE} (?P<what>(?:[а-я]+ )?(?:числ[а-я]+|количеств[а-я]+|цифр[а-я]*|данны[а-я]+|сведени[а-я]+)(?: (?:о )?{_COUNTED})?)[^.;#]{{0,60}}? отказ(?:ал|ыва)[а-я]+"
    ),
    re.compile(
        rf"(?<![а-я])(?P<what>(?:[а-я]+ )?(?:числ[а-я]+|количеств[а-я]+|цифр[а-я]*|данны[а-я]+|сведени[а-я]+)(?: (?:о (?:местах )?)?{_COUNTED})?)[^.;#]{{0,60}}? {_REFUSE} (?:[а-я]+ ){{0,2}}?отказ(?:ал|ыва)[а-я]+"
    ),
)
_HIGHER = re.compile(
    r"(?<![а-я])(?:числ[а-я]+|количеств[а-я]+|цифр[а-я]+|потери|жертв|погибших|пострадавших|статистик[а-я]*)[^.;#]{0,60}? (?P<what>(?:(?:может|могут|может быть|должно быть|вероятно|скорее всего|на самом деле|в действительности|реально)"
    r"(?: [а-я]+){0,4}? (?P<much>гораздо |намного |значительно |существенно |в разы |вдвое |втрое |в # раза? |куда )?|(?P<much2>гораздо |намного |значительно |существенно |в разы |вдвое |втрое |в # раза? |куда ))(?P<way>выше|больше|ниже|меньше|занижен[а-я]*|завышен[а-я]*))"
)
_UNITS = (
    (re.compile(r"под (?:[а-я]+ )?(?:завал|обломк|руин)"), "missing"),
    (re.compile(r"могил|захорон|погребен"), "graves_found"),
    (re.compile(r"погиб|жертв|умер|смерт|убит|гибел"), "killed"),
    (re.compile(r"пострада|ранен"), "injured"),
    (re.compile(r"пропа"), "missing"),
    (re.compile(r"задержан|арестован"), "detained"),
    (re.compile(r"(?<![а-я])тел(?:о|а|ах|ам)?(?![а-я])|труп"), "bodies_found"),
    (re.compile(r"госпитализ"), "hospitalised"),
)  # fmt: skip


_ADJECTIVES = r"(?:(?:эт[а-я]+|так[а-я]+|данн[а-я]+|указанн[а-я]+|приведенн[а-я]+|подобн[а-я]+|названн[а-я]+|опубликованн[а-я]+|распростран[а-я]+|последн[а-я]+|ранее|официальн[а-я]+) )*"
_FIG = re.compile(rf"(?<![а-я]){_ADJECTIVES}{INFO}(?![а-я])")
_NAMED_FALSE = re.compile(rf"(?<![а-я]){NAMED} (?:[«»\"“”а-я-]+ ){{0,7}}?(?:{FALSE_NOUN}|{FALSE_ADJECTIVE})(?![а-я])")
_LOST = re.compile(
    r"(?<![а-я])(?:факт[а-я]* |наличи[ея] |какую-либо |какие-либо )?(?:гибел[ьи]|смерт[ьи]|погибших|жертвы?|пострадавших)(?![а-я])"
)
_TOPIC = re.compile(
    r"(?: [а-я-]+){0,4}? ?(?:(?:об?|обо|про|насчет|касательно|относительно)(?= )|, что(?= )|по поводу) (?P<topic>[^.;]{0,90})"
)
_OF_DEATH = re.compile(rf"(?<![а-я])(?!тел){DEATH}")
_OF_A_FACT = re.compile(r"(?:верси|факт)[а-я]+ (?!об? |про |, что )")
_TRIED = 6  # places of a sentence looked at for a denial, so that the time for it is bounded
_IT = re.compile(r"(?:все )?эт[оаи](?= )")


def read_stances(
    sentence: Sentence, earlier: Sequence[Reading], own: Callable[[], Sequence[Counted]]
) -> list[StanceCue]:
    """Denials, doubts and refusals of one sentence that carry no figure; `own` gives what the sentence counts."""
    parsed = parse(sentence)
    line = parsed.line.text
    made = _denials(parsed, line, earlier, own)
    for pattern in (*_WITHHELD, *_REFUSED):
        match = pattern.search(line)
        if match and line[match.end() :].startswith((" в #", " о #", " об #")):
            continue
        if match and (unit := _unit(f"{match.group('what')} {match.group()}", "", earlier)):
            return [*made, _cue(parsed, match, Stance.WITHHOLDS, unit, "withheld", "the words refuse the figure")]
    match = _HIGHER.search(line)
    if match and (unit := _unit(line, "", earlier)):
        way = "lower" if match.group("way").startswith(("ниж", "мен", "завыш")) else "higher"
        modifier = f"much_{way}" if match.group("much") or match.group("much2") else way
        low = _known(unit, earlier) if way == "higher" else None
        return [
            *made,
            _cue(parsed, match, Stance.DOUBTS, unit, modifier, "the words hold the figure too low or too high", low),
        ]
    return made


def _denials(
    parsed: Parsed, line: str, earlier: Sequence[Reading], own: Callable[[], Sequence[Counted]]
) -> list[StanceCue]:
    """The first words of a sentence that deny figures given elsewhere; none where a figure of its own is denied."""
    if parsed.sentence.headline or any(c.stance is Stance.DENIES for r in earlier[-8:] for c in r.counts):
        return []
    for pattern in (DENY, _NAMED_FALSE, NEVER, DENY_AFTER):
        for match in islice(pattern.finditer(line), _TRIED):
            words = _denied_words(line, match, pattern in (DENY, NEVER), earlier)
            if words is None or (cue := _denial(parsed, line, words, earlier)) is None:
                continue
            counted = [c for c in own() if c.use is NumberUse.CLAIM]
            bare = words == match.span()  # "это ложь: погибших нет": the figure says it
            return [] if any(c.stance is Stance.DENIES for c in counted) or (bare and counted) else [cue]
    return []


def _denied_words(line: str, match: re.Match[str], governs: bool, earlier: Sequence[Reading]) -> tuple[int, int] | None:
    """The words of a line that stand for what is denied; None where something else than figures is denied."""
    told = line[match.end() :]
    if governs and not reaches(told[:1] + told[1:].split(" , ")[0].split(" и ")[0]):
        return None
    if match.re is DENY_AFTER:
        figures = last(_FIG, line[: match.start()]) or _FIG.search(line, match.end())
    else:
        figures = _FIG.search(line, match.end(), match.end() + 90) or _FIG.search(line)
    lost = _LOST.match(told[1:]) if governs else None
    if lost is not None:
        return match.end() + 1, match.end() + 1 + lost.end()
    if figures is None:
        it = _IT.match(match.group()) or re.search(r"(?<= )это(?= )", match.group())
        near = any(c.use is NumberUse.CLAIM for r in earlier[-2:] for c in r.counts)
        return match.span() if it is not None and near else None
    topic = _TOPIC.match(line, figures.end())
    if OF_CAUSES.match(line, figures.end()):
        return None
    named = _OF_DEATH.search(line[figures.start() : figures.end() + 40].split(" , ")[0])
    if topic is None and named is None and not _figures_before(earlier):
        return None
    if topic is not None and _OF_DEATH.search(topic["topic"]) is None:
        return None
    if _OF_A_FACT.match(line, figures.start()) and not _OF_DEATH.match(line, figures.end() + 1):
        return None
    return figures.span()


def _denial(parsed: Parsed, line: str, words: tuple[int, int], earlier: Sequence[Reading]) -> StanceCue | None:
    if sum(len(r.stances) for r in earlier[-2:]) and not _PEOPLE.search(line):
        weight = 1
    else:
        weight = 2 + bool(_PEOPLE.search(line))
    unit = _unit(line, "killed" if _figures_before(earlier) else "", earlier)
    if not unit:
        return None
    start, end = words
    first, after = parsed.line.item(start), parsed.line.item(max(start, end - 1)) + 1
    return StanceCue(
        parsed.start(first), parsed.end(after - 1), Stance.DENIES, unit, weight=weight,
        rule="ru.denial", reason="the words deny figures given elsewhere",
    )  # fmt: skip


def _figures_before(earlier: Sequence[Reading]) -> bool:
    return any(c.use is NumberUse.CLAIM for r in earlier[-6:] for c in r.counts)


def _unit(words: str, default: str, earlier: Sequence[Reading]) -> str:
    for pattern, unit in _UNITS:
        if pattern.search(words):
            return unit
    told = [c.unit for r in earlier[-6:] for c in r.counts if c.use is NumberUse.CLAIM]
    if told:
        return "killed" if "killed" in told else told[-1]
    for reading in reversed(earlier[-3:]):
        for pattern, unit in _UNITS:
            if pattern.search(parse(reading.sentence).line.text):
                return unit
    return default


def _known(unit: str, earlier: Sequence[Reading]) -> int | None:
    """More than the largest of the last whole figures of that unit: what "higher" commits to."""
    for reading in reversed(earlier):
        told = [
            next((n for n in (c.best, c.low, c.high) if n is not None), 0)
            for c in reading.counts
            if c.use is NumberUse.CLAIM and c.unit == unit and c.part_of is None
        ]
        if any(told):
            return max(told) + 1
    return None


def _cue(
    parsed: Parsed, match: re.Match[str], stance: Stance, unit: str, modifier: str, reason: str, low: int | None = None
) -> StanceCue:
    start, words = match.start("what"), match.group("what").rstrip()
    first, last = parsed.line.item(start), parsed.line.item(start + len(words) - 1) + 1
    return StanceCue(
        parsed.start(first),
        parsed.end(last - 1),
        stance,
        unit,
        modifier=modifier,
        low=low,
        rule=f"ru.{stance.value}",
        reason=reason,
    )
