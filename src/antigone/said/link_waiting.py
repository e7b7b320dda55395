"""Claims as links see them before anybody has accepted them: places and groups in the words of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from antigone.said.claim import Claim, Relation, Stance
from antigone.said.proposal_events import Proposed
from antigone.said.propose import claim_id
from antigone.said.resolve import Known, Match, match, party_names, place_names

_LINKED = {"dup_of": Relation.REPEATS, "corrects": Relation.CORRECTS, "contests": Relation.DENIES}


def claims_of(waiting: Iterable[Proposed], known: Known | None = None, taken: Collection[str] = ()) -> list[Claim]:
    """What each proposal would become, with what its document says of it: parts, and figures put forward again.

    A place or group that the case does not know for certain stays in words, the place as `place`, the group as
    `label_as_worded`. Each wording is matched once.

    Args:
        waiting: proposals without a decision.
        known: what the case knows by name.
        taken: ids of claims that stand, to which a proposal may be linked as well.
    """
    several = list(waiting)
    words = _Words(known or Known())
    told = {each.id: each.claim for each in several}
    return [_linked(each, _placed(each, words), told, taken) for each in several]


class _Words:
    """What words stand for, each wording looked up once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._things: dict[str, list[tuple[str, tuple[str, ...]]]] = {
            "place": [(each.id, place_names(each)) for each in known.places.values()],
            "group": [(each.id, (each.name,)) for each in known.groups.values()],
            "party": [(each.id, party_names(each)) for each in known.parties.parties.values()],
        }
        self._met: dict[tuple[str, str], Match] = {}

    def id(self, noun: str, worded: str) -> str:
        """The id that the words name for certain, or an empty text."""
        key = noun, worded
        if key not in self._met:
            self._met[key] = match(worded, self._things[noun])
        return self._met[key].id or ""

    def speaker(self, worded: str) -> str:
        """The name by which the case knows a speaker, else the words."""
        party = self._known.parties.parties.get(self.id("party", worded))
        return party.name if party else worded


def _placed(proposal: Proposed, words: _Words) -> Claim:
    claim = proposal.claim
    place = words.id("place", proposal.place) or proposal.place
    return replace(claim, place=place, group=words.id("group", proposal.group), speaker=words.speaker(claim.speaker))


def relation_of(kind: str, mine: str, theirs: str) -> Relation:
    """What a link within a document says; the same figure of another unit is no repeat: it has been relabelled."""
    return Relation.RELABELS if kind == "dup_of" and mine != theirs else _LINKED[kind]


def _linked(proposal: Proposed, claim: Claim, told: dict[str, Claim], taken: Collection[str]) -> Claim:
    """The claim with the links that the grammar made within its document."""
    for link in proposal.links:
        target = str(link["target"])
        other = told.get(target)
        to = other.id if other else (claim_id(target) if claim_id(target) in taken else "")
        if to and link["kind"] == "subset_of" and not claim.part_of:
            claim = replace(claim, part_of=to)
        elif to and link["kind"] in _LINKED and not claim.refers_to and _stands(claim, str(link["kind"])):
            relation = relation_of(str(link["kind"]), claim.unit, other.unit if other else claim.unit)
            claim = replace(claim, refers_to=to, relation=relation)
    return claim


def _stands(claim: Claim, kind: str) -> bool:
    """What contests a figure denies it only where the claim is a denial."""
    return kind != "contests" or claim.stance is Stance.DENIES
