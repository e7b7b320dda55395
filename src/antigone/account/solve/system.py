"""A system of counts: non-negative integer columns, and rows that bound sums of them.

A row may carry *labels*, the names of the statements and assumptions on which it rests. It holds only while all
of them are active; a row without labels is structural and always holds. Columns and rows are only ever added, so an
index stays true for the life of the system.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from math import gcd

LARGEST = 10**12
"""Largest bound or coefficient accepted: far above any count of people, and far below what floats blur."""


class Infeasible(Exception):
    """No world fits the system.

    Attributes:
        labels: an irreducible set of labels that cannot hold together; empty where the structure alone is impossible.
    """

    def __init__(self, labels: frozenset[str]) -> None:
        names = ", ".join(sorted(labels)) or "the structure itself"
        super().__init__(f"No world fits these together: {names}.")
        self.labels = labels


@dataclass(frozen=True, slots=True)
class Column:
    """One unknown count: an integer from `low` (never negative) to `high` (None: no upper bound)."""

    name: str
    low: int = 0
    high: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`low ≤ Σ coefficient · column ≤ high`, where None leaves a side open.

    Attributes:
        coefficients: pairs (column index, integer), each column once.
        labels: all must be active for the row to hold; empty: the row always holds.
        step: position in time, or None. Used only to look near by first; results do not depend on it.
    """

    coefficients: tuple[tuple[int, int], ...]
    low: int | None = None
    high: int | None = None
    labels: frozenset[str] = frozenset()
    step: int | None = None


Tight = tuple[int | None, int | None, int]


def tightened(row: Row) -> Tight:
    """Bounds of the row divided by the greatest common divisor of its coefficients, rounded inward, and the divisor."""
    divisor = gcd(*[c for _, c in row.coefficients]) or 1
    if divisor == 1:
        return row.low, row.high, 1
    low = None if row.low is None else -(-row.low // divisor)
    high = None if row.high is None else row.high // divisor
    return low, high, divisor


@dataclass(eq=False)
class System:
    """Columns and rows; see the module. Two systems are equal only if they are the same object.

    Attributes:
        tight: per row, see `tightened`.
    """

    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tight: list[Tight] = field(default_factory=list)

    def add_column(self, name: str, low: int = 0, high: int | None = None, step: int | None = None) -> int:
        """Add an unknown count and return its index. `ValueError` if no value fits or a bound is negative or huge."""
        if low < 0 or low > LARGEST or (high is not None and not low <= high <= LARGEST):
            raise ValueError(f"column {name!r} cannot lie between {low} and {high}")
        self.columns.append(Column(name, low, high, step))
        return len(self.columns) - 1

    def add_row(
        self,
        coefficients: Mapping[int, int] | Iterable[tuple[int, int]],
        low: int | None = None,
        high: int | None = None,
        labels: Iterable[str] = (),
        step: int | None = None,
    ) -> int:
        """Add a row and return its index; coefficients of the same column add up, zeros are dropped.

        Raises:
            ValueError: an unknown column, or a number beyond `LARGEST`.
        """
        pairs = coefficients.items() if isinstance(coefficients, Mapping) else coefficients
        total: dict[int, int] = {}
        width = len(self.columns)
        for column, coefficient in pairs:
            if not 0 <= column < width:
                raise ValueError(f"a row names column {column}, and there are {width}")
            total[column] = total.get(column, 0) + coefficient
        kept = tuple([(column, c) for column, c in total.items() if c])
        largest = max(map(abs, total.values()), default=0)
        if max(largest, abs(low or 0), abs(high or 0)) > LARGEST:
            raise ValueError(f"a row holds a number beyond {LARGEST}")
        own = labels if isinstance(labels, frozenset) else frozenset(labels)
        self.rows.append(Row(kept, low, high, own, step))
        self.tight.append(tightened(self.rows[-1]))
        return len(self.rows) - 1

    def labels(self) -> frozenset[str]:
        """Every label that some row carries."""
        return frozenset().union(*(row.labels for row in self.rows))

    def active_rows(self, active: Set[str]) -> list[int]:
        """Indices of the rows that hold when exactly these labels are active."""
        return [i for i, row in enumerate(self.rows) if row.labels <= active]

    def holds(self, row: int, point: Mapping[int, int]) -> bool:
        """True if the point satisfies the row; a column that the point leaves out counts as 0."""
        asked = self.rows[row]
        total = sum(c * point.get(column, 0) for column, c in asked.coefficients)
        return (asked.low is None or total >= asked.low) and (asked.high is None or total <= asked.high)
