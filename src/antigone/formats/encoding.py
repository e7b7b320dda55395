"""The encoding of a text: a byte-order mark, then what the text declares, then UTF-8, then the likeliest older one."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLDER = ["cp1251", "koi8_r", "cp866", "cp1252", "cp1250", "cp1256", "cp1254", "iso8859_5"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its encoding.

    Attributes:
        text: the characters.
        encoding: Python's name of it; never one that adds a mark.
        skipped: bytes of the mark before the text.
        guessed: True where nothing but statistics told.
    """

    text: str
    encoding: str
    skipped: int = 0
    guessed: bool = False


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """The text of the bytes, or None where they are no text in any encoding that is tried."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, len(mark))
    for encoding in (_known(declared), _bare_utf16(data), "utf-8"):
        found = _strictly(data, encoding) if encoding else None
        if found:
            return found
    return _guess(data)


def _known(declared: str) -> str:
    """Python's name of a declared encoding; empty for one that is unknown or that is no text encoding."""
    try:
        info = codecs.lookup(declared) if declared else None
    except (LookupError, ValueError):
        return ""
    plain = info is not None and getattr(info, "_is_text_encoding", True)
    return info.name if info is not None and plain and info.name not in ("utf-7", "utf-16", "utf-32") else ""


def _strictly(data: bytes, encoding: str, skipped: int = 0) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return Decoded(text, encoding, skipped) if is_text(text) else None


def is_text(text: str) -> bool:
    """False where control characters say that the bytes were no text: any NUL, or more than one in a hundred."""
    sample = text[:100_000]
    control = sum(c < " " and c not in "\t\n\r\x0c\x0b" for c in sample)
    return "\x00" not in sample and control * 100 <= len(sample)


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of its beginning is zero, or Cyrillic's 4."""
    head = data[:200]
    if len(data) % 2 or len(head) < 8:
        return ""
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if all(byte in (0, 4, 32) for byte in high) and any(byte in (0, 4) for byte in high):
            return name
    return ""


def _guess(data: bytes) -> Decoded | None:
    """The likeliest older encoding; a short text that is nearly all Cyrillic letters of cp1251 is taken as that."""
    from charset_normalizer import from_bytes

    if b"\x00" in data[:100_000]:
        return None
    sample = data[:200_000]
    best = from_bytes(sample, cp_isolation=_OLDER, threshold=0.6).best()
    high = [byte for byte in sample if byte > 0x7F]
    cyrillic = sum(byte >= 0xC0 for byte in high) >= 0.9 * len(high)
    for encoding in (best.encoding if best else "", "cp1251" if cyrillic else ""):
        found = _strictly(data, encoding) if encoding else None
        if found:
            return Decoded(found.text, encoding, guessed=True)
    return None
