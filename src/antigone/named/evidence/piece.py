"""One piece of evidence about a pair, and the two formulas that most of them use."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from antigone.core.errors import InputError
from antigone.core.told import told

_SPAN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:[-–]\s*(\d+(?:\.\d+)?))?\s*(?:cm|years?|y)?\s*\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one thing says about whether remains are a missing person.

    Attributes:
        kind: `sex`, `age`, `stature`, `hair`, `eyes`, `teeth`, `marks`, `clothing`, `place`, `date`.
        lr: P(both observations | one person) / P(both | two people), above 0: no piece ever excludes by itself.
        am, pm: what was compared, as texts: values of a person, to be sealed.
        model: name and version of the model with its error rates, in words.
        source: where its figures come from; `assumed` where nobody measured them.
        contradiction: a sentence with no value in it, where it speaks against the pair as people would see it.
    """

    kind: str
    lr: float
    am: str
    pm: str
    model: str
    source: str
    contradiction: str = ""

    @property
    def log10(self) -> float:
        """log10 of the ratio."""
        return math.log10(self.lr)

    def as_json(self) -> dict[str, str]:
        """All of it as texts, as it is sealed in an event."""
        return {
            "kind": self.kind,
            "log10_lr": f"{self.log10:.6f}",
            "am": self.am,
            "pm": self.pm,
            "model": self.model,
            "source": self.source,
            "contradiction": self.contradiction,
        }


def discrete_lr(shares: Sequence[float], am: Sequence[float], pm: Sequence[float]) -> float:
    """Ratio for a trait with a few states: Σ pₜ·P(am|t)·P(pm|t) / (Σ pₜ·P(am|t) · Σ pₜ·P(pm|t)).

    Bayes' rule over the true state t, which one person shares and two people have each for themselves.

    Args:
        shares: pₜ, how common each state is among those who may be meant; sums to one.
        am, pm: probability of what was reported, and of what was observed, in each true state.
    """
    both = math.fsum(p * a * b for p, a, b in zip(shares, am, pm, strict=True))
    one = math.fsum(p * a for p, a in zip(shares, am, strict=True))
    other = math.fsum(p * b for p, b in zip(shares, pm, strict=True))
    return both / (one * other)


def seen_as(states: Sequence[str], seen: str, error: float) -> list[float]:
    """P(said to be `seen` | true state) when a wrong state is named with probability `error`, each as likely."""
    wrong = error / (len(states) - 1)
    return [1 - error if state == seen else wrong for state in states]


def tempered(lr: float, gross: float) -> float:
    """`(1 − gross)·lr + gross`: with probability `gross` a record belongs to somebody else or is badly wrong, and then
    says nothing. So no single piece falls below `gross`."""
    return (1 - gross) * lr + gross


def normal(x: float, mean: float, sd: float) -> float:
    """Density of the normal distribution."""
    return math.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * math.sqrt(2 * math.pi))


def below(x: float, mean: float, sd: float) -> float:
    """Probability that a normal value lies below `x`."""
    return 0.5 * math.erfc((mean - x) / (sd * math.sqrt(2)))


@lru_cache(maxsize=4096)
def span(text: str, what: str) -> tuple[float, float]:
    """`30` or `25-35` as two numbers, the low one first; a unit after them is left alone.

    Raises:
        InputError: neither form.
    """
    match = _SPAN.match(text)
    if not match or float(match[2] or match[1]) < float(match[1]):
        raise InputError(
            told("'{text}' is no {what}.", text=text[:30], what=what), "Write one number, or a range such as 25-35."
        )
    return float(match[1]), float(match[2] or match[1])
