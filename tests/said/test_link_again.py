"""A search after a change finds what a search of everything finds, and looks at what the change may touch."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.core.place import Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Mode, Stance, Status
from antigone.said.link import World, propose_links
from antigone.said.link_again import Again

SPEAKERS = (
    *("", "Vera Example", "Вера Экзампле", "Emergencies Ministry", "МЧС", "police", "Outlet 1", "officials"),
    *("Health Ministry", "Минздрав", "city police", "Iain Brody", "Иэн Броуди"),
)
WORLD = World(places={p.id: p for p in (Place("land", "Land"), Place("town", "Tarvag", parent="land"))})


def made(pick: random.Random, id: str) -> Claim:
    day = PartialDate.parse(f"2035-01-{pick.randint(1, 9):02d}")
    number = pick.choice([None, 3, 12, 20, 23, 41, 100, 123])
    modifier = pick.choice(["exact", "exact", "more_than", "about"])
    low = None if number is None or modifier == "about" else number + (modifier == "more_than")
    best = number if modifier in ("exact", "about") else None
    outlet = f"Outlet {pick.randint(0, 2)}"
    return Claim(
        id, pick.choice(["killed", "killed", "injured", "bodies_received", "missing"]), low,
        number if modifier == "exact" else None, best, modifier,
        stance=pick.choice([*[Stance.ASSERTS] * 5, Stance.CORRECTS, Stance.DENIES]),
        said_on=pick.choice([day, day, None]), published_on=day, document=f"d{pick.randint(0, 9)}",
        speaker=pick.choice(SPEAKERS), office=pick.choice(["", "", "minister", "county coroner", "коронер"]),
        publisher=outlet, via=pick.choice([(), (outlet,), ("МЧС", outlet)]), mode=Mode.INDIRECT,
        place=pick.choice(["", "town", "Tarvag", "Upper Sarn"]), status=pick.choice([Status.PROPOSED, Status.ACCEPTED]),
        label_as_worded=pick.choice(["", "", "miners", "children", "police"]),
    )  # fmt: skip


def changed(pick: random.Random, claims: list[Claim], at: int) -> list[Claim]:
    """One claim more, one less, one moved to the end, or one that says something else."""
    several, k = list(claims), pick.randrange(len(claims))
    what = pick.choice(["more", "less", "moved", "other", "other", "status"])
    if what == "more":
        return [*several, made(pick, f"n{at}")]
    one = several.pop(k)
    if what == "moved":
        return [*several, replace(one, status=Status.ACCEPTED)]
    if what == "other":
        several.insert(k, made(pick, one.id))
    if what == "status":
        several.insert(k, replace(one, status=Status.EDITED, refers_to=claims[0].id if k else None))
    return several


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_a_search_after_a_change_finds_what_a_search_of_everything_finds(seed):
    pick, again = random.Random(seed), Again()
    claims = [made(pick, f"c{at}") for at in range(pick.randint(1, 50))]
    for at in range(4):
        assert again.links(claims, WORLD) == propose_links(claims, WORLD)
        claims = changed(pick, claims, at) or claims
    assert again.links(claims, WORLD) == propose_links(claims, WORLD)


def _case(n: int) -> list[Claim]:
    pick = random.Random(7)
    claims = [replace(made(pick, f"c{at}"), document=f"d{at}") for at in range(n)]
    return [replace(each, low=at, high=at, best=at, modifier="exact") for at, each in enumerate(claims, start=1)]


def test_a_change_to_one_claim_has_few_others_looked_at():
    again, claims = Again(), _case(400)
    again.links(claims)
    assert again.looked_at == sum(each.refers_to is None for each in claims)
    again.links(claims)
    assert again.looked_at == 0
    claims[50] = replace(claims[50], low=900, high=900, best=900)
    again.links(claims)
    assert 0 < again.looked_at < 200


def test_another_world_or_a_link_that_is_known_is_a_search_of_everything():
    again, claims = Again(), _case(40)
    links = again.links(claims)
    again.links(claims, WORLD)
    assert again.looked_at == 40
    edges = [(each.claim, each.target, each.relation) for each in links]
    assert again.links(claims, WORLD, edges) == propose_links(claims, WORLD, edges)
    assert again.looked_at == 40
