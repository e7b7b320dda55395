"""Links between claims, as an analyst proposes, accepts or rejects them; and new places, groups and parties."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.core.told import listed_plainly, told
from antigone.record.event import Draft
from antigone.said.claim import Claim, Relation, Status
from antigone.said.claim_events import CLAIM_EDITED, claim_to_body
from antigone.said.proposal_events import LINK_ACCEPTED, LINK_PROPOSED, LINK_REJECTED, Desk
from antigone.said.resolve import Known

if TYPE_CHECKING:
    from antigone.said.link_again import Again

DEFINED = {"place": "place.defined", "group": "group.defined", "party": "party.defined"}


def link_id(claim: str, target: str, relation: Relation) -> str:
    """The id of a link: one for each pair and relation, so that a rejected link is not proposed again."""
    return "l" + hashlib.sha256(f"{claim} {relation.value} {target}".encode()).hexdigest()[:10]


def link_body(claim: str, target: str, relation: Relation, reason: str, **more: Any) -> dict[str, Any]:
    """A link as plain JSON values: the claim `from` stands in `relation` to the claim `to`."""
    own = link_id(claim, target, relation)
    return {"id": own, "from": claim, "to": target, "relation": relation.value, "reason": reason, **more}


def propose_link(desk: Desk, claim: str, target: str, relation: Relation, reason: str, **more: Any) -> list[Draft]:
    """Put a link forward; nothing where it was put forward, accepted or rejected before."""
    body = link_body(claim, target, relation, reason, **more)
    return [] if body["id"] in desk.links else [Draft(LINK_PROPOSED, {"link": body})]


def waiting_links(desk: Desk) -> list[Mapping[str, Any]]:
    """The links without a decision whose two claims both stand, or wait for a person themselves."""
    return [
        link
        for key, link in desk.links.items()
        if key not in desk.link_decisions and _is_there(desk, link["from"]) and _is_there(desk, link["to"])
    ]


def _is_there(desk: Desk, claim: str) -> bool:
    return desk.standing(claim) is not None or _waits(desk, claim)


def _waits(desk: Desk, claim: str) -> bool:
    proposal = f"p{claim[1:]}"
    return proposal in desk.proposals and proposal not in desk.decided


def claims_and_waiting(desk: Desk, known: Known) -> dict[str, Claim]:
    """Every claim that stands, and what each waiting proposal would become, by id."""
    from antigone.said.link_waiting import claims_of

    waiting = claims_of(desk.waiting(), known, desk.claims.keys())
    return {**{each.id: each for each in waiting}, **{id: claim for id, (claim, _) in desk.claims.items()}}


def proposed_links(desk: Desk, known: Known, again: Again | None = None) -> list[Mapping[str, Any]]:
    """Every link that waits for a person: those put forward in the record, and those found now.

    Args:
        desk: claims, proposals and what was decided.
        known: what the case knows by name.
        again: remembers the last search, where the next is made soon.
    """
    from antigone.said.link import World
    from antigone.said.link_again import Again

    world = World(known.places, known.groups, known.units, known.parties)
    before = [(each["from"], each["to"], Relation(each["relation"])) for each in desk.links.values()]
    found = (again or Again()).links(_unlinked(desk, claims_and_waiting(desk, known)), world, before)
    made = [
        link_body(each.claim, each.target, each.relation, each.reason, doubt=each.doubt, evidence=dict(each.evidence))
        for each in found
    ]
    return [*({"doubt": "", **link} for link in waiting_links(desk)), *made]


def _unlinked(desk: Desk, claims: Mapping[str, Claim]) -> list[Claim]:
    """The claims, those that wait with the links that were accepted for them already."""
    linked = dict(claims)
    for id, decision in desk.link_decisions.items():
        link = desk.links[id]
        claim = linked.get(link["from"])
        if decision.kind == LINK_ACCEPTED and claim is not None and claim.status is Status.PROPOSED:
            linked[claim.id] = with_link(claim, link["to"], Relation(link["relation"])) or claim
    return list(linked.values())


def accept_link(desk: Desk, link: Mapping[str, Any]) -> list[Draft]:
    """Let a link stand: the claim is written anew with it, or, where one of the two waits, when both are accepted.

    Raises:
        NotFoundError: one of the two claims neither stands nor waits.
        UsageError: the claim refers to another one already, or the link has been decided.
    """
    if link["id"] in desk.link_decisions:
        raise UsageError("This link has been decided already.", "Undo that first.")
    for end in (link["from"], link["to"]):
        if not _is_there(desk, end):
            raise NotFoundError(
                told("No claim {end} stands or waits in this case.", end=end), "Accept its proposal first."
            )
    standing, target = desk.standing(link["from"]), desk.standing(link["to"])
    if standing is None or target is None:
        _check_free(desk, link, standing)
        return [Draft(LINK_ACCEPTED, {"link": dict(link)})]
    claim, event = desk.claims[standing.id]
    linked = replace(_with(claim, target.id, Relation(link["relation"])), status=Status.EDITED)
    decided = next((key for key, each in desk.decided.items() if each.claim and each.claim.id == claim.id), "")
    body = {"claim": claim_to_body(linked), "link": link["id"], **({"proposal": decided} if decided else {})}
    reason = f"{link['relation']} {link['to']}: {link.get('reason', '')}".rstrip(": ")
    return [Draft(LINK_ACCEPTED, {"link": dict(link)}), Draft(CLAIM_EDITED, body, corrects=event, reason=reason)]


def _check_free(desk: Desk, link: Mapping[str, Any], standing: Claim | None) -> None:
    """A claim refers to one other at most, and is part of one, also before it has been accepted."""
    relation = Relation(link["relation"])
    _with(standing or Claim(link["from"], ""), link["to"], relation)
    for other in desk.linked(claim=link["from"]):
        if (other["relation"] == Relation.SUBSET.value) == (relation is Relation.SUBSET) and other["to"] != link["to"]:
            raise UsageError(
                told("{link} is linked to {other} already.", link=link["from"], other=other["to"]), "Undo that first."
            )


def with_link(claim: Claim, target: str, relation: Relation) -> Claim | None:
    """The claim with a link; None where it has another of that sort, or would be linked to itself."""
    try:
        return _with(claim, target, relation)
    except (InputError, UsageError):
        return None


def _with(claim: Claim, target: str, relation: Relation) -> Claim:
    if claim.id == target:
        raise InputError("A claim cannot be linked to itself.", "Name another claim.")
    if relation is Relation.SUBSET:
        if claim.part_of not in (None, target):
            raise UsageError(
                told("{claim} is part of {part_of} already.", claim=claim.id, part_of=claim.part_of), "Edit the claim."
            )
        return replace(claim, part_of=target)
    if claim.refers_to not in (None, target):
        raise UsageError(
            told("{claim} refers to {refers_to} already.", claim=claim.id, refers_to=claim.refers_to), "Edit the claim."
        )
    return replace(claim, refers_to=target, relation=relation)


def reject_link(desk: Desk, link: Mapping[str, Any], reason: str) -> list[Draft]:
    """Refuse a link for a reason; it is remembered, and never proposed again."""
    if not reason.strip():
        raise UsageError("A rejection needs a reason.", "Say why.")
    if link["id"] in desk.link_decisions:
        raise UsageError("This link has been decided already.", "Undo that first.")
    return [Draft(LINK_REJECTED, {"link": dict(link), "reason": reason.strip()})]


def link_by_hand(desk: Desk, claim: str, target: str, relation: str, reason: str) -> list[Draft]:
    """A link that an analyst saw, put forward and accepted in one step.

    Raises:
        UsageError: no such relation, or no reason; the claim refers to another one already; it was decided before.
        NotFoundError: one of the two claims does not stand.
    """
    if relation not in {each.value for each in Relation}:
        raise UsageError(
            told("'{relation}' is no relation.", relation=relation[:40]),
            told("One of: {names}.", names=listed_plainly(each.value for each in Relation)),
        )
    if not reason.strip():
        raise UsageError("A link needs a reason.", "Say why.")
    return accept_link(desk, link_body(claim, target, Relation(relation), reason.strip()))


def create(known: Known, noun: str, id: str, name: str, parent: str = "", **more: Any) -> list[Draft]:
    """A new place, group or party of the case.

    Raises:
        UsageError: no such noun.
        InputError: the id is taken or empty, or the parent is not there.
    """
    if noun not in DEFINED:
        raise UsageError(told("A {noun} cannot be created here.", noun=noun), "One of: place, group, party.")
    by_noun: dict[str, Collection[str]] = {
        "place": known.places,
        "group": known.groups,
        "party": known.parties.parties,
    }
    there = by_noun[noun]
    if not id.strip() or not name.strip():
        raise InputError(told("A {noun} needs an id and a name.", noun=noun), "Give both.")
    if id in there:
        raise InputError(told("There is a {noun} '{id}' already.", noun=noun, id=id), "Use it, or give another id.")
    if parent and noun != "party" and parent not in there:
        raise InputError(
            told("There is no {noun} '{parent}'.", noun=noun, parent=parent),
            told("Create it first, or leave the {noun} without a parent.", noun=noun),
        )
    body = {"id": id.strip(), "name": name.strip(), "parent": parent, **more}
    return [Draft(DEFINED[noun], {noun: {key: value for key, value in body.items() if value}})]
