"""PM form (pink): what was found on and of one body. No name, no genetic value: profiles stay with the laboratory."""

from __future__ import annotations

from dataclasses import dataclass, field

from antigone.formats.prints.blocks import (
    Badge,
    Block,
    Heading,
    NewPage,
    Signature,
    Signatures,
    Sketch,
    Teeth,
    Ticks,
    Words,
)
from antigone.formats.prints.forms import items as i
from antigone.formats.prints.forms.items import Item
from antigone.formats.prints.forms.recovery import CONDITIONS, REGIONS
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message as m
from antigone.formats.prints.values import Absent, Value

SCENE = (
    Item("event", m("Event"), 6),
    Item("21", m("Found on and at (site code)"), 6),
    Item("sex", m("Sex"), 6, choices=i.SEX, number="71"),
    Item("22", m("Condition"), 6, choices=i.WHOLE),
    Item("20", m("Age one would guess"), 12, choices=i.AGES),
    Item("23", m("Found by (team)"), 6),
    Item("21.02", m("Photographs (numbers)"), 6, number="21.02"),
)
INNER = (
    Item("60", m("Inner organs"), 12, 2),
    Item("65", m("Healed fractures, operations, implants, pregnancy"), 12, 2),
    Item("71", m("Sex, and by what it is known"), 6),
    Item("72", m("Age from and to, and by what method"), 6),
    Item("74", m("Other hints at who it is"), 6, 2),
    Item("75", m("Other findings"), 6, 2),
)
SAMPLES = (
    Item("73", m("Samples taken: material, purpose, number"), 12),
    Item("93", m("DNA sample: number, material, condition, date"), 12),
)
JAWS = (
    Item("84", m("Material: jaws, fragments, single teeth"), 6),
    Item("85", m("Injuries of jaws and teeth"), 6),
)


@dataclass(frozen=True, slots=True)
class PmForm:
    """One body or part. `answers` as in `AmInterview`; `conditions`: pairs of region and condition (item 31).

    Attributes:
        number: short code; clothing: rows of item 24; teeth: code by FDI number.
    """

    number: str = ""
    answers: dict[str, Value] = field(default_factory=dict)
    conditions: tuple[tuple[str, str], ...] = ()
    clothing: tuple[tuple[Value, ...], ...] = ()
    teeth: dict[str, str] = field(default_factory=dict)


def compose(content: PmForm, say: Say) -> list[Block]:
    """Scene, condition, clothing and effects, body, inner findings, samples, teeth, notes."""
    ticked = frozenset((REGIONS.index(r), CONDITIONS.index(c)) for r, c in content.conditions)
    return [
        Badge(
            content.number,
            (say("“No data” means: looked for, and it cannot be determined. Blank means: not looked at yet."),),
        ),
        i.fields(SCENE, content.answers, say),
        Heading(say("Condition by region"), item="31"),
        Ticks(tuple(say.term(r) for r in REGIONS), tuple(say.term(c) for c in CONDITIONS), ticked),
        Heading(say("Clothing and effects found with it"), item="24"),
        i.clothing(content.clothing, say),
        i.fields(i.EFFECTS, content.answers, say),
        NewPage(),
        Heading(say("Body")),
        i.fields(i.BODY, content.answers, say),
        Sketch("body", 78, say("Mark scars, tattoos and other marks, with the item number.")),
        Heading(say("Inner examination")),
        i.fields(INNER, content.answers, say),
        Heading(say("Samples")),
        i.fields(SAMPLES, content.answers, say),
        Words(say("The profile (94) stays with the laboratory and is not printed."), "note"),
        Heading(say("Teeth"), item="86"),
        Teeth(content.teeth),
        i.fields((*JAWS, *i.TEETH, *i.NOTES), content.answers, say),
        Signatures((Signature(say("Examined by")), Signature(say("Reviewed by")))),
    ]


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
        "33": Absent.NO_DATA,
        "39": Absent.NO_DATA,
        "26": "none found",
        "53": "tattoo, left shoulder, bird",
        "72": "30–40, pubic symphysis",
        "73": "femur, DNA, S-0101",
        "93": "S-0101, femur, good, 6 May 2031",
        "84": "both jaws",
    }
    clothing: tuple[tuple[Value, ...], ...] = (("jacket", "cotton", "dark", "", "none", ""),)
    return PmForm(
        "007-K2M", answers, (("head", "damaged"), ("left foot", "missing")), clothing, {"46": "amf", "18": "non"}
    )
