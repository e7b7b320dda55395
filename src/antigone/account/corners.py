"""Readings of one quantity: the corners that the bodies taken from morgues give (184, 225, 266)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antigone.account.answer import Bounded
from antigone.account.model import objective
from antigone.account.solve import Infeasible, bound
from antigone.account.strata import Stratum
from antigone.account.truth import DEAD
from antigone.account.words import MINUS

if TYPE_CHECKING:
    from antigone.account.engine import Engine

BACK = {"no-double-entry": False, "taken-came-back": True}
INSIDE: dict[str, bool] = {}
NEVER = {"taken-were-entered": False, "taken-never-entered": True}


def corners(engine: Engine, stratum: Stratum) -> tuple[Bounded, ...]:
    """The dead behind the entries of a place's morgues, under each reading of the bodies taken; empty where none is told."""
    behind, told = (engine.model.column.get((name, stratum.place)) for name in ("behind", "told"))
    if stratum.unit != DEAD or stratum.group != engine.strata.everyone or behind is None or told is None:
        return ()
    entries = engine.model.col(("true", Stratum("bodies_received", stratum.place, engine.strata.everyone)))
    taken, came = _least(engine, told, {}), _least(engine, entries, {})
    if not taken or not came:
        return ()
    cases = (
        (BACK, "if all of them were brought back and entered twice", f"{came:,} {MINUS} {taken:,}"),
        (INSIDE, "if they are inside the entries and were not brought back", f"{came:,}"),
        (NEVER, "if none of them had been entered", f"{came:,} + {taken:,}"),
    )
    found = []
    for change, when, arithmetic in cases:
        least = _least(engine, behind, change)
        if least is not None:
            text = f"From the bodies brought in and the {taken:,} taken alone: {least:,} dead, {when}."
            found.append(Bounded(least, None, text, (), change, f"{arithmetic} = {least:,}" if change else arithmetic))
    return (*found, *_outside(engine, stratum, taken))


def _least(engine: Engine, column: int, change: dict[str, bool]) -> int | None:
    part = engine.model.part(column)
    choice = engine.choices.of(part).choices[0]
    active = (choice.active - {i for i, on in change.items() if not on}) | {i for i, on in change.items() if on}
    try:
        return bound(part.system, objective(part, {column: 1}), active, explain=False).least
    except Infeasible:
        return None


def _outside(engine: Engine, stratum: Stratum, taken: int) -> tuple[Bounded, ...]:
    """The latest toll, if none of the bodies taken is in it."""
    tolls = [e for e in engine.told.get(stratum, ()) if not e.history and e.claim.low is not None]
    found = {}
    for entry in sorted(tolls, key=lambda e: e.claim.low or 0):
        n = entry.claim.low or 0
        text = f"If none of the {taken:,} bodies taken is in the {n:,} of {entry.id}: {n + taken:,} dead."
        found[n] = Bounded(n + taken, None, text, (), {}, f"{n:,} ({entry.id}) + {taken:,} = {n + taken:,}")
    return tuple(found[n] for n in sorted(found)[-2:])
