"""How the statements of a case stand, by day, kept from one state of the case to the next while they are the same.

What comes into the register changes nothing of who denied, repeated or overtook whom. What is kept is only given out
for equal statements, in the same order, and equal parties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from antigone.core.party import Party, PartyBook
from antigone.said.claim import Claim
from antigone.said.standing import Standings, standings

DAYS = 64
"""So many days, and ways to look at them, are kept; when there are more, all are made anew."""
Asked = tuple[date | None, bool, frozenset[str]]


class Stood:
    """Safe to share between states of a case and between threads."""

    def __init__(self) -> None:
        self._kept: tuple[list[tuple[str, Claim]], list[tuple[str, Party]], dict[Asked, Standings]] = ([], [], {})

    def standings(
        self,
        claims: Mapping[str, Claim],
        parties: PartyBook,
        day: date | None,
        *,
        trust_proposals: bool = False,
        let_in: frozenset[str] = frozenset(),
    ) -> Standings:
        """As `said.standing.standings`; what is given out may be changed."""
        of, by = list(claims.items()), list(parties.parties.items())
        kept = self._kept
        if (kept[0], kept[1]) != (of, by) or len(kept[2]) > DAYS:
            kept = self._kept = (of, by, {})
        asked = (day, trust_proposals, let_in)
        found = kept[2].get(asked)
        if found is None:
            found = kept[2][asked] = standings(claims, parties, day, trust_proposals=trust_proposals, let_in=let_in)
        return replace(found, states=dict(found.states))
