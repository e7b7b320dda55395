"""Scales for drawings: numbers to lengths, with round ticks."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to `top` on a length from `start` to `end`."""

    top: int
    start: float
    end: float

    def at(self, n: float) -> float:
        """Where `n` lies, to a tenth."""
        return round(self.start + (self.end - self.start) * min(n, self.top) / max(self.top, 1), 1)

    def ticks(self, about: int = 4) -> list[int]:
        """Round numbers from 0 to the top, roughly that many."""
        step = nice_step(self.top / about)
        return list(range(0, self.top + 1, step))


def nice_step(rough: float) -> int:
    """1, 2 or 5 times a power of ten, not below `rough` and at least 1."""
    if rough <= 1:
        return 1
    power = 10 ** floor(log10(rough))
    return int(next(step * power for step in (1, 2, 5, 10) if step * power >= rough))


def nice_top(most: int) -> int:
    """A round number not below `most`, with a little room."""
    step = nice_step(most / 5)
    return max(step * -(-(most + max(1, most // 20)) // step), 1)
