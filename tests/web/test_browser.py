"""The pages in a real browser: the main path by keyboard, three widths, light and dark, no request that leaves."""

import os
from pathlib import Path

import pytest

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
    "/scan",
    "/custody",
    "/ledger",
    "/nowhere",
)
expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
ROOT = Path(__file__).resolve().parents[2]
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))


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
    assert [line for line in said if "404" not in line] == []
    assert [url for url in asked if not url.startswith(address)] == []


pytestmark = pytest.mark.browser


def focus_is(page, what, value):
    """The focus arrives there, at once or as soon as the page has moved it."""
    page.wait_for_function("([what, value]) => document.activeElement[what] === value", arg=[what, value])


@pytest.mark.parametrize("width", [360, 1200, 1920])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_fits_its_window(browse, path, width):
    page = browse(path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(browse, path, scheme):
    if not AXE.is_file():
        pytest.skip("axe-core is not in node_modules (npm install --no-save axe-core; or name its file in AXE_CORE)")
    page = browse(path, color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    assert [(v["id"], [n["html"][:90] for n in v["nodes"]]) for v in found["violations"]] == []


def test_axe_finds_nothing_in_an_open_panel(browse):
    if not AXE.is_file():
        pytest.skip("axe-core is not in node_modules (npm install --no-save axe-core; or name its file in AXE_CORE)")
    page = browse("/")
    page.click(".figure-large")
    page.wait_for_selector("#panel:not([hidden])")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('#panel', {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    assert [(v["id"], [n["html"][:90] for n in v["nodes"]]) for v in found["violations"]] == []


def test_a_number_opens_beside_the_page_by_keyboard_and_closes_to_where_one_was(browse):
    page = browse("/")
    page.focus(".figure-large")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    assert "Arithmetic" in page.inner_text("#panel")
    focus_is(page, "tagName", "H1")
    page.click("#panel a.id")  # from one explanation to the next, in the same place
    expect(page.locator("#panel h1")).to_contain_text("Statement")
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    focus_is(page, "className", "figure-large")


def test_the_slider_moves_the_day_by_keyboard_and_the_address_keeps_it(browse):
    page = browse("/")
    page.focus("#slide")
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2030-05-01")
    expect(page.locator(".figure-large")).to_contain_text("10")
    focus_is(page, "id", "slide")
    assert "as_of=2030-05-01" in page.get_attribute(".top nav a[href^='/statements']", "href")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".figure-large")).to_contain_text("12")
    page.go_back()
    expect(page.locator(".figure-large")).to_contain_text("10")
    page.reload()
    assert "10" in page.inner_text(".figure-large")


def test_a_switch_is_flipped_with_the_space_bar_and_keeps_the_focus(browse):
    page = browse("/")
    page.evaluate("for (const d of document.querySelectorAll('#assumptions details')) d.open = true")
    switch = page.locator("[role=switch]").first
    before = switch.get_attribute("aria-checked")
    name = switch.get_attribute("id")
    switch.focus()
    page.keyboard.press(" ")
    page.wait_for_selector(".changed")
    assert page.get_attribute(f"[id='{name}']", "aria-checked") != before
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
    page.wait_for_selector(".verdict")
    assert "The record verifies." in page.inner_text("#verdict")


def test_the_language_is_changed_in_its_place(browse):
    page = browse("/statements?q=morgue", locale="en-GB")
    page.select_option("#language", "ru")
    page.wait_for_selector("html[lang=ru]")
    assert "q=morgue" in page.url


def test_without_scripts_everything_can_be_reached(browse):
    page = browse("/", java_script_enabled=False)
    page.fill("#as_of", "2030-05-01")
    page.click("#when button")
    assert "10" in page.inner_text(".figure-large")
    page.click(".figure-large")
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
