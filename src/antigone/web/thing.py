"""One numbered thing with everything that concerns it, read through the index: what a dossier and a scan show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from antigone.core.finding import Finding
from antigone.found.checks import all_findings
from antigone.found.commingling import Association
from antigone.found.custody import CustodyEvent
from antigone.found.desk import Desk
from antigone.found.events import ALL_KINDS, KIND_OF, NOUNS, Booked, Written, rank, standing, value_of
from antigone.found.examination import Examination, Sample
from antigone.found.label import Label, code_of
from antigone.found.moment import DAY, Moment, in_order, moment_of
from antigone.found.path import Act, Spot, Step
from antigone.found.register import Register
from antigone.found.remains import Remains
from antigone.found.scan import Gathered
from antigone.record.event import Event

DEEP, MOST_KIN = 5, 300


@dataclass(frozen=True)
class Branch:
    """A thing of the tree, with what lies in it or was split from it."""

    id: str
    thing: Remains | None
    here: bool
    below: tuple[Branch, ...] = ()


@dataclass
class Thing:
    """One thing.

    Attributes:
        id: canonical.
        register: the part of the register that concerns it, its parts and what it is a part of.
        events: entries of the register that name it, the newest first.
        stands: ids of those that stand.
        elsewhere: entries of other rooms that name it.
    """

    id: str
    register: Register
    events: tuple[Event, ...] = ()
    stands: frozenset[str] = frozenset()
    elsewhere: tuple[Event, ...] = ()

    @property
    def code(self) -> str:
        """As printed on its label."""
        return code_of(self.id)

    @property
    def remains(self) -> Remains | None:
        """What it is; None for a number that was never given out, or was voided."""
        return self.register.remains.get(self.id)

    @property
    def void(self) -> str:
        """Why the number is void; empty where it is not."""
        voided = self.register.voids.get(self.id)
        return voided.reason if voided and self.id not in self.register.remains else ""

    @property
    def steps(self) -> list[Step]:
        """Its moves, oldest first."""
        return self.register.paths.get(self.id, [])

    @property
    def spot(self) -> Spot | None:
        """Where it is by the book; None where it is booked nowhere."""
        return self.steps[-1].target if self.steps else None

    @property
    def since(self) -> date | None:
        """The day by which it surely was there."""
        return self.steps[-1].act.moment.day if self.steps else None

    @property
    def sent_to(self) -> str:
        """In transit: where to."""
        custody = self.steps[-1].act.custody if self.steps else None
        return custody.to_place if custody and self.spot and self.spot.sink else ""

    @property
    def labels(self) -> Sequence[Label]:
        """Its labels, in order."""
        return self.register.labels.get(self.id, ())

    @property
    def is_now(self) -> str:
        """The number it is known under, where it turned out to be another's."""
        return self.register.absorbed.get(self.id, "")

    @property
    def also(self) -> list[str]:
        """Numbers that turned out to be this thing's."""
        return sorted(other for other, one in self.register.absorbed.items() if one == self.id)

    @cached_property
    def acts(self) -> list[Act]:
        """All acts of custody that name it, in order."""
        named = [id for id, units in self.register.enumerated.items() if self.id in units]
        found = []
        for id in named:
            booked = self.register.custody[id]
            moment = moment_of(booked.event, booked.value.time)
            found.append(Act(booked, moment, booked.value, answers=self.register.answered.get(id)))
        return in_order(found)

    @cached_property
    def nameless(self) -> list[tuple[Booked, int]]:
        """Acts that took more from where it lay, while it lay there, than they named: it may be among those."""
        found = []
        for id, booked in self.register.custody.items():
            event: CustodyEvent = booked.value
            units = self.register.enumerated[id]
            missing = event.stated - len(units)
            moment = moment_of(booked.event, event.time)
            if missing > 0 and self.id not in units and event.from_place and self._lay_in(event.from_place, moment):
                found.append((booked, missing))
        return found

    def _lay_in(self, place: str, moment: Moment) -> bool:
        """True where it may have lain in a place at a moment."""
        for at, step in enumerate(self.steps):
            until = self.steps[at + 1].by if at + 1 < len(self.steps) else date.max.toordinal() * DAY
            if step.target.place == place and step.first <= moment.last and until >= moment.first:
                return True
        return False

    @property
    def variances(self) -> list[tuple[Booked, int, int]]:
        """Acts that name it and whose count is another than that of their numbers: asserted, enumerated."""
        rows = [(act.booked, act.custody, self.register.enumerated[act.id]) for act in self.acts if act.custody]
        return [(b, c.asserted, len(u)) for b, c, u in rows if c.asserted is not None and c.asserted != len(u)]

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with it, or may be."""
        return [each for each in all_findings(self.register) if self._concerns(each)]

    def _concerns(self, finding: Finding) -> bool:
        values = finding.values
        named = [values.get(key) for key in ("code", "one", "other")]
        lists = " ".join(str(values.get(key, "")) for key in ("ids", "codes"))
        return self.code in named or self.code in lists.replace(",", " ").split()

    @property
    def examinations(self) -> list[tuple[Examination, Written]]:
        """Its examinations with their events."""
        return [(e.value, e.event) for e in self._booked(Examination) if e.value.remains == self.id]

    @property
    def samples(self) -> list[tuple[Sample, Written]]:
        """Its samples with their events."""
        return [(e.value, e.event) for e in self._booked(Sample) if e.value.remains == self.id]

    @property
    def associations(self) -> list[tuple[Association, str, Written]]:
        """What it is associated with, or excluded from: the other's id, and the event."""
        found = []
        for each in self._booked(Association):
            a: Association = each.value
            if self.id in (a.one, a.other):
                found.append((a, a.other if a.one == self.id else a.one, each.event))
        return found

    def _booked(self, cls: type[object]) -> list[Booked]:
        return [
            Booked(value_of(e), e, rank(e))
            for e in sorted(self.events, key=rank)
            if e.id in self.stands and e.kind == KIND_OF[cls]
        ]

    @cached_property
    def tree(self) -> Branch:
        """The tree it stands in, from the topmost thing down."""
        top, seen = self.id, {self.id}
        while (up := self._up(top)) and up not in seen:
            seen.add(up)
            top = up
        return self._branch(top, set())

    def _up(self, id: str) -> str:
        thing = self.register.remains.get(id)
        return (thing.parent or thing.split_from or "") if thing else ""

    def _branch(self, id: str, seen: set[str]) -> Branch:
        seen.add(id)
        below = [self._branch(each, seen) for each in self.register.children(id) if each not in seen]
        return Branch(id, self.register.remains.get(id), id == self.id, tuple(below))


