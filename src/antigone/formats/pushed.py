"""Rows that another program pushes: the same fields, rules and findings as those of a table, without a file.

Rows are counted from 1, as they stand in the list. Cells are texts, whole numbers, true or false, or null; a fraction
is never a count. A field that the kind does not have is refused, so that nothing that was meant is quietly left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from antigone.core.errors import InputError, LimitError
from antigone.core.finding import Finding
from antigone.formats import table_findings as wrong
from antigone.formats.statement_tables import COLUMNS
from antigone.formats.tables import MAX_CELL, Reading, Row, Table, control_character
from antigone.said.document import sha256_hex

MAX_PUSHED = 10_000


@dataclass(frozen=True, slots=True)
class Pushed:
    """Rows as a program sent them.

    Attributes:
        name: what the program calls this list; it stands where a table's file name stands.
        rows: one object each.
        data: the exact bytes that were sent, kept as the copy that the rows came from.
    """

    name: str
    rows: Sequence[Mapping[str, Any]]
    data: bytes


def fields_of(kind: str) -> tuple[str, ...]:
    """What a row of `statements`, or of a kind of register, can hold."""
    from antigone.formats.register_kinds import kinds

    if kind == "statements":
        return tuple(COLUMNS)
    return tuple(dict.fromkeys(each.name for found in kinds() if found.name == kind for each in found.fields))


def reading_of(pushed: Pushed, kind: str) -> Reading:
    """The rows as a table of that kind.

    Raises:
        LimitError: more rows than are taken at once.
        InputError: a field that the kind does not have.
    """
    if len(pushed.rows) > MAX_PUSHED:
        raise LimitError(f"{len(pushed.rows):,} rows are too many at once.", f"Send at most {MAX_PUSHED:,}.")
    known = fields_of(kind)
    columns = tuple(dict.fromkeys(name for row in pushed.rows for name in row))
    unknown = [name for name in columns if name not in known]
    if unknown:
        raise InputError(f"{kind} have no field '{unknown[0][:60]}'.", f"Fields: {', '.join(known)}.")
    reading = Reading()
    digest = sha256_hex(pushed.data)
    rows = [row for at, cells in enumerate(pushed.rows, 1) if (row := _row(at, cells, columns, pushed.name, reading))]
    reading.tables.append(Table(pushed.name, columns, tuple(rows), digest))
    reading.sources[digest] = (pushed.name, pushed.data)
    return reading


def _row(number: int, cells: Mapping[str, Any], columns: tuple[str, ...], name: str, reading: Reading) -> Row | None:
    """The row as texts, or None with a finding where a cell cannot be taken."""
    texts: dict[str, str] = {}
    for column in columns:
        text = _text(cells.get(column))
        found = _fault(text)
        if found or text is None:
            kind, values = found or (wrong.NO_CELL, {})
            reading.findings.append(Finding(kind, values, file=name, row=number, column=column))
            return None
        texts[column] = text.strip()
    return Row(number, texts)


def _text(value: Any) -> str | None:
    """A cell as a table would hold it; None for what no cell holds."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else None


def _fault(text: str | None) -> tuple[Any, dict[str, Any]] | None:
    if text is None:
        return None
    if len(text) > MAX_CELL:
        return wrong.CELL_TOO_LONG, {"limit": MAX_CELL}
    bad = control_character(text)
    return (wrong.CONTROL_CHARACTER, {"character": f"U+{ord(bad):04X}"}) if bad else None
