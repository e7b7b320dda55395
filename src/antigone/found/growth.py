"""What changed from one state of a register to the next, so that what was worked out of the first can be carried on.

    value = carried(register, "_entries", make=entries, grow=entries_grown)

A register that grows (`growing`) puts down what each step concerned. Whoever keeps something worked out of a register
asks what changed since, and works out that part alone; where nobody knows, everything is made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from antigone.found.register import Register

V = TypeVar("V")
MARK, CHAIN = "_mark", "_growth"
KEPT_STEPS = 8
"""So many steps are remembered."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What may be other than it was. A count or a closing of a place concerns no thing, and still makes another state.

    Attributes:
        of: mark of the register as it was.
        things: those whose path, or number, or other entries may be others.
        acts: custody events that are new, gone, or were looked at again.
        joined: things were joined or parted; a new number that stands alone is only among the things.
    """

    of: object
    things: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    joined: bool = False


def mark_of(register: Register) -> object:
    """Stands for this very state of a register."""
    mark: object = register.__dict__.setdefault(MARK, object())
    return mark


def put_down(made: Register, old: Register, things: set[str], acts: set[str], joined: bool) -> None:
    """Note what one step concerned."""
    chain: tuple[Growth, ...] = old.__dict__.get(CHAIN, ())
    step = Growth(mark_of(old), frozenset(things), frozenset(acts), joined)
    made.__dict__[MARK] = object()
    made.__dict__[CHAIN] = (*chain[1 - KEPT_STEPS :], step)


def since(register: Register, mark: object) -> Growth | None:
    """What changed since the state of that mark; None where nobody knows."""
    chain: tuple[Growth, ...] = register.__dict__.get(CHAIN, ())
    if mark is mark_of(register):
        return Growth(mark)
    at = next((at for at, step in enumerate(chain) if step.of is mark), None)
    if at is None:
        return None
    steps = chain[at:]
    things = frozenset().union(*(step.things for step in steps))
    acts = frozenset().union(*(step.acts for step in steps))
    return Growth(mark, things, acts, any(step.joined for step in steps))


def carried(
    register: Register, name: str, make: Callable[[Register], V], grow: Callable[[Register, V, Growth], V]
) -> V:
    """What is kept of a register under a name, made or carried on where it is not of this state.

    Args:
        make: works it out of everything.
        grow: works it out of what it was before and what changed since; must give what `make` gives.
    """
    kept: tuple[object, V] | None = register.__dict__.get(name)
    growth = since(register, kept[0]) if kept else None
    if kept is not None and kept[0] is mark_of(register):
        return kept[1]
    if kept is not None and growth is not None:
        value = grow(register, kept[1], growth)
    else:
        value = make(register)
    register.__dict__[name] = (mark_of(register), value)
    return value
