"""Reconciliation docket: what lies before the board, contradictions in front."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Term, Value


@dataclass(frozen=True, slots=True)
class Item:
    """One pair before the board: codes, the comparison's result, how many contradictions, what it rests on."""

    comparison: str
    remains: str
    persons: str
    result: str = ""
    contradictions: int = 0
    basis: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Docket:
    """One sitting of a board. `number` is its number."""

    number: str = ""
    day: PartialDate | None = None
    board: Value = ""
    items: tuple[Item, ...] = ()


def compose(content: Docket, say: Say) -> list[Block]:
    """Sitting, items (contradicted ones first), and room for what is decided."""
    columns = (
        Column(say("No."), 0.5, "end"),
        Column(say("Comparison"), 1.2),
        Column(say("Remains"), 1.3),
        Column(say("Missing person (code)"), 1.5),
        Column(say("Result"), 1.3),
        Column(say("Contradictions"), 1.2, "end"),
        Column(say("Rests on"), 1.6),
        Column(say("Stands"), 1.3),
        Column(say("Decided"), 2.2),
    )
    ordered = sorted(content.items, key=lambda item: -item.contradictions)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            n,
            Code(i.comparison),
            Code(i.remains),
            Code(i.persons),
            Term(i.result),
            i.contradictions,
            Term(i.basis),
            Term(i.standing),
            "",
        )
        for n, i in enumerate(ordered, 1)
    )
    strong = frozenset(at for at, item in enumerate(ordered) if item.contradictions)
    return [
        Fields((Field(say("Board"), content.board, 8), Field(say("Date"), content.day, 4))),
        Table(columns, rows, spare(rows, 10), strong=strong),
        Words(
            say("A barred row has a contradiction: it is heard first, and is not decided before it is explained."),
            "note",
        ),
        Signatures((Signature(say("Board, first member")), Signature(say("Board, second member")))),
    ]


def sample() -> Docket:
    """Invented."""
    return Docket(
        "B-07",
        PartialDate(2031, 6, 2),
        "Identification board",
        (
            Item("C-0015", "007-K1N", "P-0012", "identified", 0, "DNA"),
            Item("C-0017", "007-K2M", "P-0044", "possible", 1, "DNA, dental"),
            Item("C-0019", "007-K6A, 007-K7X", "P-0051, P-0052", "probable", 0, "DNA", "provisional"),
        ),
    )
