"""Looking at names grows the book by what was looked at: equal to a fold of everything, and without one."""

import random

import pytest

from antigone.account.proofs import Proofs
from antigone.account.register_boards import facts_of_boards
from antigone.named import services
from antigone.named.book import fold_named
from antigone.named.book_growing import grown
from antigone.named.desk import Desk
from antigone.record.case import Case
from antigone.web.desk import CaseDesk
from named_worlds import NAME, new_case, report


@pytest.fixture
def desk(tmp_path):
    made = Desk(new_case(tmp_path, 1))
    yield made
    made.case.close()


def _no_fold(*_):
    raise AssertionError("everything was folded")


@pytest.mark.parametrize("seed", range(8))
def test_a_book_that_grows_by_looking_is_that_of_a_fold(desk, seed):
    chance = random.Random(seed)
    for n in range(4):
        report(desk, f"{NAME} {n}")
    for _ in range(12):
        if chance.random() < 0.2:
            report(desk, f"{NAME} {chance.random()}")
        ids = chance.sample(sorted(desk.book.reports), chance.randrange(1, 4))
        desk.look(ids, chance.choice(("board", "laboratory")), chance.choice(("docket", "release")))
        assert desk.book == fold_named(desk._events)


def test_the_first_look_of_a_day_folds_nothing(desk, monkeypatch):
    report(desk)
    desk.book.reports_of("P-0001")
    monkeypatch.setattr("antigone.named.desk.fold_named", _no_fold)
    before = desk.book
    assert desk.look(["Q-0001"], "board", "docket")["Q-0001"]["name"] == NAME
    assert len(desk.book.shown) == 1
    assert before.shown == []


def test_nor_do_the_pages_after_it(tmp_path, monkeypatch):
    with new_case(tmp_path, 1) as case:
        report(Desk(case))
    served = CaseDesk(case.path)
    assert served.named().shown == []
    monkeypatch.setattr("antigone.web.desk.fold_named", _no_fold)
    monkeypatch.setattr("antigone.named.desk.fold_named", _no_fold)
    with served.at_work("") as desk:
        desk.look(["Q-0001"], "board", "docket")
    assert len(served.named().shown) == 1
    assert served.named() == fold_named(served.state().events)


def test_anything_else_is_left_to_a_fold(desk):
    report(desk)
    known, size = fold_named(desk._events), desk.case.size
    report(desk, "Somebody Else")
    assert grown(known, desk.case.events(size)) is None
    services_known, size = desk.book, desk.case.size
    desk.write(services.consent(desk, "P-0001", ["*"], [], False))
    assert grown(services_known, desk.case.events(size)) is None
    assert grown(known, ()) is known


def test_a_look_that_another_copy_wrote_earlier_is_left_to_a_fold(desk):
    report(desk)
    desk.look(["Q-0001"], "board", "docket")
    known = desk.book
    looked = next(event for event, _ in known.shown)
    assert grown(known, [looked]) is None


def test_that_somebody_looked_proves_nothing_new(desk):
    report(desk)
    first = tuple(desk._events)
    proofs, places = Proofs(), frozenset[str]()
    facts = proofs.boards(first, places, None)
    kept = proofs._boards
    desk.look(["Q-0001"], "board", "docket")
    assert proofs.boards(tuple(desk._events), places, None) is facts
    assert proofs._boards is kept
    assert facts_of_boards(desk._events, places, None) == facts
    report(desk, "Somebody Else")
    proofs.boards(tuple(desk._events), places, None)
    assert proofs._boards is not kept


def test_a_register_is_read_again_only_where_something_was_entered_in_it(desk):
    report(desk)
    register = desk.register
    desk.look(["Q-0001"], "board", "docket")
    assert desk.register is register
    with Case.open(desk.case.path) as case:
        from antigone.found.events import draft
        from antigone.found.site import Site, SiteType

        case.append([draft(Site("m9", SiteType.MORGUE, keeper="office"))])
    desk.refresh()
    assert "m9" in desk.register.sites
