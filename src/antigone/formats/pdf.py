"""PDF with text, by pypdf: page after page; lines that are only wrapped are joined."""

from __future__ import annotations

import io
import logging
import re
import warnings
from typing import Any

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.formats import read_findings as wrong
from antigone.formats.limits import too_much
from antigone.formats.source import Source
from antigone.said.document import Document, Piece

_SENTENCE_END = re.compile(r"[.!?:…»”\")]\s*\Z")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad]\Z")


def read(source: Source) -> list[Document]:
    """The one document of a PDF. Its pieces lead to the character of the text of a page."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pages, title = _pages(source)
    text, pieces = joined(pages)
    if not text.strip():
        source.warn(wrong.NO_TEXT)
        return []
    return [source.document(text, pieces, format="pdf", title=title)]


def _pages(source: Source) -> tuple[list[str], str]:
    """The text of each page as the file gives it, and the title it names itself."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(source.data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(told("it is protected by a password"), "Save a copy without the password.")
    if len(reader.pages) > source.limits.pages:
        raise too_much(told("pages"), len(reader.pages), source.limits.pages)
    pages: list[str] = []
    total = 0
    for page in reader.pages:
        text = page.extract_text() or ""
        total += len(text)
        if total > source.limits.text_chars:
            raise too_much(told("characters of text"), total, source.limits.text_chars)
        pages.append(text.replace("\r\n", "\n").replace("\r", "\n"))
    return pages, _title(reader)


def _title(reader: Any) -> str:
    try:
        title = reader.metadata.title if reader.metadata else ""
    except Exception:  # a damaged information dictionary takes nothing from the text
        return ""
    return " ".join(str(title or "").split())[:300]


def joined(pages: list[str]) -> tuple[str, list[Piece]]:
    """One text of all pages: a wrapped line runs on, a hyphenated word is made whole, a paragraph stays apart."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for number, page in enumerate(pages, start=1):
        widest = max((len(line) for line in page.splitlines()), default=0)
        for start, line, glue in _lines(page, widest):
            pieces.append(Piece(at, at + len(line), f"page {number}", start))
            parts.append(line + glue)
            at += len(line) + len(glue)
    text = "".join(parts).rstrip()
    return text, [Piece(p.start, min(p.end, len(text)), p.place, p.at) for p in pieces if p.start < len(text)]


def _lines(page: str, widest: int) -> list[tuple[int, str, str]]:
    """Each line with where it begins on the page and what stands between it and the next."""
    lines: list[tuple[int, str]] = []
    at = 0
    for line in page.split("\n"):
        lead = len(line) - len(line.lstrip())
        lines.append((at + lead, line.strip()))
        at += len(line) + 1
    out: list[tuple[int, str, str]] = []
    for index, (start, line) in enumerate(lines):
        following = lines[index + 1][1] if index + 1 < len(lines) else ""
        if not line:
            continue
        if not following:
            out.append((start, line, "\n\n"))
        elif _HYPHEN.search(line) and following[:1].islower():
            out.append((start, line[:-1], ""))
        else:
            out.append((start, line, " " if _runs_on(line, following, widest) else "\n\n"))
    return out


def _runs_on(line: str, following: str, widest: int) -> bool:
    """True where a line is only wrapped: it is long, or what follows begins small, and no paragraph ends with it."""
    if following[:1].islower() or line[-1:] in ",;–—":
        return True
    long = len(line) >= 0.75 * widest
    return long and (not _SENTENCE_END.search(line) or len(line) >= 0.9 * widest)
