"""The rules of links between documents, each on one pair of claims: what must agree, and what may differ.

Pure predicates: whether they are asked of every pair or only of those that an index gives makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from antigone.core.party import PartyBook, fold_name
from antigone.core.place import Group, Place
from antigone.core.tree import Tree
from antigone.core.unit import Kind, Unit, shipped_units
from antigone.said.claim import Claim, Relation, Stance, Status
from antigone.said.link_company import Company
from antigone.said.link_figures import FALLING, figure, is_root, partners, rounds, said_on, synonyms
from antigone.said.link_offices import loose_words
from antigone.said.link_voice import Tie, Voices
from antigone.said.link_words import group_words, is_known, is_named_part, may_serve, place_fit, serve_alike, slides
from antigone.said.same_party import full_names

RELABEL_DAYS = 45
DENIAL_DAYS = 31
NEWS_DAYS = 7
"""An undated figure published so soon after another is taken for news, and not for a look back."""
DISTINCTIVE = 20
"""An exact figure below this is too common to tell, without its speaker, where an outlet has it from."""
_FIRM = (Stance.ASSERTS, Stance.CORRECTS)


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


@dataclass(frozen=True, slots=True)
class Try:
    """A possible target, with what its speaker has to do with ours and how good it is (less is better)."""

    target: Claim
    tie: Tie
    relation: Relation
    rank: tuple[int, ...]
    why: str
    unsure: bool = False


def apart(claim: Claim, target: Claim) -> bool:
    """True where the two stand in different documents; links within one are the grammar's."""
    if claim.document or target.document:
        return claim.document != target.document
    return not claim.url or claim.url != target.url


