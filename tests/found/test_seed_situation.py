"""The situation this project began with: 225 brought, 41 taken without numbers, a grave, five exhumed, three known."""

from datetime import date

import pytest

from antigone.found import services
from antigone.found.balance import balance
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import Sink
from antigone.found.site import Contents, Feature, Site, SiteType
from found_book import Book, T, on


@pytest.fixture
def book():
    made = Book(now="2030-01-05")
    made.sites("morgue")
    made.received = made.number(*range(225))
    made.act(T.RECEIVED, made.received, "2030-01-05", to_place="morgue")
    return made


def stock(book, place="morgue"):
    row = next(r for r in balance(book.register).rows if place in (r.spot.place, r.spot.sink))
    return row.stock, row.stock_stated


def take(book):
    book.now = "2030-01-07"
    return book.act(T.STOLEN, (), "2030-01-06", asserted=41, from_place="morgue")


def exhume(book):
    book.now = "2030-01-20"
    book.put(Site("grave", SiteType.PRIMARY_GRAVE))
    book.put(Feature("grave-1", "grave", contents=Contents.SEVERAL))
    back = book.number(*range(300, 305), site="grave", feature="grave-1")
    book.act(T.EXHUMED, back, "2030-01-20", from_place="grave", to_place="morgue")
    return back


def rejoin(book, back, taken, event, n):
    same = Association(f"A{n}", back, taken, AssociationKind.SAME_BODY, "same tag, same wound")
    for each in services.rejoin(book.register, back, taken, event, same, on("2030-02-01")):
        book.write(each)


def test_at_first_the_morgue_holds_what_was_brought(book):
    assert stock(book) == (225, 225)


def test_what_was_taken_without_numbers_is_a_variance_and_not_a_loss_of_numbers(book):
    take(book)
    assert stock(book) == (225, 184)
    assert stock(book, Sink.TAKEN) == (0, 41)
    (row,) = balance(book.register).variances
    assert (row.asserted, row.enumerated, row.difference) == (41, 0, 41)


def test_the_exhumed_are_new_numbers_until_somebody_knows_better(book):
    take(book)
    exhume(book)
    assert stock(book) == (230, 189)
    made = balance(book.register)
    assert made.total == made.found == 230


def test_three_that_are_known_again_leave_38_outstanding(book):
    event = take(book)
    back = exhume(book)
    book.now = "2030-02-01"
    for n in range(3):
        rejoin(book, back[n], book.received[n], event, n)
    assert stock(book) == (227, 189)
    assert stock(book, Sink.TAKEN) == (0, 38)
    made = balance(book.register)
    assert made.total == made.found == 230
    assert made.variances[0].difference == 38
    assert "same_body_in_two_places" not in book.codes()


def test_an_association_taken_back_gives_the_numbers_back(book):
    event = take(book)
    back = exhume(book)
    rejoin(book, back[0], book.received[0], event, 0)
    before = stock(book)
    book.write(services.undo(book.register, "A0", "the wound differs"))
    assert before == (229, 189)
    assert stock(book) == (229, 189)
    assert stock(book, Sink.TAKEN) == (1, 41)


def test_a_day_before_everything_is_empty(book):
    made = balance(book.register, date(2029, 12, 31))
    assert made.total == made.found == 0
