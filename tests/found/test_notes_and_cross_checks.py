"""One transfer note, one journey; and what one entry of the register says against another."""

import pytest

from antigone.found.balance import balance
from antigone.found.custody import CustodyEvent, Sink
from antigone.found.events import taking_back
from antigone.found.examination import Examination, ExaminationKind, Observation
from antigone.record.event import Draft
from found_book import Book, T


@pytest.fixture
def book():
    made = Book(now="2030-05-02")
    made.sites("m1", "m2", "m3")
    made.units = made.number(*range(5))
    made.act(T.RECEIVED, made.units, "2030-05-01", to_place="m1")
    return made


def stock(book, place):
    row = next((r for r in balance(book.register).rows if place in (r.spot.place, r.spot.sink)), None)
    return (row.stock, row.stock_stated) if row else (0, 0)


def send(book, n, reference="note 2", **more):
    return book.act(T.TRANSFERRED_OUT, (), "2030-05-02", asserted=n, from_place="m1", to_place="m2",
                    reference=reference, **more)  # fmt: skip


def receive(book, units, reference="note 2", to="m2", **more):
    return book.act(T.TRANSFERRED_IN, units, "2030-05-03", to_place=to, reference=reference, recorded="2030-05-03",
                    **more)  # fmt: skip


def test_a_count_that_was_sent_and_numbers_that_were_received_leave_once(book):
    send(book, 3)
    assert stock(book, "m1") == (5, 2)
    assert stock(book, Sink.TRANSIT) == (0, 3)
    receive(book, book.units[:3])
    assert stock(book, "m1") == (2, 2)
    assert stock(book, "m2") == (3, 3)
    assert stock(book, Sink.TRANSIT) == (0, 0)
    assert book.codes() == []


def test_what_was_sent_and_not_received_stays_on_its_way(book):
    send(book, 4)
    receive(book, book.units[:3])
    assert stock(book, Sink.TRANSIT) == (0, 1)
    assert book.codes() == ["variance"]


def test_what_was_received_beyond_what_was_sent_is_a_finding(book):
    send(book, 2)
    receive(book, book.units[:3])
    assert "more_than_asserted" in book.codes()
    assert stock(book, "m2")[0] == 3


def test_a_note_may_be_spelled_otherwise_but_not_lead_elsewhere(book):
    send(book, 3, reference="Note-2")
    receive(book, book.units[:2])
    assert stock(book, "m1") == (3, 2)
    receive(book, book.units[2:3], to="m3")
    assert "received_without_dispatch" in book.codes()


def test_two_dispatches_under_one_number_are_told_apart_by_the_receipt_alone(book):
    first = send(book, 1)
    send(book, 2)
    receive(book, book.units[:1])
    assert "received_without_dispatch" in book.codes()
    receive(book, book.units[1:2], reference="", answers=first)
    assert stock(book, Sink.TRANSIT) == (0, 2)


def test_a_receipt_before_its_dispatch_is_of_another(book):
    book.act(T.TRANSFERRED_IN, book.units[:1], "2030-05-01", to_place="m2", reference="note 2")
    send(book, 1)
    assert stock(book, Sink.TRANSIT) == (0, 1)


def test_taking_the_receipt_back_leaves_the_count_on_its_way(book):
    send(book, 3)
    receipt = receive(book, book.units[:3])
    book.write(taking_back(receipt, "wrong note"))
    assert stock(book, Sink.TRANSIT) == (0, 3)
    assert stock(book, "m1") == (5, 2)


def test_two_examinations_that_differ_in_sex_are_a_finding(book):
    for n, (sex, day) in enumerate((("M", "2030-05-02"), ("F", "2030-05-03"))):
        exam = Examination(f"X{n}", book.units[0], ExaminationKind.EXTERNAL, observations=(Observation("71", sex),))
        book.put(exam, day)
    assert book.codes() == ["sex_differs"]


def test_found_and_received_on_one_day_or_in_one_month_is_no_finding(book):
    for n, day in enumerate(("2030-05-01", "2030-05", "2030-04-28, by the river", "by the river", "2030-13-45")):
        seen = (Observation("21", day),)
        book.put(Examination(f"X{n}", book.units[n], ExaminationKind.EXTERNAL, observations=seen), "2030-05-02")
    assert book.codes() == []


def test_acts_without_numbers_on_one_day_are_told_apart_by_place_time_or_note(book):
    book.act(T.RECEIVED, (), "2030-05-01", asserted=2, to_place="m1")
    book.act(T.RECEIVED, (), "2030-05-01", asserted=2, to_place="m2")
    book.act(T.RECEIVED, (), "2030-05-01", asserted=2, to_place="m1", time="10:00")
    book.act(T.RECEIVED, (), "2030-05-01", asserted=2, to_place="m1", reference="n")
    assert "counted_twice" not in book.codes()
    book.act(T.RECEIVED, (), "2030-05-01", asserted=2, to_place="m1", reference="n")
    assert book.codes().count("counted_twice") == 1


def test_an_undated_count_is_no_double(book):
    for _ in range(2):
        book.put(CustodyEvent(T.STOLEN, (), 2, from_place="m1"))
    assert "counted_twice" not in book.codes()


def test_rows_that_an_import_kept_out_stay_a_finding_until_the_file_comes_again(book):
    def bring(rows):
        files = [{"name": "custody.csv", "kind": "custody", "rows": 9}]
        out = [{"file": "custody.csv", "row": n} for n in range(rows)]
        return book.write(Draft("case.imported", {"import": f"i{len(book.events)}", "files": files, "kept_out": out}))

    first = bring(2)
    assert book.codes() == ["rows_kept_out"]
    mended = bring(0)
    assert book.codes() == []
    back = book.write(taking_back(mended, "wrong file"))
    assert book.codes() == ["rows_kept_out"]
    book.write(taking_back(back, "the right one after all"))
    assert book.codes() == []
    book.write(taking_back(first, "never mind"))
    assert book.codes() == []
