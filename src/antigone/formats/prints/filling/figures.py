"""The public table, from the account: what a report prints first, each figure with its definition."""

from __future__ import annotations

from antigone.core.quantity import Count
from antigone.core.when import PartialDate
from antigone.formats.prints.filling.source import Source
from antigone.formats.prints.forms import public_table

_PEOPLE = {"missing": "people missing", "identified": "identified people"}
"""Units whose name means something else on a form."""


def table(source: Source, ids: tuple[str, ...]) -> public_table.PublicTable:
    """The headline figures of the account as of a day; `ids` narrows them to these units."""
    from antigone import account
    from antigone.account.casefold import fold

    book = fold(source.case.events(), source.case.name).book
    made = account.build(book, as_of=source.as_of)
    chosen = [a for a in made.propositions if (a.unit in ids if ids else a.headline)]
    names = {place.id: place.name for place in book.places.values()}
    groups = {group.id: group.name for group in book.groups.values()}
    figures = tuple(
        public_table.PublicFigure(
            _PEOPLE.get(a.unit, a.unit.replace("_", " ")),
            ", ".join(part for part in (names.get(a.place, a.place), groups.get(a.group, "")) if part),
            Count(a.least, a.most),
            book.units[a.unit].definition if a.unit in book.units else "",
        )
        for a in chosen
    )
    day = PartialDate.parse(made.as_of) if made.as_of else None
    contested = tuple(c.arithmetic for c in made.conflicts if c.kind == "hard")
    return public_table.PublicTable("", day, figures, contested)
