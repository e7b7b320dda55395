"""Releases and recalls, checked against decisions, the register and the family's wishes; booked in custody too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from antigone.core.errors import NotFoundError, UsageError
from antigone.core.told import Told, listed_plainly, told, told_n
from antigone.core.when import Period
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.events import draft as custody_draft
from antigone.found.label import fold_label
from antigone.named import codes
from antigone.named import events as kinds
from antigone.named.events import draft
from antigone.named.family import Wish
from antigone.named.release import Identifier, Recall, Release, ReleaseState, check_identifiers
from antigone.record.event import Draft

if TYPE_CHECKING:
    from antigone.named.desk import Desk

READ_OFF = ("label", "code", "tag", "bag")
"""Kinds of identifier that the register knows and that must therefore agree with it."""


def _belongs(person: str, families: list[str]) -> Told:
    if not families:
        return told("{person} belongs to no family.", person=person)
    return told("{person} belongs to {families}.", person=person, families=listed_plainly(families))


def release(
    desk: Desk, wanted: Release, receiver_name: str = "", occurred: Period | None = None
) -> tuple[str, list[Draft]]:
    """Remains to a family, with its act of custody; both are written or neither.

    Args:
        desk: the case.
        wanted: as asked; without remains, all that the decision names and that are not released yet.
        receiver_name: of the relative who receives; sealed under `receiver`.
        occurred: when.

    Raises:
        UsageError: the decision is not established; something was read that does not belong; the family wishes to
            wait; remains are out already, or not this decision's.
        InputError: fewer than three kinds of identifier.
    """
    standing = desk.book.decisions.get(wanted.decision)
    if standing is None:
        raise NotFoundError("There is no such decision.", "List them with `antigone named list CASE decisions`.")
    if not standing.is_established:
        raise UsageError(
            told(
                "Decision {decision} is {status}: nothing is released on it.",
                decision=wanted.decision,
                status=told(standing.status.value),
            ),
            "A board of two people at least establishes it first.",
        )
    made = _completed(desk, wanted)
    check_identifiers(made.identifiers)
    for identifier in made.identifiers:
        _agrees(desk, made, identifier)
    _check_wish(desk, made)
    sealed = None
    if receiver_name.strip():
        if not codes.is_code(made.receiver, (codes.INFORMANT, codes.PERSON)):
            raise UsageError("Who receives has a code, under which the name is sealed.", "Give --receiver I-0001.")
        sealed = {"received_by": (made.receiver, receiver_name)}
    drafts = [draft(kinds.RELEASED, made, sealed, occurred=occurred)]
    return made.id, [*drafts, _act(CustodyType.RELEASED, made, made.remains, occurred)]


def _completed(desk: Desk, wanted: Release) -> Release:
    """The release with its code, its remains, its person, and what stays outstanding."""
    decision = desk.book.decisions[wanted.decision].decision
    out = desk.book.released()
    units = tuple(desk.remains(u) for u in wanted.remains) or tuple(u for u in decision.remains if u not in out)
    for unit in units:
        if unit not in decision.remains:
            raise UsageError(
                told("Decision {decision} does not name {unit}.", decision=decision.id, unit=unit),
                "Release what it names, and no more.",
            )
        if unit in out:
            raise UsageError(told("{unit} is with a family already.", unit=unit), "Recall it first.")
    if not units:
        raise UsageError(
            told("All that {decision} names is released already.", decision=decision.id), "Nothing is left to release."
        )
    if wanted.person:
        person = desk.person(wanted.person)
    elif decision.is_set:
        raise UsageError("The decision names several persons.", "Say whose remains are released, with --person.")
    else:
        person = desk.person(decision.persons[0])
    if person not in {desk.book.whole(p) for p in decision.persons}:
        raise UsageError(
            told("Decision {decision} does not name {person}.", decision=decision.id, person=person),
            "Check the code of the person.",
        )
    families = [f.id for f in desk.book.families_of(person)]
    if wanted.family not in families:
        raise UsageError(_belongs(person, families), "Give --family.")
    outstanding = tuple(u for u in decision.remains if u not in units and u not in out)
    id = wanted.id or desk.code(codes.RELEASE)
    return replace(wanted, id=id, remains=units, person=person, outstanding=outstanding)


def _agrees(desk: Desk, made: Release, identifier: Identifier) -> None:
    """What was read off must be what the book holds, wherever the book holds it."""
    kind, value = identifier.kind.strip().casefold(), identifier.value.strip()
    right = True
    if kind in READ_OFF:
        try:
            right = desk.register.find(value) in made.remains
        except NotFoundError:
            right = False
    elif kind == "person":
        right = desk.book.whole(value) == made.person
    elif kind == "decision":
        right = value == made.decision
    elif kind == "seal":
        seals = [
            b.value.seal
            for b in desk.register.custody.values()
            if b.value.seal and set(b.value.units) & set(made.remains)
        ]
        right = not seals or fold_label(value) == fold_label(seals[-1])
    if not right:
        raise UsageError(
            told("The {kind} that was read does not belong to what is released.", kind=kind),
            "Stop. Look at what lies on the table, and read all its labels again.",
        )


def _check_wish(desk: Desk, made: Release) -> None:
    wish = desk.book.wish_of(made.family, made.person).wish
    if wish is Wish.WAIT:
        raise UsageError(
            told("{family} wishes to wait for more before anything is returned.", family=made.family),
            "Ask again; record a new wish first: `antigone named wishes`.",
        )


def recall(desk: Desk, wanted: Recall, reason: str, occurred: Period | None = None, to_place: str = "") -> list[Draft]:
    """A release called back, or what of it has come back; the custody of what came back is booked with it.

    Raises:
        UsageError: no reason, or remains that were never in it.
    """
    release_ = desk.book.releases.get(wanted.release)
    if release_ is None:
        raise NotFoundError("There is no such release.", "List them with `antigone named list CASE releases`.")
    if not reason.strip():
        raise UsageError("A recall gives its reason.", "Say why, with --because.")
    units = tuple(desk.remains(u) for u in wanted.remains)
    stray = [u for u in units if u not in release_.remains]
    if stray:
        raise UsageError(
            told("{names} was not in release {release}.", names=listed_plainly(stray), release=wanted.release),
            "Check the numbers.",
        )
    if units and not to_place:
        raise UsageError("What has come back lies somewhere.", "Give --place, the site it came to.")
    drafts = [draft(kinds.RECALLED, replace(wanted, remains=units), reason=reason, occurred=occurred)]
    if units:
        drafts.append(_act(CustodyType.RECALLED, release_, units, occurred, to_place))
    return drafts


def _act(
    kind: CustodyType, made: Release, units: tuple[str, ...], occurred: Period | None, to_place: str = ""
) -> Draft:
    read = tuple(f"{i.kind}={i.value}" for i in made.identifiers) if kind is CustodyType.RELEASED else ()
    event = CustodyEvent(
        kind, units, to_place=to_place, handed_by=made.released_by, identifiers=read, authority=made.decision,
        reference=made.id,
    )  # fmt: skip
    return custody_draft(event, occurred)


def statement(desk: Desk, id: str) -> str:
    """What a family is told is still outstanding: parts the decision names, and what nobody has found."""
    made = desk.book.releases[id]
    gone = {u for r in desk.book.releases.values() if r.id != id for u in r.remains}
    left = [u for u in made.outstanding if u not in gone]
    parts = told_n(
        "{n} further part named in {decision}: {codes}.",
        "{n} further parts named in {decision}: {codes}.",
        len(left),
        decision=made.decision,
        codes=listed_plainly(left),
    )
    note = made.outstanding_note or ("" if left else told("No further part is known; more may be found."))
    return listed_plainly(filter(None, (parts if left else "", note)), " ")


def due(desk: Desk) -> list[str]:
    """Releases that must be called back."""
    return [id for id in desk.book.releases if desk.book.state_of(id) is ReleaseState.RECALL_DUE]
