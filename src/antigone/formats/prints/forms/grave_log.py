"""Grave log: every feature of one site, in the order in which it was opened."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Term, Value


@dataclass(frozen=True, slots=True)
class Grave:
    """One feature: its number, marker, the day it was opened, its contents (a word of the register), what came out."""

    id: str
    marker: str = ""
    opened: PartialDate | None = None
    contents: str = ""
    recovered: int | None = None
    numbers: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GraveLog:
    """The features of a site. `number` is the site's code, `keeper` who is answerable for it."""

    number: str = ""
    site: Value = ""
    type: str = ""
    keeper: Value = ""
    graves: tuple[Grave, ...] = ()


def compose(content: GraveLog, say: Say) -> list[Block]:
    """Site, features, and who kept the log."""
    columns = (
        Column(say("Grave or unit"), 1.1),
        Column(say("Marker"), 1),
        Column(say("Opened"), 1.3),
        Column(say("Contents"), 1.5),
        Column(say("Recovered"), 0.9, "end"),
        Column(say("Numbers given"), 2.2),
        Column(say("Notes"), 2.4),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (Code(g.id), Code(g.marker), g.opened, Term(g.contents), g.recovered, Code(g.numbers), g.note)
        for g in content.graves
    )
    known = [g.recovered for g in content.graves if g.recovered is not None]
    total: tuple[Value, ...] = (Term("total"), "", "", "", sum(known), "", "") if known else ()
    return [
        Fields(
            (
                Field(say("Site"), content.site, 5),
                Field(say("Kind of site"), Term(content.type), 4),
                Field(say("Answerable"), content.keeper, 3),
            )
        ),
        Table(columns, rows, spare(rows, 14), total),
        Words(say("A feature that held nothing stays in the log. Bags are not people: numbers are counted."), "note"),
        Signatures((Signature(say("Log kept by")), Signature(say("Closed by")))),
    ]


def sample() -> GraveLog:
    """Invented."""
    day = PartialDate(2031, 5, 4)
    return GraveLog(
        "S-2",
        "Lower terrace",
        "primary grave",
        "Recovery office",
        (
            Grave("S2-G01", "12", PartialDate(2031, 5, 3), "one body", 1, "007-K1N"),
            Grave("S2-G02", "13", PartialDate(2031, 5, 3), "none", 0, "", "empty to 2.2 m"),
            Grave("S2-G03", "—", day, "parts", 3, "007-K3P, 007-K4H, 007-K5D", "disturbed on the east side"),
            Grave("S2-G04", "14", day, "one body", 1, "007-K2M"),
            Grave("S2-G05", "15", None, "unknown", None, "", "closed"),
        ),
    )
