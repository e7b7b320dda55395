"""AM interview (yellow): what somebody says of a missing person. Names stand only on request."""

from __future__ import annotations

from dataclasses import dataclass, field

from antigone.formats.prints.blocks import (
    Block,
    Column,
    Heading,
    NewPage,
    Signature,
    Signatures,
    Sketch,
    Table,
    Teeth,
    Words,
)
from antigone.formats.prints.forms import items as i
from antigone.formats.prints.forms.items import Item, Section
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message as m
from antigone.formats.prints.values import Absent, Term, Value

COVER = (
    Item("a0.office", m("Office and country"), 6),
    Item("a0.file", m("File number"), 6),
    Item("a0.there", m("Was at the event"), 6, choices=("certain", "probable", "possible")),
    Item("a0.why", m("Why that is thought"), 6),
    Item("a0.dna", m("Reference samples for DNA"), 12, choices=("not there", "taken", "sent", "result received")),
)
ENCLOSED = (
    m("photographs"),
    m("fingerprint card"),
    m("medical records"),
    m("X-rays"),
    m("dental records"),
    m("dental X-rays"),
    m("reference samples"),
)
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
            Item("02", m("Name at birth, other names and spellings"), 12, personal=True),
            Item("sex", m("Sex"), 6, choices=i.SEX, number="71"),
            Item("07", m("Date of birth"), 3, personal=True),
            Item("07.age", m("Age, or age one would guess"), 3, number="31A"),
            Item("04", m("Nationality"), 6),
            Item("09", m("Occupation"), 6),
            Item("05", m("Identity document: number and country"), 6, personal=True),
            Item("06", m("Tax or other personal number"), 6, personal=True),
            Item("08", m("Marital status"), 12, choices=i.MARITAL),
            Item("08.spouse", m("Husband, wife or partner, and since when"), 6, personal=True, number="08"),
            Item("11", m("Religion, and what is due to the dead by it"), 6, personal=True),
            Item("10", m("Address"), 12, personal=True),
            Item("12", m("Next of kin"), 6, personal=True),
            Item("12A", m("Blood relatives who gave a sample"), 6, personal=True),
            Item("13", m("Who could be shown clothing, effects or photographs"), 12, personal=True),
        ),
    ),
    Section(
        m("Last seen"),
        (
            Item("seen.day", m("Date and time"), 4),
            Item("seen.place", m("Place"), 8),
            Item("seen.how", m("What happened, in the words of the informant"), 12, 4, personal=True),
        ),
    ),
    Section(
        m("Where something can be compared"),
        (
            Item("14", m("Fingerprints: taken before, where and when; or to be found on what"), 6, 2),
            Item("18", m("Photographs, with teeth if possible"), 6, 2),
            Item("15", m("Doctor, hospital"), 6, personal=True),
            Item("16", m("Dentist"), 6, personal=True),
            Item("17", m("What one would know the person by"), 12, 2, personal=True),
            Item("19", m("Records that exist, and who holds them"), 12),
        ),
    ),
)
RECORDS = (
    m("official records"),
    m("police records"),
    m("doctor’s records"),
    m("hospital records"),
    m("hospital X-rays"),
    m("dental records"),
    m("dental X-rays"),
    m("chart of the teeth"),
)
"""Kinds of records of item 19, each with a line of its own."""
HISTORY = (
    Item("66", m("Illnesses and operations in life"), 6, personal=True),
    Item("67", m("Medicines taken"), 6, personal=True),
    Item("68", m("Infections"), 4, personal=True),
    Item("69", m("Addictions"), 4, personal=True),
    Item("70", m("Further medical facts"), 4, personal=True),
)
DENTIST = (
    Item("83", m("Dental records: of which dentist, from when to when"), 4, 2, personal=True),
    Item("84", m("What there is: chart, casts, X-rays, photographs"), 4, 2),
    Item("85", m("Injuries of jaws and teeth"), 4, 2),
)
DNA = (Item("93", m("Reference samples: code of the donor, material, number"), 12, 2),)


