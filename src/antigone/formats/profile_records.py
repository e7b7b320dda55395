"""Rows of a CSV or XLSX file as they stand, header and all: for tables whose header may name a column twice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats.kinship_text import plain, read_bytes, text_of
from antigone.formats.limits import DEFAULT_LIMITS, open_zip

MAX_ROWS = 500_000
MAX_COLUMNS = 2_000
Record = tuple[int, list[str]]


def read_records(path: Path) -> tuple[list[Record], list[Finding]]:
    """Rows that hold anything, with their numbers as a spreadsheet shows them; cells are stripped."""
    return parse_records(read_bytes(path), path.name)


def parse_records(data: bytes, name: str) -> tuple[list[Record], list[Finding]]:
    """Rows of the bytes; the kind of file is told from the bytes.

    Raises:
        InputError: it is neither text nor a workbook, or it is damaged.
        LimitError: it is too large, or unpacks to too much.
    """
    findings: list[Finding] = []
    if data.startswith(b"PK\x03\x04"):
        rows = _workbook(data, name)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{name} is a workbook of the old .xls form.", "Save it as .xlsx or CSV.")
    else:
        from antigone.formats.tables import split_records

        text = text_of(data, name, findings)
        rows = [(row, cells) for row, cells in split_records(text, name, findings)]
    kept = [(row, [cell.strip() for cell in cells[:MAX_COLUMNS]]) for row, cells in rows[:MAX_ROWS]]
    return [(row, cells) for row, cells in kept if any(cells)], findings


def _workbook(data: bytes, name: str) -> list[Record]:
    open_zip(data, DEFAULT_LIMITS).close()
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
        if sheet is None:
            return []
        rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        return [(n, [_cell(value) for value in row]) for n, row in enumerate(rows, 1)]
    except Exception as error:  # openpyxl raises nearly anything on a damaged workbook
        why = f"{type(error).__name__}: {error}"[:200]
        raise InputError(f"{name} cannot be read as a workbook ({why}).", "Save it again as .xlsx or CSV.") from None


def _cell(value: Any) -> str:
    """The text of a cell; a whole number without a point, so that allele 14 does not become 14.0."""
    if value is None:
        return ""
    if isinstance(value, float):
        return plain(round(value, 10)) if abs(value) < 1e15 else repr(value)
    return str(value)
