"""What an examination tells of a life is sealed under the number; what it tells of a body stands in the clear."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.formats.register_sources import import_any
from antigone.found import services
from antigone.found.examination import Answer, Examination, ExaminationKind, Observation
from antigone.found.personal_items import FIELD, apart, is_personal, opened
from antigone.found.register import fold
from antigone.record.case import Case
from named_worlds import new_case

CANARY = "canary-illness"


@pytest.fixture
def case(tmp_path):
    made = new_case(tmp_path)
    yield made
    made.close()


def raw(case: Case) -> bytes:
    return b"".join(event.raw for event in case.events())


def exam(*seen):
    return Examination("X1", "R00000000", ExaminationKind.AUTOPSY, observations=seen)


def test_illness_is_sealed_and_appearance_is_not(case):
    seen = (
        Observation("71", "F"),
        Observation("68", CANARY),
        Observation("53", "scar@chin"),
        Observation("note", CANARY),
    )
    (written,) = case.append([services.examine(fold(case.events()), exam(*seen))])
    assert CANARY.encode() not in raw(case)
    known = fold(case.events()).examinations["X1"]
    assert known.observations == (seen[0], seen[2])
    assert known.sealed_items == ("68", "note")
    assert set(opened(case.unseal(written, FIELD))) == {seen[1], seen[3]}


def test_imported_tables_seal_them_too_long_and_wide(case, tmp_path):
    (tmp_path / "pm.csv").write_text(f"number,item_71,item_68,item_69\n000-001,F,{CANARY},\n", encoding="utf-8")
    done = import_any(case, tmp_path / "pm.csv")
    assert "register.items_sealed" in {f.code for f in done.plan.findings}
    rows = f"number,item,value\n000-001,66,{CANARY} one\n000-001,71,F\n000-001,67,{CANARY} two\n"
    (tmp_path / "long.csv").write_text(rows, encoding="utf-8")
    import_any(case, tmp_path / "long.csv")
    assert CANARY.encode() not in raw(case)
    sealed = [json.loads(case.unseal(e, FIELD)) for e in case.events() if any(s.field == FIELD for s in e.sealed)]
    assert {"68": CANARY} in sealed
    assert {"66": f"{CANARY} one", "67": f"{CANARY} two"} in sealed
    again = import_any(case, tmp_path / "long.csv")
    assert again.plan.is_empty


def test_erasing_the_number_erases_them(case):
    (written,) = case.append([services.examine(fold(case.events()), exam(Observation("68", CANARY)))])
    case.erase("R00000000", reason="the family asked")
    assert "erased" in str(case.unseal(written, FIELD))


def test_blank_and_no_data_tell_nothing_of_anybody():
    seen = (Observation("68", "", Answer.BLANK), Observation("66", "", Answer.NO_DATA))
    assert apart(exam(*seen)) == (exam(*seen), {})


observations = st.builds(Observation, st.sampled_from(["71", "68", "68.01", "53", "note", "12A", "21"]), st.just("x"))


@given(st.lists(observations, unique_by=lambda each: each.item))
def test_nothing_is_lost_and_nothing_personal_is_left(seen):
    shown, secret = apart(exam(*seen))
    assert {each.item for each in shown.observations} | secret.keys() == {each.item for each in seen}
    assert not any(is_personal(each.item) for each in shown.observations)
    assert apart(shown) == (shown, {})
