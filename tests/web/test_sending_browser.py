"""A slow network, a broken one, an impatient hand: nothing typed is lost, nothing is booked twice, and nothing is said
to be saved that is not."""

import threading

import pytest

from antigone.record.case import Case
from antigone.web.pages import record
from antigone.web.pages.entrance import limiter
from web.board_world import Office, make_board
from web.browsing import at_rest, click, focus_is, until
from web.conftest import serving
from web.people import PASSWORD, TABLES, make_case
from web.register_world import make_register
from web.reports import make_reports
from web.test_board_browser import Room

expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
pytestmark = pytest.mark.browser
NO_ANSWER = "No answer came; it may not be saved."
UNREACHED = "The server could not be reached."


@pytest.fixture
def browse(chromium):
    """Open a page of a case."""
    contexts = []

    def opened(served, path, **more):
        contexts.append(chromium.new_context(viewport={"width": 1200, "height": 900}, locale="en-GB", **more))
        page = contexts[-1].new_page()
        page.goto(f"{served[0]}/enter?key={served[1]}")
        page.goto(served[0] + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def register(tmp_path):
    path = make_register(tmp_path / "case")
    with serving(path) as served:
        yield path, served


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    """A small case that nobody writes to."""
    folder = tmp_path_factory.mktemp("tables")
    with serving(make_case(folder, TABLES, folder / "case")) as served:
        yield served


def numbered(path):
    """How many things have a number."""
    with Case.open(path, read_only=True) as case:
        return sum(event.kind == "remains.numbered" for event in case.events())


def filled(page):
    page.select_option("#f-kind", "body")
    page.fill("#f-label", "T-9")


def test_what_was_typed_stays_where_the_network_goes_and_is_written_once(browse, register):
    path, served = register
    page, before = browse(served, "/remains/new"), numbered(path)
    filled(page)
    page.context.set_offline(True)
    page.press("#f-label", "Enter")
    expect(page.locator("form [data-told]")).to_contain_text(NO_ANSWER)
    assert page.input_value("#f-label") == "T-9"
    assert numbered(path) == before
    page.context.set_offline(False)
    with page.expect_navigation():
        page.press("#f-label", "Enter")
    expect(page.locator(".dossier")).to_contain_text("T-9")
    assert numbered(path) == before + 1


def test_where_only_the_answer_is_lost_it_is_not_written_again(browse, register):
    path, served = register
    page, before, lost = browse(served, "/remains/new"), numbered(path), []

    def loses(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/remains/new", loses)
    filled(page)
    page.press("#f-label", "Enter")
    expect(page.locator("form [data-told]")).to_contain_text(NO_ANSWER)
    assert numbered(path) == before + 1
    with page.expect_navigation():
        page.press("#f-label", "Enter")
    expect(page.locator(".dossier")).to_contain_text("T-9")
    assert numbered(path) == before + 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_books_once(browse, register, scripts):
    path, served = register
    page, before = browse(served, "/remains/new", java_script_enabled=scripts), numbered(path)
    filled(page)
    page.locator("[name='form-do'][value=send]").dblclick(no_wait_after=True)
    page.wait_for_url("**/remains/*-*")
    expect(page.locator(".dossier")).to_contain_text("T-9")
    assert numbered(path) == before + 1


def test_without_scripts_the_page_that_failed_is_sent_again_as_it_was(browse, register):
    path, served = register
    page, before = browse(served, "/remains/new", java_script_enabled=False), numbered(path)
    filled(page)
    page.context.set_offline(True)
    page.press("#f-label", "Enter")
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(".dossier")).to_contain_text("T-9")
    assert numbered(path) == before + 1


def test_on_a_slow_network_a_form_says_that_it_is_on_its_way(browse, register):
    page = browse(register[1], "/remains/new")
    filled(page)
    slow = {"offline": False, "latency": 800, "downloadThroughput": 6250, "uploadThroughput": 6250}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", slow)
    page.press("#f-label", "Enter")
    expect(page.locator("form [data-told]")).to_have_text("Sending …")
    page.wait_for_url("**/remains/*-*")
    expect(page.locator(".dossier")).to_contain_text("T-9")


@pytest.fixture
def room(tmp_path, chromium):
    made = Room(Office(make_board(tmp_path)), chromium)
    yield made
    made.close()


def enters(room, context, name):
    """Somebody signs in, in another window of the same browser."""
    window = context.new_page()
    room.office.app.state.attempts = limiter()
    window.goto(f"{room.address}/sign-in")
    window.fill("[name=name]", name)
    window.fill("[name=password]", PASSWORD)
    click(window, "main button")


def test_who_was_signed_out_signs_in_elsewhere_and_goes_on_and_nobody_goes_on_in_their_place(room):
    page = room.sits("Clerk One")
    page.goto(f"{room.address}/missing/relative")
    page.fill("#f-name", "Ana Invented")
    page.select_option("#f-sex", "F") if page.locator("select#f-sex").count() else page.check("[name=sex][value=F]")
    page.context.clear_cookies()
    page.press("#f-name", "Enter")
    expect(page.locator("form [data-told]")).to_contain_text("Not saved: you are signed out.")
    before = len(room.office.app.state.desk.state().events)
    enters(room, page.context, "Admin One")
    page.press("#f-name", "Enter")
    expect(page.locator("form [data-told]")).to_contain_text("Not saved. The page is too old")
    assert len(room.office.app.state.desk.state().events) == before
    page.context.clear_cookies()
    enters(room, page.context, "Clerk One")
    with page.expect_navigation():
        page.press("#f-name", "Enter")
    assert room.office.app.state.desk.state().events[-1].by == "Clerk One"


def test_the_slider_goes_back_where_its_day_cannot_be_reached(browse, account):
    page = browse(account, "/")
    shown = page.inner_text(".figure-large"), page.inner_text("#day-said")
    page.context.set_offline(True)
    page.focus("#slide")
    page.keyboard.press("Home")
    expect(page.locator("#unreached")).to_contain_text(UNREACHED)
    assert (page.inner_text(".figure-large"), page.inner_text("#day-said")) == shown
    page.context.set_offline(False)
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2030-05-01")
    expect(page.locator("#unreached")).to_be_hidden()


def test_a_number_or_a_list_that_cannot_be_reached_is_said_and_nothing_is_taken_away(browse, account):
    page = browse(account, "/")
    page.context.set_offline(True)
    page.click(".figure-large")
    expect(page.locator("#unreached")).to_contain_text(UNREACHED)
    expect(page.locator("#panel")).to_be_hidden()
    page.context.set_offline(False)
    page.goto(f"{account[0]}/statements")
    rows = page.locator(".statements tbody tr").count()
    page.route("**/statements?*", lambda route: route.fulfill(status=500, body="<h1>broken</h1>"))
    page.fill("#q", "morgue")
    expect(page.locator("#unreached")).to_contain_text(UNREACHED)
    expect(page.locator(".statements tbody tr")).to_have_count(rows)
    page.unroute("**/statements?*")
    page.fill("#q", "the morgue")
    expect(page.locator(".statements tbody tr")).to_have_count(1)
    expect(page.locator("#unreached")).to_be_hidden()


def test_a_page_that_waits_for_a_computation_goes_on_waiting_when_the_network_comes_back(browse, account, monkeypatch):
    goes_on = threading.Event()
    verify = record.verify_case
    monkeypatch.setattr(
        record, "verify_case", lambda path, progress: goes_on.wait(60) and verify(path, progress=progress)
    )
    page = browse(account, "/record")
    page.click("text=Verify now")
    expect(page.locator("#verdict progress")).to_have_count(1)
    page.context.set_offline(True)
    expect(page.locator("#unreached")).to_contain_text(UNREACHED)
    page.context.set_offline(False)
    goes_on.set()
    expect(page.locator("#verdict")).to_contain_text("The record verifies.")
    expect(page.locator("#unreached")).to_be_hidden()


def test_who_goes_back_opens_numbers_as_before(browse, account):
    page = browse(account, "/")
    page.focus("#slide")
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2030-05-01")
    at_rest(page)
    page.go_back()
    expect(page.locator(".figure-large")).to_contain_text("12")
    at_rest(page)
    page.click(".figure-large")
    expect(page.locator("#panel")).to_contain_text("Arithmetic")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    focus_is(page, "className", "figure-large")


def test_scans_that_come_faster_than_answers_are_all_looked_up_in_their_order(browse, register):
    page, asked, held = browse(register[1], "/scan"), [], []

    def holds(route):
        asked.append(route.request.url)
        held.append(route) if len(asked) == 1 else route.continue_()

    page.route("**/scan?*", holds)
    expect(page.locator("#code")).to_be_focused()
    for code in ("000-001", "M-17", "000-02W"):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        assert page.input_value("#code") == ""
    until(page, lambda: held)
    held[0].continue_()
    expect(page.locator("#answer .figure-large")).to_have_text("000-02W")
    assert [url.split("code=")[1].split("&")[0] for url in asked] == ["000-001", "M-17", "000-02W"]
    page.context.set_offline(True)
    page.keyboard.type("000-001")
    page.keyboard.press("Enter")
    expect(page.locator("#unreached")).to_contain_text(UNREACHED)
    expect(page.locator("#code")).to_have_value("000-001")


def test_a_decision_whose_answer_is_lost_is_sent_again_and_stands_once(browse, tmp_path):
    path = make_reports(tmp_path)
    with serving(path) as served:
        page, lost = browse(served, "/reader"), []

        def loses(route):
            if route.request.method == "POST" and not lost:
                lost.append(route.fetch(max_redirects=0))
                route.abort()
            else:
                route.continue_()

        page.route("**/reader", loses)
        at_rest(page)
        page.keyboard.press("a")
        expect(page.locator("#saved")).to_contain_text(NO_ANSWER)
        page.keyboard.press("a")
        expect(page.locator("#saved")).to_have_text("Saved: accepted.")
        expect(page.locator(".text mark.in")).to_have_count(1)
    with Case.open(path, read_only=True) as case:
        assert [event.kind for event in case.events()].count("claim.accepted") == 1
