"""Hits of a search: pairs at or above the threshold, ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Hits:
    """Pairs that reach the threshold, by profile and then by falling LR.

    Attributes:
        profile: int64[n], number of the profile (remains).
        family: int64[n], number of the family.
        log10_lr: float64[n], log10 of the likelihood ratio.
    """

    profile: NDArray[np.int64]
    family: NDArray[np.int64]
    log10_lr: NDArray[np.float64]

    @classmethod
    def none(cls) -> Hits:
        """No hit."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))

    @classmethod
    def join(cls, parts: Iterable[Hits]) -> Hits:
        """All of these together, sorted."""
        parts = list(parts) or [cls.none()]
        profile = np.concatenate([p.profile for p in parts])
        family = np.concatenate([p.family for p in parts])
        lr = np.concatenate([p.log10_lr for p in parts])
        order = np.lexsort((family, -lr, profile))
        return cls(profile[order], family[order], lr[order])

    def __len__(self) -> int:
        return len(self.profile)

    @property
    def rank(self) -> NDArray[np.int64]:
        """1 for a profile's best family, 2 for the next, …"""
        position = np.arange(len(self))
        starts = np.r_[True, self.profile[1:] != self.profile[:-1]] if len(self) else np.empty(0, bool)
        first = np.maximum.accumulate(np.where(starts, position, 0)) if len(self) else position
        return position - first + 1

    @property
    def lead(self) -> NDArray[np.float64]:
        """How far, in log10, each hit stands above the profile's next one; infinite where there is none."""
        gap = np.full(len(self), np.inf)
        if len(self) > 1:
            same = self.profile[1:] == self.profile[:-1]
            gap[:-1][same] = (self.log10_lr[:-1] - self.log10_lr[1:])[same]
        return gap
