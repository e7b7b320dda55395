"""A table of the case's own assumptions: named, switchable statements, each with its reason and its effect."""

from __future__ import annotations

from typing import Any

from antigone.formats.row_reader import RowReader

NEEDS = ("id", "default")
MARKS = ("statement", "sentence", "reason", "effect")
COLUMNS = ("id", "short", "kind", "statement", "sentence", "reason", "default", "effect", "note")


def assumption(reader: RowReader) -> dict[str, Any]:
    """The body of an assumption: its texts. What its effect means is for the account to say."""
    body: dict[str, Any] = {column: reader.text(column) for column in COLUMNS}
    body["id"] = reader.text("id", required=True)
    body["kind"] = reader.choice("kind", ("bridge", "reading", "mapping"), "reading")
    body["default"] = reader.choice("default", ("on", "off"), "off")
    return {name: value for name, value in body.items() if value}
