"""Decisions of a board: made by two people at least, perhaps about sets, in steps that can be taken back.

Scientific and legal standing are two tracks. The scientific one: provisional → established, either of them →
suspended → reinstated as it was, and any → revoked, which is final (a board that thinks again makes a new decision).
The legal one opens once the decision is established. Families are notified once it is established.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from antigone.core.errors import InputError
from antigone.core.party import fold_name
from antigone.core.told import Told, listed_plainly, told

FEWEST_SIGNERS = 2


class Step(Enum):
    """What can be done with a decision. `revoke` and `suspend` are open from every standing state."""

    MAKE = "made"
    ESTABLISH = "established"
    LEGAL = "legal"
    NOTIFY = "notified"
    SUSPEND = "suspended"
    REINSTATE = "reinstated"
    REVOKE = "revoked"


class Status(Enum):
    """Where a decision stands, both tracks in one word: the first that holds, from the last of this list upwards."""

    PROVISIONAL = "provisional"
    ESTABLISHED = "established"
    LEGAL = "legal"
    NOTIFIED = "notified"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


NEEDS_BOARD = frozenset({Step.MAKE, Step.ESTABLISH, Step.REINSTATE, Step.REVOKE})
"""Steps that two people sign at least. Anyone may suspend: stopping does no harm."""

_FROM: dict[Step, frozenset[Status]] = {
    Step.ESTABLISH: frozenset({Status.PROVISIONAL}),
    Step.LEGAL: frozenset({Status.ESTABLISHED, Status.NOTIFIED}),
    Step.NOTIFY: frozenset({Status.ESTABLISHED, Status.LEGAL, Status.NOTIFIED}),
    Step.SUSPEND: frozenset({Status.PROVISIONAL, Status.ESTABLISHED, Status.LEGAL, Status.NOTIFIED}),
    Step.REINSTATE: frozenset({Status.SUSPENDED}),
    Step.REVOKE: frozenset(Status) - {Status.REVOKED},
}


@dataclass(frozen=True, slots=True)
class Signer:
    """A member of the board: staff, never a relative.

    Attributes:
        name: who; role: what they are on the board.
        event, key: the event in which they signed themselves, and the writer's key it was written with (see `motion`);
            both are empty where somebody else typed the name.
    """

    name: str
    role: str = ""
    event: str = ""
    key: str = ""

    @property
    def is_typed(self) -> bool:
        """True where only somebody's word says that this person signed."""
        return not self.event


