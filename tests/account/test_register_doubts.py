"""What the register doubts, the account does not take as certain: finding by finding."""

from datetime import date

import pytest

import antigone.found.findings  # noqa: F401  (declares its kinds)
from antigone import account
from antigone.account.casebook import CaseBook
from antigone.account.register_doubts import EFFECTS, Doubts, doubts_of
from antigone.account.register_facts import facts_of
from antigone.account.register_held import held_facts
from antigone.core.finding import catalogue
from antigone.core.place import Place
from antigone.core.when import PartialDate
from antigone.found.custody import Stocktake
from antigone.found.examination import Examination, ExaminationKind, Observation
from antigone.found.label import Label, LabelKind
from antigone.found.register import fold
from antigone.found.site import Site, SiteType
from antigone.said.claim import Claim
from found_book import Book, T

LATER = date(2030, 6, 30)


@pytest.fixture
def book():
    made = Book(now="2030-05-01")
    made.put(Site("m1", SiteType.MORGUE, place="port"))
    made.put(Site("m2", SiteType.MORGUE, place="hill"))
    made.put(Site("grave", SiteType.PRIMARY_GRAVE, place="hill"))
    made.units = made.number(*range(10))
    return made


def low(book, unit, place="port", day=LATER):
    found = [f for f in facts_of(book.register, day) if f.unit == unit and f.place == place]
    return max((f.count.low for f in found), default=0)


def held(book, place="port", day=LATER):
    return {f.rests_on[0]: f.count for f in held_facts(book.register, day) if f.place == place}


def test_every_kind_of_finding_of_the_register_says_what_it_puts_in_doubt():
    declared = {code for code in catalogue() if code.startswith("found.")}
    assert declared == set(EFFECTS)


def test_a_list_shorter_than_its_count_is_sure_of_the_list_only(book):
    book.act(T.RECEIVED, book.units[:2], asserted=3, to_place="m1")
    assert low(book, "bodies_received") == 2
    (fact,) = [f for f in facts_of(book.register, LATER) if f.unit == "bodies_received"]
    assert fact.sentence.endswith("Left out while findings are open: 1 found.variance.")


def test_a_list_longer_than_its_count_is_sure_of_the_count_only(book):
    book.act(T.RECEIVED, book.units[:4], asserted=3, to_place="m1")
    assert low(book, "bodies_received") == 3


def test_a_count_without_any_list_rests_on_an_assumption_that_can_be_switched_off(book):
    book.act(T.RECEIVED, book.units, to_place="m1")
    book.act(T.STOLEN, (), "2030-05-03", asserted=4, from_place="m1")
    made = CaseBook(places={"port": Place("port", "Port")}, register=fold(book.events))
    assert account.bounds(made, "bodies_stolen @ port").least == 4
    assert account.bounds(made, "bodies_stolen @ port", assume={"counted-without-numbers": False}).least == 0


def test_the_same_count_entered_twice_counts_once(book):
    book.act(T.RECEIVED, book.units, to_place="m1")
    for _ in range(2):
        book.act(T.STOLEN, (), "2030-05-03", asserted=3, from_place="m1")
    assert "counted_twice" in book.codes()
    assert low(book, "bodies_stolen") == 3
    book.act(T.STOLEN, (), "2030-05-03", asserted=3, from_place="m1", reference="report 2")
    assert low(book, "bodies_stolen") == 6


def test_what_left_by_word_and_was_never_there_is_in_doubt(book):
    book.act(T.RECEIVED, book.units[:2], to_place="m1")
    book.act(T.STOLEN, (), "2030-05-03", asserted=3, from_place="m1")
    assert "negative_stock" in book.codes()
    assert low(book, "bodies_stolen") == 0


def test_what_never_came_in_is_not_counted_as_handed_over(book):
    book.act(T.RECEIVED, book.units[:1], to_place="m1")
    book.act(T.RETURNED_TO_FAMILY, book.units[0], "2030-05-03", from_place="m1")
    book.act(T.RETURNED_TO_FAMILY, book.units[1], "2030-05-03", from_place="m1")
    assert low(book, "bodies_handed_over") == 1


def test_what_is_booked_in_at_two_places_was_surely_received_at_neither(book):
    book.act(T.RECEIVED, book.units[0], "2030-05-01", to_place="m1")
    book.act(T.RECEIVED, book.units[0], "2030-05-02", to_place="m2")
    assert low(book, "bodies_received") == low(book, "bodies_received", "hill") == 0
    assert low(book, "killed", "") == 1
    assert low(book, "killed") == 0


def test_a_number_that_nobody_gave_out_is_nobody(book):
    book.act(T.RECEIVED, (book.units[0], "R00009999"), to_place="m1")
    assert low(book, "bodies_received") == 1
    assert low(book, "killed") == 1


def test_two_numbers_with_one_label_may_be_one_body(book):
    book.act(T.RECEIVED, book.units[:2], to_place="m1")
    for unit in book.units[:2]:
        book.put(Label(unit, LabelKind.MORGUE, "M-17", "m1"))
    assert low(book, "killed") == 1


