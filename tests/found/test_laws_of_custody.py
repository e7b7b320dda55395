"""What holds for every register, however badly it was kept."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.core.when import PartialDate, Period
from antigone.found.balance import balance
from antigone.found.checks import all_findings
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import INS, Closing, Column, CustodyEvent, Resolution, Sink, Stocktake
from antigone.found.events import draft, taking_back
from antigone.found.label import canonical_id
from antigone.found.register import fold
from antigone.found.remains import Counted, Remains, RemainsKind
from found_book import Book, T, on

PLACES = ["m1", "m2", "m3"]
UNITS = [canonical_id(n) for n in range(6)]
DAYS = [f"2030-05-{n:02d}" for n in range(1, 9)]


@st.composite
def periods(draw):
    kind = draw(st.sampled_from(["day", "day", "day", "month", "open", "none"]))
    if kind == "none":
        return None
    day = PartialDate.parse(draw(st.sampled_from(DAYS)))
    if kind == "month":
        return on("2030-05")
    return Period(day, None) if kind == "open" else Period(day, day)


@st.composite
def acts(draw):
    units = draw(st.lists(st.sampled_from(UNITS), max_size=3, unique=True))
    place = st.sampled_from(["", *PLACES, "nowhere"])
    return CustodyEvent(
        draw(st.sampled_from(T)), tuple(units), draw(st.none() | st.integers(0, 5)),
        from_place=draw(place), to_place=draw(place), to_custodian=draw(st.sampled_from(["", "c"])),
        time=draw(st.sampled_from(["", "", "08:00", "17:30"])), reference=draw(st.sampled_from(["", "", "n1", "N-1"])),
    )  # fmt: skip


@st.composite
def books(draw):
    """A register kept by two writers, one of whom often has not seen the other: anything may be written."""
    book = Book(now="2030-05-03")
    book.sites(*PLACES)
    for n in range(draw(st.integers(3, 6))):
        kind = draw(st.sampled_from([RemainsKind.BODY, RemainsKind.BODY, RemainsKind.BONE, RemainsKind.OBJECT]))
        split = UNITS[draw(st.integers(0, 5))] if draw(st.integers(0, 3)) == 0 else None
        book.write(draft(Remains(UNITS[n], kind, split_from=split), draw(periods())))
    for n in range(draw(st.integers(1, 14))):
        writer = draw(st.sampled_from(["w", "x"]))
        seen = draw(st.sampled_from([None, {}]))
        what = draw(st.sampled_from(["act"] * 6 + ["back", "correct", "same", "resolve"]))
        custody = [e.id for e in book.events if e.kind == "custody.recorded"]
        recorded = draw(st.sampled_from(DAYS))
        one = draft(draw(acts()), draw(periods()))
        if what == "back":
            one = taking_back(draw(st.sampled_from([e.id for e in book.events])), "mistake")
        elif what == "correct" and custody:
            one = draft(draw(acts()), draw(periods()), corrects=draw(st.sampled_from(custody)), reason="mistake")
        elif what == "same":
            pair = (draw(st.sampled_from(UNITS)), draw(st.sampled_from(UNITS)))
            one = draft(Association(f"A{n}", *pair, AssociationKind.SAME_BODY), draw(periods()))
        elif what == "resolve" and custody:
            one = draft(Resolution(draw(st.sampled_from(custody)), (draw(st.sampled_from(UNITS)),)))
        book.write(one, writer=writer, seen=seen, recorded=recorded)
    return book


days = st.integers(-2, 12).map(lambda n: date(2030, 5, 1) + timedelta(days=n))


@given(books(), st.randoms())
def test_the_fold_ignores_arrival_order(book, random):
    shuffled = list(book.events)
    random.shuffle(shuffled)
    first, second = fold(book.events), fold(shuffled)
    assert first == second
    assert all_findings(first) == all_findings(second)


@given(books(), days, st.sampled_from(Counted))
def test_all_places_and_sinks_add_up_to_what_was_found(book, day, counted):
    made = balance(book.register, day, counted)
    assert made.total == made.found


@given(books(), days)
def test_stock_by_the_law_is_what_one_counts_thing_by_thing_and_never_negative(book, day):
    register = book.register
    for counted in Counted:
        slow: dict[object, int] = {}
        for id in register.paths:
            if register.counted(id) is counted and (spot := register.spot(id, day)) is not None:
                slow[spot] = slow.get(spot, 0) + 1
        fast = {row.spot: row.stock for row in balance(register, day, counted).rows if row.stock}
        assert fast == slow
        assert all(n > 0 for n in fast.values())


@given(books(), days)
def test_the_law_of_stock_holds_in_both_books(book, day):
    for row in balance(book.register, day).places:
        for flows, stock in ((row.numbered, row.stock), (row.stated, row.stock_stated)):
            ins = sum(flows[c] for c in INS)
            assert stock == ins - sum(flows[c] for c in Column if c not in INS)


@given(books())
def test_a_thing_is_never_in_two_places(book):
    for steps in book.register.paths.values():
        assert steps[0].source is None
        for before, after in pairwise(steps):
            assert after.source == before.target
            assert before.by <= after.by


@given(books())
def test_what_is_between_the_books_is_exactly_what_was_asserted_and_not_enumerated(book):
    made = balance(book.register, date(2031, 1, 1))
    between = sum(row.variance for row in made.rows)
    outside = sum(
        v.difference for v in made.variances
        if book.register.custody[v.event].value.type in (T.RECOVERED, T.RECEIVED, T.EXHUMED)
        or not (book.register.custody[v.event].value.from_place
                or book.register.custody[v.event].value.type in (T.TRANSFERRED_IN, T.FOUND_AGAIN, T.RECALLED))
    )  # fmt: skip
    assert between == outside


@given(books())
@settings(max_examples=30)
def test_every_finding_reads_as_a_sentence_and_is_proved(book):
    for finding in all_findings(book.register):
        assert "{" not in finding.sentence
        assert finding.do
        assert all(isinstance(each, str) for each in finding.proof)


# -- examples ------------------------------------------------------------------------------------------------------


@pytest.fixture
def book():
    made = Book(now="2030-05-01")
    made.sites("m1", "m2")
    made.units = made.number(1, 2, 3)
    made.first = made.act(T.RECEIVED, made.units, "2030-05-01", to_place="m1")
    return made


def place(book, unit, day=None):
    spot = book.register.spot(unit, day)
    return spot.place or spot.sink


def test_between_dispatch_and_receipt_a_thing_is_in_transit_and_too_long_is_a_finding(book):
    one = book.units[0]
    sent = book.act(T.TRANSFERRED_OUT, one, "2030-05-02", from_place="m1", to_place="m2")
    assert place(book, one) is Sink.TRANSIT
    assert "in_transit_too_long" not in book.codes()
    book.act(T.EXAMINED, book.units[1], "2030-05-09", recorded="2030-05-09", from_place="m1")
    assert "in_transit_too_long" in book.codes()
    book.act(T.TRANSFERRED_IN, one, "2030-05-09", recorded="2030-05-09", to_place="m2", answers=sent)
    assert place(book, one) == "m2"
    assert book.codes() == []


def test_a_receipt_stands_after_the_dispatch_it_answers_whatever_the_clocks_say(book):
    one = book.units[0]
    sent = book.act(T.TRANSFERRED_OUT, one, "2030-05", recorded="2030-05-30", from_place="m1", to_place="m2")
    book.act(T.TRANSFERRED_IN, one, "2030-05-04", recorded="2030-05-04", writer="x", seen={}, to_place="m2",
             answers=sent)  # fmt: skip
    assert place(book, one) == "m2"
    assert place(book, one, date(2030, 5, 4)) == "m2"


def test_two_who_book_one_thing_apart_are_both_kept_and_a_finding(book):
    one = book.units[0]
    book.act(T.MOVED, one, "2030-05-03", writer="x", seen={}, from_place="m1", to_place="m2")
    book.act(T.RELEASED, one, "2030-05-02", writer="y", seen={}, from_place="m1")
    assert "moved_after_leaving" in book.codes()


def test_a_late_entry_goes_where_it_belongs_and_is_noted(book):
    one = book.units[0]
    book.act(T.RELEASED, one, "2030-05-05", recorded="2030-05-05", from_place="m2")
    assert "not_where_it_was" in book.codes()
    book.act(T.MOVED, one, "2030-05-03", recorded="2030-05-08", from_place="m1", to_place="m2")
    assert book.codes() == ["late_entry"]


def test_a_part_split_off_counts_from_then_on_where_it_was_split_off(book):
    body = book.units[0]
    (part,) = book.number(9, kind=RemainsKind.BODY_PART, split_from=body)
    rows = {r.spot.place: r for r in balance(book.register, counted=Counted.PARTS).rows}
    assert rows["m1"].stock == 1
    assert rows["m1"].numbered[Column.RECLASSIFIED] == -1
    assert place(book, part) == "m1"


def test_closing_a_place_asserts_zero(book):
    book.put(Closing("m1", PartialDate.parse("2030-05-06")), recorded="2030-05-06")
    assert "closed_with_stock" in book.codes()
    book.act(T.MOVED, book.units, "2030-05-05", recorded="2030-05-06", from_place="m1", to_place="m2")
    assert "closed_with_stock" not in book.codes()
    book.act(T.MOVED, book.units[0], "2030-05-09", recorded="2030-05-09", from_place="m2", to_place="m1")
    assert "used_after_closing" in book.codes()


def test_a_count_of_the_shelf_is_set_against_the_book(book):
    book.put(Stocktake("m1", PartialDate.parse("2030-05-02"), 2, tuple(book.units[:2]), True), recorded="2030-05-02")
    codes = book.codes()
    assert codes.count("missing_at_count") == 1
    assert "count_differs" in codes


def test_more_leaving_than_there_are_is_flagged_and_never_made_zero(book):
    book.act(T.STOLEN, (), "2030-05-03", asserted=5, from_place="m1")
    row = next(r for r in balance(book.register).rows if r.spot.place == "m1")
    assert (row.stock, row.stock_stated, row.variance) == (3, -2, -5)
    assert "negative_stock" in book.codes()


def test_an_import_taken_back_takes_its_bookings_with_it(book):
    from antigone.record.event import Draft

    made = book.write(Draft("case.imported", {"import": "L"}))
    book.write(draft(CustodyEvent(T.RELEASED, (book.units[0],), from_place="m1"), on("2030-05-02"),
                     row={"file": "b.csv", "row": 2, "import": "L"}))  # fmt: skip
    assert place(book, book.units[0]) is Sink.FAMILY
    book.write(taking_back(made, "wrong file"))
    assert place(book, book.units[0]) == "m1"


def test_strange_bodies_of_events_are_findings_and_break_nothing(book):
    from antigone.record.event import Draft

    for body in ({}, {"custody": 3}, {"custody": {"type": "flown"}}, {"custody": {"type": "moved", "units": "R1"}}):
        book.write(Draft("custody.recorded", body))
    assert book.codes().count("unreadable") == 4
    assert place(book, book.units[0]) == "m1"
