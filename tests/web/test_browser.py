"""The pages in a real browser: the main path by keyboard, three widths, light and dark, no request that leaves."""

import pytest

from web.browsing import AXE, NO_AXE, at_rest, click, focus_is, found_by_axe, loud

PATHS = (
    "/",
    "/?off=no-fall&aside=C1&as_of=2030-05-02",
    "/compare?as_of=2030-05-01&as_of2=2030-05-03",
    "/statements",
    "/statements/C2",
    "/explain?id=killed%20@%20port",
    "/explain?id=C2",
    "/record",
    "/record/seen",
    "/record/checkpoints",
    "/record/erased",
    "/board",
    "/board/new",
    "/reader",
    "/reader/links",
    "/programs",
    "/places",
    "/places/port",
    "/remains",
    "/remains/unaccounted",
    "/scan",
    "/custody",
    "/ledger",
    "/nowhere",
)
expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009


@pytest.fixture
def browse(chromium, served):
    """Open a page as the one person on this machine; afterwards nothing was said to the console, nothing left."""
    address, key = served
    contexts, said, asked = [], [], []

    def opened(path="/", width=1200, **more):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/enter?key={key}")
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in loud(said) if "404" not in line] == []
    assert [url for url in asked if not url.startswith(address)] == []


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1200, 1920])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_fits_its_window(browse, path, width):
    page = browse(path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(browse, path, scheme):
    if not AXE.is_file():
        pytest.skip(NO_AXE)
    assert found_by_axe(browse(path, color_scheme=scheme)) == []


def test_axe_finds_nothing_in_an_open_panel(browse):
    if not AXE.is_file():
        pytest.skip(NO_AXE)
    page = browse("/")
    page.click(".figure-large")
    page.wait_for_selector("#panel:not([hidden])")
    assert found_by_axe(page) == []


def test_a_number_opens_beside_the_page_by_keyboard_and_closes_to_where_one_was(browse):
    page = browse("/")
    page.focus(".figure-large")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    expect(page.locator("#panel")).to_contain_text("Arithmetic")
    focus_is(page, "tagName", "H1")
    page.click("#panel a.id")  # from one explanation to the next, in the same place
    expect(page.locator("#panel h1")).to_contain_text("Statement")
    at_rest(page)
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    focus_is(page, "className", "figure-large")


def test_the_slider_moves_the_day_by_keyboard_and_the_address_keeps_it(browse):
    page = browse("/")
    page.focus("#slide")
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2030-05-01")
    expect(page.locator(".figure-large")).to_contain_text("10")
    focus_is(page, "id", "slide")
    expect(page.locator(".top nav a[href='/statements?as_of=2030-05-01']")).to_have_count(1)
    at_rest(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".figure-large")).to_contain_text("12")
    page.go_back()
    expect(page.locator(".figure-large")).to_contain_text("10")
    page.reload()
    expect(page.locator(".figure-large")).to_contain_text("10")


def test_a_switch_is_flipped_with_the_space_bar_and_keeps_the_focus(browse):
    page = browse("/")
    page.evaluate("for (const d of document.querySelectorAll('#assumptions details')) d.open = true")
    switch = page.locator("[role=switch]").first
    before = switch.get_attribute("aria-checked")
    name = switch.get_attribute("id")
    switch.focus()
    page.keyboard.press(" ")
    page.wait_for_selector(".changed")
    expect(page.locator(f"[id='{name}']")).to_have_attribute("aria-checked", {"true": "false", "false": "true"}[before])
    focus_is(page, "id", name)


def test_statements_are_filtered_while_one_types(browse):
    page = browse("/statements")
    page.fill("#q", "morgue")
    page.wait_for_url("**q=morgue**")
    expect(page.locator(".statements tbody tr")).to_have_count(1)
    focus_is(page, "id", "q")


def test_the_record_is_verified_in_its_place(browse):
    page = browse("/record")
    page.click("text=Verify now")
    expect(page.locator("#verdict")).to_contain_text("The record verifies.")


def test_the_language_is_changed_in_its_place(browse):
    page = browse("/statements?q=morgue", locale="en-GB")
    page.select_option("#language", "ru")
    page.wait_for_selector("html[lang=ru]")
    assert "q=morgue" in page.url


def test_without_scripts_everything_can_be_reached(browse):
    page = browse("/", java_script_enabled=False)
    page.fill("#as_of", "2030-05-01")
    click(page, "#when button")
    assert "10" in page.inner_text(".figure-large")
    click(page, ".figure-large")
    assert "Arithmetic" in page.inner_text("main")


def test_the_page_of_right_to_left_readers_fits_too(browse):
    page = browse("/", 360)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_moves_while_the_page_loads(browse):
    page = browse("/")
    moved = page.evaluate(
        "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
        " sum += e.value; }).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 400); })"
    )
    assert moved < 0.1
