"""The few building blocks that every print is made of. A block is plain data; `templates/blocks.typ` draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from antigone.formats.prints.values import Personal, Value

COLUMNS = 12
"""The width of a form, in columns; the spans of each row of boxes add up to it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One box of a form.

    Attributes:
        label: what belongs in it, in the language of the print.
        value: what is in it; blank to be filled by hand.
        span: columns it takes, 1 to 12.
        lines: height in lines of handwriting.
        item: INTERPOL item number, or "".
        choices: English words to tick one of, instead of writing; `value` is then a `Term` among them.
        no_data: draw a box to tick for "no data".
    """

    label: str
    value: Value = ""
    span: int = 6
    lines: int = 1
    item: str = ""
    choices: tuple[str, ...] = ()
    no_data: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Boxes in rows; each row is exactly as wide as the form."""

    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        filled = 0
        for one in self.fields:
            filled = (0 if filled == COLUMNS else filled) + one.span
            assert filled <= COLUMNS, f"the row that ends with '{one.label}' is wider than the form"
        assert filled in (0, COLUMNS), "the last row of boxes is not full"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, and how its cells are set (`start`, `end`, `center`)."""

    head: str
    width: float = 1.0
    align: str = "start"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page.

    Attributes:
        columns: see `Column`.
        rows: one value per column.
        blank: empty rows to write in, after the others.
        total: a last row in heavier type, or ().
        strong: numbers of the rows (from 0) to set off with a bar at their start.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    blank: int = 0
    total: tuple[Value, ...] = ()
    strong: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        wrong = [row for row in (*self.rows, *((self.total,) if self.total else ())) if len(row) != len(self.columns)]
        assert not wrong, f"a row has not one value per column: {wrong[:1]}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the print, with an optional line under it and an INTERPOL item number before it."""

    text: str
    note: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `weight`: `plain`, `note` (small) or `stand` (set off by a bar).

    `written` is True for what people wrote; otherwise it is ours, in the language of the print.
    """

    text: str
    weight: str = "plain"
    written: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth reading first. `number` is already written out: `225`, `41–43`."""

    number: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers side by side."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody who signs: in which capacity, and who, where that is known beforehand."""

    role: str
    name: Value = ""
    office: Value = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Boxes to sign in, two in a row."""

    signers: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A grid of boxes to tick: `ticked` holds (row, column) from 0; `personal`: what the ticks tell, if they do."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    ticked: frozenset[tuple[int, int]] = frozenset()
    personal: Personal | None = None


@dataclass(frozen=True, slots=True)
class Teeth:
    """The 32 teeth by FDI number, with their codes where known. Right of the person is left on the page."""

    codes: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Badge:
    """Whose print this is: a code that can be scanned, the code to read, and a few words beside it."""

    code: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A space to draw in: `plan` (grid, north arrow, scale) or `body` (front and back). `height` in millimetres."""

    kind: str
    height: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sticker:
    """One label: a code in figures and as QR (`qr`, or the code), a line above, a few words below. Never a name."""

    code: str
    line: str = ""
    words: tuple[Value, ...] = ()
    qr: str = ""


@dataclass(frozen=True, slots=True)
class Stickers:
    """Labels on one or more sheets, three by eight to a page."""

    stickers: tuple[Sticker, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Block: TypeAlias = (
    Fields | Table | Heading | Words | Figures | Signatures | Ticks | Teeth | Badge | Sketch | Stickers | NewPage
)
