"""Items of the interview form (AM) and the mortuary form (PM), by INTERPOL item number. Facts only, in our words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from antigone.formats.prints.blocks import Block, Column, Field, Fields, Heading, Table, Ticks
from antigone.formats.prints.forms.recovery import REGIONS
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message as m
from antigone.formats.prints.values import Absent, Personal, Private, Term, Value


@dataclass(frozen=True, slots=True)
class Item:
    """One box: key of its answer, item number (the key, unless given), label, size, choices."""

    key: str
    label: str
    span: int = 6
    lines: int = 1
    choices: tuple[str, ...] = ()
    personal: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading."""

    title: str
    items: tuple[Item, ...]


Answers = Mapping[str, Value]
Rows = tuple[tuple[Value, ...], ...]
SEX = ("male", "female", "other", "not known")
YES_NO = ("yes", "no", "not known")
MARITAL = ("single", "engaged", "cohabiting", "married", "separated", "divorced", "widowed")
MARKS = (m("scar or wound"), m("skin mark"), m("tattoo"), m("malformation"), m("amputation"))
"""What item 53 tells apart, region by region."""
AGES = ("0–1", "2–5", "6–15", "16–25", "26–50", "over 50", "not known")
WHOLE = ("whole", "fragmented", "body part")

BODY = (
    Item("32", m("Height, and how it is known"), 6),
    Item("33", m("Weight"), 3),
    Item("34", m("Build, shape of head"), 3),
    Item("35", m("Skin: colour"), 4),
    Item("36", m("Hair: colour, length, style"), 8),
    Item("37", m("Forehead"), 3),
    Item("38", m("Eyebrows"), 3),
    Item("39", m("Eyes: colour"), 3),
    Item("40", m("Nose"), 3),
    Item("41", m("Facial hair"), 3),
    Item("42", m("Ears"), 3),
    Item("43", m("Mouth"), 3),
    Item("44", m("Lips"), 3),
    Item("45", m("Teeth: what anybody would notice"), 6),
    Item("46", m("Smoking"), 6, choices=("yes", "no")),
    Item("47", m("Chin"), 3),
    Item("48", m("Neck"), 3),
    Item("49", m("Hands, nails"), 3),
    Item("50", m("Feet"), 3),
    Item("51", m("Body hair"), 3),
    Item("52", m("Pubic hair"), 3),
    Item("54", m("Circumcision"), 6, choices=("yes", "no")),
    Item("53", m("Scars, tattoos, skin marks, malformations, amputations: where and what"), 12, 3),
    Item("55", m("Anything else about the body"), 12, 2),
)
EFFECTS = (
    Item("24", m("Clothing, in words"), 12, 2),
    Item("25", m("Shoes: kind, colour, size, label"), 6, 2),
    Item("26", m("Watch"), 6, 2),
    Item("27", m("Glasses or lenses, with strength left and right"), 6, 2),
    Item("28", m("Identity documents and cards"), 6, 2),
    Item("29", m("Things carried: purse, keys, telephone, money"), 6, 2),
    Item("30", m("Jewellery, in words"), 6, 2),
)
MEDICAL = (
    Item("60", m("Head, inside"), 6),
    Item("61", m("Chest, inside"), 6),
    Item("62", m("Abdomen, inside"), 6),
    Item("63", m("Other inner organs"), 6),
    Item("64", m("Genital organs"), 4, 2),
    Item("65", m("Skeleton: healed fractures, operations, implants; pregnancy"), 8, 2),
)
TEETH = (
    Item("86", m("Chart of the teeth, in words"), 12),
    Item("87", m("Crowns, bridges, dentures"), 6, 2),
    Item("88", m("Other findings of the teeth"), 6, 2),
    Item("89", m("X-rays of the teeth: which, and where they are"), 4),
    Item("90", m("Further examinations of the teeth"), 4),
    Item("91", m("Age by the teeth, and by what method"), 4),
)
NOTES = (Item("92", m("Further notes, each with its item number"), 12, 2),)
CHECKED = (Item("95", m("Samples checked by, and when"), 12),)


def fields(items: tuple[Item, ...], answers: Answers, say: Say) -> Fields:
    """The boxes of some items; each has a box to tick for "no data", which is not the same as blank."""
    return Fields(tuple(_field(item, answers.get(item.key, ""), say) for item in items))


def _field(item: Item, answer: Value, say: Say) -> Field:
    value = answer
    knows = "not known" not in item.choices  # who may tick "not known" has said "no data"
    if answer is Absent.NO_DATA and not knows:
        value = Term("not known")
    elif item.personal and isinstance(answer, str):
        value = Private(answer, Personal.NAME)
    elif item.choices and isinstance(answer, str):
        value = Term(answer)
    number = item.number or (item.key if item.key[:1].isdigit() else "")
    return Field(say(item.label), value, item.span, item.lines, number, item.choices, no_data=knows)


def pieces(clothes: Rows, jewels: Rows, say: Say, filled: bool) -> list[Block]:
    """Clothing and jewellery piece by piece; on a form from a case only what there is, otherwise with empty lines."""
    made: list[Block] = []
    if clothes or not filled:
        empty = 0 if filled else max(0, 8 - len(clothes))
        made += [Heading(say("Clothing, piece by piece"), item="24"), clothing(clothes, say, empty)]
    if jewels or not filled:
        empty = 0 if filled else max(0, 4 - len(jewels))
        made += [Heading(say("Jewellery, piece by piece"), item="30"), jewellery(jewels, say, empty)]
    return made


def clothing(rows: Rows, say: Say, empty: int) -> Block:
    """Item 24: one line for each piece of clothing, with as many empty ones after."""
    heads = (say("Piece"), say("Material"), say("Colour"), say("Pattern or print"), say("Label"), say("Size"))
    columns = tuple(Column(head, width) for head, width in zip(heads, (2.4, 1.4, 1.4, 1.4, 1.4, 0.8), strict=True))
    return Table(columns, rows, empty)


def jewellery(rows: Rows, say: Say, empty: int) -> Block:
    """Item 30: one line for each piece of jewellery, with as many empty ones after."""
    heads = (say("Piece"), say("Material"), say("Colour"), say("Shape"), say("Inscription"), say("Worn where"))
    columns = tuple(Column(head, width) for head, width in zip(heads, (1.8, 1.2, 1.2, 1.4, 1.8, 1.4), strict=True))
    return Table(columns, rows, empty)


def marks(ticked: tuple[tuple[str, str], ...], say: Say, sealed: bool = False) -> Ticks:
    """Item 53: which kinds of marks are in which region; `ticked` are pairs of region and kind."""
    on = frozenset((REGIONS.index(region), MARKS.index(kind)) for region, kind in ticked)
    return Ticks(tuple(map(say.term, REGIONS)), tuple(map(say.term, MARKS)), on, Personal.NAME if sealed else None)


def checklist(rows: tuple[str, ...], say: Say) -> Table:
    """What goes with a form: whether it is all there, where it went, when it came back."""
    columns = (
        Column(say("Enclosed"), 2.2),
        Column(say("Complete"), 0.9),
        Column(say("In part"), 0.8),
        Column(say("Sent to"), 1.6),
        Column(say("Sent on"), 1.1),
        Column(say("Back on"), 1.1),
        Column(say("Remarks"), 1.8),
    )
    blank: tuple[Value, ...] = ("",) * 6
    return Table(columns, tuple((Term(row), *blank) for row in rows), 1)
