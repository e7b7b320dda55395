"""Whole paths through the pages, by nothing but forms: from a dropped report to a changed account, and from a scanned
label to a release; on the example and on a simulated event."""

import re
from html import unescape
from pathlib import Path

import pytest

from antigone.formats.case_import import import_tables
from antigone.found.label import code_of
from antigone.record.case import Case
from web.board_world import Office
from web.event_world import Again
from web.people import token
from web.test_files import settled

TABLES = Path(__file__).resolve().parents[2] / "examples" / "almaty-2022"
ANALYST, CLERK = "Analyst One", "Clerk One"
MORGUE = {"id": "morgue-9", "type": "morgue", "name": "Morgue nine", "publication": "area"}


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.fixture
def example(tmp_path):
    with Case.create(tmp_path / "almaty", "Kazakhstan, January 2022", by="tester") as case:
        import_tables(case, TABLES)
    return Office(tmp_path / "almaty")


@pytest.fixture
def event(event_office, tmp_path):
    return Again(event_office, tmp_path)


def dropped(office, text, **chosen):
    """A report is dropped, read, and its first claim accepted as it was read but for these; the page that follows."""
    browser = office.browser(ANALYST)
    data = {"csrf": token(browser.get("/reader"))}
    sent = browser.post("/reader/files", data=data, files=[("files", ("monday.txt", text.encode()))])
    assert "proposed" in settled(browser, sent.headers["location"])
    document = re.search(r"/reader\?document=([\w-]+)", browser.get(sent.headers["location"]).text)[1]
    page = browser.get(f"/reader?document={document}").text
    form = re.search(r"<form[^>]*data-accept.*?</form>", page, re.S)[0]
    fields = {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form)}
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        found = re.search(r'<option value="([^"]*)" selected', options)
        fields[name] = unescape(found[1]) if found else ""
    answer = browser.post("/reader", data=fields | chosen)
    assert answer.status_code == 303, words(answer)
    return words(browser.get(answer.headers["location"]))


@pytest.mark.parametrize(
    ("world", "place", "day", "chosen"),
    [("example", "Almaty", "2022-01-20", {}), ("event", "the land", "2031-03-15", {"place": "land"})],
)
def test_from_a_dropped_report_to_a_changed_account(world, place, day, chosen, request):
    office = request.getfixturevalue(world)
    before = office.get(ANALYST, "/")
    assert "977" not in words(before)
    report = (
        f"PUBLISHER: Harbour Radio\nDATE: {day}\nLANG: en\n\nThe mayor said that 977 people were killed in {place}.\n"
    )
    assert "Saved: accepted." in dropped(office, report, **chosen)
    after = office.get(ANALYST, "/")
    assert "977" in words(after)
    told = office.browser(ANALYST).get("/api/statements?q=977 people").json()["statements"]
    assert [(each["low"], each["high"]) for each in told] == [(977, 977)]
    assert "977" in words(office.get(ANALYST, f"/statements/{told[0]['id']}"))
    browser = office.browser(ANALYST)
    undo = re.search(r'<form[^>]*id="undo".*?</form>', browser.get("/reader").text, re.S)[0]
    fields = {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', undo)}
    assert browser.post("/reader", data=fields).status_code == 303
    assert words(office.get(ANALYST, "/")) == words(before)  # taken back, it is as if it had never been said


def goes(answer, status=303):
    assert answer.status_code == status, words(answer)[-1500:]
    return answer.headers.get("location", "")


def last(location):
    return location.partition("?")[0].rpartition("/")[2]


def named_by_two(office, remains, person):
    """Laid before the board, decided and established."""
    fields = {"what": "identify", "remains": remains, "persons": person, "basis.dental": "yes", "sign": "yes"}
    laid = office.form("A. Roe", "/board/new", reason="teeth and marks, read twice", **fields)
    decision = last(goes(office.post("B. Doe", f"{goes(laid)}/sign", do="sign", office="odontologist")))
    return established(office, decision)


def established(office, decision):
    taken = goes(office.form("A. Roe", f"/board/{decision}/step/established", reason="second reading", sign="yes"))
    goes(office.post("B. Doe", f"{taken}/sign", do="sign"))
    return decision


def released(office, label, day):
    """From what a scanner reads off the bag to the release: only links that the pages give are followed."""
    scan = office.get(CLERK, f"/scan?code={label}")
    dossier = office.get(CLERK, re.search(r'href="(/remains/[^"/]+)"', scan.text)[1])
    decision = office.get(CLERK, re.search(r'href="(/board/D-\d+)"', dossier.text)[1])
    give = re.search(r'href="(/board/D-\d+/release)"', decision.text)[1]
    form = office.get(CLERK, give).text
    family = re.search(r'value="(F-\d+)"', form)[1]
    stands = office.book.decisions[give.split("/")[2]].decision
    fields = {
        "remains": stands.remains[0], "person": stands.persons[0], "family": family, "label": label, "day": day,
        "person_read": stands.persons[0], "decision_read": stands.id, "released_by": "C. One", "told": "yes",
    }  # fmt: skip
    goes(office.form(CLERK, give, **fields))
    return words(office.get(CLERK, f"/scan?code={label}"))


def test_from_a_scanned_label_to_a_release_on_a_simulated_event(event, event_office):
    established(event, event_office.made)
    remains = event_office.pairs[1][0]
    assert "with its family" in released(event, code_of(remains), "2031-03-25")


def test_from_a_first_number_to_a_release_on_the_example(example):
    goes(example.form(CLERK, "/register/site", **MORGUE))
    body = {"kind": "body", "count": "1", "act": "received", "place": "morgue-9", "day": "2022-01-08", "label": "Т-17"}
    code = last(goes(example.form(CLERK, "/remains/new", **body)))
    remains = next(iter(example.app.state.desk.register().remains))
    person = last(goes(example.form(CLERK, "/missing/new", name="Ana Invented", sex="F", age="30")))
    draw = example.get(CLERK, f"/families/new?missing={person}").text
    rows = {
        name: value for name, value in re.findall(r'name="((?:id|father|mother)-\d+)" value="([^"]*)"', draw) if value
    }
    rows |= {"sex-0": "M", "sex-1": "F", "sex-2": "F", "missing-2": "yes"}
    family = last(goes(example.form(CLERK, "/families/new", **rows)))
    goes(example.form(CLERK, f"/families/{family}/wish", wish="notify now"))
    named_by_two(example, remains, person)
    assert "with its family" in released(example, "Т-17", "2022-02-01")
    assert code in words(example.get(CLERK, "/remains?q=T-17"))  # however the letter is written
