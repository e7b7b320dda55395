"""Decisions, releases and recalls as a machine that tries everything: no step is ever reached but by allowed ones."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from antigone.core.errors import AntigoneError, InputError, UsageError
from antigone.named import events as kinds
from antigone.named import handover, services
from antigone.named.book import fold_named
from antigone.named.decision import Decision, Standing, Status, Step, StepTaken, check_decision, check_signers
from antigone.named.desk import Desk
from antigone.named.events import draft
from antigone.named.family import Wish
from antigone.named.release import Identifier, Recall, Release, ReleaseState
from named_worlds import family, new_case, report

TWO = services.signers(["A. Roe (pathologist)", "B. Doe"])
ONE = services.signers(["A. Roe", "a.  roe"])
UNIT = "R00000000"

# The whole table, written out by hand: from which status each step may be taken.
ALLOWED = {
    Status.PROVISIONAL: {Step.ESTABLISH, Step.SUSPEND, Step.REVOKE},
    Status.ESTABLISHED: {Step.LEGAL, Step.NOTIFY, Step.SUSPEND, Step.REVOKE},
    Status.LEGAL: {Step.NOTIFY, Step.SUSPEND, Step.REVOKE},
    Status.NOTIFIED: {Step.LEGAL, Step.NOTIFY, Step.SUSPEND, Step.REVOKE},
    Status.SUSPENDED: {Step.REINSTATE, Step.REVOKE},
    Status.REVOKED: set(),
}


def identifiers(*pairs):
    return tuple(Identifier(kind, value) for kind, value in pairs)


class Board(RuleBasedStateMachine):
    """One body, one missing woman, one family; every service is called at every moment."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(new_case(Path(self.folder.name), 1))
        self.person = report(self.desk)
        self.family, *_ = family(self.desk, self.person)

    def teardown(self):
        if hasattr(self, "desk"):
            self.desk.case.close()
            self.folder.cleanup()

    def latest(self):
        return next(reversed(self.desk.book.decisions.values()), None)

    @rule(board=st.sampled_from([TWO, TWO, ONE]))
    def decide(self, board):
        free = all(s.status is Status.REVOKED for s in self.desk.book.decisions.values())
        try:
            id, drafts = services.decide(self.desk, Decision("", (UNIT,), (self.person,), 1, board), "comparison")
        except AntigoneError:
            assert board is ONE
            return
        assert board is TWO
        if free:
            self.desk.write(drafts)
            assert self.desk.book.decisions[id].status is Status.PROVISIONAL

    @precondition(lambda self: self.latest() is not None)
    @rule(step=st.sampled_from([s for s in Step if s is not Step.MAKE]), board=st.sampled_from([TWO, TWO, ONE]))
    def take(self, step, board):
        before = self.latest()
        taken = StepTaken(before.decision.id, step, board, "court", "7", self.family)
        wish = self.desk.book.wish_of(self.family, self.person).wish
        try:
            drafts = services.step(self.desk, taken, "reason")
        except AntigoneError:
            waits = step is Step.NOTIFY and wish is Wish.WAIT
            alone = board is ONE and step in (Step.ESTABLISH, Step.REINSTATE, Step.REVOKE)
            legal_twice = step is Step.LEGAL and before.legal
            assert step not in ALLOWED[before.status] or waits or alone or legal_twice
            return
        assert step in ALLOWED[before.status]
        self.desk.write(drafts)

    @rule(wish=st.sampled_from(list(Wish)))
    def wish(self, wish):
        self.desk.write(services.wish(self.desk, self.family, wish))

    @precondition(lambda self: self.latest() is not None and Step.ESTABLISH in self.latest().allowed)
    @rule()
    def establish(self):
        self.take_step(Step.ESTABLISH)

    @precondition(lambda self: self.desk.book.releases and Step.REVOKE in self.latest().allowed)
    @rule()
    def revoke_what_was_released_on(self):
        self.take_step(Step.REVOKE)

    def take_step(self, step):
        self.desk.write(services.step(self.desk, StepTaken(self.latest().decision.id, step, TWO), "reason"))

    @precondition(lambda self: self.latest() is not None)
    @rule(read=st.integers(2, 3))
    def release(self, read):
        at = self.latest()
        checks = identifiers(("label", UNIT), ("person", self.person), ("decision", at.decision.id))[:read]
        wish = self.desk.book.wish_of(self.family, self.person).wish
        try:
            _, drafts = handover.release(self.desk, Release("", at.decision.id, (), "", self.family, "", checks))
        except AntigoneError:
            out = UNIT in self.desk.book.released()
            assert not at.is_established or read < 3 or wish is Wish.WAIT or out
            return
        assert at.is_established
        assert read == 3
        assert wish is not Wish.WAIT
        self.desk.write(drafts)

    @precondition(lambda self: self.desk.book.releases)
    @rule(back=st.booleans())
    def recall(self, back):
        id = next(reversed(self.desk.book.releases))
        if UNIT not in self.desk.book.released():
            return
        units = (UNIT,) if back else ()
        self.desk.write(handover.recall(self.desk, Recall(id, units), "called back", None, "morgue-1"))

    @invariant()
    def nothing_stays_released_on_a_revoked_decision(self):
        if not hasattr(self, "desk"):
            return
        book = self.desk.book
        for id, release in book.releases.items():
            if book.decisions[release.decision].status is Status.REVOKED:
                assert book.state_of(id) in (ReleaseState.RECALL_DUE, ReleaseState.RECALLED)
        assert not [f for f in book.findings if f.code == "named.release_without_decision"]
        assert not [f for f in book.findings if f.code == "named.step_refused"]

    @invariant()
    def every_decision_has_two_signers(self):
        if hasattr(self, "desk"):
            for s in self.desk.book.decisions.values():
                check_signers(s.decision.signers)

    @invariant()
    def the_book_does_not_depend_on_the_order_of_arrival(self):
        if hasattr(self, "desk"):
            events = list(self.desk.case.events())
            turned = fold_named(reversed(events))
            assert turned.decisions == self.desk.book.decisions
            assert turned.releases == self.desk.book.releases


