"""One pass forward and one backward over the families of a component: sums or maxima over all its assignments.

State before a family: which of the *open* victims (used by a family already taken and wanted by one to come) are
taken. An array with one axis of length two for each open victim; a family moves weight from "its victims free" to
"its victims taken". A victim that no later family wants is settled: its axis is folded away, at the weight of being
nobody's where it is free. Work: families × options × 2^width.

Everything is done in logarithms' safety: in plain numbers scaled at each step where the logs of all ratios lie in a
range that double precision holds, in logarithms where they do not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from antigone.named.joint.factor import Option
from antigone.named.joint.problem import Component, frontiers

Array = NDArray[np.float64]
# Products of ratios may run over twice this many natural-log units before doubles (e^±708) could lose any of them.
SAFE_RANGE = 300.0


@dataclass(frozen=True)
class Algebra:
    """How weights are joined: `plus` over alternatives, `times` along one, with their zero and one."""

    plus: np.ufunc
    times: np.ufunc
    join: Callable[[Array, Array, Array], float]
    zero: float
    one: float
    enter: Callable[[float], float]
    leave: Callable[[float], float]


def _dot(a: Array, b: Array, room: Array) -> float:
    np.multiply(a, b, out=room)
    return float(room.sum())


def _log_dot(a: Array, b: Array, room: Array) -> float:
    np.add(a, b, out=room)
    top = float(room.max())
    if top == -math.inf:
        return top
    np.subtract(room, top, out=room)
    np.exp(room, out=room)
    return top + math.log(float(room.sum()))


def _best_of(a: Array, b: Array, room: Array) -> float:
    np.add(a, b, out=room)
    return float(room.max())


def _log(x: float) -> float:
    return math.log(x) if x > 0 else -math.inf


LINEAR = Algebra(np.add, np.multiply, _dot, 0.0, 1.0, math.exp, _log)
LOGSUM = Algebra(np.logaddexp, np.add, _log_dot, -math.inf, 0.0, lambda x: x, lambda x: x)
MAXIMUM = Algebra(np.maximum, np.add, _best_of, -math.inf, 0.0, lambda x: x, lambda x: x)


@dataclass(frozen=True)
class Passes:
    """Both passes over a component.

    Attributes:
        log_total: log of the sum (or the maximum) over all assignments.
        option_logs: for each family in order, for each of its possible options, the log of the sum (maximum) over
            the assignments that contain it.
        completions: for each family, over the states before it, the best (or total) weight of what is still to
            come; empty unless asked for.
    """

    log_total: float
    option_logs: list[list[float]]
    completions: list[Array]


def sum_algebra(component: Component) -> Algebra:
    """Plain numbers where they are safe, logarithms where ratios could leave the range of doubles."""
    span = 0.0
    for family in component.families:
        ratios = [option.log_ratio for option in family.possible]
        span += max(ratios) - min(0.0, *ratios)
    span += sum(abs(w) for w in component.unmatched.values() if math.isfinite(w))
    return LINEAR if span < SAFE_RANGE else LOGSUM


def run(component: Component, algebra: Algebra, keep_completions: bool = False) -> Passes:
    """Forward and backward pass. Memory: all forward arrays at once, families × 2^width × 8 bytes at the most."""
    steps = frontiers(component)
    forward, after = _forward(component, algebra, steps)
    logs, completions = _backward(component, algebra, steps, forward)
    return Passes(algebra.leave(float(after)), logs, completions if keep_completions else [])


def _forward(
    component: Component, algebra: Algebra, steps: list[tuple[list[str], list[str]]]
) -> tuple[list[Array], Array]:
    """The array before each family (over the victims open with it), and the scalar at the end."""
    state = np.array(algebra.one, dtype=np.float64)
    names: list[str] = []
    before = []
    for family, (opened, settled) in zip(component.families, steps, strict=True):
        state = _widen(state, len(opened) - len(names), algebra)
        names = opened
        before.append(state)
        state = _apply(state, names, family.possible, algebra)
        for victim in settled:
            state = _settle(state, names.index(victim), component.unmatched[victim], algebra)
            names = [v for v in names if v != victim]
    # Victims that nothing possible uses are nobody's in every assignment.
    used = {v for opened, _ in steps for v in opened}
    for victim in component.victims:
        if victim not in used:
            state = algebra.times(state, algebra.enter(component.unmatched[victim]))
    return before, state


def _widen(state: Array, more: int, algebra: Algebra) -> Array:
    """Add axes for victims not met before: all free."""
    for _ in range(more):
        state = np.stack([state, np.full_like(state, algebra.zero)], axis=-1)
    return state


def _at(names: list[str], victims: frozenset[str], taken: int) -> Any:
    """Index of the states in which these victims are all taken (or all free); the ellipsis makes it a view always."""
    return (*(taken if name in victims else slice(None) for name in names), ...)


def _apply(state: Array, names: list[str], options: tuple[Option, ...], algebra: Algebra) -> Array:
    """The family takes the victims of each of its options."""
    out = np.full_like(state, algebra.zero)
    room = np.empty(state.size)
    for option in options:
        free, into = state[_at(names, option.victims, 0)], out[_at(names, option.victims, 1)]
        _add_to(into, free, option.log_ratio, algebra, room)
    return out


def _add_to(into: Array, source: Array, log_ratio: float, algebra: Algebra, room: Array) -> None:
    """into ← into plus (source times the ratio), in place; `room` saves allocating anew each time."""
    moved = room[: source.size].reshape(source.shape)
    algebra.times(source, algebra.enter(log_ratio), out=moved)
    algebra.plus(into, moved, out=into)


def _settle(state: Array, axis: int, unmatched: float, algebra: Algebra) -> Array:
    """Fold a victim's axis away: free costs its weight of being nobody's."""
    free, taken = np.take(state, 0, axis=axis), np.take(state, 1, axis=axis)
    folded: Array = algebra.plus(algebra.times(free, algebra.enter(unmatched)), taken)
    return folded


def _backward(
    component: Component, algebra: Algebra, steps: list[tuple[list[str], list[str]]], forward: list[Array]
) -> tuple[list[list[float]], list[Array]]:
    used = {v for opened, _ in steps for v in opened}
    idle = sum(component.unmatched[v] for v in component.victims if v not in used)
    rest = np.array(algebra.enter(idle), dtype=np.float64)
    names: list[str] = []
    logs: list[list[float]] = []
    completions: list[Array] = []
    for i in range(len(steps) - 1, -1, -1):
        opened, settled = steps[i]
        rest = _unsettle(rest, names, opened, settled, component, algebra)
        options = component.families[i].possible
        room = np.empty(rest.size)
        logs.append([_through(forward[i], rest, opened, option, algebra, room) for option in options])
        rest = _pull(rest, opened, options, algebra, room)
        completions.append(rest)
        met_before = steps[i - 1][0] if i else []
        gone = set(steps[i - 1][1]) if i else set()
        names = [v for v in met_before if v not in gone]
        rest = rest[tuple(slice(None) if v in names else 0 for v in opened)]
    return logs[::-1], completions[::-1]


def _unsettle(
    rest: Array, names: list[str], opened: list[str], settled: list[str], component: Component, algebra: Algebra
) -> Array:
    """Give back the axes of the victims settled after this family: free costs their weight, taken costs nothing."""
    kept = [v for v in opened if v not in settled]
    assert kept == names, "frontiers and passes disagree"
    for victim in settled:
        free = algebra.times(rest, algebra.enter(component.unmatched[victim]))
        rest = np.stack([free, rest], axis=-1)
    order = [*kept, *settled]
    turned: Array = np.transpose(rest, [order.index(v) for v in opened]).copy()
    return turned


def _through(before: Array, rest: Array, names: list[str], option: Option, algebra: Algebra, room: Array) -> float:
    """Log of the sum (maximum) over the assignments in which the family takes this option."""
    a = before[_at(names, option.victims, 0)]
    b = rest[_at(names, option.victims, 1)]
    return algebra.leave(algebra.join(a, b, room[: a.size].reshape(a.shape))) + option.log_ratio


def _pull(rest: Array, names: list[str], options: tuple[Option, ...], algebra: Algebra, room: Array) -> Array:
    """The weight of completing from each state before the family."""
    out = np.full_like(rest, algebra.zero)
    for option in options:
        into, after = out[_at(names, option.victims, 0)], rest[_at(names, option.victims, 1)]
        _add_to(into, after, option.log_ratio, algebra, room)
    return out
