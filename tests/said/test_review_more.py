"""New places on the spot, numbers that are no claims, words found where they were marked, parts as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.core.place import Group, Place
from antigone.said.document import Document
from antigone.said.proposal_events import DECISION_UNDONE, Desk, extend_desk, fold_desk
from antigone.said.resolve import Known
from antigone.said.review_more import find_words, id_for, mark_number, settled

DOCUMENT = Document("d1", "On 5 May 12 died; 12 were hurt.", "c" * 64, "text")
KNOWN = Known({"port": Place("port", "Port")}, {"all": Group("all", "all persons")})


class Written:
    """A draft as if it were recorded."""

    def __init__(self, draft, id):
        self.id, self.kind, self.body, self.corrects = id, draft.kind, draft.body, draft.corrects
        self.by, self.recorded, self.reason = "tester", f"2030-01-01T00:00:0{id[-1]}Z", draft.reason


def marked(desk, use="decoy"):
    return mark_number(desk, DOCUMENT, 3, 4, use)


def test_a_number_that_is_marked_stays_so_until_that_is_taken_back():
    first, second = Written(marked(Desk())[0], "e1"), Written(marked(Desk(), "unclear")[0], "e2")
    assert fold_desk([first]).numbers == {("d1", 3, 4): "decoy"}
    assert fold_desk([first, second]).numbers == {("d1", 3, 4): "unclear"}

    class Undone:
        id, kind, body, corrects, by, recorded = "e3", DECISION_UNDONE, {"decision": "e2"}, "e2", "tester", "2030"

    desk = fold_desk([first, second, Undone])
    assert desk.numbers == {("d1", 3, 4): "decoy"}
    assert [each.event for each in desk.history] == ["e1"]
    step_by_step = Desk()
    assert extend_desk(step_by_step, [first])
    assert step_by_step.numbers == fold_desk([first]).numbers


@pytest.mark.parametrize(
    ("start", "end", "use", "error"),
    [
        (3, 4, "claim", UsageError),
        (4, 3, "decoy", NotFoundError),
        (0, 999, "decoy", NotFoundError),
        (2, 3, "decoy", NotFoundError),
    ],
)
def test_what_is_no_number_is_not_marked(start, end, use, error):
    with pytest.raises(error):
        mark_number(Desk(), DOCUMENT, start, end, use)


def test_the_same_mark_twice_is_told():
    desk = fold_desk([Written(marked(Desk())[0], "e1")])
    with pytest.raises(UsageError, match="already"):
        marked(desk)


def test_words_that_stand_there_twice_need_a_place():
    assert find_words(DOCUMENT.text, "12", 20) == 18
    assert find_words(DOCUMENT.text, "12", 0) == 9
    assert find_words(DOCUMENT.text, "5 May", None) == 3
    for words in ("12", "13", " "):
        with pytest.raises(InputError):
            find_words(DOCUMENT.text, words, None)


@given(text=st.text(max_size=40), start=st.integers(0, 39), length=st.integers(1, 10))
def test_marked_words_are_found_where_they_were_marked(text, start, length):
    words = text[start : start + length]
    if words.strip():
        assert find_words(text, words, start) == start


def test_a_new_place_has_an_id_of_its_own_and_a_parent_that_is_there():
    seen, texts, drafts = settled(KNOWN, {"place": "+", "new_place": "Порт", "new_place_parent": "port", "low": "3"})
    assert (texts["place"], texts["low"]) == ("port-2", "3")
    assert seen.places["port-2"].parent == "port"
    assert drafts[0].body["place"] == {"id": "port-2", "name": "Порт", "parent": "port"}
    assert "port-2" not in KNOWN.places
    for bad in ({"new_place": " "}, {"new_place": "X", "new_place_parent": "nowhere"}):
        with pytest.raises(InputError):
            settled(KNOWN, {"place": "+", **bad})


@given(name=st.text(max_size=60), taken=st.sets(st.sampled_from(["new", "port", "port-2"])))
def test_an_id_is_short_plain_and_new(name, taken):
    id = id_for(name, dict.fromkeys(taken))
    assert id not in taken
    assert id.isascii()
    assert 0 < len(id) <= 44
