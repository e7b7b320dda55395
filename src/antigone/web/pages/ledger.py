"""The ledger of a place on a day: what was there, what came and went, act by act, what is there, and the variance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from antigone.core.errors import AntigoneError
from antigone.core.when import PartialDate
from antigone.found.balance import BalanceRow, rows_of
from antigone.found.checks import all_findings
from antigone.found.custody import INS, STAYS, Column
from antigone.found.label import code_of
from antigone.found.ledger import ends_by_word
from antigone.found.moment import DAY, moment_of
from antigone.found.register import Register
from antigone.found.remains import Counted
from antigone.web.here import Here
from antigone.web.pages.register_forms import places
from antigone.web.pages.register_prints import OF_PLACES
from antigone.web.pages.remains import path_of

MOST_CODES = 24


@dataclass(frozen=True)
class Line:
    """One act of the day at the place.

    Attributes:
        event: its id; act: its type; time: `HH:MM` or empty.
        came, went: numbered things; more: things without numbers, below zero where they went.
    """

    event: str
    act: str
    time: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    more: int


def page(here: Here) -> Response:
    """The ledger: `place`, `date` and `counted` in the address."""
    query, shelf = here.request.query_params, here.desk.shelf
    rows = shelf.rows()
    place = query.get("place", "") if query.get("place", "") in rows.sites else ""
    counted = next((each for each in Counted if each.value == query.get("counted")), Counted.BODIES)
    with shelf.reading() as desk:
        register = shelf.of_place(desk, place) if place else Register()
    day = _day(query.get("date", "")) or register.last or date.today()
    return here.page(
        "ledger.html.j2",
        state=shelf.titled,
        places=places(here),
        place=place,
        rows=rows,
        day=day,
        counted=counted.value,
        all_counted=[each.value for each in Counted],
        now=_row(register, place, day, counted),
        before=_row(register, place, day - timedelta(days=1), counted),
        ins=[c for c in Column if c in INS],
        outs=[c for c in Column if c not in INS],
        lines=_lines(register, place, day, counted) if place else [],
        counts=[b for b in register.stocktakes if b.value.place == place and b.value.day.last == day],
        findings=_findings(register, place, day) if place else [],
        prints=OF_PLACES,
        address=lambda **more: "/ledger?" + urlencode({"place": place, "date": day, "counted": counted.value} | more),
        to_thing=path_of,
        code_of=code_of,
        most=MOST_CODES,
        step=timedelta(days=1),
    )


def _day(text: str) -> date | None:
    try:
        return PartialDate.parse(text).last if text.strip() else None
    except AntigoneError:
        return None


def _row(register: Register, place: str, day: date, counted: Counted) -> BalanceRow | None:
    """The balance of the place on a day; custodians that followed one another there are added up."""
    found = [row for row in rows_of(register.ledger, day, counted) if row.spot.place == place] if place else []
    if not found:
        return None
    flows = [{column: sum(each[column] for each in books) for column in Column}
             for books in ([row.numbered for row in found], [row.stated for row in found])]  # fmt: skip
    return BalanceRow(found[0].spot, counted, flows[0], flows[1], sum(row.uncertain for row in found))


def _lines(register: Register, place: str, day: date, counted: Counted) -> list[Line]:
    """The acts of the day at the place, in order of time."""
    came: dict[str, list[str]] = defaultdict(list)
    went: dict[str, list[str]] = defaultdict(list)
    told: dict[str, tuple[str, str]] = {}
    for id, steps in sorted(register.paths.items()):
        if register.counted(id) is not counted:
            continue
        for step in steps:
            ends = [(came, step.target)] + ([(went, step.source)] if step.source else [])
            for side, spot in ends:
                if spot.place == place and spot.sink is None and step.by // DAY == day.toordinal():
                    side[step.act.id].append(id)
                    custody = step.act.custody
                    told[step.act.id] = (custody.type.value, custody.time) if custody else ("reclassified", "")
    more = _by_word(register, place, day, counted, told)
    made = [Line(id, act, time, tuple(came[id]), tuple(went[id]), more.get(id, 0)) for id, (act, time) in told.items()]
    return sorted(made, key=lambda line: (line.time or "99", line.event))


def _by_word(
    register: Register, place: str, day: date, counted: Counted, told: dict[str, tuple[str, str]]
) -> dict[str, int]:
    """Of each act of the day: how many came (or, below zero, went) without a number."""
    found: dict[str, int] = {}
    for id, booked in register.custody.items():
        event = booked.value
        missing = event.stated - len(register.enumerated[id])
        if event.asserted is None or event.type in STAYS:
            continue
        if missing and event.counted is counted and moment_of(booked.event, event.time).last // DAY == day.toordinal():
            source, _, target, _ = ends_by_word(register, event)
            sign = (target.place == place and target.sink is None) - bool(source and source.place == place)
            if sign:
                found[id] = sign * missing
                told.setdefault(id, (event.type.value, event.time))
    return found


def _findings(register: Register, place: str, day: date) -> list[Any]:
    """What is wrong with the place by the end of the day."""
    names, keys = (place, f"in {place}"), ("place", "origin", "said", "book")
    return [each for each in all_findings(register, day) if any(each.values.get(key) in names for key in keys)][:60]
