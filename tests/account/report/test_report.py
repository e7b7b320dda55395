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

from antigone.account.answer import Account, AssumptionState, BoundAnswer, Bounded, Conflict, Reading, Settle, Standing
from antigone.account.casebook import CaseBook
from antigone.account.report import bars, flow, html, text, timeline, words
from antigone.account.report.compose import anchor, compose
from antigone.account.report.scale import Scale, nice_step, nice_top
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Relation, Stance

DAYS = [PartialDate.parse(day) for day in ("2030-05-01", "2030-05-02", "2030-05-03", "2030-05")]


def book() -> CaseBook:
    made = CaseBook("Port, May 2030")
    made.places = {"land": Place("land", "Land"), "port": Place("port", "Port <&>", parent="land")}
    made.groups = {"all": Group("all", "all persons"), "guards": Group("guards", "guards", "all")}
    claims = [
        Claim(
            "C1", "killed", 10, 10, 10, place="port", group="all", speaker="Ana Vell", office="mayor", said_on=DAYS[0]
        ),
        Claim("C2", "killed", 12, modifier="at_least", place="port", group="all", speaker="Ana Vell", said_on=DAYS[1]),
        Claim(
            "C3",
            "killed",
            12,
            12,
            12,
            place="port",
            group="all",
            publisher="Radio <b>Quay</b>",
            said_on=DAYS[1],
            refers_to="C2",
            relation=Relation.REPEATS,
            url="javascript:alert(1)",
            label_as_worded="<script>x</script>",
        ),
        Claim("C4", "killed", 40, 40, 40, place="port", group="all", speaker="A channel", said_on=DAYS[1]),
        Claim(
            "C5", "killed", stance=Stance.WITHHOLDS, place="port", group="guards", speaker="Ana Vell", said_on=DAYS[2]
        ),
        Claim(
            "C6", "killed", best=850, modifier="about", place="port", group="all", speaker="Someone", said_on=DAYS[2]
        ),
        Claim("C7", "bodies_received", 9, 9, 9, place="port", group="all", speaker="The morgue", said_on=DAYS[3]),
    ]
    made.claims = {claim.id: claim for claim in claims}
    return made


def account() -> Account:
    killed = BoundAnswer(
        "killed @ port",
        "killed",
        "port",
        "all",
        "any",
        "2030-05-31",
        12,
        None,
        {"least": ("C2", "A1"), "most": ()},
        ("C1", "C2"),
        2,
        "12 (C2).",
        (Bounded(12, None, "with C1", ("C4",)),),
        (Bounded(9, 12, "if the bodies are all", (), {"A1": False}, "9 + 3 = 12"),),
        (),
        True,
    )
    brought = BoundAnswer(
        "bodies_received @ port",
        "bodies_received",
        "port",
        "all",
        "any",
        "2030-05-31",
        9,
        9,
        {"least": ("C7",), "most": ("C7",)},
        ("C7",),
        1,
        "9 (C7).",
    )
    repeated = Standing("C3", ("C2",), "12", "at least 12", "repeats", True, "Repeats C2.")
    denied = Standing("C4", ("C2",), "40", "", "denies", True, "Denied.")
    withheld = Standing("C5", (), "", "", "withholds", True, "Not given.")
    standing = {
        "C1": "superseded",
        "C2": "current",
        "C3": "repeated",
        "C4": "denied",
        "C5": "withheld",
        "C6": "current",
        "C7": "current",
    }
    clash = Conflict(
        "conflict:C1+C4",
        "hard",
        "fall",
        ("C1", "C4"),
        ("A1",),
        "C4",
        30,
        "40 falls to 10.",
        (Reading("both stand if not"),),
    )
    odds = Conflict("conflict:C2+C6", "contested", "at odds", ("C2", "C6"), (), None, None, "12 and about 850.")
    return Account(
        "2030-05-31",
        ("killed @ port",),
        (killed, brought),
        (clash, odds),
        (),
        (),
        (denied,),
        (repeated,),
        (),
        (withheld,),
        (Settle("killed @ port", "How many?", 3, (9, 12)),),
        (),
        (AssumptionState("A1", "bridge", "One is one.", "Why.", True, True),),
        standing,
        ("C4",),
        ("C9",),
        ("A note.",),
    )


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
