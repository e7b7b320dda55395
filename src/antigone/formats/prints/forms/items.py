"""Items of the interview form (AM) and the mortuary form (PM), by INTERPOL item number. Facts only, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from antigone.formats.prints.blocks import Block, Column, Field, Fields, Table
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message as m
from antigone.formats.prints.values import Absent, Code, Personal, Private, Term, Value


@dataclass(frozen=True, slots=True)
class Item:
    """One box: key of its answer, item number (the key, unless given), label, size, choices."""

    key: str
    label: str
    span: int = 6
    lines: int = 1
    choices: tuple[str, ...] = ()
    personal: bool = False
    code: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading."""

    title: str
    items: tuple[Item, ...]


Answers = Mapping[str, Value]
SEX = ("male", "female", "other", "not known")
YES_NO = ("yes", "no", "not known")
MARITAL = ("single", "engaged", "cohabiting", "married", "separated", "divorced", "widowed")
AGES = ("0–1", "2–5", "6–15", "16–25", "26–50", "over 50", "not known")
WHOLE = ("whole", "fragmented", "body part")

BODY = (
    Item("32", m("Height, and how it is known"), 6),
    Item("33", m("Weight"), 3),
    Item("34", m("Build"), 3),
    Item("36", m("Hair: colour, length, style"), 6),
    Item("39", m("Eyes: colour"), 3),
    Item("41", m("Facial hair"), 3),
    Item("45", m("Teeth: what anybody would notice"), 6),
    Item("46", m("Smoking"), 3, choices=("yes", "no")),
    Item("54", m("Circumcision"), 3, choices=("yes", "no")),
    Item("53", m("Scars, tattoos, skin marks, malformations, amputations: where and what"), 12, 3),
    Item("55", m("Anything else about the body"), 12, 2),
)
EFFECTS = (
    Item("25", m("Shoes: kind, colour, size, label"), 6, 2),
    Item("26", m("Watch"), 6, 2),
    Item("27", m("Glasses or lenses, with strength left and right"), 6, 2),
    Item("28", m("Identity documents"), 6, 2),
    Item("29", m("Things carried: purse, keys, telephone, money"), 6, 2),
    Item("30", m("Jewellery: kind, material, inscription, where worn"), 6, 2),
)
TEETH = (
    Item("87", m("Crowns, bridges, dentures"), 6, 2),
    Item("88", m("Other findings of the teeth"), 6, 2),
    Item("89", m("X-rays of the teeth: which, and where they are"), 12),
)
NOTES = (Item("92", m("Further notes, each with its item number"), 12, 2),)


def fields(items: tuple[Item, ...], answers: Answers, say: Say) -> Fields:
    """The boxes of some items; each has a box to tick for "no data", which is not the same as blank."""
    return Fields(tuple(_field(item, answers.get(item.key, ""), say) for item in items))


def _field(item: Item, answer: Value, say: Say) -> Field:
    value = answer
    if item.personal and isinstance(answer, str):
        value = Private(answer, Personal.NAME)
    elif item.code and isinstance(answer, str):
        value = Code(answer)
    elif item.choices and isinstance(answer, str):
        value = Term(answer)
    number = item.number or (item.key if item.key[:1].isdigit() else "")
    # A tick stands for "no data" only where one can look: choices offer "not known" themselves.
    asks = not item.choices
    assert not isinstance(answer, Absent) or asks or answer is Absent.NOT_ASKED or item.choices
    return Field(say(item.label), value, item.span, item.lines, number, item.choices, no_data=asks)


def clothing(rows: tuple[tuple[Value, ...], ...], say: Say) -> Block:
    """Item 24: one line for each piece of clothing."""
    heads = (say("Piece"), say("Material"), say("Colour"), say("Pattern or print"), say("Label"), say("Size"))
    columns = tuple(Column(head, width) for head, width in zip(heads, (2, 1.4, 1.4, 1.6, 1.4, 0.8), strict=True))
    return Table(columns, rows, max(0, 7 - len(rows)))
