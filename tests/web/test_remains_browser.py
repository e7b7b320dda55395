"""A clerk's day in a real browser: number, scan, send, receive, count; by keyboard, and without scripts as well."""

import re

import pytest

from web.browsing import AXE, NO_AXE, click, found_by_axe, loud
from web.conftest import serving
from web.register_world import make_register

expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
pytestmark = pytest.mark.browser
PATHS = (
    "/remains",
    "/remains?q=M17",
    "/remains/000-001",
    "/remains/000-06K",
    "/remains/new",
    "/remains/000-001/label",
    "/remains/000-001/examine",
    "/remains/000-001/sample",
    "/remains/000-001/associate",
    "/scan",
    "/scan?code=M-17&at=morgue-1",
    "/scan?code=000-002",
    "/custody?units=000-02W&from=morgue-1",
    "/stocktake",
    "/close",
    "/ledger?place=morgue-1&date=2024-05-05",
)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    with serving(make_register(tmp_path_factory.mktemp("browse") / "case")) as found:
        yield found


@pytest.fixture
def browse(chromium, harbour):
    """Open a page of the register; afterwards nothing was said to the console, and nothing left."""
    contexts, said, asked = [], [], []

    def opened(path, width=1200, served=harbour, **more):
        address, key = served
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
    assert [line for line in loud(said) if "400" not in line and "Autofocus" not in line] == []
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []


@pytest.mark.parametrize("width", [360, 1200, 1920])
def test_every_page_of_the_register_fits_its_window(browse, width, harbour):
    page = browse("/remains", width)
    for path in PATHS:
        page.goto(harbour[0] + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_register(browse, scheme, harbour):
    if not AXE.is_file():
        pytest.skip(NO_AXE)
    page = browse("/remains", color_scheme=scheme)
    for path in PATHS:
        page.goto(harbour[0] + path)
        assert [(path, *each) for each in found_by_axe(page)] == []


def choose(page, name, value):
    """Choose an option, whether it stands in a list or beside others."""
    field = page.locator(f"select[name={name}]")
    if field.count():
        field.select_option(value)
    else:
        page.check(f"input[name={name}][value='{value}']")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_clerks_day(browse, tmp_path, scripts):
    with serving(make_register(tmp_path / "case")) as served:
        page = browse("/remains", served=served, java_script_enabled=scripts)
        click(page, "text=New remains")
        page.select_option("#f-kind", "body")
        choose(page, "act", "received")
        choose(page, "place", "morgue-1")
        page.fill("#f-day", "21.5.2024")
        page.fill("#f-label", "T-9")
        page.press("#f-label", "Enter")
        expect(page.locator("h1")).to_have_text(re.compile(r"^[0-9A-Z]{3}-[0-9A-Z]{3}$"))
        code = page.inner_text("h1")
        expect(page.locator(".where")).to_contain_text("City morgue")
        click(page, "text=Another label")
        page.fill("#f-text", "Drawer 4")
        page.select_option("#f-kind", "morgue")
        click(page, "button:has-text('Save')")
        expect(page.locator(".dossier")).to_contain_text("Drawer 4")
        scanned(page, served, "drawer4", "It should be in City morgue")
        sent(page, served, code)
        received(page, served, code)
        scanned(page, served, code, "It should be in North")
        counted(page, served, code)


def scanned(page, served, text, said):
    """A hand scanner types and presses Enter; nothing else is touched."""
    page.goto(f"{served[0]}/scan")
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator("#answer .where")).to_contain_text(said)


def sent(page, served, code):
    page.goto(f"{served[0]}/custody?type=transferred+out&from=morgue-1&to=morgue-2")
    page.fill("#f-units", "")
    page.focus("#f-units")
    for each in (code, "000-02W", code):  # one of them twice, as it happens
        page.keyboard.type(each)
        page.keyboard.press("Enter")
    page.fill("#f-day", "2024-05-22")
    page.click("text=Note, seal, order")
    page.fill("#f-reference", "N-40")
    click(page, "button:has-text('Book it')")
    expect(page.locator(".codes a")).to_have_count(2)


def received(page, served, code):
    click(page, "a:has-text('Book the receipt')")
    page.focus("#f-units")
    page.keyboard.type(code.lower().replace("-", ""))
    page.fill("#f-day", "2024-05-23")
    click(page, "button:has-text('Book it')")
    expect(page.locator(".codes a")).to_have_text([code])
    page.goto(f"{served[0]}/remains?state=in+transit")
    expect(page.locator("#found")).to_contain_text("000-02W")
    expect(page.locator("#found")).not_to_contain_text(code)


def counted(page, served, code):
    page.goto(f"{served[0]}/stocktake?place=morgue-2")
    page.focus("#f-units")
    page.keyboard.type(f"{code}\n000-03T")
    page.check("input[type=checkbox][name=complete]")
    page.fill("#f-day", "2024-05-24")
    click(page, "button:has-text('Save')")
    shown = page.locator(".findings")
    expect(shown).to_contain_text("000-03T was in morgue-2 when it was counted")
    expect(shown).to_contain_text("000-001 should be in morgue-2 and was not there")
    assert not shown.locator(f"text={code} ").count()


def test_one_scan_after_another_by_keyboard_alone(browse):
    page = browse("/scan")
    for text, said in (("000-001", "000-001"), ("M-17", "000-001"), ("000-02W", "000-02W")):
        expect(page.locator("#code")).to_be_focused()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator("#answer .figure-large")).to_have_text(said)
        assert page.input_value("#code") == ""


def test_a_fault_takes_the_reader_to_its_field_and_what_was_typed_is_there(browse):
    page = browse("/remains/new")
    page.fill("#f-element", "femur") if page.is_visible("#f-element") else None
    page.fill("#f-count", "many")
    page.fill("#f-label", "T 1")
    page.click("button:has-text('Give the number')")
    expect(page.locator("[data-faults]")).to_be_focused()
    page.click("[role=alert] a")
    page.wait_for_url("**#f-count")
    assert page.input_value("#f-count") == "many"
    assert page.input_value("#f-label") == "T 1"
    assert page.get_attribute("#f-count", "aria-describedby").startswith("w-count")
