"""What is remembered about a system goes with it: a server makes a new one after every change."""

import gc
import weakref

from antigone.account.solve import System, bound, is_feasible


def test_a_system_that_nobody_asks_any_more_is_let_go_of_with_what_was_remembered_about_it():
    system = System()
    one, two = system.add_column("one"), system.add_column("two")
    system.add_row({one: 2, two: 3}, 7, 8, labels=["told"])
    system.add_row({one: 1, two: -1}, 1, 4, labels=["apart"])
    fits, found = is_feasible(system, system.labels()), bound(system, {one: 1, two: -2}, system.labels())
    assert fits
    assert found.least == 0
    gone = weakref.ref(system)
    gc.collect()
    gc.disable()
    try:
        del system
        assert gone() is None
    finally:
        gc.enable()


def test_a_system_that_grew_is_seen_as_it_is_now():
    system = System()
    one = system.add_column("one")
    system.add_row({one: 1}, 3)
    assert bound(system, {one: 1}, system.labels()).least == 3
    system.add_row({one: 1}, 5)
    assert bound(system, {one: 1}, system.labels()).least == 5
