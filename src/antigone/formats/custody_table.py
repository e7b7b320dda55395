"""A table of custody: a row is one act, with or without the numbers of what passed."""

from __future__ import annotations

import re
from typing import Any

from antigone.formats.cell_values import time_within
from antigone.formats.keys import key_of
from antigone.formats.register_plan import Planned
from antigone.formats.register_reader import RegisterReader
from antigone.formats.register_words import words
from antigone.found.custody import NEEDS_FROM, NEEDS_TO, TO_A_FAMILY, CustodyEvent, CustodyType
from antigone.found.events import CUSTODY_RECORDED
from antigone.found.remains import Counted

_SPLIT = re.compile(r"[;,|\n]+")


def plan_row(reader: RegisterReader) -> list[Planned]:
    """The act of one row."""
    type = reader.word("type", CustodyType, words("custody"), "a type of custody event")
    if type is None:
        reader.text("type", required=True)
    when = reader.occurred("date")
    origin, target = reader.place("from_place"), reader.place("to_place")
    units = _units(reader, origin, target)
    counted = reader.word("counted", Counted, words("counted"), "what is counted") or Counted.BODIES
    asserted = reader.number("asserted")
    clock = reader.clock("time") or time_within(reader.row.get("date"))
    if type is not None and reader.stands:
        _require(reader, type, origin, target, units, asserted)
    if type is None or not reader.stands:
        return []
    family = type in TO_A_FAMILY
    event = reader.attempt(
        lambda: CustodyEvent(
            type, units, asserted, counted, reader.stated("from_custodian"), origin, reader.stated("to_custodian"),
            "" if family else target, clock, reader.stated("handed_by"), "" if family else reader.stated("received_by"),
            seal=reader.stated("seal"), authority=reader.stated("authority"), reference=reader.stated("reference"),
        )
    )  # fmt: skip
    return [_planned(reader, event, when)] if event else []


def _units(reader: RegisterReader, origin: str, target: str) -> tuple[str, ...]:
    """Canonical ids of the numbers written; a number that nothing has keeps the row out."""
    texts = [part.strip() for part in _SPLIT.split(reader.stated("units")) if part.strip()]
    found = []
    for text in texts:
        places = [place for place in (origin, target) if place]
        at = next((p for p in places if len(reader.shared.index.things(text, p)) == 1), "")
        found.append(reader.thing(text, "units", at))
    return tuple(dict.fromkeys(id for id in found if id))


def _require(
    reader: RegisterReader, type: CustodyType, origin: str, target: str, units: tuple[str, ...], asserted: int | None
) -> None:
    from antigone.formats import register_findings as wrong

    if type in NEEDS_TO and not target:
        reader.wrong(wrong.REFUSED, "to_place", why=f"'{type.value}' needs the place it brings to.", do="Name a site.")
    if type in NEEDS_FROM and not origin and not units:
        why = f"'{type.value}' without numbers needs the place it takes from."
        reader.wrong(wrong.REFUSED, "from_place", why=why, do="Name a site.")
    if not units and asserted is None:
        why = "it names no number and no count."
        reader.wrong(wrong.REFUSED, "units", why=why, do="Give numbers, or how many.")


def _planned(reader: RegisterReader, event: CustodyEvent, when: Any) -> Planned:
    own = reader.text("id")
    day = str(when) if when else ""
    if own:
        key = key_of("custody", own)
    else:
        key = key_of("custody", event.type.value, day, event.time, event.from_place, event.to_place, *event.units,
                     event.reference)  # fmt: skip
    subject = event.units[0] if event.units else key.replace("custody:", "custody-")[:80]
    texts = {"note": reader.stated("note")}
    if event.type in TO_A_FAMILY:
        texts["received_by"] = reader.stated("received_by")
    sealed = {name: (subject, text) for name, text in texts.items() if text}
    shown = own or f"{event.type.value} {when.start if when else ''}".strip()
    return Planned(key, CUSTODY_RECORDED, "custody", event, when, sealed, reader.file, reader.row.number, shown)
