"""What waits for the board: each thing stands there from the moment it waits to the moment it does not."""

import pytest

from antigone.formats.kinship_panel import frequency_panel
from antigone.named import board, handover, services
from antigone.named import events as kinds
from antigone.named.agenda import Waits, agenda
from antigone.named.decision import Decision, Step, StepTaken
from antigone.named.desk import Desk
from antigone.named.docket import docket
from antigone.named.events import draft
from antigone.named.family import Wish
from antigone.named.judge import compare
from antigone.named.match import Prior
from antigone.named.matching import Asked, compare_all
from antigone.named.motion import Exclusion
from antigone.named.release import Identifier, Recall, Release
from antigone.record.case import Case
from named_worlds import with_family

UNIT, OTHER = "R00000000", "R00000001"


@pytest.fixture
def made(tmp_path):
    """A desk with a strong match, its person and family."""
    desk, person, family, *_ = with_family(tmp_path)
    panel = frequency_panel("nist:Caucasian", "equal:0.002", [])
    desk.write(compare_all(desk, panel, Asked(prior=Prior(dead=3, reason="a list")), []))
    yield desk, person, family
    desk.case.close()


def waits(desk):
    desk.refresh()
    return {item.waits: item.code for item in agenda(desk.book)}


def by(desk, name, drafts_of, *given):
    """Somebody else at their own desk."""
    with Case.open(desk.case.path, by=name) as case:
        theirs = Desk(case)
        got = drafts_of(theirs, *given)
        theirs.write(got[1] if isinstance(got, tuple) else got)
    desk.refresh()
    return got[0] if isinstance(got, tuple) else ""


def carried(desk, propose, *given):
    motion = by(desk, "A. Roe", propose, *given)
    for name in ("A. Roe", "B. Doe"):
        by(desk, name, board.sign, motion)
    return desk.book.motions[motion].motion.about


def test_a_pair_goes_its_whole_way(made):
    desk, person, family = made
    assert waits(desk) == {Waits.COMPARE: "M-0001"}
    desk.write([draft(kinds.COMPARED, compare(desk, UNIT, person))])
    assert waits(desk) == {Waits.READY: "C-0001"}
    motion = by(desk, "A. Roe", board.propose, Decision("", (UNIT,), (person,)), "C-0001")
    assert waits(desk) == {Waits.SIGN: motion}
    by(desk, "C. Poe", board.object_to, motion, "tooth 36")
    assert waits(desk) == {Waits.OBJECTED: motion}
    by(desk, "C. Poe", board.take_back, motion, desk.book.motions[motion].objections[0].event, "settled")
    for name in ("A. Roe", "B. Doe"):
        by(desk, name, board.sign, motion)
    assert waits(desk) == {Waits.ESTABLISH: "D-0001"}
    carried(desk, board.propose_step, StepTaken("D-0001", Step.ESTABLISH), "second reading")
    assert waits(desk) == {Waits.NOTIFY: "D-0001", Waits.RELEASE: "D-0001"}
    desk.write(services.step(desk, StepTaken("D-0001", Step.NOTIFY, family=family), "visit"))
    assert waits(desk) == {Waits.RELEASE: "D-0001"}
    read = tuple(Identifier(*p) for p in (("label", UNIT), ("person", person), ("decision", "D-0001")))
    desk.write(handover.release(desk, Release("", "D-0001", (UNIT,), "", family, "", read))[1])
    assert waits(desk) == {}
    desk.write(services.step(desk, StepTaken("D-0001", Step.SUSPEND), "a second chart"))
    assert waits(desk) == {Waits.SUSPENDED: "D-0001"}
    carried(desk, board.propose_step, StepTaken("D-0001", Step.REVOKE), "she came home")
    assert waits(desk) == {Waits.RECALL: "L-0001", Waits.READY: "C-0001"}
    desk.write(handover.recall(desk, Recall("L-0001", (UNIT,)), "brought back", None, "morgue-1"))
    assert waits(desk) == {Waits.READY: "C-0001"}


def test_a_family_that_waits_is_named_as_waiting(made):
    desk, person, family = made
    desk.write(services.wish(desk, family, Wish.WAIT))
    carried(desk, board.propose, Decision("", (UNIT,), (person,)), "C-0001")
    carried(desk, board.propose_step, StepTaken("D-0001", Step.ESTABLISH), "second reading")
    assert {item.waits: item.note for item in agenda(desk.book)} == {
        Waits.NOTIFY: "wait for more",
        Waits.RELEASE: "wait for more",
    }


def test_an_excluded_pair_waits_no_more_and_its_docket_says_so(made):
    desk, person, _ = made
    desk.write([draft(kinds.COMPARED, compare(desk, UNIT, person))])
    code = carried(desk, board.propose_exclusion, Exclusion("", (UNIT,), (person,)), "the sample was swapped")
    assert waits(desk) == {}
    shown = docket(desk, UNIT, person)
    assert [c.kind for c in shown.verdict.contradictions] == ["excluded"]
    carried(desk, board.propose_lift, code, "it was not")
    assert waits(desk) == {Waits.READY: "C-0001"}


def test_a_docket_holds_every_run_and_every_word_about_the_pair(made):
    desk, person, family = made
    panel = frequency_panel("nist:Caucasian", "equal:0.002", [])
    desk.write(compare_all(desk, panel, Asked(prior=Prior(dead=300, reason="the account")), []))
    desk.write([draft(kinds.COMPARED, compare(desk, UNIT, person))])
    shown = docket(desk, "000-001", person)
    assert [run.prior.reason for _, run in shown.versions] == ["the account", "a list"]
    assert shown.verdict.posterior == shown.match.posterior
    assert [c.id for c in shown.kept] == ["C-0001"]
    assert [(code, wish.wish) for code, wish in shown.wishes] == [(family, Wish.EACH)]
    assert all(item.am is None for item in shown.items)


def test_what_presses_most_comes_first(made):
    desk, person, _ = made
    desk.write([draft(kinds.COMPARED, compare(desk, UNIT, person))])
    by(desk, "A. Roe", board.propose, Decision("", (OTHER,), (person,)), "clothes")
    order = list(Waits)
    found = [order.index(item.waits) for item in agenda(desk.book)]
    assert found == sorted(found)
    assert len(found) == 2
