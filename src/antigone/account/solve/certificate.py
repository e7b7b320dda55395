"""Proofs in exact arithmetic: multipliers on rows that show how low a sum can be at least, or that nothing fits.

For any multipliers y and any point that satisfies the rows and the bounds of the columns,

    Σ c·x  =  Σ y·(row) + Σ d·x   with d = c - Σ y·a
           ≥  Σ y·(low if y > 0 else high) + Σ d·(low if d > 0 else high),

which is weak duality. With c = 0 a value above 0 says 0 > 0: no point exists (Farkas). Multipliers come from a
floating-point solver, are rounded to small fractions, and then only this sum counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from antigone.account.solve.lp import Floats

Number = int | Fraction
Multipliers = Mapping[int, Number]
Box = Mapping[int, tuple[int, int | None]]

DENOMINATORS = (60, 5040, 10**6)
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


def candidates(ray: Floats, *, scale: bool) -> Iterator[dict[int, Number]]:
    """Small-fraction readings of floating multipliers, plainest first; with `scale`, also divided by their smallest.

    Args:
        ray: one float per row.
        scale: True for Farkas rays, whose length means nothing.
    """
    size = np.abs(ray)
    largest = float(size.max(initial=0.0))
    rows = np.flatnonzero(size > DUST * (largest if scale else max(1.0, largest)))
    values = ray[rows] / size[rows].min() if scale and len(rows) else ray[rows]
    whole = np.rint(values)
    last = {row: int(v) for row, v in zip(rows.tolist(), whole.tolist(), strict=True) if v}
    yield dict(last)
    if bool((np.abs(values - whole) < DUST).all()):
        return
    for limit in DENOMINATORS:
        exact = (
            (row, Fraction(v).limit_denominator(limit)) for row, v in zip(rows.tolist(), values.tolist(), strict=True)
        )
        plain: dict[int, Number] = {row: (f.numerator if f.denominator == 1 else f) for row, f in exact if f}
        if plain != last:
            yield plain
