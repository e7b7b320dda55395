"""The board's pages: what waits, dockets, two signatures by two accounts, and what follows from a decision."""

import io
import re

import pypdf
import pytest

from antigone.named.decision import Status
from antigone.named.motion import MotionState
from antigone.web.app import create_app
from web.board_world import FAMILY, NAMES, OTHER, PERSON, UNIT, Office, make_board
from web.people import client, token

REASON = "C-0001, second reading"
CANARY = "Canarynova"


@pytest.fixture(scope="module")
def read_only(tmp_path_factory):
    """An office that no test writes to."""
    return Office(make_board(tmp_path_factory.mktemp("board")))


@pytest.fixture
def office(tmp_path):
    return Office(make_board(tmp_path))


def laid(at, who="A. Roe", sign="yes", **more):
    """A motion to identify, laid before the board; its code."""
    fields = {
        "what": "identify",
        "remains": UNIT,
        "persons": PERSON,
        "basis.DNA": "yes",
        "reason": REASON,
        "sign": sign,
    }
    answer = at.form(who, "/board/new", **(fields | more))
    assert answer.status_code == 303, re.findall(r'class="wrong".*?</p>|role="alert".*?</div>', answer.text, re.S)
    return answer.headers["location"].rpartition("/")[2]


def decided(office):
    """The code of a decision that two people signed."""
    motion = laid(office)
    answer = office.post("B. Doe", f"/board/{motion}/sign", do="sign", office="odontologist")
    assert answer.status_code == 303, answer.text[-1500:]
    return answer.headers["location"].rpartition("/")[2]


def taken(office, decision, step):
    answer = office.form("A. Roe", f"/board/{decision}/step/{step}", reason=REASON, sign="yes")
    motion = answer.headers["location"].rpartition("/")[2]
    assert office.post("B. Doe", f"/board/{motion}/sign", do="sign").status_code == 303


def released(office, decision, **more):
    fields = {
        "remains": UNIT, "person": PERSON, "family": FAMILY, "label": UNIT, "person_read": PERSON,
        "decision_read": decision, "released_by": "Clerk One", "day": "2022-02-01", "told": "yes",
    }  # fmt: skip
    return office.form("Clerk One", f"/board/{decision}/release", **(fields | more))


def test_what_waits_is_shown_by_what_it_waits_for(read_only):
    page = read_only.get("A. Roe", "/board").text
    assert "Ready for the board" in page
    assert "C-0001" in page
    assert "P-0001" in read_only.get("A. Roe", "/board?what=ready").text
    assert "Nothing here goes by that" in read_only.get("A. Roe", "/board?q=D-9999").text
    assert "C-0001" in read_only.get("A. Roe", f"/board?q={UNIT}").text


def test_an_empty_board_teaches(local):
    page = local.get("/board").text
    assert "Nothing waits for the board" in page
    assert "antigone named match" in page


def test_a_docket_shows_contradictions_first_and_each_kind_of_evidence_apart(read_only):
    page = read_only.get("A. Roe", "/board/C-0001")
    assert page.status_code == 303
    page = read_only.get("A. Roe", page.headers["location"]).text
    order = [
        "What speaks against it",
        "By the laboratory",
        "DNA</h3>",
        "Dental</h3>",
        "Fingerprints</h3>",
        "Before and after",
    ]
    assert [page.index(each) for each in order] == sorted(page.index(each) for each in order)
    assert "identifies nobody" in page
    assert "a list" in page  # the reason of the prior stands beside the posterior
    assert "3 dead" in page


def test_sealed_values_open_only_after_a_line_stands_in_the_record(office):
    pair = f"/board/pair?remains={UNIT}&person={PERSON}"
    assert CANARY not in office.get("A. Roe", f"{pair}&open=yes").text
    assert office.book.shown == []  # a link alone opens nothing
    answer = office.post("A. Roe", "/board/open", remains=UNIT, person=PERSON)
    opened = office.get("A. Roe", answer.headers["location"]).text
    assert CANARY in opened
    assert "25-35" in opened
    assert {event.by for event, _ in office.book.shown} == {"A. Roe"}
    size = len(office.app.state.desk.state().events)
    office.get("A. Roe", answer.headers["location"])
    office.post("A. Roe", "/board/open", remains=UNIT, person=PERSON)
    assert len(office.app.state.desk.state().events) == size  # once a day
    assert CANARY not in office.get("B. Doe", f"{pair}&open=yes").text  # each for themselves


@pytest.mark.parametrize("name", ["Analyst One", "Clerk One"])
def test_genetic_values_stay_sealed_for_roles_that_may_not_see_them(office, name):
    answer = office.post(name, "/board/open", remains=UNIT, person=PERSON)
    page = office.get(name, answer.headers["location"]).text
    assert "Each marker" not in page
    assert "per_marker" not in {field.partition("@")[0] for _, shown in office.book.shown for field in shown.fields}
    if name == "Analyst One":
        assert CANARY not in page


