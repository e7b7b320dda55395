"""Transfer note: two people sign that the same things left one hand and came into another."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Heading, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Term, Value


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing handed over: its number, kind, the label as read at the door, its seal."""

    code: str
    kind: str = ""
    label: str = ""
    seal: str = ""
    note: Value = ""


@dataclass(frozen=True, slots=True)
class TransferNote:
    """One transfer.

    Attributes:
        number: of the note; act: a word of the register, such as `transferred out`.
        asserted: how many the paper says; None where it says nothing. `units`: what is enumerated.
        handed_by, received_by: staff.
    """

    number: str = ""
    act: str = ""
    day: PartialDate | None = None
    time: str = ""
    from_place: Value = ""
    from_custodian: Value = ""
    to_place: Value = ""
    to_custodian: Value = ""
    authority: Value = ""
    vehicle: Value = ""
    asserted: int | None = None
    units: tuple[Unit, ...] = ()
    handed_by: Value = ""
    received_by: Value = ""


def compose(content: TransferNote, say: Say) -> list[Block]:
    """From, to, what is listed against what is said, and two signatures."""
    columns = (
        Column(say("No."), 0.5, "end"),
        Column(say("Number"), 1.4),
        Column(say("Kind"), 1.4),
        Column(say("Label as read"), 1.8),
        Column(say("Seal"), 1.2),
        Column(say("Notes"), 2.6),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (line, Code(u.code), Term(u.kind), Code(u.label), Code(u.seal), u.note)
        for line, u in enumerate(content.units, 1)
    )
    return [
        Fields(_fields(content, say)),
        *_difference(content, say),
        Heading(say("What is handed over"), say("Read each label aloud; the other side repeats it.")),
        Table(columns, rows, spare(rows, 10)),
        Signatures(
            (
                Signature(say("Handed over by"), content.handed_by, content.from_custodian),
                Signature(say("Received by"), content.received_by, content.to_custodian),
            )
        ),
        Words(
            say("Dispatch and receipt are entered apart. Until the receipt is entered, these are in transit."), "note"
        ),
    ]


def _fields(content: TransferNote, say: Say) -> tuple[Field, ...]:
    return (
        Field(say("Act"), Term(content.act), 4),
        Field(say("Date"), content.day, 5),
        Field(say("Time"), Code(content.time), 3),
        Field(say("From place"), content.from_place, 6),
        Field(say("To place"), content.to_place, 6),
        Field(say("By whose authority"), content.authority, 6),
        Field(say("Vehicle"), content.vehicle, 6),
        Field(say("Number said on paper"), content.asserted, 6),
        Field(say("Number listed here"), len(content.units) or "", 6),
    )


def _difference(content: TransferNote, say: Say) -> list[Block]:
    """The difference between what is said and what is listed, which is never smoothed."""
    if content.asserted is None or not content.units or content.asserted == len(content.units):
        return []
    said, listed = say.number(content.asserted), say.number(len(content.units))
    text = say(
        "The paper says {said}; {listed} are listed. Both stand; the difference is a variance.",
        said=said,
        listed=listed,
    )
    return [Words(text, "stand")]


def sample() -> TransferNote:
    """Invented."""
    return TransferNote(
        number="TN-0031",
        act="transferred out",
        day=PartialDate(2031, 5, 6),
        time="08:20",
        from_place="Cold store, north wing",
        from_custodian="Morgue office",
        to_place="Laboratory L-1",
        to_custodian="Laboratory L-1",
        authority="Order 14/31",
        vehicle="Van 3",
        asserted=4,
        units=(
            Unit("007-K2M", "body", "T-118 / A 1182", "A 1201"),
            Unit("007-K3P", "body part", "T-119 / A 1182", "A 1202"),
            Unit("007-K4H", "bone", "T-120 / A 1183", "A 1202", "tag wet, legible"),
        ),
        handed_by="D. Sample",
        received_by="K. Ejemplo",
    )
