"""A large register for benchmarks: morgues, remains with codes, and custody events, written as a case or in memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from antigone.core.when import PartialDate, Period
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.events import draft
from antigone.found.label import Block, Label, LabelKind, canonical_id
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.record.event import Draft

START = date(2024, 1, 1)
PLACES = 40


def on(day: int) -> Period:
    """A day of the world as a period."""
    when = START + timedelta(days=day)
    partial = PartialDate(when.year, when.month, when.day)
    return Period(partial, partial)


def drafts(writer: str, remains: int, acts: int, seed: int = 1) -> Iterator[Draft]:
    """Sites, one block, numbered remains, and `acts` custody events for each (intake, then dispatch and receipt)."""
    chance = random.Random(seed)
    for place in range(PLACES):
        yield draft(Site(f"morgue-{place}", SiteType.MORGUE, keeper=f"office-{place % 7}"))
    yield draft(Block(writer, 0, remains + 999))
    at = [chance.randrange(PLACES) for _ in range(remains)]
    for n in range(remains):
        kind = RemainsKind.BODY if n % 5 else RemainsKind.BONE
        yield draft(Remains(canonical_id(n), kind))
        yield draft(Label(canonical_id(n), LabelKind.MORGUE, f"M{at[n]}-{n}", f"morgue-{at[n]}"))
    for act in range(acts):
        for n in range(remains):
            unit, day = (canonical_id(n),), 3 * act + n % 3
            if act == 0:
                event = CustodyEvent(CustodyType.RECEIVED, unit, to_place=f"morgue-{at[n]}", time="08:00")
            elif act % 2:
                event = CustodyEvent(CustodyType.TRANSFERRED_OUT, unit, from_place=f"morgue-{at[n]}", time="09:00")
            else:
                at[n] = chance.randrange(PLACES)
                event = CustodyEvent(CustodyType.TRANSFERRED_IN, unit, to_place=f"morgue-{at[n]}", time="17:00")
            yield draft(event, on(day))
