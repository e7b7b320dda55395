"""PM form (pink): what was found on and of one body. No name, no genetic value: profiles stay with the laboratory."""

from __future__ import annotations

from dataclasses import dataclass, field

from antigone.formats.prints.blocks import (
    Badge,
    Block,
    Column,
    Heading,
    NewPage,
    Signature,
    Signatures,
    Sketch,
    Table,
    Teeth,
    Ticks,
    Words,
)
from antigone.formats.prints.forms import items as i
from antigone.formats.prints.forms.items import Item
from antigone.formats.prints.forms.recovery import CONDITIONS, REGIONS
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message as m
from antigone.formats.prints.values import Absent, Code, Personal, Private, Term, Value

DONE = ("yes", "no")
COVER = (
    Item("b0.fingerprints", m("Fingerprints"), 6, choices=("taken", "not obtainable")),
    Item("b0.palms", m("Palm prints"), 6, choices=("taken", "not obtainable")),
    Item("b0.autopsy", m("Autopsy"), 3, choices=DONE),
    Item("b0.dental", m("Dental examination"), 3, choices=DONE),
    Item("b0.jaws", m("Jaws removed"), 3, choices=DONE),
    Item("b0.effects", m("Effects kept with number"), 3, choices=DONE),
    Item("b0.dna", m("Samples for DNA"), 12, choices=("not there", "taken", "sent", "result received")),
)
VIEWS = (m("whole, from the front"), m("whole, from the back"), m("head, from the front"), m("head, from the left"),
         m("head, from the right"))  # fmt: skip
DRESSED = (m("as found"), m("clothed"), m("unclothed"))
ENCLOSED = (
    m("photographs"),
    m("fingerprint card"),
    m("X-rays"),
    m("report of the autopsy"),
    m("dental X-rays"),
    m("samples for DNA"),
    m("clothing and effects"),
)
SCENE = (
    Item("event", m("Event"), 6),
    Item("21", m("Found on and at (site code)"), 6),
    Item("sex", m("Sex"), 6, choices=i.SEX, number="71"),
    Item("22", m("Condition"), 6, choices=i.WHOLE),
    Item("20", m("Age one would guess"), 12, choices=i.AGES),
    Item("23", m("Found by (team)"), 6),
    Item("21.02", m("Photographs (numbers)"), 6, number="21.02"),
)
POSITION = (
    Item("21.01", m("Exact position"), 6, number="21.01"),
    Item("22.seen", m("Could be known by sight"), 6, choices=DONE, number="22"),
)
CONDITION = (
    Item("31", m("Condition, in words"), 6, 2),
    Item("31A", m("Age, and by what it is known"), 6, 2),
)
INNER = (
    *i.MEDICAL,
    Item("71", m("Sex, and by what it is known"), 6),
    Item("72", m("Age from and to, and by what method"), 6),
    Item("74", m("Other hints at who it is"), 6, 2),
    Item("75", m("Other findings"), 6, 2),
)
SAMPLES = (
    Item("73", m("Samples: remarks"), 6),
    Item("93", m("DNA sample: number, material, condition, date"), 6),
)
MATERIALS = (
    m("stomach contents"),
    m("urine"),
    m("blood from the heart"),
    m("peripheral blood"),
    m("other blood"),
    m("bile"),
    m("vitreous humour, right"),
    m("vitreous humour, left"),
    m("other fluid"),
    m("pubic symphysis"),
    m("hair sample"),
    m("tissue, dry"),
    m("tissue, fixed"),
    m("sample for DNA"),
)
"""Materials of item 73, each with a line of its own on a blank form."""
PAIRED = (
    m("clavicle"), m("scapula"), m("ribs"), m("humerus"), m("radius"), m("ulna"), m("hand bones"), m("hip bone"),
    m("femur"), m("patella"), m("tibia"), m("fibula"), m("foot bones"),
)  # fmt: skip
MIDDLE = (
    m("cranium"), m("mandible"), m("sternum"), m("cervical vertebrae"), m("thoracic vertebrae"),
    m("lumbar vertebrae"), m("sacrum"),
)  # fmt: skip
JAWS = (
    Item("83", m("Dental: other numbers that belong to this one"), 4),
    Item("84", m("Material: jaws, fragments, single teeth"), 4),
    Item("85", m("Injuries of jaws and teeth"), 4),
)


@dataclass(frozen=True, slots=True)
class PmForm:
    """One body or part. `answers` as in `AmInterview`; `conditions`: pairs of region and condition (item 31).

    Attributes:
        number: short code.
        clothing, jewellery, marks, sealed_marks, teeth, filled: as in `AmInterview`.
        bones: state by (bone, side), by the words of `PAIRED` and `MIDDLE`, `left`, `right` and `middle`.
        samples: rows of item 73 (number, material, purpose, laboratory, result); results never hold a profile.
    """

    number: str = ""
    answers: dict[str, Value] = field(default_factory=dict)
    conditions: tuple[tuple[str, str], ...] = ()
    clothing: i.Rows = ()
    jewellery: i.Rows = ()
    marks: tuple[tuple[str, str], ...] = ()
    teeth: dict[str, Value] = field(default_factory=dict)
    sealed_marks: bool = False
    bones: dict[tuple[str, str], Value] = field(default_factory=dict)
    samples: i.Rows = ()
    filled: bool = False


