"""Tables into a case: what is new, what changed, what is in already, and what cannot enter and why.

Nothing is written here. `plan` compares tables with what stands in the case and gives the drafts of one transaction,
so that a dry run and an import say the same, and an import that is repeated adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from antigone.account import caseevents as nouns
from antigone.account.caseevents import KEY_FIELD, Entries, Entry
from antigone.core.errors import InputError
from antigone.core.finding import Finding, FindingKind
from antigone.core.unit import shipped_units
from antigone.formats import table_findings as wrong
from antigone.formats.row_reader import RowReader
from antigone.formats.table_kinds import KINDS, TableKind, kind_of
from antigone.formats.tables import SUFFIXES, Reading, Row, Table, read_file

Key = tuple[str, str]
"""Noun and id of an entry."""


@dataclass
class NewEntry:
    """A row on its way into the case."""

    kind: TableKind
    key: str
    body: dict[str, Any]
    table: Table
    row: int
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """`statements.csv, row 17`."""
        return f"{self.table.name}, row {self.row}"


@dataclass
class Plan:
    """What an import would do.

    Attributes:
        added: rows that are new.
        changed: rows in the case already, with other values: (row, what stands, the difference in words).
        unchanged: how many rows stand in the case already, word for word.
        findings: everything that is wrong or worth knowing, in the order of files and rows.
        tables: what was recognised: (table, kind).
    """

    added: list[NewEntry] = field(default_factory=list)
    changed: list[tuple[NewEntry, Entry, str]] = field(default_factory=list)
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    tables: list[tuple[Table, TableKind]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True where importing would write nothing."""
        return not (self.added or self.changed)

    def kept_out(self) -> int:
        """How many rows or files cannot enter."""
        errors = {(f.file, f.row) for f in self.findings if f.severity.value == "error"}
        return len(errors)


