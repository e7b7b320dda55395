"""From what stands in a case to the one value the account reads, and what is wrong with it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from antigone.account.casebook import CaseBook
from antigone.account.caseevents import (
    ASSUMPTION,
    CLAIM,
    DOCUMENT,
    GROUP,
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
    """A case, folded.

    Attributes:
        book: what the account reads.
        entries: what stands, with its history and the rows it came from.
        findings: what is wrong with the case as a whole.
    """

    book: CaseBook
    entries: Entries
    findings: list[Finding] = field(default_factory=list)


def fold(events: Iterable[Written], name: str = "", proposals: bool = False) -> Folded:
    """Fold the events of a case; equal whatever their order.

    Args:
        events: all of them.
        name: of the case.
        proposals: also take in, as `proposed`, what was read and nobody has checked yet.
    """
    events = list(events)
    entries = fold_entries(events)
    folded = Folded(CaseBook(name=name), entries)
    for (noun, key), rivals in entries.rivals.items():
        proof = tuple(each.event for each in (*rivals, entries.standing[noun, key]))
        folded.findings.append(Finding(RIVALS, {"noun": noun, "key": key}, proof))
    _units(folded)
    _places(folded)
    _groups(folded)
    for party in _read(folded, PARTY, party_from_body).values():
        folded.book.parties.add(party)
    folded.book.documents = _read(folded, DOCUMENT, document_from_body)
    _assumptions(folded)
    _claims(folded)
    if proposals:
        _proposals(folded, events)
    _register(folded, events)
    _boards(folded, events)
    return folded


def _register(folded: Folded, events: Iterable[Written]) -> None:
    """The register of remains and custody, where the case has one."""
    from antigone.found.events import NOUNS as REGISTER_KINDS
    from antigone.found.events import Written as Registered

    if any(event.kind in REGISTER_KINDS for event in events):
        from antigone.found.checks import all_findings
        from antigone.found.register import fold as fold_register

        folded.book.register = fold_register(cast("Iterable[Registered]", events))
        folded.findings += all_findings(folded.book.register)


def _boards(folded: Folded, events: Iterable[Written]) -> None:
    """The road to a name, where the case has one: decisions of boards bound who is identified."""
    from antigone.named.events import NOUNS, ours
    from antigone.record.event import Event

    if any(event.kind in NOUNS for event in events):
        from antigone.named.book import fold_named

        mine = ours(cast("Iterable[Event]", events))
        folded.book.boards = tuple(mine)
        folded.findings += fold_named(mine).findings


def _read(folded: Folded, noun: str, reader: Any) -> dict[str, Any]:
    """Every standing entry of a noun as its value; one that cannot be read becomes a finding."""
    values: dict[str, Any] = {}
    for key, entry in folded.entries.of(noun).items():
        try:
            values[key] = reader(entry.body)
        except (AntigoneError, KeyError, ValueError, TypeError, AttributeError) as fault:
            values_ = {"noun": noun, "key": key, "why": str(fault)[:200]}
            folded.findings.append(Finding(UNREADABLE, values_, (entry.event,)))
    return values


def _units(folded: Folded) -> None:
    units: dict[str, Unit] = {**shipped_units(), **_read(folded, UNIT, unit_from_body)}
    _report_cycles(folded, UNIT, {name: unit.subset_of for name, unit in units.items()})
    tree, _, missing = Tree.build({name: unit.subset_of for name, unit in units.items()})
    for name in missing:
        folded.findings.append(_missing(folded, UNIT, name, "unit", units[name].subset_of or ""))
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
        folded.findings.append(_missing(folded, noun, key, noun, parents[key] or ""))
    return tree.parent


def _report_cycles(folded: Folded, noun: str, parents: Mapping[str, str | None]) -> None:
    for cycle in Tree.build(parents)[1]:
        proof = tuple(_event(folded, noun, key) for key in cycle)
        path = " → ".join((*cycle, cycle[0]))
        folded.findings.append(Finding(CYCLE, {"noun": noun, "path": path}, proof))


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
        wanted: dict[str, tuple[str, Mapping[str, Any]]] = {
            "unit": (claim.unit, book.units),
            "place": (claim.place, book.places),
            "group": (claim.group, book.groups),
        }
        lacking = [(kind, name) for kind, (name, known) in wanted.items() if name and name not in known]
        folded.findings += [_missing(folded, CLAIM, key, kind, name) for kind, name in lacking]
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
            folded.findings.append(Finding(NO_LINK, values, (_event(folded, CLAIM, key),)))
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