TestBoard = Board.TestCase
TestBoard.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


@pytest.mark.parametrize("status", list(Status))
def test_only_the_steps_of_the_table_are_open(status):
    made = Standing(Decision("D-0001", (UNIT,), ("P-0001",), 1, TWO))
    roads = {
        Status.PROVISIONAL: (),
        Status.ESTABLISHED: (Step.ESTABLISH,),
        Status.LEGAL: (Step.ESTABLISH, Step.LEGAL),
        Status.NOTIFIED: (Step.ESTABLISH, Step.NOTIFY),
        Status.SUSPENDED: (Step.ESTABLISH, Step.SUSPEND),
        Status.REVOKED: (Step.REVOKE,),
    }
    for step in roads[status]:
        made = made.after(StepTaken("D-0001", step, TWO, "court", "", "F-0001"))
    assert made.status is status
    assert set(made.allowed) == ALLOWED[status]
    for step in set(Step) - ALLOWED[status] - {Step.MAKE}:
        with pytest.raises(InputError, match=r"cannot be|Open from here"):
            made.after(StepTaken("D-0001", step, TWO, "court", "", "F-0001"))


def test_a_suspended_decision_comes_back_as_it_was():
    made = Standing(Decision("D-0001", (UNIT,), ("P-0001",), 1, TWO))
    back = made.after(StepTaken("D-0001", Step.SUSPEND)).after(StepTaken("D-0001", Step.REINSTATE, TWO))
    assert back.status is Status.PROVISIONAL


def test_scientific_and_legal_are_two_tracks():
    made = Standing(Decision("D-0001", (UNIT,), ("P-0001",), 1, TWO)).after(StepTaken("D-0001", Step.ESTABLISH, TWO))
    told = made.after(StepTaken("D-0001", Step.NOTIFY, family="F-0001"))
    legal = told.after(StepTaken("D-0001", Step.LEGAL, authority="court"))
    assert (legal.status, legal.legal, legal.told) == (Status.NOTIFIED, "court", ("F-0001",))
    suspended = legal.after(StepTaken("D-0001", Step.SUSPEND))
    assert (suspended.status, suspended.legal) == (Status.SUSPENDED, "court")


def test_one_person_under_two_spellings_is_no_board():
    with pytest.raises(InputError, match="1 person signs"):
        check_signers(ONE)


def test_a_set_of_two_for_two_names_both_and_a_set_of_one_for_two_names_nobody():
    both = Decision("D-0001", ("R00000000", "R00000001"), ("P-0001", "P-0002"), 2, TWO)
    one = Decision("D-0002", ("R00000000",), ("P-0001", "P-0002"), 1, TWO)
    assert both.is_set
    assert both.names_all
    assert one.is_set
    assert not one.names_all
    with pytest.raises(InputError):
        check_decision(Decision("D-0003", ("R00000000",), ("P-0001", "P-0002"), 2, TWO))


@pytest.fixture
def desk(tmp_path):
    made = Desk(new_case(tmp_path, 3))
    yield made
    made.case.close()


def established(desk, remains, person):
    id, drafts = services.decide(desk, Decision("", tuple(remains), (person,), 1, TWO), "DNA")
    desk.write(drafts)
    desk.write(services.step(desk, StepTaken(id, Step.ESTABLISH, TWO), "second reading"))
    return id


