"""Searching one case for links again and again: what a change cannot have touched keeps the link that it had.

The links are those of a search of everything; only the time differs. A change to a name that speaks, to an outlet or to
the places, groups, units and parties of the case is a search of everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from antigone.core.party import fold_name
from antigone.said.claim import Claim, Relation, Stance
from antigone.said.link import Edge, Finder, Proposed
from antigone.said.link_agree import World
from antigone.said.link_figures import figure, partners, rounded_to, rounds, said_on, synonyms
from antigone.said.link_rules import Try


class Again:
    """Remembers the last search."""

    def __init__(self) -> None:
        self._last: Finder | None = None
        self.looked_at = 0
        """How many claims the last search looked at."""

    def links(self, claims: Iterable[Claim], world: World | None = None, known: Iterable[Edge] = ()) -> list[Proposed]:
        """The links that `propose_links` gives."""
        finder = Finder(list(claims), world or World(), set(known))
        kept = _untouched(self._last, finder) if self._last is not None else {}
        found = finder.proposed(kept)
        self.looked_at = len(finder.best) - len(kept)
        self._last = finder
        return found


def _untouched(last: Finder, now: Finder) -> Mapping[str, Try | None]:
    """The best links of the last search for the claims that have the same candidates in this one."""
    if not _alike_beside_the_claims(last, now):
        return {}
    before, after = ({claim.id: claim for claim in each.ordered} for each in (last, now))
    same = {id for id, claim in after.items() if before.get(id) == claim}
    if [id for id in last.entered if id in same] != [id for id in now.entered if id in same]:
        return {}
    others = [claim for each in (before, after) for claim in each.values() if claim.id not in same]
    reports = {claim.document for claim in others if claim.document}
    touched: dict[str, list[Claim]] = defaultdict(list)
    for claim in (*others, *(each for each in after.values() if each.id in same and each.document in reports)):
        touched[claim.unit].append(claim)
    return {
        id: last.best[id]
        for id in same & last.best.keys()
        if after[id].document not in reports and not _is_reached(after[id], last.best[id], touched, (last, now))
    }


def _alike_beside_the_claims(last: Finder, now: Finder) -> bool:
    """The same world, known links, outlets, speakers, and the same learned of offices."""
    mine, yours = last.rules.voices, now.rules.voices
    return (
        last.known == now.known
        and last.world == now.world
        and mine.outlets == yours.outlets
        and set(mine.speakers) == set(yours.speakers)
        and (mine.learned.same, mine.learned.posts, mine.learned.why)
        == (yours.learned.same, yours.learned.posts, yours.learned.why)
    )


def _is_reached(claim: Claim, best: Try | None, touched: Mapping[str, list[Claim]], finders: Sequence[Finder]) -> bool:
    """True where a touched claim may be a candidate: said no later, of one unit, and of one figure or voice."""
    units = partners(claim.unit) | synonyms(claim.unit)
    no_later = [
        each
        for unit in sorted(units)
        for each in touched.get(unit, ())
        if claim.stance is Stance.DENIES or _day(each) <= _day(claim)
    ]
    if any(_of_one_figure(claim, each) for each in no_later):
        return True
    return any(
        each.unit == claim.unit
        and finder.rules.places_fit(claim.place, each.place)
        and finder.reach.is_tied(claim, each)
        for each in no_later
        if not _is_before_reach(each, claim, best)
        for finder in finders
    )


def _is_before_reach(other: Claim, claim: Claim, best: Try | None) -> bool:
    """True for another figure that is not come to: a repeat was found first, or a later one that this one follows."""
    if best is None:
        return False
    if best.relation in (Relation.SUPERSEDES, Relation.CORRECTS):
        return _day(other) < _day(best.target)
    return claim.stance is Stance.ASSERTS and best.relation is Relation.REPEATS and best.tie.strength >= 2


def _day(claim: Claim) -> date:
    return said_on(claim) or date.max


def _of_one_figure(claim: Claim, other: Claim) -> bool:
    """Equal, or one that may be the other rounded; without figures, of one name."""
    mine, yours = figure(claim), figure(other)
    if mine is None or yours is None:
        return mine is yours and fold_name(claim.speaker) == fold_name(other.speaker)
    between = rounds(mine, claim.modifier)
    rounded = between is not None and between[0] < yours < between[1]
    return mine == yours or rounded or (claim.modifier == "exact" and yours in rounded_to(mine))
