"""A decision of the board, or an exclusion: what it says, how it stands, what became of it, what follows."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from antigone.named import events as kinds
from antigone.named.agenda import to_tell
from antigone.named.board import consequences
from antigone.named.book import Book
from antigone.named.decision import Status
from antigone.named.family import FamilyWish
from antigone.record.event import Event
from antigone.web.here import Here
from antigone.web.pages.board_words import STEP_TITLES, needs_board, steps, to_person, to_remains
from antigone.web.roles import HANDS_OVER
from antigone.web.seen import reading

TRACK = (Status.PROVISIONAL, Status.ESTABLISHED, Status.LEGAL, Status.NOTIFIED)
_TOLD = {
    kinds.DECIDED: "made",
    kinds.SIGNED: "signed",
    kinds.OBJECTED: "objected to",
    kinds.RELEASED: "released",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what became of something: the day, a word, by whom, the reason, names typed into it, its event."""

    day: str
    word: str
    by: str
    reason: str
    typed: tuple[str, ...]
    event: str
    motion: str = ""
    laid: bool = False


def history(book: Book, code: str) -> list[Row]:
    """What became of it, in order."""
    return [row for event in book.history.get(code, []) if (row := _row(event))]


def _row(event: Event) -> Row | None:
    """One event as a line; None for what says nothing about a decision."""
    body = event.body
    motion = body.get("motion") or {}
    step = body.get("step") or motion.get("step") or {}
    word = _TOLD.get(event.kind) or str(step.get("step", ""))
    if event.kind == kinds.PROPOSED:
        word = word or ("made" if "decision" in motion else "excluded" if "exclusion" in motion else "lifted")
    if not word:
        return None
    signers = (body.get("decision") or step).get("signers") or []
    typed = tuple(str(each.get("name", "")) for each in signers) if event.kind != kinds.PROPOSED else ()
    about = motion.get("id") or (body.get("signature") or body.get("objection") or {}).get("motion", "")
    laid = event.kind == kinds.PROPOSED
    return Row(event.recorded[:10], word, event.by, event.reason or "", typed, event.id, about, laid)


def page(here: Here, code: str) -> Response:
    """A decision."""
    state = here.desk.state()
    book, standing = state.named, state.named.decisions[code]
    out = book.released()
    given = {id for id, r in book.releases.items() if r.decision == code}
    with reading(here) as desk:
        follows = consequences(desk, code)
    decision = standing.decision
    return here.page(
        "decision.html.j2",
        state=state,
        s=standing,
        decision=decision,
        track=[(status, _reached(standing.status, standing.legal, bool(standing.told), status)) for status in TRACK],
        rows=history(book, code),
        motions=[at for at in book.motions.values() if at.is_open and at.motion.about == code],
        comparisons=[book.comparisons[id] for id in decision.comparisons if id in book.comparisons],
        releases=[(r, book.state_of(id)) for id, r in book.releases.items() if r.decision == code],
        left=[unit for unit in decision.remains if unit not in out],
        wishes=wishes(book, decision.persons),
        untold=to_tell(book, standing),
        follows=follows,
        open=[(step, STEP_TITLES[step], needs_board(step)) for step in steps(here, standing)],
        hands_over=here.user.role in HANDS_OVER,
        findings=[f for f in book.findings if code in f.values.values() or f.values.get("release") in given],
        typed=any(signer.is_typed for signer in decision.signers),
        to_remains=to_remains,
        to_person=to_person,
    )


def _reached(status: Status, legal: str, told: bool, wanted: Status) -> bool:
    """Whether a decision has reached that point of its way, and stands there."""
    if wanted is Status.PROVISIONAL:
        return status not in (Status.SUSPENDED, Status.REVOKED)
    if wanted is Status.LEGAL:
        return bool(legal)
    if wanted is Status.NOTIFIED:
        return told
    return status in (Status.ESTABLISHED, Status.LEGAL, Status.NOTIFIED)


def wishes(book: Book, persons: tuple[str, ...]) -> list[tuple[str, FamilyWish]]:
    """Each family of these persons with what it wishes for the first of its own among them."""
    families = dict.fromkeys(f.id for person in persons for f in book.families_of(person))
    theirs = {f: next(p for p in persons if f in {own.id for own in book.families_of(p)}) for f in families}
    return [(family, book.wish_of(family, person)) for family, person in theirs.items()]


def exclusion(here: Here, code: str) -> Response:
    """An exclusion that stands."""
    state = here.desk.state()
    made = state.named.exclusions[code]
    return here.page(
        "exclusion.html.j2",
        state=state,
        x=made,
        rows=history(state.named, code),
        motions=[at for at in state.named.motions.values() if at.is_open and at.motion.about == code],
        to_remains=to_remains,
        to_person=to_person,
    )
