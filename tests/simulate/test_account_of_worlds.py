"""Through the whole path, simulate → init → import → account: what the account says, and what is true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from antigone import account
from antigone.account.answer import Account, BoundAnswer
from antigone.simulate import Settings
from simulate.exercise import Exercise, exercise

SEEDS = (0, 3, 7, 14)
MANY = tuple(range(20, 60))


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    return exercise(tmp_path_factory.mktemp("world"), Settings(request.param))


def told(world: Exercise, day: str, *, aside: bool, final: bool = False) -> Account:
    """The account of a day under the assumptions that hold, with the wrong statements put aside or not."""
    assume = {id: holds for id, holds in world.assumptions.items() if final or not id.startswith("final:")}
    return account.build(world.book, as_of=date.fromisoformat(day), assume=assume, aside=world.wrong if aside else ())


def outside(world: Exercise, made: Account, day: str) -> list[BoundAnswer]:
    """The propositions whose bounds leave the truth out."""
    found = []
    for p in made.propositions:
        when = str(p.as_of) if p.unit == "bodies_held" else day
        true = world.counts[p.unit, p.place, p.group, when]
        if not (p.least <= true and (p.most is None or true <= p.most)):
            found.append(p)
    return found


def thefts_told(world: Exercise, day: str) -> bool:
    """Whether anybody had put a number to the bodies taken."""
    return any(c.unit == "bodies_stolen" and c.has_figure and str(c.as_of) <= day for c in world.book.claims.values())


def check_bounds(world: Exercise) -> None:
    for day in world.days:
        if not world.assumptions["no-double-entry"] and not thefts_told(world, day):
            continue  # nobody has spoken of what could have been entered twice
        made = told(world, day, aside=True)
        assert outside(world, made, day) == []
        assert [c for c in made.conflicts if c.kind == "hard"] == []


def check_errors(world: Exercise) -> None:
    """Wrong statements that contradict others surface in a conflict; no honest set of statements is one."""
    for row in world.statements:
        if row["surfaces_on"]:
            made = told(world, row["surfaces_on"], aside=False)
            assert any(row["id"] in c.statements for c in made.conflicts if c.kind == "hard"), row


def test_the_bounds_under_honest_statements_contain_the_truth_on_every_day(world: Exercise) -> None:
    check_bounds(world)


def test_a_final_total_that_leaves_nobody_out_bounds_the_dead_from_above(world: Exercise) -> None:
    made = told(world, world.days[-1], aside=True, final=True)
    assert outside(world, made, world.days[-1]) == []
    whole = next(p for p in made.propositions if (p.unit, p.place, p.group) == ("killed", "land", "all"))
    assert whole.least == whole.most == world.counts["killed", "land", "all", world.days[-1]]


def test_wrong_statements_surface_as_conflicts(world: Exercise) -> None:
    check_errors(world)


def test_a_wrong_statement_that_nothing_contradicts_is_why_bounds_may_fail(world: Exercise) -> None:
    """With all statements in, the truth lies outside only where a wrong one binds."""
    day = world.days[-1]
    for p in outside(world, told(world, day, aside=False), day):
        assert set(world.wrong) & {id for ids in p.binding.values() for id in ids}, p


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_many_worlds(seed: int, tmp_path: Path) -> None:
    made = exercise(tmp_path, Settings(seed, missing=(30, 80, 300)[seed % 3]))
    check_bounds(made)
    check_errors(made)
