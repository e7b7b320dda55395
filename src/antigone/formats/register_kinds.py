"""The kinds of register that can be imported: which fields each has, what it needs, and how a row of it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from antigone.core.errors import UsageError
from antigone.formats import custody_table, morgue_book, observation_table, person_table, site_table
from antigone.formats.mapping import Field, guess
from antigone.formats.register_plan import Planned
from antigone.formats.register_reader import RegisterReader
from antigone.formats.register_words import fields
from antigone.formats.tables import Row, Table

FOUND, NAMED = "found", "named"


@dataclass(frozen=True)
class RegisterKind:
    """One kind of register.

    Attributes:
        name: as people call it, `custody`.
        room: whose it is: `found` or `named`.
        fields: what its columns can be.
        needs: fields without which no row can stand, each as alternatives.
        marks: fields that tell it from its likes.
        read: a row as values.
        whole: what to do once all rows of a table are read; None for nothing.
    """

    name: str
    room: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...]
    read: Callable[[RegisterReader, Row, Table], list[Planned]]
    whole: Callable[[list[Planned]], list[Planned]] | None = None


def _plain(read: Callable[[RegisterReader], list[Planned]]) -> Callable[[RegisterReader, Row, Table], list[Planned]]:
    def read_row(reader: RegisterReader, _row: Row, _table: Table) -> list[Planned]:
        return read(reader)

    return read_row


@cache
def kinds() -> tuple[RegisterKind, ...]:
    """All kinds, in the order in which they are read: what is referred to comes before what refers."""
    book = {field.name: field for field in fields("remains")}
    seen = tuple(book[name] for name in morgue_book.SEEN)
    common = (book["number"], *fields("examinations")[1:])
    return (
        RegisterKind(
            "sites", FOUND, fields("sites"), (("name", "id"),),
            ("lat", "lon", "type", "publication", "keeper", "precision_m", "secured", "exhumed"),
            _plain(site_table.plan_site),
        ),
        RegisterKind(
            "features", FOUND, fields("features"), (("id",), ("site",)), ("opened", "contents", "marker"),
            _plain(site_table.plan_feature),
        ),
        RegisterKind(
            "remains", FOUND, fields("remains"), (("number",),),
            ("received", "place", "site", "kind", "left", "element", "came_from"), _plain(morgue_book.plan_row),
        ),
        RegisterKind(
            "custody", FOUND, fields("custody"), (("type",), ("units", "asserted")),
            ("from_place", "to_place", "asserted", "units", "date"), _plain(custody_table.plan_row),
        ),
        RegisterKind(
            "observations", FOUND, (*common, *fields("observations")), (("number",), ("item",), ("value",)),
            ("item", "value", "answer", "method"), _plain(observation_table.plan_long), observation_table.join,
        ),
        RegisterKind(
            "examinations", FOUND, (*common, *seen), (("number",),),
            ("by", "kind", "age_least", "height_least", "treated_teeth"),
            lambda reader, row, table: observation_table.plan_wide(reader, row, table.columns),
        ),
        RegisterKind(
            "missing", NAMED, fields("missing"), (("person", "name", "family_name"),),
            ("last_seen", "last_place", "informant_name", "relation", "birth", "received"),
            _plain(person_table.plan_missing),
        ),
        RegisterKind(
            "samples", NAMED, fields("samples"), (("donor",),), ("material", "sample_kind", "laboratory"),
            _plain(person_table.plan_sample),
        ),
    )  # fmt: skip


def kind_named(name: str, room: str) -> RegisterKind:
    """The kind of that name in a room; `UsageError` where there is none."""
    for kind in kinds():
        if kind.name == name and kind.room == room:
            return kind
    known = ", ".join(kind.name for kind in kinds() if kind.room == room)
    raise UsageError(f"There is no kind of register called '{name}'.", f"One of: {known}.")


def kind_of(table: Table, room: str, constants: Sequence[str] = ()) -> tuple[RegisterKind, dict[str, str]] | None:
    """The kind that a table fits best, and its guessed mapping; None where it fits none."""
    best: tuple[float, RegisterKind, dict[str, str]] | None = None
    for kind in (kind for kind in kinds() if kind.room == room):
        mapped = guess(table, kind.fields)
        have = {*mapped, *constants}
        marks = len(have.intersection(kind.marks))
        if any(not have.intersection(some) for some in kind.needs):
            continue
        if kind.name == "examinations":
            marks += 3 * min(1, len(observation_table.item_columns(table.columns)))
        if not marks:
            continue
        score = len(mapped) + 1.5 * marks + 3 * _called(table, kind)
        if best is None or score > best[0]:
            best = (score, kind, mapped)
    return (best[1], best[2]) if best else None


def _called(table: Table, kind: RegisterKind) -> bool:
    """True where the file is named after the kind."""
    return table.name.casefold().startswith((kind.name.rstrip("s"), *ALSO_CALLED.get(kind.name, ())))


ALSO_CALLED = {
    "examinations": ("post-mortem", "post_mortem", "postmortem", "pm.", "pm_", "pm-", "autops", "осмотр", "вскрыти"),
    "missing": ("ante-mortem", "ante_mortem", "antemortem", "am.", "am_", "am-", "пропавш", "desaparecid"),
}
"""How else people begin the names of such files."""
