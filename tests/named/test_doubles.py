"""Doubles among many reports: exactly those that comparing all with all finds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.named.doubles import pairs_alike
from antigone.named.similar import LEAST, Sketch, alike

GIVEN = [
    "Aliya",
    "Әлия",
    "Alija",
    "John",
    "Jon",
    "Мария",
    "Maria",
    "محمد",
    "أحمد",
    "Ana Maria",
    "Zhanar",
    "Janar",
    "O",
    "",
]
FAMILY = [
    "Serikova",
    "Серикова",
    "Example",
    "Exampel",
    "Roe",
    "عمر",
    "Omarov",
    "Omarova",
    "O'Example",
    "Ex-Ample",
    "ov",
]
BIRTHS = ["", "1990", "1990-05", "1990-05-04", "1991", "1993-01-01", "1960", "no year"]


def plain(sketches, least):
    """The slow way: every pair."""
    found = [pair for at, one in enumerate(sketches) for pair in alike(one, sketches[at + 1 :], least)]
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def some_reports(chance, count):
    return [
        Sketch(
            f"Q-{n:04d}",
            f"P-{chance.randrange(count):04d}",
            " ".join(filter(None, chance.sample([chance.choice(GIVEN), chance.choice(FAMILY)], 2))),
            chance.choice(BIRTHS),
            chance.choice("MF?"),
        )
        for n in range(count)
    ]


@given(
    st.randoms(use_true_random=False), st.integers(0, 40), st.sampled_from([0.3, 0.5, 0.7, LEAST, 0.8, 0.95, 1.0, 1.05])
)
def test_blocks_find_what_all_pairs_find(chance, count, least):
    sketches = some_reports(chance, count)
    assert pairs_alike(sketches, least) == plain(sketches, least)


names = st.text(alphabet="abcdeёжабعمرد '-", max_size=12)


@given(st.lists(st.tuples(names, st.sampled_from(BIRTHS), st.sampled_from("MF?")), max_size=16))
@settings(max_examples=200)
def test_whatever_people_are_called(rows):
    sketches = [Sketch(f"Q-{n}", f"P-{n}", *row) for n, row in enumerate(rows)]
    assert pairs_alike(sketches) == plain(sketches, LEAST)


def test_equal_names_make_up_for_a_birth_that_differs_by_decades():
    one, other = Sketch("Q-1", "P-1", "Ana Roe", "1960", "F"), Sketch("Q-2", "P-2", "Roe, Ana", "1990", "F")
    assert [pair.score for pair in pairs_alike([one, other])] == [0.75]


def test_reports_of_one_person_are_passed_over():
    assert pairs_alike([Sketch("Q-1", "P-1", "Ana Roe"), Sketch("Q-2", "P-1", "Ana Roe")]) == []


@pytest.mark.slow
def test_a_thousand_reports():
    sketches = some_reports(random.Random(5), 1000)
    assert pairs_alike(sketches) == plain(sketches, LEAST)
