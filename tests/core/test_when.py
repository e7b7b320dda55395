from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.core.when import PartialDate, Period

partial_dates = st.dates().flatmap(
    lambda d: st.sampled_from([PartialDate(d.year), PartialDate(d.year, d.month), PartialDate(d.year, d.month, d.day)])
)


@given(partial_dates)
def test_a_date_reads_back_as_it_was_written(when):
    assert PartialDate.parse(str(when)) == when


@given(partial_dates)
def test_a_partial_date_begins_before_it_ends(when):
    assert when.first <= when.last


def test_a_month_runs_to_its_last_day():
    assert PartialDate.parse("2024-02").last == date(2024, 2, 29)
    assert PartialDate.parse("2022").last == date(2022, 12, 31)


def test_a_month_is_neither_before_nor_after_a_day_inside_it():
    month, day = PartialDate.parse("2022-01"), PartialDate.parse("2022-01-16")
    assert not month.surely_before(day)
    assert not day.surely_before(month)
    assert month.possibly_by(date(2022, 1, 16))
    assert not month.surely_by(date(2022, 1, 16))


@pytest.mark.parametrize(
    "text", ["", "22", "2022-1-5", "2022-13", "2022-02-30", "0000", "yesterday", "2022-01-01T00:00"]
)
def test_what_is_no_date_is_refused_with_advice(text):
    with pytest.raises(InputError) as error:
        PartialDate.parse(text)
    assert error.value.do


def test_a_period_may_have_unknown_ends_but_cannot_end_before_it_begins():
    assert str(Period.parse("2022-01-04", "")) == "2022-01-04/…"
    assert Period.parse("", "").is_unknown
    with pytest.raises(InputError, match="before it begins"):
        Period.parse("2022-01-06", "2022-01-04")
