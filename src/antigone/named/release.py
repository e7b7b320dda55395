"""Releases: what is given back to a family, only on an established decision, with three identifiers checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from antigone.core.errors import InputError
from antigone.core.told import told

FEWEST_IDENTIFIERS = 3


class ReleaseState(Enum):
    """Where a release stands. Revoking its decision makes it `recall due` by itself."""

    RELEASED = "released"
    RECALL_DUE = "recall due"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something read off what is released, e.g. `label` `007-K2M`, `seal` `A 1182`, `person` `P-0012`."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Release:
    """Remains given to a family. Sealed under the receiver's code: `received_by`, the receiver's name.

    Attributes:
        id: `L-0001`; decision: `D-0001`.
        remains: canonical ids, all of them in the decision.
        person: whose remains; family: to whom.
        receiver: `I-0001` or `P-0001`, the relative who receives.
        identifiers: at least three of different kinds, checked against the register.
        outstanding: canonical ids of parts that the decision names and that were not given.
        outstanding_note: what else is outstanding, in words without names; or that nothing is known to be.
        released_by: staff.
    """

    id: str
    decision: str
    remains: tuple[str, ...]
    person: str
    family: str
    receiver: str = ""
    identifiers: tuple[Identifier, ...] = ()
    outstanding: tuple[str, ...] = ()
    outstanding_note: str = ""
    released_by: str = ""


@dataclass(frozen=True, slots=True)
class Recall:
    """A release called back: it was wrong, or its decision no longer stands. The reason stands in its event.

    Attributes:
        release: `L-0001`.
        remains: what has come back; empty while it is only asked for.
        wrong: True where the wrong remains were given.
        called_by: staff.
    """

    release: str
    remains: tuple[str, ...] = ()
    wrong: bool = False
    called_by: str = ""


def check_identifiers(identifiers: tuple[Identifier, ...]) -> None:
    """`InputError` unless three identifiers of different kinds were read."""
    kinds = {each.kind.strip().casefold() for each in identifiers if each.kind.strip() and each.value.strip()}
    if len(kinds) < FEWEST_IDENTIFIERS:
        raise InputError(
            told(
                "{n} kinds of identifier were checked; a release needs {fewest_identifiers}.",
                n=len(kinds),
                fewest_identifiers=FEWEST_IDENTIFIERS,
            ),
            "Read off e.g. label=…, seal=…, person=…, and give each with --check.",
        )
