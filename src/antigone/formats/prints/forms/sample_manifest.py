"""Sample manifest: what goes to a laboratory, tube by tube, with numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Term, Value


@dataclass(frozen=True, slots=True)
class Tube:
    """One sample: its id, the code of its donor, its material and purpose, the day it was taken."""

    id: str
    donor: str
    material: str = ""
    purpose: str = "DNA"
    taken: PartialDate | None = None
    condition: Value = ""


@dataclass(frozen=True, slots=True)
class SampleManifest:
    """A consignment. Names of donors stay behind: the laboratory needs none."""

    number: str = ""
    laboratory: Value = ""
    sent: PartialDate | None = None
    seal: str = ""
    asked: Value = ""
    tubes: tuple[Tube, ...] = ()
    sent_by: Value = ""


def compose(content: SampleManifest, say: Say) -> list[Block]:
    """Consignment, tubes, dispatch and receipt."""
    columns = (
        Column(say("No."), 0.5, "end"),
        Column(say("Sample"), 1.2),
        Column(say("Taken from (code)"), 1.4),
        Column(say("Material"), 1.6),
        Column(say("Purpose"), 1),
        Column(say("Taken on"), 1.5),
        Column(say("Condition on receipt"), 1.8),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (n, Code(t.id), Code(t.donor), Term(t.material), Term(t.purpose), t.taken, t.condition)
        for n, t in enumerate(content.tubes, 1)
    )
    return [
        Fields(
            (
                Field(say("Laboratory"), content.laboratory, 6),
                Field(say("Sent on"), content.sent, 3),
                Field(say("Seal"), Code(content.seal), 3),
                Field(say("What is asked"), content.asked, 12),
            )
        ),
        Table(columns, rows, spare(rows, 14)),
        Words(say("Codes only. Names of donors and relatives do not travel with samples."), "note"),
        Signatures((Signature(say("Handed over by"), content.sent_by), Signature(say("Received by, seal whole")))),
    ]


def sample() -> SampleManifest:
    """Invented."""
    day = PartialDate(2031, 5, 6)
    return SampleManifest(
        "SM-0012",
        "Laboratory L-1",
        PartialDate(2031, 5, 7),
        "A 1210",
        "STR profile",
        (
            Tube("S-0101", "007-K2M", "femur", "DNA", day),
            Tube("S-0102", "007-K3P", "tooth", "DNA", day),
            Tube("S-0103", "P-0044", "buccal swab", "DNA", PartialDate(2031, 5, 5)),
        ),
        "D. Sample",
    )
