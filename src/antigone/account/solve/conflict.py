"""A conflict as a value, and the lightest set of labels that meets many of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antigone.account.solve.certificate import Number, Proof
from antigone.account.solve.shrink import Core


@dataclass(frozen=True, slots=True)
class Conflict:
    """Labels that cannot hold together, though any fewer of them can.

    Attributes:
        labels: the set; soft ones and fixed ones.
        proof: why, in exact numbers.
        irreducible: for each label a checked integer point fits all the others. False only where a limit was reached.
        about: the put-aside label that this explains, or None.
    """

    labels: frozenset[str]
    proof: Proof
    irreducible: bool = True
    about: str | None = None

    @property
    def rows(self) -> tuple[tuple[int, Number], ...]:
        """Rows and multipliers that add up to the impossible; empty where the proof goes through cases."""
        return () if self.proof.branched else self.proof.leaves[0].rows


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What was put aside so that the rest fits.

    Attributes:
        put_aside: soft labels; empty where everything fits.
        explanations: one for each of them, in the order of `put_aside` sorted.
        proven: no lighter set would do.
    """

    put_aside: frozenset[str]
    explanations: tuple[Conflict, ...]
    proven: bool


def conflict_of(core: Core, about: str | None = None) -> Conflict:
    """A core as the conflict that it is."""
    return Conflict(core.labels, core.proof, core.irreducible, about)


def lightest_hitting_set(
    cores: Sequence[frozenset[str]], soft: Sequence[str], weights: Mapping[str, int]
) -> frozenset[str]:
    """The lightest set of labels that meets every core; ties go to labels late in `soft`, so the result is stable."""
    if not cores:
        return frozenset()
    if all(not a & b for i, a in enumerate(cores) for b in cores[:i]):
        rank = {label: i for i, label in enumerate(soft)}
        return frozenset(min(core, key=lambda name: (weights.get(name, 1), -rank[name])) for core in cores)
    from pysat.examples.hitman import Hitman

    names = sorted(frozenset().union(*cores), key=lambda name: -soft.index(name))
    scale = len(names) ** 2 + 1
    costs = {name: weights.get(name, 1) * scale + at for at, name in enumerate(names)}
    with Hitman(bootstrap_with=[sorted(c) for c in cores], weights=costs, htype="sorted", solver="g4") as hitman:
        return frozenset(hitman.get() or ())
