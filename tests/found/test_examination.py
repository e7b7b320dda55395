"""No data, blank and not asked are three answers; bodies of events read back as what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.core.when import PartialDate
from antigone.found.body import from_body, to_body
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.examination import Answer, Examination, ExaminationKind, Observation
from antigone.found.remains import Cell, Condition, Counted, Region, Remains, RemainsKind, Side
from antigone.found.site import Geometry, Publication, Site, SiteType


def test_three_kinds_of_nothing_are_kept_apart():
    made = Examination("X", "R00000001", ExaminationKind.AUTOPSY, observations=(
        Observation("32", "170 cm"), Observation("36", answer=Answer.NO_DATA), Observation("54", answer=Answer.BLANK),
    ))  # fmt: skip
    assert [made.answer(i).answer for i in ("32", "36", "54", "71")] == list(Answer)
    assert from_body(Examination, to_body(made)) == made


@pytest.mark.parametrize("item", [{"item": "1", "value": ""}, {"item": "1", "value": "x", "answer": "no data"}])
def test_a_value_and_its_absence_exclude_each_other(item):
    with pytest.raises(InputError):
        from_body(Observation, item)


def test_values_read_back_and_what_was_not_stated_is_not_written():
    thing = Remains("R00000001", RemainsKind.BONE, element="femur", side=Side.LEFT, zones=("1",),
                    matrix=(Cell(Region.HEAD, Condition.BURNED),))  # fmt: skip
    assert to_body(thing) == {
        "id": "R00000001", "kind": "bone", "element": "femur", "side": "left", "zones": ["1"],
        "matrix": [{"region": "01", "condition": "burned"}],
    }  # fmt: skip
    assert from_body(Remains, to_body(thing)) == thing
    site = Site("s", SiteType.SCENE, discovered=PartialDate(2030, 5), position=Geometry("1.2", "3.4"))
    assert from_body(Site, to_body(site)) == site


def test_what_a_newer_version_wrote_is_left_alone_and_what_is_wrong_is_named():
    assert from_body(Remains, {"id": "x", "kind": "body", "aura": 3}).id == "x"
    for body in ({"kind": "body"}, {"id": "x", "kind": "ghost"}, {"id": 3, "kind": "body"}, [], {"id": "x", "kind": 1}):
        with pytest.raises(InputError):
            from_body(Remains, body)


@given(
    st.sampled_from(CustodyType), st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
    st.none() | st.integers(0, 99), st.sampled_from(Counted), st.sampled_from(["", "07:45"]),
)  # fmt: skip
def test_a_custody_event_reads_back(kind, units, asserted, counted, time):
    made = CustodyEvent(kind, tuple(units), asserted, counted, time=time)
    assert from_body(CustodyEvent, to_body(made)) == made


def test_a_position_is_blurred_to_its_level_and_never_shown_finer():
    exact = Geometry("12.345678", "-7.654321", 5, "POINT(1 2)")
    assert exact.blurred(Publication.WITHHELD) is None
    assert exact.blurred(Publication.AREA) == Geometry("12.3", "-7.7", 8000)
    assert exact.blurred(Publication.LOCAL) == Geometry("12.35", "-7.65", 800)
    for wrong in (("91", "0"), ("x", "0"), ("0", "181"), ("nan", "0")):
        with pytest.raises(InputError):
            Geometry(*wrong)
