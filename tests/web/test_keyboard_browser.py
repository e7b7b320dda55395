"""The main work of every page by keyboard alone, in a browser without scripts; with scripts too where slow tests run.

The walks of the board, of one scan after another and of the reader's keys are in the files of those pages.
"""

import pytest

from antigone.named.consent import Purpose
from web.board_world import PERSON, UNIT, Office, make_board
from web.browsing import go, looks_again, opens, pick, tab_to, tick, types
from web.conftest import serving
from web.people import TABLES, make_case
from web.test_board_browser import Room

expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("scripts", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["plain", "scripts"]),
]
REPORT = "PUBLISHER: Gazette\nDATE: 2030-05-09\nLANG: en\n\nThe mayor said 41 people were killed in Port on Sunday.\n"
PROFILE = "TH01 6 9.3\nD8S1179 12 13\nFGA 21 24\n"
SEND = "[name='form-do'][value=send]"


@pytest.fixture
def port(tmp_path, chromium, scripts):
    """The small case, opened as one person's own."""
    tables = tmp_path / "tables"
    tables.mkdir()
    context = chromium.new_context(locale="en-GB", java_script_enabled=scripts, accept_downloads=True)
    with serving(make_case(tables, TABLES, tmp_path / "port")) as (address, key):
        page = context.new_page()
        page.goto(f"{address}/enter?key={key}")
        yield page, address
        context.close()


@pytest.fixture
def room(tmp_path, chromium):
    made = Room(Office(make_board(tmp_path)), chromium)
    yield made
    made.close()


def says(page, *texts):
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)


def test_the_account_its_day_numbers_switches_and_comparison(port, scripts):
    page, address = port
    page.goto(address)
    tab_to(page, "#as_of")
    page.keyboard.type("05052030")  # the same in every order of day and month
    if scripts:
        page.wait_for_url("**as_of=2030-05-05")
    else:
        go(page, "#when button")
    says(page, "As of 5 May 2030")
    go(page, "a[href^='/compare']")
    says(page, "bounds differ")
    page.goto(address)
    opens(page, "#assumptions details:not([open]) summary")
    tab_to(page, "[role=switch]")
    page.keyboard.press("Enter")
    says(page, "Changed by hand")
    page.goto(address)
    if scripts:
        return  # the panel has a test of its own
    go(page, ".figure-large")
    says(page, "Arithmetic")
    go(page, "main a.id")
    says(page, "Statement C")


def test_statements_places_and_what_they_lead_to(port, scripts):
    page, address = port
    page.goto(f"{address}/statements")
    types(page, "#q", "morgue")
    if scripts:
        page.wait_for_url("**q=morgue**")
    else:
        go(page, "#filters button")
    expect(page.locator(".statements tbody tr")).to_have_count(1)
    go(page, ".statements td.figure a")
    says(page, "The morgue")
    go(page, ".top nav a[href='/places']")
    go(page, ".places-list a[href='/places/port']")
    says(page, "Statements")
    go(page, ".top nav a[href^='/']")
    says(page, "The account of the dead")


@pytest.mark.usefixtures("scripts")
def test_a_report_is_taken_in_and_accepted(port, tmp_path):
    page, address = port
    (tmp_path / "monday.txt").write_text(REPORT)
    page.goto(f"{address}/reader")
    page.set_input_files("#drop input[type=file] >> nth=0", tmp_path / "monday.txt")  # the system's own window
    go(page, "#drop button")
    looks_again(page, "#files", "All files are gone through.")
    go(page, ".top nav a[href='/reader']")
    expect(page.locator("h2.proposed").first).to_contain_text("41")
    tab_to(page, "[data-accept] button")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Saved: accepted.")
    go(page, ".top nav a[href='/']")
    says(page, "41")
    go(page, ".top nav a[href='/reader']")
    tab_to(page, "#undo button")
    page.keyboard.press("Enter")
    expect(page.locator("h2.proposed").first).to_contain_text("41")


def test_the_record_is_verified_its_checkpoint_and_archive_taken_along_and_a_token_made(port, scripts):
    page, address = port
    page.goto(f"{address}/record")
    tab_to(page, "form[action='/record/verify'] button")
    page.keyboard.press("Enter")
    if scripts:
        expect(page.locator("#verdict")).to_contain_text("The record verifies.")
    else:
        page.wait_for_url("**/record/verify")
        looks_again(page, "main", "The record verifies.")
    page.goto(f"{address}/record")
    for selector in ("a[href='/record/checkpoint']", "form[action='/record/export'] button"):
        tab_to(page, selector)
        with page.expect_download() as file:
            page.keyboard.press("Enter")
        assert file.value.path().stat().st_size > 100
    for path, told in (("checkpoints", "As the record stands"), ("seen", "seen"), ("erased", "Nothing was erased.")):
        page.goto(f"{address}/record")
        go(page, f"a[href='/record/{path}']")
        says(page, told)
    go(page, ".foot a[href='/programs']")
    types(page, "#name", "wire feed")
    pick(page, "role", "analyst")
    tab_to(page, "form.filters button")
    page.keyboard.press("Enter")
    expect(page.locator("#token")).to_have_count(1)
    page.goto(f"{address}/programs")
    go(page, "li form button")
    says(page, "called back")


