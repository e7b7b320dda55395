"""Identification report and exclusion report: what a board decided, on what, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Heading, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.values import Code, Private, Term, Value


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: the kind of evidence, what it says, and the comparison or match it is kept under."""

    kind: str
    says: Value
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A missing person by code; the name stands only where names are allowed."""

    code: str
    name: Private = Private("")


@dataclass(frozen=True, slots=True)
class Identification:
    """A decision that identifies.

    Attributes:
        number: of the decision; remains: short codes; persons: one, or several where which is which stays open.
        individuals: how many different people the remains are.
        standing: a word of the decision (`provisional`, `established`, …).
        contradictions: what spoke against it and how it was explained, in sentences with codes only.
        history: day, step and reason of each step since.
    """

    number: str = ""
    remains: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    individuals: int = 1
    standing: str = ""
    decided: PartialDate | None = None
    board: Value = ""
    grounds: tuple[Ground, ...] = ()
    contradictions: tuple[str, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()
    history: tuple[tuple[PartialDate | None, str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A comparison that excludes: these remains are not this person, by these grounds."""

    number: str = ""
    remains: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    decided: PartialDate | None = None
    rules: Value = ""
    grounds: tuple[Ground, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()


def compose(content: Identification, say: Say) -> list[Block]:
    """Who, on what grounds, what spoke against it, what became of it, who signs."""
    return [
        *_who(content.remains, content.persons, say),
        Fields(
            (
                Field(say("Board"), content.board, 5),
                Field(say("Decided on"), content.decided, 4),
                Field(say("Stands as"), Term(content.standing), 3),
            )
        ),
        *_open(content, say),
        Heading(say("Grounds")),
        _grounds(content.grounds, say),
        Heading(say("What spoke against it, and how it was explained")),
        *_against(content, say),
        *_history(content, say),
        _signatures(content.signers, say),
        Words(
            say("A decision can be suspended or revoked; the newest print counts. Ask for the record by its number."),
            "note",
        ),
    ]


def compose_exclusion(content: Exclusion, say: Say) -> list[Block]:
    """Whom these remains are not, by which grounds and rules."""
    return [
        Words(
            say(
                "By the grounds below, these remains are not this person. "
                "It says nothing about whether the person is dead."
            ),
            "stand",
        ),
        *_who(content.remains, content.persons, say),
        Fields((Field(say("Rules"), content.rules, 8), Field(say("Compared on"), content.decided, 4))),
        Heading(say("Grounds")),
        _grounds(content.grounds, say),
        _signatures(content.signers, say),
    ]


def _who(remains: tuple[str, ...], persons: tuple[Person, ...], say: Say) -> list[Block]:
    rows = persons or (Person(""),)
    people = tuple(
        field
        for person in rows
        for field in (
            Field(say("Missing person (code)"), Code(person.code), 4),
            Field(say("Name"), person.name, 8),
        )
    )
    return [Fields((Field(say("Remains"), Code(", ".join(remains)), 12), *people))]


def _open(content: Identification, say: Say) -> list[Block]:
    if len(content.persons) < 2:
        return []
    text = say.many(
        content.individuals,
        "These remains are of one of the persons named; which one stays open.",
        "These remains are of {n} of the persons named; which is which stays open.",
    )
    return [Words(text, "stand")]


def _grounds(grounds: tuple[Ground, ...], say: Say) -> Table:
    columns = (Column(say("Kind of evidence"), 1.4), Column(say("What it says"), 3.4), Column(say("Kept as"), 1.2))
    rows: tuple[tuple[Value, ...], ...] = tuple((Term(g.kind), g.says, Code(g.kept)) for g in grounds)
    return Table(columns, rows, 0 if rows else 5)


def _against(content: Identification, say: Say) -> list[Block]:
    if content.contradictions:
        return [Words(sentence, written=True) for sentence in content.contradictions]
    if content.remains:
        return [Words(say("Nothing found that speaks against it."))]
    return [Fields((Field(say("Contradictions"), "", 12, 2, no_data=True),))]


def _history(content: Identification, say: Say) -> list[Block]:
    if not content.history:
        return []
    columns = (Column(say("Date"), 1.2), Column(say("Step"), 1.2), Column(say("Reason"), 3.6))
    rows: tuple[tuple[Value, ...], ...] = tuple((day, Term(step), why) for day, step, why in content.history)
    return [Heading(say("What became of it")), Table(columns, rows)]


def _signatures(signers: tuple[tuple[str, str], ...], say: Say) -> Signatures:
    named = [*signers, ("", ""), ("", "")][: max(2, len(signers))]
    roles = (say("Board, first member"), say("Board, second member"))
    return Signatures(
        tuple(Signature(roles[at] if at < 2 else say("Board, member"), *who) for at, who in enumerate(named))
    )


def sample() -> Identification:
    """Invented."""
    return Identification(
        number="D-0009",
        remains=("007-K1N",),
        persons=(Person("P-0012", Private("Berta Exemplar")),),
        standing="established",
        decided=PartialDate(2031, 6, 2),
        board="Identification board",
        grounds=(
            Ground("DNA", "log10 LR 9.13, posterior 0.99998 (mother, two brothers; 21 markers)", "M-0031"),
            Ground("dental", "11 teeth agree, none differ", "C-0015"),
        ),
        contradictions=("Height noted as 180 cm in the report; corrected by the informant (Q-0019).",),
        signers=(("N. Board", "Chair"), ("S. Board", "Odontologist")),
        history=(
            (PartialDate(2031, 6, 2), "made", ""),
            (PartialDate(2031, 6, 9), "established", "second laboratory agrees"),
        ),
    )


def sample_exclusion() -> Exclusion:
    """Invented."""
    return Exclusion(
        number="C-0021",
        remains=("007-K6A",),
        persons=(Person("P-0030", Private("Carla Exemplar")),),
        decided=PartialDate(2031, 6, 2),
        rules="Laboratory L-1, version 3",
        grounds=(Ground("DNA", "6 of 21 markers contradict; log10 LR −11.2", "M-0040"),),
        signers=(("N. Board", "Chair"), ("S. Board", "Odontologist")),
    )
