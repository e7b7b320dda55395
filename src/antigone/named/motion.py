"""Motions: what is laid before a board, and carried by two people who each sign it themselves.

A signature made here is an event of its own: the record says whose account and which writer's key wrote it, and it
names the exact text that was signed by the id of its event. A name typed into a decision (`Signer` without an event) is
only somebody's word that another person agreed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from antigone.core.errors import InputError
from antigone.core.party import fold_name
from antigone.core.told import told
from antigone.named.decision import FEWEST_SIGNERS, NEEDS_BOARD, Decision, Signer, Step, StepTaken


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A board's word that none of these remains is any of these persons. It says nothing about who is dead.

    Attributes:
        id: `X-0001`; remains: canonical ids; persons: codes.
        comparisons: what the board had before it; basis: methods in words.
        signers: see `Decision`.
    """

    id: str
    remains: tuple[str, ...]
    persons: tuple[str, ...]
    comparisons: tuple[str, ...] = ()
    basis: str = ""
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Motion:
    """One thing laid before the board; exactly one of the four is there. The reason stands in its event.

    Attributes:
        id: `B-0001`.
        decision: to be made; step: to be taken with one, of those that need a board; exclusion: to be made.
        lifts: code of an exclusion that is to stand no more.
    """

    id: str
    decision: Decision | None = None
    step: StepTaken | None = None
    exclusion: Exclusion | None = None
    lifts: str = ""

    @property
    def about(self) -> str:
        """Code of the decision or exclusion it makes, moves or lifts."""
        made = self.decision or self.exclusion
        return made.id if made else self.step.decision if self.step else self.lifts

    @property
    def step_word(self) -> str:
        """What it does, in a word: `made`, `established`, `revoked`, …, `excluded`, `lifted`."""
        if self.step:
            return self.step.step.value
        return Step.MAKE.value if self.decision else "excluded" if self.exclusion else "lifted"


@dataclass(frozen=True, slots=True)
class Signature:
    """A member of the board signs a motion. Who it is, the event itself says.

    Attributes:
        motion: `B-0001`; text: id of the event that laid it, so that nothing else was signed.
        office: what the signer is on the board, e.g. `pathologist`.
    """

    motion: str
    text: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """A member of the board objects: nothing is carried until it is taken back. The reason stands in its event."""

    motion: str
    text: str


class MotionState(Enum):
    """Where a motion stands."""

    WAITING = "waits for signatures"
    OBJECTED = "objected to"
    CARRIED = "carried"
    REFUSED = "not taken in"


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection that stands: by whom, why, and its event."""

    by: str
    reason: str
    event: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A motion with what became of it.

    Attributes:
        motion: as laid; text: id of its event; by, on, reason: who laid it, the day (UTC), why.
        signers: who signed, each with the event of the signature.
        objections: those that stand.
        carried: id of the event that carried it, the last signature as a rule; empty until then.
        refused: why it was not taken in when it was signed, e.g. because a copy of the case had moved on.
    """

    motion: Motion
    text: str
    by: str = ""
    on: str = ""
    reason: str = ""
    signers: tuple[Signer, ...] = ()
    objections: tuple[Objected, ...] = ()
    carried: str = ""
    refused: str = ""

    @property
    def state(self) -> MotionState:
        """In one word; an objection after it was carried changes nothing: whoever objects then, suspends."""
        if self.refused:
            return MotionState.REFUSED
        if self.carried:
            return MotionState.CARRIED
        return MotionState.OBJECTED if self.objections else MotionState.WAITING

    @property
    def is_open(self) -> bool:
        """True while it waits: it can be signed, objected to and withdrawn."""
        return self.state in (MotionState.WAITING, MotionState.OBJECTED)

    @property
    def words(self) -> dict[str, str]:
        """Whose words stand about it, by their event: the motion itself, signatures, objections."""
        found = {self.text: self.by, **{s.event: s.name for s in self.signers}}
        return found | {o.event: o.by for o in self.objections}

    def without(self, event: str) -> Laid:
        """The same without one signature or objection."""
        signers = tuple(s for s in self.signers if s.event != event)
        return replace(self, signers=signers, objections=tuple(o for o in self.objections if o.event != event))

    @property
    def lacks(self) -> int:
        """How many signatures are wanting."""
        return max(FEWEST_SIGNERS - len(self.signers), 0)

    def signed_by(self, name: str) -> bool:
        """True where somebody of that name signed, whatever the spelling of its spaces and letters."""
        return fold_name(name) in {fold_name(s.name) for s in self.signers}

    def signed(self, signer: Signer) -> Laid:
        """With one more signature; a second one of the same person counts for nothing."""
        return self if self.signed_by(signer.name) else replace(self, signers=(*self.signers, signer))


def check_motion(motion: Motion) -> None:
    """`InputError` for a motion that is none."""
    things = (motion.decision, motion.step, motion.exclusion, motion.lifts or None)
    if sum(thing is not None for thing in things) != 1:
        raise InputError("A motion is about one thing.", "Lay each before the board by itself.")
    if motion.step and motion.step.step not in NEEDS_BOARD - {Step.MAKE}:
        raise InputError(
            told("The step {step} needs no board.", step=told(motion.step.step.value)), "Take it directly."
        )
    if motion.exclusion and not (motion.exclusion.remains and motion.exclusion.persons):
        raise InputError("An exclusion is about remains and persons.", "Name at least one of each.")
