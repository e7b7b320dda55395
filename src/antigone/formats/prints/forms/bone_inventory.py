"""Bone inventory with the numbers of people that commingled elements stand for (Adams & Konigsberg 2004)."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.formats.prints.blocks import Block, Column, Figure, Figures, Heading, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Term, Value


@dataclass(frozen=True, slots=True)
class Element:
    """One bone: its number, element, side, completeness and the individual it is held to belong to ("" for none)."""

    code: str
    element: str
    side: str = ""
    completeness: str = ""
    individual: str = ""
    note: Value = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many people one kind of element stands for; decimals as text, such as `484.76`.

    Attributes:
        left, right, pairs: elements counted (L, R) and matched pairs (P).
        mni: max(L, R); gmt: L + R - P; li: L·R/P; mlni and se: the most likely number and its standard error.
        refused: why the most likely number is not given; "" where it is.
    """

    element: str
    left: int
    right: int
    pairs: int
    mni: int
    gmt: int
    li: str = ""
    mlni: str = ""
    se: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class BoneInventory:
    """An assemblage. `used` says which figure the account takes: `MNI` or `GMT`."""

    number: str = ""
    elements: tuple[Element, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    used: str = "MNI"


def compose(content: BoneInventory, say: Say) -> list[Block]:
    """Numbers of people first, then how they come about, then every bone."""
    return [*_people(content, say), *_estimates(content, say), *_elements(content, say)]


def _people(content: BoneInventory, say: Say) -> list[Block]:
    if not content.estimates:
        return []
    least = max(getattr(e, "gmt" if content.used == "GMT" else "mni") for e in content.estimates)
    return [
        Figures(
            (
                Figure(say.number(len(content.elements)), say("bones with a number")),
                Figure(say.number(least), say("people at least"), say("by {measure}", measure=content.used)),
            )
        ),
        Words(say("Bones are never counted as people: only these bounds are."), "stand"),
    ]


def _estimates(content: BoneInventory, say: Say) -> list[Block]:
    heads = (say("Element"), say("Left"), say("Right"), say("Pairs"), "MNI", "GMT", "LI", "MLNI", "SE")
    columns = tuple(Column(h, 1.6 if at == 0 else 1, "start" if at == 0 else "end") for at, h in enumerate(heads))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            Term(e.element),
            e.left,
            e.right,
            e.pairs,
            e.mni,
            e.gmt,
            *(say.decimal(t) if t else "—" for t in (e.li, e.mlni, e.se)),
        )
        for e in content.estimates
    )
    refused = [
        Words(
            say("{element}: no most likely number. {why}", element=say.term(e.element), why=say.term(e.refused)), "note"
        )
        for e in content.estimates
        if e.refused
    ]
    key = say(
        "MNI: least number; GMT: grand minimum total; LI: Lincoln index; MLNI: most likely number; SE: standard error."
    )
    return [Heading(say("How many people")), Table(columns, rows, spare(rows, 4)), *refused, Words(key, "note")]


def _elements(content: BoneInventory, say: Say) -> list[Block]:
    columns = (
        Column(say("Number"), 1.1),
        Column(say("Element"), 1.5),
        Column(say("Side"), 0.9),
        Column(say("Completeness"), 1.2),
        Column(say("Held to belong to"), 1.3),
        Column(say("Notes"), 2),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (Code(e.code), Term(e.element), Term(e.side), Term(e.completeness), Code(e.individual), e.note)
        for e in content.elements
    )
    return [
        Heading(say("Every bone")),
        Table(columns, rows, spare(rows, 16)),
        Signatures((Signature(say("Examined by")), Signature(say("Reviewed by")))),
    ]


def sample() -> BoneInventory:
    """Invented bones; the estimates are the worked numbers (40, 35, 30) and (12, 9, 0)."""
    elements = (
        Element("007-K4H", "femur", "left", "complete", "I00000231"),
        Element("007-K5D", "femur", "right", "complete", "I00000231", "pairs with 007-K4H"),
        Element("007-K9R", "humerus", "left", "incomplete"),
    )
    estimates = (
        Estimate("femur", 40, 35, 30, 40, 45, "46.67", "46.61", "1.55"),
        Estimate("humerus", 12, 9, 0, 12, 21, refused="too few matched pairs"),
    )
    return BoneInventory("S-2/B", elements, estimates, "GMT")
