"""A register that grows entry by entry is that of a fold of everything: tables, paths, ledger, findings in order."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.core.when import PartialDate
from antigone.found.balance import balance_of
from antigone.found.checks import all_findings
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import CustodyType as T
from antigone.found.custody import Resolution, Stocktake
from antigone.found.events import draft, taking_back
from antigone.found.examination import Examination, ExaminationKind
from antigone.found.growing import grow
from antigone.found.label import Label, LabelKind, canonical_id
from antigone.found.register import Register, fold
from antigone.found.remains import Counted, Remains, RemainsKind
from clerks import World
from found_book import Book, on

NAMES = ("by_label", "individuals", "absorbed", "answered", "enumerated", "_children", "findings", "lasting")


def _same(grown: Register, whole: Register) -> None:
    for each in fields(Register):
        assert getattr(grown, each.name) == getattr(whole, each.name), each.name
    assert list(grown.paths) == list(whole.paths)
    assert list(grown.custody) == list(whole.custody)
    for name in NAMES:
        assert getattr(grown, name) == getattr(whole, name), name
    assert {k: set(v) for k, v in grown.acts_of.items()} == {k: set(v) for k, v in whole.acts_of.items()}
    assert all_findings(grown) == all_findings(whole)
    assert whole.last is not None
    for counted in Counted:
        assert balance_of(grown.ledger, whole.last, counted) == balance_of(whole.ledger, whole.last, counted)


@settings(max_examples=150)
@given(st.integers(0, 100_000))
def test_a_register_that_grows_is_that_of_a_fold(seed: int) -> None:
    world = World(seed)
    known = fold(world.book.events)
    known.ledger, known.lasting  # noqa: B018 - so that they are carried on
    for _ in range(6):
        before = len(world.book.events)
        for _ in range(world.chance.randrange(1, 3)):
            world.entry()
        whole = fold(world.book.events)
        grown = grow(known, world.book.events[before:])
        if grown is not None:
            _same(grown, whole)
        known = grown or whole
        known.ledger, known.lasting  # noqa: B018


def _grown(book: Book, before: int) -> Register | None:
    known = fold(book.events[:before])
    known.ledger, known.lasting  # noqa: B018
    return grow(known, book.events[before:])


def test_daily_work_needs_no_fold_of_everything() -> None:
    book = Book()
    book.sites("m1", "m2")
    ids = book.number(1, 2, 3)
    for id in ids:
        book.act(T.RECEIVED, (id,), "2030-05-01", to_place="m1")
    steps = [
        lambda: book.act(
            T.TRANSFERRED_OUT, (), "2030-05-02", from_place="m1", to_place="m2", asserted=2, reference="N1"
        ),
        lambda: book.act(T.TRANSFERRED_IN, ids[:2], "2030-05-02", from_place="m1", to_place="m2", reference="N1"),
        lambda: book.act(
            T.EXAMINED, ids[2:], "2030-05-03", to_place="m1", corrects=book.events[-1].id, reason="misread"
        ),
        lambda: book.put(Remains(canonical_id(4), RemainsKind.BODY)),
        lambda: book.put(Label(canonical_id(4), LabelKind.MORGUE, "M-4", "m1")),
        lambda: book.put(Examination("x", ids[0], ExaminationKind.EXTERNAL)),
        lambda: book.put(Association("a", ids[0], ids[1], AssociationKind.SAME_BODY), "2030-05-05"),
        lambda: book.put(Stocktake("m1", PartialDate.parse("2030-05-06"), count=1)),
        lambda: book.act(T.STOLEN, (), "2030-05-07", from_place="m1", asserted=2),
        lambda: book.put(Resolution(book.events[-1].id, (ids[2],))),
    ]
    for step in steps:
        before = len(book.events)
        step()
        grown = _grown(book, before)
        assert grown is not None
        _same(grown, fold(book.events))


def test_what_may_bring_others_back_is_left_to_a_fold() -> None:
    book = Book()
    book.sites("m1")
    ids = book.number(1)
    first = book.act(T.RECEIVED, ids, "2030-05-01", to_place="m1")
    second = book.act(T.RECEIVED, ids, "2030-05-02", to_place="m1", corrects=first, reason="wrong day")
    before = len(book.events)
    book.write(taking_back(second, "the first was right"))
    assert _grown(book, before) is None


def test_an_entry_that_another_copy_wrote_earlier_is_left_to_a_fold() -> None:
    book = Book()
    book.sites("m1")
    ids = book.number(1)
    book.act(T.RECEIVED, ids, "2030-05-01", to_place="m1")
    before = len(book.events)
    book.write(draft(Label(ids[0], LabelKind.MORGUE, "7", "m1"), on("2030-05-01")), writer="v", seen={})
    assert _grown(book, before) is None
