"""The seam to the register: what was found and who was named, as facts that bound propositions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from antigone.core.quantity import Count


@dataclass(frozen=True, slots=True)
class Fact:
    """Something booked: so many numbered bodies, custody events or established identifications.

    Attributes:
        id: shown wherever the fact binds, such as `register:held@morgue-1`.
        unit, place, group, scope: the proposition it bounds.
        count: what the register proves: booked bodies are a floor; a closed book may also give a ceiling.
        as_of: the day the register was read for.
        events: ids of the events that prove it.
        sentence: in words.
        numbered: of the count, how many have numbers.
        rests_on: ids of the assumptions without which it bounds nothing.
        otherwise: of what a place holds, how much came or went past the flows of the account (see `register_held`).
    """

    id: str
    unit: str
    place: str
    group: str
    count: Count
    as_of: date
    scope: str = "any"
    events: tuple[str, ...] = ()
    sentence: str = ""
    rests_on: tuple[str, ...] = ()
    numbered: int = 0
    otherwise: int = 0
