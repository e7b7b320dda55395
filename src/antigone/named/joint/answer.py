"""What a joint identification says: posteriors, generalised likelihood ratios, best assignments, and what cannot be
told apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np

from antigone.named.joint.best import Assignment, best_assignments, best_of_all, first
from antigone.named.joint.eliminate import MAXIMUM, Passes, run, sum_algebra
from antigone.named.joint.factor import FamilyFactor
from antigone.named.joint.problem import Component, components, width
from antigone.named.joint.prune import Kept, TooLargeError, fits, keep_what_fits
from antigone.named.joint.sample import sample

NOBODY = "*"
Method = Literal["exact", "bounded", "sampled"]


@dataclass(frozen=True)
class JointAnswer:
    """The whole answer. Logs are natural.

    Attributes:
        posterior: victim → {missing or "*": probability}; "*" is "none of the missing".
        glr: (victim, missing) → best weight of an assignment with the pair over the best without it; None where the
            pairing was left out (its posterior is then below `error`).
        pairwise: (victim, missing) → likelihood ratio of this pair alone against nobody's, priors not counted.
        best: assignments best first: (log weight against "no pair at all", ((missing, victim), …)).
        log_total: log of the sum of all weights.
        error: 0 where `method` is "exact"; where it is "bounded", a proved bound on the probability of everything
            that was left out, and so on the error of every posterior; where it is "sampled", three standard errors
            of the least certain one.
        symmetric: groups of missing persons of one family that the data cannot tell apart.
        parts: how many independent parts the problem fell into.
        method: how the posteriors were found, see `error`.
        set_posterior: (group of `symmetric`, as many victims) → probability that these are those, in some order.
    """

    posterior: dict[str, dict[str, float]]
    glr: dict[tuple[str, str], float | None]
    pairwise: dict[tuple[str, str], float]
    best: list[tuple[float, Assignment]]
    log_total: float
    error: float = 0.0
    symmetric: tuple[tuple[str, ...], ...] = ()
    parts: int = 0
    method: Method = "exact"
    set_posterior: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = field(default_factory=dict)


def identify(
    families: Sequence[FamilyFactor],
    victims: Sequence[str],
    *,
    log_prior: Mapping[tuple[str, str], float] | None = None,
    unmatched: Mapping[str, float] | None = None,
    top: int = 20,
    allowed_error: float = 1e-6,
    generator: np.random.Generator | None = None,
) -> JointAnswer:
    """All victims against all missing at once.

    The weight of an assignment is the product over families of their option's ratio, times the prior weights of its
    pairs, times the unmatched weights of the victims that are nobody's. Posteriors are shares of the sum of all
    weights; with no priors given, that is a flat prior over all assignments.

    Args:
        families: one factor each; names of missing persons are unique over all.
        victims: all remains, one person each (merge those of one person first).
        log_prior: natural log prior weight of (missing, victim) pairs; 0 where not named.
        unmatched: natural log weight of a victim that is nobody's; 0 where not named; minus infinity closes the
            population.
        top: how many of the best assignments to list.
        allowed_error: most probability that may be left out where the whole is too large, see `prune`.
        generator: of random numbers, for sampling where even that is not enough; None to raise instead.

    Raises:
        TooLargeError: too large, and no generator given (or a closed population, which is not sampled).
        ValueError: names that are not unique, or no possible assignment at all.
    """
    _check(families, victims)
    weighted = [f.weighted(log_prior or {}) for f in families]
    try:
        kept = _parts(weighted, victims, unmatched or {}, allowed_error)
    except TooLargeError as large:
        if generator is None or any(w == -math.inf for w in (unmatched or {}).values()):
            raise
        return _by_sampling(families, large.light, victims, generator, top)
    return _summed(families, victims, kept, top)


def _summed(families: Sequence[FamilyFactor], victims: Sequence[str], kept: Kept, top: int) -> JointAnswer:
    """The answer from both passes over every component."""
    posterior: dict[str, dict[str, float]] = {victim: {} for victim in victims}
    glr: dict[tuple[str, str], float | None] = {}
    for family in families:
        for missing, victim in family.pairs:
            posterior[victim][missing] = 0.0
            glr[victim, missing] = None if (missing, victim) in kept.left_out else 0.0
    sets: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    symmetric = tuple(group for family in families for group in symmetric_missing(family))
    total = 0.0
    ranked = []
    for part in kept.parts:
        sums, peaks = _both_passes(part)
        total += sums.log_total
        _posteriors(part, sums, posterior)
        _glrs(part, peaks, glr)
        _set_posteriors(part, sums, symmetric, sets)
        ranked.append(first(best_assignments(part, peaks.completions), top))
    for row in posterior.values():
        row[NOBODY] = max(0.0, 1.0 - sum(row.values()))
    return JointAnswer(
        posterior,
        glr,
        _pairwise(families),
        best_of_all(ranked, top),
        total,
        kept.error,
        symmetric,
        len(kept.parts),
        "bounded" if kept.error else "exact",
        sets,
    )


def _check(families: Sequence[FamilyFactor], victims: Sequence[str]) -> None:
    missing = [m for family in families for m in family.missing]
    for what, names in (
        ("missing persons", missing),
        ("remains", list(victims)),
        ("families", [f.name for f in families]),
    ):
        if len(set(names)) != len(names):
            twice = sorted({n for n in names if names.count(n) > 1})
            raise ValueError(f"Names of {what} must be unique; more than once: {', '.join(twice)}.")
    unknown = {v for f in families for v in f.victims} - set(victims)
    if unknown:
        raise ValueError(f"Families name remains that are not among those to be identified: {sorted(unknown)}.")


def _parts(
    families: Sequence[FamilyFactor], victims: Sequence[str], unmatched: Mapping[str, float], allowed: float
) -> Kept:
    """Components as they are where somebody has to be placed; else folded, and pruned where they are too large.

    Raises:
        TooLargeError: too large all the same.
    """
    if any(weight == -math.inf for weight in unmatched.values()):
        whole = Kept(components(families, victims, unmatched), 0.0, frozenset())
        if not all(fits(part) for part in whole.parts):
            raise TooLargeError(
                "With no more dead than are listed, every one of the remains must be one of the missing, and so many "
                "together cannot be worked out exactly.",
                (),
            )
        return whole
    return keep_what_fits(_folded(families, unmatched), victims, allowed)


def _folded(families: Sequence[FamilyFactor], unmatched: Mapping[str, float]) -> list[FamilyFactor]:
    """The same problem with unmatched weights of one."""
    if not any(unmatched.values()):
        return list(families)
    share = {(m, v): -unmatched.get(v, 0.0) for f in families for m, v in f.pairs}
    return [f.weighted(share) for f in families]


def _by_sampling(
    families: Sequence[FamilyFactor],
    light: Sequence[FamilyFactor],
    victims: Sequence[str],
    generator: np.random.Generator,
    top: int,
) -> JointAnswer:
    """Posteriors with measured errors; no generalised ratios, and the best assignments are those that were visited."""
    found = sample(light, victims, generator, top=top)
    posterior: dict[str, dict[str, float]] = {victim: {} for victim in victims}
    for family in families:
        for missing, victim in family.pairs:
            posterior[victim][missing] = found.posterior.get((missing, victim), 0.0)
    for row in posterior.values():
        row[NOBODY] = max(0.0, 1.0 - sum(row.values()))
    glr: dict[tuple[str, str], float | None] = {(v, m): None for f in families for m, v in f.pairs}
    symmetric = tuple(group for family in families for group in symmetric_missing(family))
    parts = len(components(light, victims, {}))
    return JointAnswer(
        posterior, glr, _pairwise(families), found.best, math.nan, found.error, symmetric, parts, "sampled"
    )


def _both_passes(part: Component) -> tuple[Passes, Passes]:
    """Sums and maxima; side by side where the part is large, since numpy lets go of the interpreter's lock."""
    if width(part) < 14:
        sums, peaks = run(part, sum_algebra(part)), run(part, MAXIMUM, keep_completions=True)
    else:
        with ThreadPoolExecutor(2) as pool:
            waiting = pool.submit(run, part, MAXIMUM, True)
            sums = run(part, sum_algebra(part))
            peaks = waiting.result()
    if sums.log_total == -math.inf:
        raise ValueError("No assignment is possible: the data exclude every way to place the remains.")
    return sums, peaks


