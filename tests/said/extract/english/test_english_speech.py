"""Who said it, through whom, when, and what the speaker does with the figure."""

from datetime import date

import pytest

from antigone.said.claim import Mode, Stance
from antigone.said.extract import extract

_DAY = date(2031, 5, 4)  # a Sunday


def _last(text: str, publisher: str = "Daily Example"):
    return extract(text, language="en", published=_DAY, publisher=publisher).proposals[-1]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Mayor Ida Quill said 12 people died.", ["Ida Quill (Mayor)"]),
        ("12 people died, said Ida Quill, head of the city's police.", ["Ida Quill (head of the city's police)"]),
        ("12 people died, the head of the police, Ida Quill, said.", ["Ida Quill (head of the police)"]),
        ("According to the Interior Ministry, 12 people died.", ["Interior Ministry"]),
        ("12 people died, according to Ostaria's health ministry.", ["health ministry"]),
        ("Ida Quill, the mayor, told Radio Vell that 12 people died.", ["Ida Quill (mayor)", "Radio Vell"]),
        ("12 people died, the Vell Tribune reported, citing the police.", ["police", "Vell Tribune"]),
        ("Toll: 12 dead, officials say\n\nMore follows later today.", ["officials"]),
        ("12 people died in a fire.", []),
        ("A blast killed 12 people, officials and witnesses said.", ["officials and witnesses"]),
        ("Radio Vell, quoting an unnamed official, said 12 people died.", ["unnamed official", "Radio Vell"]),
        ("A police official, speaking because he was asked to, said 12 people died.", ["police official"]),
        ("The report says so. This was said by Radio Vell.\n\n12 people died.", []),
        ("No group has claimed responsibility for the blast that killed 12 people.", []),
    ],
)
def test_the_chain_runs_from_the_speaker_to_the_publisher(text, chain):
    assert [hop.label for hop in _last(text).chain] == [*chain, "Daily Example"]


def test_he_goes_back_to_the_last_speaker():
    text = "Governor Tam Orrin spoke to reporters. Mayor Ida Quill said 12 people died. She added that 30 were injured."
    assert _last(text).chain[0].name == "Ida Quill"


def test_a_surname_finds_its_full_name_and_office():
    text = 'Fire chief Bo Hallam said 12 people died.\n\n"We found five more bodies," Hallam said.'
    hop = _last(text).chain[0]
    assert (hop.name, hop.office) == ("Bo Hallam", "Fire chief")


def test_a_quotation_goes_on_over_sentences():
    text = '"It was night. We buried 14 bodies," village elder Oro Tamm said. "Five people are missing."'
    claim = _last(text)
    assert (claim.chain[0].name, claim.mode) == ("Oro Tamm", Mode.DIRECT)


def test_nobody_credited_is_the_publisher_as_narrator():
    claim = _last("Twelve people died in a fire.")
    assert (claim.mode, claim.date_said) == (Mode.NARRATOR, "2031-05-04")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The ministry said on Thursday that 12 people died.", "2031-05-01"),
        ("On May 2 the ministry said that 12 people died.", "2031-05-02"),
        ("The ministry said yesterday that 12 people died.", "2031-05-03"),
        ("The ministry had earlier said that 12 people died.", "before 2031-05-04"),
        ("The ministry says 12 people died.", "2031-05-04"),
    ],
)
def test_dates_are_resolved_by_the_day_of_publication(text, said):
    assert _last(text).date_said == said


def test_without_a_day_of_publication_a_weekday_is_not_guessed():
    (claim,) = extract("The ministry said on Thursday that 12 people died.", language="en").proposals
    assert claim.date_said is None


@pytest.mark.parametrize(
    ("text", "stance", "modifier"),
    [
        ("The ministry denied that 12 people had died.", Stance.DENIES, "exact"),
        ("The report of 12 deaths is false, the ministry said.", Stance.DENIES, "exact"),
        ("12 people died, a channel wrote. The ministry said it never gave such figures.", Stance.DENIES, "refers_to"),
        ("12 people died. These figures are not true, the ministry said.", Stance.DENIES, "refers_to"),
        ("12 people died. Activists say the number of dead may be much higher.", Stance.DOUBTS, "much_higher"),
        ("The police refused to say how many people had died.", Stance.WITHHOLDS, "withheld"),
        ("The ministry corrected the death toll to 12.", Stance.CORRECTS, "exact"),
    ],
)
def test_what_the_speaker_does_with_the_figure(text, stance, modifier):
    claim = _last(text)
    assert (claim.stance, claim.modifier) == (stance, modifier)


def test_every_hop_has_the_span_of_its_cue():
    text = "Mayor Ida Quill said 12 people died."
    hop = _last(text).chain[0]
    assert "said" in text[hop.cue_start : hop.cue_end]
    assert "Ida Quill" in text[hop.start : hop.end]
