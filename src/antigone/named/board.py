"""What people do at a board: lay something before it, sign it with their own account, object, take back.

Everything is checked against what stands and given as drafts; `desk.write(drafts)` writes. Who signs is whoever writes
at this desk (`desk.case.by`), never a name that somebody typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from antigone.core.errors import NotFoundError, UsageError
from antigone.core.party import fold_name
from antigone.core.told import told
from antigone.named import codes
from antigone.named import events as kinds
from antigone.named.decision import Decision, Standing, StepTaken
from antigone.named.events import draft
from antigone.named.motion import Exclusion, Laid, Motion, Objection, Signature, check_motion
from antigone.named.release import ReleaseState
from antigone.named.services import check_new, check_step, refuse_contradictions, retract
from antigone.record.event import Draft

if TYPE_CHECKING:
    from antigone.named.desk import Desk


def propose(desk: Desk, decision: Decision, reason: str) -> tuple[str, list[Draft]]:
    """Lay a decision before the board. It stands once two of its members have signed.

    Raises:
        InputError: it makes no sense.
        UsageError: no reason; somebody is alive, excluded, or decided otherwise. Contradictions come first.
    """
    made = check_new(desk, replace(decision, signers=()))
    return _lay(desk, Motion("", decision=made), reason)


def propose_step(desk: Desk, taken: StepTaken, reason: str) -> tuple[str, list[Draft]]:
    """Lay a step with a decision before the board: establish, reinstate or revoke it.

    Raises:
        InputError: the step is not open from where the decision stands.
        UsageError: no reason, or something speaks against it.
    """
    check_step(desk, replace(taken, signers=()), signed=False)
    return _lay(desk, Motion("", step=replace(taken, signers=())), reason)


def propose_exclusion(desk: Desk, wanted: Exclusion, reason: str) -> tuple[str, list[Draft]]:
    """Lay an exclusion before the board: none of these remains is any of these persons.

    Raises:
        UsageError: no reason; it stands already; or a decision names the remains so.
    """
    remains = tuple(dict.fromkeys(desk.remains(each) for each in wanted.remains))
    persons = tuple(dict.fromkeys(desk.person(each) for each in wanted.persons))
    made = replace(wanted, id=desk.code(codes.EXCLUSION), remains=remains, persons=persons, signers=())
    _check_exclusion(desk, made)
    return _lay(desk, Motion("", exclusion=made), reason)


def propose_lift(desk: Desk, exclusion: str, reason: str) -> tuple[str, list[Draft]]:
    """Lay before the board that an exclusion is to stand no more."""
    if exclusion not in desk.book.exclusions:
        raise NotFoundError("There is no exclusion of that code.", "Look at what the board has excluded.")
    return _lay(desk, Motion("", lifts=exclusion), reason)


def _check_exclusion(desk: Desk, made: Exclusion) -> None:
    book = desk.book
    for unit in made.remains:
        for person in made.persons:
            if known := book.excluded(unit, person):
                raise UsageError(
                    told("{known} excludes {unit} and {person} already.", known=known.id, unit=unit, person=person),
                    "Nothing is left to decide.",
                )
            for s in book.decisions_on(unit):
                named = {book.whole(p) for p in s.decision.persons}
                if s.scientific.value != "revoked" and unit in s.decision.remains and person in named:
                    raise UsageError(
                        told(
                            "Decision {decision} ({status}) names {unit} as {person}.",
                            decision=s.decision.id,
                            status=told(s.status.value),
                            unit=unit,
                            person=person,
                        ),
                        "Have the board revoke it first; the release it led to is then called back.",
                    )


def _lay(desk: Desk, motion: Motion, reason: str) -> tuple[str, list[Draft]]:
    if not reason.strip():
        raise UsageError("What is laid before a board gives its reason.", "Say why.")
    check_motion(motion)
    for other in desk.book.motions.values():
        if other.is_open and _same(other.motion, motion):
            raise UsageError(
                told("{motion} lies before the board already, and says the same.", motion=other.motion.id),
                "Sign it there.",
            )
    made = replace(motion, id=desk.code(codes.MOTION))
    return made.id, [draft(kinds.PROPOSED, made, reason=reason)]


def _same(one: Motion, other: Motion) -> bool:
    """True for two motions that would do the same."""

    def core(motion: Motion) -> tuple[object, ...]:
        made = motion.decision or motion.exclusion
        who = (frozenset(made.remains), frozenset(made.persons)) if made else motion.about
        return (motion.step_word, who)

    return core(one) == core(other)


def sign(desk: Desk, motion: str, office: str = "") -> list[Draft]:
    """Sign a motion as the person who writes at this desk. The second signature carries it.

    Raises:
        UsageError: this person signed it already; it is not open; or, for the last signature, something has come up
            that speaks against it.
    """
    at = _open(desk, motion)
    if at.signed_by(desk.case.by):
        raise UsageError(
            "You have signed this already. A board is two different people at least.",
            "Another member of the board signs with an account of their own.",
        )
    if any(fold_name(each.by) == fold_name(desk.case.by) for each in at.objections):
        raise UsageError("You object to this.", "Take your objection back first.")
    _check_again(desk, at)
    return [draft(kinds.SIGNED, Signature(motion, at.text, " ".join(office.split())))]


def _check_again(desk: Desk, at: Laid) -> None:
    """Whatever was checked when it was laid, as the case stands now."""
    motion = at.motion
    if motion.decision:
        refuse_contradictions(desk, motion.decision)
    elif motion.step:
        check_step(desk, motion.step, signed=False)
    elif motion.exclusion:
        _check_exclusion(desk, motion.exclusion)
    elif motion.lifts not in desk.book.exclusions:
        raise UsageError(told("{lifts} does not stand any more.", lifts=motion.lifts), "Withdraw this.")


def object_to(desk: Desk, motion: str, reason: str) -> list[Draft]:
    """Object to a motion: nothing is carried while an objection stands."""
    at = _open(desk, motion)
    if not reason.strip():
        raise UsageError("An objection gives its reason.", "Say why.")
    return [draft(kinds.OBJECTED, Objection(motion, at.text), reason=reason)]


def take_back(desk: Desk, motion: str, event: str, reason: str) -> list[Draft]:
    """Take one's own word back while the motion is open: the motion itself, a signature, an objection.

    Raises:
        UsageError: it is somebody else's, or the motion is not open any more.
    """
    at = _open(desk, motion)
    if event not in at.words:
        raise NotFoundError(told("Nothing of {motion} was written there.", motion=motion), "Open the motion anew.")
    if fold_name(at.words[event]) != fold_name(desk.case.by):
        raise UsageError("People take back their own words only.", "Ask the one who wrote it.")
    return [retract(event, reason)]


def _open(desk: Desk, motion: str) -> Laid:
    at = desk.book.motions.get(motion)
    if at is None:
        raise NotFoundError("Nothing of that code lies before the board.", "Look at what waits for the board.")
    if not at.is_open:
        raise UsageError(
            told("{motion} is {state}.", motion=motion, state=told(at.state.value)),
            "What was decided is suspended or revoked, not unsigned.",
        )
    return at


@dataclass(frozen=True)
class Consequences:
    """What a revocation brings with it.

    Attributes:
        recalls: codes of releases that must be called back; told: families that were told.
        legal: the authority that recognised the decision; empty where none did.
        reassociate: canonical ids of remains that have no name any more.
    """

    recalls: tuple[str, ...]
    told: tuple[str, ...]
    legal: str
    reassociate: tuple[str, ...]


def consequences(desk: Desk, decision: str) -> Consequences:
    """What follows if this decision is revoked."""
    standing = _decision(desk, decision)
    book = desk.book
    out = [
        id
        for id, release in book.releases.items()
        if release.decision == decision and book.state_of(id) is not ReleaseState.RECALLED
    ]
    others = {u for s in book.established() if s.decision.id != decision for u in s.decision.remains}
    free = tuple(unit for unit in standing.decision.remains if unit not in others)
    return Consequences(tuple(out), standing.told, standing.legal, free)


def _decision(desk: Desk, id: str) -> Standing:
    found = desk.book.decisions.get(id)
    if found is None:
        raise NotFoundError("There is no such decision.", "Look at what the board has decided.")
    return found
