"""What the register proves on a day: numbered bodies and custody events as facts that bound propositions.

By number a body counts once, however often it was booked and whatever numbers it had. Counts without numbers rest on an
assumption of their own; what an open finding speaks against is left out (`register_doubts`). Persons are counted from
bodies that cannot be one another, and from parts only by their minimum number of individuals: parts are never people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np

from antigone.account.register import Fact
from antigone.account.register_doubts import Doubts, doubts_of
from antigone.account.register_moves import (
    FLOWS,
    RECEIVED,
    UNITS,
    Ints,
    Moves,
    Rank,
    doubted,
    is_store,
    moves_of,
    node_of,
    nodes_of,
    ranks_of,
    spot_places,
)
from antigone.core.quantity import Count
from antigone.found.custody import CustodyType
from antigone.found.remains import Counted

if TYPE_CHECKING:
    from antigone.found.register import Register

BY_WORD = "counted-without-numbers"
NUMBERED = "/numbered"
"""At the end of the id of a fact that counts numbers alone, beside one that counts by word too."""
SHOWN_EVENTS = 200
"""So many events are named as the proof of a fact; the register lists the others."""


@dataclass
class Tally:
    """What the register has of one unit and place, sure and in doubt apart.

    Attributes:
        numbers: distinct things; word: counted without numbers; fewer: listed beyond what their acts count.
        things_in_doubt: things of which every booking is in doubt, by code of the finding; word_in_doubt: counts.
        events: ranks of the first events that prove it.
    """

    numbers: int = 0
    word: int = 0
    fewer: int = 0
    events: list[Rank] = field(default_factory=list)
    things_in_doubt: Counter[str] = field(default_factory=Counter)
    word_in_doubt: Counter[str] = field(default_factory=Counter)

    @property
    def sure(self) -> int:
        """Numbered things that nothing speaks against."""
        return max(0, self.numbers - self.fewer)

    @property
    def doubtful(self) -> Counter[str]:
        """What is left out, by code of the finding."""
        more = Counter({"found.more_than_asserted": self.numbers - self.sure})
        return self.things_in_doubt + self.word_in_doubt + more

    @property
    def booked(self) -> tuple[int, int]:
        """What is booked whatever speaks against it: by number, and by word."""
        numbers = self.numbers + self.things_in_doubt.total()
        return numbers, numbers + self.word + self.word_in_doubt.total() - self.fewer


Tallies = dict[tuple[str, str], Tally]


def facts_of(register: Register, day: date) -> list[Fact]:
    """The facts of a day, for each place that has sites of the register."""
    from antigone.account.register_persons import facts_of_persons

    doubts = doubts_of(register, day)
    tallies = tallies_of(register, day, doubts)
    facts = [fact for (unit, place), tally in sorted(tallies.items()) for fact in _facts(unit, place, tally, day)]
    return [*facts, *facts_of_persons(register, day, doubts)]


def tallies_of(register: Register, day: date, doubts: Doubts) -> Tallies:
    """What is booked by a day, by unit and node of the place tree."""
    tallies: Tallies = {}
    _numbers(register, day, doubts, tallies)
    _words(register, day, doubts, tallies)
    return tallies


def _tally(tallies: Tallies, unit: str, place: str) -> Tally:
    return tallies.setdefault((unit, place), Tally())


def _numbers(register: Register, day: date, doubts: Doubts, tallies: Tallies) -> None:
    """Distinct bodies; two that are known to be of one person count once."""
    moves = moves_of(register)
    nodes = nodes_of(register, moves, doubts)
    against = doubted(register, moves, doubts, day.toordinal())
    done = moves.by <= day.toordinal()
    told = [(UNITS.index(unit), done & (moves.flow == at), moves.at) for at, unit in enumerate(FLOWS)]
    reached = spot_places(register, moves)[moves.target]
    told.append((UNITS.index(RECEIVED), done & moves.enters & nodes.keeps[reached], reached))
    in_doubt = np.zeros(len(moves.thing), dtype=bool)
    in_doubt[list(against)] = True
    for unit, mask, site in told:
        rows = np.flatnonzero(mask)
        node = nodes.at[site[rows]]
        for each in np.unique(node):
            mine = rows[node == each]
            tally = _tally(tallies, UNITS[unit], nodes.names[each])
            sure = np.unique(moves.person[moves.thing[mine[~in_doubt[mine]]]])
            tally.numbers = len(sure)
            tally.things_in_doubt = _in_doubt(moves, mine[in_doubt[mine]], against, set(sure.tolist()))
            tally.events += _first_ranks(register, moves, mine)


def _in_doubt(moves: Moves, rows: Ints, against: dict[int, str], sure: set[int]) -> Counter[str]:
    """Things of which all bookings are in doubt, each under the first code."""
    first: dict[int, str] = {}
    for row in rows.tolist():
        first.setdefault(int(moves.person[moves.thing[row]]), against[row])
    return Counter(code for person, code in first.items() if person not in sure)


def _first_ranks(register: Register, moves: Moves, rows: Ints) -> list[Rank]:
    """The ranks of the first events among rows, with some that tie."""
    events = np.unique(moves.event[rows])
    first, ranks = ranks_of(register)
    begins = first[events]
    few = 2 * SHOWN_EVENTS  # a ledger that has grown may name an event twice
    if len(events) > few:
        events = events[begins <= np.partition(begins, few - 1)[few - 1]]
    return ranks.at(events.tolist())


def survivor(register: Register, id: str) -> str:
    """The number that counts for a thing with several."""
    seen = {id}
    while id in register.absorbed and register.absorbed[id] not in seen:
        id = register.absorbed[id]
        seen.add(id)
    return id


def _words(register: Register, day: date, doubts: Doubts, tallies: Tallies) -> None:
    """Counts of custody events beside the numbers they name.

    An act without a list states a count. One with a list of its own that counts otherwise contradicts itself: sure is
    then only what list and count both hold.
    """
    for row in register.ledger.variances:
        if row.by > day.toordinal() or row.counted is not Counted.BODIES:
            continue
        booked = register.custody[row.event]
        against = doubts.words.get(row.event) or ("found.variance" if booked.value.units else "")
        for unit, site in _units_of(register, row.event, doubts):
            tally = _tally(tallies, unit, node_of(register, site, doubts))
            tally.events.append(booked.rank)
            if row.difference < 0:
                tally.fewer -= row.difference
            elif against:
                tally.word_in_doubt[against] += row.difference
            else:
                tally.word += row.difference


def _units_of(register: Register, id: str, doubts: Doubts) -> Iterator[tuple[str, str]]:
    """The units that an act's count adds to, with the site where it does."""
    event = register.custody[id].value
    if event.type is CustodyType.RECEIVED and is_store(register, event.to_place, doubts):
        yield "bodies_received", event.to_place
    for unit, (_, types) in FLOWS.items():
        if event.type in types:
            yield unit, event.from_place or event.to_place


