"""The solver on a generated account of 40 places and 200 times with 35 planted falsehoods, and on small ones.

Each figure stands beside the plain way, timed in the same run: one linear program over the whole account.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from antigone.account.solve import Ledger, System, bound, conflicts
from antigone.account.solve.problem import Problem
from benchmarks.account_world import World, generate

BOUNDS = 12


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what the call gave."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def line(what: str, *values: str) -> None:
    """One line of the table."""
    print(f"  {what:<58}" + "".join(f"{v:>14}" for v in values))


def plain_bound(world: World, column: int, active: frozenset[str], sign: int) -> float:
    """One end from one linear program over everything, with presolve, from nothing; no proof and no explanation."""
    problem = Problem(world.system, range(len(world.system.rows)))
    problem.activate(active)
    seconds, _ = timed(lambda: problem.lp.minimise({problem.place[column]: sign}))
    return seconds


def bench_bounds(world: World) -> None:
    """Both ends of some columns chosen by chance: value, proof, integer point, binding labels."""
    active = frozenset(world.soft) - world.false
    keys = random.Random(7).sample(sorted(world.columns), BOUNDS + 1)
    first, _ = timed(lambda: bound(world.system, {world.columns[keys[0]]: 1}, active))
    ours, bare, plain, reached = [], [], [], 0
    for key in keys[1:]:
        column = world.columns[key]
        seconds, _ = timed(lambda column=column: bound(world.system, {column: 1}, active, explain=False))
        bare.append(seconds)
        seconds, found = timed(lambda column=column: bound(world.system, {column: 1}, active))
        ours.append(seconds)
        reached += found.lower.reached + found.upper.reached
        assert found.least <= world.truth[column]
        assert found.most is None or found.most >= world.truth[column]
        plain.append(plain_bound(world, column, active, 1) + plain_bound(world, column, active, -1))
    line("first bound of an account (finds a whole world), s", f"{first:.2f}", "")
    line(f"both ends, values only: median of {BOUNDS}, s", f"{median(bare):.2f}", f"{median(plain):.2f}")
    line("both ends, values only: slowest, s", f"{max(bare):.2f}", f"{max(plain):.2f}")
    line("both ends, explained: median, s", f"{median(ours):.2f}", "-")
    line("both ends, explained: slowest, s", f"{max(ours):.2f}", "-")
    line("ends attained by an exact integer point", f"{reached} of {2 * BOUNDS}", "-")


def plain_conflicts(world: World) -> int:
    """The plain way: whole-account programs, one ray after another, its statements dropped each time."""
    problem = Problem(world.system, range(len(world.system.rows)))
    left, found = set(world.soft), 0
    while True:
        problem.activate(left)
        answer = problem.lp.minimise({})
        if answer.multipliers is None or answer.point is not None:
            return found
        support = np.flatnonzero(np.abs(answer.multipliers) > 1e-7)
        left -= {label for at in support for label in problem.labels[int(at)]}
        found += 1


def bench_conflicts(world: World) -> None:
    """All conflicts of the account, against disjoint unverified rays of the whole linear program."""
    seconds, found = timed(lambda: conflicts(world.system, world.soft))
    plain, rays = timed(lambda: plain_conflicts(world))
    met = frozenset().union(*(c.labels for c in found.explanations)) & world.false
    shown = sum(c.irreducible for c in found.explanations)
    line("statements put aside, all explained, s in all", f"{seconds:.1f}", f"{plain:.1f}")
    line("put aside (plain: disjoint rays, neither minimal nor checked)", f"{len(found.put_aside)}", f"{rays}")
    line("planted falsehoods met by an explanation", f"{len(met)} of {len(world.false)}", "-")
    line("explanations irreducible, shown by exact points", f"{shown} of {len(found.explanations)}", "-")
    line("fewest possible, proven", str(found.proven), "-")


def bench_balance() -> None:
    """2,000 assertions over a ledger of 200,000 bookings."""
    chance = np.random.default_rng(3)
    bookings, accounts, days = 200_000, 400, 3650
    account, day, amount = (chance.integers(0, n, bookings) for n in (accounts, days, 4))
    seconds, ledger = timed(lambda: Ledger(account, day, amount, accounts))
    line("ledger of 200,000 bookings, built once, ms", f"{seconds * 1e3:.1f}", "-")
    sizes = chance.integers(1, 12, 2000)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    which, when = chance.integers(0, accounts, int(starts[-1])), chance.integers(0, days, 2000)
    low = chance.integers(0, 5000, 2000)
    times = [timed(lambda: ledger.check(starts, which, when, low, low + 5))[0] for _ in range(9)]

    def plainly() -> list[int]:
        return [
            int(amount[np.isin(account, which[a:b]) & (day <= d)].sum())
            for a, b, d in zip(starts[:40], starts[1:41], when[:40], strict=True)
        ]

    plain, _ = timed(plainly)
    line("2,000 assertions against it (plain: numpy masks), ms", f"{median(times) * 1e3:.2f}", f"{plain * 50e3:.0f}")


def small_system(chance: random.Random) -> tuple[System, list[str]]:
    """About what a case of one city is: 60 places and dates in chains, 180 columns, 150 statements."""
    world = generate(6, 12, 150, 0, chance.randrange(10**6))
    return world.system, world.soft


def bench_small() -> None:
    """The usual case: hundreds of bounds of a small account, each explained."""
    system, soft = small_system(random.Random(2))
    active = frozenset(soft)
    bound(system, {0: 1}, active)
    times = [timed(lambda c=c: bound(system, {c: 1}, active))[0] for c in range(len(system.columns))]
    bare = [timed(lambda c=c: bound(system, {c: 1}, active, explain=False))[0] for c in range(len(system.columns))]
    line(f"small account ({len(system.columns)} columns): both ends, ms", f"{median(bare) * 1e3:.2f}", "-")
    line("small account: both ends explained, ms", f"{median(times) * 1e3:.2f}", "-")


def main() -> None:
    """Print the table."""
    line("", "ours", "whole LP")
    bench_small()
    bench_balance()
    world = generate(40, 200, 6600, 35)
    line("large account: columns, statements", f"{len(world.system.columns):,}", f"{len(world.soft):,}")
    bench_bounds(world)
    bench_conflicts(generate(40, 200, 6600, 35))


if __name__ == "__main__":
    main()
