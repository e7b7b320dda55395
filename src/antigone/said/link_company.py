"""What the report of a claim says beside it: its other figures, and the place that it gives to several of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from antigone.core.party import fold_name
from antigone.said.claim import Claim
from antigone.said.link_figures import day_of, figure

_NONE: frozenset[tuple[int, str]] = frozenset()


class Company:
    """The figures and places of each report.

    Args:
        claims: all of them.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        figures: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._groups: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        told: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
        self._days: dict[str, int] = {}
        self._places: Counter[tuple[str, str]] = Counter()
        for claim in claims:
            self._days[claim.id] = day_of(claim)
            if claim.document:
                number = figure(claim)
                if number is not None:
                    figures[claim.document].add((number, claim.unit))
                    told[claim.document, claim.speaker].add((number, claim.unit))
                self._groups[claim.document, claim.speaker, claim.unit].add(
                    fold_name(claim.group or claim.label_as_worded)
                )
                self._places[claim.document, claim.place] += 1
        self._told = {voice: frozenset(several) for voice, several in told.items()}
        self._figures = {document: frozenset(several) for document, several in figures.items()}

    def day(self, claim: Claim) -> int:
        """The day of a claim, as `day_of` gives it, looked up."""
        return self._days[claim.id]

    def shared(self, claim: Claim, target: Claim) -> int:
        """How many other figures of the same unit both reports have."""
        mine = self._figures.get(claim.document or "", _NONE)
        both = mine & self._figures.get(target.document or "", _NONE)
        return sum(1 for number, unit in both if (number, unit) != (figure(claim), claim.unit))

    def adds_up(self, claim: Claim, target: Claim) -> bool:
        """True where a figure is the target and another of the same voice: "29 residents, two orderlies", then "31"."""
        rest = (figure(claim) or 0) - (figure(target) or 0)
        told = self._told.get((target.document or "", target.speaker), _NONE)
        return rest > 0 and rest != figure(target) and (rest, target.unit) in told

    def is_a_share(self, claim: Claim) -> bool:
        """True where the same voice counts another group beside it: "14 pupils" and "one teacher" are not all."""
        groups = self._groups.get((claim.document or "", claim.speaker, claim.unit), set())
        return len(groups - {"", "all"}) > 1

    def share_a_whole(self, claim: Claim, target: Claim) -> bool:
        """True where both reports have one larger figure of the unit beside: each then counts some of those."""
        mine = self._figures.get(claim.document or "", _NONE)
        both = mine & self._figures.get(target.document or "", _NONE)
        return any(unit == claim.unit and number > (figure(claim) or number) for number, unit in both)

    def tells(self, claim: Claim, target: Claim) -> bool:
        """True where the report of a claim has the figure of the target itself, as what it is."""
        return (figure(target) or 0, target.unit) in self._figures.get(claim.document or "", _NONE)

    def carries(self, claim: Claim) -> bool:
        """True where its report has the same place for other figures too."""
        return bool(claim.place) and self._places[claim.document or "", claim.place] > 1
