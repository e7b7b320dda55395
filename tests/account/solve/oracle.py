"""A plain slow oracle: every integer point of a small box, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import combinations, product

from antigone.account.solve import System


def points(system: System, active: Set[str]) -> Iterator[dict[int, int]]:
    """Every integer point that fits; each column must have an upper bound."""
    rows = system.active_rows(active)
    ranges = [range(c.low, (c.high if c.high is not None else -1) + 1) for c in system.columns]
    for values in product(*ranges):
        point = dict(enumerate(values))
        if all(system.holds(row, point) for row in rows):
            yield point


def fits(system: System, active: Set[str]) -> bool:
    """True if some point fits."""
    return next(points(system, active), None) is not None


def extent(system: System, objective: Mapping[int, int], active: Set[str]) -> tuple[int, int] | None:
    """Least and most of the objective over all points; None where nothing fits."""
    values = [sum(c * p[column] for column, c in objective.items()) for p in points(system, active)]
    return (min(values), max(values)) if values else None


def subsets(labels: Set[str]) -> Iterator[frozenset[str]]:
    """Every subset, smallest first."""
    names = sorted(labels)
    for size in range(len(names) + 1):
        yield from map(frozenset, combinations(names, size))
