"""What programs push enters whole or not at all, once, under their name; every row that cannot enter is named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.named import events as kinds
from antigone.named.person import MissingPerson
from antigone.named.report import Report
from antigone.record.case import Case
from antigone.web.api.describe import OPERATIONS
from antigone.web.api.schemas import SCHEMAS
from antigone.web.app import create_app
from antigone.web.roles import Role
from web.people import client
from web.test_api import faults

CLAIM = {"id": "X1", "unit": "killed", "low": 3, "high": 3, "best": 3, "place": "port", "said_on": "2030-05-04"}
THING = {"number": "17", "place": "Morgue One", "received": "2030-05-04"}
RUN = {"method": "search", "version": "Other tool 1.0", "markers": ["D3S1358"]}
TEXT = "DATE: 2030-05-05\n\nThe mayor said 14 people were killed in Port on Sunday."


class Program:
    """A program with a token of one role."""

    def __init__(self, app, role, name="feed"):
        self.browser = client(app)
        self.head = {"authorization": f"Bearer {app.state.door.tokens.add(name, role)}"}

    def get(self, path):
        return self.browser.get(path, headers=self.head)

    def push(self, path, body, key="", **query):
        head = self.head | ({"idempotency-key": key} if key else {})
        return self.browser.post(path, json=body, headers=head, params=query)

    @property
    def size(self):
        return self.browser.app.state.desk.state().events[-1].position + 1


@pytest.fixture
def app(own):
    return create_app(own)


@pytest.fixture
def analyst(app):
    return Program(app, Role.ANALYST, "analyst feed")


@pytest.fixture
def clerk(app):
    return Program(app, Role.CLERK, "morgue")


@pytest.fixture
def laboratory(app, clerk):
    """A laboratory; there is one numbered thing, and one missing person."""
    assert clerk.push("/api/remains", {"rows": [THING], "add_places": True}).status_code == 200
    with Case.open(app.state.desk.path) as case:
        person = kinds.draft(kinds.PERSON_OPENED, MissingPerson("P-0001"))
        report = kinds.draft(kinds.REPORT_RECEIVED, Report("Q-0001", "P-0001"), {"name": ("P-0001", "Vera Example")})
        case.append([person, report])
    return Program(app, Role.LABORATORY, "lab")


def right(answer, schema, status=200):
    assert answer.status_code == status, answer.text
    assert faults(answer.json(), SCHEMAS[schema]) == []
    return answer.json()


def test_claims_enter_the_account_at_once_under_the_name_of_the_program(analyst):
    told = right(analyst.push("/api/claims", {"rows": [CLAIM], "name": "wire"}), "Pushed")
    assert (told["written"], told["added"], told["entries"][0]["row"]) == (True, 1, 1)
    assert analyst.get("/api/statements/X1").json()["figure"] == "3"
    event = analyst.get(f"/api/record/{told['entries'][0]['event']}").json()
    assert event["by"] == "analyst feed (program)"
    assert event["source"]  # the exact bytes that were sent are kept


def test_a_dry_run_says_the_same_and_writes_nothing(analyst):
    size = analyst.size
    told = right(analyst.push("/api/claims", {"rows": [CLAIM]}, dry_run="true"), "Pushed")
    assert (told["written"], told["dry_run"], told["added"]) == (False, True, 1)
    assert analyst.size == size
    assert analyst.push("/api/claims", {"rows": [CLAIM]}, dry_run="perhaps").status_code == 400


def test_one_row_that_cannot_enter_keeps_all_out_and_has_its_finding(analyst):
    size = analyst.size
    rows = [CLAIM, CLAIM | {"id": "X2", "low": 9, "high": 1}, CLAIM | {"id": "X3", "place": "prot"}]
    told = right(analyst.push("/api/claims", {"rows": rows}), "Pushed", 422)
    found = {(each["row"], each["code"]) for each in told["findings"] if each["severity"] == "error"}
    assert {row for row, _ in found} == {2, 3}
    assert "Did you mean 'port'?" in str(told["findings"])
    assert analyst.size == size
    assert not told["written"]


def test_what_is_asked_again_with_the_same_key_is_written_once(analyst):
    first = analyst.push("/api/claims", {"rows": [CLAIM]}, key="attempt-1").json()
    size = analyst.size
    again = analyst.push("/api/claims", {"rows": [CLAIM]}, key="attempt-1").json()
    assert again == first | {"repeated": True}
    assert analyst.size == size
    other = {"rows": [CLAIM | {"id": "X9"}]}
    assert analyst.push("/api/claims", other, key="attempt-1").status_code == 409
    assert analyst.push("/api/claims", other, key="attempt-2").json()["added"] == 1
    assert analyst.push("/api/claims", other, key="short").status_code == 400


def test_a_key_outlives_the_server(own):
    first = Program(create_app(own), Role.ANALYST)
    told = first.push("/api/claims", {"rows": [CLAIM]}, key="attempt-1").json()
    later = Program(create_app(own), Role.ANALYST, "feed two")
    later.head = first.head
    assert later.push("/api/claims", {"rows": [CLAIM]}, key="attempt-1").json() == told | {"repeated": True}


def test_keys_of_two_programs_are_two_keys(app):
    one, other = Program(app, Role.ANALYST, "one"), Program(app, Role.ANALYST, "other")
    assert one.push("/api/claims", {"rows": [CLAIM]}, key="attempt-1").json()["added"] == 1
    assert not other.push("/api/claims", {"rows": [CLAIM]}, key="attempt-1").json()["repeated"]


def test_remains_get_numbers_and_custody_moves_them(clerk):
    told = right(clerk.push("/api/remains", {"rows": [THING], "add_places": True}), "Pushed")
    number = next(each for each in told["entries"] if each["kind"] == "remains.numbered")
    assert number["code"] == "000-001"
    act = {"type": "transferred out", "units": "17", "from_place": "Morgue One", "date": "2030-05-06"}
    right(clerk.push("/api/custody", {"rows": [act]}), "Pushed")
    thing = right(clerk.get("/api/remains/17"), "Thing")
    assert thing["where"] == "in transit"
    assert [each["type"] for each in thing["custody"]] == ["received", "transferred out"]
    assert faults(thing["custody"][0], SCHEMAS["Act"]) == []
    assert right(clerk.get("/api/remains?limit=0"), "RemainsPage")["remains"] == []
    refused = right(clerk.push("/api/custody", {"rows": [act | {"units": "99"}]}), "Pushed", 422)
    assert refused["findings"][-1]["column"] == "units"


def test_a_place_that_nobody_recorded_is_made_only_when_that_is_asked(clerk):
    told = right(clerk.push("/api/remains", {"rows": [THING]}), "Pushed", 422)
    assert "Morgue One" in str(told["findings"])


def test_names_that_come_with_remains_are_sealed_and_kept_in_no_copy(clerk, own):
    body = {"rows": [THING | {"presumed_name": "Vera Secret"}], "add_places": True}
    assert right(clerk.push("/api/remains", body), "Pushed")["written"]
    for file in own.rglob("*"):
        if file.is_file():
            assert b"Vera Secret" not in file.read_bytes()
    assert "Vera Secret" not in clerk.get("/api/record?limit=1000").text


def test_matches_of_another_program_stand_beside_ours_under_its_name(laboratory):
    match = {"remains": "17", "person": "P-0001", "log10_lr": "6.25", "shared": 1, "per_marker": {"D3S1358": "6.25"}}
    weighed = {"remains": "17", "person": "P-0001", "kinds": ["age"], "log10_lr": "0.5", "version": "Other tool 1.0"}
    body = {"run": RUN, "matches": [match], "evidence": [weighed]}
    told = right(laboratory.push("/api/matches", body, key="run-00001"), "PushedMatches")
    assert [each["kind"] for each in told["entries"]] == ["match.run", "match.found", "evidence.weighed"]
    shown = right(laboratory.get("/api/matches"), "MatchesPage")["matches"]
    assert (shown[0]["made_with"], shown[0]["log10_lr"]) == ("Other tool 1.0", "6.25")
    again = laboratory.push("/api/matches", body, key="run-00001").json()
    assert again == told | {"repeated": True}
    with Case.open(laboratory.browser.app.state.desk.path, read_only=True) as case:
        event = case.event(told["entries"][1]["event"])
        assert "6.25" not in json.dumps(event.body["match"].get("per_marker", ""))
        assert event.sealed


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"remains": "99"}, "99"),
        ({"person": "P-0009"}, "P-0009"),
        ({"log10_lr": "much"}, "log10_lr"),
        ({"log10_lr": "NaN"}, "log10_lr"),
        ({"posterior": "1.5"}, "posterior"),
        ({"exclusions": 3, "shared": 2}, "counts"),
        ({"family": "F-0009"}, "F-0009"),
        ({"per_marker": {"X": "x"}}, "log10 LR of X"),
        ({"shared": "2"}, "shared"),
        ({"id": "M-0001"}, "no field 'id'"),
    ],
)
def test_a_match_that_cannot_be_is_refused_and_nothing_is_written(laboratory, change, why):
    size = laboratory.size
    match = {"remains": "17", "person": "P-0001", "log10_lr": "6.25"} | change
    told = right(laboratory.push("/api/matches", {"run": RUN, "matches": [match]}), "PushedMatches", 422)
    assert why in told["findings"][0]["sentence"]
    assert laboratory.size == size


def test_a_run_that_does_not_say_what_made_it_is_refused(laboratory):
    match = {"remains": "17", "person": "P-0001", "log10_lr": "6.25"}
    for run in ({}, {"method": "x"}, RUN | {"id": "U-0001"}, RUN | {"theta": "2"}, RUN | {"bogus": 1}, {"method": 3}):
        assert laboratory.push("/api/matches", {"run": run, "matches": [match]}).status_code == 400
    assert laboratory.push("/api/matches", {}).status_code == 400


def test_a_pushed_report_is_proposed_and_known_the_second_time(analyst):
    told = right(analyst.push("/api/reports", {"text": TEXT, "publisher": "Gazette"}), "ReportRead")
    assert len(told["proposals"]) == 1
    waiting = right(analyst.get("/api/proposals?waiting=true"), "ProposalsPage")["proposals"]
    assert waiting[0]["claim"]["publisher"] == "Gazette"
    again = right(analyst.push("/api/reports", {"text": TEXT, "publisher": "Gazette"}), "ReportRead")
    assert (again["written"], again["known"]) == (False, told["documents"])
    assert analyst.push("/api/reports", {"text": " "}).status_code == 400
    assert analyst.push("/api/reports", {"text": TEXT, "published_on": "someday"}).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b"null",
        b'{"rows": 3}', b'{"rows": [3]}', b'{"rows": [], "x": 1}', b'{"rows": [{"low": 1.5}]}',
        b'{"rows": [{"low": NaN}]}', b'{"rows": [{"id": "\\ud800"}]}', b'{"rows": [{"bogus": 1}]}', b"\xff\xfe",
        b'{"rows": ' + b"[" * 20_000, b'{"rows": [{"low": ' + b"9" * 6000 + b"}]}", b'{"name": "", "rows": []}',
    ],
)  # fmt: skip
def test_whatever_is_sent_is_refused_with_a_word_and_never_breaks(analyst, body):
    size = analyst.size
    for path in ("/api/claims", "/api/matches", "/api/reports"):
        head = analyst.head | {"content-type": "application/json"}
        answer = analyst.browser.post(path, content=body, headers=head)
        assert answer.status_code in (400, 403)
        assert faults(answer.json(), SCHEMAS["Error"]) == []
    assert analyst.size == size


CELLS = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["killed", "port", "2030"])
COLUMNS = st.sampled_from(["id", "unit", "low", "high", "best", "place", "said_on", "stance", "part_of", "via", "note"])


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    from web.people import TABLES, make_case

    folder = tmp_path_factory.mktemp("pushed")
    app = create_app(make_case(folder, TABLES, folder / "case"))
    app.state.quota.writes = 10_000
    return Program(app, Role.ANALYST)


@given(rows=st.lists(st.dictionaries(COLUMNS, CELLS, max_size=6), max_size=4))
def test_any_rows_are_taken_or_refused_and_the_account_still_stands(shared, rows):
    answer = shared.push("/api/claims", {"rows": rows}, dry_run="true")
    assert answer.status_code in (200, 400, 422)
    if answer.status_code != 400:
        assert faults(answer.json(), SCHEMAS["Pushed"]) == []


def test_a_row_with_a_list_in_it_is_named(analyst):
    told = right(analyst.push("/api/claims", {"rows": [CLAIM, CLAIM | {"id": "X2", "via": ["a"]}]}), "Pushed", 422)
    assert [(f["row"], f["column"]) for f in told["findings"] if f["severity"] == "error"] == [(2, "via")]


def test_what_is_too_large_is_refused_before_it_is_read(analyst):
    text = "a" * 9_000_000
    assert analyst.push("/api/reports", {"text": text}).status_code == 413


def test_a_browser_pushes_only_with_the_token_of_its_page(own):
    app = create_app(own, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    assert browser.post("/api/claims", json={"rows": [CLAIM]}).status_code == 403


def test_every_address_that_takes_something_refuses_other_roles(app):
    viewer = Program(app, Role.VIEWER, "viewer")
    for each in OPERATIONS:
        if each.takes:
            assert viewer.push(each.path, {}).status_code == 403
