"""Claims at odds: current, of different origins, about one proposition; a change of scope, date or list could do it.

Not at odds: different units, scopes that exclude each other, a newer toll above an older one, and "about 850" against
anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from antigone.account.assumption import READING
from antigone.account.entry import Entry, is_toll
from antigone.account.strata import Stratum
from antigone.core.when import PartialDate
from antigone.said.claim import Claim
from antigone.said.standing import Kind

if TYPE_CHECKING:
    from antigone.account.engine import Engine


def at_odds(engine: Engine) -> list[tuple[Entry, Entry]]:
    """Pairs (earlier, later) at odds, less those that an assumption switched off reconciles."""
    return [pair for pair in engine.pairs if engine.assumptions.on(same_count(*pair))]


def find(engine: Engine) -> Iterator[tuple[Entry, Entry]]:
    """All pairs; for each later claim and earlier office only the claim that it differs from most."""
    lines: dict[Stratum, list[Entry]] = {}
    for entry in engine.entries.values():
        figure = entry.claim.low is not None or entry.claim.high is not None
        if not (entry.narrow or entry.history or entry.restated) and figure and entry.day:
            lines.setdefault(replace(entry.stratum, scope="any", day=""), []).append(entry)
    for stratum, line in sorted(lines.items()):
        toll = is_toll(engine.book.units[stratum.unit])
        line.sort(key=lambda e: (PartialDate.parse(e.day).last, e.id))
        worst: dict[tuple[str, str, frozenset[str]], tuple[Entry, Entry]] = {}
        for one, other in combinations(line, 2):
            gap = _gap(engine, one, other, toll)
            if gap:
                key = (other.id, one.office, one.labels - {one.id})
                if key not in worst or gap > (_gap(engine, *worst[key], toll) or 0):
                    worst[key] = (one, other)
        for one, other in worst.values():
            engine.assumptions.make(
                same_count(one, other), READING, "{one} and {other} count the same.",
                "They are worded alike; another scope, date or list is not stated.", True, one.id, other.id,
                one=one.id, other=other.id,
            )  # fmt: skip
            yield one, other


def correction_between(engine: Engine, one: Entry, other: Entry) -> tuple[Claim, Claim] | None:
    """A declared correction of a wider figure, said between two claims, that takes back at least their difference."""
    gap = max(_above(one, other) or 0, _above(other, one) or 0)
    for id, state in engine.standings.states.items():
        old = engine.book.claims[id]
        if state.kind is not Kind.CORRECTED or not state.stated or old.low is None or old.unit != one.stratum.unit:
            continue
        new, wide = engine.book.claims[state.by[0]], replace(engine.stratum_of(old), scope="any")
        inside = engine.strata.within(replace(one.stratum, scope="any"), wide)
        if inside and new.high is not None and old.low - new.high >= gap and one.day <= str(new.as_of) <= other.day:
            return old, new
    return None


def same_count(one: Entry, other: Entry) -> str:
    """The id of the assumption that two claims count the same."""
    return f"same-count:{one.id},{other.id}"


def _gap(engine: Engine, one: Entry, other: Entry, toll: bool) -> int | None:
    """By how much they differ; None where they do not, or where the rules say that they are not at odds."""
    root = engine.standings.origins.root
    if one.office == other.office or root[one.id] == root[other.id] or one.claim.period != other.claim.period:
        return None
    scopes = {one.claim.scope, other.claim.scope} - {"unstated", "any"}
    if len(scopes) > 1:
        return None
    first, then = PartialDate.parse(one.day), PartialDate.parse(other.day)
    near = one.day == other.day or (not toll and abs((then.first - first.last).days) <= 1)
    fall = _above(one, other)
    rise = _above(other, one)
    if toll and first.surely_before(then):
        return fall
    return max(fall or 0, rise or 0) or None if near else None


def _above(one: Entry, other: Entry) -> int | None:
    """How far one's least lies above the other's most."""
    if one.claim.low is None or other.claim.high is None or one.claim.low <= other.claim.high:
        return None
    return one.claim.low - other.claim.high
