"""Single statements and small cases: what words commit to, and what structure follows."""

from __future__ import annotations

from typing import Any

import pytest

import antigone.account as account
from antigone.account.casebook import CaseBook
from antigone.account.register import Fact
from antigone.core.errors import NotFoundError, UsageError
from antigone.core.party import Party, PartyBook
from antigone.core.place import Group, Place
from antigone.core.quantity import Count
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Relation, Stance

DAY = PartialDate(2030, 5, 1)


def say(id: str, low: int | None, high: int | None = None, **fields: Any) -> Claim:
    """A claim of one office; `high` as `low` unless given."""
    given: dict[str, Any] = {
        "unit": "killed", "place": "land", "group": "all", "said_on": DAY, "as_of": DAY, "speaker": "Ministry",
    }  # fmt: skip
    given |= fields
    return Claim(id, low=low, high=low if high is None and "modifier" not in fields else high, **given)


def case(*claims: Claim, assumptions: list[dict[str, str]] | None = None) -> CaseBook:
    book = CaseBook("a made-up case")
    book.places = {
        "land": Place("land", "Land"),
        "east": Place("east", "East", {}, "land", "region"),
        "west": Place("west", "West", {}, "land", "region"),
        "east_west": Place("east_west", "East and West together", {}, "land", "set of two regions"),
        "east_morgues": Place("east_morgues", "morgues of East", {}, "east", "set of sites"),
    }
    groups = {"men": None, "women": None, "guards": True, "non_guards": True, "young": False}
    book.groups = {"all": Group("all", "everyone")}
    book.groups |= {id: Group(id, id, "all", apart) for id, apart in groups.items()}
    book.parties = PartyBook.of([Party("P1", "Ministry"), Party("P2", "Council")])
    book.claims = {claim.id: claim for claim in claims}
    book.assumptions = assumptions or []
    return book


def least_most(book: CaseBook, text: str, **options: Any) -> tuple[int, int | None]:
    found = account.bounds(book, text, **options)
    return found.least, found.most


def hard(book: CaseBook, **options: Any) -> list[Any]:
    return [c for c in account.build(book, **options).conflicts if c.kind == "hard"]


@pytest.mark.parametrize(
    ("claim", "least"),
    [
        (say("A", 7), 7),
        (say("A", 7, None, modifier="at_least"), 7),
        (say("A", 8, None, modifier="more_than"), 8),
        (say("A", None, 9, modifier="up_to"), 0),
        (say("A", None, None, best=850, modifier="about"), 0),
        (say("A", 24, None, modifier="dozens"), 24),
        (say("A", None, None, modifier="some"), 1),
        (say("A", None, None, modifier="withheld", stance=Stance.WITHHOLDS), 0),
        (say("A", 7, stance=Stance.DENIES), 0),
        (say("A", 7, stance=Stance.DOUBTS), 0),
    ],
)
def test_words_commit_to_a_least_and_a_toll_to_no_most(claim: Claim, least: int) -> None:
    assert least_most(case(claim), "killed @ land") == (least, None)


def test_a_newer_toll_above_an_older_one_is_no_conflict() -> None:
    later = say("B", 12, as_of=PartialDate(2030, 5, 3), said_on=PartialDate(2030, 5, 3))
    found = account.build(case(say("A", 7), later))
    assert not found.conflicts
    assert [s.id for s in found.superseded] == ["A"]


def test_stated_groups_add_up_and_overlapping_ones_do_not() -> None:
    book = case(say("A", 5, group="guards"), say("B", 7, group="non_guards"), say("C", 9, group="young"))
    assert least_most(book, "killed @ land") == (12, None)


def test_112_men_and_20_women_do_not_fit_129_sets_of_remains() -> None:
    fields = {"unit": "sets_of_remains", "part_of": "A", "partition": "sex"}
    book = case(
        say("A", 129, unit="sets_of_remains"),
        say("B", 112, group="men", **fields),
        say("C", 20, group="women", **fields),
    )
    (found,) = hard(book)
    assert set(found.statements) == {"A", "B", "C"}
    assert found.arithmetic == "112 (B) + 20 (C) = 132, which is 3 more than 129 (A)"
    assert found.readings[0].result["counted twice"] == [3, 3]
    assert found.readings[0].assumptions == {"disjoint:B,C": False, "all-parts:A/sex": True}


def test_parts_that_are_all_of_the_whole_must_reach_it() -> None:
    fields = {"part_of": "A", "partition": "sex", "parts_exhaustive": True}
    assert hard(case(say("A", 10), say("B", 5, group="guards", **fields), say("C", 4, group="non_guards", **fields)))


def test_cuts_of_one_whole_are_never_added_up() -> None:
    book = case(
        say("A", 10), say("B", 8, place="east", part_of="A", partition="region"),
        say("C", 7, group="men", part_of="A", partition="sex"),
    )  # fmt: skip
    assert not account.build(book).conflicts


