"""What a file may cost before it is refused: bytes, bytes once unpacked, parts, depth, text.

A report is small. A file that unpacks to a thousand times its size, nests itself, or declares XML entities is not a
report but an attack or an accident; it is refused with a `LimitError`, which becomes a finding, and the rest goes on.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from antigone.core.errors import InputError, LimitError
from antigone.core.told import told

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    Attributes:
        file_bytes: size as it lies on the disk.
        unpacked_bytes: size of everything inside it, unpacked.
        ratio: unpacked over packed, above which a compressed part of more than a megabyte is refused.
        parts: files in an archive, parts of a mail, records of a web archive.
        depth: mails in mails, archives in archives.
        pages: pages of a PDF.
        text_chars: characters of working text of one document.
        documents: documents that one file may hold (messages of a channel).
        seconds: time that one file may take in a reader's own process.
        memory_bytes: address space of that process.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 500_000_000
    ratio: int = 200
    parts: int = 10_000
    depth: int = 4
    pages: int = 3_000
    text_chars: int = 5_000_000
    documents: int = 200_000
    seconds: float = 60.0
    memory_bytes: int = 4_000_000_000


DEFAULT_LIMITS = Limits()


def check_size(data: bytes, limits: Limits) -> None:
    """Refuse a file that is larger than `file_bytes`."""
    if len(data) > limits.file_bytes:
        raise too_much(told("bytes"), len(data), limits.file_bytes)


def check_text(text: str, limits: Limits) -> str:
    """Refuse a working text that is longer than `text_chars`; give it back otherwise."""
    if len(text) > limits.text_chars:
        raise too_much(told("characters of text"), len(text), limits.text_chars)
    return text


def too_much(what: str, found: int, allowed: int) -> LimitError:
    """The error for a measure that is over its limit."""
    text = told("It holds {found:,} {what}; at most {allowed:,} are read.", found=found, what=what, allowed=allowed)
    return LimitError(text, "Split it, or read its parts alone.")


def open_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open an archive whose table of contents keeps the limits (the bytes themselves are checked by `unzip`)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError, EOFError) as fault:
        raise InputError(f"The archive is broken: {fault}.", "Get the file again.") from fault
    if len(entries) > limits.parts:
        raise too_much(told("files"), len(entries), limits.parts)
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise too_much(told("bytes unpacked"), total, limits.unpacked_bytes)
    for entry in entries:
        _check_ratio(entry.filename, entry.file_size, entry.compress_size, limits)
    return archive


def unzip(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """One file of an archive, never more of it than the limits allow, whatever its table of contents claims."""
    try:
        with archive.open(name) as stream:
            data = stream.read(limits.unpacked_bytes + 1)
    except KeyError:
        raise InputError(f"The archive has no {name}.", "It is not a file of that format.") from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as fault:
        raise InputError(f"{name} in the archive cannot be unpacked: {fault}.", "Get the file again.") from fault
    if len(data) > limits.unpacked_bytes:
        raise too_much(told("bytes unpacked"), len(data), limits.unpacked_bytes)
    return data


def gunzip(data: bytes, limits: Limits) -> bytes:
    """A gzip file (all its members) unpacked, refused as soon as it grows past the limits."""
    out = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            for chunk in _chunks(stream):
                out += chunk
                if len(out) > limits.unpacked_bytes:
                    raise too_much(told("bytes unpacked"), len(out), limits.unpacked_bytes)
                _check_ratio("the gzip stream", len(out), len(data), limits)
    except (OSError, EOFError, zlib.error) as fault:
        if not out:
            raise InputError(f"The gzip stream is broken: {fault}.", "Get the file again.") from fault
    return bytes(out)


def _chunks(stream: gzip.GzipFile) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _check_ratio(name: str, unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > 1_000_000 and unpacked > limits.ratio * max(packed, 1):
        raise LimitError(
            told(
                "{name} unpacks to {unpacked:,} bytes from {packed:,}: a bomb, not a report.",
                name=name,
                unpacked=unpacked,
                packed=packed,
            ),
            "Leave it out; if it is genuine, unpack it yourself and read what it holds.",
        )


def refuse_entities(xml: bytes) -> None:
    """Refuse XML that declares a document type: no report format needs one, and entities can expand without end.

    Looked for in the usual encodings of XML, in the first part of the file, where a declaration must stand.
    """
    head = xml[:20_000].replace(b"\x00", b"").lower()
    if b"<!doctype" in head or b"<!entity" in head:
        raise LimitError(
            told("Its XML declares entities or a document type."), "Save it again in the program it came from."
        )
