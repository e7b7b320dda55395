"""What a profile shows at a marker, and how the genotypes behind it weigh.

An *observation* is the set of alleles seen at one marker in one profile, with the drop-out it was typed under.
Two profiles that show the same share
one row of every table, so tables grow with what was seen and not with what could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

MISSING: tuple[str, ...] = ()


def genotype_weights(
    n_alleles: int, seen: Sequence[int], drop_out: float = 0.0, silent: int | None = None
) -> NDArray[np.float64]:
    """P(seen | genotype) for every ordered pair of alleles, shape (n, n).

    Without drop-out a genotype shows exactly its alleles. With drop-out probability `d` for each allele copy,
    independently: a
    heterozygote shows both with (1-d)², one with d(1-d), none with d²; a homozygote shows its allele with 1-d²
    and nothing with d².
    A silent allele (index `silent`) never shows.

    Args:
        n_alleles: number of alleles of the marker, the silent one included.
        seen: indices of the distinct alleles seen; empty for a marker where nothing was seen but was tried.
        drop_out: probability in [0, 1) that one allele copy is not seen.
        silent: index of the silent allele, or None.
    """
    wanted = set(seen)
    shows = np.array([0.0 if a == silent else 1.0 - drop_out for a in range(n_alleles)])
    weights = np.zeros((n_alleles, n_alleles))
    for a in range(n_alleles):
        for b in range(a, n_alleles):
            weights[a, b] = weights[b, a] = _shown(a, b, shows, wanted)
    return weights


def _shown(a: int, b: int, shows: NDArray[np.float64], wanted: set[int]) -> float:
    """P(exactly `wanted` is seen | genotype a/b)."""
    total = 0.0
    for a_seen in (True, False):
        for b_seen in (True, False):
            if {x for x, yes in ((a, a_seen), (b, b_seen)) if yes} == wanted:
                total += (shows[a] if a_seen else 1 - shows[a]) * (shows[b] if b_seen else 1 - shows[b])
    return float(total)


@dataclass
class ObservationBook:
    """Gives every distinct observation at every marker a row number; row numbers of one marker are contiguous.

    Attributes:
        markers: marker names, in order.
        seen: for each marker its observations (sorted alleles; `MISSING` first), in order of their rows.
    """

    markers: tuple[str, ...]
    seen: list[list[tuple[str, ...]]] = field(default_factory=list)

    @classmethod
    def of(cls, markers: Sequence[str], profiles: Iterable[Mapping[str, Sequence[str]]]) -> ObservationBook:
        """The book of all that these profiles (marker → alleles) show."""
        found: list[set[tuple[str, ...]]] = [set() for _ in markers]
        for profile in profiles:
            for kinds, marker in zip(found, markers, strict=True):
                kinds.add(_key(profile.get(marker, ())))
        return cls(tuple(markers), [[MISSING, *sorted(kinds - {MISSING})] for kinds in found])

    @property
    def offsets(self) -> NDArray[np.int64]:
        """First row of each marker, and the number of rows at the end: shape (markers + 1,)."""
        return np.concatenate([[0], np.cumsum([len(kinds) for kinds in self.seen])]).astype(np.int64)

    @property
    def n_rows(self) -> int:
        """Rows of a table for this book."""
        return sum(len(kinds) for kinds in self.seen)

    def rows(self, profiles: Iterable[Mapping[str, Sequence[str]]]) -> NDArray[np.int32]:
        """Row numbers of the profiles, shape (profiles, markers)."""
        offsets = self.offsets
        row_of = [
            {key: int(o) + i for i, key in enumerate(kinds)} for o, kinds in zip(offsets, self.seen, strict=False)
        ]
        numbers = [
            [where[_key(profile.get(marker, ()))] for where, marker in zip(row_of, self.markers, strict=True)]
            for profile in profiles
        ]
        return np.array(numbers, dtype=np.int32).reshape(len(numbers), len(self.markers))


def _key(alleles: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({a for a in alleles if a}))
