"""The register: what stands of sites, remains, labels and custody, folded from events in any order of arrival."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from antigone.core.errors import AntigoneError, NotFoundError
from antigone.core.finding import Finding
from antigone.core.told import listed_plainly, told
from antigone.found import findings as wrong
from antigone.found.commingling import Association, AssociationKind, Individual, individuals
from antigone.found.custody import Closing, CustodyEvent, Resolution, Stocktake, Unaccounted
from antigone.found.events import ALL_KINDS, REMAINS_NUMBERED, Booked, Written, rank, standing, value_of
from antigone.found.examination import Examination, Result, Sample
from antigone.found.imports import KeptOut, kept_out
from antigone.found.label import Block, Label, Void, canonical_id, code_of, fold_label, is_code, of_qr, read_code
from antigone.found.moment import moment_of
from antigone.found.path import Spot, Step
from antigone.found.remains import Counted, Remains
from antigone.found.site import Feature, Site

if TYPE_CHECKING:
    from antigone.found.ledger import Ledger

KEYED: dict[type[Any], str] = {Site: "site", Feature: "feature", Examination: "examination", Sample: "sample",
                               Result: "result", Association: "association"}  # fmt: skip
"""Values known by an id of their own, of which one counts."""


@dataclass
class Register:
    """Everything that stands, by id. Build it with `fold`.

    Attributes:
        sites, features, remains, examinations, samples, results, associations: values by their own ids.
        labels: of each thing, in order; blocks, voids: of numbers.
        custody: custody events by id of their event; resolutions, stocktakes, closings, unaccounted: with their events.
        paths: the steps of each thing, in order.
        holders: id of the event that holds each value, by (noun, id).
        given_out: every number that was ever given out, even where its entry was taken back since.
        kept_out: rows that the last import of a file left outside.
        entered_wrong, numbered_wrong, walked_wrong: what is wrong with entries, with numbers, and with the path of
            each thing; see `findings`.
        recorded: the last day on which anything was recorded; top: the highest rank of any event.
        ringed: whether things are said to be split from each other in a ring.
        last: the last day on which anything was recorded or happened; None while nothing was.
    """

    sites: dict[str, Site] = field(default_factory=dict)
    features: dict[str, Feature] = field(default_factory=dict)
    remains: dict[str, Remains] = field(default_factory=dict)
    examinations: dict[str, Examination] = field(default_factory=dict)
    samples: dict[str, Sample] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    associations: dict[str, Association] = field(default_factory=dict)
    labels: dict[str, list[Label]] = field(default_factory=dict)
    blocks: list[Booked] = field(default_factory=list)
    voids: dict[str, Void] = field(default_factory=dict)
    custody: MutableMapping[str, Booked] = field(default_factory=dict)
    resolutions: list[Booked] = field(default_factory=list)
    stocktakes: list[Booked] = field(default_factory=list)
    closings: list[Booked] = field(default_factory=list)
    unaccounted: dict[str, Unaccounted] = field(default_factory=dict)
    paths: dict[str, list[Step]] = field(default_factory=dict)
    holders: dict[tuple[str, str], str] = field(default_factory=dict)
    numbered: list[Booked] = field(default_factory=list)
    joined: list[Booked] = field(default_factory=list)
    given_out: set[str] = field(default_factory=set)
    kept_out: list[KeptOut] = field(default_factory=list)
    entered_wrong: list[Finding] = field(default_factory=list)
    numbered_wrong: list[Finding] = field(default_factory=list)
    walked_wrong: dict[str, list[Finding]] = field(default_factory=dict)
    recorded: date | None = None
    top: tuple[int, str, str] = (-1, "", "")
    ringed: bool = False
    last: date | None = None

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong, in an order that depends on the events alone: entries, numbers, paths by thing."""
        walked = (finding for id in sorted(self.walked_wrong) for finding in self.walked_wrong[id])
        return [*self.entered_wrong, *self.numbered_wrong, *walked]

    # -- looking up -----------------------------------------------------------------------------------------------

    @cached_property
    def by_label(self) -> dict[str, list[str]]:
        """Ids of things by folded label."""
        found: dict[str, list[str]] = {}
        for id, labels in self.labels.items():
            for label in labels:
                ids = found.setdefault(fold_label(label.text), [])
                if id not in ids:
                    ids.append(id)
        return found

    def find(self, text: str) -> str:
        """The canonical id behind a code, a QR code, a canonical id or any label.

        Raises:
            NotFoundError: nothing has it, or several things have that label; the message says what to do.
        """
        wanted = of_qr(text)
        if wanted.upper() in self.remains or wanted.upper() in self.paths:
            return wanted.upper()
        if is_code(wanted):
            try:
                id = canonical_id(read_code(wanted))
            except AntigoneError:
                id = ""
            if id in self.remains or id in self.voids or id in self.paths:
                return id
        labelled = self.by_label.get(fold_label(wanted), [])
        if len(labelled) == 1:
            return labelled[0]
        if labelled:
            codes = ", ".join(code_of(id) for id in labelled)
            raise NotFoundError(
                told("The label '{text}' is on several things: {codes}.", text=text[:40], codes=codes),
                "Use one of the codes.",
            )
        raise NotFoundError(
            told("Nothing in the register has the number '{text}'.", text=text[:40]), self._near(wanted)
        )

    def _near(self, text: str) -> str:
        from antigone.found.label import misread_as

        near = [code_of(id) for id in map(canonical_id, misread_as(text)) if id in self.remains]
        if near:
            return told("Perhaps it was misread: {codes}?", codes=listed_plainly(near[:5]))
        return told("Read it again, or number the thing.")

    def spot(self, id: str, as_of: date | None = None) -> Spot | None:
        """Where a thing is, or surely was by the end of a day; None where it is booked nowhere (yet)."""
        at: Spot | None = None
        limit = None if as_of is None else (as_of.toordinal() + 1) * 1440
        for step in self.paths.get(id, ()):
            if limit is not None and step.by >= limit:
                break
            at = step.target
        return at

    def counted(self, id: str) -> Counted:
        """In which column of a balance a thing stands; one that was never numbered counts as its event says."""
        thing = self.remains.get(id)
        if thing is not None:
            return thing.counted
        steps = self.paths.get(id, [])
        return next((s.act.custody.counted for s in steps if s.act.custody), Counted.OTHER)

    def is_bagged_only(self, id: str) -> bool:
        """True for a thing without a custody path."""
        return not self.paths.get(id)

    def children(self, id: str) -> list[str]:
        """Ids of what lies in a thing, or was split from it, sorted."""
        return self._children.get(id, [])

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for thing in self.remains.values():
            for up in {thing.parent, thing.split_from} - {None}:
                found.setdefault(up or "", set()).add(thing.id)
        return {up: sorted(ids) for up, ids in found.items()}

    @cached_property
    def individuals(self) -> list[Individual]:
        """Hypothetical persons: things that standing associations, trees or splits join, and whole bodies alone."""
        return self.individuals_of(self.remains.values(), self.associations.values())

    def individuals_of(self, things: Iterable[Remains], associations: Iterable[Association]) -> list[Individual]:
        """Those that some things make, where no other thing is joined to them."""
        human = [r for r in things if r.counted is not Counted.OTHER]
        ids = {r.id for r in human}
        trees = [
            Association(f"tree:{r.id}", up, r.id, AssociationKind.REFIT)
            for r in human
            for up in (r.parent, r.split_from)
            if up in ids and up is not None and not self._is_cluster(up)
        ]
        return individuals([*associations, *trees], sorted(ids))

    def _is_cluster(self, id: str) -> bool:
        return self.remains[id].kind.value in ("cluster", "ash")

    @cached_property
    def absorbed(self) -> dict[str, str]:
        """Of each number that turned out to be another's: that other."""
        return absorbed(self.associations.values())

    @cached_property
    def lasting(self) -> list[Finding]:
        """What is wrong with it, whatever the day for which one asks."""
        from antigone.found.checks import lasting_findings

        return lasting_findings(self)

    @cached_property
    def answered(self) -> dict[str, str]:
        """Of each receipt, the dispatch that it answers: by ids of their events."""
        from antigone.found.notes import answered

        return answered(self.custody)

    @cached_property
    def enumerated(self) -> Mapping[str, tuple[str, ...]]:
        """Of each custody event, the numbers it names, those it was later resolved to, and those its receivers read."""
        from antigone.found.notes import read_by_receivers

        found: dict[str, tuple[str, ...]] = {id: booked.value.units for id, booked in self.custody.items()}
        resolved = [(booked.value.event, booked.value.units) for booked in self.resolutions]
        for event, units in (*resolved, *read_by_receivers(self.custody, self.answered)):
            if event in found:
                found[event] = tuple(dict.fromkeys((*found[event], *units)))
        return found

    @cached_property
    def acts_of(self) -> dict[str, tuple[str, ...]]:
        """Of each thing, the custody events that name it."""
        found: dict[str, list[str]] = {}
        for id, units in self.enumerated.items():
            for unit in units:
                found.setdefault(unit, []).append(id)
        return {unit: tuple(ids) for unit, ids in found.items()}

    @cached_property
    def ledger(self) -> Ledger:
        """Every move as columns of numbers; see `ledger.Ledger`."""
        from antigone.found.ledger import ledger_of

        return ledger_of(self)

    def place_name(self, id: str) -> str:
        """A site's name, or its id."""
        site = self.sites.get(id)
        return site.name or id if site else id


