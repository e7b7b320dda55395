"""One row, cell by cell: each cell that makes no sense becomes a finding with its column, and all are collected."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from antigone.core.errors import InputError
from antigone.core.finding import Finding, FindingKind, Severity
from antigone.core.when import PartialDate, Period
from antigone.formats import table_findings as wrong
from antigone.formats.tables import Row

_WHOLE = re.compile(r"\d{1,15}\Z", re.ASCII)
_SHOWN = 80


class RowReader:
    """Reads the cells of one row of one file and remembers what was wrong.

    Attributes:
        findings: what was found so far.
    """

    def __init__(self, row: Row, file: str) -> None:
        self.row = row
        self.file = file
        self.findings: list[Finding] = []

    @property
    def stands(self) -> bool:
        """True where no cell was found to be an error."""
        return all(found.severity is not Severity.ERROR for found in self.findings)

    def wrong(self, kind: FindingKind, column: str | None, **values: Any) -> None:
        """Note a finding at a column of this row."""
        self.findings.append(Finding(kind, values, file=self.file, row=self.row.number, column=column))

    def text(self, column: str, *, required: bool = False) -> str:
        """The text; a finding where it is required and empty."""
        value = self.row.get(column)
        if required and not value:
            self.wrong(wrong.REQUIRED, column, name=column)
        return value

    def whole(self, column: str) -> int | None:
        """A whole number of 0 or more; None where empty."""
        text = self.row.get(column)
        if not text:
            return None
        if not _WHOLE.match(text):
            self.wrong(wrong.NOT_WHOLE, column, text=text[:_SHOWN])
            return None
        return int(text)

    def date(self, column: str) -> PartialDate | None:
        """A partial date; None where empty."""
        text = self.row.get(column)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except InputError as fault:
            self.wrong(wrong.NO_SUCH_DATE, column, text=text[:_SHOWN], why=fault.message[: 2 * _SHOWN])
            return None

    def period(self, start: str, end: str) -> Period:
        """Two dates as a period; unknown where either makes no sense."""
        first, last = self.date(start), self.date(end)
        try:
            return Period(first, last)
        except InputError:
            self.wrong(wrong.PERIOD_REVERSED, end, start=str(first), end=str(last))
            return Period()

    def choice(self, column: str, choices: Collection[str], default: str = "") -> str:
        """One of the words; `default` where empty."""
        text = self.row.get(column).casefold()
        if not text:
            return default
        if text not in choices:
            self.wrong(wrong.NOT_A_CHOICE, column, text=text[:_SHOWN], choices=", ".join(choices))
            return default
        return text

    def yes_no(self, column: str) -> bool | None:
        """True, False, or None where it was left open (`unstated`, `unclear` or empty)."""
        word = self.choice(column, ("yes", "no", "unstated", "unclear", "true", "false", "1", "0"))
        return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(word)

    def list_of(self, column: str, separator: str) -> list[str]:
        """The parts of a cell, stripped, without empty ones."""
        return [part.strip() for part in self.row.get(column).split(separator) if part.strip()]
