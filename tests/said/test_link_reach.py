"""The index behind links finds what comparing every pair with every other finds."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.core.party import Party, PartyBook
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said import link
from antigone.said.claim import Claim, Mode, Stance, Status
from antigone.said.link import World, propose_links
from antigone.said.link_learned import learn

SPEAKERS = (
    *("", "Vera Example", "В. Экзампле", "Вера Экзампле", "Emergencies Ministry", "МЧС", "police", "полиция города"),
    *("city police", "Outlet 1", "Outlet 2", "officials", "Prosecutor's Office", "Генпрокуратура", "prosecutors"),
    *("Health Ministry", "Минздрав", "Rights Watchers", "Ida Quill", "Iain Brody", "Иэн Броуди"),
)
OFFICES = ("", "", "", "health minister", "глава МЧС", "spokeswoman for the city police", "Minister")
WORLD = World(
    places={p.id: p for p in (Place("land", "Land"), Place("town", "Tarvag", parent="land"))},
    groups={g.id: g for g in (Group("all", "all"), Group("police", "police", parent="all"))},
    parties=PartyBook.of([Party("H", "Health Ministry"), Party("V", "Vera Example", ("Queen V",), parent="H")]),
)


class Everything:
    """The plain slow version: every claim is a candidate of every rule."""

    def __init__(self, ordered, voices, fit):
        self.ordered = ordered

    def bare(self, claim):
        return self.ordered

    equal = denied = of_day = recent = same_day = bare

    def alike(self, claim, *, slid=False, tied=True):
        return self.ordered

    def earlier(self, claim):
        return (self.ordered,)


def world(seed: int, n: int) -> list[Claim]:
    pick = random.Random(seed)
    made = []
    for at in range(n):
        day = PartialDate.parse(f"2035-0{pick.randint(1, 3)}-{pick.randint(1, 9):02d}")
        number = pick.choice([None, 1, 3, 5, 12, 20, 25, 41, 100, 117, 120, 123])
        modifier = pick.choice(["exact", "exact", "at_least", "more_than", "about", "almost"])
        low = None if number is None or modifier in ("about", "almost") else number + (modifier == "more_than")
        best = number if modifier in ("exact", "about") else None
        claim = Claim(f"c{at}", pick.choice(["killed", "killed", "injured", "bodies_received", "missing"]), low)
        claim = replace(claim, high=number if modifier in ("exact", "almost") else None, best=best, modifier=modifier)
        claim = replace(claim, said_on=pick.choice([day, day, None]), published_on=day, document=f"d{at // 3}")
        claim = replace(claim, speaker=pick.choice(SPEAKERS), office=pick.choice(OFFICES), publisher=f"Outlet {at % 3}")
        claim = replace(claim, via=pick.choice([(), (claim.publisher,), ("МЧС", claim.publisher)]))
        claim = replace(claim, place=pick.choice(["", "town", "land", "Tarvag", "Тарваге", "Upper Sarn"]))
        claim = replace(claim, group=pick.choice(["", "", "all", "police"]), organisation=pick.choice(["", "", "МЧС"]))
        claim = replace(
            claim,
            label_as_worded=pick.choice(
                ["", "miners", "children", "детей", "attackers", "civilians", "police and soldiers"]
            ),
        )
        claim = replace(claim, status=pick.choice([Status.PROPOSED, Status.ACCEPTED]), mode=Mode.INDIRECT)
        stances = [*[Stance.ASSERTS] * 5, Stance.CORRECTS, Stance.DENIES, Stance.DOUBTS, Stance.WITHHOLDS]
        made.append(replace(claim, stance=pick.choice(stances)))
    return made


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), n=st.integers(0, 60))
def test_links_are_those_of_comparing_every_pair(seed, n):
    claims = world(seed, n)
    fast = propose_links(claims, WORLD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link, "Reach", Everything)
        assert propose_links(claims, WORLD) == fast


def test_a_random_world_has_links_of_every_kind():
    found = {each.relation for seed in range(30) for each in propose_links(world(seed, 60), WORLD)}
    assert found == set(link.Relation)


def events(count: int) -> list[Claim]:
    """So many events, a year apart, each with speakers of its own in English and Russian."""
    made = []
    for event in range(count):
        pick = random.Random(event % 3)
        for at in range(40):
            day = PartialDate.parse(f"{1900 + event}-02-{pick.randint(1, 9):02d}")
            number = pick.choice([3, 5, 12, 25, 41, 117])
            name = pick.choice(
                ("Flood Wardens service {}", "Паводковая служба {}", "Hill Hospital {}", "Горная больница {}")
            )
            speaker = name.format(f"{event:03d}".translate(str.maketrans("0123456789", "bdfghklmnp")))
            claim = Claim(f"c{event}-{at}", pick.choice(["killed", "injured"]), number, number, number, said_on=day)
            made.append(replace(claim, speaker=speaker, document=f"d{event}-{at // 4}", publisher=f"Post {at % 4}"))
    return made


def counted(claims: list[Claim]) -> tuple[int, int]:
    """Pairs of claims that a rule was asked of, and pairs that were looked at to learn of offices."""
    asked = 0
    plain = link.Finder._try

    def asking(finder, *pair):
        nonlocal asked
        asked += 1
        return plain(finder, *pair)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link.Finder, "_try", asking)
        propose_links(claims)
    return asked, learn(claims).compared


def test_twice_as_many_events_take_far_less_than_four_times_the_comparisons():
    once, twice = (counted(events(count)) for count in (15, 30))
    assert all(each > 0 for each in once)
    assert twice[0] <= 3 * once[0]  # large figures are compared whenever they were said
    assert twice[1] <= 2.5 * once[1]


def test_of_all_pairs_few_are_compared():
    claims = world(1, 1000)
    asked, learned = counted(claims)
    assert asked + learned < 1000 * 1000 / 8
