"""Balances are plain sums, whatever the order of the bookings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.account.solve import Ledger

booking = st.tuples(st.integers(0, 3), st.integers(-5, 20), st.integers(-9, 9))


@given(st.lists(booking, max_size=30), st.integers(0, 3), st.integers(-10, 30))
def test_a_stock_is_the_sum_of_what_was_booked_until_that_day(
    bookings: list[tuple[int, int, int]], account: int, day: int
) -> None:
    columns = [list(c) for c in zip(*bookings, strict=True)] or [[], [], []]
    ledger = Ledger(*columns, accounts=4)
    assert ledger.stock([account], [day])[0] == sum(n for a, d, n in bookings if a == account and d <= day)


def test_a_difference_says_how_far_the_nearest_end_is() -> None:
    ledger = Ledger([0, 1, 0], [1, 2, 3], [225, 10, -41])
    checked = ledger.check([0, 1, 2, 4, 5], [0, 0, 0, 1, 1], [2, 3, 3, 1], [225, 180, 200, 1], [225, 190, 400, 4])
    assert checked.booked.tolist() == [225, 184, 194, 0]
    assert checked.difference.tolist() == [0, 0, 6, 1]


def test_an_assertion_below_the_books_has_a_negative_difference() -> None:
    checked = Ledger([0], [1], [50]).check([0, 1], [0], [9], [40], [45])
    assert checked.difference.tolist() == [-5]


def test_an_empty_ledger_holds_nothing() -> None:
    empty = np.zeros(0, dtype=np.int64)
    assert Ledger(empty, empty, empty, accounts=2).stock([0, 1], [3, 4]).tolist() == [0, 0]


def test_a_booking_outside_the_accounts_is_refused() -> None:
    with pytest.raises(ValueError, match="account numbers"):
        Ledger([5], [1], [1], accounts=2)
    with pytest.raises(ValueError, match="equally many"):
        Ledger([0, 1], [1], [1])
