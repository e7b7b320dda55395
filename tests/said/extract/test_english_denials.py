"""A figure that is denied in the sentence that gives it; and figures that only stand beside a denial."""

from datetime import date

import pytest

from antigone.said.claim import Stance
from antigone.said.extract import extract


def _of(text, value):
    read = extract(text, language="en", published=date(2030, 6, 13), publisher="Daily Example").proposals
    return [p for p in read if p.best == value]


DENIED = [
    "The Ministry of Health said that it had never given a figure of 164 dead.",
    "The Ministry of Information of Vell called the 164 deaths on its channel a technical error.",
    "The ministry never published such a number as 164 dead.",
    "The governor said his office had not announced a toll of 164 dead.",
    "No figure of 164 dead was ever confirmed by the ministry.",
    "A toll of 164 dead was never published, the ministry said.",
    "The mayor described the 164 reported deaths as baseless.",
    "The 164 deaths were dismissed as fabricated by the ministry.",
    "“The report of 164 dead is not true,” the ministry said.",
    "“It is not true that 164 people died,” the governor said.",
    "The 164 deaths do not correspond to reality, the ministry said.",
    "The ministry denied reports that 164 people had died.",
    "Claims that 164 people had been killed were rejected by the ministry.",
    "“There were no 164 deaths in Aster,” the mayor said.",
    "The channel took back the figure of 164 dead.",
    "The ministry withdrew its figure of 164 dead.",
    "The police said reports of 164 dead were false.",
    "The health ministry said it had never announced that 164 people had died.",
    "The ministry said no figure of 164 dead had been published.",
    "The mayor took back his figure of 164 dead.",
    "That 164 people died is simply untrue, the mayor said.",
]
STANDS = [
    "The ministry did not say how many of the 30 dead were children.",
    "The governor called the 30 deaths a tragedy.",
    "The company denied responsibility for the 30 deaths.",
    "The army rejected any blame for the 30 deaths in Aster.",
    "The mayor called the 30 deaths a tragic mistake.",
    "The ministry said that 30 people had died after a false alarm.",
    "The ministry said 30 people had died and that the alarm was false.",
    "The governor never visited the families of the 30 dead.",
    "The police described the 30 deaths as murders.",
    "The company dismissed claims that it was responsible for the 30 deaths.",
    "Reports of 164 dead were dismissed by the mayor, who said 30 people had died.",
    "The ministry denied reports that 164 people had died, and said 30 people had been killed.",
    "There were not only fires: 30 people died, the ministry said.",
    "The ministry published a toll of 30 dead.",
    "The figure of 30 dead was confirmed by the ministry.",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_figure_that_its_sentence_denies_is_denied(text):
    assert [p.stance for p in _of(text, 164)] == [Stance.DENIES]


@pytest.mark.parametrize("text", STANDS)
def test_a_figure_beside_another_denial_stands(text):
    assert [p.stance for p in _of(text, 30)] == [Stance.ASSERTS]


def test_who_calls_a_figure_false_is_its_speaker():
    (claim,) = _of(DENIED[1], 164)
    assert claim.chain[0].name == "Ministry of Information of Vell"


@pytest.mark.parametrize(
    "text",
    [
        "The figure of 164 dead was taken back by the mayor.",
        "Reports of 164 dead were dismissed as fabricated by the mayor.",
        "Claims that 164 people had been killed were rejected by the mayor.",
    ],
)
def test_who_denies_in_the_passive_is_the_speaker(text):
    (claim,) = _of(text, 164)
    assert (claim.stance, claim.chain[0].name) == (Stance.DENIES, "mayor")


def test_what_a_parliament_rejects_is_not_said_by_it():
    (claim,) = _of("A motion to honour the 30 dead was rejected by parliament.", 30)
    assert [hop.name for hop in claim.chain] == ["Daily Example"]
