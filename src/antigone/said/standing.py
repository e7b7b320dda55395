"""The standing of each claim before anything is computed: only current ones enter the account.

In this order: not yet checked by a person, denied, withheld or doubting, repeated, corrected, superseded; what is left
is current. Nothing here judges whether a figure is true.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import islice

from antigone.core.party import PartyBook, fold_name
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim, Relation, Stance, Status
from antigone.said.origin import SAME, Origins, origins


class Kind(Enum):
    """How a claim stands."""

    CURRENT = "current"
    REPEATED = "repeated"
    RELABELLED = "relabelled"
    RENDERING = "rendering"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    DENIED = "denied"
    DENIES = "denies"
    DOUBTS = "doubts"
    WITHHELD = "withheld"
    NO_FIGURE = "no figure"
    DERIVED = "derived"
    PROPOSED = "proposed"


ENTERS = (Kind.CURRENT, Kind.RENDERING, Kind.NO_FIGURE)


@dataclass(frozen=True, slots=True)
class State:
    """How one claim stands.

    Attributes:
        kind: see `Kind`.
        by: the claims that made it so: its root, its denials, what supersedes or corrects it.
        stated: True where the case says so; False where it follows from a rule.
        through: for a part or a whole that falls with another claim, that other claim.
    """

    kind: Kind
    by: tuple[str, ...] = ()
    stated: bool = True
    through: str | None = None


@dataclass
class Standings:
    """The standing of every visible claim.

    Attributes:
        states: by claim id, in order of entry.
        origins: of the visible claims.
        office: of each claim, the key of the office that speaks.
        renderings: sets of claims that put one utterance in different ways, the first of each being its root.
        later: visible to nobody yet: claims said after the day, or not dated.
        vague: let in although only the month or year is known.
    """

    states: dict[str, State] = field(default_factory=dict)
    origins: Origins = field(default_factory=lambda: Origins({}, {}))
    office: dict[str, str] = field(default_factory=dict)
    renderings: list[tuple[str, ...]] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)


def said_by(claim: Claim, day: date | None) -> bool | None:
    """Whether it had been said by the end of the day; None: dated to a month or year that is more than half over."""
    said = claim.said_on or claim.published_on or claim.as_of
    if day is None or (said is not None and said.surely_by(day)):
        return True
    if said is None or not said.possibly_by(day):
        return False
    if claim.published_on is not None and claim.published_on.day and claim.published_on.surely_by(day):
        return True
    earliest = max(said.first, claim.as_of.first if claim.as_of else said.first)
    half = said.first + (said.last - said.first) / 2
    return None if day >= max(half, earliest) else False


def offices(claims: Iterable[Claim], parties: PartyBook) -> dict[str, str]:
    """Of each claim the office that speaks: a person speaks for an organisation, an organisation for itself.

    A state with organisations of its own below it is no office: its ombudsman and its president speak for themselves.
    """
    ordered = list(claims)
    above = {fold_name(party.parent) for party in parties.parties.values() if party.parent}
    above |= {fold_name(claim.organisation) for claim in ordered if claim.organisation and claim.office}
    states = {
        fold_name(org.name)
        for party in parties.parties.values()
        if not party.office and party.parent and (org := parties.find(party.parent)) and not org.parent
    }
    found: dict[str, str] = {}
    for claim in ordered:
        party = parties.find(claim.speaker)
        name = fold_name(party.name if party else claim.speaker)
        organisation = claim.organisation or (party.parent if party and party.parent else "")
        upper = parties.find(organisation) if organisation else None
        upper_name = fold_name(upper.name if upper else organisation)
        person = bool(claim.office or (party and party.office)) and name not in above
        speaks_for_it = person and upper_name and upper_name not in states
        found[claim.id] = (upper_name if speaks_for_it else name) or f"?{claim.id}"
    return found


def standings(
    claims: Mapping[str, Claim],
    parties: PartyBook,
    day: date | None = None,
    *,
    trust_proposals: bool = False,
    let_in: frozenset[str] = frozenset(),
) -> Standings:
    """How every claim stands as of the end of a day.

    Args:
        claims: all of the case, by id.
        parties: who speaks for whom.
        day: only what was said by then; None: everything.
        trust_proposals: treat what nobody has checked as accepted.
        let_in: roots whose denial is to be disregarded.
    """
    result = Standings()
    visible = _visible(claims, day, result)
    result.office = offices(visible.values(), parties)
    result.origins = origins(visible.values())
    steps = _Steps(visible, result, let_in)
    steps.unchecked(trust_proposals)
    steps.stances()
    steps.denied()
    steps.told_again()
    steps.worked_out()
    steps.corrected()
    steps.superseded()
    result.states = {id: result.states.get(id, State(Kind.CURRENT)) for id in visible}
    for id, state in result.states.items():
        if state.kind is Kind.CURRENT and not visible[id].has_figure:
            result.states[id] = State(Kind.NO_FIGURE)
    return result


def _visible(claims: Mapping[str, Claim], day: date | None, result: Standings) -> dict[str, Claim]:
    visible: dict[str, Claim] = {}
    for id, claim in claims.items():
        said = said_by(claim, day)
        if said is None:
            told = claims.get(claim.refers_to or "")
            said = told is None or said_by(told, day) is not False
            if said:
                result.vague.append(id)
        if said:
            visible[id] = claim
        else:
            result.later.append(id)
    return visible


@dataclass
class _Steps:
    """The steps in their order; each marks only claims that no earlier step has marked."""

    claims: dict[str, Claim]
    result: Standings
    let_in: frozenset[str]

    def mark(self, id: str, state: State) -> None:
        self.result.states.setdefault(id, state)

    def free(self, id: str) -> bool:
        return id not in self.result.states

    def family(self, id: str) -> tuple[str, ...]:
        """Every claim of the same origin."""
        return self.result.origins.members[self.result.origins.root[id]]

    def unchecked(self, trust: bool) -> None:
        for claim in self.claims.values():
            if claim.status is Status.REJECTED or (claim.status is Status.PROPOSED and not trust):
                self.mark(claim.id, State(Kind.PROPOSED))

    def stances(self) -> None:
        kinds = {Stance.DENIES: Kind.DENIES, Stance.DOUBTS: Kind.DOUBTS, Stance.WITHHOLDS: Kind.WITHHELD}
        for claim in self.claims.values():
            if claim.stance in kinds:
                about = (claim.refers_to,) if claim.refers_to in self.claims else ()
                self.mark(claim.id, State(kinds[claim.stance], about))

    def denied(self) -> None:
        against: dict[str, list[str]] = {}
        for claim in self.claims.values():
            if self.result.states.get(claim.id, State(Kind.CURRENT)).kind is Kind.PROPOSED:
                continue
            if claim.relation is Relation.DENIES and claim.refers_to in self.claims:
                against.setdefault(self.result.origins.root[claim.refers_to], []).append(claim.id)
            elif claim.stance is Stance.DENIES:
                for root in self._credited(claim):
                    against.setdefault(root, []).append(claim.id)
        for root, denials in against.items():
            if root not in self.let_in:
                for id in self.family(root):
                    self._fall(id, State(Kind.DENIED, tuple(denials)))

    def _credited(self, denial: Claim) -> list[str]:
        """Roots of what a denial without a link can mean: the same figure, credited to the one who denies it."""
        return sorted({
            self.result.origins.root[claim.id]
            for claim in self.claims.values()
            if claim.stance is Stance.ASSERTS and denial.has_figure
            and (claim.unit, claim.low, claim.high) == (denial.unit, denial.low, denial.high)
            and self.result.office[claim.id] == self.result.office[denial.id]
            and (not denial.place or denial.place == claim.place)
        })  # fmt: skip

    def _fall(self, id: str, state: State) -> None:
        """Mark a claim and, with it, the parts of its breakdown."""
        waiting, seen = [(id, state)], {id}
        while waiting:
            at, how = waiting.pop()
            self.mark(at, how)
            for part in self._parts().get(at, ()):
                if part not in seen:
                    seen.add(part)
                    waiting.append((part, State(state.kind, state.by, state.stated, id)))

    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for claim in self.claims.values():
            if claim.part_of:
                parts.setdefault(claim.part_of, []).append(claim.id)
        return parts

    def told_again(self) -> None:
        for root, members in self.result.origins.members.items():
            ways: list[str] = []
            for id in members[1:]:
                if not self.free(id):
                    continue
                claim = self.claims[id]
                if self.free(root) and self._rendering(claim):
                    ways.append(id)
                    continue
                stated = claim.relation in SAME
                kind = Kind.RELABELLED if claim.relation is Relation.RELABELS else Kind.REPEATED
                self.mark(id, State(kind, (self._nearest(claim, root),), stated))
            if ways:
                self.result.renderings.append((root, *ways))
                for id in (root, *ways):
                    self.mark(id, State(Kind.RENDERING, tuple(other for other in (root, *ways) if other != id)))

    @staticmethod
    def _nearest(claim: Claim, root: str) -> str:
        return claim.refers_to if claim.relation in SAME and claim.refers_to else root

    def _rendering(self, claim: Claim) -> bool:
        """One speaker, one day, one number, and another group: the same words, put in two ways."""
        other = self.claims.get(claim.refers_to or "")
        return (
            other is not None
            and claim.relation is Relation.RELABELS
            and fold_name(claim.speaker) == fold_name(other.speaker) != ""
            and (claim.unit, claim.place, claim.low, claim.high, claim.as_of)
            == (other.unit, other.place, other.low, other.high, other.as_of)
            and claim.has_figure
            and claim.group != other.group
            and not claim.uncertain
        )

    def worked_out(self) -> None:
        """An outlet's own subtraction, whole less the other parts, is no witness."""
        parts = self._parts()
        for claim in self.claims.values():
            whole = self.claims.get(claim.part_of or "")
            narrator = not claim.via or fold_name(claim.publisher).startswith(fold_name(claim.speaker))
            if whole is None or not narrator or not self.free(claim.id) or claim.low is None:
                continue
            if self.result.office[claim.id] == self.result.office[whole.id] or whole.low is None:
                continue
            others = [
                c for id in parts.get(whole.id, ())
                if (c := self.claims[id]).id != claim.id and c.partition == claim.partition and c.low is not None
                and self.result.office[c.id] == self.result.office[whole.id]
            ]  # fmt: skip
            if others and whole.low - sum(c.low or 0 for c in others) == claim.low:
                self.mark(claim.id, State(Kind.DERIVED, (whole.id, *(c.id for c in others)), stated=False))

    def corrected(self) -> None:
        wholes: dict[str, str] = {}
        for claim in self.claims.values():
            dead = self.result.states.get(claim.id)
            if claim.relation is Relation.CORRECTS and claim.refers_to in self.claims and dead is None:
                for id in self.family(claim.refers_to):
                    whole = self.claims[id].part_of
                    if id != claim.id and whole and whole in self.claims and id != claim.refers_to:
                        wholes.setdefault(whole, claim.id)
                    if self.free(id) and id != claim.id:
                        self.mark(id, State(Kind.CORRECTED, (claim.id,)))
        for whole, by in wholes.items():
            if self.free(whole):
                self.mark(whole, State(Kind.CORRECTED, (by,), stated=False, through=by))

    def superseded(self) -> None:
        for claim in self.claims.values():
            target = claim.refers_to
            if claim.relation is not Relation.SUPERSEDES or target not in self.claims or not self._counts(claim.id):
                continue
            root = self.result.origins.root[target]
            for id in dict.fromkeys((root, target)):
                if self.free(id) and id != claim.id and root != self.result.origins.root[claim.id]:
                    self.mark(id, State(Kind.SUPERSEDED, (claim.id,)))
        self._by_rule()

    def _counts(self, id: str) -> bool:
        """Still in the running, or overtaken itself: a link of a chain."""
        return self.free(id) or self.result.states[id].kind in (Kind.SUPERSEDED, Kind.RENDERING)

    def _by_rule(self) -> None:
        """Same office and proposition, a later day: the later one counts."""
        series: dict[tuple[str, ...], list[Claim]] = {}
        for claim in self.claims.values():
            if self.free(claim.id) and claim.as_of is not None and claim.has_figure and not self._narrow(claim):
                key = (self.result.office[claim.id], claim.unit, claim.place, claim.group)
                series.setdefault(key, []).append(claim)
        for claims in series.values():
            ordered = sorted(claims, key=lambda c: (_first(c), c.id))
            days = [_first(c) for c in ordered]
            for claim in claims:
                after = bisect_right(days, claim.as_of.last.isoformat()) if claim.as_of else 0
                last = next((c for c in islice(ordered, after, None) if self._replaces(c, claim)), None)
                if last is not None:
                    self.mark(claim.id, State(Kind.SUPERSEDED, (last.id,), stated=False))

    def _narrow(self, claim: Claim) -> bool:
        """A part that is told apart from its whole, or from another part, only by the words of its label."""
        whole = self.claims.get(claim.part_of or "")
        return whole is not None and (whole.unit, whole.place, whole.group) == (claim.unit, claim.place, claim.group)

    @staticmethod
    def _replaces(later: Claim, earlier: Claim) -> bool:
        if later.as_of is None or earlier.as_of is None or not earlier.as_of.surely_before(later.as_of):
            return False
        scopes = {later.scope, earlier.scope}
        same_scope = len(scopes) == 1 or bool(scopes & {"unstated", "any"})
        gives_bound = later.low is not None or earlier.low is None
        return same_scope and _goes_on(later.period, earlier.period) and gives_bound and not later.uncertain


def _goes_on(later: Period, earlier: Period) -> bool:
    """Both of no stated period, or counted from the same day and, in the later, at least as far."""
    if later.is_unknown or earlier.is_unknown or later.end is None or earlier.end is None:
        return later.is_unknown and earlier.is_unknown
    return later.start is not None and later.start == earlier.start and earlier.end.last <= later.end.last


def _first(claim: Claim) -> str:
    day: PartialDate | None = claim.as_of
    return day.first.isoformat() if day else ""
