"""All remains of a case in rows, for lists: made once from the register, then kept up to date event by event.

A clerk enters something every few seconds, and a list must not fold half a million events after each. So only the
things that new events concern are folded again, each from the events that concern it (`found.desk.Desk.part`), which
gives what a fold of everything would. Where an import was taken back, everything is made anew.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from antigone.core.errors import AntigoneError
from antigone.found.commingling import AssociationKind
from antigone.found.custody import Column
from antigone.found.desk import Desk
from antigone.found.events import (
    ALL_KINDS,
    CUSTODY_RECORDED,
    IMPORTED,
    SITE_RECORDED,
    STOCK_COUNTED,
)
from antigone.found.label import code_of, fold_label
from antigone.found.memory import without_collector
from antigone.found.moment import DAY
from antigone.found.postings import NOTED, keys_of
from antigone.found.register import Register
from antigone.found.remains import Counted, RemainsKind
from antigone.found.site import Site
from antigone.record.case import Case
from antigone.record.event import Event
from antigone.said.same_party import spelled

HELD, NOWHERE, ALIAS = "held", "booked nowhere", "same as another"
"""States beside those of `Sink`."""
MANY = 4000
"""More things than that are not folded one by one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing as it stands in a list.

    Attributes:
        id, code, kind: which.
        place: id of the site it is in; empty where it is in none.
        state: `held`, `booked nowhere`, `same as another`, or a sink.
        since: day (ordinal) by which it surely was there; 0 where it is booked nowhere.
        site, feature: where it was found.
        labels: texts; kinds: theirs.
        key: what it is searched by, in one spelling.
    """

    id: str
    code: str
    kind: RemainsKind
    place: str
    state: str
    since: int
    site: str
    feature: str
    labels: tuple[str, ...]
    kinds: frozenset[str]
    key: str


def row_of(register: Register, id: str) -> Row:
    """The row of a numbered thing, from the register or the part of it that concerns the thing."""
    thing, steps = register.remains[id], register.paths.get(id, [])
    spot = steps[-1].target if steps else None
    state = NOWHERE if spot is None else spot.sink.value if spot.sink else HELD
    labels = register.labels.get(id, ())
    texts = tuple(label.text for label in labels)
    words = (*texts, thing.element, thing.feature, thing.note)
    spelt = [spelled(each) for each in words if each]
    whole = (each.replace(" ", "") for each in spelt[: len(texts)])
    key = " ".join((code_of(id).replace("-", "").casefold(), *map(fold_label, texts), *spelt, *whole))
    return Row(
        id, code_of(id), thing.kind, spot.place if spot else "", ALIAS if id in register.absorbed else state,
        steps[-1].act.moment.day.toordinal() if steps else 0,
        thing.site, thing.feature, texts,
        frozenset(label.kind.value for label in labels), key,
    )  # fmt: skip


class Move(NamedTuple):
    """One move of a thing, as the ledger books it: days are ordinals, places are ids and empty for none.

    Attributes:
        first, by: the earliest day, and the day by which it surely had happened.
        out, into: the column at the place it left, and at the one it came to; sign: see `path.Step`.
    """

    thing: str
    event: str
    act: str
    time: str
    first: int
    by: int
    source: str
    out: Column | None
    target: str
    into: Column | None
    sign: int
    counted: Counted


def moves_of(register: Register, id: str) -> tuple[Move, ...]:
    """The moves of a thing that touch a place."""
    counted, found = register.counted(id), []
    for step in register.paths.get(id, ()):
        custody, source, target = step.act.custody, step.source, step.target
        left = source.place if source and source.sink is None else ""
        came = target.place if target.sink is None else ""
        if left or came:
            found.append(Move(
                id, step.act.id, custody.type.value if custody else Column.RECLASSIFIED.value,
                custody.time if custody else "", step.first // DAY, step.by // DAY, left, step.out, came, step.into,
                step.sign, counted,
            ))  # fmt: skip
    return tuple(found)


@dataclass(frozen=True)
class Rows:
    """All rows at one state of the record; nothing in it changes.

    Attributes:
        rows: in order of number.
        sites: by id.
    """

    rows: tuple[Row, ...]
    sites: Mapping[str, Site]

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        """How many there are in each `place`, `state` and `kind`."""
        return {
            "place": Counter(row.place for row in self.rows if row.place),
            "state": Counter(row.state for row in self.rows),
            "kind": Counter(row.kind.value for row in self.rows),
            "label": Counter(kind for row in self.rows for kind in row.kinds),
        }

    def name(self, place: str) -> str:
        """A site's name, or its id."""
        site = self.sites.get(place)
        return site.name or place if site else place

    @cached_property
    def spelled_sites(self) -> dict[str, str]:
        """By id: what a site is searched by."""
        return {id: " ".join(map(spelled, (id, s.name, *s.aliases))) for id, s in self.sites.items()}


