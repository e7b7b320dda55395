"""Missing persons, apart from the reports about them: opened, merged, parted again, found alive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PersonStatus(Enum):
    """What is known of a person beside any decision of a board."""

    MISSING = "missing"
    ALIVE = "found alive"
    DEAD = "known dead"  # by witnesses or documents, without remains
    RELATIVE = "not missing"  # stands in a family as a reference


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """One person by code. Names and everything that describes the person are sealed in the reports.

    Attributes:
        id: `P-0001`; the subject that values of the person are sealed under.
        sex: `M`, `F` or `?`.
        group: id of a group of the case, where the account needs it.
        place: id of the place for which the person counts in the account.
        status: see `PersonStatus`.
        reasons: why the person is unaccounted for, in the words of `found.custody.UnaccountedReason`; empty where
            the fold can tell.
    """

    id: str
    sex: str = "?"
    group: str = ""
    place: str = ""
    status: PersonStatus = PersonStatus.MISSING
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Codes that turned out to be one person. All stay visible; taking the event back parts them again.

    Attributes:
        persons: codes that from now on are only aliases.
        into: the code that stays.
    """

    persons: tuple[str, ...]
    into: str
