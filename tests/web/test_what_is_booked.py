"""What the register and a board prove: in sentences of a page it stands in words, and leads to its bounds."""

from types import SimpleNamespace

import pytest
from markupsafe import Markup

from antigone.core.place import Place
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
