"""Conditional genotype tables: P(genotype of a missing member | typed relatives), marker by marker.

Made once per family, a table answers every comparison by a look-up: a profile is a weight on it, an exclusion one of
its zeros, a partial or uncertain profile a sum over several entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np

from antigone.named.kinship.faults import Fault, GenotypeError
from antigone.named.kinship.likelihood import (
    Hypothesis,
    batch_loglik,
    checked,
    evaluate,
    loglik,
    pieces,
    prepared,
    structures_of,
)
from antigone.named.kinship.marker import Genotype, Genotypes, Marker, Profile
from antigone.named.kinship.network import Kind, build
from antigone.named.kinship.partitions import partition_tables
from antigone.named.kinship.pedigree import Pedigree, Person
from antigone.named.kinship.reading import Batch, Errors, ReadingErrors, genotype_weights, read, read_families
from antigone.named.kinship.stack import Array, FactorMaker
from antigone.named.kinship.structure import Convention, relevant

TABLE_DRAWS = 8  # founder alleles up to which tables with theta are made by partitions


@dataclass(frozen=True, eq=False)
class GenotypeTable:
    """P(genotype of a member | typed relatives) at one marker.

    Attributes:
        marker: whose alleles number the axes.
        probability: (n, n) by maternal and paternal allele, or (n,) where the member has one allele, or () where none;
            sums to one, or is all zeros when the relatives' own genotypes are impossible together.
        population: the same shape, for an unrelated person of the same sex.
        log_evidence: natural log of P(relatives' genotypes).
    """

    marker: Marker
    probability: Array
    population: Array
    log_evidence: float

    def weight(self, genotype: Genotype, error: ReadingErrors | None = None) -> float:
        """P(reading | the member, given the relatives)."""
        return self._mean(self.probability, genotype, error)

    def chance(self, genotype: Genotype, error: ReadingErrors | None = None) -> float:
        """P(reading | an unrelated person)."""
        return self._mean(self.population, genotype, error)

    def lr(self, genotype: Genotype, error: ReadingErrors | None = None) -> float:
        """Likelihood ratio of "the remains are the member" over "they are unrelated"; nan for an impossible reading."""
        return float(np.divide(self.weight(genotype, error), self.chance(genotype, error) or np.nan))

    def _mean(self, table: Array, genotype: Genotype, error: ReadingErrors | None) -> float:
        return float((table * genotype_weights(self.marker, genotype, table.ndim, error)).sum())

    @cached_property
    def unordered(self) -> Array:
        """(n, n) upper triangle: P(genotype a/b) for a <= b; one-allele tables as they are."""
        if self.probability.ndim < 2:
            return self.probability
        both = self.probability + self.probability.T
        return np.triu(both, 1) + np.diag(np.diag(self.probability))

    def genotypes(self) -> dict[str, float]:
        """``{"a/b": p}`` in the order of the marker's alleles (``{"a": p}`` for one allele)."""
        names = self.marker.alleles
        if self.probability.ndim < 2:
            return dict(zip(names, self.probability.tolist(), strict=False)) if self.probability.ndim else {}
        upper = self.unordered
        return {f"{names[i]}/{names[j]}": float(upper[i, j]) for i in range(len(names)) for j in range(i, len(names))}

    @property
    def excluded(self) -> list[str]:
        """Genotypes that the relatives rule out."""
        return [name for name, p in self.genotypes().items() if p == 0]


def genotype_table(
    pedigrees: Hypothesis,
    member: str,
    markers: Sequence[Marker],
    genotypes: Genotypes,
    theta: float = 0.0,
    convention: Convention = "FULL",
    errors: Errors | None = None,
) -> list[GenotypeTable]:
    """One table per marker for `member`, given all other genotypes (and the member's own, if typed).

    Arguments and errors are those of `loglik`. With theta the table is conditional on the relatives' alleles and
    `population` is the chance of a further, unrelated draw given the relatives.
    """
    batches = prepared(pedigrees, markers, genotypes, errors, theta)
    _require_member(structures_of(pedigrees, markers), member)
    if theta > 0:
        return _urn_tables(pedigrees, member, markers, genotypes, theta, errors)
    found: dict[int, GenotypeTable] = {}
    for batch in batches:
        for place, table in zip(batch.places, _tables(batch, member, convention), strict=True):
            found[place] = table
    return [found[place] for place in range(len(markers))]


def _require_member(structures: Mapping[str, object], member: str) -> None:
    if any(member not in nodes.node_of for nodes in structures.values()):  # type: ignore[attr-defined]
        raise GenotypeError(
            [Fault("unknown_person", "The member is in no pedigree.", "Name a person of the pedigree.", member)]
        )


def _tables(batch: Batch, member: str, convention: Convention) -> list[GenotypeTable]:
    target = batch.nodes.node_of[member]
    batch = _loosened(batch, target)
    slots = len(batch.nodes.slots[target])
    nodes, keep = relevant(batch.nodes, frozenset((*batch.typed, target)), convention)
    network = build(nodes, keep, (batch.kinds,), target)
    found: dict[int, GenotypeTable] = {}
    for piece in pieces(network, batch):
        part = batch.part(piece)
        stack = part.stack()
        logs, table = evaluate(network, FactorMaker(nodes, [stack], [part.evidence(stack.n)]), len(piece))
        for k, marker, log, own in zip(piece, part.markers, logs.tolist(), _rows(table, len(piece)), strict=True):
            cut = own[(slice(len(marker.alleles)),) * slots]
            found[k] = GenotypeTable(marker, cut, population(marker.frequencies, slots), log)
    return [found[k] for k in range(len(batch.markers))]


def _rows(table: Array | None, count: int) -> Array:
    """The table, or ones where the member has no allele of this kind."""
    return np.ones(count) if table is None else table


def _urn_tables(
    pedigrees: Hypothesis,
    member: str,
    markers: Sequence[Marker],
    genotypes: Genotypes,
    theta: float,
    errors: Errors | None,
) -> list[GenotypeTable]:
    """Tables with theta: of the member, and of somebody unrelated whose alleles come from the same urn."""
    parts = (pedigrees,) if isinstance(pedigrees, Pedigree) else tuple(pedigrees)
    sex = next(part.sex_of(member) for part in parts if member in part.by_id)
    other = "unrelated" + "'" * max(len(name) for part in parts for name in part.by_id)
    apart = (*parts, Pedigree((Person(other, sex=sex),)))
    others = {who: profile for who, profile in genotypes.items() if who != member}
    own = _urn_distributions(parts, member, markers, genotypes, theta, errors)
    unrelated = _urn_distributions(apart, other, markers, others, theta, errors)
    return [
        GenotypeTable(marker, table, population, log)
        for marker, (log, table), (_, population) in zip(markers, own, unrelated, strict=True)
    ]


def _urn_distributions(
    parts: Hypothesis, who: str, markers: Sequence[Marker], genotypes: Genotypes, theta: float, errors: Errors | None
) -> list[tuple[float, Array]]:
    """Per marker the log of the evidence and the distribution of one person's ordered genotype."""
    found: dict[int, tuple[float, Array]] = {}
    errors = {person: error for person, error in (errors or {}).items() if person in genotypes}
    for batch in read(structures_of(parts, markers), markers, genotypes, errors):
        target = batch.nodes.node_of[who]
        loose = _loosened(batch, target)
        nodes, keep = relevant(loose.nodes, frozenset((*loose.typed, target)), "FULL")
        network = build(nodes, keep, (loose.kinds,), target)
        if network.draws > TABLE_DRAWS or theta == 1 or not network.free:
            for k, place in enumerate(loose.places):
                found[place] = _by_genotype(loose.part([k]), target, theta)
            continue
        for piece in pieces(network, loose):
            part = loose.part(piece)
            stack = part.stack()
            evidence = part.evidence(stack.n)
            logs, tables = partition_tables(nodes, network, stack, evidence, len(piece), theta)
            for place, marker, log, table in zip(part.places, part.markers, logs.tolist(), tables, strict=True):
                found[place] = (log, table[(slice(len(marker.alleles)),) * (tables.ndim - 1)])
    return [found[place] for place in range(len(markers))]


def _by_genotype(batch: Batch, target: int, theta: float) -> tuple[float, Array]:
    """One marker, by one likelihood for each genotype of the target in turn."""
    n, slots = len(batch.markers[0].alleles), len(batch.nodes.slots[target])
    typed = batch.kinds[target] == "dense"
    place = batch.typed.index(target) if typed else sum(i < target for i in batch.typed)
    kinds: tuple[Kind, ...] = (*batch.kinds[:target], "dense", *batch.kinds[target + 1 :])
    row = batch.readings[0]
    known = np.asarray(row[place]) if typed else np.ones((n,) * slots)
    logs = np.full((n,) * slots, -np.inf)
    if not slots:
        return float(batch_loglik(batch, theta, "FULL")[0]), np.ones(())
    for pair in combinations_with_replacement(range(n), slots):
        weight = np.zeros((n,) * slots)
        weight[pair] = weight[pair[::-1]] = known[pair] / (1 + (len(set(pair)) > 1))
        readings = [[*row[:place], weight, *row[place + typed :]]]
        logs[pair] = logs[pair[::-1]] = batch_loglik(replace(batch, kinds=kinds, readings=readings), theta, "FULL")[0]
    if not np.isfinite(logs.max()):
        return -np.inf, np.zeros_like(logs)
    likelihood = np.exp(logs - logs.max())
    total = float(likelihood.sum())
    return float(logs.max()) + float(np.log(total)), likelihood / total


def population(frequencies: Array, slots: int) -> Array:
    """Genotype probabilities of an unrelated person with `slots` alleles (Hardy-Weinberg)."""
    if slots == 2:
        return np.multiply.outer(frequencies, frequencies)
    return frequencies if slots == 1 else np.ones(())


def tables_of_families(
    pedigrees: Hypothesis,
    member: str,
    marker: Marker,
    families: Sequence[Genotypes],
    convention: Convention = "FULL",
    errors: Errors | None = None,
) -> tuple[Array, Array]:
    """Tables at one marker for many families of the same shape, worked on together.

    Args:
        pedigrees, member, convention, errors: as in `genotype_table`, the same for all.
        marker: one marker.
        families: genotypes of each family, by the ids of `pedigrees`.

    Returns:
        Natural logs of the evidence (families,), and the tables (families, n, n), (families, n) or (families,).
    """
    checked((marker,))
    structures = structures_of(pedigrees, [marker])
    _require_member(structures, member)
    nodes = structures[marker.chrom]
    target = nodes.node_of[member]
    logs = np.zeros(len(families))
    tables = np.ones((len(families), *(len(marker.alleles),) * len(nodes.slots[target])))
    for batch in read_families(nodes, marker, families, errors):
        loose = _loosened(batch, target)
        near, keep = relevant(nodes, frozenset((*loose.typed, target)), convention)
        network = build(near, keep, (loose.kinds,), target)
        maker = FactorMaker(near, [loose.stack()], [loose.evidence(len(marker.alleles))])
        logs[batch.places], table = evaluate(network, maker, len(batch.places))
        if table is not None:
            tables[batch.places] = table
    return logs, tables


def _loosened(batch: Batch, target: int) -> Batch:
    """The batch with what is known of the target itself as weights on its genotypes."""
    if batch.kinds[target] in ("none", "dense"):
        return batch
    place = batch.typed.index(target)
    kinds: list[Kind] = list(batch.kinds)
    kinds[target] = "dense"
    slots = len(batch.nodes.slots[target])
    readings = []
    for marker, row in zip(batch.markers, batch.readings, strict=True):
        pair = row[place]
        names = (marker.alleles[int(pair[0])], marker.alleles[int(pair[1])])
        readings.append([*row[:place], genotype_weights(marker, names, slots), *row[place + 1 :]])
    return replace(batch, kinds=tuple(kinds), readings=readings)


@dataclass(frozen=True)
class FamilyTables:
    """Tables of all missing members of a family, kept up to date as members are identified.

    Tables are made when asked for. Identifying a member remakes only the markers that were typed in the remains.
    """

    pedigrees: Hypothesis
    markers: tuple[Marker, ...]
    genotypes: Genotypes
    made: Mapping[str, tuple[GenotypeTable, ...]]

    @classmethod
    def start(cls, pedigrees: Hypothesis, markers: Sequence[Marker], genotypes: Genotypes) -> FamilyTables:
        """A family in which nobody has been identified yet."""
        return cls(pedigrees, tuple(markers), genotypes, {})

    def table(self, member: str) -> tuple[GenotypeTable, ...]:
        """The member's tables, one per marker."""
        if member not in self.made:
            made = tuple(genotype_table(self.pedigrees, member, self.markers, self.genotypes))
            self.made[member] = made  # type: ignore[index]
        return self.made[member]

    def identified(self, member: str, profile: Profile) -> FamilyTables:
        """The family with `member` typed by the remains' profile; tables already made are updated."""
        genotypes = {**self.genotypes, member: {**self.genotypes.get(member, {}), **profile}}
        places = [k for k, marker in enumerate(self.markers) if marker.name in profile]
        changed = [self.markers[k] for k in places]
        made = {}
        for other, tables in self.made.items():
            if other != member:
                fresh = dict(zip(places, genotype_table(self.pedigrees, other, changed, genotypes), strict=True))
                made[other] = tuple(fresh.get(k, table) for k, table in enumerate(tables))
        return FamilyTables(self.pedigrees, self.markers, genotypes, made)

    def lr(self, member: str, profile: Profile) -> Array:
        """(markers,) likelihood ratios of the profile for the member; one where the profile has no reading."""
        tables = self.table(member)
        return np.array([t.lr(profile[t.marker.name]) if t.marker.name in profile else 1.0 for t in tables])


__all__ = ["FamilyTables", "GenotypeTable", "genotype_table", "loglik"]