def test_a_label_of_other_remains_stops_a_release(desk):
    person = report(desk)
    code, *_ = family(desk, person)
    id = established(desk, [UNIT], person)
    wrong = identifiers(("label", "R00000001"), ("person", person), ("decision", id))
    with pytest.raises(UsageError, match="does not belong"):
        handover.release(desk, Release("", id, (), "", code, "", wrong))
    doubled = identifiers(("label", UNIT), ("Label", UNIT), ("person", person))
    with pytest.raises(InputError, match="2 kinds"):
        handover.release(desk, Release("", id, (), "", code, "", doubled))


def test_outstanding_parts_are_stated_and_a_release_is_booked_in_custody(desk):
    person = report(desk)
    code, *_ = family(desk, person)
    id = established(desk, [UNIT, "R00000001"], person)
    checks = identifiers(("label", UNIT), ("person", person), ("decision", id))
    given, drafts = handover.release(desk, Release("", id, (UNIT,), "", code, "", checks))
    desk.write(drafts)
    assert "R00000001" in handover.statement(desk, given)
    assert desk.register.spot(UNIT).place != "morgue-1"
    with pytest.raises(UsageError, match="with a family already"):
        handover.release(desk, Release("", id, (UNIT,), "", code, "", checks))
    desk.write(services.step(desk, StepTaken(id, Step.REVOKE, TWO), "she came home"))
    assert handover.due(desk) == [given]
    desk.write(handover.recall(desk, Recall(given, (UNIT,)), "brought back", None, "morgue-1"))
    assert desk.book.state_of(given) is ReleaseState.RECALLED
    assert desk.register.spot(UNIT).place == "morgue-1"


def test_somebody_found_alive_stops_the_board_and_shows_what_was_decided(desk):
    person = report(desk)
    id = established(desk, [UNIT], person)
    from antigone.named.person import PersonStatus

    desk.write(services.change_person(desk, person, "came home", status=PersonStatus.ALIVE))
    assert [f.code for f in desk.book.findings] == ["named.alive_and_decided"]
    with pytest.raises(UsageError, match="found alive"):
        services.decide(desk, Decision("", ("R00000001",), (person,), 1, TWO), "DNA")
    desk.write(services.step(desk, StepTaken(id, Step.REVOKE, TWO), "alive"))
    assert desk.book.findings == []


def test_one_body_is_not_two_people(desk):
    first, second = report(desk), report(desk, "Somebody Else")
    established(desk, [UNIT], first)
    with pytest.raises(UsageError, match="names R00000000 as P-0001"):
        services.decide(desk, Decision("", (UNIT,), (second,), 1, TWO), "DNA")


def test_what_copies_decided_apart_becomes_a_finding_and_never_half_applies(desk):
    person = report(desk)
    id = established(desk, [UNIT], person)
    desk.write([draft(kinds.STEP_TAKEN, StepTaken(id, Step.ESTABLISH, TWO), reason="again")])
    desk.write([draft(kinds.STEP_TAKEN, StepTaken(id, Step.REVOKE, ONE), reason="alone")])
    assert desk.book.decisions[id].status is Status.ESTABLISHED
    assert [f.code for f in desk.book.findings] == ["named.step_refused"] * 2


def test_a_release_written_without_a_decision_is_called_back(desk):
    person = report(desk)
    id, drafts = services.decide(desk, Decision("", (UNIT,), (person,), 1, TWO), "DNA")
    desk.write(drafts)
    desk.write([draft(kinds.RELEASED, Release("L-0001", id, (UNIT,), person, "F-0001"))])
    assert {f.code for f in desk.book.findings} == {"named.release_without_decision", "named.recall_due"}


def test_nothing_is_told_to_a_family_that_waits_and_nobody_before_the_board(desk):
    person = report(desk)
    code, *_ = family(desk, person)
    id, drafts = services.decide(desk, Decision("", (UNIT,), (person,), 1, TWO), "DNA")
    desk.write(drafts)
    told = StepTaken(id, Step.NOTIFY, family=code)
    with pytest.raises(InputError, match="is provisional"):
        services.step(desk, told, "visit")
    desk.write(services.step(desk, StepTaken(id, Step.ESTABLISH, TWO), "second reading"))
    desk.write(services.wish(desk, code, Wish.WAIT))
    with pytest.raises(UsageError, match="wishes to wait"):
        services.step(desk, told, "visit")
    desk.write(services.wish(desk, code, Wish.NOW, person))
    desk.write(services.step(desk, told, "visit"))
    assert desk.book.decisions[id].status is Status.NOTIFIED
