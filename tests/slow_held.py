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

from antigone.account.register import Fact
from antigone.account.register_doubts import Doubts, doubts_of
from antigone.core.quantity import Count
from antigone.found.custody import STAYS, CustodyEvent
from antigone.found.ledger import ends_by_word
from antigone.found.moment import DAY, moment_of
from antigone.found.remains import Counted
from slow_facts import is_store, node_of, person_of, told_by

if TYPE_CHECKING:
    from antigone.found.path import Spot, Step
    from antigone.found.register import Register

HELD = "bodies_held"
DEPARTURES, COMPLETE = "departures-booked", "all-held-are-booked"


@dataclass
class Shelf:
    """What one node of the place tree holds on a day.

    Attributes:
        sure, maybe: distinct bodies that surely, or perhaps, are there by number.
        came, went: without numbers. otherwise: came or went past the flows of the account.
        doubtful: booked there, and an open finding speaks against it.
    """

    sure: set[str]
    maybe: set[str]
    came: int = 0
    went: int = 0
    otherwise: int = 0
    doubtful: int = 0

    @property
    def least(self) -> int:
        """Held at least."""
        return max(0, len(self.sure) - self.went)

    @property
    def most(self) -> int:
        """Held at most, if everything there is booked."""
        return len(self.sure | self.maybe) + self.came


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
    shelves: dict[str, Shelf] = {}
    for site in register.sites:
        if is_store(register, site, doubts):
            shelves.setdefault(node_of(register, site, doubts), Shelf(set(), set()))
    person = person_of(register)
    for id, steps in register.paths.items():
        if register.counted(id) is Counted.BODIES:
            _numbered(register, shelves, doubts, day, id, person.get(id, id), steps)
    for id in register.custody:
        _by_word(register, shelves, doubts, day, id)
    return shelves


def _numbered(
    register: Register, shelves: dict[str, Shelf], doubts: Doubts, day: date, id: str, person: str, steps: list[Step]
) -> None:  # fmt: skip
    """Where one body is: surely at its last place by the day, perhaps already at the next."""
    last: Step | None = None
    maybe: list[Step] = []
    for step in steps:
        if step.first // DAY > day.toordinal():
            break
        _past_the_flows(register, shelves, doubts, step)
        if step.by // DAY <= day.toordinal():
            last, maybe = step, []
        else:
            maybe.append(step)
    for step in maybe:
        shelf = _shelf(register, shelves, doubts, step.target)
        if shelf is not None:
            shelf.maybe.add(person)
    shelf = _shelf(register, shelves, doubts, last.target) if last else None
    if shelf is None or last is None:
        return
    if maybe:
        shelf.maybe.add(person)
    elif doubts.against(last.act.id, id, day) or id in doubts.shelf:
        shelf.maybe.add(person)
        shelf.doubtful += 1
    else:
        shelf.sure.add(person)


def _shelf(register: Register, shelves: dict[str, Shelf], doubts: Doubts, spot: Spot | None) -> Shelf | None:
    """The shelf of the node in which a spot lies, where it is one that keeps the dead."""
    if spot is None or spot.sink is not None or not is_store(register, spot.place, doubts):
        return None
    return shelves.get(node_of(register, spot.place, doubts))


def _past_the_flows(register: Register, shelves: dict[str, Shelf], doubts: Doubts, step: Step) -> None:
    """A move that changes what a node holds, or what its flows count, and not the other."""
    source, target = (_shelf(register, shelves, doubts, spot) for spot in (step.source, step.target))
    told = list(told_by(register, step, doubts))
    received = any(unit == "bodies_received" for unit, _ in told)
    if target is not None and target is not source and not received:
        target.otherwise += 1
    for unit, site in told:
        if unit in ("bodies_stolen", "bodies_handed_over"):
            shelf = shelves.get(node_of(register, site, doubts))
            if shelf is not None and shelf is not source:
                shelf.otherwise += 1


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
    words = f"The register has {len(shelf.sure):,} numbered bodies there at the end of {day}"
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
