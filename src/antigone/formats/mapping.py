"""Which column of somebody's table is which field of ours: guessed from headers and values, shown, saved, used again.

A mapping is saved per case as the event `mapping.saved`; a later table with the same header is read by it unasked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from antigone.core.errors import UsageError
from antigone.formats.tables import Row, Table
from antigone.record.event import Draft, Event

MAPPING_SAVED = "mapping.saved"
SAMPLE_ROWS = 200
CERTAIN, LIKELY, LEAST = 100, 85, 70
_JUNK = re.compile(r"[\W_]+")
Shape = Callable[[str], bool]


@dataclass(frozen=True)
class Field:
    """One field that a kind of table can hold.

    Attributes:
        name: ours, such as `received`.
        words: headers that mean it, in any language, as people write them.
        shape: true of a cell that can hold such a value; None where any text can.
        personal: its values name or describe somebody living, or name the dead: they are sealed.
        help: what it means, in a line.
    """

    name: str
    words: tuple[str, ...]
    shape: Shape | None = None
    personal: bool = False
    help: str = ""


@dataclass(frozen=True)
class ColumnMapping:
    """How one table is read.

    Attributes:
        name: what it is called in the case.
        kind: of table, such as `remains`.
        columns: field → column of the table.
        constants: field → value that every row has, such as the morgue of a morgue's book.
        day_first: how `05/01/2022` is read; None until a table shows it.
        header: the columns of the table it was made for, sorted.
    """

    name: str
    kind: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    header: tuple[str, ...] = ()

    def body(self) -> dict[str, Any]:
        """The mapping as plain values of an event."""
        body: dict[str, Any] = {
            "name": self.name, "kind": self.kind, "columns": dict(sorted(self.columns.items())),
            "constants": dict(sorted(self.constants.items())), "header": list(self.header),
        }  # fmt: skip
        return body if self.day_first is None else {**body, "day_first": self.day_first}

    def row(self, row: Row) -> Row:
        """A row of the table under our names; a constant stands where the table's own cell is empty."""
        cells = {ours: row.get(theirs) for ours, theirs in self.columns.items()}
        return Row(row.number, cells | {ours: text for ours, text in self.constants.items() if not cells.get(ours)})


def plain_header(text: str) -> str:
    """A header without case, punctuation and blanks at its ends, for comparison."""
    return _JUNK.sub(" ", text.casefold()).strip()


def guess(table: Table, fields: Sequence[Field]) -> dict[str, str]:
    """The likeliest column of each field; each column is used once, and a column whose values do not fit is not taken.

    Returns:
        field → column, in the order of the fields.
    """
    columns = [column for column in table.columns if column]
    shown = {column: _sample(table.rows, column) for column in columns}
    scores = [
        (score, -at, field.name, column)
        for at, field in enumerate(fields)
        for column in columns
        if (score := _score(field, column, shown[column])) >= LEAST
    ]
    found: dict[str, str] = {}
    for _, _, name, column in sorted(scores, reverse=True):
        if name not in found and column not in found.values():
            found[name] = column
    return {field.name: found[field.name] for field in fields if field.name in found}


def _sample(rows: Sequence[Row], column: str) -> list[str]:
    texts = (row.get(column) for row in rows[: 10 * SAMPLE_ROWS])
    return [text for text in texts if text][:SAMPLE_ROWS]


def _score(field: Field, column: str, shown: Sequence[str]) -> float:
    """How well a column fits a field, 0 to 100: first by its header, then by whether its values can be such."""
    score = _header_score(field.words, field.name, plain_header(column))
    if score >= LEAST and field.shape and shown:
        fitting = sum(map(field.shape, shown)) / len(shown)
        score = score if fitting >= 0.5 else (score - 25 if fitting > 0.1 else 0)
    return score


@cache
def _header_score(words: tuple[str, ...], name: str, header: str) -> float:
    from rapidfuzz.fuzz import ratio

    best = 0.0
    for word in {name.replace("_", " "), *map(plain_header, words)}:
        if word == header:
            return CERTAIN
        if len(word) >= 4 and f" {word} " in f" {header} ":
            best = max(best, LIKELY - 0.2 * max(0, len(header) - len(word)))
        elif len(word) >= 5:
            best = max(best, close if (close := ratio(word, header)) >= 88 else 0)
    return best


def with_choices(
    guessed: Mapping[str, str], chosen: Iterable[str], fields: Sequence[Field], table: Table
) -> dict[str, str]:
    """The guess with what the user said: `field=column`; an empty column leaves the field out.

    Raises:
        UsageError: a field or column that does not exist.
    """
    mapped = dict(guessed)
    known = {field.name for field in fields}
    for each in chosen:
        name, sign, column = each.partition("=")
        name, column = name.strip(), "_".join(column.strip().casefold().split())
        if not sign or name not in known:
            raise UsageError(f"'{each}' maps no field.", f"Write field=column; fields: {', '.join(sorted(known))}.")
        mapped = {field: taken for field, taken in mapped.items() if taken != column and field != name}
        if column:
            if column not in table.columns:
                raise UsageError(f"There is no column '{column}'.", f"Columns: {', '.join(table.columns)}.")
            mapped[name] = column
    return mapped


def saved_mappings(events: Iterable[Event]) -> list[ColumnMapping]:
    """The mappings saved in a case, the newest first; one whose body makes no sense is passed over."""
    written = [event for event in events if event.kind == MAPPING_SAVED]
    written.sort(key=lambda event: (event.recorded, event.seq, event.id), reverse=True)
    return [found for event in written if (found := _of_body(event.body.get("mapping")))]


def _of_body(body: object) -> ColumnMapping | None:
    if not isinstance(body, Mapping) or not isinstance(body.get("columns"), Mapping):
        return None
    constants = body.get("constants")
    day_first = body.get("day_first")
    return ColumnMapping(
        str(body.get("name", "")),
        str(body.get("kind", "")),
        {str(a): str(b) for a, b in body["columns"].items()},
        {str(a): str(b) for a, b in constants.items()} if isinstance(constants, Mapping) else {},
        day_first if isinstance(day_first, bool) else None,
        tuple(map(str, body.get("header") or ())),
    )


def draft_of(mapping: ColumnMapping) -> Draft:
    """The event that keeps a mapping for the next table of its sort. Column names and constants are in the clear."""
    return Draft(MAPPING_SAVED, {"mapping": mapping.body()})
