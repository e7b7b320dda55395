"""Facts told from columns are those told act by act, on any day, also of a register that has grown."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.account.proofs import Proofs
from antigone.account.register import Fact
from antigone.account.register_facts import facts_of
from antigone.account.register_held import held_facts
from antigone.core.when import PartialDate
from antigone.found.custody import CustodyType as T
from antigone.found.custody import Stocktake
from antigone.found.growing import grow
from antigone.found.register import Register, fold
from clerks import World
from found_book import Book
from slow_facts import facts_of as slow_facts
from slow_held import held_facts as slow_held

SEEDS = st.integers(0, 100_000)


def _days(register: Register, world: World) -> list[date]:
    assert register.last is not None
    return [register.last, *(date(2030, 5, 1) + timedelta(days=world.chance.randrange(-2, 30)) for _ in range(3))]


def _slow(register: Register, day: date) -> list[Fact]:
    return [*slow_facts(register, day), *slow_held(register, day)]


@settings(max_examples=150)
@given(SEEDS)
def test_facts_of_a_day_are_those_told_act_by_act(seed: int) -> None:
    world = World(seed)
    for _ in range(8):
        world.entry()
    register = fold(world.book.events)
    for day in _days(register, world):
        assert [*facts_of(register, day), *held_facts(register, day)] == _slow(register, day)


@settings(max_examples=80)
@given(SEEDS, st.integers(1, 3))
def test_facts_of_a_register_that_has_grown_are_those_of_a_fold(seed: int, seldom: int) -> None:
    world, proofs = World(seed), Proofs()
    grown = fold(world.book.events)
    for step in range(6):
        before = len(world.book.events)
        world.entry()
        whole = fold(world.book.events)
        grown = grow(grown, world.book.events[before:]) or whole
        if step % seldom:
            continue  # nobody asked: what is carried on spans several steps
        for day in _days(grown, world):
            assert proofs.register(grown, day, [day]) == _slow(whole, day)


def test_a_count_that_concerns_no_thing_is_seen_on_days_that_were_asked_before() -> None:
    book = Book()
    book.sites("m1")
    ids = book.number(1, 2)
    for id in ids:
        book.act(T.RECEIVED, (id,), "2030-05-01", to_place="m1")
    known, before = fold(book.events), len(book.events)
    assert known.last is not None
    held_facts(known, known.last)
    book.put(Stocktake("m1", PartialDate.parse("2030-05-06"), units=ids[:1], complete=True))
    grown = grow(known, book.events[before:])
    assert grown is not None
    assert held_facts(grown, known.last) == slow_held(fold(book.events), known.last)
    assert held_facts(grown, known.last) != held_facts(known, known.last)
