"""Sets of things of which any two may be added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Node = TypeVar("Node")
MOST = 24


def maximal_cliques(nodes: Sequence[Node], linked: Callable[[Node, Node], bool]) -> list[tuple[Node, ...]]:
    """Every largest set of pairwise linked nodes (Bron and Kerbosch 1973), each in the order of `nodes`.

    With more than 24 nodes only one large set through each node is given: fewer sums, none of them wrong.
    """
    n = len(nodes)
    near = [{j for j in range(n) if j != i and linked(nodes[i], nodes[j])} for i in range(n)]
    found: set[tuple[int, ...]] = set()
    if all(len(each) == n - 1 for each in near):
        return [tuple(nodes)]
    if n > MOST:
        found = {_greedy(i, near) for i in range(n)}
    else:
        _grow(set(), set(range(n)), set(), near, found)
    return [tuple(nodes[i] for i in clique) for clique in sorted(found)]


def _greedy(start: int, near: list[set[int]]) -> tuple[int, ...]:
    clique, left = {start}, set(near[start])
    while left:
        best = max(sorted(left), key=lambda i: len(near[i] & left))
        clique.add(best)
        left &= near[best]
    return tuple(sorted(clique))


def _grow(clique: set[int], left: set[int], done: set[int], near: list[set[int]], found: set[tuple[int, ...]]) -> None:
    if not left and not done:
        found.add(tuple(sorted(clique)))
        return
    pivot = max(sorted(left | done), key=lambda i: len(near[i] & left))
    for node in sorted(left - near[pivot]):
        _grow(clique | {node}, left & near[node], done & near[node], near, found)
        left = left - {node}
        done = done | {node}
