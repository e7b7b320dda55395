"""Persons that the remains stand for at least, in each place and in all: bodies not the same as others, and parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from antigone.account.register import Fact
from antigone.account.register_doubts import Doubts
from antigone.account.register_facts import SHOWN_EVENTS, survivor
from antigone.account.register_moves import FAR, Ints, node_of, person_of, place_in
from antigone.core.quantity import Count
from antigone.found.custody import CustodyType
from antigone.found.growing_tables import persons_of
from antigone.found.growth import Growth, carried
from antigone.found.moment import DAY, moment_of
from antigone.found.remains import Completeness, Counted

if TYPE_CHECKING:
    from antigone.found.path import Step
    from antigone.found.register import Register
    from antigone.found.remains import Remains

BODY_IS_PERSON = "body-is-person"
ENTRIES, PARTS = "_entries_of_bodies", "_minimum_of_parts"
MANY = 100
"""More things at once than that are entered anew with all others."""


@dataclass(frozen=True)
class Entries:
    """Of each body in the books, in order of number, how it entered them.

    Attributes:
        ids: names, sorted; thing: index into `Moves.ids`; own: index into `names` of the number that counts for it.
        by, day: by which day (ordinal) it surely had entered, and the day of the act; site: where, an index into
            `sites`; event: by which.
        names: all numbers; person, complete, known: of each, an index shared by one person; whether it is complete;
            whether another number turned out to be it.
        same: numbers that turned out to be another's, with that other.
    """

    ids: list[str]
    own: Ints
    by: Ints
    day: Ints
    site: Ints
    event: list[str]
    names: list[str]
    person: Ints
    complete: Ints
    known: Ints
    sites: list[str]
    same: tuple[tuple[str, str], ...]


def entries_of(register: Register) -> Entries:
    """How bodies entered the books, worked out once for a register, and carried on as it grows."""
    return carried(register, ENTRIES, _entries, _grown)


def _grown(register: Register, before: Entries, growth: Growth) -> Entries:
    """After acts and new numbers: only the entries of the things concerned may be others."""
    found = None if len(growth.things) > MANY or _same_bodies(register) != before.same else _Table(before)
    for id in sorted(growth.things) if found else ():
        thing = register.remains.get(id)
        body = id in register.paths and register.counted(id) is Counted.BODIES
        if found and not found.put(id, register.paths[id][0] if body else None, thing):
            found = None
    if found and growth.joined:
        found.join(growth.things, persons_of(register))
    return found.entries() if found else _entries(register)


def _same_bodies(register: Register) -> tuple[tuple[str, str], ...]:
    """Numbers that turned out to be another's, with that other."""
    return tuple(register.absorbed.items())


class _Table:
    """Entries that are being changed, thing by thing, none of them with another number than before."""

    def __init__(self, entries: Entries) -> None:
        self.same = entries.same
        self.ids, self.names, self.event = list(entries.ids), list(entries.names), list(entries.event)
        self.own, self.person = entries.own, entries.person
        self.by, self.day, self.site = entries.by.copy(), entries.day.copy(), entries.site.copy()
        self.complete, self.known = entries.complete.copy(), entries.known
        self.sites = {place: at for at, place in enumerate(entries.sites)}

    def put(self, id: str, first: Step | None, thing: Remains | None) -> bool:
        """What is so of a thing now; False where that needs all of them."""
        at, name = place_in(self.ids, id), place_in(self.names, id)
        if (first is None and at is not None) or (first is not None and at is None and name is not None):
            return False
        if first is not None and at is None:
            at, name = self._insert(id)
        if name is not None:
            self.complete[name] = thing is not None and thing.completeness is Completeness.COMPLETE
        if first is not None and at is not None:
            self.by[at], self.day[at], self.event[at] = first.by // DAY, first.act.moment.last // DAY, first.act.id
            self.site[at] = self.sites.setdefault(first.target.place, len(self.sites))
        return True

    def join(self, things: Iterable[str], persons: Mapping[str, tuple[str, ...]]) -> None:
        """Things among which are all whom somebody joined or parted: each is of the person who it is now."""
        self.person, fresh = self.person.copy(), int(self.person.max(initial=-1)) + 1
        number: dict[tuple[str, ...], int] = {}
        for id in sorted(things):
            at = place_in(self.names, id)
            if at is not None:
                self.person[at] = number.setdefault(persons.get(id, (id,)), fresh + len(number))

    def _insert(self, id: str) -> tuple[int, int]:
        at, name = bisect_left(self.ids, id), bisect_left(self.names, id)
        self.ids.insert(at, id)
        self.names.insert(name, id)
        self.event.insert(at, "")
        self.own = np.insert(np.where(self.own >= name, self.own + 1, self.own), at, name)
        self.person = np.insert(self.person, name, self.person.max(initial=-1) + 1)
        self.by, self.day, self.site = (np.insert(each, at, 0) for each in (self.by, self.day, self.site))
        self.complete, self.known = (np.insert(each, name, 0) for each in (self.complete, self.known))
        return at, name

    def entries(self) -> Entries:
        """As they are now."""
        return Entries(
            self.ids, self.own, self.by, self.day, self.site, self.event, self.names, self.person, self.complete,
            self.known, list(self.sites), self.same,
        )  # fmt: skip


