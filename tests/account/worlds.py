"""Small worlds whose truth is known, and true statements about them, for the laws of the account."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from antigone.account.casebook import CaseBook
from antigone.core.party import Party, PartyBook
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim

PLACES = {"land": None, "north": "land", "south": "land", "town": "north"}
LEAVES = ("north", "south", "town")  # `north` itself also holds people outside `town`
GROUPS = {
    "all": (None, None), "guards": ("all", True), "others": ("all", True), "men": ("others", None),
    "women": ("others", None), "young": ("all", False),
}  # fmt: skip
SMALLEST = ("guards", "men", "women", "others")
START = date(2030, 1, 1)
Cell = tuple[str, str]


@dataclass
class World:
    """Dead by smallest place and group, as they come to be known day by day, and what is said of them."""

    book: CaseBook
    truth: dict[Cell, int]
    statements: list[Claim]

    def count(self, place: str, group: str) -> int:
        """The true number of dead in a place and group, everything below included."""
        return total(self.truth, place, group)


def total(cells: dict[Cell, int], place: str, group: str) -> int:
    """The sum of the cells inside a place and a group."""
    return sum(n for (p, g), n in cells.items() if _inside(p, place, PLACES) and _inside(g, group, _up()))


def _up() -> dict[str, str | None]:
    return {id: parent for id, (parent, _) in GROUPS.items()}


def _inside(node: str, other: str, parents: dict[str, str | None]) -> bool:
    at: str | None = node
    while at is not None:
        if at == other:
            return True
        at = parents[at]
    return False


def book(statements: list[Claim] | None = None) -> CaseBook:
    """An empty case with the trees of the worlds, or one with these statements."""
    made = CaseBook("a made-up world")
    made.places = {id: Place(id, id.title(), {}, parent, "region") for id, parent in PLACES.items()}
    made.groups = {id: Group(id, id, parent, apart) for id, (parent, apart) in GROUPS.items()}
    made.parties = PartyBook.of([Party("P1", "Ministry"), Party("P2", "Council"), Party("P3", "Hospital")])
    made.claims = {claim.id: claim for claim in statements or []}
    return made


def world(seed: int, size: int = 14) -> World:
    """A world and true statements about it: what an office had come to know by a day, in its own breakdowns."""
    dice = random.Random(seed)
    truth = {(p, g): dice.randrange(0, 12) for p in LEAVES for g in SMALLEST}
    known = {office: dict.fromkeys(truth, 0) for office in ("Ministry", "Council", "Hospital")}
    statements: list[Claim] = []
    for day in range(size):
        office = dice.choice(sorted(known))
        for cell, n in truth.items():
            known[office][cell] = dice.randint(known[office][cell], n)
        statements += _speech(dice, office, known[office], START + timedelta(days=day), len(statements))
        if len(statements) >= size:
            break
    return World(book(statements), truth, statements)


def _speech(dice: random.Random, office: str, known: dict[Cell, int], day: date, at: int) -> list[Claim]:
    """One statement, or a whole with its parts, as the office has it on that day."""
    place, group = dice.choice(sorted(PLACES)), dice.choice(["all", "guards", "others", "men"])
    whole = _claim(f"W{at}", office, day, place, group, total(known, place, group), dice)
    if dice.random() < 0.5:
        return [whole]
    below = [p for p, up in PLACES.items() if up == place] or ["town"]
    cut = [(p, group) for p in below if _inside(p, place, PLACES)] if dice.random() < 0.5 else []
    if not cut and group == "all":
        cut = [(place, "guards"), (place, "others")]
    parts = [
        replace(_claim(f"W{at}p{i}", office, day, p, g, total(known, p, g), dice), part_of=whole.id, partition="cut")
        for i, (p, g) in enumerate(cut)
    ]
    return [whole, *parts]


def _claim(id: str, office: str, day: date, place: str, group: str, n: int, dice: random.Random) -> Claim:
    on = PartialDate(day.year, day.month, day.day)
    how = dice.choice(["exact", "exact", "at_least", "up_to"])
    low = {"at_least": max(0, n - dice.randrange(3)), "up_to": None}.get(how, n)
    high = {"at_least": None, "up_to": n + dice.randrange(3)}.get(how, n)
    return Claim(
        id, "killed", low, high, n if how == "exact" else None, how, place=place, group=group, said_on=on, as_of=on,
        speaker=office, scope="unstated", publisher="Gazette",
    )  # fmt: skip
