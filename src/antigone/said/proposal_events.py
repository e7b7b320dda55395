"""Documents, proposals, decisions and links as events, and what they fold to: the desk of an analyst.

The kinds and their bodies:

- `document.read` `{document, working}`: a document, and the SHA-256 of its working copy; source: the capture.
- `claim.proposed` `{proposal}`: what the machine (or an analyst's own mark) puts forward. Never enters the account.
- `claim.accepted`, `claim.edited` `{claim, proposal, …}`: enter the account, just as an imported statement does.
- `claim.rejected` `{proposal, reason}`.
- `claim.split` `{proposal, into}` and `claim.merged` `{proposals, into}`: other proposals in place of these.
- `link.proposed`, `link.accepted`, `link.rejected` `{link}`: how one claim stands to another.
- `number.marked` `{number}`: an analyst says of a number in a text that it is a decoy, or unclear.
- `decision.undone` `{decision}`: takes back the event that it corrects.

An event stands unless a standing event corrects it. The fold looks at nothing else, so the desk can be built anew
at any time and comes out equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from antigone.core.errors import InputError
from antigone.said.claim import Claim
from antigone.said.claim_events import CLAIM_ACCEPTED, CLAIM_EDITED, CLAIM_REJECTED, claim_from_body, claim_to_body
from antigone.said.document import DOCUMENT_READ, Document, document_from_body

CLAIM_PROPOSED, CLAIM_SPLIT, CLAIM_MERGED = "claim.proposed", "claim.split", "claim.merged"
LINK_PROPOSED, LINK_ACCEPTED, LINK_REJECTED = "link.proposed", "link.accepted", "link.rejected"
NUMBER_MARKED = "number.marked"
DECISION_UNDONE = "decision.undone"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A claim that waits for a person.

    Attributes:
        id: `p` and ten hex digits, made from the document and the words.
        claim: what would be accepted, with place and group still open.
        rule, reason, confidence: why it was made; see `said.extract.Proposal`.
        maker: what made it, with its version: `grammar en`, a backend's name, `analyst`.
        place, group: as worded, to be matched with the case's trees.
        date_said: as the grammar gives it, with its doubts.
        chain: the hops, innermost first, as plain values.
        links: to other proposals of the document: `{kind, target, reason}`.
    """

    id: str
    claim: Claim
    rule: str = ""
    reason: str = ""
    confidence: str = "firm"
    maker: str = ""
    place: str = ""
    group: str = ""
    date_said: str = ""
    chain: tuple[Mapping[str, Any], ...] = ()
    links: tuple[Mapping[str, Any], ...] = ()


def proposal_to_body(proposal: Proposed) -> dict[str, Any]:
    """The proposal as plain JSON values; what is empty is left out."""
    body: dict[str, Any] = {"id": proposal.id, "claim": claim_to_body(proposal.claim)}
    for each in fields(Proposed):
        value = getattr(proposal, each.name)
        if each.name not in body and value:
            body[each.name] = [dict(item) for item in value] if isinstance(value, tuple) else value
    return body


def proposal_from_body(body: Mapping[str, Any]) -> Proposed:
    """The proposal that `proposal_to_body` wrote.

    Raises:
        InputError: it was not.
    """
    try:
        values = {each.name: body[each.name] for each in fields(Proposed) if each.name in body}
        values["claim"] = claim_from_body(values["claim"])
        for name in ("chain", "links"):
            values[name] = tuple(dict(item) for item in values.get(name, ()))
        return Proposed(**values)
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("This is not a proposal that Antigone wrote.", "Verify the record.") from fault


class Written(Protocol):
    """What the fold needs to know of an event of the record."""

    @property
    def id(self) -> str:
        """Hash of its bytes."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says."""

    @property
    def corrects(self) -> str | None:
        """The event it replaces or takes back."""

    @property
    def by(self) -> str:
        """Who wrote it."""

    @property
    def recorded(self) -> str:
        """When, UTC."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One standing decision: which event, of which kind, on which proposals, by whom and when; `into`: their heirs."""

    event: str
    kind: str
    proposals: tuple[str, ...]
    by: str
    at: str
    reason: str = ""
    claim: Claim | None = None
    link: str = ""
    into: tuple[str, ...] = ()


