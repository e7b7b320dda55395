"""Intake book: what came into a place, line by line, as it came."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Term, Value


@dataclass(frozen=True, slots=True)
class Intake:
    """One line: when, what, from where, by whom brought and received, under which seal."""

    line: int
    day: PartialDate | None = None
    time: str = ""
    code: str = ""
    kind: str = ""
    tag: str = ""
    source: Value = ""
    brought_by: Value = ""
    received_by: Value = ""
    seal: str = ""
    note: Value = ""


@dataclass(frozen=True, slots=True)
class IntakeBook:
    """A page of the book of one place. `number` is the place's code."""

    number: str = ""
    place: Value = ""
    custodian: Value = ""
    lines: tuple[Intake, ...] = ()


def compose(content: IntakeBook, say: Say) -> list[Block]:
    """Place, lines, and who closed the page."""
    columns = (
        Column(say("No."), 0.5, "end"),
        Column(say("Date"), 1.4),
        Column(say("Time"), 0.7),
        Column(say("Number"), 1.1),
        Column(say("Kind"), 1.1),
        Column(say("Tag as read"), 1),
        Column(say("From"), 1.8),
        Column(say("Brought by"), 1.5),
        Column(say("Received by"), 1.5),
        Column(say("Seal"), 0.8),
        Column(say("Notes"), 1.6),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            i.line,
            i.day,
            Code(i.time),
            Code(i.code),
            Term(i.kind),
            Code(i.tag),
            i.source,
            i.brought_by,
            i.received_by,
            Code(i.seal),
            i.note,
        )
        for i in content.lines
    )
    return [
        Fields((Field(say("Place"), content.place, 6), Field(say("Answerable"), content.custodian, 6))),
        Table(columns, rows, spare(rows, 12)),
        Words(say("A line is never erased. What was wrong is struck through once, signed, and written anew."), "note"),
        Signatures((Signature(say("Page closed by")), Signature(say("Counted and found right by")))),
    ]


def sample() -> IntakeBook:
    """Invented."""
    day = PartialDate(2031, 5, 4)
    source, team = "Site S-2, lower terrace", "Team 2"
    return IntakeBook(
        "M-1",
        "Cold store, north wing",
        "Morgue office",
        (
            Intake(1, day, "14:05", "007-K2M", "body", "T-118", source, team, "D. Sample", "A 1182"),
            Intake(2, day, "14:05", "007-K3P", "body part", "T-119", source, team, "D. Sample", "A 1182"),
            Intake(
                3, day, "14:06", "007-K4H", "bone", "T-120", source, team, "D. Sample", "A 1183", "tag wet, legible"
            ),
            Intake(4, day, "19:30", "007-K6A", "body", "", "Hospital H-3", "Ambulance 7", "E. Muster", "", "no tag"),
        ),
    )
