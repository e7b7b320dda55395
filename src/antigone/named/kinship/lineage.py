"""Lineage evidence: Y-STR and mitochondrial haplotypes, passed on whole, and how rare a haplotype is.

All members of a paternal (maternal) line share the haplotype up to mutation, so that a match speaks for the line, never
for one person of it. The likelihood ratio is P(second haplotype | first, same line) / P(second haplotype | population).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from antigone.named.kinship.faults import Fault, GenotypeError, KinshipError
from antigone.named.kinship.pedigree import Pedigree

Line = Literal["Y", "MT"]
Haplotype = Mapping[str, str]  # by locus: repeat number (Y-STR) or sequence state


@dataclass(frozen=True, slots=True)
class HaplotypeFrequency:
    """An estimate of a haplotype's frequency in the population.

    Attributes:
        value: the estimate.
        upper: one-sided upper confidence bound (Clopper-Pearson) from the plain count.
        confidence: of the bound, e.g. 0.95.
        estimator: its name and source, for the report.
    """

    value: float
    upper: float
    confidence: float
    estimator: str


def haplotype_frequency(
    count: int,
    size: int,
    estimator: Literal["augmented", "count", "kappa"] = "augmented",
    singletons: int | None = None,
    confidence: float = 0.95,
) -> HaplotypeFrequency:
    """How common a haplotype is, from its count in a database of `size` haplotypes.

    Args:
        count: times the haplotype stands in the database.
        size: haplotypes in the database.
        estimator: ``"augmented"``: (count + 1) / (size + 1), the case's own haplotype added; ``"count"``: count / size;
            ``"kappa"``: (1 - k) / (size + 1) for a haplotype not seen before, k being the share of singletons once the
            case's haplotype is added (Brenner (2010), Forensic Sci. Int. Genet. 4: 281-291).
        singletons: haplotypes seen once in the database; needed by ``"kappa"``.
        confidence: of the upper bound, in (0, 1).

    Raises:
        KinshipError: counts that make no sense.
    """
    _check_counts(count, size, estimator, singletons, confidence)
    upper = clopper_pearson_upper(count, size, confidence)
    if estimator == "count":
        return HaplotypeFrequency(count / size, upper, confidence, "count / size")
    if estimator == "kappa":
        share = ((singletons or 0) + 1) / (size + 1)
        return HaplotypeFrequency((1 - share) / (size + 1), upper, confidence, "kappa, Brenner (2010)")
    return HaplotypeFrequency((count + 1) / (size + 1), upper, confidence, "(count + 1) / (size + 1)")


def clopper_pearson_upper(count: int, size: int, confidence: float = 0.95) -> float:
    """The frequency at which `count` or fewer in `size` has probability 1 - confidence (one-sided).

    Source: Clopper and Pearson (1934), Biometrika 26: 404-413.
    """
    if count >= size:
        return 1.0
    if count == 0:
        return float(1 - (1 - confidence) ** (1 / size))
    from scipy.stats import beta

    return float(beta.ppf(confidence, count + 1, size - count))


def _check_counts(count: int, size: int, estimator: str, singletons: int | None, confidence: float) -> None:
    faults = []
    if size < 1 or not 0 <= count <= size:
        faults.append(
            Fault("haplotype_count", f"{count} in {size} haplotypes is no count.", "Give 0 <= count <= size, size > 0.")
        )
    if not 0 < confidence < 1:
        faults.append(Fault("confidence", f"The confidence is {confidence}.", "Give a number between 0 and 1."))
    if estimator not in ("augmented", "count", "kappa"):
        faults.append(Fault("estimator", f"Unknown estimator {estimator!r}.", "Use augmented, count or kappa."))
    if estimator == "kappa" and (count or singletons is None or not 0 <= singletons <= size):
        faults.append(
            Fault(
                "estimator",
                "Kappa is for a haplotype that is not in the database, and needs the number of singletons.",
                "Give count 0 and the singletons, or use the augmented estimator.",
            )
        )
    if faults:
        raise KinshipError(faults)


def with_theta(frequency: float, theta: float) -> float:
    """Match probability when two unrelated lines may share a recent ancestor: theta + (1 - theta) p."""
    return theta + (1 - theta) * frequency


def lineage(pedigree: Pedigree, person: str, line: Line) -> tuple[str, ...]:
    """The person and their ancestors in the paternal (Y) or maternal (MT) line, upwards."""
    pedigree.require_valid()
    found = [person]
    while True:
        here = pedigree.by_id[found[-1]]
        parent = here.father if line == "Y" else here.mother
        if parent is None:
            return tuple(found)
        found.append(parent)


def meioses_between(pedigree: Pedigree, first: str, second: str, line: Line) -> int | None:
    """Transmissions on the way from one person to the other within a line; None when they do not share it.

    Women have no Y: for ``"Y"`` both must be male.
    """
    faults = [
        Fault("unknown_person", "The person is not in the pedigree.", "Name a person of the pedigree.", who)
        for who in (first, second)
        if who not in pedigree.by_id
    ]
    if faults:
        raise GenotypeError(faults)
    if line == "Y" and "F" in (pedigree.sex_of(first), pedigree.sex_of(second)):
        return None
    up, other = lineage(pedigree, first, line), lineage(pedigree, second, line)
    shared = [(i, other.index(who)) for i, who in enumerate(up) if who in other]
    return sum(shared[0]) if shared else None


def net_steps(meioses: int, rate: float, difference: int) -> float:
    """P(allele `difference` repeats longer after so many transmissions), one step up or down with rate / 2 each."""
    one = np.array([rate / 2, 1 - rate, rate / 2])
    total = np.ones(1)
    for _ in range(meioses):
        total = np.convolve(total, one)
    return float(total[meioses + difference]) if abs(difference) <= meioses else 0.0


def lineage_lr(
    first: Haplotype,
    second: Haplotype,
    meioses: int,
    frequency: float,
    rates: Mapping[str, float] | float = 0.0,
) -> float:
    """Likelihood ratio of "same line, so many meioses apart" over "unrelated lines".

    Args:
        first, second: haplotypes; only the loci typed in both count.
        meioses: transmissions between the two persons, from `meioses_between`.
        frequency: of the second haplotype (of the loci compared) in the population, in (0, 1].
        rates: mutation rate per transmission, for each locus or for all; single steps up or down.

    Returns:
        The ratio; 0 when more steps are needed than there are meioses, or without mutation any difference.
    """
    loci = sorted(set(first) & set(second))
    if not loci or not 0 < frequency <= 1 or meioses < 0:
        raise KinshipError(
            [
                Fault(
                    "haplotypes",
                    "There is nothing to compare: no shared locus, a frequency outside (0, 1], or meioses below 0.",
                    "Give haplotypes with shared loci and the frequency of the second.",
                )
            ]
        )
    chance = 1.0
    for locus in loci:
        rate = rates if isinstance(rates, int | float) else rates.get(locus, 0.0)
        chance *= _same_line(first[locus], second[locus], meioses, float(rate))
    return chance / frequency


def _same_line(a: str, b: str, meioses: int, rate: float) -> float:
    if a == b:
        return net_steps(meioses, rate, 0)
    try:
        steps = round((float(b) - float(a)) * 10)
    except ValueError:
        return 0.0
    return net_steps(meioses, rate, steps // 10) if steps % 10 == 0 else 0.0


def differences(first: Haplotype, second: Haplotype) -> Sequence[str]:
    """Loci typed in both that differ, by name."""
    return sorted(locus for locus in set(first) & set(second) if first[locus] != second[locus])
