"""The ledger: every move of every thing, and every count without numbers, as columns of integers.

Two books are kept side by side. *By number*: one line for each move of each numbered thing. *By word*: the same, and
for each event whose count differs from the numbers it names, one line with the difference. The law of stock holds in
each; what lies between them is the variance, and is shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from antigone.found.custody import IN_COLUMN, OUT_COLUMN, SINK, STAYS, Column, CustodyEvent, CustodyType, Sink
from antigone.found.moment import DAY, moment_of
from antigone.found.path import Spot
from antigone.found.remains import Counted
from antigone.found.shared import Log

if TYPE_CHECKING:
    from antigone.found.register import Register

COLUMNS = tuple(Column)
COUNTED = tuple(Counted)
FIELDS = ("by", "first", "source", "target", "out", "into", "amount", "counted", "unit", "event")
_COLUMN = {column: at for at, column in enumerate(COLUMNS)}
_COUNTED = {counted: at for at, counted in enumerate(COUNTED)}


@dataclass(frozen=True)
class VarianceRow:
    """An event whose assertion and enumeration differ.

    Attributes:
        event: its id; type, day, place: of it; counted: what it counts.
        asserted, enumerated: how many; by: day (ordinal) by the end of which it surely had happened.
    """

    event: str
    type: str
    day: str
    place: str
    counted: Counted
    asserted: int
    enumerated: int
    by: int

    @property
    def difference(self) -> int:
        """Asserted less enumerated."""
        return self.asserted - self.enumerated

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "event": self.event, "type": self.type, "day": self.day, "place": self.place,
            "counted": self.counted.value, "asserted": self.asserted, "enumerated": self.enumerated,
            "difference": self.difference,
        }  # fmt: skip


@dataclass
class Ledger:
    """Moves as columns; equal lengths.

    Attributes:
        by: day (proleptic ordinal) by the end of which it surely had happened; first: the earliest day.
        source, target: index into `spots`, -1 for none.
        out, into: index into `COLUMNS`, -1 for none: the column at the source, and at the target.
        amount: how many; negative where more were named than asserted. One for a numbered thing.
        counted: index into `COUNTED`.
        unit: index into `units`, -1 in lines of the book by word only.
        event: index into `events`.
        spots, units, events: what the indices mean.
        variances: events whose assertion and enumeration differ.
    """

    columns: dict[str, NDArray[np.int32]]
    spots: list[Spot] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    events: Log[str] = field(default_factory=Log)
    variances: list[VarianceRow] = field(default_factory=list)

    def __getattr__(self, name: str) -> NDArray[np.int32]:
        if name in FIELDS:
            return self.columns[name]
        raise AttributeError(name)

    def __len__(self) -> int:
        return len(self.columns["by"])


@dataclass
class _Maker:
    rows: list[tuple[int, ...]] = field(default_factory=list)
    spots: dict[Spot, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    variances: list[VarianceRow] = field(default_factory=list)

    def spot(self, spot: Spot | None) -> int:
        return -1 if spot is None else self.spots.setdefault(spot, len(self.spots))

    def event(self, id: str) -> int:
        return self.events.setdefault(id, len(self.events))


def ledger_of(register: Register) -> Ledger:
    """The ledger of a register; its lines stand in an order that depends on the events alone."""
    return _ledger_of(register, sorted(register.paths), register.custody)


def _ledger_of(register: Register, units: list[str], acts: Iterable[str]) -> Ledger:
    """Of some things, and of the book by word of some acts."""
    maker = _Maker()
    for at, id in enumerate(units):
        counted = _COUNTED[register.counted(id)]
        for step in register.paths[id]:
            out = -1 if step.out is None else _COLUMN[step.out]
            into = -1 if step.into is None else _COLUMN[step.into]
            days = (step.by // DAY, step.first // DAY)
            spots = (maker.spot(step.source), maker.spot(step.target))
            maker.rows.append((*days, *spots, out, into, step.sign, counted, at, maker.event(step.act.id)))
    maker.rows += _by_word(register, maker, acts)
    table = np.array(maker.rows, dtype=np.int32).reshape(-1, len(FIELDS))
    columns = {name: np.ascontiguousarray(table[:, at]) for at, name in enumerate(FIELDS)}
    return Ledger(columns, list(maker.spots), units, Log(maker.events), maker.variances)


def _by_word(register: Register, maker: _Maker, ids: Iterable[str]) -> Iterator[tuple[int, ...]]:
    """A line for each event whose asserted count is not the number of things it names."""
    for id in ids:
        booked = register.custody[id]
        event: CustodyEvent = booked.value
        if event.asserted is None or event.type in STAYS:
            continue
        missing = event.asserted - len(register.enumerated[id])
        if missing:
            _note(register, maker, id)
            moment = moment_of(booked.event, event.time)
            source, out, target, into = ends_by_word(register, event)
            columns = (-1 if out is None else _COLUMN[out], -1 if into is None else _COLUMN[into])
            days = (moment.last // DAY, moment.first // DAY)
            spots = (maker.spot(source), maker.spot(target))
            yield (*days, *spots, *columns, missing, _COUNTED[event.counted], -1, maker.event(id))


def _note(register: Register, maker: _Maker, id: str) -> None:
    booked = register.custody[id]
    event, occurred = booked.value, booked.event.occurred
    day = str(occurred.end or occurred.start) if occurred else "unknown"
    by = moment_of(booked.event, event.time).last // DAY
    place = event.from_place or event.to_place
    enumerated = len(register.enumerated[id])
    maker.variances.append(VarianceRow(id, event.type.value, day, place, event.counted, event.asserted, enumerated, by))


def ends_by_word(register: Register, event: CustodyEvent) -> tuple[Spot | None, Column | None, Spot, Column | None]:
    """Where things without numbers come from and go to: as the event says, and as its type implies."""

    def at(custodian: str, place: str) -> Spot:
        site = register.sites.get(place)
        return Spot(custodian or (site.keeper if site else ""), place)

    kind = event.type
    source: Spot | None = None
    if kind is CustodyType.TRANSFERRED_IN:
        source = Spot(sink=Sink.TRANSIT)
    elif kind in _FROM_SINK:
        asked = register.custody.get(event.answers or "")
        source = Spot(sink=SINK.get(asked.value.type, _FROM_SINK[kind]) if asked else _FROM_SINK[kind])
    elif event.from_place and kind not in (CustodyType.RECOVERED, CustodyType.RECEIVED, CustodyType.EXHUMED):
        source = at(event.from_custodian, event.from_place)
    target = Spot(sink=SINK[kind]) if kind in SINK else at(event.to_custodian, event.to_place)
    out = OUT_COLUMN[kind] if source is not None else None
    return source, out, target, None if target.sink else IN_COLUMN[kind]


_FROM_SINK = {CustodyType.FOUND_AGAIN: Sink.LOST, CustodyType.RECALLED: Sink.FAMILY}


def grown_ledger(ledger: Ledger, register: Register, things: set[str], acts: set[str]) -> Ledger:
    """The ledger of a register in which the paths of some things, and some acts, are not what they were.

    Args:
        ledger: as it was.
        register: as it is.
        things: those whose moves are exchanged.
        acts: events that are new, gone, or name other numbers than before.
    """
    units = list(register.paths)
    fresh, lines = _lines_of(register, ledger, things, acts)
    spots = {spot: at for at, spot in enumerate(ledger.spots)}
    same = units == ledger.units
    spot = np.array([*(spots.setdefault(s, len(spots)) for s in fresh.spots), -1], dtype=np.int32)
    event = np.arange(len(fresh.events) + 1, dtype=np.int32) + len(ledger.events)
    unit = np.array([*(bisect_left(units, u) for u in fresh.units), -1], dtype=np.int32)
    gone = [at for id in things if ledger.units[(at := bisect_left(ledger.units, id)) : at + 1] == [id]]
    kept = ~np.isin(ledger.unit, [*gone, -1]) if lines else ~np.isin(ledger.unit, gone)
    renamed = {"source": spot, "target": spot, "event": event, "unit": unit}
    columns = {}
    for name in FIELDS:
        old, new = ledger.columns[name][kept], fresh.columns[name]
        old = _moved(units, ledger.units)[old] if name == "unit" and not same else old
        columns[name] = np.concatenate([old, renamed[name][new] if name in renamed else new])
    place = np.where(columns["unit"] < 0, len(units), columns["unit"])
    order = np.argsort(place, kind="stable")
    columns = {name: np.ascontiguousarray(column[order]) for name, column in columns.items()}
    variances = fresh.variances if lines else ledger.variances
    return Ledger(columns, list(spots), units, ledger.events.followed(fresh.events), variances)


def _moved(units: list[str], before: list[str]) -> NDArray[np.int32]:
    """Of each thing that was there, where it stands now; -1 for one that is gone, and for none."""
    at = {id: at for at, id in enumerate(units)}
    return np.array([*(at.get(id, -1) for id in before), -1], dtype=np.int32)


def _lines_of(register: Register, ledger: Ledger, things: set[str], acts: set[str]) -> tuple[Ledger, bool]:
    """The lines of some things; with all of the book by word, where some act changes it: then True."""
    had = {row.event for row in ledger.variances}
    stated = {id for id in acts if id in register.custody and register.custody[id].value.asserted is not None}
    lines = bool(stated | (had & acts))
    ids = sorted({*had, *stated} & register.custody.keys(), key=lambda id: register.custody[id].rank) if lines else []
    return _ledger_of(register, sorted(things & register.paths.keys()), ids), lines


def ledger_at(ledger: Ledger, spots: set[Spot]) -> Ledger:
    """Only the lines that come to, or leave, one of these places."""
    wanted = np.array([*(spot in spots for spot in ledger.spots), False], dtype=np.bool_)  # the last: of none
    mine = wanted[ledger.source] | wanted[ledger.target]
    columns = {name: column[mine] for name, column in ledger.columns.items()}
    return Ledger(columns, ledger.spots, ledger.units, ledger.events, ledger.variances)
