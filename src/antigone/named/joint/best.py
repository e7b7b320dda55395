"""The best assignments, best first, without listing the others."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from antigone.named.joint.eliminate import Array
from antigone.named.joint.problem import Component, frontiers

Assignment = tuple[tuple[str, str], ...]  # (missing, victim) pairs


def best_assignments(component: Component, completions: Sequence[Array]) -> Iterator[tuple[float, Assignment]]:
    """All assignments of a component with their log weight, best first.

    Best-first search over the families in order; what is still to come is known exactly from the backward pass, so
    that nothing is opened that does not lead to the next best. `completions` are those of the pass with
    `eliminate.MAXIMUM`.
    """
    steps = frontiers(component)
    used = {v for opened, _ in steps for v in opened}
    idle = sum(component.unmatched[v] for v in component.victims if v not in used)
    tie = count()
    start = float(completions[0].reshape(-1)[0]) if completions else idle
    # node: (minus the best reachable, tie-break, families taken, victims taken, weight so far, pairs so far)
    heap: list[tuple[float, int, int, frozenset[str], float, Assignment]] = [
        (-start, next(tie), 0, frozenset(), 0.0, ())
    ]
    while heap:
        bound, _, i, taken, weight, pairs = heapq.heappop(heap)
        if bound == math.inf:
            return
        if i == len(steps):
            yield weight + idle, pairs
            continue
        for option in component.families[i].possible:
            if option.victims & taken:
                continue
            after = taken | option.victims
            new = weight + option.log_ratio
            new += sum(component.unmatched[v] for v in steps[i][1] if v not in after)
            reach = new + (_ahead(completions[i + 1], steps[i + 1][0], after) if i + 1 < len(steps) else idle)
            if reach > -math.inf:
                heapq.heappush(heap, (-reach, next(tie), i + 1, after, new, pairs + component.pairs(option)))


def _ahead(completion: Array, opened: Sequence[str], taken: frozenset[str]) -> float:
    return float(completion[tuple(1 if v in taken else 0 for v in opened)])


def best_of_all(ranked_parts: Iterable[Sequence[tuple[float, Assignment]]], n: int) -> list[tuple[float, Assignment]]:
    """The n best assignments of all components together, from the n best of each."""
    combined: list[tuple[float, Assignment]] = [(0.0, ())]
    for ranked in ranked_parts:
        combined = first(_products(combined, ranked), n)
    return combined


def first(items: Iterator[tuple[float, Assignment]], n: int) -> list[tuple[float, Assignment]]:
    """The first n of them."""
    return [item for item, _ in zip(items, range(n), strict=False)]


def _products(
    left: Sequence[tuple[float, Assignment]], right: Sequence[tuple[float, Assignment]]
) -> Iterator[tuple[float, Assignment]]:
    """Sums of one of each, best first; both are sorted, best first."""
    if not left or not right:
        return
    heap = [(-(left[0][0] + right[0][0]), 0, 0)]
    seen = {(0, 0)}
    while heap:
        negative, i, j = heapq.heappop(heap)
        yield -negative, left[i][1] + right[j][1]
        for a, b in ((i + 1, j), (i, j + 1)):
            if a < len(left) and b < len(right) and (a, b) not in seen:
                seen.add((a, b))
                heapq.heappush(heap, (-(left[a][0] + right[b][0]), a, b))
