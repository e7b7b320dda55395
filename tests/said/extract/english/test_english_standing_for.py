"""Pronouns, letters, papers and bare words: for whom they stand, or that they stand for nobody."""

from __future__ import annotations

from datetime import date

import pytest

from antigone.said.extract import extract

DAY = date(2031, 5, 14)  # a Wednesday


def speaker(text: str, words: str) -> str:
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals
    return next(p.chain[0].label for p in found if p.quantity_phrase == words)


@pytest.mark.parametrize(
    "text",
    [
        "The fire broke out at noon. It said 31 people were killed.",
        "The death toll has risen, it said in a post, with 31 people killed.",
        "They said 31 people were killed.",
    ],
)
def test_a_pronoun_that_means_nobody_is_no_speaker(text):
    assert speaker(text, "31 people") == "Tarn Post"


def test_it_means_the_body_that_the_sentence_before_opens_with():
    text = "The army entered the town at dawn. It said 31 people were killed."
    assert speaker(text, "31 people") == "army"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "The Local Coordination Committees (LCC) said 12 people died.\n\nThe LCC said 31 people were hurt.",
            "Local Coordination Committees (LCC)",
        ),
        (
            "Harbour Rights Watch counted the dead.\n\nHRW said 31 people were hurt.",
            "Harbour Rights Watch (HRW)",
        ),
        (
            "TNHR said 31 people were hurt.\n\nThe Tarn Network for Human Rights keeps lists.",
            "Tarn Network for Human Rights (TNHR)",
        ),
        (
            "Superintendent of Police Ada Example said 12 people died.\n\nThe SP said 31 people were hurt.",
            "Ada Example (Superintendent of Police)",
        ),
        (
            "Tarn's Chief Medical Officer Ada Example said 12 died.\n\nThe CMO said 31 people were hurt.",
            "Ada Example (Tarn's Chief Medical Officer)",
        ),
    ],
)
def test_letters_mean_whom_the_text_names_in_full(text, party):
    assert speaker(text, "31 people") == party


def test_letters_that_nothing_in_the_text_explains_stay_as_they_are():
    text = "Harbour Rights Watch counted the dead.\n\nThe TCM said 31 people were hurt."
    assert speaker(text, "31 people") == "TCM"


@pytest.mark.parametrize(
    "text",
    [
        "According to a new report by the Harbour Institute, 31 people died.",
        "A report released on Monday by the Harbour Institute said 31 people died.",
        "31 people died, according to a joint report which the Harbour Institute released on Sunday.",
        "Figures published by the Harbour Institute show 31 people died.",
        "The Harbour Institute published a report.\n\nThe report said 31 people died.",
    ],
)
def test_a_paper_speaks_for_its_author(text):
    assert speaker(text, "31 people") == "Harbour Institute"


def test_a_paper_of_nobody_known_keeps_its_name():
    assert speaker("The report said 31 people died.", "31 people") == "report"


def test_the_company_is_the_firm_that_was_named_and_never_a_ministry():
    firm = "Tarn Mining said 12 miners died.\n\nThe Labour Ministry said nothing new.\n\n"
    assert speaker(firm + "The company said 31 people were missing.", "31 people") == "Tarn Mining"
    alone = "The Labour Ministry said 12 miners died.\n\nThe company said 31 people were missing."
    assert speaker(alone, "31 people") == "company"


def test_both_is_no_part_of_two_names():
    assert speaker("The government and the rebels both said 31 people died.", "31 people") == (
        "government and the rebels"
    )


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Mayor Ada Example and fire chief Ben Sample said 31 people died.", "Ada Example and Ben Sample"),
        ("31 people died, according to Mayor Ada Example and fire chief Ben Sample.", "Ada Example and Ben Sample"),
        (
            "Ada Example, the governor of Tarn, and the district chief, Ben Sample, had both said that 31 people died.",
            "Ada Example and Ben Sample",
        ),
        ("Spokeswoman Ada Example and chief-of-staff Ben Sample said 31 people died.", "Ada Example and Ben Sample"),
    ],
)
def test_two_who_say_one_thing_are_named_together(text, pair):
    assert speaker(text, "31 people").partition(" (")[0] == pair


def test_whose_name_holds_an_and_is_one_speaker():
    text = "Ministry of Health and Social Development spokesman Ben Sample said 31 people died."
    assert speaker(text, "31 people").startswith("Ben Sample (")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The village elder, as cited in local media, says that 31 people died.",
            ["village elder", "local media", "Tarn Post"],
        ),
        (
            "31 people died, according to local media, which cite a village elder.",
            ["village elder", "local media", "Tarn Post"],
        ),
    ],
)
def test_media_that_cite_somebody_pass_him_on(text, chain):
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals
    assert [hop.label for hop in found[0].chain] == chain


@pytest.mark.parametrize(
    "text",
    [
        "31 people died in raids that were documented by Harbour Watch.",
        "31 killings were documented by earlier research of Harbour Watch.",
    ],
)
def test_who_documents_deaths_gives_them(text):
    found = extract(text, language="en", published=DAY, publisher="Tarn Post").proposals
    assert found[0].chain[0].label == "Harbour Watch"


def test_how_much_later_is_no_part_of_an_office():
    text = "The fire burned for a week. Five days later police chief Ben Sample said that 31 people died."
    assert speaker(text, "31 people") == "Ben Sample (police chief)"


def test_the_official_is_nobody_who_speaks_for_himself():
    text = (
        "Ada Example, mayor of Tarn, said 12 people died.\n\nBen Sample, a survivor, said he saw smoke.\n\nThe official"
        " said 31 people were hurt."
    )
    assert speaker(text, "31 people") == "Ada Example (mayor of Tarn)"


def test_another_survivor_is_somebody_else():
    text = "Survivor Ben Sample said he had seen smoke. Another survivor said 31 people died."
    assert speaker(text, "31 people") == "survivor"


def test_two_letters_mean_a_body_that_has_spoken():
    text = "The Harbour Council said 12 people died.\n\nThe HC said 31 people were hurt."
    assert speaker(text, "31 people") == "Harbour Council (HC)"


def test_a_figure_attributed_to_somebody_is_his_and_what_is_blamed_on_him_is_not():
    assert speaker("31 people died, a figure attributed to Harbour Watch.", "31 people") == "Harbour Watch"
    assert speaker("31 people died in attacks attributed to Harbour Watch.", "31 people") == "Tarn Post"
