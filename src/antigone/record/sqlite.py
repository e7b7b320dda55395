"""The default store: one SQLite file, write-ahead log, every commit flushed before it is acknowledged.

Events can be added and never changed: triggers refuse UPDATE and DELETE. The side tables hold what may have to go.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import UnionType
from typing import Any

from antigone.core.errors import CaseError
from antigone.record.store import Batch, Box, ForkError, Head, Record, StoreMoved

FORMAT = 1
"""`PRAGMA user_version` of the files written here."""
_FIRST_PAGE = 8
_HEADS = """
WITH RECURSIVE each(writer) AS (
    SELECT min(writer) FROM event
    UNION ALL SELECT (SELECT min(writer) FROM event WHERE writer > each.writer) FROM each WHERE each.writer IS NOT NULL
)
SELECT e.writer, e.seq, e.id FROM each
JOIN event e ON e.writer = each.writer AND e.seq = (SELECT max(seq) FROM event WHERE writer = each.writer)
"""
"""The last event of each writer by steps through the index (writer, seq): a few look-ups, however long the log."""
_PAGE = 2000
APPLICATION_ID = 0x414E5447  # "ANTG"

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"
SCHEMA = (
    "CREATE TABLE event (position INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, writer TEXT NOT NULL,"
    " seq INTEGER NOT NULL, prev BLOB, raw BLOB NOT NULL, signature BLOB NOT NULL, UNIQUE (writer, seq)) STRICT",
    f"CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event {_REFUSE}",
    f"CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event {_REFUSE}",
    "CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
    f"CREATE TRIGGER note_is_never_changed BEFORE UPDATE ON note {_REFUSE}",
    f"CREATE TRIGGER note_is_never_deleted BEFORE DELETE ON note {_REFUSE}",
    "CREATE TABLE head (only INTEGER PRIMARY KEY CHECK (only = 1), size INTEGER NOT NULL, peaks BLOB NOT NULL,"
    " note TEXT NOT NULL) STRICT",
    "CREATE TABLE box (blob BLOB PRIMARY KEY, subject TEXT, data BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX box_of_subject ON box (subject)",
    "CREATE TABLE subject_key (subject TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID",
)
_COPY = "Copy the case to where you may write."
_DAMAGED = "Run `antigone verify` on it, and restore it from an archive or a copy."


class SqliteStore:
    """Events in a SQLite file. Use one object per thread.

    Args:
        path: the file.
        create: make it; it must not exist.
        read_only: never write, not even SQLite's own side files where the disk refuses them.
        patience: seconds to wait for another process to finish writing.

    Raises:
        CaseError: not there, there already, locked, damaged, or on a disk that refuses writing.
    """

    def __init__(self, path: Path, *, create: bool = False, read_only: bool = False, patience: float = 30.0) -> None:
        self.path = path
        if create == path.exists():
            raise CaseError(f"{path} {'is there already' if create else 'is not there'}.", "Check the path.")
        if not (read_only or create or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))):
            raise CaseError(f"{path.parent} cannot be written: the disk or folder is read-only.", _COPY)
        with self._told():
            self._db = _connect(path, create=create, read_only=read_only, patience=patience)
            try:
                self._prepare(create, read_only)
            except BaseException:
                self._db.close()
                raise

    def _prepare(self, create: bool, read_only: bool) -> None:
        """Set what durability rests on, and read it back."""
        if create:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("BEGIN IMMEDIATE")
            for statement in SCHEMA:
                self._db.execute(statement)
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {FORMAT}")
            self._db.execute("COMMIT")
        if self._pragma("application_id") != APPLICATION_ID or self._pragma("user_version") != FORMAT:
            raise CaseError(f"{self.path} is no record that this version can read.", _DAMAGED)
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA secure_delete = ON")
        if not read_only and (self._pragma("synchronous"), self._pragma("journal_mode")) != (2, "wal"):
            raise CaseError(f"{self.path} cannot be written durably on this disk.", "Move the case to a local disk.")

    def _pragma(self, name: str) -> object:
        return self._db.execute(f"PRAGMA {name}").fetchone()[0]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors, in words."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:  # a damaged file can spoil even SQLite's own message
            raise explain(error, self.path) from error

    def _sound(self, row: Sequence[object], what: str, *types: type | UnionType) -> bool:
        """True where each value is of its type; in a damaged file even a STRICT table can give others."""
        if not all(isinstance(value, kind) for value, kind in zip(row, types, strict=True)):
            raise CaseError(f"{self.path} is damaged: {what} cannot be read.", _DAMAGED)
        return True

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    def append(self, batch: Batch) -> int:
        """See `Store.append`."""
        with self._transaction() as db:
            known = db.execute("SELECT 1 FROM event WHERE id = ?", (batch.records[0].id,)).fetchone()
            fresh = [r for r in batch.records if self.position(r.id) is None] if known else list(batch.records)
            if not fresh:
                return 0
            size = db.execute("SELECT coalesce(max(position) + 1, 0) FROM event").fetchone()[0]
            if size != batch.expect:
                raise StoreMoved
            self._insert(fresh, size)
            head = batch.head
            db.execute("INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?)", (head.size, head.peaks, head.note))
            self._side(batch.boxes, batch.keys)
            self._shred(batch)
        if batch.shred_subjects or batch.shred_blobs:
            self._scrub()
        return len(fresh)

    def _insert(self, fresh: list[Record], size: int) -> None:
        rows = ((at, r.id, r.writer, r.seq, r.prev, r.raw, r.signature) for at, r in enumerate(fresh, size))
        try:
            self._db.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.IntegrityError:
            for record in fresh:
                found = self._db.execute(
                    "SELECT id FROM event WHERE writer = ? AND seq = ?", (record.writer, record.seq)
                ).fetchone()
                if found and bytes(found[0]) != record.id:
                    raise ForkError(record.writer, record.seq) from None
            raise

    def _side(self, boxes: Iterable[Box], keys: Iterable[tuple[str, bytes]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO box VALUES (?, ?, ?)", ((b.blob, b.subject, b.data) for b in boxes)
        )
        self._db.executemany("INSERT OR REPLACE INTO subject_key VALUES (?, ?)", keys)

    def _shred(self, batch: Batch) -> None:
        self._db.executemany("DELETE FROM box WHERE subject = ?", ((s,) for s in batch.shred_subjects))
        self._db.executemany("DELETE FROM subject_key WHERE subject = ?", ((s,) for s in batch.shred_subjects))
        self._db.executemany("DELETE FROM box WHERE blob = ?", ((b,) for b in batch.shred_blobs))

    def _scrub(self) -> None:
        """Empty the write-ahead log, where older pages linger; in the file itself `secure_delete` wrote zeros."""
        with self._told():
            busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise CaseError(
                f"The erasure is recorded, but another process still reads {self.path}.",
                "What was erased leaves the disk when that process closes the case.",
            )

    def read(self, start: int = 0) -> Iterator[tuple[int, Record]]:
        """See `Store.read`; in pages, so that no statement stays open while the caller thinks, or appends."""
        size = _FIRST_PAGE  # whoever wants one event does not pay for a thousand
        while True:
            page = self._page(start, size)
            for row in page:
                self._sound(row, f"the row of position {row[0]}", int, bytes, str, int, bytes | None, bytes, bytes)
                yield row[0], Record(*row[1:])
            if len(page) < size:
                return
            start, size = page[-1][0] + 1, min(_PAGE, 8 * size)

    def _page(self, start: int, size: int) -> list[tuple[Any, ...]]:
        with self._told():
            return self._db.execute(
                "SELECT position, id, writer, seq, prev, raw, signature FROM event WHERE position >= ?"
                " ORDER BY position LIMIT ?",
                (start, size),
            ).fetchall()

    def heads(self) -> dict[str, tuple[int, bytes]]:
        """See `Store.heads`."""
        with self._told():
            rows = self._db.execute(_HEADS).fetchall()
            return {w: (s, i) for w, s, i in rows if self._sound((w, s, i), "a row of events", str, int, bytes)}

    def head(self) -> Head | None:
        """See `Store.head`."""
        with self._told():
            row = self._db.execute("SELECT size, peaks, note FROM head").fetchone()
            return Head(*row) if row and self._sound(row, "the head", int, bytes, str) else None

    def position(self, id: bytes) -> int | None:
        """See `Store.position`."""
        with self._told():
            row = self._db.execute("SELECT position FROM event WHERE id = ?", (id,)).fetchone()
            return row[0] if row else None

    def box(self, blob: bytes) -> Box | None:
        """See `Store.box`."""
        with self._told():
            row = self._db.execute("SELECT blob, subject, data FROM box WHERE blob = ?", (blob,)).fetchone()
            return Box(*row) if row and self._sound(row, "a sealed value", bytes, str | None, bytes) else None

    def boxes(self) -> Iterator[Box]:
        """See `Store.boxes`."""
        with self._told():
            rows = self._db.execute("SELECT blob, subject, data FROM box ORDER BY blob").fetchall()
        for row in rows:
            self._sound(row, "a sealed value", bytes, str | None, bytes)
            yield Box(*row)

    def wrapped_key(self, subject: str) -> bytes | None:
        """See `Store.wrapped_key`."""
        with self._told():
            row = self._db.execute("SELECT wrapped FROM subject_key WHERE subject = ?", (subject,)).fetchone()
            return row[0] if row and self._sound(row, "the key of a subject", bytes) else None

    def wrapped_keys(self) -> dict[str, bytes]:
        """See `Store.wrapped_keys`."""
        with self._told():
            rows = self._db.execute("SELECT subject, wrapped FROM subject_key ORDER BY subject")
            return {row[0]: row[1] for row in rows if self._sound(row, "the key of a subject", str, bytes)}

    def adopt(self, boxes: Iterable[Box], keys: Iterable[tuple[str, bytes]]) -> None:
        """See `Store.adopt`."""
        with self._transaction():
            self._side(boxes, keys)

    def notes(self) -> list[str]:
        """See `Store.notes`."""
        with self._told():
            rows = self._db.execute("SELECT text FROM note ORDER BY number")
            return [row[0] for row in rows if self._sound(row, "a checkpoint", str)]

    def keep_note(self, note: str) -> None:
        """See `Store.keep_note`."""
        with self._transaction() as db:
            db.execute("INSERT OR IGNORE INTO note (text) VALUES (?)", (note,))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Store.snapshot`."""
        with self._told():
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong with the file, and any difference from the tables as they must be."""
        try:
            found = [row[0] for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok"]
            page = self._pragma("page_size")
            assert isinstance(page, int)
            if self.path.stat().st_size % page:
                found.append(f"it ends in the middle of a page (at byte {self.path.stat().st_size:,})")
            made = {row[0] for row in self._db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return [str(error)]
        return found + [f"the table or trigger is not as it was made: {sql[:60]}…" for sql in made ^ set(SCHEMA)]

    def close(self) -> None:
        """See `Store.close`."""
        self._db.close()


def _connect(path: Path, *, create: bool, read_only: bool, patience: float) -> sqlite3.Connection:
    mode = "rwc" if create else "ro" if read_only else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, cached_statements=32)
    if read_only:
        try:
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:  # no side files can be made there
            db.close()
            return _connect_immutable(path, uri)
    return db


def _connect_immutable(path: Path, uri: str) -> sqlite3.Connection:
    """Read a file on a disk where SQLite cannot put its side files: right only where none holds later events."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise CaseError(
            f"{path} has unfinished work beside it, on a disk that cannot be written.",
            "Copy the whole folder to a writable disk and open it there.",
        )
    return sqlite3.connect(uri + "&immutable=1", uri=True, isolation_level=None)


def explain(error: Exception, path: Path) -> CaseError:
    """The error as a sentence for the person at the keyboard."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return CaseError(f"{path} is locked by another process.", "Wait until it has finished, then try again.")
    if "readonly" in text:
        return CaseError(f"{path} is on a disk or in a folder that cannot be written.", _COPY)
    if "full" in text:
        return CaseError(f"There is no room left on the disk of {path}.", "Free some; nothing was half entered.")
    if "closed" in text:
        return CaseError("The case was closed already.", "Open it again.")
    if "unable to open" in text:
        return CaseError(f"{path} cannot be opened ({text}).", "Check that you may read it and its folder.")
    return CaseError(f"{path} is damaged ({text}).", _DAMAGED)
