"""Word documents (DOCX), by python-docx: paragraphs and table rows in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from antigone.formats import read_findings as wrong
from antigone.formats.limits import Limits, open_zip, refuse_entities, unzip
from antigone.formats.source import Source
from antigone.said.document import Document, Piece


def read(source: Source) -> list[Document]:
    """The one document of a DOCX file. Its pieces lead to the character of a paragraph or table cell."""
    import docx

    check_package(source.data, source.limits)
    package = docx.Document(io.BytesIO(source.data))
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for place, text, glue in _blocks(package):
        pieces.append(Piece(at, at + len(text), place, 0))
        parts.append(text + glue)
        at += len(text) + len(glue)
    text = "".join(parts).rstrip("\n\t")
    if not text.strip():
        source.warn(wrong.NO_TEXT)
        return []
    kept = [piece for piece in pieces if piece.end <= len(text)]
    title = " ".join(str(package.core_properties.title or "").split())[:300]
    return [source.document(text, kept, format="docx", title=title)]


def check_package(data: bytes, limits: Limits) -> None:
    """Refuse a package with too much in it, and XML parts that declare entities, before any parser sees them."""
    with open_zip(data, limits) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                refuse_entities(unzip(archive, entry.filename, limits))


def _blocks(package: Any) -> Iterator[tuple[str, str, str]]:
    """Each paragraph and each cell that holds text: its place, its text, and what separates it from the next."""
    paragraphs = tables = 0
    for block in package.iter_inner_content():
        if hasattr(block, "rows"):
            tables += 1
            yield from _cells(block, tables)
        else:
            paragraphs += 1
            if block.text.strip():
                yield f"paragraph {paragraphs}", block.text, "\n\n"


def _cells(table: Any, number: int) -> Iterator[tuple[str, str, str]]:
    for row_number, row in enumerate(table.rows, start=1):
        seen: list[Any] = []  # a merged cell is given once for each column it spans
        cells = []
        for column, cell in enumerate(row.cells, start=1):
            if cell._tc not in seen:
                seen.append(cell._tc)
                cells.append((column, cell.text))
        cells = [(column, text) for column, text in cells if text.strip()]
        for index, (column, text) in enumerate(cells):
            glue = "\t" if index + 1 < len(cells) else "\n\n"
            yield f"table {number}, row {row_number}, column {column}", text, glue
