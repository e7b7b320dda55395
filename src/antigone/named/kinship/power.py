"""Power: what a family's profiles can show, before and after they are typed.

With the relatives typed, the distribution of the likelihood ratio under both hypotheses follows exactly from the
conditional genotype tables: one discrete distribution per marker, convolved. Before typing, families are simulated.
Source: Kling, Egeland, Tillmar, Prieto (2021), *Mass Identifications*, ch. 3 and 7 (exclusion and inclusion power).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.faults import Fault, KinshipError
from antigone.named.kinship.likelihood import Hypothesis, structures_of
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.reading import genotype_weights
from antigone.named.kinship.simulate import drop, seen
from antigone.named.kinship.stack import Array
from antigone.named.kinship.table import GenotypeTable, population, tables_of_families


def shown(marker: Marker, tables: Array) -> Array:
    """P(what a profile shows) from genotype tables (families, n, n), (families, n) or (families,).

    Returns:
        (families, readings): a/b whichever is maternal, x / silent counted as x / x. Silent / silent shows nothing and
        is left out, so that with a silent allele a row may sum to less than one.
    """
    n = len(marker.visible)
    if tables.ndim < 3:
        return tables[:, :n] if tables.ndim == 2 else np.zeros((len(tables), 0))
    both = tables + tables.swapaxes(1, 2)
    i, j = np.triu_indices(n)
    found: Array = both[:, i, j]
    same = i == j
    found[:, same] /= 2
    if marker.silent:
        found[:, same] += both[:, i[same], -1]
    return found


def _both(table: GenotypeTable) -> tuple[Array, Array]:
    """P(readings) of the member and of an unrelated person."""
    return (
        shown(table.marker, table.probability[None])[0],
        shown(table.marker, np.asarray(table.population, dtype=np.float64)[None])[0],
    )


def exclusion_probability(tables: Sequence[GenotypeTable]) -> float:
    """P(an unrelated person shows a genotype that the relatives rule out, at one marker at least); exact.

    Without mutation in the model; with it little is ruled out (see `lr_distribution` instead).
    """
    passing = 1.0
    for table in tables:
        p, q = _both(table)
        passing *= 1.0 - float(q[p <= 0].sum())
    return 1.0 - passing


def expected_log10_lr(tables: Sequence[GenotypeTable]) -> float:
    """Mean log10 likelihood ratio when the remains are the member; exact. Nothing seen counts as a ratio of 1."""
    total = 0.0
    for table in tables:
        p, q = _both(table)
        total += float((p[p > 0] * np.log10(p[p > 0] / q[p > 0])).sum())
    return total


@dataclass(frozen=True, eq=False)
class LRDistribution:
    """Distribution of log10 LR over all profiles, under each hypothesis.

    Attributes:
        log10_lr: (k,) values, ascending, `step` apart.
        related, unrelated: (k,) probabilities when the remains are the member, or an unrelated person.
        excluded: P(LR = 0) for an unrelated person.
        error: the values are at most this much below or above the true ones (rounding to the step).
    """

    log10_lr: Array
    related: Array
    unrelated: Array
    excluded: float
    error: float

    def rates(self, threshold: float) -> tuple[float, float]:
        """(false positives, false negatives) of calling log10 LR >= threshold a match."""
        at = self.log10_lr >= threshold - 1e-9
        return float(self.unrelated[at].sum()), float(self.related[~at].sum())

    def threshold_for(self, false_positives: float) -> float:
        """The least log10 LR whose false positive rate does not exceed the one given."""
        tail = np.cumsum(self.unrelated[::-1])[::-1]
        allowed = np.flatnonzero(tail <= false_positives)
        return float(self.log10_lr[allowed[0]]) if len(allowed) else float(self.log10_lr[-1] + self.error)

    @property
    def mean(self) -> float:
        """Mean log10 LR when the remains are the member."""
        return float((self.related * self.log10_lr).sum())


def lr_distribution(tables: Sequence[GenotypeTable], step: float = 0.01) -> LRDistribution:
    """Exact but for the rounding of each marker's log10 LR to a multiple of `step`; all terms are positive."""
    low = 0
    related = unrelated = np.ones(1)
    markers = 0
    for table in tables:
        p, q = _both(table)
        at = (p > 0) & (q > 0)
        if not at.any():
            continue
        markers += 1
        bins = np.rint(np.log10(p[at] / q[at]) / step).astype(np.int64)
        excluded = float(q[(p <= 0) & (q > 0)].sum())
        hidden = [max(0.0, 1.0 - float(p[at].sum())), max(0.0, 1.0 - excluded - float(q[at].sum()))]
        p, q = p[at], q[at]
        if table.marker.silent:  # nothing seen: a ratio of one
            bins, p, q = np.append(bins, 0), np.append(p, hidden[0]), np.append(q, hidden[1])
        low += int(bins.min())
        place = bins - bins.min()
        related = np.convolve(related, np.bincount(place, p))
        unrelated = np.convolve(unrelated, np.bincount(place, q))
    values: Array = (low + np.arange(len(related), dtype=np.float64)) * step
    return LRDistribution(values, related, unrelated, max(0.0, 1.0 - float(unrelated.sum())), markers * step / 2)


@dataclass(frozen=True, slots=True)
class Gain:
    """What typing one more relative would bring.

    Attributes:
        relative: id of the person.
        expected: mean log10 LR of a true match once the relative is typed as well.
        gain: by how much that exceeds the mean without.
        exclusion: P(an unrelated person is excluded) once the relative is typed, on average.
    """

    relative: str
    expected: float
    gain: float
    exclusion: float


