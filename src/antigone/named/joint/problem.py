"""Independent parts of a joint problem, and the order in which to take the families of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from antigone.named.joint.factor import FamilyFactor, Option, Pair

# Below this width a component costs next to nothing whichever way round it is taken.
CHEAP_WIDTH = 8


@dataclass(frozen=True)
class Component:
    """Families and victims that no pairing connects with the rest.

    Attributes:
        families: in the order of elimination.
        victims: all victims that an option of theirs uses.
        unmatched: natural log weight of each victim when nobody's (0 in an open population, minus infinity in a
            closed one).
    """

    families: tuple[FamilyFactor, ...]
    victims: tuple[str, ...]
    unmatched: Mapping[str, float] = field(default_factory=dict)
    swapped: bool = False

    def pairs(self, option: Option) -> tuple[Pair, ...]:
        """The (missing, victim) pairs of an option, whichever way round the component is."""
        return tuple((v, m) for m, v in option.pairs) if self.swapped else option.pairs


def components(
    families: Sequence[FamilyFactor], victims: Sequence[str], unmatched: Mapping[str, float]
) -> list[Component]:
    """Split into independent parts. A victim or family with nothing possible is a part of its own."""
    parent: dict[str, str] = {f"v:{v}": f"v:{v}" for v in victims}
    for family in families:
        node = f"f:{family.name}"
        parent[node] = node
        for victim in family.used:
            _union(parent, node, f"v:{victim}")
    groups: dict[str, tuple[list[FamilyFactor], list[str]]] = {}
    for family in families:
        groups.setdefault(_root(parent, f"f:{family.name}"), ([], []))[0].append(family)
    for victim in victims:
        groups.setdefault(_root(parent, f"v:{victim}"), ([], []))[1].append(victim)
    return [_component(group, members, unmatched) for group, members in groups.values()]


def _component(families: Sequence[FamilyFactor], victims: Sequence[str], unmatched: Mapping[str, float]) -> Component:
    """The group as a component, with victims and missing persons exchanged where that is cheaper."""
    weights = {v: unmatched.get(v, 0.0) for v in victims}
    straight = Component(tuple(elimination_order(families)), tuple(victims), weights)
    if any(weights.values()) or any(len(f.missing) > 1 for f in families) or width(straight) < CHEAP_WIDTH:
        return straight
    rows: dict[str, dict[str, float]] = {v: {} for v in victims}
    for family in families:
        for (missing, victim), log in family.singles.items():
            rows[victim][missing] = log
    exchanged = elimination_order([FamilyFactor.single(v, v, row) for v, row in rows.items()])
    people = tuple(m for f in families for m in f.missing)
    swapped = Component(tuple(exchanged), people, dict.fromkeys(people, 0.0), swapped=True)
    return min(straight, swapped, key=lambda part: cost(part)[0])


def cost(part: Component) -> tuple[float, float]:
    """Multiply-and-adds of the exact passes, and numbers kept in memory."""
    work = numbers = 0.0
    for family, (opened, _) in zip(part.families, frontiers(part), strict=True):
        states = 2.0 ** len(opened)
        work += 3 * family.n_possible * states
        numbers += states
    return work, numbers


def _root(parent: dict[str, str], node: str) -> str:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _union(parent: dict[str, str], a: str, b: str) -> None:
    parent[_root(parent, a)] = _root(parent, b)


def elimination_order(families: Sequence[FamilyFactor]) -> list[FamilyFactor]:
    """Greedy: always the family that leaves the fewest victims open between those taken and those to come."""
    uses = _masks(families)
    left = list(range(len(families)))
    opened = 0
    order = []
    while left:
        once = twice = 0
        for i in left:
            twice |= once & uses[i]
            once |= uses[i]
        best = None
        for i in left:
            later = twice | (once & ~uses[i])
            now = opened | uses[i]
            key = ((now & later).bit_count(), now.bit_count(), i)
            best = key if best is None else min(best, key)
        assert best is not None
        chosen = best[2]
        opened = (opened | uses[chosen]) & (twice | (once & ~uses[chosen]))
        left.remove(chosen)
        order.append(families[chosen])
    return order


def _masks(families: Sequence[FamilyFactor]) -> list[int]:
    """For each family the victims that its possible options use, as bits."""
    bit: dict[str, int] = {}
    masks = []
    for family in families:
        mask = 0
        for victim in sorted(family.used):
            mask |= bit.setdefault(victim, 1 << len(bit))
        masks.append(mask)
    return masks


def frontiers(component: Component) -> list[tuple[list[str], list[str]]]:
    """For each family in order: the victims open while it is taken, and those that are settled after it."""
    uses = [family.used for family in component.families]
    last = {v: i for i, now in enumerate(uses) for v in now}
    place = {v: i for i, v in enumerate(component.victims)}
    opened: list[str] = []
    steps = []
    for i, now in enumerate(uses):
        opened = opened + sorted(now.difference(opened), key=place.__getitem__)
        settled = [v for v in opened if last[v] == i]
        steps.append((opened, settled))
        opened = [v for v in opened if last[v] > i]
    return steps


def width(component: Component) -> int:
    """The largest number of victims open at once: work and memory grow as two to this power."""
    return max((len(opened) for opened, _ in frontiers(component)), default=0)
