"""What a number counts: units, parts, elided nouns, decoys."""

import pytest

from antigone.said.extract import LinkKind, NumberUse, extract


def _units(text: str) -> list[tuple[str, str]]:
    return [(p.quantity_phrase, p.unit) for p in extract(text, language="en").proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 12 people and injured 30.", [("12 people", "killed"), ("30", "injured")]),
        ("A quake left at least 40 dead, killing them at night.", [("at least 40 dead", "killed")]),
        ("The death toll has risen to 18.", [("18", "killed")]),
        ("Dead: 12", [("12", "killed")]),
        ("The bodies of 41 people were taken to the morgue.", [("41 people", "bodies_received")]),
        ("Attackers stole 41 bodies.", [("41 bodies", "bodies_stolen")]),
        ("There were seven attacks on morgues.", [("seven attacks", "morgue_attacks")]),
        ("They attacked the morgues seven times.", [("seven times", "morgue_attacks")]),
        ("4,578 people are considered victims.", [("4,578 people", "victims_recognised")]),
        ("The group compiled a list of 188 people who died.", [("188 people", "names_listed")]),
        ("Nine sailors are unaccounted for.", [("Nine sailors", "unaccounted")]),
        ("Nine sailors were reported missing.", [("Nine sailors", "reported_missing")]),
        ("Two of the injured died in hospital.", [("Two of the injured", "died_in_hospital")]),
        ("38 people are in intensive care.", [("38 people", "critical")]),
        ("Two of the graves held bodies; 63 bodies were exhumed.", [("63 bodies", "bodies_exhumed")]),
        ("Fourteen bodies have not yet been identified.", [("Fourteen bodies", "bodies_unidentified")]),
        ("Dozens of families are still searching for relatives.", [("Dozens of families", "families_searching")]),
        ("149 civilians and 11 officers died.", [("149 civilians", "killed"), ("11 officers", "killed")]),
        ("103 of the 164 dead were miners.", [("103", "killed"), ("164 dead", "killed")]),
        ("34 bodies were recovered in Aster and 23 in Bell.", [("34 bodies", "bodies_found"), ("23", "bodies_found")]),
        ("The toll stands at 18, up from 12 on Sunday.", [("18", "killed"), ("12", "killed")]),
        ("The ministry has reported 7,939 arrests.", [("7,939 arrests", "detained")]),
        ("Of the dead, 42 were children.", [("42", "killed")]),
        ("The police interviewed 12 people and 3 died.", [("3", "killed")]),
        ("More than 3,000 people were detained.", [("More than 3,000 people", "detained")]),
    ],
)
def test_units_are_as_the_speaker_named_them(text, expected):
    found = [(phrase, unit) for phrase, unit in _units(text) if unit != "graves_found"]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Some 30,000 people took to the streets on 1 October 2022.",
        "More than 600 rescuers with 12 dogs searched the rubble of 14 buildings.",
        "Police seized 12 pistols, 600 rounds and $4 million.",
        "The boy, 11, walked 12 kilometres at 4:17 p.m.",
        "More than 3,700 criminal cases have been opened, including 46 terrorism cases.",
        "Flight 412 carried 88 passengers.",
        "Unemployment rose by 4.5 percent in 2021.",
        "The group interviewed 64 former detainees.",
        "The alliance sent a force of more than 2,000 soldiers.",
    ],
)
def test_decoys_are_no_claims_and_all_are_accounted_for(text):
    found = extract(text, language="en")
    assert found.proposals == ()
    assert found.numbers
    assert all(n.use is not NumberUse.CLAIM for n in found.numbers)


def test_parts_point_to_their_whole():
    found = extract("In all, 230 people, including 19 officers, died.", language="en").proposals
    assert [(p.best, p.unit) for p in found] == [(230, "killed"), (19, "killed")]
    assert [(link.kind, link.target) for link in found[1].links] == [(LinkKind.SUBSET_OF, 0)]


def test_an_elided_breakdown_inherits_its_unit():
    text = "We confirm the deaths of 20 civilians, including 11 in Aster, eight in the Bell region, and one in Corin."
    found = extract(text, language="en").proposals
    assert [(p.best, p.unit) for p in found] == [(20, "killed"), (11, "killed"), (8, "killed"), (1, "killed")]
    assert all(p.links[0].target == 0 for p in found[1:])


def test_a_headline_repeats_its_body():
    text = "Toll rises to 18\n\nThe death toll has risen to 18, the Interior Ministry said on Sunday.\n\nThe end came."
    found = extract(text, language="en").proposals
    assert len(found) == 2
    assert [link.kind for link in found[0].links] == [LinkKind.DUP_OF]


def test_bodies_removed_without_a_figure_are_a_claim():
    text = (
        "President Aldo Brenn said that rioters attacked morgues at night and removed the bodies of their accomplices."
    )
    (claim,) = extract(text, language="en").proposals
    assert (claim.unit, claim.modifier, claim.best) == ("bodies_stolen", "unquantified", None)
    assert claim.speaker is not None
    assert claim.speaker.name == "Aldo Brenn"
