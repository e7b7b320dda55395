"""Sentences of the engines: English as they stand, and still knowing what they were made from."""

import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from antigone.core.told import listed, row, told, told_n


def test_a_sentence_reads_as_english_and_is_equal_to_its_words():
    said = told("{n:,} bodies were taken from {place}.", n=1041, place="a morgue")
    assert said == "1,041 bodies were taken from a morgue."
    assert {said} == {"1,041 bodies were taken from a morgue."}
    assert json.dumps(said) == '"1,041 bodies were taken from a morgue."'


def test_a_counted_sentence_takes_the_form_of_its_number():
    forms = [told_n("{n} body", "{n:,} bodies", n) for n in (0, 1, 2, 2000)]
    assert forms == ["0 bodies", "1 body", "2 bodies", "2,000 bodies"]


def test_it_still_knows_what_fills_it():
    said = told("{what} is denied.", what=told("{n} dead", n=7))
    assert said.pattern.one == "{what} is denied."
    assert said.values["what"].values == {"n": 7}


def test_names_are_listed_as_english_does():
    assert [str(listed(names)) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_a_row_is_its_parts(parts):
    assert row(*parts) == "".join(parts)


@given(st.text(max_size=30), st.integers())
def test_it_survives_a_journey_to_another_process(name, n):
    said = row(told("{name}: {n:,}.", name=name, n=n), " ", told_n("{n} one", "{n} many", n))
    back = pickle.loads(pickle.dumps(said))  # our own bytes
    assert back == said
    assert back.parts[0].pattern == said.parts[0].pattern
    assert back.parts[0].values == said.parts[0].values
