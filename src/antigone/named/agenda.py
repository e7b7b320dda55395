"""What waits for the board and after it: ready, short of signatures, objected to, to be told, released, called back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from antigone.named.book import Book
from antigone.named.comparison import Comparison, Scale
from antigone.named.decision import Standing, Status, Step
from antigone.named.family import Wish
from antigone.named.judge import fits, number
from antigone.named.match import FLAT, Match
from antigone.named.motion import MotionState
from antigone.named.release import ReleaseState


class Waits(Enum):
    """What something waits for, in the order in which it presses."""

    RECALL = "release to be called back"
    OBJECTED = "objected to"
    SIGN = "short of signatures"
    SUSPENDED = "suspended"
    READY = "ready for the board"
    EXCLUDE = "excluded by the rules, not by the board"
    COMPARE = "strong match, not compared"
    ESTABLISH = "provisional"
    NOTIFY = "family to be told"
    RELEASE = "to be released"


STRONG = (Scale.IDENTIFIED, Scale.PROBABLE)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits.

    Attributes:
        waits: for what; code: under which it is looked at (`B-`, `D-`, `L-`, `C-`, or `M-` of a match).
        remains, persons: canonical ids and codes.
        since: day (UTC) from which it waits; empty where nobody wrote one down.
        note: a word about it: the step proposed, the result of the rules, who was to be told.
        contradictions: how many speak against it; signed: who signed so far.
    """

    waits: Waits
    code: str
    remains: tuple[str, ...]
    persons: tuple[str, ...]
    since: str = ""
    note: str = ""
    contradictions: int = 0
    signed: tuple[str, ...] = ()


def agenda(book: Book) -> list[Item]:
    """Everything that waits, what presses most first, within that the oldest first."""
    found = [*_recalls(book), *_motions(book), *_pairs(book), *_decisions(book)]
    order = {waits: at for at, waits in enumerate(Waits)}
    return sorted(found, key=lambda item: (order[item.waits], item.since, item.code))


def _since(book: Book, code: str) -> str:
    event = book.put_down.get(code)
    return event.recorded[:10] if event else ""


def _recalls(book: Book) -> Iterator[Item]:
    for id, release in book.releases.items():
        if book.state_of(id) is ReleaseState.RECALL_DUE:
            note = release.decision
            yield Item(Waits.RECALL, id, release.remains, (release.person,), _since(book, id), note)


def _motions(book: Book) -> Iterator[Item]:
    for id, at in book.motions.items():
        if not at.is_open:
            continue
        made = at.motion.decision or at.motion.exclusion
        if made is None and at.motion.step:
            standing = book.decisions.get(at.motion.step.decision)
            made = standing.decision if standing else None
        remains, persons = (made.remains, made.persons) if made else ((), ())
        waits = Waits.OBJECTED if at.state is MotionState.OBJECTED else Waits.SIGN
        signed = tuple(signer.name for signer in at.signers)
        yield Item(waits, id, remains, persons, at.on, at.motion.step_word, len(at.objections), signed)


def _pairs(book: Book) -> Iterator[Item]:
    """Pairs that the rules would bring before the board, and that nobody has brought there."""
    taken = _taken(book)
    compared: dict[tuple[str, str], Comparison] = {}
    for each in book.comparisons.values():
        compared[each.remains, book.whole(each.person)] = each
    for pair, each in compared.items():
        if pair not in taken and (each.result in STRONG or each.result is Scale.EXCLUDE):
            waits = Waits.READY if each.result in STRONG else Waits.EXCLUDE
            since = _since(book, each.id)
            yield Item(waits, each.id, pair[:1], pair[1:], since, each.result.value, len(each.contradictions))
    latest: dict[tuple[str, str], Match] = {}
    for match in book.matches.values():
        latest[match.remains, book.whole(match.person)] = match
    named = {unit for s in book.established() for unit in s.decision.remains}
    for pair, match in latest.items():
        if pair in compared or pair in taken or pair[0] in named or number(match.log10_lr) <= 0:
            continue
        if (result := _result(book, match)) in STRONG:
            yield Item(Waits.COMPARE, match.id, pair[:1], pair[1:], _since(book, match.id), result.value)


def _result(book: Book, match: Match) -> Scale:
    """What the rules would say of a match if nothing else spoke against it."""
    run = book.runs.get(match.run)
    stated = run is not None and run.prior.population != FLAT
    row = next(
        (r for r in book.rules.rows if fits(r, match, match.other_log10_lr, bool(match.exclusions), stated)), None
    )
    return row.result if row else Scale.INSUFFICIENT


def _taken(book: Book) -> set[tuple[str, str]]:
    """Pairs that are decided, excluded, or lie before the board."""
    made = [s.decision for s in book.decisions.values() if s.scientific is not Status.REVOKED]
    open_ = [at.motion.decision or at.motion.exclusion for at in book.motions.values() if at.is_open]
    return {
        (unit, book.whole(person))
        for each in (*made, *book.exclusions.values(), *open_)
        if each is not None
        for unit in each.remains
        for person in each.persons
    }


def _decisions(book: Book) -> Iterator[Item]:
    moving = {(at.motion.about, at.motion.step.step) for at in book.motions.values() if at.is_open and at.motion.step}
    out = book.released()
    for id, s in book.decisions.items():
        about = (s.decision.remains, s.decision.persons, _since(book, id))
        if s.scientific is Status.SUSPENDED:
            yield Item(Waits.SUSPENDED, id, *about, s.reasons[-1] if s.reasons else "")
        elif s.scientific is Status.PROVISIONAL and (id, Step.ESTABLISH) not in moving:
            yield Item(Waits.ESTABLISH, id, *about)
        elif s.is_established:
            yield from _after(book, s, out)


def _after(book: Book, s: Standing, out: set[str]) -> Iterator[Item]:
    """What an established decision still asks for."""
    decision = s.decision
    about = (decision.remains, decision.persons, _since(book, decision.id))
    families = to_tell(book, s)
    willing = [f for f in families if _wish(book, s, f) is not Wish.WAIT]
    if families:
        note = ", ".join(willing) if willing else Wish.WAIT.value
        yield Item(Waits.NOTIFY, decision.id, *about, note)
    left = tuple(unit for unit in decision.remains if unit not in out)
    if left:
        note = "" if willing or not families else Wish.WAIT.value
        yield Item(Waits.RELEASE, decision.id, left, decision.persons, about[2], note)


def to_tell(book: Book, standing: Standing) -> list[str]:
    """Codes of the families in which somebody of this decision is missing, and which were not told."""
    found = [
        f.id
        for person in standing.decision.persons
        for f in book.families_of(person)
        if book.whole(person) in map(book.whole, f.missing)
    ]
    return [id for id in dict.fromkeys(found) if id not in standing.told]


def _wish(book: Book, standing: Standing, family: str) -> Wish:
    """What a family wishes for those of its own that a decision names; waiting only where it waits for all of them."""
    wishes = [
        book.wish_of(family, person).wish
        for person in standing.decision.persons
        if family in {f.id for f in book.families_of(person)}
    ]
    heard = [wish for wish in wishes if wish is not Wish.WAIT]
    return heard[0] if heard else Wish.WAIT
