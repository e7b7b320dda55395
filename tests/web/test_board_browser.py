"""The board in a real browser: from a candidate to two signatures, release and recall, by keyboard, without scripts."""

import socket
import threading
import time

import pytest
import uvicorn

from antigone.web.pages.entrance import limiter
from web.board_world import FAMILY, OTHER, PERSON, UNIT, Office, make_board
from web.browsing import click, found_by_axe, go, looks_again, loud, resize, tab_to, types
from web.people import PASSWORD

expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
pytestmark = pytest.mark.browser
PAIR = f"/board/pair?remains={UNIT}&person={PERSON}"


class Room:
    """An office on a real port, and a browser for each person in it."""

    def __init__(self, office, chromium):
        self.office, self.chromium, self.contexts, self.said = office, chromium, [], []
        bound = socket.socket()
        bound.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        self.server = uvicorn.Server(uvicorn.Config(office.app, log_level="warning", lifespan="off"))
        self.running = threading.Thread(target=self.server.run, kwargs={"sockets": [bound]}, daemon=True)
        self.running.start()
        while not self.server.started:
            time.sleep(0.02)

    def sits(self, name, width=1200, **more):
        """The page of somebody who signed in."""
        context = self.chromium.new_context(viewport={"width": width, "height": 900}, locale="en-GB", **more)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))
        page.on("request", lambda sent: sent.url.startswith(self.address) or self.said.append(sent.url))
        self.office.app.state.attempts = limiter()
        page.goto(f"{self.address}/sign-in")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        click(page, "main button")
        page.wait_for_selector(".top nav a")
        return page

    def close(self):
        for context in self.contexts:
            context.close()
        self.server.should_exit = True
        self.running.join(5)


@pytest.fixture
def room(tmp_path, chromium):
    made = Room(Office(make_board(tmp_path)), chromium)
    yield made
    made.close()
    assert [line for line in loud(made.said) if "400 (Bad Request)" not in line] == []


def test_from_a_candidate_to_two_signatures_to_release_and_recall_by_keyboard(room):
    first = room.sits("A. Roe")
    first.goto(f"{room.address}/board")
    go(first, "#waiting td.figure a")  # the pair that waits
    assert "What speaks against it" in first.inner_text("main")
    go(first, "main form.card button")  # open the sealed values
    assert "that you look at them stands in the record" in first.inner_text("main")
    go(first, "main a.button")  # lay before the board
    types(first, "#f-reason", "C-0001")
    types(first, "#f-office", "pathologist")
    go(first, "[name='form-do'][value=send]")
    assert "1 signature is wanting" in first.inner_text("main")
    assert "You have signed" in first.inner_text("main")
    motion = first.url

    second = room.sits("B. Doe")
    second.goto(motion)
    types(second, "#office", "odontologist")
    go(second, "#sign button")
    expect(second.locator("main")).to_contain_text("000-001 is P-0001")
    decision = second.url
    go(second, "a[href$='/step/established']")
    types(second, "#f-reason", "second reading")
    go(second, "[name='form-do'][value=send]")
    first.goto(second.url)
    go(first, "#sign button")
    expect(first.locator(".track .reached")).to_have_count(2)

    clerk = room.sits("Clerk One")
    clerk.goto(decision)
    go(clerk, "a[href$='/release']")
    for name, text in (
        ("label", UNIT),
        ("person_read", PERSON),
        ("decision_read", "D-0001"),
        ("released_by", "C. One"),
    ):
        types(clerk, f"#f-{name}", text)
    types(clerk, "#f-day", "2022-02-01")
    tab_to(clerk, "#f-told")
    clerk.keyboard.press(" ")
    go(clerk, "[name='form-do'][value=send]")
    expect(clerk.locator("h1")).to_contain_text(f"Release to {FAMILY}")
    go(clerk, "a[href$='/recall']")
    tab_to(clerk, "#f-wrong")
    clerk.keyboard.press(" ")
    types(clerk, "#f-reason", "two bags were exchanged")
    go(clerk, "[name='form-do'][value=send]")
    expect(clerk.locator("main")).to_contain_text("It must be called back.")
    assert [s.name for s in room.office.book.decisions["D-0001"].decision.signers] == ["A. Roe", "B. Doe"]
    assert room.office.book.recalls["L-0001"].wrong


def test_without_scripts_two_people_decide_too(room):
    first = room.sits("A. Roe", java_script_enabled=False)
    first.goto(f"{room.address}/board/C-0001")
    click(first, "main a.button")
    click(first, "[name='form-do'][value=send]")  # nothing said why
    assert "This is needed." in first.inner_text("main")
    assert first.input_value("#f-persons") == PERSON  # nothing typed is lost
    first.fill("#f-reason", "C-0001")
    click(first, "[name='form-do'][value=send]")
    second = room.sits("B. Doe", java_script_enabled=False)
    second.goto(first.url)
    second.click("summary:has-text('Object')")
    second.goto(first.url)
    click(second, "#sign button")
    assert "000-001 is P-0001" in second.inner_text("h1")
    second.goto(f"{room.address}/record/seen")
    second.goto(f"{room.address}/record")
    click(second, "text=Verify now")
    looks_again(second, "main", "The record verifies.")


@pytest.fixture(scope="module")
def full(tmp_path_factory, chromium):
    """A room in which everything has happened, for looking only."""
    from web.test_board import decided, laid, released, taken

    office = Office(make_board(tmp_path_factory.mktemp("full")))
    decision = decided(office)
    taken(office, decision, "established")
    released(office, decision)
    office.form("Clerk One", "/board/L-0001/recall", wrong="yes", reason="two bags were exchanged")
    laid(office, what="exclude", remains=OTHER)
    office.post("Lab One", "/board/open", remains=UNIT, person=PERSON)
    made = Room(office, chromium)
    yield made
    made.close()


PATHS = (
    "/board",
    "/board?what=decided",
    "/board/new?comparison=C-0001",
    PAIR,
    "/board/B-0003",
    "/board/D-0001",
    "/board/D-0001/step/revoked",
    "/board/D-0001/step/legal",
    "/board/D-0001/release",
    "/board/L-0001",
    "/board/L-0001/recall",
    "/record?thing=D-0001",
    "/record/seen",
    "/record/checkpoints",
    "/record/erased",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_its_window_and_axe_finds_nothing(full, scheme):
    page = full.sits("A. Roe", color_scheme=scheme)
    for path in PATHS:
        page.goto(full.address + path)
        for width in (360, 1200, 1920):
            resize(page, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert [(path, *each) for each in found_by_axe(page)] == []
    assert loud(full.said) == []


def test_the_record_tells_how_far_verifying_is(full, monkeypatch):
    from antigone.web.pages import record

    goes_on = threading.Event()

    def slowly(path, progress):
        progress(7)
        goes_on.wait(60)
        return verify(path, progress=progress)

    verify = record.verify_case
    monkeypatch.setattr(record, "verify_case", slowly)
    page = full.sits("A. Roe")
    page.goto(f"{full.address}/record")
    page.click("text=Verify now")
    expect(page.locator("#verdict progress")).to_have_attribute("value", "7")
    goes_on.set()
    expect(page.locator("#verdict")).to_contain_text("The record verifies.")
