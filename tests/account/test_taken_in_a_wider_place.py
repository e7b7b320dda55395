"""Bodies said to be taken somewhere in the land may have been taken, and entered twice, in any part of it."""

from antigone import account
from antigone.account.casebook import CaseBook
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim

DAY = PartialDate(2030, 5, 9)


def case() -> CaseBook:
    book = CaseBook("a made-up land")
    book.places = {id: Place(id, id, {}, up, "region") for id, up in (("land", None), ("north", "land"))}
    book.groups = {"all": Group("all", "all", None, None)}
    for id, unit, place, n in (("E", "bodies_received", "north", 12), ("T", "bodies_stolen", "land", 3)):
        book.claims[id] = Claim(id, unit, n, n, n, place=place, group="all", said_on=DAY, as_of=DAY, speaker="Ministry")
    return book


def test_with_double_entries_allowed_a_part_may_hold_fewer_dead_than_entries() -> None:
    assert account.bounds(case(), "killed @ north").least == 12
    assert account.bounds(case(), "killed @ north", assume={"no-double-entry": False}).least == 9
