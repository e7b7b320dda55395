"""What a profile shows at a marker. Profiles that show the same share one row of every table, so that tables grow with
what was seen and not with what could be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.marker import Genotype, Marker, Profile
from antigone.named.kinship.reading import ReadingErrors, genotype_weights


class Observation(NamedTuple):
    """What was read at one marker.

    Attributes:
        genotype: sorted; a pair where the reading is certain, the set of alleles seen where it may have errors.
        errors: drop-out and drop-in of the reading; None for a certain one.
    """

    genotype: Genotype
    errors: ReadingErrors | None = None


MISSING = Observation(("missing",))


def observation(profile: Profile, marker: str, errors: ReadingErrors | None = None) -> Observation:
    """What a profile shows at a marker; `MISSING` where it was not typed there."""
    genotype = profile.get(marker)
    if genotype is None or (errors is None and not any(genotype)):
        return MISSING
    if errors is not None:
        return Observation(tuple(sorted({a for a in genotype if a is not None})), errors)
    return Observation(tuple(sorted(genotype, key=str)))


def weights(kind: Observation, marker: Marker, slots: int) -> NDArray[np.float64]:
    """P(what was read | true genotype) for every ordered genotype: (n, n), or (n,) where there is one allele only.

    A reading that no genotype with that many alleles can give (two alleles at a man's X) weighs nothing everywhere.
    """
    n = len(marker.alleles)
    if kind == MISSING:
        return np.ones((n,) * slots)
    distinct = set(kind.genotype) - {None}
    if slots == 1 and kind.errors is None and len(distinct) > 1:
        return np.zeros(n)
    return genotype_weights(marker, kind.genotype, slots, kind.errors)


@dataclass
class ObservationBook:
    """Gives every distinct observation at every marker a row number; row numbers of one marker are contiguous.

    Attributes:
        markers: marker names, in order.
        seen: for each marker its observations, in order of their rows, `MISSING` first.
    """

    markers: tuple[str, ...]
    seen: list[list[Observation]] = field(default_factory=list)

    @classmethod
    def of(
        cls, markers: Sequence[str], profiles: Iterable[Profile], errors: Sequence[ReadingErrors | None] | None = None
    ) -> ObservationBook:
        """The book of all that these profiles show; `errors` has one entry for each profile."""
        found: list[dict[Observation, None]] = [{MISSING: None} for _ in markers]
        profiles = list(profiles)
        for profile, error in zip(profiles, errors or [None] * len(profiles), strict=True):
            for kinds, marker in zip(found, markers, strict=True):
                kinds[observation(profile, marker, error)] = None
        return cls(tuple(markers), [list(kinds) for kinds in found])

    @property
    def offsets(self) -> NDArray[np.int64]:
        """First row of each marker, and the number of rows at the end: shape (markers + 1,)."""
        return np.concatenate([[0], np.cumsum([len(kinds) for kinds in self.seen])]).astype(np.int64)

    @property
    def n_rows(self) -> int:
        """Rows of a table for this book."""
        return sum(len(kinds) for kinds in self.seen)

    def rows(
        self, profiles: Sequence[Profile], errors: Sequence[ReadingErrors | None] | None = None
    ) -> NDArray[np.int32]:
        """Row numbers of the profiles, shape (profiles, markers)."""
        row_of: list[Mapping[Observation, int]] = [
            {kind: int(first) + i for i, kind in enumerate(kinds)}
            for first, kinds in zip(self.offsets, self.seen, strict=False)
        ]
        numbers = [
            [where[observation(profile, marker, error)] for where, marker in zip(row_of, self.markers, strict=True)]
            for profile, error in zip(profiles, errors or [None] * len(profiles), strict=True)
        ]
        return np.array(numbers, dtype=np.int32).reshape(len(profiles), len(self.markers))
