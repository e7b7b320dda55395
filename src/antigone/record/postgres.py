"""The store for a team: one PostgreSQL schema per case. It shares no SQL with `sqlite.py`, on purpose.

One sequencer: each append takes the row of the head, so that positions have no gap and appear in order. Writers get
INSERT and SELECT on events, and no more; triggers refuse UPDATE, DELETE and TRUNCATE even to the owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from antigone.core.errors import CaseError, UsageError
from antigone.record.store import Batch, Box, ForkError, Head, Record, StoreMoved

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_PAGE = 2000
_SCHEMA = """
CREATE TABLE event (
    position bigint PRIMARY KEY, id bytea NOT NULL, writer text NOT NULL, seq bigint NOT NULL, prev bytea,
    raw bytea NOT NULL, signature bytea NOT NULL,
    CONSTRAINT event_id UNIQUE (id), CONSTRAINT event_chain UNIQUE (writer, seq));
CREATE TABLE note (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text NOT NULL UNIQUE);
CREATE TABLE head (only_one boolean PRIMARY KEY CHECK (only_one), size bigint NOT NULL, peaks bytea NOT NULL,
    note text NOT NULL);
INSERT INTO head VALUES (true, 0, '', '');
CREATE TABLE box (blob bytea PRIMARY KEY, subject text, data bytea NOT NULL);
CREATE INDEX ON box (subject);
CREATE TABLE subject_key (subject text PRIMARY KEY, wrapped bytea NOT NULL);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$;
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON note FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON note FOR EACH STATEMENT EXECUTE FUNCTION refuse();
"""


class PostgresStore:
    """Events in one schema of a PostgreSQL database. Use one object per thread.

    Args:
        url: a connection string, as libpq knows it.
        schema: lower-case letters, digits and underscores.

    Raises:
        CaseError: the server cannot be reached, or holds no such case.
    """

    def __init__(self, url: str, schema: str) -> None:
        self.schema = _valid(schema)
        self._db = _connect(url)
        self._db.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(schema)))
        self._db.execute("SET synchronous_commit TO on")
        found = self._db.execute("SELECT to_regclass('event')").fetchone()
        if not found or found[0] is None:
            self._db.close()
            raise CaseError(f"The database holds no case '{schema}'.", "Check the name.")

    @classmethod
    def create(cls, url: str, schema: str) -> PostgresStore:
        """Make an empty store in a new schema; `CaseError` where there is one."""
        with _connect(url) as db, db.transaction():
            try:
                db.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(_valid(schema))))
            except psycopg.errors.DuplicateSchema:
                raise CaseError(f"The database holds a case '{schema}' already.", "Choose another name.") from None
            db.execute(sql.SQL("SET LOCAL search_path TO {}").format(sql.Identifier(schema)))
            db.execute(_SCHEMA)
        return cls(url, schema)

    @classmethod
    def grant(cls, url: str, schema: str, role: str) -> None:
        """Let a role write: insert and read events, and what the side tables need; nothing else."""
        grants = (
            "GRANT USAGE ON SCHEMA {s} TO {r}",
            "GRANT SELECT, INSERT ON {s}.event, {s}.note TO {r}",
            "GRANT SELECT, UPDATE ON {s}.head TO {r}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON {s}.box, {s}.subject_key TO {r}",
        )
        with _connect(url) as db:
            for grant in grants:
                db.execute(sql.SQL(grant).format(s=sql.Identifier(_valid(schema)), r=sql.Identifier(role)))

    @classmethod
    def drop(cls, url: str, schema: str) -> None:
        """Destroy a whole store: for tests."""
        with _connect(url) as db:
            db.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(_valid(schema))))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except psycopg.OperationalError as error:
            raise CaseError(
                f"The database does not answer ({_line(error)}).", "Check the server and try again."
            ) from None

    def append(self, batch: Batch) -> int:
        """See `Store.append`."""
        with self._told(), self._db.transaction():
            row = self._db.execute("SELECT size FROM head FOR UPDATE").fetchone()
            assert row is not None, "the head is made with the schema"
            known = self._known([record.id for record in batch.records])
            fresh = [record for record in batch.records if record.id not in known]
            if not fresh:
                return 0
            if row[0] != batch.expect:
                raise StoreMoved
            self._insert(fresh, row[0])
            head = batch.head
            self._db.execute("UPDATE head SET (size, peaks, note) = (%s, %s, %s)", (head.size, head.peaks, head.note))
            self._side(batch.boxes, batch.keys)
            self._shred(batch)
        return len(fresh)

    def _known(self, ids: list[bytes]) -> set[bytes]:
        return {row[0] for row in self._db.execute("SELECT id FROM event WHERE id = ANY(%s)", (ids,))}

    def _insert(self, fresh: list[Record], size: int) -> None:
        """By COPY; a clash in a chain is a fork."""
        copy = "COPY event (position, id, writer, seq, prev, raw, signature) FROM STDIN"
        try:
            with self._db.cursor().copy(copy) as rows:
                for at, r in enumerate(fresh, size):
                    rows.write_row((at, r.id, r.writer, r.seq, r.prev, r.raw, r.signature))
        except psycopg.errors.UniqueViolation as error:
            place = re.search(r"\(writer, seq\)=\((\w+), (\d+)\)", error.diag.message_detail or "")
            raise ForkError(place[1] if place else fresh[0].writer, int(place[2]) if place else fresh[0].seq) from None

    def _side(self, boxes: Iterable[Box], keys: Iterable[tuple[str, bytes]]) -> None:
        with self._db.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO box VALUES (%s, %s, %s) ON CONFLICT (blob) DO UPDATE"
                " SET subject = excluded.subject, data = excluded.data",
                [(box.blob, box.subject, box.data) for box in boxes],
            )
            cursor.executemany(
                "INSERT INTO subject_key VALUES (%s, %s) ON CONFLICT (subject) DO UPDATE"
                " SET wrapped = excluded.wrapped",
                list(keys),
            )

    def _shred(self, batch: Batch) -> None:
        if batch.shred_subjects or batch.shred_blobs:
            subjects, blobs = list(batch.shred_subjects), list(batch.shred_blobs)
            self._db.execute("DELETE FROM box WHERE subject = ANY(%s) OR blob = ANY(%s)", (subjects, blobs))
            self._db.execute("DELETE FROM subject_key WHERE subject = ANY(%s)", (subjects,))

    def read(self, start: int = 0) -> Iterator[tuple[int, Record]]:
        """See `Store.read`; in pages, so that no transaction stays open while the caller thinks."""
        while True:
            page = self._all(
                "SELECT position, id, writer, seq, prev, raw, signature FROM event"
                " WHERE position >= %s ORDER BY position LIMIT %s",
                start,
                _PAGE,
            )
            yield from ((position, Record(*fields)) for position, *fields in page)
            if len(page) < _PAGE:
                return
            start = page[-1][0] + 1

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._told():
            return self._db.execute(query.encode(), values).fetchall()

    def heads(self) -> dict[str, tuple[int, bytes]]:
        """See `Store.heads`."""
        query = "SELECT DISTINCT ON (writer) writer, seq, id FROM event ORDER BY writer, seq DESC"
        return {writer: (seq, id) for writer, seq, id in self._all(query)}

    def head(self) -> Head | None:
        """See `Store.head`."""
        row = self._all("SELECT size, peaks, note FROM head")[0]
        return Head(*row) if row[0] else None

    def position(self, id: bytes) -> int | None:
        """See `Store.position`."""
        rows = self._all("SELECT position FROM event WHERE id = %s", id)
        return rows[0][0] if rows else None

    def box(self, blob: bytes) -> Box | None:
        """See `Store.box`."""
        rows = self._all("SELECT blob, subject, data FROM box WHERE blob = %s", blob)
        return Box(*rows[0]) if rows else None

    def boxes(self) -> Iterator[Box]:
        """See `Store.boxes`."""
        return (Box(*row) for row in self._all("SELECT blob, subject, data FROM box ORDER BY blob"))

    def wrapped_key(self, subject: str) -> bytes | None:
        """See `Store.wrapped_key`."""
        rows = self._all("SELECT wrapped FROM subject_key WHERE subject = %s", subject)
        return rows[0][0] if rows else None

    def wrapped_keys(self) -> dict[str, bytes]:
        """See `Store.wrapped_keys`."""
        return {row[0]: row[1] for row in self._all("SELECT subject, wrapped FROM subject_key ORDER BY subject")}

    def adopt(self, boxes: Iterable[Box], keys: Iterable[tuple[str, bytes]]) -> None:
        """See `Store.adopt`."""
        with self._told(), self._db.transaction():
            self._side(boxes, keys)

    def notes(self) -> list[str]:
        """See `Store.notes`."""
        return [row[0] for row in self._all("SELECT text FROM note ORDER BY number")]

    def keep_note(self, note: str) -> None:
        """See `Store.keep_note`."""
        with self._told():
            self._db.execute("INSERT INTO note (text) VALUES (%s) ON CONFLICT DO NOTHING", (note,))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Store.snapshot`."""
        with self._told(), self._db.transaction():
            self._db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def close(self) -> None:
        """See `Store.close`."""
        self._db.close()


def _connect(url: str) -> psycopg.Connection[tuple[Any, ...]]:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise CaseError(f"The database cannot be reached ({_line(error)}).", "Check its address.") from None


def _valid(schema: str) -> str:
    if not _NAME.fullmatch(schema):
        raise UsageError(f"'{schema}' cannot name a schema.", "Use lower-case letters, digits and underscores.")
    return schema


def _line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
