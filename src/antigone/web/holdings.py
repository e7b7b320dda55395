"""What is kept within a place: its morgues and stores one by one, their sum, and at least and at most how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from antigone.core.tree import Tree
from antigone.found.site import STORES
from antigone.web.atlas import Held

if TYPE_CHECKING:
    from antigone.account.register import Fact
    from antigone.core.place import Place
    from antigone.found.site import Site

HELD = "bodies_held"


@dataclass(frozen=True, slots=True)
class Part:
    """A place within another where the dead are kept: its id, what it is, and what it holds by the book."""

    id: str
    kind: str
    held: Held


@dataclass(frozen=True, slots=True)
class Kept:
    """What the morgues and stores within a place hold, together.

    Attributes:
        parts: each of them, by id.
        total: their sum.
        least, most: bodies there by the facts of the register; least is None where it gives none (while findings
            about what is booked are open), most is None where nothing bounds it.
    """

    parts: tuple[Part, ...]
    total: Held
    least: int | None
    most: int | None


def hung(places: Mapping[str, Place], sites: Mapping[str, Site]) -> Tree:
    """The tree of places with the sites hung into it where they lie; a site that lies nowhere is a root."""
    parents: dict[str, str | None] = {id: place.parent for id, place in places.items()}
    parents |= {id: (site.place if site.place in places else None) for id, site in sites.items() if id not in places}
    return Tree.build(parents)[0]


def kept_within(
    id: str, tree: Tree, sites: Mapping[str, Site], held: Mapping[str, Held], facts: Iterable[Fact], day: date
) -> Kept | None:
    """What is kept within a place by the end of a day; None where no morgue or store lies within it.

    Args:
        id: of a place of the tree.
        tree: as `hung` makes it.
        sites: of the register.
        held: by site, what is there by the book on that day.
        facts: what the register proves by that day (`CaseBook.facts_on`).
        day: the day.
    """
    inside = sorted(tree.descendants(id)) if id in tree else []
    parts = tuple(
        Part(each, sites[each].type.value, held.get(each, Held()))
        for each in inside
        if each in sites and sites[each].type in STORES
    )
    if not parts:
        return None
    nodes = {sites[part.id].place for part in parts}
    return Kept(
        parts, _sum(part.held for part in parts), *_bounds(nodes, (fact for fact in facts if fact.as_of == day))
    )


def _sum(all_: Iterable[Held]) -> Held:
    total = Held()
    for each in all_:
        total = Held(total.stock + each.stock, total.stated + each.stated, total.uncertain + each.uncertain)
    return total


def _bounds(nodes: set[str], facts: Iterable[Fact]) -> tuple[int | None, int | None]:
    """The sum over the nodes where the stores lie: what each holds at least, and at most."""
    mine = [fact for fact in facts if fact.unit == HELD and fact.place in nodes and fact.id.startswith("register:")]
    least = {fact.place: fact.count.low for fact in mine if fact.count.high is None}
    most = {fact.place: fact.count.high for fact in mine if fact.count.high is not None}
    if set(least) != nodes:
        return None, None
    return sum(least.values()), sum(most.values()) if set(most) == nodes else None
