"""The events that set up a case and what they fold to: units, places, groups, parties, documents, statements.

Each entry is one event whose body holds it under its noun, `{"place": {…}}`, and may carry the row it came from
beside it. An entry stands unless something standing corrects it: so a correction can be taken back, and so can the
taking back. The fold looks at nothing but the events and comes out equal in whatever order they arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter
from typing import Any, Protocol

CLAIM, UNIT, PLACE, GROUP, PARTY, DOCUMENT, ASSUMPTION = (
    "claim",
    "unit",
    "place",
    "group",
    "party",
    "document",
    "assumption",
)
EVENT_KIND = {
    UNIT: "unit.defined",
    PLACE: "place.defined",
    GROUP: "group.defined",
    PARTY: "party.defined",
    DOCUMENT: "document.listed",
    ASSUMPTION: "assumption.defined",
    CLAIM: "claim.accepted",
}
NOUN_OF = {kind: noun for noun, kind in EVENT_KIND.items()} | {"claim.edited": CLAIM}
KEY_FIELD = {UNIT: "name"}  # every other entry is known by its `id`
CASE_IMPORTED = "case.imported"
ENTRY_RETRACTED = "entry.retracted"


class Written(Protocol):
    """What the fold needs to know of an event of the record."""

    @property
    def id(self) -> str:
        """Hash of its bytes."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says."""

    @property
    def corrects(self) -> str | None:
        """The event it replaces or takes back."""

    @property
    def reason(self) -> str | None:
        """Why it corrects."""

    @property
    def recorded(self) -> str:
        """When it was written, UTC."""

    @property
    def by(self) -> str:
        """Who wrote it."""

    @property
    def writer(self) -> str:
        """Which log it stands in."""

    @property
    def seq(self) -> int:
        """Its place in that log."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a case as one event put it down.

    Attributes:
        noun: `claim`, `unit`, `place`, …
        key: the case's own id for it.
        body: its fields.
        event: id of the event.
        row: the row it came from: `file`, `row`, `import`; empty where it came from no table.
        extra: texts of columns that nobody reads, as handed in.
        earlier: ids of the events that it corrects, nearest first.
        reason: why it corrects them.
    """

    noun: str
    key: str
    body: Mapping[str, Any]
    event: str
    row: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    reason: str = ""

    @property
    def came_from(self) -> str:
        """`statements.csv, row 17`; empty where it came from no table."""
        return f"{self.row['file']}, row {self.row['row']}" if "file" in self.row and "row" in self.row else ""


@dataclass(frozen=True, slots=True)
class Import:
    """One import: its label, the files with their digests, what it added, and whether it still stands."""

    label: str
    event: str
    recorded: str
    by: str
    files: tuple[Mapping[str, Any], ...]
    added: int
    changed: int
    stands: bool


@dataclass
class Entries:
    """Everything that stands in a case, by noun and key, with its history.

    Attributes:
        standing: entries by (noun, key).
        rivals: further standing entries of the same noun and key, written without knowledge of each other.
        imports: in the order they were recorded.
        by_event: every entry that was ever written, by event id.
        retracted: reasons by id of the event taken back.
    """

    standing: dict[tuple[str, str], Entry] = field(default_factory=dict)
    rivals: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    imports: list[Import] = field(default_factory=list)
    by_event: dict[str, Entry] = field(default_factory=dict)
    retracted: dict[str, str] = field(default_factory=dict)

    def of(self, noun: str) -> dict[str, Entry]:
        """The standing entries of one noun by key, in the order they were recorded."""
        return {key: entry for (kind, key), entry in self.standing.items() if kind == noun}


def in_order(events: Iterable[Written]) -> list[Written]:
    """The events in one order that all copies of a case agree on: by when they were written, ties by writer and id."""
    return sorted(events, key=lambda event: (event.recorded, event.writer, event.seq, event.id))


