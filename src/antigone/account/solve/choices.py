"""Every minimal conflict and every maximal consistent choice of a small system, and what holds under all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from antigone.account.solve.bounds import Bound, bound
from antigone.account.solve.certificate import Proof
from antigone.account.solve.conflict import Conflict, conflict_of
from antigone.account.solve.problem import Problem
from antigone.account.solve.session import session
from antigone.account.solve.settle import settle
from antigone.account.solve.shrink import shrink, shrink_both
from antigone.account.solve.system import Infeasible, System


@dataclass(frozen=True, slots=True)
class AllConflicts:
    """Attributes:
    conflicts: minimal conflicts, smallest first.
    corrections: minimal sets of soft labels whose putting aside lets the rest fit, smallest first.
    choices: the maximal consistent choices, complements of `corrections` among the soft labels, in the same order.
    complete: nothing was left out because of the limit.
    """

    conflicts: tuple[Conflict, ...]
    corrections: tuple[frozenset[str], ...]
    choices: tuple[frozenset[str], ...]
    complete: bool


def all_conflicts(
    system: System, soft: Sequence[str], fixed: Set[str] = frozenset(), limit: int = 1000
) -> AllConflicts:
    """Enumerate minimal conflicts and maximal consistent choices together (MARCO, Liffiton et al. 2016).

    Args:
        soft: labels that may be put aside.
        fixed: labels that stay.
        limit: stop after so many conflicts and choices in all.

    Raises:
        Infeasible: the fixed labels alone do not fit.
    """
    problem = session(system).whole()
    base = shrink(system, problem, {}, 1, fixed)
    if base is not None:
        raise Infeasible(base.labels)
    found, corrections, complete = _marco(system, problem, list(dict.fromkeys(soft)), fixed, limit)
    found.sort(key=lambda c: (len(c.labels), sorted(c.labels)))
    corrections.sort(key=lambda c: (len(c), sorted(c)))
    choices = tuple(frozenset(soft) - c for c in corrections)
    return AllConflicts(tuple(found), tuple(corrections), choices, complete)


def _marco(
    system: System, problem: Problem, soft: Sequence[str], fixed: Set[str], limit: int
) -> tuple[list[Conflict], list[frozenset[str]], bool]:
    from pysat.solvers import Solver

    number = {label: i + 1 for i, label in enumerate(soft)}
    found: list[Conflict] = []
    corrections: list[frozenset[str]] = []
    with Solver(name="minisat22") as unexplored:
        unexplored.set_phases(list(number.values()))
        while unexplored.solve():
            if len(found) + len(corrections) >= limit:
                return found, corrections, False
            chosen = set(unexplored.get_model() or ())
            seed = {label for label, n in number.items() if -n not in chosen}
            core = shrink_both(system, problem, seed, fixed)
            if core is None:
                grown = _grow(problem, seed, soft, fixed)
                corrections.append(frozenset(soft) - grown)
                unexplored.add_clause([number[label] for label in soft if label not in grown])
            else:
                found.append(conflict_of(core))
                unexplored.add_clause([-number[label] for label in core.labels if label in number])
    return found, corrections, True


def _grow(problem: Problem, seed: Set[str], soft: Sequence[str], fixed: Set[str]) -> set[str]:
    """Add labels one by one while the whole fits."""
    grown = set(seed)
    for label in soft:
        if label not in grown:
            problem.activate(grown | {label} | fixed)
            if not isinstance(settle(problem, {}, 1), Proof):
                grown.add(label)
    return grown


@dataclass(frozen=True, slots=True)
class Standing:
    """Attributes:
    least, most: hold under every maximal consistent choice; None: no limit on that side.
    per_choice: each choice (soft labels that stand) with its bound, in the order of `AllConflicts.choices`.
    complete: all choices were looked at. If not, `least` and `most` are those of the fixed labels alone, which hold
        whatever is chosen, and `per_choice` holds the choices that were found.
    """

    least: int | None
    most: int | None
    per_choice: tuple[tuple[frozenset[str], Bound], ...]
    complete: bool


def standing_bound(
    system: System,
    objective: Mapping[int, int],
    soft: Sequence[str],
    fixed: Set[str] = frozenset(),
    limit: int = 1000,
    known: AllConflicts | None = None,
) -> Standing:
    """The interval of the objective that holds under every maximal consistent choice of the soft labels.

    Args:
        known: the result of `all_conflicts` for the same labels, to share it between questions.

    Raises:
        Infeasible: the fixed labels alone do not fit.
    """
    every = known or all_conflicts(system, soft, fixed, limit)
    per_choice = tuple((choice, bound(system, objective, choice | fixed)) for choice in every.choices)
    outer = [b for _, b in per_choice] if every.complete else [bound(system, objective, fixed)]
    least = [b.least for b in outer]
    most = [b.most for b in outer]
    return Standing(
        None if any(v is None for v in least) else min(v for v in least if v is not None),
        None if any(v is None for v in most) else max(v for v in most if v is not None),
        per_choice,
        every.complete,
    )
