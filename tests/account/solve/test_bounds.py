"""Bounds are what every integer point allows, no more and no less, and their binding labels alone prove them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from account.solve.oracle import extent, fits
from account.solve.strategies import objectives, systems
from antigone.account.solve import Infeasible, System, bound


@settings(max_examples=300)
@given(st.data())
def test_a_bound_is_what_every_integer_point_allows(data: st.DataObject) -> None:
    system = data.draw(systems())
    objective = data.draw(objectives(system))
    active = data.draw(st.sets(st.sampled_from(sorted(system.labels()) or ["none"])))
    expected = extent(system, objective, active)
    if expected is None:
        with pytest.raises(Infeasible) as caught:
            bound(system, objective, active)
        core = caught.value.labels
        assert core <= active
        assert not fits(system, core)
        assert all(fits(system, core - {label}) for label in core)
        return
    found = bound(system, objective, active)
    assert (found.least, found.most) == expected
    assert found.lower.reached
    assert found.upper.reached


@settings(max_examples=200)
@given(st.data())
def test_binding_labels_alone_prove_an_end_and_none_can_be_spared(data: st.DataObject) -> None:
    system = data.draw(systems())
    objective = data.draw(objectives(system))
    active = system.labels()
    if not fits(system, active):
        return
    found = bound(system, objective, active)
    for labels, end in ((found.binding_least, 0), (found.binding_most, 1)):
        value = (found.least, found.most)[end]
        assert labels <= active
        alone = extent(system, objective, labels)
        assert alone is not None
        assert alone[end] == value
        for label in labels:
            fewer = extent(system, objective, labels - {label})
            assert fewer is not None
            assert fewer[end] != value


def _arithmetic(system: System, objective: dict[int, int], rows: tuple, sign: int) -> None:
    """Multipliers on rows prove a floor under sign · objective, up to what the columns' own bounds give."""
    left = {c: sign * v for c, v in objective.items()}
    for row, multiplier in rows:
        side = system.rows[row].low if multiplier > 0 else system.rows[row].high
        assert side is not None
        for column, c in system.rows[row].coefficients:
            left[column] = left.get(column, 0) - multiplier * c
    assert all(d >= 0 or system.columns[c].high is not None for c, d in left.items())


def test_the_three_readings_of_the_bodies_taken() -> None:
    """225 brought to morgues and 41 taken: 184, 225 or 266, each under its assumption."""
    system = System()
    brought, taken, dead = (system.add_column(n) for n in ("brought", "taken", "dead"))
    system.add_row({brought: 1}, 225, 225, ["225 brought"])
    system.add_row({taken: 1}, 41, 41, ["41 taken"])
    system.add_row({dead: 1, brought: -1, taken: 1}, 0, 0, ["brought back and counted twice"])
    system.add_row({dead: 1, brought: -1}, 0, 0, ["inside the 225, not brought back"])
    system.add_row({dead: 1, brought: -1, taken: -1}, 0, 0, ["never counted"])
    told = {"225 brought", "41 taken"}
    for reading, expected in (
        ("brought back and counted twice", 184),
        ("inside the 225, not brought back", 225),
        ("never counted", 266),
    ):
        found = bound(system, {dead: 1}, told | {reading})
        assert (found.least, found.most) == (expected, expected)
        assert reading in found.binding_least
        assert ("41 taken" in found.binding_least) == (expected != 225)
        _arithmetic(system, {dead: 1}, found.rows_least, 1)
        _arithmetic(system, {dead: 1}, found.rows_most, -1)


def test_a_toll_is_a_floor() -> None:
    system = System()
    dead = system.add_column("dead")
    system.add_row({dead: 1}, 164, None, ["toll"])
    found = bound(system, {dead: 1}, {"toll"})
    assert (found.least, found.most) == (164, None)
    assert found.binding_most == frozenset()


def test_halves_are_rounded_inward() -> None:
    system = System()
    x = system.add_column("x")
    y = system.add_column("y")
    system.add_row({x: 2, y: 2}, 5, 9, ["pairs"])
    found = bound(system, {x: 1, y: 1}, {"pairs"})
    assert (found.least, found.most) == (3, 4)


def test_whole_numbers_can_forbid_what_fractions_allow() -> None:
    """x + y, y + z and z + x all 1: halves would do, people do not come in halves."""
    system = System()
    x, y, z = (system.add_column(n, 0, 5) for n in "xyz")
    for name, (a, b) in {"p": (x, y), "q": (y, z), "r": (z, x)}.items():
        system.add_row({a: 1, b: 1}, 1, 1, [name])
    with pytest.raises(Infeasible) as caught:
        bound(system, {x: 1}, {"p", "q", "r"})
    assert caught.value.labels == {"p", "q", "r"}


def test_a_column_that_no_row_touches_keeps_its_own_bounds() -> None:
    system = System()
    free = system.add_column("free", 3, None)
    told = system.add_column("told", 1, 4)
    system.add_row({told: 1}, 2, None, ["told"])
    found = bound(system, {free: 1, told: 2}, {"told"})
    assert (found.least, found.most) == (7, None)
    assert bound(system, {}, {"told"}).most == 0


def test_unlimited_differences_have_no_bound_on_either_side() -> None:
    system = System()
    x, y, z = (system.add_column(n) for n in "xyz")
    system.add_row({x: 1, y: 1, z: -1}, 0, 0)
    found = bound(system, {x: 1, y: -1}, set())
    assert (found.least, found.most) == (None, None)


def test_a_system_may_grow_between_questions() -> None:
    system = System()
    x = system.add_column("x")
    system.add_row({x: 1}, 1, 9, ["a"])
    assert bound(system, {x: 1}, {"a", "b"}).most == 9
    system.add_row({x: 1}, None, 5, ["b"])
    assert bound(system, {x: 1}, {"a", "b"}).most == 5


def test_an_objective_that_names_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        bound(System(), {0: 1}, set())


@settings(max_examples=100)
@given(st.data())
def test_adding_a_true_row_never_widens_a_bound_nor_loses_the_truth(data: st.DataObject) -> None:
    system = System()
    truth = [data.draw(st.integers(0, 50)) for _ in range(data.draw(st.integers(2, 12)))]
    for i in range(len(truth)):
        system.add_column(f"x{i}")
    objective = data.draw(objectives(system))
    held = sum(c * truth[i] for i, c in objective.items())
    before: tuple[int | None, int | None] = (None, None)
    for n in range(6):
        chosen = data.draw(st.sets(st.integers(0, len(truth) - 1), min_size=1, max_size=4))
        row = {c: data.draw(st.sampled_from([1, 1, -1, 2])) for c in chosen}
        total = sum(c * truth[i] for i, c in row.items())
        system.add_row(row, total - data.draw(st.integers(0, 3)), total + data.draw(st.integers(0, 3)), [f"s{n}"])
        found = bound(system, objective, system.labels())
        assert found.least is None or found.least <= held
        assert found.most is None or found.most >= held
        assert before[0] is None or (found.least is not None and found.least >= before[0])
        assert before[1] is None or (found.most is not None and found.most <= before[1])
        before = (found.least, found.most)
