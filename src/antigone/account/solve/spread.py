"""Bounds passed along rows until nothing changes: most ends of an account need no more than that.

A row `e·x ≥ b` gives each of its terms a floor from what the others reach at most. Every floor remembers the row
that gave it, so it is a sum of rows with multipliers: a proof. Taking every count at its floor is a point; where that
fits all rows, every floor is attained, and no linear program is asked. What this cannot decide, it leaves to one.

A *node* is one end of a column: `2·c` stands for x, `2·c + 1` for -x; its floor is a number below which it cannot
be, or None.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import takewhile

from antigone.account.solve.system import System

Term = tuple[int, int, int]
"""Node raised, node it rests on (the other end of the same column), weight."""
Load = tuple[int, str]
"""How many labels, and the last of them by name."""
REPAIRS = 40
TRIED = 4
"""So many ways to mend a side are tried."""
VISITS = 8
"""So many visits for each side, on average, before it is given up: floors that push each other never end."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row as `Σ e·x ≥ least`; `sign` is -1 for its upper side."""

    row: int
    sign: int
    least: int
    terms: tuple[Term, ...]


class Net:
    """The sides of a system's rows, and which of them touch which node."""

    def __init__(self, system: System) -> None:
        self.labels = [row.labels for row in system.rows]
        self.own_load: list[Load] = [(len(labels), max(labels, default="")) for labels in self.labels]
        self.sides: list[Side] = []
        self.resting: list[list[int]] = [[] for _ in range(2 * len(system.columns))]
        self.giving: list[list[int]] = [[] for _ in range(2 * len(system.columns))]
        self.of_label: dict[str, list[int]] = {}
        self.own: list[int | None] = []
        for column in system.columns:
            self.own += [column.low, None if column.high is None else -column.high]
        for at, row in enumerate(system.rows):
            low, high, divisor = system.tight[at]
            for sign, end in ((1, low), (-1, high)):
                if end is not None:
                    self._add(at, sign, sign * end, [(c, sign * v // divisor) for c, v in row.coefficients])

    def _add(self, row: int, sign: int, least: int, coefficients: list[tuple[int, int]]) -> None:
        terms = tuple((2 * c + (e < 0), 2 * c + (e > 0), abs(e)) for c, e in coefficients)
        at = len(self.sides)
        self.sides.append(Side(row, sign, least, terms))
        for out, rest, _ in terms:
            self.giving[out].append(at)
            self.resting[rest].append(at)
        for label in self.labels[row]:
            self.of_label.setdefault(label, []).append(at)

    @cached_property
    def structural(self) -> list[int]:
        """Sides that always hold."""
        return [at for at, side in enumerate(self.sides) if not self.labels[side.row]]

    @cached_property
    def homogeneous(self) -> Net:
        """The same rows with every number at 0: what fits them is a direction in which one can go for ever."""
        made = object.__new__(Net)
        made.labels, made.own_load, made.of_label = self.labels, self.own_load, self.of_label
        made.resting, made.giving = self.resting, self.giving
        made.sides = [Side(s.row, s.sign, 0, s.terms) for s in self.sides]
        made.own = [None if floor is None else 0 for floor in self.own]
        return made


@dataclass(eq=False)
class Reach:
    """What a set of labels reaches in a net.

    Attributes:
        net, active: the rows that hold are those whose labels are all active.
        floors: by node; `why`, `when`: the side that gave each, and in which order; `load`: on what it rests.
        clash: a node whose floor is above its ceiling; None where there is none.
        lost: it did not come to an end.
    """

    net: Net
    active: Set[str]
    floors: list[int | None]
    why: dict[int, int] = field(default_factory=dict)
    when: dict[int, int] = field(default_factory=dict)
    load: dict[int, Load] = field(default_factory=dict)
    clash: int | None = None
    lost: bool = False
    _clock: int = 0

    @classmethod
    def root(cls, net: Net) -> Reach:
        """What the structure alone reaches."""
        made = cls(net, frozenset(), list(net.own))
        made.run(net.structural)
        return made

    def copy(self, active: Set[str] | None = None) -> Reach:
        """The same, to go on from, perhaps with other labels."""
        own = self.active if active is None else active
        kept = (dict(self.why), dict(self.when), dict(self.load))
        made = Reach(self.net, own, self.floors[:], *kept, self.clash, self.lost)
        made._clock = self._clock
        return made

    # -- spreading ------------------------------------------------------------------------------------------------

    def run(self, sides: Iterable[int]) -> None:
        """Let these sides give what they give, and what follows from that."""
        waiting = deque(sides)
        queued = set(waiting)
        left = VISITS * len(self.net.sides) + 500
        while waiting and self.clash is None and left:
            at = waiting.popleft()
            queued.discard(at)
            left -= 1
            for node in self._give(at):
                for other in self.net.resting[node]:
                    if other not in queued:
                        queued.add(other)
                        waiting.append(other)
        self.lost = self.lost or (bool(waiting) and self.clash is None)

    def _give(self, at: int) -> list[int]:
        """The nodes that a side raises."""
        side, floors = self.net.sides[at], self.floors
        if not self.net.labels[side.row] <= self.active:
            return []
        total, open_term = side.least, None
        for term in side.terms:
            floor = floors[term[1]]
            if floor is not None:
                total += term[2] * floor
            elif open_term is None:
                open_term = term
            else:
                return []
        if open_term is not None:
            return [open_term[0]] if open_term[2] == 1 and self._raise(open_term[0], total, at) else []
        return [
            out for out, rest, weight in side.terms if weight == 1 and self._raise(out, total - (floors[rest] or 0), at)
        ]

    def _raise(self, node: int, floor: int, side: int | None) -> bool:
        known = self.floors[node]
        if known is not None and known >= floor:
            if known == floor and side is not None and node in self.load:
                self._lighten(node, side)
            return False
        self.floors[node] = floor
        self._rest(node, side)
        other = self.floors[node ^ 1]
        if other is not None and floor + other > 0:
            self.clash = node
        return True

    def _rest(self, node: int, side: int | None, load: Load | None = None) -> None:
        """Let a floor rest on a side."""
        self._clock += 1
        self.when.pop(node, None)  # so that those raised last stand last
        self.when[node] = self._clock
        if side is None:
            self.why.pop(node, None)
            self.load.pop(node, None)
        else:
            self.why[node] = side
            self.load[node] = self._load_of(node, side) if load is None else load

    def _load_of(self, node: int, side: int) -> Load:
        """About what a floor would rest on, through this side."""
        own, load = self.net.sides[side], self.load
        many, last = self.net.own_load[own.row]
        for out, rest, _ in own.terms:
            if out != node and rest in load:
                more, label = load[rest]
                many, last = many + more, max(last, label)
        return many, last

    def _lighten(self, node: int, side: int) -> None:
        """Of two ways to one floor keep the plainer, or of two as plain the one that comes first by name.

        Loads never fall along a way, so that none can lead into itself.
        """
        now = self.load[node]
        if self.net.own_load[self.net.sides[side].row] < now:
            load = self._load_of(node, side)
            if load < now:
                self._rest(node, side, load)

    def lifted(self, values: Mapping[int, int]) -> Reach:
        """With these columns at least so high: for points only, for no row proves it."""
        made = self.copy()
        for column, value in values.items():
            if made.clash is None and made._raise(2 * column, value, None):
                made.run(made.net.resting[2 * column])
        return made

    def at(self, active: Set[str]) -> Reach:
        """What other labels reach, worked out from what these do."""
        gone, new = self.active - active, active - self.active
        made = self.copy(active)
        made.clash, made.lost = None, False
        loose = self._resting_on(gone)
        for node in loose:
            made.floors[node] = self.net.own[node]
            del made.why[node], made.when[node], made.load[node]
        again = [side for node in sorted(loose) for side in self.net.giving[node]]
        again += [side for label in sorted(new) for side in self.net.of_label.get(label, ())]
        made.run(dict.fromkeys(again))
        return made

    def _resting_on(self, labels: Set[str]) -> set[int]:
        """Nodes whose floor rests on one of these labels, directly or through others."""
        loose: set[int] = set()
        waiting = [node for label in labels for node in self._held_by.get(label, ())]
        while waiting:
            node = waiting.pop()
            if node not in loose:
                loose.add(node)
                waiting += self._dependents.get(node, ())
        return loose

    @cached_property
    def _held_by(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for node, side in self.why.items():
            for label in self.net.labels[self.net.sides[side].row]:
                found.setdefault(label, []).append(node)
        return found

    @cached_property
    def _dependents(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for node, side in self.why.items():
            for out, rest, _ in self.net.sides[side].terms:
                if out != node and rest in self.why:
                    found.setdefault(rest, []).append(node)
        return found

    def since(self, before: Reach) -> list[int]:
        """The nodes raised since this was copied from another."""
        return list(takewhile(lambda node: self.when[node] > before._clock, reversed(self.when)))

    def unlike(self, other: Reach) -> list[int]:
        """The nodes whose floors differ from those of the one that this was worked out from."""
        moved = {*self.since(other), *(other.when.keys() - self.when.keys())}
        return [n for n in sorted(moved) if self.floors[n] != other.floors[n]]

    # -- points ---------------------------------------------------------------------------------------------------

    def value(self, column: int) -> int:
        """The floor of a column."""
        return self.floors[2 * column] or 0

    def broken(self, sides: Iterable[int]) -> Iterable[tuple[int, int]]:
        """Which of these sides the point of all floors breaks, each with how much it lacks."""
        floors = self.floors
        for at in sides:
            side = self.net.sides[at]
            if not self.net.labels[side.row] <= self.active:
                continue
            lack = side.least
            for out, rest, weight in side.terms:
                if out < rest:
                    lack -= weight * floors[out]  # type: ignore[operator]
                else:
                    lack += weight * floors[rest]  # type: ignore[operator]
            if lack > 0:
                yield at, lack

    def touching(self, nodes: Iterable[int]) -> dict[int, None]:
        """The sides that touch these nodes' columns."""
        found: dict[int, None] = {}
        for node in nodes:
            found |= dict.fromkeys(self.net.giving[node])
            found |= dict.fromkeys(self.net.giving[node ^ 1])
        return found

    def fitted(self, doubtful: Iterable[int]) -> Reach | None:
        """One whose floors are a point that fits; None where raising a count here and there does not do.

        Args:
            doubtful: sides that may be broken; all others are known to hold.
        """
        now, waiting = self, dict.fromkeys(doubtful)
        for _ in range(REPAIRS):
            if now.clash is not None or now.lost:
                return None
            bad = next(iter(now.broken(waiting)), None)
            if bad is None:
                return now
            mended = now._mended(*bad)
            if mended is None:
                return None
            waiting |= mended.touching(mended.since(now))
            now = mended
        return None

    def _mended(self, at: int, lack: int) -> Reach | None:
        """With one of the side's columns raised by what it lacks: the one that takes the fewest others along."""
        best: Reach | None = None
        tried = 0
        for out, rest, weight in reversed(self.net.sides[at].terms):
            most = self.floors[rest]
            value = (self.floors[out] or 0) + -(-lack // weight)
            if out < rest and (most is None or value <= -most) and tried < TRIED:
                tried += 1
                made = self.lifted({out // 2: value})
                if made.clash is None and not made.lost and (best is None or made._raised(self) < best._raised(self)):
                    best = made
        return best

    def _raised(self, before: Reach) -> int:
        """By how much all counts together lie higher."""
        return sum((self.floors[n] or 0) - (before.floors[n] or 0) for n in self.since(before) if not n & 1)

    # -- proofs ---------------------------------------------------------------------------------------------------

    def multipliers(self, nodes: Mapping[int, int]) -> dict[int, int]:
        """Rows and multipliers that give these nodes, so often each, their floors."""
        weight = dict(nodes)
        heap = [(-self.when[node], node) for node in nodes if node in self.why]
        heap.sort()
        found: dict[int, int] = {}
        while heap:
            _, node = heappop(heap)
            times = weight.pop(node, 0)
            if not times:
                continue
            side = self.net.sides[self.why[node]]
            found[side.row] = found.get(side.row, 0) + side.sign * times
            for out, rest, w in side.terms:
                if out != node:
                    if rest in self.why:
                        heappush(heap, (-self.when[rest], rest))
                    weight[rest] = weight.get(rest, 0) + times * w
        return {row: times for row, times in found.items() if times}
