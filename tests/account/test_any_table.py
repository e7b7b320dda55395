"""Whatever a table holds, the account answers: links in rings, unknown names, missing dates, strange figures."""

from __future__ import annotations

import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

import antigone.account as account
from account.worlds import book
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim, Relation, Stance

UNITS = ("killed", "injured", "bodies_received", "bodies_stolen", "bodies_held", "died_in_custody", "no_such_unit")
PLACES = ("land", "north", "town", "", "nowhere")
GROUPS = ("all", "guards", "men", "young", "", "nobody")
DATES = (None, PartialDate(2030), PartialDate(2030, 1), PartialDate(2030, 1, 5), PartialDate(2030, 1, 9))


def anything(dice: random.Random, id: str, ids: list[str]) -> Claim:
    low = dice.choice([None, 0, 3, 9, 40])
    high = dice.choice([None, low, None if low is None else low + 5, 50])
    day = dice.choice(DATES)
    relation = dice.choice([None, None, *Relation])
    return Claim(
        id, dice.choice(UNITS), low, high, dice.choice([None, low]), dice.choice(["exact", "about", "dozens", "odd"]),
        stance=dice.choice([Stance.ASSERTS] * 6 + list(Stance)), place=dice.choice(PLACES), group=dice.choice(GROUPS),
        scope=dice.choice(["any", "unstated", "in_events", "in_custody"]), said_on=day, as_of=dice.choice([day, None]),
        speaker=dice.choice(["Ministry", "Council", ""]), organisation=dice.choice(["", "Ministry"]),
        office=dice.choice(["", "spokesman"]), publisher=dice.choice(["", "Gazette"]),
        part_of=dice.choice([None, None, *ids, "Z"]), parts_exhaustive=dice.choice([None, True, False]),
        partition=dice.choice(["", "sex", "region"]), refers_to=dice.choice([None, *ids, "Z"]) if relation else None,
        relation=relation, uncertain=dice.random() < 0.2,
        period=dice.choice([Period(), Period(), Period(PartialDate(2030, 1, 1), PartialDate(2030, 1, 3))]),
    )  # fmt: skip


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_no_table_breaks_the_account(seed: int) -> None:
    dice = random.Random(seed)
    ids = [f"C{i}" for i in range(dice.randrange(1, 14))]
    made = book([anything(dice, id, ids) for id in ids])
    day = dice.choice([None, PartialDate(2030, 1, 7).first])
    found = account.build(made, as_of=day)
    json.dumps(found.as_json())
    for proposition in found.propositions:
        assert proposition.most is None or proposition.least <= proposition.most
        assert account.explain(found, made, proposition.id).sentence
    for id in (*ids, *(c.id for c in found.conflicts)):
        account.explain(found, made, id)
