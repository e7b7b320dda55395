"""What one entry of the register says against another: dates, the sex of a body, counts without numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.found import findings as wrong
from antigone.found.custody import STAYS, CustodyEvent
from antigone.found.events import Booked
from antigone.found.growth import Growth, carried
from antigone.found.label import code_of
from antigone.found.moment import DAY
from antigone.found.path import ENTERING
from antigone.found.register import Register

FOUND_ON, SEX = "21", "71"
"""INTERPOL items: day and place of finding, sex."""
SEXES = ("M", "F")
STATED = "_stated_acts"
BOOKING = frozenset({"remains", "custody"})
"""Kinds of tables whose rows book something."""


def cross_findings(register: Register) -> Iterator[Finding]:
    """All of them, in an order that depends on the events alone."""
    yield from _before_found(register)
    yield from _sexes(register)
    yield from _counted_twice(register)
    for each in register.kept_out:
        if each.kind in BOOKING:
            yield Finding(wrong.KEPT_OUT, {"rows": each.rows, "file": each.file, "kind": each.kind}, (each.event,))


def found_on(register: Register) -> dict[str, tuple[date, str]]:
    """Of each thing whose day of finding an examination states: the first day it may be, and the event that says so."""
    days: dict[str, tuple[date, str]] = {}
    for exam in register.examinations.values():
        day = _day(exam.answer(FOUND_ON).value)
        if day is not None and (exam.remains not in days or day.first < days[exam.remains][0]):
            days[exam.remains] = (day.first, register.holders["examination", exam.id])
    return days


def _day(text: str) -> PartialDate | None:
    """The date at the beginning of what item 21 holds (`2030-05-04, by the river`)."""
    try:
        return PartialDate.parse(text.partition(",")[0].strip()) if text else None
    except InputError:
        return None


def _before_found(register: Register) -> Iterator[Finding]:
    """Things that entered the books before they were found."""
    for id, (found, exam) in sorted(found_on(register).items()):
        step = next(iter(register.paths.get(id, ())), None)
        custody = step.act.custody if step else None
        if step is None or custody is None or custody.type not in ENTERING:
            continue
        if step.act.moment.last // DAY < found.toordinal():
            values = {
                "code": code_of(id), "type": told(custody.type.value), "day": str(step.act.moment.day),
                "found": str(found),
                "exam": told("item {item}", item=FOUND_ON),
            }  # fmt: skip
            yield Finding(wrong.BEFORE_FOUND, values, (exam, step.act.id))


def _sexes(register: Register) -> Iterator[Finding]:
    """Things of which two examinations note different sexes."""
    noted: dict[str, dict[str, str]] = {}
    for exam in sorted(register.examinations.values(), key=lambda each: each.id):
        value = exam.answer(SEX).value
        if value in SEXES:
            noted.setdefault(exam.remains, {}).setdefault(value, register.holders["examination", exam.id])
    for id, by in sorted(noted.items()):
        if len(by) > 1:
            one, other = sorted(by)
            words = {"M": told("male"), "F": told("female")}
            values = {"code": code_of(id), "one": words[one], "other": words[other]}
            yield Finding(wrong.SEX_DIFFERS, values, (by[one], by[other]))


def _stated(register: Register, ids: Iterable[str]) -> frozenset[str]:
    """Acts among some that count and name nothing."""
    acts = ((id, register.custody[id].value) for id in ids if id in register.custody)
    return frozenset(id for id, act in acts if act.asserted and not act.units)


def _stated_grown(register: Register, before: frozenset[str], growth: Growth) -> frozenset[str]:
    return (before - growth.acts) | _stated(register, growth.acts)


def _counted_twice(register: Register) -> Iterator[Finding]:
    """Acts without any number that say the same of the same day: one act may have been entered twice."""
    first: dict[object, Booked] = {}
    stated = carried(register, STATED, lambda every: _stated(every, every.custody), _stated_grown)
    for booked in sorted((register.custody[id] for id in stated), key=lambda each: each.rank):
        event: CustodyEvent = booked.value
        if event.units or not event.asserted or event.type in STAYS or booked.event.occurred is None:
            continue
        period, place = booked.event.occurred, event.from_place or event.to_place
        key = (
            event.type, event.from_place, event.to_place, event.asserted, event.counted, event.reference, event.time,
            str(period.start), str(period.end),
        )  # fmt: skip
        earlier = first.setdefault(key, booked)
        if earlier is not booked:
            values = {
                "stated": event.asserted, "counted": told(event.counted.value), "type": told(event.type.value),
                "day": str(period.end or period.start), "place": place or told("a place not named"),
            }  # fmt: skip
            yield Finding(wrong.COUNTED_TWICE, values, (earlier.id, booked.id))
