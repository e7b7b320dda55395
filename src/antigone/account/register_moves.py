"""Every move of every numbered body as columns, so that what is booked on a day is told from arrays, not act by act.

The columns are those of the ledger (`found.ledger`), which is sorted by thing and, within a thing, in order; what is
added here is which unit of the account a move adds to, and where. A register keeps its own; the next one carries on
what stays true (`found.growing` copies it).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from antigone.found.custody import Column, CustodyType
from antigone.found.growth import Growth, carried
from antigone.found.ledger import COLUMNS, COUNTED
from antigone.found.remains import Counted
from antigone.found.shared import Log
from antigone.found.site import STORES

if TYPE_CHECKING:
    from antigone.account.register_doubts import Doubts
    from antigone.found.register import Register

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rank = tuple[int, str, str]
RECEIVED = "bodies_received"
FLOWS: dict[str, tuple[str, frozenset[CustodyType]]] = {
    "bodies_exhumed": ("exhumed", frozenset({CustodyType.EXHUMED})),
    "bodies_recovered": ("recovered", frozenset({CustodyType.RECOVERED})),
    "bodies_stolen": ("taken", frozenset({CustodyType.STOLEN, CustodyType.SEIZED})),
    "bodies_handed_over": (
        "handed over",
        frozenset({CustodyType.RELEASED, CustodyType.RETURNED_TO_FAMILY, CustodyType.REPATRIATED}),
    ),
}
"""Units counted by type of act."""
UNITS = (*FLOWS, RECEIVED)
_FLOW_OF = {type: at for at, (_, types) in enumerate(FLOWS.values()) for type in types}
MOVES, ACTS, PERSONS = "_moves", "_flows_of_acts", "_persons_of_units"
FAR = 10_000_000
"""More days than there are."""


@dataclass(frozen=True)
class Moves:
    """One row a move; rows of one thing stand together, in order.

    Attributes:
        ids: names of things; person: of each, an index that all of one person share.
        thing: index into `ids`; by, first: days (ordinal): by which it surely, and from which it may, have happened and
            all before it too; event: index into the ledger's events.
        begin: first row of each thing, `end`: after its last.
        source, target: index into `spots` of the ledger, -1 for none.
        enters: it enters the books; flow: index into `FLOWS`, -1 for none; at: index into `places` of where it counts.
        places: ids of sites.
    """

    ids: list[str]
    person: Ints
    thing: Ints
    by: Ints
    first: Ints
    event: Ints
    begin: Ints
    end: Ints
    source: Ints
    target: Ints
    enters: Bools
    flow: Ints
    at: Ints
    places: list[str]


def moves_of(register: Register) -> Moves:
    """The moves of a register, worked out once."""
    kept: tuple[object, Moves] | None = register.__dict__.get(MOVES)
    if kept is None or kept[0] is not register.paths:
        kept = register.__dict__[MOVES] = (register.paths, _moves(register))
    return kept[1]


def person_of(register: Register) -> dict[str, str]:
    """Of each thing that is joined to others, the hypothetical person."""
    return {member: each.id for each in register.individuals if len(each.members) > 1 for member in each.members}


def _persons(register: Register) -> tuple[list[str], Ints]:
    """The things of the ledger, and of each an index that all of one person share."""
    numbers: dict[str, int] = {}
    person, units = person_of(register), register.ledger.units
    return units, np.array([numbers.setdefault(person.get(id, id), len(numbers)) for id in units], dtype=np.int64)


def _persons_grown(register: Register, before: tuple[list[str], Ints], growth: Growth) -> tuple[list[str], Ints]:
    return _persons(register) if growth.joined or register.ledger.units != before[0] else before


def _moves(register: Register) -> Moves:
    ledger = register.ledger
    acts, site = _acts(register)
    mine = np.flatnonzero((ledger.unit >= 0) & (ledger.counted == COUNTED.index(Counted.BODIES)))
    thing, event = ledger.unit[mine].astype(np.int64), ledger.event[mine].astype(np.int64)
    source, target = ledger.source[mine].astype(np.int64), ledger.target[mine].astype(np.int64)
    far = thing * FAR + ledger.first[mine]
    first = (np.maximum.accumulate(far) if len(far) else far) - thing * FAR
    of = carried(register, PERSONS, _persons, _persons_grown)[1]
    at_place = {id: at for at, id in enumerate(dict.fromkeys((*(spot.place for spot in ledger.spots), *site)))}
    spot_place = np.array([at_place[spot.place] for spot in ledger.spots] or [0], dtype=np.int64)
    said = np.array([at_place[each] for each in site] or [0], dtype=np.int64)
    flow, told = acts[:, 0][event], acts[:, 1][event]
    left = np.where(source >= 0, spot_place[source], at_place.get("", -1))
    named = np.array([bool(name) for name in at_place], dtype=bool)
    at = np.where(told >= 0, said[told], np.where((source >= 0) & named[left], left, spot_place[target]))
    enters = (ledger.into[mine] == COLUMNS.index(Column.INTAKE)) & (source < 0) & (flow > -2)
    counts = np.bincount(thing, minlength=len(ledger.units))
    end = np.cumsum(counts)
    return Moves(
        ledger.units, of, thing, ledger.by[mine].astype(np.int64), first, event, end - counts, end, source, target,
        enters, flow, at, list(at_place),
    )  # fmt: skip


def _acts(register: Register) -> tuple[Ints, list[str]]:
    """Of each event of the ledger: its flow (-1: none, -2: it is no act), the place it names (-1: none), its rank."""
    return _of_events(register)[:2]


def ranks_of(register: Register) -> tuple[Ints, Log[Rank]]:
    """Of each event of the ledger, the first part of its rank, and all of it."""
    table, _, ranks = _of_events(register)
    return table[:, 2], ranks


def _of_events(register: Register) -> tuple[Ints, list[str], Log[Rank]]:
    kept: tuple[Sequence[str], Any, list[str], Log[Rank]] = register.__dict__.get(
        ACTS, ([], np.zeros((0, 3), dtype=np.int64), [], Log())
    )
    events, table, sites, ranks = kept
    ids = register.ledger.events
    if ids is events:
        return kept[1:]
    begin = len(events) if len(ids) >= len(events) and (not events or ids[len(events) - 1] == events[-1]) else 0
    if begin == 0:
        table, sites, ranks = table[:0], [], Log()
    index = {place: at for at, place in enumerate(sites)}
    rows = []
    acts = [register.custody.get(id) for id in ids[begin:]]
    for booked in acts:
        if booked is None:
            rows.append((-2, -1, 0))
            continue
        flow = _FLOW_OF.get(booked.value.type, -1)
        place = booked.value.from_place if flow >= 0 else ""
        rows.append((flow, index.setdefault(place, len(index)) if place else -1, booked.rank[0]))
    told = ranks.followed([booked.rank if booked else (0, "", "") for booked in acts])
    made = np.concatenate([table, np.array(rows, dtype=np.int64).reshape(-1, 3)]), list(index), told
    register.__dict__[ACTS] = (ids, *made)
    return made


def spot_places(register: Register, moves: Moves) -> Ints:
    """Of each spot of the ledger, the index of its place."""
    at = {place: index for index, place in enumerate(moves.places)}
    return np.array([at[spot.place] for spot in register.ledger.spots] or [0], dtype=np.int64)


def node_of(register: Register, site: str, doubts: Doubts) -> str:
    """The node of the case's place tree in which a site lies; empty where nobody said so surely: the whole place."""
    found = register.sites.get(site)
    return found.place if found and site not in doubts.sites else ""