@dataclass(frozen=True, slots=True)
class Decision:
    """What a board decided. Codes only.

    Attributes:
        id: `D-0001`.
        remains: canonical ids; persons: codes. One person and several remains: these parts are that person. Several
            persons: these remains are these persons, and which is which stays open.
        individuals: how many different people the remains are.
        signers: two different people at least.
        comparisons, matches: what the board had before it.
        basis: methods in words, e.g. `DNA, dental`.
        board: the board's own name or number.
    """

    id: str
    remains: tuple[str, ...]
    persons: tuple[str, ...]
    individuals: int = 1
    signers: tuple[Signer, ...] = ()
    comparisons: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    basis: str = ""
    board: str = ""

    @property
    def is_set(self) -> bool:
        """True where it leaves open which is which."""
        return len(self.persons) > 1

    @property
    def names_all(self) -> bool:
        """True where every person named is among the remains, so that each is identified."""
        return self.individuals == len(self.persons)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step with a decision after it was made; the reason stands in its event.

    Attributes:
        decision: `D-0001`; step: see `Step`.
        signers: two at least where `NEEDS_BOARD` says so.
        authority, reference: for the legal step: which court or registry, and the number of its paper.
        family: `F-0001`, for a notification; told_by: who told them (staff).
    """

    decision: str
    step: Step
    signers: tuple[Signer, ...] = ()
    authority: str = ""
    reference: str = ""
    family: str = ""
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision with what became of it; `events` and `reasons` in the order of the steps.

    Attributes:
        decision: as made.
        scientific: provisional, established, suspended or revoked.
        before: what a suspended decision was.
        legal: the authority that recognised it; empty where none did.
        told: families that were notified.
    """

    decision: Decision
    scientific: Status = Status.PROVISIONAL
    before: Status | None = None
    legal: str = ""
    told: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """Both tracks in one word."""
        if self.scientific is not Status.ESTABLISHED:
            return self.scientific
        if self.told:
            return Status.NOTIFIED
        return Status.LEGAL if self.legal else Status.ESTABLISHED

    @property
    def is_established(self) -> bool:
        """True where it stands as established now: neither provisional, suspended nor revoked."""
        return self.scientific is Status.ESTABLISHED

    @property
    def allowed(self) -> tuple[Step, ...]:
        """The steps open from here."""
        return tuple(s for s, at in _FROM.items() if self.status in at and not (s is Step.LEGAL and self.legal))

    def after(self, taken: StepTaken, event: str = "", reason: str = "") -> Standing:
        """The standing once a step is taken.

        Raises:
            InputError: the step is not open from here, or too few have signed; says which are open.
        """
        self.check(taken)
        if taken.step in NEEDS_BOARD:
            check_signers(taken.signers)
        moved = self._moved(taken)
        return replace(moved, events=(*self.events, event), reasons=(*self.reasons, reason))

    def _open(self) -> Told:
        """What may be done from here, in words."""
        if not self.allowed:
            return told("Open from here: nothing; make a new decision.")
        return told("Open from here: {steps}.", steps=listed_plainly(told(s.value) for s in self.allowed))

    def check(self, taken: StepTaken) -> None:
        """`InputError` unless the step is open from here and says what it needs; signatures are not looked at."""
        if taken.step not in self.allowed:
            raise InputError(
                told(
                    "Decision {decision} is {status}: it cannot be {step}.",
                    decision=self.decision.id,
                    status=told(self.status.value),
                    step=told(taken.step.value),
                ),
                self._open(),
            )
        if taken.step is Step.LEGAL and not taken.authority.strip():
            raise InputError("A legal step names its authority.", "Say which court or registry.")
        if taken.step is Step.NOTIFY and not taken.family:
            raise InputError("A notification names the family that was told.", "Give its code.")

    def _moved(self, taken: StepTaken) -> Standing:
        if taken.step is Step.SUSPEND:
            return replace(self, scientific=Status.SUSPENDED, before=self.scientific)
        if taken.step is Step.REINSTATE:
            return replace(self, scientific=self.before or Status.PROVISIONAL, before=None)
        if taken.step is Step.LEGAL:
            return replace(self, legal=taken.authority)
        if taken.step is Step.NOTIFY:
            return replace(self, told=tuple(dict.fromkeys((*self.told, taken.family))))
        done = Status.ESTABLISHED if taken.step is Step.ESTABLISH else Status.REVOKED
        return replace(self, scientific=done, before=None)


def check_signers(signers: tuple[Signer, ...]) -> None:
    """`InputError` unless two different people sign."""
    names = {fold_name(signer.name) for signer in signers if signer.name.strip()}
    if len(names) < FEWEST_SIGNERS:
        raise InputError(
            told("{n} person signs; a board is two different people at least.", n=len(names)),
            "Name them with --sign, once each.",
        )


def check_decision(decision: Decision) -> None:
    """`InputError` for a decision that makes no sense in itself, or that fewer than two people signed."""
    check_signers(decision.signers)
    check_sense(decision)


def check_sense(decision: Decision) -> None:
    """`InputError` for a decision that makes no sense in itself; signatures are not looked at."""
    if not decision.remains or not decision.persons:
        raise InputError("A decision is about remains and persons.", "Name at least one of each.")
    if len(set(decision.remains)) < len(decision.remains) or len(set(decision.persons)) < len(decision.persons):
        raise InputError("A code stands twice in the decision.", "Name each once.")
    if not 1 <= decision.individuals <= min(len(decision.remains), len(decision.persons)):
        raise InputError(
            told(
                "{n} remains cannot be {individuals} of {n2} persons.",
                n=len(decision.remains),
                individuals=decision.individuals,
                n2=len(decision.persons),
            ),
            "Give --individuals from 1 to the smaller of the two.",
        )
