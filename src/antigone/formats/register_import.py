"""Registers into a case: read, map, compare, and write all of it in one transaction, or say what would be written.

The rules are those of `case_import`: good rows enter, bad rows are named; importing again adds nothing; a row that
changed corrects the old one; `antigone import CASE --undo last` takes the whole import back. What names or describes
somebody is sealed; a file that holds such values is not kept in the clear, only its SHA-256 is.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from antigone.core.finding import Finding, Severity
from antigone.core.party import fold_name
from antigone.formats import register_findings as wrong
from antigone.formats.cell_values import DateOrder
from antigone.formats.mapping import ColumnMapping, saved_mappings, with_choices
from antigone.formats.mapping import draft_of as mapping_draft
from antigone.formats.register_index import Index
from antigone.formats.register_kinds import RegisterKind, kind_named, kind_of, kinds
from antigone.formats.register_plan import Known, Planned, RegisterPlan, compare, draft_of
from antigone.formats.register_reader import Reading, RegisterReader
from antigone.formats.register_short import in_short, kept_out
from antigone.formats.table_import import read_tables, table_files
from antigone.formats.tables import Reading as Tables
from antigone.formats.tables import Table
from antigone.found.events import SITE_RECORDED
from antigone.found.events import draft as found_draft
from antigone.named import codes
from antigone.record.case import Case
from antigone.record.event import Draft, Event

IMPORTED = "case.imported"
MAX_KEPT = 2_000


@dataclass(frozen=True)
class Options:
    """How to read.

    Attributes:
        kind: of register; empty to tell from the columns.
        columns: `field=column` each.
        constants: field → value that every row has.
        month_first: `05/01/2030` is the first of May.
        add_places: make sites for places that nobody recorded.
        again: also enter what was taken back or changed in the case.
        dry_run: write nothing.
        whole: write nothing where any row is kept out.
        learn: keep how a table was read for the next one like it.
        request: what asked for the import, kept with it, so that asking again can be told.
    """

    kind: str = ""
    columns: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    month_first: bool | None = None
    add_places: bool = False
    again: bool = False
    dry_run: bool = False
    whole: bool = False
    learn: bool = True
    request: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One file or table that gave values: what it is called, what it was read as, how many rows, its SHA-256."""

    name: str
    kind: str
    rows: int
    digest: str


@dataclass
class RegisterImported:
    """What an import did, or would do.

    Attributes:
        plan: what is new, changed, the same, and wrong.
        sources: what was read.
        mappings: which column was read as what, table by table.
        label: of the import, to undo it by; empty where nothing was written.
        dry_run: nothing was written because nothing was to be.
    """

    plan: RegisterPlan
    sources: list[Source] = field(default_factory=list)
    mappings: list[tuple[str, ColumnMapping]] = field(default_factory=list)
    label: str = ""
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """The outcome as plain JSON values; no sealed value is in it."""
        made = self.plan
        return {
            "import": self.label or None,
            "dry_run": self.dry_run,
            "files": [{"name": s.name, "kind": s.kind, "rows": s.rows, "sha256": s.digest} for s in self.sources],
            "mappings": [{"table": table, **mapping.body()} for table, mapping in self.mappings],
            "added": dict(Counter(each.noun for each in made.added)),
            "changed": [{"id": new.shown, "noun": new.noun, "changes": words, "corrects": old.id}
                        for new, old, words in made.changed],
            "unchanged": made.unchanged,
            "kept_out": made.kept_out(),
            "findings": [found.as_json() for found in made.findings],
        }  # fmt: skip


