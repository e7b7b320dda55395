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

from antigone.account.register import Fact
from antigone.account.register_doubts import Doubts, doubts_of
from antigone.core.quantity import Count
from antigone.found.custody import Column, CustodyType
from antigone.found.moment import DAY, moment_of
from antigone.found.remains import Completeness, Counted
from antigone.found.site import STORES

if TYPE_CHECKING:
    from antigone.found.path import Step
    from antigone.found.register import Register

Rank = tuple[int, str, str]
BODY_IS_PERSON = "body-is-person"
BY_WORD = "counted-without-numbers"
NUMBERED = "/numbered"
"""At the end of the id of a fact that counts numbers alone, beside one that counts by word too."""
SHOWN_EVENTS = 200
"""So many events are named as the proof of a fact; the register lists the others."""

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


@dataclass
class Tally:
    """What the register has of one unit and place, sure and in doubt apart.

    Attributes:
        numbers: distinct things; word: counted without numbers; fewer: listed beyond what their acts count.
        doubtful: things of which every booking is in doubt, or counts in doubt: how many, by code of the finding.
        events: ranks of the events that prove it.
    """

    numbers: set[str] = field(default_factory=set)
    word: int = 0
    fewer: int = 0
    events: list[Rank] = field(default_factory=list)
    things_in_doubt: dict[str, str] = field(default_factory=dict)
    word_in_doubt: Counter[str] = field(default_factory=Counter)

    @property
    def sure(self) -> int:
        """Numbered things that nothing speaks against."""
        return max(0, len(self.numbers) - self.fewer)

    @property
    def doubtful(self) -> Counter[str]:
        """What is left out, by code of the finding."""
        things = Counter(code for thing, code in self.things_in_doubt.items() if thing not in self.numbers)
        return things + self.word_in_doubt + Counter({"found.more_than_asserted": len(self.numbers) - self.sure})

    @property
    def booked(self) -> tuple[int, int]:
        """What is booked whatever speaks against it: by number, and by word."""
        numbers = len(self.numbers | self.things_in_doubt.keys())
        return numbers, numbers + self.word + self.word_in_doubt.total() - self.fewer


Tallies = dict[tuple[str, str], Tally]


def facts_of(register: Register, day: date) -> list[Fact]:
    """The facts of a day, for each place that has sites of the register."""
    doubts = doubts_of(register, day)
    tallies = tallies_of(register, day, doubts)
    facts = [fact for (unit, place), tally in sorted(tallies.items()) for fact in _facts(unit, place, tally, day)]
    return [*facts, *_persons(register, day, doubts)]


def tallies_of(register: Register, day: date, doubts: Doubts) -> Tallies:
    """What is booked by a day, by unit and node of the place tree."""
    tallies: Tallies = {}
    _numbers(register, day, doubts, tallies)
    _words(register, day, doubts, tallies)
    return tallies


def _tally(tallies: Tallies, unit: str, place: str) -> Tally:
    return tallies.setdefault((unit, place), Tally())


def node_of(register: Register, site: str, doubts: Doubts) -> str:
    """The node of the case's place tree in which a site lies; empty where nobody said so surely: the whole place."""
    found = register.sites.get(site)
    return found.place if found and site not in doubts.sites else ""


def is_store(register: Register, site: str, doubts: Doubts) -> bool:
    """Whether a site surely is one where the dead are kept."""
    found = register.sites.get(site)
    return found is not None and found.type in STORES and site not in doubts.sites


def _numbers(register: Register, day: date, doubts: Doubts, tallies: Tallies) -> None:
    """Distinct bodies; two that are known to be of one person count once."""
    person = person_of(register)
    for id, steps in sorted(register.paths.items()):
        if register.counted(id) is not Counted.BODIES:
            continue
        for step in steps:
            if step.by // DAY > day.toordinal():
                break
            against = doubts.against(step.act.id, id, day)
            for unit, site in told_by(register, step, doubts):
                tally = _tally(tallies, unit, node_of(register, site, doubts))
                if against:
                    tally.things_in_doubt.setdefault(person.get(id, id), against)
                else:
                    tally.numbers.add(person.get(id, id))
                tally.events.append(step.act.rank)


def person_of(register: Register) -> dict[str, str]:
    """Of each thing that is joined to others, the hypothetical person."""
    return {member: each.id for each in register.individuals for member in each.members}


def told_by(register: Register, step: Step, doubts: Doubts) -> Iterator[tuple[str, str]]:
    """The units that one move of a body adds to, with the site where it does."""
    custody = step.act.custody
    if custody is None:
        return
    if step.into is Column.INTAKE and step.source is None and is_store(register, step.target.place, doubts):
        yield "bodies_received", step.target.place
    left = step.source.place if step.source else ""
    for unit, (_, types) in FLOWS.items():
        if custody.type in types:
            yield unit, custody.from_place or left or step.target.place


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
    for id, booked in register.custody.items():
        event = booked.value
        differs = 0 if event.asserted is None else event.asserted - len(register.enumerated[id])
        happened = moment_of(booked.event, event.time).last // DAY <= day.toordinal()
        if not differs or not happened or event.counted is not Counted.BODIES:
            continue
        against = doubts.words.get(id) or ("found.variance" if event.units else "")
        for unit, site in _units_of(register, id, doubts):
            tally = _tally(tallies, unit, node_of(register, site, doubts))
            tally.events.append(booked.rank)
            if differs < 0:
                tally.fewer -= differs
            elif against:
                tally.word_in_doubt[against] += differs
            else:
                tally.word += differs


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


def _proof(events: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(events))[:SHOWN_EVENTS]


# -- persons -------------------------------------------------------------------------------------------------------


