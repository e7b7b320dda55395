"""One end of a bound: the least cost over the integer points of a problem, proven and where possible attained."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from antigone.account.solve.certificate import Leaf, Number, Proof, rounded_up
from antigone.account.solve.lp import Answer, Status
from antigone.account.solve.problem import Problem
from antigone.account.solve.settle import SECONDS, Point, price, settle
from antigone.account.solve.shrink import labels_of, shrink
from antigone.account.solve.system import Infeasible, System

GAPS = 50
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class End:
    """One end of a bound.

    Attributes:
        value: an integer that is proven never to be passed; None: no limit.
        binding: an irreducible set of labels that alone proves it.
        proof: its arithmetic in exact numbers; None where there is no limit.
        reached: a checked integer point attains it, so that it cannot be improved.
    """

    value: int | None
    binding: frozenset[str] = frozenset()
    proof: Proof | None = None
    reached: bool = True

    @property
    def rows(self) -> tuple[tuple[int, Number], ...]:
        """Rows and multipliers of a plain (unbranched) proof: `objective ≥ Σ multiplier · side of the row`.

        For the upper end they prove a floor under *minus* the objective. Empty where the proof goes through cases.
        """
        return self.proof.leaves[0].rows if self.proof and not self.proof.branched else ()


def minimum(system: System, problem: Problem, cost: Mapping[int, int], active: Set[str], *, attain: bool = True) -> End:
    """The least cost over integer points, proven from below and, where possible, attained.

    `binding` holds the labels of the proof, not yet irreducible.

    Args:
        attain: without, only the linear program is asked, and `reached` is True only if its own point is whole.

    Raises:
        Infeasible: nothing fits.
    """
    problem.activate(active)
    if not cost:
        feasible_or_raise(system, problem, active)
        return End(0, proof=Proof((Leaf((), (), 0),)))
    answer = problem.lp.minimise(cost)
    if problem.void_row() is not None or answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
        feasible_or_raise(system, problem, active)
    leaf = _leaf(problem, answer, cost)
    if leaf is None:
        feasible_or_raise(system, problem, active)
        return End(None, reached=answer.status is Status.UNBOUNDED)
    proof, value = Proof((leaf,)), rounded_up(leaf.value)
    point = problem.rounded(answer.point)
    if point is not None and price(point, cost) <= value:
        return End(value, labels_of(system, proof), proof)
    if attain:
        return _whole_numbers(system, problem, cost, value, proof)
    return End(value, labels_of(system, proof), proof, False)


def _leaf(problem: Problem, answer: Answer, cost: Mapping[int, int]) -> Leaf | None:
    if answer.status is not Status.OPTIMAL or answer.point is None:
        return None
    hoped = sum(c * float(answer.point[column]) for column, c in cost.items())
    return problem.best_leaf(answer, cost, {}, Fraction(hoped - NEAR))


def _whole_numbers(system: System, problem: Problem, cost: Mapping[int, int], value: int, proof: Proof) -> End:
    """Raise a bound of the linear program to what whole numbers allow."""
    outcome = settle(problem, cost, value + 1)
    for _ in range(GAPS):
        if not isinstance(outcome, Proof):
            break
        if all(leaf.impossible for leaf in outcome.leaves):
            raise Infeasible(_core(system, problem, problem.active or frozenset()))
        value, proof = value + 1, outcome
        outcome = settle(problem, cost, value + 1)
    reached = isinstance(outcome, Point)
    if not reached:
        found = problem.rounded(problem.lp.integer_point(cost, SECONDS))
        if found is not None:
            target = price(found, cost)
            last = settle(problem, cost, target) if target > value else proof
            if isinstance(last, Proof):
                value, proof, reached = target, last, True
        else:
            feasible_or_raise(system, problem, problem.active or frozenset())
    return End(value, labels_of(system, proof), proof, reached)


def feasible_or_raise(system: System, problem: Problem, active: Set[str]) -> None:
    problem.activate(active)
    if isinstance(settle(problem, {}, 1), Proof):
        raise Infeasible(_core(system, problem, active))


def _core(system: System, problem: Problem, active: Set[str]) -> frozenset[str]:
    core = shrink(system, problem, {}, 1, active)
    return core.labels if core else frozenset()