def _posteriors(part: Component, sums: Passes, posterior: dict[str, dict[str, float]]) -> None:
    for family, logs in zip(part.families, sums.option_logs, strict=True):
        for option, log in zip(family.possible, logs, strict=True):
            for missing, victim in part.pairs(option):
                posterior[victim][missing] += math.exp(log - sums.log_total)


def _glrs(part: Component, peaks: Passes, glr: dict[tuple[str, str], float | None]) -> None:
    for family, logs in zip(part.families, peaks.option_logs, strict=True):
        options = list(zip((frozenset(part.pairs(o)) for o in family.possible), logs, strict=True))
        for pair in frozenset().union(*(pairs for pairs, _ in options)):
            with_pair = max(log for pairs, log in options if pair in pairs)
            without = max(log for pairs, log in options if pair not in pairs)
            glr[pair[1], pair[0]] = _exp(with_pair - without)


def _set_posteriors(
    part: Component,
    sums: Passes,
    symmetric: Sequence[tuple[str, ...]],
    sets: dict[tuple[tuple[str, ...], tuple[str, ...]], float],
) -> None:
    """P(these missing are these victims, in some order) for groups that cannot be told apart."""
    for family, logs in zip(part.families, sums.option_logs, strict=True):
        for group in (g for g in symmetric if set(g) <= set(family.missing)):
            for option, log in zip(family.possible, logs, strict=True):
                users = tuple(sorted(victim for missing, victim in option.pairs if missing in group))
                if len(users) == len(group):
                    sets[group, users] = sets.get((group, users), 0.0) + math.exp(log - sums.log_total)


