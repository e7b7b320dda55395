"""Log-linear models of list overlaps: does an estimate exist at all, and if so, what is it?

Counts of the observed patterns are Poisson with log mean `A θ`; the pattern "on no list" has log mean θ₀
(Fienberg 1972, Biometrika 59). Existence of the maximum likelihood estimate: Fienberg and Rinaldo 2012, Annals of
Statistics 40; sparse lists and identifiability: Chan, Silverman and Vincent 2021, JASA 116.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from antigone.account.undercount.table import ListTable

Floats = NDArray[np.float64]
Term = frozenset[int]

STEPS = 200
TOLERANCE = 1e-10
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Fit:
    """A model that could be fitted.

    Attributes:
        terms: interactions of two lists or more, by list index; a model holds every part of its terms.
        unseen: estimated number of people on no list.
        low, high: 95 % interval of the total, log-normal in the unseen (Burnham et al. 1987; Chao 1987).
        total: observed and unseen.
        deviance, freedom: fit, and degrees of freedom left.
        aic: Akaike's criterion, up to a constant common to all models of one table.
    """

    terms: tuple[Term, ...]
    unseen: float
    total: float
    low: float
    high: float
    deviance: float
    freedom: int
    aic: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """A model that this table cannot support. `reason`: `unidentifiable`, `boundary` or `no estimate`."""

    terms: tuple[Term, ...]
    reason: str
    why: str


def closed(terms: Iterable[Iterable[int]]) -> tuple[Term, ...]:
    """The terms with all their parts of two lists or more (hierarchy), sorted."""
    every: set[Term] = set()
    for term in map(frozenset, terms):
        every.update(frozenset(part) for size in range(2, len(term) + 1) for part in combinations(term, size))
    return tuple(sorted(every, key=lambda t: (len(t), sorted(t))))


def design(table: ListTable, terms: Sequence[Term]) -> Floats:
    """Shape (2 ** lists, 1 + lists + terms): intercept, main effects, interactions; the first row is "on no list"."""
    patterns = table.patterns
    columns = [np.ones(len(patterns)), *patterns.T]
    columns += [patterns[:, sorted(term)].all(axis=1) for term in terms]
    return np.column_stack(columns).astype(float)


def fit(table: ListTable, terms: Iterable[Iterable[int]]) -> Fit | Refusal:
    """The maximum likelihood estimate of a hierarchical model, or why there is none.

    Args:
        terms: interactions, e.g. `[(0, 1)]`: the first two lists depend on each other; parts are added.
    """
    wanted = closed(terms)
    matrix = design(table, wanted)
    refusal = _identifiable(table, wanted, matrix) or _exists(table, wanted, matrix)
    if refusal is not None:
        return refusal
    return _maximum(table, wanted, matrix)


def _named(table: ListTable, lists: Iterable[int]) -> str:
    names = [table.names[i] for i in sorted(lists)]
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]


def _identifiable(table: ListTable, terms: tuple[Term, ...], matrix: Floats) -> Refusal | None:
    """Refuse where the cells that are left cannot fix the parameters that are left."""
    empty = [term for term in terms if table.on_all(sorted(term)) == 0]
    patterns = table.patterns.astype(bool)
    alive = np.arange(len(matrix)) > 0
    for term in empty:
        alive &= ~patterns[:, sorted(term)].all(axis=1)
    kept = [i for i in range(matrix.shape[1]) if i <= table.lists or terms[i - table.lists - 1] not in empty]
    left = matrix[alive][:, kept]
    if np.linalg.matrix_rank(left) < len(kept):
        why = f"{int(alive.sum())} patterns of lists cannot fix {len(kept)} parameters"
        if empty:
            why += f", because nobody is on {_named(table, empty[0])} together"
        return Refusal(terms, "unidentifiable", why + ".")
    if empty:
        why = f"Nobody is on {_named(table, empty[0])} together, so their dependence runs off to minus infinity."
        return Refusal(terms, "boundary", why)
    return None


def _exists(table: ListTable, terms: tuple[Term, ...], matrix: Floats) -> Refusal | None:
    """Refuse where the likelihood rises for ever in some direction, by a linear program over directions."""
    from scipy.optimize import linprog

    observed, counts = matrix[1:], table.counts[1:]
    empty = observed[counts == 0]
    if not len(empty):
        return None
    found = linprog(
        empty.sum(axis=0),
        A_ub=np.vstack([empty, -empty]),
        b_ub=np.concatenate([np.zeros(len(empty)), np.ones(len(empty))]),
        A_eq=observed[counts > 0],
        b_eq=np.zeros(int((counts > 0).sum())),
        bounds=(None, None),
        method="highs",
    )
    if found.status == 0 and found.fun > -1e-7:
        return None
    why = f"The {len(empty)} empty patterns let the likelihood rise for ever: no maximum likelihood estimate exists."
    return Refusal(terms, "no estimate", why)


def _maximum(table: ListTable, terms: tuple[Term, ...], matrix: Floats) -> Fit | Refusal:
    """Newton's method (iteratively reweighted least squares) on the observed patterns."""
    observed, counts = matrix[1:], table.counts[1:].astype(float)
    theta = np.linalg.lstsq(observed, np.log(counts + 0.5), rcond=None)[0]
    mean = np.exp(observed @ theta)
    for _ in range(STEPS):
        working = observed @ theta + (counts - mean) / mean
        weight = np.sqrt(mean)[:, None]
        new = np.linalg.lstsq(observed * weight, working * weight[:, 0], rcond=None)[0]
        new = _damped(observed, counts, theta, new)
        moved = float(np.abs(new - theta).max())
        theta, mean = new, np.exp(np.clip(observed @ new, -700, 700))
        if moved < TOLERANCE:
            break
    else:
        return Refusal(terms, "no estimate", "The fit does not settle: the table is too sparse for this model.")
    return _summary(table, terms, observed, counts, theta, mean)


def _damped(observed: Floats, counts: Floats, old: NDArray[Any], new: NDArray[Any]) -> Floats:
    """The step, halved until the likelihood does not fall."""

    def likelihood(theta: NDArray[Any]) -> float:
        line = np.clip(observed @ theta, -700, 700)
        return float(counts @ line - np.exp(line).sum())

    floor = likelihood(old) - 1e-9
    for _ in range(60):
        if likelihood(new) >= floor:
            break
        new = (new + old) / 2
    return new


def _summary(
    table: ListTable, terms: tuple[Term, ...], observed: Floats, counts: Floats, theta: Floats, mean: Floats
) -> Fit | Refusal:
    if theta[0] > log(10**12):
        return Refusal(terms, "no estimate", "The estimate runs off beyond any number of people.")
    information = observed.T @ (observed * mean[:, None])
    variance = float(np.linalg.inv(information)[0, 0])
    unseen, n = exp(theta[0]), table.observed
    spread = exp(NORMAL_95 * sqrt(log(1 + variance + 1 / unseen)))
    seen = counts > 0
    deviance = max(0.0, float(2 * (counts[seen] @ np.log(counts[seen] / mean[seen]) - (counts - mean).sum())))
    freedom = len(counts) - observed.shape[1]
    aic = deviance + 2 * observed.shape[1]
    return Fit(terms, unseen, n + unseen, n + unseen / spread, n + unseen * spread, deviance, freedom, aic)
