"""A register after more custody events of numbered things: only those things are walked again.

Equal to a fold of everything, but for the order of its findings. Only the plain case is taken: acts that count what
they list, on things that have their numbers. Anything else is for a fold of everything: `grow` then gives nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from antigone.core.errors import AntigoneError
from antigone.core.finding import Finding
from antigone.found import findings as wrong
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.custody_fold import walk_all
from antigone.found.events import ALL_KINDS, CUSTODY_RECORDED, Booked, Written, rank, value_of
from antigone.found.ledger import Ledger, grown_ledger
from antigone.found.register import Register

MANY = 2_000
"""More things at once are for a fold of everything."""
OF_THING, SENT, PERSONS = "_acts_of_thing", "_sent_by_note", "_persons"
CARRIED = ("by_label", "individuals", "absorbed", "answered", "enumerated", "_children")
"""What was worked out of a register and stays true in the next, or is carried on."""
NUMBERS = frozenset(kind.code for kind in (wrong.VOID_USED, wrong.LABEL_ON_TWO, wrong.RIVALS))
"""Findings about numbers that put things in doubt; no custody event makes one."""
NOTED = frozenset({CustodyType.TRANSFERRED_IN, CustodyType.TRANSFERRED_OUT})


@dataclass(frozen=True)
class Growth:
    """One step from a register to the next.

    Attributes:
        base: the paths of the register before.
        before, after: both registers as far as they concern the things that were touched.
    """

    base: Mapping[str, object]
    before: Register
    after: Register


def growths(register: Register) -> tuple[Growth, ...]:
    """The steps by which a register was grown, the last ones."""
    found: tuple[Growth, ...] = register.__dict__.get("_growths", ())
    return found


def grow(register: Register, new: Iterable[Written]) -> Register | None:
    """The register after these events; None where only a fold of everything can tell."""
    events = [event for event in new if event.kind in ALL_KINDS]
    acts = _plain(register, events)
    if acts is None or register.stocktakes or register.closings:
        return None
    things = _touched(register, {unit for booked in acts for unit in booked.value.units})
    if len(things) > MANY:
        return None
    for name in CARRIED:
        getattr(register, name)
    made = copy(register)
    made.__dict__.pop("lasting", None)
    made.custody = {**register.custody, **{booked.id: booked for booked in acts}}
    made.__dict__["answered"] = dict(register.answered)
    made.__dict__["enumerated"] = {**register.enumerated, **{booked.id: booked.value.units for booked in acts}}
    of_thing = made.__dict__[OF_THING] = dict(_acts_of_things(register))
    for booked in acts:
        for unit in booked.value.units:
            of_thing[unit] = (*of_thing.get(unit, ()), booked.id)
    before, after = part_of(register, things), part_of(made, things)
    _put_in(made, register, before, after, things, events)
    return made


# -- what is plain ----------------------------------------------------------------------------------------------------


def _plain(register: Register, events: Sequence[Written]) -> list[Booked] | None:
    """The acts, in order of rank; None where one is not plain."""
    last = next(reversed(register.custody.values())).rank if register.custody else (-1, "", "")
    found = []
    for event in sorted(events, key=rank):
        if event.kind != CUSTODY_RECORDED or event.corrects or "row" in event.body or rank(event) <= last:
            return None
        try:
            booked = Booked(value_of(event), event, rank(event))
        except AntigoneError:
            return None
        if not _is_plain(register, booked.value):
            return None
        found.append(booked)
        last = booked.rank
    return found


def _is_plain(register: Register, act: CustodyEvent) -> bool:
    """Whether it says nothing of things without numbers, and answers no other act."""
    counted = act.asserted is None or act.asserted == len(act.units)
    noted = act.answers is not None or (act.type in NOTED and bool(act.reference))
    return bool(act.units) and counted and not noted and all(unit in register.remains for unit in act.units)


def _touched(register: Register, things: set[str]) -> set[str]:
    """These things, what was split from them, and all that are of one person with them."""
    persons = persons_of(register)
    found: set[str] = set()
    waiting = list(things)
    while waiting:
        id = waiting.pop()
        if id not in found and id in register.remains:
            found.add(id)
            waiting += persons.get(id, ())
            waiting += [child for child in register.children(id) if register.remains[child].split_from == id]
    return found


def persons_of(register: Register) -> dict[str, tuple[str, ...]]:
    """Of each thing that is joined to others, all of them."""
    kept: dict[str, tuple[str, ...]] | None = register.__dict__.get(PERSONS)
    if kept is None:
        joined = [person.members for person in register.individuals if len(person.members) > 1]
        kept = register.__dict__[PERSONS] = {member: members for members in joined for member in members}
    return kept


def _acts_of_things(register: Register) -> dict[str, tuple[str, ...]]:
    """Of each thing, the events that name it."""
    kept: dict[str, tuple[str, ...]] | None = register.__dict__.get(OF_THING)
    if kept is None:
        lists: dict[str, list[str]] = {}
        for id, units in register.enumerated.items():
            for unit in units:
                lists.setdefault(unit, []).append(id)
        kept = register.__dict__[OF_THING] = {unit: tuple(ids) for unit, ids in lists.items()}
    return kept


# -- parts ------------------------------------------------------------------------------------------------------------


def part_of(register: Register, things: set[str]) -> Register:
    """The register as far as it concerns these things. What it finds of others is not to be believed."""
    of_thing = _acts_of_things(register)
    ids = sorted({id for thing in things for id in of_thing.get(thing, ())}, key=lambda id: register.custody[id].rank)
    part = Register(sites=register.sites, features=register.features, holders=register.holders, last=register.last)
    part.remains = {id: register.remains[id] for id in sorted(things)}
    part.labels = {id: register.labels[id] for id in sorted(things) if id in register.labels}
    part.voids = {id: register.voids[id] for id in sorted(things) if id in register.voids}
    part.examinations = {id: e for id, e in register.examinations.items() if e.remains in things}
    part.associations = {id: a for id, a in register.associations.items() if a.one in things or a.other in things}
    part.custody = {id: register.custody[id] for id in ids}
    part.resolutions = [each for each in register.resolutions if each.value.event in part.custody]
    part.joined = [each for each in register.joined if each.value.other in things]
    splits = any(register.remains[id].split_from for id in things)
    part.numbered = [each for each in register.numbered if each.value.id in things] if splits else []
    part.findings = [finding for finding in register.findings if finding.code in NUMBERS]
    part.__dict__["by_label"] = register.by_label
    part.__dict__["answered"] = {id: register.answered[id] for id in ids if id in register.answered}
    part.__dict__["enumerated"] = {id: tuple(u for u in register.enumerated[id] if u in things) for id in ids}
    walk_all(part)
    part.__dict__["enumerated"] = {id: register.enumerated[id] for id in ids}
    return part


# -- putting in -------------------------------------------------------------------------------------------------------


def _put_in(
    made: Register, old: Register, before: Register, after: Register, things: set[str], events: Sequence[Written]
) -> None:
    made.paths = {**old.paths, **after.paths}
    for id in things - after.paths.keys():
        made.paths.pop(id, None)
    if made.paths.keys() != old.paths.keys():
        made.paths = {id: made.paths[id] for id in sorted(made.paths)}
    made.findings = _exchanged(old.findings, _walked(before), _walked(after))
    days = [steps[-1].act.moment.day for steps in after.paths.values() if steps]
    made.last = max([old.last or date.min, *map(_recorded, events), *days])
    if "ledger" in old.__dict__:
        made.__dict__["ledger"] = _ledger(old, after, made, things)
    after.last = made.last
    base = Growth(old.paths, before, after)
    made.__dict__["_growths"] = (*growths(old)[-20:], base)


def _exchanged(findings: list[Finding], gone: Sequence[Finding], come: Sequence[Finding]) -> list[Finding]:
    """The findings with those of the touched things exchanged, where the first of them stood."""
    lost = Counter(map(repr, gone))
    kept: list[Finding] = []
    begin: int | None = None
    for at, finding in enumerate(findings):
        if not lost:
            kept += findings[at:]
            break
        key = repr(finding)
        if key in lost:
            begin = len(kept) if begin is None else begin
            lost -= Counter((key,))
        else:
            kept.append(finding)
    begin = len(kept) if begin is None else begin
    return [*kept[:begin], *come, *kept[begin:]]


def _walked(part: Register) -> list[Finding]:
    """What the walks of a part found."""
    return [finding for finding in part.findings if finding.code not in NUMBERS]


def _ledger(old: Register, after: Register, made: Register, things: set[str]) -> Ledger:
    return grown_ledger(old.ledger, after, sorted(made.paths), things)


def _recorded(event: Written) -> date:
    try:
        return date.fromisoformat(event.recorded[:10])
    except ValueError:
        return date.min
