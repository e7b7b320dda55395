"""What is booked beside what is said: the stock of each place, and the unaccounted as the plain lists have them."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.account.report.booked import booked
from antigone.found.balance import balance
from antigone.found.custody import CustodyType as T
from antigone.found.custody import Unaccounted, UnaccountedReason
from antigone.found.outstanding import outstanding
from antigone.found.register import Register, fold
from found_book import Book


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_it_adds_up_to_what_the_lists_hold_one_by_one(seed: int) -> None:
    chance, book = random.Random(seed), Book()
    book.sites("m1", "m2")
    ids = book.number(*range(6))
    for _ in range(12):
        kind = chance.choice((T.RECEIVED, T.RECEIVED, T.STOLEN, T.LOST, T.FOUND_AGAIN, T.RELEASED))
        ends = {"from_place": chance.choice(("m1", "m2")), "to_place": chance.choice(("m1", "m2"))}
        book.act(kind, chance.sample(ids, 1), f"2030-05-{chance.randrange(1, 28):02d}", **ends)
    book.act(T.STOLEN, (), "2030-05-20", from_place="m1", asserted=2)
    book.put(Unaccounted(chance.choice(ids), UnaccountedReason.LOST))
    register = fold(book.events)
    found = booked(register, None)
    assert found is not None
    wanted = Counter(each.reason for each in outstanding(register) for _ in range(each.count))
    assert Counter(dict(found.unaccounted)) == wanted
    assert sum(row.stock for row in found.places) == sum(row.stock for row in balance(register).places)


def test_an_empty_register_has_nothing_to_show() -> None:
    assert booked(Register(), None) is None
