"""A claim survives the way into an event and back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim, Mode, Relation, Stance, Status
from antigone.said.claim_events import claim_from_body, claim_to_body

_DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda d: PartialDate(d.year, d.month, d.day))
_MAYBE = st.none() | st.integers(0, 10**6)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Any claim that the types allow."""
    return Claim(
        draw(st.text(min_size=1)),
        draw(st.text(min_size=1)),
        low=draw(_MAYBE),
        high=draw(_MAYBE),
        best=draw(_MAYBE),
        stance=draw(st.sampled_from(Stance)),
        said_on=draw(st.none() | _DAYS),
        period=Period(draw(st.none() | _DAYS), None),
        via=tuple(draw(st.lists(st.text(), max_size=3))),
        mode=draw(st.none() | st.sampled_from(Mode)),
        relation=draw(st.none() | st.sampled_from(Relation)),
        parts_exhaustive=draw(st.none() | st.booleans()),
        uncertain=draw(st.booleans()),
        quote=draw(st.text()),
        start=draw(_MAYBE),
        status=draw(st.sampled_from(Status)),
    )


@given(claims())
def test_a_claim_comes_back_from_its_event_as_it_was(claim: Claim) -> None:
    assert claim_from_body(claim_to_body(claim)) == claim


def test_what_was_not_stated_is_not_written() -> None:
    assert claim_to_body(Claim("S1", "killed")) == {"id": "S1", "unit": "killed"}


def test_an_unknown_field_of_a_newer_version_is_left_alone() -> None:
    assert claim_from_body({"id": "S1", "unit": "killed", "colour": "blue"}) == Claim("S1", "killed")


@pytest.mark.parametrize(
    "change",
    [
        {"low": -1},
        {"low": "3"},
        {"low": True},
        {"stance": "hopes"},
        {"said_on": "yesterday"},
        {"said_on": 5},
        {"via": [1]},
        {"unit": ""},
    ],
)
def test_a_body_that_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        claim_from_body({**claim_to_body(replace(Claim("S1", "killed"), low=3)), **change})
