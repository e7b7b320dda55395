"""Custody: who had the dead, where, and how they passed on. Events are append-only; dispatch and receipt are two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.found.remains import Counted


class CustodyType(Enum):
    """What happened."""

    RECOVERED = "recovered"
    RECEIVED = "received"
    MOVED = "moved"
    EXAMINED = "examined"
    SAMPLED = "sampled"
    TRANSFERRED_OUT = "transferred out"
    TRANSFERRED_IN = "transferred in"
    TEMPORARILY_BURIED = "temporarily buried"
    EXHUMED = "exhumed"
    RETURNED_TO_FAMILY = "returned to family"
    RELEASED = "released"
    REPATRIATED = "repatriated"
    REBURIED = "reburied"
    STOLEN = "stolen"
    SEIZED = "seized"
    LOST = "lost"
    FOUND_AGAIN = "found again"
    DESTROYED = "destroyed"
    WRONG_RELEASE = "wrong release"
    RECALLED = "recalled"
    DISCARDED_NON_HUMAN = "discarded as non-human"


class Column(Enum):
    """Columns of a balance: `stock = intake + transfers in + recovered − released − transfers out − stolen − lost −
    reclassified`."""

    INTAKE = "intake"
    TRANSFERS_IN = "transfers in"
    RECOVERED = "recovered"
    RELEASED = "released"
    TRANSFERS_OUT = "transfers out"
    STOLEN = "stolen"
    LOST = "lost"
    RECLASSIFIED = "reclassified"


INS = (Column.INTAKE, Column.TRANSFERS_IN, Column.RECOVERED)
"""The columns that add to a stock; all others take away."""


class Sink(Enum):
    """Where a thing is once it lies in no place of the register: nothing is ever simply absent."""

    TRANSIT = "in transit"
    FAMILY = "with its family"
    REBURIED = "reburied"
    TAKEN = "taken, whereabouts unknown"
    LOST = "lost"
    DESTROYED = "destroyed"
    DISCARDED = "discarded as non-human"
    MERGED = "merged into another number"


T = CustodyType
OUT_COLUMN: dict[CustodyType, Column] = {
    T.MOVED: Column.TRANSFERS_OUT,
    T.TRANSFERRED_OUT: Column.TRANSFERS_OUT,
    T.TRANSFERRED_IN: Column.TRANSFERS_OUT,
    T.TEMPORARILY_BURIED: Column.TRANSFERS_OUT,
    T.EXHUMED: Column.TRANSFERS_OUT,
    T.RECOVERED: Column.TRANSFERS_OUT,
    T.RECEIVED: Column.TRANSFERS_OUT,
    T.FOUND_AGAIN: Column.TRANSFERS_OUT,
    T.RECALLED: Column.TRANSFERS_OUT,
    T.RETURNED_TO_FAMILY: Column.RELEASED,
    T.RELEASED: Column.RELEASED,
    T.REPATRIATED: Column.RELEASED,
    T.REBURIED: Column.RELEASED,
    T.WRONG_RELEASE: Column.RELEASED,
    T.STOLEN: Column.STOLEN,
    T.SEIZED: Column.STOLEN,
    T.LOST: Column.LOST,
    T.DESTROYED: Column.LOST,
    T.DISCARDED_NON_HUMAN: Column.RECLASSIFIED,
}
"""The column in which a thing leaves the place it was in."""
IN_COLUMN: dict[CustodyType, Column] = {
    T.RECEIVED: Column.INTAKE,
    T.MOVED: Column.TRANSFERS_IN,
    T.TRANSFERRED_IN: Column.TRANSFERS_IN,
    T.TEMPORARILY_BURIED: Column.TRANSFERS_IN,
    T.RECOVERED: Column.RECOVERED,
    T.EXHUMED: Column.RECOVERED,
    T.FOUND_AGAIN: Column.RECOVERED,
    T.RECALLED: Column.RECOVERED,
}
"""The column in which a thing enters the place it comes to."""
SINK: dict[CustodyType, Sink] = {
    T.TRANSFERRED_OUT: Sink.TRANSIT,
    T.RETURNED_TO_FAMILY: Sink.FAMILY,
    T.RELEASED: Sink.FAMILY,
    T.REPATRIATED: Sink.FAMILY,
    T.WRONG_RELEASE: Sink.FAMILY,
    T.REBURIED: Sink.REBURIED,
    T.STOLEN: Sink.TAKEN,
    T.SEIZED: Sink.TAKEN,
    T.LOST: Sink.LOST,
    T.DESTROYED: Sink.DESTROYED,
    T.DISCARDED_NON_HUMAN: Sink.DISCARDED,
}
"""Where a thing is after an event that brings it to no place of the register."""
STAYS = frozenset({T.EXAMINED, T.SAMPLED})
"""Types that move nothing."""
TO_A_FAMILY = frozenset({T.RETURNED_TO_FAMILY, T.RELEASED, T.REPATRIATED, T.WRONG_RELEASE})
"""Types whose receiver is somebody's relative: the name is sealed, never in the body."""
NEEDS_TO = frozenset(IN_COLUMN)
"""Types that bring a thing somewhere: the place must be named."""
NEEDS_FROM = frozenset(OUT_COLUMN) - NEEDS_TO
"""Types that take a thing away: for things without numbers the place must be named."""
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One act of custody; when it happened is the event's `occurred`.

    Attributes:
        type: see `CustodyType`.
        units: canonical ids of the things enumerated; may be empty ("41 bodies taken").
        asserted: how many the paper or speaker says; None where nobody counted.
        counted: what `asserted` counts.
        from_custodian, from_place, to_custodian, to_place: parties and sites by id; empty where unknown.
        time: `HH:MM` on the day, local; empty where unknown.
        handed_by, received_by: staff; a relative who receives is sealed (see `services.record_custody`).
        identifiers: what was read off the labels before it was let go, as read.
        seal: number of the seal; authority: by whose order; reference: number of the note.
        evidence: sha256 of kept copies, or references.
        answers: on a receipt, id of the event of the dispatch.
        note: free words without names.
    """

    type: CustodyType
    units: tuple[str, ...] = ()
    asserted: int | None = None
    counted: Counted = Counted.BODIES
    from_custodian: str = ""
    from_place: str = ""
    to_custodian: str = ""
    to_place: str = ""
    time: str = ""
    handed_by: str = ""
    received_by: str = ""
    identifiers: tuple[str, ...] = ()
    seal: str = ""
    authority: str = ""
    reference: str = ""
    evidence: tuple[str, ...] = ()
    answers: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.asserted is not None and self.asserted < 0:
            raise InputError(
                told("A count cannot be {asserted}.", asserted=self.asserted), "Give a whole number from 0."
            )
        if self.time and not _TIME.match(self.time):
            raise InputError(told("'{time}' is no time.", time=self.time[:20]), "Write HH:MM, such as 07:45.")
        if len(set(self.units)) != len(self.units):
            raise InputError("One number stands twice in one event.", "List each once.")

    @property
    def stated(self) -> int:
        """What the paper says passed: the count asserted, else the number of units enumerated."""
        return len(self.units) if self.asserted is None else self.asserted

    @property
    def is_enumerated(self) -> bool:
        """True where it names at least one number."""
        return bool(self.units)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Numbered things that an event without (all) its numbers turned out to be about.

    Attributes:
        event: id of the custody event ("41 bodies taken").
        units: canonical ids now known to be among them.
        basis: how it is known, in words without names.
    """

    event: str
    units: tuple[str, ...]
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Stocktake:
    """Somebody walked through a place and counted.

    Attributes:
        place: id of the site.
        day: when.
        count: how many were counted; None where only labels were read.
        units: canonical ids of the labels read.
        complete: True where every label was read, so that what is not listed is not there.
        counted: what `count` counts.
    """

    place: str
    day: PartialDate
    count: int | None = None
    units: tuple[str, ...] = ()
    complete: bool = False
    counted: Counted = Counted.BODIES


@dataclass(frozen=True, slots=True)
class Closing:
    """A place was closed: from that day its stock is asserted to be zero."""

    place: str
    day: PartialDate


class UnaccountedReason(Enum):
    """Why somebody, or something, is not accounted for."""

    REPORTED = "reported missing, not validated"
    OPEN = "validated open report"
    KNOWN_DEAD = "known dead, no remains identified"
    HELD = "held, unidentified"
    UNDISCLOSED = "burial site undisclosed"
    LOST = "lost from custody"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """The reason why a thing or a number of bodies is unaccounted for; required, never guessed.

    Attributes:
        subject: canonical id of a thing, id of a custody event with things unnumbered, or another room's id.
        reason: see `UnaccountedReason`.
        note: free words without names.
    """

    subject: str
    reason: UnaccountedReason
    note: str = ""
