"""Findings: what is wrong with the *data*. A finding is a value; it is collected and never raised.

Every code stands once in a catalogue, with the sentence it prints, a sample, and what to do about it. Rooms
add their codes with `declare` at import; `docs/reference/findings.md` is generated from the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from antigone.core.told import Told, listed_plainly, row, told


class Severity(Enum):
    """How much it matters: an `ERROR` kept something out, a `WARNING` let it in with a doubt, a `NOTE` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One entry of the catalogue.

    Attributes:
        code: short stable name, `room.what`, e.g. `table.low_above_high`.
        sentence: `str.format` template of the sentence a clerk reads; its fields come from `Finding.values`.
        do: what to do next; a template likewise.
        severity: see `Severity`.
        sample: values that fill both, for the catalogue and its test.
    """

    code: str
    sentence: str
    do: str
    severity: Severity = Severity.ERROR
    sample: dict[str, Any] = field(default_factory=dict)


_CATALOGUE: dict[str, FindingKind] = {}


def declare(code: str, sentence: str, do: str, /, *, severity: Severity = Severity.ERROR, **sample: Any) -> FindingKind:
    """Put a kind of finding into the catalogue and return it. A code is declared once."""
    kind = FindingKind(code, sentence, do, severity, sample)
    known = _CATALOGUE.setdefault(code, kind)
    assert known == kind, f"finding code {code} is declared twice"
    sentence.format(**sample)  # a sample that does not fill its sentence is our own bug
    do.format(**sample)
    return kind


def catalogue() -> dict[str, FindingKind]:
    """All declared kinds by code, sorted."""
    return dict(sorted(_CATALOGUE.items()))


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement in the data.

    Attributes:
        kind: its entry in the catalogue.
        values: what fills the sentence.
        proof: ids of the events, claims or rows that prove it.
        file: the file it came from, where there is one.
        row: row of a table (the header is row 1), or line of a text; None where it makes no sense.
        column: name of the column or field.
    """

    kind: FindingKind
    values: dict[str, Any] = field(default_factory=dict)
    proof: tuple[str, ...] = ()
    file: str | None = None
    row: int | None = None
    column: str | None = None

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """The severity of its kind."""
        return self.kind.severity

    @property
    def sentence(self) -> Told:
        """The finding in words, without its place."""
        return told(self.kind.sentence, **self.values)

    @property
    def do(self) -> Told:
        """What to do next."""
        return told(self.kind.do, **self.values)

    @property
    def where(self) -> Told:
        """`file, row 7, column low`: as much of it as is known."""
        parts = [
            self.file or "",
            told("row {row}", row=self.row) if self.row is not None else "",
            told("column {column}", column=self.column) if self.column else "",
        ]
        return listed_plainly(part for part in parts if part)

    @property
    def whole(self) -> Told:
        """The finding in words, with its place before it."""
        return row(self.where, ": ", self.sentence) if self.where else self.sentence

    def __str__(self) -> str:
        return self.whole

    def as_json(self) -> dict[str, Any]:
        """The finding as plain JSON values."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "sentence": self.sentence,
            "do": self.do,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "proof": list(self.proof),
        }
