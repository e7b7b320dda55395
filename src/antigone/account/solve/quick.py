"""Ends of bounds without a linear program, where passing bounds along rows decides them; see `spread`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cached_property

from antigone.account.solve.certificate import Leaf, Number, Proof
from antigone.account.solve.ends import End
from antigone.account.solve.spread import Net, Reach
from antigone.account.solve.system import System

KEPT = 12
NEAR = 12
"""A set of labels that differs in no more than so many from one looked at before is worked out from that one."""
Cost = Mapping[int, int]


class Quick:
    """One system, and what was last looked at in it. What it answers is exact; None: it cannot tell."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.net = Net(system)
        self._root = Reach.root(self.net)
        sound = self._root.clash is None and not self._root.lost
        self._usable = sound and not any(self._root.broken(self.net.structural))
        self._seen: dict[frozenset[str], tuple[Reach, Reach | None]] = {}
        self._ways: dict[tuple[frozenset[str], tuple[tuple[int, int], ...]], bool] = {}

    # -- what is asked --------------------------------------------------------------------------------------------

    def fits(self, active: Set[str]) -> bool:
        """True where a point that fits was found; False says nothing."""
        return self._usable and self._of(active)[1] is not None

    def end(self, objective: Cost, active: Set[str], explain: bool) -> End | None:
        """The least of the objective, as `bounds` gives it, or None."""
        if not self._usable or not objective:
            return None
        reach, point = self._of(active)
        if point is None:
            return None
        nodes = {2 * c + (v < 0): abs(v) for c, v in objective.items()}
        if any(reach.floors[node] is None for node in nodes):
            return End(None) if self._endless(reach, objective) else None
        value = _sum(reach, nodes)
        if not self._attained(reach, point, objective, value):
            return None
        proof = self._proof(reach, nodes, objective, value)
        if proof is None:
            return None
        if not explain or not _labels(self.system, proof):
            return End(value, frozenset(), proof)
        return self._explained(nodes, objective, value, proof, reach)

    # -- states ---------------------------------------------------------------------------------------------------

    def _of(self, active: Set[str]) -> tuple[Reach, Reach | None]:
        """What these labels reach, and a point that fits them all, if one was found."""
        key = frozenset(active)
        if key not in self._seen:
            while len(self._seen) >= KEPT:
                self._seen.pop(next(iter(self._seen)))
            self._seen[key] = self._worked_out(key)
        return self._seen[key]

    def _worked_out(self, active: frozenset[str]) -> tuple[Reach, Reach | None]:
        for known, (reach, point) in self._seen.items():
            if point is reach and len(known ^ active) <= NEAR:
                made = reach.at(active)
                doubtful = made.touching(made.unlike(reach))
                return made, made.fitted(doubtful | self._with(active - known))
        full = self._root.copy(active)
        full.run(self._with(active))
        return full, full.fitted(range(len(self.net.sides)))

    def _with(self, labels: Set[str]) -> dict[int, None]:
        """The sides of rows that carry one of these labels."""
        return dict.fromkeys(side for label in sorted(labels) for side in self.net.of_label.get(label, ()))

    def _few(self, labels: frozenset[str], nodes: Iterable[int], full: Reach) -> tuple[Reach, Reach | None]:
        """The same for a handful of labels, as far as it bears on these nodes: only what they touch is looked at."""
        made = self._root.copy(labels)
        made.run(self._cone(labels, nodes, full))
        return made, made.fitted(made.touching(made.when) | self._loud(labels))

    def _cone(self, labels: frozenset[str], nodes: Iterable[int], full: Reach) -> dict[int, None]:
        """The sides that may give something to these nodes, through however many others, while the labels hold."""
        found: dict[int, None] = {}
        waiting, seen = list(nodes), set(nodes)
        while waiting:
            node = waiting.pop()
            for at in self.net.giving[node]:
                mine = self.net.labels[self.net.sides[at].row]
                if not mine <= labels or at in found:
                    continue
                found[at] = None
                for out, rest, _ in self.net.sides[at].terms:
                    if out != node and rest not in seen and full.floors[rest] != self._root.floors[rest]:
                        seen.add(rest)
                        waiting.append(rest)
        return dict.fromkeys(sorted(found))

    def _loud(self, labels: Set[str]) -> dict[int, None]:
        """The sides with these labels that the structure's own point breaks."""
        return dict.fromkeys(side for label in sorted(labels) for side in self._demands.get(label, ()))

    @cached_property
    def _demands(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, _ in self._root.copy(self.system.labels()).broken(range(len(self.net.sides))):
            for label in self.net.labels[self.net.sides[at].row]:
                found.setdefault(label, []).append(at)
        return found

    # -- ends -----------------------------------------------------------------------------------------------------

    def _attained(self, reach: Reach, point: Reach, objective: Cost, value: int) -> bool:
        """Whether some point that fits costs no more than that."""
        high = {c: -(reach.floors[2 * c + 1] or 0) for c, v in objective.items() if v < 0}
        found: Reach | None = point
        if any(point.value(c) != v for c, v in high.items()):
            lifted = point.lifted(high)
            found = lifted.fitted(lifted.touching(lifted.since(point)))
        return found is not None and _price(found, objective) <= value

    def _endless(self, reach: Reach, objective: Cost) -> bool:
        """Whether there is a direction in which the objective falls for ever."""
        key = (frozenset(reach.active), tuple(sorted(objective.items())))
        if key not in self._ways:
            self._ways[key] = self._has_way(reach, objective)
        return self._ways[key]

    def _has_way(self, reach: Reach, objective: Cost) -> bool:
        net = self.net.homogeneous
        still = Reach(net, reach.active, list(net.own))
        for column, times in objective.items():
            if times < 0 and reach.floors[2 * column + 1] is None:
                lifted = still.lifted({column: 1})
                way = lifted.fitted(lifted.touching(lifted.when))
                if way is not None and _price(way, objective) < 0:
                    return True
        return False

    def _proof(self, reach: Reach, nodes: Cost, objective: Cost, value: int) -> Proof | None:
        """The rows behind these floors, added up again in exact numbers; None where they do not come to the value."""
        rows = reach.multipliers(nodes)
        left: dict[int, int] = dict(objective)
        total = 0
        for row, times in rows.items():
            low, high, divisor = self.system.tight[row]
            side = low if times > 0 else high
            if side is None:
                return None
            total += times * side
            for column, v in self.system.rows[row].coefficients:
                left[column] = left.get(column, 0) - times * (v // divisor)
        over = {column: d for column, d in left.items() if d}
        for column, d in over.items():
            own = self.system.columns[column]
            end = own.low if d > 0 else own.high
            if end is None:
                return None
            total += d * end
        exact: tuple[tuple[int, Number], ...] = tuple(rows.items())
        return Proof((Leaf(exact, tuple(over.items()), total),)) if total >= value else None

    # -- explanations ---------------------------------------------------------------------------------------------

    def _explained(self, nodes: Cost, objective: Cost, value: int, proof: Proof, full: Reach) -> End | None:
        """The end with labels of which none can be spared: for each there is a point that fits the others and costs
        less."""
        kept = _labels(self.system, proof)
        if len(kept) == 1 and min(objective.values()) > 0 and _price(self._root, objective) < value:
            return End(value, kept, proof)
        reach, point = self._few(kept, nodes, full)
        waiting = sorted(kept)
        while waiting:
            if reach.lost or reach.clash is not None:
                return None
            label = waiting.pop(0)
            fewer = reach.at(kept - {label})
            if _reached(fewer, nodes, value):
                shorter = self._proof(fewer, nodes, objective, value)
                if shorter is None:
                    return None
                proof, kept = shorter, _labels(self.system, shorter)
                reach, point = self._few(kept, nodes, full)
                waiting = [name for name in waiting if name in kept]
            elif not self._cheaper(reach, point, fewer, objective, value):
                return None
        return End(value, kept, proof)

    def _cheaper(self, reach: Reach, point: Reach | None, fewer: Reach, objective: Cost, value: int) -> bool:
        """Whether a point fits fewer labels and costs less."""
        if fewer.clash is not None or fewer.lost:
            return False
        doubtful = fewer.touching(fewer.unlike(reach) if point is reach else fewer.when)
        doubtful |= self._loud(fewer.active) if point is not reach else {}
        high = {c: max(fewer.value(c), -(reach.floors[2 * c + 1] or 0) + 1) for c, v in objective.items() if v < 0}
        if high:
            lifted = fewer.lifted(high)
            doubtful |= lifted.touching(lifted.since(fewer))
            fewer = lifted
        found = fewer.fitted(doubtful)
        return found is not None and _price(found, objective) < value


def _labels(system: System, proof: Proof) -> frozenset[str]:
    return frozenset().union(*(system.rows[row].labels for row in proof.rows))


def _sum(reach: Reach, nodes: Cost) -> int:
    return sum(times * (reach.floors[node] or 0) for node, times in nodes.items())


def _reached(reach: Reach, nodes: Cost, value: int) -> bool:
    """Whether the floors of these nodes come to the value."""
    return all(reach.floors[node] is not None for node in nodes) and _sum(reach, nodes) >= value


def _price(reach: Reach, objective: Cost) -> int:
    return sum(times * reach.value(column) for column, times in objective.items())
