"""The table of overlaps: how many people are on exactly this combination of lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from antigone.core.errors import InputError

Ints = NDArray[np.int64]

MOST_LISTS = 10
LARGEST = 10**9


@dataclass(frozen=True)
class ListTable:
    """De-duplicated lists of the same people.

    Attributes:
        names: of the lists.
        counts: shape (2 ** lists,): people by pattern, the first list being the highest bit, so that `counts[0]`, those
            on no list, is unknown and held at 0.
    """

    names: tuple[str, ...]
    counts: Ints

    @property
    def lists(self) -> int:
        """How many lists."""
        return len(self.names)

    @property
    def observed(self) -> int:
        """People on at least one list."""
        return int(self.counts.sum())

    @property
    def patterns(self) -> Ints:
        """Shape (2 ** lists, lists): 1 where the pattern is on the list."""
        return np.array([[at >> (self.lists - 1 - i) & 1 for i in range(self.lists)] for at in range(2**self.lists)])

    def on_all(self, some: Sequence[int]) -> int:
        """People who are on each of these lists, whatever else they are on."""
        return int(self.counts[self.patterns[:, list(some)].all(axis=1)].sum())

    def without(self, dropped: int) -> ListTable:
        """The table of the other lists; people on the dropped one alone become unseen."""
        shape = (2,) * self.lists
        counts = self.counts.reshape(shape).sum(axis=dropped).reshape(-1).copy()
        counts[0] = 0
        return ListTable(tuple(n for i, n in enumerate(self.names) if i != dropped), counts)

    @classmethod
    def of(cls, names: Sequence[str], cells: Mapping[str, int]) -> ListTable:
        """From counts by pattern, such as `{"101": 12}`: on the first and the third list, not on the second.

        Raises:
            InputError: names missing or repeated, a pattern of the wrong form, a negative or huge count, or people
                on no list.
        """
        _check_names(names)
        counts = np.zeros(2 ** len(names), dtype=np.int64)
        for pattern, count in cells.items():
            if len(pattern) != len(names) or set(pattern) - {"0", "1"}:
                raise InputError(
                    f"The pattern {pattern!r} does not fit {len(names)} lists.",
                    f"Write one 0 or 1 for each list, in this order: {', '.join(names)}.",
                )
            if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= LARGEST:
                raise InputError(f"The count {count!r} of pattern {pattern} is not a whole number from 0.")
            counts[int(pattern, 2)] += count
        if counts[0]:
            raise InputError(
                f"{counts[0]} people are on no list at all.",
                "Those on no list are what is to be estimated: leave that row out.",
            )
        return cls(tuple(names), counts)


def _check_names(names: Sequence[str]) -> None:
    if len(set(names)) != len(names) or not all(name.strip() for name in names):
        raise InputError("Every list needs a name of its own.", f"Names given: {', '.join(names) or 'none'}.")
    if len(names) > MOST_LISTS:
        raise InputError(
            f"{len(names)} lists are more than the {MOST_LISTS} that can be handled.",
            "Merge lists that copy each other, or that hold few people.",
        )
