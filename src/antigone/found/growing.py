"""A register after more entries: only what they concern is walked, counted and checked again.

Equal to a fold of everything. Entries that come later than all others are taken in by themselves, and custody events
and associations can be taken back; what may bring back, or change, more than a few things is for a fold of everything:
`grow` then gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from antigone.core.finding import Finding
from antigone.found.checks import OF_ACTS, of_acts
from antigone.found.custody_fold import walk_all
from antigone.found.events import ALL_KINDS, Written, rank
from antigone.found.growing_notes import acts_of_notes, renumber
from antigone.found.growing_tables import Changes, copied, enter_all, follow, persons_of
from antigone.found.growth import put_down
from antigone.found.ledger import grown_ledger
from antigone.found.moment import moment_of
from antigone.found.register import Register, last_day, recorded_on
from antigone.found.shared import Layered

MANY = 2_000
"""More things at once are for a fold of everything."""
CARRIED = ("by_label", "individuals", "absorbed", "answered", "enumerated", "_children", "acts_of")
"""What was worked out of a register and stays true in the next, or is carried on."""
TAGGED = "_acts_with_tags"


def grow(register: Register, new: Iterable[Written]) -> Register | None:
    """The register after these events; None where only a fold of everything can tell."""
    events = sorted((event for event in new if event.kind in ALL_KINDS), key=rank)
    if register.ringed or (events and rank(events[0]) <= register.top):
        return None
    make_ready(register)
    made = copied(register)
    changes = enter_all(made, events)
    if changes is None:
        return None
    follow(made, register, changes)
    renumber(made, register, changes)
    things = _touched(register, made, changes)
    if len(things) > MANY or len(changes.acts) > MANY:
        return None
    walk_all(made, things)
    made.top = rank(events[-1]) if events else made.top
    _put_in(made, register, changes, things, events)
    return None if made.ringed else made


def make_ready(register: Register) -> None:
    """Work out, once, what is carried on, so that the first growth takes no longer than the next."""
    for name in CARRIED:
        getattr(register, name)
    _tagged(register)
    acts_of_notes(register)


def _touched(old: Register, made: Register, changes: Changes) -> set[str]:
    """The things these changes concern, what was split from them, and all that are of one person with them."""
    acts = {unit for id in changes.acts for book in (old, made) for unit in book.enumerated.get(id, ())}
    into = {id for id in {*old.absorbed, *made.absorbed} if old.absorbed.get(id) != made.absorbed.get(id)}
    waiting = [*acts, *changes.things, *changes.joined, *into]
    found: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting += persons_of(made).get(id, ())
            waiting += [child for child in made.children(id) if made.remains[child].split_from == id]
    return found


def _put_in(made: Register, old: Register, changes: Changes, things: set[str], events: Sequence[Written]) -> None:
    """The last day, the ledger, what is wrong with acts, and the step, where facts can be worked out from it."""
    made.recorded = max([old.recorded or date.min, *map(recorded_on, events)])
    ends = [old.paths[id][-1].act.moment.day for id in things if id in old.paths]
    ends += [moment_of(booked.event).day for booked in changes.gone.values()]
    if old.last in ends:
        made.last = last_day(made)
    else:
        days = [made.paths[id][-1].act.moment.day for id in things if id in made.paths]
        acts = (made.custody[id] for id in changes.acts if id in made.custody)
        days += [moment_of(booked.event).day for booked in acts if not booked.value.units]
        made.last = max([old.last or date.min, made.recorded, *days])
    if "ledger" in old.__dict__:
        made.__dict__["ledger"] = grown_ledger(old.ledger, made, things, changes.acts)
    again = _looked_at(made, old, changes, things)
    if OF_ACTS in old.__dict__:
        made.__dict__[OF_ACTS] = _wrong_acts(made, old, again)
    put_down(made, old, things, again, _joins(made, changes))


def _joins(made: Register, changes: Changes) -> bool:
    """Whether anything was joined, or parted; a new number that stands alone is neither."""
    fresh, persons = {thing.id for thing in changes.numbered}, persons_of(made)
    return any(id not in fresh or id in persons for id in changes.joined)


# -- what is wrong with acts ------------------------------------------------------------------------------------------


def _looked_at(made: Register, old: Register, changes: Changes, things: set[str]) -> set[str]:
    """The acts that changed, those of the things that did, and those whose labels may now be others'."""
    tagged = made.__dict__[TAGGED] = _tagged(old) | {id for id in changes.acts if _has_tags(made, id)}
    again = {id for thing in things for id in made.acts_of.get(thing, ())} | changes.acts
    if changes.things or made.paths.keys() != old.paths.keys():
        again |= tagged
    return again | changes.gone.keys()


def _wrong_acts(made: Register, old: Register, again: set[str]) -> Mapping[str, tuple[Finding, ...]]:
    """As `checks.of_acts`, looking at some acts only."""
    before: Mapping[str, tuple[Finding, ...]] = old.__dict__[OF_ACTS]
    fresh = of_acts(made, sorted(again & made.custody.keys(), key=lambda id: made.custody[id].rank))
    found = Layered(before)
    for id in again - fresh.keys():
        found.pop(id, None)
    late = any(id not in before and id in old.custody for id in fresh)
    found.update(fresh)
    return {id: found[id] for id in made.custody if id in found} if late else found


def _tagged(register: Register) -> set[str]:
    kept: set[str] | None = register.__dict__.get(TAGGED)
    if kept is None:
        kept = register.__dict__[TAGGED] = {id for id in register.custody if _has_tags(register, id)}
    return kept


def _has_tags(register: Register, id: str) -> bool:
    return id in register.custody and bool(register.custody[id].value.identifiers)
