"""Families as references: the table of each one's missing member, made block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.faults import Fault, KinshipError
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.pedigree import Pedigree, Person
from antigone.named.kinship.search.observation import MISSING, ObservationBook, weights
from antigone.named.kinship.structure import Convention
from antigone.named.kinship.table import population, tables_of_families

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SearchFamily:
    """A missing person and the relatives typed for the search.

    Attributes:
        name: of the family or the missing person, as shown.
        pedigree: with the missing person in it.
        member: id of the missing person.
        genotypes: of the typed relatives.
    """

    name: str
    pedigree: Pedigree
    member: str
    genotypes: Genotypes


@dataclass(frozen=True)
class PedigreeSource:
    """Tables of families; those of one shape are worked on together.

    Attributes:
        families: in the order of their numbers.
        book: observations of the remains.
        markers: in the order of the book; A and X.
        convention: what an untyped founder is, see `kinship`.
        tolerant: True to let a marker say nothing where the relatives exclude one another; else that is an error.
    """

    families: tuple[SearchFamily, ...]
    book: ObservationBook
    markers: tuple[Marker, ...]
    convention: Convention = "FULL"
    tolerant: bool = False
    _weights: dict[tuple[int, int], Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        faults = [
            Fault("no_such_member", f"{f.member} is not in the pedigree of {f.name}.", "Correct the id.", f.member)
            for f in self.families
            if f.member not in f.pedigree.by_id
        ]
        if faults:
            raise KinshipError(faults)

    @property
    def n_families(self) -> int:
        """How many families there are."""
        return len(self.families)

    @property
    def n_rows(self) -> int:
        """Rows of a table."""
        return self.book.n_rows

    def block(self, start: int, stop: int) -> Floats:
        """See `BlockSource`. Raises `KinshipError` where the relatives of a family exclude one another."""
        out = np.empty((self.n_rows, stop - start))
        shapes: dict[tuple[object, ...], list[int]] = {}
        sexes = any(marker.chrom == "X" for marker in self.markers)
        for number in range(start, stop):
            shapes.setdefault(shape_of(self.families[number], sexes), []).append(number)
        for numbers in shapes.values():
            self._fill(out, [n - start for n in numbers], [self.families[n] for n in numbers])
        return out

    def _fill(self, out: Floats, columns: list[int], families: Sequence[SearchFamily]) -> None:
        sexes = any(marker.chrom == "X" for marker in self.markers)
        pedigree, member = _renamed(families[0], sexes)
        typed = [_renumbered(family) for family in families]
        offsets = self.book.offsets
        for place, marker in enumerate(self.markers):
            mine, which = _distinct(typed, marker.name)
            logs, tables = tables_of_families(pedigree, member, marker, mine, self.convention)
            logs = logs[which]
            sound = np.isfinite(logs)
            if not (sound.all() or self.tolerant):
                raise KinshipError([_excluding(families[int(np.argmin(sound))], marker)])
            rows = slice(int(offsets[place]), int(offsets[place + 1]))
            out[rows, columns] = np.where(sound, self._log10_lr(place, tables)[:, which], 0.0)

    def _log10_lr(self, place: int, tables: Floats) -> Floats:
        """(kinds, families) from tables (families, n, n) or (families, n)."""
        marker, slots = self.markers[place], tables.ndim - 1
        likelihoods = self._likelihoods(place, slots)
        chance = likelihoods @ population(marker.frequencies, slots).reshape(-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.log10(likelihoods @ tables.reshape(len(tables), -1).T / chance[:, None])
        found[np.isnan(found)] = -np.inf
        found[[i for i, kind in enumerate(self.book.seen[place]) if kind == MISSING]] = 0.0
        return np.asarray(found)

    def _likelihoods(self, place: int, slots: int) -> Any:
        """(kinds, n^slots): P(observation | genotype), sparse: a certain reading allows one genotype, two ways
        round."""
        from scipy.sparse import csr_array

        key = (place, slots)
        if key not in self._weights:
            kinds = [weights(kind, self.markers[place], slots).reshape(-1) for kind in self.book.seen[place]]
            self._weights[key] = csr_array(np.array(kinds))
        return self._weights[key]


def _distinct(families: Sequence[Genotypes], marker: str) -> tuple[list[Genotypes], list[int]]:
    """The different sets of genotypes that families of one shape show at a marker, and which each family shows."""
    first: dict[tuple[object, ...], int] = {}
    different: list[Genotypes] = []
    which = []
    for typed in families:
        shown = tuple((person, profile[marker]) for person, profile in typed.items() if marker in profile)
        number = first.setdefault(shown, len(different))
        if number == len(different):
            different.append({person: {marker: genotype} for person, genotype in shown})
        which.append(number)
    return different, which


def shape_of(family: SearchFamily, sexes: bool = True) -> tuple[object, ...]:
    """Equal for families that differ in names only (and in sexes, where those do not matter: no X-linked marker).

    Who is a father and who a mother always matters, since they mutate at different rates.
    """
    at = {person.id: i for i, person in enumerate(family.pedigree.persons)}
    people = tuple(
        (at.get(p.father or "", -1), at.get(p.mother or "", -1), p.sex if sexes else "", p.founder_inbreeding, p.twin)
        for p in family.pedigree.persons
    )
    return at[family.member], people


def by_shape(families: Sequence[SearchFamily], sexes: bool = True) -> list[int]:
    """Numbers of the families with those of one shape, and typed alike, side by side; otherwise in their order."""
    first: dict[tuple[object, ...], int] = {}
    keys = [first.setdefault((shape_of(f, sexes), _who_is_typed(f)), len(first)) for f in families]
    return sorted(range(len(families)), key=keys.__getitem__)


def _who_is_typed(family: SearchFamily) -> tuple[bool, ...]:
    return tuple(bool(family.genotypes.get(person.id)) for person in family.pedigree.persons)


def _renamed(family: SearchFamily, sexes: bool) -> tuple[Pedigree, str]:
    """The pedigree with numbers for names; without sexes, where they do not matter."""
    at = {person.id: str(i) for i, person in enumerate(family.pedigree.persons)}
    people = [
        Person(
            at[p.id],
            at.get(p.father or ""),
            at.get(p.mother or ""),
            p.sex if sexes else "?",
            p.founder_inbreeding,
            p.twin,
        )
        for p in family.pedigree.persons
    ]
    return Pedigree(tuple(people)), at[family.member]


def _renumbered(family: SearchFamily) -> Genotypes:
    at = {person.id: str(i) for i, person in enumerate(family.pedigree.persons)}
    return {at[person]: profile for person, profile in family.genotypes.items()}


def _excluding(family: SearchFamily, marker: Marker) -> Fault:
    return Fault(
        "relatives_exclude",
        f"The typed relatives of {family.name} exclude one another.",
        "Check the samples and the pedigree, or use a mutation model in which every mutation is possible.",
        marker=marker.name,
    )
