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

# Multiply-and-adds (some seconds), and numbers kept (with what the passes need beside them, under 1 GB), up to which
# the exact passes are run as they are.
MOST_WORK = 1.5e9
MOST_NUMBERS = 3e7
FIRST_TOLERANCE = 1e-12
# Up to this much work the passes take well under a second, and nothing is left out.
EASY_WORK = 2e8


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


class _Cutter:
    """Families with the least likely options left out, up to some total probability."""

    def __init__(self, families: Sequence[FamilyFactor], victims: Sequence[str]) -> None:
        self.families, self.victims = families, victims
        self.bounds = option_bounds(families, victims)
        self.ranked = np.sort(np.concatenate([b for tables in self.bounds for b in tables]))
        self.total = np.cumsum(self.ranked)

    def lighter(self, tolerance: float) -> list[FamilyFactor]:
        """What is left when options worth up to `tolerance` together are left out."""
        n = int(np.searchsorted(self.total, tolerance, side="right"))
        return _above(self.families, self.bounds, float(self.ranked[n - 1]) if n else -1.0)

    def attempt(self, tolerance: float) -> list[FamilyFactor] | None:
        """The same, or None where it is still too large."""
        fewer = self.lighter(tolerance)
        return fewer if all(fits(part) for part in components(fewer, self.victims, {})) else None

    def kept(self, fewer: Sequence[FamilyFactor]) -> Kept:
        """With the proved error of what was left out."""
        gone = frozenset().union(*(f.pairs - less.pairs for f, less in zip(self.families, fewer, strict=True)))
        return Kept(components(fewer, self.victims, {}), _error(fewer, self.ranked), gone)


def keep_what_fits(families: Sequence[FamilyFactor], victims: Sequence[str], allowed: float) -> Kept:
    """Leave out as little as makes every component affordable; raises `TooLargeError` where `allowed` is not enough.

    Where all is affordable but takes seconds, options worth less than a rounding error of double precision
    (`FIRST_TOLERANCE`) are left out if that makes it ten times quicker.

    Args:
        families: with unmatched weights of one (fold other weights into the ratios first).
        victims: all of them.
        allowed: most that the proved error bound may be.
    """
    whole = Kept(components(families, victims, {}), 0.0, frozenset())
    affordable = all(fits(part) for part in whole.parts)
    if affordable and (_work(whole) <= EASY_WORK or allowed < FIRST_TOLERANCE):
        return whole
    cutter = _Cutter(families, victims)
    least = min(FIRST_TOLERANCE, allowed)
    if affordable:
        quicker = cutter.kept(cutter.lighter(least))
        return quicker if _work(quicker) < _work(whole) / 10 else whole
    fewer = _least_that_fits(cutter.attempt, least, allowed)
    if fewer is None:
        raise TooLargeError(
            f"Leaving out pairings worth up to {allowed:g} of probability is not enough to make this problem small.",
            cutter.lighter(least),
        )
    return cutter.kept(fewer)


def _work(kept: Kept) -> float:
    return sum(cost(part)[0] for part in kept.parts)


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