@dataclass(frozen=True, slots=True)
class AmInterview:
    """An interview. `answers`: value (or `Absent`) by item key, see `SECTIONS`; a key left out is blank.

    Attributes:
        number: code of the report.
        clothing: rows of item 24 (piece, material, colour, pattern, label, size).
        jewellery: rows of item 30 (piece, material, colour, form, inscription, worn where).
        marks: pairs of region and kind of mark (item 53), by the words of `recovery.REGIONS` and `items.MARKS`.
        teeth: code by FDI number.
        sealed_marks: the marks come from a sealed text, and are ticked only where names stand.
        filled: the form comes from a case, and its tables need no empty lines.
    """

    number: str = ""
    answers: dict[str, Value] = field(default_factory=dict)
    clothing: i.Rows = ()
    jewellery: i.Rows = ()
    marks: tuple[tuple[str, str], ...] = ()
    teeth: dict[str, Value] = field(default_factory=dict)
    sealed_marks: bool = False
    filled: bool = False


def compose(content: AmInterview, say: Say) -> list[Block]:
    """Cover, who speaks, who is missing, last seen; clothing and effects; body; medical; teeth; DNA; notes."""
    made: list[Block] = [
        Words(
            say(
                "“No data” means: asked, and nobody knows. Blank means: not filled in yet. "
                "A box struck through means: not asked. One may stop and go on later."
            ),
            "stand",
        ),
        i.fields(COVER, content.answers, say),
        *_enclosed(content, say),
    ]
    for section in SECTIONS:
        made += [Heading(say(section.title)), i.fields(section.items, content.answers, say)]
    return [
        *made,
        *_records(content, say),
        *_effects(content, say),
        *_body(content, say),
        *_inside(content, say),
        Signatures((Signature(say("Informant")), Signature(say("Interviewer")))),
    ]


def _enclosed(content: AmInterview, say: Say) -> list[Block]:
    """What goes with the form, on paper only."""
    return [] if content.filled else [Heading(say("What goes with this form")), i.checklist(ENCLOSED, say)]


def _records(content: AmInterview, say: Say) -> list[Block]:
    """Item 19, record by record."""
    if content.filled:
        return []
    columns = (
        Column(say("Record"), 1.8),
        Column(say("Received"), 1),
        Column(say("Kept at"), 2.2),
        Column(say("What exactly"), 2.2),
    )
    return [Table(columns, tuple((Term(kind), "", "", "") for kind in RECORDS), 1)]


def _effects(content: AmInterview, say: Say) -> list[Block]:
    return [
        Heading(say("Clothing and effects when last seen")),
        i.fields(i.EFFECTS, content.answers, say),
        *i.pieces(content.clothing, content.jewellery, say, content.filled),
    ]


def _body(content: AmInterview, say: Say) -> list[Block]:
    return [
        *([] if content.filled else [NewPage()]),
        Heading(say("Body")),
        i.fields(i.BODY, content.answers, say),
        Heading(say("Marks by region"), item="53"),
        i.marks(content.marks, say, content.sealed_marks),
        Sketch("body", 64, say("Mark scars, tattoos and other marks, with the item number.")),
    ]


def _inside(content: AmInterview, say: Say) -> list[Block]:
    return [
        Heading(say("Medical")),
        i.fields((*i.MEDICAL, *HISTORY), content.answers, say),
        Heading(say("Teeth")),
        i.fields(DENTIST, content.answers, say),
        Heading(say("Chart of the teeth"), item="86"),
        Teeth(content.teeth),
        i.fields(i.TEETH, content.answers, say),
        Heading(say("DNA")),
        i.fields((*DNA, *i.CHECKED), content.answers, say),
        Heading(say("Notes")),
        i.fields(i.NOTES, content.answers, say),
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
        "a0.office": "Missing persons office, Exampleland",
        "a0.there": "probable",
        "a0.dna": "taken",
        "15": Absent.NO_DATA,
        "16": "Practice at the square",
        "32": "180 cm, by her own word",
        "35": Absent.NO_DATA,
        "46": "no",
        "54": Absent.NOT_ASKED,
        "53": "tattoo of a swift, left arm",
        "65": "wrist broken at fourteen",
        "67": Absent.NO_DATA,
        "93": "S-0140 (P-0091, buccal swab)",
    }
    clothing: tuple[tuple[Value, ...], ...] = (
        ("jacket", "cotton", "dark blue", "", "", "M"),
        ("trousers", "", "grey", "", Absent.NO_DATA, ""),
    )
    jewellery: i.Rows = (("ring", "silver", "", "plain", "B. E. 2024", "left hand"),)
    return AmInterview("Q-0019", answers, clothing, jewellery, (("left arm", "tattoo"),), {"36": "mam", "46": "amf"})
