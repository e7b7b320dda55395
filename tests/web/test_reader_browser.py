"""The reader in a real browser: from a dropped report to a changed account, by keyboard, and what is said of saving."""

import pytest

from web.browsing import at_rest, click, found_by_axe, looks_again, loud, resize, until
from web.conftest import serving
from web.people import TABLES, make_case
from web.reports import make_links

expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
pytestmark = pytest.mark.browser
REPORT = (
    "PUBLISHER: Gazette\nDATE: 2030-05-09\nLANG: en\n\n"
    "The mayor said 41 people were killed in Port on Sunday. The dead lay in 3 streets; 19 of them were soldiers.\n"
)


@pytest.fixture
def browse(chromium):
    """Open a page of a case; afterwards nothing was said to the console but what is expected, and nothing left."""
    contexts, said, asked, expected = [], [], [], []

    def opened(address, key, path, width=1200, **more):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append((request.url, address)))
        page.goto(f"{address}/enter?key={key}")
        page.goto(address + path)
        return page

    opened.expected = expected
    yield opened
    for context in contexts:
        context.close()
    assert [line for line in loud(said) if not any(words in line for words in expected)] == []
    assert [url for url, address in asked if not url.startswith(address)] == []


@pytest.fixture
def port_served(tmp_path):
    tables = tmp_path / "tables"
    tables.mkdir()
    with serving(make_case(tables, TABLES, tmp_path / "port")) as found:
        yield found


