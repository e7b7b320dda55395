"""The least and the most that a sum of counts can be, and what binds each end."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from antigone.account.solve.certificate import Number
from antigone.account.solve.ends import End, minimum
from antigone.account.solve.session import session
from antigone.account.solve.shrink import shrink
from antigone.account.solve.system import System

__all__ = ["Bound", "End", "bound"]


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
    lower = _end(system, wanted, active, explain)
    upper = _end(system, {c: -v for c, v in wanted.items()}, active, explain)
    return Bound(lower, _negated(upper))


def _negated(end: End) -> End:
    return End(None if end.value is None else -end.value, end.binding, end.proof, end.reached)


def _end(system: System, objective: Mapping[int, int], active: Set[str], explain: bool) -> End:
    kept = session(system)
    quick = kept.quick().end(objective, active, explain)
    if quick is not None:
        return quick
    if not kept.small:
        return kept.wide().end(objective, active, explain)
    problem = kept.whole()
    cost = {problem.place[c]: v for c, v in objective.items()}
    found = minimum(system, problem, cost, active)
    if not explain or not found.binding:
        return End(found.value, frozenset(), found.proof, found.reached)
    core = shrink(system, problem, cost, found.value or 0, active, known=found.proof)
    return found if core is None else End(found.value, core.labels, core.proof, found.reached)
