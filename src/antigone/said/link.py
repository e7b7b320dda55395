"""Links between claims of different documents: repeats, relabelled, superseding, correcting, denying, parts.

Pure functions over claims. Each link rests on more than a number: who speaks (or whose office), what is counted,
where, of whom, and when. Equal numbers alone never link. Nothing here is accepted by anybody: a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from antigone.core.party import PartyBook, fold_name
from antigone.core.place import Group, Place
from antigone.core.tree import Tree
from antigone.core.unit import Kind, Unit, shipped_units
from antigone.said.claim import Claim, Relation, Stance
from antigone.said.link_voice import Tie, Voices

PROMOTIONS: tuple[frozenset[str], ...] = (
    frozenset(("bodies_received", "bodies_found", "bodies_recovered", "bodies_held", "killed")),
    frozenset(("victims_recognised", "injured", "sought_treatment", "hospitalised", "killed_or_injured")),
    frozenset(("detained", "in_detention", "suspects_detained", "remanded")),
    frozenset(("missing", "reported_missing", "unaccounted")),
    frozenset(("graves_found", "bodies_found", "bodies_believed_buried", "bodies_buried")),
    frozenset(("names_listed", "names_published", "killed")),
    frozenset(("died_in_custody", "died_in_hospital", "killed")),
)
"""Units between which a figure slides when passed on: victims become injured, bodies in a morgue become killed."""
RELABEL_DAYS = 45
DISTINCTIVE = 20
"""An exact figure below this is too common to tell, without its speaker, where an outlet has it from."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A link that a person may accept: `claim` stands in `relation` to `target`.

    Attributes:
        doubt: `certain`, `likely` or `unclear`.
        reason: in a plain sentence.
        evidence: what agrees and what differs, as words.
    """

    claim: str
    target: str
    relation: Relation
    doubt: str
    reason: str
    evidence: Mapping[str, str] = field(default_factory=dict)


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


def propose_links(
    claims: Iterable[Claim], world: World | None = None, known: Iterable[tuple[str, str, Relation]] = ()
) -> list[Proposed]:
    """Propose at most one link for each claim that has none.

    Args:
        claims: in order of entry.
        world: places, groups, units and parties; without it only equal ids agree.
        known: links proposed, accepted or rejected before, which are not proposed again.

    Returns:
        Links in the order of the claims.
    """
    ordered = list(claims)
    finder = _Finder(ordered, world or World(), set(known))
    found = (finder.link_of(claim) for claim in finder.ordered if claim.refers_to is None)
    by_claim = {each.claim: each for each in found if each is not None}
    by_claim = {id: _rooted(each, by_claim, finder.known) for id, each in by_claim.items()}
    return [by_claim[claim.id] for claim in ordered if claim.id in by_claim]


def _rooted(link: Proposed, by_claim: Mapping[str, Proposed], known: set[tuple[str, str, Relation]]) -> Proposed:
    """What repeats a relabelled figure relabels the root of it."""
    beyond = by_claim.get(link.target)
    if link.relation is not Relation.REPEATS or beyond is None or beyond.relation is not Relation.RELABELS:
        return link
    if beyond.target == link.claim or (link.claim, beyond.target, Relation.RELABELS) in known:
        return link
    reason = f"{beyond.reason}, as {link.target} has it"
    return Proposed(link.claim, beyond.target, Relation.RELABELS, link.doubt, reason, beyond.evidence)


def said_on(claim: Claim) -> date | None:
    """The first day on which it may have been said: the day stated, else the day it describes, else of publication."""
    stated = claim.said_on or claim.as_of or claim.published_on
    return stated.first if stated else None


def figure(claim: Claim) -> int | None:
    """The number in the words, whatever the modifier ("more than 4,500" is 4,500); None where there is none."""
    if claim.best is not None:
        return claim.best
    if claim.low is not None:
        return claim.low - 1 if claim.modifier == "more_than" and claim.low else claim.low
    return claim.high


@dataclass(frozen=True, slots=True)
class _Try:
    """A possible target, with what its speaker has to do with ours and how good it is (less is better)."""

    target: Claim
    tie: Tie
    relation: Relation
    rank: tuple[int, ...]
    evidence: Mapping[str, str]


class _Finder:
    """Looks, for each claim, among those said no later."""

    def __init__(self, claims: Sequence[Claim], world: World, known: set[tuple[str, str, Relation]]) -> None:
        self.world, self.known = world, known
        outlets = {fold_name(name) for c in claims for name in (c.publisher, *c.via) if name}
        self.voices = Voices(world.parties, frozenset(outlets))
        self.order = {claim.id: at for at, claim in enumerate(claims)}
        self.ordered = sorted(claims, key=lambda c: (said_on(c) or date.max, self.order[c.id]))
        self.place = {c.id: at for at, c in enumerate(self.ordered)}
        self.places = Tree.build({key: each.parent for key, each in world.places.items()})[0]
        self.groups = Tree.build({key: each.parent for key, each in world.groups.items()})[0]
        self.by_figure: dict[int, list[Claim]] = defaultdict(list)
        self.by_unit: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        self.bare: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.ordered:
            number = figure(claim)
            if number is None:
                self.bare[fold_name(claim.speaker)].append(claim)
            else:
                self.by_figure[number].append(claim)
                self.by_unit[claim.unit, claim.place].append(claim)

    def link_of(self, claim: Claim) -> Proposed | None:
        """The best link of a claim, or None."""
        rules: tuple[Callable[[Claim], Iterable[_Try]], ...] = (
            self._denials, self._corrections, self._repeats, self._relabels, self._superseding, self._second_hand,
            self._relabels_passed_on, self._parts,
        )  # fmt: skip
        for rule in rules:
            tries = [
                t
                for t in rule(claim)
                if (claim.id, t.target.id, t.relation) not in self.known and _apart(claim, t.target)
            ]
            if tries:
                best = min(tries, key=lambda t: (*t.rank, self.place[t.target.id]))
                doubt = "unclear" if best.relation is Relation.SUBSET else best.tie.doubt
                return Proposed(claim.id, best.target.id, best.relation, doubt, _reason(best), best.evidence)
        return None

    # -- rules --------------------------------------------------------------------------------------------------

    def _denials(self, claim: Claim) -> Iterable[_Try]:
        number = figure(claim)
        if claim.stance is not Stance.DENIES or number is None:
            return
        for target in self._with_figure(claim, number, later=True):
            if (
                target.unit == claim.unit
                and target.stance in (Stance.ASSERTS, Stance.CORRECTS)
                and self._near(claim, target, 31)
            ):
                if not self._where(claim, target):
                    continue
                evidence = _evidence(claim, target, "the same figure, denied")
                second = self.voices.tie(claim, target).strength > 0
                yield _Try(target, Tie(1, "likely", "denies this figure"), Relation.DENIES, (second,), evidence)

    def _corrections(self, claim: Claim) -> Iterable[_Try]:
        if claim.stance is Stance.CORRECTS:
            yield from self._of_office(claim, Relation.CORRECTS)

    def _superseding(self, claim: Claim) -> Iterable[_Try]:
        if claim.stance is Stance.ASSERTS and figure(claim) is not None:
            yield from self._of_office(claim, Relation.SUPERSEDES)

    def _of_office(self, claim: Claim, relation: Relation) -> Iterable[_Try]:
        """An earlier figure of the same office, for the same thing, place and group; the latest of them."""
        for target in self.by_unit[claim.unit, claim.place]:
            if target.id == claim.id or not self._same_group(claim, target) or figure(target) == figure(claim):
                continue
            if target.stance not in (Stance.ASSERTS, Stance.CORRECTS) or not self._follows(claim, target, relation):
                continue
            tie = self.voices.tie(claim, target)
            if tie.strength < 2 or not self._grows(claim, target):
                continue
            evidence = _evidence(claim, target, "another figure of the same office, said later")
            yield _Try(target, tie, relation, (-self._day(target), self._echo(target)), evidence)

    def _grows(self, claim: Claim, target: Claim) -> bool:
        """A new figure for the same thing is of the same order; what is half as much counts something else."""
        mine, other = figure(claim) or 0, figure(target) or 0
        if claim.modifier != "exact" and other in self._rounding(mine, claim.modifier):
            return False
        if (
            target.best is None
            and target.low != target.high
            and target.modifier not in ("exact", "more_than", "at_least")
        ):
            return False
        return 2 * mine >= other and (self._day(claim) != self._day(target) or mine <= 2 * other)

    def _repeats(self, claim: Claim) -> Iterable[_Try]:
        number = figure(claim)
        if claim.stance not in (Stance.ASSERTS, Stance.CORRECTS) and number is not None:
            return
        pool = self.bare[fold_name(claim.speaker)] if number is None else self._with_figure(claim, number, rounded=True)
        for target in pool:
            if figure(target) != number and said_on(target) != said_on(claim):
                continue
            if (
                not self._comes_before(target, claim)
                or not self._same_thing(claim, target)
                or target.stance is Stance.DENIES
            ):
                continue
            tie = self.voices.tie(claim, target)
            alike = self._same_group(claim, target) or self._said_once(claim, target, tie)
            if tie.strength >= 2 and alike and _modifier_agrees(claim, target):
                yield _Try(target, tie, Relation.REPEATS, (0,), _evidence(claim, target, "the same figure"))

    def _relabels(self, claim: Claim) -> Iterable[_Try]:
        return (each for each in self._relabelled(claim) if each.tie.strength >= 2)

    def _relabels_passed_on(self, claim: Claim) -> Iterable[_Try]:
        return (each for each in self._relabelled(claim) if each.tie.strength == 1)

    def _relabelled(self, claim: Claim) -> Iterable[_Try]:
        number = figure(claim)
        if claim.stance is not Stance.ASSERTS or number is None:
            return
        for target in self._with_figure(claim, number, rounded=True):
            if (
                not self._comes_before(target, claim)
                or target.stance is Stance.DENIES
                or not self._near(claim, target, RELABEL_DAYS)
            ):
                continue
            tie = self.voices.tie(claim, target)
            changed = self._changes(claim, target)
            needed = 2 if figure(target) != number or number < DISTINCTIVE else 1
            if changed and tie.strength >= needed and (len(changed) == 1 or number >= DISTINCTIVE):
                evidence = _evidence(claim, target, f"the figure stays, {', '.join(changed)} changes")
                yield _Try(target, tie, Relation.RELABELS, (-tie.strength, len(changed)), evidence)

    def _second_hand(self, claim: Claim) -> Iterable[_Try]:
        """An outlet, or officials without a name, with the very figure of an office: whose it is must be asked."""
        number = figure(claim)
        if claim.stance is not Stance.ASSERTS or number is None or number < DISTINCTIVE:
            return
        for target in self._with_figure(claim, number):
            same = (
                self._same_thing(claim, target) and self._same_group(claim, target) and target.stance is Stance.ASSERTS
            )
            tie = self.voices.tie(claim, target) if same and self._comes_before(target, claim) else None
            if tie is not None and (tie.strength == 1 or (tie.strength == 0 and number >= 100 and number % 10)):
                yield _Try(
                    target,
                    tie,
                    Relation.REPEATS,
                    (0,),
                    _evidence(claim, target, "the same figure, unit, place and group"),
                )

    def _parts(self, claim: Claim) -> Iterable[_Try]:
        number = figure(claim)
        if claim.part_of is not None or number is None or claim.stance is not Stance.ASSERTS:
            return
        if not self._narrow(claim):
            return
        for target in self.by_unit[claim.unit, claim.place]:
            whole = figure(target)
            inside = (
                self.groups.within(claim.group, target.group)
                if claim.group in self.groups and target.group in self.groups
                else False
            )
            if target.id == claim.id or whole is None or whole <= number or not inside or claim.group == target.group:
                continue
            tie = self.voices.tie(claim, target)
            if tie.strength >= 2 and said_on(claim) is not None and said_on(claim) == said_on(target):
                evidence = _evidence(claim, target, "a part of the people counted, said the same day")
                yield _Try(target, tie, Relation.SUBSET, (whole,), evidence)

    # -- what agrees --------------------------------------------------------------------------------------------

    def _with_figure(self, claim: Claim, number: int, *, rounded: bool = False, later: bool = False) -> list[Claim]:
        pool = [
            c for c in self.by_figure.get(number, ()) if c.id != claim.id and (later or self._comes_before(c, claim))
        ]
        if rounded and claim.modifier in ("more_than", "at_least", "about", "almost", "rounded"):
            pool += [
                c
                for n in self._rounding(number, claim.modifier)
                for c in self.by_figure[n]
                if c.id != claim.id and self._comes_before(c, claim)
            ]
        return pool

    def _rounding(self, number: int, modifier: str) -> list[int]:
        """The figures in the case that round to a number of one or two significant digits."""
        digits = len(str(number).rstrip("0"))
        if number < 100 or digits > 2:
            return []
        step = 10 ** (len(str(number)) - digits)
        low, high = (number - step, number) if modifier == "almost" else (number, number + step)
        return [n for n in self.by_figure if low < n < high]

    def _comes_before(self, target: Claim, claim: Claim) -> bool:
        return self.place[target.id] < self.place[claim.id]

    def _day(self, claim: Claim) -> int:
        day = said_on(claim)
        return day.toordinal() if day else 0

    def _echo(self, claim: Claim) -> bool:
        """True for a claim that itself refers to another: the root is the better target."""
        return claim.refers_to is not None

    def _near(self, claim: Claim, target: Claim, days: int) -> bool:
        return not self._day(claim) or not self._day(target) or abs(self._day(claim) - self._day(target)) <= days

    def _follows(self, claim: Claim, target: Claim, relation: Relation) -> bool:
        if (
            (claim.part_of is None) != (target.part_of is None)
            and relation is Relation.SUPERSEDES
            and claim.group != target.group
        ):
            return False
        if not (claim.said_on or claim.as_of):
            return False  # the day of publication says nothing of which figure is the newer
        mine, other = self._day(claim), self._day(target)
        if mine != other:
            return other < mine
        more = (figure(claim) or 0) > (figure(target) or 0)
        return self._comes_before(target, claim) and more and bool(mine)

    def _same_thing(self, claim: Claim, target: Claim) -> bool:
        return claim.unit == target.unit and claim.place == target.place

    def _where(self, claim: Claim, target: Claim) -> bool:
        """The same place, or one within the other, or one left open."""
        one, other = claim.place, target.place
        if one == other or not one or not other:
            return True
        return (
            one in self.places
            and other in self.places
            and (self.places.within(one, other) or self.places.within(other, one))
        )

    def _same_group(self, claim: Claim, target: Claim) -> bool:
        unit = self.world.units.get(claim.unit)
        if claim.group or target.group or (unit is not None and unit.kind is not Kind.PERSONS):
            return (claim.group or "all") == (target.group or "all")
        return fold_name(claim.label_as_worded or "all") == fold_name(target.label_as_worded or "all")

    def _said_once(self, claim: Claim, target: Claim, tie: Tie) -> bool:
        """The same speaker's figure of the same day, with its people only worded otherwise."""
        worded = not claim.group and not target.group
        return worded and tie.strength == 3 and said_on(claim) is not None and said_on(claim) == said_on(target)

    def _narrow(self, claim: Claim) -> bool:
        return bool(claim.group) and claim.group != "all"

    def _changes(self, claim: Claim, target: Claim) -> list[str]:
        """What differs, where each difference is one that a figure undergoes in passing on; empty where one is not."""
        changed = []
        if claim.unit != target.unit:
            if not any(claim.unit in each and target.unit in each for each in PROMOTIONS):
                return []
            changed.append("what is counted")
        if not self._same_group(claim, target):
            if not self._groups_slide(claim, target):
                return []
            changed.append("who they are said to be")
        if claim.place != target.place:
            if not self._where(claim, target):
                return []
            if claim.unit == target.unit:
                changed.append("the place")
        return changed

    def _groups_slide(self, claim: Claim, target: Claim) -> bool:
        """One group within the other, or two with the same group above them ("armed criminals", "civilians")."""
        one, other = claim.group or "all", target.group or "all"
        if one not in self.groups or other not in self.groups:
            return bool(claim.label_as_worded or target.label_as_worded)
        if self.groups.within(one, other) or self.groups.within(other, one):
            return True
        joint = self.groups.join((one, other))
        return joint is not None and joint not in self.groups.roots()


def _apart(claim: Claim, target: Claim) -> bool:
    """True where the two stand in different documents; links within one are the grammar's."""
    if claim.document or target.document:
        return claim.document != target.document
    return not claim.url or claim.url != target.url


def _modifier_agrees(claim: Claim, target: Claim) -> bool:
    """ "at least 225" may repeat 225; what says more than the figure does not."""
    if (claim.low, claim.high, claim.best) == (target.low, target.high, target.best):
        return True
    return {claim.modifier, target.modifier} <= {"exact", "at_least", "about", "more_than", "almost", "up_to"}


def _evidence(claim: Claim, target: Claim, what: str) -> dict[str, str]:
    """What a person would want to see beside the link."""
    shown = {"why": what}
    for name in ("unit", "place", "group", "speaker", "said_on"):
        mine, other = str(getattr(claim, name) or ""), str(getattr(target, name) or "")
        shown[name] = mine if mine == other else f"{mine or '?'} / {other or '?'}"
    return shown


def _reason(found: _Try) -> str:
    return f"{found.evidence['why']}; {found.tie.reason}"
