"""Independent parts of a joint problem, and the order in which to take the families of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from antigone.named.joint.factor import FamilyFactor


@dataclass(frozen=True)
class Component:
    """Families and victims that no pairing connects with the rest.

    Attributes:
        families: in the order of elimination.
        victims: all victims that an option of theirs uses.
        unmatched: natural log weight of each victim when nobody's (0 in an open population, minus infinity in
        a closed one).
    """

    families: tuple[FamilyFactor, ...]
    victims: tuple[str, ...]
    unmatched: Mapping[str, float] = field(default_factory=dict)


def components(
    families: Sequence[FamilyFactor], victims: Sequence[str], unmatched: Mapping[str, float]
) -> list[Component]:
    """Split into independent parts. A victim or family with nothing possible is a part of its own."""
    parent: dict[str, str] = {f"v:{v}": f"v:{v}" for v in victims}
    for family in families:
        node = f"f:{family.name}"
        parent[node] = node
        for option in family.possible:
            for victim in option.victims:
                _union(parent, node, f"v:{victim}")
    groups: dict[str, tuple[list[FamilyFactor], list[str]]] = {}
    for family in families:
        groups.setdefault(_root(parent, f"f:{family.name}"), ([], []))[0].append(family)
    for victim in victims:
        groups.setdefault(_root(parent, f"v:{victim}"), ([], []))[1].append(victim)
    return [
        Component(tuple(elimination_order(group)), tuple(members), {v: unmatched.get(v, 0.0) for v in members})
        for group, members in groups.values()
    ]


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
        for option in family.possible:
            for _, victim in option.pairs:
                mask |= bit.setdefault(victim, 1 << len(bit))
        masks.append(mask)
    return masks


def frontiers(component: Component) -> list[tuple[list[str], list[str]]]:
    """For each family in order: the victims open while it is taken, and those that are settled after it."""
    uses = [{v for option in f.possible for v in option.victims} for f in component.families]
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
