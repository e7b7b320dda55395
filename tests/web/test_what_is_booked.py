"""What the register and a board prove: in sentences of a page it stands in words, and leads to its bounds."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from antigone.core.place import Place
from antigone.web.apart import apart
from antigone.web.names import Names
from antigone.web.view import View
from antigone.web.words import Words


def names(code):
    book = SimpleNamespace(places={"t1": Place("t1", "<b>Port</b>")}, groups={}, units={"bodies_held": None})
    report = SimpleNamespace(said={"C1": None}, quantities={}, assumptions=(), clashes=())
    return Names(Words(code), SimpleNamespace(state=SimpleNamespace(book=book), report=report, view=View()))


SUM = "45 (C1) + 9 (register:bodies_held@t1) = 54"


def test_what_the_register_proves_stands_in_words_and_leads_to_its_bounds():
    told = names("en").linked(SUM)
    assert "register:" not in told
    assert "the register, &lt;b&gt;Port&lt;/b&gt;" in told
    assert 'href="/explain?id=bodies_held+%40+t1"' in told
    assert 'href="/explain?id=C1"' in told


@pytest.mark.parametrize(
    ("id", "said"),
    [("boards:no-others", "the board"), ("register:persons@everywhere", "the register"),
     ("register:bodies_held@gone/2030-05-02", "the register")],
)  # fmt: skip
def test_what_is_of_no_place_of_the_case_leads_nowhere(id, said):
    assert names("en").link(id) == Markup("<span>{}</span>").format(said)


def test_in_arabic_words_stand_apart_from_the_sum_around_them():
    told = names("ar").linked(SUM)
    assert "<bdi>\u0627\u0644\u062f\u0641\u062a\u0631\u060c\u200f &lt;b&gt;Port&lt;/b&gt;</bdi>" in told


def test_signs_that_turn_the_writing_become_elements_around_links():
    told = apart(Markup('\u20665 (\u2068<a href="/x">C1</a>\u2069) = 5\u2069, so'))
    assert told == '<bdi dir="ltr">5 (<bdi><a href="/x">C1</a></bdi>) = 5</bdi>, so'


def test_what_stands_within_a_link_closes_nothing_outside_it():
    assert apart(Markup("\u2066<a>x\u2069</a>")) == '<bdi dir="ltr"><a>x\u2069</a></bdi>'


@given(st.lists(st.sampled_from(["\u2066", "\u2067", "\u2068", "\u2069", "a", "<b>", "</b>"])))
def test_every_element_is_closed_whatever_comes(parts):
    depth, written = 0, []
    for part in parts:  # tags of the page itself are always whole
        depth += {"<b>": 1, "</b>": -1}.get(part, 0)
        if depth < 0:
            depth = 0
            continue
        written.append(part)
    told = str(apart(Markup("".join(written) + "</b>" * depth)))
    assert told.count("<bdi") == told.count("</bdi>")
    seen = 0
    for tag in re.findall(r"</?bdi", told):
        seen += 1 if tag == "<bdi" else -1
        assert seen >= 0
