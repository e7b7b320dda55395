"""Whose the figure of a headline is, and how it is tied to the text."""

from __future__ import annotations

from datetime import date

import pytest

from antigone.said.claim import Mode
from antigone.said.extract import LinkKind, extract

DAY = date(2031, 5, 14)  # a Wednesday


def read(text: str):
    return extract(text, language="en", published=DAY, publisher="Tarn Post").proposals


def chain(proposal) -> list[str]:
    return [hop.name for hop in proposal.chain]


def twin(proposals, index: int):
    return next((proposals[k.target] for k in proposals[index].links if k.kind is LinkKind.DUP_OF), None)


def test_a_headline_that_names_nobody_has_the_speaker_of_the_figure_it_repeats():
    head, told = read("Ferry fire kills 31\n\nThe coastguard said on Tuesday that 31 people were killed off Sorrel.")
    assert chain(head) == chain(told) == ["coastguard", "Tarn Post"]
    assert head.date_said == "2031-05-13"
    assert head.mode is Mode.INDIRECT
    assert "the headline repeats the figure of coastguard" in head.reason


def test_a_headline_leaves_who_passed_the_figure_on_to_the_text():
    text = "Landslide leaves 44 dead\n\n44 people died, governor Ana Brill told Radio Tavel on Tuesday."
    head, told = read(text)
    assert chain(told)[1] == "Radio Tavel"
    assert chain(head) == [chain(told)[0], chain(told)[2]]


def test_a_headline_that_names_its_own_speaker_keeps_it():
    head, *_ = read("Police say 31 killed in ferry fire\n\nThe coastguard said on Tuesday that 31 people were killed.")
    assert chain(head)[0] == "Police"


def test_a_rounded_headline_is_its_writers_own():
    text = "Nearly 150 killed in dam burst\n\nThe dam burst killed 149 people, mayor Iva Sund said on Tuesday."
    head, told = read(text)
    assert chain(head) == ["Tarn Post"]
    assert twin(read(text), 0) == told


def test_a_headline_over_a_figure_of_nobody_is_nobodys():
    head, *_ = read("Bus plunge kills 27\n\nA bus plunged into a gorge on Tuesday, killing 27 people.")
    assert chain(head) == ["Tarn Post"]


def test_killed_in_a_headline_over_bodies_is_tied_to_them_and_put_in_nobodys_mouth():
    text = (
        "Sarne: 212 killed in unrest\n\n212 bodies were brought to morgues, prosecutor Olm Reed said."
        " The health office said that of those 212 people killed, 40 died in wards."
    )
    found = read(text)
    assert found[0].unit == "killed"
    assert chain(found[0]) == ["Tarn Post"]
    assert twin(found, 0).unit == "bodies_received"


def test_a_toll_that_counts_the_bodies_of_the_text_is_their_counters():
    found = read("Mill fire death toll now at 312\n\nOfficials say 312 bodies have been pulled out of the mill.")
    assert found[0].unit == "killed"
    assert chain(found[0]) == ["Officials", "Tarn Post"]
    assert twin(found, 0).unit == "bodies_found"


def test_a_few_killed_are_not_the_few_bodies_of_the_text():
    found = read("Three killed at Sarne\n\nThree bodies were found at the quarry, police said.")
    assert twin(found, 0) is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Mine blast kills 61", "At least 61 people died in the blast, the mayor said."),
        ("At least 60 die in crush", "At least 60 people died, officials said."),
        ("60 miners killed", "At least 60 people died in the shaft, officials said."),
        ("16 beheaded in jail riot", "Some 52 inmates died on Monday, officials said; 16 of them were beheaded."),
    ],
)
def test_the_same_number_in_other_words_is_the_headlines_figure(head, body):
    found = read(f"{head}\n\n{body}")
    assert twin(found, 0) is not None
    assert chain(found[0]) == chain(twin(found, 0))


def test_a_denial_in_a_headline_is_the_first_denial_of_the_text():
    found = read("Army denies 23 died in raid\n\nThe air force has denied reports that 23 people were killed.")
    assert twin(found, 0) == found[1]


def test_one_voice_repeats_itself_in_other_words():
    text = 'The governor, Ana Brill, said 35 people died. "The attack cost 35 residents their lives," Brill said.'
    found = read(text + " 35 residents died, Brill said.")
    assert twin(found, len(found) - 1) is not None


def test_who_is_not_named_may_be_who_is():
    text = "Officials said that at least 133 bodies were found.\n\nMinister Ana Brill said 133 bodies were found."
    found = read(text)
    assert twin(found, 0) == found[1] or twin(found, 1) == found[0]


def test_two_who_are_named_do_not_repeat_each_other():
    text = "Priest Ion Varga said on Tuesday that 40 people died.\n\nDoctor Ana Brill said 40 people died."
    found = read(text)
    assert twin(found, 0) is None
    assert twin(found, 1) is None
