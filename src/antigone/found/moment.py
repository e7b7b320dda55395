"""When an act happened, as a pair of ends in minutes, and the order of acts whose dates are imprecise."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from antigone.found.events import Written

DAY = 1440


@dataclass(frozen=True, slots=True)
class Moment:
    """An act lies between two minutes, both included, counted from the day before 0001-01-01.

    Attributes:
        first: earliest; 0 where nobody knows.
        last: latest; at most the end of the day after it was entered, for nothing is entered before it happened
            (the day more is for clocks in other time zones).
    """

    first: int
    last: int

    @property
    def day(self) -> date:
        """The day by which it surely has happened."""
        return date.fromordinal(self.last // DAY)

    def surely_before(self, other: Moment) -> bool:
        """True where it was over before the other could begin."""
        return self.last < other.first


def moment_of(event: Written, time: str = "") -> Moment:
    """When the event's act happened, by its `occurred`, the time on its body and the day it was entered."""
    entered = day_entered(event) + 1
    occurred = event.occurred
    start = occurred.start or occurred.end if occurred else None
    first = start.first.toordinal() if start and occurred and occurred.start else 0
    end = occurred.end if occurred else None
    last = end.last.toordinal() if end else entered
    last = max(first, min(last, entered))
    if time and first == last:
        minute = first * DAY + int(time[:2]) * 60 + int(time[3:])
        return Moment(minute, minute)
    return Moment(first * DAY, last * DAY + DAY - 1)


def day_entered(event: Written) -> int:
    """The day (ordinal) on which it was entered; the last of days where a strange writer's clock gives no date."""
    try:
        return date.fromisoformat(event.recorded[:10]).toordinal()
    except ValueError:
        return date.max.toordinal() - 1


class Act(Protocol):
    """Something with a moment and a rank; `after` is the id of an event that must stand before it."""

    @property
    def id(self) -> str:
        """Id of its event."""

    @property
    def moment(self) -> Moment:
        """When it happened."""

    @property
    def rank(self) -> tuple[int, str, str]:
        """Its place among the events."""

    @property
    def after(self) -> str | None:
        """Id of the event it answers."""


def in_order(acts: Sequence[Any]) -> list[Any]:
    """Acts in the order in which they happened as far as the dates say, otherwise as they were entered.

    A surely earlier act stands first, a receipt stands after the dispatch it answers unless its date surely forbids,
    and what is left open goes by rank. Depends on the acts alone.
    """
    ranked = sorted(acts, key=lambda act: act.rank)
    return ranked if _is_sound(ranked) else _sorted_out(ranked)


def _is_sound(ranked: Sequence[Any]) -> bool:
    """True where the order of entry contradicts no date and no answer: nearly always."""
    latest, ids = 0, set()
    for act in ranked:
        if act.moment.last < latest:
            return False
        latest = max(latest, act.moment.first)
        ids.add(act.id)
    places = {act.id: at for at, act in enumerate(ranked)}
    return all(places.get(act.after, -1) < at for at, act in enumerate(ranked) if act.after)


def _sorted_out(ranked: Sequence[Any]) -> list[Any]:
    waits: list[set[int]] = [set() for _ in ranked]
    index = {act.id: at for at, act in enumerate(ranked)}
    for at, act in enumerate(ranked):
        waits[at] = {other for other, b in enumerate(ranked) if b.moment.surely_before(act.moment)}
    for at, act in enumerate(ranked):
        asked = index.get(act.after) if act.after else None
        if asked is not None and asked != at and not act.moment.surely_before(ranked[asked].moment):
            _put_after(at, asked, waits)
    ready = [at for at, before in enumerate(waits) if not before]
    heapq.heapify(ready)
    found: list[Any] = []
    done: set[int] = set()
    while ready:
        at = heapq.heappop(ready)
        found.append(ranked[at])
        done.add(at)
        for other, before in enumerate(waits):
            if other not in done and at in before:
                before.discard(at)
                if not before:
                    heapq.heappush(ready, other)
    return found


def _put_after(at: int, asked: int, waits: list[set[int]]) -> None:
    """Let an answer wait for what it answers, unless that waits for the answer already."""
    todo, seen = [asked], set()
    while todo:
        here = todo.pop()
        if here == at:
            return
        if here not in seen:
            seen.add(here)
            todo += waits[here]
    waits[at].add(asked)


def surely_by(moments: Sequence[Moment]) -> list[int]:
    """For each act of one thing, in order, the minute by which it surely has happened: never later than the next's."""
    found = [moment.last for moment in moments]
    for at in range(len(found) - 2, -1, -1):
        found[at] = min(found[at], found[at + 1])
    return found
