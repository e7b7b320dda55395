"""Linear feasibility in rational arithmetic, for the few cases where rounding a float's multipliers does not do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from antigone.account.solve.certificate import Leaf, Number
from antigone.account.solve.lp import Answer
from antigone.account.solve.problem import Problem

LARGEST_TABLEAU = 40_000
DUST = 1e-9


def impossible_exactly(problem: Problem, box: Mapping[int, tuple[int, int | None]], answer: Answer) -> Leaf | None:
    """A Farkas certificate for the rows in the support of a floating ray, or (small problems) for all; None if none."""
    attempts: list[list[int]] = []
    if answer.multipliers is not None:
        largest = max(map(abs, answer.multipliers.tolist()), default=0.0)
        attempts.append([i for i, v in enumerate(answer.multipliers.tolist()) if abs(v) > DUST * largest])
    attempts.append([i for i, on in enumerate(problem.on) if on])
    for rows in attempts:
        multipliers = farkas(problem, [i for i in rows if problem.on[i]], box)
        leaf = None if multipliers is None else problem.leaf(multipliers, {}, box)
        if leaf is not None and leaf.value > 0:
            return leaf
    return None


def farkas(
    problem: Problem, rows: Sequence[int], box: Mapping[int, tuple[int, int | None]]
) -> dict[int, Number] | None:
    """Multipliers that show these rows impossible within the columns' bounds, by phase one of the simplex method.

    Every side becomes `a·x ≤ b` over x' = x - low ≥ 0; Bland's rule makes it end. None where they are feasible, or
    where the tableau would be too large.
    """
    columns = sorted({c for i in rows for c, _ in problem.entries[i]})
    sides = _sides(problem, rows, columns, box)
    if len(sides) * (len(columns) + len(sides)) > LARGEST_TABLEAU:
        return None
    place = {c: at for at, c in enumerate(columns)}
    table = [[Fraction(0)] * len(columns) + [Fraction(b)] for _, _, b in sides]
    for line, (_, entries, _) in zip(table, sides, strict=True):
        for c, v in entries:
            line[place[c]] += v
    weights = _phase_one(table)
    if weights is None:
        return None
    total: dict[int, Number] = {}
    for (origin, _, _), weight in zip(sides, weights, strict=True):
        if origin is not None and weight:
            row, sign = origin
            total[row] = total.get(row, Fraction(0)) - sign * weight
    return total


Side = tuple[tuple[int, int] | None, tuple[tuple[int, int], ...], int]


def _sides(
    problem: Problem, rows: Sequence[int], columns: Sequence[int], box: Mapping[int, tuple[int, int | None]]
) -> list[Side]:
    """`(row, sign), entries, b` for each `sign·row ≤ …` and, with None for the row, each upper bound of a column."""
    ends = {c: box.get(c) or (problem.low[c], problem.high[c]) for c in columns}
    sides: list[Side] = []
    for i in rows:
        entries = problem.entries[i]
        shift = sum(v * ends[c][0] for c, v in entries)
        low, high = problem.row_low[i], problem.row_high[i]
        if high is not None:
            sides.append(((i, 1), entries, high - shift))
        if low is not None:
            sides.append(((i, -1), tuple((c, -v) for c, v in entries), shift - low))
    for c, (low_end, high_end) in ends.items():
        if high_end is not None:
            sides.append((None, ((c, 1),), high_end - low_end))
    return sides


def _phase_one(table: list[list[Fraction]]) -> list[Fraction] | None:
    """Weights w ≥ 0 with w·A ≥ 0 and w·b < 0 for `A x ≤ b, x ≥ 0`, or None where a point exists.

    The dual simplex on slacks: a row with a negative right side and no negative entry is the certificate itself.
    """
    width, height = len(table[0]) - 1 if table else 0, len(table)
    lines = [[*row[:-1], *(Fraction(int(i == k)) for k in range(height)), row[-1]] for i, row in enumerate(table)]
    basis = [width + i for i in range(height)]
    while True:
        short = [i for i in range(height) if lines[i][-1] < 0]
        if not short:
            return None
        leaving = min(short, key=lambda i: basis[i])
        entering = next((j for j in range(width + height) if lines[leaving][j] < 0), None)
        if entering is None:
            return lines[leaving][width : width + height]
        _pivot(lines, leaving, entering)
        basis[leaving] = entering


def _pivot(lines: list[list[Fraction]], row: int, column: int) -> None:
    divisor = lines[row][column]
    lines[row] = [v / divisor for v in lines[row]]
    for i, line in enumerate(lines):
        factor = line[column]
        if i != row and factor:
            lines[i] = [v - factor * p if p else v for v, p in zip(line, lines[row], strict=True)]
