"""The page as a reader sees it: contrast on paper and screen, three widths, no request that leaves it."""

import re
import shutil
from importlib import resources

import pytest

from account_sample import sample_page

CSS = resources.files("antigone.account.report").joinpath("templates/report.css").read_text(encoding="utf-8")
PAIRS = [("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("ink", "wash"), ("soft", "wash"), ("ink", "band")]
PAIRS += [("ink", "accent-soft")]


def palettes():
    """The colours of light, dark and print, by name."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.S)
    return [dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", block)) for block in blocks]


def luminance(colour):
    colour = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2 contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark", "print"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_every_text_stands_out_from_its_ground(palette, pair):
    assert contrast(palette[pair[0]], palette[pair[1]]) >= 4.5


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium on this machine")
    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with playwright.sync_playwright() as playing:
        opened = playing.chromium.launch(executable_path=chromium, args=arguments)
        yield opened
        opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1100, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_window_and_stays_at_home(browser, tmp_path, width, scheme):
    (tmp_path / "page.html").write_text(sample_page(), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"file://{tmp_path / 'page.html'}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [f"file://{tmp_path / 'page.html'}"]
    assert said == []
    page.close()


@pytest.mark.browser
def test_every_number_can_be_reached_by_keyboard(browser, tmp_path):
    (tmp_path / "page.html").write_text(sample_page(), encoding="utf-8")
    page = browser.new_page()
    page.goto(f"file://{tmp_path / 'page.html'}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    wanted = page.evaluate("document.querySelector('.figure-large').href")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.href"))
    assert wanted in reached
    page.close()
