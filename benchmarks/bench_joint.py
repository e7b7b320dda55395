"""Joint identification: exact posteriors of all pairings, beside listing every assignment, in one run.

Dense: every body possible for every family, ratios spread over some powers of ten. Realistic: 120 families
with 200 missing, typed parents,
siblings or children; unrelated log10 LRs around -6 ± 4, true ones around +8 ± 4.
"""

from __future__ import annotations

import math
import resource
import time

import numpy as np
from numpy.typing import NDArray

from antigone.named.joint import FamilyFactor, identify
from antigone.named.joint.factor import Table

LN10 = math.log(10)
# mean and spread of log10 LR, unrelated and true
KINDS = ((-15, 4, 10, 3), (-5, 2, 7, 3), (-1.5, 1, 2.5, 2))


def dense(n: int, seed: int) -> tuple[list[FamilyFactor], list[str]]:
    """n bodies, n families with one missing person each, nothing excluded."""
    rng = np.random.default_rng(seed)
    victims = [f"V{i}" for i in range(n)]
    logs = rng.normal(0, 3, (n, n))
    rows = [dict(zip(victims, row.tolist(), strict=True)) for row in logs]
    return [FamilyFactor.single(f"F{i}", f"M{i}", row) for i, row in enumerate(rows)], victims


def realistic(n_families: int, n_missing: int, seed: int) -> tuple[list[FamilyFactor], list[str]]:
    """Families with one or two missing each; most of them are among the bodies, some are not."""
    rng = np.random.default_rng(seed)
    victims = [f"V{i}" for i in range(n_missing)]
    sizes = np.ones(n_families, int)
    sizes[: n_missing - n_families] = 2
    families, at = [], 0
    for i, size in enumerate(sizes):
        members = [f"M{at + j}" for j in range(size)]
        against, wide, true, spread = KINDS[rng.choice(3, p=[0.6, 0.3, 0.1])]
        logs = rng.normal(against, wide, (size, n_missing))
        for j in range(size):
            if rng.random() < 0.85:
                logs[j, at + j] = rng.normal(true, spread)
        families.append(_family(f"F{i}", members, victims, logs * LN10))
        at += size
    return families, victims


def _family(name: str, members: list[str], victims: list[str], logs: NDArray[np.float64]) -> FamilyFactor:
    n = len(victims)
    who, given = np.divmod(np.arange(len(members) * n), n)
    tables = [Table(who[:, None], given[:, None], logs[who, given])]
    if len(members) == 2:
        first, second = np.divmod(np.arange(n * n), n)
        first, second = first[first != second], second[first != second]
        both = np.stack([first, second], axis=1)
        tables.append(Table(np.tile([0, 1], (len(both), 1)), both, logs[0, first] + logs[1, second]))
    return FamilyFactor(name, tuple(members), tuple(victims), tuple(tables))


def listing(families: list[FamilyFactor]) -> int:
    """How many assignments there are to list: n bodies, n places, any number filled."""
    n = len(families)
    return sum(math.comb(n, k) ** 2 * math.factorial(k) for k in range(n + 1))


def main() -> None:
    """Print seconds for each size, and what listing would have had to go through."""
    print(f"{'problem':28s} {'seconds':>8s} {'assignments':>14s} {'error bound':>12s}")
    for n in (5, 7, 12, 16, 20):
        families, victims = dense(n, n)
        start = time.perf_counter()
        answer = identify(families, victims)
        took = time.perf_counter() - start
        print(f"{f'{n} x {n} dense':28s} {took:8.3f} {listing(families):14.3g} {answer.error:12.1e}")
    families, victims = realistic(120, 200, 7)
    start = time.perf_counter()
    answer = identify(families, victims, generator=np.random.default_rng(1))
    took = time.perf_counter() - start
    print(f"{'200 x 200, 120 families':28s} {took:8.3f} {answer.method:>14s} {answer.error:12.1e}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
