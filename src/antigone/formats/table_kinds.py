"""The tables that make up a case, each known by its header: which columns it has and how a row of it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from antigone.account import caseevents as nouns
from antigone.formats import assumption_tables, register_tables, statement_tables
from antigone.formats.row_reader import RowReader
from antigone.formats.tables import Table


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of table.

    Attributes:
        name: as people call it, `statements`.
        noun: of its entries, `claim`.
        needs: columns without which it cannot be read.
        marks: columns of which one must be there to tell it from its likes.
        columns: all that are read.
        body: a row as the body of its event; faults are left in the reader.
        links: columns that name another entry: column → (noun, required to be there).
    """

    name: str
    noun: str
    needs: tuple[str, ...]
    marks: tuple[str, ...]
    columns: tuple[str, ...]
    body: Callable[[RowReader], dict[str, Any]]
    links: tuple[tuple[str, str], ...] = ()

    @property
    def singular(self) -> str:
        """`statement` for `statements`."""
        return {"parties": "party"}.get(self.name, self.name.removesuffix("s"))


# In the order in which they are read: what is referred to comes before what refers.
KINDS = (
    TableKind(
        "units",
        nouns.UNIT,
        ("name", "kind"),
        ("stock_or_flow",),
        register_tables.UNIT_COLUMNS,
        register_tables.unit,
        (("subset_of", nouns.UNIT),),
    ),
    TableKind(
        "places",
        nouns.PLACE,
        ("id", "name", "parent"),
        ("lat", "lon", "kind"),
        register_tables.PLACE_COLUMNS,
        register_tables.place,
        (("parent", nouns.PLACE),),
    ),
    TableKind(
        "groups",
        nouns.GROUP,
        ("id", "name", "parent"),
        ("disjoint_with_siblings",),
        register_tables.GROUP_COLUMNS,
        register_tables.group,
        (("parent", nouns.GROUP),),
    ),
    TableKind(
        "parties",
        nouns.PARTY,
        ("id", "name"),
        ("aliases", "office", "attested"),
        register_tables.PARTY_COLUMNS,
        register_tables.party,
    ),
    TableKind(
        "documents",
        nouns.DOCUMENT,
        ("id",),
        ("publisher", "url"),
        register_tables.DOCUMENT_COLUMNS,
        register_tables.document,
    ),
    TableKind(
        "statements",
        nouns.CLAIM,
        ("id", "unit"),
        ("low", "high", "best", "stance", "said_on"),
        tuple(statement_tables.COLUMNS),
        statement_tables.statement,
        (("unit", nouns.UNIT), ("place", nouns.PLACE), ("group", nouns.GROUP)),
    ),
    TableKind(
        "assumptions",
        nouns.ASSUMPTION,
        assumption_tables.NEEDS,
        assumption_tables.MARKS,
        assumption_tables.COLUMNS,
        assumption_tables.assumption,
    ),
)
BY_NOUN = {kind.noun: kind for kind in KINDS}


def kind_of(table: Table) -> TableKind | None:
    """The kind whose columns it has; of several the one that fits best, then the one the file is named after."""
    columns = set(table.columns)
    able = [kind for kind in KINDS if columns.issuperset(kind.needs) and columns.intersection(kind.marks)]
    if not able:
        stem = table.name.casefold()
        able = [kind for kind in KINDS if columns.issuperset(kind.needs) and stem.startswith(kind.name)]
    return max(able, key=lambda kind: _fit(kind, table), default=None)


def _fit(kind: TableKind, table: Table) -> tuple[int, int, bool]:
    columns = set(table.columns)
    marks = len(columns.intersection(kind.marks)) == len(kind.marks)
    return len(columns.intersection(kind.columns)), int(marks), table.name.casefold().startswith(kind.name)