def _persons(register: Register, day: date, doubts: Doubts) -> Iterator[Fact]:
    """Persons that the remains stand for at least, in each place and in all."""
    bodies = _bodies_by_place(register, day, doubts)
    parts = minimum_of_parts(register)
    gone = _outstanding(register, day)
    everywhere: dict[str, int] = {}
    for place in {p for p, _ in bodies.values()}:
        everywhere[place] = least_persons(register, {i: b for i, b in bodies.items() if b[0] == place}, gone, 0)
    for place, least in sorted(everywhere.items()):
        if least and place:
            yield _persons_fact(register, place, least, bodies, day)
    whole = least_persons(register, bodies, gone, parts)
    if whole:
        yield _persons_fact(register, "", whole, bodies, day, parts)


def _persons_fact(
    register: Register, place: str, least: int, bodies: dict[str, tuple[str, date]], day: date, parts: int = 0
) -> Fact:
    mine = sorted(id for id, (at, _) in bodies.items() if not place or at == place)
    sentence = f"{len(mine):,} bodies with numbers by {day} are at least {least:,} persons"
    sentence += f"; parts alone stand for at least {parts:,}." if parts else "."
    events = [register.holders.get(("remains", id), "") for id in mine]
    return Fact(
        f"register:persons@{place or 'everywhere'}", "killed", place, "", Count(least, None), day,
        events=_proof(e for e in events if e), sentence=sentence, rests_on=(BODY_IS_PERSON,),
    )  # fmt: skip


def _bodies_by_place(register: Register, day: date, doubts: Doubts) -> dict[str, tuple[str, date]]:
    """Distinct bodies by the day, with the place where each first entered the books and when."""
    found: dict[str, tuple[str, date]] = {}
    for id in sorted(register.paths):
        steps = register.paths[id]
        if register.counted(id) is not Counted.BODIES or steps[0].by // DAY > day.toordinal():
            continue
        if id in doubts.things or day < doubts.since.get(id, day):
            continue
        place = "" if (steps[0].act.id, id) in doubts.acts else node_of(register, steps[0].target.place, doubts)
        entry = (place, steps[0].act.moment.day)
        own = survivor(register, id)
        if own not in found or entry[1] < found[own][1]:
            found[own] = entry
    return found


def _outstanding(register: Register, day: date) -> tuple[int, date | None]:
    """Bodies gone without numbers by the day and not resolved, and the first day on which any went."""
    from antigone.found.balance import variances

    rows = [
        row for row in variances(register.ledger, day, Counted.BODIES) if row.difference > 0 and _may_return(row.type)
    ]
    days = [moment_of(register.custody[row.event].event).first // DAY for row in rows]
    first = date.fromordinal(max(1, min(days))) if days else None
    return sum(row.difference for row in rows), first


def _may_return(type: str) -> bool:
    """Whether what went by such an act may come back as a new number."""
    gone = {CustodyType.STOLEN, CustodyType.SEIZED, CustodyType.LOST, CustodyType.TRANSFERRED_OUT, CustodyType.MOVED,
            CustodyType.TEMPORARILY_BURIED, CustodyType.REBURIED, CustodyType.RELEASED, CustodyType.WRONG_RELEASE,
            CustodyType.RETURNED_TO_FAMILY, CustodyType.REPATRIATED}  # fmt: skip
    return CustodyType(type) in gone


def least_persons(
    register: Register, bodies: dict[str, tuple[str, date]], gone: tuple[int, date | None], parts: int
) -> int:
    """The least number of persons behind distinct bodies and parts.

    A body that came after others had gone without numbers may be one of those, so as many are left out as went; two
    bodies joined by an association are one person; parts add to complete bodies only, for any other may lack them.
    """
    persons = _merged(register, bodies)
    n, since = gone
    known = {survivor(register, other) for other in register.absorbed}
    doubtful = sum(1 for id in persons if since is not None and bodies[id][1] >= since and id not in known)
    least = len(persons) - min(n, doubtful)
    complete = sum(1 for id in persons if _is_complete(register, id)) - min(n, doubtful)
    return max(least, parts + max(0, complete)) if parts else least


def _merged(register: Register, bodies: dict[str, tuple[str, date]]) -> list[str]:
    """One body of each hypothetical person."""
    of = {member: person.id for person in register.individuals for member in person.members}
    first: dict[str, str] = {}
    for id in sorted(bodies):
        first.setdefault(of.get(id, id), id)
    return list(first.values())


def _is_complete(register: Register, id: str) -> bool:
    thing = register.remains.get(id)
    return thing is not None and thing.completeness is Completeness.COMPLETE


def minimum_of_parts(register: Register) -> int:
    """MNI of parts that belong to no numbered body: the most elements of one kind and side, a person counted once."""
    of = {member: person for person in register.individuals for member in person.members}
    tally: dict[tuple[str, str, str], set[str]] = {}
    for thing in register.remains.values():
        person = of.get(thing.id)
        if thing.counted is not Counted.PARTS or not thing.element or person is None or thing.side is None:
            continue
        if thing.side.value == "unsided" or any(register.counted(m) is Counted.BODIES for m in person.members):
            continue
        whole = thing.completeness is Completeness.COMPLETE
        for zone in ("all",) if whole else thing.zones:
            tally.setdefault((thing.element.casefold(), thing.side.value, zone), set()).add(person.id)
    return max((len(tally[key]) + _wholes(tally, key) for key in tally), default=0)


def _wholes(tally: dict[tuple[str, str, str], set[str]], key: tuple[str, str, str]) -> int:
    """Persons of complete elements beside those of one zone."""
    element, side, zone = key
    return 0 if zone == "all" else len(tally.get((element, side, "all"), set()) - tally[key])


__all__ = ["facts_of", "least_persons", "minimum_of_parts"]
