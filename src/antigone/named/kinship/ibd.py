"""Identity by descent: how closely two persons are related, as coefficients.

The nine condensed coefficients of Jacquard follow from the likelihoods themselves: P(genotype of a, genotype of b) at
an invented marker is a known mixture of nine distributions, whose weights are solved for. Source: Jacquard (1974),
*The Genetic Structure of Populations*; Thompson (1975), Ann. Hum. Genet. 39: 173-188 (k0, k1, k2).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

import numpy as np

from antigone.named.kinship.marker import Marker
from antigone.named.kinship.pedigree import Pedigree
from antigone.named.kinship.stack import Array
from antigone.named.kinship.table import tables_of_families

# Which of the four alleles (two of a, two of b) are identical, in Jacquard's order of the nine states.
STATES = ("aaaa", "aabb", "aaab", "aabc", "abaa", "abcc", "abab", "abac", "abcd")
_PROBE = Marker("probe", "A", ("1", "2", "3", "4"), np.array([0.1, 0.2, 0.3, 0.4]))


@lru_cache(maxsize=1)
def _distributions() -> Array:
    """(9, 4, 4, 4, 4): P(ordered genotypes of a and b | state), made symmetric in the order of each pair."""
    found = np.zeros((9, 4, 4, 4, 4))
    for s, state in enumerate(STATES):
        letters = sorted(set(state))
        for draw in product(range(4), repeat=len(letters)):
            at = tuple(draw[letters.index(letter)] for letter in state)
            found[s][at] += np.prod(_PROBE.frequencies[list(draw)])
    found = (found + found.swapaxes(1, 2)) / 2
    return (found + found.swapaxes(3, 4)) / 2


@lru_cache(maxsize=256)
def jacquard(pedigree: Pedigree, a: str, b: str) -> tuple[float, ...]:
    """The nine condensed identity coefficients of two persons (autosomal), to about 1e-12; they sum to one."""
    names = _PROBE.alleles
    joint = np.zeros((4, 4, 4, 4))
    pairs = [(i, j) for i in range(4) for j in range(i, 4)]
    families = [{a: {"probe": (names[i], names[j])}} for i, j in pairs]
    logs, tables = tables_of_families(pedigree, b, _PROBE, families)
    for (i, j), log, table in zip(pairs, logs, tables, strict=True):
        chance = np.exp(log) * (table + table.T) / 2
        joint[i, j] += chance / (1 + (i != j))
        if i != j:
            joint[j, i] = joint[i, j]
    weights, *_ = np.linalg.lstsq(_distributions().reshape(9, -1).T, joint.reshape(-1), rcond=None)
    return tuple(float(x) for x in np.round(np.maximum(weights, 0.0), 11) + 0.0)


def kappa(pedigree: Pedigree, a: str, b: str) -> tuple[float, float, float] | None:
    """(k0, k1, k2): P(the two share 0, 1, 2 alleles by descent); None when one of them is inbred."""
    states = jacquard(pedigree, a, b)
    return (states[8], states[7], states[6]) if sum(states[:6]) < 1e-9 else None


def kinship(pedigree: Pedigree, a: str, b: str) -> float:
    """P(an allele of a and an allele of b, drawn at random, are identical by descent), autosomal."""
    d = jacquard(pedigree, a, b)
    return d[0] + (d[2] + d[4] + d[6]) / 2 + d[7] / 4


def x_kinship(pedigree: Pedigree, a: str, b: str) -> float:
    """The same at an X-linked locus; a man has one allele. Recursion on the younger of the two."""
    pedigree.require_valid()
    age = {name: i for i, name in enumerate(pedigree.parents_first)}

    @cache
    def value(first: str, second: str) -> float:
        if age[first] < age[second]:
            first, second = second, first
        person = pedigree.by_id[first]
        male = pedigree.sex_of(first) == "M"
        if first == second:
            if male:
                return 1.0
            within = person.founder_inbreeding if person.is_founder else value(str(person.father), str(person.mother))
            return (1 + within) / 2
        if person.is_founder:
            return 0.0
        through_mother = value(str(person.mother), second)
        return through_mother if male else (through_mother + value(str(person.father), second)) / 2

    return value(a, b)


RELATIONS: dict[tuple[float, float, float], str] = {
    (0.0, 0.0, 1.0): "identical twin",
    (0.0, 1.0, 0.0): "parent or child",
    (0.25, 0.5, 0.25): "full sibling",
    (0.5, 0.5, 0.0): "half sibling or the like",
    (0.75, 0.25, 0.0): "first cousin or the like",
    (1.0, 0.0, 0.0): "unrelated",
}


def relation(pedigree: Pedigree, a: str, b: str) -> str:
    """What b is to a, in words."""
    shares = kappa(pedigree, a, b)
    if b in _parents(pedigree, [a]):
        return "parent"
    if a in _parents(pedigree, [b]):
        return "child"
    if shares is None:
        return "relative with inbreeding"
    nearest = min(RELATIONS, key=lambda known: sum(abs(x - y) for x, y in zip(known, shares, strict=True)))
    if max(abs(x - y) for x, y in zip(nearest, shares, strict=True)) > 1e-6:
        return "relative"
    return _named(pedigree, a, b) if nearest in ((0.5, 0.5, 0.0), (0.75, 0.25, 0.0)) else RELATIONS[nearest]


def _named(pedigree: Pedigree, a: str, b: str) -> str:
    """Relatives of the second and third degree by the way between them."""
    mine, theirs = _parents(pedigree, [a]), _parents(pedigree, [b])
    above, beyond = _parents(pedigree, mine), _parents(pedigree, theirs)
    ways = (
        ("half sibling", bool(mine & theirs)),
        ("grandparent", b in above),
        ("grandchild", a in beyond),
        ("uncle or aunt", bool(above & theirs)),
        ("nephew or niece", bool(mine & beyond)),
        ("first cousin", bool(above & beyond)),
    )
    found = [words for words, holds in ways if holds]
    return found[0] if found else "relative"


def _parents(pedigree: Pedigree, people: Iterable[str]) -> set[str]:
    persons = [pedigree.by_id[who] for who in people]
    return {parent for person in persons for parent in (person.father, person.mother) if parent is not None}
