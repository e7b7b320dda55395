"""Constructions found in batches of reports read cold: each line is one, told with invented people and places."""

from datetime import date

import pytest

from antigone.said.extract import extract

DAY = date(2030, 6, 13)  # a Thursday


def _read(text):
    return extract(text, language="en", published=DAY, publisher="Daily Example").proposals


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Of these, 19 have been identified.", []),
        ("The toll is 58. Of these, 19 have been identified.", [("58", "killed"), ("19", "identified")]),
        (
            "They handed over 40 bodies and received 27.",
            [("40 bodies", "bodies_handed_over"), ("27", "bodies_received")],
        ),
        (
            "DNA was taken from 322 bodies; 157 could be identified.",
            [("322 bodies", "bodies_found"), ("157", "bodies_identified")],
        ),
        ("At least 106 protesters in 21 cities have been killed.", [("At least 106 protesters", "killed")]),
        ("Forty people with gunshot wounds were detained.", [("Forty people", "detained")]),
        (
            "Deaths had reached 36, injuries 121 and missing 11.",
            [("36", "killed"), ("121", "injured"), ("11", "missing")],
        ),
        ("That raised to nine the number of confirmed victims.", [("nine", "killed")]),
        ("The number of bodies in Aster has risen to 403.", [("403", "bodies_found")]),
        (
            "More than 300 bones and three skulls were found.",
            [("More than 300 bones", "remains_found"), ("three skulls", "remains_found")],
        ),
        ("Twelve died. The ministry lowered the figure to 11.", [("Twelve", "killed"), ("11", "killed")]),
        ("There were 87 deaths, not 119.", [("87 deaths", "killed"), ("119", "killed")]),
        ("There were not 200 or even 500 deaths.", [("200", "killed"), ("500 deaths", "killed")]),
        (
            "They found 55 bodies. Most are civilians, 21 are military.",
            [("55 bodies", "bodies_found"), ("21", "bodies_found")],
        ),
        ("Seven of the dead were under 14.", [("Seven of the dead", "killed")]),
        ("A graveyard in Aster issued 41 burial permits.", []),
        ("About 100 people were released.", []),
        ("The 30 reported deaths are in Aster.", [("30 reported deaths", "killed")]),
        ("There are 329 reported missing.", [("329", "reported_missing")]),
        ("The toll since June 14 rose to 937.", [("937", "killed")]),
        ("One hundred were arrested between 9 and 12 August.", [("One hundred", "detained")]),
        ("He has learnt from Channel Nord 24 that all is well.", []),
    ],
)
def test_what_a_number_counts(text, units):
    assert [(p.quantity_phrase, p.unit) for p in _read(text)] == units


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor of Aster said that 12 people died.", "mayor of Aster"),
        (
            "The Ministry of Information and Social Development said 12 people died.",
            "Ministry of Information and Social Development",
        ),
        ("The same evening the Ministry of Health said 12 people had died.", "Ministry of Health"),
        (
            "A strike hit Aster, the Order of the Lamp said. It treated 12 wounded people, the organisation wrote.",
            "Order of the Lamp",
        ),
        (
            "Teams of the General Authority for the Lost found 12 bodies, the authority said.",
            "General Authority for the Lost",
        ),
        (
            "A top official said 12 people died. Ida Quill, head of the fire service, said the search went on.",
            "Ida Quill",
        ),
        ("Families have registered 12 people as missing, the Lantern Society said.", "Lantern Society"),
        ("A police chief who estimated 12 deaths was dismissed.", "police chief"),
        ("The coastguard defended itself and denied reports that 12 died.", "coastguard"),
        ("The dead were named, Ida Quill, the mayor, said. She put the number of injured at 12.", "Ida Quill"),
    ],
)
def test_who_is_innermost(text, speaker):
    assert _read(text)[-1].chain[0].name == speaker


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The health department's Telegram channel says 12 people died.", ["health department", "Telegram channel"]),
        ("An army assessment seen by CNN put the number of deaths at 12.", ["army assessment", "CNN"]),
        ("Twelve people died, the mayor, Ida Quill, wrote on Telegram.", ["Ida Quill", "Telegram"]),
        (
            "Twelve people died, the city council said on Telegram, quoting eyewitnesses.",
            ["eyewitnesses", "city council", "Telegram"],
        ),
    ],
)
def test_the_hops_before_the_publisher(text, chain):
    assert [hop.name for hop in _read(text)[0].chain[:-1]] == chain


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("The toll was later revised down by the ministry to 253.", ["corrects"]),
        ("Police lower island toll to 68 from 86.", ["corrects", "asserts"]),
        ("The ministry corrected its toll for last week from 86 deaths to 68.", ["asserts", "corrects"]),
        ("The toll stood at 125, down from 174.", ["corrects", "asserts"]),
        ("There were 87 deaths, not 119.", ["corrects", "denies"]),
        ("Twelve died. The ministry called it false.", ["asserts", "denies"]),
        ("Twelve died. The ministry rejected this number as propaganda.", ["asserts", "denies"]),
        ("The navy could not immediately confirm reports that 20 were missing.", ["doubts"]),
        (
            'Media said 120 died. "That is not true," the governor said. "We have 12 dead."',
            ["asserts", "denies", "asserts"],
        ),
        (
            "Police put the dead at 300. The mayor disputed the figure of 300, saying that 50 died.",
            ["asserts", "denies", "asserts"],
        ),
        ("The ministry withdrew its earlier toll of 45.", ["denies"]),
        ("Rumours that soldiers brought the disease were denied.", []),
    ],
)
def test_what_is_done_with_a_figure(text, stances):
    assert [p.stance.value for p in _read(text)] == stances


def test_a_part_in_a_new_paragraph_has_the_speaker_of_its_whole():
    found = _read("The mayor, Ida Quill, said 42 bodies were exhumed.\n\nAmong them were three women.")
    assert [p.chain[0].name for p in found] == ["Ida Quill", "Ida Quill"]
    assert [link.target for link in found[1].links] == [0]


def test_two_speakers_of_one_figure_put_forward_two_propositions():
    found = _read("The Interior Ministry said 12 people died. The Lantern Society said 12 people died.")
    assert [p.links for p in found] == [(), ()]


def test_a_headline_may_round_a_figure_within_a_twentieth():
    near = _read("Nearly 150 people die in blaze\n\nPolice said 149 people died.")
    far = _read("Nearly 150 people die in blaze\n\nPolice said 120 people died.")
    assert (len(near[0].links), len(far[0].links)) == (1, 0)


def test_the_dead_are_parts_of_the_dead_and_not_of_the_hurt_told_after_them():
    found = _read("Police said 12 people were killed and 30 wounded. The mayor said the dead included four women.")
    assert (found[2].unit, found[2].links[0].target) == ("killed", 0)


def test_earlier_this_week_dates_nothing():
    assert not (
        _read("It rained. All is calm. Officials said earlier this week that 12 died.")[0].date_said or ""
    ).startswith("before")


def test_a_headline_repeats_the_text_and_joins_no_two_speakers_of_it():
    body = "The Lantern Society said 19 people died.\n\nThe Interior Ministry put the toll at 19."
    text = f"Watchdog: 19 dead in protests\n\n{body}"
    assert [[link.target for link in p.links] for p in _read(text)] == [[1], [], []]
