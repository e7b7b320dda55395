"""Everything that is wrong with a register as of a day: what its paths show, and what its counts show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import numpy as np

from antigone.core.errors import NotFoundError
from antigone.core.finding import Finding
from antigone.core.told import Told, told, told_n
from antigone.found import findings as wrong
from antigone.found.balance import negatives, variances
from antigone.found.cross_checks import cross_findings
from antigone.found.custody import CustodyEvent, CustodyType, Sink
from antigone.found.events import Booked
from antigone.found.growth import Growth, carried
from antigone.found.label import code_of
from antigone.found.moment import DAY, day_entered, moment_of
from antigone.found.register import Register
from antigone.found.shelf import shelf_findings

TRANSIT_DAYS = 3
"""How many days a thing may be in transit before it is a finding."""
LATE_DAYS = 2
"""An act entered so many days after it happened, or more, is a late entry."""
OF_ACTS, PLACED, ASSERTING = "_wrong_of_acts", "_wrong_places", "_asserting_acts"
"""Names under which a register keeps what is wrong with its acts, what of that names a place, and which acts count."""


def all_findings(register: Register, as_of: date | None = None, transit_days: int = TRANSIT_DAYS) -> list[Finding]:
    """All findings by the end of a day; without a day, of the last one recorded."""
    day = as_of or register.last or date.min
    return [
        *register.lasting,
        *_variances(register, day),
        *_in_transit(register, day, transit_days),
        *shelf_findings(register, day),
    ]


def placed_findings(register: Register, place: str, as_of: date | None = None) -> list[Finding]:
    """Those of `all_findings` that may name this place, in its order."""
    day = as_of or register.last or date.min
    acts = carried(register, PLACED, _placed, _placed_grown)
    return [
        *register.findings,
        *(finding for id in sorted(acts, key=lambda id: register.custody[id].rank) for finding in acts[id]),
        *other_findings(register),
        *_variances(register, day),
        *_in_transit(register, day, TRANSIT_DAYS, place),
        *shelf_findings(register, day),
    ]


def _placed(register: Register) -> dict[str, tuple[Finding, ...]]:
    """Of each act that names a place wrongly, what is wrong with it."""
    return _with_place(wrong_acts(register).items())


def _placed_grown(
    register: Register, before: dict[str, tuple[Finding, ...]], growth: Growth
) -> dict[str, tuple[Finding, ...]]:
    wrong_ = wrong_acts(register)
    kept = {id: found for id, found in before.items() if id not in growth.acts}
    return kept | _with_place((id, wrong_[id]) for id in growth.acts if id in wrong_)


def _with_place(acts: Iterable[tuple[str, tuple[Finding, ...]]]) -> dict[str, tuple[Finding, ...]]:
    return {id: some for id, every in acts if (some := tuple(each for each in every if "place" in each.values))}


def lasting_findings(register: Register) -> list[Finding]:
    """Those that do not depend on the day for which one asks."""
    acts = (finding for each in wrong_acts(register).values() for finding in each)
    return [*register.findings, *acts, *_unbooked(register), *other_findings(register)]


def other_findings(register: Register) -> list[Finding]:
    """What is wrong with the register as a whole: neither with an entry, nor with an act."""
    return [*_resolutions(register), *_negative(register), *cross_findings(register), *_excluded(register)]


def of_acts(register: Register, ids: Iterable[str] | None = None) -> dict[str, tuple[Finding, ...]]:
    """What is wrong with each custody event that something is wrong with; `ids`: looks at these alone."""
    looked = register.custody.values() if ids is None else (register.custody[id] for id in ids)
    return {booked.id: found for booked in looked if (found := tuple(_of_act(register, booked)))}


def wrong_acts(register: Register) -> Mapping[str, tuple[Finding, ...]]:
    """`of_acts` of all, kept, so that a register that grows from this one looks at few acts only (`growing`)."""
    found: Mapping[str, tuple[Finding, ...]] | None = register.__dict__.get(OF_ACTS)
    if found is None:
        found = register.__dict__[OF_ACTS] = of_acts(register)
    return found


def _of_act(register: Register, booked: Booked) -> Iterator[Finding]:
    event: CustodyEvent = booked.value
    for unit in event.units:
        if unit not in register.remains:
            yield Finding(wrong.UNKNOWN_NUMBER, {"code": code_of(unit)}, (booked.id,))
    for place in dict.fromkeys((event.from_place, event.to_place)):
        if place and place not in register.sites:
            yield Finding(wrong.NO_SUCH_PLACE, {"place": place}, (booked.id,))
    yield from _tags(register, booked)
    yield from _dates(booked)


READ_OFF_THINGS = ("label", "number", "code")
"""Kinds of identifier that stand on the thing itself; the others were read off papers."""


def _tags(register: Register, booked: Booked) -> Iterator[Finding]:
    """Labels read that are on none of the things handled."""
    event: CustodyEvent = booked.value
    units = {*register.enumerated[booked.id]}
    for read in event.identifiers if units else ():
        kind, _, value = read.rpartition("=") if event.type is CustodyType.RELEASED else ("", "", read)
        if kind and kind.casefold() not in READ_OFF_THINGS:
            continue  # read off papers at a release: the person, the decision, the seal
        try:
            id = register.find(value)
        except NotFoundError:
            id = ""
        if id not in units:
            codes = " or ".join(code_of(unit) for unit in sorted(units)[:3])
            yield Finding(wrong.WRONG_TAG, {"read": read[:40], "code": codes}, (booked.id,))


def _dates(booked: Booked) -> Iterator[Finding]:
    event: CustodyEvent = booked.value
    occurred, entered = booked.event.occurred, booked.event.recorded[:10]
    if occurred is None or booked.imported:
        return
    what = code_of(event.units[0]) if len(event.units) == 1 else _how_many(event)
    stated = occurred.end or occurred.start
    moment = moment_of(booked.event, event.time)
    today = day_entered(booked.event)
    if moment.first // DAY > today + 1:
        yield Finding(wrong.FUTURE, {"type": told(event.type.value), "day": stated, "entered": entered}, (booked.id,))
    late = today - moment.last // DAY
    if late >= LATE_DAYS:
        why = told_n("{n} day later", "{n} days later", late)
        values = {"code": what, "type": told(event.type.value), "day": stated, "entered": entered, "why": why}
        yield Finding(wrong.LATE, values, (booked.id,))


def _how_many(event: CustodyEvent) -> Told:
    return told("{n} {counted}", n=event.stated, counted=told(event.counted.value))


def _unbooked(register: Register) -> Iterator[Finding]:
    for id in sorted(register.remains):
        if register.is_bagged_only(id) and register.remains[id].parent is None:
            yield Finding(wrong.NOT_BOOKED, {"code": code_of(id)}, (register.holders["remains", id],))


def _resolutions(register: Register) -> Iterator[Finding]:
    for booked in register.resolutions:
        if booked.value.event not in register.custody:
            what = {"what": told("the event {id}", id=booked.value.event[:8])}
            yield Finding(wrong.ODD_RESOLUTION, what, (booked.id,))
        for unit in booked.value.units:
            if unit not in register.remains:
                yield Finding(
                    wrong.ODD_RESOLUTION, {"what": told("the number {code}", code=code_of(unit))}, (booked.id,)
                )


def _variances(register: Register, day: date) -> Iterator[Finding]:
    for row in variances(register.ledger, day):
        if row.difference < 0:
            values = {"type": told(row.type), "day": row.day, "enumerated": row.enumerated, "asserted": row.asserted}
            yield Finding(wrong.RESOLVED_TOO_MANY, values, (row.event,))
        else:
            difference = told("{n} without numbers", n=row.difference)
            yield Finding(
                wrong.VARIANCE,
                {
                    "type": told(row.type), "day": row.day, "place": row.place or told("a place not named"),
                    "asserted": row.asserted, "enumerated": row.enumerated, "difference": difference,
                },
                (row.event,),
            )  # fmt: skip


def _sent(register: Register, day: date, place: str | None) -> list[str]:
    """Numbers that by the end of a day were last sent somewhere, sorted; with a place: from there."""
    ledger = register.ledger
    mine = np.flatnonzero((ledger.unit >= 0) & (ledger.by <= day.toordinal()))
    unit = ledger.unit[mine]
    last = np.append(unit[1:] != unit[:-1], True)[: len(unit)]  # rows of one thing stand together, in order
    under_way = np.array([*(spot.sink is Sink.TRANSIT for spot in ledger.spots), False], dtype=np.bool_)
    from_there = np.array([*(place in (None, spot.place) for spot in ledger.spots), place is None], dtype=np.bool_)
    lines = mine[last]
    sent = under_way[ledger.target[lines]] & from_there[ledger.source[lines]]
    return [ledger.units[at] for at in ledger.unit[lines[sent]].tolist()]


def _in_transit(register: Register, day: date, allowed: int, place: str | None = None) -> Iterator[Finding]:
    for id in _sent(register, day, place):
        passed = [step for step in register.paths[id] if step.by // DAY <= day.toordinal()]
        days = day.toordinal() - passed[-1].by // DAY
        if days > allowed:
            source = passed[-1].source
            values = {
                "code": code_of(id), "origin": source.place if source else told("somewhere"),
                "day": str(passed[-1].act.moment.day), "days": days,
            }  # fmt: skip
            yield Finding(wrong.IN_TRANSIT, values, (passed[-1].act.id,))


def asserting_acts(register: Register) -> list[Booked]:
    """The acts that say how many, in order."""
    ids = carried(register, ASSERTING, _asserting, _asserting_grown)
    return sorted((register.custody[id] for id in ids), key=lambda booked: booked.rank)


def _asserting(register: Register, ids: Iterable[str] | None = None) -> frozenset[str]:
    acts = register.custody.items() if ids is None else ((id, register.custody.get(id)) for id in ids)
    return frozenset(id for id, booked in acts if booked is not None and booked.value.asserted is not None)


def _asserting_grown(register: Register, before: frozenset[str], growth: Growth) -> frozenset[str]:
    return (before - growth.acts) | _asserting(register, growth.acts)


def _negative(register: Register) -> Iterator[Finding]:
    for spot, counted, stock, day in negatives(register.ledger):
        values = {
            "place": spot.place or told("a place not named"),
            "stock": stock,
            "counted": told(counted.value),
            "day": str(day),
        }
        acts = ((booked.id, booked.value) for booked in asserting_acts(register))
        proof = tuple(id for id, act in acts if spot.place in (act.from_place, act.to_place))
        yield Finding(wrong.NEGATIVE, values, proof[:20])


def _excluded(register: Register) -> Iterator[Finding]:
    for person in register.individuals:
        if person.doubtful:
            ids = " and ".join(code_of(id) for id in person.members[:6])
            proof = tuple(register.holders.get(("association", id), "") for id in person.doubtful)
            yield Finding(wrong.EXCLUDED, {"ids": ids}, proof)
