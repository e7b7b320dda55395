"""Markers: alleles, their frequencies in the population, and how they mutate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.faults import Fault, MarkerError
from antigone.named.kinship.mutation import Mutation

Chromosome = Literal["A", "X", "Y", "MT"]
# Two alleles, one (a male's X, Y or mtDNA), or a half genotype: ("14", None) when only one allele could be read.
Genotype: TypeAlias = tuple[str | None, ...]
Profile: TypeAlias = Mapping[str, Genotype]  # by marker name
Genotypes: TypeAlias = Mapping[str, Profile]  # by person id
FREQUENCY_SUM_TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class Marker:
    """A locus.

    Attributes:
        name: e.g. ``D12S391``.
        chrom: ``"A"`` autosomal, ``"X"``, ``"Y"`` or ``"MT"``; a Y or mtDNA marker is one haplotype, passed on whole.
        alleles: names, each once.
        frequencies: probability of each allele among founders; sums to one.
        silent: True when the last allele is never seen (a null allele): x / silent shows as x / x.
        mutation: None means that alleles are passed on unchanged.
    """

    name: str
    chrom: Chromosome
    alleles: tuple[str, ...]
    frequencies: NDArray[np.float64]
    silent: bool = False
    mutation: Mutation | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "alleles", tuple(self.alleles))
        object.__setattr__(self, "frequencies", np.array(self.frequencies, dtype=np.float64))

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each allele."""
        return {allele: i for i, allele in enumerate(self.alleles)}

    @cached_property
    def pairs(self) -> dict[Genotype, tuple[int, int]]:
        """Allele numbers of every certain genotype of two visible alleles, both ways round."""
        names = list(enumerate(self.visible))
        return {(a, b): (i, j) for i, a in names for j, b in names}

    @property
    def visible(self) -> tuple[str, ...]:
        """Alleles that can be seen: all but the silent one."""
        return self.alleles[:-1] if self.silent else self.alleles

    def check(self) -> list[Fault]:
        """Everything that is wrong with the marker; empty when it is sound."""
        n = len(self.alleles)
        faults = [
            Fault(
                "duplicate_allele",
                f"Allele {allele} stands {times} times.",
                "Keep one of them and add the frequencies.",
                marker=self.name,
            )
            for allele, times in Counter(self.alleles).items()
            if times > 1
        ]
        if self.chrom not in ("A", "X", "Y", "MT"):
            faults.append(
                Fault(
                    "unknown_chromosome",
                    f"The chromosome is given as {self.chrom!r}.",
                    "Use A (autosomal), X, Y or MT.",
                    marker=self.name,
                )
            )
        if n < 1 + self.silent:
            faults.append(
                Fault("no_alleles", "The marker has no allele that can be seen.", "List its alleles.", marker=self.name)
            )
        faults += self._frequency_faults(n)
        return faults + (self.mutation.check(n, self.name) if self.mutation else [])

    def _frequency_faults(self, n: int) -> list[Fault]:
        p = self.frequencies
        if p.shape != (n,):
            return [
                Fault(
                    "frequency_count",
                    f"There are {p.size} frequencies for {n} alleles.",
                    "Give one frequency for each allele.",
                    marker=self.name,
                )
            ]
        faults = [
            Fault(
                "frequency_range",
                f"The frequency of allele {allele} is {value}.",
                "Give frequencies between 0 and 1.",
                marker=self.name,
            )
            for allele, value in zip(self.alleles, p.tolist(), strict=True)
            if not 0 <= value <= 1
        ]
        if not faults and abs(float(p.sum()) - 1) > FREQUENCY_SUM_TOLERANCE:
            faults.append(
                Fault(
                    "frequency_sum",
                    f"The frequencies sum to {float(p.sum()):.9g}.",
                    "Make them sum to 1: add a rest allele, or divide each by the sum.",
                    marker=self.name,
                )
            )
        return faults

    def require_valid(self) -> None:
        """Raise `MarkerError` with all the faults of `check`, if there are any."""
        if faults := self.check():
            raise MarkerError(faults)
