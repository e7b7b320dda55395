"""What the register itself has on a day, beside what is said: the stock of each place, and who is unaccounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from antigone.found.balance import BalanceRow, rows_of, variances
from antigone.found.custody import UnaccountedReason
from antigone.found.outstanding import GONE
from antigone.found.remains import Counted

if TYPE_CHECKING:
    from antigone.found.register import Register

TAKEN = frozenset({"stolen", "seized", "lost"})


@dataclass(frozen=True)
class Booked:
    """Bodies by the end of a day.

    Attributes:
        day: the day; places: stock of each place that holds or held any, the fullest first.
        unaccounted: how many were taken or lost, or have a reason noted, by reason; None where nobody gave one yet.
    """

    day: date
    places: tuple[BalanceRow, ...]
    unaccounted: tuple[tuple[UnaccountedReason | None, int], ...]

    @property
    def totals(self) -> tuple[int, int]:
        """In all places: by number, and by word."""
        return sum(row.stock for row in self.places), sum(row.stock_stated for row in self.places)


def booked(register: Register, as_of: date | None) -> Booked | None:
    """What is booked by the end of a day (None: the last one recorded); None where the register is empty."""
    day = as_of or register.last
    if day is None or not (register.paths or register.custody):
        return None
    rows = [row for row in rows_of(register.ledger, day) if row.spot.sink is None]
    rows.sort(key=lambda row: (-row.stock_stated, row.spot.place))
    return Booked(day, tuple(rows), tuple(_unaccounted(register, day)))


def _unaccounted(register: Register, day: date) -> list[tuple[UnaccountedReason | None, int]]:
    """By reason, in the order of the reasons, without one last; `found.outstanding` lists them one by one."""
    found: Counter[UnaccountedReason | None] = Counter()
    reasons = {subject: each.reason for subject, each in register.unaccounted.items()}
    gone = {id for id in _gone(register, day) if id not in register.absorbed}
    told = {id for id in reasons if id in register.remains}
    for id in gone | told:
        if register.counted(id) is Counted.BODIES:
            found[reasons.get(id)] += 1
    for row in variances(register.ledger, day, Counted.BODIES):
        if row.difference > 0 and row.type in TAKEN:
            found[reasons.get(row.event)] += row.difference
    order = (*UnaccountedReason, None)
    return [(reason, found[reason]) for reason in order if found[reason]]


def _gone(register: Register, day: date) -> list[str]:
    """Numbered things that by the day had been taken or lost, and not come back."""
    ledger = register.ledger
    mine = np.flatnonzero((ledger.unit >= 0) & (ledger.by <= day.toordinal()))
    unit = ledger.unit[mine]
    last = np.append(unit[1:] != unit[:-1], True) if len(unit) else np.zeros(0, dtype=bool)
    sinks = np.array([spot.sink in GONE for spot in ledger.spots], dtype=bool)
    target = ledger.target[mine][last]
    return [ledger.units[at] for at in unit[last][sinks[target]].tolist()] if len(target) else []
