"""What `verify` holds in its hands: the folder of a case, or an archive, behind one small protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from antigone.core.errors import AntigoneError, CaseError, InputError
from antigone.record import sealed as sealing
from antigone.record.archive import MANIFEST, Archive
from antigone.record.canonical import canonical_bytes
from antigone.record.captures import Captures
from antigone.record.case import CAPTURES, CASE_KEY, KEYS, RECORD
from antigone.record.event import SealedField
from antigone.record.keys import load_case_key
from antigone.record.snapshot import Snapshots
from antigone.record.sqlite import SqliteStore
from antigone.record.store import Box, Record
from antigone.record.verify import VerifyReport


class Folder:
    """The folder of a case, read without trusting any of it."""

    def __init__(self, path: Path, store: SqliteStore, passphrase: str | None) -> None:
        self.path = path
        self._store = store
        self._key: bytes | None = None
        with suppress(AntigoneError):
            self._key = load_case_key(path / KEYS / CASE_KEY, passphrase)

    def damage(self) -> list[str]:
        """See `SqliteStore.damage`."""
        return self._store.damage()

    def records(self) -> Iterator[tuple[int, Record]]:
        """See `Holding.records`."""
        return self._store.read()

    def head(self) -> str:
        """See `Holding.head`."""
        head = self._store.head()
        if head is None:
            raise InputError("There is none.")
        return head.note

    def tree(self) -> tuple[int, bytes] | None:
        """See `Holding.tree`."""
        head = self._store.head()
        return (head.size, head.peaks) if head else None

    def notes(self) -> list[str]:
        """See `Holding.notes`."""
        return self._store.notes()

    def boxes(self) -> Iterable[Box]:
        """See `Holding.boxes`."""
        return self._store.boxes()

    def wrapped_keys(self) -> Mapping[str, bytes]:
        """See `Holding.wrapped_keys`."""
        return self._store.wrapped_keys()

    def digests(self) -> Iterator[tuple[str, str]]:
        """See `Holding.digests`."""
        captures = Captures(self.path / CAPTURES)
        for name in captures.all():
            with open(captures.path(name), "rb") as file:
                yield name, file_digest(file, "sha256").hexdigest()

    def snapshots(self) -> Snapshots:
        """See `Holding.snapshots`."""
        return Snapshots(self.path / "cache")

    def opens(self, case: str, entry: SealedField, box: Box) -> bool | None:
        """See `Holding.opens`."""
        wrapped = self._store.wrapped_key(box.subject) if box.subject is not None else None
        if self._key is None or box.subject is None or wrapped is None:
            return None
        try:
            key = sealing.unwrap_key(wrapped, box.subject, case=case, case_key=self._key)
            sealing.unseal(entry, box.data, case=case, subject=box.subject, key=key)
        except (AntigoneError, UnicodeDecodeError):
            return False
        return True


@contextmanager
def open_folder(path: Path, passphrase: str | None) -> Iterator[Folder]:
    """Open the folder of a case; `CaseError` where there is none."""
    if not (path / RECORD).is_file():
        raise CaseError(f"{path} is no case: it holds no record.db.", "Give the folder of a case, or an archive.")
    store = SqliteStore(path / RECORD, read_only=True, patience=1.0)
    try:
        with store.snapshot():
            yield Folder(path, store, passphrase)
    finally:
        store.close()


class Packed:
    """An archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.records = archive.records
        self.head = archive.head
        self.notes = archive.notes
        self.boxes = archive.boxes

    def tree(self) -> None:
        """See `Holding.tree`."""

    def wrapped_keys(self) -> None:
        """See `Holding.wrapped_keys`."""

    def digests(self) -> Iterator[tuple[str, str]]:
        """See `Holding.digests`."""
        for name in self._archive.under("captures/"):
            yield name[-64:], self._archive.digest(name)

    def snapshots(self) -> None:
        """See `Holding.snapshots`."""

    def opens(self, case: str, entry: SealedField, box: Box) -> None:
        """See `Holding.opens`."""

    def faults(self, report: VerifyReport) -> list[str]:
        """What else must hold of an archive: its manifest says what is in it, and nothing lies in it unnamed."""
        say = {"case": report.case, "events": report.events, "format": "antigone-archive", "name": report.name, "v": 1}
        exact = canonical_bytes({**say, "root": report.root}) + b"\n"
        wrong = [] if self._archive.content(MANIFEST) == exact else ["its manifest does not say what is in it"]
        stray = [f.sentence for f in report.findings if f.code == "record.stray_capture"]
        return wrong + stray


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[Packed, Callable[[VerifyReport], list[str]]]]:
    """Open an archive; also give the check of its manifest."""
    with Archive.open(path) as archive:
        packed = Packed(archive)
        yield packed, packed.faults
