"""The report: the same content in the terminal and on the page, every number led back to its explanation."""

import io
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from account_sample import account, book
from antigone.account.answer import Account
from antigone.account.casebook import CaseBook
from antigone.account.report import bars, flow, html, text, timeline, words
from antigone.account.report.compose import anchor, compose
from antigone.account.report.scale import Scale, nice_step, nice_top
from antigone.said.claim import Claim, Stance


@pytest.fixture(scope="module")
def report():
    return compose(account(), book(), {"C1": "statements.csv, row 2"})


@pytest.fixture(scope="module")
def page(report):
    return html.render(report)


def printed(report):
    out = Console(file=io.StringIO(), width=100, highlight=False)
    text.render(report, out, "port")
    return out.file.getvalue()


class Page(HTMLParser):
    """Tags, ids and addresses of a page."""

    def __init__(self, source):
        super().__init__()
        self.ids, self.links, self.headings, self.tags = [], [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append((tag, told))
        if "id" in told:
            self.ids.append(told["id"])
        if "href" in told:
            self.links.append(told["href"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


def test_every_link_of_the_page_leads_somewhere_on_it(page):
    parsed = Page(page)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


def test_every_quantity_statement_conflict_and_assumption_is_explained(page, report):
    ids = set(Page(page).ids)
    for thing in (*report.quantities.values(), *report.said.values(), *report.clashes, *report.assumptions):
        assert thing.anchor in ids


def test_the_page_asks_nothing_of_the_network(page):
    parsed = Page(page)
    assert "default-src 'none'" in page
    for tag, told in parsed.tags:
        assert tag not in ("script", "iframe", "object", "embed", "link", "base"), tag
        assert "src" not in told
    assert "url(http" not in page
    assert "@import" not in page


def test_what_people_wrote_is_text_on_the_page(page):
    assert "<script>x" not in page
    assert "<b>Quay" not in page
    assert "javascript:" not in page
    assert "Port &lt;&amp;&gt;" in page


def test_headings_go_down_one_at_a_time(page):
    levels = Page(page).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_drawing_is_well_formed_and_told_in_words(page):
    drawings = re.findall(r"<svg xmlns.*?</svg>", page, re.S)
    assert len(drawings) > 3
    for drawing in drawings:
        root = ET.fromstring(drawing)
        assert root.attrib["aria-label"]
        assert root.attrib["role"] == ("group" if "<a " in drawing else "img")


def test_terminal_and_page_tell_the_same(page, report):
    shown = " ".join(printed(report).split())
    for told in ("at least 12", "40 falls to 10.", "put aside here", "both stand if not", "How many?", "A note."):
        assert told in shown
        assert told in page


def test_nothing_is_called_false(page, report):
    for told in (page, printed(report)):
        assert not re.search(
            r"\b(false|lie|lied|wrong)\b(?! )",
            told.replace("called false", "").replace("No statement is called\nfalse", ""),
        )


def test_a_repeat_stands_under_its_origin(report):
    topic = next(
        topic
        for topic in report.topics
        if topic.title.startswith("People killed, Port") and "guards" not in topic.title
    )
    origin = next(origin for origin in topic.origins if origin.root.id == "C2")
    assert [said.id for said in origin.repeats] == ["C3"]
    assert "C3" not in [origin.root.id for origin in topic.origins]


def test_the_timeline_strikes_what_was_denied_and_fades_what_was_superseded(report):
    panel = timeline.panels(report)[0]
    assert [str(day) for day in panel.days] == ["2030-05-01", "2030-05-02", "2030-05-03"]
    drawn = timeline.draw(panel, 0)
    assert drawn.count('class="mark struck"') == 1
    assert drawn.count('class="mark faint"') == 1
    assert "≥ 12" in drawn
    assert "≈ 850" in drawn
    assert drawn.count('class="ring"') == 1


def test_the_flow_is_told_in_words_and_admits_what_is_not_said(report):
    told = flow.describe(report)
    assert "bodies brought to morgues: 9" in told
    assert "bodies buried: not said" in told


def test_an_empty_case_teaches():
    empty = Account(None, (), (), (), (), (), (), (), (), (), (), (), (), {}, (), ())
    report = compose(empty, CaseBook("New"))
    assert "antigone import" in printed(report)
    assert "antigone import" in html.render(report)


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (Claim("x", "killed", 41, 41, 41), "41"),
        (Claim("x", "killed", 4501, modifier="more_than"), "more than 4,500"),
        (Claim("x", "killed", high=49, modifier="fewer_than"), "fewer than 50"),
        (Claim("x", "killed", high=400, modifier="almost"), "almost 400"),
        (Claim("x", "killed", 24, modifier="dozens"), "dozens"),
        (Claim("x", "killed", 75, 149, modifier="most_of"), "most of 149"),
        (Claim("x", "killed", best=850, modifier="about"), "about 850"),
        (Claim("x", "killed", 20, 30), "20 to 30"),
        (Claim("x", "killed", modifier="unquantified"), "no number"),
        (Claim("x", "killed", 164, 164, 164, stance=Stance.DENIES), "denies 164"),
        (Claim("x", "killed", stance=Stance.WITHHOLDS), "withholds the number"),
    ],
)
def test_a_figure_is_shown_in_its_speaker_s_words(claim, shown):
    assert words.figure_words(claim) == shown


@given(st.integers(1, 10**7))
def test_a_scale_ends_on_a_round_number_not_below_its_most(most):
    top = nice_top(most)
    assert top >= most
    assert top % nice_step(most / 5) == 0
    ticks = Scale(top, 0, 100).ticks()
    assert 2 <= len(ticks) <= 12
    assert ticks[0] == 0


@given(st.integers(0, 5000), st.none() | st.integers(0, 5000))
def test_a_bar_is_drawn_between_its_ends_and_never_past_the_picture(least, more):
    most = None if more is None else least + more
    root = ET.fromstring(bars.interval_bar(least, most, nice_top(10_000), "words"))
    for element in root.iter():
        for name in ("x", "x1", "x2"):
            if name in element.attrib:
                assert 0 <= float(element.attrib[name]) <= bars.WIDTH


@given(st.lists(st.text(max_size=20), unique=True, max_size=20))
def test_unlike_ids_have_unlike_anchors(ids):
    anchors = [anchor(id) for id in ids]
    assert len(set(anchors)) == len(ids)
    assert all(re.fullmatch(r"x-[a-z0-9-]*", each) for each in anchors)
