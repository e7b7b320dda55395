"""A large system seen from near by: which rows lie around a column, and points repaired or moved in one region only.

Any set of rows is a relaxation of the whole: what it proves, the whole proves. And a point of the whole stays one when
it is changed only in a region whose every touching row is solved again with the rim held. So a window gives a bound
that is never too tight, a rim gives a point that attains it, and where the two agree the whole need not be solved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

import numpy as np
from numpy.typing import NDArray

from antigone.account.solve.lp import Floats, Ints, Status
from antigone.account.solve.problem import SAFE, Problem
from antigone.account.solve.settle import Point, Unknown, settle
from antigone.account.solve.system import System

Mask = NDArray[np.bool_]

REGIONS = (60, 250, 1000, 2000, 4000, 8000)
"""Columns that a region may hold, tried one after the other."""
REPAIRS = 2000
REPAIR_SECONDS = 3.0
FRACTION = 1e-6
CROSSING = 4
"""A row is crossed one layer later for every so many columns."""


class Compressed:
    """Lists of integers of different lengths, joined; `of(ids)` gathers many at once."""

    def __init__(self, owner: Ints, item: Ints, owners: int) -> None:
        order = np.argsort(owner, kind="stable")
        self._items = item[order]
        self._starts = np.searchsorted(owner[order], np.arange(owners + 1))

    def of(self, ids: Ints) -> Ints:
        """All items of these owners."""
        counts = self._starts[ids + 1] - self._starts[ids]
        if not int(counts.sum()):
            return np.zeros(0, dtype=np.int64)
        shift = np.repeat(self._starts[ids] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        found: Ints = self._items[np.arange(int(counts.sum())) + shift]
        return found


class Landscape:
    """The incidence of rows and columns of one system, for walking outwards."""

    def __init__(self, system: System) -> None:
        self.system = system
        pairs = [(i, c, v) for i, row in enumerate(system.rows) for c, v in row.coefficients]
        flat = np.array(pairs, dtype=np.int64).reshape(-1, 3)
        self._row, self._column, self._value = flat[:, 0], flat[:, 1], flat[:, 2]
        self.columns_of = Compressed(self._row, self._column, len(system.rows))
        self.rows_of = Compressed(self._column, self._row, len(system.columns))
        self.low = np.array([-SAFE if r.low is None else r.low for r in system.rows], dtype=np.int64)
        self.high = np.array([SAFE if r.high is None else r.high for r in system.rows], dtype=np.int64)
        self.column_low = np.array([c.low for c in system.columns], dtype=np.int64)
        self.column_high = np.array([SAFE if c.high is None else c.high for c in system.columns], dtype=np.int64)
        self.delay = np.array([len(r.coefficients) // CROSSING for r in system.rows], dtype=np.int64)
        self._masks: dict[frozenset[str], Mask] = {}
        self._by_label: dict[str, list[int]] = {}
        for i, row in enumerate(system.rows):
            for label in row.labels:
                self._by_label.setdefault(label, []).append(i)

    def mask(self, active: Set[str]) -> Mask:
        """Which rows hold; the last few answers are kept."""
        key = frozenset(active)
        if key not in self._masks:
            while len(self._masks) >= 8:
                self._masks.pop(next(iter(self._masks)))
            self._masks[key] = np.array([row.labels <= key for row in self.system.rows], dtype=bool)
        return self._masks[key]

    def mask_of_few(self, labels: Set[str]) -> Mask:
        """`mask` for a handful of labels, without looking at every row."""
        mask = self.mask(frozenset()).copy()
        mask[[row for row in self.rows_with(labels) if self.system.rows[row].labels <= labels]] = True
        return mask

    def columns_with(self, labels: Iterable[str]) -> Ints:
        """Columns of the rows that carry one of these labels."""
        return np.unique(self.columns_of.of(np.array(self.rows_with(labels), dtype=np.int64)))

    def rows_with(self, labels: Iterable[str]) -> list[int]:
        """Rows that carry one of these labels."""
        return sorted({row for label in labels for row in self._by_label.get(label, ())})

    def broken(self, point: Ints, mask: Mask) -> Ints:
        """Rows that hold and that the point does not satisfy. Magnitudes are those of counts (`LARGEST`)."""
        totals = np.bincount(self._row, weights=None, minlength=len(self.low)) * 0
        np.add.at(totals, self._row, self._value * point[self._column])
        return np.flatnonzero(mask & ((totals < self.low) | (totals > self.high)))

    def near(self, columns: Iterable[int], mask: Mask, most: int) -> list[int]:
        """Rows that hold, outwards from these columns, until there are `most`; a layer is not split."""
        rows, _ = self._walk(columns, mask, (most, len(self.column_low) + 1), self.delay)
        return [int(i) for i in rows]

    def region(self, columns: Iterable[int], mask: Mask, most: int) -> Ints:
        """Columns outwards from these, until there are `most`."""
        return self._walk(columns, mask, (len(self.low) + 1, most), np.zeros_like(self.delay))[1]

    def _walk(self, columns: Iterable[int], mask: Mask, most: tuple[int, int], delay: Ints) -> tuple[Ints, Ints]:
        """Rows and columns in the order of distance, until there are so many of either; a row may be crossed late.

        With a delay for rows of many columns, a walk follows the chains of one place through time before it spreads
        over a total to all places.
        """
        rows, seen = np.zeros(len(self.low), dtype=bool), np.zeros(len(self.column_low), dtype=bool)
        known = ~mask
        front = np.unique(np.fromiter(columns, dtype=np.int64))
        seen[front] = True
        waiting: dict[int, list[Ints]] = {}
        layer, size, width = 0, 0, len(front)
        while size < most[0] and width < most[1]:
            met = np.unique(self.rows_of.of(front))
            met = met[~known[met]]
            known[met] = True
            for later in np.unique(delay[met]).tolist():
                waiting.setdefault(layer + later, []).append(met[delay[met] == later])
            if not waiting:
                break
            layer = min(waiting)
            crossed = np.concatenate(waiting.pop(layer))
            rows[crossed] = True
            front = np.unique(self.columns_of.of(crossed))
            front = front[~seen[front]]
            seen[front] = True
            size, width = size + len(crossed), width + len(front)
        return np.flatnonzero(rows), np.flatnonzero(seen)

    def rim(self, point: Ints, free: Ints, mask: Mask) -> Problem:
        """The rows that touch the free columns, every other column held at its value in `point`."""
        rows = np.unique(self.rows_of.of(free))
        rows = rows[mask[rows]]
        touched = set(self.columns_of.of(rows).tolist()) - set(free.tolist())
        return Problem(self.system, rows.tolist(), {c: int(point[c]) for c in touched})

    # -- points -----------------------------------------------------------------------------------------------------

    def repaired(self, point: Ints, mask: Mask) -> Ints | None:
        """The point changed region by region until every row holds, or None where that does not work."""
        point = point.copy()
        for _ in range(REPAIRS):
            broken = self.broken(point, mask)
            if not len(broken):
                return point
            if not self._repair(point, int(broken[0]), mask) and not self._repair_all(point, broken, mask):
                return None
        return None

    def _repair(self, point: Ints, row: int, mask: Mask) -> bool:
        start = self.columns_of.of(np.array([row]))
        for most in REGIONS:
            moved = self.moved(point, self.region(start, mask, most), mask, {}, 1, nodes=60)
            if moved is not None:
                point[:] = moved
                return True
        return False

    def _repair_all(self, point: Ints, broken: Ints, mask: Mask) -> bool:
        """Solve once more around everything that is broken."""
        for most in REGIONS[-2:]:
            moved = self.moved(point, self.region(self.columns_of.of(broken), mask, most), mask, {}, 1, nodes=60)
            if moved is not None:
                point[:] = moved
                return True
        return False

    def moved(
        self, point: Ints, free: Ints, mask: Mask, cost: Mapping[int, int], target: int, nodes: int = 200
    ) -> Ints | None:
        """The point changed in the free columns only, so that every row touching them holds and `cost < target`.

        Cost is by column of the system, and may name free columns only.
        """
        problem = self.rim(point, free, mask)
        if any(c not in problem.place for c in cost):
            return None
        problem.active = None
        found = settle(problem, {problem.place[c]: v for c, v in cost.items()}, target, nodes)
        values = found.values if isinstance(found, Point) else None
        if isinstance(found, Unknown) and not cost:
            values = problem.rounded(problem.lp.integer_point(cost, REPAIR_SECONDS))
        if values is None:
            return None
        changed = point.copy()
        changed[problem.columns] = values
        return changed

    def rounded(self, floats: Floats, columns: list[int]) -> Ints:
        """A whole point near a fractional one given for these columns; others at their low end."""
        point = self.column_low.copy()
        point[columns] = np.floor(floats + 0.5 - 1e-9).astype(np.int64)
        return np.clip(point, self.column_low, self.column_high)

    def point(self, whole: Problem, active: Set[str]) -> Ints | None:
        """An integer point of the whole, or None where the linear program has none or the repair fails."""
        whole.activate(active)
        answer = whole.lp.minimise(dict.fromkeys(range(len(whole.columns)), 1))
        if answer.status is not Status.OPTIMAL or answer.point is None:
            return None
        mask = self.mask(active)
        point = self.rounded(answer.point, whole.columns)
        fractional = np.array(whole.columns)[np.abs(answer.point - np.rint(answer.point)) > FRACTION]
        for group in self._components(fractional, mask):
            self._whole_numbers(point, group, mask)
        return self.repaired(point, mask)

    def _components(self, columns: Ints, mask: Mask) -> list[Ints]:
        """The columns parted into groups that share no row that holds."""
        left = np.zeros(len(self.column_low), dtype=bool)
        left[columns] = True
        groups = []
        for column in columns.tolist():
            front, group = np.array([column] if left[column] else [], dtype=np.int64), []
            while len(front):
                left[front] = False
                group.append(front)
                rows = np.unique(self.rows_of.of(front))
                reached = np.unique(self.columns_of.of(rows[mask[rows]]))
                front = reached[left[reached]]
            if group:
                groups.append(np.concatenate(group))
        return groups

    def _whole_numbers(self, point: Ints, group: Ints, mask: Mask) -> None:
        """Give the columns of a group whole values, the rest held; then with a seam around them; else leave them."""
        for free in (group, *(self.region(group, mask, most) for most in REGIONS if most > len(group))):
            moved = self.moved(point, free, mask, {}, 1, nodes=60)
            if moved is not None:
                point[:] = moved
                return