@dataclass(frozen=True, slots=True)
class Titled:
    """What the head of a page says of the case, without any of it being read."""

    name: str


@dataclass
class _Concerned:
    """What new events concern."""

    things: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    everything: bool = False


class Shelf:
    """The rows of a case that is being served. Safe to use from several threads.

    Args:
        path: its folder.
        whole: the whole register as it stands now, or stood a moment ago.
    """

    def __init__(self, path: Path, whole: Callable[[], Register]) -> None:
        self._path, self._whole = path, whole
        self._lock = threading.Lock()
        self._rows: dict[str, Row] = {}
        self._sites: dict[str, Site] = {}
        self._made: Rows | None = None
        self._size = 0
        self._last = ""
        self._moves: dict[str, tuple[Move, ...]] = {}
        self._lay: dict[str, set[str]] = {}
        self.noted: dict[str, set[str]] = {}

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """The part of the register that one act or one card needs, through the index."""
        with Case.open(self._path, read_only=True) as case:
            yield Desk(case)

    @cached_property
    def titled(self) -> Titled:
        """The case by its name, for pages that read no more of it."""
        with Case.open(self._path, read_only=True) as case:
            return Titled(case.name)

    def of_place(self, desk: Desk, place: str, things: Iterable[str] = (), events: Iterable[str] = ()) -> Register:
        """The register as far as it concerns a place: what ever lay in it, and what was counted or asserted there.

        Args:
            things, events: what else it has to hold.
        """
        self.rows()
        with self._lock:
            asked = {*self._lay.get(place, ()), *things}
            told = set(self.noted.get(place, ()))
        part = desk.part(asked, [place], sorted({*told, *events}))
        for id in part.paths.keys() - asked:  # named beside them, and known in part only
            del part.paths[id]
        codes = {code_of(id) for id in asked}
        part.findings = [each for each in part.findings if each.values.get("code", "") in {"", *codes}]
        return part

    def moves(self, place: str) -> list[Move]:
        """Every move from or to a place, in no order."""
        self.rows()
        with self._lock:
            return [m for id in self._lay.get(place, ()) for m in self._moves[id] if place in (m.source, m.target)]

    def by_word(self, desk: Desk, place: str) -> Register:
        """Only the acts of a place whose count is not that of their numbers, and the counts of the place."""
        with self._lock:
            told = sorted(self.noted.get(place, ()))
        part = desk.part(places=[place], events=told)
        part.paths.clear()  # of the things that they name only a part is known here
        return part

    def rows(self) -> Rows:
        """The rows as the record stands now."""
        with self._lock, self.reading() as desk:
            if self._made is None or not self._is_same(desk.case):
                self._all(desk)
            elif desk.case.size > self._size:
                self._catch_up(desk)
            assert self._made is not None
            return self._made

    def _is_same(self, case: Case) -> bool:
        """True where the record that was read before is the beginning of the one that lies there."""
        return case.size >= self._size and (not self._size or next(case.events(self._size - 1)).id == self._last)

    def _all(self, desk: Desk) -> None:
        """Everything, from the whole register; what came while it was folded is taken in afterwards."""
        size = desk.case.size
        register = self._whole()
        with without_collector():
            self._rows = {id: row_of(register, id) for id in register.remains}
            self._moves, self._lay, self.noted = {}, {}, {}
            for id in register.paths:
                self._set_moves(register, id)
        self._sites = dict(register.sites)
        for booked in register.stocktakes:
            self.noted.setdefault(booked.value.place, set()).add(booked.id)
        self._note(register)
        self._set(desk.case, size)

    def _set(self, case: Case, size: int) -> None:
        self._size = size
        self._last = next(case.events(size - 1)).id if size else ""
        self._made = Rows(tuple(self._rows[id] for id in sorted(self._rows)), dict(self._sites))

    def _set_moves(self, register: Register, id: str) -> None:
        for move in self._moves.pop(id, ()):
            for place in (move.source, move.target):
                self._lay.get(place, set()).discard(id)
        found = moves_of(register, id)
        if found:
            self._moves[id] = found
        for move in found:
            for place in (move.source, move.target):
                if place:
                    self._lay.setdefault(place, set()).add(id)

    def _note(self, register: Register) -> None:
        """Acts whose count is not that of their numbers: what lay where they took from is told of them."""
        for id, booked in register.custody.items():
            event = booked.value
            if event.asserted is not None and event.asserted != len(register.enumerated[id]):
                for place in (event.from_place, event.to_place):
                    if place:
                        self.noted.setdefault(place, set()).add(id)

    # -- keeping up -----------------------------------------------------------------------------------------------

    def _catch_up(self, desk: Desk) -> None:
        found, acts = _Concerned(), set[str]()
        size = desk.case.size
        for event in desk.case.events(self._size):
            if event.kind in ALL_KINDS:
                self._concerns(desk, event, found)
            if event.kind == STOCK_COUNTED:
                self.noted.setdefault(str(event.body.get("stocktake", {}).get("place")), set()).add(event.id)
            acts |= {event.id} if event.kind == CUSTODY_RECORDED else {event.corrects or ""} - {""}
        if found.everything or len(found.things) > MANY:
            self._all(desk)
            return
        things = self._with_kin(desk, found.things)
        self._fold_again(desk, things, acts)
        if found.sites:
            part = desk.part(places=found.sites)
            for id in found.sites:
                self._sites.pop(id, None)
                if id in part.sites:
                    self._sites[id] = part.sites[id]
        self._set(desk.case, size)

    def _concerns(self, desk: Desk, event: Event, found: _Concerned, deep: int = 6) -> None:
        """What an event concerns: what it names, what it corrects, and what shares a transfer note with it."""
        if event.kind == IMPORTED and event.corrects:
            found.everything = True
        found.things |= {key[2:] for key in keys_of(event) if key.startswith("u:")}
        if event.kind == SITE_RECORDED and isinstance(event.body.get("site"), Mapping):
            found.sites.add(str(event.body["site"].get("id")))
        custody = event.body.get("custody")
        if isinstance(custody, Mapping) and custody.get("type") in NOTED:
            self._same_note(desk, custody, found)
        if event.corrects and deep:
            try:
                old = desk.case.event(event.corrects)
            except AntigoneError:
                return
            if old.kind == IMPORTED or not deep - 1:
                found.everything = True
            self._concerns(desk, old, found, deep - 1)

    @staticmethod
    def _same_note(desk: Desk, custody: Mapping[str, object], found: _Concerned) -> None:
        positions = desk.index.at("n:" + fold_label(str(custody["reference"]))) if custody.get("reference") else []
        near = [next(desk.case.events(at)) for at in positions]
        if custody.get("answers"):
            near += [next(desk.case.events(at)) for at in desk.index.at(f"e:{custody['answers']}")]
            with suppress(AntigoneError):
                near.append(desk.case.event(str(custody["answers"])))
        for other in near:
            found.things |= {key[2:] for key in keys_of(other) if key.startswith("u:")}

    def _with_kin(self, desk: Desk, things: Iterable[str], up: bool = False) -> list[str]:
        """These things, what was split from them and what is said to be the same: one moves with the other.

        Args:
            up: what they were split from, in place of what was split from them: their beginnings hang on that.
        """
        todo, seen = list(things), set()
        while todo:
            id = todo.pop()
            if id in seen:
                continue
            seen.add(id)
            for at in desk.index.at(f"u:{id}"):
                todo += _kin(next(desk.case.events(at)), id, up)
        return sorted(seen)

    def _fold_again(self, desk: Desk, things: list[str], acts: Iterable[str]) -> None:
        part = desk.part(self._with_kin(desk, things, up=True), events=sorted(acts))
        for id in things:
            self._rows.pop(id, None)
            if id in part.remains:
                self._rows[id] = row_of(part, id)
            self._set_moves(part, id)
        self._note(part)


def _kin(event: Event, id: str, up: bool) -> Iterator[str]:
    """The things whose place hangs on that of one (or, `up`, on whose place its own hangs), as far as an event says."""
    thing, joined = event.body.get("remains"), event.body.get("association")
    if isinstance(thing, Mapping) and thing.get("split_from"):
        ends = ("split_from", "id") if up else ("id", "split_from")
        if thing.get(ends[1]) == id:
            yield str(thing.get(ends[0]))
    if isinstance(joined, Mapping) and joined.get("kind") == AssociationKind.SAME_BODY.value:
        yield from (str(joined[end]) for end in ("one", "other") if joined.get(end) not in (None, id))
