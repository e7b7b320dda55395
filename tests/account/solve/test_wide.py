"""The path for large systems gives what the oracle and the path for small ones give."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account.solve.oracle import extent, fits
from account.solve.strategies import objectives, systems
from antigone.account.solve import Infeasible, System, bound, conflicts, irreducible, is_feasible
from antigone.account.solve import session as sessions

FIXED = frozenset({"s0"})
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module", autouse=True)
def everything_counts_as_large() -> Iterator[None]:
    """Every system, however small, goes through windows and rims."""
    kept, sessions.SMALL = sessions.SMALL, -1
    yield
    sessions.SMALL = kept


@pytest.fixture(scope="module")
def worlds() -> ModuleType:
    """The generator of the benchmark."""
    place = importlib.util.spec_from_file_location("account_world", ROOT / "benchmarks" / "account_world.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    import sys

    sys.modules["account_world"] = module
    place.loader.exec_module(module)
    return module


@settings(max_examples=100)
@given(st.data())
def test_wide_bounds_never_cut_off_a_point_and_are_exact_where_they_say_so(data: st.DataObject) -> None:
    system = data.draw(systems())
    objective = data.draw(objectives(system))
    active = system.labels()
    expected = extent(system, objective, active)
    if expected is None:
        return
    found = bound(system, objective, active)
    for end, value, sign in ((found.lower, expected[0], 1), (found.upper, expected[1], -1)):
        assert end.value is not None
        assert sign * end.value <= sign * value
        if end.reached:
            assert end.value == value
        alone = extent(system, objective, end.binding)
        assert alone is not None
        assert sign * alone[0 if sign > 0 else 1] >= sign * end.value


@settings(max_examples=100)
@given(systems())
def test_wide_conflicts_are_impossible_and_irreducible(system: System) -> None:
    soft = sorted(system.labels() - FIXED)
    if not fits(system, FIXED):
        return
    found = conflicts(system, soft, FIXED)
    for conflict in found.explanations:
        assert not fits(system, conflict.labels)
        if conflict.irreducible:
            assert all(fits(system, conflict.labels - {label}) for label in conflict.labels)
    if found.proven:
        assert fits(system, (frozenset(soft) - found.put_aside) | FIXED)


@settings(max_examples=100)
@given(systems())
def test_wide_never_calls_the_possible_impossible(system: System) -> None:
    if fits(system, system.labels()):
        assert is_feasible(system, system.labels())
        assert irreducible(system, system.labels()) is None


def test_a_generated_world_keeps_its_truth_and_gives_up_its_falsehoods(worlds: ModuleType) -> None:
    world = worlds.generate(6, 20, 300, 7, seed=3)
    found = conflicts(world.system, world.soft)
    assert found.proven
    assert len(found.put_aside) <= len(world.false)
    assert all(conflict.irreducible for conflict in found.explanations)
    assert frozenset().union(*(c.labels for c in found.explanations)) >= world.false
    true = frozenset(world.soft) - world.false
    for key in list(world.columns)[::97]:
        column = world.columns[key]
        ends = bound(world.system, {column: 1}, true)
        assert ends.lower.reached
        assert ends.upper.reached
        assert ends.least is not None
        assert ends.least <= world.truth[column]
        assert ends.most is None or ends.most >= world.truth[column]


def test_small_and_wide_agree_on_a_generated_world(worlds: ModuleType) -> None:
    wide, small = (worlds.generate(4, 12, 90, 5, seed=8) for _ in range(2))
    put_aside = conflicts(wide.system, wide.soft).put_aside
    true = frozenset(wide.soft) - wide.false
    ends = [bound(wide.system, {c: 1}, true) for c in range(0, len(wide.truth), 13)]
    sessions.SMALL = 10_000
    try:
        assert len(conflicts(small.system, small.soft).put_aside) == len(put_aside)
        again = [bound(small.system, {c: 1}, true) for c in range(0, len(small.truth), 13)]
    finally:
        sessions.SMALL = -1
    assert [(b.least, b.most) for b in ends] == [(b.least, b.most) for b in again]


def test_an_impossible_account_names_an_irreducible_conflict(worlds: ModuleType) -> None:
    world = worlds.generate(5, 15, 200, 3, seed=5)
    with pytest.raises(Infeasible) as caught:
        bound(world.system, {0: 1}, frozenset(world.soft))
    assert caught.value.labels
    assert caught.value.labels <= set(world.soft)
    assert caught.value.labels & world.false
