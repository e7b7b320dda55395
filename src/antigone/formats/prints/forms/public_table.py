"""Public table: figures for everybody, each with its definition and its day. Least and most; no body."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.quantity import Count
from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Heading, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Term, Value


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """One quantity: what is counted, where, least and most, and by which definition."""

    quantity: str
    place: Value
    count: Count
    definition: Value = ""


@dataclass(frozen=True, slots=True)
class PublicTable:
    """The account as it is published: `as_of` is its day; `contested` says what cannot stand together."""

    number: str = ""
    as_of: PartialDate | None = None
    figures: tuple[PublicFigure, ...] = ()
    contested: tuple[str, ...] = ()


def compose(content: PublicTable, say: Say) -> list[Block]:
    """The day, the figures, what is contested, how to read it."""
    columns = (
        Column(say("Counted"), 2),
        Column(say("Where"), 1.8),
        Column(say("Least"), 0.9, "end"),
        Column(say("Most"), 0.9, "end"),
        Column(say("Definition"), 3.4),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (Term(f.quantity), f.place, f.count.low, "—" if f.count.high is None else f.count.high, f.definition)
        for f in content.figures
    )
    day = [Words(say("As of {day}", day=say.date(content.as_of)))] if content.as_of else []
    contested: list[Block] = [Words(sentence, "stand", written=True) for sentence in content.contested]
    return [
        *day,
        Table(columns, rows, spare(rows, 12)),
        *([Heading(say("What cannot stand together")), *contested] if contested else []),
        Words(
            say("Each figure lies between least and most. A dash means that nothing bounds it: unknown is never zero."),
            "note",
        ),
    ]


def sample() -> PublicTable:
    """Invented."""
    return PublicTable(
        "2031-06",
        PartialDate(2031, 6, 30),
        (
            PublicFigure("killed", "Example district", Count(225, 238), "Died of the event, whatever the cause given."),
            PublicFigure("held, unidentified", "All places", Count(121, 121), "In the books of a place on that day."),
            PublicFigure("identified", "All places", Count(63, 63), "Decisions of a board that stand as established."),
            PublicFigure("people missing", "Example district", Count(88, None), "Open reports, each person once."),
        ),
        ("The district office says 238 killed; morgues and graves together show 225.",),
    )
