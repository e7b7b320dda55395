"""Remains that are one person, joined before anything else; every join can be seen and taken back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from antigone.named.joint.family import Remains
from antigone.named.kinship.marker import Genotype, Marker
from antigone.named.kinship.search.observation import ObservationBook
from antigone.named.kinship.search.relation import KAPPAS, RelationSource


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two of the remains compared as one person.

    Attributes:
        first, second: ids of the remains.
        log10_lr: of "one person" against "two unrelated persons".
        log10_lr_siblings: of "one person" against "full siblings", the nearest other explanation.
        shared_markers: how many markers both have.
    """

    first: str
    second: str
    log10_lr: float
    log10_lr_siblings: float
    shared_markers: int


@dataclass(frozen=True)
class Merged:
    """Remains by person.

    Attributes:
        remains: one entry a person, under the id of its first part.
        parts: id of the person → ids of the remains joined in it, itself among them.
        pairs: the comparisons that led to a join.
        twins: pairs of whole profiles that agree and may as well be identical twins.
    """

    remains: tuple[Remains, ...]
    parts: Mapping[str, tuple[str, ...]]
    pairs: tuple[SamePerson, ...]
    twins: tuple[tuple[str, str], ...] = ()


def same_person(remains: Sequence[Remains], markers: Sequence[Marker], least: float = 6.0) -> list[SamePerson]:
    """All pairs whose LR for one person, against strangers and against siblings, reaches 10^least.

    Only autosomal markers count. One allele that cannot come from the same genotype excludes a pair, unless the
    profile was given with drop-out or drop-in.
    """
    autosomal = tuple(m for m in markers if m.chrom == "A")
    names = [m.name for m in autosomal]
    profiles, errors = [r.profile for r in remains], [r.errors for r in remains]
    book = ObservationBook.of(names, profiles, errors)
    rows = book.rows(profiles, errors)
    same = _sums(RelationSource(book, rows, autosomal, KAPPAS["same_person"]), rows)
    siblings = _sums(RelationSource(book, rows, autosomal, KAPPAS["full_siblings"]), rows)
    typed = rows != book.offsets[:-1]
    found = []
    for i, j in zip(*np.nonzero(np.triu(same >= least, 1)), strict=True):
        nearest = float(same[i, j] - siblings[i, j])
        if nearest >= least:
            shared = int((typed[i] & typed[j]).sum())
            found.append(SamePerson(remains[i].id, remains[j].id, float(same[i, j]), nearest, shared))
    return found


def _sums(source: RelationSource, rows: np.ndarray) -> np.ndarray:
    """log10 LR of every profile against every reference: float[profiles, references]."""
    table = source.block(0, source.n_families)
    return np.asarray(
        sum(table[rows[:, k]] for k in range(rows.shape[1])) if rows.shape[1] else np.zeros((len(rows),) * 2)
    )


def merge(remains: Sequence[Remains], markers: Sequence[Marker], least: float = 6.0) -> Merged:
    """Join the remains that are one person and give each person one profile.

    A person is a group in which every pair agrees; where a part agrees with two that disagree with each other, the
    better pair is joined and the other left apart. At each marker the profile with the most alleles and without
    errors is kept.
    """
    pairs = sorted(same_person(remains, markers, least), key=lambda p: -p.log10_lr)
    agreeing = {frozenset((p.first, p.second)) for p in pairs}
    group: dict[str, tuple[str, ...]] = {r.id: (r.id,) for r in remains}
    used = []
    for pair in pairs:
        left, right = group[pair.first], group[pair.second]
        if left == right:
            continue
        if all(frozenset((a, b)) in agreeing for a in left for b in right):
            joined = tuple(r.id for r in remains if r.id in left or r.id in right)
            group.update(dict.fromkeys(joined, joined))
            used.append(pair)
    by_id = {r.id: r for r in remains}
    people = {parts[0]: parts for parts in dict.fromkeys(group.values())}
    persons = tuple(_consensus([by_id[p] for p in parts]) for parts in people.values())
    return Merged(persons, people, tuple(used), _possible_twins(used, by_id))


def _consensus(parts: Sequence[Remains]) -> Remains:
    """One profile of several parts of a person."""
    first = parts[0]
    if len(parts) == 1:
        return first
    profile: dict[str, Genotype] = {}
    certain = [p for p in parts if p.errors is None] or parts
    for part in certain:
        for marker, genotype in part.profile.items():
            if _alleles(genotype) > _alleles(profile.get(marker, ())):
                profile[marker] = genotype
    sexes = {p.sex for p in parts} - {"?"}
    sex = sexes.pop() if len(sexes) == 1 else "?"
    worst = max((p.errors for p in certain if p.errors), key=lambda e: e.dropout, default=None)
    return Remains(first.id, sex, profile, worst)


def _alleles(genotype: Genotype) -> int:
    return sum(allele is not None for allele in genotype)


def _possible_twins(pairs: Sequence[SamePerson], by_id: Mapping[str, Remains]) -> tuple[tuple[str, str], ...]:
    """Pairs of complete profiles that are just the same: parts of one body, or two identical twins."""
    return tuple(
        (p.first, p.second)
        for p in pairs
        if by_id[p.first].profile == by_id[p.second].profile and math.isfinite(p.log10_lr)
    )
