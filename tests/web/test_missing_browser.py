"""Missing persons, families and matching in a real browser, on a simulated event."""

import re

import pytest

from antigone.named.book import fold_named
from antigone.record.case import Case
from web.browsing import AXE, NO_AXE, found_by_axe, loud
from web.conftest import serving
from web.kin_world import make_world

expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
PATHS = (
    "/missing",
    "/missing?names=yes&q=a",
    "/missing/new",
    "/missing/doubles",
    "/missing/relative",
    "/missing/PERSON?names=yes",
    "/missing/PERSON/change",
    "/missing/PERSON/merge",
    "/missing/PERSON/sample",
    "/missing/PERSON/consent",
    "/samples/S-0001/profile",
    "/families/new?missing=PERSON",
    "/families/FAMILY",
    "/families/FAMILY/draw",
    "/families/FAMILY/wish",
    "/matching",
    "/matching?person=PERSON",
    "/matching/joint",
    "/matching/run",
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    path, _ = make_world(tmp_path_factory.mktemp("world"), missing=10)
    with Case.open(path, read_only=True) as case:
        match = next(m for m in fold_named(case.events()).matches.values() if m.family)
    with serving(path) as (address, key):
        yield address, key, match


@pytest.fixture
def browse(chromium, world):
    """Open a page; afterwards nothing was said to the console, and nothing left the server."""
    address, key, match = world
    contexts, said, asked = [], [], []

    def opened(path, width=1200, **more):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/enter?key={key}")
        page.goto(address + path.replace("PERSON", match.person).replace("FAMILY", match.family))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert loud(said) == []
    assert [url for url in asked if not url.startswith(address)] == []


def settled(page):
    """Nothing is being computed any more."""
    expect(page.locator("progress")).to_have_count(0, timeout=60_000)


@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_fits_its_window(browse, path, width):
    page = browse(path, width)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(browse, path, scheme):
    if not AXE.is_file():
        pytest.skip(NO_AXE)
    page = browse(path, color_scheme=scheme)
    settled(page)
    assert found_by_axe(page) == []


@pytest.mark.parametrize("path", ["/missing", "/families/FAMILY", "/matching/joint", "/missing/new"])
def test_the_pages_speak_russian_and_fit(browse, path):
    page = browse(path, 360, locale="ru-RU")
    settled(page)
    assert page.get_attribute("html", "lang") == "ru"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert re.search("[а-я]{4}", page.inner_text("main h1"))


def test_somebody_is_looked_for_while_one_types(browse, world):
    page = browse("/missing")
    page.fill("#q", world[2].person)
    page.wait_for_url(f"**q={world[2].person}**")
    expect(page.locator(".people tbody tr")).to_have_count(1)
    expect(page.locator("#q")).to_be_focused()


def test_the_drawing_follows_while_a_family_is_typed(browse):
    page = browse("/families/new?missing=PERSON")
    expect(page.locator("#drawing svg")).to_contain_text("x1")
    page.fill("#f-id-3", "x9")
    page.select_option("#f-sex-3", "F")
    page.fill("#f-father-3", "x1")
    page.fill("#f-mother-3", "x2")
    page.keyboard.press("Tab")
    expect(page.locator("#drawing svg")).to_contain_text("x9")
    page.fill("#f-mother-3", "nobody")
    page.keyboard.press("Tab")
    expect(page.locator("#drawing")).to_contain_text("cannot be drawn")


def test_the_joint_view_appears_when_it_is_computed_and_by_hand_without_scripts(browse):
    page = browse("/matching/joint")
    settled(page)
    expect(page.locator("#work")).to_contain_text("Candidate set")
    plain = browse("/matching/joint", java_script_enabled=False)
    assert "Candidate set" in plain.inner_text("#work")


def test_a_report_is_taken_down_by_keyboard(browse):
    page = browse("/missing/new")
    page.focus("#f-name")
    page.keyboard.type("Ana Invented")
    page.keyboard.press("Tab")
    page.keyboard.type("1990")
    page.focus("#f-age")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # no data
    page.focus("#f-source")
    page.keyboard.press("Enter")
    page.wait_for_url("**/missing/P-*")
    page.click("text=Show what is sealed")
    expect(page.locator("main")).to_contain_text("Ana Invented")
    expect(page.locator("main")).to_contain_text("No data")
