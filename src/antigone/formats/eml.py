"""Mail (EML): the body as one document, each attachment that can be read as another."""

from __future__ import annotations

import email
import email.policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from antigone.core.errors import AntigoneError
from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.formats import read_findings as wrong
from antigone.formats.limits import too_much
from antigone.formats.source import Source
from antigone.said.document import Document


def read(source: Source) -> list[Document]:
    """The body and the attachments of a mail. Pieces lead into a part as decoded; a text part is counted in UTF-8."""
    message = email.message_from_bytes(source.data, policy=email.policy.compat32)
    known = _headers(message)
    leaves = _leaves(message, source)
    documents: list[Document] = []
    for place, leaf in _bodies(leaves):
        documents += [_told(document, known) for document in _part(source, place, leaf)]
    if not documents and not source.findings:
        source.warn(wrong.NO_TEXT)
    return documents


def _headers(message: Message) -> dict[str, Any]:
    """Publisher (the sender's name; never the address), title and day of a mail."""
    sender = parseaddr(_header(message, "From"))[0]
    known: dict[str, Any] = {"publisher": " ".join(sender.split())[:200], "title": _header(message, "Subject")[:300]}
    try:
        day = parsedate_to_datetime(_header(message, "Date"))
        known["published_on"] = PartialDate(day.year, day.month, day.day)
    except (ValueError, TypeError, OverflowError, IndexError):
        pass  # a mail without a usable date has none
    return known


def _header(message: Message, name: str) -> str:
    raw = str(message.get(name, ""))[:2000]
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (ValueError, LookupError, UnicodeError):
        return " ".join(raw.split())


def _leaves(message: Message, source: Source) -> list[tuple[str, Message]]:
    """The parts that hold bytes, each with its number as mail programs count them (`1.2`)."""
    found: list[tuple[str, Message]] = []
    waiting: list[tuple[str, Message, int]] = [("1", message, 0)]
    while waiting:
        number, part, depth = waiting.pop(0)
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            if depth > 50 or len(found) + len(waiting) + len(payload) > source.limits.parts:
                raise too_much(told("parts"), len(found) + len(waiting) + len(payload), source.limits.parts)
            waiting[:0] = [(f"{number}.{n}", inner, depth + 1) for n, inner in enumerate(payload, start=1)]
        else:
            found.append((number, part))
    return found


def _bodies(leaves: list[tuple[str, Message]]) -> list[tuple[str, Message]]:
    """The parts to read: of plain text and HTML beside each other the plain one; every attachment."""
    plain = {number.rpartition(".")[0] for number, part in leaves if _is_body(part, "text/plain")}
    return [
        (number, part)
        for number, part in leaves
        if not (_is_body(part, "text/html") and number.rpartition(".")[0] in plain)
    ]


def _is_body(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and not part.get_filename()


def _part(source: Source, number: str, part: Message) -> list[Document]:
    """The documents of one part; what cannot be read is left out with a finding."""
    from antigone.formats.detect import read_source

    name = _header_text(part.get_filename()) or f"part {number}"
    if part.get_content_maintype() in ("image", "audio", "video"):
        return []
    try:
        data = part.get_payload(decode=True)
        inner = source.inside(data if isinstance(data, bytes) else b"", name, f"part {number}")
        if part.get_content_maintype() == "text":
            inner.data = _as_utf8(inner.data, part)
        return read_source(inner)
    except AntigoneError as fault:
        source.warn(wrong.PART_LEFT_OUT, why=told("part {number}: {why}", number=number, why=fault.message))
        return []


def _header_text(value: str | None) -> str:
    try:
        return " ".join(str(make_header(decode_header(value or ""))).split())[:200]
    except (ValueError, LookupError, UnicodeError):
        return ""


def _as_utf8(data: bytes, part: Message) -> bytes:
    """The part's text in UTF-8, where its declared encoding holds; else as it is, to be guessed."""
    from antigone.formats.encoding import decode

    decoded = decode(data, part.get_content_charset() or "")
    return decoded.text.encode("utf-8", "replace") if decoded else data


def _told(document: Document, known: dict[str, Any]) -> Document:
    """What the mail says of itself, where the part says nothing of its own."""
    from dataclasses import replace

    missing = {name: value for name, value in known.items() if value and not getattr(document, name)}
    return replace(document, **missing)
