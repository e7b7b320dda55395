"""From a family, its typed relatives and the remains to the family's factor: the likelihood of every way to place
them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from antigone.named.joint.factor import FamilyFactor, Table
from antigone.named.kinship.faults import Fault, KinshipError
from antigone.named.kinship.likelihood import batch_loglik, checked, loglik, structures_of
from antigone.named.kinship.marker import Genotypes, Marker, Profile
from antigone.named.kinship.pedigree import Pedigree, Person, Sex
from antigone.named.kinship.reading import Errors, ReadingErrors, read_families
from antigone.named.kinship.structure import Convention

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Ways to place remains in one family, above which the pairings must be narrowed first.
MOST_OPTIONS = 2_000_000


@dataclass(frozen=True)
class Family:
    """A family as the joint problem takes it.

    Attributes:
        name: of the family.
        pedigree: with the missing persons in it.
        missing: ids of the missing persons, unique over all families.
        genotypes: of the typed relatives, by id.
    """

    name: str
    pedigree: Pedigree
    missing: tuple[str, ...]
    genotypes: Genotypes


@dataclass(frozen=True)
class Remains:
    """One victim: a profile, and the sex where it is known.

    Attributes:
        id: of the remains.
        sex: "M", "F" or "?".
        profile: alleles by marker.
        errors: drop-out and drop-in of the profile; None for a certain one.
    """

    id: str
    sex: Sex
    profile: Profile
    errors: ReadingErrors | None = None


@dataclass(frozen=True)
class Likelihoods:
    """The factors of all families, and what is common to all assignments.

    Attributes:
        factors: one for each family.
        base: natural log likelihood of the assignment in which nobody is placed.
    """

    factors: tuple[FamilyFactor, ...]
    base: float


def all_pairings(families: Sequence[Family], remains: Sequence[Remains]) -> dict[str, tuple[str, ...]]:
    """For each remains the missing persons it could be: all, but for those of the other sex."""
    people = [(m, f.pedigree.sex_of(m)) for f in families for m in f.missing]
    return {r.id: tuple(m for m, sex in people if "?" in (sex, r.sex) or sex == r.sex) for r in remains}


def likelihoods(
    families: Sequence[Family],
    remains: Sequence[Remains],
    markers: Sequence[Marker],
    pairings: Mapping[str, Collection[str]] | None = None,
    convention: Convention = "FULL",
) -> Likelihoods:
    """Every family's likelihood under every way to place the remains in it.

    Args:
        families: each with one missing person or several.
        remains: one person each.
        markers: of all profiles; their mutation models are used as they are.
        pairings: missing persons that each remains may be; by default all of the same sex.
        convention: what an untyped founder is, see `kinship`.

    Raises:
        KinshipError: faulty pedigrees or genotypes (all faults at once); relatives who exclude one another; too
            many ways.
    """
    checked(tuple(markers))
    allowed = pairings if pairings is not None else all_pairings(families, remains)
    _check_pairings(families, remains, allowed)
    chance = np.array([_chance(r, markers) for r in remains]).reshape(len(remains), len(markers))
    _require_possible(remains, markers, chance)
    factors, base = [], float(chance.sum())
    for family in families:
        factor, own = _factor(family, remains, markers, allowed, chance, convention)
        factors.append(factor)
        base += own
    return Likelihoods(tuple(factors), base)


def _require_possible(remains: Sequence[Remains], markers: Sequence[Marker], chance: Floats) -> None:
    """Refuse a profile that nobody at all could show."""
    faults = [
        Fault(
            "impossible_profile",
            "With the drop-out and drop-in that are stated, nobody could show this.",
            "Correct the profile or the rates.",
            remains[i].id,
            markers[m].name,
        )
        for i, m in zip(*np.nonzero(chance == -math.inf), strict=True)
    ]
    if faults:
        raise KinshipError(faults)


def _chance(remains: Remains, markers: Sequence[Marker]) -> Floats:
    """Log likelihood of the profile for somebody unrelated, per marker."""
    person = Pedigree((Person(remains.id, sex=remains.sex),))
    errors = {remains.id: remains.errors} if remains.errors else None
    return loglik(person, markers, {remains.id: remains.profile}, errors=errors)


def _factor(
    family: Family,
    remains: Sequence[Remains],
    markers: Sequence[Marker],
    allowed: Mapping[str, Collection[str]],
    chance: Floats,
    convention: Convention,
) -> tuple[FamilyFactor, float]:
    base = float(loglik(family.pedigree, markers, family.genotypes, 0.0, convention).sum())
    if base == -math.inf:
        raise KinshipError([_excluding(family)])
    able = [[i for i, r in enumerate(remains) if m in allowed.get(r.id, ())] for m in family.missing]
    _check_size(family, able)
    tables = []
    for places in _subsets(len(family.missing)):
        given = _placements([able[p] for p in places])
        if len(given):
            log = _placed(family, [family.missing[p] for p in places], given, remains, markers, convention)
            log = log - base - chance[given].sum(axis=(1, 2))
            tables.append(Table(np.tile(np.array(places), (len(given), 1)), given, log))
    return FamilyFactor(family.name, family.missing, tuple(r.id for r in remains), _joined(tables)), base


def _subsets(n: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, n + 1):
        yield from combinations(range(n), size)


def _placements(able: Sequence[Sequence[int]]) -> Ints:
    """All ways to give each place one of its remains, none twice: int[n, places]."""
    grid = np.stack(np.meshgrid(*able, indexing="ij"), axis=-1).reshape(-1, len(able)).astype(np.int64)
    ordered = np.sort(grid, axis=1)
    distinct: Ints = grid[(np.diff(ordered, axis=1) != 0).all(axis=1)]
    return distinct


def _placed(
    family: Family,
    members: Sequence[str],
    given: Ints,
    remains: Sequence[Remains],
    markers: Sequence[Marker],
    convention: Convention,
) -> Floats:
    """Log likelihood of the family with each row of remains in the members' places."""
    total = np.zeros(len(given))
    for marker in markers:
        kinds = _profile_kinds(remains, marker.name)
        rows, back = np.unique(kinds[given], axis=0, return_inverse=True)
        first = np.full(len(rows), -1)
        first[back.reshape(-1)[::-1]] = np.arange(len(given))[::-1]
        total += _at_marker(family, members, given[first], remains, marker, convention)[back.reshape(-1)]
    return total


