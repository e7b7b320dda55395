"""Tier 1: figures of statements against the booked register, each as of its own day; the difference stays in sight."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from antigone.account.casebook import CaseBook
from antigone.account.register_doubts import doubts_of
from antigone.account.register_facts import Tallies, tallies_of
from antigone.core.quantity import Count
from antigone.core.tree import Tree
from antigone.found.remains import Counted
from antigone.found.site import STORES
from antigone.said.claim import Claim, Stance

if TYPE_CHECKING:
    from antigone.found.register import Register

FLOW_UNITS = frozenset({"bodies_received", "bodies_stolen", "bodies_exhumed", "bodies_recovered", "bodies_handed_over"})


@dataclass(frozen=True)
class FigureCheck:
    """One figure beside the books.

    Attributes:
        claim: its id; unit, place: of what; day: the day it is about.
        said: the figure; numbered, stated: what the register has by number and by word.
        doubtful: of these, how many an open finding speaks against, by its code.
    """

    claim: str
    unit: str
    place: str
    day: date
    said: Count
    numbered: int
    stated: int
    doubtful: tuple[tuple[str, int], ...] = ()

    @property
    def difference(self) -> int:
        """What the books by word have more (or, negative, less) than the nearest figure said."""
        if self.stated in self.said:
            return 0
        return self.stated - (self.said.low if self.stated < self.said.low else self.said.high or 0)

    @property
    def sentence(self) -> str:
        """In words; it never says which of the two is wrong."""
        unit = self.unit.replace("_", " ")
        books = f"{self.numbered:,} by number" + (f", {self.stated:,} by word" if self.stated != self.numbered else "")
        verdict = "agrees" if not self.difference else f"differs by {self.difference:+,}"
        said = f"{self.claim}: {self.said} {unit} at {self.place or 'all places'} by {self.day}"
        why = ", ".join(f"{n:,} {code}" for code, n in self.doubtful)
        open_findings = f" Findings are open on {why}." if why else ""
        return f"{said}; register: {books}: {verdict}.{open_findings}"

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "claim": self.claim, "unit": self.unit, "place": self.place, "day": self.day.isoformat(),
            "said": self.said.as_json(), "numbered": self.numbered, "stated": self.stated,
            "difference": self.difference, "doubtful": dict(self.doubtful), "sentence": self.sentence,
        }  # fmt: skip


def check_figures(book: CaseBook) -> list[FigureCheck]:
    """Every dated figure that the register can be set against, in order of day."""
    if book.register is None:
        return []
    tree, _, _ = Tree.build({place.id: place.parent for place in book.places.values()})
    of_day: dict[date, Tallies] = {}
    found = []
    for claim in book.claims.values():
        when = claim.as_of or claim.said_on or claim.published_on
        if claim.stance not in (Stance.ASSERTS, Stance.CORRECTS) or when is None or not claim.has_figure:
            continue
        booked = _booked(book.register, claim, when.last, tree, of_day)
        if booked is not None:
            said = Count(claim.low or 0, claim.high)
            found.append(FigureCheck(claim.id, claim.unit, claim.place, when.last, said, *booked))
    return sorted(found, key=lambda each: (each.day, each.claim))


def _inside(tree: Tree, node: str, place: str) -> bool:
    """Whether a node of the register lies in a claim's place; where nobody said, it lies in the roots."""
    if not place or node == place or place not in tree:
        return not place or node == place
    return tree.parent[place] is None if not node else node in tree and tree.within(node, place)


Booked = tuple[int, int, tuple[tuple[str, int], ...]]


def _booked(register: Register, claim: Claim, day: date, tree: Tree, of_day: dict[date, Tallies]) -> Booked | None:
    if claim.unit == "bodies_held":
        return (*_held(register, claim.place, day, tree), ())
    if claim.unit not in FLOW_UNITS:
        return None
    if day not in of_day:
        of_day[day] = tallies_of(register, day, doubts_of(register, day))
    mine = [t for (unit, place), t in of_day[day].items() if unit == claim.unit and _inside(tree, place, claim.place)]
    doubtful: Counter[str] = sum((tally.doubtful for tally in mine), Counter())
    numbered, stated = (sum(tally.booked[at] for tally in mine) for at in (0, 1))
    return numbered, stated, tuple(sorted((code, n) for code, n in doubtful.items() if n))


def _held(register: Register, place: str, day: date, tree: Tree) -> tuple[int, int]:
    from antigone.found.balance import rows_of

    numbered = stated = 0
    for row in rows_of(register.ledger, day, Counted.BODIES):
        site = register.sites.get(row.spot.place)
        if row.spot.sink is None and site is not None and site.type in STORES and _inside(tree, site.place, place):
            numbered, stated = numbered + row.stock, stated + row.stock_stated
    return numbered, stated
