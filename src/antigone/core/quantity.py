"""Counts: closed integer intervals. Unknown is `[0, ∞)`, never zero."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.errors import InputError
from antigone.core.told import told

MODIFIERS_EXACT = frozenset({"exact", ""})


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """A number of things known to lie between `low` and `high`, both included.

    Attributes:
        low: least, an integer ≥ 0.
        high: most, an integer ≥ low, or None where nothing bounds it.
    """

    low: int = 0
    high: int | None = None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise InputError(
                told("A count cannot run from {low} to {high}.", low=self.low, high=self.high), "Give 0 ≤ low ≤ high."
            )

    @classmethod
    def unknown(cls) -> Count:
        """Nothing is known: from 0 without end."""
        return cls(0, None)

    @classmethod
    def exactly(cls, n: int) -> Count:
        """Just `n`."""
        return cls(n, n)

    @property
    def is_unknown(self) -> bool:
        """True where nothing at all is known."""
        return self.low == 0 and self.high is None

    @property
    def is_exact(self) -> bool:
        """True where least and most are one number."""
        return self.high == self.low

    @property
    def width(self) -> int | None:
        """`high - low`; None where unbounded."""
        return None if self.high is None else self.high - self.low

    def __contains__(self, n: int) -> bool:
        return self.low <= n and (self.high is None or n <= self.high)

    def __add__(self, other: Count) -> Count:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, high)

    def minus(self, other: Count) -> Count:
        """What can remain when `other` of these are taken away; never below zero."""
        low = 0 if other.high is None else max(0, self.low - other.high)
        high = None if self.high is None else max(0, self.high - other.low)
        return Count(min(low, high) if high is not None else low, high)

    def meet(self, other: Count) -> Count | None:
        """The interval both allow, or None where they exclude each other."""
        low = max(self.low, other.low)
        highs = [h for h in (self.high, other.high) if h is not None]
        high = min(highs) if highs else None
        return None if high is not None and high < low else Count(low, high)

    def hull(self, other: Count) -> Count:
        """The smallest interval that holds both."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Count(min(self.low, other.low), high)

    def __str__(self) -> str:
        if self.is_unknown:
            return "unknown"
        if self.high is None:
            return f"at least {self.low:,}"
        return f"{self.low:,}" if self.is_exact else f"{self.low:,} to {self.high:,}"

    def as_json(self) -> dict[str, int | None]:
        """`{"least": …, "most": …}`; `most` is null where unbounded."""
        return {"least": self.low, "most": self.high}


# What a vague word commits its speaker to at least. The word itself is always kept beside the number.
# ("Dozens" is two dozens, as a plural; ACLED codes 12 for it: an analyst may choose that rule instead.)
VAGUE_LEAST = {
    "dozens": 24,
    "several_dozen": 24,
    "scores": 40,
    "several": 3,
    "handful": 3,
    "hundreds": 200,
    "thousands": 1000,
}


def count_from_words(modifier: str, n: int | None) -> Count:
    """What the words commit a speaker to, as an interval; nothing is rounded and no tolerance is invented.

    `at_least n` → [n, ∞) · `more_than n` → [n+1, ∞) · `up_to n`, `almost n` → [0, n] · `exact n` → [n, n] ·
    `about n` and anything else → unknown · `dozens` → [24, ∞).
    """
    if modifier in VAGUE_LEAST:
        return Count(VAGUE_LEAST[modifier], None)
    if n is None:
        return Count.unknown()
    if modifier in MODIFIERS_EXACT:
        return Count.exactly(n)
    bounds: dict[str, tuple[int, int | None]] = {
        "at_least": (n, None),
        "more_than": (n + 1, None),
        "up_to": (0, n),
        "almost": (0, n),
        "less_than": (0, max(0, n - 1)),
    }
    return Count(*bounds.get(modifier, (0, None)))
