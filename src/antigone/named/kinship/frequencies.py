"""Allele frequencies: tables of counts, the least frequency to use, and one table that ships with the library.

The table that ships, `nist1036`, holds allele counts of 29 autosomal STR markers in four groups of the U.S. population
dataset of 1,036 unrelated people that NIST published in the public domain (revised 19 July 2017). Cite: Hill, Duewer,
Kline, Coble, Butler (2013), Forensic Sci. Int. Genet. 7: e82-e83, doi 10.1016/j.fsigen.2012.12.004; Steffen, Coble,
Gettings, Vallone (2017, corrigendum), 31: e36-e40, doi 10.1016/j.fsigen.2017.08.011. The groups' names are NIST's.
It is for demonstration and testing: a laboratory uses a table of its own population.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import numpy as np

from antigone.named.kinship.faults import Fault, MarkerError
from antigone.named.kinship.marker import Marker

# How far from 1 a sum of frequencies may be and still be called rounding.
ROUNDING = 0.01
CITATION = (
    "Hill et al. 2013, doi 10.1016/j.fsigen.2012.12.004; corrigendum Steffen et al. 2017, "
    "doi 10.1016/j.fsigen.2017.08.011 (NIST 1036, public domain, revised 19 July 2017)"
)


@dataclass(frozen=True, slots=True)
class Least:
    """A minimum-frequency rule, so that an allele that happens to be rare in a database does not weigh too much.

    Attributes:
        count: number of times that every allele is taken to have been seen at the least, in a database of 2N alleles;
            5 is the rule of the National Research Council (1996), *The Evaluation of Forensic DNA Evidence*,
            doi 10.17226/5141. 0 for no such rule.
        value: a stated least frequency, 0 to 1; used too, where it is the larger.
    """

    count: float = 0.0
    value: float = 0.0

    def of(self, alleles: float | None) -> tuple[float, str]:
        """The least frequency in a database of so many alleles (None: unknown), and the rule in words."""
        by_count = min(self.count / alleles, 0.5) if self.count > 0 and alleles else 0.0
        if by_count > self.value:
            return by_count, f"{self.count:g}/2N with 2N = {alleles:g}"
        return self.value, f"stated as {self.value:g}"


FIVE_OF_2N = Least(count=5.0)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was done to a table, to be shown beside the result.

    Attributes:
        marker: its name.
        code: `scaled`, `raised` or `added`.
        message: one sentence.
    """

    marker: str
    code: str
    message: str


@dataclass(frozen=True)
class FrequencyTable:
    """Frequencies of the alleles of many markers in one population.

    Attributes:
        name: of the population or the table, as its source calls it.
        frequencies: marker → allele → frequency, 0 to 1.
        sizes: marker → number of alleles counted (2N); absent where unknown.
        source: citation, or file.
    """

    name: str
    frequencies: Mapping[str, Mapping[str, float]]
    sizes: Mapping[str, float] = field(default_factory=dict)
    source: str = ""

    def marker(self, name: str, seen: Iterable[str] = (), least: Least = FIVE_OF_2N) -> tuple[Marker, list[Note]]:
        """A marker without mutation, after the minimum-frequency rule, with the alleles that were seen besides.

        Args:
            name: of the marker, as in the table.
            seen: alleles that profiles hold; those that the table lacks get the least frequency.
            least: the rule.

        Raises:
            MarkerError: the table has no such marker, or frequencies that cannot be.
        """
        if name not in self.frequencies:
            fault = Fault("no_frequencies", f"'{self.name}' has no such marker.", "Use another table.", marker=name)
            raise MarkerError([fault])
        alleles, p, notes = settled(name, self.frequencies[name], self.sizes.get(name), seen, least)
        marker = Marker(name, "A", alleles, np.array(p))
        marker.require_valid()
        return marker, notes


def settled(
    marker: str, table: Mapping[str, float], alleles_counted: float | None, seen: Iterable[str], least: Least
) -> tuple[tuple[str, ...], list[float], list[Note]]:
    """Alleles, frequencies that add up to 1, and what was done to get there.

    Rounding (up to 1 %) is scaled away first; then frequencies below the least one are raised to it, alleles that
    were seen and are not in the table are added with it, and all are divided by their sum.

    Raises:
        MarkerError: no frequencies, one outside 0 to 1, or a sum more than 1 % from 1.
    """
    total = sum(table.values())
    _require(marker, table, total)
    notes: list[Note] = []
    if abs(total - 1) > 1e-6:
        notes.append(Note(marker, "scaled", f"The frequencies add up to {total:.6g}; each was divided by that."))
    freqs = {allele: value / total for allele, value in table.items()}
    floor, rule = least.of(alleles_counted)
    raised = [allele for allele, value in freqs.items() if value < floor]
    if raised:
        which = f"allele {raised[0]}" if len(raised) == 1 else f"{len(raised)} alleles"
        text = f"The frequency of {which} was raised to the least one, {floor:.4g} ({rule})."
        notes.append(Note(marker, "raised", text))
    freqs = {allele: max(value, floor) for allele, value in freqs.items()}
    for allele in dict.fromkeys(seen):
        if allele not in freqs:
            given, why = (floor, rule) if floor else (_smallest(freqs), "the smallest of the table, at most 0.001")
            freqs[allele] = given
            text = f"Allele {allele} was seen and is not in the table; it got {given:.4g} ({why})."
            notes.append(Note(marker, "added", text))
    freqs = _in_order(freqs) if len(freqs) > len(table) else freqs
    after = sum(freqs.values())
    return tuple(freqs), [value / after for value in freqs.values()], notes


def _in_order(freqs: dict[str, float]) -> dict[str, float]:
    """Alleles by their number of repeats, where all of them have one; a stationary model steps along this order."""
    try:
        return {allele: freqs[allele] for allele in sorted(freqs, key=float)}
    except ValueError:
        return freqs


def _require(marker: str, table: Mapping[str, float], total: float) -> None:
    faults = [
        Fault("frequency_range", f"The frequency of allele {a} is {f}.", "Give 0 to 1.", marker=marker)
        for a, f in table.items()
        if not 0 <= f <= 1
    ]
    if not faults and abs(total - 1) > ROUNDING:
        text = f"The frequencies sum to {total:.6g}." if table else "There are no frequencies."
        faults.append(Fault("frequency_sum", text, "Complete the table; they must sum to 1.", marker=marker))
    if faults:
        raise MarkerError(faults)


def _smallest(freqs: Mapping[str, float]) -> float:
    return min([value for value in freqs.values() if value > 0] + [0.001])


@cache
def nist1036() -> Mapping[str, FrequencyTable]:
    """The tables that ship, by NIST's names of the groups; frequencies are the counts over the alleles counted."""
    text = resources.files("antigone.named.kinship").joinpath("data/nist1036.csv").read_text(encoding="utf-8")
    freqs: dict[str, dict[str, dict[str, float]]] = {}
    sizes: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(text.splitlines()):
        count, total = int(row["count"]), int(row["total"])
        freqs.setdefault(row["population"], {}).setdefault(row["locus"], {})[row["allele"]] = count / total
        sizes.setdefault(row["population"], {})[row["locus"]] = float(total)
    return {name: FrequencyTable(name, freqs[name], sizes[name], CITATION) for name in freqs}
