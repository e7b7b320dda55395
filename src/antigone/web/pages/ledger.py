"""The ledger of a place on a day: what was there, what came and went, act by act, what is there, and the variance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from antigone.core.errors import AntigoneError
from antigone.core.when import PartialDate
from antigone.found.balance import BalanceRow, rows_of
from antigone.found.checks import placed_findings
from antigone.found.custody import INS, STAYS, Column
from antigone.found.label import code_of
from antigone.found.ledger import ends_by_word
from antigone.found.moment import DAY, moment_of
from antigone.found.path import Spot
from antigone.found.register import Register
from antigone.found.remains import Counted
from antigone.web.desk import Kept
from antigone.web.here import Here
from antigone.web.pages.register_forms import places
from antigone.web.pages.register_prints import OF_PLACES
from antigone.web.pages.remains import path_of
from antigone.web.shelf import Move

MOST_CODES, FEW = 24, 400
_FOUND: Kept[list[Any]] = Kept(48)
"""What does not agree at a place on a day, by head of the record: the part of the register that it is told from is read
once, however often the page is opened."""


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
    """The ledger: `place`, `date`, `counted`, and `check` for what does not agree there, in the address."""
    query, shelf = here.request.query_params, here.desk.shelf
    rows = shelf.rows()
    place = query.get("place", "") if query.get("place", "") in rows.sites else ""
    counted = next((each for each in Counted if each.value == query.get("counted")), Counted.BODIES)
    found = shelf.moves(place) if place else []
    with shelf.reading() as desk:
        word = shelf.by_word(desk, place) if place else Register()
        day = _day(query.get("date", "")) or _last(found) or date.today()
        small = len({move.thing for move in found}) <= FEW
        head = desk.case.checkpoint().root.hex()
        findings = None
        if place and (small or query.get("check")):
            asked = (str(here.desk.path), head, place, day)
            findings = _FOUND.get(asked, lambda: _findings(shelf.of_place(desk, place), place, day))
    moves = [move for move in found if move.counted is counted]
    return here.page(
        "ledger.html.j2",
        state=shelf.titled,
        places=places(here),
        place=place,
        rows=rows,
        day=day,
        counted=counted.value,
        all_counted=[each.value for each in Counted],
        now=row_on(moves, word, place, day, counted),
        before=row_on(moves, word, place, day - timedelta(days=1), counted),
        ins=[c for c in Column if c in INS],
        outs=[c for c in Column if c not in INS],
        lines=_lines(moves, word, place, day, counted),
        counts=[b for b in word.stocktakes if b.value.place == place and b.value.day.last == day],
        findings=findings,
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


def _last(moves: list[Move]) -> date | None:
    """The last day on which anything came or went."""
    return date.fromordinal(max(move.by for move in moves)) if moves else None


def row_on(moves: Iterable[Move], word: Register, place: str, day: date, counted: Counted) -> BalanceRow:
    """The balance of a place on a day, its custodians added up: by number from the moves, by word from the acts."""
    on = day.toordinal()
    numbered = dict.fromkeys(Column, 0)
    uncertain = 0
    for move in moves:
        left, came = move.source == place, move.target == place
        if move.by <= on:
            if left and move.out is not None:
                numbered[move.out] += 1
            if came and move.into is not None:
                numbered[move.into] += move.sign
        elif move.first <= on:
            uncertain += left + came
    stated = dict(numbered)
    for row in rows_of(word.ledger, day, counted):
        if row.spot.place == place and row.spot.sink is None:
            uncertain += row.uncertain
            for column, amount in row.stated.items():
                stated[column] += amount
    return BalanceRow(Spot("", place), counted, numbered, stated, uncertain)


def _lines(moves: Iterable[Move], word: Register, place: str, day: date, counted: Counted) -> list[Line]:
    """The acts of the day at the place, in order of time."""
    came: dict[str, list[str]] = defaultdict(list)
    went: dict[str, list[str]] = defaultdict(list)
    told: dict[str, tuple[str, str]] = {}
    for move in moves:
        if move.by == day.toordinal():
            told[move.event] = (move.act, move.time)
            if move.target == place:
                came[move.event].append(move.thing)
            if move.source == place:
                went[move.event].append(move.thing)
    more = _by_word(word, place, day, counted, told)
    made = [
        Line(id, act, time, tuple(sorted(came[id])), tuple(sorted(went[id])), more.get(id, 0))
        for id, (act, time) in told.items()
    ]
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
    found = placed_findings(register, place, day)
    return [each for each in found if any(each.values.get(key) in names for key in keys)][:60]
