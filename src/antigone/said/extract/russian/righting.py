"""How Russian puts one figure in the place of another, and doubts one: "не 5, а 7", "снизил до 46", "в то, что …, не верят"."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re

from antigone.said.claim import Stance
from antigone.said.extract.russian.false import INFO
from antigone.said.extract.russian.items import Parsed

_B, _E = r"(?<![а-я])", r"(?![а-я])"
TURN = re.compile(r"(?<![а-я])(?:но|однако|а|на самом деле|в действительности|при этом|зато|вместо этого)(?![а-я])")
"""Words after which another thing is said."""
FIGURES = re.compile(rf"{_B}{INFO}{_E}")
_BUT = re.compile(r"(?:[а-я-]+ ){0,5}?(?:, как [^,#]{2,40} )?[,—–] а (?:всего |только |лишь |уже |(?:[а-я]+ )?)?#")
_NOT_THAT = re.compile(r"(?:[а-я-]+ ){0,4}?, (?:а|но) не #")
_NOT_BUT = re.compile(
    r"(?<![а-я])не # (?:[а-я-]+ ){0,5}?(?:, как [^,#]{2,40} )?[,—–] а(?: всего| только| лишь| уже| [а-я]+)?$"
)
_INSTEAD = re.compile(r"(?<![а-я])вместо(?: [а-я-]+){0,4}$")
_INSTEAD_OF = re.compile(r"(?:[а-я-]+ ){0,3}?,? ?вместо (?:[а-я-]+ ){0,4}?#")
_FOR_INSTEAD = re.compile(r"(?<![а-я])вместо (?:[а-я-]+ ){0,4}?# (?:[а-я,-]+ ){0,6}?[а-я—–-]*$")
_REALLY = re.compile(
    r"(?<![а-я])(?:на самом деле|в действительности|в реальности|фактически|на деле|реально)(?: [а-я,-]+){0,5} ?[«\"“]?$"
    r"|(?<![а-я])(?:сейчас|теперь|правильн[а-я]+|верн[а-я]+)(?: [а-я,:-]+){0,3} ?[«\"“]?$"
    r"|(?:^|[.,:;—–«\"“-] )их(?: всего| только| лишь)?$"
)
_EARLIER = re.compile(r"(?<![а-я])(?:раньше|ранее|прежде|до этого|сначала|первоначально)(?![а-я])")
_FALLS = r"(?:снизил|уменьшил|сократил|понизил|упал|снижен|уменьшен|сокращен|понижен|сниз|уменьша|сокраща)[а-я]*"
_MENDED = re.compile(
    rf"{_B}(?:(?:по )?уточн[а-я]+ (?:, )?(?:[а-я]+ )?(?:данны|информаци|сведени|цифр|числ|количеств|статистик|итог|спис)[а-я]+|скорректир[а-я]+|исправ(?:ил|лен|ля)[а-я]*|поправил[а-я]*|уточнен[оаы]?|пересмотре[лн][а-я]*|пересчита[а-я]+|"
    r"поправк[а-я]+|исправлени[а-я]+|(?:теперь|сейчас) уточн[а-я]+|(?:это |эт[ои] )?(?:был[аои] |стал[аои] )?(?:ошибк|опечатк|неточност)[а-я]+ :|правильн[а-я]+ (?:цифр|числ|данны)[а-я]+|верн[а-я]+ (?:цифр|числ|данны)[а-я]+|(?:ошибк|опечатк|неточност|описк|ошиб(?:ся|лась|лись))[а-я]*[^#;]{0,50}? :|дважды(?: [а-я]+){0,2} :)(?![а-я])"
)
_LOWERED = re.compile(
    rf"{_B}{_FALLS}(?: [а-я,-]+){{0,9}}?(?: (?:с|со) # (?:[а-я-]+ ){{0,3}}?до|(?: на #(?: [а-я]+)? (?:,|и|—|до|—) ?(?:[а-я]+ ){{0,3}}?(?:состав[а-я]+|до|равн[а-я]+))| до)$"
)
_YEARLY = re.compile(
    r"(?<![а-я])(?:по сравнению|сравнени|за (?:[а-я]+ )?(?:год|месяц|полугоди|квартал)|прошл[а-я]+ год|в год[уа]?(?![а-я])|ежегодн|процент|%|год к году|с # год|смертност)"
)
_TOLL_WORDS = re.compile(
    r"(?<![а-я])(?:погибш|жертв|умерш|убит|пострадавш|ранен|тел(?![а-я])|смерт|числ[а-я]+|цифр|данны|показател|статистик|сч[её]т|оцен)"
)
_NATURAL = frozenset(
    ("missing", "hospitalised", "critical", "detained", "in_detention", "remanded", "unaccounted", "reported_missing")
)
_BELIEVE = re.compile(
    rf"{_B}(?:не (?:по)?вер(?:ит|ят|ил[аи]?|ю|им)|сомнева[а-я]+|усомнил[а-я]+|под сомнение){_E}(?: (?:[а-я-]+ ?,? ?)){{0,6}}$|{_B}(?:не (?:по)?вер(?:ит|ят|ил[аи]?)|сомнева(?:ется|ются)){_E}"
)
_IN_THAT = re.compile(r"(?:^|[,.;] )в (?:то|том) ?, что ")
_CHECKED = re.compile(
    rf"{_B}(?:пока |еще |сейчас )?(?:проверя(?:ется|ются|ют|ет)|уточня(?:ется|ются)|требу[ею]т (?:проверки|уточнения|подтверждения)|не подтвержден[аыо]? официально){_E}"
)
_ABOUT_IT = re.compile(r" (?:об?|про) ")
_THEN = re.compile(
    r"(?:тогда как|в то время как|хотя|при том что|, а|,) (?:ранее|прежде|первоначально|до этого|до того|сначала|изначально|накануне|поначалу|еще утром|утром)(?: [а-я-]+){0,5}$"
)


def opposed(left: str, right: str) -> Stance | None:
    """ "не 56, а 57", "57, а не 56", "восемь вместо десяти", "назвал цифру «сто» вымыслом"."""
    if re.search(r"(?:^|, |— )(?:а |но )?не ?$", left) or (left.endswith((" не", "не")) and _BUT.match(right)):
        return Stance.DENIES
    if _INSTEAD.search(left):
        return Stance.DENIES
    if _NOT_BUT.search(left) or _NOT_THAT.match(right) or _INSTEAD_OF.match(right) or _FOR_INSTEAD.search(left):
        return Stance.CORRECTS
    return None


def corrected(left: str, right: str, unit: str) -> bool:
    """ "снизил число погибших до #", "скорректировал данные: #", "это ошибка: погибли #"."""
    if left.endswith((" с", " со")) and right.startswith(("до ", "на #")):  # the figure that was
        return False
    mended = last(_MENDED, left)
    if mended is not None and _EARLIER.search(left[mended.end() :]):  # "Исправлено: раньше говорилось о пяти"
        mended = None
    if mended is not None and not re.sub(r"(?:с|со|вместо|на) #", "", left[mended.end() :]).count("#"):
        return True
    lowered = _LOWERED.search(left)
    if lowered is None or unit in _NATURAL or _YEARLY.search(left) or _YEARLY.search(right):
        return False
    return _TOLL_WORDS.search(left) is not None


def doubted(left: str, right: str) -> bool:
    """ "В то, что погибли #, жители не верят", "информация о # погибших проверяется"."""
    near = right.split(" ; ")[0][:160]
    if _BELIEVE.search(left) or (_IN_THAT.search(left) and _BELIEVE.search(near)):
        return True
    told = last(FIGURES, left)
    checked = _CHECKED.search(near)
    return (
        told is not None
        and checked is not None
        and _ABOUT_IT.match(left, told.end()) is not None
        and not TURN.search(near[: checked.start()])
    )


def puts_right(parsed: Parsed, at: int) -> bool:
    """ "На самом деле погибли #", "их #": a figure in the place of one that was denied just before."""
    return parsed.contested and _REALLY.search(parsed.line.slice(max(0, at - 9), at)) is not None


def said_before(parsed: Parsed, at: int, other: int) -> bool:
    """True where the words between say that the figure at item `other` was given before the one at item `at`."""
    return _THEN.search(parsed.line.slice(at + 1, other)) is not None


def last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern fits."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007 (the last is wanted)
        pass
    return found
