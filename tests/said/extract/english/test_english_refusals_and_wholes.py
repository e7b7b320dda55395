"""Corrections, refusals, parts and wholes, and who speaks: one line a construction, with invented people and places."""

from datetime import date

import pytest

from antigone.said.claim import Stance
from antigone.said.extract import extract

DAY = date(2030, 6, 13)  # a Thursday


def _read(text):
    return extract(text, language="en", published=DAY, publisher="Daily Example").proposals


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("The toll fell to 41 from 45 after a recount.", ["corrects", "asserts"]),
        ("The ministry reduced the toll by four to 41.", ["corrects"]),
        ("The death toll has dropped from at least 115 people to 97.", ["asserts", "corrects"]),
        ("The coroner said 85 people died - down from 88.", ["corrects", "asserts"]),
        ("Officials confirmed 60 deaths instead of the 92 first reported by Radio Vell.", ["corrects", "asserts"]),
        ("Three bodies were found so far, not six as officials had said.", ["corrects", "denies"]),
        ("Contrary to reports of 164 deaths, only 41 people died, the ministry said.", ["denies", "asserts"]),
        ("The toll was wrongly given as 164; the correct figure is 41, the ministry said.", ["denies", "corrects"]),
        ("The 164 dead reported by the channel do not correspond to reality, the ministry said.", ["denies"]),
        ("An earlier version of this page said that 52 people had died. Correction: 25 died.", ["asserts", "corrects"]),
        ("The ministry revised the toll upwards to 45.", ["asserts"]),
        ("The toll is closer to 2,000, not the earlier figure of 10,000, the mayor said.", ["corrects", "denies"]),
        ("The mayor denied reports that 89 had fallen ill and that 21 had died.", ["denies"]),
        ("It was reported that 12 died. The mayor termed the reports misleading.", ["asserts", "denies"]),
    ],
)
def test_a_figure_that_replaces_another_corrects_it(text, stances):
    assert [p.stance.value for p in _read(text)] == stances


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The army does not disclose its losses.", "its losses", "army"),
        ("The government has not released a death toll.", "a death toll", "government"),
        ("Officials have given no figures for the dead.", "no figures for the dead", "Officials"),
        ("The company did not say how many people had died.", "how many people", "company"),
    ],
)
def test_a_figure_kept_back_has_who_keeps_it_and_is_no_zero(text, words, speaker):
    (claim,) = _read(text)
    assert (claim.quantity_phrase, claim.stance, claim.best) == (words, Stance.WITHHOLDS, None)
    assert claim.chain[0].name.startswith(speaker)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The minister told Example 24 on Sunday that 12 people had died.", ["minister", "Example 24"]),
        ("Ilse Tarn told Al-Example Al-Yom that 12 people had died.", ["Ilse Tarn", "Al-Example Al-Yom"]),
        ("The mayor told the press that 12 people had died.", ["mayor"]),
        ("The Vell Relief Council (VRC) said 12 people had died.", ["Vell Relief Council"]),
        ("Ada el-Drem, the mayor, in the north of the country, said 12 people had died.", ["Ada el-Drem"]),
        ("Twelve people died, the army's press office said.", ["army"]),
        (
            "Officials in the administration that runs the east said 12 people had died.",
            ["Officials in the administration"],
        ),
        ("Doctors at two local hospitals said 12 people had died.", ["Doctors at two local hospitals"]),
        ("According to Radio Vell, the coalition said 12 people had died.", ["coalition", "Radio Vell"]),
        ("According to unconfirmed reports, 12 people died.", []),
        ("Twelve people died, confirmed an official to Reuters.", ["official", "Reuters"]),
        ('"Twelve died. Nine were hurt," said Ida Quill.', ["Ida Quill"]),
        ('"Twelve died," Ida Quill, chief of the fire service told Radio Vell.', ["Ida Quill", "Radio Vell"]),
        ("The government's official toll was 12 dead.", ["government"]),
        ("The Lantern Brothers claimed as many as 200 were dead.", ["Lantern Brothers"]),
        ("Yesterday's toll was 12 dead.", []),
        (
            "Twelve drowned, Radio Vell reported on Monday citing a Telegram channel that quoted the fire service.",
            ["fire service", "Telegram channel", "Radio Vell"],
        ),
        ("The opposition's claim that 12 people died is a lie, the mayor said.", ["mayor"]),
        ("Twelve people died, the police said in a statement posted on Telegram.", ["police", "Telegram"]),
        ("Twelve people were released by police, and nine were killed.", []),
    ],
)
def test_who_speaks_and_who_passes_it_on(text, chain):
    assert [hop.name for hop in _read(text)[0].chain[:-1]] == chain


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Twelve of the 40 people on board died.", [("Twelve", "killed")]),
        ("Nineteen residents out of 110 died.", [("Nineteen residents", "killed")]),
        ("A million people were affected, 300,000 of them refugees. Nine died.", [("Nine", "killed")]),
        ("Nine inmates died. 129 of the inmates were transferred.", [("Nine inmates", "killed")]),
        ("Dozens of relatives of inmates killed in the riot waited outside.", []),
        ("Patients, 78 of them, were being treated at the hospital when the fire broke out.", []),
        ("At least 112 people over 80 died.", [("At least 112 people", "killed")]),
        ("Twelve children aged 6 to 15 were injured.", [("Twelve children", "injured")]),
        ("It killed many people, including three children.", [("three children", "killed")]),
        ("Three men injured in the blast have died.", [("Three men", "killed")]),
        ("Nine victims of the fire have been positively identified.", [("Nine victims", "identified")]),
        ("Two members of a crew that was asleep when it broke have been detained.", [("Two members", "detained")]),
        ("Seventy people were in “intensive care”.", [("Seventy people", "critical")]),
        ("Nine people died in a hospital fire.", [("Nine people", "killed")]),
        ("They handed nearly 60 bodies to relatives.", [("nearly 60 bodies", "bodies_handed_over")]),
        ("Some forty were hurt, thirty-odd killed.", [("Some forty", "injured"), ("thirty-odd", "killed")]),
        ("The toll could be as high as 30.", [("as high as 30", "killed")]),
        ("Most of those who died were women.", []),
        ("Boats saved 104 passengers, including eight minors.", []),
        ("The list of people unaccounted for swelled to 1,300.", [("1,300", "unaccounted")]),
        ("The toll rose by 17 to 60.", [("60", "killed")]),
    ],
)
def test_what_a_part_a_whole_or_a_bystander_counts(text, units):
    assert [(p.quantity_phrase, p.unit) for p in _read(text)] == units


def test_a_part_is_never_greater_than_its_whole():
    claims = _read("Nine people died. Among them were 40 children.")
    assert not any(link.kind.value == "subset_of" for claim in claims for link in claim.links)


def test_two_offices_of_the_same_kind_are_two_voices():
    text = (
        "The Public Health Department denied that 12 people had died.\n\n"
        "The Ministry of Health also denied that 12 people had died."
    )
    assert not any(claim.links for claim in _read(text))
