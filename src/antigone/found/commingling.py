"""Commingled remains: associations that can be taken back, hypothetical persons, and how many there must be at least.

Sources: Adams & Konigsberg (2004), Estimation of the most likely number of individuals from commingled human skeletal
remains, AJPA 125; Chapman (1951). Parts are never counted as people: only these bounds are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import sqrt
from typing import Any

from antigone.core.errors import UsageError
from antigone.core.told import told

FEW_PAIRS = 7
"""With so few matched pairs, or fewer, the estimate is not given unless asked for."""


class AssociationKind(Enum):
    """On what two things are said to be of one person, or not."""

    PAIR = "pair"
    ARTICULATION = "articulation"
    REFIT = "refit"
    MORPHOLOGY = "morphology"
    DNA = "DNA"
    SAME_BODY = "same body"
    EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Association:
    """Two things are of one person (or, by exclusion, are not); taken back by `association.undone`.

    Attributes:
        id: the case's own id; one, other: canonical ids.
        kind: see `AssociationKind`; basis: how it is known, in words; by: whose finding.
    """

    id: str
    one: str
    other: str
    kind: AssociationKind
    basis: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Individual:
    """A hypothetical person: things joined by standing associations.

    Attributes:
        id: its least member's id, with `I` for `R`: stable while the member belongs to it.
        members: canonical ids, sorted.
        associations: ids of the associations that join them.
        doubtful: ids of exclusions that speak against it.
    """

    id: str
    members: tuple[str, ...]
    associations: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def individuals(associations: Iterable[Association], remains: Iterable[str] = ()) -> list[Individual]:
    """The hypothetical persons that associations make of things; things named in none stand alone."""
    associations = list(associations)
    joins = [a for a in associations if a.kind is not AssociationKind.EXCLUSION]
    up: dict[str, str] = {id: id for id in remains}

    def find(id: str) -> str:
        up.setdefault(id, id)
        while up[id] != id:
            up[id] = up[up[id]]
            id = up[id]
        return id

    for each in joins:
        one, other = sorted((find(each.one), find(each.other)))
        up[other] = one
    members: dict[str, list[str]] = {}
    for id in sorted(up):
        members.setdefault(find(id), []).append(id)
    why: dict[str, list[str]] = {}
    for each in joins:
        why.setdefault(find(each.one), []).append(each.id)
    against: dict[str, list[str]] = {}
    for each in associations:
        if each.kind is AssociationKind.EXCLUSION and find(each.one) == find(each.other):
            against.setdefault(find(each.one), []).append(each.id)
    return [
        Individual(
            "I" + root.removeprefix("R"), tuple(ids), tuple(sorted(why.get(root, ()))), tuple(against.get(root, ()))
        )
        for root, ids in sorted(members.items())
    ]


@dataclass(frozen=True, slots=True)
class Commingling:
    """How many individuals a set of paired elements stands for.

    Attributes:
        left, right, pairs: elements counted (L, R) and matched pairs (P).
        mni: minimum number of individuals, max(L, R).
        gmt: grand minimum total, L + R - P.
        li: Lincoln index L·R/P; None where P is 0.
        mlni: most likely number, (L+1)(R+1)/(P+1) - 1, never below the grand minimum total; None where refused.
        se: standard error of that estimate.
        refused: why no estimate is given; empty where it is.
    """

    left: int
    right: int
    pairs: int
    mni: int
    gmt: int
    li: Fraction | None
    mlni: Fraction | None
    se: float | None
    refused: str = ""

    @property
    def whole(self) -> int | None:
        """The most likely number rounded down; None where refused."""
        return None if self.mlni is None else int(self.mlni)

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values; fractions as decimals with two places."""

        def decimal(value: Fraction | None) -> float | None:
            return None if value is None else round(float(value), 2)

        return {
            "left": self.left, "right": self.right, "pairs": self.pairs, "mni": self.mni, "gmt": self.gmt,
            "li": decimal(self.li), "mlni": decimal(self.mlni), "mlni_whole": self.whole,
            "se": None if self.se is None else round(self.se, 2), "refused": self.refused,
        }  # fmt: skip


def commingling(left: int, right: int, pairs: int, *, despite_few: bool = False) -> Commingling:
    """MNI, grand minimum total, Lincoln index and most likely number from left and right elements and pairs.

    Args:
        left, right: elements of one kind, ≥ 0.
        pairs: how many of them were matched, 0 ≤ pairs ≤ min(left, right).
        despite_few: estimate even from seven pairs or fewer.

    Raises:
        UsageError: the counts exclude each other.
    """
    if min(left, right, pairs) < 0 or pairs > min(left, right):
        raise UsageError(
            told("{left} left, {right} right and {pairs} pairs cannot be.", left=left, right=right, pairs=pairs),
            "Give 0 ≤ pairs ≤ each side.",
        )
    gmt = left + right - pairs
    li = Fraction(left * right, pairs) if pairs else None
    refused = ""
    if pairs <= FEW_PAIRS and not despite_few:
        refused = (
            f"No most likely number is given: {pairs} matched pairs are too few ({FEW_PAIRS} or fewer make the "
            "estimate unreliable and biased)."
        )
    if refused:
        return Commingling(left, right, pairs, max(left, right), gmt, li, None, None, refused)
    plain = Fraction((left + 1) * (right + 1), pairs + 1) - 1
    variance = Fraction((left + 1) * (right + 1) * (left - pairs) * (right - pairs), (pairs + 2) * (pairs + 1) ** 2)
    return Commingling(left, right, pairs, max(left, right), gmt, li, max(plain, Fraction(gmt)), sqrt(variance))


def pairs_of(sides: Mapping[str, str], associations: Iterable[Association]) -> int:
    """Matched pairs among elements: `sides` gives left or right by id; a pair joins one of each, each used once."""
    used: set[str] = set()
    count = 0
    for each in sorted(associations, key=lambda a: a.id):
        right_kind = each.kind in (AssociationKind.PAIR, AssociationKind.DNA, AssociationKind.MORPHOLOGY)
        both = {sides.get(each.one), sides.get(each.other)} == {"left", "right"}
        if right_kind and both and not {each.one, each.other} & used:
            used |= {each.one, each.other}
            count += 1
    return count