def is_store(register: Register, site: str, doubts: Doubts) -> bool:
    """Whether a site surely is one where the dead are kept."""
    found = register.sites.get(site)
    return found is not None and found.type in STORES and site not in doubts.sites


@dataclass(frozen=True)
class Nodes:
    """The place tree as the moves see it.

    Attributes:
        names: nodes; at: of each of `Moves.places`, its node; keeps: whether the dead are kept there, surely.
        spot: of each spot of the ledger, the node where one keeps the dead, -1 elsewhere.
        stores: indices of nodes with a place where the dead are kept.
    """

    names: list[str]
    at: Ints
    keeps: Bools
    spot: Ints
    stores: frozenset[int]


def nodes_of(register: Register, moves: Moves, doubts: Doubts) -> Nodes:
    """Nodes of sites, as far as nothing speaks against what a site is and where it lies."""
    names: dict[str, int] = {}
    stores = {names.setdefault(node_of(register, site, doubts), len(names))
              for site in register.sites if is_store(register, site, doubts)}  # fmt: skip
    at = [names.setdefault(node_of(register, place, doubts), len(names)) for place in moves.places]
    keeps = [is_store(register, place, doubts) for place in moves.places]
    spot = [
        names[node_of(register, each.place, doubts)]
        if each.sink is None and is_store(register, each.place, doubts)
        else -1
        for each in register.ledger.spots
    ]
    return Nodes(list(names), np.array(at or [0]), np.array(keeps or [False]), np.array([*spot, -1]), frozenset(stores))


def doubted(register: Register, moves: Moves, doubts: Doubts, day: int) -> dict[int, str]:
    """By row, the code of the finding that speaks against that booking on a day (`Doubts.against`)."""
    rows: dict[int, str] = {}
    events = register.ledger.events
    for (event, id), code in doubts.acts.items():
        at = place_in(moves.ids, id)
        if at is not None:
            begin, end = moves.begin[at], moves.end[at]
            rows |= {row: code for row in range(begin, end) if events[moves.event[row]] == event}
    early = {id: "found.received_before_found" for id, since in doubts.since.items() if day < since.toordinal()}
    for id, code in (*doubts.things.items(), *early.items()):
        at = place_in(moves.ids, id)
        if at is not None:
            rows |= dict.fromkeys(range(moves.begin[at], moves.end[at]), code)
    return rows


def place_in(ids: Sequence[str], id: str) -> int | None:
    """Where an id stands among sorted ids; None where it does not."""
    at = bisect_left(ids, id)
    return at if at < len(ids) and ids[at] == id else None