def look_up(desk: Desk, id: str, noted: Mapping[str, set[str]] | None = None) -> Thing:
    """Everything that concerns a thing.

    Args:
        desk: at the case.
        id: canonical.
        noted: by place: ids of counts and of acts without all their numbers (`Shelf.noted`).
    """
    gathered = Gathered(desk.case, desk.index)
    gathered.thing(id)
    own = list(gathered.events.values())
    _kin(gathered, id)
    gathered.places()
    for place in _places(gathered):
        for event in (noted or {}).get(place, ()):
            gathered.event(event)
    gathered.key("b:")
    stands = frozenset(event.id for event in standing(e for e in gathered.events.values() if e.kind in ALL_KINDS))
    newest = sorted(own, key=lambda e: -e.position)
    entries = tuple(e for e in newest if e.kind in NOUNS)
    others = tuple(e for e in newest if e.kind not in ALL_KINDS)
    return Thing(id, gathered.fold(), entries, stands, others)


def _kin(gathered: Gathered, id: str) -> None:
    """What it is a part of, what its parts are, and what it is associated with."""
    seen, latest = {id}, {id}
    for _ in range(DEEP):
        register = gathered.fold()
        near = {a.other if a.one == id else a.one for a in register.associations.values() if id in (a.one, a.other)}
        for each in latest:
            thing = register.remains.get(each)
            near |= {*register.children(each), *({thing.parent, thing.split_from} - {None} if thing else ())}
        latest = {each for each in near if each} - seen
        if not latest or len(seen) > MOST_KIN:
            return
        for each in sorted(latest):
            gathered.thing(each)
        seen |= latest


def _places(gathered: Gathered) -> set[str]:
    """The places that its acts name."""
    found: set[str] = set()
    for event in list(gathered.events.values()):
        custody = event.body.get("custody")
        if isinstance(custody, Mapping):
            found |= {str(custody[end]) for end in ("from_place", "to_place") if custody.get(end)}
    return found
