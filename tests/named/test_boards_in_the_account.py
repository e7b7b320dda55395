"""`identified` never exceeds what boards established, and follows their decisions both ways."""

from datetime import date

import pytest

from antigone.account.casefold import fold
from antigone.account.register_boards import facts_of_boards
from antigone.named import services
from antigone.named.decision import Decision, Step, StepTaken
from antigone.named.desk import Desk
from named_worlds import day, new_case, report

TWO = services.signers(["A. Roe", "B. Doe"])


@pytest.fixture
def desk(tmp_path):
    made = Desk(new_case(tmp_path, 4))
    yield made
    made.case.close()


def decided(desk, remains, persons, individuals, on):
    id, drafts = services.decide(desk, Decision("", tuple(remains), tuple(persons), individuals, TWO), "x", day(on))
    desk.write(drafts)
    return id


def step(desk, id, which, on):
    desk.write(services.step(desk, StepTaken(id, which, TWO, "court"), "x", day(on)))


def counts(desk, as_of=None):
    return {f.id: (f.count.low, f.count.high) for f in facts_of_boards(list(desk.case.events()), (), as_of)}


def test_only_an_established_decision_names_anybody(desk):
    first = report(desk)
    assert counts(desk) == {}
    id = decided(desk, ["R00000000"], [first], 1, "2022-02-01")
    assert counts(desk) == {"boards:no-others": (0, 0)}
    step(desk, id, Step.ESTABLISH, "2022-02-05")
    assert counts(desk) == {
        "boards:identified@everywhere": (1, None),
        "boards:no-others": (0, 1),
        "boards:dead": (1, None),
    }
    step(desk, id, Step.SUSPEND, "2022-02-07")
    assert counts(desk) == {"boards:no-others": (0, 0)}
    assert counts(desk, date(2022, 2, 6))["boards:no-others"] == (0, 1)
    assert counts(desk, date(2022, 1, 31)) == {}


def test_a_set_counts_the_dead_and_names_only_where_all_are_there(desk):
    one, two, three = report(desk, "A"), report(desk, "B"), report(desk, "C")
    both = decided(desk, ["R00000000", "R00000001"], [one, two], 2, "2022-02-01")
    step(desk, both, Step.ESTABLISH, "2022-02-01")
    assert counts(desk)["boards:identified@everywhere"] == (2, None)
    four = report(desk, "D")
    either = decided(desk, ["R00000002"], [three, four], 1, "2022-02-02")
    step(desk, either, Step.ESTABLISH, "2022-02-02")
    assert counts(desk)["boards:no-others"] == (0, 2)
    assert counts(desk)["boards:dead"] == (3, None)


def test_parts_of_one_person_are_one_name(desk):
    first = report(desk)
    id = decided(desk, ["R00000000", "R00000001"], [first], 1, "2022-02-01")
    step(desk, id, Step.ESTABLISH, "2022-02-01")
    assert counts(desk)["boards:no-others"] == (0, 1)


def test_the_account_bounds_identified_by_the_boards(desk):
    from antigone.account import build

    first = report(desk)
    id = decided(desk, ["R00000000"], [first], 1, "2022-02-01")
    step(desk, id, Step.ESTABLISH, "2022-02-01")
    folded = fold(desk.case.events())
    account = build(folded.book)
    named = next(p for p in account.propositions if p.unit == "identified")
    assert (named.least, named.most) == (1, 1)
    free = build(folded.book, assume={"boards-complete": False})
    named = next(p for p in free.propositions if p.unit == "identified")
    assert (named.least, named.most) == (1, None)
