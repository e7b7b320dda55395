"""Spans of time that counts cover: which do not touch, and the most that counts of such spans come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from antigone.core.when import Period

if TYPE_CHECKING:
    from antigone.account.entry import Entry


def apart_in_time(one: Period, other: Period) -> bool:
    """True where both are closed and surely have no day in common."""
    if not (one.start and one.end and other.start and other.end):
        return False
    return one.end.last < other.start.first or other.end.last < one.start.first


def most_apart(entries: Sequence[Entry]) -> list[Entry]:
    """Of counts with closed spans, those of which no two touch that have the largest sum of least figures.

    Weighted interval scheduling over the ends (Kleinberg and Tardos, Algorithm Design, 2005, 6.1). Ties: by id.
    """
    told = sorted(entries, key=lambda e: (_last(e), e.id))
    best: list[tuple[int, list[Entry]]] = [(0, [])]
    for at, entry in enumerate(told):
        before = sum(_last(other) < _first(entry) for other in told[:at])
        total, chosen = best[before]
        taken = (total + (entry.claim.low or 0), [*chosen, entry])
        best.append(taken if taken[0] > best[-1][0] else best[-1])
    return best[-1][1]


def _first(entry: Entry) -> date:
    assert entry.claim.period.start is not None
    return entry.claim.period.start.first


def _last(entry: Entry) -> date:
    assert entry.claim.period.end is not None
    return entry.claim.period.end.last
