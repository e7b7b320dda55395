"""A document: the working text of one publication, and the way back from it into the evidentiary copy.

The *capture* is kept whole, under its SHA-256, and never touched. The *working text* is derived from it; each piece of
it says where in the capture it comes from, as exactly as the format allows: to the byte in a plain text, to the
character of the source in a web page, to the character of a page, paragraph, message or mail part elsewhere.
(The Berkeley Protocol on Digital Open Source Investigations keeps the two apart in the same way.)
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.core.when import PartialDate

DOCUMENT_READ = "document.read"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of working text and where it stands in the capture.

    Attributes:
        start, end: characters of the working text, `end` not included.
        place: the part of the capture, e.g. `page 3`, `part 1.2`, `message 17`; empty where that is the whole file.
        at: where the run begins there, in the document's `measure`; None where only the place is known.
        to: where it ends there, for a run that is written otherwise there (`&quot;`); None where its length tells.
    """

    start: int
    end: int
    place: str = ""
    at: int | None = None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where some working text stands in the capture: `place`, and from where to where in `measure` (None: unknown)."""

    place: str
    measure: str
    start: int | None
    end: int | None

    def __str__(self) -> str:
        if self.start is None:
            return self.place or "somewhere in the file"
        span = f"{self.measure}s {self.start:,} to {self.end:,}"
        return f"{self.place}, {span}" if self.place else span


@dataclass(frozen=True, slots=True)
class Document:
    """One publication, as read.

    Attributes:
        id: `d` and twelve hex digits, made from what makes it that document (see `document_id`).
        text: the working text.
        capture: SHA-256 of the evidentiary copy, in hex.
        format: name of the reader.
        name: name of the file it came from.
        part: which part of the file it is, where the file holds several documents.
        measure: what `Piece.at` counts: `byte` or `character`.
        encoding: in which a text was stored (needed to count bytes); empty elsewhere.
        pieces: the way back, in order, without overlap.
        publisher, url, language, title, event, dateline: as found or given; empty where not.
        published_on: the day it was published.
        edited_on: the day of its last edit, where the format tells.
        credits: credits of the whole article ("based on reporting by …"), as worded.
        via: whose words it passes on as a whole (a forwarded message), from the origin outward.
        given: names of the fields that a person gave and that nothing in the file said.
    """

    id: str
    text: str
    capture: str
    format: str
    name: str = ""
    part: str = ""
    measure: str = "character"
    encoding: str = ""
    pieces: tuple[Piece, ...] = ()
    publisher: str = ""
    url: str = ""
    language: str = ""
    title: str = ""
    event: str = ""
    dateline: str = ""
    published_on: PartialDate | None = None
    edited_on: PartialDate | None = None
    credits: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    given: tuple[str, ...] = ()

    def locate(self, start: int, end: int) -> list[Spot]:
        """Where `text[start:end]` stands in the capture: one spot for each unbroken run, in order."""
        if not 0 <= start <= end <= len(self.text):
            raise InputError(
                told(
                    "{start} to {end} is not inside a text of {n} characters.", start=start, end=end, n=len(self.text)
                ),
                "Check it.",
            )
        spots = [self._spot(piece, start, end) for piece in self.pieces if piece.start < end and start < piece.end]
        return _joined(spots)

    def _spot(self, piece: Piece, start: int, end: int) -> Spot:
        """The part of one piece that `start` to `end` covers."""
        if piece.at is None:
            return Spot(piece.place, self.measure, None, None)
        if piece.to is not None:
            return Spot(piece.place, self.measure, piece.at, piece.to)
        left, right = max(start, piece.start), min(end, piece.end)
        before = piece.at + self._length(piece.start, left)
        return Spot(piece.place, self.measure, before, before + self._length(left, right))

    def _length(self, start: int, end: int) -> int:
        """Length of `text[start:end]` in the document's measure."""
        return end - start if self.measure != "byte" else len(self.text[start:end].encode(self.encoding, "replace"))

    def with_given(self, **given: Any) -> Document:
        """The document with what a person gave about it; that wins over what was found, and is marked as given."""
        stated = {name: value for name, value in given.items() if value}
        return replace(self, **stated, given=tuple(sorted({*self.given, *stated})))


def _joined(spots: list[Spot]) -> list[Spot]:
    """Neighbouring spots of one place made one where nothing lies between them; unknown ones named once a place."""
    out: list[Spot] = []
    for spot in spots:
        last = out[-1] if out else None
        if last and last.place == spot.place and last.end == spot.start:
            out[-1] = Spot(last.place, last.measure, last.start, spot.end)
        else:
            out.append(spot)
    return out


def document_id(*identity: str) -> str:
    """An id from what makes a document that one document: its capture, or its channel, number and text."""
    return "d" + hashlib.sha256("\x1f".join(identity).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def sha256_hex(data: bytes) -> str:
    """SHA-256 of a copy, as the case names it."""
    return hashlib.sha256(data).hexdigest()


_DATES = ("published_on", "edited_on")
_LISTS = ("credits", "via", "given")
_NAMED = {"published_on": "date"}  # as the table of documents calls it
_APART = ("text", "pieces")  # kept beside the event, as the working copy


def document_to_body(document: Document) -> dict[str, Any]:
    """Everything but the working text and its pieces, as plain JSON values; what is empty is left out."""
    body: dict[str, Any] = {}
    for field in fields(Document):
        value = getattr(document, field.name)
        if field.name in _APART or not value:
            continue
        name = _NAMED.get(field.name, field.name)
        body[name] = str(value) if field.name in _DATES else list(value) if field.name in _LISTS else value
    return body


def working_copy(document: Document) -> dict[str, Any]:
    """The working text with its way back, as plain JSON values."""
    pieces = [[p.start, p.end, p.place, p.at, *([p.to] if p.to is not None else [])] for p in document.pieces]
    return {"text": document.text, "pieces": pieces}


def document_from_body(body: Mapping[str, Any], working: Mapping[str, Any] | None = None) -> Document:
    """The document of an event; without its working copy the text is empty.

    Raises:
        InputError: the body or the working copy was not written by `document_to_body` and `working_copy`.
    """
    try:
        names = {f.name: _NAMED.get(f.name, f.name) for f in fields(Document) if f.name not in _APART}
        values = {own: body[name] for own, name in names.items() if name in body}
        values.update({name: PartialDate.parse(values[name]) for name in _DATES if name in values})
        values.update({name: tuple(values[name]) for name in _LISTS if name in values})
        pieces = tuple(Piece(*piece) for piece in working["pieces"]) if working else ()
        return Document(**values, text=working["text"] if working else "", pieces=pieces)
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise InputError("This is not a document that Antigone wrote.", "Verify the record.") from fault