def absorbed(associations: Iterable[Association]) -> dict[str, str]:
    """Numbers that are only aliases: the `other` of each standing `same body`; in a ring the least number stays."""
    into: dict[str, str] = {}
    for each in sorted(associations, key=lambda a: a.id):
        if each.kind is AssociationKind.SAME_BODY and each.one != each.other:
            into.setdefault(each.other, each.one)
    for start in sorted(into):
        seen: list[str] = []
        at = start
        while at in into and at not in seen:
            seen.append(at)
            at = into[at]
        if at in seen:
            del into[min(seen[seen.index(at) :])]
    return into


def fold(events: Iterable[Written]) -> Register:
    """The register after these events, equal whatever their order; events of other rooms are passed over."""
    from antigone.found.custody_fold import walk_all
    from antigone.found.numbering import check_numbers

    relevant = [event for event in events if event.kind in ALL_KINDS]
    register = Register(given_out=set(given_out_in(relevant)), kept_out=kept_out(relevant))
    for booked in _read(register, standing(relevant)):
        _ENTER[type(booked.value)](register, booked)
    register.top = max(map(rank, relevant), default=register.top)
    check_numbers(register)
    walk_all(register)
    register.recorded = max(map(recorded_on, relevant), default=None)
    register.last = last_day(register)
    return register


