"""Numbers and their modifiers, as the annotation guide reads them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.said.extract.english.numbers import find_numbers
from antigone.said.extract.english.tokens import split_sentences, tokenize


def _read(text: str) -> list[tuple[str, tuple[int | None, int | None, int | None]]]:
    tokens = tokenize(text, 0, len(text))
    return [(n.modifier, n.bounds) for n in find_numbers(tokens)]


@pytest.mark.parametrize(
    ("words", "modifier", "bounds"),
    [
        ("41 people", "exact", (41, 41, 41)),
        ("2 265 people", "exact", (2265, 2265, 2265)),
        ("4,500 people", "exact", (4500, 4500, 4500)),
        ("Forty-one bodies", "exact", (41, 41, 41)),
        ("two hundred and thirty-five people", "exact", (235, 235, 235)),
        ("a dozen people", "exact", (12, 12, 12)),
        ("at least seven attacks", "at_least", (7, None, None)),
        ("no fewer than 30 people", "at_least", (30, None, None)),
        ("50 or more people", "at_least", (50, None, None)),
        ("more than 4,500 people", "more_than", (4501, None, None)),
        ("over 2K people", "more_than", (2001, None, None)),
        ("almost 2.3 thousand people", "almost", (None, 2300, None)),
        ("about 1,300 officers", "about", (None, None, 1300)),
        ("some 30 people", "about", (None, None, 30)),
        ("up to 30 people", "up_to", (None, 30, None)),
        ("a total of 230 persons", "exact", (230, 230, 230)),
        ("dozens of families", "dozens", (24, None, None)),
        ("scores of people", "scores", (40, None, None)),
        ("several dozen dead", "several_dozen", (24, None, None)),
        ("thousands injured", "thousands", (1000, None, None)),
        ("the majority of the 436", "majority", (219, 436, None)),
        ("between 10 and 15 people", "range", (10, 15, None)),
        ("10 to 15 people", "range", (10, 15, None)),
        ("no deaths", "exact", (0, 0, 0)),
    ],
)
def test_words_commit_to_what_the_guide_says(words, modifier, bounds):
    assert _read(words)[0] == (modifier, bounds)


def test_a_rise_from_one_figure_to_another_is_no_range():
    assert [bounds[2] for _, bounds in _read("the toll rose from 10 to 15")] == [10, 15]


def test_telling_journalists_about_a_figure_does_not_make_it_about():
    assert _read("the mayor informed journalists about 19 dead")[0][0] == "exact"


@given(st.integers(0, 10**9))
def test_digits_with_commas_and_spaces_read_back(n):
    for text in (f"{n:,}", f"{n:,}".replace(",", " "), str(n)):
        assert _read(text + " people")[0][1] == (n, n, n)


@given(st.text(max_size=300))
def test_tokens_cover_the_text_in_order_and_never_overlap(text):
    tokens = tokenize(text, 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    ranges = split_sentences(tokens)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(tokens)))


def test_titles_do_not_end_a_sentence():
    text = 'It was St. Louis, Dr. Vane said. "We know." He left.'
    tokens = tokenize(text, 0, len(text))
    assert len(split_sentences(tokens)) == 3
