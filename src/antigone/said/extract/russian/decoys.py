"""Russian numbers that count no people: dates, times, ages, money, measures, articles of law, shares."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re

from antigone.said.extract.russian.items import Parsed, Phrase

MONTHS = {
    name: index + 1
    for index, names in enumerate(
        (
            "января январе январь янв", "февраля феврале февраль фев", "марта марте март мар", "апреля апреле апрель апр",
            "мая мае май", "июня июне июнь", "июля июле июль", "августа августе август авг",
            "сентября сентябре сентябрь сен", "октября октябре октябрь окт", "ноября ноябре ноябрь ноя",
            "декабря декабре декабрь дек",
        )
    )
    for name in names.split()
}  # fmt: skip
_AFTER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:год|года|году|годов|годы|годам|гг?|числа|число|век|века|веке)(?![а-я])"), "a date"),
    (re.compile(r"(?:час|минут|секунд|сут|дн(?:я|ей|ям|ями)|день|недел|месяц|ноч[ьи]|летн|лет(?![а-я]))"), "a time or an age"),
    (re.compile(r"(?:%|процент|доле[йв]|балл|магнитуд|градус|промилле)"), "a share or a measure"),
    (re.compile(r"(?:руб|тенге|доллар|евро|грив[ен]|сом(?:ов|а)(?![а-я])|юан|фунт|лир|\$|€|₽|₸|млн|млрд|миллион|миллиард)"), "money"),
    (re.compile(r"(?:км|метр|м(?![а-я])|тонн|кг|килом|килогр|литр|гектар|га(?![а-я])|мм|см(?![а-я])|кв(?![а-я])|куб|тыс кв|миль|мил[иья]|узл|этаж)"), "a measure"),
    (re.compile(r"(?:дел[оа]?(?![а-я])|уголовн|административн|протокол|жалоб|иск(?:ов|а)?(?![а-я])|заявлени|обращени|сообщени)"), "cases or complaints"),
    (re.compile(r"(?:единиц|ствол|автомат|оружи|гранат|патрон|пистолет|ракет|дрон|снаряд|бомб)"), "weapons or equipment"),
    (re.compile(r"(?:дом(?:а|ов)?(?![а-я])|здани|квартир|строени|автомоб|автобус|машин|вагон|вертолет|самолет|судн|корабл|школ|магазин|объект)"), "things"),
)  # fmt: skip
_BEFORE = re.compile(
    r"(?<![а-я])(?:стат(?:ья|ьи|ье|ей)|ст|част(?:ь|и|ью)|ч|пункт[аеу]?|п|№|номер[а-я]*|дом|квартир[а-я]|кабинет[а-я]*"
    r"|магнитудой|магнитуда|магнитуды|рейс[а-я]*|трасс[а-я]+|школ[а-я]+|в возрасте(?: от)?|возраст[а-я]*|блок[а-я]*) (?:№ )?$"
)
_SUFFIX = re.compile(r"- (?:й|я|е|го|му|м|х|ю|ый|ая|ое|летн[а-я]+|этажн[а-я]+|лети[а-я]+|процентн[а-я]+|кратн[а-я]+) ?")


def timed(parsed: Parsed, at: int) -> bool:
    """True for a number of a date or a time of day."""
    before = parsed.line.slice(max(0, at - 4), at) + " "
    return _is_clock(parsed, at) or _is_date(parsed, at, before)


def decoy(parsed: Parsed, at: int, phrase: Phrase) -> str:
    """Why the number at item `at` counts no people; empty where nothing says so."""
    number = parsed.items[at].number
    assert number is not None
    after = parsed.line.slice(at + 1, at + 5)
    before = parsed.line.slice(max(0, at - 4), at) + " "
    if _is_date(parsed, at, before):
        return "a date"
    if phrase.kind == "grave" and re.search(r"(?:перв|последн|эти|обои|обеи)[а-я]* $", before):
        return "graves told of before"
    if number.value == 2 and re.match(r"(?:(?:и|или) более )?лиц", after):
        return "words of a law"
    if number.value == 0 and parsed.word(at - 1) == "к":
        return "a figure of speech"
    if _is_clock(parsed, at):
        return "a time"
    if _SUFFIX.match(after) and parsed.start(at + 1) == parsed.end(at):
        return "a part of a compound word"
    if _is_model(parsed, at):
        return "a part of a name"
    counted = phrase.kind in ("person", "body", "grave", "cue")
    if _BEFORE.search(before) and not (counted and number.modifier != "exact"):
        return "a number of a law, house, school or the like"
    if phrase.kind in ("person", "body", "grave", "cue"):
        return ""
    if number.kind == "decimal":
        return "a measure"
    if number.kind == "fraction":
        return "a share"
    for pattern, reason in _AFTER:
        if pattern.match(after):
            return reason
    if parsed.word(at - 1) in ("$", "€", "№", "₽"):
        return "money" if parsed.word(at - 1) != "№" else "a number of a law, house, school or the like"
    return ""


_TOLL_TO = re.compile(
    r"(?<![а-я])(?:погиб|пострада|жертв|ранен|умер|пропа|задержан|госпитализ)[а-я]* (?:[а-я]+ )?(?:до|с|к|за) $"
)


def _is_date(parsed: Parsed, at: int, before: str) -> bool:
    number = parsed.items[at].number
    assert number is not None
    words = parsed.line.slice(at + 1, at + 4).split()
    if words and words[0] in MONTHS and (number.value or 0) <= 31:
        return True
    if words and words[0] == "и" and len(words) > 2 and words[1] == "#" and words[2] in MONTHS:
        return True
    value = number.value or 0
    if 1900 <= value <= 2100 and number.kind == "digits" and " " not in parsed.raw(at):
        if _TOLL_TO.search(before):
            return False
        last = before.split()[-1] if before.split() else ""
        if words[:1] and re.match(r"год|г(?![а-я])", words[0]):
            return True
        if (
            len(words) > 2
            and words[0] in ("-", "–", "—", "и", "или")
            and words[1] == "#"
            and re.match(r"год|гг", words[2])
        ):
            return True
        return last in MONTHS or (last in ("в", "с", "до", "к", "за") and not (words and words[0][:1].isalpha()))
    return bool(re.fullmatch(r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?", parsed.raw(at)))


def _is_model(parsed: Parsed, at: int) -> bool:
    """ "Ан-26", "Ту-154": a number that a hyphen joins to a name."""
    return (
        (
            parsed.word(at - 1) == "-"
            and parsed.end(at - 1) == parsed.start(at)
            and parsed.end(at - 2) == parsed.start(at - 1)
            and parsed.capital(at - 2)
        )
        if at > 1
        else False
    )


def _is_clock(parsed: Parsed, at: int) -> bool:
    """ "14:20", as two numbers glued by a colon."""
    for mark, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if parsed.word(mark) == ":" and parsed.word(other) == "#":
            low, high = min(at, other), max(at, other)
            if parsed.end(low) == parsed.start(mark) and parsed.end(mark) == parsed.start(high):
                return True
    return False