def sends(page):
    """Send the form, which nothing is wrong with."""
    go(page, SEND)
    assert page.locator("main [role=alert]").all_inner_texts() == []


def test_a_person_is_missed_their_family_drawn_and_their_kin_sampled(room, scripts):
    page, address = room.sits("Clerk One", java_script_enabled=scripts), room.address
    page.goto(f"{address}/missing")
    go(page, "a[href='/missing/new']")
    types(page, "#f-name", "Ana Invented")
    pick(page, "sex", "F")
    sends(page)
    person = page.url.rpartition("/")[2]
    expect(page.locator("h1")).to_contain_text(person)
    page.goto(f"{address}/missing/relative")
    pick(page, "sex", "F")
    sends(page)
    mother = page.url.rpartition("/")[2]
    page.goto(f"{address}/missing/{person}")
    go(page, "a[href^='/families/new']")  # with a row for each parent
    for field in ("#f-id-1", "#f-mother-2"):
        tab_to(page, field)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(mother)
    sends(page)
    expect(page.locator("h1")).to_contain_text("F-0002")
    says(page, mother)
    page.goto(f"{address}/missing/{mother}/sample")
    pick(page, "kind", "reference")
    pick(page, "agreed", "yes")  # the one family they have is ticked
    sends(page)
    page.goto(f"{address}/missing/{mother}/consent")
    pick(page, "given", "yes")
    tick(page, "[name='to.laboratory']")
    tick(page, "[name='purposes.identification']")
    sends(page)
    assert (mother, "laboratory", Purpose.IDENTIFICATION) in room.office.book.consents
    page.goto(f"{address}/families/F-0002/wish")
    pick(page, "wish", "notify now")
    sends(page)
    says(page, "wishes to hear now")


def test_a_profile_is_pasted_and_everything_compared(room, scripts):
    page, address = room.sits("Lab One", java_script_enabled=scripts), room.address
    page.goto(f"{address}/missing/{PERSON}/sample")
    pick(page, "kind", "direct")
    pick(page, "agreed", "yes")
    sends(page)
    sample = list(room.office.book.samples)[-1]
    page.goto(f"{address}/samples/{sample}/profile")
    tab_to(page, "#f-table")
    page.keyboard.insert_text(PROFILE)
    sends(page)
    assert list(room.office.book.profiles.values())[-1].sample == sample
    page.goto(f"{address}/matching")
    go(page, "a[href='/matching/run']")
    tab_to(page, SEND)
    page.keyboard.press("Enter")
    page.wait_for_url("**/matching/run?job=*")
    looks_again(page, "#work", "is kept")
    go(page, "#work a[href='/matching']")
    go(page, "a[href='/matching/joint']")
    looks_again(page, "#work", "Candidate set")
    page.goto(f"{address}/matching")
    go(page, ".candidates a[href^='/board/pair']")
    says(page, "What speaks against it")


def test_remains_are_found_examined_sampled_and_associated(room, scripts):
    page, address = room.sits("Clerk One", java_script_enabled=scripts), room.address
    page.goto(f"{address}/remains")
    types(page, "#q", "000-001")
    if scripts:
        page.wait_for_url("**q=000-001**")
    else:
        go(page, ".filters button")
    go(page, "#found a.code")
    expect(page.locator("h1")).to_have_text("000-001")
    dossier = page.url
    go(page, "a[href$='/examine']")
    pick(page, "kind", "external")
    types(page, "#f-by", "Office of the pathologist")
    sends(page)
    says(page, "Office of the pathologist")
    page.goto(dossier)
    go(page, "a[href$='/sample']")
    types(page, "#f-id", "B-7")
    types(page, "#f-material", "femur")
    sends(page)
    says(page, "B-7")
    page.goto(dossier)
    go(page, "a[href$='/associate']")
    types(page, "#f-other", "000-01Y")
    pick(page, "kind", "exclusion")
    types(page, "#f-basis", "two left femora")
    sends(page)
    says(page, "two left femora")
    assert UNIT in room.office.app.state.desk.register().remains
