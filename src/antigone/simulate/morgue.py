"""The morgue book and the paper trail of custody, as clerks keep them: with slips, and with moves nobody enumerated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from antigone.simulate.event import Event
from antigone.simulate.land import LAND, Land, morgue, region, town
from antigone.simulate.land import field as field_id
from antigone.simulate.remains import Entry, Remains
from antigone.simulate.settings import Settings, day

Row = dict[str, object]
STORE = "store-1"
REGISTER = (
    *("number", "kind", "parent", "element", "side", "place", "received_on", "found_at", "found_on", "sex", "age"),
    *("condition", "note"),
)
CUSTODY = (
    *("id", "type", "on", "numbers", "asserted", "from_place", "to_place", "handed_by", "received_by", "reference"),
    "note",
)
SITES = ("id", "name", "type", "place_id", "note")


@dataclass
class Books:
    """What the clerks wrote, and where it is wrong.

    Attributes:
        register: one row a numbered thing, duplicates and slips among them.
        custody: one row an act.
        sites: the places of both.
        errors: row of the register (the header is row 1) or id of the custody act, what is wrong, and what is true.
    """

    register: list[Row] = field(default_factory=list)
    custody: list[Row] = field(default_factory=list)
    sites: list[Row] = field(default_factory=list)
    errors: list[Row] = field(default_factory=list)


def make_books(settings: Settings, event: Event, land: Land, remains: Remains) -> Books:
    """Keep the books."""
    random = settings.random(5)
    books = Books(sites=list(_sites(land)))
    for entry in remains.entries:
        row = _register_row(random, event, land, entry)
        books.register.append(row)
        if random.random() < settings.clerical:
            _slip(random, books, row)
    acts = sorted(_acts(random, settings, event, land, remains), key=lambda act: str(act["on"]))
    for number, act in enumerate(acts, 1):
        act["id"] = f"C{number:05d}"
        if act["numbers"] and random.random() < settings.clerical:
            true = act["asserted"]
            act["asserted"] = int(str(true)) + int(random.choice([-1, 1]))
            values = {"where": act["id"], "kind": "count_against_numbers", "column": "asserted"}
            books.errors.append({**values, "written": act["asserted"], "true": true})
        books.custody.append(act)
    return books


def _sites(land: Land) -> Iterator[Row]:
    for t, name in enumerate(land.town_names):
        yield {"id": morgue(t), "name": f"{name} morgue", "type": "morgue", "place_id": town(t), "note": ""}
    for r, name in enumerate(land.region_names):
        yield {"id": field_id(r), "name": f"Field near {name}", "type": "primary grave", "place_id": region(r),
               "note": "dug in secret"}  # fmt: skip
    yield {"id": STORE, "name": "Central cold store", "type": "cold store", "place_id": LAND, "note": ""}


def place_of(land: Land, number: int) -> str:
    """Id of the site where bodies of a smallest place are entered."""
    return morgue(number) if number < land.n_towns else field_id(number - land.n_towns)


def _register_row(random: np.random.Generator, event: Event, land: Land, entry: Entry) -> Row:
    age = 2031 - int(event.birth_year[entry.person]) + int(random.normal(0, 5))
    buried = entry.place >= land.n_towns
    earlier = max(0, entry.day - int(random.integers(0, 2))) if not buried else entry.day
    found = max(earlier, int(event.died[entry.person]))
    known = random.random() < 0.92 and entry.main
    return {
        "number": entry.number,
        "kind": "body" if entry.main else "bone",
        "parent": "",
        "element": entry.element,
        "side": entry.side,
        "place": place_of(land, entry.place),
        "received_on": day(entry.day),
        "found_at": place_of(land, entry.place) if buried else f"town-{entry.place + 1}",
        "found_on": day(found),
        "sex": ("M" if event.male[entry.person] else "F") if known else "",
        "age": f"{max(0, age - 7)}-{age + 7}" if entry.main else "",
        "condition": "skeletonised" if buried and random.random() < 0.3 else "",
        "note": "",
    }


def _slip(random: np.random.Generator, books: Books, row: Row) -> None:
    """One clerical error in the row just entered, or a second entry of it."""
    kind = str(random.choice(["entered_twice", "transposed_number", "before_found", "sex", "place_spelling"]))
    true: object
    column = {"transposed_number": "number", "before_found": "received_on", "place_spelling": "place"}.get(kind, kind)
    if kind == "entered_twice":
        books.register.append(dict(row))
        column, true = "number", "one row"
    elif kind == "transposed_number":
        true = row["number"]
        digits = list(str(true))
        digits[-1], digits[-2] = digits[-2], digits[-1]
        row["number"] = "".join(digits)
        if row["number"] == true:
            return
    elif kind == "before_found":
        true = row["received_on"]
        row["received_on"], row["found_on"] = row["found_on"], row["received_on"]
        if row["received_on"] == row["found_on"]:
            return
    elif kind == "sex":
        true = row["sex"]
        if not true:
            return
        row["sex"] = "F" if true == "M" else "M"
    else:
        true = row["place"]
        row["place"] = str(true).replace("-", " ").title()
    values = {"where": len(books.register) + 1, "kind": kind, "column": column}
    books.errors.append({**values, "written": row.get(column, ""), "true": true})


def _acts(random: np.random.Generator, settings: Settings, event: Event, land: Land, remains: Remains) -> Iterator[Row]:
    """All acts of custody, as they were written down."""
    groups: dict[tuple[int, int], list[Entry]] = {}
    for entry in remains.entries:
        groups.setdefault((entry.day, entry.place), []).append(entry)
    for (when, place), entries in sorted(groups.items()):
        numbers = [entry.number for entry in entries]
        kind = "received" if place < land.n_towns else "exhumed"
        yield _act(kind, when, numbers, len(numbers), to=place_of(land, place))
    at_morgue = {e.person: e.number for e in remains.entries if e.place < land.n_towns and e.main}
    for person in np.flatnonzero(event.handed >= 0).tolist():
        where = morgue(int(event.town[person]))
        yield _act("returned to family", int(event.handed[person]), [at_morgue[person]], 1, origin=where)
    for number, (where_from, when, count) in enumerate(event.thefts, 1):
        note = "taken by force; nobody wrote down which"
        yield _act("stolen", when, [], count, origin=morgue(where_from), note=note, reference=f"report {number}")
    yield from _transfers(random, settings, land, remains)


def _transfers(random: np.random.Generator, settings: Settings, land: Land, remains: Remains) -> Iterator[Row]:
    """Late moves to the central store: sent with a count and no list, received with a list."""
    for place in range(land.n_towns):
        held = [e.number for e in remains.entries if e.place == place and e.read]
        if len(held) < 4 or random.random() < 0.3:
            continue
        moved = held[: len(held) // 2]
        when, where = settings.last - 4, morgue(place)
        note = f"note {place + 1}"
        yield _act("transferred out", when, [], len(moved), origin=where, to=STORE, reference=note)
        yield _act("transferred in", when + 1, moved, len(moved), origin=where, to=STORE, reference=note)


def _act(
    kind: str,
    when: int,
    numbers: list[str],
    asserted: int,
    *,
    origin: str = "",
    to: str = "",
    note: str = "",
    reference: str = "",
) -> Row:
    return {
        "id": "", "type": kind, "on": day(when), "numbers": ";".join(numbers), "asserted": asserted,
        "from_place": origin, "to_place": to, "handed_by": "clerk" if origin else "",
        "received_by": "clerk" if to else "", "reference": reference, "note": note,
    }  # fmt: skip
