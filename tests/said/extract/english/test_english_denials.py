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
    "The army rejected as “false and baseless” reports in a section of the press that 164 civilians had been killed.",
    "As for the report of 164 dead, the report is completely false, the mayor said.",
    "Claims by the party that the army had killed 164 people, burned a village and fled were denied by the government.",
    "The police chief hit out at keyboard warriors who claimed that 164 people had died.",
    "The ministry described as fake news a report that 164 prisoners had been shot dead.",
    "A video claiming that 164 prisoners were shot dead is fake, the ministry said.",
    "Vell has gone back on its claim that 164 farmers were killed.",
    "The party apologised for having given the death toll as 164.",
    "The agency deleted a post saying 164 people had died.",
    "It isn’t true that 164 people were killed by the police, the spokesman said.",
    "“Fire took the hall. One hundred and sixty-four dead, that’s a lie,” the mayor said.",
    "More details have come out to dismiss rumours that 164 people died in the mall.",
    "The figure of 164 dead turned out to come from lists that were counted twice.",
    "Vell wrongly added 164 deaths to its toll, the office said.",
    "The ministry accused the party of spreading lies about 164 deaths.",
    "The office said it had made a mistake when it announced 164 deaths.",
    "The office corrected an earlier statement in which it said 164 people had died.",
    "No evidence supports the claim that 164 people died, the office said.",
    "The rebels' claim to have killed 164 soldiers was dismissed by the army as fantasy.",
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
    "The army denied reports that two soldiers were hurt during the raid in Ardal, where 30 people died.",
    "The party denied persecuting anybody and has buried 30 people who were killed.",
    "A motion to honour the 30 dead was rejected by parliament.",
    "The official saw no reason to dispute the toll, and said 30 people had died.",
    "The soldiers killed 30 civilians by mistake in an air strike, the army said.",
    "The mayor disputed reports that as many as 2,000 people were killed, and put the dead at 30.",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_figure_that_its_sentence_denies_is_denied(text):
    assert [p.stance for p in _of(text, 164)] == [Stance.DENIES]


@pytest.mark.parametrize("text", STANDS)
def test_a_figure_beside_another_denial_stands(text):
    assert [p.stance for p in _of(text, 30)] == [Stance.ASSERTS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Relief workers said 62 had died. Witnesses disputed that figure.", "that figure"),
        ("The council put the dead at 62. Later it described those figures as a miscalculation.", "those figures"),
        ("Rebels said they had killed 62 soldiers, a number that the army has denied.", "a number"),
        ("Sixty-two people died, a doctor said. The ministry apologised for the “bloated” toll.", "the “bloated” toll"),
        (
            "Sixty-two people died, a doctor said. Papers had exaggerated the number of dead, he added.",
            "number of dead",
        ),
    ],
)
def test_what_points_at_a_figure_told_before_is_denied(text, words):
    read = extract(text, language="en", published=date(2030, 6, 13), publisher="Daily Example").proposals
    assert [(p.quantity_phrase, p.best) for p in read if p.stance is Stance.DENIES] == [(words, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied that 62 people had died. “We never gave such figures,” it said.",  # told once
        "Sixty-two people died. The ministry did not release casualty figures.",  # kept back
        "Sixty-two people died. Aster accused Vell of the raid; Vell has dismissed this as baseless.",
        "Sixty-two people died. The ministry neither confirmed nor denied the figure.",
        "Sixty-two people died. “I pray that the first estimates were wrong,” the mayor said.",
        "The army denied reports of mass graves. Sixty-two people died, it said.",
        "Sixty-two people died. The speaker saw no reason to dispute the toll.",
    ],
)
def test_nothing_points_where_a_figure_is_kept_back_wished_away_or_denied_itself(text):
    read = extract(text, language="en", published=date(2030, 6, 13), publisher="Daily Example").proposals
    assert all(p.best == 62 for p in read)


def test_a_headline_is_denied_where_its_text_gives_the_figure_only_to_deny_it():
    text = (
        "Aster reacts to reports of 62 dead\n\nThe ministry has denied reports that 62 people were killed in Aster.\n"
    )
    assert [p.stance for p in _of(text, 62)] == [Stance.DENIES, Stance.DENIES]
    told = "Rebels say 62 dead\n\nRebels said 62 soldiers died. The army denied that 62 soldiers had died.\n"
    assert _of(told, 62)[0].stance is Stance.ASSERTS


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
