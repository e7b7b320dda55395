"""XLSX workbooks as tables: one for each sheet that holds anything."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from antigone.core.finding import Finding
from antigone.core.told import told
from antigone.formats import table_findings as wrong
from antigone.formats.tables import MAX_ROWS, Reading, table_of

MAX_UNPACKED = 256 * 1024 * 1024
MAX_COLUMNS = 1_000


def read_workbook(data: bytes, name: str) -> Reading:
    """All sheets of a workbook; sheets that are empty are passed over."""
    reading = Reading()
    fault = _unsafe(data)
    if fault:
        reading.findings.append(Finding(wrong.UNREADABLE, {"why": fault}, file=name))
        return reading
    try:
        _read(data, name, reading)
    except Exception as error:  # openpyxl raises nearly anything on a damaged workbook
        reading.tables.clear()
        why = f"{type(error).__name__}: {error}"[:200]
        reading.findings.append(Finding(wrong.UNREADABLE, {"why": why}, file=name))
    return reading


def _unsafe(data: bytes) -> str:
    """Why the package is not opened; empty where it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                return told("unpacked it is larger than 256 MB")
            return "" if "xl/workbook.xml" in package.namelist() else told("it is a zip file and no workbook")
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        return told("it is a damaged zip file ({fault})", fault=str(fault))


def _read(data: bytes, name: str, reading: Reading) -> None:
    import openpyxl

    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    digest = hashlib.sha256(data).hexdigest()
    sheets = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        label = name if len(sheets) == 1 else f"{name} [{sheet.title}]"
        rows = _texts(sheet, formulas[sheet.title], label, reading.findings)
        before = len(reading.findings)
        table = table_of(rows, label, digest, reading.findings)
        if table.columns:
            reading.tables.append(table)
        elif len(sheets) > 1:  # an empty sheet among others is no fault
            reading.findings[before:] = [f for f in reading.findings[before:] if f.kind is not wrong.EMPTY_FILE]


def _texts(sheet: Any, formulas: Any, label: str, findings: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet as texts; a row with a formula that has no stored result is kept out."""
    width = 0
    paired = zip(sheet.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=False)
    for number, (row, written) in enumerate(paired, start=1):
        if number > MAX_ROWS + 2:
            return
        cells = [cell_text(cell) for cell in row[:MAX_COLUMNS]]
        if any(
            value is None and isinstance(form, str) and form[:1] == "="
            for value, form in zip(row, written, strict=False)
        ):
            findings.append(Finding(wrong.FORMULA_WITHOUT_VALUE, file=label, row=number))
            continue
        if not width:
            width = max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)
        trailing = [cell for cell in cells[width:] if cell.strip()]
        yield number, cells if trailing else (cells + [""] * width)[:width]


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601; times of day that are midnight are left out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)