def test_two_people_sign_each_with_their_own_account(office):
    motion = laid(office, office="pathologist")
    assert office.book.motions[motion].signers[0].name == "A. Roe"
    again = office.post("A. Roe", f"/board/{motion}/sign", do="sign")
    assert again.status_code == 400
    assert "signed this already" in again.text
    assert "You have signed" in office.get("A. Roe", f"/board/{motion}").text
    answer = office.post("B. Doe", f"/board/{motion}/sign", do="sign", office="odontologist")
    decision = answer.headers["location"].rpartition("/")[2]
    standing = office.book.decisions[decision]
    assert standing.status is Status.PROVISIONAL
    assert [(s.name, s.role) for s in standing.decision.signers] == [
        ("A. Roe", "pathologist"),
        ("B. Doe", "odontologist"),
    ]
    events = {e.id: e for e in office.app.state.desk.state().events}
    assert [events[s.event].by for s in standing.decision.signers] == ["A. Roe", "B. Doe"]
    assert "own signature" in office.get("A. Roe", f"/board/{decision}").text


@pytest.mark.parametrize("name", [n for n, r in NAMES.items() if r.value != "board"])
def test_nobody_signs_for_the_board(office, name):
    motion = laid(office)
    assert office.post(name, f"/board/{motion}/sign", do="sign").status_code == 403
    assert office.book.motions[motion].state is MotionState.WAITING


def test_a_name_in_the_form_signs_for_nobody(office):
    motion = laid(office, "Analyst One")  # the tick of somebody who cannot sign counts for nothing
    assert office.book.motions[motion].signers == ()
    office.post("A. Roe", f"/board/{motion}/sign", do="sign", by="B. Doe", user="B. Doe", signers="B. Doe")
    assert [s.name for s in office.book.motions[motion].signers] == ["A. Roe"]


