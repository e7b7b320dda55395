"""Readings of one quantity: the corners that the bodies taken from morgues give (184, 225, 266)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antigone.account.answer import Bounded
from antigone.account.model import objective
from antigone.account.solve import Infeasible, bound
from antigone.account.strata import Stratum
from antigone.account.truth import DEAD
from antigone.account.words import MINUS, listed

if TYPE_CHECKING:
    from antigone.account.engine import Engine

BACK = {"no-double-entry": False, "taken-came-back": True}
INSIDE: dict[str, bool] = {}
NEVER = {"taken-were-entered": False, "taken-never-entered": True}


def corners(engine: Engine, stratum: Stratum) -> tuple[Bounded, ...]:
    """The dead behind the entries of a place's morgues, under each reading of the bodies taken; empty where none are.

    Then the same with those who died after the entries were counted; then the latest tolls, if none taken is in them.
    """
    behind, told = (engine.model.column.get((name, stratum.place)) for name in ("behind", "told"))
    came_in = Stratum("bodies_received", stratum.place, engine.strata.everyone)
    if stratum.unit != DEAD or stratum.group != engine.strata.everyone or came_in not in engine.told:
        return ()
    if behind is None or told is None:
        return ()
    taken, came = _least(engine, {told: 1}, {}), _least(engine, {engine.truth.cell(came_in): 1}, {})
    if not taken or not came:
        return ()
    found = _three(engine, {behind: 1}, came, taken, "From the bodies brought in and the {n:,} taken alone")
    later = engine.truth.later.get(stratum.place, [])
    if later:
        more = {behind: 1, **{engine.books.claim(id): 1 for id in later}}
        n = sum(engine.entries[id].claim.low or 0 for id in later)
        head = f"With the {n:,} who died after these were counted ({listed(later)})"
        found += _three(engine, more, came, taken, head, plus=n)
    return (*found, *_outside(engine, stratum, taken))


def _three(engine: Engine, sum_of: dict[int, int], came: int, taken: int, head: str, plus: int = 0) -> list[Bounded]:
    """Brought back and counted twice; inside and not brought back; never entered."""
    more = f" + {plus:,}" if plus else ""
    cases = (
        (BACK, "if all of them were brought back and entered twice", f"{came:,} {MINUS} {taken:,}{more}"),
        (INSIDE, "if they are inside the entries and were not brought back", f"{came:,}{more}"),
        (NEVER, "if none of them had been entered", f"{came:,} + {taken:,}{more}"),
    )
    found = []
    for change, when, arithmetic in cases:
        least = _least(engine, sum_of, change)
        if least is not None:
            text = f"{head.format(n=taken)}: {least:,} dead, {when}."
            whole = f"{arithmetic} = {least:,}" if change or plus else arithmetic
            found.append(Bounded(least, None, text, (), change, whole))
    return found


def _least(engine: Engine, sum_of: dict[int, int], change: dict[str, bool]) -> int | None:
    part = engine.model.part(next(iter(sum_of)))
    choice = engine.choices.of(part).choices[0]
    active = (choice.active - {i for i, on in change.items() if not on}) | {i for i, on in change.items() if on}
    try:
        return bound(part.system, objective(part, sum_of), active, explain=False).least
    except Infeasible:
        return None


def _outside(engine: Engine, stratum: Stratum, taken: int) -> list[Bounded]:
    """The latest tolls, if none of the bodies taken is in them."""
    tolls = [e for e in engine.told.get(stratum, ()) if not e.history and e.claim.low is not None]
    found: dict[int, Bounded] = {}
    for entry in sorted(tolls, key=lambda e: e.claim.low or 0):
        n = entry.claim.low or 0
        text = f"If none of the {taken:,} bodies taken is in the {n:,} of {entry.id}: {n + taken:,} dead."
        found[n] = Bounded(n + taken, None, text, (), {}, f"{n:,} ({entry.id}) + {taken:,} = {n + taken:,}")
    return [found[n] for n in sorted(found)[-2:]]
