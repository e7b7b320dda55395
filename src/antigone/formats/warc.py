"""Web archives (WARC, and WACZ which packs them): each page that was fetched is a document, by warcio."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from antigone.core.errors import InputError, LimitError
from antigone.core.told import told
from antigone.formats import read_findings as wrong
from antigone.formats.limits import open_zip, too_much, unzip
from antigone.formats.source import Source
from antigone.said.document import Document, document_id

_READ = ("text/html", "application/xhtml", "text/plain", "application/pdf")


def read(source: Source) -> list[Document]:
    """The pages of a WARC file. Pieces lead into the page, and name its record."""
    documents: dict[str, Document] = {}
    spent = 0
    for number, (url, kind, data) in enumerate(_records(source), start=1):
        spent += len(data)
        if spent > source.limits.unpacked_bytes:
            raise too_much(told("bytes unpacked"), spent, source.limits.unpacked_bytes)
        if kind.startswith(_READ):
            for document in _page(source, number, url, data):
                documents.setdefault(document.id, document)
    if not documents and not source.findings:
        source.warn(wrong.NO_TEXT)
    return list(documents.values())


def _records(source: Source) -> Iterator[tuple[str, str, bytes]]:
    """Address, media type and unpacked bytes of each fetched page, in order; a damaged end is reported."""
    from warcio.archiveiterator import ArchiveIterator

    count = 0
    try:
        for record in ArchiveIterator(io.BytesIO(source.data)):
            count += 1
            if count > source.limits.parts:
                raise too_much(told("records"), count, source.limits.parts)
            if record.rec_type in ("response", "resource") and _was_found(record):
                yield _fetched(record, source.limits.unpacked_bytes)
    except LimitError:
        raise
    except Exception as fault:  # warcio and the decompressors below it raise many kinds of error
        if not count:
            raise InputError(told("it is no web archive: {fault}", fault=str(fault)), "Get the file again.") from fault
        source.warn(
            wrong.PART_LEFT_OUT, why=told("everything after record {count}, where the archive is damaged.", count=count)
        )


def _was_found(record: Any) -> bool:
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return str(status) == "200"


def _fetched(record: Any, most: int) -> tuple[str, str, bytes]:
    headers = record.http_headers or record.rec_headers
    kind = str(headers.get_header("Content-Type") or "").lower()
    return str(record.rec_headers.get_header("WARC-Target-URI") or ""), kind, record.content_stream().read(most + 1)


def _page(source: Source, number: int, url: str, data: bytes) -> list[Document]:
    """The documents of one record, each known by its address and its bytes."""
    from antigone.formats.detect import read_source

    inner = source.inside(data, url or f"record {number}", f"record {number}")
    return [
        replace(document, url=url or document.url, name=source.name, id=document_id("web", url, document.text))
        for document in read_source(inner)
    ]


def read_wacz(source: Source) -> list[Document]:
    """The pages of all web archives in a WACZ package."""
    documents: list[Document] = []
    with open_zip(source.data, source.limits) as archive:
        names = [n for n in archive.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))]
        for name in names:
            inner = source.inside(unzip(archive, name, source.limits), name, name)
            documents += read(inner)
    if not documents and not source.findings:
        source.warn(wrong.NO_TEXT)
    return [replace(document, name=source.name) for document in documents]
