"""Where everybody stands in the drawing of a family: generations as rows, couples side by side, sibs together.

Every person is placed once, so loops and double relationships are drawn as they are. Rows follow from descent: partners
share a row wherever descent allows it. The order in a row starts from a walk through the family and is then improved by
moving persons, as long as lines get shorter or cross less; positions for an order are found by least squares with
a least distance between neighbours (pool adjacent violators: Barlow et al. 1972). No chance is involved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from antigone.named.kinship.pedigree import Pedigree

Couple = tuple[str, str]  # father, mother
Rows = list[list[str]]

# What is bad in a drawing, and how bad: lines through others, crossings, stretched couples, stretched descent.
_THROUGH, _CROSSING, _COUPLE, _DESCENT, _SIBSHIP, _WIDTH = 40.0, 12.0, 1.5, 1.0, 0.5, 0.1
_SWEEPS, _FINAL_SWEEPS = 8, 60
_LARGE = 40  # members above which the order is improved from one start only
_BUDGET = 15_000  # persons placed in trials, in all: what bounds the time for families of any size


@dataclass(frozen=True)
class Layout:
    """Positions in units of one person's width (x) and one generation (row).

    Attributes:
        pedigree: what is drawn.
        x: centre of everybody, from 0.
        row: generation, from 0 at the top.
    """

    pedigree: Pedigree
    x: dict[str, float]
    row: dict[str, int]

    @property
    def width(self) -> float:
        """The largest x."""
        return max(self.x.values(), default=0.0)

    @property
    def height(self) -> int:
        """The largest row."""
        return max(self.row.values(), default=0)

    @cached_property
    def couples(self) -> dict[Couple, tuple[str, ...]]:
        """Children of each couple, from left to right."""
        return {couple: tuple(sorted(kids, key=self.x.__getitem__)) for couple, kids in couples(self.pedigree).items()}

    def related(self, couple: Couple) -> bool:
        """Whether the partners share an ancestor, or one descends from the other."""
        one, other = couple
        mine, theirs = self._line(one), self._line(other)
        return bool(mine & theirs)

    def _line(self, person: str) -> frozenset[str]:
        return self.pedigree.ancestors(person) | {person}

    def beside(self, couple: Couple) -> bool:
        """Whether the partners stand in one row with nobody between them."""
        one, other = couple
        if self.row[one] != self.row[other]:
            return False
        low, high = sorted((self.x[one], self.x[other]))
        return not any(low + 0.25 < at < high - 0.25 for name, at in self.x.items() if self.row[name] == self.row[one])


def couples(pedigree: Pedigree) -> dict[Couple, list[str]]:
    """Children by father and mother, in the order of the pedigree."""
    out: dict[Couple, list[str]] = {}
    for person in pedigree.persons:
        if person.father is not None and person.mother is not None:
            out.setdefault((person.father, person.mother), []).append(person.id)
    return out


def tracks(layout: Layout) -> tuple[dict[Couple, int], dict[Couple, int]]:
    """Tracks below a row, so that no two lines lie upon each other: of partners who stand apart, and of descent."""
    spans, bars = [], []
    for couple, children in layout.couples.items():
        low, high = sorted(layout.x[name] for name in couple)
        row, middle = max(layout.row[name] for name in couple), (low + high) / 2
        if not layout.beside(couple):
            spans.append((couple, row, low, high))
        at = [layout.x[child] for child in children]
        bars.append((couple, row, min(middle, *at), max(middle, *at)))
    return _packed(spans), _packed(bars)


def _packed(spans: list[tuple[Couple, int, float, float]]) -> dict[Couple, int]:
    ends: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    out: dict[Couple, int] = {}
    for couple, row, low, high in sorted(spans, key=lambda span: (span[1], span[3] - span[2], span[0])):
        track = 0
        while any(low < b + 0.2 and a - 0.2 < high for a, b in ends[row, track]):
            track += 1
        ends[row, track].append((low, high))
        out[couple] = track
    return out


def lay_out(pedigree: Pedigree) -> Layout:
    """Place everybody; the pedigree must be valid (`Pedigree.require_valid`)."""
    pedigree.require_valid()
    return _Placing(pedigree).layout()


class _Placing:
    def __init__(self, pedigree: Pedigree) -> None:
        self.pedigree = pedigree
        self.couples = couples(pedigree)
        self.partners: dict[str, list[str]] = defaultdict(list)
        for father, mother in self.couples:
            self.partners[father].append(mother)
            self.partners[mother].append(father)
        self.parents = {p.id: (p.father, p.mother) for p in pedigree.persons if p.father is not None}
        self.row = generations(pedigree)
        self.ties = {person.id: self._ties(person.id) for person in pedigree.persons}

    def _ties(self, name: str) -> tuple[Couple | None, list[str], list[tuple[str, str, str]]]:
        """A person's parents, sibs (with the person), and partners, each with the first and last common child."""
        father, mother = self.parents.get(name, (None, None))
        parents = (father, mother) if father is not None and mother is not None else None
        mates = []
        for partner in self.partners[name]:
            children = self.couples[(name, partner) if (name, partner) in self.couples else (partner, name)]
            mates.append((partner, children[0], children[-1]))
        return parents, self.couples[parents] if parents else [], mates

    def layout(self) -> Layout:
        starts = [self._walk(order) for order in self._orders()]
        rows = min((self._improved(start) for start in starts), key=self._cost)
        x = self._straightened(rows, self._positions(rows, _FINAL_SWEEPS))
        least = min(x.values(), default=0.0)
        return Layout(self.pedigree, {name: round(at - least, 4) for name, at in x.items()}, self.row)

    # Order

    def _orders(self) -> Iterator[list[str]]:
        """Orders to begin from: that of the pedigree, and its reverse for families that are not large."""
        names = [person.id for person in self.pedigree.persons]
        yield names
        if len(names) <= _LARGE:
            yield names[::-1]

    def _walk(self, order: list[str]) -> Rows:
        """Persons as they are met on a walk from everybody to their parents, partners and children."""
        rows: Rows = [[] for _ in range(max(self.row.values(), default=-1) + 1)]
        seen: set[str] = set()
        for name in order:
            waiting = [name]
            while waiting:
                here = waiting.pop()
                if here in seen:
                    continue
                above = [parent for parent in self.parents.get(here, ()) if parent and parent not in seen]
                if above:
                    waiting += [here, *reversed(above)]
                    continue
                seen.add(here)
                rows[self.row[here]].append(here)
                children = [child for child in self.pedigree.children[here] if child not in seen]
                waiting += [*reversed(children), *reversed(self.partners[here])]
        return rows

    def _improved(self, rows: Rows) -> Rows:
        """Move persons and sibships along their rows while the drawing gets better."""
        best = self._cost(rows)
        budget = _BUDGET // (len(self.row) + 1)
        while budget > 0:
            before = best
            for trial in self._moves(rows):
                if self._through(trial) >= best:
                    continue
                budget -= 1
                if budget <= 0:
                    break
                cost = self._cost(trial)
                if cost < best - 1e-9:
                    rows, best = trial, cost
            if best >= before - 1e-9:
                break
        return rows

    def _moves(self, rows: Rows) -> Iterator[Rows]:
        """Each person, couple and sibship moved to each other place of its row; the rows are read anew each time."""
        for level in range(len(rows)):
            for unit in self._units(level):
                for place in range(len(rows[level]) - len(unit) + 1):
                    row = [name for name in rows[level] if name not in unit]
                    moved = [*row[:place], *unit, *row[place:]]
                    if moved != rows[level]:
                        yield [*rows[:level], moved, *rows[level + 1 :]]
                        if level + 1 < len(rows):
                            yield self._settled(rows, level, moved)

    def _settled(self, rows: Rows, level: int, moved: list[str]) -> Rows:
        """The row as moved, and those below in the order of the parents (partners from outside stay beside theirs)."""
        out = [*rows[:level], moved]
        place = {name: float(n) for row in out for n, name in enumerate(row)}
        for row in rows[level + 1 :]:
            keys = {name: self._above(name, place) for name in row}
            order = sorted(row, key=lambda name: keys[name])
            place.update((name, float(n)) for n, name in enumerate(order))
            out.append(order)
        return out

    def _above(self, name: str, place: dict[str, float]) -> float:
        for person in (name, *self.partners[name]):
            parents = self.ties[person][0]
            if parents and parents[0] in place and parents[1] in place:
                return (place[parents[0]] + place[parents[1]]) / 2
        return -1.0

    def _units(self, level: int) -> Iterator[tuple[str, ...]]:
        here = [name for name, row in self.row.items() if row == level]
        yield from ((name,) for name in here)
        for father, mother in self.couples:
            if self.row[father] == self.row[mother] == level:
                yield father, mother
                yield mother, father
        for children in self.couples.values():
            sibs = tuple(child for child in children if self.row[child] == level)
            if sibs and len(here) <= 12:
                yield sibs
                yield self._with_partners(sibs, level)
                yield self._with_partners(sibs, level)[::-1]

    def _with_partners(self, sibs: tuple[str, ...], level: int) -> tuple[str, ...]:
        out: dict[str, None] = {}
        for sib in sibs:
            out[sib] = None
            out.update((p, None) for p in self.partners[sib] if self.row[p] == level and p not in sibs)
        return tuple(out)

    # Cost

    def _through(self, rows: Rows) -> float:
        """The cost of partners with others between them; it needs no positions."""
        place = {name: n for row in rows for n, name in enumerate(row)}
        pairs = ((place[f], place[m]) for f, m in self.couples if self.row[f] == self.row[m])
        return _THROUGH * sum(abs(a - b) - 1 for a, b in pairs)

    def _cost(self, rows: Rows) -> float:
        x = self._positions(rows)
        place = {name: n for row in rows for n, name in enumerate(row)}
        total = self._through(rows)
        total += _WIDTH * (max(x.values(), default=0.0) - min(x.values(), default=0.0))
        drops: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
        for n, ((father, mother), children) in enumerate(self.couples.items()):
            total += _COUPLE * abs(abs(x[father] - x[mother]) - 1)
            total += 0.02 * (place[father] > place[mother])
            middle = (x[father] + x[mother]) / 2
            centre = (x[children[0]] + x[children[-1]]) / 2
            total += _DESCENT * (middle - centre) ** 2 + _SIBSHIP * abs(x[children[0]] - x[children[-1]])
            top = max(self.row[father], self.row[mother])
            for child in children:
                drops[top].append((middle, x[child], n))
                total += 0.001 * (children.index(child) and place[child] < place[children[0]])
        for twins in self.pedigree.twin_sets.values():
            places = sorted(place[twin.id] for twin in twins)
            total += 2.0 * (places[-1] - places[0] - len(places) + 1)
        return total + _CROSSING * sum(_crossings(lines) for lines in drops.values())

    # Positions

    def _positions(self, rows: Rows, sweeps: int = _SWEEPS) -> dict[str, float]:
        x = {name: float(n) for row in rows for n, name in enumerate(row)}
        for sweep in range(sweeps):
            for row in rows if sweep % 2 == 0 else reversed(rows):
                wanted = [self._wanted(name, x) for name in row]
                x.update(zip(row, spread(wanted), strict=True))
        return x

    def _wanted(self, name: str, x: dict[str, float]) -> float:
        """Where a person would best stand: under the parents, over the children, beside the partner."""
        sums, weights = 0.1 * x[name], 0.1
        parents, sibs, mates = self.ties[name]
        if parents:
            centre = sum([x[sib] for sib in sibs]) / len(sibs)
            sums, weights = sums + (x[parents[0]] + x[parents[1]]) / 2 + 0.8 * (x[name] - centre), weights + 1
        for partner, first, last in mates:
            side = 0.5 if x[name] >= x[partner] else -0.5
            sums += (x[first] + x[last]) / 2 + side + 0.7 * (x[partner] + 2 * side)
            weights += 1.7
        return sums / weights

    def _straightened(self, rows: Rows, x: dict[str, float]) -> dict[str, float]:
        """Only children without a partner stand exactly under their parents where they nearly do."""
        x = dict(x)
        for (father, mother), children in self.couples.items():
            child, middle = children[0], (x[father] + x[mother]) / 2
            row = rows[self.row[child]]
            at = row.index(child)
            free = all(abs(middle - x[other]) > 0.85 for other in row[max(at - 1, 0) : at + 2] if other != child)
            if len(children) == 1 and not self.partners[child] and abs(middle - x[child]) < 0.3 and free:
                x[child] = middle
        return x


