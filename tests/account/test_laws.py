"""Laws of the account, on worlds whose truth is known."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

import antigone.account as account
from account.worlds import GROUPS, PLACES, World, book, world
from antigone.account.answer import Account

SEEDS = st.integers(0, 10_000)
ASKED = [(p, g) for p in PLACES for g in ("all", "guards", "others")]
HARD = ("sum", "fall", "one count")


def bounds_of(result: Account) -> dict[tuple[str, str], tuple[int, int | None]]:
    return {(p.place, p.group): (p.least, p.most) for p in result.propositions if p.unit == "killed"}


@settings(max_examples=25)
@given(SEEDS)
def test_bounds_contain_the_truth(seed: int) -> None:
    made = world(seed)
    for (place, group), (least, most) in bounds_of(account.build(made.book)).items():
        assert least <= made.count(place, group)
        assert most is None or made.count(place, group) <= most


@settings(max_examples=25)
@given(SEEDS)
def test_true_statements_are_never_in_conflict(seed: int) -> None:
    made = world(seed)
    assert [c for c in account.build(made.book).conflicts if c.kind == "hard"] == []


@settings(max_examples=15)
@given(SEEDS)
def test_adding_a_true_statement_never_widens_a_bound(seed: int) -> None:
    made = world(seed)
    place, group = random.Random(seed).choice(ASKED)
    last = -1
    for size in range(1, len(made.statements) + 1):
        if any(c.part_of and c.part_of not in {s.id for s in made.statements[:size]} for c in made.statements[:size]):
            continue
        now = account.bounds(book(made.statements[:size]), f"killed @ {place} / {group}").least
        assert now >= last
        last = now


@settings(max_examples=15)
@given(SEEDS)
def test_the_order_of_claims_changes_nothing(seed: int) -> None:
    made = spoiled(seed)
    mixed = list(made.statements)
    random.Random(seed + 1).shuffle(mixed)
    one, other = account.build(made.book), account.build(book(mixed))
    assert bounds_of(one) == bounds_of(other)
    assert {(c.id, c.arithmetic) for c in one.conflicts} == {(c.id, c.arithmetic) for c in other.conflicts}


@settings(max_examples=40)
@given(SEEDS)
def test_a_conflict_is_impossible_and_every_part_of_it_is_not(seed: int) -> None:
    made = spoiled(seed)
    for conflict in account.build(made.book).conflicts:
        if conflict.nature not in HARD:
            continue
        others = {c.id for c in made.statements} - set(conflict.statements)
        assert hard(made, others), conflict
        for left_out in conflict.statements:
            assert not hard(made, others | {left_out}), (conflict, left_out)


def hard(made: World, aside: set[str]) -> list[str]:
    """Conflicts that arithmetic shows when these are put aside."""
    return [c.id for c in account.build(made.book, aside=aside).conflicts if c.nature in HARD]


def spoiled(seed: int) -> World:
    """A world with one or two exact figures made too large or too small."""
    made, dice = world(seed), random.Random(seed)
    for _ in range(2):
        at = dice.randrange(len(made.statements))
        claim = made.statements[at]
        n = max(0, (claim.best or claim.low or 3) + dice.choice([-7, 5, 9]))
        made.statements[at] = replace(claim, low=n, high=n, best=n, modifier="exact")
    return World(book(made.statements), made.truth, made.statements)


def test_the_groups_of_the_worlds_state_what_they_share() -> None:
    assert GROUPS["guards"][1] is True
    assert GROUPS["young"][1] is False
