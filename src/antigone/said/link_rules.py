"""The rules of links between documents, each on one pair of claims: what must agree, and what may differ.

Pure predicates: whether they are asked of every pair or only of those that an index gives makes no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antigone.said.claim import Claim, Relation, Stance
from antigone.said.link_agree import DENIAL_DAYS, DISTINCTIVE, FIRM, NEWS_DAYS, Agreement
from antigone.said.link_figures import figure, is_root, partners, synonyms
from antigone.said.link_offices import loose_words
from antigone.said.link_voice import Tie
from antigone.said.same_party import full_names

RELABEL_DAYS = 45


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


class Rules(Agreement):
    """The rules over one world; see `Agreement` for the arguments."""

    # -- one rule each --------------------------------------------------------------------------------------------

    def denial(self, claim: Claim, target: Claim) -> Try | None:
        """The claim denies the figure that somebody asserts."""
        if claim.stance is not Stance.DENIES or target.stance not in FIRM or figure(claim) != figure(target):
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
        """The figure stays; what is counted, who they are said to be or the place changes.

        Who says later, on a stated day, that the killed are bodies, says something else of them; of one day bodies come
        first.
        """
        if not self._before(target, claim):
            return None
        back = is_root(claim.unit, target.unit)
        if back and (claim.said_on is None or self._days_known(claim, target, 0)):
            return None
        return self._relabelled(claim, target)

    def relabel_of_day(self, claim: Claim, target: Claim) -> Try | None:
        """The killed are the bodies of which the same voice spoke that day, though they were entered first."""
        if self._before(target, claim) or not self._days_known(claim, target, 0) or figure(claim) != figure(target):
            return None
        found = self._relabelled(claim, target) if is_root(target.unit, claim.unit) else None
        return found if found is not None and found.tie.strength >= 2 else None

    def _relabelled(self, claim: Claim, target: Claim) -> Try | None:
        number = figure(claim)
        if claim.stance is not Stance.ASSERTS or number is None or target.stance is Stance.DENIES:
            return None
        if not self._same_figure(claim, target):
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
        if claim.stance is not Stance.ASSERTS or target.stance not in FIRM or number is None:
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
        if whole <= number or target.stance not in FIRM or claim.unit != target.unit or not self._inside(claim, target):
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
            target.stance not in FIRM
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


def _how(claim: Claim, target: Claim) -> str:
    """How two figures are one."""
    if figure(claim) == figure(target):
        return "the same figure"
    return "the exact figure of a rounded one" if claim.modifier == "exact" else "a figure that this one rounds"