def _facts(unit: str, place: str, tally: Tally, day: date) -> Iterator[Fact]:
    """By number; and where some are counted by word, with these."""
    id, proof = f"register:{unit}@{place or 'everywhere'}", first_of(tally.events)
    words = f"The register has {tally.sure:,} numbered"
    both = words + f" and {tally.word:,} without numbers"
    end = f": {unit.replace('_', ' ')} by {day}.{left_out(tally.doubtful)}"
    if tally.word:
        total = Count(tally.sure + tally.word, None)
        yield Fact(id, unit, place, "", total, day, "any", proof, both + end, (BY_WORD,), tally.sure)
    if tally.sure or not tally.word:
        own = id + NUMBERED if tally.word else id
        yield Fact(own, unit, place, "", Count(tally.sure, None), day, "any", proof, words + end, (), tally.sure)


def left_out(doubtful: Counter[str]) -> str:
    """How many are left out while findings are open, and which: a sentence, or nothing."""
    if not doubtful.total():
        return ""
    why = ", ".join(f"{n:,} {code}" for code, n in sorted(doubtful.items()) if n)
    return f" Left out while findings are open: {why}."


def first_of(ranks: Iterable[Rank]) -> tuple[str, ...]:
    """Of many events the first, as they were entered."""
    return tuple(rank[2] for rank in nsmallest(SHOWN_EVENTS, set(ranks)))
