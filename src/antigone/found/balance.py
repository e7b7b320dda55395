"""The balance of every custodian and place as of any day.

    stock = intake + transfers in + recovered - released - transfers out - stolen - lost - reclassified

It holds in the book by number and in the book by word; the difference of the two is the variance, in rows of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from antigone.found.custody import INS, Column
from antigone.found.ledger import COLUMNS, COUNTED, Ledger, VarianceRow
from antigone.found.path import Spot
from antigone.found.remains import Counted

if TYPE_CHECKING:
    from antigone.found.register import Register

Flows = dict[Column, int]


@dataclass(frozen=True)
class BalanceRow:
    """One custodian and place (or sink) on a day.

    Attributes:
        spot: which; counted: what is counted.
        numbered: flows of numbered things by column; stated: flows as asserted.
        uncertain: moves that may or may not have happened by then: their dates are imprecise.
    """

    spot: Spot
    counted: Counted
    numbered: Flows
    stated: Flows
    uncertain: int = 0
    inside: tuple[int, int] = (0, 0)

    @property
    def stock(self) -> int:
        """Numbered things there by the book."""
        return self.inside[0] if self.spot.sink else _stock(self.numbered)

    @property
    def stock_stated(self) -> int:
        """Things there by what was asserted."""
        return self.inside[1] if self.spot.sink else _stock(self.stated)

    @property
    def variance(self) -> int:
        """What lies between the two books."""
        return self.stock_stated - self.stock

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        flows = {} if self.spot.sink else {"numbered_flows": _plain(self.numbered), "stated_flows": _plain(self.stated)}
        return {
            "custodian": self.spot.custodian, "place": self.spot.place,
            "sink": self.spot.sink.value if self.spot.sink else None, "counted": self.counted.value,
            "stock": self.stock, "stock_stated": self.stock_stated, "variance": self.variance,
            "uncertain": self.uncertain, **flows,
        }  # fmt: skip


def _stock(flows: Flows) -> int:
    return sum(n if column in INS else -n for column, n in flows.items())


def _plain(flows: Flows) -> dict[str, int]:
    return {column.value.replace(" ", "_"): n for column, n in flows.items()}


@dataclass(frozen=True)
class Balance:
    """All rows of a day.

    Attributes:
        as_of: the day; rows: of places, then of sinks; variances: events that explain the variance.
        found: numbered things that had entered the books by then.
    """

    as_of: date
    counted: Counted
    rows: tuple[BalanceRow, ...]
    found: int
    variances: tuple[VarianceRow, ...] = field(default=())

    @property
    def places(self) -> tuple[BalanceRow, ...]:
        """Rows of places."""
        return tuple(row for row in self.rows if row.spot.sink is None)

    @property
    def sinks(self) -> tuple[BalanceRow, ...]:
        """Rows of what lies in no place."""
        return tuple(row for row in self.rows if row.spot.sink is not None)

    @property
    def total(self) -> int:
        """Numbered things in all places and sinks; equals `found`."""
        return sum(row.stock for row in self.rows)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "as_of": self.as_of.isoformat(), "counted": self.counted.value, "found": self.found, "total": self.total,
            "rows": [row.as_json() for row in self.rows], "variances": [row.as_json() for row in self.variances],
        }  # fmt: skip


def rows_of(ledger: Ledger, as_of: date, counted: Counted = Counted.BODIES) -> list[BalanceRow]:
    """The rows of a day, from the ledger alone: places by name, then sinks. Milliseconds for a million moves."""
    spots, day = len(ledger.spots), as_of.toordinal()
    what = ledger.counted == COUNTED.index(counted)
    done = what & (ledger.by <= day)
    numbered = done & (ledger.unit >= 0)
    flows = [_flows(ledger, mask, spots) for mask in (numbered, done)]
    inside = [_inside(ledger, mask, spots) for mask in (numbered, done)]
    maybe = what & (ledger.by > day) & (ledger.first <= day)
    doubt = _per_spot(ledger.source, maybe, spots, None) + _per_spot(ledger.target, maybe, spots, None)
    rows = []
    for at, spot in enumerate(ledger.spots):
        if flows[1][at].any() or flows[0][at].any() or doubt[at] or inside[0][at] or inside[1][at]:
            by_number, by_word = ({c: int(n) for c, n in zip(COLUMNS, f[at], strict=True)} for f in flows)
            both = (int(inside[0][at]), int(inside[1][at]))
            rows.append(BalanceRow(spot, counted, by_number, by_word, int(doubt[at]), both))
    return sorted(rows, key=lambda row: (row.spot.sink is not None, row.spot.place, row.spot.custodian, row.spot.words))


def _flows(ledger: Ledger, mask: NDArray[np.bool_], spots: int) -> NDArray[np.int64]:
    """Amounts by spot and column."""
    width = len(COLUMNS)
    total = np.zeros(spots * width, dtype=np.int64)
    for spot, column in ((ledger.source, ledger.out), (ledger.target, ledger.into)):
        here = mask & (spot >= 0) & (column >= 0)
        cells = spot[here].astype(np.int64) * width + column[here]
        total += np.bincount(cells, weights=ledger.amount[here], minlength=len(total)).astype(np.int64)
    return total.reshape(spots, width)


def _inside(ledger: Ledger, mask: NDArray[np.bool_], spots: int) -> NDArray[np.int64]:
    """What came in less what went out, whatever the columns: the stock of a sink."""
    split = ledger.into == COLUMNS.index(Column.RECLASSIFIED)
    signed = np.where(split, -ledger.amount, ledger.amount)
    return _per_spot(ledger.target, mask, spots, signed) - _per_spot(ledger.source, mask, spots, ledger.amount)


def _per_spot(
    where: NDArray[np.int32], mask: NDArray[np.bool_], spots: int, amount: NDArray[np.int32] | None
) -> NDArray[np.int64]:
    here = mask & (where >= 0)
    weights = None if amount is None else amount[here]
    return np.bincount(where[here], weights=weights, minlength=spots).astype(np.int64)


def balance(register: Register, as_of: date | None = None, counted: Counted = Counted.BODIES) -> Balance:
    """The balance of everything as of the end of a day; without a day, as of the last one recorded."""
    return balance_of(register.ledger, as_of or register.last or date.min, counted)


def balance_of(ledger: Ledger, day: date, counted: Counted = Counted.BODIES) -> Balance:
    """The same from a ledger alone."""
    entered = (ledger.counted == COUNTED.index(counted)) & (ledger.by <= day.toordinal()) & (ledger.unit >= 0)
    found = len(np.unique(ledger.unit[entered]))
    rows = tuple(rows_of(ledger, day, counted))
    return Balance(day, counted, rows, found, tuple(variances(ledger, day, counted)))


def variances(ledger: Ledger, as_of: date, counted: Counted | None = None) -> Iterator[VarianceRow]:
    """Events by the end of a day whose assertion and enumeration differ, in order of day."""
    for row in sorted(ledger.variances, key=lambda row: (row.by, row.event)):
        if row.by <= as_of.toordinal() and counted in (None, row.counted):
            yield row


def negatives(ledger: Ledger) -> Iterator[tuple[Spot, Counted, int, date]]:
    """Places whose stock by word falls below zero: the first day on which it does, and how low.

    By number nothing leaves where it is not, so only places are looked at that something
    counted by word came to or left.
    """
    word = ledger.unit < 0
    stated = {*np.unique(ledger.source[word]).tolist(), *np.unique(ledger.target[word]).tolist()}
    for at, spot in sorted(enumerate(ledger.spots), key=lambda each: (each[1].place, each[1].custodian)):
        if spot.sink is not None or at not in stated:
            continue
        for kind, counted in enumerate(COUNTED):
            here = ledger.counted == kind
            arrive, leave = here & (ledger.target == at), here & (ledger.source == at)
            split = ledger.into == COLUMNS.index(Column.RECLASSIFIED)
            days = np.concatenate([ledger.by[arrive], ledger.by[leave]])
            amounts = np.concatenate([np.where(split, -ledger.amount, ledger.amount)[arrive], -ledger.amount[leave]])
            if not len(days):
                continue
            each, back = np.unique(days, return_inverse=True)
            stock = np.cumsum(np.bincount(back, weights=amounts))
            below = np.flatnonzero(stock < 0)
            if len(below):
                yield spot, counted, int(stock[below[0]]), date.fromordinal(int(each[below[0]]))
