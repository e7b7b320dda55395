"""Figures whose noun or verb stands elsewhere, and numbers beside casualties that count nothing."""

from datetime import date

import pytest

from antigone.said.extract import extract


def _units(text):
    read = extract(text, language="en", published=date(2030, 6, 13), publisher="Daily Example").proposals
    return [(p.low or p.best or p.high, p.unit) for p in read]


COUNTED = [
    ("Toll in ferry tragedy over 60; dozens missing\n\nThe search goes on.", [(61, "killed"), (24, "missing")]),
    ("It is feared that the toll may climb beyond 400.", [(401, "killed")]),
    ("The dead victims number 347 in total, a letter said.", [(347, "killed")]),
    ("The number of those who lost their lives has not exceeded 150, the ministry said.", [(150, "killed")]),
    (
        "The ministry lowered the toll of the blast in the market of Aster from 89 to 42.",
        [(89, "killed"), (42, "killed")],
    ),
    ("Reporters put the number of dead in the hundreds.", [(200, "killed")]),
    ("The official toll is a staggering 2,357.", [(2357, "killed")]),
    ("The death tolls varied from 52 to 58 people.", [(52, "killed")]),
    ("Sixteen died where the bus fell and one at a local hospital.", [(16, "killed"), (1, "died_in_hospital")]),
    ("She said 542 people were killed in Ardal and another 203 in Vell.", [(542, "killed"), (203, "killed")]),
    (
        "It reported 10,545 casualties; another 11,396 were recorded elsewhere.",
        [(10545, "killed_or_injured"), (11396, "killed_or_injured")],
    ),
    ("Six people lost their lives, including a nurse and three guards.", [(6, "killed"), (3, "killed")]),
    ("Fifteen children were among 18 civilians killed in the raid.", [(15, "killed"), (18, "killed")]),
    (
        "Among the dead, according to Hallam, are 16 girls, 15 boys and 19 women.",
        [(16, "killed"), (15, "killed"), (19, "killed")],
    ),
    ("Divers found the bodies of 68 people, 28 children among them.", [(68, "bodies_found"), (28, "bodies_found")]),
    (
        "Officials found that 140 complete and 1,009 partial bodies were exhumed.",
        [(140, "bodies_exhumed"), (1009, "bodies_exhumed")],
    ),
    ("Five persons were stated to be missing.", [(5, "missing")]),
    ("At least 110 civilians were ruthlessly killed.", [(110, "killed")]),
    ("Fourteen workers trapped ten days ago by the collapse have died.", [(14, "killed")]),
    ("Some people are still missing.", [(1, "missing")]),
    ("Another person was reported to have died.", [(1, "killed")]),
    ("He described 16 of the injured as critical.", [(16, "critical")]),
    ("At least six people were hit by bullets.", [(6, "injured")]),
    ("7 More Bodies Taken From Ardal Forest\n\nThe search goes on.", [(7, "bodies_found")]),
    ("Sixty bodies were pulled from eight mass graves.", [(60, "bodies_exhumed"), (8, "graves_found")]),
    ("Hospitals had taken in at least 23 bodies.", [(23, "bodies_received")]),
    ("The morgue, overwhelmed at present, holds 607 bodies.", [(607, "bodies_held")]),
    ("At least one more body has yet to be retrieved.", [(1, "bodies_unrecovered")]),
    ("Seventy-four of the 97 victims have been identified.", [(74, "identified"), (97, "killed")]),
    ("Rescuers recovered three more bodies, bringing the total to 57.", [(3, "bodies_found"), (57, "bodies_found")]),
    ("Hospitals treated 43 people for smoke inhalation.", [(43, "sought_treatment")]),
    ("Officials have identified 30 of the 46 bodies.", [(30, "bodies_identified"), (46, "bodies_found")]),
    ("The death toll climbed past 100.", [(101, "killed")]),
    ("13 coal miners, soldier killed in Ardal\n\nThe army spoke of a mistake.", [(13, "killed")]),
    ("No one died or was injured.", [(None, "killed_or_injured")]),
]


@pytest.mark.parametrize(("text", "units"), COUNTED)
def test_what_a_figure_counts_whose_words_stand_apart(text, units):
    assert [(n or None, unit) for n, unit in _units(text)] == units


@pytest.mark.parametrize(
    "text",
    [
        "The police do all they can so that nobody dies.",
        "No larger mass grave has been found.",
        "There was no reliable estimate of the missing.",
        "Thousands of lives were saved by the warning.",
        "The mother of three was killed.",
        "The court released 40 detainees.",
        "The office sent 40 doctors to treat the wounded.",
        "The police could do nothing for the father of two.",
        "Twelve people died. “I saw it,” said one of the men with the spades.",
        "The dead were found with parts of one body in the debris.",
    ],
)
def test_what_is_hoped_for_compared_or_said_by_somebody_is_no_figure(text):
    assert _units(text) in ([], [(12, "killed")])


def test_the_ages_of_the_dead_are_no_figures():
    assert _units("At least three children, aged 8, 12 and 13, were among the dead.") == [(3, "killed")]
    assert _units("Among the dead were a boy of 12 and two girls aged 11 and 14.") == [(2, "killed")]