def _exp(x: float) -> float:
    return math.exp(x) if x < 709 else math.inf


def _pairwise(families: Sequence[FamilyFactor]) -> dict[tuple[str, str], float]:
    return {(victim, missing): _exp(log) for f in families for (missing, victim), log in f.singles.items()}


def symmetric_missing(family: FamilyFactor, tolerance: float = 1e-9) -> list[tuple[str, ...]]:
    """Largest groups of a family's missing persons that can be exchanged without changing any ratio."""
    if len(family.missing) < 2:
        return []
    alone: dict[str, list[float]] = {}
    for (missing, _), log in sorted(family.singles.items()):
        alone.setdefault(missing, []).append(log)
    if len({tuple(round(x, 6) for x in logs) for logs in alone.values()}) == len(family.missing):
        return []  # already the single pairs tell all of them apart
    table = {frozenset(option.pairs): option.log_ratio for option in family.possible}
    groups: list[list[str]] = []
    for missing in family.missing:
        for group in groups:
            if all(_exchangeable(table, missing, other, tolerance) for other in group):
                group.append(missing)
                break
        else:
            groups.append([missing])
    return [tuple(group) for group in groups if len(group) > 1]


def _exchangeable(table: Mapping[frozenset[tuple[str, str]], float], a: str, b: str, tolerance: float) -> bool:
    swap = {a: b, b: a}
    named = False
    for pairs, log in table.items():
        named = named or any(m in swap for m, _ in pairs)
        other = table.get(frozenset((swap.get(m, m), v) for m, v in pairs))
        if other is None or not (other == log or abs(other - log) <= tolerance * max(1.0, abs(log))):
            return False
    return named


def identical_profiles(profiles: Mapping[str, Mapping[str, Sequence[str]]]) -> list[tuple[str, str]]:
    """Pairs of remains whose profiles show just the same: perhaps one person, perhaps identical twins."""
    return [(a, b) for a, b in combinations(profiles, 2) if profiles[a] and profiles[a] == profiles[b]]
