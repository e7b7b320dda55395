"""Words for columns and values of registers in many languages, from two tables that ship with the product.

`data/register_fields.csv`: which headers mean which field. `data/register_words.csv`: which words mean which value.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from antigone.formats import cell_values
from antigone.formats.mapping import Field, Shape


@cache
def words(what: str) -> dict[str, tuple[str, ...]]:
    """Words by the value they stand for, such as `words("custody")["stolen"]`. Treat it as read-only."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("register_words.csv"):
        if row["what"] == what:
            found[row["value"]] = _split(row["words"])
    assert found, what
    return found


@cache
def fields(table: str) -> tuple[Field, ...]:
    """The fields of one kind of table, in order."""
    return tuple(
        Field(row["field"], _split(row["words"]), _shape(row["shape"]), row["personal"] == "yes", row["help"])
        for row in _rows("register_fields.csv")
        if row["table"] == table
    )


def _shape(name: str) -> Shape | None:
    if name.endswith(" word"):
        known = words(name.removesuffix(" word"))
        return lambda text: bool(cell_values.word_of(text, known))
    shapes: dict[str, Shape] = {
        "date": cell_values.is_date,
        "short": cell_values.is_short,
        "whole": cell_values.is_whole,
        "decimal": cell_values.is_decimal,
    }
    return shapes.get(name)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("antigone.formats").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