def table_files(path: Path) -> list[Path]:
    """The files of a folder that may hold tables, by name; or the one file.

    Raises:
        InputError: nothing is there, or the folder holds no table.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError(f"There is no file or folder {path}.", "Check the path.")
    files = sorted(each for each in path.iterdir() if each.suffix.casefold() in SUFFIXES and each.is_file())
    files = [each for each in files if not each.name.startswith((".", "~$"))]
    if not files:
        raise InputError(
            f"The folder {path} holds no CSV or XLSX file.", "Give a folder with tables; see docs/reference/tables.md."
        )
    return files


def read_tables(files: Iterable[Path]) -> Reading:
    """All tables of these files, and what was wrong with reading them."""
    reading = Reading()
    for each in files:
        one = read_file(each)
        reading.tables += one.tables
        reading.findings += one.findings
        reading.sources |= one.sources
    return reading


def plan(reading: Reading, entries: Entries, again: bool = False) -> Plan:
    """Compare tables with what stands in a case; `again` also enters what was taken back or edited there."""
    made = Plan(findings=list(reading.findings))
    for table in reading.tables:
        kind = kind_of(table)
        if kind:
            made.tables.append((table, kind))
            _note_extra(table, kind, made.findings)
        elif table.columns:
            columns = ", ".join(table.columns)[:200]
            made.findings.append(Finding(wrong.KIND_UNKNOWN, {"columns": columns}, file=table.name, row=1))
    out: dict[Key, str] = {}
    coming = _unique(_parsed(made, out), made.findings)
    _keep_out_cycles(coming, entries, made.findings, out)
    _keep_out_unknown(coming, entries, made.findings, out)
    _check_links(coming, entries, made.findings)
    for entry in coming.values():
        _compare(entry, entries, made, again)
    _note_gone(made, coming, entries, out)
    made.findings.sort(key=_place_in_files([table.name for table, _ in made.tables]))
    return made


def _place_in_files(names: list[str]) -> Any:
    order = {name: at for at, name in enumerate(names)}
    return lambda found: (order.get(found.file or "", -1), found.row or 0)


def _note_extra(table: Table, kind: TableKind, findings: list[Finding]) -> None:
    extra = [name for name in table.columns if not _is_read(name, kind) and name]
    if extra:
        values = {"kind": kind.name, "names": ", ".join(extra)[:200]}
        findings.append(Finding(wrong.EXTRA_COLUMNS, values, file=table.name, row=1))


def _is_read(column: str, kind: TableKind) -> bool:
    from antigone.formats.register_tables import NAME_COLUMN

    return column in kind.columns or (kind.noun == nouns.PLACE and NAME_COLUMN.match(column) is not None)


def _parsed(made: Plan, out: dict[Key, str]) -> Iterator[NewEntry]:
    """The rows that can be read, kind by kind; what is kept out is remembered by its id."""
    for kind in KINDS:
        for table in (table for table, each in made.tables if each is kind):
            for row in table.rows:
                reader = RowReader(row, table.name)
                key_column = KEY_FIELD.get(kind.noun, "id")
                key = row.get(key_column)
                body = kind.body(reader)
                made.findings += reader.findings
                if reader.stands:
                    yield NewEntry(kind, key, body, table, row.number, _extra(row, kind))
                else:
                    out.setdefault((kind.noun, key), f"{table.name}, row {row.number}")


def _extra(row: Row, kind: TableKind) -> dict[str, str]:
    return {name: text for name, text in row.cells.items() if text and not _is_read(name, kind)}


def _unique(rows: Iterator[NewEntry], findings: list[Finding]) -> dict[Key, NewEntry]:
    """The rows by noun and id; of two with one id the first is taken."""
    coming: dict[Key, NewEntry] = {}
    for entry in rows:
        at = (entry.kind.noun, entry.key)
        first = coming.setdefault(at, entry)
        if first is not entry:
            same = first.body == entry.body and first.extra == entry.extra
            kind = wrong.TWICE_SAME if same else wrong.TWICE
            values = {"id": entry.key, "first": first.where}
            findings.append(Finding(kind, values, file=entry.table.name, row=entry.row, column="id"))
    return coming


def _keep_out_cycles(
    coming: dict[Key, NewEntry], entries: Entries, findings: list[Finding], out: dict[Key, str]
) -> None:
    """Keep out the rows that would make a tree bite its own tail, with what stands in the case taken into account."""
    from antigone.core.tree import Tree

    for noun, column in ((nouns.UNIT, "subset_of"), (nouns.PLACE, "parent"), (nouns.GROUP, "parent")):
        parents = {key: entry.body.get(column) for key, entry in entries.of(noun).items()}
        if noun == nouns.UNIT:
            parents = {name: unit.subset_of for name, unit in shipped_units().items()} | parents
        parents |= {key: entry.body.get(column) for (kind, key), entry in coming.items() if kind == noun}
        for cycle in Tree.build(parents)[1]:
            path = " → ".join((*cycle, cycle[0]))
            for key in cycle:
                entry = coming.pop((noun, key), None)
                if entry:
                    out[noun, key] = entry.where
                    values = {"kind": entry.kind.singular.capitalize(), "id": key, "path": path}
                    findings.append(Finding(wrong.CYCLE, values, file=entry.table.name, row=entry.row, column=column))


def _keep_out_unknown(
    coming: dict[Key, NewEntry], entries: Entries, findings: list[Finding], out: dict[Key, str]
) -> None:
    """Keep out rows that name a unit, place or group that is neither here nor in the case, and what rests on them."""
    known = set(entries.standing) | {(nouns.UNIT, name) for name in shipped_units()}
    while True:
        known_now = known | set(coming)
        lacking = [
            (at, column, (noun, entry.body[column]))
            for at, entry in coming.items()
            for column, noun in entry.kind.links
            if entry.body.get(column) and (noun, entry.body[column]) not in known_now
        ]
        if not lacking:
            return
        for at, column, wanted in lacking:
            findings.append(_unknown(coming[at], column, wanted, out, known_now))
        for at in {at for at, _, _ in lacking}:
            out.setdefault(at, coming.pop(at).where)


def _unknown(
    entry: NewEntry,
    column: str,
    wanted: Key,
    out: Mapping[Key, str],
    known: set[Key],
) -> Finding:
    noun, key = wanted
    if wanted in out:
        values = {"kind": noun, "id": key, "where": out[wanted]}
        return Finding(wrong.KEPT_OUT, values, file=entry.table.name, row=entry.row, column=column)
    hint = _nearest(key, [name for kind, name in known if kind == noun])
    values = {"kind": noun, "id": key[:80], "hint": f" Did you mean '{hint}'?" if hint else ""}
    return Finding(wrong.UNKNOWN, values, file=entry.table.name, row=entry.row, column=column)


def _nearest(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, 1, 0.75)), "") if len(name) < 80 else ""


def _check_links(coming: dict[Key, NewEntry], entries: Entries, findings: list[Finding]) -> None:
    """Links between statements: those that lead nowhere are kept with a warning; those that go in a circle are not."""
    known = {key for noun, key in (*entries.standing, *coming) if noun == nouns.CLAIM}
    for column in ("part_of", "refers_to"):
        links = {key: entry.body.get(column) for key, entry in entries.of(nouns.CLAIM).items()}
        links |= {key: entry.body.get(column) for (noun, key), entry in coming.items() if noun == nouns.CLAIM}
        for entry in [each for (noun, _), each in coming.items() if noun == nouns.CLAIM]:
            wanted = entry.body.get(column)
            if wanted and wanted not in known:
                values = {"column": column, "id": wanted[:80]}
                findings.append(Finding(wrong.DANGLING, values, file=entry.table.name, row=entry.row, column=column))
        _keep_out_loops(column, links, coming, findings)


def _keep_out_loops(column: str, links: dict[str, Any], coming: dict[Key, NewEntry], findings: list[Finding]) -> None:
    from antigone.core.tree import Tree

    for cycle in Tree.build(links)[1]:
        path = " → ".join((*cycle, cycle[0]))
        for key in cycle:
            entry = coming.pop((nouns.CLAIM, key), None)
            if entry:
                values = {"column": column, "id": key, "path": path[:300]}
                findings.append(Finding(wrong.LINK_LOOP, values, file=entry.table.name, row=entry.row, column=column))


def _compare(entry: NewEntry, entries: Entries, made: Plan, again: bool) -> None:
    """New, the same, changed, or deliberately not so in the case?"""
    stands = entries.standing.get((entry.kind.noun, entry.key))
    if stands is None:
        reason = None if again else _taken_back(entry, entries)
        if reason is None:
            made.added.append(entry)
        else:
            _note(made, wrong.TAKEN_BACK, entry, id=entry.key, reason=reason or "no reason given")
    elif dict(stands.body) == entry.body and dict(stands.extra) == entry.extra:
        made.unchanged += 1
    else:
        changes = difference(dict(stands.body) | dict(stands.extra), entry.body | entry.extra)
        earlier = [dict(entries.by_event[each].body) for each in stands.earlier if each in entries.by_event]
        if not again and not stands.row and entry.body in earlier:
            made.unchanged += 1
            changes = difference(entry.body, stands.body)
            _note(made, wrong.EDITED_SINCE, entry, stands.event, id=entry.key, changes=changes)
        else:
            made.changed.append((entry, stands, changes))
            _note(made, wrong.CHANGED, entry, stands.event, id=entry.key, changes=changes)


def _note(made: Plan, kind: FindingKind, entry: NewEntry, *proof: str, **values: Any) -> None:
    made.findings.append(Finding(kind, values, proof, entry.table.name, entry.row))


def _taken_back(entry: NewEntry, entries: Entries) -> str | None:
    """Why just this row was taken back on its own; None where it was not."""
    for event, reason in entries.retracted.items():
        old = entries.by_event.get(event)
        if old and (old.noun, old.key) == (entry.kind.noun, entry.key) and dict(old.body) == entry.body:
            return reason
    return None


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What changed, field by field: `low 164 → 160, note (empty) → 'withdrawn'`."""
    changed = [name for name in (*old, *(name for name in new if name not in old)) if old.get(name) != new.get(name)]
    return ", ".join(f"{name} {_short(old.get(name))} → {_short(new.get(name))}" for name in changed)


def _short(value: Any) -> str:
    if value is None:
        return "(empty)"
    text = str(value) if not isinstance(value, (list, tuple)) else "; ".join(map(str, value))
    return f"'{text[:57]}…'" if len(text) > 60 else (text if isinstance(value, int) else f"'{text}'")


def _note_gone(made: Plan, coming: Mapping[Key, NewEntry], entries: Entries, out: Mapping[Key, str]) -> None:
    """Rows that came from a file of this name before and are missing from it now."""
    here = {table.name: kind.noun for table, kind in made.tables}
    for (noun, key), entry in entries.standing.items():
        file = entry.row.get("file")
        if here.get(str(file)) == noun and (noun, key) not in coming and (noun, key) not in out:
            made.findings.append(Finding(wrong.GONE, {"id": key}, (entry.event,), str(file)))