def compose(content: PmForm, say: Say) -> list[Block]:
    """Cover and scene; clothing and effects; body; inner examination; skeleton; samples; teeth; notes."""
    note = m(
        "“No data” means: looked for, and it cannot be determined. Blank means: not looked at yet. "
        "A box struck through means: not asked."
    )
    return [
        Badge(content.number, (say(note),)),
        *_scene(content, say),
        *_effects(content, say),
        *_body(content, say),
        *_inside(content, say),
        *_teeth(content, say),
        Signatures((Signature(say("Examined by")), Signature(say("Reviewed by")))),
    ]


def _scene(content: PmForm, say: Say) -> list[Block]:
    ticked = frozenset((REGIONS.index(r), CONDITIONS.index(c)) for r, c in content.conditions)
    cover: list[Block] = [
        Heading(say("At the mortuary")),
        i.fields(COVER, content.answers, say),
        Heading(say("Photographs")),
        Ticks(tuple(map(say.term, VIEWS)), tuple(map(say.term, DRESSED))),
        Heading(say("What goes with this form")),
        i.checklist(ENCLOSED, say),
        NewPage(),
    ]
    return [
        *([] if content.filled else cover),
        Heading(say("Scene and condition")),
        i.fields((*SCENE, *POSITION), content.answers, say),
        Heading(say("Condition by region"), item="31"),
        Ticks(tuple(map(say.term, REGIONS)), tuple(map(say.term, CONDITIONS)), ticked),
        i.fields(CONDITION, content.answers, say),
    ]


def _effects(content: PmForm, say: Say) -> list[Block]:
    return [
        Heading(say("Clothing and effects found with it")),
        i.fields(i.EFFECTS, content.answers, say),
        *i.pieces(content.clothing, content.jewellery, say, content.filled),
    ]


def _body(content: PmForm, say: Say) -> list[Block]:
    return [
        *([] if content.filled else [NewPage()]),
        Heading(say("Body")),
        i.fields(i.BODY, content.answers, say),
        Heading(say("Marks by region"), item="53"),
        i.marks(content.marks, say, content.sealed_marks),
        Sketch("body", 64, say("Mark scars, tattoos and other marks, with the item number.")),
    ]


def _inside(content: PmForm, say: Say) -> list[Block]:
    return [
        Heading(say("Inner examination")),
        i.fields(INNER, content.answers, say),
        Heading(say("Skeleton")),
        _skeleton(content, say),
        Heading(say("Samples"), item="73"),
        _samples(content, say),
        i.fields((*SAMPLES, *i.CHECKED), content.answers, say),
        Words(say("The profile (94) stays with the laboratory and is not printed."), "note"),
    ]


def _teeth(content: PmForm, say: Say) -> list[Block]:
    return [
        Heading(say("Teeth")),
        i.fields(JAWS, content.answers, say),
        Heading(say("Chart of the teeth"), item="86"),
        Teeth(content.teeth),
        i.fields((*i.TEETH, *i.NOTES), content.answers, say),
    ]


def _skeleton(content: PmForm, say: Say) -> Table:
    """Which bones there are, and how whole: paired bones by side, and those of the middle beside them."""
    columns = (
        Column(say("Bone"), 1.4),
        Column(say.term("left"), 1.2),
        Column(say.term("right"), 1.2),
        Column(say("Bone of the middle"), 1.6),
        Column(say("State"), 1.2),
    )
    middle = (*MIDDLE, *("",) * (len(PAIRED) - len(MIDDLE)))
    rows: i.Rows = tuple(
        (Term(pair), _bone(content, pair, "left"), _bone(content, pair, "right"), Term(one),
         _bone(content, one, "middle"))
        for pair, one in zip(PAIRED, middle, strict=True)
    )  # fmt: skip
    return Table(columns, rows)


def _bone(content: PmForm, bone: str, side: str) -> Value:
    state = content.bones.get((bone, side), "")
    return Term(state) if isinstance(state, str) else state


def _samples(content: PmForm, say: Say) -> Table:
    """Item 73: the samples taken, or a line for each material that may be."""
    columns = (
        Column(say("Number"), 1.4),
        Column(say("Material"), 1.8),
        Column(say("Purpose"), 1.2),
        Column(say("Laboratory"), 1.4),
        Column(say("Result"), 1.4),
    )
    blank: i.Rows = () if content.filled else tuple(("", Term(each), "", "", "") for each in MATERIALS)
    return Table(columns, content.samples or blank)


def sample() -> PmForm:
    """Invented."""
    answers: dict[str, Value] = {
        "event": "Example event",
        "21": "4 May 2031, S-2",
        "sex": "not known",
        "22": "whole",
        "20": "26–50",
        "23": "Team 2",
        "21.02": "0311–0326",
        "32": "165–172 cm, measured",
        "21.01": Private("12.345678, 98.765432", Personal.POSITION),
        "33": Absent.NO_DATA,
        "39": Absent.NO_DATA,
        "26": "none found",
        "53": "tattoo, left arm, bird",
        "54": Absent.NOT_ASKED,
        "b0.autopsy": "yes",
        "72": "30–40, pubic symphysis",
        "93": "S-0101, femur, good, 6 May 2031",
        "84": "both jaws",
    }
    clothing: tuple[tuple[Value, ...], ...] = (("jacket", "cotton", "dark", "", "none", ""),)
    return PmForm(
        "007-K2M",
        answers,
        (("head", "damaged"), ("left foot", "missing")),
        clothing,
        marks=(("left arm", "tattoo"),),
        teeth={"46": "amf", "18": "non"},
        bones={("femur", "left"): "complete", ("femur", "right"): "complete", ("cranium", "middle"): "fragmented"},
        samples=((Code("S-0101"), Term("femur"), Term("DNA"), Code("L-1"), Term("full")),),
    )
