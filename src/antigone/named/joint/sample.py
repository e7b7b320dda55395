"""Posteriors by sampling, for problems too large to sum: several chains, conditional probabilities averaged, errors
measured.

Gibbs sampling over assignments. One step gives a family a new option, drawn from its conditional distribution given
what all others hold; a second kind of step redraws two families that contend for the same remains together, so that
remains can change hands without first being nobody's. What is averaged is not the draws but the conditional
probability of every option at every step (Gelfand and Smith 1990, JASA 85: 398-409), which makes rare pairs visible
long before they are drawn. The standard error of each posterior is estimated from the spread of batches over
independent chains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from antigone.named.joint.factor import FamilyFactor, Pair

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHAINS = 4
SWEEPS = 150
BURN_IN = 25
BATCHES = 5
# An option counts as strong when it is within this many natural-log units of its family's best, and among its
# best few.
STRONG = 20.0
MOST_STRONG = 24


@dataclass(frozen=True)
class Sampled:
    """What the chains say.

    Attributes:
        posterior: (missing, victim) → probability.
        error: three times the largest standard error of any posterior.
        best: assignments visited, best first, with their log weights.
    """

    posterior: dict[Pair, float]
    error: float
    best: list[tuple[float, tuple[Pair, ...]]]


@dataclass(frozen=True)
class _Options:
    """The possible options of one family, the empty one first.

    Attributes:
        missing: names of the missing persons.
        who: int[n, k], place in `missing` of each pair; padded with the number of missing persons.
        victims: int[n, k], number of the victim of each pair; padded with the number of victims.
        log_ratio: float[n].
        strong: numbers of the strong options and of the empty one.
    """

    missing: tuple[str, ...]
    who: Ints
    victims: Ints
    log_ratio: Floats
    strong: Ints

    @classmethod
    def of(cls, family: FamilyFactor, number: dict[str, int]) -> _Options:
        nobody, most = len(number), max((t.given.shape[1] for t in family.tables), default=1)
        who, victims, logs = [np.full((1, most), len(family.missing))], [np.full((1, most), nobody)], [np.zeros(1)]
        where = np.array([number[v] for v in family.victims], dtype=np.int64)
        for table in family.tables:
            alive = table.only(table.log_ratio > -np.inf)
            shape = ((0, 0), (0, most - alive.given.shape[1]))
            who.append(np.pad(alive.who, shape, constant_values=len(family.missing)))
            victims.append(np.pad(where[alive.given], shape, constant_values=nobody))
            logs.append(alive.log_ratio)
        log = np.concatenate(logs)
        best = np.argsort(-log, kind="stable")[:MOST_STRONG]
        strong = np.unique(np.append(best[log[best] >= log.max() - STRONG], 0))
        return cls(family.missing, np.concatenate(who), np.concatenate(victims), log, strong)


def sample(
    families: Sequence[FamilyFactor],
    victims: Sequence[str],
    generator: np.random.Generator,
    *,
    top: int = 20,
    sweeps: int = SWEEPS,
) -> Sampled:
    """Sample the assignments of `families` (unmatched weights of one).

    Args:
        families: factors; impossible options are never drawn.
        victims: all remains.
        generator: of random numbers; the same seed gives the same answer.
        top: how many of the best assignments visited to give.
        sweeps: steps of each family in each chain, after the burn-in.
    """
    number = {v: i for i, v in enumerate(victims)}
    options = [_Options.of(f, number) for f in families]
    rivals = _contending(options)
    batches: list[list[Floats]] = []
    seen: dict[tuple[int, ...], float] = {}
    for chain in generator.spawn(CHAINS):
        walk = _Chain(options, len(victims), rivals, chain)
        for _ in range(BURN_IN):
            walk.sweep(None)
        for _ in range(BATCHES):
            sums = [np.zeros(len(o.log_ratio)) for o in options]
            for _ in range(sweeps // BATCHES):
                walk.sweep(sums)
                seen[tuple(walk.held)] = walk.weight()
            batches.append([s / (sweeps // BATCHES) for s in sums])
    posterior, error = _summary(options, victims, batches)
    best = sorted(seen.items(), key=lambda item: -item[1])[:top]
    return Sampled(posterior, error, [(weight, _pairs(options, victims, held)) for held, weight in best])


def _contending(options: Sequence[_Options]) -> list[tuple[int, int]]:
    """Pairs of families with a victim in strong options of both."""
    nobody = max((int(o.victims.max()) for o in options), default=0)
    wanted = [set(o.victims[o.strong].ravel().tolist()) - {nobody} for o in options]
    return [(a, b) for a, b in combinations(range(len(options)), 2) if wanted[a] & wanted[b]]


class _Chain:
    """One chain: which option each family holds, and which victims are taken."""

    def __init__(
        self, options: Sequence[_Options], n_victims: int, rivals: list[tuple[int, int]], generator: np.random.Generator
    ) -> None:
        self.options, self.rivals, self.generator = options, rivals, generator
        self.held = [0] * len(options)
        self.taken = np.zeros(n_victims + 1, dtype=bool)

    def sweep(self, sums: list[Floats] | None) -> None:
        """Every family once, in random order, then as many contending pairs, drawn at random."""
        for f in self.generator.permutation(len(self.options)):
            self._release(f)
            p = self._conditional(f)
            if sums is not None:
                sums[f] += p
            self._take(f, int(np.searchsorted(np.cumsum(p), self.generator.random() * p.sum())))
        for place in self.generator.integers(len(self.rivals), size=len(self.options)) if self.rivals else ():
            self._redraw(*self.rivals[int(place)])

    def weight(self) -> float:
        """Log weight of the assignment now held."""
        return float(sum(o.log_ratio[h] for o, h in zip(self.options, self.held, strict=True)))

    def _release(self, f: int) -> None:
        self.taken[self.options[f].victims[self.held[f]]] = False

    def _take(self, f: int, option: int) -> None:
        self.held[f] = min(option, len(self.options[f].log_ratio) - 1)
        self.taken[self.options[f].victims[self.held[f]]] = True
        self.taken[-1] = False

    def _conditional(self, f: int) -> Floats:
        own = self.options[f]
        log = np.where(self.taken[own.victims].any(axis=1), -np.inf, own.log_ratio)
        weights = np.exp(log - log.max())
        return np.asarray(weights / weights.sum())

    def _redraw(self, a: int, b: int) -> None:
        """Both families anew, among their strong options (only where they hold strong ones, so that steps reverse)."""
        one, two = self.options[a], self.options[b]
        if self.held[a] not in one.strong or self.held[b] not in two.strong:
            return
        self._release(a)
        self._release(b)
        nobody = len(self.taken) - 1
        va, vb = one.victims[one.strong], two.victims[two.strong]
        clash = ((va[:, None, :, None] == vb[None, :, None, :]) & (va[:, None, :, None] != nobody)).any(axis=(2, 3))
        la = np.where(self.taken[va].any(axis=1), -np.inf, one.log_ratio[one.strong])
        lb = np.where(self.taken[vb].any(axis=1), -np.inf, two.log_ratio[two.strong])
        log = np.where(clash, -np.inf, la[:, None] + lb[None, :])
        weights = np.exp(log - log.max()).ravel()
        drawn = min(int(np.searchsorted(np.cumsum(weights), self.generator.random() * weights.sum())), len(weights) - 1)
        i, j = divmod(drawn, len(two.strong))
        self._take(a, int(one.strong[i]))
        self._take(b, int(two.strong[j]))


def _summary(
    options: Sequence[_Options], victims: Sequence[str], batches: list[list[Floats]]
) -> tuple[dict[Pair, float], float]:
    """Means over batches for every pair, and three times the largest standard error."""
    posterior: dict[Pair, float] = {}
    worst = 0.0
    for f, own in enumerate(options):
        shares = np.zeros((len(batches), len(own.missing) + 1, len(victims) + 1))
        for b, batch in enumerate(batches):
            for column in range(own.who.shape[1]):
                np.add.at(shares[b], (own.who[:, column], own.victims[:, column]), batch[f])
        means = shares.mean(axis=0)
        errors = shares.std(axis=0, ddof=1)[:-1, :-1] / np.sqrt(len(batches))
        worst = max(worst, float(errors.max(initial=0.0)))
        for m, v in np.unique(np.stack([own.who.ravel(), own.victims.ravel()], axis=1), axis=0).tolist():
            if m < len(own.missing):
                posterior[own.missing[m], victims[v]] = float(means[m, v])
    return posterior, 3 * worst


def _pairs(options: Sequence[_Options], victims: Sequence[str], held: Sequence[int]) -> tuple[Pair, ...]:
    found = []
    for own, h in zip(options, held, strict=True):
        for m, v in zip(own.who[h].tolist(), own.victims[h].tolist(), strict=True):
            if m < len(own.missing):
                found.append((own.missing[m], victims[v]))
    return tuple(found)
