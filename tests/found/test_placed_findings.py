"""What is wrong at a place is told from the same findings as everything that is wrong, also after a register grew."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.found.checks import all_findings, placed_findings
from antigone.found.growing import grow
from antigone.found.register import fold
from clerks import PLACES, World


def _of(findings, place):
    """Those in which one of the places of the sentence is this one."""
    return [each for each in findings if place in each.values.values()]


@settings(max_examples=60)
@given(st.integers(0, 100_000))
def test_what_names_a_place_is_among_what_may_name_one(seed: int) -> None:
    world = World(seed)
    known = fold(world.book.events)
    for _ in range(5):
        before = len(world.book.events)
        for _ in range(world.chance.choice((1, 1, 3))):
            world.entry()
        known = grow(known, world.book.events[before:]) or fold(world.book.events)
        if world.chance.random() < 0.3:
            continue  # nobody asked: what is carried on spans several steps
        whole = fold(world.book.events)
        for day in (known.last, date(2030, 5, world.chance.randrange(1, 28))):
            for place in (*PLACES, "nowhere"):
                assert _of(placed_findings(known, place, day), place) == _of(all_findings(whole, day), place)