def test_what_was_received_before_it_was_found_counts_from_the_later_day(book):
    book.act(T.RECEIVED, book.units[0], "2030-05-01", to_place="m1")
    seen = Examination("X1", book.units[0], ExaminationKind.EXTERNAL, observations=(Observation("21", "2030-05-04"),))
    book.put(seen, "2030-05-05")
    assert "received_before_found" in book.codes()
    assert low(book, "bodies_received", day=date(2030, 5, 3)) == 0
    assert low(book, "killed", day=date(2030, 5, 3)) == 0
    assert low(book, "bodies_received", day=date(2030, 5, 4)) == 1


def test_two_entries_of_one_site_leave_open_where_it_lies(book):
    book.act(T.RECEIVED, book.units[:3], to_place="m1")
    book.put(Site("m1", SiteType.MORGUE, place="hill"))
    assert low(book, "bodies_received", "hill") == low(book, "bodies_received") == 0
    assert low(book, "killed", "") == 3


def test_a_correction_ends_the_doubt(book):
    wrong = book.act(T.RECEIVED, book.units[:2], asserted=3, to_place="m1")
    book.act(T.RECEIVED, book.units[:3], asserted=3, to_place="m1", corrects=wrong, reason="one was left out")
    assert low(book, "bodies_received") == 3


# -- what places hold ----------------------------------------------------------------------------------------------


def test_held_is_at_least_what_is_numbered_there_less_what_left_without_numbers(book):
    book.act(T.RECEIVED, book.units, "2030-05-01", to_place="m1")
    book.act(T.STOLEN, (), "2030-05-03", asserted=4, from_place="m1")
    assert held(book)["departures-booked"].low == 6
    assert held(book)["all-held-are-booked"].high == 10
    assert held(book, day=date(2030, 5, 2))["departures-booked"].low == 10


def test_what_somebody_looked_for_in_vain_is_not_surely_held(book):
    book.act(T.RECEIVED, book.units, "2030-05-01", to_place="m1")
    book.put(Stocktake("m1", PartialDate.parse("2030-05-04"), None, tuple(book.units[1:]), True))
    assert held(book)["departures-booked"].low == 9


def test_a_move_of_an_uncertain_day_is_held_surely_by_neither(book):
    book.act(T.RECEIVED, book.units[0], "2030-05-01", to_place="m1")
    book.act(T.MOVED, book.units[0], "2030-06", recorded="2030-07-01", from_place="m1", to_place="m2")
    half = date(2030, 6, 15)
    assert held(book, day=half)["departures-booked"].low == held(book, "hill", half)["departures-booked"].low == 0
    assert held(book, "hill", half)["all-held-are-booked"].high == 1


def test_what_is_dug_up_and_kept_is_held_and_not_brought_once_more():
    """225 brought, 41 taken, five dug up and kept there: 189 held, and no quarrel with 225 brought and 41 taken."""
    made = Book(now="2030-01-05")
    made.put(Site("m1", SiteType.MORGUE, place="port"))
    made.put(Site("grave", SiteType.PRIMARY_GRAVE, place="port"))
    made.act(T.RECEIVED, made.number(*range(225)), "2030-01-05", to_place="m1")
    made.act(T.STOLEN, (), "2030-01-06", asserted=41, from_place="m1", recorded="2030-01-06")
    back = made.number(*range(300, 305))
    made.act(T.EXHUMED, back, "2030-01-20", recorded="2030-01-20", from_place="grave", to_place="m1")
    day = date(2030, 1, 21)
    claims = [_claim("S1", "bodies_received", 225, "2030-01-06"), _claim("S2", "bodies_stolen", 41, "2030-01-10")]
    case = CaseBook(
        places={"port": Place("port", "Port")}, claims={c.id: c for c in claims}, register=fold(made.events)
    )
    asked = f"bodies_held @ port as of {day}"
    answer = account.bounds(case, asked, as_of=day)
    assert answer.least == 189
    assert account.bounds(case, asked, as_of=day, assume={"departures-booked": False}).least == 0
    assert account.bounds(case, asked, as_of=day, assume={"all-held-are-booked": True}).most == 189
    built = account.build(case, as_of=day)
    assert [c for c in built.conflicts if c.kind == "hard"] == []
    low_figure = _claim("S3", "bodies_held", 180, str(day))
    case.claims[low_figure.id] = low_figure
    assert any("S3" in c.statements for c in account.build(case, as_of=day).conflicts)


def _claim(id, unit, n, day):
    when = PartialDate.parse(day)
    return Claim(id, unit, low=n, high=n, best=n, place="port", speaker="A. Example", publisher="A Paper",
                 said_on=when, as_of=when)  # fmt: skip


def test_doubts_of_a_register_without_findings_are_none(book):
    book.act(T.RECEIVED, book.units, to_place="m1")
    assert doubts_of(book.register, LATER) == Doubts()
