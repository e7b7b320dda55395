"""Proved upper bounds on the posterior of every option, cheap even for hundreds of thousands of them.

Let Z_G be the sum over all assignments in a set G of families and victims, R_f(s) the ratio of option s of family
f, all unmatched weights one. Three facts, each true in every G, whatever else has been taken away from it:

1. *Home.* Send each option t of a family f' without victim v to an option t' that has v and no victim beyond t
and v (v put into some place of
   t, or of the empty option). With home(v) = max over t' of Σ_{t sent to t'} R(t) / R(t'), Z_{G-v} ≤ home(v) · Z_G.
2. *Rivals.* Z_G ≤ rivals(u) · Z_{G-u}, with rivals(u) = 1 + Σ_g Σ_places max over options t of g that put u
there of R_g(t) / R_g(t without u).
3. Z_G ≥ R_f(o) · Z_{G-f-o} for any option o of a family f.

Together, for any option s and any other option o of the same family f, with homes and rivals in families other
than f:

    P(f takes s) = R_f(s) Z_{G-f-s} / Z_G ≤ R_f(s) / R_f(o) · Π_{v in s, not in o} home(v) · Π_{u in o, not in s}
    rivals(u)

Homes above 1 are left away (Z_{G-v} ≤ Z_G always), and the best of several o is taken, the empty option among them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from antigone.named.joint.factor import FamilyFactor, Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bounds = list[list[Floats]]

MOST_OCCUPANTS = 6
# Differences of sums of doubles are rounded up by this share of the sum.
ROUNDING = 1e-13


def option_bounds(families: Sequence[FamilyFactor], victims: Sequence[str]) -> Bounds:
    """A bound on the posterior of every option, in the order of each family's tables; 0 for excluded ones."""
    number = {v: i for i, v in enumerate(victims)}
    maps = [np.array([number[v] for v in f.victims], dtype=np.int64) for f in families]
    homes = np.full((len(families), len(victims)), np.inf)
    rivals = np.zeros((len(families), len(victims)))
    for i, (family, where) in enumerate(zip(families, maps, strict=True)):
        if len(where):
            options = _Coded.of(family)
            homes[i, where] = options.homes()
            rivals[i, where] = options.rivals()
    all_rivals = rivals.sum(axis=0)
    bounds = []
    for i, (family, where) in enumerate(zip(families, maps, strict=True)):
        home = np.log(np.minimum(1.0, np.delete(homes, i, axis=0).min(axis=0, initial=1.0)))[where]
        others = np.log1p(np.maximum(all_rivals - rivals[i], 0.0) + ROUNDING * all_rivals)[where]
        instead = _occupants(family, others)
        bounds.append([_table_bound(table, home, others, instead) for table in family.tables])
    return bounds


