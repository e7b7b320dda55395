"""The standing of claims before anything is computed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from antigone.core.party import Party, PartyBook
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim, Relation, Stance, Status
from antigone.said.standing import Kind, offices, said_by, standings

PARTIES = PartyBook.of([
    Party("1", "Ministry", parent="State"), Party("2", "Ana Example", office="minister", parent="Ministry"),
    Party("3", "Ombudswoman Example", office="commissioner", parent="State"), Party("4", "State"),
])  # fmt: skip


def day(n: int) -> PartialDate:
    return PartialDate(2030, 5, n)


def claim(id: str, n: int | None = 5, on: int = 1, **more: Any) -> Claim:
    given: dict[str, Any] = {"unit": "killed", "place": "land", "group": "all", "speaker": "Ministry"}
    return Claim(id, low=n, high=n, said_on=day(on), as_of=day(on), **given | more)


def kinds(*claims: Claim, by: date | None = None, **options: Any) -> dict[str, str]:
    found = standings({c.id: c for c in claims}, PARTIES, by, **options)
    return {id: state.kind.value for id, state in found.states.items()}


def test_a_later_figure_of_the_same_office_supersedes() -> None:
    assert kinds(claim("A"), claim("B", 7, 2)) == {"A": "superseded", "B": "current"}


def test_a_minister_speaks_for_the_ministry() -> None:
    assert kinds(claim("A"), claim("B", 7, 2, speaker="Ana Example", organisation="Ministry", office="minister"))[
        "A"
    ] == ("superseded")


def test_an_ombudswoman_does_not_speak_for_the_state() -> None:
    hers = claim("A", speaker="Ombudswoman Example", organisation="State", office="commissioner")
    assert offices([hers], PARTIES) == {"A": "ombudswoman example"}


def test_another_office_supersedes_nothing() -> None:
    assert kinds(claim("A"), claim("B", 7, 2, speaker="Council")) == {"A": "current", "B": "current"}


def test_a_superseded_claim_is_current_on_its_own_day() -> None:
    assert kinds(claim("A"), claim("B", 7, 2), by=date(2030, 5, 1)) == {"A": "current"}


def test_a_denial_puts_out_the_figure_its_repeats_and_its_parts() -> None:
    found = kinds(
        claim("A"), claim("B", refers_to="A", relation=Relation.REPEATS, speaker="Gazette"), claim("C", 2, part_of="A"),
        claim("D", stance=Stance.DENIES, refers_to="A", relation=Relation.DENIES),
    )  # fmt: skip
    assert found == {"A": "denied", "B": "denied", "C": "denied", "D": "denies"}


def test_a_denial_without_a_link_meets_the_figure_credited_to_its_office() -> None:
    assert kinds(claim("A"), claim("B", 6, speaker="Council"), claim("D", stance=Stance.DENIES))["A"] == "denied"


def test_a_denied_figure_can_be_let_in() -> None:
    made = (claim("A"), claim("D", stance=Stance.DENIES, refers_to="A", relation=Relation.DENIES))
    assert kinds(*made, let_in=frozenset({"A"}))["A"] == "current"


def test_a_correction_takes_with_it_the_wholes_that_repeat_it() -> None:
    found = kinds(
        claim("A", 18, group="guards"), claim("W", 44, speaker="Council"),
        claim("P", 18, group="guards", part_of="W", refers_to="A", relation=Relation.REPEATS, speaker="Council"),
        claim("B", 16, 2, group="guards", stance=Stance.CORRECTS, refers_to="A", relation=Relation.CORRECTS),
    )  # fmt: skip
    assert found == {"A": "corrected", "W": "corrected", "P": "repeated", "B": "current"}


def test_one_utterance_in_two_renderings() -> None:
    other = claim("B", group="others", refers_to="A", relation=Relation.RELABELS)
    found = standings({c.id: c for c in (claim("A"), other)}, PARTIES)
    assert found.renderings == [("A", "B")]
    assert {s.kind for s in found.states.values()} == {Kind.RENDERING}


def test_another_speakers_relabelling_is_no_rendering() -> None:
    other = claim("B", group="others", refers_to="A", relation=Relation.RELABELS, speaker="Gazette")
    assert kinds(claim("A"), other)["B"] == "relabelled"


def test_an_outlets_own_subtraction_is_derived() -> None:
    found = kinds(
        claim("A", 10), claim("B", 4, group="guards", part_of="A"),
        claim("C", 6, group="others", part_of="A", speaker="Gazette", publisher="Gazette"),
    )  # fmt: skip
    assert found["C"] == "derived"


def test_what_nobody_has_checked_waits() -> None:
    assert kinds(claim("A", status=Status.PROPOSED)) == {"A": "proposed"}
    assert kinds(claim("A", status=Status.PROPOSED), trust_proposals=True) == {"A": "current"}
    assert kinds(claim("A", status=Status.REJECTED), trust_proposals=True) == {"A": "proposed"}


@pytest.mark.parametrize(("on", "known"), [(9, False), (17, None), (31, True)])
def test_a_month_counts_as_said_once_more_than_half_of_it_is_over(on: int, known: bool | None) -> None:
    vague = Claim("A", "killed", said_on=PartialDate(2030, 5))
    assert said_by(vague, date(2030, 5, on)) is known


def since_the_first(n: int) -> dict[str, Any]:
    return {"unit": "bodies_received", "period": Period(day(1), day(n))}


def test_a_count_since_the_same_day_that_goes_further_supersedes() -> None:
    assert kinds(claim("A", 6, 2, **since_the_first(2)), claim("B", 24, 7, **since_the_first(7)))["A"] == "superseded"


def test_a_count_of_another_stretch_supersedes_nothing() -> None:
    second_week = {"unit": "bodies_received", "period": Period(day(8), day(14))}
    assert kinds(claim("A", 6, 7, **since_the_first(7)), claim("B", 24, 14, **second_week))["A"] == "current"
