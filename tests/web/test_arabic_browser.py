"""The pages in Arabic: from right to left, no wider than their window; codes and days keep their order within them."""

import pytest

from antigone.web.pauses import paused
from antigone.web.words import RIGHT_TO_LEFT_MARK as MARK
from antigone.web.words import Words
from web.conftest import serving
from web.register_world import make_register
from web.test_browser import PATHS as OF_THE_ACCOUNT
from web.test_remains_browser import PATHS as OF_THE_REGISTER

TURNED = """() => {
  const code = /[0-9A-Z]{3}-[0-9A-Z]{3}|[A-Z]-\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|[+\\u2212-]\\d+(\\.\\d+)?/g, turned = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  const at = (node, place) => {
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    return range.getBoundingClientRect();
  };
  while (nodes.nextNode()) for (const found of nodes.currentNode.data.matchAll(code)) {
    const first = at(nodes.currentNode, found.index), last = at(nodes.currentNode, found.index + found[0].length - 1);
    if (first.width && first.top === last.top && first.left >= last.left) turned.push(found[0]);
  }
  return turned;
}"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    with serving(make_register(tmp_path_factory.mktemp("arabic") / "case")) as found:
        yield found


@pytest.fixture
def arabic(chromium):
    """A page in Arabic; afterwards nothing was said to the console."""
    contexts, said = [], []

    def opened(served, path, width):
        address, key = served
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, locale="ar"))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.goto(f"{address}/enter?key={key}")
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in said if "404" not in line] == []


def stands(page, width):
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TURNED) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("path", OF_THE_ACCOUNT)
def test_pages_of_the_account_fit_and_codes_keep_their_order(arabic, served, path, width):
    stands(arabic(served, path, width), width)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("path", OF_THE_REGISTER)
def test_pages_of_the_register_fit_and_codes_keep_their_order(arabic, harbour, path, width):
    stands(arabic(harbour, path, width), width)


@pytest.mark.browser
def test_a_code_that_stands_bare_in_arabic_words_would_be_found(arabic, served):
    page = arabic(served, "/", 1200)
    page.evaluate("document.querySelector('h1').textContent = 'هل 000-012 هنا؟'")
    assert page.evaluate(TURNED) == ["000-012"]


def test_codes_signed_figures_and_days_bring_their_direction():
    words = Words("ar")
    assert words.code_like("000-01Y") == "\u200e000-01Y"
    assert words.number(-3) == "\u200e\u22123"
    assert words.decimal(-3.2) == "\u200e\u22123.20"
    assert words.number(3) == "3"
    assert words.date("2022-01-16") == f"{MARK}16 يناير 2022"
    assert Words("en").code_like("000-01Y") == "000-01Y"


def test_templates_pause_as_arabic_does():
    assert paused(", 5") == f"،{MARK} 5"
    assert paused("; 5") == f"؛{MARK} 5"
    assert paused("a, b") == "a, b"
    from antigone.web.here import environment

    text = "{{ [1, 2] | join(', ') }}{% trans n=3 %}, {{ n }}{% endtrans %}, {{ 'a, b'.split(', ') | length }}"
    assert environment("ar").from_string(text).render() == f"1،{MARK} 2, 3،{MARK} 2"
    assert environment("en").from_string(text).render() == "1, 2, 3, 2"


def test_arabic_counts_in_six_forms():
    words = Words("ar")
    told = [words.plural("%(num)d body", "%(num)d bodies", n) for n in (0, 1, 2, 3, 11, 100)]
    assert told == ["لا جثامين", "جثمان واحد", "جثمانان", "3 جثامين", "11 جثمانا", "100 جثمان"]
