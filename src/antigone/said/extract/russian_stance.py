"""Russian words that deny, correct, doubt or withhold figures, at a figure or without one."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections.abc import Sequence

from antigone.said.claim import Stance
from antigone.said.extract.language import Reading, Sentence, StanceCue
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian_items import Parsed, parse

_FALSE = (
    r"(?:не соответству[а-я]+ (?:действительности|истине)|не (?:име[ею]т|имела|имели) (?:ничего общего|отношения)|не подтвержда[а-я]+"
    r"|не подтвердил[а-я]+|не нашл[аи] подтверждени[а-я]+|(?:является|являются|оказал[а-я]+|был[аои]?) (?:[а-я]+ )?(?:фейк[а-я]*|ложн[а-я]+|ложью|недостоверн[а-я]+|ошибочн[а-я]+|вымыс[а-я]+|ошибкой|дезинформаци[а-я]+)"
    r"|неверн(?:ы|а|ая|ой|ыми|ые)|недостоверн[а-я]+|ошибочн[а-я]+|(?:техническ[а-я]+|досадн[а-я]+) (?:ошибк|сбо)[а-я]+|не (?:правда|верны|верна|верно|точны)|взят[ыао]? с потолка|не имеют под собой|дале[кк][а-я]* от (?:истины|реальности|действительности)|не отвеча[а-я]+ действительности|[—–-] (?:это )?(?:вымысел|фейк|ложь|неправда|выдумка|слухи|провокация|дезинформация))"
)
_DENY_BEFORE = re.compile(
    r"(?<![а-я])(?:не подтвердил[аио]?(?= (?:[а-я]+ ){0,3}?(?:информаци|сообщени|данны|сведени|слух|гибел|смерт|цифр))|не подтвержда[а-я]+(?= (?:[а-я]+ ){0,3}?(?:информаци|сообщени|данны|сведени|слух|гибел|смерт|цифр))|опроверг(?:ла|ли|ло|ает|ают|нул[аи]?)?|опровергл[аио]|опровержени[а-я]+|отрица(?:ет|ют|л|ла|ли)|не призна(?:ет|ют|л|ла|ли)(?! вин)|отверг(?:ла|ли|ает|ают)?"
    r"|назва(?:л|ла|ли|ло) (?:[а-я]+ ){0,2}?(?:фейк[а-я]*|ложью|ложн[а-я]+|слухами|вымыс[а-я]+|недостоверн[а-я]+|ошибочн[а-я]+|дезинформаци[а-я]+))(?![а-я])"
)
_DENY_AFTER = re.compile(rf"(?<![а-я]){_FALSE}(?![а-я])")
_NEVER = re.compile(
    r"(?<![а-я])(?:никогда )?не (?:давал|предоставлял|публиковал|называл|озвучивал|приводил|сообщал|подтверждал|распространял|делал|говорил|заявлял|упоминал|объявлял|утверждал)[аи]?(?![а-я])"
)
_FIGURES = (
    r"(?:(?:эт[а-я]+|так[а-я]+|данн[а-я]+|указанн[а-я]+|приведенн[а-я]+|подобн[а-я]+|названн[а-я]+|опубликованн[а-я]+|последн[а-я]+|ранее|официальн[а-я]+|эт[иу]) )*"
    r"(?:цифр[а-я]*|данны[а-я]+|статистик[а-я]*|сведени[а-я]+|информаци[а-я]+|сообщени[а-я]+|числ[а-я]+|оцен[а-я]+|публикаци[а-я]+|слух[а-я]*|подсчет[а-я]*|запис[а-я]+)"
)
_FIG = re.compile(rf"(?<![а-я]){_FIGURES}(?![а-я])")
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
        r"(?<![а-я])не (?:разглаша|раскрыва|раскры|уточня|уточни|называ|назва|сообща|сообщи|привод|приве|публику|опубликова|озвучи|указа|располага)[а-я]*(?: [а-я]+){0,5}? "
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
_CORRECT = re.compile(
    r"(?<![а-я])(?:по )?уточн[а-я]+ (?:данны|информаци|сведени|цифр)[а-я]+|скорректир[а-я]+|исправлен[а-я]+ данны[а-я]+|поправил[а-я]*|уточнен[оаы]?(?![а-я])|пересмотрен[оаы]?|скорректирован[оаы]?|(?:снизил|уменьшил|сократил)[а-я]+(?: (?:с|со) # (?:[а-я]+ )?)? до$|(?:теперь|сейчас) уточн[а-я]+"
)
_TURN = re.compile(r"(?<![а-я])(?:но|однако|а|на самом деле|в действительности|при этом)(?![а-я])")
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


_BUT = re.compile(r"(?:[а-я]+ ){0,3}?, а (?:всего |только |лишь |уже )?#")
_NOT_THAT = re.compile(r"(?:[а-я]+ ){0,3}?, а не #")
_NOT_BUT = re.compile(r"(?<![а-я])не # (?:[а-я]+ ){0,3}?, а(?: всего| только| лишь| уже)?$")


_INSTEAD = re.compile(r"(?<![а-я])вместо(?: [а-я]+){0,3}$")
_INSTEAD_OF = re.compile(r"(?:[а-я]+ ){0,3}?вместо (?:[а-я]+ ){0,3}?#")
_CALLED = re.compile(r"(?<![а-я])назва(?:л|ла|ли|ло)(?![а-я])")
_FICTION = re.compile(r"[»\"”а-я ]{0,60}? (?:вымыс|ложью|ложн|фейк|недостовер|слухами|преувелич|выдумк)")
_ABOUT = re.compile(r" об?(?: [«\"“])?(?: [а-я]+)?")


def _opposed(left: str, right: str) -> Stance | None:
    """ "не 56, а 57", "57, а не 56", "восемь вместо десяти", "назвал цифру «сто» вымыслом"."""
    if re.search(r"(?:^|, )(?:а )?не ?$", left) or (left.endswith(" не") and _BUT.match(right)):
        return Stance.DENIES
    if _INSTEAD.search(left) or (_CALLED.search(left) and _FICTION.match(" " + right)):
        return Stance.DENIES
    if _NOT_BUT.search(left) or _NOT_THAT.match(right) or _INSTEAD_OF.match(right):
        return Stance.CORRECTS
    return None


def stance_at(parsed: Parsed, at: int) -> Stance | None:
    """What the words around a figure do with it; None where they only assert it."""
    left, right = parsed.line.slice(0, at), parsed.line.slice(at + 1, len(parsed.items))
    opposed = _opposed(left, right)
    if opposed is not None:
        return opposed
    if not _TURN.search(left[m.end() :] if (m := _last(_DENY_BEFORE, left)) else ""):
        if m is not None:
            return Stance.DENIES
        never = _last(_NEVER, left)
        if never is not None and (_FIG.search(left[never.end() :]) or _ABOUT.fullmatch(left[never.end() :])):
            return Stance.DENIES
    near = right.split(" ; ")[0]
    after = _DENY_AFTER.search(near)
    if after and (_FIG.search(left) or after.start() < 60) and not _TURN.search(near[: after.start()]):
        return Stance.DENIES
    if (said := _DENY_BEFORE.search(near)) is not None and re.search(
        r"(?:эту|эти|этой|данную|так[а-я]+) [а-я]+", near[said.start() :]
    ):
        return Stance.DENIES
    correct = _last(_CORRECT, left)
    if correct is not None and "#" not in left[correct.end() :]:
        return Stance.CORRECTS
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 (the last is wanted)
        pass
    return found


def read_stances(sentence: Sentence, earlier: Sequence[Reading]) -> list[StanceCue]:
    """Denials, doubts and refusals of one sentence that carry no figure of their own."""
    parsed = parse(sentence)
    line = parsed.line.text
    made: list[StanceCue] = []
    if not sentence.headline and ("#" not in line or not _claims_inside(parsed)):
        for pattern in (_DENY_BEFORE, _NEVER, _DENY_AFTER):
            match = pattern.search(line)
            if match and (cue := _denial(parsed, line, match, earlier)) is not None:
                made.append(cue)
                break
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
        return [
            *made,
            _cue(parsed, match, Stance.DOUBTS, unit, modifier, "the words hold the figure too low or too high"),
        ]
    return made


def _claims_inside(parsed: Parsed) -> bool:
    """True where a figure of the sentence is what the denial is about."""
    return any(stance_at(parsed, at) is Stance.DENIES for at in parsed.numbers)


def _denial(parsed: Parsed, line: str, match: re.Match[str], earlier: Sequence[Reading]) -> StanceCue | None:
    figures = _FIG.search(line, match.end()) or _FIG.search(line)
    if figures is None or any(c.stance is Stance.DENIES for r in earlier[-8:] for c in r.counts):
        return None
    if sum(len(r.stances) for r in earlier[-2:]) and not _PEOPLE.search(line):
        weight = 1
    else:
        weight = 2 + bool(_PEOPLE.search(line))
    unit = _unit(line, "killed" if _figures_before(earlier) else "", earlier)
    if not unit:
        return None
    words = figures.group().strip()
    first, last = parsed.line.item(figures.start()), parsed.line.item(figures.start() + len(words) - 1) + 1
    return StanceCue(
        parsed.start(first), parsed.end(last - 1), Stance.DENIES, unit, weight=weight,
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


def _cue(parsed: Parsed, match: re.Match[str], stance: Stance, unit: str, modifier: str, reason: str) -> StanceCue:
    start, words = match.start("what"), match.group("what").rstrip()
    first, last = parsed.line.item(start), parsed.line.item(start + len(words) - 1) + 1
    return StanceCue(
        parsed.start(first),
        parsed.end(last - 1),
        stance,
        unit,
        modifier=modifier,
        rule=f"ru.{stance.value}",
        reason=reason,
    )
