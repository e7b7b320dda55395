"""Items of an examination that tell of a life and not of a body: their values are sealed under the number.

What a body looks like stands in the clear, by number, so that a clerk without keys and a copy without them can tell one
body from another. Names, papers, contacts, illnesses and treatments of the person, and free remarks, do not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from antigone.found.examination import Answer, Examination, Observation

PERSONAL = frozenset(
    {f"{n:02d}" for n in range(20)} | {"12A", "65", "66", "67", "68", "69", "70", "93", "94", "note", "remarks"}
) - {"17"}
"""INTERPOL items 00 to 19 (who somebody is, and whom they have), 65 to 70 (pregnancy, operations, history, medication,
infections, addictions, other medical facts), 93 and 94 (DNA), and free remarks. Item 17, distinguishing features, is
what 53 is in other editions: appearance."""
FIELD = "personal"
"""Name of the sealed field: JSON of item → value."""


def apart(examination: Examination) -> tuple[Examination, dict[str, str]]:
    """The examination as it may stand in the clear, and the values to be sealed, by item.

    Which items are sealed stays in sight: `sealed_items`. Blank and no data tell nothing of anybody and stay.
    """
    secret = [each for each in examination.observations if each.answer is Answer.GIVEN and is_personal(each.item)]
    if not secret:
        return examination, {}
    open_ = tuple(each for each in examination.observations if each not in secret)
    items = tuple(dict.fromkeys((*examination.sealed_items, *(each.item for each in secret))))
    return replace(examination, observations=open_, sealed_items=items), {each.item: each.value for each in secret}


def is_personal(item: str) -> bool:
    """Whether the value of an item is sealed; a part of an item (`68.01`) is as the item."""
    return item.partition(".")[0].upper() in PERSONAL or item.casefold() in PERSONAL


def sealed_field(examination: Examination, values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The sealed field of the event, or none."""
    text = json.dumps(dict(sorted(values.items())), ensure_ascii=False)
    return {FIELD: (examination.remains, text)} if values else {}


def opened(text: str) -> tuple[Observation, ...]:
    """The observations behind a sealed field, for whoever may see them."""
    return tuple(Observation(str(item), str(value)) for item, value in json.loads(text).items())
