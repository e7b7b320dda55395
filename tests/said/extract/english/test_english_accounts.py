"""Sentences that nobody says: whose figures they go on with, and where they stand for themselves."""

from __future__ import annotations

from datetime import date

import pytest

from antigone.said.extract import extract

DAY = date(2031, 5, 14)  # a Wednesday


def speakers(text: str) -> dict[str, str]:
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals
    return {p.quantity_phrase: p.chain[0].name for p in found}


LEAD = "The Prosecutor's Office of Sarne reported on its inquiry. It said that 238 people died in the riots.\n\n"


def test_a_new_paragraph_goes_on_with_the_figures_of_the_one_office_that_speaks():
    assert speakers(LEAD + "A total of 1,237 people were detained, and 292 are still behind bars.")["292"] == (
        "Prosecutor's Office of Sarne"
    )


def test_two_names_of_one_group_are_one_source():
    text = (
        "Officials say 312 bodies have been pulled out.\n\nSo far 226 bodies have been handed over, harbour officials"
        " said.\n\nA further 52 bodies have been buried."
    )
    assert speakers(text)["52 bodies"] == "harbour officials"


@pytest.mark.parametrize(
    "apart",
    [
        "In the Vell district 68 people were detained.",
        "Last year 68 people were detained.",
        "In March 68 people were detained.",
        "Some 68 people were earlier detained.",
        "A search is under way in Vell. To date 68 people were detained.",
    ],
)
def test_another_time_or_place_is_the_publishers_own(apart):
    assert set(speakers(LEAD + apart).values()) == {"Prosecutor's Office of Sarne", "Tarn Post"}


def test_where_two_have_spoken_nobody_goes_on():
    text = LEAD + "Doctors said 300 had died.\n\nA total of 1,237 people were detained."
    assert speakers(text)["A total of 1,237 people"] == "Tarn Post"


def test_a_person_does_not_go_on_over_paragraphs():
    text = "Governor Ana Brill said that 23 people died in the riots.\n\nTwelve people were hurt."
    assert speakers(text)["Twelve people"] == "Tarn Post"


def test_a_speaker_named_below_is_the_nearer_one():
    text = (
        "Vell police warned looters on Friday.\n\nRescuers brought out 19 bodies."
        " One more must be fetched, Captain Leo Hart said."
    )
    assert speakers(text)["19 bodies"] == "Leo Hart"


def test_the_clause_after_but_is_who_ends_the_sentence():
    found = speakers(
        "Town officials had confirmed 58 deaths, but 13 more bodies were dug out, said Musa Bell, an elder."
    )
    assert found == {"58 deaths": "Town officials", "13 more bodies": "Musa Bell"}


def test_reported_on_a_channel_by_somebody():
    text = "The death toll is 35.\n\nThis was reported on Telegram by Valen Rezni, head of the region."
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals[0]
    assert [hop.name for hop in found.chain] == ["Valen Rezni", "Telegram", "Tarn Post"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Only two people were injured, an investigation by the newspaper found.", "newspaper"),
        ("Forty people were killed by guards, the Rights Commission of Vell has found.", "Rights Commission of Vell"),
        ("According to the ministry's data, 320 people were killed.", "ministry"),
        ("Almost 100 people were killed, according to figures released by the health ministry.", "health ministry"),
        ("The residents were adamant that 60 people had died.", "residents"),
        ("Residents of Bawar said that 60 people had died.", "Residents"),
        ("The findings put the toll above the Health Ministry's previous estimate of 61 deaths.", "Health Ministry"),
    ],
)
def test_whose_words_they_are(text, speaker):
    assert set(speakers(text).values()) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Official Ana Brill told a media briefing that 40 people died.",
        "Official Ana Brill told this correspondent over the phone that 40 people died.",
        "Official Ana Brill told the Post that 40 people died.",
    ],
)
def test_the_press_and_the_publisher_are_no_hop(text):
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals[0]
    assert [hop.name for hop in found.chain] == ["Ana Brill", "Tarn Post"]


def test_a_publisher_is_known_by_its_initials():
    text = "Official Ana Brill told The Tarn Gazette late last night that 40 people died."
    found = extract(text, language="en", published=DAY, publisher="TG via Sun").proposals[0]
    assert [hop.name for hop in found.chain] == ["Ana Brill", "TG", "Sun"]
    assert found.date_said == "2031-05-13"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("WHO says 40 people died.", "WHO"),
        ("The WHO said 40 people died.", "WHO"),
        ("Local officials late on Monday (local time) put the number of dead at 16.", "Local officials"),
        ("At first authorities said that 51 people were dead.", "authorities"),
        ("For the country as a whole the government said 800 people died.", "government"),
        ("By the account of pathologist Jon Oduor, the death toll stands at 436.", "Jon Oduor"),
        ("Twelve people were still missing, two health sources said, so that the toll could rise.", "health sources"),
        ("An officer who appeared before the panel said 12 people died.", "officer"),
        ("At least 79 people died, far more than the toll of 30 which the government claims.", None),
    ],
)
def test_who_speaks_in_long_sentences(text, speaker):
    found = speakers(text)
    if speaker is None:
        assert found == {"At least 79 people": "Tarn Post", "30": "government"}
    else:
        assert set(found.values()) == {speaker}


def test_what_follows_the_speaker_about_the_event_is_the_writers():
    text = "53 patients are in hospital, Minister Ana Brill has said, after the blast, which left 97 people dead."
    assert speakers(text)["97 people dead"] == "Tarn Post"


def test_an_aside_ends_before_the_verb_of_its_sentence():
    found = speakers("The council, which denies killing anybody, has arrested dozens of journalists.")
    assert set(found.values()) == {"Tarn Post"}


def test_words_within_words_have_both_speakers():
    text = "A relief worker said the army put the number of dead at 120."
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals[0]
    assert [hop.name for hop in found.chain] == ["army", "relief worker", "Tarn Post"]


def test_a_body_may_be_called_by_its_letters_afterwards():
    text = "The Office for Relief Affairs (ORA) said 40 people died. Twelve were hurt, ORA said."
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals
    assert {p.chain[0].name for p in found} == {"Office for Relief Affairs"}


def test_an_interview_is_a_hop():
    text = "Ana Brill, the mayor, said in an interview with the daily Corva that 40 people died."
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals[0]
    assert [hop.name for hop in found.chain] == ["Ana Brill", "daily Corva", "Tarn Post"]


@pytest.mark.parametrize(
    ("text", "official", "other"),
    [
        ("A report by the Corva Times said 82 people died, as against the official toll of 37.", "37", "82 people"),
        ("An activist said 500 people died, contradicting the official claim that 169 died.", "169", "500 people"),
    ],
)
def test_the_official_figure_beside_another_is_the_officials(text, official, other):
    found = speakers(text)
    assert found[official] == "officials"
    assert found[other] != "officials"
