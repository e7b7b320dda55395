"""The short tables of a case: units, places, groups, parties and documents, each row as the body of an event."""

from __future__ import annotations

import re
from typing import Any

from antigone.core.unit import Kind
from antigone.formats.row_reader import RowReader

UNIT_COLUMNS = ("name", "kind", "stock_or_flow", "cumulative", "subset_of", "definition", "source")
PLACE_COLUMNS = ("id", "name", "parent", "kind", "lat", "lon", "alias", "note")
GROUP_COLUMNS = ("id", "name", "parent", "disjoint_with_siblings", "definition")
PARTY_COLUMNS = ("id", "name", "aliases", "office", "attested", "parent", "note")
DOCUMENT_COLUMNS = ("id", "publisher", "date", "url", "language", "title", "author", "note")
NAME_COLUMN = re.compile(r"name_[a-z]{2,3}(_[a-z]+)?\Z")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,12})?\Z", re.ASCII)


def unit(reader: RowReader) -> dict[str, Any]:
    """A unit: what is counted."""
    return _stated(
        name=reader.text("name", required=True),
        kind=reader.choice("kind", [each.value for each in Kind]) or _required(reader, "kind"),
        stock_or_flow=reader.choice("stock_or_flow", ("stock", "flow")) or _required(reader, "stock_or_flow"),
        cumulative=reader.choice("cumulative", ("yes", "no", "as worded")),
        subset_of=reader.text("subset_of"),
        definition=reader.text("definition"),
        source=reader.text("source"),
    )


def place(reader: RowReader) -> dict[str, Any]:
    """A place; each `name_xx` column is its name in that language, coordinates stay decimal texts."""
    names = {column[5:]: text for column, text in reader.row.cells.items() if NAME_COLUMN.match(column) and text}
    if reader.text("alias"):
        names["alias"] = reader.text("alias")
    return _stated(
        id=reader.text("id", required=True),
        name=reader.text("name", required=True),
        names=names,
        parent=reader.text("parent"),
        kind=reader.text("kind"),
        lat=_degrees(reader, "lat", 90),
        lon=_degrees(reader, "lon", 180),
        note=reader.text("note"),
    )


def group(reader: RowReader) -> dict[str, Any]:
    """A group of people; its name adopts no label."""
    disjoint = reader.yes_no("disjoint_with_siblings")
    body = _stated(
        id=reader.text("id", required=True),
        name=reader.text("name", required=True),
        parent=reader.text("parent"),
        definition=reader.text("definition"),
    )
    return body if disjoint is None else {**body, "disjoint_with_siblings": disjoint}


def party(reader: RowReader) -> dict[str, Any]:
    """Somebody who speaks or carries words; the dates of an office are checked and kept as written."""
    for end in reader.list_of("attested", "/"):
        _check_date(reader, end)
    return _stated(
        id=reader.text("id", required=True),
        name=reader.text("name", required=True),
        aliases=reader.list_of("aliases", ";"),
        office=reader.text("office"),
        attested=reader.text("attested"),
        parent=reader.text("parent"),
        note=reader.text("note"),
    )


def document(reader: RowReader) -> dict[str, Any]:
    """A document that statements rest on."""
    published = reader.date("date")
    body = {column: reader.text(column) for column in DOCUMENT_COLUMNS if column != "date"}
    reader.text("id", required=True)
    return _stated(**body, date=str(published or ""))


def _check_date(reader: RowReader, text: str) -> None:
    from antigone.core.errors import InputError
    from antigone.core.when import PartialDate
    from antigone.formats import table_findings as wrong

    try:
        PartialDate.parse(text)
    except InputError as fault:
        reader.wrong(wrong.NO_SUCH_DATE, "attested", text=text[:80], why=fault.message[:160])


def _degrees(reader: RowReader, column: str, limit: int) -> str:
    """A coordinate as the decimal text it was written as; a finding where it is none."""
    from antigone.formats import table_findings as wrong

    text = reader.text(column)
    if text and not (_DEGREES.match(text) and abs(float(text)) <= limit):
        reader.wrong(wrong.NOT_A_CHOICE, column, text=text[:80], choices=f"decimal degrees from -{limit} to {limit}")
        return ""
    return text


def _required(reader: RowReader, column: str) -> str:
    return reader.text(column, required=True)


def _stated(**values: Any) -> dict[str, Any]:
    """Only what was stated, so that an event stays short and a new column changes no old one."""
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}
