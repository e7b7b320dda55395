"""One entry of the register: what it says, whether it stands, what it shows to be wrong, and what can be done next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from antigone.core.finding import Finding
from antigone.found.checks import all_findings
from antigone.found.custody import Closing, CustodyEvent, CustodyType, Stocktake
from antigone.found.desk import Desk
from antigone.found.events import NOUNS, standing, value_of
from antigone.found.label import code_of, number_of
from antigone.found.register import Register
from antigone.record.event import Event
from antigone.web.forms import m
from antigone.web.here import Here
from antigone.web.pages.custody_forms import entry_of, may_take_back
from antigone.web.pages.register_prints import OF_ACTS
from antigone.web.pages.remains import path_of
from antigone.web.register_words import ENTRIES
from antigone.web.roles import masked
from antigone.web.shelf import Rows

MOST = 500
FACTS: dict[str, str] = {
    "type": m("What happened"),
    "kind": m("What it is"),
    "text": m("What stands on it"),
    "issuer": m("Given by"),
    "asserted": m("How many, by the paper or by word"),
    "count": m("How many were counted"),
    "counted": m("What is counted"),
    "complete": m("Every label was read"),
    "from_place": m("From where"),
    "to_place": m("To where"),
    "place": m("Place"),
    "day": m("When"),
    "time": m("At what time"),
    "from_custodian": m("Held before by"),
    "to_custodian": m("Held then by"),
    "handed_by": m("Handed over by"),
    "received_by": m("Received by"),
    "identifiers": m("Labels as read before it was let go"),
    "seal": m("Number of the seal"),
    "authority": m("By whose order"),
    "reference": m("Number of the note"),
    "basis": m("How it is known"),
    "reason": m("Why"),
    "site": m("Where it was found"),
    "feature": m("In which grave or unit"),
    "element": m("Bone or region"),
    "side": m("Side"),
    "completeness": m("Completeness"),
    "material": m("Material"),
    "purpose": m("Purpose"),
    "laboratory": m("Laboratory that it goes to"),
    "number": m("Number of the laboratory"),
    "by": m("By"),
    "name": m("Name"),
    "keeper": m("Kept by"),
    "note": m("Note"),
}
"""Fields that are shown, in order, and what each is called."""
PLACES = frozenset({"from_place", "to_place", "place", "site"})


def page(here: Here) -> Response:
    """The entry that the address names."""
    rows, shelf = here.desk.shelf.rows(), here.desk.shelf
    with shelf.reading() as desk:
        event, around = entry_of(here, desk)
        stands = event.id in {each.id for each in standing(around)}
        register = _around(here, desk, event)
    value = value_of(event)
    units = register.enumerated.get(event.id, getattr(value, "units", ()))
    custody = value if isinstance(value, CustodyEvent) else None
    missing = (custody.stated - len(units)) if custody and stands else 0
    return here.page(
        "entry.html.j2",
        state=shelf.titled,
        e=event,
        title=ENTRIES[event.kind],
        act=custody.type.value if custody else "",
        stands=stands,
        corrected=[each for each in around if each.corrects == event.id],
        facts=_facts(here, event, rows),
        units=[(code_of(unit), path_of(unit)) for unit in units[:MOST]],
        more=max(len(units) - MOST, 0),
        things=_things(event),
        missing=missing,
        findings=_findings(register, event) if stands else [],
        prints=OF_ACTS if custody and stands else {},
        receipt=custody is not None and stands and custody.type is CustodyType.TRANSFERRED_OUT,
        may_back=stands and may_take_back(here, event),
    )


def _around(here: Here, desk: Desk, event: Event) -> Register:
    """The part of the register in which it can be seen whether the entry agrees with the rest."""
    value = value_of(event)
    if isinstance(value, Stocktake | Closing):
        return here.desk.shelf.of_place(desk, value.place, getattr(value, "units", ()), [event.id])
    units = getattr(value, "units", ())
    named = [value.remains] if isinstance(getattr(value, "remains", None), str) else []
    return desk.part([*units, *named], events=[event.id])


def _findings(register: Register, event: Event) -> list[Finding]:
    return [each for each in all_findings(register) if event.id in each.proof][:100]


def _facts(here: Here, event: Event, rows: Rows) -> list[tuple[str, str]]:
    """What the entry says, in the reader's words."""
    noun = NOUNS[event.kind][0]
    body = masked(event.body.get(noun, {}), here.user.role)
    told = []
    if event.occurred:
        told.append((here.words(FACTS["day"]), here.words.date(event.occurred.end or event.occurred.start)))
    for key, title in FACTS.items():
        value = body.get(key) if isinstance(body, Mapping) else None
        if value not in (None, "", [], ()) and not (key == "day" and event.occurred):
            told.append((here.words(title), _said(here, key, value, rows)))
    if any(each.field == "received_by" for each in event.sealed):
        told.append((here.words(FACTS["received_by"]), here.words("a relative; the name is sealed")))
    return told


def _said(here: Here, key: str, value: Any, rows: Rows) -> str:
    if key in PLACES:
        return rows.name(str(value))
    if isinstance(value, bool):
        return here.words("yes") if value else here.words("no")
    if isinstance(value, int):
        return here.words.number(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if key == "day":
        return here.words.date(str(value))
    return here.words(str(value)) if key in ("type", "kind", "counted", "side", "completeness") else str(value)


def _things(event: Event) -> list[tuple[str, str]]:
    """The things that an entry about one or two of them names."""
    body = event.body.get(NOUNS[event.kind][0], {})
    names = ("id", "remains", "one", "other", "parent", "split_from") if isinstance(body, Mapping) else ()
    ids = dict.fromkeys(str(body.get(name)) for name in names if number_of(str(body.get(name) or "")) is not None)
    return [(code_of(id), path_of(id)) for id in ids]
