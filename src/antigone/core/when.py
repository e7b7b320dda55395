"""Dates as people know them: partial, and on three clocks that are never confused.

*Occurred*: when it happened in the world. *Said*: when somebody said it. *Recorded*: when we wrote it down.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from antigone.core.errors import InputError
from antigone.core.told import told

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day of the Gregorian calendar.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None where only the year is known.
        day: 1 to 31, or None where only the month is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2022`, `2022-01` or `2022-01-16`; raises `InputError` on anything else."""
        return _parse(text)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def surely_before(self, other: PartialDate) -> bool:
        """True where every day of this lies before every day of the other."""
        return self.last < other.first

    def surely_by(self, day: date) -> bool:
        """True where it is over by the end of `day`."""
        return self.last <= day

    def possibly_by(self, day: date) -> bool:
        """True where it can lie on or before `day`."""
        return self.first <= day

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{p:02d}" for p in (self.month, self.day) if p is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of `start` to the last day of `end`; either may be unknown (None)."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end.last < self.start.first:
            raise InputError(
                told("A period cannot end ({end}) before it begins ({start}).", end=self.end, start=self.start),
                "Swap them.",
            )

    @classmethod
    def parse(cls, start: str, end: str) -> Period:
        """Read both ends; an empty text is an unknown end."""
        return _parse_period(start, end)

    @property
    def is_unknown(self) -> bool:
        """True where neither end is known."""
        return self.start is None and self.end is None

    def __str__(self) -> str:
        return f"{self.start or '…'}/{self.end or '…'}"


@lru_cache(maxsize=20_000)  # records hold the same few days again and again
def _parse(text: str) -> PartialDate:
    match = _FORM.match(text.strip())
    if not match:
        raise InputError(told("'{text}' is not a date.", text=text), "Write 2022, 2022-01 or 2022-01-16.")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise InputError(
            told("There is no such date as {text}.", text=text.strip()), "Check the day and the month."
        ) from None
    return PartialDate(year, month, day)


@lru_cache(maxsize=20_000)
def _parse_period(start: str, end: str) -> Period:
    return Period(_parse(start) if start.strip() else None, _parse(end) if end.strip() else None)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The three clocks of one thing.

    Attributes:
        occurred: when it happened in the world; may be partial or unknown.
        said: when it was said; None for what nobody said.
        recorded: when it was written down here, UTC, ISO 8601 with `Z`.
    """

    occurred: Period
    said: PartialDate | None
    recorded: str
