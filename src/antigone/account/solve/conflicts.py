"""Which statements cannot stand together: the fewest to put aside, and for each one an irreducible explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from antigone.account.solve.certificate import Proof
from antigone.account.solve.conflict import Conflict, Conflicts, conflict_of, lightest_hitting_set
from antigone.account.solve.problem import Problem
from antigone.account.solve.session import session
from antigone.account.solve.settle import Point, settle
from antigone.account.solve.shrink import shrink, shrink_both
from antigone.account.solve.system import Infeasible, System

__all__ = ["Conflict", "Conflicts", "conflicts", "irreducible", "is_feasible"]

ROUNDS = 1000


def is_feasible(system: System, active: Set[str]) -> bool:
    """True if some integer point fits all these labels; False only with an exact proof that none does."""
    kept = session(system)
    if kept.quick().fits(active):
        return True
    if not kept.small:
        try:
            kept.wide().point(active)
        except Infeasible:
            return False
        return True
    problem = kept.whole()
    problem.activate(active)
    return not isinstance(settle(problem, {}, 1), Proof)


def irreducible(system: System, active: Set[str]) -> Conflict | None:
    """An irreducible impossible subset of these labels with its proof, or None where they fit."""
    kept = session(system)
    core = kept.wide().core(active) if not kept.small else shrink(system, kept.whole(), {}, 1, active)
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
    if not session(system).small:
        from antigone.account.solve.wide_conflicts import wide_conflicts

        return wide_conflicts(session(system).wide(), list(soft), fixed, weights or {})
    problem = session(system).whole()
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


def _explain(system: System, problem: Problem, label: str, kept: Set[str], fixed: Set[str]) -> Conflict | None:
    """Why this label cannot join those that were kept."""
    core = shrink_both(system, problem, kept | {label}, fixed)
    return None if core is None else conflict_of(core, label)
