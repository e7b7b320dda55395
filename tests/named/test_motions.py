"""Motions: nothing rests on a name that somebody typed; two people sign, each in an event of their own."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from antigone.core.errors import AntigoneError, InputError, UsageError
from antigone.core.party import fold_name
from antigone.named import board, handover, services
from antigone.named import events as kinds
from antigone.named.book import fold_named
from antigone.named.decision import Decision, Signer, Status, Step, StepTaken
from antigone.named.desk import Desk
from antigone.named.events import draft
from antigone.named.judge import contradictions
from antigone.named.motion import Exclusion, Motion, MotionState, Signature, check_motion
from antigone.named.person import PersonStatus
from antigone.named.release import Identifier, Release
from antigone.record.case import Case
from named_worlds import family, new_case, report

UNIT, OTHER = "R00000000", "R00000001"


class Office:
    """One case, at whose desk different people sit down."""

    def __init__(self, folder):
        with new_case(folder, 2) as case:
            self.path = case.path

    def at(self, name):
        return Desk(Case.open(self.path, by=name))

    def does(self, name, act, *given):
        """Somebody does something; what the service gave beside its drafts."""
        desk = self.at(name)
        try:
            got = act(desk, *given)
            made, drafts = got if isinstance(got, tuple) else ("", got)
            desk.write(drafts)
            return made
        finally:
            desk.case.close()

    @property
    def book(self):
        with Case.open(self.path, read_only=True) as case:
            return fold_named(case.events())


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def wanted(person, *units):
    return Decision("", units or (UNIT,), (person,))


def carried(office, act, *given):
    motion = office.does("A. Roe", act, *given)
    for name in ("A. Roe", "B. Doe"):
        office.does(name, board.sign, motion, "pathologist")
    return office.book.motions[motion].motion.about


def a_person(office):
    desk = office.at("Clerk")
    person = report(desk)
    code, *_ = family(desk, person)
    desk.case.close()
    return person, code


def test_the_second_person_carries_what_the_first_signed(office):
    person, _ = a_person(office)
    motion = office.does("Analyst", board.propose, wanted(person), "C-0001")
    assert office.book.decisions == {}
    office.does("A. Roe", board.sign, motion, "pathologist")
    assert office.book.decisions == {}
    assert (office.book.motions[motion].state, office.book.motions[motion].lacks) == (MotionState.WAITING, 1)
    office.does("B. Doe", board.sign, motion)
    book = office.book
    assert book.decisions["D-0001"].status is Status.PROVISIONAL
    signers = book.decisions["D-0001"].decision.signers
    assert [(s.name, s.role, s.is_typed) for s in signers] == [("A. Roe", "pathologist", False), ("B. Doe", "", False)]
    assert {e.id for e in book.history["D-0001"]} >= {s.event for s in signers}
    with pytest.raises(UsageError, match="is carried"):
        office.does("C. Poe", board.sign, motion)


@pytest.mark.parametrize("again", ["A. Roe", "a.  ROE"])
def test_nobody_signs_twice_under_whatever_spelling(office, again):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("A. Roe", board.sign, motion)
    with pytest.raises(UsageError, match="signed this already"):
        office.does(again, board.sign, motion)
    text = office.book.motions[motion].text
    office.does(again, lambda _: [draft(kinds.SIGNED, Signature(motion, text))])  # past the service
    assert office.book.decisions == {}


def test_a_signature_on_another_text_counts_for_nothing(office):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("A. Roe", board.sign, motion)
    office.does("B. Doe", lambda _: [draft(kinds.SIGNED, Signature(motion, "0" * 64))])
    assert office.book.decisions == {}
    assert [f.code for f in office.book.findings] == ["named.step_refused"]


def test_names_typed_into_an_event_are_marked_as_typed_whatever_the_event_claims(office):
    person, _ = a_person(office)
    two = (Signer("A. Roe", "", "0" * 64, "1" * 64), Signer("B. Doe", "", "0" * 64))
    office.does("Clerk", services.decide, replace(wanted(person), signers=two), "C-0001")
    assert [s.is_typed for s in office.book.decisions["D-0001"].decision.signers] == [True, True]


def test_signatures_in_a_motion_itself_are_no_signatures(office):
    person, _ = a_person(office)
    two = (Signer("A. Roe", "", "0" * 64), Signer("B. Doe", "", "0" * 64))
    claimed = Motion("B-0001", Decision("D-0001", (UNIT,), (person,), 1, two))
    office.does("Clerk", lambda _: [draft(kinds.PROPOSED, claimed, reason="x")])
    office.does("C. Poe", board.sign, "B-0001")
    assert office.book.decisions == {}
    office.does("E. Voe", board.sign, "B-0001")
    assert [s.name for s in office.book.decisions["D-0001"].decision.signers] == ["C. Poe", "E. Voe"]


def test_nothing_is_carried_while_an_objection_stands(office):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("C. Poe", board.object_to, motion, "tooth 36")
    for name in ("A. Roe", "B. Doe"):
        office.does(name, board.sign, motion)
    assert office.book.motions[motion].state is MotionState.OBJECTED
    assert office.book.decisions == {}
    with pytest.raises(UsageError, match="You object"):
        office.does("C. Poe", board.sign, motion)
    objection = office.book.motions[motion].objections[0].event
    with pytest.raises(UsageError, match="their own words"):
        office.does("A. Roe", board.take_back, motion, objection, "settled")
    office.does("C. Poe", board.take_back, motion, objection, "settled: chart of another person")
    assert office.book.decisions["D-0001"].status is Status.PROVISIONAL


def test_an_objection_made_while_another_stood_is_not_lost_when_that_is_taken_back(office):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("C. Poe", board.object_to, motion, "tooth 36")
    for name in ("A. Roe", "B. Doe"):
        office.does(name, board.sign, motion)
    office.does("A. Roe", board.object_to, motion, "tooth 37")
    office.does("C. Poe", board.take_back, motion, office.book.motions[motion].objections[0].event, "settled")
    assert office.book.motions[motion].state is MotionState.OBJECTED
    assert office.book.decisions == {}


def test_what_was_carried_is_not_unsigned_by_taking_a_signature_or_the_motion_back(office):
    person, _ = a_person(office)
    decision = carried(office, board.propose, wanted(person), "C-0001")
    laid = office.book.motions["B-0001"]
    for event in (laid.signers[0].event, laid.text):
        office.does("A. Roe", lambda _, e=event: [services.retract(e, "thought again")])  # past the service
    assert office.book.decisions[decision].status is Status.PROVISIONAL
    assert office.book.findings == []


def test_words_of_others_are_taken_back_by_nobody(office):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("C. Poe", board.object_to, motion, "tooth 36")
    objection = office.book.motions[motion].objections[0].event
    office.does("A. Roe", lambda _: [services.retract(objection, "no")])  # past the service
    assert office.book.motions[motion].state is MotionState.OBJECTED
    assert [f.code for f in office.book.findings] == ["named.step_refused"]


def test_signatures_under_a_withdrawn_motion_are_no_finding(office):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("B. Doe", board.sign, motion)
    office.does("A. Roe", board.take_back, motion, office.book.motions[motion].text, "wrong label")
    assert office.book.motions == {}
    assert office.book.findings == []


def test_a_motion_is_withdrawn_by_the_one_who_laid_it(office):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("A. Roe", board.take_back, motion, office.book.motions[motion].text, "wrong label")
    assert office.book.motions == {}
    second = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    with pytest.raises(UsageError, match="says the same"):
        office.does("B. Doe", board.propose, wanted(person), "again")
    assert second != ""


def test_what_came_up_meanwhile_stops_the_last_signature(office):
    person, _ = a_person(office)
    motion = office.does("A. Roe", board.propose, wanted(person), "C-0001")
    office.does("A. Roe", board.sign, motion)
    office.does("Clerk", lambda desk: services.change_person(desk, person, "came home", status=PersonStatus.ALIVE))
    with pytest.raises(UsageError, match="found alive"):
        office.does("B. Doe", board.sign, motion)


def test_every_step_that_needs_a_board_takes_two_signatures_to_the_end(office):
    person, code = a_person(office)
    decision = carried(office, board.propose, wanted(person, UNIT, OTHER), "C-0001")
    with pytest.raises(InputError, match="0 person signs"):
        office.does("A. Roe", services.step, StepTaken(decision, Step.ESTABLISH), "second reading")
    carried(office, board.propose_step, StepTaken(decision, Step.ESTABLISH), "second reading")
    assert office.book.decisions[decision].is_established
    checks = tuple(Identifier(*p) for p in (("label", UNIT), ("person", person), ("decision", decision)))
    given = office.does("Clerk", handover.release, Release("", decision, (UNIT,), "", code, "", checks))
    office.does("Clerk", services.step, StepTaken(decision, Step.NOTIFY, family=code), "visit")
    desk = office.at("A. Roe")
    follows = board.consequences(desk, decision)
    desk.case.close()
    assert (follows.recalls, follows.told, follows.reassociate) == ((given,), (code,), (UNIT, OTHER))
    carried(office, board.propose_step, StepTaken(decision, Step.REVOKE), "she came home")
    assert office.book.decisions[decision].status is Status.REVOKED
    assert office.book.state_of(given).value == "recall due"
    assert office.book.findings[0].code == "named.recall_due"


def test_an_exclusion_keeps_the_pair_from_being_decided_until_it_is_lifted(office):
    person, _ = a_person(office)
    code = carried(office, board.propose_exclusion, Exclusion("", (UNIT,), (person,), (), "DNA"), "six markers")
    assert code == "X-0001"
    with pytest.raises(UsageError, match="X-0001 excludes"):
        office.does("A. Roe", board.propose, wanted(person), "C-0002")
    desk = office.at("A. Roe")
    assert [c.kind for c in contradictions(desk, UNIT, person)] == ["excluded"]
    desk.case.close()
    with pytest.raises(UsageError, match="excludes R00000000"):
        office.does("A. Roe", board.propose_exclusion, Exclusion("", (UNIT,), (person,)), "again")
    carried(office, board.propose_lift, code, "the sample was swapped")
    assert office.book.exclusions == {}
    assert carried(office, board.propose, wanted(person), "typed again") == "D-0001"
    with pytest.raises(UsageError, match="names R00000000"):
        office.does("A. Roe", board.propose_exclusion, Exclusion("", (UNIT,), (person,)), "six markers")


def test_copies_that_decided_apart_never_half_apply(office):
    person, _ = a_person(office)
    decision = carried(office, board.propose, wanted(person), "C-0001")
    two = [
        office.does("A. Roe", board.propose_step, StepTaken(decision, s), "apart")
        for s in (Step.ESTABLISH, Step.REVOKE)
    ]
    for motion in reversed(two):
        text = office.book.motions[motion].text
        for name in ("A. Roe", "B. Doe"):
            office.does(name, lambda _, m=motion, t=text: [draft(kinds.SIGNED, Signature(m, t))])
    assert office.book.motions[two[0]].state is MotionState.REFUSED
    assert office.book.decisions[decision].status is Status.REVOKED
    assert "named.step_refused" in [f.code for f in office.book.findings]


@pytest.mark.parametrize(
    "motion",
    [
        Motion("B-1"),
        Motion("B-1", step=StepTaken("D-0001", Step.SUSPEND)),
        Motion("B-1", step=StepTaken("D-0001", Step.REVOKE), lifts="X-0001"),
        Motion("B-1", exclusion=Exclusion("X-0001", (), ("P-0001",))),
    ],
)
def test_a_motion_is_about_one_thing_that_needs_a_board(motion):
    with pytest.raises(InputError):
        check_motion(motion)


class Sitting(RuleBasedStateMachine):
    """Four names, three people; whatever they do, a motion is carried by two people and no objection, and only so."""

    names = st.sampled_from(["A. Roe", "a. roe", "B. Doe", "C. Poe"])

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.office = Office(Path(self.folder.name))
        person, _ = a_person(self.office)
        self.motion = self.office.does("Analyst", board.propose, wanted(person), "C-0001")
        self.signed, self.objections, self.done = {}, {}, False

    def teardown(self):
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def settle(self):
        self.done = self.done or (len(self.signed) >= 2 and not self.objections)

    @rule(name=names)
    def sign(self, name):
        who = fold_name(name)
        try:
            self.office.does(name, board.sign, self.motion)
        except AntigoneError:
            assert self.done or who in self.signed or who in self.objections.values()
            return
        assert not self.done
        assert who not in {*self.signed, *self.objections.values()}
        self.signed[who] = self.office.book.motions[self.motion].signers[-1].event
        self.settle()

    @rule(name=names)
    def objects(self, name):
        try:
            self.office.does(name, board.object_to, self.motion, "tooth 36")
        except AntigoneError:
            assert self.done
            return
        assert not self.done
        self.objections[self.office.book.motions[self.motion].objections[-1].event] = fold_name(name)

    @rule(name=names)
    def takes_back(self, name):
        own = [e for e, who in self.objections.items() if who == fold_name(name)]
        own += [e for who, e in self.signed.items() if who == fold_name(name)]
        for event in own:
            try:
                self.office.does(name, board.take_back, self.motion, event, "thought again")
            except AntigoneError:
                assert self.done
                return
            assert not self.done
            self.objections.pop(event, None)
            self.signed = {who: e for who, e in self.signed.items() if e != event}
            self.settle()

    @invariant()
    def carried_by_two_people_without_objection_and_only_so(self):
        if hasattr(self, "office"):
            book = self.office.book
            assert (book.motions[self.motion].state is MotionState.CARRIED) == self.done
            assert bool(book.decisions) == self.done
            assert {fold_name(s.name) for s in book.motions[self.motion].signers} == set(self.signed)


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=25, stateful_step_count=14, deadline=None)
