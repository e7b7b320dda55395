"""Arithmetic and ids as sentences that can be quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from antigone.account.model import Model, Part
from antigone.account.solve import Proof
from antigone.said.claim import Claim

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of a sum: how often, how many, and the claim it is from."""

    times: Fraction
    value: int
    claim: str

    @property
    def amount(self) -> Fraction:
        """What it adds."""
        return self.times * self.value

    def __str__(self) -> str:
        times = abs(self.times)
        head = "" if times == 1 else f"{times} × "
        return f"{head}{self.value:,} ({self.claim})"


def terms(model: Model, part: Part, proof: Proof | None) -> list[Term]:
    """The figures that a plain proof adds up, the largest first; empty where it goes through cases."""
    if proof is None or proof.branched:
        return []
    found = []
    for row, times in proof.leaves[0].rows:
        _, low, high, _, shown = model.rows[part.rows[row]]
        side = low if times > 0 else high
        if side:
            found.append(Term(Fraction(times), side, shown))
    return sorted(found, key=lambda t: (-t.amount, t.claim))


def summed(figures: Sequence[Term], total: int) -> str:
    """`139 (S104) + 63 (S110) − 19 (S103) = 183`; one figure alone without the equals sign."""
    plus = [str(t) for t in figures if t.amount > 0]
    minus = [str(t) for t in figures if t.amount < 0]
    text = " + ".join(plus) + "".join(f" {MINUS} {t}" for t in minus)
    return text if len(plus) + len(minus) == 1 and figures[0].amount == total else f"{text} = {total:,}"


def excess(figures: Sequence[Term]) -> tuple[str, int | None]:
    """A contradiction as a sentence, and by how much: `139 + 63 + 20 + 19 = 241, which is 11 more than 230`."""
    plus, minus = [t for t in figures if t.amount > 0], [t for t in figures if t.amount < 0]
    more, less = sum(t.amount for t in plus), -sum(t.amount for t in minus)
    if not plus or more.denominator != 1 or less.denominator != 1:
        return "", None
    left = _side(plus, int(more))
    right = _side(minus, int(less)) if minus else "0"
    gap = int(more - less)
    return f"{left}, which is {gap:,} more than {right}", gap


def _side(figures: Sequence[Term], total: int) -> str:
    text = " + ".join(str(Term(abs(t.times), t.value, t.claim)) for t in figures)
    return text if len(figures) == 1 and abs(figures[0].times) == 1 else f"{text} = {total:,}"


def figure(claim: Claim) -> str:
    """The figure of a claim in words: `at least 227`, `about 50`, `number withheld`."""
    low, high, best = claim.low, claim.high, claim.best
    if low is not None and low == high:
        return f"{low:,}"
    if claim.modifier == "more_than" and low is not None:
        return f"more than {low - 1:,}"
    if claim.modifier in ("fewer_than", "less_than") and high is not None:
        return f"fewer than {high + 1:,}"
    if low is not None and high is None:
        return f"at least {low:,}" if claim.modifier in ("at_least", "exact") else f"{_word(claim)} (at least {low:,})"
    if low is not None:
        return f"{low:,} to {high:,}"
    if high is not None:
        return f"{_word(claim)} {high:,}"
    return f"{_word(claim)} {best:,}" if best is not None else _word(claim)


def _word(claim: Claim) -> str:
    return claim.modifier.replace("_", " ") if claim.modifier != "exact" else "no number"


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    each = list(names)
    return each[0] if len(each) == 1 else ", ".join(each[:-1]) + " and " + each[-1] if each else ""
