"""Proofs in exact arithmetic: multipliers on rows that show how low a sum can be at least, or that nothing fits.

For any multipliers y and any point that satisfies the rows and the bounds of the columns,

    Σ c·x  =  Σ y·(row) + Σ d·x   with d = c - Σ y·a
           ≥  Σ y·(low if y > 0 else high) + Σ d·(low if d > 0 else high),

which is weak duality. With c = 0 a value above 0 says 0 > 0: no point exists (Farkas). Multipliers come from a
floating-point solver, are rounded to small fractions, and then only this sum counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

Number = int | Fraction
Multipliers = Mapping[int, Number]
Box = Mapping[int, tuple[int, int | None]]

DENOMINATORS = (1, 60, 5040, 10**6)
DUST = 1e-7


@dataclass(frozen=True, slots=True)
class Leaf:
    """One case of a proof: within `box` (narrowed columns), `rows` times their multipliers give `value`.

    With `impossible`, the value is above what it could be (0 > 0) and nothing fits this case; otherwise it is a floor
    under the sum asked for. `columns` holds the multipliers left over on the bounds of columns.
    """

    rows: tuple[tuple[int, Number], ...]
    columns: tuple[tuple[int, Number], ...]
    value: Number
    impossible: bool = False
    box: tuple[tuple[int, int, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """Cases that together cover every integer point. One case: plain arithmetic; more: whole numbers were needed."""

    leaves: tuple[Leaf, ...]

    @property
    def rows(self) -> frozenset[int]:
        """Every row that some case uses."""
        return frozenset(row for leaf in self.leaves for row, _ in leaf.rows)

    @property
    def branched(self) -> bool:
        """True where the argument had to go through cases."""
        return len(self.leaves) > 1


def rounded_up(value: Number) -> int:
    """The least integer not below the value: a bound on integers, rounded inward."""
    return ceil(value)


def candidates(ray: Sequence[float], *, scale: bool) -> Iterable[dict[int, Number]]:
    """Small-fraction readings of floating multipliers, plainest first; with `scale`, also divided by their smallest.

    Args:
        ray: one float per row.
        scale: True for Farkas rays, whose length means nothing.
    """
    largest = max((abs(v) for v in ray), default=0.0)
    if largest == 0.0:
        yield {}
        return
    alive = {i: v for i, v in enumerate(ray) if abs(v) > DUST * max(1.0, largest)}
    if scale and alive:
        smallest = min(abs(v) for v in alive.values())
        alive = {i: v / smallest for i, v in alive.items()}
    last: dict[int, Number] | None = None
    for limit in DENOMINATORS:
        exact = {i: Fraction(v).limit_denominator(limit) for i, v in alive.items()}
        plain: dict[int, Number] = {i: (f.numerator if f.denominator == 1 else f) for i, f in exact.items() if f}
        if plain != last:
            last = plain
            yield plain
