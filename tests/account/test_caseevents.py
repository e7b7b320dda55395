"""What stands in a case: an entry stands unless something standing corrects it, whatever the order of arrival."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from antigone.account.caseevents import fold_entries
from antigone.account.casefold import fold


@dataclass(frozen=True)
class Event:
    id: str
    kind: str
    body: dict[str, Any] = field(default_factory=dict)
    corrects: str | None = None
    reason: str | None = None
    recorded: str = "2030-01-01T00:00:00Z"
    writer: str = "w"
    by: str = "tester"
    seq: int = 0


def place(id, key, corrects=None, seq=0, label=None, **body):
    row = {"row": {"file": "p.csv", "row": 2, "import": label}} if label else {}
    reason = "better" if corrects else None
    return Event(id, "place.defined", {"place": {"id": key, "name": key, **body}, **row}, corrects, reason, seq=seq)


def retraction(id, corrects, seq):
    return Event(id, "entry.retracted", {}, corrects, "mistake", seq=seq)


def test_a_correction_stands_for_what_it_corrects():
    entries = fold_entries([place("a", "port"), place("b", "port", "a", 1, kind="city")])
    assert entries.standing["place", "port"].event == "b"
    assert entries.standing["place", "port"].earlier == ("a",)


def test_taking_back_a_correction_gives_back_the_first():
    events = [place("a", "port"), place("b", "port", "a", 1), retraction("c", "b", 2)]
    assert fold_entries(events).standing["place", "port"].event == "a"


def test_taking_back_a_taking_back_gives_it_back():
    events = [place("a", "port"), retraction("b", "a", 1), retraction("c", "b", 2)]
    assert fold_entries(events).standing["place", "port"].event == "a"


def test_an_import_taken_back_takes_its_corrections_with_it():
    imported = Event("i", "case.imported", {"import": "L"}, seq=1)
    events = [place("a", "port"), imported, place("b", "port", "a", 2, "L"), place("c", "isle", None, 3, "L")]
    assert fold_entries(events).standing["place", "port"].event == "b"
    entries = fold_entries([*events, retraction("d", "i", 4)])
    assert {key: entry.event for (_, key), entry in entries.standing.items()} == {"port": "a"}
    assert [each.stands for each in entries.imports] == [False]


def test_an_entry_that_corrects_the_retraction_of_its_own_import_makes_no_loop():
    imported = Event("i", "case.imported", {"import": "L"})
    events = [imported, retraction("r", "i", 1), place("e", "port", "r", 2, "L")]
    assert fold_entries(events).standing["place", "port"].event == "e"


def test_two_who_did_not_know_of_each_other_are_a_finding():
    folded = fold([place("a", "port", kind="city"), place("b", "port", seq=1, kind="harbour")])
    assert folded.book.places["port"].kind == "harbour"
    assert [f.code for f in folded.findings] == ["case.entered_twice"]
    assert folded.findings[0].proof == ("a", "b")


def test_unknown_kinds_and_strange_bodies_are_passed_over():
    events = [Event("a", "moon.landed", {"x": 1}), Event("b", "place.defined", {"place": "port"}, seq=1)]
    assert fold_entries(events).standing == {}


def test_a_body_that_cannot_be_read_is_a_finding():
    folded = fold([Event("a", "unit.defined", {"unit": {"name": "ghosts", "kind": "spirits"}})])
    assert [f.code for f in folded.findings] == ["case.entry_unreadable"]
    assert "ghosts" not in folded.book.units


def test_places_in_each_other_become_roots_with_a_finding():
    folded = fold(
        [place("a", "x", parent="y"), place("b", "y", seq=1, parent="x"), place("c", "z", seq=2, parent="nowhere")]
    )
    assert {p.parent for p in folded.book.places.values()} == {None}
    assert [f.code for f in folded.findings] == ["case.cycle", "case.reference_missing"]


@st.composite
def histories(draw):
    """A log in which entries, corrections, imports and retractions refer to what came before."""
    events: list[Event] = []
    for seq in range(draw(st.integers(1, 12))):
        ids = [event.id for event in events]
        target = draw(st.sampled_from([None, *ids]))
        what = draw(st.sampled_from(["place", "retract", "import"]))
        label = draw(st.sampled_from([None, "L", "M"]))
        recorded = f"2030-01-0{draw(st.integers(1, 3))}"
        if what == "place":
            made = place(f"e{seq}", draw(st.sampled_from("abc")), target, seq, label, kind=str(seq))
        elif what == "retract" and target:
            made = retraction(f"e{seq}", target, seq)
        else:
            made = Event(f"e{seq}", "case.imported", {"import": label}, seq=seq)
        events.append(Event(made.id, made.kind, made.body, made.corrects, made.reason, recorded, seq=seq))
    return events


@given(histories(), st.randoms())
def test_the_fold_ignores_arrival_order(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    first, second = fold(events), fold(shuffled)
    assert first == second
    assert list(first.book.places) == list(second.book.places)


@given(histories())
def test_everything_that_stands_is_corrected_by_nothing_that_stands(events):
    entries = fold_entries(events)
    standing = {entry.event for entry in entries.standing.values()}
    for event in events:
        if event.id in standing:
            assert event.corrects not in standing


def test_what_waits_for_review_is_let_in_only_where_it_is_trusted():
    claim = {"id": "p1", "unit": "killed", "low": 3, "high": 3, "best": 3}
    waiting = Event("b", "claim.proposed", {"proposal": {"id": "p1", "claim": claim, "place": "Port"}}, seq=1)
    events = [place("a", "port"), waiting]
    assert fold(events).book.claims == {}
    trusted = fold(events, proposals=True).book.claims["p1"]
    assert (trusted.place, trusted.status.value, trusted.low) == ("port", "proposed", 3)
    rejected = Event("c", "claim.rejected", {"proposal": "p1", "reason": "a date"}, seq=2)
    assert fold([*events, rejected], proposals=True).book.claims == {}
