"""What is this, and where should it be: the answer to one scanned code, from the dozen events that concern it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from antigone.core.errors import AntigoneError, NotFoundError
from antigone.core.told import listed_plainly, told
from antigone.found.custody import Sink
from antigone.found.events import ALL_KINDS, NOUNS
from antigone.found.label import (
    canonical_id,
    code_of,
    fold_label,
    is_code,
    misread_as,
    number_of,
    of_qr,
    read_code,
)
from antigone.found.path import Step
from antigone.found.postings import NOTED, Postings
from antigone.found.register import Register, fold
from antigone.record.case import Case
from antigone.record.event import Event

DEEP = 6
"""How far splits are followed back to find where a part lay."""


@dataclass(frozen=True)
class Card:
    """One thing, as somebody with its label in hand needs it.

    Attributes:
        id, code, kind: which thing; words: where it should be, in words.
        custodian, place, sink: the same for programs; since: the day; event: what put it there.
        sent_to: in transit, where to.
        path: its moves, oldest first: day, type, from, to.
        labels: other numbers on it; parent, children, site, feature: what it lies in or holds, and where it was found.
        is_now: the number it is known under, where it turned out to be another's; also: numbers that are this thing's.
        samples, examinations, associations: in brief; unaccounted: the reason, where one was given.
        others: events of other rooms that name it: kind and day, without their contents.
        findings: what is wrong with it, in words.
        void: why the number is void; empty where it is not.
    """

    id: str
    code: str
    kind: str
    words: str
    custodian: str = ""
    place: str = ""
    sink: str = ""
    since: str = ""
    event: str = ""
    sent_to: str = ""
    path: tuple[dict[str, str], ...] = ()
    labels: tuple[dict[str, str], ...] = ()
    parent: str = ""
    children: tuple[str, ...] = ()
    site: str = ""
    feature: str = ""
    is_now: str = ""
    also: tuple[str, ...] = ()
    samples: tuple[dict[str, str], ...] = ()
    examinations: tuple[dict[str, str], ...] = ()
    associations: tuple[dict[str, str], ...] = ()
    unaccounted: str = ""
    others: tuple[dict[str, str], ...] = ()
    findings: tuple[str, ...] = ()
    void: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {name: list(value) if isinstance(value := getattr(self, name), tuple) else value for name in _NAMES}


_NAMES = tuple(Card.__dataclass_fields__)


@dataclass
class Gathered:
    """Events by position, read once."""

    case: Case
    index: Postings
    events: dict[int, Event] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def key(self, key: str) -> list[Event]:
        """The events of a key, and whatever corrects them or imported them."""
        if key in self.seen:
            return []
        self.seen.add(key)
        places = self.index.at(key)
        fresh = {at: next(self.case.events(at)) for at in places if at not in self.events}
        self.events.update(fresh)
        for event in fresh.values():
            self.key(f"e:{event.id}")
            row = event.body.get("row")
            if isinstance(row, dict) and "import" in row:
                self.key(f"m:{row['import']}")
        return [self.events[at] for at in places]

    def thing(self, id: str, deep: int = DEEP) -> None:
        """Everything about a thing, and about what it was split from."""
        for event in self.key(f"u:{id}"):
            for noun, value in event.body.items():
                if not isinstance(value, dict):
                    continue
                if noun == "remains" and value.get("id") == id and value.get("split_from") and deep:
                    self.thing(str(value["split_from"]), deep - 1)
                elif noun == "resolution":
                    self.event(str(value.get("event")))
                elif noun in ("sample", "association"):
                    self.key(f"v:{value.get('id')}")
                elif noun == "custody":
                    self._note(value)

    def _note(self, custody: dict[str, Any]) -> None:
        """The dispatch that a receipt answers, and what else bears the number of its note."""
        if custody.get("type") in NOTED:
            if custody.get("answers"):
                self.event(str(custody["answers"]))
            if custody.get("reference"):
                self.key(f"n:{fold_label(str(custody['reference']))}")

    def places(self) -> None:
        """The sites that its custody events name."""
        for event in list(self.events.values()):
            custody = event.body.get("custody")
            if isinstance(custody, dict):
                for end in ("from_place", "to_place"):
                    if custody.get(end):
                        self.key(f"p:{custody[end]}")

    def event(self, id: str) -> None:
        """One event by its id, where it is there."""
        try:
            event = self.case.event(id)
        except AntigoneError:
            return
        self.events[event.position] = event
        self.key(f"e:{event.id}")

    def fold(self) -> Register:
        """The register of these events alone."""
        return fold(event for event in self.events.values() if event.kind in ALL_KINDS)


def scan(case: Case, index: Postings, text: str) -> Card:
    """The card of what a code, QR code, canonical id or label stands for.

    Raises:
        NotFoundError: nothing has that number, or several things have that label; says what it may have been.
    """
    gathered = Gathered(case, index)
    id = find(gathered, text)
    gathered.thing(id)
    gathered.places()
    gathered.key("b:")
    return _card(gathered.fold(), id, gathered.events.values())


def find(gathered: Gathered, text: str) -> str:
    """The canonical id behind a code, QR code, canonical id or label; see `scan`."""
    wanted = of_qr(text)
    if number_of(wanted.upper()) is not None and gathered.index.at(f"u:{wanted.upper()}"):
        return wanted.upper()
    if is_code(wanted):
        try:
            id = canonical_id(read_code(wanted))
        except AntigoneError:
            id = ""
        if id and gathered.index.at(f"u:{id}"):
            return id
    gathered.key(f"l:{fold_label(wanted)}")
    found = gathered.fold().by_label.get(fold_label(wanted), [])
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(code_of(id) for id in found)
        raise NotFoundError(
            told("The label '{text}' is on several things: {codes}.", text=text[:40], codes=codes),
            "Scan one of these codes.",
        )
    near = [code_of(id) for id in map(canonical_id, misread_as(wanted)) if gathered.index.at(f"u:{id}")]
    do = told("Read it again; if it is new, number it.")
    if near:
        do = told("Perhaps it was misread: {codes}?", codes=listed_plainly(near[:5]))
    raise NotFoundError(told("Nothing in this case has the number '{text}'.", text=text[:40]), do)


def _card(register: Register, id: str, events: Iterable[Event]) -> Card:
    thing = register.remains.get(id)
    steps = register.paths.get(id, [])
    spot = register.spot(id)
    is_now = register.absorbed.get(id, "")
    about = [a for a in register.associations.values() if id in (a.one, a.other)]
    words = _where(register, id, steps)
    custody = steps[-1].act.custody if steps else None
    sent = custody.to_place if custody and spot and spot.sink is Sink.TRANSIT else ""
    reason = register.unaccounted.get(id)
    return Card(
        id, code_of(id), thing.kind.value if thing else "never numbered", words,
        custodian=spot.custodian if spot else "", place=spot.place if spot else "",
        sink=spot.sink.value if spot and spot.sink else "", since=str(steps[-1].act.moment.day) if steps else "",
        event=steps[-1].act.id if steps else "", sent_to=sent, path=tuple(_move(step) for step in steps),
        labels=tuple({"kind": x.kind.value, "text": x.text, "issuer": x.issuer} for x in register.labels.get(id, ())),
        parent=code_of(thing.parent) if thing and thing.parent else "",
        children=tuple(code_of(each) for each in register.children(id)),
        site=thing.site if thing else "", feature=thing.feature if thing else "",
        is_now=code_of(is_now) if is_now else "",
        also=tuple(code_of(other) for other, one in sorted(register.absorbed.items()) if one == id),
        samples=tuple(
            {"id": s.id, "material": s.material, "laboratory": s.laboratory}
            for s in register.samples.values() if s.remains == id
        ),
        examinations=tuple(
            {"id": e.id, "kind": e.kind.value, "by": e.by} for e in register.examinations.values() if e.remains == id
        ),
        associations=tuple(
            {"id": a.id, "kind": a.kind.value, "with": code_of(a.other if a.one == id else a.one)} for a in about
        ),
        unaccounted=reason.reason.value if reason else "", others=_others(events),
        findings=tuple(f.sentence for f in register.findings if f.values.get("code", code_of(id)) == code_of(id)),
        void=register.voids[id].reason if id in register.voids else "",
    )  # fmt: skip


def _where(register: Register, id: str, steps: list[Step]) -> str:
    """Where it should be, in a sentence."""
    if id in register.voids and id not in register.remains:
        return told("This number is void: {reason}.", reason=register.voids[id].reason)
    if not steps:
        return told("It is numbered and booked nowhere.")
    spot, day = steps[-1].target, steps[-1].act.moment.day
    if id in register.absorbed:
        return told("It is the same thing as {code}: look that up.", code=code_of(register.absorbed[id]))
    custody = steps[-1].act.custody
    if spot.sink is Sink.TRANSIT:
        place = (custody.to_place if custody else "") or told("nobody said where")
        return told("It should be on its way to {place} since {day}.", place=place, day=day) if custody else ""
    if spot.sink is not None:
        return told("By the book it is {where}, since {day}.", where=told(spot.sink.value), day=day)
    place = register.place_name(spot.place) if spot.place else told("a place not named")
    if spot.custodian:
        values = {"place": place, "keeper": spot.custodian, "day": day}
        return told("It should be in {place} ({keeper}), since {day}.", **values)
    return told("It should be in {place}, since {day}.", place=place, day=day)


def _move(step: Step) -> dict[str, str]:
    custody = step.act.custody
    kind = custody.type.value if custody else "split off" if step.act.split_to else "known to be another"
    source = step.source.words if step.source else ""
    return {
        "day": str(step.act.moment.day),
        "type": kind,
        "from": source,
        "to": step.target.words,
        "event": step.act.id,
    }


def _others(events: Iterable[Event]) -> tuple[dict[str, str], ...]:
    """Kinds of events of other rooms; their contents may be about a family, and stay where they are."""
    found = [e for e in events if e.kind not in ALL_KINDS and e.kind not in NOUNS]
    return tuple({"kind": e.kind, "recorded": e.recorded[:10]} for e in sorted(found, key=lambda e: e.position))
