"""The reader: nothing counts before it is accepted, and everything that is decided can be taken back."""

import re
from html import unescape

import pytest

from antigone.formats.report_reading import open_session
from antigone.record.case import Case
from antigone.web.app import create_app
from antigone.web.roles import Role
from web.people import PASSWORD, client, signed_in, token
from web.reports import TEXT, make_reports


@pytest.fixture
def read(tmp_path):
    return make_reports(tmp_path)


@pytest.fixture
def reader(read):
    app = create_app(read, local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    return made


def waiting(read):
    with Case.open(read, read_only=True) as case:
        return [each.id for each in open_session(case).desk.waiting()]


def killed(reader):
    return reader.get("/api/bounds?q=killed @ exampleton").json()["least"]


def decide(reader, **form):
    return reader.post("/reader", data={"csrf": token(reader.get("/reader")), **form})


def test_words_are_marked_and_stay_words(reader):
    page = reader.get("/reader").text
    assert page.count('<mark class="waits"') == 3
    assert "&lt;script&gt;alert(" in page
    assert "<b>Wire" not in page
    assert "<i class=number>5</i> May" in page  # a number that was read for nothing


def test_an_accepted_proposal_changes_the_account_at_once_and_undo_takes_it_back(reader, read):
    first = waiting(read)[0]
    before = reader.get("/api/account").json()["head"]
    assert decide(reader, action="accept", proposal=first).status_code == 303
    assert waiting(read) == waiting(read)[-2:]
    assert killed(reader) == 12
    assert reader.get("/api/account").json()["head"] != before
    assert '<mark class="in"' in reader.get("/reader").text
    page = reader.get("/reader").text
    undo = re.search(r'name="decision" value="(\w+)"', page)[1]
    assert decide(reader, action="undo", proposal=first, decision=undo).status_code == 303
    assert len(waiting(read)) == 3
    assert reader.get("/api/statements").json()["total"] == 0


def test_a_change_is_kept_as_a_change(reader, read):
    decide(reader, action="accept", proposal=waiting(read)[0], low="14", high="14", best="14")
    assert killed(reader) == 14
    events = reader.get("/api/record?kind=claim.edited").json()["events"]
    assert events[0]["body"]["changed"] == ["best", "high", "low"]


def test_what_is_not_certain_has_to_be_chosen(reader, read):
    second = waiting(read)[1]
    answer = decide(reader, action="accept", proposal=second, place="?")
    assert answer.status_code == 400
    assert "not certain" in unescape(answer.text)
    assert len(waiting(read)) == 3
    assert decide(reader, action="accept", proposal=second, place="exampleton").status_code == 303
    assert len(waiting(read)) == 2


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"action": "accept", "low": "many"}, "cannot be the low"),
        ({"action": "accept", "low": "9", "high": "2"}, "cannot run from 9 to 2"),
        ({"action": "reject", "reason": " "}, "needs a reason"),
        ({"action": "burn"}, "is no decision"),
        ({"action": "accept", "place": "nowhere"}, "has no place"),
    ],
)
def test_what_cannot_stand_is_said_and_nothing_is_written(reader, read, form, said):
    first, size = waiting(read)[0], reader.get("/api/record").json()["size"]
    answer = decide(reader, proposal=first, document="", **form)
    assert answer.status_code == 400
    assert said in unescape(answer.text)
    assert reader.get("/api/record").json()["size"] == size


def test_what_was_typed_is_still_there_after_a_fault(reader, read):
    answer = decide(reader, action="accept", proposal=waiting(read)[0], low="many", speaker="Vera Example")
    assert 'value="Vera Example"' in answer.text
    assert 'value="many"' in answer.text


def test_a_rejection_keeps_its_reason(reader, read):
    decide(reader, action="reject", proposal=waiting(read)[0], reason="said twice")
    page = reader.get("/reader").text
    assert "said twice" in page
    assert '<mark class="out"' in page


def test_a_decision_that_somebody_made_meanwhile_is_not_made_again(reader, read):
    first = waiting(read)[0]
    decide(reader, action="accept", proposal=first)
    assert decide(reader, action="accept", proposal=first).status_code == 400
    assert decide(reader, action="accept", proposal="unknown").status_code == 404


def test_decisions_carry_the_name_of_who_made_them(read):
    app = create_app(read)
    app.state.door.accounts.add("Vera Example", Role.ANALYST, PASSWORD)
    app.state.door.accounts.add("Reader", Role.VIEWER, PASSWORD)
    browser = signed_in(app, "vera example")
    decide(browser, action="accept", proposal=waiting(read)[0])
    assert browser.get("/api/record?kind=claim.accepted").json()["events"][0]["by"] == "Vera Example"
    assert signed_in(app, "reader").get("/reader").status_code == 403


def test_a_case_without_reports_says_how_to_read_one(local):
    assert "antigone read" in local.get("/reader").text


def test_the_exact_words_of_the_report_are_all_there(reader):
    page = reader.get("/reader").text
    text = re.sub(r"<[^>]+>", "", page.split('<div class="text">')[1].split("</div>")[0])
    assert TEXT in unescape(text)
