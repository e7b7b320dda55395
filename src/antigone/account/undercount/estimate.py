"""The whole answer: which models a table supports, what each says, their average, and how far they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from antigone.account.undercount.average import MOST_LISTS, Average, average
from antigone.account.undercount.loglinear import Fit, Refusal, Term, closed, fit
from antigone.account.undercount.table import ListTable
from antigone.core.errors import AntigoneError

ALL_HIERARCHICAL = 4
NEAR_BEST = 10.0
FEW_SHARED = 10
PRIOR_WEIGHTS = (0.5, 1.0)


class Refused(AntigoneError):
    """The table supports no estimate; the message says why."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The best model by Akaike's criterion of the table without one list, or None where it supports none."""

    name: str
    best: Fit | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Everything that an honest sentence about the undercount needs.

    Attributes:
        table: what it rests on.
        fits: models that could be fitted, best first by Akaike's criterion.
        refusals: models that could not, with the reason.
        near: how many of `fits` lie within 10 of the best criterion: data do not choose between them.
        low, high: from the lowest to the highest end of the 95 % intervals of those near the best.
        averaged: Bayesian average over decomposable graphs, None where there are too many lists or where it has no end.
        other_priors: the same under other prior weights of a cell.
        left_out: without each list in turn (four lists or more).
        warnings: sentences that belong beside any figure quoted.
    """

    table: ListTable
    fits: tuple[Fit, ...]
    refusals: tuple[Refusal, ...]
    near: int
    low: float
    high: float
    averaged: Average | None
    other_priors: tuple[Average, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]

    @property
    def best(self) -> Fit:
        """The model with the lowest criterion."""
        return self.fits[0]


def models(lists: int) -> Iterator[tuple[Term, ...]]:
    """Models to try: every hierarchical one up to four lists; above, every one with at most three pairs, and all pairs.

    The term of all lists together is never in: nothing observed speaks of it.
    """
    if lists <= ALL_HIERARCHICAL:
        yield from sorted(set(_hierarchical(lists)), key=lambda m: (len(m), [sorted(t) for t in m]))
        return
    pairs = [frozenset(pair) for pair in combinations(range(lists), 2)]
    for size in range(4):
        yield from (closed(chosen) for chosen in combinations(pairs, size))
    yield closed(pairs)


def _hierarchical(lists: int) -> Iterator[tuple[Term, ...]]:
    pairs = [frozenset(pair) for pair in combinations(range(lists), 2)]
    for size in range(len(pairs) + 1):
        for chosen in combinations(pairs, size):
            held = set(chosen)
            triples = [
                frozenset(t)
                for t in combinations(range(lists), 3)
                if lists > 3 and all(frozenset(p) in held for p in combinations(t, 2))
            ]
            for many in range(len(triples) + 1):
                yield from (closed([*chosen, *more]) for more in combinations(triples, many))


def estimate(table: ListTable) -> Estimate:
    """Estimate how many are on no list, with the sensitivity to the model.

    Raises:
        Refused: fewer than three lists, an empty list, lists that share nobody, or a table that supports no model of
            dependence, so that the sensitivity to the model cannot be shown.
    """
    _check(table)
    fits, refusals = _fit_all(table)
    if not any(f.terms for f in fits):
        reasons = " ".join(sorted({r.why for r in refusals})[:3])
        raise Refused(
            f"No model in which lists depend on each other can be estimated from this table, so nothing shows how far "
            f"an estimate could be off. {reasons}",
            "Merge lists that share few people, or report only the number observed.",
        )
    near = [f for f in fits if f.aic - fits[0].aic <= NEAR_BEST]
    averaged, others = _averages(table)
    left_out = tuple(_left_out(table)) if table.lists > 3 else ()
    return Estimate(
        table,
        tuple(fits),
        tuple(refusals),
        len(near),
        min(f.low for f in near),
        max(f.high for f in near),
        averaged,
        others,
        left_out,
        tuple(_warnings(table, near, refusals, averaged)),
    )


def _check(table: ListTable) -> None:
    if table.lists < 3:
        raise Refused(
            f"{table.lists} lists are too few: with fewer than three, dependence between lists cannot be told from "
            "people whom nobody listed.",
            "Add a third list made independently of the others, or report only the number observed.",
        )
    empty = [name for i, name in enumerate(table.names) if table.on_all([i]) == 0]
    if empty:
        raise Refused(f"Nobody is on {', '.join(empty)}.", "Leave out empty lists.")
    if not any(table.on_all(pair) for pair in combinations(range(table.lists), 2)):
        raise Refused("No two lists share anybody: nothing can be learnt about those on none.", "Check the matching.")


def _fit_all(table: ListTable) -> tuple[list[Fit], list[Refusal]]:
    outcomes = [fit(table, model) for model in models(table.lists)]
    fits = sorted((o for o in outcomes if isinstance(o, Fit)), key=lambda f: (f.aic, len(f.terms)))
    return fits, [o for o in outcomes if isinstance(o, Refusal)]


def _averages(table: ListTable) -> tuple[Average | None, tuple[Average, ...]]:
    if table.lists > MOST_LISTS:
        return None, ()
    main = average(table)
    others = tuple(average(table, delta) for delta in PRIOR_WEIGHTS)
    return (None if main.cut else main), tuple(a for a in others if not a.cut)


def _left_out(table: ListTable) -> Iterator[LeftOut]:
    for dropped, name in enumerate(table.names):
        fits, _ = _fit_all(table.without(dropped))
        yield LeftOut(name, fits[0] if fits else None)


def _warnings(
    table: ListTable, near: list[Fit], refusals: Iterable[Refusal], averaged: Average | None
) -> Iterator[str]:
    totals = [f.total for f in near]
    if max(totals) > 1.25 * min(totals):
        yield (
            f"Models that fit about equally well differ from {min(totals):,.0f} to {max(totals):,.0f}: "
            "quote the range, not one of them."
        )
    if near[0].freedom == 0:
        yield "The best model uses up every pattern: nothing is left to test it with."
    elif near[0].deviance > near[0].freedom + 3 * (2 * near[0].freedom) ** 0.5:
        yield f"Even the best model fits badly (deviance {near[0].deviance:.1f} on {near[0].freedom}): look at strata."
    for pair in combinations(range(table.lists), 2):
        shared = table.on_all(pair)
        if shared < FEW_SHARED:
            yield f"{table.names[pair[0]]} and {table.names[pair[1]]} share {shared}: their dependence is hardly known."
    if averaged is None and table.lists <= MOST_LISTS:
        yield "The average over graphs has no end within reach: the table alone does not bound the total."
    reasons = [r.reason for r in refusals]
    if reasons:
        yield f"{len(reasons)} models were refused; see the reasons given."
