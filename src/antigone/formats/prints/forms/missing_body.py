"""Missing-body incident: something that should be here is not. Written at once, whoever is to blame."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.quantity import Count
from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import (
    Block,
    Column,
    Field,
    Fields,
    Heading,
    Signature,
    Signatures,
    Table,
    Ticks,
    Words,
)
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message, spare
from antigone.formats.prints.values import Code, Term, Value

STEPS = (
    message("All shelves, vehicles and bags searched, labels read aloud"),
    message("Intake book and transfer notes of the last days read"),
    message("Places that received something since then telephoned"),
    message("Superior and record office told"),
    message("Family liaison told: the family hears it from them, not from rumour"),
)


@dataclass(frozen=True, slots=True)
class MissingBody:
    """One incident.

    Attributes:
        number: of the incident; how: a word of the register (`lost`, `stolen`, `seized`), "" while unknown.
        count: how many, as an interval; codes: those known by number, with the place and day of the last sight.
    """

    number: str = ""
    how: str = ""
    noticed: PartialDate | None = None
    time: str = ""
    place: Value = ""
    custodian: Value = ""
    count: Count | None = None
    codes: tuple[tuple[str, Value, PartialDate | None], ...] = ()
    last_count: Value = ""
    noticed_by: Value = ""
    account: Value = ""
    taken_by: Value = ""


def compose(content: MissingBody, say: Say) -> list[Block]:
    """What is missing, where and when it was last seen, what was done at once."""
    columns = (Column(say("Number"), 1.2), Column(say("Last seen at"), 3), Column(say("Last seen on"), 1.6))
    rows: tuple[tuple[Value, ...], ...] = tuple((Code(code), place, day) for code, place, day in content.codes)
    answers = tuple(say.term(word) for word in ("yes", "no", "not known"))
    return [
        Words(say("Until it is found again, nobody may write this off. The books show it as unaccounted."), "stand"),
        Fields(_fields(content, say)),
        Heading(say("Known by number"), say("Leave empty what is not known by number; the count above still stands.")),
        Table(columns, rows, spare(rows, 4)),
        Heading(say("What happened, in the words of whoever noticed")),
        Fields((Field(say("Account"), content.account, 12, 3),)),
        Heading(say("Done at once")),
        Ticks(tuple(say(step) for step in STEPS), answers),
        Signatures((Signature(say("Noticed by"), content.noticed_by), Signature(say("Taken down by")))),
    ]


def _fields(content: MissingBody, say: Say) -> tuple[Field, ...]:
    return (
        Field(say("Noticed on"), content.noticed, 5),
        Field(say("Time"), Code(content.time), 3),
        Field(say("How many"), content.count, 4),
        Field(say("Place"), content.place, 6),
        Field(say("Answerable"), content.custodian, 6),
        Field(say("How"), Term(content.how), 12, 1, choices=("lost", "stolen", "seized", "not known")),
        Field(say("Last counted"), content.last_count, 6, no_data=True),
        Field(say("Taken by whom, if it is known"), content.taken_by, 6, no_data=True),
    )


def sample() -> MissingBody:
    """Invented."""
    return MissingBody(
        number="MB-0004",
        how="seized",
        noticed=PartialDate(2031, 5, 7),
        time="06:10",
        place="Cold store, north wing",
        custodian="Morgue office",
        count=Count(3, 5),
        codes=(("007-K6A", "Cold store, north wing, shelf 14", PartialDate(2031, 5, 6)),),
        last_count="6 May, 20:00: 39",
        noticed_by="D. Sample",
        account="The door seal was cut. The night book has no entry after 02:00.",
    )
