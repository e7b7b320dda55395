"""From custody events to paths: the acts of each numbered thing, in order, walked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from antigone.core.finding import Finding
from antigone.found import findings as wrong
from antigone.found.events import Booked
from antigone.found.label import code_of
from antigone.found.moment import Moment, in_order, moment_of
from antigone.found.path import ENTERING, Act, Spot, Step, Walk
from antigone.found.register import Register


def walk_all(register: Register, things: Collection[str] | None = None) -> None:
    """Fill `paths`, by thing, and put down what the paths show to be wrong.

    Args:
        register: all else of it is there.
        things: only these are walked, anew; what they were split from is walked already, or among them.
    """
    acts = _acts(register, things)
    splits = {booked.value.id: booked for booked in register.numbered if booked.value.split_from}
    for id in things or ():
        register.walked_wrong.pop(id, None)
    order = sorted({*acts, *register.remains} if things is None else things)
    for id in order:
        _check_parents(register, id)
    added = False
    for id in _parents_first(register, order):
        mine, steps = acts.get(id, []), list[Step]()
        if id in splits and not _enters_by_itself(mine):
            mine = [*_split(register, splits[id]), *mine]
        if mine:
            walk = Walk(code_of(id), register.sites)
            walk.walk(in_order(mine))
            steps = walk.steps
            if walk.findings:
                register.walked_wrong.setdefault(id, []).extend(walk.findings)
        if not steps:
            register.paths.pop(id, None)
            continue
        added = added or id not in register.paths
        register.paths[id] = steps
    if added:
        register.paths = {id: register.paths[id] for id in sorted(register.paths)}


def _acts(register: Register, things: Collection[str] | None) -> dict[str, list[Act]]:
    """The acts of each thing, unordered."""
    found: dict[str, list[Act]] = {}
    resolved = register.enumerated
    ids = register.custody if things is None else {id for thing in things for id in register.acts_of.get(thing, ())}
    for id in ids:
        booked, units = register.custody[id], resolved[id]
        if units:
            moment = moment_of(booked.event, booked.value.time)
            act = Act(booked, moment, booked.value, answers=register.answered.get(id))
            for unit in units:
                if things is None or unit in things:
                    found.setdefault(unit, []).append(act)
    for booked in register.joined:
        other = booked.value.other
        if (things is None or other in things) and register.absorbed.get(other) == booked.value.one:
            found.setdefault(other, []).append(Act(booked, moment_of(booked.event), absorbed=booked.value.one))
    return found


def _check_parents(register: Register, id: str) -> None:
    thing = register.remains.get(id)
    named = [thing.split_from, thing.parent] if thing else []
    for each in dict.fromkeys(named):
        if each is not None and each not in register.remains:
            _no_parent(register, id, each)


def _parents_first(register: Register, order: Sequence[str]) -> Iterator[str]:
    """Every thing, each after what it was split from; rings become findings."""
    things = set(order)
    needs: dict[str, set[str]] = {}
    for id in order:
        thing = register.remains.get(id)
        up = thing.split_from if thing else None
        needs[id] = {up} if up is not None and up in register.remains and up in things else set()
    try:
        yield from TopologicalSorter(needs).static_order()
    except CycleError as ring:
        register.ringed = True
        for id in sorted(set(ring.args[1])):
            _no_parent(register, id, register.remains[id].split_from or "")
        yield from order


def _no_parent(register: Register, id: str, other: str) -> None:
    proof = (register.holders["remains", id],)
    finding = Finding(wrong.NO_PARENT, {"code": code_of(id), "other": code_of(other)}, proof)
    register.walked_wrong.setdefault(id, []).append(finding)


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
