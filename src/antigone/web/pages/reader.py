"""The reader: a report with its numbers marked, what was read out of it at the side, and decisions on that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError, NotFoundError, UsageError
from antigone.formats.report_reading import open_session
from antigone.record.case import Case
from antigone.said import review
from antigone.said.claim import Claim
from antigone.said.document import Document
from antigone.said.proposal_events import Decision, Proposed
from antigone.said.resolve import Match
from antigone.said.session import Session
from antigone.web.here import Here, refusal

TITLES = {
    "unit": "What is counted",
    "low": "Least",
    "high": "Most",
    "best": "The figure itself",
    "modifier": "The word at the figure",
    "speaker": "Who says",
    "said_on": "Said on",
    "label_as_worded": "Label as worded",
}
FIELDS = tuple(TITLES)
UNDECIDED = "?"
_NUMBER = re.compile(r"\d[\d  .,]*\d|\d")
STATES = {
    "claim.accepted": "accepted",
    "claim.edited": "accepted with changes",
    "claim.rejected": "rejected",
    "claim.split": "split",
    "claim.merged": "merged",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal as the reader shows it.

    Attributes:
        proposal: itself.
        decision: on it; None while it waits.
        found: what its place and group stand for.
        fields: its fields as text.
    """

    proposal: Proposed
    decision: Decision | None
    found: Mapping[str, Match]
    fields: Mapping[str, str]

    @property
    def state(self) -> str:
        """`waits`, or what was decided."""
        return STATES.get(self.decision.kind, self.decision.kind) if self.decision else "waits"


def page(here: Here) -> Response:
    """The document asked for, else the first in which something waits."""
    query = here.request.query_params
    return _shown(here, query.get("document", ""), query.get("at", ""))


def _shown(here: Here, document: str, at: str, fault: AntigoneError | None = None) -> Response:
    with Case.open(here.desk.path, read_only=True) as case:
        session = open_session(case)
        waiting: dict[str, int] = dict.fromkeys(session.desk.documents, 0)
        for each in session.desk.waiting():
            waiting[each.claim.document or ""] = waiting.get(each.claim.document or "", 0) + 1
        chosen = document or next((id for id, n in waiting.items() if n and id in session.desk.documents), "")
        chosen = chosen or next(iter(session.desk.documents), "")
        read = session.document(chosen) if chosen else None
        cards = _cards(session, chosen)
    current = next((c for c in cards if c.proposal.id == at and not c.decision), None)
    current = current or next((c for c in cards if not c.decision), None)
    following = next((id for id, n in waiting.items() if n and id != chosen), "")
    return here.page(
        "reader.html.j2",
        refusal(fault) if fault else 200,
        state=here.desk.state(),
        document=read,
        documents=[(id, each.title or each.name or id, waiting[id]) for id, each in session.desk.documents.items()],
        cards=cards,
        current=current.proposal.id if current else "",
        text=marked(read, cards) if read else "",
        known=session.known,
        fields=FIELDS,
        titles=TITLES,
        states=STATES,
        undo=session.desk.history[-1] if session.desk.history else None,
        following=following,
        fault=fault,
        at=at,
        given=here.form,
    )


def _cards(session: Session, document: str) -> list[Card]:
    """The proposals of a document in the order of its words; those replaced by others are left out."""
    found = [p for p in session.desk.proposals.values() if p.claim.document == document]
    found.sort(key=lambda p: (p.claim.start or 0, p.claim.end or 0, p.id))
    cards = [Card(p, session.desk.decided.get(p.id), review.matches(session.known, p), _texts(p.claim)) for p in found]
    return [card for card in cards if not (card.decision and card.decision.into)]


def _texts(claim: Claim) -> dict[str, str]:
    values = {name: getattr(claim, name) for name in FIELDS}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def marked(document: Document, cards: list[Card]) -> Markup:
    """The text with the words of each proposal marked, and every other number marked as read for nothing."""
    text, at = document.text, 0
    parts: list[Markup] = []
    for card in cards:
        start, end = card.proposal.claim.start, card.proposal.claim.end
        if start is None or end is None or start < at or end > len(text):
            continue  # inside words that are marked already
        parts.append(_numbers(text[at:start]))
        state = "waits" if not card.decision else ("out" if card.decision.kind == "claim.rejected" else "in")
        form = Markup('<mark class="{}" id="w-{}"><a href="#p-{}">{}</a></mark>')
        parts.append(form.format(state, card.proposal.id, card.proposal.id, text[start:end]))
        at = end
    return Markup("").join([*parts, _numbers(text[at:])])


def _numbers(text: str) -> Markup:
    parts: list[Markup] = []
    at = 0
    for match in _NUMBER.finditer(text):
        parts += [Markup("{}").format(text[at : match.start()]), Markup("<i class=number>{}</i>").format(match[0])]
        at = match.end()
    return Markup("").join([*parts, Markup("{}").format(text[at:])])


def decide(here: Here) -> Response:
    """Accept, with or without changes; reject; or take the last decision back. Then on to what waits next."""
    proposal, document = here.form.get("proposal", ""), here.form.get("document", "")
    try:
        with here.desk.writing, Case.open(here.desk.path, by=here.user.name or None) as case:
            _write(open_session(case), proposal, here.form)
    except NotFoundError:
        raise
    except AntigoneError as fault:
        return _shown(here, document, proposal, fault)
    at = proposal if here.form.get("action") == "undo" else ""
    pairs = {name: value for name, value in (("document", document), ("at", at)) if value}
    return RedirectResponse(f"/reader?{urlencode(pairs)}" if pairs else "/reader", 303)


def _write(session: Session, proposal: str, form: Mapping[str, str]) -> None:
    action, desk = form.get("action", ""), session.desk
    if action == "undo":
        session.write(review.undo(desk, event=form.get("decision", "")))
    elif action == "reject":
        session.write(review.reject(desk, proposal, form.get("reason", "")))
    elif action == "accept":
        session.write(review.accept(desk, session.known, proposal, _changes(session, proposal, form)))
    else:
        raise UsageError(f"'{action[:40]}' is no decision.", "Accept, reject, or take back.")


def _changes(session: Session, id: str, form: Mapping[str, str]) -> dict[str, str]:
    """The fields that differ from what was read, and the place and group that were chosen."""
    proposal = session.desk.proposals.get(id)
    if proposal is None:
        raise NotFoundError(f"There is no proposal {id[:40]}.", "Open the reader anew.")
    texts, found = _texts(proposal.claim), review.matches(session.known, proposal)
    changes = {name: form[name] for name in FIELDS if name in form and form[name].strip() != texts[name]}
    for name in ("place", "group"):
        chosen = form.get(name, UNDECIDED)
        if chosen != UNDECIDED and not (found[name].is_sure and chosen == (found[name].id or "")):
            changes[name] = chosen
    return changes