def last_day(register: Register) -> date | None:
    """The last day on which anything was recorded or happened."""
    days = [] if register.recorded is None else [register.recorded]
    days += [steps[-1].act.moment.day for steps in register.paths.values() if steps]
    days += [moment_of(b.event).day for b in register.custody.values() if not b.value.units]
    return max(days, default=None)


def given_out_in(events: Iterable[Written]) -> Iterator[str]:
    """Canonical ids of all that was numbered, standing or not: a number is never used again."""
    for event in events:
        remains = event.body.get("remains") if event.kind == REMAINS_NUMBERED else None
        if isinstance(remains, Mapping) and isinstance(remains.get("id"), str):
            yield remains["id"]


def recorded_on(event: Written) -> date:
    try:
        return date.fromisoformat(event.recorded[:10])
    except ValueError:
        return date.min


def enter(register: Register, event: Written) -> Booked | None:
    """Put the value of an event that stands into its table; one that cannot be read becomes a finding."""
    for booked in _read(register, [event]):
        _ENTER[type(booked.value)](register, booked)
        return booked
    return None


def _read(register: Register, events: Iterable[Written]) -> Iterator[Booked]:
    for event in events:
        try:
            yield Booked(value_of(event), event, rank(event))
        except AntigoneError as fault:
            values = {"kind": event.kind, "why": fault.message[:200]}
            register.entered_wrong.append(Finding(wrong.UNREADABLE, values, (event.id,)))


def _keyed(name: str) -> Callable[[Register, Booked], None]:
    def enter(register: Register, booked: Booked) -> None:
        value = booked.value
        table = getattr(register, name)
        noun = KEYED[type(value)]
        if value.id in table and table[value.id] != value:
            proof = (register.holders[noun, value.id], booked.id)
            register.entered_wrong.append(Finding(wrong.RIVALS, {"noun": noun, "key": value.id}, proof))
        table[value.id] = value
        register.holders[noun, value.id] = booked.id
        if isinstance(value, Association):
            register.joined.append(booked)

    return enter


def _remains(register: Register, booked: Booked) -> None:
    value: Remains = booked.value
    if value.id in register.remains:
        proof = (register.holders["remains", value.id], booked.id)
        register.entered_wrong.append(Finding(wrong.REUSED, {"code": code_of(value.id)}, proof))
    else:
        register.remains[value.id] = value
        register.holders["remains", value.id] = booked.id
    register.numbered.append(booked)


def _label(register: Register, booked: Booked) -> None:
    register.labels.setdefault(booked.value.remains, []).append(booked.value)


def _void(register: Register, booked: Booked) -> None:
    register.voids[booked.value.remains] = booked.value
    register.holders["void", booked.value.remains] = booked.id


def _custody(register: Register, booked: Booked) -> None:
    register.custody[booked.id] = booked


def _unaccounted(register: Register, booked: Booked) -> None:
    register.unaccounted[booked.value.subject] = booked.value
    register.holders["unaccounted", booked.value.subject] = booked.id


_ENTER: dict[type[Any], Callable[[Register, Booked], None]] = {
    **{cls: _keyed(name + "s") for cls, name in KEYED.items()},
    Remains: _remains,
    Label: _label,
    Block: lambda register, booked: register.blocks.append(booked),
    Void: _void,
    CustodyEvent: _custody,
    Resolution: lambda register, booked: register.resolutions.append(booked),
    Stocktake: lambda register, booked: register.stocktakes.append(booked),
    Closing: lambda register, booked: register.closings.append(booked),
    Unaccounted: _unaccounted,
}
