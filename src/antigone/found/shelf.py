"""The shelf against the book: counts of a place, its closing, and two things exchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import numpy as np

from antigone.core.finding import Finding
from antigone.found import findings as wrong
from antigone.found.balance import rows_of
from antigone.found.custody import Closing, Stocktake
from antigone.found.growth import Growth, carried
from antigone.found.label import code_of
from antigone.found.ledger import VarianceRow, ledger_at
from antigone.found.moment import DAY
from antigone.found.path import Step
from antigone.found.register import Register
from antigone.found.remains import Counted
from antigone.found.site import Site

T = TypeVar("T")
STOCKS = "_stocks_of_places"


def shelf_findings(register: Register, day: date) -> list[Finding]:
    """What counts and closings by the end of a day show."""
    found: list[Finding] = []
    missing: dict[str, tuple[str, str]] = {}
    surplus: dict[str, tuple[str, str]] = {}
    for booked in sorted(register.stocktakes, key=lambda b: (b.value.day.last, b.rank)):
        if booked.value.day.last <= day:
            found += _labels_read(register, booked.value, booked.id, missing, surplus)
            found += _number_counted(register, booked.value, booked.id)
    found += _swapped(missing, surplus)
    for booked in register.closings:
        if booked.value.day.last <= day:
            found += _closed(register, booked.value, booked.id)
    return found


# -- what the book has, kept while nothing came to a place or left it --------------------------------------------------


@dataclass(frozen=True)
class _Stocks:
    """What lies in places on days, as far as anybody asked.

    Attributes:
        paths, variances, sites: of the register that it was told of.
        known: by place, day, and what is counted (None: which numbers).
    """

    paths: dict[str, list[Step]]
    variances: list[VarianceRow]
    sites: dict[str, Site]
    known: dict[tuple[str, date, Counted | None], Any] = field(default_factory=dict)


def _stocks(register: Register) -> _Stocks:
    return _Stocks(register.paths, register.ledger.variances, register.sites)


def _grown(register: Register, before: _Stocks, growth: Growth) -> _Stocks:
    """What nothing came to or left since is as it was; lines of the book by word may lie anywhere."""
    made = _stocks(register)
    if made.variances is not before.variances or made.sites != before.sites:
        return made
    steps = (step for id in growth.things for paths in (before.paths, made.paths) for step in paths.get(id, ()))
    touched = {spot.place for step in steps for spot in (step.source, step.target) if spot is not None}
    made.known.update({key: value for key, value in before.known.items() if key[0] not in touched})
    return made


def _kept(register: Register, place: str, day: date, counted: Counted | None, ask: Callable[[], T]) -> T:
    known = carried(register, STOCKS, _stocks, _grown).known
    key = (place, day, counted)
    if key not in known:
        known[key] = ask()
    found: T = known[key]
    return found


# -- counts and closings -----------------------------------------------------------------------------------------------


def _labels_read(
    register: Register, count: Stocktake, event: str, missing: dict[str, tuple[str, str]],
    surplus: dict[str, tuple[str, str]],
) -> Iterator[Finding]:  # fmt: skip
    """Things not there that should be, and there that should not; those two are noted for `_swapped`."""
    day = count.day.last
    for unit in count.units:
        spot = register.spot(unit, day)
        if spot is None or spot.place != count.place:
            surplus[unit] = (count.place, event)
            book = spot.words if spot else "booked nowhere"
            values = {"code": code_of(unit), "place": count.place, "day": str(day), "book": book}
            yield Finding(wrong.SURPLUS, values, (event, *_last_event(register, unit)))
    if not count.complete:
        return
    for unit in stock_units(register, count.place, day):
        if unit not in count.units:
            missing[unit] = (count.place, event)
            values = {"code": code_of(unit), "place": count.place, "day": str(day)}
            yield Finding(wrong.MISSING, values, (event, *_last_event(register, unit)))


def stock_units(register: Register, place: str, day: date) -> list[str]:
    """Numbers that lie in a place on a day, by the book, sorted."""
    found: list[str] = _kept(register, place, day, None, lambda: _stock_units(register, place, day))
    return found


def _stock_units(register: Register, place: str, day: date) -> list[str]:
    ledger = register.ledger
    here = [at for at, spot in enumerate(ledger.spots) if spot.place == place]
    done = (ledger.unit >= 0) & (ledger.by <= day.toordinal())
    unit, target = ledger.unit[done], ledger.target[done]
    last = np.append(unit[1:] != unit[:-1], True)[: len(unit)]  # rows of one thing stand together, in order
    return [ledger.units[at] for at in unit[last][np.isin(target[last], here)].tolist()]


def _last_event(register: Register, unit: str) -> tuple[str, ...]:
    steps = register.paths.get(unit)
    return (steps[-1].act.id,) if steps else ()


def _stock(register: Register, place: str, day: date, counted: Counted) -> tuple[int, int]:
    found: tuple[int, int] = _kept(register, place, day, counted, lambda: _stock_of(register, place, day, counted))
    return found


def _stock_of(register: Register, place: str, day: date, counted: Counted) -> tuple[int, int]:
    """By number and as stated, from the lines of the place alone."""
    spots = {spot for spot in register.ledger.spots if spot.place == place}
    rows = [row for row in rows_of(ledger_at(register.ledger, spots), day, counted) if row.spot in spots]
    return sum(row.stock for row in rows), sum(row.stock_stated for row in rows)


def _number_counted(register: Register, count: Stocktake, event: str) -> Iterator[Finding]:
    if count.count is None:
        return
    numbered, stated = _stock(register, count.place, count.day.last, count.counted)
    if count.count not in (numbered, stated) or numbered != stated:
        values = {
            "counted_n": count.count, "counted": count.counted.value, "place": count.place,
            "day": str(count.day.last), "numbered": numbered, "stated": stated,
        }  # fmt: skip
        yield Finding(wrong.COUNT_DIFFERS, values, (event,))


def _swapped(missing: dict[str, tuple[str, str]], surplus: dict[str, tuple[str, str]]) -> Iterator[Finding]:
    """Two things, each seen where the other is missing."""
    seen_at = {unit: place for unit, (place, _) in surplus.items()}
    for one in sorted(missing):
        for other in sorted(missing):
            crossed = one < other and seen_at.get(one) == missing[other][0] and seen_at.get(other) == missing[one][0]
            if crossed and missing[one][0] != missing[other][0]:
                proof = (missing[one][1], missing[other][1])
                yield Finding(wrong.SWAPPED, {"one": code_of(one), "other": code_of(other)}, proof)


def _ever_there(register: Register, place: str) -> list[str]:
    """Numbers that ever came to a place, sorted."""
    ledger = register.ledger
    here = np.array([*(spot.place == place for spot in ledger.spots), False], dtype=np.bool_)
    return [ledger.units[at] for at in np.unique(ledger.unit[here[ledger.target] & (ledger.unit >= 0)]).tolist()]


def _closed(register: Register, closing: Closing, event: str) -> Iterator[Finding]:
    """A closed place holds nothing, and nothing comes into it any more."""
    day = closing.day.last
    for counted in Counted:
        numbered, stated = _stock(register, closing.place, day, counted)
        if numbered or stated:
            values = {
                "place": closing.place, "day": str(day), "numbered": numbered, "stated": stated,
                "counted": counted.value,
            }  # fmt: skip
            yield Finding(wrong.CLOSED_WITH_STOCK, values, (event,))
    for id in _ever_there(register, closing.place):
        for step in register.paths[id]:
            if step.target.place == closing.place and step.act.moment.first // DAY > day.toordinal():
                values = {"code": code_of(id), "place": closing.place, "day": str(step.act.moment.day)}
                yield Finding(wrong.AFTER_CLOSING, values, (event, step.act.id))
