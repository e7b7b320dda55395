"""Where a search gets its tables: blocks of families, made when they are needed and forgotten afterwards, so
that memory is bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.search.observation import MISSING, ObservationBook, genotype_weights


class BlockSource(Protocol):
    """Log10 likelihood ratios of every observation for a run of families.

    Attributes:
        n_families: how many there are.
        n_rows: rows of a table.
    """

    @property
    def n_families(self) -> int: ...

    @property
    def n_rows(self) -> int: ...

    def block(self, start: int, stop: int) -> NDArray[np.float64]:
        """log10 LR, float64[n_rows, stop - start]; minus infinity where the observation excludes the family."""
        ...


@dataclass(frozen=True)
class ArraySource:
    """A table that is already there, in memory or mapped from a file: floating[families, rows]."""

    table: NDArray[np.floating]

    @property
    def n_families(self) -> int:
        """How many families there are."""
        return int(self.table.shape[0])

    @property
    def n_rows(self) -> int:
        """Rows of a table."""
        return int(self.table.shape[1])

    def block(self, start: int, stop: int) -> NDArray[np.float64]:
        """See `BlockSource`."""
        return np.ascontiguousarray(self.table[start:stop].T, dtype=np.float64)


@dataclass(frozen=True)
class RelationSource:
    """Profiles as references: the LR that another profile comes from a relative of theirs, or from the same
    person, against chance.

    The relation is given by its IBD coefficients (k0, k1, k2) for two non-inbred persons: same person (0, 0,
    1), parent and child (0, 1, 0),
    full siblings (¼, ½, ¼), half siblings (½, ½, 0), cousins (¾, ¼, 0). LR = Σ_IBD k P(both observations |
    IBD) / (P(one) P(other)), summed over the
    genotypes that each observation can come from. No mutation (a relation by IBD coefficients has none): for
    parents and children
    of real casework use family tables.

    Attributes:
        book: observations of the profiles searched *and* of the references.
        references: row numbers of the references, int32[references, markers] in `book`.
        frequencies: for each marker, allele → frequency; missing alleles must be absent from `book`.
        kappa: (k0, k1, k2).
        drop_out: probability that an allele copy is not seen, in [0, 1).
    """

    book: ObservationBook
    references: NDArray[np.int32]
    frequencies: tuple[dict[str, float], ...]
    kappa: tuple[float, float, float]
    drop_out: float = 0.0

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
        tables = self._tables()
        offsets = self.book.offsets
        out = np.empty((self.n_rows, stop - start))
        for marker, table in enumerate(tables):
            columns = self.references[start:stop, marker] - offsets[marker]
            out[offsets[marker] : offsets[marker + 1]] = table[:, columns]
        return out

    def _tables(self) -> list[NDArray[np.float64]]:
        return [
            relation_table(kinds, freqs, self.kappa, self.drop_out)
            for kinds, freqs in zip(self.book.seen, self.frequencies, strict=True)
        ]


def relation_table(
    kinds: list[tuple[str, ...]], frequencies: dict[str, float], kappa: tuple[float, float, float], drop_out: float
) -> NDArray[np.float64]:
    """log10 LR of every pair of observations at one marker, shape (kinds, kinds); 0 where one of them is missing."""
    alleles = list(frequencies)
    at = {allele: i for i, allele in enumerate(alleles)}
    p = np.array([frequencies[a] for a in alleles])
    p = p / p.sum()
    weights = np.array(
        [
            np.ones((len(p), len(p))) if kind == MISSING else genotype_weights(len(p), [at[a] for a in kind], drop_out)
            for kind in kinds
        ]
    )
    joint = _joint(weights, p, kappa)
    chance = np.einsum("kab,a,b->k", weights, p, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        table = np.log10(joint / np.outer(chance, chance))
    missing = [i for i, kind in enumerate(kinds) if kind == MISSING]
    table[missing, :] = 0.0
    table[:, missing] = 0.0
    return np.where(np.isnan(table), -np.inf, table)


def _joint(
    weights: NDArray[np.float64], p: NDArray[np.float64], kappa: tuple[float, float, float]
) -> NDArray[np.float64]:
    """P(observation i of one, observation j of the other), summed over genotypes and IBD states."""
    none = np.einsum("kab,a,b->k", weights, p, p)
    shared = np.einsum("kab,b->ka", weights, p)  # one allele given, the other by chance
    both = (weights * np.outer(p, p)).reshape(len(weights), -1)
    k0, k1, k2 = kappa
    joint: NDArray[np.float64] = (
        k0 * np.outer(none, none)
        + k1 * np.einsum("ka,a,la->kl", shared, p, shared)
        + k2 * both @ weights.reshape(len(weights), -1).T
    )
    return joint
