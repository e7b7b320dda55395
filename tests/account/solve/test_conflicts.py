"""Conflicts shown are conflicts: irreducible, re-checked against every integer point of small boxes."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account.solve.oracle import extent, fits, subsets
from account.solve.strategies import objectives, systems
from antigone.account.solve import (
    Infeasible,
    System,
    all_conflicts,
    conflicts,
    irreducible,
    is_feasible,
    standing_bound,
)

FIXED = frozenset({"s0"})


@settings(max_examples=200)
@given(systems())
def test_feasible_means_that_some_integer_point_fits(system: System) -> None:
    for active in subsets(system.labels()):
        assert is_feasible(system, active) == fits(system, active)


@settings(max_examples=200)
@given(systems())
def test_an_irreducible_conflict_is_impossible_and_every_proper_subset_is_not(system: System) -> None:
    found = irreducible(system, system.labels())
    if found is None:
        assert fits(system, system.labels())
        return
    assert found.irreducible
    assert not fits(system, found.labels)
    assert all(fits(system, found.labels - {label}) for label in found.labels)


@settings(max_examples=300)
@given(systems())
def test_the_fewest_are_put_aside_and_each_is_explained(system: System) -> None:
    soft = sorted(system.labels() - FIXED)
    if not fits(system, FIXED):
        with pytest.raises(Infeasible):
            conflicts(system, soft, FIXED)
        return
    found = conflicts(system, soft, FIXED)
    kept = (frozenset(soft) - found.put_aside) | FIXED
    assert found.proven
    assert fits(system, kept)
    for size in range(len(found.put_aside)):
        assert not any(fits(system, (frozenset(soft) | FIXED) - set(fewer)) for fewer in combinations(soft, size))
    assert [c.about for c in found.explanations] == sorted(found.put_aside)
    for conflict in found.explanations:
        assert conflict.labels - kept == {conflict.about}
        assert conflict.irreducible
        assert not fits(system, conflict.labels)
        assert all(fits(system, conflict.labels - {label}) for label in conflict.labels)


@settings(max_examples=150)
@given(systems())
def test_all_minimal_conflicts_and_maximal_choices_are_found(system: System) -> None:
    soft = frozenset(system.labels() - FIXED)
    if not fits(system, FIXED):
        return
    every = all_conflicts(system, sorted(soft), FIXED)
    possible = {part for part in subsets(soft) if fits(system, part | FIXED)}
    maximal = {part for part in possible if not any(part < other for other in possible)}
    impossible = {part for part in subsets(soft) if part not in possible}
    minimal = {part for part in impossible if not any(other < part for other in impossible)}
    assert every.complete
    assert set(every.choices) == maximal
    assert {c.labels - FIXED for c in every.conflicts} == minimal
    for conflict in every.conflicts:
        assert not fits(system, conflict.labels)
        assert all(fits(system, conflict.labels - {label}) for label in conflict.labels)


@settings(max_examples=100)
@given(st.data())
def test_standing_bounds_hold_under_every_maximal_choice(data: st.DataObject) -> None:
    system = data.draw(systems())
    objective = data.draw(objectives(system))
    soft = sorted(system.labels() - FIXED)
    if not fits(system, FIXED):
        return
    found = standing_bound(system, objective, soft, FIXED)
    every = [extent(system, objective, choice | FIXED) for choice, _ in found.per_choice]
    known = [pair for pair in every if pair is not None]
    assert len(known) == len(every)
    assert (found.least, found.most) == (min(a for a, _ in known), max(b for _, b in known))


def test_weights_choose_who_is_put_aside() -> None:
    system = System()
    x = system.add_column("x")
    system.add_row({x: 1}, 5, 5, ["early"])
    system.add_row({x: 1}, 6, 6, ["late"])
    assert conflicts(system, ["early", "late"]).put_aside == {"late"}
    assert conflicts(system, ["early", "late"], weights={"late": 3}).put_aside == {"early"}


def test_when_choices_are_too_many_the_standing_bound_is_that_of_the_fixed_labels() -> None:
    system = System()
    x = system.add_column("x", 0, 100)
    for i in range(6):
        system.add_row({x: 1}, i, i, [f"s{i}"])
    found = standing_bound(system, {x: 1}, [f"s{i}" for i in range(6)], limit=3)
    assert not found.complete
    assert (found.least, found.most) == (0, 100)


def test_a_row_that_nothing_satisfies_is_a_conflict_of_its_own() -> None:
    system = System()
    x = system.add_column("x")
    system.add_row({x: 2}, 3, 3, ["odd"])
    system.add_row({x: 1}, 7, 5, ["crossed"])
    found = conflicts(system, ["odd", "crossed"])
    assert found.put_aside == {"odd", "crossed"}
    assert {c.labels for c in found.explanations} == {frozenset({"odd"}), frozenset({"crossed"})}


def test_a_label_cannot_be_soft_and_fixed() -> None:
    with pytest.raises(ValueError, match="both soft and fixed"):
        conflicts(System(), ["a"], {"a"})
