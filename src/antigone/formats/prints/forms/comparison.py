"""Comparison sheet: one pair, contradictions first, evidence of each kind apart. A match is not an identification."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.formats.prints.blocks import Block, Column, Field, Fields, Heading, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Private, Term, Value

SCALE = ("identified", "probable", "possible", "insufficient", "exclude")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing compared: what the missing person had, what the remains have, and how that stands (`agrees`,
    `may agree`, `contradicts`, `no data`)."""

    item: str
    topic: str
    before: Value
    after: Value
    verdict: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One pair compared; probabilities as decimal text.

    Attributes:
        number: of the comparison; remains: short code; person: code; name: withheld unless names are allowed.
        contradictions: sentences with codes only.
        points: see `Point`.
        log10_lr, posterior, prior: of the DNA; other_log10_lr: of other evidence, apart.
        candidates: how many were compared with these remains.
        result: a word of `SCALE`, by `rules`.
    """

    number: str = ""
    remains: str = ""
    person: str = ""
    name: Private = Private("")
    contradictions: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    log10_lr: str = ""
    posterior: str = ""
    prior: Value = ""
    markers: int | None = None
    exclusions: int | None = None
    other_log10_lr: str = ""
    candidates: int | None = None
    result: str = ""
    rules: Value = ""
    compared_by: Value = ""


def compose(content: Comparison, say: Say) -> list[Block]:
    """The pair, what speaks against it, what was compared, the figures, the result by the laboratory's rules."""
    return [
        Fields(
            (
                Field(say("Remains"), Code(content.remains), 3),
                Field(say("Missing person (code)"), Code(content.person), 3),
                Field(say("Name"), content.name, 6),
            )
        ),
        Heading(say("What speaks against it"), say("Read this first.")),
        *_against(content, say),
        Heading(say("Compared")),
        _points(content, say),
        Heading(say("Evidence, each kind apart")),
        Fields(_evidence(content, say)),
        Heading(say("Result by the laboratory’s rules")),
        Fields(
            (
                Field(say("Result"), Term(content.result), 12, choices=SCALE),
                Field(say("Rules"), content.rules, 12),
            )
        ),
        Words(say("This sheet identifies nobody. Only a board of two people at least identifies."), "stand"),
        Signatures((Signature(say("Compared by"), content.compared_by), Signature(say("Reviewed by")))),
    ]


def _against(content: Comparison, say: Say) -> list[Block]:
    if content.contradictions:
        return [Words(sentence, "stand", written=True) for sentence in content.contradictions]
    if content.points:
        return [Words(say("Nothing found that speaks against it."))]
    return [Fields((Field(say("Contradictions"), "", 12, 3, no_data=True),))]


def _points(content: Comparison, say: Say) -> Table:
    columns = (
        Column(say("Item"), 0.6),
        Column(say("What"), 1.4),
        Column(say("Missing person"), 1.9),
        Column(say("Remains"), 1.9),
        Column(say("Stands"), 1.6),
    )
    ordered = sorted(content.points, key=lambda p: p.verdict != "contradicts")
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (Code(p.item), Term(p.topic), p.before, p.after, Term(p.verdict)) for p in ordered
    )
    strong = frozenset(at for at, p in enumerate(ordered) if p.verdict == "contradicts")
    return Table(columns, rows, spare(rows, 10), strong=strong)


def _evidence(content: Comparison, say: Say) -> tuple[Field, ...]:
    return (
        Field(say("DNA: log10 of the likelihood ratio"), Code(content.log10_lr), 6),
        Field(say("Other evidence: log10 of the likelihood ratio"), Code(content.other_log10_lr), 6),
        Field(say("Posterior probability"), Code(content.posterior), 3),
        Field(say("Prior"), content.prior, 3),
        Field(say("Markers compared"), content.markers, 2),
        Field(say("Markers that contradict"), content.exclusions, 2),
        Field(say("Candidates"), content.candidates, 2),
    )


def sample() -> Comparison:
    """Invented."""
    return Comparison(
        number="C-0017",
        remains="007-K2M",
        person="P-0044",
        name=Private("Alba Exemplar"),
        contradictions=("Tooth 36: extracted before death by the dental record, present in the remains.",),
        points=(
            Point("32", "height", "168 cm", "165–172 cm", "agrees"),
            Point("31A", "age", "34", "30–40", "agrees"),
            Point("86", "teeth", "36 extracted", "36 present", "contradicts"),
            Point("53", "marks", Private("scar, left forearm"), "no data", "no data"),
        ),
        log10_lr="6.42",
        posterior="0.9993",
        prior=Term("open"),
        markers=21,
        exclusions=0,
        other_log10_lr="0.80",
        candidates=41,
        result="possible",
        rules="Laboratory L-1, version 3",
        compared_by="K. Ejemplo",
    )