@dataclass(frozen=True)
class _Coded:
    """The possible options of one family, each as a number: one digit for each place, 0 where nobody has it.

    Attributes:
        n_victims: of the family's own list; the base is one more.
        code: sorted, the empty option (0) first.
        digit: [options, places].
        weight: ratios, divided by the largest so that sums stay in range.
    """

    n_victims: int
    code: Ints
    digit: Ints
    weight: Floats

    @classmethod
    def of(cls, family: FamilyFactor) -> _Coded:
        n, places = len(family.victims), len(family.missing)
        if (n + 1) ** places >= 2**62:
            raise ValueError(f"Family {family.name} has too many missing persons for {n} remains.")
        digits, logs = [np.zeros((1, places), np.int64)], [np.zeros(1)]
        for table in family.tables:
            alive = table.only(table.log_ratio > -math.inf)
            digit = np.zeros((len(alive.log_ratio), places), np.int64)
            np.put_along_axis(digit, alive.who, alive.given + 1, axis=1)
            digits.append(digit)
            logs.append(alive.log_ratio)
        digit, log = np.concatenate(digits), np.concatenate(logs)
        code = digit @ cls._bases(n, places)
        order = np.argsort(code, kind="stable")
        return cls(n, code[order], digit[order], np.exp(log - log.max())[order])

    @staticmethod
    def _bases(n: int, places: int) -> Ints:
        bases: Ints = (n + 1) ** np.arange(places, dtype=np.int64)
        return bases

    def _without(self, place: int) -> Ints:
        """Code of each option with this place left empty."""
        return self.code - self.digit[:, place] * int(self._bases(self.n_victims, self.digit.shape[1])[place])

    def _weight_at(self, codes: Ints) -> Floats:
        """Weights of the options with these codes; 0 where there is none."""
        at = np.minimum(np.searchsorted(self.code, codes), len(self.code) - 1)
        found: Floats = np.where(self.code[at] == codes, self.weight[at], 0.0)
        return found

    def rivals(self) -> Floats:
        """Σ over places of the most that putting a victim there can gain, for each victim of the family's list."""
        total = np.zeros(self.n_victims + 1)
        for place in range(self.digit.shape[1]):
            rest = self._weight_at(self._without(place))
            known = rest > 0
            gain = np.zeros(self.n_victims + 1)
            np.maximum.at(gain, self.digit[known, place], self.weight[known] / rest[known])
            total += gain
            # An option none of whose parts is possible alone is set against the empty option.
            np.add.at(total, self.digit[~known, place], self.weight[~known] / self.weight[0])
        return total[1:]

    def homes(self) -> Floats:
        """home(v) for each victim of the family's list, by the best place for it; infinite where there is none."""
        best: Floats = np.min([self._homes_at(place) for place in range(self.digit.shape[1])], axis=0)
        return best

    def _homes_at(self, place: int) -> Floats:
        n = self.n_victims + 1
        rest = self._without(place)
        groups, group = np.unique(rest, return_inverse=True)
        mass = np.bincount(group, weights=self.weight)
        uses = np.zeros(n)
        for other in range(self.digit.shape[1]):
            np.add.at(uses, self.digit[:, other], self.weight)
        without = np.maximum(self.weight.sum() - uses, 0) + ROUNDING * self.weight.sum()

        put = self.digit[:, place] > 0
        victim, sent = self.digit[put, place], mass[group[put]] - self.weight[put] + ROUNDING * mass[group[put]]
        ratio = sent / self.weight[put]
        alone = groups[group[put]] == 0
        single = np.zeros(n)
        single[victim[alone]] = self.weight[put][alone]
        covered = np.zeros(n)
        np.add.at(covered, victim, sent)
        stray = np.maximum(without - covered, 0) + ROUNDING * self.weight.sum()
        with np.errstate(divide="ignore", invalid="ignore"):
            base = np.zeros(n)
            base[victim[alone]] = sent[alone]
            base = np.where(single > 0, (base + stray) / single, np.inf)
            far = ~alone & (ratio > base[victim])
            moved = np.zeros(n)
            np.add.at(moved, victim[far], sent[far])
            with_far = np.where(single > 0, base + moved / single, np.inf)
        near = np.zeros(n)
        np.maximum.at(near, victim[~alone & ~far], ratio[~alone & ~far])
        every = near.copy()
        np.maximum.at(every, victim[far], ratio[far])
        best: Floats = np.minimum(np.maximum(with_far, near), np.maximum(base, every))[1:]
        return best


@dataclass(frozen=True)
class _Occupant:
    """An option o that the family would rather take: the log of its ratio, and its victims."""

    log_ratio: float
    victims: tuple[int, ...]


def _occupants(family: FamilyFactor, rivals: Floats) -> list[_Occupant]:
    """The empty option, and the few options with the most ratio for the rivals they have."""
    found: list[tuple[float, _Occupant]] = []
    for table in family.tables:
        worth = table.log_ratio - rivals[table.given].sum(axis=1)
        for row in np.argsort(-worth)[:MOST_OCCUPANTS]:
            if worth[row] > 0:
                occupant = _Occupant(float(table.log_ratio[row]), tuple(table.given[row].tolist()))
                found.append((float(worth[row]), occupant))
    found.sort(key=lambda item: -item[0])
    return [_Occupant(0.0, ()), *(occupant for _, occupant in found[:MOST_OCCUPANTS])]


def _table_bound(table: Table, home: Floats, rivals: Floats, instead: Sequence[_Occupant]) -> Floats:
    """Bounds of the options of one table."""
    best = np.zeros(len(table.given))
    for occupant in instead:
        mine = np.isin(table.given, occupant.victims)
        log = table.log_ratio - occupant.log_ratio + np.where(mine, 0.0, home[table.given]).sum(axis=1)
        for u in occupant.victims:
            log = log + np.where((table.given == u).any(axis=1), 0.0, rivals[u])
        best = np.minimum(best, log)
    return np.where(table.log_ratio > -math.inf, np.exp(best), 0.0)
