"""When something was said: weekdays and days of a month, resolved by the day of publication."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from datetime import date, timedelta

from antigone.said.extract.english.words import DAYS, MONTHS

_MONTH = "|".join(sorted((m for m in MONTHS if m != "may"), key=len, reverse=True)) + "|may"
_DATE = re.compile(
    rf"(?<!\S)(?:(?P<m1>{_MONTH})\.? (?P<d1>\d{{1,2}})(?: ?(?:st|nd|rd|th))?(?: ,)?(?: (?P<y1>\d{{4}}))?"
    rf"|(?P<d2>\d{{1,2}})(?: ?(?:st|nd|rd|th))?(?: of)? (?P<m2>{_MONTH})(?: (?P<y2>\d{{4}}))?"
    rf"|(?P<iso>\d{{4}}) - (?P<im>\d{{2}}) - (?P<id>\d{{2}}))(?!\S)"
)
_WEEKDAY = re.compile(rf"(?<!\S)(?P<last>last )?(?P<day>{'|'.join(DAYS)})(?!\S)")
_NEAR = re.compile(
    r"(?<!\S)(?P<word>today|tonight|yesterday|last night|this morning|this afternoon|this evening|overnight)(?!\S)"
)
_DAY_BEFORE = ("yesterday", "last night")
_SOME_TIME = re.compile(
    rf"(?<!\S)(?:last|past|this|recent|earlier this|that|previous) (?:week|weeks|month|months|year|years|weekend|summer|winter|spring|autumn|days)(?!\S)"
    rf"|(?<!\S)(?:in|since|until|by) (?:(?:early|late|mid) )?(?:{_MONTH})(?!\S)|(?<!\S)(?:ago|recently|before that|formerly|at the time|initially|at first|originally)(?!\S)"
)
_REPLACED = re.compile(
    r"(?:\b(?:down|up|reduced|lowered|raised|cut|revised|fell|fallen|rose|risen|dropped|changed|jumped|climbed|increased|grown|corrected)(?: [\w-]+,?){0,9} from|, from|\b(?:toll|number|figure|count|tally)(?: [\w-]+){0,8} from|as against|compared (?:to|with)"
    r"|\b(?:earlier|previous|initial|original|provisional|preliminary)(?: [\w-]+){1,2} of|\b(?:previous|earlier)(?: [\w-]+){0,2} (?:toll|figure|count|number) (?:was|stood at|had been|had stood at)|(?:first|initially|earlier|originally) (?:reported|put|given|estimated) at|having (?:earlier|previously|first|initially) put the [\w-]+ at)"
    r"(?: the| an?| about| some| around| nearly| more than| at least| (?:earlier|previous|initial) [\w-]+ of)? $",
    re.IGNORECASE,
)
_TO_FIGURE = re.compile(r" to (?:about |around |at least )?\d")
_EARLIER = re.compile(
    r"(?<!\S)(?:earlier(?! (?:this|in|that|last|toll|figure|count|estimate|report|number|death)(?!\S))|previously|before that|had (?:already )?(?:said|put|announced|reported|told|stated|claimed|estimated|given|confirmed|declared|spoken)|so far reported)(?!\S)"
)


def when(words: str, published: date | None) -> str | None:
    """The day that the words around a verb of saying give: `YYYY-MM-DD`, `before …`, or None. `words` is lower case."""
    exact = _DATE.search(words)
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
    near = _NEAR.search(words)
    if near:
        return (published - timedelta(days=near.group("word") in _DAY_BEFORE)).isoformat()
    return f"before {published.isoformat()}" if _EARLIER.search(words) else None


def some_time_ago(words: str) -> bool:
    """True where the words put a statement at a day that they don't name: "last week", "in March", "at first"."""
    return _SOME_TIME.search(words) is not None


def is_replaced(left: str, right: str) -> bool:
    """True where the words around a figure tell that another takes its place: "down from", "from … to 42"."""
    return _REPLACED.search(left) is not None or (left.endswith(" from ") and _TO_FIGURE.match(right) is not None)


def news_day(opening: str, published: date | None) -> date | None:
    """The day that the opening of a text names as its own, of the day of publication and the one before; else None."""
    if published is None:
        return None
    words = re.sub(r"([,;:()\"“”!?]|\.(?!\S))", r" \1 ", opening.casefold().replace("’", "'"))
    named = [
        words[m.start() : m.end()] for m in (*_WEEKDAY.finditer(words), *_NEAR.finditer(words), *_DATE.finditer(words))
    ]
    days = {when(name, published) for name in named}
    for day in (published, published - timedelta(days=1)):
        if day.isoformat() in days:
            return day
    return None


def dateline_day(between: str, published: date | None) -> date | None:
    """The day that a dateline names ("KADUNA, May 8 (Xinhua) --"), where it is that of publication or shortly before."""
    if published is None:
        return None
    words = re.sub(r"([,;:()/\-–—]|\.(?!\S))", r" \1 ", between.casefold())
    exact = _DATE.search(words)
    day = _dated(exact, published) if exact else None
    named = date.fromisoformat(day) if day else published
    return named if published - timedelta(days=4) <= named <= published else None


def _dated(match: re.Match[str], published: date | None) -> str | None:
    if match.group("iso"):
        year, month, day = (int(match.group(g)) for g in ("iso", "im", "id"))
    else:
        month = MONTHS[match.group("m1") or match.group("m2")]
        day = int(match.group("d1") or match.group("d2"))
        named = match.group("y1") or match.group("y2")
        if not named and published is None:
            return None
        year = int(named) if named else _year(month, day, published)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(month: int, day: int, published: date | None) -> int:
    assert published is not None
    return published.year - ((month, day) > (published.month, published.day) and month - published.month > 1)
