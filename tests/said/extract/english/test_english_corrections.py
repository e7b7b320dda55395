"""Figures that are denied, scorned, taken back or replaced, in many wordings; and tolls that only rise."""

from datetime import date

import pytest

from antigone.said.claim import Stance
from antigone.said.extract import extract


def _read(text):
    return extract(text, language="en", published=date(2030, 6, 13), publisher="Daily Example").proposals


def _stances(text, value):
    return [p.stance for p in _read(text) if p.best == value or (p.best is None and value in (p.low, p.high))]


DENIED = [
    "The mayor blasted rumours that 164 people had died.",
    "The army took issue with a report that 164 civilians had been killed.",
    "The ministry disavowed a statement about 164 deaths.",
    "Vell rebuffed a claim by the rebels that 164 soldiers had been killed.",
    "The ministry brushed aside claims of 164 dead.",
    "There is no truth in reports of 164 dead, the governor said.",
    "A misleading post claims that 164 people were killed in Aster, the police said.",
    "The figure of 164 dead has no source in the records of the office, the ministry said.",
    "The toll of 164 dead given by the council was “inflated”, a spokesman said.",
    "The army is disputing reports that its shells killed 164 civilians.",
    "No, 164 children did not die after the vaccination.",
    "The commission has not found any basis for the figure of 164 dead.",
    "We have deleted an earlier post which said 164 people had died.",
    "The reports of 164 dead have proven false, the mayor said.",
    "Contrary to reports that 164 people had died, the government said 12 people were killed.",
]
STANDS = [
    "Rescuers brought down 12 people; 164 people had died, the ministry said.",
    "The hospital has 12 beds, and 164 people were treated there.",
    "The death toll rose to 164, the ministry said.",
    "The ministry raised the death toll to 164.",
    "The mayor denied responsibility for the blast, in which 164 people died.",
    "The mayor rejected calls to end the inquiry into the fire that killed 164 people.",
    "The army denied carrying out the attack that killed 164 people.",
    "We will never forget the 164 people who died.",
    "The hospital was denied entry to the camp, where 164 people died.",
    "The government said the union's claims were false and that 164 people had died.",
    "The 164 dead were made up of soldiers and police.",
]
CORRECTED = [
    "The number of dead has been brought from 190 to 164 after a check of the lists.",
    "Officials cut the death toll to 164 from 190.",
    "Vell has revised down the number killed when an earthquake struck in May to 164 from 190.",
    "The ministry said 164 people had died, not 190 as earlier reported.",
    "Only 164 people instead of 190 were killed, the police said.",
    "The toll given earlier was wrong; it should have read 164 dead.",
    "Officials on Monday revised to 164, down from the 190 reported before, the number of people killed in Aster.",
    "The office first put the bodies found at 190 but later revised this downward to 164.",
    "The fire left 164 dead, not 190.",
    "The office reported 190 people killed at first, but later put casualties at 164 dead.",
    "Aster police rectify and say that there were 164 dead.",
    "The prefect's office brought the number of confirmed dead down to 164 on Thursday.",
    "The toll was 190, but that number is now down to 164.",
    "The sheriff lowered to 164 in the evening the number of those who died.",
    "The number of missing was cut from 190 to 164 after many were found to be alive.",
    "In all 164 people had died, the head of the office said, and not 190, as officials had said before.",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_figure_is_denied(text):
    assert _stances(text, 164) == [Stance.DENIES]


@pytest.mark.parametrize("text", STANDS)
def test_a_figure_stands(text):
    assert _stances(text, 164) == [Stance.ASSERTS]


@pytest.mark.parametrize("text", CORRECTED)
def test_a_figure_replaces_another(text):
    assert _stances(text, 164) == [Stance.CORRECTS]


def test_all_figures_of_what_is_denied_are_denied():
    text = "The army rejected reports that it had killed 164 civilians, including 12 children."
    assert {p.stance for p in _read(text)} == {Stance.DENIES}


def test_a_claim_that_is_dismissed_leaves_its_figure_to_who_gave_it():
    first, claim = _read("Rebels said they had killed 164 soldiers, a claim the army dismissed as propaganda.")
    assert (first.stance, first.chain[0].name) == (Stance.ASSERTS, "Rebels")
    assert (claim.quantity_phrase, claim.stance, claim.chain[0].name) == ("a claim", Stance.DENIES, "army")


def test_the_missing_may_fall_by_themselves():
    assert _stances("The number of missing fell from 190 to 164, the police said.", 164) == [Stance.ASSERTS]
    assert _stances(
        "The number of missing fell from 190 to 164 after duplicate names were struck out, police said.", 164
    ) == [Stance.CORRECTS]


def test_a_real_number_corrects_where_another_was_denied():
    denied = "The mayor backtracked on a statement that 190 people had died. The real number was 164, he said."
    assert _stances(denied, 164) == [Stance.CORRECTS]
    assert _stances("The union said the real death toll was 164.", 164) == [Stance.ASSERTS]


def test_people_who_turn_out_to_be_alive_are_not_counted():
    assert not _read("Several women listed as dead turned up at their homes.")


def test_no_one_of_them_is_none():
    (claim,) = _read("The minister said that not a single civilian had been killed.")
    assert (claim.best, claim.unit) == (0, "killed")


def test_who_scorns_a_post_speaks_and_not_the_post():
    (claim,) = _read("Hari Lom, the mayor, dismissed as gossip a post which said that 164 people had died.")
    assert (claim.stance, claim.chain[0].name) == (Stance.DENIES, "Hari Lom")


def test_the_publisher_stands_once_in_a_chain():
    text = "Tom Redfern, the governor, told the Mail that six men had died."
    (claim,) = extract(text, language="en", published=date(2030, 6, 13), publisher="The Ostrand Mail").proposals
    assert [hop.name for hop in claim.chain] == ["Tom Redfern", "The Ostrand Mail"]
