"""When something was said: weekdays and days of a month, resolved by the day of publication."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from datetime import date, timedelta

from antigone.said.extract.russian.decoys import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(rf"(?<![\w.])(?P<day>\d{{1,2}})(?:-?го)? (?P<month>{_MONTH})(?![а-я])(?: (?P<year>\d{{4}}))?")
_NUMERIC = re.compile(r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\w])")
DAYS = {
    word: index
    for index, words in enumerate(
        (
            "понедельник понедельника", "вторник вторника", "среду среда среды", "четверг четверга",
            "пятницу пятница пятницы", "субботу суббота субботы", "воскресенье воскресенья",
        )
    )
    for word in words.split()
}  # fmt: skip
_WEEKDAY = re.compile(
    rf"(?<![а-я])(?:в|во|вечером|утром|днем|к вечеру) (?:(?P<last>прошлый|прошлую|прошлое|минувший|минувшую) )?(?P<day>{'|'.join(DAYS)})(?![а-я])"
)
_NEAR = re.compile(r"(?<![а-я])(?P<word>сегодня|вчера|накануне|позавчера)(?![а-я])")
EARLIER_WORDS = r"ранее|прежде|до этого|до того|сначала|первоначально|изначально|поначалу|раньше"
_SPANS = {"два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, **{str(n): n for n in range(2, 15)}}
_AGO = re.compile(r"(?<![а-я])(?:(?P<n>[а-я]+|\d+) )?(?P<unit>день|дня|дней|сутки|суток|неделю|недели) назад")
_EARLIER = re.compile(rf"(?<![а-я])(?:{EARLIER_WORDS}|прежн[а-я]+|первоначальн[а-я]+)(?![а-я])")


def when(words: str, published: date | None) -> str | None:
    """The day that the words around a verb of saying give: `YYYY-MM-DD`, `before …`, or None. `words` is lower case."""
    exact = _DATE.search(words) or _NUMERIC.search(words)
    if exact:
        return _dated(exact, published)
    if published is None:
        return None
    weekday = _WEEKDAY.search(words)
    if weekday:
        back = (published.weekday() - DAYS[weekday.group("day")]) % 7
        if weekday.group("last") and back == 0:
            back = 7
        return (published - timedelta(days=back)).isoformat()
    ago = _AGO.search(words)
    if ago:
        return (
            published - timedelta(days=_SPANS.get(ago["n"] or "", 1) * (7 if ago["unit"].startswith("нед") else 1))
        ).isoformat()
    near = _NEAR.search(words)
    if near:
        days = {"вчера": 1, "накануне": 1, "позавчера": 2}.get(near.group("word"), 0)
        return (published - timedelta(days=days)).isoformat()
    return f"before {published.isoformat()}" if _EARLIER.search(words) else None


def _dated(match: re.Match[str], published: date | None) -> str | None:
    named = match.group("month")
    month = int(named) if named.isdigit() else MONTHS[named]
    day = int(match.group("day"))
    if not match.group("year") and published is None:
        return None
    year = int(match.group("year")) if match.group("year") else _year(month, published)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(month: int, published: date | None) -> int:
    """The year of a month that the text leaves out: the one before where the month is far ahead of publication."""
    assert published is not None
    return published.year - (month - published.month > 1)
