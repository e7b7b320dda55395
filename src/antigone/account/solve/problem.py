"""Some rows of a system, with the columns they touch, ready to be solved and to be checked exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from math import inf

import numpy as np

from antigone.account.solve.certificate import Leaf, Number, candidates
from antigone.account.solve.lp import Answer, Floats, Ints, Lp
from antigone.account.solve.system import System

SAFE = 2**62
PRESOLVE_FROM = 4000


class Problem:
    """Rows of a system by position 0…n-1, all switched by labels; columns by position too.

    Args:
        system: where the rows come from.
        rows: indices into `system.rows`.
        held: columns (indices into `system.columns`) held at a value. Only points may be taken from such a problem,
            never proofs.
        also: columns to have even where none of the rows touches them.

    Attributes:
        rows, columns: system index by position.
        place: position of a column by system index.
        on: per row, whether it holds now.
        active: the labels last activated, or None before.
    """

    def __init__(
        self, system: System, rows: Sequence[int], held: Mapping[int, int] | None = None, also: Iterable[int] = ()
    ) -> None:
        self.rows = list(rows)
        self.columns = sorted({c for i in rows for c, _ in system.rows[i].coefficients}.union(also))
        self.place = {column: at for at, column in enumerate(self.columns)}
        self.held = held or {}
        self._read_columns(system)
        self._read_rows(system)
        self.on = [True] * len(self.rows)
        self.active: frozenset[str] | None = None
        self._lp: Lp | None = None

    def _read_columns(self, system: System) -> None:
        self.low: list[int] = []
        self.high: list[int | None] = []
        for index in self.columns:
            column = system.columns[index]
            value = self.held.get(index)
            self.low.append(column.low if value is None else value)
            self.high.append(column.high if value is None else value)

    def _read_rows(self, system: System) -> None:
        self.entries: list[tuple[tuple[int, int], ...]] = []
        self.row_low: list[int | None] = []
        self.row_high: list[int | None] = []
        self.labels: list[frozenset[str]] = []
        self.void: list[int] = []
        for at, index in enumerate(self.rows):
            row = system.rows[index]
            low, high, divisor = system.tight[index]
            self.entries.append(tuple([(self.place[c], v // divisor) for c, v in row.coefficients]))
            self.row_low.append(low)
            self.row_high.append(high)
            self.labels.append(row.labels)
            if (low is not None and high is not None and low > high) or (
                not row.coefficients and ((low or 0) > 0 or (high is not None and high < 0))
            ):
                self.void.append(at)

    # -- switching ------------------------------------------------------------------------------------------------

    def activate(self, active: Set[str]) -> None:
        """Let exactly the rows hold whose labels are all active."""
        if active == self.active:
            return
        changed = []
        for at, labels in enumerate(self.labels):
            wanted = labels <= active
            if wanted != self.on[at]:
                self.on[at] = wanted
                changed.append(at)
        self.active = frozenset(active)
        self._apply(changed)

    def _apply(self, changed: Sequence[int]) -> None:
        if self._lp is None or not changed:
            return
        bounds = [self._float_row(at) for at in changed]
        self._lp.set_rows(changed, np.array([b[0] for b in bounds]), np.array([b[1] for b in bounds]))

    def _float_row(self, at: int) -> tuple[float, float]:
        low, high = self.row_low[at], self.row_high[at]
        if not self.on[at] or at in self._void_set:
            return -inf, inf
        return (-inf if low is None else float(low)), (inf if high is None else float(high))

    @cached_property
    def _void_set(self) -> frozenset[int]:
        return frozenset(self.void)

    def void_row(self) -> int | None:
        """A row that holds now and that nothing can satisfy, or None."""
        return next((at for at in self.void if self.on[at]), None)

    # -- solving --------------------------------------------------------------------------------------------------

    @cached_property
    def _matrix(self) -> tuple[Ints, Ints, Ints]:
        counts = np.fromiter((len(e) for e in self.entries), dtype=np.int64, count=len(self.entries))
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        flat = [pair for entry in self.entries for pair in entry]
        both = np.array(flat, dtype=np.int64).reshape(-1, 2)
        return starts, np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])

    @property
    def lp(self) -> Lp:
        """The floating-point model, made when first asked for."""
        if self._lp is None:
            starts, indices, values = self._matrix
            bounds = [self._float_row(at) for at in range(len(self.rows))]
            rows = (np.array([b[0] for b in bounds], dtype=float), np.array([b[1] for b in bounds], dtype=float))
            high = np.array([inf if v is None else v for v in self.high], dtype=float)
            columns = (np.array(self.low, dtype=float), high)
            large = len(self.columns) >= PRESOLVE_FROM
            self._lp = Lp(starts[:-1], indices, values.astype(float), rows, columns, presolve=large)
        return self._lp

    def narrow(self, box: Mapping[int, tuple[int, int | None]]) -> None:
        """Narrow these columns (by position) in the floating-point model; `widen` takes it back."""
        for column, (low, high) in box.items():
            self.lp.set_column(column, float(low), inf if high is None else float(high))

    def widen(self, box: Iterable[int]) -> None:
        """Give these columns their own bounds again."""
        self.narrow({column: (self.low[column], self.high[column]) for column in box})

    # -- checking -------------------------------------------------------------------------------------------------

    def fits(self, point: Ints) -> bool:
        """True if the integer point satisfies every row that holds now and every column, in integer arithmetic."""
        starts, indices, values = self._matrix
        if len(point) and int(np.abs(point).max()) * max(1, self._heaviest) >= SAFE:
            return self._fits_slowly(point)
        low, high = self._column_arrays
        if bool((point < low).any() or (point > high).any()):
            return False
        sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(values * point[indices])])
        totals = sums[starts[1:]] - sums[starts[:-1]]
        row_low, row_high = self._row_arrays
        bad = (totals < row_low) | (totals > row_high)
        return not bool((bad & np.array(self.on, dtype=bool)).any())

    def _fits_slowly(self, point: Ints) -> bool:
        x = [int(v) for v in point]
        if any(v < low or (high is not None and v > high) for v, low, high in zip(x, self.low, self.high, strict=True)):
            return False
        for at, entry in enumerate(self.entries):
            total = sum(c * x[column] for column, c in entry)
            low, high = self.row_low[at], self.row_high[at]
            if self.on[at] and ((low is not None and total < low) or (high is not None and total > high)):
                return False
        return True

    @cached_property
    def _heaviest(self) -> int:
        return int(np.abs(self._matrix[2]).sum())

    @cached_property
    def _column_arrays(self) -> tuple[Ints, Ints]:
        high = np.array([SAFE if v is None else v for v in self.high], dtype=np.int64)
        return np.array(self.low, dtype=np.int64), high

    @cached_property
    def _row_arrays(self) -> tuple[Ints, Ints]:
        low = np.array([-SAFE if v is None else v for v in self.row_low], dtype=np.int64)
        return low, np.array([SAFE if v is None else v for v in self.row_high], dtype=np.int64)

    def rounded(self, floats: Floats | None) -> Ints | None:
        """The nearest integer point, if it fits; else None."""
        if floats is None or not np.isfinite(floats).all() or (len(floats) and np.abs(floats).max() >= SAFE / 2):
            return None
        point: Ints = np.rint(floats).astype(np.int64)
        return point if self.fits(point) else None

    def leaf(
        self, multipliers: Mapping[int, Number], cost: Mapping[int, int], box: Mapping[int, tuple[int, int | None]]
    ) -> Leaf | None:
        """The exact value that these multipliers prove for the cost, or None where an open side makes them worthless.

        Without a cost this is a Farkas certificate, and worth something if its value is above 0.
        """
        left: dict[int, Number] = dict(cost)
        used: list[tuple[int, Number]] = []
        total: Number = 0
        for at, m in multipliers.items():
            side = self.row_low[at] if m > 0 else self.row_high[at]
            if side is None or not self.on[at]:
                continue
            used.append((at, m))
            total += m * side
            for column, c in self.entries[at]:
                left[column] = left.get(column, 0) - m * c
        over = [(column, d) for column, d in left.items() if d]
        for column, d in over:
            low, high = box.get(column) or (self.low[column], self.high[column])
            end = low if d > 0 else high
            if end is None:
                return None
            total += d * end
        return Leaf(
            tuple((self.rows[at], m) for at, m in used),
            tuple((self.columns[column], d) for column, d in over),
            total,
            not cost,
            tuple((self.columns[column], low, high) for column, (low, high) in box.items()),
        )

    def best_leaf(
        self, answer: Answer, cost: Mapping[int, int], box: Mapping[int, tuple[int, int | None]], target: Number
    ) -> Leaf | None:
        """The plainest exact leaf from floating multipliers that reaches `target`, else the best found, or None."""
        if answer.multipliers is None:
            return None
        best: Leaf | None = None
        farkas = not cost
        for signed in (answer.multipliers, -answer.multipliers) if farkas else (answer.multipliers,):
            for reading in candidates(signed, scale=farkas):
                leaf = self.leaf(reading, cost, box)
                if leaf is None:
                    continue
                if best is None or leaf.value > best.value:
                    best = leaf
                if leaf.value >= target:
                    return leaf
        return best
