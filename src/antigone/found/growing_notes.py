"""Transfer notes of a register that grows: which acts have other numbers once an act is entered or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from antigone.found.custody import CustodyType
from antigone.found.events import Booked
from antigone.found.growing_tables import Changes
from antigone.found.label import fold_label
from antigone.found.notes import answered, read_by_receivers
from antigone.found.register import Register
from antigone.found.shared import Layered

NOTES, ACTS = "_acts_of_notes", "acts_of"
NOTED = frozenset({CustodyType.TRANSFERRED_IN, CustodyType.TRANSFERRED_OUT})


def renumber(made: Register, old: Register, changes: Changes) -> None:
    """Carry on what answers what, and which numbers each act has; `acts` becomes all of which these changed."""
    index = acts_of_notes(old)
    entered = {id: made.custody[id] for id in changes.acts if id in made.custody}
    index = made.__dict__[NOTES] = _exchanged(index, changes.gone, entered)
    near = _near(made, changes, index)
    few = {id: made.custody[id] for id in sorted(near & made.custody.keys(), key=lambda id: made.custody[id].rank)}
    answers = answered(few)
    made.__dict__["answered"] = {k: v for k, v in old.answered.items() if k not in near} | answers
    numbers = _numbers(made, few, answers)
    enumerated = made.__dict__["enumerated"] = Layered(old.enumerated)
    enumerated.update(numbers)
    for id in changes.gone:
        enumerated.pop(id, None)
    ids = {id for id in near if old.enumerated.get(id) != numbers.get(id) or old.answered.get(id) != answers.get(id)}
    changes.acts = ids | changes.acts
    _acts_of_things(made, old, changes.acts)


def _numbers(made: Register, few: Mapping[str, Booked], answers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Which numbers these acts have; as `Register.enumerated`."""
    found: dict[str, tuple[str, ...]] = {id: booked.value.units for id, booked in few.items()}
    resolved = [(booked.value.event, booked.value.units) for booked in made.resolutions]
    for event, units in (*resolved, *read_by_receivers(few, answers)):
        if event in found:
            found[event] = tuple(dict.fromkeys((*found[event], *units)))
    return found


def _keys(id: str, booked: Booked) -> Iterator[str]:
    """The notes an act belongs to: by number, and by the dispatch that it answers."""
    act = booked.value
    if act.type not in NOTED:
        return
    yield f"e:{id}"
    if act.answers:
        yield f"e:{act.answers}"
    if act.reference:
        yield f"n:{fold_label(act.reference)}"


def acts_of_notes(register: Register) -> dict[str, tuple[str, ...]]:
    """The acts of each note that more than one act may be of."""
    kept: dict[str, tuple[str, ...]] | None = register.__dict__.get(NOTES)
    if kept is None:
        lists: dict[str, list[str]] = {}
        for id, booked in register.custody.items():
            if booked.value.type in NOTED and (booked.value.answers or booked.value.reference):
                for key in _keys(id, booked):
                    lists.setdefault(key, []).append(id)
        kept = register.__dict__[NOTES] = {key: tuple(ids) for key, ids in lists.items()}
    return kept


def _exchanged(
    index: dict[str, tuple[str, ...]], gone: Mapping[str, Booked], come: Mapping[str, Booked]
) -> dict[str, tuple[str, ...]]:
    made = dict(index)
    for id, booked in gone.items():
        for key in _keys(id, booked):
            made[key] = tuple(each for each in made.get(key, ()) if each != id)
    for id, booked in come.items():
        for key in _keys(id, booked):
            made[key] = tuple(dict.fromkeys((*made.get(key, ()), id)))
    return made


def _near(made: Register, changes: Changes, index: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The acts of all notes that touch an act that changed."""
    near: set[str] = set()
    waiting = list(changes.acts)
    while waiting:
        id = waiting.pop()
        if id in near:
            continue
        near.add(id)
        booked = made.custody.get(id) or changes.gone.get(id)
        if booked is not None:
            keys = {f"e:{id}", *_keys(id, booked)}
            waiting += [booked.value.answers] if booked.value.answers else []
            waiting += [other for key in keys for other in index.get(key, ())]
    return near


def _acts_of_things(made: Register, old: Register, acts: Iterable[str]) -> None:
    found = made.__dict__[ACTS] = dict(old.acts_of)
    for id in sorted(acts):
        before, after = old.enumerated.get(id, ()), made.enumerated.get(id, ())
        for unit in {*before} - {*after}:
            found[unit] = tuple(each for each in found[unit] if each != id)
            if not found[unit]:
                del found[unit]
        for unit in {*after} - {*before}:
            found[unit] = (*found.get(unit, ()), id)
