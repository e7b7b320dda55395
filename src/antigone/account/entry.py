"""Which claims enter the account, and what each of them is a count of."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from antigone.account.spans import apart_in_time
from antigone.account.strata import SCOPES, Strata, Stratum
from antigone.core.unit import Kind as Kind_
from antigone.core.unit import Unit
from antigone.core.when import Period
from antigone.said.claim import Claim, Stance
from antigone.said.standing import Kind, Standings


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it enters.

    Attributes:
        claim: the claim.
        office: who speaks.
        day: the day its book is of, as written (`2022-03-14`, `2022-05`).
        stratum: what it is a count of.
        narrow: it counts only some of its stratum (told apart by a label or a period), so it is no count of all of it.
        history: superseded: it bounds only through "one office's count does not fall".
        restated: a repeat by its own office, let in because parts hang on it.
        labels: what its figure rests on: its id, and the rendering that it belongs to.
    """

    claim: Claim
    office: str
    day: str
    stratum: Stratum
    narrow: bool = False
    history: bool = False
    restated: bool = False
    labels: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def book(self) -> tuple[str, str]:
        """The book it stands in: office and day."""
        return (self.office, self.day)


def is_toll(unit: Unit | None) -> bool:
    """A cumulative count of what is known: a floor under the truth, never a ceiling by itself."""
    return unit is not None and not unit.is_flow and unit.cumulative is True


def is_flow(unit: Unit | None) -> bool:
    """Counted over a period, entry by entry."""
    return unit is not None and unit.is_flow


