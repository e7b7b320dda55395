"""One import into a case: read, compare, and write all of it in one transaction, or say what would be written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from antigone.account.caseevents import CASE_IMPORTED, ENTRY_RETRACTED, EVENT_KIND, Entries, Entry, Import, fold_entries
from antigone.core.errors import NotFoundError, UsageError
from antigone.core.finding import Finding, Severity
from antigone.formats.table_import import NewEntry, Plan, plan, read_tables, table_files
from antigone.formats.tables import Reading
from antigone.record.case import Case
from antigone.record.event import Draft, Event

AGAIN = "imported again with another value"
MAX_KEPT = 2_000


@dataclass
class Imported:
    """What an import did, or would do.

    Attributes:
        plan: what is new, changed, the same, and wrong.
        label: of the import, to undo it by; empty where nothing was written.
        dry_run: nothing was written because nothing was to be.
    """

    plan: Plan
    label: str = ""
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """The outcome as plain JSON values."""
        made = self.plan
        return {
            "import": self.label or None,
            "dry_run": self.dry_run,
            "files": [
                {"name": table.name, "kind": kind.name, "rows": len(table.rows), "sha256": table.digest}
                for table, kind in made.tables
            ],
            "added": dict(Counter(entry.kind.noun for entry in made.added)),
            "changed": [
                {"id": new.key, "noun": new.kind.noun, "changes": changes, "corrects": old.event}
                for new, old, changes in made.changed
            ],
            "unchanged": made.unchanged,
            "kept_out": made.kept_out(),
            "findings": [found.as_json() for found in made.findings],
        }


def import_tables(case: Case, path: Path, *, dry_run: bool = False, again: bool = False) -> Imported:
    """Import the tables of a folder or a file. Repeating it adds nothing; a row that changed corrects the old one.

    Args:
        case: open for writing, unless it is a dry run.
        path: a folder of CSV and XLSX files, or one file.
        dry_run: write nothing.
        again: also enter rows that were taken back, and undo changes made in the case since.

    Raises:
        InputError: nothing readable is there.
        CaseError: the case cannot be written; nothing of the import is in it.
    """
    return import_reading(case, read_tables(table_files(path)), dry_run=dry_run, again=again)


def import_reading(
    case: Case,
    reading: Reading,
    *,
    dry_run: bool = False,
    again: bool = False,
    whole: bool = False,
    request: Mapping[str, str] | None = None,
) -> Imported:
    """Import tables that have been read.

    Args:
        case: open for writing, unless it is a dry run.
        reading: the tables, with the bytes they came from.
        dry_run, again: as in `import_tables`.
        whole: write nothing at all where any row is kept out.
        request: what asked for the import, kept with it, so that asking again can be told.
    """
    events = list(case.events())
    made = plan(reading, fold_entries(events), again)
    if dry_run or made.is_empty or (whole and made.kept_out()):
        return Imported(made, dry_run=dry_run)
    label = _label(made, events[-1].id if events else "")
    kept = {event.source for event in events if event.kind == "capture.kept"}
    summary, *entries = _drafts(made, label)
    if request:
        summary = replace(summary, body={**summary.body, "request": dict(request)})
    case.append([*_captures(case, made, reading, kept), summary, *entries])
    return Imported(made, label)


def _label(made: Plan, head: str) -> str:
    """A name for the import that no other has: from the files and the event it comes after."""
    digests = [f"{table.digest} {table.name}" for table, _ in made.tables]
    return hashlib.sha256("\n".join([head, *digests]).encode()).hexdigest()[:10]


def _captures(case: Case, made: Plan, reading: Reading, kept: set[str | None]) -> list[Draft]:
    """Keep the exact bytes of each file that gave rows, and record it once."""
    drafts = []
    for digest in sorted({table.digest for table, _ in made.tables} - kept):
        name, data = reading.sources[digest]
        case.captures.keep(data)
        body = {"bytes": len(data), "method": "imported table", "name": name}
        drafts.append(Draft("capture.kept", body, source=digest))
    return drafts


def _drafts(made: Plan, label: str) -> list[Draft]:
    """What the import was, then its entries."""
    files = [
        {"name": table.name, "kind": kind.name, "sha256": table.digest, "rows": len(table.rows)}
        for table, kind in made.tables
    ]
    errors = [found for found in made.findings if found.severity is Severity.ERROR]
    summary = {
        "import": label,
        "files": files,
        "added": len(made.added),
        "changed": len(made.changed),
        "kept_out": [_kept_out(found, made) for found in errors[:MAX_KEPT]],
    }
    new = [_draft(entry, label) for entry in made.added]
    mended = [_draft(entry, label, stands.event) for entry, stands, _ in made.changed]
    return [Draft(CASE_IMPORTED, summary), *new, *mended]


def _kept_out(found: Finding, made: Plan) -> dict[str, Any]:
    """A finding as the record keeps it, with the id in its row, so that it can be seen to be mended later."""
    table = next((table for table, _ in made.tables if table.name == found.file), None)
    row = next((row for row in table.rows if row.number == found.row), None) if table else None
    return {**found.as_json(), "key": (row.get("id") or row.get("name")) if row else ""}


def _draft(entry: NewEntry, label: str, corrects: str | None = None) -> Draft:
    noun = entry.kind.noun
    body: dict[str, Any] = {noun: entry.body, "row": {"file": entry.table.name, "row": entry.row, "import": label}}
    if entry.extra:
        body["extra"] = entry.extra
    return Draft(
        EVENT_KIND[noun], body, source=entry.table.digest, corrects=corrects, reason=AGAIN if corrects else None
    )


def kept_out(events: Iterable[Event], entries: Entries) -> list[dict[str, Any]]:
    """The rows that imports kept out and that are still not in: of each file, those of its last import.

    A row whose id has come in since is no longer listed.
    """
    standing = {each.event for each in entries.imports if each.stands}
    there = {key for _, key in entries.standing}
    by_file: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        if event.kind != CASE_IMPORTED or event.id not in standing:
            continue
        for file in event.body.get("files", ()):
            by_file.pop(str(file.get("name")), None)
        for row in event.body.get("kept_out", ()):
            by_file.setdefault(str(row.get("file")), []).append(row)
    return [row for rows in by_file.values() for row in rows if not row.get("key") or row["key"] not in there]


def undo_import(case: Case, label: str, reason: str) -> Import:
    """Take a whole import back with one correcting event; what it had corrected stands again.

    Raises:
        NotFoundError: no standing import has that label (`last` is the newest).
    """
    standing = [each for each in fold_entries(case.events()).imports if each.stands]
    wanted = standing[-1:] if label == "last" else [each for each in standing if each.label.startswith(label)]
    if len(wanted) != 1:
        known = ", ".join(each.label for each in standing) or "none stands"
        raise NotFoundError(f"No single import is called '{label}'.", f"Imports that stand: {known}.")
    case.append([Draft(ENTRY_RETRACTED, {"import": wanted[0].label}, corrects=wanted[0].event, reason=reason)])
    return wanted[0]


def retract_entry(case: Case, name: str, reason: str) -> Entry:
    """Take one entry back, named by its id (`S016`), by noun and id (`place:almaty`) or by its event.

    Raises:
        NotFoundError: nothing that stands is called so.
        UsageError: several things are called so.
    """
    entry = find_entry(fold_entries(case.events()), name)
    body = {entry.noun: {"id": entry.key}}
    case.append([Draft(ENTRY_RETRACTED, body, corrects=entry.event, reason=reason)])
    return entry


def find_entry(entries: Entries, name: str) -> Entry:
    """The standing entry of that name; see `retract_entry`."""
    noun, _, key = name.rpartition(":")
    found = [e for (n, k), e in entries.standing.items() if k == key and noun in ("", n)]
    found = found or [e for e in entries.standing.values() if len(name) >= 8 and e.event.startswith(name)]
    if len(found) > 1:
        choices = ", ".join(f"{each.noun}:{each.key}" for each in found)
        raise UsageError(f"Several things are called '{name}'.", f"Say which: {choices}.")
    if not found:
        raise NotFoundError(f"Nothing in the case is called '{name}'.", "Give the id of a statement, such as S016.")
    return found[0]
