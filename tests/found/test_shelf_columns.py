"""What lies in a place on a day, told from columns, is what the paths say."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.found.register import fold
from antigone.found.shelf import stock_units
from clerks import World


@settings(max_examples=60)
@given(st.integers(0, 100_000))
def test_what_lies_in_a_place_is_what_the_paths_say(seed: int) -> None:
    world = World(seed)
    for _ in range(10):
        world.entry()
    register = fold(world.book.events)
    for place in (*register.sites, "", "nowhere"):
        for after in (-2, 0, 1, 3, 10, 60):
            day = date(2030, 5, 1) + timedelta(days=after)
            spots = {id: register.spot(id, day) for id in sorted(register.paths)}
            assert stock_units(register, place, day) == [id for id, s in spots.items() if s and s.place == place]
