"""What shares with the state before it reads like what was copied, and leaves the one before as it was."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from antigone.found import shared
from antigone.found.shared import Layered, Log

KEYS = st.integers(0, 8)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), KEYS, st.integers()),
        st.tuples(st.just("drop"), KEYS),
        st.tuples(st.just("copy")),
    ),
    max_size=25,
)


def _same(table, plain):
    assert list(table) == list(plain)
    assert list(table.items()) == list(plain.items())
    assert list(table.values()) == list(plain.values())
    assert (len(table), table) == (len(plain), plain)
    assert {key for key in range(10) if key in table} == set(plain)
    assert [table.get(key, "none") for key in range(10)] == [plain.get(key, "none") for key in range(10)]


@given(st.dictionaries(KEYS, st.integers()), STEPS, st.integers(0, 6))
def test_a_layered_table_is_the_dict_that_went_through_the_same(base, steps, most):
    plain, table = dict(base), Layered(base)
    kept, known, shared.MOST_OWN = dict(base), [], most
    try:
        for step, *given_ in steps:
            if step == "set":
                plain[given_[0]] = table[given_[0]] = given_[1]
            elif step == "drop":
                assert plain.pop(given_[0], None) == table.pop(given_[0], None)
            else:
                known.append((table, dict(plain)))
                table = copy.copy(table)
            _same(table, plain)
    finally:
        shared.MOST_OWN = 5_000
    assert base == kept
    for before, was in known:
        _same(before, was)


@given(st.lists(st.integers()), st.lists(st.tuples(st.integers(0, 5), st.lists(st.integers(), max_size=3)), max_size=8))
def test_a_log_that_is_followed_stays_what_it_was(first, steps):
    logs, plain = [Log(first)], [list(first)]
    for at, more in steps:
        at %= len(logs)
        logs.append(logs[at].followed(more))
        plain.append([*plain[at], *more])
    for log, items in zip(logs, plain, strict=True):
        assert (list(log), len(log), log) == (items, len(items), items)
        assert list(reversed(log)) == items[::-1]
        assert [log[at] for at in range(-len(items), len(items))] == items + items
        assert (log[1:], log[-2:], log[::-1], log[:-1:2]) == (items[1:], items[-2:], items[::-1], items[:-1:2])
