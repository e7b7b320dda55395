"""What two claims agree in: the figure, the day, the place, the group; each the same, perhaps the same, or another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from antigone.core.party import PartyBook, fold_name
from antigone.core.place import Group, Place
from antigone.core.tree import Tree
from antigone.core.unit import Kind, Unit, shipped_units
from antigone.said.claim import Claim, Relation, Stance, Status
from antigone.said.link_company import Company
from antigone.said.link_figures import FALLING, figure, partners, rounds, said_on
from antigone.said.link_voice import Tie, Voices
from antigone.said.link_words import group_words, is_known, is_named_part, may_serve, place_fit, serve_alike, slides

DENIAL_DAYS = 31
NEWS_DAYS = 7
"""An undated figure published so soon after another is taken for news, and not for a look back."""
DISTINCTIVE = 20
"""An exact figure below this is too common to tell, without its speaker, where an outlet has it from."""
FIRM = (Stance.ASSERTS, Stance.CORRECTS)


@dataclass
class World:
    """What is known beside the claims.

    Attributes:
        places, groups: the case's trees; units: what may be counted; parties: who speaks for whom.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=shipped_units)
    parties: PartyBook = field(default_factory=PartyBook)


class Agreement:
    """What two claims agree in, over one world.

    Args:
        world: places, groups, units and parties.
        voices: how two speakers are tied.
        place: the place of each claim in order of time, by id.
        company: what else the reports of two claims have.
    """

    def __init__(self, world: World, voices: Voices, place: Mapping[str, int], company: Company | None = None) -> None:
        self.world, self.voices, self.place, self.company = world, voices, place, company or Company(())
        self.places = Tree.build({key: each.parent for key, each in world.places.items()})[0]
        self.groups = Tree.build({key: each.parent for key, each in world.groups.items()})[0]
        self._roots = frozenset(self.groups.roots())
        self._day = self.company.day

    def _may_repeat(self, claim: Claim, target: Claim) -> bool:
        if Stance.DENIES in (claim.stance, target.stance) and claim.stance is not target.stance:
            return False
        return claim.stance in (*FIRM, Stance.DENIES) or figure(claim) is None

    def _alike(self, claim: Claim, target: Claim) -> bool:
        """The same figure, rounded on the same day at most; without a figure, the same name."""
        number = figure(claim)
        if number is None:
            bare = figure(target) is None and fold_name(claim.speaker) == fold_name(target.speaker)
            return bare and modifier_agrees(claim, target)
        if figure(target) != number and said_on(target) != said_on(claim):
            return False
        return self._same_figure(claim, target) and modifier_agrees(claim, target)

    def _same_figure(self, claim: Claim, target: Claim) -> bool:
        number, other = figure(claim), figure(target)
        if number is None or other is None:
            return False
        if other == number:
            return True
        between = rounds(number, claim.modifier)
        if between is not None and between[0] < other < between[1]:
            return True
        between = rounds(other, target.modifier) if self._one_day(claim, target) and claim.modifier == "exact" else None
        return between is not None and between[0] < number < between[1] and 10 * abs(number - other) <= other

    def _grows(self, claim: Claim, target: Claim, relation: Relation) -> bool:
        """A new figure for the same thing is of the same order; what is half as much counts something else."""
        mine, other = figure(claim) or 0, figure(target) or 0
        if other != mine and self._same_figure(claim, target):
            return False
        vague_both = claim.best is None and target.best is None and self._one_day(claim, target)
        if vague_both and claim.modifier in ("about", "almost", "rounded"):
            return False
        vague = target.best is None and target.low != target.high
        if vague and target.modifier not in ("exact", "more_than", "at_least"):
            return False
        if relation is Relation.SUPERSEDES and claim.unit not in FALLING and 10 * mine < 9 * other:
            return False
        least = 5 if claim.unit in FALLING else 2
        return least * mine >= other and (self._day(claim) != self._day(target) or mine <= 2 * other)

    def _follows(self, claim: Claim, target: Claim, relation: Relation) -> bool:
        parts = (claim.part_of is None) != (target.part_of is None)
        if parts and relation is Relation.SUPERSEDES and self._group_fit(claim, target) < 2:
            return False
        mine, other = self._day(claim), self._day(target)
        more = (figure(claim) or 0) > (figure(target) or 0)
        if not (claim.said_on or claim.as_of):  # the day of publication says little of which figure is the newer
            days = DENIAL_DAYS if relation is Relation.CORRECTS else NEWS_DAYS if more else -1
            if not mine or not other or mine - other > days:
                return False
        if mine != other:
            return 0 < other < mine
        return self._before(target, claim) and (more or relation is Relation.CORRECTS) and bool(mine)

    def _before(self, target: Claim, claim: Claim) -> bool:
        return self.place[target.id] < self.place[claim.id]

    def _near(self, claim: Claim, target: Claim, days: int) -> bool:
        mine, other = self._day(claim), self._day(target)
        return not mine or not other or abs(mine - other) <= days

    def _days_known(self, claim: Claim, target: Claim, days: int) -> bool:
        return bool(self._day(claim)) and bool(self._day(target)) and self._near(claim, target, days)

    def _one_day(self, claim: Claim, target: Claim) -> bool:
        return bool(self._day(claim)) and self._day(claim) == self._day(target)

    def _place_fit(self, claim: Claim, target: Claim) -> int:
        """2 the same place, 1 one in words may be the other or is not given, 0 another place."""
        one, other = claim.place, target.place
        if one == other:
            return 2
        if (not one or not other) and not (self._waits(claim) or self._waits(target)):
            return 0  # people left one open and filled in the other
        return self.places_fit(one, other)

    def places_fit(self, one: str, other: str) -> int:
        """The same of two places by id or in words; one that is not given may be any."""
        if one == other:
            return 2
        if one in self.places and other in self.places:
            return 0
        return max(place_fit(a, b) for a in self._place_names(one) for b in self._place_names(other))

    def _waits(self, claim: Claim) -> bool:
        return claim.status is Status.PROPOSED

    def _place_names(self, place: str) -> tuple[str, ...]:
        known = self.world.places.get(place)
        return (known.name, *known.names.values()) if known else (place,)

    def _where(self, claim: Claim, target: Claim) -> bool:
        """The same place, or one within the other, or one left open."""
        one, other = claim.place, target.place
        if one in self.places and other in self.places:
            return self.places.within(one, other) or self.places.within(other, one)
        return not one or not other or self._place_fit(claim, target) > 0

    def _group_of(self, claim: Claim) -> str:
        """The group in one language, where the case has no id for it or only one side has."""
        known = self.world.groups.get(claim.group)
        return group_words(known.name if known else claim.group or claim.label_as_worded)

    def _group_fit(self, claim: Claim, target: Claim) -> int:
        """2 the same group, 1 it may be (words that name no part of all), 0 another."""
        unit = self.world.units.get(claim.unit)
        if (claim.group and target.group) or (unit is not None and unit.kind is not Kind.PERSONS):
            return 2 if (claim.group or "all") == (target.group or "all") else 0
        if (claim.group or target.group) and not (self._waits(claim) or self._waits(target)):
            return 2 if (claim.group or "all") == (target.group or "all") else 0
        mine, other = self._group_of(claim), self._group_of(target)
        if mine == other:
            return 2
        if not (mine and other) and self.company.is_a_share(claim if mine else target):
            return 0
        if may_serve(mine, other) or not (is_named_part(mine) or is_named_part(other)):
            return 1
        unknown = bool(mine and other) and not (is_known(mine) and is_known(other))
        return int(unknown and claim.quote.isascii() != target.quote.isascii())  # a word of the other language

    def _same_some(self, claim: Claim, target: Claim, tie: Tie) -> int:
        """1 for the same people named more or less fully, on one day: "19 officers", "19 officers and soldiers".

        Of one voice also "19 of them", where both reports give another figure as well, or this one tells by itself.
        """
        apart = 0 if claim.said_on and target.said_on else 1  # papers print the next day
        if not self._days_known(claim, target, apart) or claim.group or target.group:
            return 0
        mine, other = self._group_of(claim), self._group_of(target)
        if serve_alike(mine, other):
            return 1
        number = figure(claim) or 0
        if bool(mine) == bool(other) or tie.strength < 3 or figure(target) != number:
            return 0
        telling = number >= DISTINCTIVE and number % 10 > 0
        beside = self.company.share_a_whole(claim, target) or self.company.shared(claim, target) > 0
        return int(telling or beside)

    def _narrow(self, claim: Claim) -> bool:
        """True where the claim is of some of all people only."""
        if claim.group:
            return claim.group != "all" and claim.group not in self._roots
        return is_named_part(self._group_of(claim))

    def _inside(self, claim: Claim, target: Claim) -> bool:
        if not self._narrow(claim):
            return False
        one, other = claim.group, target.group
        if one in self.groups and other in self.groups:
            return one != other and other in self._roots and self.groups.within(one, other)
        return not one and not other and not self._group_of(target)

    def _changes(self, claim: Claim, target: Claim) -> list[str]:
        """What differs, where each difference is one that a figure undergoes in passing on; empty where one is not."""
        changed = []
        if claim.unit != target.unit:
            if target.unit not in partners(claim.unit):
                return []
            changed.append("what is counted")
        fit = self._group_fit(claim, target)
        if not fit and claim.unit != target.unit and not (claim.group or target.group):
            fit = self._persons_fit(claim, target)
        if not fit:
            if not self._groups_slide(claim, target):
                return []
            changed.append("who they are said to be")
        if claim.place != target.place:
            if not self._where(claim, target):
                return []
            if claim.unit == target.unit and claim.place in self.places and target.place in self.places:
                changed.append("the place")
        return changed

    def _persons_fit(self, claim: Claim, target: Claim) -> int:
        """Bodies become people: the words are compared as for people."""
        mine, other = self._group_of(claim), self._group_of(target)
        return 2 if mine == other else 0 if is_named_part(mine) or is_named_part(other) else 1

    def _groups_slide(self, claim: Claim, target: Claim) -> bool:
        """One group within the other, or two with the same group above them ("armed criminals", "civilians")."""
        if not claim.group and not target.group:
            number = figure(claim) or 0
            return number >= DISTINCTIVE and slides(self._group_of(claim), self._group_of(target))
        one, other = claim.group or "all", target.group or "all"
        if one not in self.groups or other not in self.groups:
            return bool(claim.label_as_worded or target.label_as_worded)
        if self.groups.within(one, other) or self.groups.within(other, one):
            return True
        joint = self.groups.join((one, other))
        return joint is not None and joint not in self._roots


def modifier_agrees(claim: Claim, target: Claim) -> bool:
    """ "at least 225" may repeat 225; what says more than the figure does not."""
    if (claim.low, claim.high, claim.best) == (target.low, target.high, target.best):
        return True
    return {claim.modifier, target.modifier} <= {"exact", "at_least", "about", "more_than", "almost", "up_to"}
