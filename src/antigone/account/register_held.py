"""What the places of the register hold on a day, as facts: at least so many, and, where all is booked, at most so many.

At least: numbers that are surely there by the book, less everything that left without its numbers, less what somebody
looked for and did not find. At most: all that is or may be there, and what came without numbers. The first rests on
departures having been booked, the second on all that is held being booked.

The flows of the account (`received - taken - handed over`) do not know bodies that came otherwise: dug up, found again,
sent from another place. How many these are goes with the fact, so that what is held never counts as brought once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from antigone.account.register import Fact
from antigone.account.register_doubts import Doubts, doubts_of
from antigone.account.register_moves import (
    FAR,
    FLOWS,
    Moves,
    Nodes,
    doubted,
    is_store,
    moves_of,
    node_of,
    nodes_of,
    spot_places,
)
from antigone.core.quantity import Count
from antigone.found.custody import STAYS, CustodyEvent
from antigone.found.ledger import ends_by_word
from antigone.found.moment import DAY, moment_of
from antigone.found.remains import Counted

if TYPE_CHECKING:
    from antigone.found.path import Spot
    from antigone.found.register import Register

HELD = "bodies_held"
DEPARTURES, COMPLETE = "departures-booked", "all-held-are-booked"


@dataclass
class Shelf:
    """What one node of the place tree holds on a day.

    Attributes:
        sure: distinct bodies that surely are there by number; all_: these, and those that perhaps are.
        came, went: without numbers. otherwise: came or went past the flows of the account.
        doubtful: booked there, and an open finding speaks against it.
    """

    sure: int = 0
    all_: int = 0
    came: int = 0
    went: int = 0
    otherwise: int = 0
    doubtful: int = 0

    @property
    def least(self) -> int:
        """Held at least."""
        return max(0, self.sure - self.went)

    @property
    def most(self) -> int:
        """Held at most, if everything there is booked."""
        return self.all_ + self.came


def held_facts(register: Register, day: date, doubts: Doubts | None = None) -> list[Fact]:
    """The facts of a day, for each node of the place tree with a place where the dead are kept.

    None while rows that book something are kept out: nobody knows how many came or left by them.
    """
    doubts = doubts or doubts_of(register, day)
    if doubts.held:
        return []
    shelves = shelves_of(register, day, doubts)
    return [fact for node, shelf in sorted(shelves.items()) for fact in _facts(node, shelf, day)]


def shelves_of(register: Register, day: date, doubts: Doubts) -> dict[str, Shelf]:
    """What each node holds by the end of a day."""
    moves = moves_of(register)
    nodes = nodes_of(register, moves, doubts)
    shelves = {nodes.names[at]: Shelf() for at in sorted(nodes.stores)}
    _numbered(register, moves, nodes, shelves, doubts, day)
    _past_the_flows(register, moves, nodes, shelves, day.toordinal())
    for row in register.ledger.variances:
        _by_word(register, shelves, doubts, day, row.event)
    return shelves


def _numbered(
    register: Register, moves: Moves, nodes: Nodes, shelves: dict[str, Shelf], doubts: Doubts, day: date
) -> None:
    """Where bodies are: surely at their last place by the day, perhaps already at the next."""
    today = day.toordinal()
    at = nodes.spot[moves.target]
    reached, done = moves.first <= today, moves.by <= today
    last = moves.begin + np.bincount(moves.thing[done], minlength=len(moves.ids)) - 1
    there = np.flatnonzero(last >= moves.begin)
    last = last[there]
    perhaps = np.zeros(len(moves.ids), dtype=bool)
    perhaps[moves.thing[reached & ~done]] = True
    doubtful = np.zeros(len(moves.thing), dtype=bool)
    doubtful[list(doubted(register, moves, doubts, today))] = True
    shelved = np.array([id in doubts.shelf for id in moves.ids], dtype=bool) if doubts.shelf else np.zeros_like(perhaps)
    odd = ~perhaps[there] & (doubtful[last] | shelved[there])
    sure = last[~perhaps[there] & ~odd]
    maybe = np.concatenate([last[perhaps[there] | odd], np.flatnonzero(reached & ~done)])
    n = len(nodes.names)
    for name, count in zip(nodes.names, np.bincount(at[last[odd]] + 1, minlength=n + 1)[1:].tolist(), strict=True):
        if count:
            shelves[name].doubtful += count
    for field, rows in (("sure", sure), ("all_", np.concatenate([sure, maybe]))):
        rows = rows[at[rows] >= 0]
        pairs = np.unique(at[rows] * FAR + moves.person[moves.thing[rows]])
        for name, count in zip(nodes.names, np.bincount(pairs // FAR, minlength=n).tolist(), strict=True):
            if count:
                setattr(shelves[name], field, count)


def _past_the_flows(register: Register, moves: Moves, nodes: Nodes, shelves: dict[str, Shelf], today: int) -> None:
    """Moves that change what a node holds, or what its flows count, and not the other."""
    reached = moves.first <= today
    source, target = nodes.spot[moves.source], nodes.spot[moves.target]
    places = spot_places(register, moves)[moves.target]
    received = moves.enters & nodes.keeps[places]
    n = len(nodes.names)
    total = np.bincount(target[reached & (target >= 0) & (target != source) & ~received], minlength=n)
    counts = [at for at, unit in enumerate(FLOWS) if unit in ("bodies_stolen", "bodies_handed_over")]
    told = nodes.at[moves.at]
    stores = np.array([at in nodes.stores for at in range(n)], dtype=bool)
    gone = reached & np.isin(moves.flow, counts) & stores[told] & (told != source)
    total = total + np.bincount(told[gone], minlength=n)
    for name, count in zip(nodes.names, total.tolist(), strict=True):
        if count:
            shelves[name].otherwise += count


def _shelf(register: Register, shelves: dict[str, Shelf], doubts: Doubts, spot: Spot | None) -> Shelf | None:
    """The shelf of the node in which a spot lies, where it is one that keeps the dead."""
    if spot is None or spot.sink is not None or not is_store(register, spot.place, doubts):
        return None
    return shelves.get(node_of(register, spot.place, doubts))


def _by_word(register: Register, shelves: dict[str, Shelf], doubts: Doubts, day: date, id: str) -> None:
    """What came or went without numbers, whatever speaks against it: it lowers what is sure, and raises what may be."""
    booked = register.custody[id]
    event: CustodyEvent = booked.value
    differs = 0 if event.asserted is None else event.asserted - len(register.enumerated[id])
    moment = moment_of(booked.event, event.time)
    if not differs or event.type in STAYS or event.counted is not Counted.BODIES:
        return
    if moment.first // DAY > day.toordinal():
        return
    source, _, target, _ = ends_by_word(register, event)
    left, reached = _shelf(register, shelves, doubts, source), _shelf(register, shelves, doubts, target)
    if left is not None and left is not reached:
        left.went += max(0, differs)
    if reached is not None and left is not reached:
        reached.came += max(0, differs)
        reached.otherwise += max(0, differs)
        reached.went += max(0, -differs)  # more were listed than came: one of the listed may not be there


def _facts(node: str, shelf: Shelf, day: date) -> Iterator[Fact]:
    id = f"register:{HELD}@{node or 'everywhere'}/{day}"
    words = f"The register has {shelf.sure:,} numbered bodies there at the end of {day}"
    if shelf.went:
        words += f", less {shelf.went:,} that left without numbers"
    if shelf.doubtful:
        words += f"; {shelf.doubtful:,} more are left out while findings about them are open"
    least = Count(shelf.least, None)
    yield Fact(
        id, HELD, node, "", least, day, "any", (), words + ".", (DEPARTURES,), shelf.least, otherwise=shelf.otherwise
    )
    words = f"The register has at most {shelf.most:,} bodies there at the end of {day}, numbered or counted."
    yield Fact(f"{id}/most", HELD, node, "", Count(0, shelf.most), day, "any", (), words, (COMPLETE,))
