"""Bounds and conflicts of a system too large to be one warm model: warm models and windows prove, rims attain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from antigone.account.solve.certificate import Proof
from antigone.account.solve.ends import End, minimum
from antigone.account.solve.landscape import REGIONS, Landscape, Mask
from antigone.account.solve.lp import Ints, Status
from antigone.account.solve.problem import Problem
from antigone.account.solve.settle import Point, price, settle
from antigone.account.solve.shrink import Core, labels_of, shrink
from antigone.account.solve.system import Infeasible, System

WINDOWS = (200, 800, 3200, 12800)
"""Rows of a window, tried one after the other; after them comes the whole."""
POINTS = 8


class Wide:
    """One large system: its landscape, its whole as one model, and the points found so far.

    Attributes:
        whole: for trying other sets of labels.
        steady: kept at the labels asked for last, so that each question starts from the answer to the one before.
    """

    def __init__(self, system: System, whole: Problem) -> None:
        self.system = system
        self.landscape = Landscape(system)
        self.whole = whole
        self.steady = Problem(system, range(len(system.rows)), also=range(len(system.columns)))
        self._points: list[Ints] = []

    # -- points -----------------------------------------------------------------------------------------------------

    def point(self, active: Set[str]) -> Ints | None:
        """An integer point that fits these labels: one already known if it does, else a new one; None if none found.

        Raises:
            Infeasible: with a proof that there is none.
        """
        mask = self.landscape.mask(active)
        for known in reversed(self._points):
            if not len(self.landscape.broken(known, mask)):
                return known
        found = self.landscape.point(self.steady, active)
        if found is None:
            self.raise_if_impossible(active)
        else:
            self.remember(found)
        return found

    def remember(self, point: Ints) -> None:
        """Keep a point for later questions."""
        self._points = [*self._points[-POINTS + 1 :], point]

    def raise_if_impossible(self, active: Set[str]) -> None:
        """Raise `Infeasible` with an irreducible set of labels if the linear program proves it."""
        self.whole.activate(active)
        if self.whole.void_row() is None and self.whole.lp.minimise({}).status is Status.OPTIMAL:
            return
        core = self.core(active)
        if core is not None:
            raise Infeasible(core.labels)

    def core(self, active: Set[str]) -> Core | None:
        """An irreducible conflict among these labels, if the linear program of the whole proves one."""
        self.whole.activate(active)
        outcome = settle(self.whole, {}, 1, nodes=1)
        if not isinstance(outcome, Proof):
            return None
        return self.tightened(Core(labels_of(self.system, outcome), outcome), {}, 1)

    # -- windows ----------------------------------------------------------------------------------------------------

    def windows(self, columns: Iterable[int], mask: Mask) -> Iterator[Problem]:
        """Ever larger sets of rows around these columns; the last is everything that can be reached."""
        start, last = list(columns), 0
        for most in (*WINDOWS, len(self.system.rows) + 1):
            rows = self.landscape.near(start, mask, most)
            if len(rows) > last or most == WINDOWS[0]:
                yield Problem(self.system, rows, also=start)
            last = len(rows)

    def explain(self, label: str, kept: Set[str], reach: int | None = None) -> Core | None:
        """An irreducible conflict of `label` with some of `kept`; None where none is found.

        Args:
            reach: look at no more than about so many rows; None: at last, at the whole.
        """
        mask = self.landscape.mask(kept)
        mask = mask.copy()
        for row in self.landscape.rows_with([label]):
            mask[row] = self.system.rows[row].labels <= kept | {label}
        for problem in self.windows(self.landscape.columns_with([label]).tolist(), mask):
            if reach is not None and len(problem.rows) > 2 * reach:
                return None
            problem.activate(kept | {label})
            outcome = settle(problem, {}, 1, nodes=40 if len(problem.rows) <= WINDOWS[1] else 1)
            if isinstance(outcome, Proof):
                return self.tightened(Core(labels_of(self.system, outcome), outcome), {}, 1)
        return None

    def clash(self, rows: Sequence[int], active: Set[str]) -> Core | None:
        """An irreducible conflict among these rows (of the whole, by position), or None where they fit."""
        problem = Problem(self.system, [self.whole.rows[at] for at in rows])
        problem.activate(active)
        outcome = settle(problem, {}, 1, nodes=1)
        if not isinstance(outcome, Proof):
            return None
        return self.tightened(Core(labels_of(self.system, outcome), outcome), {}, 1)

    # -- irreducibility -----------------------------------------------------------------------------------------------

    def tightened(self, core: Core, cost: Mapping[int, int], target: int) -> Core:
        """The core made irreducible: shrunk near by, then each label shown to be needed by a point of the whole."""
        while True:
            core = self._shrunk(core, cost, target)
            smaller, certain = None, True
            for label in sorted(core.labels):
                outcome = self._without(core.labels - {label}, cost, target)
                if isinstance(outcome, Proof):
                    smaller = Core(labels_of(self.system, outcome), outcome)
                    break
                certain = certain and outcome is not None
            if smaller is None:
                return Core(core.labels, core.proof, certain)
            core = smaller

    def _shrunk(self, core: Core, cost: Mapping[int, int], target: int) -> Core:
        """Deletion among the rows near the core; labels that the nearest window can spare are gone after it."""
        mask = self.landscape.mask_of_few(core.labels)
        columns = {c for row in core.proof.rows for c, _ in self.system.rows[row].coefficients} | set(cost)
        rows = set(self.landscape.near(columns, mask, WINDOWS[0])) | core.proof.rows
        problem = Problem(self.system, sorted(rows), also=cost)
        local = {problem.place[c]: v for c, v in cost.items()}
        return shrink(self.system, problem, local, target, core.labels) or core

    def _without(self, labels: frozenset[str], cost: Mapping[int, int], target: int) -> Ints | Proof | None:
        """A point that fits these labels below the target, or a proof that there is none, or neither."""
        mask = self.landscape.mask_of_few(labels)
        start = self._start(mask)
        columns = {*self.landscape.columns_with(labels).tolist(), *cost}
        if start is not None:
            if not len(self.landscape.broken(start, mask)) and price(start, cost) < target:
                return start
            for most in REGIONS:
                free = self.landscape.region(columns, mask, max(most, len(columns)))
                moved = self.landscape.moved(start, free, mask, cost, target)
                if moved is not None:
                    return moved
        self.whole.activate(labels)
        outcome = settle(self.whole, {self.whole.place[c]: v for c, v in cost.items()}, target, nodes=40)
        if isinstance(outcome, Proof):
            return outcome
        return outcome.values if isinstance(outcome, Point) else None

    def _start(self, mask: Mask) -> Ints | None:
        """The known point that breaks the fewest of these rows, and none that is structural."""
        structural = self.landscape.mask(frozenset())
        best: tuple[int, Ints] | None = None
        for known in self._points:
            broken = self.landscape.broken(known, mask)
            if not structural[broken].any() and (best is None or len(broken) < best[0]):
                best = (len(broken), known)
        return best[1] if best else None

    # -- bounds -----------------------------------------------------------------------------------------------------

    def end(self, objective: Mapping[int, int], active: Set[str], explain: bool) -> End:
        """The least of the objective; see `bounds.bound`."""
        point = self.point(active)
        self.steady.activate(active)
        cost = {self.steady.place[c]: v for c, v in objective.items()}
        found = minimum(self.system, self.steady, cost, active, attain=False)
        if found.value is not None and not found.reached and point is not None:
            nearer = self._nearest(point, objective, self.landscape.mask(active), found.value)
            if nearer is not None:
                self.remember(nearer)
            found = End(found.value, found.binding, found.proof, nearer is not None)
        if found.value is None or found.proof is None or not explain:
            return End(found.value, frozenset(), found.proof, found.reached)
        core = Core(found.binding, found.proof)
        core = self.tightened(core, objective, found.value) if found.binding else core
        return End(found.value, core.labels, core.proof, found.reached)

    def _nearest(self, point: Ints, objective: Mapping[int, int], mask: Mask, value: int) -> Ints | None:
        """A point of the whole that attains the value, changed from a known one near the objective only."""
        if price(point, objective) <= value:
            return point
        for most in REGIONS:
            free = self.landscape.region(objective, mask, most)
            moved = self.landscape.moved(point, free, mask, objective, value + 1, nodes=30)
            if moved is not None:
                return moved
        return None
