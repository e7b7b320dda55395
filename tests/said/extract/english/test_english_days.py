"""When it was said: the day of the news, datelines, newspapers of the day after."""

from __future__ import annotations

from datetime import date

import pytest

from antigone.said.extract import extract

DAY = date(2031, 5, 14)  # a Wednesday


def days(text: str, published: date = DAY) -> dict[str, str | None]:
    found = extract(text, language="en", published=published, publisher="Tarn Post").proposals
    return {p.quantity_phrase: p.date_said for p in found}


NEWS = "A mine collapsed in Vell, killing 40 people, the mayor said on Wednesday.\n\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Doctor Ines Park said 12 people were in hospital.", "2031-05-14"),
        ("Doctor Ines Park told reporters that 12 people were in hospital.", "2031-05-14"),
        ("Doctor Ines Park said last night that 12 people were in hospital.", "2031-05-13"),
        ("Doctor Ines Park said last week that 12 people were in hospital.", None),
        ("Doctor Ines Park had said that 12 people were in hospital.", "before 2031-05-14"),
        ("According to doctors, 12 people were in hospital.", None),
    ],
)
def test_what_is_told_undated_is_told_on_the_day_of_the_news(text, day):
    assert days(NEWS + text)["12 people"] == day


def test_a_newspaper_of_the_day_after_tells_the_news_of_yesterday():
    text = "A bomb killed 23 people yesterday, the governor said.\n\nDoctor Ines Park said 12 people were in hospital."
    assert set(days(text).values()) == {"2031-05-13"}


def test_a_dateline_dates_what_the_writer_tells():
    text = "VELL, May 13 (Tarn News) -- The death toll is now 73.\n\nMusa Bell told us that 71 were buried."
    assert set(days(text).values()) == {"2031-05-13"}


def test_the_day_of_another_statement_is_not_the_day_of_the_news():
    text = (
        "Rescuers on Wednesday pulled seven bodies from the mud, district officer Hari Lom said.\n\n"
        "A minister who came on Tuesday had spoken of 200 dead."
    )
    assert days(text)["seven bodies"] == "2031-05-14"


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("The mayor said on Wednesday the toll was revised to 17, down from 29.", "29"),
        ("The ministry on Wednesday said that the toll was revised from 89 to 42.", "89"),
        ("The toll is 97 deaths, as against 115 deaths, the mayor said on Wednesday.", "115 deaths"),
        ("The findings put the toll above the Health Ministry's previous estimate of 61 deaths.", "61 deaths"),
    ],
)
def test_a_figure_that_another_replaces_was_given_before(text, earlier):
    assert days(text)[earlier] == "before 2031-05-14"
