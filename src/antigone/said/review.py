"""What an analyst does with a proposal, as drafts of events: the same functions behind the terminal and the web page.

Every function looks at the desk, checks what is asked of it and gives the drafts of one transaction; nothing is written
here. What cannot be done is an error with the reason and what to do next, and then nothing is half done.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.core.told import told
from antigone.record.event import Draft
from antigone.said.claim import Claim, Mode, Relation, Stance, Status
from antigone.said.claim_events import CLAIM_ACCEPTED, CLAIM_EDITED, CLAIM_REJECTED, claim_to_body
from antigone.said.claim_fields import with_fields
from antigone.said.document import Document
from antigone.said.link_waiting import relation_of
from antigone.said.proposal_events import (
    CLAIM_MERGED,
    CLAIM_PROPOSED,
    CLAIM_SPLIT,
    DECISION_UNDONE,
    LINK_ACCEPTED,
    Decision,
    Desk,
    Proposed,
    proposal_to_body,
)
from antigone.said.propose import claim_id, of_document, proposal_id
from antigone.said.resolve import Known, Match
from antigone.said.review_links import with_link

ANALYST = "analyst"
_PLACING = frozenset({"place", "group", "id", "part_of", "refers_to", "relation"})
"""Fields that place a claim in the case; setting them does not edit what was read."""
_IN_DOCUMENT = frozenset({"dup_of", "corrects"})


def next_for_review(
    desk: Desk, skipped: Collection[str] = (), document: str = "", rules: Collection[str] = ()
) -> Proposed | None:
    """The first proposal that waits, in reading order, without those skipped; None where all is done."""
    for each in desk.waiting():
        wanted = not document or each.claim.document == document
        if each.id not in skipped and wanted and (not rules or each.rule in rules):
            return each
    return None


def matches(known: Known, proposal: Proposed) -> dict[str, Match]:
    """What the worded place, group and speaker of a proposal stand for in the case."""
    return {
        "place": known.place(proposal.place),
        "group": known.group(proposal.group),
        "speaker": known.party(proposal.claim.speaker),
    }


def view(desk: Desk, known: Known, proposal: Proposed) -> dict[str, Any]:
    """A proposal as plain JSON values, with what its words stand for and the decision on it (None while it waits)."""
    decision = desk.decided.get(proposal.id)
    found = matches(known, proposal).items()
    return {
        **proposal_to_body(proposal),
        "matched": {name: {"worded": m.worded, "id": m.id, "how": m.how, "offers": m.offers} for name, m in found},
        "decision": {"kind": decision.kind, "by": decision.by, "at": decision.at, "reason": decision.reason}
        if decision
        else None,
    }


def open_questions(known: Known, proposal: Proposed, changes: Mapping[str, str] | None = None) -> dict[str, Match]:
    """The place and group that a person has to settle before the claim can be accepted."""
    settled = changes or {}
    found = matches(known, proposal)
    return {name: found[name] for name in ("place", "group") if not found[name].is_sure and name not in settled}


def accept(desk: Desk, known: Known, proposal: str, changes: Mapping[str, str] | None = None) -> list[Draft]:
    """Let a proposal into the account, as it stands or with changes.

    Args:
        desk, known: the case as folded.
        proposal: its id.
        changes: fields as typed (`{"place": "almaty", "low": "12"}`); an empty text empties a field. `place` and
            `group` must be given where the words do not name one of the case's own for certain.

    Raises:
        NotFoundError: no such proposal.
        UsageError: it has been decided already.
        InputError: a question is open, or a field or value cannot stand; nothing is to be written then.
    """
    waiting = _waiting(desk, proposal)
    texts = dict(changes or {})
    questions = open_questions(known, waiting, texts)
    if questions:
        named = "; ".join(f"{name} “{match.worded}” ({match.how})" for name, match in questions.items())
        raise InputError(
            told("It is not certain what is meant by {named}.", named=named), "Say which, create it, or leave it empty."
        )
    found = matches(known, waiting)
    claim = _placed(waiting.claim, found, known)
    claim = _linked(desk, waiting, claim)
    claim = with_fields(claim, texts)
    changed = sorted(name for name in texts if name not in _PLACING and _differs(waiting.claim, claim, name))
    claim = replace(claim, status=Status.EDITED if changed else Status.ACCEPTED)
    _check(desk, known, claim)
    body: dict[str, Any] = {"claim": claim_to_body(claim), "proposal": waiting.id}
    body["matched"] = {name: {"worded": m.worded, "how": m.how} for name, m in found.items() if m.worded}
    if changed:
        body["changed"] = changed
    kind = CLAIM_EDITED if changed else CLAIM_ACCEPTED
    return [Draft(kind, body, source=_source(desk, claim)), *_late_links(desk, waiting.id, claim)]


def _differs(old: Claim, new: Claim, name: str) -> bool:
    field = "period" if name in ("period_from", "period_to") else name
    return bool(getattr(old, field) != getattr(new, field))


def _placed(claim: Claim, found: Mapping[str, Match], known: Known) -> Claim:
    """The claim with the place, group and speaker that are certain."""
    speaker = known.parties.parties.get(found["speaker"].id or "")
    return replace(
        claim,
        place=found["place"].id or "",
        group=found["group"].id or "",
        speaker=speaker.name if speaker else claim.speaker,
    )


def _linked(desk: Desk, proposal: Proposed, claim: Claim) -> Claim:
    """The claim with its links to claims of the same document that have been accepted."""
    for link in proposal.links:
        target = desk.claim_of(str(link["target"]))
        if target:
            claim = _with_link(claim, str(link["kind"]), target)
    for link in desk.linked(claim=proposal.claim.id):
        target = desk.standing(link["to"])
        if target:
            claim = with_link(claim, target.id, Relation(link["relation"])) or claim
    return claim


def _with_link(claim: Claim, kind: str, target: Claim) -> Claim:
    if kind == "subset_of" and not claim.part_of:
        return replace(claim, part_of=target.id)
    if kind == "contests" and (claim.stance, target.stance) == (Stance.DENIES, Stance.ASSERTS):
        return with_link(claim, target.id, Relation.DENIES) or claim
    if (claim.stance is Stance.DENIES) != (target.stance is Stance.DENIES):
        return claim  # the analyst read them otherwise than the machine: who denies a figure does not repeat it
    if kind in _IN_DOCUMENT and not claim.refers_to:
        return replace(claim, refers_to=target.id, relation=relation_of(kind, claim.unit, target.unit))
    return claim


def _late_links(desk: Desk, proposal: str, target: Claim) -> list[Draft]:
    """Links of claims accepted earlier that waited for this one: of its document, and those accepted before it was."""
    linked: dict[str, tuple[Claim, str]] = {}
    for other in desk.proposals.values():
        claim = desk.claim_of(other.id)
        for link in other.links if claim else ():
            if claim and link["target"] == proposal:
                claim = _with_link(claim, str(link["kind"]), target)
                linked[claim.id] = (claim, other.id)
    for link in desk.linked(target=desk.proposals[proposal].claim.id):
        claim = desk.standing(link["from"])
        if claim:
            now, home = linked.get(claim.id, (claim, _proposal_of(desk, claim.id)))
            linked[claim.id] = (with_link(now, target.id, Relation(link["relation"])) or now, home)
    reason = f"linked to {target.id}, accepted now"
    return [
        _edited(desk, now, home, reason, {"with": proposal})
        for id, (now, home) in linked.items()
        if now != desk.claims[id][0]
    ]


def _edited(desk: Desk, claim: Claim, proposal: str, reason: str, more: Mapping[str, Any]) -> Draft:
    """A new version of a standing claim."""
    event = desk.claims[claim.id][1]
    body = {"claim": claim_to_body(claim), **({"proposal": proposal} if proposal else {}), **more}
    return Draft(CLAIM_EDITED, body, corrects=event, reason=reason, source=_source(desk, claim))


def edit(desk: Desk, known: Known, claim: str, changes: Mapping[str, str], reason: str) -> list[Draft]:
    """Change a claim that stands in the account; the earlier version stays in the record.

    Raises:
        NotFoundError: no such claim.
        UsageError: no reason is given.
        InputError: a value cannot stand.
    """
    if claim not in desk.claims:
        raise NotFoundError(told("No claim {claim} stands in this case.", claim=claim), "Accept its proposal first.")
    if not reason.strip():
        raise UsageError("A change needs a reason.", "Say why.")
    if changes.get("id", claim) != claim:
        raise InputError("The id of an accepted claim cannot change.", "Undo its acceptance, then accept it anew.")
    old = desk.claims[claim][0]
    new = replace(with_fields(old, changes), status=Status.EDITED)
    _check(desk, known, new)
    return [_edited(desk, new, _proposal_of(desk, claim), reason, {"changed": sorted(changes)})]


def _proposal_of(desk: Desk, claim: str) -> str:
    decided = (each for each, decision in desk.decided.items() if decision.claim and decision.claim.id == claim)
    return next(decided, "")


def reject(desk: Desk, proposal: str, reason: str) -> list[Draft]:
    """Keep a proposal out of the account, for a reason that is remembered."""
    waiting = _waiting(desk, proposal)
    if not reason.strip():
        raise UsageError("A rejection needs a reason.", "Say why: `a date`, `not about people`, `said twice`, …")
    return [Draft(CLAIM_REJECTED, {"proposal": waiting.id, "reason": reason.strip()})]


def undo(desk: Desk, reason: str = "taken back by the analyst", event: str = "") -> list[Draft]:
    """Take back one decision: the one of that event, or the last that stands; with it what was written along with it.

    Raises:
        NotFoundError: there is no decision to take back.
    """
    found = [each for each in desk.history if each.event == event] if event else desk.history[-1:]
    if not found:
        raise NotFoundError("There is no decision to take back.", "Nothing has been decided yet, or all is undone.")
    last = found[0]
    if any(each in desk.decided for each in last.into):
        raise UsageError("What came of it has been decided since.", "Undo those decisions first.")
    together = [each for each in desk.history if each is not last and (each.at, each.by) == (last.at, last.by)]
    undone = (*reversed(together), last)
    return [
        *(
            Draft(DECISION_UNDONE, {"decision": each.event, "kind": each.kind}, corrects=each.event, reason=reason)
            for each in undone
        ),
        *(draft for each in undone for draft in _unlinked(desk, each, {other.event for other in undone}, reason)),
    ]


def _unlinked(desk: Desk, decision: Decision, undone: Collection[str], reason: str) -> list[Draft]:
    """The claim without the link of a decision that is taken back, where it took effect when a claim was accepted."""
    if decision.kind != LINK_ACCEPTED:
        return []
    link = desk.links[decision.link]
    claim, target = desk.standing(link["from"]), desk.standing(link["to"])
    if claim is None or target is None or desk.claims[claim.id][1] in undone:
        return []
    bare = claim
    if link["relation"] == Relation.SUBSET.value and claim.part_of == target.id:
        bare = replace(claim, part_of=None)
    elif (claim.refers_to, claim.relation) == (target.id, Relation(link["relation"])):
        bare = replace(claim, refers_to=None, relation=None)
    return [] if bare == claim else [_edited(desk, bare, _proposal_of(desk, claim.id), reason, {})]


def as_if_accepted(desk: Desk, known: Known) -> list[Claim]:
    """What waits, as claims with only what is certain filled in: for a first look, never for the account itself."""
    return [_placed(each.claim, matches(known, each), known) for each in desk.waiting()]


def split(desk: Desk, proposal: str, parts: Sequence[Mapping[str, str]]) -> list[Draft]:
    """Put two or more proposals in the place of one; each is then reviewed by itself.

    Args:
        desk: the case as folded.
        proposal: its id.
        parts: for each new proposal the fields that differ, as typed; `start` and `end` may narrow its words.
    """
    waiting = _waiting(desk, proposal)
    if len(parts) < 2:
        raise UsageError("A split needs at least two parts.", "Give the fields of each.")
    into = [_part(waiting, texts, number) for number, texts in enumerate(parts, start=1)]
    return [Draft(CLAIM_SPLIT, {"proposal": waiting.id, "into": [proposal_to_body(each) for each in into]})]


def _part(whole: Proposed, texts: Mapping[str, str], number: int) -> Proposed:
    claim = with_fields(whole.claim, {k: v for k, v in texts.items() if k not in ("place", "group")})
    own = f"{whole.id}-{number}"
    return replace(
        whole,
        id=own,
        claim=replace(claim, id=claim_id(own)),
        place=texts.get("place", whole.place),
        group=texts.get("group", whole.group),
        rule="split",
        reason=f"part {number} of {whole.id}, split by the analyst",
        maker=ANALYST,
    )


def merge(desk: Desk, proposals: Sequence[str], changes: Mapping[str, str] | None = None) -> list[Draft]:
    """Put one proposal in the place of several of one document, with the fields of the first and these changes."""
    waiting = [_waiting(desk, each) for each in dict.fromkeys(proposals)]
    if len(waiting) < 2:
        raise UsageError("A merger needs at least two proposals.", "Name them.")
    if len({each.claim.document for each in waiting}) > 1:
        raise UsageError(
            "These stand in different documents.", "Accept each, and link them: one repeats the other, as a rule."
        )
    first = waiting[0]
    own = f"{first.id}-m"
    claim = replace(with_fields(first.claim, changes or {}), id=claim_id(own))
    made = replace(
        first, id=own, claim=claim, rule="merged", reason=f"merged by the analyst from {len(waiting)}", maker=ANALYST
    )
    return [Draft(CLAIM_MERGED, {"proposals": [each.id for each in waiting], "into": [proposal_to_body(made)]})]


def add_claim(
    desk: Desk, known: Known, document: Document, start: int, end: int, fields: Mapping[str, str]
) -> list[Draft]:
    """Enter a claim that the machine did not propose, by marking its words.

    Args:
        desk, known: the case as folded.
        document: with its working text.
        start, end: the words, as offsets into the working text.
        fields: as typed; `unit` is needed. Figures come from here and not from the words.
    """
    if not 0 <= start < end <= len(document.text):
        raise InputError(
            told("{start} to {end} are no words of {document}.", start=start, end=end, document=document.id),
            "Check the offsets.",
        )
    unit = fields.get("unit", "").strip()
    if not unit:
        raise InputError("A claim needs a unit.", "Give what is counted, such as unit=killed.")
    claim = with_fields(Claim("c", unit, **of_document(document, start, end, Mode.NARRATOR)), fields)
    own = proposal_id(document.id, start, end, unit, claim.stance)
    own = own if own not in desk.proposals else f"{own}-{sum(each.startswith(own) for each in desk.proposals)}"
    claim = replace(claim, id=fields.get("id") or claim_id(own), as_of=claim.as_of or claim.said_on)
    claim = replace(claim, status=Status.ACCEPTED)
    _check(desk, known, claim)
    proposal = Proposed(own, claim, "by hand", "marked by the analyst", maker=ANALYST)
    source = _source(desk, claim)
    return [
        Draft(CLAIM_PROPOSED, {"proposal": proposal_to_body(proposal)}, source=source),
        Draft(CLAIM_ACCEPTED, {"claim": claim_to_body(claim), "proposal": own}, source=source),
    ]


def _waiting(desk: Desk, proposal: str) -> Proposed:
    found = desk.proposals.get(proposal)
    if found is None:
        raise NotFoundError(
            told("There is no proposal {proposal}.", proposal=proposal), "List them with `antigone review CASE --list`."
        )
    decision = desk.decided.get(proposal)
    if decision:
        what = told(decision.kind.removeprefix("claim."))
        raise UsageError(
            told("{proposal} was {what} by {by} already.", proposal=proposal, what=what, by=decision.by),
            "Undo that first.",
        )
    return found


def _check(desk: Desk, known: Known, claim: Claim) -> None:
    """What the account needs to take the claim: a unit, a place and a group that the case has, and an id of its own."""
    if claim.unit not in known.units:
        raise InputError(
            told("The case has no unit '{unit}'.", unit=claim.unit),
            "Use one of its units, or add it with a units table.",
        )
    if claim.place and claim.place not in known.places:
        raise InputError(
            told("The case has no place '{place}'.", place=claim.place), "Give the id of a place, or create it."
        )
    if claim.group and claim.group not in known.groups:
        raise InputError(
            told("The case has no group '{group}'.", group=claim.group), "Give the id of a group, or create it."
        )
    taken = desk.claims.get(claim.id)
    same = taken and (taken[0].document, taken[0].start) == (claim.document, claim.start)
    if taken and not same:
        raise InputError(told("There is a claim {claim} already.", claim=claim.id), "Give another id.")
    for name in ("part_of", "refers_to"):
        link = getattr(claim, name)
        if link == claim.id:
            raise InputError(told("A claim cannot be {name} itself.", name=name), "Give another claim.")


def _source(desk: Desk, claim: Claim) -> str | None:
    document = desk.documents.get(claim.document or "")
    return document.capture if document else None
