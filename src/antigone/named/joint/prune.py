"""Leaving out pairings whose posterior probability is proved to be negligible, when the whole is too large.

The bounds of `bound` on the options left out add up to a bound on their total probability, and so on the error of
every posterior.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from antigone.named.joint.bound import Bounds, option_bounds
from antigone.named.joint.factor import FamilyFactor, Pair
from antigone.named.joint.problem import Component, components, cost

# Multiply-and-adds, and numbers kept, up to which the exact passes are run as they are.
MOST_WORK = 4e9
MOST_NUMBERS = 1.5e8
FIRST_TOLERANCE = 1e-12


class TooLargeError(ValueError):
    """No choice of pairings to leave out makes the problem small enough within the error that is allowed.

    Attributes:
        light: the families without the options that together are worth less than `FIRST_TOLERANCE`.
    """

    def __init__(self, message: str, light: Sequence[FamilyFactor]) -> None:
        super().__init__(message)
        self.light = tuple(light)


@dataclass(frozen=True)
class Kept:
    """What is left of a problem.

    Attributes:
        parts: components small enough for the exact passes.
        error: proved bound on the total probability of everything left out; 0 where nothing was.
        left_out: the (missing, victim) pairs of which no option is left.
    """

    parts: list[Component]
    error: float
    left_out: frozenset[Pair]


def fits(part: Component) -> bool:
    """True where the exact passes over this component are affordable."""
    work, numbers = cost(part)
    return work <= MOST_WORK and numbers <= MOST_NUMBERS


def keep_what_fits(families: Sequence[FamilyFactor], victims: Sequence[str], allowed: float) -> Kept:
    """Leave out as little as makes every component affordable; raises `TooLargeError` where `allowed` is not enough.

    Args:
        families: with unmatched weights of one (fold other weights into the ratios first).
        victims: all of them.
        allowed: most that the proved error bound may be.
    """
    parts = components(families, victims, {})
    if all(fits(part) for part in parts):
        return Kept(parts, 0.0, frozenset())
    bounds = option_bounds(families, victims)
    ranked = np.sort(np.concatenate([b for tables in bounds for b in tables]))
    total = np.cumsum(ranked)

    def lighter(tolerance: float) -> list[FamilyFactor]:
        n = int(np.searchsorted(total, tolerance, side="right"))
        return _above(families, bounds, float(ranked[n - 1]) if n else -1.0)

    def attempt(tolerance: float) -> list[FamilyFactor] | None:
        fewer = lighter(tolerance)
        return fewer if all(fits(part) for part in components(fewer, victims, {})) else None

    fewer = _least_that_fits(attempt, min(FIRST_TOLERANCE, allowed), allowed)
    if fewer is None:
        raise TooLargeError(
            f"Leaving out pairings worth up to {allowed:g} of probability is not enough to make this problem small.",
            lighter(min(FIRST_TOLERANCE, allowed)),
        )
    gone = frozenset().union(*(f.pairs - less.pairs for f, less in zip(families, fewer, strict=True)))
    return Kept(components(fewer, victims, {}), _error(fewer, ranked), gone)


def _least_that_fits(
    attempt: Callable[[float], list[FamilyFactor] | None], smallest: float, largest: float
) -> list[FamilyFactor] | None:
    """The attempt with the smallest tolerance that fits, to within a factor of ten; None where the largest does not."""
    best = attempt(largest)
    while best is not None and smallest < largest / 10:
        middle = 10 ** ((math.log10(smallest) + math.log10(largest)) / 2)
        found = attempt(middle)
        if found is None:
            smallest = middle
        else:
            best, largest = found, middle
    return best


def _above(families: Sequence[FamilyFactor], bounds: Bounds, cut: float) -> list[FamilyFactor]:
    """The families with the options whose bound lies above `cut`."""
    return [f.keeping([b > cut for b in tables]) for f, tables in zip(families, bounds, strict=True)]


def _error(fewer: Sequence[FamilyFactor], ranked: np.ndarray) -> float:
    """The bounds of what was left out, added up: all of those that are not above the least one kept."""
    n_kept = sum(len(t.log_ratio) for f in fewer for t in f.tables)
    return float(ranked[: len(ranked) - n_kept].sum())
