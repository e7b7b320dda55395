"""The tables of a register after more entries, and what follows from tables alone: each as a fold would give it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, fields
from typing import Any

from antigone.found import register as tables
from antigone.found.commingling import Association, Individual
from antigone.found.custody import CustodyEvent, Resolution
from antigone.found.events import IMPORTED, REMAINS_NUMBERED, TAKING_BACK, Booked, Written
from antigone.found.imports import kept_on
from antigone.found.label import Block, Label, Void, fold_label
from antigone.found.numbering import check_new_numbers, check_numbers
from antigone.found.register import Register
from antigone.found.remains import Remains
from antigone.found.shared import Layered
from antigone.found.site import Site

NUMBERING = frozenset({Block, Remains, Label, Void, Association})
"""Values that may make, or mend, what is wrong with numbers."""
PERSONS = "_persons"


@dataclass
class Changes:
    """What was entered and taken back.

    Attributes:
        acts: custody events entered, taken back, or resolved; gone: those taken back, with their values.
        things: those that something was entered about, other than an act.
        joined: things that were joined to others, or are no longer.
        kinds: classes of the values; labels, numbered: the new ones.
    """

    acts: set[str] = field(default_factory=set)
    gone: dict[str, Booked] = field(default_factory=dict)
    things: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    kinds: set[type[Any]] = field(default_factory=set)
    labels: list[Label] = field(default_factory=list)
    numbered: list[Remains] = field(default_factory=list)


def copied(register: Register) -> Register:
    """A register with tables of its own."""
    made = copy(register)
    for each in fields(Register):
        value = getattr(made, each.name)
        if isinstance(value, dict | list | set) and each.name != "custody":
            setattr(made, each.name, copy(value))
    made.custody = Layered(register.custody)
    for name in ("findings", "lasting"):
        made.__dict__.pop(name, None)
    return made


def enter_all(made: Register, events: Sequence[Written]) -> Changes | None:
    """Enter events, in order of rank; None where only a fold of everything can tell what then stands."""
    changes = Changes()
    imports = [event for event in events if event.kind == IMPORTED]
    known = {event.body.get("import") for event in imports}
    for event in events:
        row = event.body.get("row")
        if isinstance(row, dict) and row.get("import") is not None and row["import"] not in known:
            return None
        if event.corrects and not _take_back(made, changes, event):
            return None
        if event.kind in TAKING_BACK or event.kind == IMPORTED:
            continue
        if event.kind == REMAINS_NUMBERED:
            made.given_out |= set(tables.given_out_in([event]))
        _own_labels(made, event)
        booked = tables.enter(made, event)
        if booked is not None and not _note(made, changes, booked):
            return None
    if imports:
        made.kept_out = kept_on(made.kept_out, imports)
    return changes


def _take_back(made: Register, changes: Changes, event: Written) -> bool:
    """Take a custody event, or an association, out of its table; False where that may bring others back."""
    id = event.corrects or ""
    booked = made.custody.get(id)
    if booked is not None:
        if booked.event.corrects:
            return False
        changes.gone[id] = made.custody.pop(id)
        changes.acts.add(id)
        return True
    held = next((each for each in made.joined if each.id == id), None)
    if held is None or held.event.corrects or sum(each.value.id == held.value.id for each in made.joined) > 1:
        return False
    made.joined.remove(held)
    del made.associations[held.value.id], made.holders["association", held.value.id]
    changes.joined |= {held.value.one, held.value.other}
    changes.kinds.add(Association)
    return True


def _own_labels(made: Register, event: Written) -> None:
    """Let the list of labels that grows be the register's own."""
    label = event.body.get("label")
    id = label.get("remains") if isinstance(label, dict) else None
    if isinstance(id, str) and id in made.labels:
        made.labels[id] = list(made.labels[id])


def _note(made: Register, changes: Changes, booked: Booked) -> bool:
    """Put down what a value concerns; False where that is not a few things."""
    value = booked.value
    changes.kinds.add(type(value))
    if isinstance(value, CustodyEvent):
        changes.acts.add(booked.id)
    elif isinstance(value, Resolution):
        changes.acts.add(value.event)
    elif isinstance(value, Remains):
        changes.things.add(value.id)
        changes.numbered.append(value)
        changes.joined |= {value.id, *filter(None, (value.parent, value.split_from))}
        return not made.children(value.id) and sum(each.value.id == value.id for each in made.numbered) == 1
    elif isinstance(value, Association):
        changes.joined |= {value.one, value.other}
        return not sum(each.value.id == value.id for each in made.joined) > 1
    elif isinstance(value, Label):
        changes.labels.append(value)
        changes.things.add(value.remains)
    elif isinstance(value, Void):
        changes.things.add(value.remains)
    elif isinstance(value, Site):
        acts = (each.value for each in made.custody.values())
        return not any(value.id in (act.from_place, act.to_place) for act in acts)
    return True


# -- what follows -----------------------------------------------------------------------------------------------------


def follow(made: Register, old: Register, changes: Changes) -> None:
    """Carry on, or work out anew, what follows from the tables; `joined` becomes all whose persons changed."""
    if changes.labels:
        made.__dict__["by_label"] = _by_label(made, old, changes)
    if changes.numbered:
        made.__dict__["_children"] = _children(old, changes)
    if Association in changes.kinds:
        made.__dict__["absorbed"] = tables.absorbed(made.associations.values())
    if changes.joined:
        _individuals(made, old, changes)
    if changes.kinds & {Block, Void}:
        made.numbered_wrong = []
        check_numbers(made)
    elif changes.kinds & NUMBERING:
        check_new_numbers(made, old.numbered_wrong, made.numbered[len(old.numbered) :])


def _by_label(made: Register, old: Register, changes: Changes) -> dict[str, list[str]]:
    found = dict(old.by_label)
    for text in {fold_label(label.text) for label in changes.labels}:
        mine = {label.remains for label in changes.labels if fold_label(label.text) == text}
        ids = {*found.get(text, ()), *mine}
        found[text] = [*ids] if len(ids) == 1 else [id for id in made.labels if id in ids]
    return found


def _children(old: Register, changes: Changes) -> dict[str, list[str]]:
    found = dict(old._children)
    for thing in changes.numbered:
        for up in {thing.parent, thing.split_from} - {None}:
            found[up or ""] = sorted({*found.get(up or "", ()), thing.id})
    return found


def _individuals(made: Register, old: Register, changes: Changes) -> None:
    """The persons of things that were joined, or taken apart; all others are who they were."""
    persons = persons_of(old)
    members = {member for id in changes.joined for member in persons.get(id, (id,))}
    things = [made.remains[id] for id in sorted(members) if id in made.remains]
    about = [each for each in made.associations.values() if each.one in members or each.other in members]
    fresh = made.individuals_of(things, about)
    gone = {"I" + id.removeprefix("R") for id in members}
    kept = [each for each in old.individuals if each.id not in gone]
    made.__dict__["individuals"] = sorted([*kept, *fresh], key=_first)
    made.__dict__.pop(PERSONS, None)
    changes.joined |= members


def _first(person: Individual) -> str:
    return "R" + person.id.removeprefix("I")


def persons_of(register: Register) -> dict[str, tuple[str, ...]]:
    """Of each thing that is joined to others, all of them."""
    kept: dict[str, tuple[str, ...]] | None = register.__dict__.get(PERSONS)
    if kept is None:
        joined = [person.members for person in register.individuals if len(person.members) > 1]
        kept = register.__dict__[PERSONS] = {member: members for members in joined for member in members}
    return kept
