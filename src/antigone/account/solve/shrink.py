"""From a proof to an irreducible set of labels: take one away at a time, and keep what cannot be spared."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from antigone.account.solve.certificate import Proof
from antigone.account.solve.problem import Problem
from antigone.account.solve.settle import Point, settle
from antigone.account.solve.system import System


@dataclass(frozen=True, slots=True)
class Core:
    """Labels that alone prove the target, with the proof.

    `irreducible`: for each label, a checked integer point shows that it cannot be spared.
    """

    labels: frozenset[str]
    proof: Proof
    irreducible: bool = True


def labels_of(system: System, proof: Proof) -> frozenset[str]:
    """The labels of every row that the proof uses."""
    return frozenset().union(*(system.rows[row].labels for row in proof.rows))


def shrink(
    system: System,
    problem: Problem,
    cost: Mapping[int, int],
    target: int,
    labels: Set[str],
    always: Set[str] = frozenset(),
    known: Proof | None = None,
) -> Core | None:
    """An irreducible subset of `labels` that, together with `always`, proves `cost ≥ target`; None if they do not.

    Args:
        known: a proof already at hand for these labels, to save the first solve.
    """
    proof = known or _proof(problem, cost, target, labels | always)
    if proof is None:
        return None
    kept = labels_of(system, proof) & (labels - always)
    waiting, needed, certain = sorted(kept), set[str](), True
    while waiting:
        label = waiting.pop(0)
        problem.activate((kept - {label}) | always)
        outcome = settle(problem, cost, target)
        if isinstance(outcome, Proof):
            proof, kept = outcome, labels_of(system, outcome) & (labels - always)
            waiting = [name for name in waiting if name in kept]
            continue
        needed.add(label)
        certain = certain and isinstance(outcome, Point)
    return Core(frozenset(kept), proof, certain)


def _proof(problem: Problem, cost: Mapping[int, int], target: int, active: Set[str]) -> Proof | None:
    problem.activate(active)
    outcome = settle(problem, cost, target)
    return outcome if isinstance(outcome, Proof) else None


def shrink_both(
    system: System,
    problem: Problem,
    soft: Set[str],
    fixed: Set[str],
    known: Proof | None = None,
) -> Core | None:
    """An irreducible impossible set: first soft labels, none sparable even with all the fixed ones; then the fixed."""
    first = shrink(system, problem, {}, 1, soft, fixed, known)
    if first is None:
        return None
    second = shrink(system, problem, {}, 1, fixed, first.labels, first.proof)
    if second is None:
        return None
    return Core(first.labels | second.labels, second.proof, first.irreducible and second.irreducible)
