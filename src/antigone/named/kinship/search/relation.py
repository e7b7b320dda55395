"""Profiles against profiles: the same person, or kin by IBD coefficients."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.marker import Marker
from antigone.named.kinship.search.observation import MISSING, Observation, ObservationBook, weights

Kappa = tuple[float, float, float]

# P(0, 1, 2 alleles shared by descent) for two non-inbred persons.
KAPPAS: dict[str, Kappa] = {
    "same_person": (0.0, 0.0, 1.0),
    "parent_child": (0.0, 1.0, 0.0),
    "full_siblings": (0.25, 0.5, 0.25),
    "half_siblings": (0.5, 0.5, 0.0),
    "uncle_nephew": (0.5, 0.5, 0.0),
    "grandparent": (0.5, 0.5, 0.0),
    "first_cousins": (0.75, 0.25, 0.0),
}


@dataclass(frozen=True)
class RelationSource:
    """Profiles as references: the LR that another profile is of the same person, or of a relative, against chance.

    LR = Σ_IBD k P(both observations | IBD) / (P(one) P(other)), summed over the genotypes that each observation can
    come from. No mutation (a relation by IBD coefficients has none): for parents and children of real casework use
    pedigrees. Autosomal markers without theta.

    Attributes:
        book: observations of the profiles searched *and* of the references.
        references: row numbers of the references, int32[references, markers] in `book`.
        markers: in the order of the book.
        kappa: IBD coefficients (k0, k1, k2), see `KAPPAS`.
    """

    book: ObservationBook
    references: NDArray[np.int32]
    markers: tuple[Marker, ...]
    kappa: Kappa

    @property
    def n_families(self) -> int:
        """How many references there are."""
        return int(self.references.shape[0])

    @property
    def n_rows(self) -> int:
        """Rows of a table."""
        return self.book.n_rows

    def block(self, start: int, stop: int) -> NDArray[np.float64]:
        """See `BlockSource`."""
        offsets = self.book.offsets
        out = np.empty((self.n_rows, stop - start))
        for place, table in enumerate(self._tables):
            columns = self.references[start:stop, place] - offsets[place]
            out[offsets[place] : offsets[place + 1]] = table[:, columns]
        return out

    @cached_property
    def _tables(self) -> list[NDArray[np.float64]]:
        return [relation_table(kinds, m, self.kappa) for kinds, m in zip(self.book.seen, self.markers, strict=True)]


def relation_table(kinds: list[Observation], marker: Marker, kappa: Kappa) -> NDArray[np.float64]:
    """log10 LR of every pair of observations at one marker, shape (kinds, kinds); 0 where one of them is missing."""
    p = marker.frequencies
    likelihoods = np.array([weights(kind, marker, 2) for kind in kinds])
    joint = _joint(likelihoods, p, kappa)
    chance = np.einsum("kab,a,b->k", likelihoods, p, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        table = np.log10(joint / np.outer(chance, chance))
    missing = [i for i, kind in enumerate(kinds) if kind == MISSING]
    table[missing, :] = 0.0
    table[:, missing] = 0.0
    return np.where(np.isnan(table), -np.inf, table)


def _joint(likelihoods: NDArray[np.float64], p: NDArray[np.float64], kappa: Kappa) -> NDArray[np.float64]:
    """P(observation i of one, observation j of the other), summed over genotypes and IBD states."""
    alone = np.einsum("kab,a,b->k", likelihoods, p, p)
    shared = np.einsum("kab,b->ka", likelihoods, p)  # one allele given, the other by chance
    flat = likelihoods.reshape(len(likelihoods), -1)
    k0, k1, k2 = kappa
    joint: NDArray[np.float64] = k0 * np.outer(alone, alone) + k1 * (shared * p) @ shared.T
    joint += k2 * (flat * np.outer(p, p).ravel()) @ flat.T
    return joint