@dataclass
class Desk:
    """Everything that an analyst has before them, folded from the record.

    Attributes:
        documents: by id, in the order they were read, without their texts.
        working: SHA-256 of the working copy by document id.
        proposals: every proposal that stands, in reading order, decided or not.
        decided: the latest standing decision on each proposal that has one.
        claims: standing claims by id, wherever they came from, with the event that put them down.
        links: proposed links by id.
        link_decisions: the latest standing decision on each link.
        numbers: what an analyst said of a number: (document, start, end) → `decoy` or `unclear`.
        history: standing decisions in the order they were made.
        put_down: the event that put a document or proposal down, by its id.
        unreadable: ids of events that this version cannot read.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    working: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, Proposed] = field(default_factory=dict)
    decided: dict[str, Decision] = field(default_factory=dict)
    claims: dict[str, tuple[Claim, str]] = field(default_factory=dict)
    links: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    link_decisions: dict[str, Decision] = field(default_factory=dict)
    numbers: dict[tuple[str, int, int], str] = field(default_factory=dict)
    history: list[Decision] = field(default_factory=list)
    put_down: dict[str, str] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)

    def waiting(self) -> list[Proposed]:
        """The proposals without a decision, in reading order."""
        return [each for each in self.proposals.values() if each.id not in self.decided]

    def standing(self, claim: str) -> Claim | None:
        """The claim of an id as it stands; also where an analyst gave it another id when accepting it."""
        found = self.claims.get(claim)
        return found[0] if found else self.claim_of(f"p{claim[1:]}")

    def linked(self, claim: str = "", target: str = "") -> list[Mapping[str, Any]]:
        """The accepted links from a claim, or to one; those between claims that wait take effect when both stand."""
        accepted = (self.links[id] for id, made in self.link_decisions.items() if made.kind == LINK_ACCEPTED)
        return [each for each in accepted if (claim and each["from"] == claim) or (target and each["to"] == target)]

    def claim_of(self, proposal: str) -> Claim | None:
        """The claim that was accepted from a proposal, as it stands now; None where none was."""
        decision = self.decided.get(proposal)
        standing = self.claims.get(decision.claim.id) if decision and decision.claim else None
        return standing[0] if standing else None


def fold_desk(events: Iterable[Written]) -> Desk:
    """The desk after these events, given in the order of the log."""
    ordered = list(events)
    overruled = _overruled(ordered)
    desk = Desk()
    for event in ordered:
        if event.id in overruled:
            continue
        _take_readable(desk, event)
    desk.proposals = {each.id: each for each in sorted(desk.proposals.values(), key=_reading_order(desk))}
    return desk


_PLAIN = (CLAIM_ACCEPTED, CLAIM_EDITED, CLAIM_REJECTED)


def extend_desk(desk: Desk, new: Iterable[Written]) -> bool:
    """Take a few more events into a desk in place, where that gives what folding all of them anew would.

    Returns:
        False, and the desk as it was, where some event takes something back or changes which proposals there are.
    """
    events = list(new)
    if any(event.corrects or (event.kind not in _PLAIN and event.kind in _CHANGING) for event in events):
        return False
    for event in events:
        _take_readable(desk, event)
    return True


def _reading_order(desk: Desk) -> Callable[[Proposed], tuple[int, int, int]]:
    order = {document: at for at, document in enumerate(desk.documents)}
    return lambda each: (
        order.get(each.claim.document or "", len(order)),
        each.claim.start or 0,
        each.claim.end or 0,
    )


def _overruled(ordered: list[Written]) -> set[str]:
    """The events that do not stand. What corrects an event always comes after it, so one pass from the end suffices."""
    gone: set[str] = set()
    for event in reversed(ordered):
        if event.corrects and event.id not in gone:
            gone.add(event.corrects)
    return gone


def _take_readable(desk: Desk, event: Written) -> None:
    try:
        _take(desk, event)
    except (InputError, KeyError, TypeError, AttributeError):
        desk.unreadable.append(event.id)


def _take(desk: Desk, event: Written) -> None:
    """Enter one event that stands."""
    body = event.body
    if event.kind == DOCUMENT_READ:
        document = document_from_body(body["document"])
        desk.documents.setdefault(document.id, document)
        desk.working.setdefault(document.id, body["working"])
        desk.put_down.setdefault(document.id, event.id)
    elif event.kind == CLAIM_PROPOSED:
        proposal = proposal_from_body(body["proposal"])
        desk.proposals.setdefault(proposal.id, proposal)
        desk.put_down.setdefault(proposal.id, event.id)
    elif event.kind == LINK_PROPOSED:
        desk.links.setdefault(body["link"]["id"], body["link"])
    elif event.kind in (LINK_ACCEPTED, LINK_REJECTED):
        _decide_link(desk, event)
    elif event.kind == NUMBER_MARKED:
        mark = event.body["number"]
        desk.numbers[mark["document"], int(mark["start"]), int(mark["end"])] = str(mark["use"])
        desk.history.append(Decision(event.id, event.kind, (), event.by, event.recorded, mark.get("reason", "")))
    elif event.kind in _DECISIONS:
        _decide(desk, event)


_CHANGING = (DOCUMENT_READ, CLAIM_PROPOSED, CLAIM_SPLIT, CLAIM_MERGED)
_DECISIONS = (CLAIM_ACCEPTED, CLAIM_EDITED, CLAIM_REJECTED, CLAIM_SPLIT, CLAIM_MERGED)


def _decide(desk: Desk, event: Written) -> None:
    body = event.body
    claim = claim_from_body(body["claim"]) if event.kind in (CLAIM_ACCEPTED, CLAIM_EDITED) else None
    if claim:
        desk.claims[claim.id] = (claim, event.id)
    named = tuple(body.get("proposals", ())) or ((body["proposal"],) if body.get("proposal") else ())
    if not named and claim and body.get("link"):
        link = Decision(event.id, event.kind, (), event.by, event.recorded, claim=claim, link=body["link"])
        desk.history.append(link)  # the link of an imported statement, to be taken back together with its acceptance
    if not named:
        return  # an imported statement: a claim, and no decision of a review
    heirs = [proposal_from_body(each) for each in body.get("into", ())]
    for proposal in heirs:
        desk.proposals.setdefault(proposal.id, proposal)
    decision = Decision(
        event.id,
        event.kind,
        named,
        event.by,
        event.recorded,
        body.get("reason", ""),
        claim,
        body.get("link", ""),
        tuple(proposal.id for proposal in heirs),
    )
    desk.history.append(decision)
    for proposal_id in named:
        desk.decided[proposal_id] = decision


def _decide_link(desk: Desk, event: Written) -> None:
    link = event.body["link"]
    desk.links.setdefault(link["id"], link)
    reason = event.body.get("reason", "")
    decision = Decision(event.id, event.kind, (), event.by, event.recorded, reason, link=link["id"])
    desk.link_decisions[link["id"]] = decision
    desk.history.append(decision)
