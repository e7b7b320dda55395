"""From what stands in a case to the one value the account reads, and what is wrong with it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from antigone.account.casebook import CaseBook
from antigone.account.caseevents import (
    ASSUMPTION,
    CASE_IMPORTED,
    CLAIM,
    DOCUMENT,
    ENTRY_RETRACTED,
    GROUP,
    NOUN_OF,
    PARTY,
    PLACE,
    UNIT,
    Entries,
    Entry,
    Written,
    fold_entries,
    in_order,
)
from antigone.core.errors import AntigoneError
from antigone.core.finding import Finding, Severity, declare
from antigone.core.party import Party
from antigone.core.place import Group, Place
from antigone.core.tree import Tree
from antigone.core.unit import Unit, shipped_units, unit_from_row
from antigone.said.claim import Claim, Status
from antigone.said.claim_events import claim_from_body

if TYPE_CHECKING:
    from antigone.found.register import Register
    from antigone.record.event import Event

SETUP = frozenset(NOUN_OF) | {CASE_IMPORTED, ENTRY_RETRACTED}
"""Kinds of the events that set up a case."""

UNREADABLE = declare(
    "case.entry_unreadable",
    "The {noun} '{key}' is written in a form that cannot be read: {why}",
    "Verify the case; if it verifies, it was written by another version.",
    noun="place",
    key="almaty",
    why="There is no kind 'x'.",
)
RIVALS = declare(
    "case.entered_twice",
    "The {noun} '{key}' was entered twice with different values; the later one counts.",
    "Import the right value again, or take one of the two back.",
    severity=Severity.WARNING,
    noun="claim",
    key="S016",
)
NO_REFERENCE = declare(
    "case.reference_missing",
    "The {noun} '{key}' needs the {kind} '{id}', which is not in the case; it is left out of the account.",
    "Import the {kind}, or take the {noun} back.",
    noun="claim",
    key="S016",
    kind="place",
    id="almaty",
)
NO_LINK = declare(
    "case.link_missing",
    "The statement '{key}' names '{id}' in {column}, which is not in the case; the link is not used.",
    "Import '{id}', or import '{key}' again without the link.",
    severity=Severity.WARNING,
    key="S052",
    id="S045",
    column="refers_to",
)
CYCLE = declare(
    "case.cycle",
    "These {noun}s lie within each other: {path}; each is treated as a root.",
    "Import them again with the right parents.",
    noun="place",
    path="a → b → a",
)


@dataclass
class Folded:
    """A case, folded. Nothing in it changes once it is made.

    Attributes:
        book: what the account reads.
        entries: what stands, with its history and the rows it came from.
        own: what is wrong with the entries.
        setup: the events that the entries come from.
        read: by id of its event, each entry as it was read before.
    """

    book: CaseBook
    entries: Entries
    own: list[Finding] = field(default_factory=list)
    setup: tuple[Written, ...] = field(default=(), compare=False, repr=False)
    read: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with the case as a whole, the register and the road to a name included."""
        found = list(self.own)
        if self.book.register is not None:
            from antigone.found.checks import all_findings

            found += all_findings(self.book.register)
        if self.book.boards:
            from antigone.named.book import fold_named

            found += fold_named(self.book.boards).findings
        return found


def fold(events: Iterable[Written], name: str = "", proposals: bool = False) -> Folded:
    """Fold the events of a case; equal whatever their order.

    Args:
        events: all of them.
        name: of the case.
        proposals: also take in, as `proposed`, what was read and nobody has checked yet.
    """
    events = list(events)
    folded = fold_setup(setup_of(events), name)
    if proposals:
        _proposals(folded, events)
    folded.book.register = register_of(events)
    folded.book.boards = boards_of(events)
    return folded


def setup_of(events: Sequence[Written]) -> tuple[Written, ...]:
    """The events that set up the case, with all that correct anything, and what these correct."""
    corrected = {event.corrects for event in events if event.corrects}
    return tuple(e for e in events if e.kind in SETUP or e.corrects or (corrected and e.id in corrected))


