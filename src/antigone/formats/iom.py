"""Tables of the missing and dead on the move, in the columns of the IOM Missing Migrants Project: in as statements, out
from the register.

In: each row is what its source said of one incident: so many dead, at least so many missing, so many survivors. It
becomes statements, never remains. Out: one row a site, bodies recovered there; positions as far as they may be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats import register_findings as wrong
from antigone.formats.cell_values import is_no_data, is_whole, read_date, whole
from antigone.formats.geo import shown_position
from antigone.formats.keys import key_of, short_id
from antigone.formats.tables import Row, Table, read_file

if TYPE_CHECKING:
    from antigone.formats.case_import import Imported
    from antigone.found.register import Register
    from antigone.found.site import Geometry
    from antigone.record.case import Case

COLUMNS = (
    "Incident ID", "Incident Date", "Location of Incident", "Number of Dead", "Minimum Estimated Number of Missing",
    "Total Number of Dead and Missing", "Number of Survivors", "Coordinates", "Information Source", "URL",
)  # fmt: skip
_FIGURES = (
    ("number_of_dead", "killed", "exact"),
    ("minimum_estimated_number_of_missing", "missing", "at_least"),
)
STATEMENT_COLUMNS = (
    "id",
    "said_on",
    "speaker",
    "publisher",
    "url",
    "unit",
    "low",
    "high",
    "modifier",
    "as_of",
    "place",
    "note",
)


def is_iom(table: Table) -> bool:
    """True where the header is that of such a table."""
    columns = set(table.columns)
    return "number_of_dead" in columns and bool(
        columns & {"minimum_estimated_number_of_missing", "total_number_of_dead_and_missing"}
    )


def statements(table: Table, findings: list[Finding]) -> Table:
    """The figures of an IOM-style table as a table of statements that `antigone import` reads.

    A figure that is empty or a mark for "no data" gives no statement: unknown is never zero.
    """
    rows = []
    for row in table.rows:
        day = _day(row, table, findings)
        for column, unit, modifier in _FIGURES:
            text = row.get(column).replace(",", "")
            if not text or is_no_data(text):
                continue
            if not is_whole(text):
                values = {"number": row.number, "why": f"'{text[:20]}' in {column} is no whole number."}
                findings.append(Finding(wrong.TOO_DEEP, values, file=table.name, row=row.number))
                continue
            rows.append(Row(row.number, _statement(row, table, unit, modifier, whole(text), day)))
    return Table(table.name, STATEMENT_COLUMNS, tuple(rows), table.digest)


def _statement(row: Row, table: Table, unit: str, modifier: str, count: int, day: str) -> dict[str, str]:
    source = row.get("information_source")
    own = row.get("incident_id") or row.get("main_id") or row.get("web_id")
    key = own or key_of("iom", *(row.get(column) for column in table.columns))
    return {
        "id": f"{own or short_id('IOM', key)}-{unit}", "said_on": day, "as_of": day, "speaker": source,
        "publisher": source, "url": row.get("url"), "unit": unit, "low": str(count),
        "high": str(count) if modifier == "exact" else "", "modifier": modifier, "stance": "asserts",
        "note": row.get("location_of_incident") or row.get("location_of_death"),
    }  # fmt: skip


def _day(row: Row, table: Table, findings: list[Finding]) -> str:
    text = row.get("incident_date") or row.get("website_date") or row.get("incident_year") or row.get("reported_year")
    if not text:
        return ""
    try:
        return str(read_date(text))
    except InputError as fault:
        findings.append(
            Finding(wrong.TOO_DEEP, {"number": row.number, "why": fault.message}, file=table.name, row=row.number)
        )
        return ""


def import_iom(case: Case, path: Path, *, dry_run: bool = False, again: bool = False) -> Imported:
    """Import such a table as statements, by the rules of `case_import`.

    Raises:
        InputError: the file is no such table.
    """
    import tempfile

    from antigone.formats.case_import import import_tables
    from antigone.formats.register_export import as_csv

    reading = read_file(path)
    tables = [table for table in reading.tables if is_iom(table)]
    if not tables:
        raise InputError(f"{path.name} has not the columns of a missing-migrants table.", f"It needs: {COLUMNS[3]}.")
    with tempfile.TemporaryDirectory() as folder:
        for table in tables:
            made = statements(table, reading.findings)
            rows = [{column: row.get(column) for column in STATEMENT_COLUMNS} for row in made.rows]
            (Path(folder) / f"{path.stem}.csv").write_bytes(as_csv(rows))
        done = import_tables(case, Path(folder), dry_run=dry_run, again=again)
    done.plan.findings += reading.findings
    return done


def rows_of(register: Register, positions: Mapping[str, Geometry]) -> list[dict[str, str]]:
    """One row a site where bodies were found, in these columns. Parts are not people: they are not counted."""
    from antigone.found.remains import Counted

    counts: dict[str, int] = {}
    for thing in register.remains.values():
        if thing.site and thing.counted is Counted.BODIES:
            counts[thing.site] = counts.get(thing.site, 0) + 1
    rows = []
    for id, count in sorted(counts.items()):
        site = register.sites.get(id)
        position = shown_position(site, positions.get(id)) if site else None
        day = str(site.discovered or "") if site else ""
        where = f"{position.lat}, {position.lon}" if position else ""
        values = (id, day, site.name if site else id, str(count), "", str(count), "", where, "register", "")
        rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows
