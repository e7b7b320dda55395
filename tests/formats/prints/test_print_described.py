"""Texts of the register and of descriptions, as they stand in the boxes of the forms."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.formats.prints.filling import described
from antigone.formats.prints.forms.items import MARKS
from antigone.formats.prints.forms.recovery import REGIONS
from antigone.formats.prints.values import Absent, Personal, Private


def test_a_sealed_description_is_withheld_in_every_box_it_could_fill() -> None:
    made = described.boxes(Private("sealed"), described.AM)
    assert set(made) == {"32", "36", "39", "53", "07.age", "86", "24", "sex"}
    assert all(value == Private("sealed") for value in made.values())
    assert described.boxes(Private(""), described.AM) == {}


def test_an_opened_description_fills_its_boxes_and_says_what_nobody_knows() -> None:
    text = json.dumps({"stature": "168 cm", "sex": "F", "no data": "eyes; teeth", "age": "44"})
    made = described.boxes(Private(text), described.AM)
    assert made == {
        "32": Private("168 cm"), "sex": Private("female"), "07.age": Private("44"), "39": Absent.NO_DATA,
        "86": Absent.NO_DATA,
    }  # fmt: skip


def test_what_is_drawn_of_a_sealed_answer_is_as_personal() -> None:
    answers = {"86": Private("16=amf.mo"), "24": "jacket:blue", "53": Private("scar@left hand")}
    made = described.drawn(answers)
    assert made["teeth"] == {"16": Private("amf mo", Personal.NAME)}
    assert made["clothing"] == (("jacket", "", "blue", "", "", ""),)
    assert made["marks"] == (("left hand", "scar or wound"),)
    assert made["sealed_marks"]


def test_charts_are_read_however_they_are_written() -> None:
    assert described.chart("16 = fil.mo, 36=mis;99=sou 46=") == {"16": "fil mo", "36": "mis"}
    assert described.chart("left upper molar missing") == {}


def test_a_mark_whose_side_nobody_said_is_not_ticked() -> None:
    assert described.marks("tattoo@arm; mole@back; scar@left thigh; ring@nose") == (
        ("back of trunk", "skin mark"),
        ("left leg", "scar or wound"),
    )


@given(st.text())
@settings(deadline=None)
def test_no_text_breaks_a_form(text: str) -> None:
    made = described.drawn({"86": text, "53": text, "24": Private(text)})
    assert all(region in REGIONS and kind in MARKS for region, kind in made["marks"])
    described.boxes(Private(text), described.PM)
