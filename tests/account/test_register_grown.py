"""A register grown act by act, and the facts worked out from those before, are those of a fold of everything."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.account.proofs import Proofs
from antigone.account.register import Fact
from antigone.account.register_facts import facts_of
from antigone.account.register_grown import grown_sum, sum_of
from antigone.account.register_held import held_facts
from antigone.found.balance import rows_of
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import CustodyType as T
from antigone.found.growing import grow, growths
from antigone.found.label import Label, LabelKind, Void, canonical_id
from antigone.found.register import Register, fold
from antigone.found.remains import Counted
from antigone.found.site import Site, SiteType
from found_book import Book

PLACES = ("m1", "m2", "m3")
TYPES = (T.RECEIVED, T.RECEIVED, T.TRANSFERRED_OUT, T.TRANSFERRED_IN, T.STOLEN, T.RELEASED, T.FOUND_AGAIN, T.EXAMINED)
SEEDS = st.integers(0, 10_000)


def _day(chance: random.Random) -> str:
    return f"2030-05-{chance.randrange(1, 28):02d}"


def _act(book: Book, chance: random.Random, ids: list[str], things: int = 2, **more: object) -> None:
    ends = {"from_place": chance.choice(("", *PLACES)), "to_place": chance.choice(PLACES)}
    units = chance.sample(ids, chance.randrange(1, things + 1))
    book.act(chance.choice(TYPES), units, _day(chance), **ends, **more)


def _world(seed: int, words: bool) -> tuple[Book, random.Random, list[str]]:
    """Morgues, numbered bodies, labels that clash, persons of two numbers, acts in any order, with mistakes."""
    chance, book = random.Random(seed), Book()
    for at, place in enumerate(PLACES):
        book.put(Site(place, SiteType.MORGUE, keeper="k", place=f"t{at % 2}"))
    ids = book.number(*range(8))
    for id in ids[:4]:
        book.put(Label(id, LabelKind.MORGUE, f"L{chance.randrange(3)}", "m1"))
    if chance.random() < 0.5:
        kind = chance.choice((AssociationKind.SAME_BODY, AssociationKind.DNA))
        book.put(Association("a1", *chance.sample(ids, 2), kind))
    if chance.random() < 0.3:
        book.put(Void(canonical_id(3), "spoiled"))
    for _ in range(chance.randrange(4, 16)):
        _act(book, chance, ids)
    if words:
        book.act(T.RECEIVED, (), _day(chance), to_place="m1", asserted=chance.randrange(1, 4))
        book.act(T.STOLEN, (), _day(chance), from_place="m1", asserted=chance.randrange(1, 3))
    return book, chance, ids


def _ledger(register: Register) -> list[object]:
    day = register.last
    assert day is not None
    return [row.as_json() for counted in Counted for row in rows_of(register.ledger, day, counted)]


def _facts(register: Register) -> list[Fact]:
    assert register.last is not None
    return [*facts_of(register, register.last), *held_facts(register, register.last)]


@settings(max_examples=60)
@given(SEEDS, st.booleans())
def test_a_register_grown_act_by_act_is_that_of_a_fold(seed: int, words: bool) -> None:
    book, chance, ids = _world(seed, words)
    grown = fold(book.events)
    grown.ledger  # noqa: B018 - so that it is carried on
    for _ in range(4):
        before = len(book.events)
        _act(book, chance, ids, recorded=f"2030-07-{chance.randrange(1, 28):02d}")
        found = grow(grown, book.events[before:])
        assert found is not None
        grown, whole = found, fold(book.events)
        assert list(grown.paths) == sorted(whole.paths)
        assert grown.paths == whole.paths
        assert list(grown.custody) == list(whole.custody)
        assert (grown.enumerated, grown.answered, grown.last) == (whole.enumerated, whole.answered, whole.last)
        assert sorted(map(repr, grown.findings)) == sorted(map(repr, whole.findings))
        assert sorted(map(repr, grown.lasting)) == sorted(map(repr, whole.lasting))
        assert _ledger(grown) == _ledger(whole)


@settings(max_examples=120)
@given(SEEDS, st.booleans())
def test_facts_worked_out_from_those_before_are_those_of_a_fold(seed: int, words: bool) -> None:
    book, chance, ids = _world(seed, words)
    grown, proofs = fold(book.events), Proofs()
    for _ in range(4):
        assert grown.last is not None
        assert proofs.register(grown, grown.last, [grown.last]) == _facts(fold(book.events))
        before = len(book.events)
        _act(book, chance, ids)
        grown = grow(grown, book.events[before:]) or fold(book.events)
    assert grown.last is not None
    assert proofs.register(grown, grown.last, [grown.last]) == _facts(fold(book.events))


@settings(max_examples=40)
@given(SEEDS)
def test_several_steps_at_once_come_to_the_same(seed: int) -> None:
    book, chance, ids = _world(seed, words=False)
    first = fold(book.events)
    assert first.last is not None
    known, grown = sum_of(first, first.last), first
    for _ in range(3):
        before = len(book.events)
        _act(book, chance, ids)
        found = grow(grown, book.events[before:])
        assert found is not None
        grown = found
    assert len(growths(grown)) == 3
    made = grown_sum(known, grown, growths(grown))
    if made is not None:
        flows, held = made.facts(grown)
        assert [*flows, *held] == _facts(fold(book.events))


def test_no_step_is_kept_where_facts_cannot_be_worked_out_from_it() -> None:
    book = Book()
    book.sites("m1")
    ids = book.number(1, 2)
    register, before = fold(book.events), len(book.events)
    book.act(T.RECEIVED, (), "2030-05-01", to_place="m1", asserted=3)
    found = grow(register, book.events[before:])
    assert found is not None
    assert not growths(found)
    book.events[before:] = []
    first = book.act(T.RECEIVED, ids[:1], "2030-05-01", to_place="m1")
    assert grow(register, book.events[before:]) is not None
    register, before = fold(book.events), len(book.events)
    book.act(T.RECEIVED, ids[:1], "2030-05-02", to_place="m1", corrects=first, reason="wrong day")
    found = grow(register, book.events[before:])
    assert found is not None
    assert not growths(found)
