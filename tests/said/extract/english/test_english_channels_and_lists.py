"""Handles of channels as speakers, ministries named again, and lists that go on after a semicolon."""

from datetime import date

import pytest

from antigone.said.extract import NumberUse, extract


def _read(text):
    return extract(text, language="en", published=date(2030, 6, 13), publisher="Daily Example")


@pytest.mark.parametrize(
    "text",
    [
        "Vell2020_news, a Telegram channel that belongs to the Ministry of Roads, wrote that 64 people had died.",
        "Vell2020_news wrote that 64 people had died.",
        "“At least 64 people have died,” Vell2020_news reported.",
        "According to Vell2020_news, 64 people have died.",
    ],
)
def test_the_handle_of_a_channel_is_its_speaker(text):
    (claim,) = _read(text).proposals
    assert [hop.name for hop in claim.chain] == ["Vell2020_news", "Daily Example"]


def test_the_digits_of_a_handle_count_nothing():
    numbers = _read("Vell2020_news wrote that 64 people had died.").numbers
    assert [(n.text, n.use) for n in numbers] == [("2020", NumberUse.DECOY), ("64", NumberUse.CLAIM)]


def test_a_list_goes_back_to_the_whole_after_a_semicolon():
    text = (
        "The post said that 142 people had died. Of them, 103 died in Aster, two of these children; "
        "21 in Brook region, 10 in Vell region and 8 in Oss region, the post went on."
    )
    claims = _read(text).proposals
    parts = [(c.best, c.subgroup, c.place, [link.target for link in c.links]) for c in claims]
    assert parts == [
        (142, "all", "Aster", []),
        (103, "all", "Aster", [0]),
        (2, "children", "Aster", [1]),
        (21, "all", "Brook region", [0]),
        (10, "all", "Vell region", [0]),
        (8, "all", "Oss region", [0]),
    ]


def test_a_clause_of_its_own_after_a_semicolon_is_no_part_of_the_list():
    text = "The post said that 30 people had died in Aster, two of them children; 21 in Vell were fined."
    assert [c.best for c in _read(text).proposals] == [30, 2]


@pytest.mark.parametrize(
    ("before", "ministry"),
    [
        ("The Ministry of Health said 16 people had died.", "Ministry of Health"),
        ("Ada Quill, the acting Minister of Roads, said 16 people had died.", "Ministry of Roads"),
        ("Ada Quill, the Emergency Situations Minister, said 16 people had died.", "Emergency Situations Ministry"),
        ("The Ministry of Health said 2 people had died. The Ministry of Roads said 3 had died.", "Ministry of Roads"),
        ("Ada Quill, a former Minister of Roads, said 16 people had died.", "ministry"),
    ],
)
def test_the_ministry_itself_is_the_ministry_last_named(before, ministry):
    claim = _read(f"{before}\n\nThe ministry itself said that 18 people had died.").proposals[-1]
    assert (claim.best, claim.chain[0].name) == (18, ministry)


def test_two_ministries_that_give_one_figure_are_two_voices():
    text = "The Ministry of Health said that 64 people had died.\n\nThe Ministry of Roads said that 64 people had died."
    assert [claim.links for claim in _read(text).proposals] == [(), ()]
