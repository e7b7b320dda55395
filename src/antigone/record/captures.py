"""Kept copies of documents by the hash of their bytes: `CASE/captures/ab/abcdef…`. Written, flushed, then named."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from antigone.core.errors import CaseError, NotFoundError, VerificationError
from antigone.record.event import is_hex


class Captures:
    """The folder of kept copies.

    Args:
        folder: it; made when the first copy is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where the copy with that sha256 (hex) lies; `NotFoundError` where it is no sha256."""
        if not is_hex(digest):
            raise NotFoundError(f"'{digest}' is no sha256.", "Give its 64 hexadecimal digits.")
        return self.folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """True where such a copy is kept."""
        return self.path(digest).is_file()

    def keep(self, data: bytes) -> tuple[str, bool]:
        """Keep these bytes; give their sha256 and whether they are new here. Durable when it returns."""
        digest = sha256(data).hexdigest()
        target = self.path(digest)
        if target.is_file() and target.read_bytes() == data:
            return digest, False
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{secrets.token_hex(8)}")
            with open(temporary, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o444)
            os.replace(temporary, target)
            for folder in (target.parent, self.folder, self.folder.parent):
                flush_folder(folder)
        except OSError as error:
            raise CaseError(f"A copy cannot be kept in {self.folder} ({error.strerror}).", "Check the disk.") from None
        return digest, True

    def read(self, digest: str) -> bytes:
        """The bytes of a copy, checked against their hash."""
        try:
            data = self.path(digest).read_bytes()
        except OSError:
            raise NotFoundError(f"No copy {digest[:12]}… is kept here.", "Restore it from an archive.") from None
        if sha256(data).hexdigest() != digest:
            raise VerificationError(f"The kept copy {digest[:12]}… was changed.", "Restore it from an archive.")
        return data

    def all(self) -> Iterator[str]:
        """Hashes of all copies kept, in order."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if is_hex(path.name) and path.parent.name == path.name[:2]:
                yield path.name


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