def test_bodies_in_a_morgue_are_what_came_in_less_what_went_out() -> None:
    at = {"place": "east_morgues"}
    book = case(
        say("A", 50, unit="bodies_received", **at), say("B", 20, unit="bodies_stolen", **at),
        say("C", 35, unit="bodies_held", **at),
    )  # fmt: skip
    (found,) = hard(book)
    assert set(found.statements) == {"A", "B", "C"}
    assert found.difference == 5


def test_morgues_of_a_place_are_the_place_for_what_is_counted_at_morgues() -> None:
    assert least_most(case(say("A", 9, unit="bodies_received", place="east_morgues")), "bodies_received @ land")[0] == 9


def test_a_set_of_places_is_the_sum_of_its_members() -> None:
    book = case(say("A", 9, place="east"), say("B", 4, place="west"))
    assert least_most(book, "killed @ east_west") == (13, None)


def test_two_offices_with_different_figures_of_one_day_are_at_odds_and_shown_per_choice() -> None:
    found = account.bounds(case(say("A", 9), say("B", 12, speaker="Council")), "killed @ land")
    assert (found.least, [c.least for c in found.contested]) == (9, [9, 12])


def test_a_repeat_adds_no_origin() -> None:
    again = say("B", 9, speaker="Gazette", refers_to="A", relation=Relation.REPEATS)
    found = account.build(case(say("A", 9), again))
    assert found.origins[0].claims == (("A", "B"),)
    assert [s.id for s in found.repeated] == ["B"]


def test_a_booked_fact_binds_like_a_claim() -> None:
    book = case(say("A", 3))
    fact = Fact(
        "register:remains",
        "killed",
        "east",
        "all",
        Count(5),
        DAY.first,
        events=("e1",),
        sentence="Five numbered bodies.",
    )
    book.facts = [fact]
    found = account.bounds(book, "killed @ land")
    assert (found.least, found.binding["least"]) == (5, ("register:remains",))


def test_proposals_stay_out_unless_trusted() -> None:
    from dataclasses import replace

    from antigone.said.claim import Status

    book = case(replace(say("A", 3), status=Status.PROPOSED))
    assert least_most(book, "killed @ land") == (0, None)
    assert least_most(book, "killed @ land", trust_proposals=True) == (3, None)


def test_putting_a_claim_aside_by_hand_and_unknown_ids() -> None:
    book = case(say("A", 9), say("B", 4, place="west"))
    assert least_most(book, "killed @ land", aside=["A"]) == (4, None)
    with pytest.raises(NotFoundError):
        account.build(book, aside=["Z"])
    with pytest.raises(NotFoundError):
        account.build(book, assume={"no such": True})


@pytest.mark.parametrize("text", ["", "@", "killed @ nowhere", "ghosts @ land", "killed @ land as of 2030-02-31"])
def test_a_proposition_that_cannot_be_read_says_what_to_write(text: str) -> None:
    with pytest.raises(UsageError):
        account.bounds(case(say("A", 1)), text)


def test_a_case_declares_its_own_assumptions() -> None:
    rows = [
        {"id": "H1", "kind": "reading", "default": "off", "statement": "A is not theirs.", "effect": "drop(A)"},
        {"id": "H2", "kind": "reading", "default": "on", "statement": "West is counted in B.",
         "effect": "at_most(killed @ west, B)"},
    ]  # fmt: skip
    book = case(say("A", 12), say("B", 4, place="east"), say("C", 6, place="west"), assumptions=rows)
    assert least_most(book, "killed @ land", assume={"H2": False}) == (12, None)
    assert least_most(book, "killed @ land", assume={"H1": True, "H2": False}) == (10, None)
    assert {"B", "C"} <= {i for c in hard(book) for i in c.statements}
    assert least_most(book, "killed @ east", assume={"H1": True, "H2": False}) == (4, None)


def test_a_declared_overlap_is_counted_once() -> None:
    rows = [{"id": "H1", "default": "on", "statement": "Two are in both.", "effect": "overlap(A, B) = 2"}]
    book = case(say("A", 9, group="men"), say("B", 4, group="young"), assumptions=rows)
    assert least_most(book, "killed @ land") == (11, None)
    assert least_most(book, "killed @ land", assume={"H1": False}) == (9, None)


def test_a_malformed_assumption_is_a_note_and_the_rest_goes_on() -> None:
    rows = [{"id": "H1", "default": "on", "statement": "?", "effect": "disjont(A, B); drop(Z)"}]
    found = account.build(case(say("A", 9), assumptions=rows))
    assert len([n for n in found.notes if "H1" in n]) == 2
    assert found.propositions[0].least == 9


def test_an_empty_case_has_an_empty_account() -> None:
    found = account.build(CaseBook("empty"))
    assert found.propositions == ()
    assert found.conflicts == ()
