"""What may stand in a box of a print: words, codes, dates, counts, and the ways in which a thing can be absent.

Three absences are kept apart, as in `found`: *blank* (`""`: nobody has filled it), *no data* (looked for, and there
is none) and *not asked*. A fourth is a choice of ours: *withheld*, a personal value that this print may not show.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

from antigone.core.quantity import Count
from antigone.core.when import PartialDate, Period


class Absent(Enum):
    """Why a box holds no value, where somebody has decided that it shall not."""

    NO_DATA = "no data"
    NOT_ASKED = "not asked"


class Personal(Enum):
    """What makes a value personal, and so withheld unless it is asked for by name."""

    NAME = "a name or a contact"
    GENETIC = "a genetic value"
    POSITION = "an exact position"


@dataclass(frozen=True, slots=True)
class Private:
    """A personal value. A print shows it only where its kind is allowed, otherwise the word *withheld*."""

    text: str
    kind: Personal = Personal.NAME


@dataclass(frozen=True, slots=True)
class Code:
    """A number, code or hash: never translated, always left to right, never broken by hyphenation."""

    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of our vocabulary, by its English form: translated where the catalogue knows it."""

    text: str


Value: TypeAlias = str | int | date | datetime | PartialDate | Period | Count | Code | Term | Private | Absent | None
"""What a box may hold. `None` and `""` are both a blank box."""