@dataclass
class Entries:
    """Makes the entries of an account.

    Attributes:
        claims: of the case.
        standings: of the visible ones.
        strata: the case's trees.
        aside: put aside by hand.
        include_uncertain: let in what the analyst doubts.
    """

    claims: dict[str, Claim]
    standings: Standings
    strata: Strata
    aside: frozenset[str]
    include_uncertain: bool
    _days: dict[str, str] = field(default_factory=dict)

    def make(self) -> list[Entry]:
        """All entries, in order of the claims."""
        rendering = self._rendering_labels()
        found = []
        for id, state in self.standings.states.items():
            claim = self.claims[id]
            enters = state.kind in (Kind.CURRENT, Kind.RENDERING, Kind.NO_FIGURE)
            history = state.kind is Kind.SUPERSEDED
            restated = id in self._restated
            if not (enters or history or restated) or claim.unit not in self.strata.book.units:
                continue
            day = self._day(claim)
            if history and any(self._day(self.claims[by]) == day for by in state.by if by in self.claims):
                continue
            if claim.stance not in (Stance.ASSERTS, Stance.CORRECTS):
                continue
            labels = frozenset({id, *rendering.get(id, ())})
            found.append(
                Entry(
                    claim,
                    self.standings.office[id],
                    day,
                    self.stratum(claim),
                    self._narrow(claim),
                    history,
                    restated,
                    labels,
                )
            )
        return self._without_idle(found)

    def _day(self, claim: Claim) -> str:
        if claim.id not in self._days:
            self._days[claim.id] = _day(claim)
        return self._days[claim.id]

    def silent(self, entry: Entry) -> bool:
        """Put aside by hand: its figure does not count, though what it speaks of stays known."""
        return entry.id in self.aside or (entry.claim.uncertain and not self.include_uncertain)

    def _without_idle(self, entries: list[Entry]) -> list[Entry]:
        """Without overtaken claims that say nothing any more: no later count of their office falls below them.

        Kept are those of a breakdown, those whose successor gives a lower least or none, and both ends of each fall.
        """
        lines: dict[tuple[str, str, str, str], list[Entry]] = {}
        for e in entries:
            if e.claim.high is not None and not e.narrow:
                lines.setdefault((e.office, e.stratum.unit, e.stratum.place, e.stratum.group), []).append(e)
        later = {key: _Line(line) for key, line in lines.items()}
        wholes = {e.claim.part_of for e in entries}
        kept = {e.id for e in entries if not e.history or e.claim.part_of or e.id in wholes or self._is_last_least(e)}
        for e in entries:
            if not later or not e.claim.low:
                continue
            found = (later.get((e.office, up.unit, up.place, up.group)) for up in self.strata.ups(e.stratum))
            below = [o for line in found if line is not None and (o := line.first_below(e)) is not None]
            if below:
                kept |= {e.id, min(below, key=lambda o: (o.day, o.id)).id}
        return [e for e in entries if e.id in kept]

    def _is_last_least(self, e: Entry) -> bool:
        """Overtaken only by claims that give no least ("about 3,500"), or a lower one ("at least 3" after 5)."""
        by = [self.claims[id].low or 0 for id in self.standings.states[e.id].by if id in self.claims]
        return max(by, default=0) < (e.claim.low or 0)

    def stratum(self, claim: Claim) -> Stratum:
        """What a claim is a count of, with the scope of its whole where it states none."""
        unit = self.strata.book.units.get(claim.unit)
        persons = unit is not None and unit.kind is Kind_.PERSONS and is_toll(unit)
        scope = self._scope(claim) if persons else "any"
        day = "" if is_toll(unit) or is_flow(unit) else self._day(claim)
        place = self.strata.fold(claim.unit, claim.place or self.strata.whole_place)
        group = claim.group or self.strata.everyone
        return Stratum(claim.unit, place, group, scope if scope in SCOPES else "any", day)

    def _scope(self, claim: Claim) -> str:
        seen: set[str] = set()
        at: Claim | None = claim
        while at is not None and at.id not in seen:
            if at.scope != "unstated":
                return at.scope
            seen.add(at.id)
            at = self.claims.get(at.part_of or "")
        return "any"

    def _narrow(self, claim: Claim) -> bool:
        """Told apart from its whole, or from another part of one cut, only by a label; or a count of a period only."""
        unit = self.strata.book.units.get(claim.unit)
        closed = claim.period.start is not None and claim.period.end is not None
        if closed and not self._in_series(claim.id) and (not is_flow(unit) or self._is_one_span_of_many(claim)):
            return True
        whole = self.claims.get(claim.part_of or "")
        if whole is None:
            return False
        here = self.stratum(claim)
        if here == self.stratum(whole):
            return True
        twins = self._cuts.get((whole.id, claim.partition, here), ())
        return len(twins) > 1

    def _is_one_span_of_many(self, claim: Claim) -> bool:
        """A flow counted over one span of time where another count of it covers a span that does not touch this."""
        mine = claim.period
        return any(apart_in_time(mine, other) for other in self._spans.get(self.stratum(claim), ()))

    @cached_property
    def _spans(self) -> dict[Stratum, list[Period]]:
        """The spans that counts of each flow cover, where both ends are stated."""
        found: dict[Stratum, list[Period]] = {}
        for id in self.standings.states:
            claim = self.claims[id]
            if is_flow(self.strata.book.units.get(claim.unit)) and claim.period.start and claim.period.end:
                found.setdefault(self.stratum(claim), []).append(claim.period)
        return found

    @cached_property
    def _cuts(self) -> dict[tuple[str, str, Stratum], list[str]]:
        found: dict[tuple[str, str, Stratum], list[str]] = {}
        for id in self.standings.states:
            claim = self.claims[id]
            if claim.part_of and claim.stance in (Stance.ASSERTS, Stance.CORRECTS) and claim.has_figure:
                if self.standings.states[id].kind in (Kind.REPEATED, Kind.RELABELLED):
                    continue
                found.setdefault((claim.part_of, claim.partition, self.stratum(claim)), []).append(id)
        return found

    def _in_series(self, id: str) -> bool:
        return id in self._linked

    @cached_property
    def _linked(self) -> frozenset[str]:
        links = [(c.id, c.refers_to) for c in self.claims.values() if c.relation and c.relation.value == "supersedes"]
        return frozenset(id for pair in links for id in pair if id)

    @cached_property
    def _restated(self) -> frozenset[str]:
        """Repeats by their own office, on a later day, on which entering parts hang."""
        found = set()
        for id, state in self.standings.states.items():
            whole = self.claims.get(self.claims[id].part_of or "")
            if whole is None or whole.id not in self.standings.states or state.kind is not Kind.CURRENT:
                continue
            root = self.standings.origins.root[whole.id]
            same = self.standings.office[root] == self.standings.office[whole.id]
            if (
                self.standings.states[whole.id].kind is Kind.REPEATED
                and same
                and _day(whole) != _day(self.claims[root])
            ):
                found.add(whole.id)
        return frozenset(found)

    def _rendering_labels(self) -> dict[str, set[str]]:
        """Of each rendering, and of each sum that rests on one, the assumption that it holds."""
        labels: dict[str, set[str]] = {}
        for group in self.standings.renderings:
            for id in group:
                labels[id] = {f"rendering:{id}"}
                for total in self._sums_of(id, group):
                    labels.setdefault(total, set()).add(f"rendering:{id}")
        return labels

    def _sums_of(self, id: str, group: tuple[str, ...]) -> list[str]:
        """Claims of the same speaker and day whose figure is this rendering's and another's added up."""
        claim = self.claims[id]
        here = self.stratum(claim)
        near = [
            c for other in self.standings.states
            if (c := self.claims[other]).speaker == claim.speaker and _day(c) == _day(claim) and other not in group
            and c.unit == claim.unit and c.low is not None and c.low == c.high
        ]  # fmt: skip
        beside = [c for c in near if self.strata.apart(self.stratum(c), here)]
        return [
            c.id for c in near
            if self.strata.within(here, replace(self.stratum(c), scope="any")) and self.stratum(c) != here
            and any((claim.low or 0) + (b.low or 0) == c.low for b in beside)
        ]  # fmt: skip


class _Line:
    """Figures of one office for one thing by day, with the least that is still to come at each."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = sorted(entries, key=lambda e: (e.day, e.id))
        self._days = [e.day for e in self._entries]
        highs = [e.claim.high or 0 for e in reversed(self._entries)]
        self._least = list(accumulate(highs, min))[::-1]

    def first_below(self, entry: Entry) -> Entry | None:
        """The first of a later day whose most is below the entry's least."""
        low, at = entry.claim.low or 0, bisect_right(self._days, entry.day)
        if at == len(self._days) or self._least[at] >= low:
            return None
        return next(e for e in self._entries[at:] if (e.claim.high or 0) < low)


def _day(claim: Claim) -> str:
    return str(claim.as_of or claim.said_on or claim.published_on or "")
