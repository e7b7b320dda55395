"""The reader: a report with its numbers marked, what was read out of it at the side, and decisions on that."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError, NotFoundError, UsageError
from antigone.core.told import told
from antigone.record.case import Case
from antigone.record.event import Draft
from antigone.said import review, review_more
from antigone.said.claim import Claim
from antigone.said.document import Document, document_from_body, document_to_body
from antigone.said.proposal_events import Decision, Desk, Proposed
from antigone.said.resolve import Known, Match
from antigone.web.desk import Kept, State
from antigone.web.forms import once
from antigone.web.here import Here, refusal
from antigone.web.pages import marks

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
PLACING = ("place", "group", "new_place", "new_place_parent", "new_group", "new_group_parent")
PARTS = (1, 2, 3)
PART_FIELDS = ("low", "high", "unit", "label_as_worded", "place", "group")
UNDECIDED = "?"
STATES = {
    "claim.accepted": "accepted",
    "claim.edited": "accepted with changes",
    "claim.rejected": "rejected",
    "claim.split": "split",
    "claim.merged": "merged",
    "link.accepted": "link accepted",
    "link.rejected": "link rejected",
    "number.marked": "number marked",
    "decision.undone": "taken back",
    "claim.proposed": "claim entered",
}
_texts: Kept[Mapping[str, Any]] = Kept(32)


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

    @property
    def span(self) -> marks.Span:
        """The words it rests on."""
        state = "waits" if not self.decision else ("out" if self.decision.kind == "claim.rejected" else "in")
        claim = self.proposal.claim
        return marks.Span(self.proposal.id, claim.start or 0, claim.end or 0, state)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the reader is to be shown.

    Attributes:
        document: its id; empty for the first in which something waits.
        at: id of the proposal whose form is open.
        part: of a long report, from 1.
        number: `START-END` of a number that is looked at.
        saved: id of the event that was written last.
        fault: why nothing was written, where that is so.
    """

    document: str = ""
    at: str = ""
    part: int = 0
    number: str = ""
    saved: str = ""
    fault: AntigoneError | None = None

    @classmethod
    def of(cls, told: Mapping[str, str], fault: AntigoneError | None = None) -> Asked:
        """Read it from an address or from a form."""
        part = told.get("part", "")
        number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
        at = told.get("at", "") or told.get("proposal", "")
        return cls(told.get("document", ""), at, number, told.get("number", ""), told.get("saved", ""), fault)


def page(here: Here) -> Response:
    """The document asked for, else the first in which something waits."""
    return _shown(here, Asked.of(here.request.query_params))


def _shown(here: Here, asked: Asked) -> Response:
    state = here.desk.state()
    said = state.said
    waiting = dict.fromkeys(said.documents, 0)
    for each in said.waiting():
        if each.claim.document in waiting:
            waiting[each.claim.document] += 1
    chosen = asked.document or next((id for id, n in waiting.items() if n), "") or next(iter(said.documents), "")
    shared = {
        "state": state,
        "documents": [(id, each.title or each.name or id, waiting[id]) for id, each in said.documents.items()],
        "saved": saved_word(here, state, asked.saved),
        "undo": said.history[-1] if said.history else None,
        "states": STATES,
        "following": next((id for id, n in waiting.items() if n and id != chosen), ""),
        "fault": asked.fault,
        "at": asked.at,
        "given": here.form,
        "links_wait": len(said.claims) > 1,
    }
    status = refusal(asked.fault) if asked.fault else 200
    if not chosen:
        return here.page("reader.html.j2", status, document=None, **shared)
    document = document_of(here, state, chosen)
    return here.page("reader.html.j2", status, **shared, **_report(here, state, document, asked))


