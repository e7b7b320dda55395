"""Arithmetic and ids as sentences that can be quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from antigone.account.model import Model, Part
from antigone.account.solve import Proof
from antigone.core.told import Told, listed, listed_plainly, row, told
from antigone.core.unit import shipped_units
from antigone.said.claim import Claim

MINUS = "\u2212"
FIGURES = {
    "at_least": "at least {n:,}",
    "more_than": "more than {n:,}",
    "fewer_than": "fewer than {n:,}",
    "less_than": "less than {n:,}",
    "up_to": "up to {n:,}",
    "almost": "almost {n:,}",
    "about": "about {n:,}",
    "some": "some {n:,}",
    "rounded": "rounded {n:,}",
    "most_of": "most of {n:,}",
}
VAGUE = (
    *("dozens", "several dozen", "scores", "several", "handful", "hundreds", "thousands"),
    *("unquantified", "withheld", "unknown yet"),
)
"""Words that stand in the place of a figure."""


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

    @property
    def told(self) -> Told:
        """`2 × 139 (S104)`."""
        times = abs(self.times)
        if times == 1:
            return told("{n:,} ({claim})", n=self.value, claim=self.claim)
        return told("{times} × {n:,} ({claim})", times=times, n=self.value, claim=self.claim)

    def __str__(self) -> str:
        return self.told


def terms(model: Model, part: Part, proof: Proof | None) -> list[Term]:
    """The figures that a plain proof adds up, the largest first; empty where it goes through cases."""
    if proof is None or proof.branched:
        return []
    found = []
    for at, times in proof.leaves[0].rows:
        _, low, high, _, shown = model.rows[part.rows[at]]
        side = low if times > 0 else high
        if side:
            found.append(Term(Fraction(times), side, shown))
    return sorted(found, key=lambda t: (-t.amount, t.claim))


def summed(figures: Sequence[Term], total: int) -> Told:
    """`139 (S104) + 63 (S110) − 19 (S103) = 183`; one figure alone without the equals sign."""
    plus = [t.told for t in figures if t.amount > 0]
    minus = [t.told for t in figures if t.amount < 0]
    text = row(listed_plainly(plus, " + "), *(part for t in minus for part in (f" {MINUS} ", t)))
    alone = len(plus) + len(minus) == 1 and figures[0].amount == total
    return text if alone else told("{sum} = {total:,}", sum=text, total=total)


def excess(figures: Sequence[Term]) -> tuple[str, int | None]:
    """A contradiction as a sentence, and by how much: `139 + 63 + 20 + 19 = 241, which is 11 more than 230`."""
    plus, minus = [t for t in figures if t.amount > 0], [t for t in figures if t.amount < 0]
    more, less = sum(t.amount for t in plus), -sum(t.amount for t in minus)
    if not plus or more.denominator != 1 or less.denominator != 1:
        return "", None
    left = _side(plus, int(more))
    right = _side(minus, int(less)) if minus else "0"
    gap = int(more - less)
    return told("{left}, which is {gap:,} more than {right}", left=left, gap=gap, right=right), gap


def _side(figures: Sequence[Term], total: int) -> Told:
    text = listed_plainly((Term(abs(t.times), t.value, t.claim).told for t in figures), " + ")
    alone = len(figures) == 1 and abs(figures[0].times) == 1
    return text if alone else told("{sum} = {total:,}", sum=text, total=total)


def figure(claim: Claim) -> Told:
    """The figure of a claim in words: `at least 227`, `about 50`, `number withheld`."""
    low, high, best = claim.low, claim.high, claim.best
    if low is not None and low == high:
        return told("{n:,}", n=low)
    if claim.modifier == "more_than" and low is not None:
        return told("more than {n:,}", n=low - 1)
    if claim.modifier in ("fewer_than", "less_than") and high is not None:
        return told("fewer than {n:,}", n=high + 1)
    if low is not None and high is None:
        if claim.modifier in ("at_least", "exact"):
            return told("at least {n:,}", n=low)
        return told("{word} (at least {n:,})", word=_word(claim), n=low)
    if low is not None:
        return told("{low:,} to {high:,}", low=low, high=high)
    n = high if high is not None else best
    return _word(claim) if n is None else _worded(claim, n)


def _worded(claim: Claim, n: int) -> Told:
    pattern = FIGURES.get(claim.modifier)
    return told("{word} {n:,}", word=_word(claim), n=n) if pattern is None else told(pattern, n=n)


def _word(claim: Claim) -> Told:
    if claim.modifier == "exact":
        return told("no number")
    word = claim.modifier.replace("_", " ")
    return told(word) if word in VAGUE else row(word)


def unit_words(unit: str) -> Told:
    """What is counted, as the tables write it: `bodies received` for `bodies_received`."""
    words = unit.replace("_", " ")
    return told(words) if unit in shipped_units() else row(words)


def speaker_words(claim: Claim) -> str:
    """Who speaks; `speaker not named` where nobody is."""
    return claim.speaker or told("speaker not named")


__all__ = ["FIGURES", "MINUS", "VAGUE", "Term", "excess", "figure", "listed", "speaker_words", "summed"]
__all__ += ["terms", "unit_words"]
