"""Recovery sheet: one thing as it was found, filled in the field."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Badge, Block, Field, Fields, Heading, Signature, Signatures, Sketch, Ticks
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message
from antigone.formats.prints.values import Code, Personal, Private, Term, Value

KINDS = ("body", "body part", "bone", "fragment", "ash", "cluster", "empty bag", "non-human", "object")
CONDITIONS = ("damaged", "burned", "decomposed", "skeletonised", "missing", "scattered")
REGIONS = (
    message("head"),
    message("neck"),
    message("right arm"),
    message("left arm"),
    message("right hand"),
    message("left hand"),
    message("front of trunk"),
    message("back of trunk"),
    message("right leg"),
    message("left leg"),
    message("right foot"),
    message("left foot"),
)


@dataclass(frozen=True, slots=True)
class Recovery:
    """One recovery.

    Attributes:
        number: short code of what was recovered; kind: one of `KINDS`.
        tag: number of the scene tag; bag: number of the bag.
        day, time, site, grave: when and where, by code; position: exact, withheld by default.
        depth, orientation, lying: as measured and seen.
        damaged: pairs of region and condition, by the words of `REGIONS` and `CONDITIONS`.
        effects, notes, photographs: in words; photographs by number.
        team, recovered_by: staff.
    """

    number: str = ""
    kind: str = ""
    tag: str = ""
    bag: str = ""
    day: PartialDate | None = None
    time: str = ""
    site: Value = ""
    grave: Value = ""
    position: Private = Private("", Personal.POSITION)
    depth: Value = ""
    orientation: Value = ""
    lying: Value = ""
    damaged: tuple[tuple[str, str], ...] = ()
    effects: Value = ""
    notes: Value = ""
    photographs: Value = ""
    team: Value = ""
    recovered_by: Value = ""


def compose(content: Recovery, say: Say) -> list[Block]:
    """The sheet: where and when, condition by region, plan, effects, signatures."""
    ticked = frozenset((REGIONS.index(r), CONDITIONS.index(c)) for r, c in content.damaged)
    return [
        Badge(content.number, (say("Every separable part gets its own number."), say("No name on a tag, ever."))),
        Fields(_where(content, say)),
        Heading(say("Condition by region"), say("Tick all that apply. A row without a tick means: not looked at.")),
        Ticks(tuple(say.term(r) for r in REGIONS), tuple(say.term(c) for c in CONDITIONS), ticked),
        Fields(_what(content, say)),
        Heading(say("Plan and profile")),
        Sketch("plan", 110, say("Draw the position, the head, what lies beside it, and what it was measured from.")),
        Signatures(
            (
                Signature(say("Recovered by"), content.recovered_by, content.team),
                Signature(say("Checked by, against tag and bag")),
            )
        ),
    ]


def _where(content: Recovery, say: Say) -> tuple[Field, ...]:
    return (
        Field(say("Kind"), Term(content.kind), 12, 2, "22", choices=KINDS),
        Field(say("Scene tag"), Code(content.tag), 4),
        Field(say("Bag"), Code(content.bag), 4),
        Field(say("Photographs (numbers)"), content.photographs, 4, item="21.02", no_data=True),
        Field(say("Date"), content.day, 4, item="21"),
        Field(say("Time"), Code(content.time), 2),
        Field(say("Site"), content.site, 3),
        Field(say("Grave or unit"), content.grave, 3),
        Field(say("Exact position"), content.position, 6, item="21.01", no_data=True),
        Field(say("Depth"), content.depth, 3, no_data=True),
        Field(say("Direction of the head"), content.orientation, 3, no_data=True),
    )


def _what(content: Recovery, say: Say) -> tuple[Field, ...]:
    return (
        Field(say("How it lies"), content.lying, 12, no_data=True),
        Field(say("Clothing and effects found with it"), content.effects, 12, 2, no_data=True),
        Field(say("Notes"), content.notes, 12, 2),
    )


def sample() -> Recovery:
    """Invented."""
    return Recovery(
        number="007-K2M",
        kind="body",
        tag="T-118",
        bag="B-0442",
        day=PartialDate(2031, 5, 4),
        time="10:40",
        site="S-2, lower terrace",
        grave=Code("S2-G04"),
        position=Private("12.345678, 98.765432", Personal.POSITION),
        depth="1.1 m",
        orientation="NW",
        lying="on the right side, arms before the chest",
        damaged=(("head", "damaged"), ("left foot", "missing")),
        effects="dark jacket, one boot (left missing)",
        photographs="0311–0326",
        team="Team 2",
        recovered_by="R. Beispiel",
    )
