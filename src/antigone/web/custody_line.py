"""A thing's custody drawn in time: a lane for each place, a bar while it lay there, and the unknown shown as such.

Where the day of a move is not exact, the bar is pale from the first to the last day it can have been. Time in transit
is drawn as a broken line; an act that took more from a place than it named stands as an open ring on that place's lane.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from antigone.account.report.svg import drawing, element, link, text, title
from antigone.core.when import PartialDate
from antigone.found.custody import Sink
from antigone.found.moment import DAY, moment_of
from antigone.web.register_words import STATES
from antigone.web.thing import Thing
from antigone.web.words import Words

WIDTH, LEFT, RIGHT, TOP, LANE, FOOT = 760, 190, 30, 14, 34, 34
LETTERS, MOST_LANES, MOST_RINGS = 26, 14, 40


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay: in which lane, from a day that lies between two, to a day that lies between two (ordinals)."""

    lane: str
    first: int
    by: int
    left_first: int
    left_by: int
    event: str
    broken: bool
    open_end: bool


def stays(thing: Thing, today: int) -> list[Stay]:
    """The stays of a thing, in order; the last reaches to today."""
    found: list[Stay] = []
    for at, step in enumerate(thing.steps):
        following = thing.steps[at + 1] if at + 1 < len(thing.steps) else None
        left = (following.first // DAY, following.by // DAY) if following else (today, today)
        first = max(step.first // DAY, found[-1].first if found else 0)
        first = first if first > 1 else step.by // DAY  # nobody knows since when: from the day it surely was
        lane = step.target.sink.value if step.target.sink else f"place:{step.target.place}"
        broken = step.target.sink is Sink.TRANSIT
        found.append(
            Stay(lane, first, step.by // DAY, max(left[0], first), max(left[1], step.by // DAY), step.act.id, broken,
                 following is None)
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Days on the width of the drawing."""

    low: int
    high: int

    def at(self, day: int) -> float:
        """Where a day lies."""
        share = (day - self.low) / max(self.high - self.low, 1)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0.0), 1.0), 1)


def drawn(thing: Thing, words: Words, name: Callable[[str], str], today: int) -> str:
    """The drawing; empty for a thing that is booked nowhere."""
    found = stays(thing, today)
    if not found:
        return ""
    lanes = list(dict.fromkeys(stay.lane for stay in found))[:MOST_LANES]
    span = _span(found)
    parts = [_axis(span, len(lanes), words)]
    for row, lane in enumerate(lanes):
        y = TOP + LANE * row + LANE // 2
        called = _called(lane, words, name)
        parts.append(element("line", x1=LEFT, y1=y, x2=WIDTH - RIGHT, y2=y, class_="bar-base"))
        parts.append(text(LEFT - 12, y + 4, _short(called), "lane-name", "end"))
        parts += [_bar(stay, y, span, called, words) for stay in found if stay.lane == lane]
    parts += _rings(thing, lanes, span, words)
    height = TOP + LANE * len(lanes) + FOOT
    label = words("Where %(code)s was, over time. The table below says the same.", code=thing.code)
    return drawing(WIDTH, height, "".join(parts), label, "custody-line")


def _span(found: list[Stay]) -> Span:
    low, high = min(stay.first for stay in found), max(stay.left_by for stay in found)
    room = max((high - low) // 40, 1)
    return Span(low - room, high + room)


def _called(lane: str, words: Words, name: Callable[[str], str]) -> str:
    if lane.startswith("place:"):
        place = lane.removeprefix("place:")
        return name(place) if place else words("a place not named")
    return words(STATES.get(lane, lane))


def _short(told: str) -> str:
    return told if len(told) <= LETTERS else told[: LETTERS - 1] + "…"


def _bar(stay: Stay, y: int, span: Span, called: str, words: Words) -> str:
    """The sure part of a stay dark, the possible part pale; a thing that is there still has no end drawn."""
    left, sure, last, latest = (span.at(day) for day in (stay.first, stay.by, stay.left_first, stay.left_by))
    told = title(f"{called}: {_days(stay, words)}")
    if stay.broken:
        return element("g", told + element("line", x1=left, y1=y, x2=max(latest, left + 3), y2=y, class_="transit"))
    begin, end = min(sure, last), max(sure, last)
    shapes = ""
    if latest > left:
        shapes += element("rect", x=left, y=y - 6, width=round(latest - left, 1), height=12, class_="stay-maybe")
    if sure <= last:
        width = max(round(end - begin, 1), 3)
        shapes += element("rect", x=begin, y=y - 6, width=width, height=12, class_="stay")
    if stay.open_end:
        shapes += element("path", d=f"M{latest} {y - 8}l9 8l-9 8", class_="stay-goes-on")
    return link(f"/entry/{stay.event}", told + shapes, f"{called}: {_days(stay, words)}")


def _days(stay: Stay, words: Words) -> str:
    begin, end = words.date(_partial(stay.by)), words.date(_partial(stay.left_by))
    return words("since %(day)s", day=begin) if stay.open_end else words("%(first)s to %(last)s", first=begin, last=end)


def _partial(ordinal: int) -> PartialDate:
    day = date.fromordinal(ordinal)
    return PartialDate(day.year, day.month, day.day)


def _rings(thing: Thing, lanes: list[str], span: Span, words: Words) -> list[str]:
    """Acts that took more than they named while it lay there."""
    found = []
    for booked, missing in thing.nameless[:MOST_RINGS]:
        lane = f"place:{booked.value.from_place}"
        if lane in lanes:
            day = moment_of(booked.event, booked.value.time).last // DAY
            y = TOP + LANE * lanes.index(lane) + LANE // 2
            told = words("%(n)s without numbers: %(act)s", n=words.number(missing), act=words(booked.value.type.value))
            ring = element("circle", cx=span.at(day), cy=y, r=6.5, class_="nameless")
            found.append(link(f"/entry/{booked.id}", title(told) + ring, told))
    return found


def _axis(span: Span, lanes: int, words: Words) -> str:
    """A few days named along the foot."""
    y = TOP + LANE * lanes + 6
    days = span.high - span.low
    parts = [element("line", x1=LEFT, y1=y, x2=WIDTH - RIGHT, y2=y, class_="axis")]
    ticks = sorted({span.low + round(days * part / 4) for part in range(5)})
    for at, day in enumerate(ticks):
        x = span.at(day)
        anchor = "start" if at == 0 else "end" if at == len(ticks) - 1 else "middle"
        told = words.date(_partial(day), short=days < 300)
        told = told if days < 300 else words.date(str(date.fromordinal(day))[:7], short=True)
        parts.append(element("line", x1=x, y1=TOP, x2=x, y2=y + 4, class_="grid"))
        parts.append(text(x, y + 19, told, "tick", anchor))
    return "".join(parts)


def today_of(thing: Thing) -> int:
    """The last day of the part of the register: nothing here looks at a clock."""
    last = thing.register.last or thing.since or date.min + timedelta(days=2)
    return last.toordinal()
