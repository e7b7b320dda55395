"""The shelf: rows kept event by event are those of a fold of everything, whatever clerks do, and whoever writes."""

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antigone.core.errors import AntigoneError
from antigone.found import services
from antigone.found.balance import rows_of
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import Column, CustodyEvent, CustodyType
from antigone.found.desk import Desk
from antigone.found.events import draft, taking_back
from antigone.found.label import Label, LabelKind, canonical_id
from antigone.found.register import fold
from antigone.found.remains import Counted, Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.record.case import Case
from antigone.web.pages.ledger import row_on
from antigone.web.shelf import Shelf, row_of
from web.register_world import make_register, on


def shelf_of(path):
    def whole():
        with Case.open(path, read_only=True) as case:
            return fold(case.events())

    return Shelf(path, whole)


def expected(path):
    with Case.open(path, read_only=True) as case:
        register = fold(case.events())
    return tuple(row_of(register, id) for id in sorted(register.remains)), register.sites


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    path = make_register(tmp_path_factory.mktemp("shelf") / "case")
    shelf = shelf_of(path)
    shelf.rows()
    return path, shelf


NUMBERS = st.integers(0, 13).map(canonical_id)
PLACES = st.sampled_from(["morgue-1", "morgue-2", "field"])
DAYS = st.integers(1, 28).map(lambda n: f"2024-06-{n:02}")
ACTS = st.builds(
    lambda kind, units, asserted, start, end, day, note: ("act", CustodyEvent(
        kind, tuple(dict.fromkeys(units)), asserted, from_place=start, to_place=end, reference=note
    ), day),
    st.sampled_from(list(CustodyType)), st.lists(NUMBERS, max_size=3), st.none() | st.integers(0, 4), PLACES, PLACES,
    DAYS, st.sampled_from(["", "N-1", "N-2"]),
)  # fmt: skip
LABELS = st.builds(
    lambda id, text: ("label", Label(id, LabelKind.BAG, text), ""), NUMBERS, st.text("abМ-1", min_size=1)
)
JOINS = st.builds(
    lambda one, other, n: ("join", Association(f"J{n}", one, other, AssociationKind.SAME_BODY, "tag"), ""),
    NUMBERS, NUMBERS, st.integers(0, 9**9),
)  # fmt: skip
SPLITS = st.builds(
    lambda n, up: ("split", Remains(canonical_id(n), RemainsKind.FRAGMENT, split_from=up), ""),
    st.integers(11, 13),
    NUMBERS,
)
BACK = st.tuples(st.just("back"), st.integers(0, 400), st.just(""))
NAMED = st.builds(lambda name: ("site", Site("morgue-1", SiteType.MORGUE, name), ""), st.sampled_from(["One", "Two"]))


def drafts_of(case, what, value, day):
    if what == "back":
        ids = [e.id for e in case.events() if e.kind not in ("case.opened", "numbers.allotted")]
        return [taking_back(ids[value % len(ids)], "tried")]
    return [draft(value, on(day) if day else None)]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(ACTS, ACTS, LABELS, JOINS, SPLITS, BACK, NAMED), min_size=1, max_size=6))
def test_rows_kept_event_by_event_are_those_of_a_whole_fold(kept, todo):
    path, shelf = kept
    for what, value, day in todo:
        with Case.open(path) as case:
            try:
                case.append(drafts_of(case, what, value, day))
            except AntigoneError:
                continue
    rows, sites = expected(path)
    made = shelf.rows()
    assert made.rows == rows
    assert made.sites == sites


def test_a_place_has_the_balance_that_a_whole_fold_gives_it(kept):
    path, shelf = kept
    with Case.open(path, read_only=True) as case:
        whole, desk = fold(case.events()), Desk(case)
        for place in ("morgue-1", "morgue-2", "field"):
            part, moves, word = shelf.of_place(desk, place), shelf.moves(place), shelf.by_word(desk, place)
            for day, counted in product((date(2024, 5, 4), date(2024, 5, 30), date(2024, 6, 30)), Counted):
                one, other = (
                    [r for r in rows_of(each.ledger, day, counted) if r.spot.place == place] for each in (whole, part)
                )
                assert one == other
                row = row_on([m for m in moves if m.counted is counted], word, place, day, counted)
                assert row.numbered == {c: sum(r.numbered[c] for r in one) for c in Column}
                assert row.stated == {c: sum(r.stated[c] for r in one) for c in Column}
                assert row.uncertain == sum(r.uncertain for r in one)


def test_a_record_that_was_put_in_its_place_is_read_anew(tmp_path):
    path = make_register(tmp_path / "case")
    shelf = shelf_of(path)
    before = shelf.rows()
    assert shelf.rows() is before
    path.rename(tmp_path / "old")
    with Case.create(path, "Other", by="tester"):
        pass
    assert shelf.rows().rows == ()


def test_an_import_that_is_taken_back_takes_its_rows_along(tmp_path):
    from antigone.found.events import IMPORTED
    from antigone.record.event import Draft

    path = make_register(tmp_path / "case")
    shelf = shelf_of(path)
    number = len(shelf.rows().rows)
    with Case.open(path) as case:
        made = case.append([Draft(IMPORTED, {"import": "i1"})])
        case.append([draft(Remains(canonical_id(50), RemainsKind.BODY), row={"import": "i1", "row": 2, "file": "x"})])
        assert len(shelf.rows().rows) == number + 1
        case.append([taking_back(made[0].id, "wrong file")])
    assert len(shelf.rows().rows) == number


def test_taking_back_any_entry_is_checked(tmp_path):
    from antigone.core.errors import NotFoundError, UsageError

    path = make_register(tmp_path / "case")
    with Case.open(path) as case:
        desk = Desk(case)
        numbered = next(e.id for e in case.events() if e.kind == "remains.numbered")
        with pytest.raises(UsageError, match="used since"):
            services.withdraw(desk.around(numbered), numbered, "not there")
        label = next(e.id for e in case.events() if e.kind == "label.added")
        with pytest.raises(UsageError, match="reason"):
            services.withdraw(desk.around(label), label, " ")
        case.append([services.withdraw(desk.around(label), label, "wrong tag")])
        desk.look_again()
        with pytest.raises(NotFoundError):
            services.withdraw(desk.around(label), label, "again")
        assert fold(case.events()).labels.get("R00000000") is None
