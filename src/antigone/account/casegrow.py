"""A folded case after more events: only what they concern is folded again. Equal to a fold of everything.

The entries of a case are few and are folded whole, each read once; the register, which may hold half a million events,
stays as it is where nothing of it is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from antigone.account.casefold import SETUP, Folded, boards_of, fold_setup, register_of

if TYPE_CHECKING:
    from antigone.found.register import Register
    from antigone.record.event import Event

CARRIED = ("proofs", "worded", "stood", "grounds")
"""What was worked out of a book, and is given out only for what it was made from."""


def grow(known: Folded, before: Sequence[Event], new: Sequence[Event]) -> Folded:
    """The fold of `before` and `new` together.

    Args:
        known: the fold of `before`.
        before: events.
        new: those after them.
    """
    made = _entries(known, before, new)
    made.book.register = _register(known.book.register, before, new)
    made.book.boards = _boards(known.book.boards, before, new)
    for name in CARRIED:
        setattr(made.book, name, getattr(known.book, name))
    return made


def _entries(known: Folded, before: Sequence[Event], new: Sequence[Event]) -> Folded:
    corrected = {event.corrects for event in new if event.corrects}
    mine = [event for event in new if event.kind in SETUP or event.corrects or event.id in corrected]
    if not mine:
        return replace(known, book=replace(known.book))
    have = {event.id for event in known.setup}
    lacking = corrected - have - {event.id for event in mine}
    older = [event for event in before if event.id in lacking] if lacking else []
    return fold_setup((*known.setup, *older, *mine), known.book.name, known)


def _register(known: Register | None, before: Sequence[Event], new: Sequence[Event]) -> Register | None:
    """The same register where nothing in it is new; a note of another room may only move its last day."""
    from antigone.found.events import ALL_KINDS, NOUNS, rank
    from antigone.found.growing import grow as grow_register
    from antigone.found.register import recorded_on

    mine = [event for event in new if event.kind in ALL_KINDS]
    if known is None:
        return register_of([*before, *new]) if any(event.kind in NOUNS for event in mine) else None
    if not mine:
        return known
    ours = _of_register(mine, before)
    made = copy(known) if _changes_nothing(known, ours) else grow_register(known, ours) or register_of([*before, *new])
    if made is not None:
        recorded = max([made.recorded or date.min, *map(recorded_on, mine)])
        made.recorded, made.last = recorded, max(recorded, made.last or date.min)
        made.top = max([made.top, *map(rank, mine)])
    return made


def _of_register(mine: Sequence[Event], before: Sequence[Event]) -> list[Event]:
    """Without what takes back entries of other rooms."""
    from antigone.found.events import ALL_KINDS, TAKING_BACK

    corrected = {event.corrects for event in mine if event.kind in TAKING_BACK}
    taken = {e.id for e in (*before, *mine) if e.id in corrected and e.kind in ALL_KINDS} if corrected else set()
    return [event for event in mine if event.kind not in TAKING_BACK or event.corrects in taken]


def _changes_nothing(known: Register, ours: Sequence[Event]) -> bool:
    """Whether they are only imports that kept out of the register what was kept out before."""
    from antigone.found.events import IMPORTED, rank
    from antigone.found.imports import kept_on

    imports = all(event.kind == IMPORTED and not event.corrects for event in ours)
    return imports and kept_on(known.kept_out, sorted(ours, key=rank)) == known.kept_out


def _boards(known: tuple[Event, ...], before: Sequence[Event], new: Sequence[Event]) -> tuple[Event, ...]:
    from antigone.named.events import NOUNS, ours

    if not known:
        return boards_of([*before, *new]) if any(event.kind in NOUNS for event in new) else ()
    mine = ours(new)
    return (*known, *mine) if mine else known
