"""What a store of events must do, and the plainest one. Stores share this protocol and no code (docs/decisions).

A store keeps exact bytes. It knows nothing of kinds, bodies or keys; it only refuses to forget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Protocol

from antigone.core.errors import VerificationError


@dataclass(frozen=True, slots=True)
class Record:
    """An event as it is stored.

    Attributes:
        id: 32 bytes, SHA-256(0x00 ‖ raw).
        writer: public key, hex.
        seq: the writer's count, from 0.
        prev: id of the writer's previous event; None at seq 0.
        raw: exact canonical bytes.
        signature: 64 bytes of Ed25519.
    """

    id: bytes
    writer: str
    seq: int
    prev: bytes | None
    raw: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A sealed value in the side table.

    Attributes:
        blob: SHA-256 of `data`, 32 bytes; events name it.
        subject: whose it is; None in a case imported without its keys.
        data: the ciphertext.
    """

    blob: bytes
    subject: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The log's tree after its last event.

    Attributes:
        size: number of events.
        peaks: roots of its perfect subtrees, 32 bytes each, largest first, joined.
        note: the signed checkpoint, text.
    """

    size: int
    peaks: bytes
    note: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What enters together or not at all.

    Attributes:
        records: events, in order.
        head: the head after them.
        expect: size of the log they were made for.
        boxes, keys: sealed values, and subjects' keys (wrapped) by subject.
        shred_subjects, shred_blobs: what to erase from the side tables.
    """

    records: tuple[Record, ...]
    head: Head
    expect: int
    boxes: tuple[Box, ...] = ()
    keys: tuple[tuple[str, bytes], ...] = ()
    shred_subjects: tuple[str, ...] = ()
    shred_blobs: tuple[bytes, ...] = ()


class StoreMoved(Exception):
    """The log is not of the expected size: somebody else wrote. Read the heads again and retry."""


class ForkError(VerificationError):
    """A different event already stands at that place of the writer's chain."""

    def __init__(self, writer: str, seq: int) -> None:
        super().__init__(
            f"Writer {writer[:8]} has two different events at {seq}: its chain forks.",
            "The writer's key was used in two copies of the case: keep both copies and find out which is which.",
        )


class Store(Protocol):
    """A place that keeps events. Everything it acknowledges is durable."""

    def append(self, batch: Batch) -> int:
        """Add what is not yet known, all or none; give the number added. Known ids are skipped (a retry is safe).

        Raises:
            StoreMoved: something is to be added, and the log is not of size `batch.expect`.
            ForkError: another event stands at the same place of a chain.
        """

    def read(self, start: int = 0) -> Iterator[tuple[int, Record]]:
        """Positions and events in arrival order, from position `start`."""

    def heads(self) -> dict[str, tuple[int, bytes]]:
        """For each writer its last seq and the id of that event."""

    def head(self) -> Head | None:
        """The newest head, or None while the log is empty."""

    def position(self, id: bytes) -> int | None:
        """Where an event stands, or None where it is unknown."""

    def box(self, blob: bytes) -> Box | None:
        """A sealed value, or None where it is not (or no longer) there."""

    def boxes(self) -> Iterator[Box]:
        """All sealed values, by blob."""

    def wrapped_key(self, subject: str) -> bytes | None:
        """A subject's key, wrapped, or None."""

    def wrapped_keys(self) -> dict[str, bytes]:
        """All subjects' keys, wrapped."""

    def adopt(self, boxes: Iterable[Box], keys: Iterable[tuple[str, bytes]]) -> None:
        """Add sealed values and keys that came from elsewhere, e.g. a bundle of keys; known ones are replaced."""

    def notes(self) -> list[str]:
        """Checkpoints kept on purpose, oldest first."""

    def keep_note(self, note: str) -> None:
        """Keep a checkpoint; the same text is kept once."""

    def snapshot(self) -> AbstractContextManager[None]:
        """While this is entered, everything read is of one moment, whatever others write. Not for appending."""

    def close(self) -> None:
        """Let go of everything."""


@dataclass
class MemoryStore:
    """The store as a few lists: for tests, simulations and for reading an archive."""

    records: list[Record] = field(default_factory=list)
    _at: dict[bytes, int] = field(default_factory=dict)
    _chain: dict[tuple[str, int], bytes] = field(default_factory=dict)
    _heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    _head: Head | None = None
    _boxes: dict[bytes, Box] = field(default_factory=dict)
    _keys: dict[str, bytes] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)

    def append(self, batch: Batch) -> int:
        """See `Store.append`."""
        fresh = [record for record in batch.records if record.id not in self._at]
        if not fresh:
            return 0
        if len(self.records) != batch.expect:
            raise StoreMoved
        for record in fresh:
            if self._chain.get((record.writer, record.seq), record.id) != record.id:
                raise ForkError(record.writer, record.seq)
        for record in fresh:
            self._at[record.id] = len(self.records)
            self._chain[record.writer, record.seq] = record.id
            self._heads[record.writer] = max(self._heads.get(record.writer, (-1, b"")), (record.seq, record.id))
            self.records.append(record)
        self._head = batch.head
        self.adopt(batch.boxes, batch.keys)
        self._shred(batch)
        return len(fresh)

    def _shred(self, batch: Batch) -> None:
        gone = [
            b.blob for b in self._boxes.values() if b.subject in batch.shred_subjects or b.blob in batch.shred_blobs
        ]
        for blob in gone:
            del self._boxes[blob]
        for subject in batch.shred_subjects:
            self._keys.pop(subject, None)

    def read(self, start: int = 0) -> Iterator[tuple[int, Record]]:
        """See `Store.read`."""
        yield from ((at, self.records[at]) for at in range(start, len(self.records)))

    def heads(self) -> dict[str, tuple[int, bytes]]:
        """See `Store.heads`."""
        return dict(self._heads)

    def head(self) -> Head | None:
        """See `Store.head`."""
        return self._head

    def position(self, id: bytes) -> int | None:
        """See `Store.position`."""
        return self._at.get(id)

    def box(self, blob: bytes) -> Box | None:
        """See `Store.box`."""
        return self._boxes.get(blob)

    def boxes(self) -> Iterator[Box]:
        """See `Store.boxes`."""
        yield from (self._boxes[blob] for blob in sorted(self._boxes))

    def wrapped_key(self, subject: str) -> bytes | None:
        """See `Store.wrapped_key`."""
        return self._keys.get(subject)

    def wrapped_keys(self) -> dict[str, bytes]:
        """See `Store.wrapped_keys`."""
        return dict(self._keys)

    def adopt(self, boxes: Iterable[Box], keys: Iterable[tuple[str, bytes]]) -> None:
        """See `Store.adopt`."""
        self._boxes.update({box.blob: box for box in boxes})
        self._keys.update(keys)

    def notes(self) -> list[str]:
        """See `Store.notes`."""
        return list(self._notes)

    def keep_note(self, note: str) -> None:
        """See `Store.keep_note`."""
        if note not in self._notes:
            self._notes.append(note)

    def snapshot(self) -> AbstractContextManager[None]:
        """See `Store.snapshot`; nobody else writes to memory."""
        return nullcontext()

    def close(self) -> None:
        """See `Store.close`."""