def _report(here: Here, state: State, document: Document, asked: Asked) -> dict[str, Any]:
    """The part of the report that is shown, with the proposals whose words stand in it."""
    cards = _cards(state, document.id)
    cut = marks.parts(document.text)
    wanted = next((c for c in cards if c.proposal.id == asked.at), None)
    waits = wanted or next((c for c in cards if not c.decision), None)
    number = asked.part or (next((n for n, (a, b) in enumerate(cut, 1) if waits and a <= waits.span.start < b), 1))
    part = cut[min(max(number, 1), len(cut)) - 1]
    here_cards = [_matched(c, state) for c in cards if part[0] <= c.span.start < max(part[1], part[0] + 1)]
    current = next((c for c in here_cards if c.proposal.id == asked.at and not c.decision), None)
    current = current or next((c for c in here_cards if not c.decision), None)
    found = marks.numbers(document, part, state.said.numbers)
    spans = [c.span for c in here_cards]
    looked_at = next((n for n in found if n.key == asked.number), None)
    stays = {"document": document.id, "part": str(number) if len(cut) > 1 else ""}

    def address(**more: str) -> str:
        return "/reader?" + urlencode({k: v for k, v in (stays | more).items() if v})

    return {
        "document": document,
        "cards": here_cards,
        "current": current,
        "others": [c for c in here_cards if not c.decision and c is not current],
        "text": marks.marked(
            document.text, part, spans, found, lambda n: address(number=n.key) + "#number", here.words
        ),
        "counted": marks.counted(found, spans),
        "number": looked_at,
        "number_words": document.text[looked_at.start : looked_at.end] if looked_at else "",
        "part": number,
        "parts": len(cut),
        "begins": part[0],
        "address": address,
        "known": state.known,
        "fields": FIELDS,
        "titles": TITLES,
        "part_numbers": PARTS,
    }


def saved_word(here: Here, state: State, id: str) -> str:
    """What was saved, in a word; nothing unless the record holds it under the name of whoever looks."""
    event = next((each for each in reversed(state.events) if each.id == id), None) if id else None
    if event is None or (here.user.name and event.by != here.user.name):
        return ""
    return STATES.get(event.kind, event.kind)


def document_of(here: Here, state: State, id: str) -> Document:
    """A document with its working text.

    Raises:
        NotFoundError: it was not read into this case.
    """
    bare = state.said.documents.get(id)
    if bare is None:
        raise NotFoundError(told("No document {id} was read into this case.", id=id[:40]), "Choose one in the reader.")
    digest = state.said.working[id]

    def read() -> Mapping[str, Any]:
        with Case.open(here.desk.path, read_only=True) as case:
            found: Mapping[str, Any] = json.loads(case.capture(digest))
            return found

    return document_from_body(document_to_body(bare), _texts.get(digest, read)[id])


def _cards(state: State, document: str) -> list[Card]:
    """The proposals of a document in the order of its words; those replaced by others are left out."""
    said = state.said
    found = [p for p in said.proposals.values() if p.claim.document == document]
    found.sort(key=lambda p: (p.claim.start or 0, p.claim.end or 0, p.id))
    decided = [(p, said.decided.get(p.id)) for p in found]
    standing = [(p, decision) for p, decision in decided if not (decision and decision.into)]
    return [Card(p, d, {}, _as_texts(p.claim)) for p, d in standing]


def _matched(card: Card, state: State) -> Card:
    """The card with what its place and group may stand for, where that has still to be decided."""
    return card if card.decision else replace(card, found=review.matches(state.known, card.proposal))


def _as_texts(claim: Claim) -> dict[str, str]:
    values = {name: getattr(claim, name) for name in FIELDS}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def decide(here: Here) -> Response:
    """Decide on a proposal, a number or words of a report, or take a decision back. Then on to what waits next."""
    try:
        return RedirectResponse(once(here, lambda: _decided(here)), 303)
    except NotFoundError:
        raise
    except AntigoneError as fault:
        return _shown(here, Asked.of(here.form, fault))


def _decided(here: Here) -> str:
    """Write it; where to go on."""
    form = here.form
    saved = write(here, lambda state: _drafts(here, state))
    at = form.get("proposal", "") if form.get("action") == "undo" else ""
    told = {"document": form.get("document", ""), "part": form.get("part", ""), "at": at, "saved": saved}
    return f"/reader?{urlencode({name: value for name, value in told.items() if value})}"