def test_one_person_alone_is_told_how_two_accounts_are_made(tmp_path):
    app = create_app(make_board(tmp_path), local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    page = browser.get("/board/new?comparison=C-0001")
    id = page.text.split('name="form-id" value="')[1].split('"')[0]
    fields = {"csrf": token(page), "form-id": id, "form-do": "send", "what": "identify", "remains": UNIT}
    fields |= {"persons": PERSON, "basis.DNA": "yes", "reason": REASON, "sign": "yes"}
    answer = browser.post("/board/new", data=fields)
    motion = browser.get(answer.headers["location"])
    assert "antigone serve accounts add" in motion.text
    assert (
        browser.post(answer.headers["location"] + "/sign", data={"csrf": token(page), "do": "sign"}).status_code == 403
    )
    assert app.state.desk.named().motions["B-0001"].signers == ()


def test_an_objection_holds_it_up_until_it_is_taken_back(office):
    motion = laid(office)
    assert office.post("B. Doe", f"/board/{motion}/sign", do="object", reason="").status_code == 400
    office.post("B. Doe", f"/board/{motion}/sign", do="object", reason="tooth 36")
    page = office.get("A. Roe", f"/board/{motion}").text
    assert "tooth 36" in page
    assert "Objected to" in page
    objection = office.book.motions[motion].objections[0].event
    stolen = office.post("A. Roe", f"/board/{motion}/take-back", event=objection, reason="no")
    assert stolen.status_code == 400
    office.post("B. Doe", f"/board/{motion}/take-back", event=objection, reason="chart of somebody else")
    assert office.post("B. Doe", f"/board/{motion}/sign", do="sign").status_code == 303
    assert office.book.decisions["D-0001"].status is Status.PROVISIONAL


def test_release_waits_for_an_established_decision_and_states_what_is_outstanding(office):
    decision = decided(office)
    early = released(office, decision)
    assert early.status_code == 400
    assert "nothing is released on it" in early.text
    taken(office, decision, "established")
    few = released(office, decision, label="")
    assert few.status_code == 400
    assert "2 kinds of identifier" in few.text
    wrong = released(office, decision, label=OTHER)
    assert "does not belong to what is released" in wrong.text
    answer = released(office, decision)
    assert answer.status_code == 303
    page = office.get("Clerk One", answer.headers["location"]).text
    assert "No further part is known" in page
    assert office.app.state.desk.register().spot(UNIT).place != "morgue-1"


def test_a_family_that_waits_is_neither_told_nor_given_anything(office):
    from antigone.named import services
    from antigone.named.family import Wish

    decision = decided(office)
    taken(office, decision, "established")
    with office.app.state.desk.at_work("Clerk One") as desk:
        desk.write(services.wish(desk, FAMILY, Wish.WAIT))
    assert "wishes to wait until there is more" in office.get("A. Roe", "/board?what=release").text
    assert "wishes to wait" in released(office, decision).text
    told = {"family": FAMILY, "told_by": "L. Iaison", "reason": "visit"}
    answer = office.form("Clerk One", f"/board/{decision}/step/notified", **told)
    assert answer.status_code == 400
    assert "wishes to wait" in answer.text


def test_revoking_lists_what_follows_and_makes_the_recall_due(office):
    decision = decided(office)
    taken(office, decision, "established")
    release = released(office, decision).headers["location"]
    office.form("Clerk One", f"/board/{decision}/step/notified", family=FAMILY, told_by="L. Iaison", reason="visit")
    page = office.get("A. Roe", f"/board/{decision}/step/revoked").text
    assert "must be called back: L-0001" in page
    assert f"must hear of it: {FAMILY}" in page
    taken(office, decision, "revoked")
    assert office.book.decisions[decision].status is Status.REVOKED
    assert "L-0001" in office.get("A. Roe", "/board?what=recall").text
    assert "must be called back" in office.get("Clerk One", release).text
    back = {"back": UNIT, "place": "morgue-1", "reason": "brought back", "day": "2022-02-03"}
    assert office.form("Clerk One", f"{release}/recall", **back).status_code == 303
    assert office.book.state_of("L-0001").value == "recalled"
    assert office.app.state.desk.register().spot(UNIT).place == "morgue-1"


def test_the_board_excludes_and_lifts(office):
    motion = laid(office, what="exclude", remains=OTHER)
    answer = office.post("B. Doe", f"/board/{motion}/sign", do="sign")
    assert answer.headers["location"] == "/board/X-0001"
    assert "says nothing about whether the person is dead" in office.get("A. Roe", "/board/X-0001").text
    refused = office.form(
        "A. Roe", "/board/new", what="identify", remains=OTHER, persons=PERSON, reason="x", **{"basis.DNA": "yes"}
    )
    assert refused.status_code == 400
    assert "X-0001 excludes" in refused.text
    taken(office, "X-0001", "lifted")
    assert office.book.exclusions == {}


@pytest.mark.parametrize("step", ["established", "revoked", "reinstated", "legal"])
@pytest.mark.parametrize("name", ["Clerk One", "Viewer One"])
def test_steps_of_the_board_are_not_for_others(office, name, step):
    decision = decided(office)
    assert office.get(name, f"/board/{decision}/step/{step}").status_code == 403


def test_anybody_of_the_staff_may_stop_it(office):
    decision = decided(office)
    assert office.form("Clerk One", f"/board/{decision}/step/suspended", reason="a second chart").status_code == 303
    assert office.book.decisions[decision].status is Status.SUSPENDED
    assert "a second chart" in office.get("A. Roe", "/board?what=suspended").text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/board/D-0001/print/identification", "F-14"),
        ("/board/C-0001/print/comparison", "F-12"),
        ("/board/all/print/docket", "F-13"),
        ("/board/L-0001/print/release", "F-16"),
        ("/board/L-0001/print/recall", "F-17"),
        ("/board/X-0001/print/exclusion", "F-15"),
    ],
)
def test_papers_are_printed_by_codes(printed, path, form):
    answer = printed.get("A. Roe", path)
    assert answer.headers["content-type"] == "application/pdf"
    text = text_of(answer)
    assert form in text
    assert CANARY not in text
    assert printed.get("A. Roe", f"{path}?lang=ar").content[:4] == b"%PDF"


def text_of(answer):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """An office in which everything that can be printed has happened."""
    office = Office(make_board(tmp_path_factory.mktemp("printed")))
    decision = decided(office)
    taken(office, decision, "established")
    assert released(office, decision).status_code == 303
    office.form("Clerk One", "/board/L-0001/recall", wrong="yes", reason="two bags were exchanged")
    motion = laid(office, what="exclude", remains=OTHER)
    office.post("B. Doe", f"/board/{motion}/sign", do="sign")
    return office


def test_names_on_paper_are_for_those_who_may_see_them_and_leave_a_trace(office):
    decision = decided(office)
    path = f"/board/{decision}/print/identification"
    assert office.post("Analyst One", path, purpose="x").status_code == 403
    assert office.post("A. Roe", path, purpose=" ").status_code == 400
    before = len(office.book.shown)
    answer = office.post("A. Roe", path, purpose="file of the court")
    assert CANARY in text_of(answer)
    event, shown = office.book.shown[before]
    assert (event.by, shown.purpose) == ("A. Roe", "file of the court")


def test_what_is_not_there_is_not_found(read_only):
    for path in ("/board/D-9999", "/board/nothing", "/board/L-1/recall", "/board/D-1/release", "/board/D-1/step/legal"):
        assert read_only.get("Admin One", path).status_code == 404, path
    assert read_only.get("A. Roe", "/board/pair?remains=zz&person=P-0001").status_code == 404
    assert read_only.get("A. Roe", "/board/C-0001/print/labels").status_code == 404