def rank_relatives(
    pedigrees: Hypothesis,
    member: str,
    markers: Sequence[Marker],
    genotypes: Genotypes,
    candidates: Sequence[str],
) -> list[Gain]:
    """Whom to ask next: candidates by the gain of typing each, best first; exact, over all genotypes they may have.

    Args:
        pedigrees, member, markers, genotypes: as in `genotype_table`, with the profiles at hand (maybe none).
        candidates: relatives not typed yet who could give a sample.
    """
    known = {person: profile for person, profile in genotypes.items() if person != member}
    if clash := [who for who in candidates if who in known or who == member]:
        raise KinshipError(
            Fault("candidate", "Typed already, or the missing person.", "Leave the person out.", who) for who in clash
        )
    before = sum(_now(pedigrees, member, marker, known)[0] for marker in markers)
    found = []
    for relative in candidates:
        after, passing = 0.0, 1.0
        for marker in markers:
            gained, excluded = _with_relative(pedigrees, member, marker, known, relative)
            after += gained
            passing *= 1.0 - excluded
        found.append(Gain(relative, after, after - before, 1.0 - passing))
    return sorted(found, key=lambda gain: -gain.gain)


def _now(pedigrees: Hypothesis, member: str, marker: Marker, known: Genotypes) -> tuple[float, float]:
    """Mean log10 LR of a true match, and exclusion probability, at one marker."""
    return _weighted(marker, np.ones(1), tables_of_families(pedigrees, member, marker, [known])[1])


def _with_relative(
    pedigrees: Hypothesis, member: str, marker: Marker, known: Genotypes, relative: str
) -> tuple[float, float]:
    """The same, averaged over what the relative's profile may show."""
    n = len(marker.alleles)
    pairs = np.array([(i, j) for i in range(n) for j in range(i, n)])
    slots = _slots(pedigrees, relative, marker)
    if slots == 0:
        return _now(pedigrees, member, marker, known)
    possible = pairs if slots == 2 else pairs[pairs[:, 0] == pairs[:, 1]]
    shows = dict.fromkeys(seen(marker, pair) for pair in possible)
    families = [{**known, relative: {marker.name: reading}} for reading in shows if reading]
    logs, tables = tables_of_families(pedigrees, member, marker, families)
    base, now = tables_of_families(pedigrees, member, marker, [known])
    chances = np.exp(logs - base[0])
    value, excluded = _weighted(marker, chances, tables)
    unseen = max(0.0, 1.0 - float(chances.sum()))
    if unseen > 1e-12:  # a silent allele alone: as if not typed
        plain = _weighted(marker, np.ones(1), now)
        value, excluded = value + unseen * plain[0], excluded + unseen * plain[1]
    return value, excluded


def _weighted(marker: Marker, chances: Array, tables: Array) -> tuple[float, float]:
    """Mean over families of (log10 LR of a true match, share of unrelated persons excluded)."""
    p = shown(marker, tables)
    q = shown(marker, np.asarray(population(marker.frequencies, tables.ndim - 1))[None])
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * np.log10(p / q), 0.0)
    return float(chances @ terms.sum(axis=1)), float(chances @ np.where(p > 0, 0.0, q).sum(axis=1))


def _slots(pedigrees: Hypothesis, person: str, marker: Marker) -> int:
    nodes = structures_of(pedigrees, [marker])[marker.chrom]
    return len(nodes.slots[nodes.node_of[person]])


def simulate_lrs(
    pedigrees: Hypothesis,
    member: str,
    markers: Sequence[Marker],
    typed: Sequence[str],
    size: int,
    generator: np.random.Generator,
) -> tuple[Array, Array]:
    """log10 LR of `size` random families before anybody is typed: of the true member, and of an unrelated person.

    Args:
        typed: relatives who would give a sample.
        size: number of families.
        generator: source of randomness; the same seed gives the same answer.

    Returns:
        Two arrays (size,): under H1 and under H2; ``-inf`` is an exclusion.
    """
    related, unrelated = np.zeros(size), np.zeros(size)
    for marker in markers:
        drops = drop(pedigrees, marker, [*typed, member], size, generator)
        families = [
            {who: {marker.name: reading} for who in typed if (reading := seen(marker, drops[who][k]))}
            for k in range(size)
        ]
        _, tables = tables_of_families(pedigrees, member, marker, families)
        slots = tables.ndim - 1
        if slots == 0:
            continue
        stranger = generator.choice(len(marker.alleles), (size, slots), p=marker.frequencies / marker.frequencies.sum())
        related += _seen_lr(marker, tables, drops[member])
        unrelated += _seen_lr(marker, tables, stranger)
    return related, unrelated


def _seen_lr(marker: Marker, tables: Array, alleles: NDArray[np.int64]) -> Array:
    """log10 LR of what each genotype shows."""
    slots = tables.ndim - 1
    chances = population(marker.frequencies, slots)
    if not marker.silent:
        turned = alleles[:, ::-1]
        rows = np.arange(len(alleles))
        top = (tables[(rows, *alleles.T)] + tables[(rows, *turned.T)]) / 2
        with np.errstate(divide="ignore"):
            found: Array = np.log10(top / chances[tuple(alleles.T)])
            return found
    logs = np.zeros(len(alleles))
    for k, pair in enumerate(alleles):
        reading = seen(marker, pair)
        if reading:
            weight = genotype_weights(marker, reading, slots)
            with np.errstate(divide="ignore"):
                logs[k] = np.log10((tables[k] * weight).sum() / (chances * weight).sum())
    return logs
