"""Which statements cannot stand together: the fewest to put aside, and for each one an irreducible explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from antigone.account.solve.certificate import Number, Proof
from antigone.account.solve.problem import Problem
from antigone.account.solve.session import session
from antigone.account.solve.settle import Point, settle
from antigone.account.solve.shrink import Core, shrink, shrink_both
from antigone.account.solve.system import Infeasible, System

ROUNDS = 1000


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


def is_feasible(system: System, active: Set[str]) -> bool:
    """True if some integer point fits all these labels; False only with an exact proof that none does."""
    problem = session(system).whole(system)
    problem.activate(active)
    return not isinstance(settle(problem, {}, 1), Proof)


def irreducible(system: System, active: Set[str]) -> Conflict | None:
    """An irreducible impossible subset of these labels with its proof, or None where they fit."""
    core = shrink(system, session(system).whole(system), {}, 1, active)
    return None if core is None else Conflict(core.labels, core.proof, core.irreducible)


def conflicts(
    system: System,
    soft: Sequence[str],
    fixed: Set[str] = frozenset(),
    weights: Mapping[str, int] | None = None,
) -> Conflicts:
    """The lightest set of soft labels to put aside so that the rest fits, each explained.

    Cores are gathered until a lightest set that meets every one of them leaves a system with an integer point: then
    no lighter set can do (implicit hitting sets).

    Args:
        soft: labels that may be put aside; among equally light sets the later ones in the sequence go first.
        fixed: labels that stay.
        weights: cost of putting a label aside, positive; 1 where absent.

    Raises:
        Infeasible: nothing fits even with every soft label put aside.
        ValueError: a label both soft and fixed, or a weight below 1.
    """
    _check(soft, fixed, weights)
    problem = session(system).whole(system)
    _fixed_or_raise(system, problem, fixed)
    aside, proven = _hitting_rounds(system, problem, soft, fixed, weights or {})
    explained = [_explain(system, problem, label, set(soft) - aside, fixed) for label in sorted(aside)]
    return Conflicts(aside, tuple(c for c in explained if c), proven)


def _check(soft: Sequence[str], fixed: Set[str], weights: Mapping[str, int] | None) -> None:
    both = set(soft) & fixed
    if both:
        raise ValueError(f"labels both soft and fixed: {', '.join(sorted(both))}")
    if any(w < 1 for w in (weights or {}).values()):
        raise ValueError("weights must be 1 or more")


def _fixed_or_raise(system: System, problem: Problem, fixed: Set[str]) -> None:
    core = shrink(system, problem, {}, 1, fixed)
    if core is not None:
        raise Infeasible(core.labels)


def _hitting_rounds(
    system: System, problem: Problem, soft: Sequence[str], fixed: Set[str], weights: Mapping[str, int]
) -> tuple[frozenset[str], bool]:
    cores = _disjoint_cores(system, problem, soft, fixed)
    for _ in range(ROUNDS):
        aside = lightest_hitting_set(cores, soft, weights)
        problem.activate((set(soft) - aside) | fixed)
        outcome = settle(problem, {}, 1)
        if not isinstance(outcome, Proof):
            return aside, isinstance(outcome, Point)
        core = shrink(system, problem, {}, 1, set(soft) - aside, fixed, outcome)
        assert core is not None, "a proof at hand always shrinks to a core"
        cores.append(core.labels)
    return lightest_hitting_set(cores, soft, weights), False


def _disjoint_cores(system: System, problem: Problem, soft: Sequence[str], fixed: Set[str]) -> list[frozenset[str]]:
    left, cores = set(soft), list[frozenset[str]]()
    while core := shrink(system, problem, {}, 1, left, fixed):
        cores.append(core.labels)
        left -= core.labels
    return cores


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


def _explain(system: System, problem: Problem, label: str, kept: Set[str], fixed: Set[str]) -> Conflict | None:
    """Why this label cannot join those that were kept."""
    core = shrink_both(system, problem, kept | {label}, fixed)
    return None if core is None else conflict_of(core, label)


def conflict_of(core: Core, about: str | None = None) -> Conflict:
    """A core as the conflict that it is."""
    return Conflict(core.labels, core.proof, core.irreducible, about)