class Rules:
    """The rules over one world.

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

    # -- one rule each --------------------------------------------------------------------------------------------

    def denial(self, claim: Claim, target: Claim) -> Try | None:
        """The claim denies the figure that somebody asserts."""
        if claim.stance is not Stance.DENIES or target.stance not in _FIRM or figure(claim) != figure(target):
            return None
        slid = claim.unit != target.unit
        if target.unit not in partners(claim.unit) or not self._near(claim, target, DENIAL_DAYS):
            return None
        if not self._where(claim, target):
            return None
        own = self.voices.tie(claim, target).strength > 0
        tie = Tie(1, "unclear" if slid else "likely", f"{claim.speaker or claim.publisher} says that it is not so")
        return Try(target, tie, Relation.DENIES, (slid, own), "the same figure, denied")

    def corrected_again(self, claim: Claim, target: Claim) -> Try | None:
        """A correction that was told before is the same one; so is a denial."""
        alike = claim.stance is target.stance and claim.stance in (Stance.CORRECTS, Stance.DENIES)
        return self.repeat(claim, target) if alike and figure(claim) is not None else None

    def repeat(self, claim: Claim, target: Claim) -> Try | None:
        """The same speaker's or office's figure again."""
        if not self._may_repeat(claim, target) or not self._alike(claim, target):
            return None
        if target.unit not in synonyms(claim.unit) or not self._before(target, claim):
            return None
        fits = self._place_fit(claim, target)
        tie = self.voices.tie(claim, target)
        if tie.strength < 2 or not (fits or self._place_is_of_the_report(claim, target)):
            return None
        group = self._group_fit(claim, target) or self._same_some(claim, target, tie)
        if not group or (group == 1 and not self._may_be_all(claim, target, tie)):
            return None
        number = figure(claim)
        open_place = fits < 2 and bool(claim.place and target.place)
        common = number is not None and number < DISTINCTIVE and not self._narrow(claim)
        unsure = open_place or (common and not self._near(claim, target, NEWS_DAYS))
        other_voice = tie.strength < 3 and full_names(claim.speaker)  # a person repeats himself before his office
        rank = (number != figure(target), 2 - group, 2 - fits, other_voice)
        return Try(target, tie, Relation.REPEATS, rank, _how(claim, target), unsure)

    def _may_be_all(self, claim: Claim, target: Claim, tie: Tie) -> bool:
        """ "12 miners" may be the "12 people" of the same voice on one day, or of reports that share other figures."""
        translated = claim.quote.isascii() != target.quote.isascii()
        if tie.strength == 3 and (self._one_day(claim, target) or (translated and self._near(claim, target, 2))):
            return True
        large = (figure(claim) or 0) >= DISTINCTIVE
        return self._near(claim, target, 2) and (large or self.company.shared(claim, target) > 0)

    def _place_is_of_the_report(self, claim: Claim, target: Claim) -> bool:
        """A place that one report has for several of its figures may be only where it plays."""
        telling = (figure(claim) or 0) >= DISTINCTIVE or self._narrow(claim)
        waits = [each for each in (claim, target) if self._waits(each) and each.place not in self.places]
        return telling and self._near(claim, target, 2) and any(self.company.carries(each) for each in waits)

    def relabel(self, claim: Claim, target: Claim) -> Try | None:
        """The figure stays; what is counted, who they are said to be or the place changes."""
        number = figure(claim)
        if claim.stance is not Stance.ASSERTS or number is None or target.stance is Stance.DENIES:
            return None
        if not self._same_figure(claim, target) or not self._slides_from(target, claim):
            return None
        changed = self._changes(claim, target) if self._near(claim, target, RELABEL_DAYS) else []
        if not changed:
            return None
        tie = self.voices.tie(claim, target)
        needed = (
            2 if figure(target) != number or number < DISTINCTIVE else int(not self._are_bodies_counted(claim, target))
        )
        if tie.strength < needed or not (len(changed) == 1 or number >= DISTINCTIVE):
            return None
        why = f"the figure stays, {', '.join(changed)} changes"
        return Try(target, tie, Relation.RELABELS, (-tie.strength, len(changed)), why)

    def _slides_from(self, target: Claim, claim: Claim) -> bool:
        """The target comes before; on one day, bodies come before the killed whichever was entered first."""
        if self._days_known(claim, target, 0) and is_root(claim.unit, target.unit):
            return False
        of_day = self._days_known(claim, target, 0) and is_root(target.unit, claim.unit)
        return of_day or self._before(target, claim)

    def _are_bodies_counted(self, claim: Claim, target: Claim) -> bool:
        """A telling number of the dead, three days at most after one of bodies that its own report does not give."""
        number, days = figure(claim) or 0, self._day(claim) - self._day(target)
        bodies = claim.unit == "killed" and target.unit.startswith("bodies_")
        near = bool(self._day(target)) and 0 <= days <= 3
        return bodies and near and bool(number % 10) and not self.company.tells(claim, target)

    def correction(self, claim: Claim, target: Claim) -> Try | None:
        """The figure that a correction of the same office corrects."""
        return self._of_office(claim, target, Relation.CORRECTS) if claim.stance is Stance.CORRECTS else None

    def successor(self, claim: Claim, target: Claim) -> Try | None:
        """A newer figure of the same office for the same thing."""
        if claim.stance is not Stance.ASSERTS or figure(claim) is None:
            return None
        return self._of_office(claim, target, Relation.SUPERSEDES)

    def second_hand(self, claim: Claim, target: Claim) -> Try | None:
        """An outlet, or officials without a name, with the very figure of an office: whose it is must be asked.

        A small figure only where the two reports share another one as well; a rounded one only of an outlet.
        """
        number = figure(claim)
        if claim.stance is not Stance.ASSERTS or target.stance not in _FIRM or number is None:
            return None
        if claim.unit != target.unit or not self._same_figure(claim, target) or not self._before(target, claim):
            return None
        scripts = self.voices.in_two_scripts(claim, target) and self._near(claim, target, 2)
        carried = self.company.shared(claim, target) > 0 and self._place_is_of_the_report(claim, target)
        if not (self._place_fit(claim, target) or carried) or self._group_fit(claim, target) < (1 if scripts else 2):
            return None
        tie = self.voices.tie(claim, target)
        exact = figure(target) == number
        rough = not exact and number < 100
        known = (number >= DISTINCTIVE and not rough) or self._told_together(claim, target)
        passing = tie.strength == 1 and known and (exact or self._near(claim, target, NEWS_DAYS))
        later = number >= 100 and 0 < self._day(target) < self._day(claim)  # on one day two offices may count alike
        telling = exact and tie.strength == 0 and (later or (scripts and number >= DISTINCTIVE)) and number % 10
        if not passing and not telling:
            return None
        why = "the same figure, unit, place and group" if exact else _how(claim, target)
        return Try(target, tie, Relation.REPEATS, self._likeness(claim, target), why, True)

    def _likeness(self, claim: Claim, target: Claim) -> tuple[int, ...]:
        """How well a second-hand figure agrees with what may be its source; less is better."""
        words = loose_words(claim.speaker) & loose_words(target.speaker)
        return (figure(claim) != figure(target), not self._in_one_place(claim, target), -len(words))

    def is_one_source(self, claim: Claim, targets: Sequence[Claim]) -> bool:
        """True where all that a claim may have its figure from are one; whose a large figure is can be asked."""
        if len({figure(target) for target in targets}) > 1:  # a rounded figure that several fit
            return False
        if (figure(claim) or 0) >= DISTINCTIVE:
            return True
        return all(self.voices.tie(targets[0], other).strength for other in targets[1:])

    def _told_together(self, claim: Claim, target: Claim) -> bool:
        """What makes a small figure telling: another figure in common, the same named group, the same named place."""
        if not self._days_known(claim, target, 2):
            return False
        together = self._days_known(claim, target, 1) and self._in_one_place(claim, target)
        return together or bool(self.company.shared(claim, target) or self._group_of(claim))

    def _in_one_place(self, claim: Claim, target: Claim) -> bool:
        """True for one place that both name."""
        return bool(claim.place and target.place) and self._place_fit(claim, target) == 2

    def translated(self, claim: Claim, target: Claim) -> Try | None:
        """The very figure of what may be the same office in another language, within two days."""
        return self.second_hand(claim, target) if self.voices.in_two_scripts(claim, target) else None

    def part(self, claim: Claim, target: Claim) -> Try | None:
        """Some of the people whom the same office counted on the same day."""
        number, whole = figure(claim), figure(target)
        if claim.part_of is not None or number is None or whole is None or claim.stance is not Stance.ASSERTS:
            return None
        if (
            whole <= number
            or target.stance not in _FIRM
            or claim.unit != target.unit
            or not self._inside(claim, target)
        ):
            return None
        if not self._day(claim) or self._day(claim) != self._day(target) or not self._place_fit(claim, target):
            return None
        tie = self.voices.tie(claim, target)
        if tie.strength < 2:
            return None
        why = "a part of the people counted, said the same day"
        return Try(target, tie, Relation.SUBSET, (-tie.strength, whole), why, True)

    # -- what agrees ----------------------------------------------------------------------------------------------

    def _of_office(self, claim: Claim, target: Claim, relation: Relation) -> Try | None:
        """An earlier figure of the same office, for the same thing, place and group; the latest of them is best."""
        if claim.unit != target.unit or figure(target) is None or figure(target) == figure(claim):
            return None
        if (
            target.stance not in _FIRM
            or not self._follows(claim, target, relation)
            or not self._grows(claim, target, relation)
        ):
            return None
        if relation is Relation.SUPERSEDES and self.company.adds_up(claim, target):
            return None
        group = self._group_fit(claim, target)
        fits = self._place_fit(claim, target)
        if not fits or not (group or self._corrects_all(claim, target)):
            return None
        if fits < 2 and claim.place and target.place and claim.quote.isascii() == target.quote.isascii():
            return None  # a city and its region have figures of their own
        tie = self.voices.tie(claim, target)
        if tie.strength < 2:
            return None
        undated = not (claim.said_on or claim.as_of) or not group
        undated = undated or (target.said_on is None and (figure(claim) or 0) < (figure(target) or 0))
        why = "another figure of the same office, " + (
            "when it was said is not stated"
            if undated
            else "on the same day"
            if self._one_day(claim, target)
            else "said later"
        )
        echo = target.refers_to is not None  # the root is the better target
        return Try(target, tie, relation, (-self._day(target), 2 - group, echo), why, undated)

    def _corrects_all(self, claim: Claim, target: Claim) -> bool:
        """ "24 dead" may correct "23 soldiers": a correction names its group less often than the figure it corrects."""
        mine, other = figure(claim) or 0, figure(target) or 0
        return claim.stance is Stance.CORRECTS and not self._group_of(claim) and 4 * abs(mine - other) <= other

    def _may_repeat(self, claim: Claim, target: Claim) -> bool:
        if Stance.DENIES in (claim.stance, target.stance) and claim.stance is not target.stance:
            return False
        return claim.stance in (*_FIRM, Stance.DENIES) or figure(claim) is None

    def _alike(self, claim: Claim, target: Claim) -> bool:
        """The same figure, rounded on the same day at most; without a figure, the same name."""
        number = figure(claim)
        if number is None:
            bare = figure(target) is None and fold_name(claim.speaker) == fold_name(target.speaker)
            return bare and _modifier_agrees(claim, target)
        if figure(target) != number and said_on(target) != said_on(claim):
            return False
        return self._same_figure(claim, target) and _modifier_agrees(claim, target)

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
        if one in self.places and other in self.places:
            return 0
        if (not one or not other) and not (self._waits(claim) or self._waits(target)):
            return 0  # people left one open and filled in the other
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

        Of one voice also "19 of them", where both reports give the whole as well, or the figure tells by itself.
        """
        if not self._days_known(claim, target, 0) or claim.group or target.group:
            return 0
        mine, other = self._group_of(claim), self._group_of(target)
        if serve_alike(mine, other):
            return 1
        number = figure(claim) or 0
        if bool(mine) == bool(other) or tie.strength < 3 or figure(target) != number:
            return 0
        return int((number >= DISTINCTIVE and number % 10 > 0) or self.company.share_a_whole(claim, target))

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


def _how(claim: Claim, target: Claim) -> str:
    """How two figures are one."""
    if figure(claim) == figure(target):
        return "the same figure"
    return "the exact figure of a rounded one" if claim.modifier == "exact" else "a figure that this one rounds"


def _modifier_agrees(claim: Claim, target: Claim) -> bool:
    """ "at least 225" may repeat 225; what says more than the figure does not."""
    if (claim.low, claim.high, claim.best) == (target.low, target.high, target.best):
        return True
    return {claim.modifier, target.modifier} <= {"exact", "at_least", "about", "more_than", "almost", "up_to"}