def test_a_report_is_reviewed_by_keyboard_alone(browse, served_reports):
    page = browse(*served_reports, "/reader")
    expect(page.locator(".text mark.waits")).to_have_count(3)
    assert found_by_axe(page) == []
    page.keyboard.press("a")  # the first is certain
    expect(page.locator(".text mark.in")).to_have_count(1)
    expect(page.locator("#saved")).to_have_text("Saved: accepted.")
    at_rest(page)
    page.keyboard.press("j")
    page.keyboard.press("x")  # opens the card first
    expect(page.locator("[data-reject] [name=reason]:focus")).to_have_count(1)
    page.keyboard.type("said twice")
    page.keyboard.press("Enter")
    expect(page.locator(".text mark.out")).to_have_count(1)
    at_rest(page)
    page.keyboard.press("u")
    expect(page.locator(".text mark.out")).to_have_count(0)
    at_rest(page)
    page.keyboard.press("e")
    expect(page.locator("[name=unit]:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("[name=low-1]:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.locator("[name=with]:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_have_attribute("open", "")
    assert found_by_axe(page) == []
    page.keyboard.press("l")  # one that waits has links too
    page.wait_for_url("**/reader/links?claim=*")
    assert found_by_axe(page) == []
    address = served_reports[0]
    page.goto(address)
    expect(page.locator(".figure-large").first).to_contain_text("12")
    for width in (360, 1920):
        resize(page, width)
        page.goto(f"{address}/reader")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_are_marked_by_keyboard_and_become_a_claim(browse, served_reports):
    page = browse(*served_reports, "/reader")
    at_rest(page)
    page.keyboard.press(".")
    expect(page.locator(".text a.number:focus")).to_have_text("5")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("c")
    expect(page.locator("#words")).to_have_value("5 May")
    expect(page.locator("#low-new")).to_have_value("5")
    page.click("#new button")
    expect(page.locator("#saved")).to_have_text("Saved: claim entered.")
    expect(page.locator(".text mark.in")).to_have_text(["5 May"])


def test_words_are_marked_with_the_mouse_and_stand_where_they_were_marked(browse, served_reports):
    page = browse(*served_reports, "/reader")
    page.evaluate(
        "() => { const n = document.querySelector('.text').lastChild; const r = document.createRange();"
        " r.setStart(n, 1); r.setEnd(n, 6); getSelection().removeAllRanges(); getSelection().addRange(r); }"
    )
    page.click("#claim-words")
    expect(page.locator("#words")).to_have_value("again")
    text = page.locator(".text").text_content()
    assert page.input_value("#new [name=near]") == str(text.rindex("again"))


def test_a_dropped_report_changes_the_account(browse, port_served, tmp_path):
    address, key = port_served
    folder = tmp_path / "reports" / "inner"
    folder.mkdir(parents=True)
    (folder / "monday.txt").write_text(REPORT)
    (tmp_path / "reports" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    page = browse(address, key, "/")
    before = page.inner_text(".figure-large")
    page.goto(f"{address}/reader")
    page.evaluate(
        "async (texts) => { const data = new DataTransfer(); for (const [name, text] of texts)"
        " data.items.add(new File([text], name)); const form = document.getElementById('drop');"
        " for (const kind of ['dragover', 'drop']) form.dispatchEvent(new DragEvent(kind,"
        " {dataTransfer: data, bubbles: true, cancelable: true})); }",
        [["monday.txt", REPORT], ["broken.pdf", "%PDF-1.7 nothing"]],
    )
    page.wait_for_url("**/reader/files?drop=*")
    expect(page.locator("#files [role=status]")).to_have_text("All files are gone through.", timeout=60_000)
    expect(page.locator(".files li").first).to_contain_text("claims are proposed")
    expect(page.locator(".files li").nth(1)).to_contain_text("nothing was read")
    assert found_by_axe(page) == []
    page.goto(address)
    assert page.inner_text(".figure-large") == before  # what is read is proposed, and nothing counts by itself
    page.goto(f"{address}/reader")
    expect(page.locator("h2.proposed").first).to_contain_text("41")
    at_rest(page)
    page.keyboard.press("a")
    expect(page.locator("#saved")).to_have_text("Saved: accepted.")
    page.goto(address)
    assert "41" in page.inner_text("main")
    assert page.inner_text(".figure-large") != before
    claim = page.evaluate("fetch('/api/statements?q=mayor said').then(r => r.json())")
    assert claim["statements"] == [] or claim["statements"][0]["quote"]


def test_a_folder_is_chosen_and_read_without_scripts(browse, port_served, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "monday.txt").write_text(REPORT)
    page = browse(*port_served, "/reader", java_script_enabled=False)
    page.set_input_files("#drop input[type=file] >> nth=0", folder / "monday.txt")
    click(page, "#drop button")
    looks_again(page, "#files", "All files are gone through.")
    assert "proposed" in page.inner_text(".files")


def unreachable(route):
    """The network is gone for whoever writes."""
    route.abort() if route.request.method == "POST" else route.continue_()


def broken(route):
    """The server fails on whoever writes."""
    route.fulfill(status=500, body="<h1>broken</h1>") if route.request.method == "POST" else route.continue_()


def test_what_cannot_be_saved_is_said_and_stays_as_it_was_typed(browse, served_reports):
    browse.expected += ["Failed to load resource", "net::ERR", "htmx:"]
    page = browse(*served_reports, "/reader")
    at_rest(page)
    page.keyboard.press("x")
    expect(page.locator("[data-current] [name=reason]")).to_be_focused()
    page.keyboard.type("said twice")
    page.route("**/reader", unreachable)
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("No answer came; it may not be saved.")
    expect(page.locator("[data-current] [name=reason]")).to_have_value("said twice")
    page.unroute("**/reader")
    page.route("**/reader", broken)
    page.click("[data-current] [data-reject] button")
    expect(page.locator("#saved")).to_contain_text("Not saved: the server did not take it.")
    expect(page.locator("[data-current] [name=reason]")).to_have_value("said twice")
    page.unroute("**/reader")
    page.click("[data-current] [data-reject] button")
    expect(page.locator("#saved")).to_have_text("Saved: rejected.")


def test_nothing_is_called_saved_while_it_is_on_its_way(browse, served_reports):
    page = browse(*served_reports, "/reader")
    at_rest(page)
    held = []
    page.route("**/reader", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.keyboard.press("a")
    expect(page.locator("#saved")).to_have_text("Saving …")
    expect(page.locator(".text mark.in")).to_have_count(0)
    until(page, lambda: held)
    held[0].continue_()
    expect(page.locator("#saved")).to_have_text("Saved: accepted.")


def test_links_are_decided_by_keyboard(browse, tmp_path):
    with serving(make_links(tmp_path)) as (address, key):
        page = browse(address, key, "/reader/links")
        at_rest(page)
        assert found_by_axe(page) == []
        count = page.locator(".proposal").count()
        assert count
        page.keyboard.press("a")
        expect(page.locator("#saved")).to_have_text("Saved: link accepted.")
        at_rest(page)
        page.keyboard.press("u")
        expect(page.locator(".proposal")).to_have_count(count)


def test_a_token_is_made_shown_once_and_called_back(browse, port_served):
    page = browse(*port_served, "/programs")
    page.fill("#name", "wire feed")
    page.select_option("#role", "analyst")
    page.click("text=Make a token")
    token = page.inner_text("#token")
    status = page.context.request.get(f"{port_served[0]}/api/proposals", headers={"authorization": f"Bearer {token}"})
    assert status.status == 200
    page.goto(f"{port_served[0]}/programs")
    assert page.locator("#token").count() == 0
    click(page, "text=Call back")
    assert "called back" in page.inner_text("main")
