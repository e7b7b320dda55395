"""The audit of a log: one pass over its events, in arrival order, that reports every fault with its place. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from antigone.core.errors import AntigoneError
from antigone.core.finding import Finding, FindingKind
from antigone.record import problems as p
from antigone.record.canonical import canonical_bytes
from antigone.record.event import SIGNING_DOMAIN, Event, decode, event_id
from antigone.record.merkle import Frontier
from antigone.record.store import Record


@dataclass
class Writer:
    """What the log shows of one writer.

    Attributes:
        by: who, as the first event says.
        joined: position of the first event.
        seq: the last seq.
        last: id of the last event.
        count: events.
    """

    by: str
    joined: int
    seq: int = -1
    last: bytes | None = None
    count: int = 0


@dataclass
class Audit:
    """What one pass over the log finds.

    Attributes:
        wanted: sizes at which the root is to be noted.
        findings: the faults, in order of position.
        roots: root by size, for the sizes wanted and the last.
        writers: by public key.
        case, name: id and name of the case.
    """

    wanted: frozenset[int] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    writers: dict[str, Writer] = field(default_factory=dict)
    case: str = ""
    name: str = ""
    newer: int = 0
    _tree: Frontier = field(default_factory=Frontier)
    _due: int = 0
    _keys: dict[str, Ed25519PublicKey] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Events read."""
        return self._tree.size

    def root(self) -> bytes:
        """Root over all events read."""
        return self._tree.root()

    def tree(self) -> tuple[int, bytes]:
        """Size and joined peaks of the tree over all events read."""
        return self._tree.size, b"".join(self._tree.peaks)

    def read(self, records: Iterable[tuple[int, Record]]) -> Iterator[Event]:
        """Check each record, and yield the events that can be read."""
        for position, record in records:
            if position != self._due:
                self._say(p.POSITION, before=self._due - 1, position=position, count=position - self._due)
            self._due = position + 1
            self._tree.add(event_id(record.raw))
            if self._tree.size in self.wanted:
                self.roots[self._tree.size] = self._tree.root()
            event = self._decode(position, record)
            if event is not None:
                self._envelope(event, record)
                self._chain(event, record)
                yield event

    def _say(self, kind: FindingKind, *proof: str, **values: object) -> None:
        self.findings.append(Finding(kind, values, proof))

    def _decode(self, position: int, record: Record) -> Event | None:
        try:
            event = decode(record.raw, signature=record.signature, position=position)
        except AntigoneError as error:
            self._say(p.NOT_AN_EVENT, record.id.hex(), position=position, why=error.message)
            return None
        changed = record.id.hex() != event.id
        if changed:
            self._say(p.CHANGED, record.id.hex(), position=position, writer=record.writer[:8], seq=record.seq)
        elif not _is_canonical(record.raw):
            self._say(p.NOT_CANONICAL, event.id, position=position)
        if not changed and not self._is_signed(event):
            self._say(p.BAD_SIGNATURE, event.id, position=position, writer=event.writer[:8], seq=event.seq)
        return event

    def _is_signed(self, event: Event) -> bool:
        try:
            key = self._keys.get(event.writer)
            if key is None:
                key = self._keys[event.writer] = Ed25519PublicKey.from_public_bytes(bytes.fromhex(event.writer))
            key.verify(event.signature, SIGNING_DOMAIN + event.raw)
        except (InvalidSignature, ValueError):
            return False
        return True

    def _envelope(self, event: Event, record: Record) -> None:
        """The event stands in its own case, and its columns say what it says."""
        if self._tree.size == 1:
            self.case, self.name = event.case, str(event.body.get("name", ""))
            if event.kind != "case.opened" or event.seq != 0:
                self._say(p.NO_OPENING, event.id)
        if event.case != self.case:
            self._say(p.OTHER_CASE, event.id, position=event.position, case=event.case[:8])
        self.newer += event.is_newer
        if record.id.hex() != event.id:
            return
        prev = record.prev.hex() if record.prev else None
        said = {"writer": event.writer, "seq": event.seq, "prev": event.prev}
        for column, value in {"writer": record.writer, "seq": record.seq, "prev": prev}.items():
            if said[column] != value:
                self._say(p.WRONG_COLUMN, event.id, position=event.position, column=column)

    def _chain(self, event: Event, record: Record) -> None:
        """The event follows its writer's last, and stands after all that the writer had seen."""
        writer = self.writers.get(event.writer)
        if writer is None:
            writer = self.writers[event.writer] = Writer(event.by, event.position)
        where = {"writer": event.writer[:8], "position": event.position, "seq": event.seq}
        due = writer.seq + 1
        if event.seq > due:
            self._say(p.GAP, event.id, **where, expected=due)
        elif event.seq < due:
            self._say(p.FORK, event.id, **where, expected=due)
        elif event.prev != (writer.last.hex() if writer.last else None):
            self._say(p.BROKEN_CHAIN, event.id, **where)
        for other, seq in event.seen.items():
            if other not in self.writers or self.writers[other].seq < seq:
                self._say(p.UNSEEN, event.id, position=event.position, seq=seq, writer=other[:8])
        writer.count += 1
        if event.seq >= due:
            writer.seq, writer.last = event.seq, record.id


def _is_canonical(raw: bytes) -> bool:
    """True where these are the one canonical form of what they say."""
    try:
        return canonical_bytes(json.loads(raw)) == raw
    except (AntigoneError, ValueError, RecursionError):
        return False
