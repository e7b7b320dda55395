"""A case: one folder with its record, its kept copies and its keys."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from antigone.core.errors import AntigoneError, CaseError, InputError, NotFoundError, UsageError, VerificationError
from antigone.record.captures import Captures, flush_folder
from antigone.record.checkpoint import Checkpoint, parse_checkpoint
from antigone.record.event import SIGNING_DOMAIN, Draft, Event, decode, encode, event_id, event_of, is_hex, period_json
from antigone.record.fold import ReadModel
from antigone.record.keys import WriterKey, needs_passphrase, new_case_key
from antigone.record.merkle import Frontier
from antigone.record.sealed import Erased
from antigone.record.snapshot import Snapshots
from antigone.record.sqlite import SqliteStore
from antigone.record.store import Batch, Box, Head, Record, Store, StoreMoved
from antigone.record.upcast import SCHEMA_VERSION
from antigone.record.vault import Register, Vault

if TYPE_CHECKING:
    from antigone.record.verify import VerifyReport

RECORD, CAPTURES, KEYS, CACHE = "record.db", "captures", "keys", "cache"
WRITER_KEY, CASE_KEY = "writer.json", "case.json"
_RETRIES = 50

S = TypeVar("S")


class Case:
    """One case, open. Make it with `Case.create`, `Case.open` or `import_archive`; use it as a context manager.

    Attributes:
        path: its folder.
        id: 32 hexadecimal digits, made once.
        name: as given when it was made.
    """

    def __init__(
        self, path: Path, store: Store, *, passphrase: str | None = None, by: str | None = None, read_only: bool = False
    ) -> None:
        self.path = path
        self.store = store
        self.read_only = read_only
        self.captures = Captures(path / CAPTURES)
        self.vault = Vault(store, path / KEYS / CASE_KEY, passphrase, self.register)
        self._register = Register()
        self._by = by
        self._writer: WriterKey | None = None
        self._tree = Frontier()
        self._heads: dict[str, tuple[int, bytes]] = {}
        self.catch_up()
        first = next(self.events(), None)
        self.id = first.case if first else ""
        self.name = str(first.body.get("name", "")) if first else ""

    @classmethod
    def create(cls, path: Path | str, name: str, *, by: str, passphrase: str | None = None) -> Case:
        """Make a case in a new folder, whole or not at all.

        Raises:
            CaseError: something is there already, or the disk refuses.
        """
        path = Path(path)
        if path.exists():
            raise CaseError(f"{path} is there already.", "Choose another folder, or open it as a case.")
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            part.mkdir(parents=True)
            (part / KEYS).mkdir(mode=0o700)
            (part / CAPTURES).mkdir()
            WriterKey.new(by).save(part / KEYS / WRITER_KEY)
            new_case_key(part / KEYS / CASE_KEY, passphrase)
            with cls(part, SqliteStore(part / RECORD, create=True), by=by) as case:
                case.id = secrets.token_hex(16)
                case.append([Draft("case.opened", {"name": name})])
            os.rename(part, path)
            flush_folder(path.parent)
        except OSError as error:
            shutil.rmtree(part, ignore_errors=True)
            raise CaseError(
                f"{path} cannot be made ({error.strerror}).", "Check that the disk can be written."
            ) from None
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return cls.open(path, passphrase, by=by)

    @classmethod
    def open(
        cls, path: Path | str, passphrase: str | None = None, *, by: str | None = None, read_only: bool = False
    ) -> Case:
        """Open a case.

        Args:
            path: its folder.
            passphrase: of the case key; needed for sealed values only, and checked at once where given.
            by: who writes, where that is not the person who made the key on this machine.
            read_only: promise to write nothing; works on a disk that cannot be written.

        Raises:
            CaseError: no case there, wrong passphrase, locked, damaged, or a disk that cannot be written.
            VerificationError: the record does not match its own signed head.
        """
        path = Path(path)
        if not (path / RECORD).is_file():
            what = "is no case: it holds no record.db" if path.is_dir() else "is not there"
            raise CaseError(f"{path} {what}.", "Make a case with `antigone init`.")
        store = SqliteStore(path / RECORD, read_only=read_only)
        try:
            case = cls(path, store, passphrase=passphrase, by=by, read_only=read_only)
            if not case.id:
                raise CaseError(f"{path} is damaged: its record is empty.", "Restore it from an archive or a copy.")
            if passphrase is not None:
                case.vault.case_key()
        except BaseException:
            store.close()
            raise
        return case

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the record."""
        self.store.close()

    # -- reading -----------------------------------------------------------------------------------------------

    @property
    def size(self) -> int:
        """Number of events."""
        return self._tree.size

    def events(self, start: int = 0) -> Iterator[Event]:
        """Events in arrival order from position `start`; each is checked against its id.

        Raises:
            VerificationError: an event is not what was written; the message names its place.
        """
        for position, record in self.store.read(start):
            yield _checked(position, record)

    def event(self, id: str) -> Event:
        """The event with that id (hex); `NotFoundError` where there is none."""
        position = self.store.position(bytes.fromhex(id)) if is_hex(id) else None
        if position is None:
            raise NotFoundError(f"No event {id[:12]} is in this case.", "List them with `antigone log CASE`.")
        return next(self.events(position))

    def checkpoint(self) -> Checkpoint:
        """The newest signed checkpoint."""
        head = self.store.head()
        if head is None:
            raise CaseError("Nothing is recorded yet.", "Import something first.")
        return parse_checkpoint(head.note)

    # -- writing -----------------------------------------------------------------------------------------------

    def append(self, drafts: Sequence[Draft]) -> list[Event]:
        """Write these in one durable transaction, all or none, and give them as recorded.

        Raises:
            InputError: a draft that cannot be recorded; nothing is written.
            CaseError: read-only, locked, or a disk that refuses; nothing is written.
        """
        return self._write(drafts) if drafts else []

    def keep(self, data: bytes, *, name: str = "", method: str = "") -> str:
        """Keep an evidentiary copy; give its sha256 (hex). The same bytes are kept, and recorded, once.

        Args:
            data: the exact bytes.
            name: of the file, as it came.
            method: how it was had, e.g. `file`, `saved page`.
        """
        self._may_write()
        digest, _ = self.captures.keep(data)
        if digest not in self.register().kept:
            self.append([Draft("capture.kept", {"bytes": len(data), "method": method, "name": name}, source=digest)])
        return digest

    def capture(self, digest: str) -> bytes:
        """The bytes of a kept copy, checked; `NotFoundError` where there is none."""
        return self.captures.read(digest)

    def _may_write(self) -> None:
        if self.read_only:
            raise CaseError("The case is open for reading only.", "Open it for writing.")

    def _write(self, drafts: Sequence[Draft], **shred: Any) -> list[Event]:
        """Write drafts; where another process was quicker, make them again after its events."""
        self._may_write()
        for _ in range(_RETRIES):
            batch = self.prepare(drafts, **shred)
            # Nothing new: another process wrote the very same words in the very same place at the very same moment.
            with suppress(StoreMoved):
                if self.store.append(batch):
                    return self._entered(batch)[-len(drafts) :]
            self.catch_up()
        raise CaseError("Other processes keep writing to this case.", "Wait until they have finished.")

    def commit(self, batch: Batch) -> list[Event]:
        """Write what `prepare` made, and give it as recorded. Writing the same batch again adds nothing.

        Raises:
            StoreMoved: somebody else wrote since it was prepared; `catch_up` and prepare again.
        """
        self._may_write()
        if not self.store.append(batch):
            return [self.event(record.id.hex()) for record in batch.records]
        return self._entered(batch)

    def _entered(self, batch: Batch) -> list[Event]:
        """What was just written, as recorded."""
        self._tree = _frontier(batch.head)
        self._heads.update({record.writer: (record.seq, record.id) for record in batch.records})
        return [
            event_of(json.loads(record.raw), record.raw, signature=record.signature, position=batch.expect + at)
            for at, record in enumerate(batch.records)
        ]

    def prepare(self, drafts: Sequence[Draft], **shred: Any) -> Batch:
        """Sign and chain these drafts after what the log holds now; nothing is written.

        A client that may lose the answer to `commit` keeps the batch and commits it again.
        """
        writer = self.writer()
        seq, prev = self._heads.get(writer.public, (-1, None))
        seen = {other: last for other, (last, _) in sorted(self._heads.items()) if other != writer.public}
        recorded = now()
        if prev is None and self._heads and drafts[0].kind != "writer.joined":
            drafts = [Draft("writer.joined", {"by": writer.by}), *drafts]
        self._require_copies({draft.source for draft in drafts if draft.source is not None})
        boxes: list[Box] = []
        keys: dict[str, bytes] = {}
        records: list[Record] = []
        tree = self._tree.copy()
        for draft in drafts:
            seq += 1
            envelope = self._envelope(draft, self.vault.seal(self.id, draft, boxes, keys))
            place = {"prev": prev.hex() if prev else None, "recorded": recorded, "seen": seen, "seq": seq}
            raw = encode({**envelope, **place})
            record = Record(event_id(raw), writer.public, seq, prev, raw, writer.secret.sign(SIGNING_DOMAIN + raw))
            prev = record.id
            tree.add(record.id)
            records.append(record)
        head = self._signed_head(tree, writer)
        return Batch(tuple(records), head, self._tree.size, tuple(boxes), tuple(keys.items()), **shred)

    def _require_copies(self, sources: set[str]) -> None:
        """Raise `InputError` for a source of which no copy is kept; each is looked for once."""
        for source in sorted(sources):
            if not is_hex(source):
                raise InputError(f"The source '{source}' is no sha256.", "Keep the document first, with Case.keep.")
            if not self.captures.has(source):
                raise InputError(f"No copy {source[:12]}… is kept here.", "Keep the document first, with Case.keep.")

    def join(self) -> None:
        """Make sure that this copy's writer stands in the log."""
        self._may_write()
        if self.writer().public not in self._heads:
            self._write([Draft("writer.joined", {"by": self.writer().by})])

    def head_after(self, ids: Iterable[bytes]) -> Head:
        """The signed head once these events have entered."""
        tree = self._tree.copy()
        for id in ids:
            tree.add(id)
        return self._signed_head(tree, self.writer())

    def _signed_head(self, tree: Frontier, writer: WriterKey) -> Head:
        note = Checkpoint(self.origin, tree.size, tree.root()).sign(writer.secret, self.origin)
        return Head(tree.size, b"".join(tree.peaks), str(note))

    @property
    def origin(self) -> str:
        """The name of this log in checkpoints."""
        return f"antigone/{self.id}"

    def _envelope(self, draft: Draft, sealed: list[dict[str, str]]) -> dict[str, Any]:
        """What the caller and the case say; the place in the chain comes after."""
        if not draft.kind or not draft.kind.isprintable():
            raise InputError("An event needs a kind.", "Give one such as `claim.accepted`.")
        if draft.corrects is not None and (not is_hex(draft.corrects) or not draft.reason):
            raise InputError("A correction names the event it corrects and gives a reason.", "Give both.")
        return {
            "body": dict(draft.body),
            "by": self._by or self.writer().by,
            "case": self.id,
            "corrects": draft.corrects,
            "kind": draft.kind,
            "occurred": period_json(draft.occurred),
            "reason": draft.reason,
            "sealed": sealed or None,
            "source": draft.source,
            "v": SCHEMA_VERSION,
            "writer": self.writer().public,
        }

    @property
    def by(self) -> str:
        """Who writes here, as events will say."""
        return self._by or self.writer().by

    def writer(self) -> WriterKey:
        """The key that writes here; made on first use where the case came as an archive."""
        if self._writer is None:
            path = self.path / KEYS / WRITER_KEY
            if not path.exists():
                if not self._by:
                    raise CaseError("Nobody has written to this copy of the case yet.", "Say who writes, with --by.")
                path.parent.mkdir(mode=0o700, exist_ok=True)
                WriterKey.new(self._by).save(path)
            self._writer = WriterKey.load(path)
        return self._writer

    def catch_up(self) -> None:
        """Read where the log stands; needed after something else wrote through the same store."""
        with self.store.snapshot():
            head = self.store.head()
            self._heads = self.store.heads()
        size = head.size if head else 0
        peaks = head.peaks if head else b""
        self._tree = _frontier(head) if head else Frontier()
        if len(peaks) != 32 * size.bit_count() or sum(last + 1 for last, _ in self._heads.values()) != size:
            raise _not_as_signed()
        if head is not None:
            try:
                checkpoint = parse_checkpoint(head.note)
            except InputError:
                raise _not_as_signed() from None
            if (checkpoint.size, checkpoint.root) != (size, self._tree.root()):
                raise _not_as_signed()

    # -- sealing -----------------------------------------------------------------------------------------------

    def register(self) -> Register:
        """What the log says of copies and erasures, up to date."""
        return self._register.read(self.events(self._register.size))

    def remember(self, register: Register) -> None:
        """Take what is known of a beginning of this log as read; what came since is read as ever."""
        if register.size <= self.size:
            self._register = register.copy()

    @property
    def needs_passphrase(self) -> bool:
        """True where sealed values can be read and written with a passphrase only."""
        return needs_passphrase(self.path / KEYS / CASE_KEY)

    def unseal(self, event: Event, field: str) -> str | Erased:
        """A sealed value, or when, by whom and why it was erased.

        Raises:
            NotFoundError: the event has no such sealed field.
            CaseError: this copy of the case came without its keys, or the passphrase is missing.
            VerificationError: blob or key is damaged, or gone without having been erased.
        """
        return self.vault.unseal(event, field)

    def erase(self, subject: str, *, reason: str, by: str | None = None) -> Event:
        """Destroy what is sealed under a subject, and record that; the log still verifies.

        Copies made earlier, and names already published, cannot be taken back.

        Raises:
            NotFoundError: nothing is sealed under that subject.
        """
        if not reason.strip():
            raise UsageError("An erasure needs a reason.", "Say why, with --because.")
        blobs = sorted(box.blob.hex() for box in self.store.boxes() if box.subject == subject)
        if not blobs and self.store.wrapped_key(subject) is None:
            raise NotFoundError(f"Nothing is sealed under the subject '{subject}'.", "Check the code of the subject.")
        draft = Draft(
            "erased", {"blobs": blobs, "by": by or self._by or self.writer().by, "subject": subject}, reason=reason
        )
        return self._write([draft], shred_subjects=(subject,), shred_blobs=tuple(map(bytes.fromhex, blobs)))[0]

    # -- checking and travelling -------------------------------------------------------------------------------

    def model(self, model: ReadModel[S]) -> S:
        """The state of a read model, rebuilt from the events; a snapshot is kept for `verify` to compare."""
        state = model.build(self.events())
        if not self.read_only:
            Snapshots(self.path / CACHE).save(model, state, self.size)
        return state

    def verify(self) -> VerifyReport:
        """Check everything there is to check; see `antigone.record.verify`."""
        from antigone.record.verify import verify_case

        return verify_case(self.path)

    def export(self, out: Path | str) -> Path:
        """Write the whole case as one archive, without keys; see `antigone.record.archive`."""
        from antigone.record.archive import export_archive

        return export_archive(self, Path(out))


def _frontier(head: Head) -> Frontier:
    """The tree as a head keeps it."""
    return Frontier(head.size, [head.peaks[at : at + 32] for at in range(0, len(head.peaks), 32)])


def now() -> str:
    """The writer's clock: UTC with microseconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _checked(position: int, record: Record) -> Event:
    """The event, if it is the one that was written."""
    with suppress(AntigoneError):
        if event_id(record.raw) == record.id:
            return decode(record.raw, signature=record.signature, position=position)
    raise VerificationError(f"The event at position {position} was changed.", "Run `antigone verify CASE`.")


def _not_as_signed() -> VerificationError:
    return VerificationError("The record does not match its own signed head.", "Run `antigone verify CASE`.")
