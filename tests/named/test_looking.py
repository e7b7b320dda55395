"""Looking at sealed values again and again leaves one trace a day, and never none."""

import pytest

from antigone.core.errors import UsageError
from antigone.named import services
from antigone.named.desk import Desk
from antigone.record.case import Case
from named_worlds import NAME, new_case, report


@pytest.fixture
def desk(tmp_path):
    made = Desk(new_case(tmp_path, 1))
    yield made
    made.case.close()


def test_a_page_opened_twice_leaves_one_trace(desk):
    report(desk)
    assert desk.look(["Q-0001"], "board", "docket")["Q-0001"]["name"] == NAME
    assert len(desk.book.shown) == 1
    size = desk.case.size
    assert desk.look(["Q-0001"], "board", "docket")["Q-0001"]["name"] == NAME
    assert desk.case.size == size


def test_another_purpose_reader_or_thing_leaves_its_own(desk):
    report(desk)
    report(desk, "Somebody Else")
    desk.look(["Q-0001"], "board", "docket")
    desk.look(["Q-0001", "Q-0002"], "board", "docket")
    assert [shown.subjects for _, shown in desk.book.shown] == [("Q-0001",), ("Q-0002",)]
    desk.look(["Q-0001"], "board", "release")
    with Case.open(desk.case.path, by="Somebody") as case:
        Desk(case).look(["Q-0001"], "board", "docket")
    desk.refresh()
    assert [event.by for event, _ in desk.book.shown] == ["Clerk", "Clerk", "Clerk", "Somebody"]


def test_another_day_leaves_another_trace(desk, monkeypatch):
    report(desk)
    desk.look(["Q-0001"], "board", "docket")
    monkeypatch.setattr("antigone.named.desk.now", lambda: "2099-01-01T00:00:00.000000Z")
    desk.look(["Q-0001"], "board", "docket")
    assert len(desk.book.shown) == 2


def test_what_was_seen_once_is_not_seen_again_once_consent_is_withdrawn(desk):
    got = services.receive(desk, services.NewReport({"name": NAME}, {}, {"name": "A. Teller"}))
    desk.write(got.drafts)
    with pytest.raises(UsageError, match="has not agreed"):
        desk.look([got.informant], "board", "docket")
    assert desk.book.shown == []
    desk.write(services.consent(desk, got.informant, ["board"], [services.Purpose.CONTACT], True))
    desk.look([got.informant], "board", "docket")
    desk.write(services.consent(desk, got.informant, ["*"], [], False))
    with pytest.raises(UsageError, match="has not agreed"):
        desk.look([got.informant], "board", "docket")
