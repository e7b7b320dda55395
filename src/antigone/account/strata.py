"""What lies inside what: units, places, groups and scopes, and the strata made of them.

Inclusive trees: a place contains everything below it. Nodes that are *sets* are read by their kind: `set of sites`
(the morgues of a place), `set of cities` (named by its members, `almaty_shymkent`) and `excludes X`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from antigone.account.casebook import CaseBook
from antigone.account.cliques import maximal_cliques
from antigone.core.party import fold_name
from antigone.core.tree import Tree

SCOPES = ("in_events", "later_of_wounds", "in_custody")


@dataclass(frozen=True, slots=True, order=True)
class Stratum:
    """What a count is of: unit, place, group and scope; `day` only for what is counted on a day (ISO), else empty."""

    unit: str
    place: str
    group: str
    scope: str = "any"
    day: str = ""


class Strata:
    """The trees of one case."""

    def __init__(self, book: CaseBook) -> None:
        self.book = book
        self.places, _, _ = Tree.build({p.id: p.parent for p in book.places.values()})
        self.groups, _, _ = Tree.build({g.id: g.parent for g in book.groups.values()})
        self._within: dict[tuple[str, str], bool] = {}
        self._apart: dict[tuple[str, str], bool | None] = {}
        self._ups: dict[str, tuple[str, ...]] = {}
        self._sums: dict[tuple[bool, tuple[str, ...]], list[tuple[int, ...]]] = {}
        self._group_ups: dict[str, tuple[str, ...]] = {}

    # -- places ---------------------------------------------------------------------------------------------------

    @cached_property
    def whole_place(self) -> str:
        """The place that holds the most of the others; empty where the case has none."""
        roots = self.places.roots()
        return max(roots, key=lambda root: sum(1 for _ in self.places.descendants(root)), default="")

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Of each set of places that names its members, the members."""
        found = {}
        for place in self.book.places.values():
            if place.kind.startswith("set of") and "sites" not in place.kind:
                names = self._members_of(place.id, place.name, place.kind)
                if len(names) > 1:
                    found[place.id] = names
        return found

    def _members_of(self, id: str, name: str, kind: str) -> tuple[str, ...]:
        listed = [part.strip() for part in kind.partition(":")[2].split(";") if part.strip()]
        if listed and all(part in self.book.places for part in listed):
            return tuple(listed)
        for first in self.book.places:
            if id.startswith(first + "_"):
                rest = id[len(first) + 1 :]
                others = (rest,) if rest in self.book.places else self._members_of(rest, name, kind)
                names = [self.book.places[m].name for m in (first, *others) if m in self.book.places]
                if others and all(fold_name(n) in fold_name(name) for n in names):
                    return (first, *others)
        return ()

    @cached_property
    def excluded(self) -> dict[str, frozenset[str]]:
        """Of each place that says so, the places that it does not hold (`excludes Almaty city`)."""
        found = {}
        for place in self.book.places.values():
            words = fold_name(place.kind.partition("excludes")[2])
            if words:
                hits = [p for p in self.book.places.values() if _named(words, p.id, p.name)]
                longest = max((len(p.name) for p in hits), default=0)
                found[place.id] = frozenset(p.id for p in hits if len(p.name) == longest)
        return found

    def is_set(self, place: str) -> bool:
        """True for a node that is a set of other places, not a place of its own in the tree."""
        return place in self.book.places and self.book.places[place].kind.startswith("set of")

    def fold(self, unit: str, place: str) -> str:
        """Where a unit is counted: "the morgues of X" is X, for a unit that is counted at morgues anyway."""
        known = self.book.units.get(unit)
        node = self.book.places.get(place)
        if known is None or node is None or not node.parent or "sites" not in node.kind:
            return place
        at_morgues = "morgue" in known.definition and "morgue" in f"{node.id} {node.name}".casefold()
        return node.parent if at_morgues else place

    def place_ups(self, place: str) -> tuple[str, ...]:
        """The place and every place above it in the tree, nearest first."""
        if place not in self._ups:
            known = place in self.places
            self._ups[place] = (place, *self.places.ancestors(place)) if known else (place,)
        return self._ups[place]

    def place_within(self, inner: str, outer: str) -> bool:
        """True where everything in `inner` is in `outer`."""
        key = (inner, outer)
        if key not in self._within:
            inside = outer in self.place_ups(inner)
            if not inside and outer in self.members:
                inside = any(self.place_within(inner, member) for member in self.members[outer])
            if not inside and inner in self.members:
                inside = all(self.place_within(member, outer) for member in self.members[inner])
            self._within[key] = inside
        return self._within[key]

    def places_apart(self, one: str, other: str) -> bool:
        """True where nothing can be in both."""
        if self.place_within(one, other) or self.place_within(other, one):
            return False
        for a, b in ((one, other), (other, one)):
            if any(self.place_within(b, out) for out in self.excluded.get(a, ())):
                return True
            if a in self.members:
                return all(self.places_apart(member, b) for member in self.members[a])
        return not (self.is_set(one) or self.is_set(other)) and one in self.places and other in self.places

    # -- groups ---------------------------------------------------------------------------------------------------

    @cached_property
    def everyone(self) -> str:
        """The group of all persons: the root with the most groups below it; empty where the case has no groups."""
        roots = self.groups.roots()
        return max(roots, key=lambda root: sum(1 for _ in self.groups.descendants(root)), default="")

    def group_ups(self, group: str) -> tuple[str, ...]:
        """The group and everything that holds it, nearest first."""
        if group not in self._group_ups:
            known = group in self.groups
            self._group_ups[group] = (group, *self.groups.ancestors(group)) if known else (group,)
        return self._group_ups[group]

    def group_within(self, inner: str, outer: str) -> bool:
        """True where every member of `inner` is one of `outer`."""
        return outer in self.group_ups(inner)

    def groups_apart(self, one: str, other: str) -> bool | None:
        """True: stated (or implied above) that no one is in both. False: stated that some may be. None: nobody said."""
        key = (one, other) if one <= other else (other, one)
        if key not in self._apart:
            self._apart[key] = self._groups_apart(*key)
        return self._apart[key]

    def _groups_apart(self, one: str, other: str) -> bool | None:
        if self.group_within(one, other) or self.group_within(other, one):
            return False
        meet = next((g for g in self.group_ups(one) if g in self.group_ups(other)), None)
        if meet is None:
            return None
        sides = [self.book.groups[self._below(g, meet)].disjoint_with_siblings for g in (one, other)]
        if False in sides:
            return False
        return True if True in sides else None

    def _below(self, group: str, top: str) -> str:
        """The child of `top` on the way down to `group`."""
        ups = self.group_ups(group)
        return ups[ups.index(top) - 1]

    @cached_property
    def complements(self) -> dict[str, tuple[str, str]]:
        """Of each group that is "everyone who is not X" in its parent: `(X, parent)`; and the same for X."""
        found = {}
        for group in self.book.groups.values():
            for other in self.book.groups.values():
                if group.parent and group.parent == other.parent and _is_rest(group.id, group.name, other.id):
                    found[group.id] = (other.id, group.parent)
                    found[other.id] = (group.id, group.parent)
        return found

    # -- strata ---------------------------------------------------------------------------------------------------

    def apart(self, one: Stratum, other: Stratum) -> bool:
        """True where it follows from the trees that no one is counted in both."""
        return self.places_apart(one.place, other.place) or self.groups_apart(one.group, other.group) is True

    def within(self, inner: Stratum, outer: Stratum) -> bool:
        """True where everyone in `inner` is in `outer`; units and days must be equal."""
        return (
            (inner.unit, inner.day) == (outer.unit, outer.day)
            and (outer.scope in ("any", inner.scope))
            and self.place_within(inner.place, outer.place)
            and self.group_within(inner.group, outer.group)
        )

    def ups(self, stratum: Stratum) -> Iterator[Stratum]:
        """The stratum and every one that holds it, in place and group."""
        for place in self.place_ups(stratum.place):
            for group in self.group_ups(stratum.group):
                yield Stratum(stratum.unit, place, group, stratum.scope, stratum.day)

    def sums(self, nodes: tuple[str, ...], by_place: bool) -> list[tuple[int, ...]]:
        """Every largest set of these places (else groups), by index, of which no two share anyone."""
        key = (by_place, nodes)
        if key not in self._sums:

            def apart(a: int, b: int) -> bool:
                one, other = nodes[a], nodes[b]
                return self.places_apart(one, other) if by_place else bool(self.groups_apart(one, other))

            self._sums[key] = maximal_cliques(range(len(nodes)), apart)
        return self._sums[key]

    def meet(self, one: Stratum, other: Stratum) -> Stratum | None:
        """The stratum of what is in both, where the trees give one."""
        place = self._lower(one.place, other.place, self.place_within)
        group = self._lower(one.group, other.group, self.group_within)
        return None if place is None or group is None else replace(one, place=place, group=group)

    @staticmethod
    def _lower(one: str, other: str, within: Callable[[str, str], bool]) -> str | None:
        return one if within(one, other) else other if within(other, one) else None


def _named(words: str, id: str, name: str) -> bool:
    return words == fold_name(id) or words.startswith(fold_name(name))


def _is_rest(id: str, name: str, other: str) -> bool:
    """True where a group is called everyone who is not the other."""
    return id in (f"non_{other}", f"not_{other}") or fold_name(name).startswith(
        f"everyone who is not {fold_name(other)}"
    )
