"""How motions enter the book: laid, signed, objected to, taken back, and carried once two different people have signed.

Words about a motion count in their order, and so does taking one back: what stood between the second signature and the
moment an objection was taken back is not forgotten. Once a motion is carried, taking a word back changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from antigone.core.errors import InputError
from antigone.core.party import fold_name
from antigone.core.told import told
from antigone.named.decision import FEWEST_SIGNERS, Decision, Signer, Standing, check_decision
from antigone.named.motion import Laid, Motion, Objected, Objection, Signature, check_motion
from antigone.record.event import Event

if TYPE_CHECKING:
    from antigone.named.book import Book

WORDS = frozenset({"board.proposed", "board.signed", "board.objected"})
"""Kinds of event that count in their order, whether they were taken back later or not."""


def laid(book: Book, motion: Motion, event: Event) -> None:
    """A motion is laid before the board. Its code, and the code of what it makes, are given out with it."""
    check_motion(motion)
    made = motion.decision or motion.exclusion
    codes = [motion.id, *([made.id] if made else [])]
    for code in codes:
        if code in book.codes:
            raise InputError(told("The code {code} was given out before.", code=code))
    book.codes.update(codes)
    book.words[event.id] = motion.id
    book.motions[motion.id] = Laid(motion, event.id, event.by, event.recorded[:10], event.reason or "")
    things = (*made.remains, *made.persons) if made else ()
    _note(book, event, motion.id, motion.about, *things)


def signed(book: Book, signature: Signature, event: Event) -> None:
    """Somebody signs: whoever wrote the event, and nobody else."""
    if (at := _open(book, signature)) is None:
        return
    _note(book, event, signature.motion, at.motion.about)
    book.words[event.id] = signature.motion
    at = at.signed(Signer(event.by, signature.office, event.id, event.writer))
    _settle(book, at, event)


def objected(book: Book, objection: Objection, event: Event) -> None:
    """Somebody objects. Once a motion was carried it is too late: then a decision is suspended."""
    if (at := _open(book, objection)) is None:
        return
    _note(book, event, objection.motion, at.motion.about)
    if at.carried:
        raise InputError(
            told("The motion {motion} was carried before.", motion=objection.motion), "Suspend the decision."
        )
    book.words[event.id] = objection.motion
    mine = Objected(event.by, event.reason or "", event.id)
    book.motions[objection.motion] = replace(at, objections=(*at.objections, mine))


def taken_back(book: Book, event: Event) -> None:
    """Somebody takes their own word about an open motion back; events that take something else back pass by."""
    at = book.motions.get(book.words.get(event.corrects or "", ""))
    if at is None or not at.is_open or event.corrects not in at.words:
        return
    if fold_name(event.by) != fold_name(at.words[event.corrects or ""]):
        raise InputError("People take back their own words only.")
    _note(book, event, at.motion.id, at.motion.about)
    if event.corrects == at.text:
        del book.motions[at.motion.id]
        book.withdrawn.add(at.motion.id)
    else:
        _settle(book, at.without(event.corrects or ""), event)


def _open(book: Book, word: Signature | Objection) -> Laid | None:
    """The motion that a word is about; None where it was withdrawn."""
    at = book.motions.get(word.motion)
    if at is None:
        if word.motion in book.withdrawn:
            return None
        raise InputError(told("There is no motion {motion}.", motion=word.motion))
    if at.text != word.text:
        raise InputError(told("What was signed is not the text of {motion}.", motion=word.motion))
    return at


def _settle(book: Book, at: Laid, event: Event) -> None:
    """The motion as it stands now, carried where nothing is wanting any more."""
    book.motions[at.motion.id] = at
    if at.is_open and not at.objections and len(at.signers) >= FEWEST_SIGNERS:
        _carry(book, at, event)


def _carry(book: Book, at: Laid, event: Event) -> None:
    try:
        _take(book, at, event)
    except InputError as fault:
        book.motions[at.motion.id] = replace(at, refused=fault.message)
        raise
    book.motions[at.motion.id] = replace(at, carried=event.id)


def _take(book: Book, at: Laid, event: Event) -> None:
    motion = at.motion
    if motion.decision:
        _decide(book, replace(motion.decision, signers=at.signers), at)
    elif motion.step:
        standing = book.decisions.get(motion.step.decision)
        if standing is None:
            raise InputError(told("There is no decision {decision}.", decision=motion.step.decision))
        taken = replace(motion.step, signers=at.signers)
        book.decisions[motion.step.decision] = standing.after(taken, event.id, at.reason)
    elif motion.exclusion:
        book.exclusions[motion.exclusion.id] = replace(motion.exclusion, signers=at.signers)
    elif book.exclusions.pop(motion.lifts, None) is None:
        raise InputError(told("The exclusion {lifts} does not stand.", lifts=motion.lifts))


def _decide(book: Book, decision: Decision, at: Laid) -> None:
    check_decision(decision)
    events = (at.text, *(signer.event for signer in at.signers))
    book.decisions[decision.id] = Standing(decision, events=events, reasons=(at.reason,))
    laid_by = next(e for e in book.history[at.motion.id] if e.id == at.text)
    book.put_down[decision.id] = laid_by


def _note(book: Book, event: Event, *ids: str) -> None:
    for id in dict.fromkeys(ids):
        book.history.setdefault(id, []).append(event)
