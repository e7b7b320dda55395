"""What tests with a real browser share: waiting for what is meant, never for a time; the keyboard; what axe finds.

A browser answers when it can: it moves the focus, swaps a part, or begins to show a page some time after a key was
pressed. So a test waits for the thing that a person would wait for (`expect(…)`, `at_rest`, `focus_is`) before it goes
on, and never reads a page of which only the head may be there.
"""

import os
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
NO_AXE = "axe-core is not in node_modules (npm install --no-save axe-core; or name its file in AXE_CORE)"
PATIENCE = 20_000
"""Milliseconds that anything awaited may take, on a machine that does much else."""
RESTING = """() => document.readyState === 'complete'
    && !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added, [aria-busy=true]')"""

REPLACED = ("htmx:afterRequest", "htmx:sendAbort")
"""What htmx says of a request that a newer one took the place of, as happens where somebody types on."""


def loud(said):
    """What the console said, without that."""
    return [line for line in said if not any(word in line for word in REPLACED)]


def at_rest(page):
    """The page is whole and its scripts run; nothing is asked of the server, and nothing is being put in place."""
    page.wait_for_function(RESTING)


def focus_is(page, what, value):
    """The focus arrives there, at once or as soon as the page has moved it."""
    page.wait_for_function("([what, value]) => document.activeElement[what] === value", arg=[what, value])


def until(page, holds):
    """What the page asks for arrives here: looked for again and again while the browser goes on."""
    for _ in range(PATIENCE // 10):
        if holds():
            return
        page.wait_for_timeout(10)
    raise AssertionError(f"it never happens on {page.url}")


def tab_to(page, selector):
    """Press Tab until the focus is there."""
    at_rest(page)
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector} on {page.url}")


def go(page, selector):
    """Reach something by Tab and press Enter on it, which leads to another page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def types(page, selector, text):
    """Reach a field by Tab and type into it."""
    tab_to(page, selector)
    page.keyboard.type(text)


def click(page, selector):
    """Click what leads to another page, and wait until that is whole."""
    with page.expect_navigation():
        page.click(selector)


def resize(page, width):
    """Give the window that width, and wait until the page knows."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function("width => innerWidth === width", arg=width)


def found_by_axe(page, rules=RULES):
    """What axe finds on the page that is open; nothing where there is no axe."""
    if not AXE.is_file():
        return []
    at_rest(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [(v["id"], [n["html"][:90] for n in v["nodes"]]) for v in found["violations"]]


def looks_again(page, selector, words, seconds=90):
    """What somebody without scripts does until the page says it: look again. With scripts the page does so itself."""
    until = time.monotonic() + seconds
    while words not in page.inner_text(selector):
        assert time.monotonic() < until, f"{page.url} never says: {words}"
        again = page.locator("text=Look again")
        if again.count() and again.is_visible():
            click(page, "text=Look again")
        elif again.count():
            page.wait_for_timeout(50)
        else:
            page.reload()


def pick(page, name, value):
    """Reach a choice by Tab and go through it with the arrow keys, whether it is a list or stands open."""
    tab_to(page, f"select[name='{name}'], input[type=radio][name='{name}']")
    for _ in range(60):
        if page.evaluate("document.activeElement.value") == value:
            if not page.evaluate("document.activeElement.matches('select, :checked')"):
                page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys never reach {value} of {name} on {page.url}")


def tick(page, selector):
    """Reach a box by Tab and tick it."""
    tab_to(page, selector)
    page.keyboard.press("Space")
    assert page.is_checked(selector), f"{selector} was ticked before"


def opens(page, selector):
    """Reach what is folded by Tab and open it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
