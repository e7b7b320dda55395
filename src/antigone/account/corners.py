"""Readings of one quantity: the corners that the bodies taken from morgues give (184, 225, 266)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antigone.account.answer import Bounded
from antigone.account.model import objective
from antigone.account.solve import Infeasible, bound
from antigone.account.strata import Stratum
from antigone.account.truth import DEAD
from antigone.account.words import MINUS, listed
from antigone.core.told import Told, row, told

if TYPE_CHECKING:
    from antigone.account.engine import Engine

BACK = {"no-double-entry": False, "taken-came-back": True}
INSIDE: dict[str, bool] = {}
NEVER = {"taken-were-entered": False, "taken-never-entered": True}


def corners(engine: Engine, stratum: Stratum) -> tuple[Bounded, ...]:
    """The dead behind the entries of a place's morgues, under each reading of the bodies taken; empty where none are.

    Then the same with those who died after the entries were counted; then the latest tolls, if none taken is in them.
    """
    behind, gone = (engine.model.column.get((name, stratum.place)) for name in ("behind", "told"))
    came_in = Stratum("bodies_received", stratum.place, engine.strata.everyone)
    if stratum.unit != DEAD or stratum.group != engine.strata.everyone or came_in not in engine.told:
        return ()
    if behind is None or gone is None:
        return ()
    taken, came = _least(engine, {gone: 1}, {}), _least(engine, {engine.truth.cell(came_in): 1}, {})
    if not taken or not came:
        return ()
    head = told("From the bodies brought in and the {n:,} taken alone", n=taken)
    found = _three(engine, {behind: 1}, came, taken, head)
    later = engine.truth.later.get(stratum.place, [])
    if later:
        more = {behind: 1, **{engine.books.claim(id): 1 for id in later}}
        n = sum(engine.entries[id].claim.low or 0 for id in later)
        head = told("With the {n:,} who died after these were counted ({ids})", n=n, ids=listed(later))
        found += _three(engine, more, came, taken, head, plus=n)
    return (*found, *_outside(engine, stratum, taken))


def _three(engine: Engine, sum_of: dict[int, int], came: int, taken: int, head: Told, plus: int = 0) -> list[Bounded]:
    """Brought back and counted twice; inside and not brought back; never entered."""
    more = (" + ", _n(plus)) if plus else ()
    cases = (
        (BACK, told("if all of them were brought back and entered twice"), (f" {MINUS} ", _n(taken))),
        (INSIDE, told("if they are inside the entries and were not brought back"), ()),
        (NEVER, told("if none of them had been entered"), (" + ", _n(taken))),
    )
    found = []
    for change, when, other in cases:
        least = _least(engine, sum_of, change)
        if least is not None:
            text = told("{head}: {n:,} dead, {when}.", head=head, n=least, when=when)
            sum_ = row(_n(came), *other, *more)
            whole = told("{sum} = {total:,}", sum=sum_, total=least) if change or plus else sum_
            found.append(Bounded(least, None, text, (), change, whole))
    return found


def _n(n: int) -> Told:
    return told("{n:,}", n=n)


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
        values = {"taken": taken, "n": n, "id": entry.id, "total": n + taken}
        text = told("If none of the {taken:,} bodies taken is in the {n:,} of {id}: {total:,} dead.", **values)
        sum_of = told("{n:,} ({id}) + {taken:,} = {total:,}", **values)
        found[n] = Bounded(n + taken, None, text, (), {}, sum_of)
    return [found[n] for n in sorted(found)[-2:]]
