"""Links between claims of different documents: repeats, relabelled, superseding, correcting, denying, parts.

Pure functions over claims. Each link rests on more than a number: who speaks (or whose office), what is counted,
where, of whom, and when. Equal numbers alone never link. Nothing here is accepted by anybody: a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from antigone.core.party import fold_name
from antigone.said.claim import Claim, Relation, Stance
from antigone.said.link_agree import DISTINCTIVE, World
from antigone.said.link_company import Company
from antigone.said.link_figures import PROMOTIONS, figure, said_on
from antigone.said.link_learned import Learned, learn
from antigone.said.link_offices import is_post, loose_words, office_key, says_more
from antigone.said.link_reach import Reach
from antigone.said.link_rules import Rules, Try, apart
from antigone.said.link_voice import Voices
from antigone.said.same_party import full_names

__all__ = ["PROMOTIONS", "Proposed", "World", "figure", "propose_links", "said_on"]

Edge = tuple[str, str, Relation]
Rule = Callable[[Claim, Claim], Try | None]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A link that a person may accept: `claim` stands in `relation` to `target`.

    Attributes:
        doubt: `certain`, `likely` or `unclear`.
        reason: in a plain sentence.
        evidence: what agrees and what differs, as words.
        of_one_voice: the same speaker or office; False where somebody may only pass the figure on.
    """

    claim: str
    target: str
    relation: Relation
    doubt: str
    reason: str
    evidence: Mapping[str, str] = field(default_factory=dict)
    of_one_voice: bool = False


def propose_links(claims: Iterable[Claim], world: World | None = None, known: Iterable[Edge] = ()) -> list[Proposed]:
    """Propose at most one link for each claim that has none.

    Args:
        claims: in order of entry.
        world: places, groups, units and parties; without it places and groups are compared as words.
        known: links proposed, accepted or rejected before, which are not proposed again.

    Returns:
        Links in the order of the claims.
    """
    return Finder(list(claims), world or World(), set(known)).proposed()


class Finder:
    """Looks, for each claim, among those that a rule may hold with.

    Args:
        claims: in order of entry.
        world: what is known beside them.
        known: links that are not proposed again.

    Attributes:
        best: what was found for each claim that was asked about.
    """

    def __init__(self, claims: Sequence[Claim], world: World, known: set[Edge]) -> None:
        self.known, self.world = known, world
        self.entered = [claim.id for claim in claims]
        self.best: dict[str, Try | None] = {}
        outlets = {fold_name(name) for c in claims for name in (c.publisher, *c.via) if name}
        claims = _named_in_full(claims)
        learned = learn(claims)
        claims = _called_by_post(claims, learned)
        voices = Voices(
            world.parties,
            frozenset(outlets),
            learned,
            tuple(dict.fromkeys(c.speaker for c in claims if c.speaker)),
        )
        entered = {claim.id: at for at, claim in enumerate(claims)}
        self.ordered = sorted(claims, key=lambda c: (said_on(c) or date.max, entered[c.id]))
        self.place = {claim.id: at for at, claim in enumerate(self.ordered)}
        self.rules = Rules(world, voices, self.place, Company(claims))
        self.reach = Reach(self.ordered, voices, self.rules.places_fit)
        self.ranks: dict[str, tuple[int, ...]] = {}

    def proposed(self, kept: Mapping[str, Try | None] | None = None) -> list[Proposed]:
        """The links, in the order of the claims.

        Args:
            kept: what is known to be the best of some claims, which are not looked at again.
        """
        self.best.update(kept or {})
        by_claim = self._links()
        by_claim = {id: self._rooted(each, by_claim) for id, each in by_claim.items()}
        return [by_claim[id] for id in self.entered if id in by_claim]

    def _links(self) -> dict[str, Proposed]:
        """The best link of each claim without one; of a report's claims, only the one that agrees best repeats another.

        A report that gives a figure twice over, of two things, has it from another report once.
        """
        found: dict[str, Proposed] = {}
        fits: dict[tuple[str, str], tuple[int, ...]] = {}
        for claim in self.ordered:
            if claim.refers_to is not None:
                continue
            if claim.id not in self.best:
                self.best[claim.id] = self.best_of(claim)
            best = self.best[claim.id]
            if best is None:
                continue
            found[claim.id] = _proposed(claim, best)
            if best.relation is Relation.REPEATS and claim.document:
                pair = claim.document, best.target.id
                fits[pair] = min(best.rank, fits.get(pair, best.rank))
                self.ranks[claim.id] = best.rank
        for id, link in list(found.items()):
            pair = self.ordered[self.place[id]].document or "", link.target
            if link.relation is Relation.REPEATS and pair in fits and self.ranks[id] > fits[pair]:
                del found[id]
        return found

    def _rooted(self, link: Proposed, by_claim: Mapping[str, Proposed]) -> Proposed:
        """What repeats a relabelled figure relabels the root of it, where the root is of the same office.

        Who repeats somebody else's relabelling repeats him.
        """
        beyond = by_claim.get(link.target)
        if link.relation is not Relation.REPEATS or beyond is None or beyond.relation is not Relation.RELABELS:
            return link
        if beyond.target == link.claim or (link.claim, beyond.target, Relation.RELABELS) in self.known:
            return link
        claim, root = self._of(link.claim), self._of(beyond.target)
        if self.rules.voices.tie(claim, root).strength < 2:
            return link
        reason = f"{beyond.reason}; {link.target} has it so as well"
        return Proposed(link.claim, beyond.target, Relation.RELABELS, link.doubt, reason, beyond.evidence, True)

    def _of(self, id: str) -> Claim:
        return self.ordered[self.place[id]]

    def best_of(self, claim: Claim) -> Try | None:
        """The best link of a claim by the first rule that gives any, or None."""
        for rule, days in self._candidates(claim):
            for several in days:
                tries = [found for target in several if (found := self._try(rule, claim, target)) is not None]
                if tries and (
                    rule != self.rules.second_hand or self.rules.is_one_source(claim, [t.target for t in tries])
                ):
                    return min(tries, key=lambda t: (*t.rank, self.place[t.target.id]))
        return None

    def _candidates(self, claim: Claim) -> Iterator[tuple[Rule, Iterable[Iterable[Claim]]]]:
        """The rules in order, each with its candidates in lots: a lot that gives any leaves out those after it."""
        rules, reach, number = self.rules, self.reach, figure(claim)
        if number is None:
            yield rules.repeat, (reach.bare(claim),)
            return
        if claim.stance in (Stance.CORRECTS, Stance.DENIES):
            yield rules.corrected_again, (reach.alike(claim),)
        if claim.stance is Stance.DENIES:
            yield rules.denial, (reach.denied(claim),)
        if claim.stance is Stance.CORRECTS:
            yield rules.correction, reach.earlier(claim)
        yield rules.repeat, (reach.alike(claim),)
        if claim.stance is not Stance.ASSERTS:
            return
        yield _strong(rules.relabel), (reach.alike(claim, slid=True),)
        if number >= DISTINCTIVE:
            yield rules.translated, (reach.equal(claim),)
        yield rules.successor, reach.earlier(claim)
        if number >= DISTINCTIVE:
            yield rules.second_hand, (reach.alike(claim, tied=False),)
        else:
            yield rules.second_hand, (reach.recent(claim),)
        if number >= DISTINCTIVE:
            yield rules.relabel, (reach.alike(claim, slid=True, tied=False),)
        yield rules.relabel_of_day, (reach.same_day(claim),)
        yield rules.part, (reach.of_day(claim),)

    def _try(self, rule: Rule, claim: Claim, target: Claim) -> Try | None:
        """A rule on a pair of different documents, unless that link is known."""
        if target.id == claim.id or not apart(claim, target):
            return None
        found = rule(claim, target)
        return None if found is None or (claim.id, target.id, found.relation) in self.known else found


