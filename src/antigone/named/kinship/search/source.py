"""Where a search gets its tables: blocks of families, made when they are needed and forgotten afterwards, so that
memory is bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


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
