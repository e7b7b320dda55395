"""The facts of a register on its last day, kept in a form from which those of the next are worked out.

What is booked is added up thing by thing. So what changes with one more custody event is what the touched things came
to after it, less what they came to before (`found.growing`): all others come to what they came to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from antigone.account import register_facts as booked_facts
from antigone.account import register_held
from antigone.account.register import Fact
from antigone.account.register_doubts import Doubts, doubts_of
from antigone.account.register_facts import Rank, Tally
from antigone.account.register_held import Shelf
from antigone.found.balance import negatives
from antigone.found.growing_tables import persons_of
from antigone.found.ledger import ledger_at

if TYPE_CHECKING:
    from antigone.found.growing import Growth
    from antigone.found.register import Register

Bodies = dict[str, tuple[str, date]]


@dataclass(frozen=True)
class Added:
    """What the things of a register, or of a part of one, come to on a day.

    Attributes:
        tallies: by unit and node; their events in `events`, so often as things prove them.
        shelves: what each node holds; bodies: distinct ones, with the node and day of their entry.
        doubts: what is in doubt.
    """

    day: date
    tallies: dict[tuple[str, str], Tally]
    events: dict[tuple[str, str], Counter[Rank]]
    shelves: dict[str, Shelf]
    bodies: Bodies
    doubts: Doubts


@dataclass
class Sum:
    """All of a register on its last day, with the facts that follow.

    Attributes:
        made, persons: facts of each tally, and of the persons of each place, as they were worded last.
    """

    added: Added
    parts: int
    made: dict[tuple[str, str], list[Fact]] = field(default_factory=dict)
    persons: dict[str, list[Fact]] = field(default_factory=dict)

    def facts(self, register: Register) -> tuple[list[Fact], list[Fact]]:
        """What is booked by the day, and what is held on it; as `facts_of` and `held_facts` give them."""
        added = self.added
        flows = [fact for key in sorted(added.tallies) for fact in self._worded(key)]
        held = [fact for node, shelf in sorted(added.shelves.items()) for fact in _held(node, shelf, added.day)]
        return [*flows, *_persons(register, added, self.parts, self.persons)], held

    def _worded(self, key: tuple[str, str]) -> list[Fact]:
        if key not in self.made:
            tally = replace(self.added.tallies[key], events=list(self.added.events[key]))
            self.made[key] = list(booked_facts._facts(*key, tally, self.added.day))
        return self.made[key]


def add_up(register: Register, day: date) -> Added:
    """What the things of a register come to."""
    doubts = doubts_of(register, day)
    tallies = booked_facts.tallies_of(register, day, doubts)
    events = {key: Counter(tally.events) for key, tally in tallies.items()}
    shelves = register_held.shelves_of(register, day, doubts)
    return Added(day, tallies, events, shelves, booked_facts._bodies_by_place(register, day, doubts), doubts)


def sum_of(register: Register, day: date) -> Sum:
    """All of a register, added up."""
    return Sum(add_up(register, day), booked_facts.minimum_of_parts(register))


def grown_sum(known: Sum, register: Register, steps: tuple[Growth, ...]) -> Sum | None:
    """The sum after some steps of growth; None where it cannot be told from what these touched."""
    found = known
    for step in steps:
        day = step.after.last
        if day is None or found.added.doubts.words or _awaited(found.added, day):
            return None
        before, after = add_up(step.before, found.added.day), add_up(step.after, day)
        if after.doubts.words or after.doubts.sites != before.doubts.sites:
            return None
        found = _exchanged(found, before, after, day)
    if found.added.day != register.last or _is_short(register, steps):
        return None
    return found


def _awaited(known: Added, day: date) -> bool:
    """Whether something untouched waited for one of the days since."""
    return any(known.day < each <= day for each in known.doubts.since.values())


def _is_short(register: Register, steps: tuple[Growth, ...]) -> bool:
    """Whether a place that the touched things came to or left now holds fewer than none, counted by word."""
    if not register.ledger.variances:
        return False
    spots = {
        spot
        for step in steps
        for paths in (step.before.paths, step.after.paths)
        for each in (move for path in paths.values() for move in path)
        for spot in (each.source, each.target)
        if spot is not None
    }
    return any(spot in spots for spot, *_ in negatives(ledger_at(register.ledger, spots)))


def _exchanged(known: Sum, before: Added, after: Added, day: date) -> Sum:
    old = known.added
    tallies, events, shelves = dict(old.tallies), dict(old.events), dict(old.shelves)
    made = dict(known.made) if old.day == day else {}
    for key in {*before.tallies, *after.tallies}:
        less, more = before.tallies.get(key, Tally()), after.tallies.get(key, Tally())
        changed = _tally(tallies.get(key, Tally()), less, more)
        proof = events.get(key, Counter()) - before.events.get(key, Counter()) + after.events.get(key, Counter())
        made.pop(key, None)
        tallies[key], events[key] = changed, proof
        if not proof:
            del tallies[key], events[key]
    for node in {*before.shelves, *after.shelves}:
        shelves[node] = _shelf(shelves[node], before.shelves[node], after.shelves[node])
    bodies = {id: entry for id, entry in old.bodies.items() if id not in before.bodies} | after.bodies
    places = {entry[0] for part in (before, after) for entry in part.bodies.values()}
    persons = {place: facts for place, facts in known.persons.items() if old.day == day and place not in places}
    return Sum(Added(day, tallies, events, shelves, bodies, old.doubts), known.parts, made, persons)


def _tally(all_: Tally, less: Tally, more: Tally) -> Tally:
    doubtful = {id: code for id, code in all_.things_in_doubt.items() if id not in less.things_in_doubt}
    words = Counter(all_.word_in_doubt)
    words.subtract(less.word_in_doubt)
    words.update(more.word_in_doubt)
    return Tally(
        (all_.numbers - less.numbers) | more.numbers,
        all_.word - less.word + more.word,
        all_.fewer - less.fewer + more.fewer,
        [],
        {**doubtful, **more.things_in_doubt},
        Counter({code: n for code, n in words.items() if n}),
    )


def _shelf(all_: Shelf, less: Shelf, more: Shelf) -> Shelf:
    return Shelf(
        (all_.sure - less.sure) | more.sure,
        (all_.maybe - less.maybe) | more.maybe,
        *(
            getattr(all_, name) - getattr(less, name) + getattr(more, name)
            for name in ("came", "went", "otherwise", "doubtful")
        ),
    )


def _held(node: str, shelf: Shelf, day: date) -> Iterator[Fact]:
    return register_held._facts(node, shelf, day)


def _persons(register: Register, added: Added, parts: int, kept: dict[str, list[Fact]]) -> Iterator[Fact]:
    """As `register_facts` gives them; those of places to which nothing happened as they were."""
    joined = {members: SimpleNamespace(id=members[0], members=members) for members in persons_of(register).values()}
    few = cast(
        "Register",
        SimpleNamespace(individuals=list(joined.values()), absorbed=register.absorbed, remains=register.remains),
    )
    gone = booked_facts._outstanding(register, added.day)
    by_place: dict[str, Bodies] = {}
    for id, entry in added.bodies.items():
        by_place.setdefault(entry[0], {})[id] = entry
    of = {member: members[0] for members in joined for member in members}

    def found(place: str, bodies: Bodies, parts: int) -> list[Fact]:
        plain = not gone[0] and not parts
        least = len({of.get(i, i) for i in bodies}) if plain else booked_facts.least_persons(few, bodies, gone, parts)
        return [booked_facts._persons_fact(register, place, least, bodies, added.day, parts)] if least else []

    for place, bodies in sorted(by_place.items()):
        if place and (place not in kept or gone[0]):
            kept[place] = found(place, bodies, 0)
        yield from kept.get(place, ()) if place else ()
    yield from found("", added.bodies, parts)
