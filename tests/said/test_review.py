"""The desk of an analyst: what can be done with a proposal, and what the record then says."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.account.caseevents import EVENT_KIND
from antigone.account.casefold import fold
from antigone.core.errors import AntigoneError, InputError, NotFoundError, UsageError
from antigone.core.party import Party, PartyBook
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.record.event import Draft
from antigone.said import review, review_links
from antigone.said.claim import Claim, Mode, Relation, Status
from antigone.said.claim_events import CLAIM_ACCEPTED, CLAIM_EDITED
from antigone.said.claim_fields import EDITABLE, as_text, with_fields
from antigone.said.document import DOCUMENT_READ, Document, document_to_body
from antigone.said.proposal_events import (
    CLAIM_PROPOSED,
    Desk,
    Proposed,
    extend_desk,
    fold_desk,
    proposal_from_body,
    proposal_to_body,
)
from antigone.said.propose import claim_id, proposal_id
from antigone.said.resolve import Known, match

TEXT = "Police said 12 officers and 5 civilians were killed in Алматы. Earlier they spoke of 10 people."
DOCUMENT = Document("d1", TEXT, "a" * 64, "text", publisher="Example Wire", language="en")
KNOWN = Known(
    places={
        "kz": Place("kz", "Kazakhstan"),
        "almaty": Place("almaty", "Almaty", {"ru": "Алматы (Алма-Ата)"}, "kz"),
        "almaty_region": Place("almaty_region", "Almaty region", parent="kz"),
    },
    groups={"all": Group("all", "all persons"), "security": Group("security", "officers", "all")},
    parties=PartyBook.of([Party("P1", "Vera Taimerdenova", ("Таймерденова",))]),
)


@dataclass(frozen=True)
class Event:
    """An event as far as the folds look at it."""

    id: str
    kind: str
    body: dict[str, Any]
    corrects: str | None = None
    reason: str | None = None
    by: str = "tester"
    recorded: str = ""
    writer: str = "w"
    seq: int = 0


@dataclass
class Log:
    """A record in memory: drafts go in, the desk comes out."""

    events: list[Event] = field(default_factory=list)

    def write(self, drafts: Sequence[Draft]) -> list[Event]:
        at = len(self.events)
        new = [
            Event(f"e{at + n}", d.kind, dict(d.body), d.corrects, d.reason, recorded=f"{at:06}", seq=at + n)
            for n, d in enumerate(drafts)
        ]
        self.events += new
        return new

    @property
    def desk(self) -> Desk:
        return fold_desk(self.events)


def _proposal(words: str, **more: Any) -> Proposed:
    start = TEXT.index(words)
    own = proposal_id("d1", start, start + len(words), "killed", Claim("x", "killed").stance)
    claim = Claim(
        claim_id(own), "killed", 12, 12, 12, speaker="Taymerdenova", quote=words, document="d1", start=start,
        end=start + len(words), mode=Mode.INDIRECT, status=Status.PROPOSED,
    )  # fmt: skip
    return replace(Proposed(own, claim, "en.count", "a number and a noun", place="Алматы", group="officers"), **more)


OFFICERS = _proposal("12 officers")
CIVILIANS = _proposal("5 civilians", group="civilians", place="Almata")
EARLIER = _proposal("10 people", group="all", links=({"kind": "subset_of", "target": OFFICERS.id, "reason": "x"},))
PROPOSALS = [Draft(CLAIM_PROPOSED, {"proposal": proposal_to_body(each)}) for each in (EARLIER, OFFICERS, CIVILIANS)]


@pytest.fixture
def log() -> Log:
    written = Log()
    written.write([Draft(DOCUMENT_READ, {"document": document_to_body(DOCUMENT), "working": "f" * 64})])
    written.write(
        [Draft(CLAIM_PROPOSED, {"proposal": proposal_to_body(each)}) for each in (EARLIER, OFFICERS, CIVILIANS)]
    )
    return written


def test_proposals_wait_in_reading_order_and_nothing_is_in_the_account(log: Log) -> None:
    assert [each.claim.quote for each in log.desk.waiting()] == ["12 officers", "5 civilians", "10 people"]
    assert log.desk.claims == {}
    assert review.next_for_review(log.desk) == OFFICERS
    assert review.next_for_review(log.desk, {OFFICERS.id}) == CIVILIANS


def test_a_proposal_comes_back_from_its_event() -> None:
    assert proposal_from_body(proposal_to_body(EARLIER)) == EARLIER


def test_an_accepted_proposal_is_a_claim_of_the_account_with_the_cases_own_names(log: Log) -> None:
    written = log.write(review.accept(log.desk, KNOWN, OFFICERS.id))
    claim, event = log.desk.claims[OFFICERS.claim.id]
    assert (claim.place, claim.group, claim.speaker) == ("almaty", "security", "Vera Taimerdenova")
    assert claim.status is Status.ACCEPTED
    assert event == written[0].id
    assert written[0].kind == CLAIM_ACCEPTED
    assert written[0].body["matched"]["speaker"]["how"] == "transliteration"
    assert fold(log.events).entries.of("claim")[claim.id].body["place"] == "almaty"


def test_words_that_name_no_place_or_group_for_certain_are_asked_about_and_never_guessed(log: Log) -> None:
    questions = review.open_questions(KNOWN, CIVILIANS)
    assert set(questions) == {"place", "group"}
    assert questions["place"].how == "similar"
    assert "almaty" in dict(questions["place"].offers)
    with pytest.raises(InputError, match="civilians"):
        review.accept(log.desk, KNOWN, CIVILIANS.id)
    log.write(review.accept(log.desk, KNOWN, CIVILIANS.id, {"place": "almaty", "group": ""}))
    assert log.desk.claims[CIVILIANS.claim.id][0].group == ""


def test_a_changed_figure_makes_an_edited_claim_and_says_what_was_changed(log: Log) -> None:
    written = log.write(review.accept(log.desk, KNOWN, OFFICERS.id, {"high": "", "modifier": "at_least"}))
    assert written[0].kind == CLAIM_EDITED
    assert written[0].body["changed"] == ["high", "modifier"]
    assert log.desk.claims[OFFICERS.claim.id][0].status is Status.EDITED


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"low": "many"}, "low"),
        ({"low": "13"}, "13 to 12"),
        ({"unit": "ghosts"}, "ghosts"),
        ({"place": "atlantis"}, "atlantis"),
        ({"group": "giants"}, "giants"),
        ({"said_on": "2022-02-31"}, "2022-02-31"),
        ({"stance": "hopes"}, "hopes"),
        ({"colour": "blue"}, "colour"),
        ({"part_of": OFFICERS.claim.id}, "itself"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_and_nothing_is_written(
    log: Log, changes: dict[str, str], named: str
) -> None:
    with pytest.raises(InputError, match=named):
        review.accept(log.desk, KNOWN, OFFICERS.id, changes)


def test_a_decision_is_made_once_and_can_be_undone_and_made_again(log: Log) -> None:
    log.write(review.accept(log.desk, KNOWN, OFFICERS.id))
    with pytest.raises(UsageError, match="accepted by tester"):
        review.reject(log.desk, OFFICERS.id, "a date")
    log.write(review.undo(log.desk))
    assert log.desk.claims == {}
    assert OFFICERS.id in {each.id for each in log.desk.waiting()}
    assert fold(log.events).entries.of("claim") == {}
    log.write(review.reject(log.desk, OFFICERS.id, "a date"))
    assert log.desk.decided[OFFICERS.id].reason == "a date"
    log.write(review.undo(log.desk))
    log.write(review.accept(log.desk, KNOWN, OFFICERS.id))
    assert OFFICERS.claim.id in log.desk.claims
    with pytest.raises(NotFoundError):
        review.undo(Log().desk)


def test_a_rejection_needs_a_reason(log: Log) -> None:
    with pytest.raises(UsageError):
        review.reject(log.desk, OFFICERS.id, " ")


@pytest.mark.parametrize("order", list(itertools.permutations([OFFICERS.id, EARLIER.id])))
def test_a_part_is_linked_to_its_whole_whichever_is_accepted_first(log: Log, order: tuple[str, str]) -> None:
    for each in order:
        log.write(review.accept(log.desk, KNOWN, each))
    assert log.desk.claims[EARLIER.claim.id][0].part_of == OFFICERS.claim.id
    assert fold(log.events).entries.of("claim")[EARLIER.claim.id].body["part_of"] == OFFICERS.claim.id


def test_undoing_takes_back_the_link_that_was_written_along(log: Log) -> None:
    log.write(review.accept(log.desk, KNOWN, EARLIER.id))
    log.write(review.accept(log.desk, KNOWN, OFFICERS.id))
    log.write(review.undo(log.desk))
    assert set(log.desk.claims) == {EARLIER.claim.id}
    assert log.desk.claims[EARLIER.claim.id][0].part_of is None


def test_a_split_puts_two_proposals_in_the_place_of_one(log: Log) -> None:
    log.write(review.split(log.desk, OFFICERS.id, [{"low": "7", "high": "7", "best": "7"}, {"unit": "injured"}]))
    parts = [each for each in log.desk.waiting() if each.rule == "split"]
    assert [(each.claim.low, each.claim.unit) for each in parts] == [(7, "killed"), (12, "injured")]
    assert OFFICERS.id not in {each.id for each in log.desk.waiting()}
    log.write(review.accept(log.desk, KNOWN, parts[0].id))
    split_event = next(each.event for each in log.desk.history if each.kind == "claim.split")
    with pytest.raises(UsageError, match="decided since"):
        review.undo(log.desk, event=split_event)
    log.write(review.undo(log.desk))
    log.write(review.undo(log.desk))
    assert OFFICERS.id in {each.id for each in log.desk.waiting()}
    assert not [each for each in log.desk.proposals.values() if each.rule == "split"]


def test_a_merger_puts_one_proposal_in_the_place_of_several(log: Log) -> None:
    log.write(review.merge(log.desk, [OFFICERS.id, CIVILIANS.id], {"low": "17", "high": "17", "best": "17"}))
    merged = [each for each in log.desk.waiting() if each.rule == "merged"]
    assert [each.claim.best for each in merged] == [17]
    assert {each.id for each in log.desk.waiting()} == {merged[0].id, EARLIER.id}
    with pytest.raises(UsageError):
        review.merge(log.desk, [EARLIER.id])


def test_a_claim_can_be_marked_by_hand(log: Log) -> None:
    start = TEXT.index("5 civilians")
    fields = {"unit": "killed", "low": "5", "high": "5", "best": "5", "place": "almaty", "id": "D07"}
    log.write(review.add_claim(log.desk, KNOWN, DOCUMENT, start, start + 11, fields))
    claim = log.desk.claims["D07"][0]
    assert (claim.quote, claim.publisher, claim.document) == ("5 civilians", "Example Wire", "d1")
    log.write(review.undo(log.desk))
    assert "D07" not in log.desk.claims
    with pytest.raises(InputError):
        review.add_claim(log.desk, KNOWN, DOCUMENT, 5, 5000, fields)
    with pytest.raises(InputError, match="unit"):
        review.add_claim(log.desk, KNOWN, DOCUMENT, 0, 5, {})


def test_an_id_that_another_claim_has_is_refused(log: Log) -> None:
    log.write(review.accept(log.desk, KNOWN, OFFICERS.id, {"id": "D01"}))
    with pytest.raises(InputError, match="D01"):
        review.accept(log.desk, KNOWN, EARLIER.id, {"id": "D01"})


def test_an_accepted_claim_is_edited_with_a_reason_and_the_edit_can_be_undone(log: Log) -> None:
    log.write(review.accept(log.desk, KNOWN, OFFICERS.id))
    own = OFFICERS.claim.id
    log.write(review.edit(log.desk, KNOWN, own, {"low": "11", "high": "11", "best": "11"}, "read again"))
    assert log.desk.claims[own][0].low == 11
    assert fold(log.events).entries.of("claim")[own].body["low"] == 11
    log.write(review.undo(log.desk))
    assert log.desk.claims[own][0].low == 12
    with pytest.raises(UsageError):
        review.edit(log.desk, KNOWN, own, {"low": "11"}, "")


def test_a_link_is_proposed_once_accepted_into_the_claim_and_taken_back_whole(log: Log) -> None:
    for each in (OFFICERS.id, EARLIER.id):
        log.write(review.accept(log.desk, KNOWN, each))
    one, two = EARLIER.claim.id, OFFICERS.claim.id
    log.write(review_links.propose_link(log.desk, one, two, Relation.SUPERSEDES, "an earlier figure"))
    assert review_links.propose_link(log.desk, one, two, Relation.SUPERSEDES, "again") == []
    link = review_links.waiting_links(log.desk)[0]
    log.write(review_links.accept_link(log.desk, link))
    assert (log.desk.claims[one][0].refers_to, log.desk.claims[one][0].relation) == (two, Relation.SUPERSEDES)
    assert review_links.waiting_links(log.desk) == []
    log.write(review.undo(log.desk))
    assert log.desk.claims[one][0].refers_to is None
    assert review_links.waiting_links(log.desk) == [link]
    log.write(review_links.reject_link(log.desk, link, "another day"))
    assert review_links.waiting_links(log.desk) == []
    assert review_links.propose_link(log.desk, one, two, Relation.SUPERSEDES, "again") == []


def test_a_place_is_created_as_an_import_would_and_known_from_then_on(log: Log) -> None:
    assert {noun: EVENT_KIND[noun] for noun in ("place", "group", "party")} == review_links.DEFINED
    log.write(review_links.create(KNOWN, "place", "taraz", "Taraz", "kz"))
    folded = fold(log.events)
    assert folded.book.places["taraz"].name == "Taraz"
    for arguments in (("place", "almaty", "x"), ("place", "", "x"), ("ghost", "a", "b"), ("place", "a", "b", "no")):
        with pytest.raises(AntigoneError):
            review_links.create(KNOWN, *arguments)


ACTIONS: list[Callable[[Desk, int], list[Draft]]] = [
    lambda desk, n: review.accept(desk, KNOWN, _nth(desk, n), {"place": "almaty", "group": "all"}),
    lambda desk, n: review.accept(desk, KNOWN, _nth(desk, n), {"place": "", "group": "", "low": "3", "high": ""}),
    lambda desk, n: review.reject(desk, _nth(desk, n), "no"),
    lambda desk, _: review.undo(desk),
    lambda desk, n: review.undo(desk, event=desk.history[n % len(desk.history)].event) if desk.history else [],
    lambda desk, n: review.split(desk, _nth(desk, n), [{"low": "1"}, {"unit": "injured"}]),
    lambda desk, n: review.merge(desk, [_nth(desk, n), _nth(desk, n + 1)]),
    lambda desk, n: review.edit(desk, KNOWN, sorted(desk.claims)[0], {"note": str(n)}, "why") if desk.claims else [],
]


def _nth(desk: Desk, n: int) -> str:
    ids = list(desk.proposals)
    return ids[n % len(ids)] if ids else "none"


@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9)), max_size=25))
def test_whatever_is_done_the_desk_and_the_account_agree_and_no_proposal_is_decided_twice(
    steps: list[tuple[Callable[[Desk, int], list[Draft]], int]],
) -> None:
    log = Log()
    log.write([Draft(DOCUMENT_READ, {"document": document_to_body(DOCUMENT), "working": "f" * 64})])
    log.write(PROPOSALS)
    for action, n in steps:
        try:
            log.write(action(log.desk, n))
        except AntigoneError:
            continue
        desk = log.desk
        grown = Desk()
        half = len(log.events) // 2
        assert extend_desk(grown, []) is True
        grown = fold_desk(log.events[:half])
        assert not extend_desk(grown, log.events[half:]) or grown == desk
        assert {key for key, entry in fold(log.events).entries.of("claim").items()} == set(desk.claims)
        assert not desk.unreadable
        accepted = [d.claim.id for d in desk.decided.values() if d.claim and d.kind in (CLAIM_ACCEPTED, CLAIM_EDITED)]
        assert sorted(accepted) == sorted(desk.claims)


@given(st.integers(0, 10**9), st.sampled_from(["yes", "no", ""]), st.dates())
def test_every_field_comes_back_from_its_text(n: int, exhaustive: str, day: Any) -> None:
    texts = {"low": str(n), "parts_exhaustive": exhaustive, "said_on": day.isoformat(), "via": "A > B", "note": "x"}
    claim = with_fields(Claim("c", "killed"), texts)
    assert {name: as_text(claim, name) for name in texts} == texts
    assert with_fields(claim, {name: as_text(claim, name) for name in EDITABLE}) == claim


@pytest.mark.parametrize(
    ("worded", "id", "how"),
    [
        ("Almaty", "almaty", "exact"),
        ("the Almaty", "almaty", "exact"),
        ("Алма-Ата", "almaty", "alias"),
        ("Алматы", "almaty", "alias"),
        ("Qazaqstan", None, "similar"),
        ("Atlantis", None, "unknown"),
        ("", None, "nothing"),
    ],
)
def test_words_are_matched_with_places_and_the_doubt_is_told(worded: str, id: str | None, how: str) -> None:
    found = KNOWN.place(worded)
    assert (found.id, found.how) == (id, how)


def test_words_that_were_settled_before_are_offered_first_and_still_asked_about() -> None:
    known = replace(KNOWN, before={("group", "law enforcers"): "security", ("place", "atlantis"): "sunk"})
    found = known.group("Law  enforcers")
    assert (found.id, found.how, found.offers[0][0]) == (None, "decided before", "security")
    assert known.place("Atlantis").how == "unknown"
    assert known.group("officers").how == "exact"


def test_two_things_of_one_name_are_ambiguous() -> None:
    assert match("Taraz", [("a", ("Taraz",)), ("b", ("Тараз", "Taraz"))]).how in ("exact", "ambiguous")
    assert match("Taraz", [("a", ("Taraz",)), ("b", ("Taraz",))]).how == "ambiguous"


@pytest.mark.parametrize(
    ("one", "other"), [("Taimerdenov", "Таймерденов"), ("Taymerdenov", "Taimerdenov"), ("Syniehubov", "Синєгубов")]
)
def test_usual_transliterations_of_one_name_are_one_or_offered(one: str, other: str) -> None:
    found = match(one, [("x", (other,)), ("y", ("Somebody Else",))])
    assert found.id == "x" or "x" in dict(found.offers)


def test_dates_of_the_grammar_with_a_doubt_keep_their_day() -> None:
    from antigone.said.propose import date_of

    assert date_of("2022-01-16?") == PartialDate(2022, 1, 16)
    assert date_of("before 2022-01-16") is None
    assert date_of(None) is None