class Importer:
    """One import into one case, whatever the readers are.

    Args:
        case: open for writing, unless it is a dry run.
        options: see `Options`.
    """

    def __init__(self, case: Case, options: Options) -> None:
        self.case = case
        self.options = options
        self.events = list(case.events())
        self.known = Known.of(self.events)
        self.plan = RegisterPlan(again=options.again)
        self.sources: list[Source] = []
        self.mappings: list[tuple[str, ColumnMapping]] = []
        self.planned: list[Planned] = []
        self.bytes: dict[str, tuple[str, bytes]] = {}
        self.editions = dict(self._editions())  # of edited submissions, the one that each replaces
        self.replaced: dict[str, str] = {}  # submissions that another file of this import replaces, with its name
        self.shared = self._shared()

    def _shared(self) -> Reading:
        writer = self._writer()
        ids = {key: str(value.get("id")) for key, event in self.known.standing.items() if (value := _value(event))}
        taken = set() if self.options.again else set(self.known.retracted)
        counters: dict[str, Iterator[str]] = {}
        used = _codes(self.events)
        mark = "" if self.events and self.events[0].writer == writer else writer[:3]

        def fresh(letter: str) -> str:
            return next(counters.setdefault(letter, codes.fresh(letter, used, mark)))

        return Reading(
            Index.of(self.events, writer),
            ids,
            taken,
            self.options.add_places,
            _places(self.events),
            fresh,
            self._secret,
        )

    def _editions(self) -> Iterator[tuple[str, str]]:
        """What earlier imports saw of edited submissions."""
        for event in self.events:
            known = event.body.get("editions") if event.kind == IMPORTED else None
            if isinstance(known, Mapping):
                yield from ((str(own), str(before)) for own, before in known.items())

    def _writer(self) -> str:
        if self.case.read_only and not any((self.case.path / "keys").glob("writer.json")):
            return "0" * 64
        return self.case.writer().public

    def _secret(self, *texts: str) -> str:
        """A digest under the key of the case: equal texts give equal digests, and nobody can guess from it."""
        key = self.case.vault.case_key()
        data = "\x1f".join(texts).encode("utf-8", "surrogatepass")
        return hmac.new(key, b"antigone/import/v1" + data, hashlib.sha256).hexdigest()[:32]

    # -- reading tables ---------------------------------------------------------------------------------------------

    def tables(self, reading: Tables, room: str, kind: str = "") -> None:
        """Read tables as registers of a room; `kind` says which, where the reader knows."""
        self.plan.findings += reading.findings
        self.bytes |= reading.sources
        chosen = [(table, found) for table in reading.tables if (found := self._mapping(table, room, kind))]
        for each in kinds():
            for table, (its, mapping) in chosen:
                if its.name == each.name:
                    self._table(table, its, mapping)

    def _mapping(self, table: Table, room: str, known: str) -> tuple[RegisterKind, ColumnMapping] | None:
        """What the table is and how it is read: as told, as saved before, or as guessed."""
        if not table.columns:
            return None
        header = tuple(sorted(table.columns))
        saved = None if known else next((m for m in saved_mappings(self.events) if m.header == header), None)
        told = self.options
        if saved and not told.kind and any(k.name == saved.kind and k.room == room for k in kinds()):
            kind, guessed, constants = kind_named(saved.kind, room), dict(saved.columns), dict(saved.constants)
            order = saved.day_first
        else:
            kind, guessed, constants, order = self._guess(table, room, known or told.kind)
            if kind is None:
                return None
        columns = with_choices(guessed, told.columns, kind.fields, table)
        constants |= {name: text for name, text in told.constants.items() if any(f.name == name for f in kind.fields)}
        order = (not told.month_first) if told.month_first is not None else order
        mapping = ColumnMapping(_stem(table.name), kind.name, columns, constants, order, header)
        self._tell(table, kind, mapping)
        return (kind, mapping) if self._enough(table, kind, mapping) else None

    def _guess(self, table: Table, room: str, name: str) -> tuple[Any, dict[str, str], dict[str, str], bool | None]:
        from antigone.formats.mapping import guess

        if name:
            kind = kind_named(name, room)
            return kind, guess(table, kind.fields), {}, None
        chosen = [each.partition("=")[0] for each in self.options.columns]
        found = kind_of(table, room, [*self.options.constants, *chosen])
        if found is None:
            columns = ", ".join(table.columns)[:200]
            self.plan.findings.append(Finding(wrong.KIND_UNKNOWN, {"columns": columns}, file=table.name, row=1))
            return None, {}, {}, None
        return found[0], found[1], {}, None

    def _tell(self, table: Table, kind: RegisterKind, mapping: ColumnMapping) -> None:
        """What was read as what, and which columns were not read."""
        from antigone.formats.observation_table import item_columns

        shown = [f"{ours} ← {theirs}" for ours, theirs in mapping.columns.items()]
        shown += [f"{ours} = '{text}'" for ours, text in mapping.constants.items()]
        taken = set(mapping.columns.values())
        if kind.name == "examinations":
            items = {item: c for item, c in item_columns(table.columns).items() if c not in taken}
            shown += [f"item {item} ← {column}" for item, column in items.items()]
            taken |= set(items.values())
        values = {"kind": kind.name, "columns": ", ".join(shown)[:1000]}
        self.plan.findings.append(Finding(wrong.MAPPED, values, file=table.name, row=1))
        unread = [column for column in table.columns if column and column not in taken]
        if unread:
            self.plan.findings.append(
                Finding(wrong.UNREAD, {"columns": ", ".join(unread)[:300]}, file=table.name, row=1)
            )

    def _enough(self, table: Table, kind: RegisterKind, mapping: ColumnMapping) -> bool:
        have = {*mapping.columns, *mapping.constants}
        lacking = [some for some in kind.needs if not have.intersection(some)]
        for some in lacking:
            values = {"kind": kind.name, "field": some[0], "or_constant": f", or --set {some[0]}=value"}
            self.plan.findings.append(Finding(wrong.FIELD_MISSING, values, file=table.name, row=1))
        return not lacking

    def _table(self, table: Table, kind: RegisterKind, mapping: ColumnMapping) -> None:
        order = _date_order(table, kind, mapping)
        if order.day_first is not None and mapping.day_first is None and order.is_certain:
            mapping = ColumnMapping(mapping.name, mapping.kind, mapping.columns, mapping.constants, order.day_first,
                                    mapping.header)  # fmt: skip
        found: list[Planned] = []
        open_date = _first_open_date(table, kind, mapping, order)
        if open_date:
            self.plan.findings.append(
                Finding(wrong.DATE_OPEN, {"text": open_date[1]}, file=table.name, row=open_date[0])
            )
        for row in table.rows:
            reader = RegisterReader(row, table.name, mapping, self.shared, order)
            found += kind.read(reader, row, table)
            self.plan.findings += reader.findings
        self.planned += kind.whole(found) if kind.whole else found
        self.sources.append(Source(table.name, kind.name, len(table.rows), table.digest))
        self.mappings.append((table.name, mapping))

    # -- comparing and writing --------------------------------------------------------------------------------------

    def finish(self) -> RegisterImported:
        """Compare what was read with what stands, and write it unless it is a dry run."""
        self._prepend_places()
        self._leave_out_booked()
        self._leave_out_erased()
        compare(self.planned, self.known, self.case.unseal, self.plan)
        names = {source.name: at for at, source in enumerate(self.sources)}
        self.plan.findings.sort(key=lambda found: (names.get(found.file or "", -1), found.row or 0))
        self.plan.findings = in_short(self.plan.findings)
        done = RegisterImported(self.plan, self.sources, self.mappings, dry_run=self.options.dry_run)
        refused = self.options.whole and self.plan.kept_out()
        if not (self.options.dry_run or refused) and (not self.plan.is_empty or self._new_mappings()):
            done.label = self._write()
        return done

    def _prepend_places(self) -> None:
        from antigone.formats.keys import key_of

        index = self.shared.index
        sites = [
            Planned(key_of("site", site.id), SITE_RECORDED, "site", site, shown=site.id)
            for site, _ in index.added_sites
        ]
        self.planned = [*sites, *self.planned]

    def _leave_out_booked(self) -> None:
        """A receipt that the custody records hold too is booked once: theirs, which says more."""
        told = {
            (unit, each.value.to_place)
            for each in self.planned
            if each.key.startswith("custody:") and each.value.type.value in ("received", "recovered", "exhumed")
            for unit in each.value.units
        }
        if not told:
            return
        left = [e for e in self.planned if not (e.key.endswith("/in") and (e.value.units[0], e.value.to_place) in told)]
        count = len(self.planned) - len(left)
        if count:
            self.plan.findings.append(Finding(wrong.BOOKED_ELSEWHERE, {"count": count}))
        self.planned = [e for e in left if not (e.key.endswith("/in") and e.key in self.known.retracted)]

    def _leave_out_erased(self) -> None:
        gone = self.case.register().erased_subjects
        for each in self.planned:
            lost = {subject for subject, _ in each.sealed.values() if subject in gone}
            if lost:
                each.sealed = {name: pair for name, pair in each.sealed.items() if pair[0] not in lost}
                values = {"subject": min(lost)}
                self.plan.findings.append(Finding(wrong.ERASED, values, file=each.file, row=each.row))

    def _new_mappings(self) -> list[ColumnMapping]:
        if not self.options.learn:
            return []
        saved = [m.body() | {"name": ""} for m in saved_mappings(self.events)]
        fresh = [m for _, m in self.mappings if m.body() | {"name": ""} not in saved]
        return list({str(m.body()): m for m in fresh}.values())

    def _write(self) -> str:
        label = self._label()
        sealed_in = {each.file for each in self.planned if each.sealed}
        kept = {event.source for event in self.events if event.kind == "capture.kept"}
        drafts: list[Draft] = []
        clear: set[str] = set()
        for source in self.sources:
            if source.name in sealed_in or source.digest not in self.bytes:
                self.plan.findings.append(Finding(wrong.NO_COPY, file=source.name))
            else:
                clear.add(source.digest)
        clear -= {source.digest for source in self.sources if source.name in sealed_in}
        for digest in sorted(clear - kept):
            name, data = self.bytes[digest]
            self.case.captures.keep(data)
            body = {"bytes": len(data), "method": "imported register", "name": name}
            drafts.append(Draft("capture.kept", body, source=digest))
        drafts.append(Draft(IMPORTED, self._summary(label)))
        drafts += [mapping_draft(mapping) for mapping in self._new_mappings()]
        # Blocks of numbers stay allotted when an import is taken back: a number is never used again.
        drafts += [found_draft(block) for block in self.shared.index.numbers.allotted]
        digests = {s.name: s.digest for s in self.sources if s.digest in clear}
        drafts += [draft_of(each, label, source=digests.get(each.file)) for each in self.plan.added]
        drafts += [draft_of(each, label, old, source=digests.get(each.file)) for each, old, _ in self.plan.changed]
        self.case.append(drafts)
        return label

    def _label(self) -> str:
        head = self.events[-1].id if self.events else ""
        lines = [head, *(f"{source.digest} {source.name}" for source in self.sources)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:10]

    def _summary(self, label: str) -> dict[str, Any]:
        """What the import was. The words of a finding can hold what a cell held: they stay out of the record."""
        errors = [found for found in self.plan.findings if found.severity is Severity.ERROR]
        known = dict(self._editions())
        editions = {own: before for own, before in sorted(self.editions.items()) if own not in known}
        more = {"editions": editions} if editions else {}
        return (
            more
            | {
                "import": label,
                "files": [{"name": s.name, "kind": s.kind, "sha256": s.digest, "rows": s.rows} for s in self.sources],
                "added": len(self.plan.added),
                "changed": len(self.plan.changed),
                "kept_out": [kept_out(found) for found in errors[:MAX_KEPT]],
            }
            | ({"request": dict(self.options.request)} if self.options.request else {})
        )


