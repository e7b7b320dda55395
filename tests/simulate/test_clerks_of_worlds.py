"""Registers kept by clerks who err: every mistake shows, no fact rests on one, mending reconciles all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from antigone.account.register import Fact
from antigone.account.register_facts import NUMBERED, facts_of
from antigone.account.register_held import COMPLETE, HELD, held_facts
from antigone.core.finding import Severity
from antigone.found.balance import balance
from antigone.found.checks import all_findings
from antigone.found.custody import Sink
from antigone.found.register import Register
from antigone.simulate import Settings
from simulate.clerk_world import ACTS, Clerks, clerks

SEEDS = (7, 8, 9, 13)
MANY = tuple(range(100, 136))


def settings(seed: int) -> Settings:
    return Settings(seed, missing=(30, 60, 90)[seed % 3], clerical=(0.05, 0.25)[seed % 2])


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerks]:
    made = clerks(tmp_path_factory.mktemp("clerks"), settings(request.param))
    yield made
    made.case.close()


def hidden(world: Clerks) -> list[dict[str, str]]:
    """Mistakes that something in the world speaks against, and that no finding shows."""
    register = world.register
    return [
        error
        for error in world.errors
        if (error["kind"] != "sex" or world.is_seen_twice(error)) and not world.shows(error, register)
    ]


def too_much(world: Clerks, register: Register) -> list[tuple[date, Fact, int]]:
    """Facts that leave the truth out, on any day."""
    counts, found = world.counts, []
    for day in world.days:
        for fact in (*facts_of(register, day), *held_facts(register, day)):
            true = counts.get((ACTS.get(fact.unit, fact.unit), fact.place or "land", str(day)))
            if true is not None and COMPLETE not in fact.rests_on and fact.count.low > true:
                found.append((day, fact, true))
    return found


def check_ceilings(world: Clerks, register: Register) -> None:
    """Once mended, what all places hold at most, and what is on its way, is no less than what they hold."""
    for day in world.days:
        most = sum(f.count.high or 0 for f in held_facts(register, day) if COMPLETE in f.rests_on)
        assert most + in_transit(register, day) >= world.counts[HELD, "land", str(day)]


def in_transit(register: Register, day: date) -> int:
    rows = [row for row in balance(register, day).rows if row.spot.sink is Sink.TRANSIT]
    return sum(row.stock_stated for row in rows)


def check_mended(world: Clerks) -> None:
    """Taken back, put right and taken in again, the register is what happened, to the day and the place."""
    right = world.mended()
    world.take_back()
    assert not world.register.paths
    world.take_in(right, again=True)
    register = world.register
    open_now = [f for f in all_findings(register) if f.severity is not Severity.NOTE]
    assert [f.sentence for f in open_now if f.code != "found.variance"] == []
    unnumbered = [row for row in balance(register).variances if row.type != "stolen"]
    assert unnumbered == []
    assert not [f for f in world.told if f.severity is not Severity.NOTE]
    for day in world.days:
        facts = [f for f in facts_of(register, day) if not f.id.endswith(NUMBERED)]
        for unit in ("bodies_received", "bodies_handed_over", "bodies_exhumed", "bodies_stolen"):
            total = sum(f.count.low for f in facts if f.unit == unit)
            assert total == world.counts[ACTS.get(unit, unit), "land", str(day)], (unit, day)
    check_ceilings(world, register)
    assert too_much(world, register) == []


def test_every_mistake_that_something_speaks_against_is_a_finding_or_a_variance(world: Clerks) -> None:
    assert world.errors
    assert hidden(world) == []


def test_no_fact_of_the_account_rests_on_a_mistake(world: Clerks) -> None:
    assert too_much(world, world.register) == []


def test_what_is_sent_with_a_count_and_received_with_numbers_leaves_once(world: Clerks) -> None:
    register = world.register
    made = balance(register)
    sent, came = (
        sum(row.difference for row in made.variances if row.type == f"transferred {way}") for way in ("out", "in")
    )
    assert in_transit(register, made.as_of) == sent - came
    assert made.total == made.found


def test_mending_reconciles_the_register_with_what_happened(world: Clerks) -> None:
    check_mended(world)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_many_registers(seed: int, tmp_path: Path) -> None:
    made = clerks(tmp_path, settings(seed))
    assert hidden(made) == []
    assert too_much(made, made.register) == []
    check_mended(made)
    made.case.close()