def _profile_kinds(remains: Sequence[Remains], marker: str) -> Ints:
    """A number for what each remains shows at a marker: the same number, the same likelihood."""
    seen: dict[object, int] = {}
    keys = ((tuple(sorted(map(str, r.profile.get(marker, ())))), marker in r.profile, r.errors) for r in remains)
    return np.array([seen.setdefault(key, len(seen)) for key in keys], dtype=np.int64)


def _at_marker(
    family: Family,
    members: Sequence[str],
    given: Ints,
    remains: Sequence[Remains],
    marker: Marker,
    convention: Convention,
) -> Floats:
    own = {person: {marker.name: p[marker.name]} for person, p in family.genotypes.items() if marker.name in p}
    groups: dict[tuple[ReadingErrors | None, ...], list[int]] = {}
    for i, row in enumerate(given.tolist()):
        groups.setdefault(tuple(remains[v].errors for v in row), []).append(i)
    nodes = structures_of(family.pedigree, [marker])[marker.chrom]
    logs = np.zeros(len(given))
    for errors, numbers in groups.items():
        cases: list[Genotypes] = []
        for i in numbers:
            profiles = {m: remains[v].profile for m, v in zip(members, given[i].tolist(), strict=True)}
            placed = {m: {marker.name: p[marker.name]} for m, p in profiles.items() if marker.name in p}
            cases.append({**own, **placed})
        reading: Errors = {m: e for m, e in zip(members, errors, strict=True) if e is not None}
        here = np.zeros(len(cases))
        for batch in read_families(nodes, marker, cases, reading):
            here[batch.places] = batch_loglik(batch, 0.0, convention)
        logs[numbers] = here
    return logs


def _joined(tables: Sequence[Table]) -> tuple[Table, ...]:
    """One table for each number of places filled."""
    by_size: dict[int, list[Table]] = {}
    for table in tables:
        by_size.setdefault(table.who.shape[1], []).append(table)
    return tuple(
        Table(
            np.concatenate([t.who for t in some]),
            np.concatenate([t.given for t in some]),
            np.concatenate([t.log_ratio for t in some]),
        )
        for _, some in sorted(by_size.items())
    )


def _check_pairings(
    families: Sequence[Family], remains: Sequence[Remains], allowed: Mapping[str, Collection[str]]
) -> None:
    missing = {m for f in families for m in f.missing}
    known = {r.id for r in remains}
    faults = [
        Fault("unknown_remains", f"Pairings name remains {v}, of whom nothing is given.", "Add the profile.", v)
        for v in allowed
        if v not in known
    ]
    faults += [
        Fault("unknown_missing", f"Pairings of {v} name {m}, who is missing in no family.", "Correct the id.", v)
        for v, people in allowed.items()
        for m in people
        if m not in missing and m != "*"
    ]
    for family in families:
        absent = [m for m in family.missing if m not in family.pedigree.by_id]
        faults += [
            Fault(
                "missing_not_in_pedigree", f"{m} is missing in {family.name} but not in its pedigree.", "Add them.", m
            )
            for m in absent
        ]
        faults += [
            Fault("missing_is_typed", f"{m} of {family.name} is both missing and typed.", "Remove one of the two.", m)
            for m in family.missing
            if family.genotypes.get(m)
        ]
    if faults:
        raise KinshipError(faults)


def _check_size(family: Family, able: Sequence[Sequence[int]]) -> None:
    ways = math.prod(1 + len(some) for some in able)
    if ways > MOST_OPTIONS:
        raise KinshipError(
            [
                Fault(
                    "too_many_ways",
                    f"There are up to {ways:,} ways to place the remains in family {family.name}.",
                    "Name the pairings worth considering (a search by single pairs finds them), or split the family.",
                )
            ]
        )


def _excluding(family: Family) -> Fault:
    return Fault(
        "relatives_exclude",
        f"The typed relatives of family {family.name} exclude one another under the mutation model given.",
        "Check the samples and the pedigree, or use a model in which every mutation is possible.",
    )
