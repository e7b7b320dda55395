"""The least and the most that a sum of counts can be, and what binds each end."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from antigone.account.solve.certificate import Leaf, Number, Proof, rounded_up
from antigone.account.solve.lp import Answer, Status
from antigone.account.solve.problem import Problem
from antigone.account.solve.session import session
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


@dataclass(frozen=True, slots=True)
class Bound:
    """`least ≤ objective ≤ most` in every world; None as `most` (or `least`): no limit on that side."""

    lower: End
    upper: End

    @property
    def least(self) -> int | None:
        """Never less than this."""
        return self.lower.value

    @property
    def most(self) -> int | None:
        """Never more than this; None: unlimited."""
        return self.upper.value

    @property
    def binding_least(self) -> frozenset[str]:
        """Labels that alone prove the least."""
        return self.lower.binding

    @property
    def binding_most(self) -> frozenset[str]:
        """Labels that alone prove the most."""
        return self.upper.binding

    @property
    def rows_least(self) -> tuple[tuple[int, Number], ...]:
        """See `End.rows`."""
        return self.lower.rows

    @property
    def rows_most(self) -> tuple[tuple[int, Number], ...]:
        """See `End.rows`; the multipliers prove a floor under minus the objective."""
        return self.upper.rows


def bound(system: System, objective: Mapping[int, int], active: Set[str], *, explain: bool = True) -> Bound:
    """The least and the most of `Σ coefficient · column` when exactly these labels are active.

    Args:
        system: the counts and what is known of them.
        objective: integer per column index.
        active: labels that hold; structural rows always do.
        explain: find the irreducible binding labels; without, `binding` is empty and only the values are computed.

    Raises:
        Infeasible: nothing fits, with an irreducible set of labels.
        ValueError: a column that does not exist.
    """
    if any(not 0 <= c < len(system.columns) for c in objective):
        raise ValueError("the objective names a column that does not exist")
    wanted = {c: v for c, v in objective.items() if v}
    kept = session(system)
    lower = _end(system, kept.whole(system), wanted, active, explain)
    upper = _end(system, kept.whole(system), {c: -v for c, v in wanted.items()}, active, explain)
    return Bound(lower, _negated(upper))


def _negated(end: End) -> End:
    return End(None if end.value is None else -end.value, end.binding, end.proof, end.reached)


def _end(system: System, problem: Problem, objective: Mapping[int, int], active: Set[str], explain: bool) -> End:
    """The least of the objective: columns that no row touches count at their own ends."""
    loose = 0
    for column, coefficient in objective.items():
        if column not in problem.place:
            end = system.columns[column].low if coefficient > 0 else system.columns[column].high
            if end is None:
                _feasible_or_raise(system, problem, active)
                return End(None)
            loose += coefficient * end
    cost = {problem.place[c]: v for c, v in objective.items() if c in problem.place}
    found = minimum(system, problem, cost, active)
    if found.value is None or not explain:
        return found if found.value is None else End(found.value + loose, proof=found.proof, reached=found.reached)
    core = shrink(system, problem, cost, found.value, active, known=found.proof) if found.binding else None
    if core is None:
        return End(found.value + loose, frozenset(), found.proof, found.reached)
    return End(found.value + loose, core.labels, core.proof, found.reached)


def minimum(system: System, problem: Problem, cost: Mapping[int, int], active: Set[str]) -> End:
    """The least cost over integer points, proven from below and, where possible, attained.

    `binding` holds the labels of the proof, not yet irreducible.

    Raises:
        Infeasible: nothing fits.
    """
    problem.activate(active)
    if not cost:
        _feasible_or_raise(system, problem, active)
        return End(0, proof=Proof((Leaf((), (), 0),)))
    answer = problem.lp.minimise(cost)
    if problem.void_row() is not None or answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
        _feasible_or_raise(system, problem, active)
    leaf = _leaf(problem, answer, cost)
    if leaf is None:
        _feasible_or_raise(system, problem, active)
        return End(None, reached=answer.status is Status.UNBOUNDED)
    proof, value = Proof((leaf,)), rounded_up(leaf.value)
    point = problem.rounded(answer.point)
    if point is None or price(point, cost) > value:
        return _whole_numbers(system, problem, cost, value, proof)
    return End(value, labels_of(system, proof), proof)


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
    return End(value, labels_of(system, proof), proof, reached)


def _feasible_or_raise(system: System, problem: Problem, active: Set[str]) -> None:
    problem.activate(active)
    if isinstance(settle(problem, {}, 1), Proof):
        raise Infeasible(_core(system, problem, active))


def _core(system: System, problem: Problem, active: Set[str]) -> frozenset[str]:
    core = shrink(system, problem, {}, 1, active)
    return core.labels if core else frozenset()