def write(here: Here, make: Callable[[State], Sequence[Draft]]) -> str:
    """Write what the case as it stands now allows, under the user's name; give the id of what was decided."""
    with here.desk.writing, Case.open(here.desk.path, by=here.user.name or None) as case:
        written = case.append(make(here.desk.state()))
    return next((event.id for event in written if not event.kind.endswith(".defined")), "")


def _drafts(here: Here, state: State) -> list[Draft]:
    form, action = here.form, here.form.get("action", "")
    made = _ACTIONS.get(action)
    if made is None:
        raise UsageError(told("'{action}' is no decision.", action=action[:40]), "Accept, reject, or take back.")
    return made(here, state, state.said, state.known, form.get("proposal", ""))


Form = Mapping[str, str]


def _accept(here: Here, _: State, desk: Desk, known: Known, id: str) -> list[Draft]:
    return review_more.accept(desk, known, id, _changes(desk, known, id, here.form))


def _reject(here: Here, _: State, desk: Desk, __: Known, id: str) -> list[Draft]:
    return review.reject(desk, id, here.form.get("reason", ""))


def _undo(here: Here, _: State, desk: Desk, __: Known, ___: str) -> list[Draft]:
    return review.undo(desk, event=here.form.get("decision", ""))


def _split(here: Here, _: State, desk: Desk, __: Known, id: str) -> list[Draft]:
    parts = [{name: here.form.get(f"{name}-{n}", "") for name in PART_FIELDS} for n in PARTS]
    known = desk.proposals.get(id)
    cut = [{k: v for k, v in each.items() if v.strip() or k in ("low", "high")} for each in parts]
    cut = [each for each in cut if any(v.strip() for v in each.values())]
    if known is None:
        raise NotFoundError(told("There is no proposal {id}.", id=id[:40]), "Open the reader anew.")
    return review_more.split(desk, id, cut)


def _merge(here: Here, _: State, desk: Desk, __: Known, id: str) -> list[Draft]:
    return review.merge(desk, [id, *here.every("with")])


def _mark(here: Here, state: State, desk: Desk, _: Known, __: str) -> list[Draft]:
    start, _dash, end = here.form.get("number", "").partition("-")
    if not (_is_whole(start) and _is_whole(end)):
        raise NotFoundError("No number stands there.", "Open the report anew.")
    document = document_of(here, state, here.form.get("document", ""))
    return review_more.mark_number(desk, document, int(start), int(end), here.form.get("use", ""))


def _claim(here: Here, state: State, desk: Desk, known: Known, _: str) -> list[Draft]:
    document = document_of(here, state, here.form.get("document", ""))
    near = here.form.get("near", "")
    changes = {n: here.form[n] for n in (*FIELDS, *PLACING) if n in here.form and here.form[n] != UNDECIDED}
    words = (
        here.form.get("words", "").replace("\r\n", "\n") if "\r" not in document.text else here.form.get("words", "")
    )
    return review_more.add_claim(desk, known, document, words, int(near) if _is_whole(near) else None, changes)


_ACTIONS: Mapping[str, Callable[[Here, State, Desk, Known, str], list[Draft]]] = {
    "accept": _accept,
    "reject": _reject,
    "undo": _undo,
    "split": _split,
    "merge": _merge,
    "mark": _mark,
    "claim": _claim,
}


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _changes(desk: Desk, known: Known, id: str, form: Form) -> dict[str, str]:
    """The fields that differ from what was read, and the place and group that were chosen."""
    proposal = desk.proposals.get(id)
    if proposal is None:
        raise NotFoundError(told("There is no proposal {id}.", id=id[:40]), "Open the reader anew.")
    texts, found = _as_texts(proposal.claim), review.matches(known, proposal)
    changes = {name: form[name] for name in FIELDS if name in form and form[name].strip() != texts[name]}
    for name in ("place", "group"):
        chosen = form.get(name, UNDECIDED)
        if chosen != UNDECIDED and not (found[name].is_sure and chosen == (found[name].id or "")):
            changes[name] = chosen
    return changes | {name: form[name] for name in PLACING[2:] if name in form}
