"""The floating-point solver behind a narrow door: one model kept warm, bounds and costs changed between solves.

Nothing here is believed: a caller re-checks every answer in exact arithmetic (`certificate`, `problem`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


DUAL, PRIMAL = 1, 4
"""HiGHS's numbers for its simplex methods."""


class Status(Enum):
    """What the solver thinks it found."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one solve. `point`, `ray`: per column; `multipliers`: per row, dual values or (if infeasible) a Farkas ray."""

    status: Status
    point: Floats | None = None
    multipliers: Floats | None = None
    ray: Floats | None = None


def _options(highs: Any, presolve: bool) -> None:
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("solver", "simplex"),
        ("presolve", "on" if presolve else "off"),
        ("random_seed", 1),
    ):
        highs.setOptionValue(name, value)


class Lp:
    """A linear program `row_low ≤ A x ≤ row_high`, `low ≤ x ≤ high`, minimised over many costs.

    Args:
        starts, indices, values: the rows of A, compressed.
        row_low, row_high, low, high: floats, infinite where open.
        presolve: worth it only for a large model solved once.
    """

    def __init__(
        self,
        starts: Ints,
        indices: Ints,
        values: Floats,
        rows: tuple[Floats, Floats],
        columns: tuple[Floats, Floats],
        *,
        presolve: bool = False,
    ) -> None:
        import highspy

        self._api = highspy
        self._highs: Any = highspy._core._Highs()
        _options(self._highs, presolve)
        self.width = len(columns[0])
        self._highs.addVars(self.width, *columns)
        self._highs.addRows(
            len(rows[0]), *rows, len(indices), starts.astype(np.int32), indices.astype(np.int32), values
        )
        self._cost: dict[int, int] = {}
        self._presolve = presolve
        self._settled = False

    def set_row(self, row: int, low: float, high: float) -> None:
        """Change the bounds of one row."""
        self._settled = False
        self._highs.changeRowBounds(row, low, high)

    def set_rows(self, rows: Sequence[int], low: Floats, high: Floats) -> None:
        """Change the bounds of many rows at once."""
        self._settled = False
        self._highs.changeRowsBounds(len(rows), np.asarray(rows, dtype=np.int32), low, high)

    def set_column(self, column: int, low: float, high: float) -> None:
        """Change the bounds of one column."""
        self._settled = False
        self._highs.changeColBounds(column, low, high)

    def set_columns(self, columns: Sequence[int], low: Floats, high: Floats) -> None:
        """Change the bounds of many columns at once."""
        self._settled = False
        self._highs.changeColsBounds(len(columns), np.asarray(columns, dtype=np.int32), low, high)

    def set_cost(self, cost: Mapping[int, int]) -> None:
        """Make this the cost to minimise; columns left out cost nothing."""
        for column in self._cost.keys() - cost.keys():
            self._highs.changeColCost(column, 0.0)
        for column, value in cost.items():
            if self._cost.get(column) != value:
                self._highs.changeColCost(column, float(value))
        self._cost = dict(cost)

    def minimise(self, cost: Mapping[int, int]) -> Answer:
        """Solve from the last basis. After a change of cost alone that basis still fits, and the primal simplex goes on
        from it: a hundred times faster on a large model than from nothing.
        """
        self.set_cost(cost)
        self._highs.setOptionValue("simplex_strategy", PRIMAL if self._settled else DUAL)
        self._highs.setOptionValue("presolve", "on" if self._presolve and not self._settled else "off")
        answer = self._read(self._highs)
        self._settled = answer.status in (Status.OPTIMAL, Status.UNBOUNDED)
        return answer

    def _read(self, highs: Any) -> Answer:
        kinds = self._api.HighsModelStatus
        highs.run()
        status = highs.getModelStatus()
        if status == kinds.kUnknown:  # numerical trouble from an old basis: once more from nothing
            highs.clearSolver()
            highs.run()
            status = highs.getModelStatus()
        if status in (kinds.kOptimal, kinds.kModelEmpty):
            solution = highs.getSolution()
            return Answer(Status.OPTIMAL, np.array(solution.col_value), np.array(solution.row_dual))
        if status == kinds.kInfeasible:
            _, exists, ray = highs.getDualRay()
            return Answer(Status.INFEASIBLE, multipliers=np.array(ray) if exists else None)
        if status in (kinds.kUnbounded, kinds.kUnboundedOrInfeasible):
            _, exists, ray = highs.getPrimalRay()
            return Answer(Status.UNBOUNDED, ray=np.array(ray) if exists else None)
        return Answer(Status.UNKNOWN)

    def elastic(self, rows: Ints, signs: Floats, price: Floats) -> tuple[Floats, Floats] | None:
        """How far each of these rows is pushed in the cheapest solution that may push them, and the multipliers of all
        rows; None if there is none.

        Args:
            rows: row of each push; a row may be pushed both ways.
            signs: +1 adds to the row, -1 takes away.
            price: of one unit.
        """
        highs: Any = self._api._core._Highs()
        _options(highs, True)
        self.set_cost({})
        highs.passModel(self._highs.getModel())
        count = len(rows)
        nothing, endless = np.zeros(count), np.full(count, self._api.kHighsInf)
        starts = np.arange(count, dtype=np.int32)
        highs.addCols(count, price, nothing, endless, count, starts, rows.astype(np.int32), signs)
        highs.run()
        if highs.getModelStatus() != self._api.HighsModelStatus.kOptimal:
            return None
        solution = highs.getSolution()
        return np.array(solution.col_value)[self.width :], np.array(solution.row_dual)

    def integer_point(self, cost: Mapping[int, int], seconds: float) -> Floats | None:
        """An integer point of low cost by branch and bound, or None; columns are continuous again afterwards."""
        highs: Any = self._api._core._Highs()
        _options(highs, True)
        highs.setOptionValue("time_limit", seconds)
        highs.passModel(self._highs.getModel())
        everything = np.arange(self.width, dtype=np.int32)
        integer = np.full(self.width, int(self._api.HighsVarType.kInteger), dtype=np.uint8)
        highs.changeColsIntegrality(self.width, everything, integer)
        for column, value in cost.items():
            highs.changeColCost(column, float(value))
        highs.run()
        solution = highs.getSolution()
        return np.array(solution.col_value) if solution.value_valid else None