def spread(wanted: list[float], distance: float = 1.0) -> list[float]:
    """The positions nearest to those wanted (least squares) that keep the order and the distance."""
    blocks: list[tuple[float, int]] = []  # mean of a block, after taking the distances off, and its size
    for n, at in enumerate(wanted):
        mean, size = at - n * distance, 1
        while blocks and blocks[-1][0] >= mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    flat = [mean for mean, size in blocks for _ in range(size)]
    return [mean + n * distance for n, mean in enumerate(flat)]


def _crossings(lines: list[tuple[float, float, int]]) -> int:
    """How many pairs of lines of different couples cross between two rows."""
    return sum(
        (a - c) * (b - d) < -1e-9
        for n, (a, b, family) in enumerate(lines)
        for c, d, other in lines[n + 1 :]
        if family != other
    )


def generations(pedigree: Pedigree) -> dict[str, int]:
    """The row of everybody: children below their parents, partners in one row wherever descent allows it."""
    group = {person.id: person.id for person in pedigree.persons}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for father, mother in couples(pedigree):
        one, other = root(father), root(mother)
        if one == other:
            continue
        group[other] = one
        if _levels(pedigree, {name: root(name) for name in group}) is None:
            group[other] = other
    roots = {name: root(name) for name in group}
    levels = _levels(pedigree, roots)
    assert levels is not None, "a valid pedigree has no loop in time"
    return _lowered(pedigree, roots, levels)


def _levels(pedigree: Pedigree, roots: dict[str, str]) -> dict[str, int] | None:
    """The longest descent down to each group of partners, or None where one would be its own ancestor."""
    edges = {
        (roots[parent], roots[person.id])
        for person in pedigree.persons
        for parent in (person.father, person.mother)
        if parent is not None
    }
    levels = dict.fromkeys(roots.values(), 0)
    for _ in range(len(levels) + 1):
        changed = False
        for above, below in edges:
            if levels[below] <= levels[above]:
                levels[below] = levels[above] + 1
                changed = True
        if not changed:
            return levels
    return None


def _lowered(pedigree: Pedigree, roots: dict[str, str], levels: dict[str, int]) -> dict[str, int]:
    """Groups of founders stand right above their highest children, not at the top."""
    founders = set(roots.values()) - {roots[p.id] for p in pedigree.persons if not p.is_founder}
    for name in founders:
        below = [
            levels[roots[child]]
            for person, root in roots.items()
            if root == name
            for child in pedigree.children[person]
        ]
        if below:
            levels[name] = min(below) - 1
    least = min(levels.values(), default=0)
    return {name: levels[root] - least for name, root in roots.items()}