def import_register(case: Case, path: Path, room: str = "found", options: Options | None = None) -> RegisterImported:
    """Import a register, or a folder of them: CSV and XLSX tables of sites, remains, custody, examinations, people.

    Args:
        case: open for writing, unless `options.dry_run`.
        path: a file or a folder.
        room: `found` (places, remains, custody) or `named` (the missing, reports, samples).

    Raises:
        InputError: nothing readable is there.
        UsageError: an option names a kind, field or column that does not exist.
        CaseError: the case cannot be written; nothing of the import is in it.
    """
    importer = Importer(case, options or Options())
    importer.tables(read_tables(table_files(path)), room)
    return importer.finish()


def _value(event: Event) -> dict[str, Any]:
    """The value that an imported event holds: the one object in its body beside the row."""
    for noun, value in event.body.items():
        if noun != "row" and isinstance(value, Mapping) and "id" in value:
            return dict(value)
    return {}


def _codes(events: Sequence[Event]) -> set[str]:
    """Every code that any event gave out, standing or not: a code is never used again."""
    found: set[str] = set()
    for event in events:
        for value in event.body.values():
            if isinstance(value, Mapping) and isinstance(value.get("id"), str) and codes.is_code(value["id"]):
                found.add(value["id"])
    return found


def _places(events: Sequence[Event]) -> dict[str, str]:
    found: dict[str, str] = {}
    for event in events:
        place = event.body.get("place") if event.kind == "place.defined" else None
        if isinstance(place, Mapping):
            id = str(place.get("id", ""))
            others = place.get("names")
            names = [id, str(place.get("name", "")), *(others.values() if isinstance(others, Mapping) else ())]
            for name in names:
                found.setdefault(fold_name(str(name)), id)
    return found


def _stem(name: str) -> str:
    return Path(name.partition(" [")[0]).stem[:60] or "table"


def _date_fields(kind: RegisterKind, mapping: ColumnMapping) -> list[str]:
    from antigone.formats.cell_values import is_date

    return [f.name for f in kind.fields if f.shape is is_date and f.name in mapping.columns]


def _date_order(table: Table, kind: RegisterKind, mapping: ColumnMapping) -> DateOrder:
    names = _date_fields(kind, mapping)
    return DateOrder.of([row.get(mapping.columns[name]) for row in table.rows for name in names], mapping.day_first)


def _first_open_date(
    table: Table, kind: RegisterKind, mapping: ColumnMapping, order: DateOrder
) -> tuple[int, str] | None:
    """The first date that could be read both ways, where nothing in the table says which."""
    import re

    if order.is_certain:
        return None
    both = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2\d{2,4}", re.ASCII)
    for row in table.rows:
        for name in _date_fields(kind, mapping):
            match = both.match(row.get(mapping.columns[name]))
            if match and match[1] != match[3]:
                return row.number, match[0]
    return None
