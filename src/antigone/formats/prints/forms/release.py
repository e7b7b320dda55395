"""Release certificate with outstanding parts, and the notice by which a wrong release is called back."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Heading, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Private, Term, Value


@dataclass(frozen=True, slots=True)
class Release:
    """Remains given to a family.

    Attributes:
        number: of the release; decision: on which it rests, with its standing.
        person: code; name, receiver, relation: withheld unless names are allowed.
        remains: short code and kind of each thing given.
        checks: kind and value of each identifier read off (`label`, `seal`, `person`): three at least.
        outstanding: short code and kind of each part that is known and not given; nothing_known: True where none is.
        wish: of the family (`notify now`, `wait for more`, `each part`).
    """

    number: str = ""
    decision: str = ""
    standing: str = ""
    day: PartialDate | None = None
    person: str = ""
    name: Private = Private("")
    receiver: Private = Private("")
    relation: Private = Private("")
    remains: tuple[tuple[str, str], ...] = ()
    checks: tuple[tuple[str, str], ...] = ()
    outstanding: tuple[tuple[str, str], ...] = ()
    outstanding_note: Value = ""
    nothing_known: bool = False
    wish: str = ""
    released_by: Value = ""


@dataclass(frozen=True, slots=True)
class RecallNotice:
    """A release called back. `wrong`: the wrong remains were given; otherwise its decision no longer stands."""

    number: str = ""
    release: str = ""
    released: PartialDate | None = None
    remains: tuple[str, ...] = ()
    person: str = ""
    name: Private = Private("")
    receiver: Private = Private("")
    wrong: bool | None = None
    reason: Value = ""
    contact: Value = ""
    called_by: Value = ""


def compose(content: Release, say: Say) -> list[Block]:
    """Whose remains, what is given, what was checked, what is still outstanding, who gives and who receives."""
    return [
        Fields(_whose(content, say)),
        Heading(say("What is given")),
        _things(content.remains, say, 4),
        Heading(say("Identifiers read off and checked"), say("Three at least, of different kinds.")),
        _checks(content, say),
        Heading(say("Parts that are still outstanding")),
        *_outstanding(content, say),
        Fields((Field(say("Wish of the family for parts found later"), Term(content.wish), 12, choices=WISHES),)),
        Signatures(
            (
                Signature(say("Released by"), content.released_by),
                Signature(say("Received by"), content.receiver),
                Signature(say("Witness")),
                Signature(say("Interpreter, where there was one")),
            )
        ),
    ]


WISHES = ("notify now", "wait for more", "each part")


def _whose(content: Release, say: Say) -> tuple[Field, ...]:
    return (
        Field(say("Name of the person"), content.name, 8),
        Field(say("Missing person (code)"), Code(content.person), 4),
        Field(say("Given to"), content.receiver, 8),
        Field(say("Relationship"), content.relation, 4),
        Field(say("Date"), content.day, 4),
        Field(say("Decision"), Code(content.decision), 4),
        Field(say("Stands as"), Term(content.standing), 4),
    )


def _things(things: tuple[tuple[str, str], ...], say: Say, empty: int) -> Table:
    rows: tuple[tuple[Value, ...], ...] = tuple((Code(code), Term(kind)) for code, kind in things)
    return Table((Column(say("Number"), 1), Column(say("Kind"), 3)), rows, spare(rows, empty))


def _checks(content: Release, say: Say) -> Table:
    rows: tuple[tuple[Value, ...], ...] = tuple((Term(kind), Code(value)) for kind, value in content.checks)
    return Table((Column(say("Identifier"), 1), Column(say("As read"), 3)), rows, spare(rows, 3))


def _outstanding(content: Release, say: Say) -> list[Block]:
    if content.nothing_known and not content.outstanding:
        return [Words(say("No part is known to be outstanding on this day. More may be found."), "stand")]
    head = (
        [
            Words(
                say.many(
                    len(content.outstanding), "One part is known and not given.", "{n} parts are known and not given."
                ),
                "stand",
            )
        ]
        if content.outstanding
        else []
    )
    note = [Fields((Field(say("Notes"), content.outstanding_note, 12),))] if content.outstanding_note else []
    return [*head, _things(content.outstanding, say, 3), *note]


def compose_recall(content: RecallNotice, say: Say) -> list[Block]:
    """What was given, why it is asked back, whom to speak with, and what will be done."""
    wrong = say("The remains that were given are not those that should have been given.")
    fallen = say("The decision on which the remains were given no longer stands.")
    why = [] if content.wrong is None else [Words(wrong if content.wrong else fallen, "stand")]
    return [
        Words(
            say(
                "We ask you to keep the remains where they are, not to bury or cremate them, and to speak with us. "
                "We will come to you."
            )
        ),
        *why,
        Fields(
            (
                Field(say("Release"), Code(content.release), 4),
                Field(say("Given on"), content.released, 4),
                Field(say("Missing person (code)"), Code(content.person), 4),
                Field(say("Remains"), Code(", ".join(content.remains)), 12),
                Field(say("Name of the person"), content.name, 6),
                Field(say("Given to"), content.receiver, 6),
                Field(say("Reason"), content.reason, 12, 2),
                Field(say("Speak with"), content.contact, 12),
            )
        ),
        Heading(say("What we will do")),
        Words(say("Two people bring the remains back, with a note that both sides sign. All costs are ours.")),
        Words(say("You may have somebody of your choice with you at every step, and a copy of every paper.")),
        Signatures((Signature(say("Called back by"), content.called_by), Signature(say("Told to the family by")))),
    ]


def sample() -> Release:
    """Invented."""
    return Release(
        number="L-0003",
        decision="D-0009",
        standing="established",
        day=PartialDate(2031, 6, 20),
        person="P-0012",
        name=Private("Berta Exemplar"),
        receiver=Private("Dora Exemplar"),
        relation=Private("sister"),
        remains=(("007-K1N", "body"), ("007-K5D", "bone")),
        checks=(("label", "007-K1N"), ("seal", "A 1290"), ("person", "P-0012")),
        outstanding=(("007-K4H", "bone"), ("007-K3P", "body part")),
        wish="each part",
        released_by="D. Sample",
    )


def sample_recall() -> RecallNotice:
    """Invented."""
    return RecallNotice(
        number="RC-0001",
        release="L-0003",
        released=PartialDate(2031, 6, 20),
        remains=("007-K5D",),
        person="P-0012",
        name=Private("Berta Exemplar"),
        receiver=Private("Dora Exemplar"),
        wrong=True,
        reason="A bone was given that a new comparison assigns to another person.",
        contact="Family liaison office, room 2",
        called_by="N. Board",
    )
