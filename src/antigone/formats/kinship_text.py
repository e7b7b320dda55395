"""Getting text and numbers out of the files that laboratories send."""

from __future__ import annotations

import math
import re
from pathlib import Path

from antigone.core.errors import InputError, LimitError
from antigone.core.finding import Finding, Severity, declare
from antigone.formats import encoding

MAX_BYTES = 64 * 1024 * 1024
GUESSED = declare(
    "kinship.encoding_guessed",
    "The file is not UTF-8; it was read as {encoding}.",
    "Look at the names with accents or of other scripts; save the file as UTF-8 if they are wrong.",
    severity=Severity.WARNING,
    encoding="cp1251",
)
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:[.,]\d{0,40})?|[.,]\d{1,40})(?:[eE][+-]?\d{1,4})?\Z", re.ASCII)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file; `InputError` where there is none, `LimitError` above `limit` bytes."""
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror or error}.", "Check the path and the rights."
        ) from None
    if len(data) > limit:
        raise LimitError(f"{path} is larger than {limit // (1024 * 1024)} MiB.", "Split it into smaller files.")
    return data


def text_of(data: bytes, name: str, findings: list[Finding]) -> str:
    """Text of a file in whatever usual encoding (a guess is a finding); `InputError` where it is no text at all."""
    decoded = encoding.decode(data)
    if decoded is None or "\0" in decoded.text:
        raise InputError(f"{name} is not a text file.", "Export it again from the program it came from.")
    if decoded.guessed:
        findings.append(Finding(GUESSED, {"encoding": decoded.encoding}, file=name))
    return decoded.text


def number(text: str) -> float | None:
    """A finite number with a decimal point or comma, or None."""
    text = text.strip()
    if not _NUMBER.match(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) else None


def plain(value: float) -> str:
    """The shortest text that reads back as the same number; integers without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
