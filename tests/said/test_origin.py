"""Origins: who is behind a figure."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Relation
from antigone.said.origin import origins

DAY = PartialDate(2030, 5, 1)


def claim(id: str, refers_to: str | None = None, relation: Relation | None = Relation.REPEATS, **more: Any) -> Claim:
    given_: dict[str, Any] = {"unit": "killed", "said_on": DAY, "as_of": DAY, "speaker": f"speaker of {id}"}
    return Claim(id, low=5, high=5, refers_to=refers_to, relation=relation if refers_to else None, **given_ | more)


def test_a_chain_of_repeats_and_relabels_is_one_origin() -> None:
    found = origins([claim("A"), claim("B", "A"), claim("C", "B", Relation.RELABELS), claim("D")])
    assert found.members == {"A": ("A", "B", "C"), "D": ("D",)}
    assert found.count(["A", "B", "C", "D"]) == 2


def test_superseding_is_no_repeat() -> None:
    assert len(origins([claim("A"), claim("B", "A", Relation.SUPERSEDES)]).members) == 2


def test_one_speaker_with_one_figure_on_one_day_is_one_origin_without_a_link() -> None:
    found = origins([claim("A", speaker="Ministry"), claim("B", speaker="ministry "), claim("C", speaker="Council")])
    assert found.root == {"A": "A", "B": "A", "C": "C"}


def test_equal_numbers_of_different_speakers_never_merge() -> None:
    assert len(origins([claim(i) for i in "ABCDE"]).members) == 5


def test_a_ring_of_links_still_has_a_root() -> None:
    assert origins([claim("A", "B"), claim("B", "A")]).members == {"A": ("A", "B")}


def test_a_link_to_nothing_is_ignored() -> None:
    assert origins([claim("A", "Z")]).root == {"A": "A"}


@given(st.integers(0, 10**6))
def test_origins_do_not_depend_on_order(seed: int) -> None:
    dice = random.Random(seed)
    made = [claim(str(i), str(dice.randrange(i)) if i and dice.random() < 0.6 else None) for i in range(12)]
    mixed = made[:]
    dice.shuffle(mixed)
    assert origins(made).root == origins(mixed).root
