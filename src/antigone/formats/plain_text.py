"""Plain text, with or without a header of `URL:`, `DATE:`, `PUBLISHER:`, `LANG:` lines before the first blank line."""

from __future__ import annotations

import re
from typing import Any

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.formats import read_findings as wrong
from antigone.formats.encoding import Decoded, decode
from antigone.formats.source import Source
from antigone.said.document import Document, Piece

_HEADER_LINE = re.compile(r"([A-Z][A-Z-]{1,20}):[ \t]*(.*)")
_FIELDS = {
    "URL": "url",
    "PUBLISHER": "publisher",
    "LANG": "language",
    "LANGUAGE": "language",
    "TITLE": "title",
    "EVENT": "event",
    "DATELINE": "dateline",
}


def read(source: Source) -> list[Document]:
    """The one document of a text file. Its pieces lead to the byte."""
    decoded = decoded_text(source)
    known, begin = header(decoded.text)
    if "date" in known:
        known["published_on"] = source.day(known.pop("date"))
    text, pieces = _without_carriage_returns(decoded, begin)
    if not text.strip():
        source.warn(wrong.NO_TEXT)
        return []
    return [
        source.document(text, pieces, format="text", measure="byte", encoding=decoded.encoding, **known),
    ]


def decoded_text(source: Source, declared: str = "") -> Decoded:
    """The characters of a source; a guessed encoding is reported.

    Raises:
        InputError: the bytes are no text.
    """
    decoded = decode(source.data, declared)
    if decoded is None:
        raise InputError(told("the bytes are no text in any encoding that is tried"), "Save it as UTF-8.")
    if decoded.guessed:
        source.warn(wrong.ENCODING_GUESSED, encoding=decoded.encoding)
    return decoded


def header(text: str) -> tuple[dict[str, Any], int]:
    """What a header before the first blank line says, and where the body begins; nothing and 0 where there is none."""
    found: dict[str, Any] = {}
    at = 0
    for line in text.splitlines(keepends=True)[:40]:
        if not line.strip():
            return (found, at + len(line)) if found else ({}, 0)
        match = _HEADER_LINE.match(line)
        if not match:
            return {}, 0
        key, value = match[1], match[2].strip()
        if key in _FIELDS:
            found[_FIELDS[key]] = value
        elif key == "DATE":
            found["date"] = value
        elif key == "CREDITS":
            found["credits"] = tuple(part.strip() for part in value.split(";") if part.strip())
        at += len(line)
    return {}, 0


def _without_carriage_returns(decoded: Decoded, begin: int) -> tuple[str, list[Piece]]:
    """The body with `\\n` as its only line end, and pieces that lead back to the bytes."""
    body = decoded.text[begin:]
    byte = decoded.skipped + len(decoded.text[:begin].encode(decoded.encoding, "replace"))
    if "\r" not in body:
        return body, [Piece(0, len(body), "", byte)]
    lines: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", body):
        kept = line.rstrip("\r\n") + ("\n" if line[-1] in "\r\n" else "")
        pieces.append(Piece(at, at + len(kept), "", byte))
        lines.append(kept)
        at += len(kept)
        byte += len(line.encode(decoded.encoding, "replace"))
    return "".join(lines), pieces
