"""AM interview (yellow): what somebody says of a missing person. Names stand only on request."""

from __future__ import annotations

from dataclasses import dataclass, field

from antigone.formats.prints.blocks import Block, Heading, NewPage, Signature, Signatures, Sketch, Teeth, Words
from antigone.formats.prints.forms import items as i
from antigone.formats.prints.forms.items import Item, Section
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message as m
from antigone.formats.prints.values import Absent, Value

SECTIONS = (
    Section(
        m("Who speaks"),
        (
            Item("00.name", m("Name of the informant"), 6, personal=True, number="00"),
            Item("00.relationship", m("Relationship to the missing person"), 6, personal=True, number="00"),
            Item("00.address", m("Address"), 6, personal=True, number="00"),
            Item("00.phone", m("Telephone"), 3, personal=True, number="00"),
            Item("00.language", m("Language"), 3, number="00"),
            Item("consent.identification", m("Agrees: may be compared with remains"), 6, choices=("yes", "no")),
            Item("consent.contact", m("Agrees: may be contacted again"), 6, choices=("yes", "no")),
            Item("consent.publication", m("Agrees: the name may be published"), 6, choices=("yes", "no")),
            Item("wish", m("Wants to be told"), 6, choices=("notify now", "wait for more", "each part")),
        ),
    ),
    Section(
        m("Who is missing"),
        (
            Item("01", m("Family name"), 6, personal=True),
            Item("03", m("Given names"), 6, personal=True),
            Item("02", m("Name at birth, other names and spellings"), 8, personal=True),
            Item("sex", m("Sex"), 4, 1, choices=i.SEX),
            Item("07", m("Date of birth"), 4, personal=True),
            Item("07.age", m("Age, or age one would guess"), 4, number="07"),
            Item("04", m("Nationality"), 4),
            Item("05", m("Number of identity document"), 6, personal=True),
            Item("09", m("Occupation"), 6),
            Item("08", m("Marital status"), 12, 1, choices=i.MARITAL),
            Item("10", m("Address"), 12, personal=True),
            Item("12", m("Next of kin"), 6, personal=True),
            Item("12A", m("Blood relatives who gave a sample"), 6, personal=True),
        ),
    ),
    Section(
        m("Last seen"),
        (
            Item("seen.day", m("Date and time"), 4),
            Item("seen.place", m("Place"), 8),
            Item("seen.how", m("What happened, in the words of the informant"), 12, 4),
        ),
    ),
    Section(
        m("Where something can be compared"),
        (
            Item("14", m("Fingerprints: taken before, and where"), 6),
            Item("15", m("Doctor, hospital"), 6),
            Item("16", m("Dentist"), 6),
            Item("18", m("Photographs, with teeth if possible"), 6),
            Item("19", m("Records that exist, and who holds them"), 12, 2),
        ),
    ),
)
MEDICAL = (
    Item("65", m("Illnesses, healed fractures, operations, implants, pregnancy"), 12, 3),
    Item("17", m("What one would know the person by"), 12, 2),
)


@dataclass(frozen=True, slots=True)
class AmInterview:
    """An interview. `answers`: value (or `Absent`) by item key, see `SECTIONS`; a key left out is blank.

    Attributes:
        number: code of the report; clothing: rows of item 24 (piece, material, colour, pattern, label, size).
        teeth: code by FDI number.
    """

    number: str = ""
    answers: dict[str, Value] = field(default_factory=dict)
    clothing: tuple[tuple[Value, ...], ...] = ()
    teeth: dict[str, str] = field(default_factory=dict)


def compose(content: AmInterview, say: Say) -> list[Block]:
    """Who speaks, who is missing, last seen, clothing and effects, body, teeth, notes."""
    made: list[Block] = [
        Words(
            say(
                "“No data” means: asked, and nobody knows. A blank box means: not filled in yet. "
                "One may stop and go on later."
            ),
            "stand",
        )
    ]
    for section in SECTIONS:
        made += [Heading(say(section.title)), i.fields(section.items, content.answers, say)]
    return [
        *made,
        Heading(say("Clothing when last seen"), item="24"),
        i.clothing(content.clothing, say),
        i.fields(i.EFFECTS, content.answers, say),
        NewPage(),
        Heading(say("Body")),
        i.fields(i.BODY, content.answers, say),
        Sketch("body", 78, say("Mark scars, tattoos and other marks, with the item number.")),
        i.fields(MEDICAL, content.answers, say),
        Heading(say("Teeth"), item="86"),
        Teeth(content.teeth),
        i.fields((*i.TEETH, *i.NOTES), content.answers, say),
        Signatures((Signature(say("Informant")), Signature(say("Interviewer")))),
    ]


def sample() -> AmInterview:
    """Invented."""
    answers: dict[str, Value] = {
        "00.name": "Dora Exemplar",
        "00.relationship": "sister",
        "00.phone": "000 000 000",
        "00.language": "en",
        "consent.identification": "yes",
        "consent.contact": "yes",
        "consent.publication": "no",
        "wish": "each part",
        "01": "Exemplar",
        "03": "Berta",
        "sex": "female",
        "07": "1997-03-11",
        "07.age": "34",
        "04": Absent.NO_DATA,
        "09": "bus driver",
        "08": "single",
        "seen.day": "2 May, about 18:00",
        "seen.place": "Bridge stop, line 4",
        "seen.how": "She went to fetch the second bus and did not come back. Her telephone rang until nine.",
        "15": Absent.NO_DATA,
        "16": "Practice at the square",
        "32": "180 cm, by her own word",
        "46": "no",
        "53": "tattoo of a swift, left shoulder",
        "65": "wrist broken at fourteen",
    }
    clothing: tuple[tuple[Value, ...], ...] = (
        ("jacket", "cotton", "dark blue", "", "", "M"),
        ("trousers", "", "grey", "", Absent.NO_DATA, ""),
    )
    return AmInterview("Q-0019", answers, clothing, {"36": "mam", "46": "amf"})
