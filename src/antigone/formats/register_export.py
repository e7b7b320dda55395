"""The register out of a case: maps, tables, DVI JSON. No name, no genetic value, no exact position unless asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antigone.core.errors import InputError, UsageError
from antigone.formats import dvi_schema, geo
from antigone.found.body import from_body
from antigone.found.label import code_of
from antigone.found.site import Geometry
from antigone.record.case import Case

if TYPE_CHECKING:
    from antigone.found.register import Register

MAPS = {".geojson": geo.to_geojson, ".kml": geo.to_kml, ".gpx": geo.to_gpx}
TABLES = ("sites", "remains", "custody", "observations", "iom")
Rows = list[dict[str, str]]


def export(case: Case, path: Path, what: str = "", *, exact: bool = False, because: str = "") -> dict[str, Any]:
    """Write what the register holds to a file; its ending says in which form.

    Args:
        case: open for writing where `exact`, for the disclosure is recorded first.
        path: `.geojson`, `.kml`, `.gpx` (sites), `.json` (DVI JSON), `.csv` or `.xlsx` (a table, see `what`).
        what: for tables: one of `TABLES`; default `remains`.
        exact: unseal exact positions.
        because: why; required with `exact`, and recorded.

    Returns:
        What was written: format, number of entries, how many positions are exact.

    Raises:
        UsageError: a format or table that does not exist; `exact` without a reason.
        InputError: the file cannot be written.
    """
    from antigone.found.register import fold

    register = fold(case.events())
    suffix = path.suffix.casefold()
    positions = _exact_positions(case, because) if exact else {}
    if suffix in MAPS:
        placed = [
            (site, geo.shown_position(site, positions.get(site.id))) for _, site in sorted(register.sites.items())
        ]
        _write(path, MAPS[suffix](placed).encode())
        return {"format": suffix[1:], "entries": len(placed), "shown": sum(p is not None for _, p in placed),
                "exact": len(positions)}  # fmt: skip
    if suffix == ".json":
        records = dvi_schema.post_mortem(register)
        made = dvi_schema.document(case.name, records)
        _write(path, (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
        return {"format": "dvi", "entries": len(records), "exact": 0}
    if suffix in (".csv", ".xlsx"):
        rows = table_rows(register, what or "remains", positions)
        _write(path, as_csv(rows) if suffix == ".csv" else as_xlsx(rows))
        return {"format": suffix[1:], "entries": len(rows), "exact": len(positions)}
    raise UsageError(f"'{path.name}' says no form.", "End it in .geojson, .kml, .gpx, .json, .csv or .xlsx.")


def _exact_positions(case: Case, because: str) -> dict[str, Geometry]:
    """Exact positions by site, unsealed; that they were shown is recorded before anything is written."""
    from antigone.found.events import standing
    from antigone.named.events import SHOWN, Shown, draft

    if not because.strip():
        raise UsageError("Exact positions need a reason, which is recorded.", 'Say why, with --because "…".')
    found: dict[str, Geometry] = {}
    for event in standing(case.events()):
        if event.kind == "site.recorded" and any(s.field == "position" for s in getattr(event, "sealed", ())):
            text = case.unseal(case.event(event.id), "position")
            if isinstance(text, str):
                found[str(event.body["site"]["id"])] = from_body(Geometry, json.loads(text))
    if found:
        subjects = tuple(f"site:{id}" for id in sorted(found))
        shown = Shown(subjects, ("position",), case.writer().by, because)
        case.append([draft(SHOWN, shown)])
    return found


def table_rows(register: Register, what: str, positions: Mapping[str, Geometry] | None = None) -> Rows:
    """Rows of one table that `antigone found import` reads again; nothing sealed is in it."""
    plain = {"remains": _remains, "custody": _custody, "observations": _observations}
    if what in plain:
        return plain[what](register)
    if what not in TABLES:
        raise UsageError(f"There is no table '{what}'.", f"One of: {', '.join(TABLES)}.")
    return (_sites if what == "sites" else _iom)(register, positions or {})


def _sites(register: Register, positions: Mapping[str, Geometry]) -> Rows:
    rows = []
    for id, site in sorted(register.sites.items()):
        position = geo.shown_position(site, positions.get(id))
        rows.append(
            {
                "id": id, "name": site.name, "type": site.type.value, "keeper": site.keeper,
                "lat": position.lat if position else "", "lon": position.lon if position else "",
                "precision_m": str(position.precision_m) if position and position.precision_m is not None else "",
                "publication": site.publication.value, "discovered": str(site.discovered or ""),
                "secured": str(site.secured or ""), "exhumed": str(site.exhumed or ""),
                "derived_from": site.derived_from or "",
            }
        )  # fmt: skip
    return rows


def _remains(register: Register) -> Rows:
    rows = []
    for id, thing in sorted(register.remains.items()):
        spot = register.spot(id)
        labels = [label.text for label in register.labels.get(id, ())]
        rows.append(
            {
                "number": code_of(id), "labels": "; ".join(labels), "kind": thing.kind.value,
                "part_of": code_of(thing.parent) if thing.parent else "", "found_at": thing.site,
                "grave": thing.feature, "element": thing.element, "side": thing.side.value if thing.side else "",
                "completeness": thing.completeness.value if thing.completeness else "",
                "whereabouts": spot.words if spot else "",
            }
        )  # fmt: skip
    return rows


def _custody(register: Register) -> Rows:
    rows = []
    for booked in sorted(register.custody.values(), key=lambda b: b.rank):
        event, when = booked.value, booked.event.occurred
        rows.append(
            {
                "id": booked.id[:16], "type": event.type.value, "date": str(when.start or "") if when else "",
                "time": event.time, "numbers": "; ".join(code_of(unit) for unit in event.units),
                "count": "" if event.asserted is None else str(event.asserted), "counted": event.counted.value,
                "from": event.from_place, "to": event.to_place, "seal": event.seal, "authority": event.authority,
                "reference": event.reference,
            }
        )  # fmt: skip
    return rows


def _observations(register: Register) -> Rows:
    return [
        {"number": code_of(exam.remains), "id": exam.id, "kind": exam.kind.value, "by": exam.by, "item": each.item,
         "value": each.value, "answer": each.answer.value, "method": each.method}
        for exam in sorted(register.examinations.values(), key=lambda e: e.id)
        for each in exam.observations
        if each.item not in dvi_schema.GENETIC
    ]  # fmt: skip


def _iom(register: Register, positions: Mapping[str, Geometry]) -> Rows:
    from antigone.formats.iom import rows_of

    return rows_of(register, positions)


def as_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """A CSV table; cells that a spreadsheet would run as formulas are written as text."""
    rows = list(rows)
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: plain_cell(text) for name, text in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def plain_cell(text: str) -> str:
    """A text that no spreadsheet runs: a leading `=`, `+`, `-` or `@` before letters gets an apostrophe."""
    runs = text[:1] in tuple("=+@") or (text[:1] == "-" and len(text) > 1 and not text[1:2].isdigit())
    return f"'{text}" if runs else text


def as_xlsx(rows: Iterable[Mapping[str, str]]) -> bytes:
    """An XLSX workbook of one sheet; every cell is text."""
    import xlsxwriter

    rows = list(rows)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("register")
    for at, name in enumerate(rows[0] if rows else ()):
        sheet.write_string(0, at, name)
    for number, row in enumerate(rows, start=1):
        for at, text in enumerate(row.values()):
            sheet.write_string(number, at, text)
    book.close()
    return out.getvalue()


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise InputError(f"{path} cannot be written: {fault.strerror}.", "Choose another place.") from fault
