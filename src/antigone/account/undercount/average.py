"""Bayesian averaging over all decomposable graphical models of list dependence.

Madigan and York 1997, Biometrika 84: hyper-Dirichlet priors on the cells of each clique make the marginal likelihood
of a graph a product over cliques divided by one over separators, for every possible number of the unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from antigone.account.undercount.table import ListTable
from antigone.core.errors import LimitError, UsageError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Edge = tuple[int, int]

MOST_LISTS = 6
GRID = 3000
TAIL = 1e-6
FARTHEST = 2**24


@dataclass(frozen=True, slots=True)
class GraphWeight:
    """One dependence graph: `edges` join lists that depend on each other.

    Attributes:
        probability: of the graph, given the table.
        estimate: of the total under it, of least expected squared relative error (Madigan and York's choice).
        mode: most probable total under it.
    """

    edges: tuple[Edge, ...]
    probability: float
    estimate: float
    mode: int


@dataclass(frozen=True, slots=True)
class Average:
    """The total averaged over all graphs.

    Attributes:
        estimate: of the total, of least expected squared relative error (Madigan and York's choice).
        median, mode: of the total; `low`, `high`: central 95 % interval.
        graphs: every graph, the most probable first.
        delta: prior weight of a cell.
        cut: True where the posterior still had weight at the end of the range looked at: then it supports no number.
    """

    estimate: float
    median: int
    mode: int
    low: int
    high: int
    graphs: tuple[GraphWeight, ...]
    delta: float
    cut: bool


def average(
    table: ListTable,
    delta: float | None = None,
    unseen: Sequence[int] | None = None,
    prior: Sequence[float] | None = None,
    *,
    complete: bool = False,
) -> Average:
    """Posterior of the total over decomposable graphs.

    Args:
        complete: let the complete graph take part. The table says nothing of the unseen under it, the prior everything,
            so this makes sense only with a prior that was thought about.
        delta: prior count of each cell of the full table; 2 ** -lists where None.
        unseen: candidate numbers of the unseen; chosen to hold all but a millionth of the posterior where None.
        prior: log prior of the total for each candidate; 1 / total (Jeffreys) where None.

    Raises:
        UsageError: fewer than three lists, or a prior that does not match.
        LimitError: more than six lists.
    """
    if table.lists < 3:
        raise UsageError(f"{table.lists} lists are too few: at least three are needed.")
    if table.lists > MOST_LISTS:
        raise LimitError(f"{table.lists} lists have too many graphs to average over; at most {MOST_LISTS} can be.")
    if prior is not None and (unseen is None or len(prior) != len(unseen)):
        raise UsageError("A prior needs one value for each candidate number of the unseen.")
    weight = delta if delta is not None else 2.0**-table.lists
    if unseen is not None:
        return _posterior(table, weight, np.asarray(unseen, dtype=np.int64), prior, complete)
    reach = max(1000, 4 * table.observed)
    while True:
        found = _posterior(table, weight, _grid(reach), None, complete)
        if not found.cut or reach >= FARTHEST:
            return found
        reach *= 4


def _grid(reach: int) -> Ints:
    """Whole numbers from 0, each up to about a thousand and then ever wider apart."""
    if reach < GRID:
        return np.arange(reach + 1)
    return np.unique(np.concatenate([np.arange(GRID // 3), np.geomspace(GRID // 3, reach, GRID).astype(np.int64)]))


def _posterior(table: ListTable, delta: float, unseen: Ints, prior: Sequence[float] | None, complete: bool) -> Average:
    graphs = decomposable(table.lists)[: None if complete else -1]
    cover = np.array([g.subsets for g in graphs], dtype=float)
    total = unseen + table.observed
    log_prior = -np.log(total) if prior is None else np.asarray(prior, dtype=float)
    score = cover @ _subsets(table, delta, unseen) + (_ways(table, unseen) + log_prior + np.log(_widths(unseen)))
    weights = np.exp(score - score.max())
    weights /= weights.sum()
    of_graph, of_total = weights.sum(axis=1), weights.sum(axis=0)
    heights = weights / _widths(unseen)
    order = np.argsort(-of_graph, kind="stable")
    ranked = tuple(
        GraphWeight(
            graphs[i].edges,
            float(of_graph[i]),
            _relative(weights[i], total),
            int(total[np.argmax(heights[i])]),
        )
        for i in order
    )
    places = np.searchsorted(np.cumsum(of_total), (0.025, 0.5, 0.975)).clip(max=len(total) - 1)
    low, median, high = (int(value) for value in total[places])
    mode = int(total[np.argmax(heights.sum(axis=0))])
    cut = float(of_total[-max(1, len(of_total) // 100) :].sum()) > TAIL * 100
    return Average(_relative(of_total, total), median, mode, low, high, ranked, delta, cut)


def _relative(weights: Floats, total: Ints) -> float:
    """The estimate of least expected squared relative error, E(1/N) / E(1/N²)."""
    squares = float(weights @ total.astype(float) ** -2)
    return float(weights @ (1.0 / total)) / squares if squares else float("nan")


def _widths(unseen: Ints) -> Floats:
    """How many whole numbers each candidate stands for."""
    if len(unseen) == 1:
        return np.ones(1)
    middles = (unseen[1:] + unseen[:-1]) / 2
    edges = np.concatenate([[unseen[0] - 0.5], middles, [unseen[-1] + 0.5]])
    return np.diff(edges)


def _ways(table: ListTable, unseen: Ints) -> Floats:
    """Log multinomial coefficient, up to what does not depend on the unseen."""
    from scipy.special import gammaln

    ways: Floats = gammaln(unseen + table.observed + 1.0) - gammaln(unseen + 1.0)
    return ways


def _subsets(table: ListTable, delta: float, unseen: Ints) -> Floats:
    """Shape (2 ** lists, candidates): log marginal likelihood of the margin over each set of lists."""
    from scipy.special import gammaln

    count, patterns = table.lists, table.patterns
    result = np.zeros((2**count, len(unseen)))
    for subset in range(1, 2**count):
        chosen = [i for i in range(count) if subset >> i & 1]
        codes = patterns[:, chosen] @ (1 << np.arange(len(chosen)))
        margin = np.bincount(codes, weights=table.counts, minlength=2 ** len(chosen))
        alpha = delta * 2.0 ** (count - len(chosen))
        whole = alpha * len(margin)
        fixed = gammaln(margin[1:] + alpha).sum() - len(margin) * gammaln(alpha) + gammaln(whole)
        moving = gammaln(margin[0] + unseen + alpha) - gammaln(table.observed + unseen + whole)
        result[subset] = fixed + moving
    return result


@dataclass(frozen=True, slots=True)
class Graph:
    """A decomposable graph; `subsets[s]` is how often the set of lists `s` (bits) counts: +1 clique, -1 separator."""

    edges: tuple[Edge, ...]
    subsets: tuple[int, ...]


@cache
def decomposable(lists: int) -> tuple[Graph, ...]:
    """All decomposable graphs on so many lists; the last is the complete one."""
    pairs = list(combinations(range(lists), 2))
    found = []
    for code in range(2 ** len(pairs)):
        edges = tuple(pair for i, pair in enumerate(pairs) if code >> i & 1)
        order = _elimination(lists, edges)
        if order is not None:
            found.append(Graph(edges, _cover(lists, order)))
    return tuple(found)


def _elimination(lists: int, edges: Sequence[Edge]) -> list[tuple[int, int]] | None:
    """Pairs (vertex, later neighbours as bits) in a perfect elimination order, or None where there is none."""
    near = [0] * lists
    for a, b in edges:
        near[a] |= 1 << b
        near[b] |= 1 << a
    left, order = (1 << lists) - 1, []
    while left:
        simplicial = next((v for v in _bits(left) if _complete(near, near[v] & left)), None)
        if simplicial is None:
            return None
        left &= ~(1 << simplicial)
        order.append((simplicial, near[simplicial] & left))
    return order


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def _complete(near: Sequence[int], mask: int) -> bool:
    return all(mask & ~(1 << v) & ~near[v] == 0 for v in _bits(mask))


def _cover(lists: int, order: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Each vertex adds itself with its later neighbours and takes those neighbours away: cliques less separators."""
    subsets = [0] * 2**lists
    for vertex, later in order:
        subsets[later | 1 << vertex] += 1
        if later:
            subsets[later] -= 1
    return tuple(subsets)
