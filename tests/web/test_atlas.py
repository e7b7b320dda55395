"""What lies where and what moved: the fast sums against the slow ones, and what may be shown of a position."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from antigone.core.place import Place
from antigone.found.custody import CustodyType as T
from antigone.found.remains import Counted
from antigone.found.site import Geometry, Publication, Site, SiteType
from antigone.web import atlas
from found_book import Book

LATE = date(2031, 1, 1)


def slow_movements(register, day):
    """Successive places of each thing, one after another."""
    found = {}
    for id, steps in register.paths.items():
        if register.counted(id) is not Counted.BODIES:
            continue
        stays = [s.target.place for s in steps if s.by < (day.toordinal() + 1) * 1440 and not s.target.sink]
        for a, b in itertools.pairwise(stays):
            if a != b and a and b:
                found[a, b] = found.get((a, b), 0) + 1
    return found


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from("abc"), st.sampled_from("abc"), st.integers(2, 27)), max_size=12
    ),
    st.integers(1, 31),
)
def test_movements_are_the_successive_places_of_each_body(moves, until):
    book = Book()
    book.sites("a", "b", "c")
    units = book.number(1, 2, 3, 4)
    for unit in units:
        book.act(T.RECEIVED, [unit], "2030-05-01", to_place="a")
    for which, source, target, day in moves:
        book.act(T.TRANSFERRED_OUT, [units[which - 1]], f"2030-05-{day:02}", from_place=source, to_place=target)
        book.act(T.TRANSFERRED_IN, [units[which - 1]], f"2030-05-{day:02}", from_place=source, to_place=target)
    register, day = book.register, date(2030, 5, until)
    found = {(m.source, m.target): m.numbered for m in atlas.movements(register, day) if m.numbered}
    assert found == slow_movements(register, day)


def test_bodies_that_were_taken_and_found_in_a_grave_went_from_the_morgue_to_the_grave():
    book = Book()
    book.sites("morgue")
    book.put(Site("grave", SiteType.SECONDARY_GRAVE))
    units = book.number(1, 2, 3)
    book.act(T.RECEIVED, units, "2030-05-01", to_place="morgue")
    book.act(T.STOLEN, units[:2], "2030-05-02", from_place="morgue")
    book.act(T.EXHUMED, units[:1], "2030-05-09", from_place="grave", to_place="grave")
    moved = atlas.movements(book.register, LATE)
    assert [(m.source, m.target, m.numbered) for m in moved] == [("morgue", "grave", 1)]


def test_a_dispatch_without_numbers_counts_once_though_it_was_received():
    book = Book()
    book.sites("a", "b")
    book.act(T.RECEIVED, (), "2030-05-01", to_place="a", asserted=9)
    sent = book.act(T.TRANSFERRED_OUT, (), "2030-05-02", from_place="a", to_place="b", asserted=4)
    book.act(T.TRANSFERRED_IN, (), "2030-05-03", from_place="a", to_place="b", asserted=4, answers=sent)
    moved = atlas.movements(book.register, LATE)
    assert [(m.source, m.target, m.numbered, m.by_word) for m in moved] == [("a", "b", 0, 4)]


def test_what_is_held_is_all_custodians_of_a_place_together():
    book = Book()
    book.sites("a")
    units = book.number(1, 2, 3)
    book.act(T.RECEIVED, units[:2], "2030-05-01", to_place="a", to_custodian="one")
    book.act(T.RECEIVED, units[2:], "2030-05-01", to_place="a", to_custodian="other", asserted=2)
    held = atlas.held(book.register.ledger, LATE)["a"]
    assert (held.stock, held.stated, held.variance) == (3, 4, 1)


def test_a_grave_that_is_not_secured_is_nowhere_on_the_map():
    book = Book()
    where = Geometry("12.34567", "34.56789")
    book.put(Site("open", SiteType.PRIMARY_GRAVE, position=where, publication=Publication.EXACT))
    book.put(Site("kept", SiteType.MORGUE, position=where, publication=Publication.WITHHELD))
    book.put(Site("morgue", SiteType.MORGUE, position=where.blurred(Publication.AREA), publication=Publication.AREA))
    spots = atlas.on_the_map(book.register, {}, True)
    assert [(s.id, s.lat, s.lon, s.radius_m) for s in spots] == [("morgue", 12.3, 34.6, 8000)]
    assert [s.id for s in atlas.not_on_the_map(book.register, spots)] == ["kept", "open"]


def test_a_place_of_the_tree_is_blurred_for_those_who_see_no_coordinates():
    places = {"port": Place("port", "Port", lat="12.345", lon="34.567"), "land": Place("land", "Land")}
    (seen,) = atlas.on_the_map(Book().register, places, True)
    (blurred,) = atlas.on_the_map(Book().register, places, False)
    assert (seen.lat, seen.radius_m) == (12.345, 0)
    assert (blurred.lat, blurred.lon, blurred.radius_m) == (12.3, 34.6, 8000)
