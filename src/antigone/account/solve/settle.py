"""Does a sum reach a target in every integer point? A proof that it does, a point that does not, or neither.

Branch and bound over a warm linear program; every leaf is closed by an exact certificate, and a point counts only
after an exact check. With no cost and the target 1, the question is whether nothing fits at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

import numpy as np

from antigone.account.solve.certificate import Leaf, Proof, rounded_up
from antigone.account.solve.lp import Answer, Floats, Ints, Status
from antigone.account.solve.problem import Problem

NODES = 400
SECONDS = 20.0
Box = dict[int, tuple[int, int | None]]
NOTHING: dict[int, int] = {}


@dataclass(frozen=True, slots=True)
class Point:
    """An integer point that fits (checked), by position of the problem's columns."""

    values: Ints
    cost: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Neither shown nor refuted within the limits; `floor` is what was proven (None: nothing)."""

    floor: int | None = None


def price(values: Ints, cost: Mapping[int, int]) -> int:
    """The cost of a point, in exact integers."""
    return sum(c * int(values[column]) for column, c in cost.items())


def settle(problem: Problem, cost: Mapping[int, int], target: int, nodes: int = NODES) -> Proof | Point | Unknown:
    """Show that `cost ≥ target` wherever the problem's rows hold, or find a point below.

    Args:
        problem: with the wanted labels active.
        cost: integer per column position; empty asks whether anything fits (then target is 1).
        target: the value to be reached.
        nodes: how many cases may be tried.
    """
    void = problem.void_row()
    if void is not None:
        return Proof((Leaf(((problem.rows[void], 1),), (), 1, True),))
    leaves: list[Leaf] = []
    waiting: list[Box] = [{}]
    while waiting and nodes > 0:
        nodes -= 1
        outcome = _case(problem, cost, target, waiting.pop())
        if isinstance(outcome, Leaf):
            leaves.append(outcome)
        elif isinstance(outcome, Point):
            return outcome
        elif outcome is None:
            return Unknown()
        else:
            waiting.extend(outcome)
    return Unknown() if waiting else Proof(tuple(leaves))


def _case(problem: Problem, cost: Mapping[int, int], target: int, box: Box) -> Leaf | Point | list[Box] | None:
    """Close one case, find a point in it, split it in two, or give up (None)."""
    problem.lp  # noqa: B018 - made before its columns are narrowed
    problem.narrow(box)
    try:
        answer = problem.lp.minimise(cost)
        if answer.status is Status.UNBOUNDED:
            return _far_point(problem, cost, target, answer)
        if answer.status is Status.INFEASIBLE:
            return _impossible(problem, box, answer)
    finally:
        problem.widen(box)
    if answer.status is not Status.OPTIMAL or answer.point is None:
        return None
    if cost:
        leaf = problem.best_leaf(answer, cost, box, target - 1)
        if leaf is not None and rounded_up(leaf.value) >= target:
            return leaf
    point = problem.rounded(answer.point)
    if point is not None and price(point, cost) < target:
        return Point(point, price(point, cost))
    return _split(problem, box, answer.point)


def _impossible(problem: Problem, box: Box, answer: Answer) -> Leaf | None:
    leaf = problem.best_leaf(answer, NOTHING, box, 1)
    if leaf is not None and leaf.value > 0:
        return leaf
    from antigone.account.solve.exact import impossible_exactly

    return impossible_exactly(problem, box, answer)


def _split(problem: Problem, box: Box, point: Floats) -> list[Box] | None:
    """Two boxes that part the column farthest from a whole number; None if all are whole."""
    distance = np.abs(point - np.rint(point))
    column = int(np.argmax(distance))
    if distance[column] < 1e-6:
        return None
    low, high = box.get(column, (problem.low[column], problem.high[column]))
    below = floor(point[column])
    return [{**box, column: (below + 1, high)}, {**box, column: (low, below)}]


def _far_point(problem: Problem, cost: Mapping[int, int], target: int, answer: Answer) -> Point | None:
    """A point below the target along a direction in which the cost falls for ever."""
    if answer.ray is None:
        return None
    start = settle(problem, NOTHING, 1)
    if not isinstance(start, Point):
        return None
    alive = np.abs(answer.ray[np.abs(answer.ray) > 1e-9])
    direction = np.rint(answer.ray / (alive.min() if len(alive) else 1.0)).astype(np.int64)
    fall = price(direction, cost)
    if fall >= 0:
        return None
    steps = max(0, (price(start.values, cost) - target) // -fall + 1)
    values = start.values + steps * direction
    return Point(values, price(values, cost)) if problem.fits(values) else None