def fold_setup(setup: Sequence[Written], name: str, known: Folded | None = None) -> Folded:
    """The entries of a case without register and boards; `known`: a fold of some of the same events."""
    entries = fold_entries(setup, known.entries.by_event if known else None)
    folded = Folded(CaseBook(name=name), entries, setup=tuple(setup), read=dict(known.read) if known else {})
    for (noun, key), rivals in entries.rivals.items():
        proof = tuple(each.event for each in (*rivals, entries.standing[noun, key]))
        folded.own.append(Finding(RIVALS, {"noun": noun, "key": key}, proof))
    _units(folded)
    _places(folded)
    _groups(folded)
    for party in _read(folded, PARTY, party_from_body).values():
        folded.book.parties.add(party)
    folded.book.documents = _read(folded, DOCUMENT, document_from_body)
    _assumptions(folded)
    _claims(folded)
    return folded


def register_of(events: Iterable[Written]) -> Register | None:
    """The register of remains and custody, where the case has one."""
    from antigone.found.events import NOUNS
    from antigone.found.events import Written as Registered

    events = list(events)
    if not any(event.kind in NOUNS for event in events):
        return None
    from antigone.found.memory import without_collector
    from antigone.found.register import fold as fold_register

    with without_collector():
        return fold_register(cast("Iterable[Registered]", events))


def boards_of(events: Iterable[Written]) -> tuple[Event, ...]:
    """The road to a name, where the case has one: decisions of boards bound who is identified."""
    from antigone.named.events import NOUNS, ours

    mine = ours(cast("Iterable[Event]", events))
    return tuple(mine) if any(event.kind in NOUNS for event in mine) else ()


def _read(folded: Folded, noun: str, reader: Any) -> dict[str, Any]:
    """Every standing entry of a noun as its value; one that cannot be read becomes a finding."""
    values: dict[str, Any] = {}
    for key, entry in folded.entries.of(noun).items():
        known = folded.read.get((noun, entry.event))
        if known is not None:
            values[key] = known
            continue
        try:
            values[key] = folded.read[noun, entry.event] = reader(entry.body)
        except (AntigoneError, KeyError, ValueError, TypeError, AttributeError) as fault:
            values_ = {"noun": noun, "key": key, "why": str(fault)[:200]}
            folded.own.append(Finding(UNREADABLE, values_, (entry.event,)))
    return values


def _units(folded: Folded) -> None:
    units: dict[str, Unit] = {**shipped_units(), **_read(folded, UNIT, unit_from_body)}
    _report_cycles(folded, UNIT, {name: unit.subset_of for name, unit in units.items()})
    tree, _, missing = Tree.build({name: unit.subset_of for name, unit in units.items()})
    for name in missing:
        folded.own.append(_missing(folded, UNIT, name, "unit", units[name].subset_of or ""))
    folded.book.units = {name: replace(unit, subset_of=tree.parent[name]) for name, unit in units.items()}


def _places(folded: Folded) -> None:
    places: dict[str, Place] = _read(folded, PLACE, place_from_body)
    parent = _parents(folded, PLACE, {key: place.parent for key, place in places.items()})
    folded.book.places = {key: replace(place, parent=parent[key]) for key, place in places.items()}


def _groups(folded: Folded) -> None:
    groups: dict[str, Group] = _read(folded, GROUP, group_from_body)
    parent = _parents(folded, GROUP, {key: group.parent for key, group in groups.items()})
    folded.book.groups = {key: replace(group, parent=parent[key]) for key, group in groups.items()}


def _parents(folded: Folded, noun: str, parents: Mapping[str, str | None]) -> Mapping[str, str | None]:
    tree, _, missing = Tree.build(parents)
    _report_cycles(folded, noun, parents)
    for key in missing:
        folded.own.append(_missing(folded, noun, key, noun, parents[key] or ""))
    return tree.parent


def _report_cycles(folded: Folded, noun: str, parents: Mapping[str, str | None]) -> None:
    for cycle in Tree.build(parents)[1]:
        proof = tuple(_event(folded, noun, key) for key in cycle)
        path = " → ".join((*cycle, cycle[0]))
        folded.own.append(Finding(CYCLE, {"noun": noun, "path": path}, proof))


def _event(folded: Folded, noun: str, key: str) -> str:
    entry = folded.entries.standing.get((noun, key))
    return entry.event if entry else ""


