"""What a reader of reports is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from antigone.core.errors import InputError, LimitError
from antigone.core.finding import Finding
from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.formats import read_findings as wrong
from antigone.formats.limits import DEFAULT_LIMITS, Limits, check_text, too_much
from antigone.said.document import Document, Piece, document_id, sha256_hex


@dataclass
class Read:
    """What came of one file: its documents and what was wrong. A table of statements gives no document here."""

    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    format: str = ""


@dataclass
class Source:
    """The bytes of one file, or of one part of it, on their way through a reader.

    Attributes:
        data: the bytes.
        name: of the file or the part.
        limits: what it may cost.
        capture: SHA-256 of the whole file.
        place: where in the file the part stands; empty for the file itself.
        depth: how many containers lie around it.
        findings: what is wrong, collected over all parts.
    """

    data: bytes
    name: str
    limits: Limits = DEFAULT_LIMITS
    capture: str = ""
    place: str = ""
    depth: int = 0
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.capture = self.capture or sha256_hex(self.data)

    def inside(self, data: bytes, name: str, place: str) -> Source:
        """A part of this; refused where it lies too deep."""
        if self.depth >= self.limits.depth:
            raise too_much(told("containers inside each other"), self.depth + 1, self.limits.depth)
        at = f"{self.place}, {place}" if self.place else place
        return Source(data, name, self.limits, self.capture, at, self.depth + 1, self.findings)

    def document(self, text: str, pieces: Iterable[Piece], *, identity: tuple[str, ...] = (), **known: Any) -> Document:
        """A document of this source: its id, its limits, and places that tell the part as well."""
        check_text(text, self.limits)
        placed = tuple(replace(piece, place=_within(self.place, piece.place)) for piece in pieces)
        own = identity or (self.capture, self.place)
        values = {"capture": self.capture, "name": self.name, "part": self.place, **known}
        return Document(id=document_id(*own), text=text, pieces=placed, **values)

    def warn(self, kind: Any, **values: Any) -> None:
        """Add a finding about this file or part."""
        self.findings.append(Finding(kind, values, file=f"{self.name} ({self.place})" if self.place else self.name))

    def day(self, text: str) -> PartialDate | None:
        """The date that begins a text (`2022-01-20T10:00`), or None with a finding where it is none."""
        stated = text.strip()
        if stated.lower() in _NO_DATE:
            return None
        try:
            day = PartialDate.parse(stated.removesuffix("?")[:10])
        except InputError:
            self.warn(wrong.BAD_DATE, date=stated[:40])
            return None
        if stated.endswith("?"):
            self.warn(wrong.DATE_IN_DOUBT, date=str(day))
        return day


_NO_DATE = ("", "unknown", "undated", "none", "-")


def _within(outer: str, inner: str) -> str:
    return ", ".join(part for part in (outer, inner) if part)


def finding_of(error: BaseException, source: Source, format_name: str) -> None:
    """Turn what a reader raised into a finding."""
    if isinstance(error, LimitError):
        source.warn(wrong.REFUSED, why=str(error))
    else:
        why = error.message if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
        source.warn(wrong.BROKEN, format=format_name, why=" ".join(why.split())[:200].rstrip("."))
