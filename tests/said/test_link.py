"""Links between claims of different documents: what is proposed, and what equal numbers alone never do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Relation, Stance, Status
from antigone.said.link import World, propose_links

WORLD = World(
    places={
        p.id: p
        for p in (Place("land", "Land"), Place("town", "Town", parent="land"), Place("port", "Port", parent="land"))
    },
    groups={
        g.id: g
        for g in (
            Group("all", "all"),
            Group("police", "police", parent="all"),
            Group("civil", "civilians", parent="all"),
            Group("armed", "armed men", parent="civil"),
        )
    },
)


def claim(id, n, day=5, unit="killed", speaker="Vera Example", org="Town Police", place="town", group="all", **more):
    values = {"low": n, "high": n, "best": n, "place": place, "group": group, "speaker": speaker, "organisation": org}
    day_said = PartialDate.parse(f"2031-05-{day:02d}")
    return Claim(id, unit, **{**values, "said_on": day_said, "document": f"d{id}", **more})


def only(*claims, known=()):
    (found,) = propose_links(claims, WORLD, known)
    return found


def test_one_speaker_s_figure_met_again_repeats_it():
    found = only(
        claim("a", 41),
        claim("b", 41, speaker="Вера Экзампле", org="", publisher="Second Post"),
        claim("c", 7, unit="missing"),
    )
    assert (found.claim, found.target, found.relation) == ("b", "a", Relation.REPEATS)


@pytest.mark.parametrize("n", [3, 41, 164])
def test_equal_numbers_alone_never_link(n):
    other = claim("b", n, speaker="Omar Sample", org="Harbour Office", unit="injured", place="port")
    assert propose_links([claim("a", n), other], WORLD) == []


def test_a_small_figure_of_another_office_is_no_repeat():
    assert propose_links([claim("a", 16), claim("b", 16, speaker="Omar Sample", org="Harbour Office")], WORLD) == []


def test_bodies_in_a_morgue_that_become_killed_are_relabelled():
    found = only(claim("a", 225, unit="bodies_received"), claim("b", 225, unit="killed"))
    assert (found.relation, found.target) == (Relation.RELABELS, "a")
    assert "what is counted" in found.reason


def test_armed_men_who_become_civilians_are_relabelled():
    assert only(claim("a", 26, group="armed"), claim("b", 26, 6, group="civil")).relation is Relation.RELABELS


def test_what_repeats_a_relabelled_figure_relabels_its_root():
    found = propose_links([claim("a", 225, unit="bodies_received"), claim("b", 225, 6), claim("c", 225, 7)], WORLD)
    assert [(each.claim, each.target, each.relation) for each in found] == [
        ("b", "a", Relation.RELABELS),
        ("c", "a", Relation.RELABELS),
    ]


def test_a_later_figure_of_the_same_office_supersedes_the_last_one():
    found = propose_links([claim("a", 12, 1), claim("b", 13, 2, speaker="Omar Sample"), claim("c", 19, 4)], WORLD)
    assert [(each.claim, each.target, each.relation) for each in found] == [
        ("b", "a", Relation.SUPERSEDES),
        ("c", "b", Relation.SUPERSEDES),
    ]


def test_a_figure_of_another_order_counts_something_else():
    assert propose_links([claim("a", 175, 1), claim("b", 2, 4)], WORLD) == []


def test_a_rounded_figure_or_an_undated_one_supersedes_nothing():
    rounded = claim("b", 4501, 9, high=None, best=None, modifier="more_than")
    undated = claim("c", 4600, said_on=None, published_on=PartialDate.parse("2031-05-20"))
    assert not any(
        each.relation is Relation.SUPERSEDES for each in propose_links([claim("a", 4578), rounded, undated], WORLD)
    )


def test_a_denial_finds_the_figure_that_it_denies():
    denial = claim("b", 164, speaker="Omar Sample", org="Health Office", stance=Stance.DENIES)
    found = only(claim("a", 164, speaker="a channel", org=""), denial)
    assert (found.claim, found.target, found.relation) == ("b", "a", Relation.DENIES)


def test_a_correction_finds_the_figure_that_it_corrects():
    found = only(claim("a", 18, group="police"), claim("b", 16, 8, group="police", stance=Stance.CORRECTS))
    assert found.relation is Relation.CORRECTS


def test_claims_of_one_document_are_left_to_the_grammar():
    assert propose_links([claim("a", 41, document="d"), claim("b", 41, document="d")], WORLD) == []


def test_what_was_rejected_is_never_proposed_again():
    pair = [claim("a", 41), claim("b", 41, 6)]
    link = only(*pair)
    assert propose_links(pair, WORLD, [(link.claim, link.target, link.relation)]) == []


def test_a_claim_that_refers_to_another_already_gets_no_second_link():
    linked = replace(claim("b", 41), refers_to="x", relation=Relation.REPEATS)
    assert propose_links([claim("a", 41), linked], WORLD) == []


def waiting(id, n, speaker, day=5, **more):
    """A claim as read, with its place and group in words."""
    own = {"org": "", "place": "", "group": "", "status": Status.PROPOSED}
    return claim(id, n, day, speaker=speaker, **{**own, **more})


def found(*claims):
    return [(each.claim, each.relation.value, each.target) for each in propose_links(claims)]


def test_an_office_is_the_same_in_two_languages():
    told = waiting("b", 12, "МЧС", place="Тарваге")
    assert found(waiting("a", 12, "Emergencies Ministry", place="Tarvag"), told) == [("b", "repeats", "a")]


@pytest.mark.parametrize(
    "other",
    [
        {"speaker": "regional police"},
        {"speaker": "МЧС", "label_as_worded": "police officers"},
        {"speaker": "МЧС", "place": "Lower Sarn"},
        {"speaker": "МЧС", "unit": "injured"},
        {"speaker": "МЧС", "stance": Stance.DENIES},
    ],
)
def test_two_fives_of_one_day_are_not_one(other):
    first = waiting("a", 5, "Emergencies Ministry", place="Upper Sarn", label_as_worded="miners")
    assert not any(kind == "repeats" for _, kind, _ in found(first, waiting("b", **{"n": 5, **other})))


def test_police_and_protesters_are_no_relabelled_figure():
    first = waiting("a", 26, "Interior Ministry", label_as_worded="police officers")
    assert found(first, waiting("b", 26, "МВД", label_as_worded="протестующих")) == []


def test_attackers_who_become_civilians_in_another_language_are_relabelled():
    first = waiting("a", 26, "Interior Ministry", label_as_worded="attackers")
    told = waiting("b", 26, "МВД", 6, label_as_worded="мирных жителей")
    assert found(first, told) == [("b", "relabels", "a")]


def test_the_agency_is_the_one_that_its_document_names_in_full():
    named = waiting("b", 3, "Civil Defence Agency", 6, unit="missing", document="d")
    first = waiting("a", 203, "Агентство гражданской обороны")
    assert ("c", "repeats", "a") in found(first, named, waiting("c", 203, "the agency", 6, document="d"))
    assert found(first, waiting("c", 7, "the agency", 6, document="d")) == []


def test_a_denial_of_a_figure_leads_to_who_gave_it_and_not_to_who_denies_it_too():
    first, denial = waiting("a", 71, "Rights Example"), waiting("b", 71, "МВД", 6, stance=Stance.DENIES)
    again = waiting("c", 71, "Interior Ministry", 7, stance=Stance.DENIES)
    assert found(first, denial, again) == [("b", "denies", "a"), ("c", "repeats", "b")]


def test_a_correction_finds_the_last_figure_though_its_day_is_not_said():
    late = {"said_on": None, "published_on": PartialDate.parse("2031-05-09"), "stance": Stance.CORRECTS}
    told = waiting("c", 15, "Health Ministry", **late)
    first, second = waiting("a", 14, "Минздрав", 5), waiting("b", 17, "Минздрав", 7)
    assert ("c", "corrects", "b") in found(first, second, told)


def test_an_outlet_s_own_narration_is_not_taken_for_its_source_s_earlier_figure():
    told = waiting("a", 9, "Harbour Tribune", publisher="Harbour Tribune")
    assert found(told, waiting("b", 14, "Health Ministry", 6, via=("Harbour Tribune",))) == []


def test_children_of_those_whom_the_office_counted_that_day_are_a_part_and_it_is_called_unclear():
    whole, part = waiting("a", 30, "Ministry of Transport"), waiting("b", 11, "Минтранс", label_as_worded="детей")
    (link,) = propose_links([whole, part])
    assert (link.claim, link.target, link.relation, link.doubt) == ("b", "a", Relation.SUBSET, "unclear")


_claims = st.builds(
    claim,
    id=st.uuids().map(str),
    n=st.one_of(st.none(), st.integers(0, 40)),
    day=st.integers(1, 9),
    unit=st.sampled_from(["killed", "injured", "bodies_received", "no such unit"]),
    speaker=st.sampled_from(["", "Vera Example", "В. Экзампле", "officials"]),
    org=st.sampled_from(["", "Town Police"]),
    place=st.sampled_from(["", "town", "land", "nowhere"]),
    group=st.sampled_from(["", "all", "police", "unknown"]),
    modifier=st.sampled_from(["exact", "more_than", "about"]),
    stance=st.sampled_from(list(Stance)),
)


@given(st.lists(_claims, max_size=14, unique_by=lambda c: c.id))
def test_links_lead_from_a_claim_to_another_and_never_in_a_ring(several):
    found = propose_links(several, WORLD)
    ids = {each.id for each in several}
    assert len({each.claim for each in found}) == len(found)
    assert all(each.claim != each.target and {each.claim, each.target} <= ids for each in found)
    goes = {each.claim: each.target for each in found if each.relation is not Relation.DENIES}
    for start in goes:
        seen, at = set(), start
        while at in goes and at not in seen:
            seen.add(at)
            at = goes[at]
        assert at not in goes
    assert found == propose_links(several, WORLD)