def _entries(register: Register) -> Entries:
    ids = [id for id in register.paths if register.counted(id) is Counted.BODIES]
    first = [register.paths[id][0] for id in ids]
    own = [survivor(register, id) if id in register.absorbed else id for id in ids]
    names = sorted({*ids, *own})
    at = {name: index for index, name in enumerate(names)}
    joined = person_of(register)
    numbers: dict[str, int] = {}
    person = [numbers.setdefault(joined.get(name, name), len(numbers)) for name in names]
    known = {survivor(register, other) for other in register.absorbed}
    things = (register.remains.get(name) for name in names)
    complete = [thing is not None and thing.completeness is Completeness.COMPLETE for thing in things]
    sites: dict[str, int] = {}
    return Entries(
        ids, _ints(at[name] for name in own), _ints(step.by // DAY for step in first),
        _ints(step.act.moment.last // DAY for step in first),
        _ints(sites.setdefault(step.target.place, len(sites)) for step in first), [step.act.id for step in first],
        names, _ints(person), _ints(complete), _ints(name in known for name in names), list(sites),
        _same_bodies(register),
    )  # fmt: skip


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def facts_of_persons(register: Register, day: date, doubts: Doubts) -> Iterator[Fact]:
    """The facts of a day."""
    own, days, place, names = _bodies(register, day, doubts)
    entries, parts, gone = entries_of(register), minimum_of_parts(register), _outstanding(register, day)
    for at, name in sorted(enumerate(names), key=lambda each: each[1]):
        mine = place == at
        least = _least(entries, own[mine], days[mine], gone, 0)
        if least and name:
            yield _fact(register, name, least, (entries, own[mine]), day)
    whole = _least(entries, own, days, gone, parts)
    if whole:
        yield _fact(register, "", whole, (entries, own), day, parts)


def _bodies(register: Register, day: date, doubts: Doubts) -> tuple[Ints, Ints, Ints, list[str]]:
    """Distinct bodies by the day, in order of number: the number, the day of entry, the node where; names of nodes."""
    entries, today = entries_of(register), day.toordinal()
    mask = entries.by <= today
    early = (id for id, since in doubts.since.items() if day < since)
    mask[[at for id in (*doubts.things, *early) if (at := place_in(entries.ids, id)) is not None]] = False
    nodes: dict[str, int] = {}
    at_node = _ints(nodes.setdefault(node_of(register, site, doubts), len(nodes)) for site in entries.sites)
    place = at_node[entries.site] if len(at_node) else entries.site.copy()
    if doubts.acts:
        known = ((place_in(entries.ids, id), event) for event, id in doubts.acts)
        odd = [at for at, event in known if at is not None and entries.event[at] == event]
        place[odd] = nodes.setdefault("", len(nodes))
    rows = np.flatnonzero(mask)
    order = rows[np.argsort(entries.own[rows] * FAR + entries.day[rows], kind="stable")]
    first = np.append(True, entries.own[order][1:] != entries.own[order][:-1])[: len(order)]
    chosen = order[first]
    return entries.own[chosen], entries.day[chosen], place[chosen], list(nodes)


def _least(entries: Entries, own: Ints, days: Ints, gone: tuple[int, int | None], parts: int) -> int:
    """The least number of persons behind distinct bodies and parts.

    A body that came after others had gone without numbers may be one of those, so as many are left out as went; two
    bodies joined by an association are one person; parts add to complete bodies only, for any other may lack them.
    """
    _, first = np.unique(entries.person[own], return_index=True)
    n, since = gone
    doubtful = 0 if since is None else int(((days[first] >= since) & (entries.known[own[first]] == 0)).sum())
    least = len(first) - min(n, doubtful)
    complete = int(entries.complete[own[first]].sum()) - min(n, doubtful)
    return max(least, parts + max(0, complete)) if parts else least


def _fact(register: Register, place: str, least: int, bodies: tuple[Entries, Ints], day: date, parts: int = 0) -> Fact:
    entries, mine = bodies
    sentence = f"{len(mine):,} bodies with numbers by {day} are at least {least:,} persons"
    sentence += f"; parts alone stand for at least {parts:,}." if parts else "."
    events = (register.holders.get(("remains", entries.names[each]), "") for each in map(int, mine))
    proof = tuple(islice(_once(event for event in events if event), SHOWN_EVENTS))
    return Fact(
        f"register:persons@{place or 'everywhere'}", "killed", place, "", Count(least, None), day,
        events=proof, sentence=sentence, rests_on=(BODY_IS_PERSON,),
    )  # fmt: skip


def _once(events: Iterable[str]) -> Iterator[str]:
    """Each the first time it comes."""
    seen: set[str] = set()
    for event in events:
        if event not in seen:
            seen.add(event)
            yield event


def _outstanding(register: Register, day: date) -> tuple[int, int | None]:
    """Bodies gone without numbers by the day and not resolved, and the first day on which any went."""
    from antigone.found.balance import variances

    rows = [
        row for row in variances(register.ledger, day, Counted.BODIES) if row.difference > 0 and _may_return(row.type)
    ]
    days = [moment_of(register.custody[row.event].event).first // DAY for row in rows]
    first = max(1, min(days)) if days else None
    return sum(row.difference for row in rows), first


def _may_return(type: str) -> bool:
    """Whether what went by such an act may come back as a new number."""
    gone = {CustodyType.STOLEN, CustodyType.SEIZED, CustodyType.LOST, CustodyType.TRANSFERRED_OUT, CustodyType.MOVED,
            CustodyType.TEMPORARILY_BURIED, CustodyType.REBURIED, CustodyType.RELEASED, CustodyType.WRONG_RELEASE,
            CustodyType.RETURNED_TO_FAMILY, CustodyType.REPATRIATED}  # fmt: skip
    return CustodyType(type) in gone


def minimum_of_parts(register: Register) -> int:
    """MNI of parts that belong to no numbered body: the most elements of one kind and side, a person counted once."""
    return carried(register, PARTS, _minimum_of_parts, _parts_grown)


def _parts_grown(register: Register, before: int, growth: Growth) -> int:
    """What counts for nothing, and is of no person who counts, changes nothing; all whom one joined are things here."""
    things = (register.remains.get(id) for id in growth.things)
    return before if all(thing and not _may_count(thing) for thing in things) else _minimum_of_parts(register)


def _may_count(thing: Remains) -> bool:
    """Whether it is one of the parts of which the minimum number is told."""
    return thing.counted is Counted.PARTS and bool(thing.element) and thing.side is not None


def _minimum_of_parts(register: Register) -> int:
    parts = [thing for thing in register.remains.values() if _may_count(thing)]
    of = {member: person for person in register.individuals for member in person.members} if parts else {}
    tally: dict[tuple[str, str, str], set[str]] = {}
    for thing in parts:
        person = of.get(thing.id)
        if person is None or thing.side is None:
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
