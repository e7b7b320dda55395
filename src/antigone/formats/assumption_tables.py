"""A table of the case's own assumptions: named, switchable statements, each with its reason."""

from __future__ import annotations

from typing import Any

from antigone.formats.row_reader import RowReader

NEEDS = ("id", "default")
MARKS = ("kind", "statement", "reason")
COLUMNS = ("id", "kind", "default", "statement", "reason")


def assumption(reader: RowReader) -> dict[str, Any]:
    """The body of an assumption."""
    body: dict[str, Any] = {column: reader.text(column) for column in COLUMNS}
    reader.text("id", required=True)
    body["default"] = reader.choice("default", ("on", "off"), "off")
    return {name: value for name, value in body.items() if value}
