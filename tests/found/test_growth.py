"""What is carried on from one state of a register to the next is what a fold of everything would give."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.found.growing import grow
from antigone.found.growth import KEPT_STEPS, Growth, carried, mark_of, since
from antigone.found.register import Register, fold
from clerks import World

LAST_PLACE, KINDS = "_last_place", "_kinds_of_acts"


def last_places(register: Register) -> dict[str, str]:
    return {id: steps[-1].target.words for id, steps in register.paths.items()}


def last_places_grown(register: Register, before: dict[str, str], growth: Growth) -> dict[str, str]:
    kept = {id: words for id, words in before.items() if id not in growth.things}
    fresh = {id: register.paths[id][-1].target.words for id in growth.things if id in register.paths}
    return kept | fresh


def kinds(register: Register) -> dict[str, tuple[str, int]]:
    return {id: (booked.value.type.value, len(register.enumerated[id])) for id, booked in register.custody.items()}


def kinds_grown(register: Register, before: dict[str, tuple[str, int]], growth: Growth) -> dict[str, tuple[str, int]]:
    kept = {id: kind for id, kind in before.items() if id not in growth.acts}
    now = ((id, register.custody[id]) for id in growth.acts if id in register.custody)
    return kept | {id: (booked.value.type.value, len(register.enumerated[id])) for id, booked in now}


@settings(max_examples=100)
@given(st.integers(0, 100_000), st.integers(1, 12))
def test_what_changed_is_all_that_changed(seed: int, seldom: int) -> None:
    world = World(seed)
    known = fold(world.book.events)
    for step in range(12):
        before = len(world.book.events)
        world.entry()
        known = grow(known, world.book.events[before:]) or fold(world.book.events)
        if step % seldom == 0:
            assert carried(known, LAST_PLACE, last_places, last_places_grown) == last_places(known)
            assert carried(known, KINDS, kinds, kinds_grown) == kinds(known)


def test_many_steps_are_one_and_too_many_are_unknown() -> None:
    world = World(3)
    first = known = fold(world.book.events)
    mark, steps, things = mark_of(first), 0, set[str]()
    seen: Counter[str] = Counter()
    while steps < 3 * KEPT_STEPS:
        before = len(world.book.events)
        world.entry()
        made = grow(known, world.book.events[before:])
        if made is None:
            known, steps, things = fold(world.book.events), 0, set()
            mark = mark_of(known)
            continue
        own = since(made, mark_of(known))
        assert own is not None
        known, steps, things = made, steps + 1, things | own.things
        growth = since(known, mark)
        seen["known" if growth else "unknown"] += 1
        assert (growth is not None) == (steps <= KEPT_STEPS)
        assert growth is None or growth.things == things
    assert seen["known"]
    assert seen["unknown"]


def test_nothing_changed_since_the_same_state() -> None:
    register = fold(World(1).book.events)
    growth = since(register, mark_of(register))
    assert growth is not None
    assert not growth.things
    assert since(register, object()) is None
    made = []
    for _ in range(2):
        carried(register, "_x", lambda _: made.append(1), lambda *_: made.append(2))
    assert made == [1]
