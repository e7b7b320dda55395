"""Trees of things with one parent each: places, groups of people, organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tree:
    """A forest given by each node's parent (None for a root).

    Build it with `Tree.build`, which reports cycles and missing parents instead of raising.
    """

    parent: Mapping[str, str | None]
    children: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def build(cls, parents: Mapping[str, str | None]) -> tuple[Tree, list[tuple[str, ...]], list[str]]:
        """Make a tree; also give the cycles found (as tuples of ids) and the nodes whose parent is missing.

        A node on a cycle, or with a missing parent, becomes a root, so that the tree is always usable.
        """
        missing = [node for node, up in parents.items() if up is not None and up not in parents]
        clean: dict[str, str | None] = {n: (None if n in missing else up) for n, up in parents.items()}
        cycles = list(_cut_cycles(clean))
        children: dict[str, list[str]] = {node: [] for node in clean}
        for node, up in clean.items():
            if up is not None:
                children[up].append(node)
        return cls(clean, {n: tuple(c) for n, c in children.items()}), cycles, missing

    def __contains__(self, node: str) -> bool:
        return node in self.parent

    def ancestors(self, node: str) -> Iterator[str]:
        """From the parent upwards to the root."""
        up = self.parent[node]
        while up is not None:
            yield up
            up = self.parent[up]

    def within(self, node: str, other: str) -> bool:
        """True where `node` is `other` or lies below it."""
        return node == other or other in self.ancestors(node)

    def descendants(self, node: str) -> Iterator[str]:
        """Everything below `node`, parents before children, without itself."""
        for child in self.children[node]:
            yield child
            yield from self.descendants(child)

    def roots(self) -> tuple[str, ...]:
        """The nodes without a parent."""
        return tuple(node for node, up in self.parent.items() if up is None)

    def join(self, nodes: Iterable[str]) -> str | None:
        """The lowest node that all of `nodes` lie within; None where they share none."""
        paths = [[*reversed(list(self.ancestors(node))), node] for node in nodes]
        shared = None
        for level in zip(*paths, strict=False):
            if len(set(level)) != 1:
                break
            shared = level[0]
        return shared


def _cut_cycles(parents: dict[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Yield each cycle and make its nodes roots, in place."""
    done: set[str] = set()
    for start in list(parents):
        path: list[str] = []
        node: str | None = start
        while node is not None and node not in done and node not in path:
            path.append(node)
            node = parents[node]
        if node is not None and node in path:
            cycle = tuple(path[path.index(node) :])
            for member in cycle:
                parents[member] = None
            yield cycle
        done.update(path)