def _missing(folded: Folded, noun: str, key: str, kind: str, wanted: str) -> Finding:
    values = {"noun": noun, "key": key, "kind": kind, "id": wanted}
    return Finding(NO_REFERENCE, values, (_event(folded, noun, key),))


def _claims(folded: Folded) -> None:
    """The statements whose unit, place and group are all there; links that lead nowhere are not used."""
    book = folded.book
    claims: dict[str, Claim] = _read(folded, CLAIM, claim_from_body)
    for key, claim in claims.items():
        wanted: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
            ("unit", claim.unit, book.units),
            ("place", claim.place, book.places),
            ("group", claim.group, book.groups),
        )
        lacking = [(kind, name) for kind, name, known in wanted if name and name not in known]
        folded.own += [_missing(folded, CLAIM, key, kind, name) for kind, name in lacking]
        if not lacking:
            book.claims[key] = claim
    for key in book.claims:
        book.claims[key] = _linked(folded, key)


def _linked(folded: Folded, key: str) -> Claim:
    """The statement without the links that lead nowhere."""
    claim = folded.book.claims[key]
    for column in ("part_of", "refers_to"):
        link = getattr(claim, column)
        if link is not None and link not in folded.book.claims:
            values = {"key": key, "id": link, "column": column}
            folded.own.append(Finding(NO_LINK, values, (_event(folded, CLAIM, key),)))
    if claim.part_of is not None and claim.part_of not in folded.book.claims:
        claim = replace(claim, part_of=None)
    if claim.refers_to in folded.book.claims or (claim.refers_to is None and claim.relation is None):
        return claim
    return replace(claim, refers_to=None, relation=None)


def _proposals(folded: Folded, events: Iterable[Written]) -> None:
    """What waits for review, under the ids of the proposals, where its place and group are known by their names."""
    from antigone.said.proposal_events import fold_desk
    from antigone.said.resolve import Known

    book = folded.book
    known = Known(book.places, book.groups, book.parties, units=book.units)
    for waiting in fold_desk(in_order(events)).waiting():
        claim = waiting.claim
        place, group = known.place(waiting.place).id or "", known.group(waiting.group).id or ""
        if claim.unit in book.units and waiting.id not in book.claims:
            book.claims[waiting.id] = replace(
                claim, id=waiting.id, place=place, group=group, status=Status.PROPOSED, part_of=None, refers_to=None
            )


def _assumptions(folded: Folded) -> None:
    """The case's own assumptions, as rows of text; what their effects mean is for the account to read."""
    folded.book.assumptions = list(_read(folded, ASSUMPTION, document_from_body).values())


def unit_from_body(body: Mapping[str, Any]) -> Unit:
    """A unit as its event holds it."""
    columns = ("name", "kind", "stock_or_flow", "cumulative", "subset_of", "definition", "source")
    return unit_from_row({column: str(body.get(column, "")) for column in columns})


def place_from_body(body: Mapping[str, Any]) -> Place:
    """A place as its event holds it."""
    names = {str(language): str(name) for language, name in body.get("names", {}).items()}
    values = {name: body[name] for name in ("parent", "kind", "lat", "lon") if name in body}
    return Place(id=str(body["id"]), name=str(body.get("name", body["id"])), names=names, **values)


def group_from_body(body: Mapping[str, Any]) -> Group:
    """A group of people as its event holds it."""
    return Group(
        str(body["id"]), str(body.get("name", body["id"])), body.get("parent"), body.get("disjoint_with_siblings")
    )


def party_from_body(body: Mapping[str, Any]) -> Party:
    """A party as its event holds it."""
    return Party(
        id=str(body["id"]),
        name=str(body.get("name", body["id"])),
        aliases=tuple(str(alias) for alias in body.get("aliases", ())),
        office=str(body.get("office", "")),
        attested=str(body.get("attested", "")),
        parent=body.get("parent"),
    )


def document_from_body(body: Mapping[str, Any]) -> dict[str, str]:
    """A row of the table of documents as its event holds it."""
    return {str(name): str(value) for name, value in body.items()}


def entry_of(folded: Folded, noun: str, key: str) -> Entry | None:
    """The standing entry of that noun and key."""
    return folded.entries.standing.get((noun, key))
