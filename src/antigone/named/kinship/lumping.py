"""Joining alleles that nobody shows into one, where that changes nothing.

Allowed for a set of alleles when, for mothers and for fathers alike, each of them turns into any allele outside the set
with the same probability (Kemeny and Snell (1960), *Finite Markov Chains*, 6.3). Both matrices must allow it: a test of
one of them is not enough when they differ.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.marker import Marker
from antigone.named.kinship.stack import Array, Evidence, Stack, make_stack

TOLERANCE = 1e-13


@lru_cache(maxsize=1024)
def freely_lumpable(marker: Marker) -> bool:
    """True when any set of visible alleles may be joined: off its diagonal, each column is constant."""
    if marker.mutation is None:
        return True
    return all(_columns_constant(m, marker.silent) for m in (marker.mutation.female, marker.mutation.male))


def _columns_constant(matrix: Array, silent: bool) -> bool:
    rows = matrix[:-1] if silent else matrix
    n = len(rows)
    if n < 3:
        return True
    rest = np.where(np.eye(n, matrix.shape[1], dtype=bool), np.nan, rows)
    low, high = np.nanmin(rest, axis=0), np.nanmax(rest, axis=0)
    return bool((high - low <= TOLERANCE * np.maximum(high, 1e-300)).all())


def may_lump(marker: Marker, rest: NDArray[np.int64]) -> bool:
    """True when the alleles numbered in `rest` may be joined into one."""
    if len(rest) < 2:
        return False
    if freely_lumpable(marker):
        return True
    assert marker.mutation is not None
    outside = np.setdiff1d(np.arange(len(marker.alleles)), rest)
    for matrix in (marker.mutation.female, marker.mutation.male):
        block = matrix[np.ix_(rest, outside)]
        if block.size and (np.ptp(block, axis=0) > TOLERANCE * np.maximum(block.max(axis=0), 1e-300)).any():
            return False
    return True


def lump(marker: Marker, stack: Stack, evidence: Evidence) -> tuple[Stack, Evidence]:
    """One marker (a batch of one) with its unseen alleles joined, if that is exact; otherwise as it was."""
    n = len(marker.alleles)
    seen = set() if not marker.silent else {n - 1}
    for node, alleles in evidence.alleles.items():
        seen.update(alleles[evidence.weights[node] > 0].ravel().tolist())
    for weight in evidence.dense.values():
        seen.update(_distinct(weight[0]))
    rest = np.array([a for a in range(n) if a not in seen], dtype=np.int64)
    if not may_lump(marker, rest):
        return stack, evidence
    kept = np.array(sorted(seen), dtype=np.int64)
    first = np.append(kept, rest[0])
    place = np.full(n, len(kept), dtype=np.int64)
    place[kept] = np.arange(len(kept))
    join = np.zeros((n, len(first)))
    join[np.arange(n), place] = 1.0
    smaller = make_stack(
        stack.frequencies @ join,
        *(stack.passed[role][:, first] @ join for role in ("F", "M")),
    )
    dense = {i: w[np.ix_(np.zeros(1, dtype=np.int64), *[first] * (w.ndim - 1))] for i, w in evidence.dense.items()}
    return smaller, Evidence({i: place[a] for i, a in evidence.alleles.items()}, evidence.weights, dense)


def single(stack: Stack, evidence: Evidence, k: int, n: int) -> tuple[Stack, Evidence]:
    """One row of a batch, without padding; a stack of one row serves all."""
    one = slice(k, k + 1)
    row = one if len(stack.frequencies) > 1 else slice(0, 1)
    cut = Stack(
        stack.frequencies[row, :n],
        {role: table[row][:, [*range(n), stack.n], :n] for role, table in stack.received.items()},
        {role: table[row, :n, :n] for role, table in stack.passed.items()},
    )
    dense = {i: w[one][(slice(None), *[slice(n)] * (w.ndim - 1))] for i, w in evidence.dense.items()}
    alleles = {i: a[one] for i, a in evidence.alleles.items()}
    return cut, Evidence(alleles, {i: w[one] for i, w in evidence.weights.items()}, dense)


def _distinct(weight: Array) -> list[int]:
    """Alleles whose weights differ from those of most others: the ones that may not be joined."""
    n = len(weight)
    for candidate in range(n):
        alike = [a for a in range(n) if _alike(weight, candidate, a)]
        if len(alike) > n // 2:
            return [a for a in range(n) if a not in alike]
    return list(range(n))


def _alike(weight: Array, a: int, b: int) -> bool:
    """True when either allele may stand for the other in every genotype."""
    if weight.ndim == 1:
        return bool(weight[a] == weight[b])
    return bool((weight[a] == weight[b]).all() and (weight[:, a] == weight[:, b]).all())