def _named_in_full(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, "the agency" and "police" under the one fuller name that their document has for them.

    So are posts: a "minister" beside one ministry is its own.
    """
    named: dict[str, dict[str, None]] = {}
    short: dict[tuple[str, str], None] = {}
    for claim in claims:
        if claim.document:
            for name in filter(None, (claim.speaker, claim.office)):
                short[claim.document, name] = None
            if claim.speaker:
                named.setdefault(claim.document, {})[claim.speaker] = None
    full: dict[tuple[str, str], str] = {}
    for document, name in short:
        longer = [each for each in named.get(document, ()) if says_more(name, each)]
        if len({office_key(each) for each in longer}) == 1:
            full[document, name] = longer[0]
    return [_under(claim, full) for claim in claims] if full else list(claims)


def _called_by_post(claims: Sequence[Claim], learned: Learned) -> list[Claim]:
    """The claims, "the prosecutor" under the name of the one person of his report who holds such a post."""
    named: dict[str, dict[str, frozenset[str]]] = {}
    for claim in claims:
        if claim.document and (full_names(claim.speaker) or claim.speaker in learned.posts):
            posts = frozenset().union(*learned.posts.get(claim.speaker, ()), loose_words(claim.office))
            held = named.setdefault(claim.document, {})
            held[claim.speaker] = held.get(claim.speaker, frozenset()) | posts
    return [_by_name(claim, named.get(claim.document or "", {})) for claim in claims]


def _by_name(claim: Claim, people: Mapping[str, frozenset[str]]) -> Claim:
    if not people or claim.office or not is_post(claim.speaker):
        return claim
    words = loose_words(claim.speaker)
    holding = [name for name, posts in people.items() if words and words <= posts]
    return replace(claim, speaker=holding[0], office=claim.speaker) if len(holding) == 1 else claim


def _under(claim: Claim, full: Mapping[tuple[str, str], str]) -> Claim:
    speaker, office = (full.get((claim.document or "", name), name) for name in (claim.speaker, claim.office))
    return (
        claim if (speaker, office) == (claim.speaker, claim.office) else replace(claim, speaker=speaker, office=office)
    )


def _strong(rule: Rule) -> Rule:
    """A rule without what is only passed on by an outlet."""

    def strong(claim: Claim, target: Claim) -> Try | None:
        found = rule(claim, target)
        return found if found is not None and found.tie.strength >= 2 else None

    return strong


def _proposed(claim: Claim, best: Try) -> Proposed:
    doubt = "unclear" if best.unsure else best.tie.doubt
    reason = f"{best.why}; {best.tie.reason}"
    return Proposed(
        claim.id, best.target.id, best.relation, doubt, reason, _evidence(claim, best), best.tie.strength >= 2
    )


def _evidence(claim: Claim, best: Try) -> dict[str, str]:
    """What a person would want to see beside the link."""
    shown = {"why": best.why}
    for name in ("unit", "place", "group", "speaker", "said_on"):
        mine, other = str(getattr(claim, name) or ""), str(getattr(best.target, name) or "")
        shown[name] = mine if mine == other else f"{mine or '?'} / {other or '?'}"
    return shown
