"""Tier 1: many assertions against plain integer sums of a booked ledger, all at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Balances:
    """Attributes, each of shape (assertions,):
    booked: what the ledger says.
    difference: how far the assertion's nearest end is from it: 0 inside, positive where the assertion is higher.
    """

    booked: Ints
    difference: Ints


class Ledger:
    """Bookings as running totals, so that a stock on any day is two look-ups.

    Args:
        account: account number of each booking, 0…accounts-1.
        day: integer day of each booking.
        amount: signed count booked: in positive, out negative.
        accounts: how many accounts there are; the largest number + 1 where None.

    Raises:
        ValueError: arrays of different lengths, or an account out of range.
    """

    def __init__(self, account: ArrayLike, day: ArrayLike, amount: ArrayLike, accounts: int | None = None) -> None:
        where, when, what = (np.asarray(v, dtype=np.int64) for v in (account, day, amount))
        if not len(where) == len(when) == len(what):
            raise ValueError("accounts, days and amounts must be equally many")
        self.accounts = accounts if accounts is not None else int(where.max(initial=-1)) + 1
        if len(where) and (where.min() < 0 or where.max() >= self.accounts):
            raise ValueError(f"account numbers must lie between 0 and {self.accounts - 1}")
        self._first = int(when.min(initial=0))
        self._span = int(when.max(initial=0)) - self._first + 2
        order = np.argsort(where * self._span + (when - self._first), kind="stable")
        self._keys: Ints = (where * self._span + (when - self._first))[order]
        self._running: Ints = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(what[order])])

    def stock(self, account: ArrayLike, day: ArrayLike) -> Ints:
        """What each account holds at the end of each day."""
        where = np.asarray(account, dtype=np.int64)
        offset = np.clip(np.asarray(day, dtype=np.int64) - self._first, -1, self._span - 2)
        until = np.searchsorted(self._keys, where * self._span + offset, side="right")
        before = np.searchsorted(self._keys, where * self._span, side="left")
        stock: Ints = self._running[np.maximum(until, before)] - self._running[before]
        return stock

    def check(
        self, starts: ArrayLike, accounts: ArrayLike, day: ArrayLike, low: ArrayLike, high: ArrayLike
    ) -> Balances:
        """Hold assertions against the books.

        Args:
            starts: shape (assertions + 1,): assertion i sums `accounts[starts[i]:starts[i+1]]`.
            accounts: account numbers, one list after another.
            day: day of each assertion; a flow over a period is two assertions of the running total.
            low, high: closed interval asserted, each of shape (assertions,).
        """
        edges = np.asarray(starts, dtype=np.int64)
        stock = self.stock(accounts, np.repeat(np.asarray(day, dtype=np.int64), np.diff(edges)))
        sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(stock)])
        booked: Ints = sums[edges[1:]] - sums[edges[:-1]]
        below = np.asarray(low, dtype=np.int64) - booked
        above = np.asarray(high, dtype=np.int64) - booked
        return Balances(booked, np.maximum(below, 0) + np.minimum(above, 0))