def fold_entries(events: Iterable[Written], known: Mapping[str, Entry] | None = None) -> Entries:
    """What stands after these events, whatever the order in which they are given.

    Args:
        events: all of a case, or those that concern its entries.
        known: entries read of some of them before, by event id.
    """
    known = known or {}
    ordered = in_order(events)
    stands = _standing(ordered)
    entries = Entries()
    for event in ordered:
        entry = known.get(event.id) or _entry(event)
        if entry:
            entries.by_event[event.id] = entry
        elif event.kind == CASE_IMPORTED:
            entries.imports.append(_import(event, stands[event.id]))
        elif event.kind == ENTRY_RETRACTED and stands[event.id] and event.corrects:
            entries.retracted[event.corrects] = event.reason or ""
    for event_id, entry in entries.by_event.items():
        if stands[event_id]:
            _stand(entries, entry)
    return entries


def _standing(ordered: Sequence[Written]) -> dict[str, bool]:
    """Whether each event stands: it does unless a standing event corrects it.

    What came with an import also falls with it, so that an import taken back gives back what it had corrected.
    """
    events = {event.id: event for event in ordered}
    imports = {event.body.get("import"): event.id for event in ordered if event.kind == CASE_IMPORTED}
    against: dict[str, set[str]] = {event.id: set() for event in ordered}
    came_with: dict[str, str] = {}
    for event in ordered:
        if event.corrects in events:
            against[event.corrects or ""].add(event.id)
        origin = _import_of(event, events, imports)
        if origin:
            came_with[event.id] = origin
    needs = {
        each: rivals | ({came_with[each]} if each in came_with else set())
        for each, rivals in against.items()
        if rivals or each in came_with
    }
    verdict: dict[str, bool] = dict.fromkeys(against, True)
    for each in TopologicalSorter(needs).static_order():
        corrected = any(verdict[rival] for rival in against[each])
        verdict[each] = not corrected and (each not in came_with or verdict[came_with[each]])
    return verdict


def _import_of(event: Written, events: Mapping[str, Written], imports: Mapping[Any, str]) -> str | None:
    """The import that an entry came with. Only an entry that corrects, all the way down, nothing but entries has one:
    so no loop can be built out of an entry, its import and a retraction of either."""
    at: Written | None = event
    while at is not None:
        if at.kind not in NOUN_OF:
            return None
        at = events.get(at.corrects or "")
    row = event.body.get("row")
    return imports.get(row.get("import")) if isinstance(row, Mapping) else None


def _import(event: Written, stands: bool) -> Import:
    body = event.body
    files = tuple(dict(file) for file in body.get("files", ()))
    added, changed = body.get("added", 0), body.get("changed", 0)
    return Import(str(body.get("import", "")), event.id, event.recorded, event.by, files, added, changed, stands)


def _entry(event: Written) -> Entry | None:
    noun = NOUN_OF.get(event.kind, "")
    body = event.body.get(noun)
    key = body.get(KEY_FIELD.get(noun, "id")) if isinstance(body, Mapping) else None
    if not isinstance(body, Mapping) or not isinstance(key, str) or not key:
        return None
    row = event.body.get("row")
    extra = event.body.get("extra")
    return Entry(
        noun,
        key,
        body,
        event.id,
        row if isinstance(row, Mapping) else {},
        extra if isinstance(extra, Mapping) else {},
        (event.corrects,) if event.corrects else (),
        event.reason or "",
    )


def _stand(entries: Entries, entry: Entry) -> None:
    """Put it in its place; where two stand for one key, the later counts and the other is kept as its rival."""
    earlier = entry.earlier
    while earlier and earlier[-1] in entries.by_event and entries.by_event[earlier[-1]].earlier:
        earlier += entries.by_event[earlier[-1]].earlier
    whole = replace(entry, earlier=earlier) if earlier != entry.earlier else entry
    at = (entry.noun, entry.key)
    rival = entries.standing.get(at)
    if rival is not None and rival.body != whole.body:
        entries.rivals.setdefault(at, []).append(rival)
    entries.standing[at] = whole
