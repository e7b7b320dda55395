import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.core.quantity import Count, count_from_words

counts = st.builds(
    lambda low, width: Count(low, None if width is None else low + width),
    st.integers(0, 10**6),
    st.none() | st.integers(0, 10**6),
)


def test_unknown_is_not_zero():
    assert Count.unknown() != Count.exactly(0)
    assert str(Count.unknown()) == "unknown"
    assert str(Count.exactly(0)) == "0"


def test_a_count_says_what_it_knows():
    assert [str(c) for c in (Count(41, 41), Count(184, 266), Count(7))] == ["41", "184 to 266", "at least 7"]


@pytest.mark.parametrize(("low", "high"), [(-1, 3), (4, 3)])
def test_a_count_that_makes_no_sense_is_refused(low, high):
    with pytest.raises(InputError, match="cannot run"):
        Count(low, high)


@pytest.mark.parametrize(
    ("modifier", "n", "expected"),
    [
        ("exact", 225, Count(225, 225)),
        ("at_least", 7, Count(7)),
        ("more_than", 4500, Count(4501)),
        ("up_to", 10, Count(0, 10)),
        ("almost", 400, Count(0, 400)),
        ("about", 850, Count.unknown()),
        ("dozens", None, Count(24)),
        ("withheld", None, Count.unknown()),
    ],
)
def test_words_commit_a_speaker_to_what_they_say_and_no_more(modifier, n, expected):
    assert count_from_words(modifier, n) == expected


@given(counts, counts)
def test_a_sum_holds_every_sum_of_members(a, b):
    total = a + b
    assert a.low + b.low in total
    if a.high is not None and b.high is not None:
        assert total.high == a.high + b.high


@given(counts, counts)
def test_meeting_is_what_both_allow(a, b):
    met = a.meet(b)
    for n in {a.low, b.low, a.high, b.high} - {None}:
        assert (n in a and n in b) == (met is not None and n in met)


@given(counts, counts)
def test_a_hull_holds_both(a, b):
    hull = a.hull(b)
    assert a.meet(hull) == a
    assert b.meet(hull) == b


@given(counts, counts, st.data())
def test_what_remains_after_taking_some_away_is_inside_the_difference(a, b, data):
    taken = data.draw(st.integers(b.low, b.high if b.high is not None else b.low + 10**6))
    had = data.draw(st.integers(a.low, a.high if a.high is not None else a.low + 10**6))
    if had >= taken:
        assert had - taken in a.minus(b)
