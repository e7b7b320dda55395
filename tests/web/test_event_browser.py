"""Every page that there is, on one simulated event: it fits, it is silent, it asks nobody else, axe finds nothing."""

import pytest

from antigone.web.roles import ACCESS
from antigone.web.routes import ADDRESSES
from web.board_world import NAMES, PERSON, UNIT, Office, make_board
from web.browsing import AXE, RULES, at_rest, click, loud, resize
from web.event_world import paths
from web.test_board import decided, taken
from web.test_board_browser import Room

expect = getattr(pytest.importorskip("playwright.sync_api"), "expect")  # noqa: B009
pytestmark = pytest.mark.browser
SHIFTED = """() => new Promise(done => { let sum = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 60); })"""
WIDER = """() => { const edge = document.querySelector('main').getBoundingClientRect().right + 1;
    return [...document.querySelectorAll('main *')].filter(e => !e.closest('svg, pre, .scroll, .across, .drawn-map')
    && e.getBoundingClientRect().width && e.getBoundingClientRect().right > edge)
    .map(e => e.outerHTML.slice(0, 90)) }"""


@pytest.fixture(scope="module")
def office(event_office):
    return event_office


@pytest.fixture(scope="module")
def room(office, chromium):
    made = Room(office, chromium)
    yield made
    made.close()


ELSEWHERE = {
    "/sign-in", "/enter",  # before anybody is signed in
    "/reader/files", "/matching/joint", "/missing/{id}/part", "/record/verifying", "/being-read",  # only for a while
    "/places/map.json", "/places/world.json", "/places/tiles/{z:int}/{x:int}/{y:int}", "/record/checkpoint",
    "/register/print", "/board/{id}/print/{what}", "/reports/{id}/interview.pdf",  # no pages
}  # fmt: skip
"""What this file does not open; each has tests of its own."""


def test_every_page_of_the_table_of_routes_is_looked_at(office):
    shown = {each.path for each in ADDRESSES if each.method == "GET" and not each.path.startswith("/api/")}
    assert shown - ELSEWHERE == set(paths(office))


def pages_of(office):
    """(who, path) of every page, each seen by somebody whose daily work it is."""
    names = {each.path: each.name for each in ADDRESSES if each.method == "GET"}
    for path, where in paths(office).items():
        allowed = ACCESS[names[path]]
        yield next(name for name in BY_WORK if NAMES[name] in allowed), where


BY_WORK = ("A. Roe", "Clerk One", "Lab One", "Analyst One", "Admin One")


def test_every_page_fits_is_silent_and_clean(room):
    """At three widths, and with what moves while it loads; in dark for its contrast."""
    sitting, wrong = {}, []
    axe = AXE.read_text(encoding="utf-8") if AXE.is_file() else ""
    for who, path in pages_of(room.office):
        page = sitting.get(who) or sitting.setdefault(who, room.sits(who))
        answer = page.goto(room.address + path)
        wrong += [(path, answer.status)] if answer.status != 200 else []
        wrong += looked_at(page, path)
        if axe:
            at_rest(page)
            page.evaluate(axe)
            wrong += broken(page, path, "light", RULES) + broken(page, path, "dark", ["color-contrast"])
    assert wrong == []
    assert loud(room.said) == []


def broken(page, path, scheme, rules):
    """What axe finds on the page that is open."""
    page.emulate_media(color_scheme=scheme)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [(path, scheme, v["id"], [n["html"][:90] for n in v["nodes"]][:3]) for v in found["violations"]]


def looked_at(page, path):
    """What is too wide, or moves, on the page that is open."""
    moved = page.evaluate(SHIFTED)
    wrong = [(path, "moves", moved)] if moved >= 0.1 else []
    for width in (360, 1920, 1200):
        resize(page, width)
        out = page.evaluate(WIDER)
        if out or page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append((path, width, out[:3]))
    return wrong


def test_from_a_scanned_label_to_a_release(tmp_path, chromium):
    """The clerk types nothing but what is read off: from the label to the decision, to the family, and back."""
    office = Office(make_board(tmp_path))
    decision = decided(office)
    taken(office, decision, "established")
    room = Room(office, chromium)
    page = room.sits("Clerk One")
    page.goto(f"{room.address}/scan")
    expect(page.locator("#code")).to_be_focused()  # the browser gives the focus with its first frame
    page.click("h1")  # and somebody clicks beside the field
    page.keyboard.type(UNIT)
    page.keyboard.press("Enter")
    click(page, "#answer a.button")
    click(page, f"main a:has-text('{decision}')")
    click(page, "a[href$='/release']")
    read = {"label": UNIT, "person_read": PERSON, "decision_read": decision, "released_by": "C. One"}
    for name, text in (read | {"day": "2022-02-01"}).items():
        page.fill(f"#f-{name}", text)
    page.check("#f-told")
    click(page, "[name='form-do'][value=send]")
    expect(page.locator("h1")).to_contain_text("Release to")
    click(page, "main a[href^='/remains/']")
    expect(page.locator("p.where")).to_contain_text("with its family")
    expect(page.locator("main")).not_to_contain_text("The label read was")
    room.close()
    assert loud(room.said) == []
