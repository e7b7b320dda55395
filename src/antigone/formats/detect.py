"""Which reader for these bytes: told from the bytes themselves, and from the name only between kinds of text."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from antigone.core.errors import InputError, LimitError
from antigone.core.told import told
from antigone.formats import read_findings as wrong
from antigone.formats.encoding import decode
from antigone.formats.limits import DEFAULT_LIMITS, Limits, check_size, gunzip, open_zip
from antigone.formats.source import Read, Source, finding_of
from antigone.said.document import Document

Reader = Callable[[Source], list[Document]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: its name, where its reader lives, and whether that parses what may be hostile."""

    name: str
    reader: str
    apart: bool = True


# `table` has no reader here: one row is one claim, and tables go the way of an import.
FORMATS = {
    "text": Format("plain text", "antigone.formats.plain_text:read", apart=False),
    "html": Format("HTML", "antigone.formats.html:read"),
    "pdf": Format("PDF", "antigone.formats.pdf:read"),
    "docx": Format("DOCX", "antigone.formats.docx:read"),
    "eml": Format("mail", "antigone.formats.eml:read"),
    "telegram": Format("a Telegram export", "antigone.formats.telegram:read", apart=False),
    "warc": Format("a web archive", "antigone.formats.warc:read"),
    "wacz": Format("a web archive", "antigone.formats.warc:read_wacz"),
}
TABLE = "table"
_MAIL_HEADER = re.compile(
    rb"\A(?:[!-9;-~]{1,76}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?"  # only one way to read each line: no backtracking
    rb"(?:from|received|return-path|message-id|mime-version|delivered-to|content-type):",
    re.I,
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h1)[\s>/]", re.I)
_OLD = {
    b"\xd0\xcf\x11\xe0": told("an old Word or Excel file (.doc, .xls)"),
    b"{\\rtf": "RTF",
    b"\x89PNG": told("a picture"),
    b"\xff\xd8\xff": told("a picture"),
    b"GIF8": told("a picture"),
    b"OggS": told("a sound or film"),
    b"ID3": told("a sound or film"),
    b"\x1aE\xdf\xa3": told("a sound or film"),
    b"7z\xbc\xaf": told("a 7z archive"),
    b"Rar!": told("a RAR archive"),
}


def detect(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> str:
    """The key in `FORMATS`, or `table`.

    Raises:
        InputError: it is in no format that is read; the message says what it seems to be.
        LimitError: an archive that is refused.
    """
    head = data[:1024]
    for mark, what in _OLD.items():
        if data.startswith(mark):
            raise InputError(told("it seems to be {what}", what=what), "Save it as PDF, DOCX or text.")
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(data, limits)
    if data.startswith(b"WARC/"):
        return "warc"
    if data.startswith(b"\x1f\x8b"):
        return _in_gzip(data, limits)
    return _text_kind(data, name)


def _in_zip(data: bytes, limits: Limits) -> str:
    with open_zip(data, limits) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return TABLE
    if any(name.startswith("archive/") and name.endswith((".warc", ".warc.gz")) for name in names):
        return "wacz"
    raise InputError(told("it is a zip archive"), "Unpack it and read the folder.")


def _in_gzip(data: bytes, limits: Limits) -> str:
    from dataclasses import replace

    try:
        begin = gunzip(data[:65_536], replace(limits, ratio=10**9))
    except LimitError:
        raise
    except InputError:
        begin = b""
    if begin.startswith(b"WARC/"):
        return "warc"
    raise InputError(told("it is a compressed file"), "Unpack it and read what it holds.")


def _text_kind(data: bytes, name: str) -> str:
    suffix = name.lower().rpartition(".")[2] if "." in name else ""
    if _MAIL_HEADER.match(data[:20_000]) and suffix != "txt":
        return "eml"
    decoded = decode(data)
    if decoded is None:
        raise InputError(told("the bytes are no text"), "If it is text, save it as UTF-8.")
    start = decoded.text[:4000].lstrip()
    if start.startswith("{") and suffix in ("json", "") and _is_telegram(decoded.text):
        return "telegram"
    if suffix in ("csv", "tsv"):
        return TABLE
    if suffix in ("html", "htm", "xhtml") or (suffix != "txt" and start.startswith("<") and _HTML.search(start)):
        return "html"
    if suffix == "json":
        raise InputError(told("it is JSON, but no Telegram export"), "Save the report as text.")
    return "text"


def _is_telegram(text: str) -> bool:
    from antigone.formats.telegram import is_export

    try:
        return is_export(json.loads(text))
    except (ValueError, RecursionError):
        return '"messages"' in text[:2000]  # a cut export is still one, and its reader says what is wrong


def reader_of(key: str) -> Reader:
    """The reader behind a key of `FORMATS`, imported now."""
    module, attribute = FORMATS[key].reader.split(":")
    found: Reader = getattr(importlib.import_module(module), attribute)
    return found


def read_source(source: Source) -> list[Document]:
    """The documents of a file or part; a table inside a container is left out with a finding."""
    check_size(source.data, source.limits)
    key = detect(source.data, source.name, source.limits)
    if key == TABLE:
        raise InputError(told("it is a table of its own"), "Save the table alone and read it.")
    return reader_of(key)(source)


def read_report(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, *, key: str = "") -> Read:
    """Read one file here and now, in this process. Never raises for what the file holds: that becomes a finding.

    A table of statements gives no document and `format == "table"`; the caller imports it.
    """
    result = Read(format=key)
    source = Source(data, name, limits, findings=result.findings)
    try:
        check_size(data, limits)
        result.format = key or detect(data, name, limits)
        if result.format != TABLE:
            result.documents = reader_of(result.format)(source)
    except InputError as fault:
        if isinstance(fault, LimitError) or result.format:
            finding_of(fault, source, _title(result.format))
        else:
            source.warn(wrong.UNKNOWN_FORMAT, why=fault.message)
    except Exception as fault:  # parsers of damaged files raise nearly anything
        finding_of(fault, source, _title(result.format))
    return result


def _title(key: str) -> str:
    return FORMATS[key].name if key in FORMATS else "a report"
