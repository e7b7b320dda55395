"""A generated account with known truth: bodies moving between places, what was said of them, and planted falsehoods."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from antigone.account.solve import System


@dataclass
class World:
    """Attributes:
    system: columns, structure and statements.
    truth: the true value of every column.
    soft: labels of all statements, true and false, in the order they were made.
    false: the planted ones, each of which contradicts true statements.
    columns: index by (kind, place or edge, step): kinds `cum`, `stock`, `moved`, `total`.
    """

    places: int
    times: int
    system: System = field(default_factory=System)
    truth: list[int] = field(default_factory=list)
    soft: list[str] = field(default_factory=list)
    false: set[str] = field(default_factory=set)
    columns: dict[tuple[str, int, int], int] = field(default_factory=dict)
    edges: list[tuple[int, int]] = field(default_factory=list)

    def add(self, kind: str, where: int, step: int, true: int) -> int:
        """A column with its true value."""
        column = self.system.add_column(f"{kind}[{where},{step}]", step=step)
        self.columns[kind, where, step] = column
        self.truth.append(true)
        return column

    def say(self, what: Iterable[int], low: int | None, high: int | None, step: int, false: bool = False) -> str:
        """A statement about the sum of these columns."""
        label = f"S{len(self.soft):05d}"
        self.soft.append(label)
        if false:
            self.false.add(label)
        self.system.add_row(dict.fromkeys(what, 1), low, high, [label], step)
        return label

    def sum(self, what: Iterable[int]) -> int:
        """The true sum."""
        return sum(self.truth[c] for c in what)


def generate(places: int, times: int, statements: int, falsehoods: int, seed: int = 1) -> World:
    """A world of so many places, times, true statements and planted falsehoods."""
    chance = random.Random(seed)
    world = World(places, times)
    world.edges = [(p, chance.choice([q for q in range(places) if q != p])) for p in range(0, places, 3)]
    _happen(world, chance)
    _structure(world)
    for _ in range(statements):
        _tell(world, chance)
    for n in range(falsehoods):
        _plant(world, chance, n)
    return world


def _happen(world: World, chance: random.Random) -> None:
    stock = [0] * world.places
    cumulative = [0] * world.places
    for t in range(world.times):
        for p in range(world.places):
            new = chance.choice([0, 0, 0, 0, 1, 1, 2, 5])
            stock[p] += new
            cumulative[p] += new
        for e, (a, b) in enumerate(world.edges):
            moved = chance.randint(0, min(3, stock[a]))
            stock[a] -= moved
            stock[b] += moved
            world.add("moved", e, t, moved)
        for p in range(world.places):
            world.add("cum", p, t, cumulative[p])
            world.add("stock", p, t, stock[p])
        world.add("total", 0, t, sum(cumulative))


def _structure(world: World) -> None:
    c, system = world.columns, world.system
    for t in range(world.times):
        for p in range(world.places):
            now: dict[int, int] = {c["stock", p, t]: 1, c["cum", p, t]: -1}
            if t:
                now |= {c["stock", p, t - 1]: -1, c["cum", p, t - 1]: 1}
                system.add_row({c["cum", p, t]: 1, c["cum", p, t - 1]: -1}, 0, None, step=t)
            for e, (a, b) in enumerate(world.edges):
                if p in (a, b):
                    now[c["moved", e, t]] = 1 if p == a else -1
            system.add_row(now, 0, 0, step=t)
        parts = {c["cum", p, t]: -1 for p in range(world.places)}
        system.add_row({c["total", 0, t]: 1, **parts}, 0, 0, step=t)


def _tell(world: World, chance: random.Random) -> None:
    t, p = chance.randrange(world.times), chance.randrange(world.places)
    kind = chance.choices(["toll", "exact", "stock", "total", "moved", "region"], [40, 15, 20, 10, 5, 10])[0]
    if kind == "moved":
        e, last = chance.randrange(len(world.edges)), min(world.times - 1, t + chance.randint(0, 6))
        what = [world.columns["moved", e, s] for s in range(t, last + 1)]
    elif kind == "region":
        what = [world.columns["cum", q, t] for q in chance.sample(range(world.places), min(5, world.places))]
    elif kind == "total":
        what = [world.columns["total", 0, t]]
    else:
        what = [world.columns["stock" if kind == "stock" else "cum", p, t]]
    true = world.sum(what)
    spread = 0 if kind in ("exact", "moved") else chance.choice([0, 1, 5, 20])
    high = None if kind == "toll" else true + spread
    world.say(what, max(0, true - spread), high, t)


def _plant(world: World, chance: random.Random, n: int) -> None:
    t = chance.randrange(world.times // 4, world.times - world.times // 8)
    later = min(world.times - 1, t + chance.randint(1, 5))
    p, c = chance.randrange(world.places), world.columns
    kind = n % 7
    if kind < 3:  # a cumulative count that falls
        world.say([c["cum", p, later]], world.truth[c["cum", p, later]], world.truth[c["cum", p, later]], later)
        world.say([c["cum", p, t]], world.truth[c["cum", p, later]] + chance.randint(1, 9), None, t, false=True)
    elif kind < 5:  # a stock that its arrivals and departures do not allow
        _plant_stock(world, p, t, later, chance.randint(1, 9))
    elif kind < 6:  # a sum over a region that its parts do not allow
        parts = [c["cum", q, t] for q in chance.sample(range(world.places), min(5, world.places))]
        for part in parts:
            world.say([part], None, world.truth[part], t)
        world.say(parts, world.sum(parts) + chance.randint(1, 9), None, t, false=True)
    else:  # a national total below the tolls of its places
        for q in range(world.places):
            world.say([c["cum", q, t]], world.truth[c["cum", q, t]], None, t)
        world.say([c["total", 0, t]], None, world.truth[c["total", 0, t]] - chance.randint(1, 9), t, false=True)


def _plant_stock(world: World, p: int, t: int, later: int, wrong: int) -> None:
    c = world.columns
    for column in (c["stock", p, t], c["cum", p, t], c["cum", p, later]):
        world.say([column], world.truth[column], world.truth[column], t)
    for e, ends in enumerate(world.edges):
        if p in ends:
            moved = [c["moved", e, s] for s in range(t + 1, later + 1)]
            world.say(moved, world.sum(moved), world.sum(moved), t)
    stock = c["stock", p, later]
    world.say([stock], world.truth[stock] + wrong, world.truth[stock] + wrong, later, false=True)
