"""What was said when: the figure over the day it was said, one mark an origin.

Days stand side by side in their order, at equal distances, because statements come in bursts. A mark that was
superseded is faint, one that was denied or corrected is struck out, "at least" opens upwards, "about" is an open ring.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from antigone.account.report.content import Report, Said, Topic
from antigone.account.report.scale import Scale, nice_top
from antigone.account.report.svg import PAGE, Setting, drawing, element, fade, link, text, title
from antigone.account.report.words import STANDINGS, short_date, told_date
from antigone.core.told import Told, retold, told
from antigone.core.when import PartialDate

WIDTH, HEIGHT = 760, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 24, 26, 44
FAINT = frozenset({"superseded", "older floor", "put aside"})
STRUCK = frozenset({"denied", "corrected"})
MAX_PANELS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One origin on the timeline."""

    said: Said
    repeats: int
    column: int
    low: int | None
    high: int | None
    best: int | None

    @property
    def shown(self) -> int:
        """The figure that its word stands at."""
        return next(n for n in (self.best, self.low, self.high) if n is not None)


@dataclass(frozen=True, slots=True)
class Panel:
    """One proposition over time: the days in their order, and the marks."""

    title: str
    days: tuple[PartialDate, ...]
    marks: tuple[Mark, ...]


def panels(report: Report) -> list[Panel]:
    """The topics that were spoken of on more than one day with a figure, in the order of the report, few of them."""
    made = [panel(topic) for topic in report.topics]
    return [each for each in made if len(each.days) > 1 and len(each.marks) > 2][:MAX_PANELS]


def panel(topic: Topic) -> Panel:
    """The marks of one topic; statements without a figure or a date have none."""
    spoken = [o for o in topic.origins if o.root.claim.has_figure and o.root.claim.said_on and _asserts(o.root)]
    days = sorted({o.root.claim.said_on for o in spoken if o.root.claim.said_on}, key=lambda day: (day.first, day.last))
    marks = []
    for origin in spoken:
        claim = origin.root.claim
        assert claim.said_on is not None
        column = days.index(claim.said_on)
        marks.append(Mark(origin.root, len(origin.repeats), column, claim.low, claim.high, claim.best))
    return Panel(topic.title, tuple(days), tuple(marks))


def short_figure(said: Said) -> str:
    """The figure with a sign for its word, so that marks stand close: `≥ 225`, `> 240`, `≈ 850`; a bare word stays."""
    claim = said.claim
    if claim.modifier == "more_than" and claim.low is not None:
        return f"> {claim.low - 1:,}"
    if claim.modifier in ("fewer_than", "less_than") and claim.high is not None:
        return f"< {claim.high + 1:,}"
    if claim.low is None and claim.high is None and claim.best is not None:
        return f"≈ {claim.best:,}"
    if claim.modifier == "at_least" and claim.low is not None:
        return f"≥ {claim.low:,}"
    return said.figure.removeprefix("corrects to ")


def _asserts(said: Said) -> bool:
    return said.claim.stance.value in ("asserts", "corrects")


def draw(shown: Panel, at: int, setting: Setting = PAGE) -> str:
    """The panel as SVG; `at` tells its gradient from those of the others."""
    day = setting.day or _short
    top = nice_top(max(max(mark.shown, mark.high or 0) for mark in shown.marks))
    up = Scale(top, HEIGHT - BOTTOM, TOP)
    step = (WIDTH - LEFT - RIGHT) / len(shown.days)
    middles = [round(LEFT + step * (column + 0.5), 1) for column in range(len(shown.days))]
    parts = [fade(f"up-{at}", vertical=True), _grid(up), _days(shown, middles, day)]
    parts += [_mark(mark, x, up, f"up-{at}", setting) for mark, x in _spread(shown, middles, step)]
    words = f"{shown.title}: {len(shown.marks)} × {day(shown.days[0])} – {day(shown.days[-1])}"
    return drawing(WIDTH, HEIGHT, "".join(parts), words, "timeline")


def _grid(up: Scale) -> str:
    lines = []
    for tick in up.ticks():
        y = up.at(tick)
        lines.append(element("line", x1=LEFT, y1=y, x2=WIDTH - 8, y2=y, class_="grid" if tick else "axis"))
        lines.append(text(LEFT - 8, y + 4, f"{tick:,}", "tick", "end"))
    return "".join(lines)


def _short(date: object) -> str:
    return short_date(date if isinstance(date, PartialDate) else None)


def _days(shown: Panel, middles: list[float], told: Callable[[object], str]) -> str:
    parts, year = [], None
    crowded = len(shown.days) > 11
    for at, (day, x) in enumerate(zip(shown.days, middles, strict=True)):
        low = HEIGHT - BOTTOM + (18 if not crowded or at % 2 == 0 else 31)
        words = told(day)
        parts.append(text(x, low, words, "tick", "middle"))
        if day.year != year and str(day.year) not in words:
            parts.append(text(x, HEIGHT - 2, str(day.year), "tick year", "middle"))
        year = day.year
    return "".join(parts)


def _spread(shown: Panel, middles: list[float], step: float) -> list[tuple[Mark, float]]:
    """Marks of one day side by side."""
    placed = []
    for column, x in enumerate(middles):
        here = sorted((m for m in shown.marks if m.column == column), key=lambda m: (m.shown, m.said.id))
        gap = min(40.0, step / (len(here) + 0.5))
        placed += [(mark, round(x + gap * (at - (len(here) - 1) / 2), 1)) for at, mark in enumerate(here)]
    return placed


def _mark(mark: Mark, x: float, up: Scale, gradient: str, setting: Setting) -> str:
    """One origin: its shape says the word at the figure, its weight how it stands."""
    said, y = mark.said, up.at(mark.shown)
    open_ = mark.low is None and mark.high is None
    shape = element("circle", cx=x, cy=y, r=5, class_="ring" if open_ else "dot")
    if mark.low is not None and mark.high is None:
        length = min(46.0, y - 6)
        shape = (
            element("rect", x=x - 2, y=round(y - length, 1), width=4, height=length, fill=f"url(#{gradient})") + shape
        )
    elif mark.high is not None and mark.low != mark.high:
        top, low = up.at(mark.high), up.at(mark.low or 0)
        shape = element("line", x1=x, y1=top, x2=x, y2=low, class_="span")
    if said.standing in STRUCK:
        shape += element("line", x1=x - 9, y1=y + 5, x2=x + 9, y2=y - 5, class_="strike")
    number = text(x + 9, y - 7, short_figure(said), "figure")
    repeats = text(x + 9, y + 15, f"×{mark.repeats + 1}", "repeats") if mark.repeats else ""
    class_ = "mark faint" if said.standing in FAINT else ("mark struck" if said.standing in STRUCK else "mark")
    words = setting.say(_words(mark))
    return link(setting.href(said), element("g", title(words) + shape + number + repeats, class_=class_), words)


def _words(mark: Mark) -> Told:
    """What a mark shows, for those who cannot see it."""
    said = mark.said
    values: dict[str, Any] = {"figure": said.figure, "speaker": said.speaker, "day": told_date(said.claim.said_on)}
    values["standing"] = retold(said.standing, STANDINGS.get(said.standing, said.standing))
    if not mark.repeats:
        return told("{figure}: {speaker}, {day} ({standing})", **values)
    values["n"] = mark.repeats + 1
    return told("{figure}: {speaker}, {day} ({standing}), carried {n} times", **values)
