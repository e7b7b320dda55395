"""From custody events to paths: the acts of each numbered thing, in order, walked."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from antigone.core.finding import Finding
from antigone.found import findings as wrong
from antigone.found.events import Booked
from antigone.found.label import code_of
from antigone.found.moment import Moment, in_order, moment_of
from antigone.found.path import ENTERING, Act, Spot, Walk
from antigone.found.register import Register


def walk_all(register: Register) -> None:
    """Fill `paths`, and put down what the paths show to be wrong."""
    acts = _acts(register)
    splits = {booked.value.id: booked for booked in register.numbered if booked.value.split_from}
    for id in _parents_first(register, acts):
        mine = acts.get(id, [])
        if id in splits and not _enters_by_itself(mine):
            mine = [*_split(register, splits[id]), *mine]
        if mine:
            walk = Walk(code_of(id), register.sites)
            walk.walk(in_order(mine))
            if walk.steps:
                register.paths[id] = walk.steps
            register.findings += walk.findings


def _acts(register: Register) -> dict[str, list[Act]]:
    """The acts of each thing, unordered."""
    found: dict[str, list[Act]] = {}
    resolved = register.enumerated
    for id, booked in register.custody.items():
        units = resolved[id]
        if units:
            moment = moment_of(booked.event, booked.value.time)
            act = Act(booked, moment, booked.value, answers=register.answered.get(id))
            for unit in units:
                found.setdefault(unit, []).append(act)
    for booked in register.joined:
        other = booked.value.other
        if register.absorbed.get(other) == booked.value.one:
            found.setdefault(other, []).append(Act(booked, moment_of(booked.event), absorbed=booked.value.one))
    return found


def _parents_first(register: Register, acts: dict[str, list[Act]]) -> Iterator[str]:
    """Every thing, each after what it was split from; rings and missing parents become findings."""
    needs: dict[str, set[str]] = {}
    for id in sorted({*acts, *register.remains}):
        thing = register.remains.get(id)
        up = thing.split_from if thing else None
        needs[id] = {up} if up is not None and up in register.remains else set()
        named = [thing.split_from, thing.parent] if thing else []
        for each in dict.fromkeys(named):
            if each is not None and each not in register.remains:
                _no_parent(register, id, each)
    try:
        yield from TopologicalSorter(needs).static_order()
    except CycleError as ring:
        for id in sorted(set(ring.args[1])):
            _no_parent(register, id, register.remains[id].split_from or "")
        yield from sorted(needs)


def _no_parent(register: Register, id: str, other: str) -> None:
    proof = (register.holders["remains", id],)
    register.findings.append(Finding(wrong.NO_PARENT, {"code": code_of(id), "other": code_of(other)}, proof))


def _enters_by_itself(acts: list[Act]) -> bool:
    return any(act.custody is not None and act.custody.type in ENTERING for act in acts)


def _split(register: Register, booked: Booked) -> Iterator[Act]:
    """Its splitting off, where what it came from lay in a place at that moment."""
    moment = moment_of(booked.event)
    spot = _spot_at(register, booked.value.split_from, moment, booked.rank)
    if spot is not None and spot.sink is None:
        yield Act(booked, moment, split_to=spot)


def _spot_at(register: Register, id: str, moment: Moment, rank: tuple[int, str, str]) -> Spot | None:
    at: Spot | None = None
    for step in register.paths.get(id, ()):
        later = moment.surely_before(step.act.moment)
        if later or (step.act.rank > rank and not step.act.moment.surely_before(moment)):
            break
        at = step.target
    return at
