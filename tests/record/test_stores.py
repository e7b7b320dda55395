"""The same suite on every store; and what only one of them promises."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from antigone.core.errors import CaseError
from antigone.record.sqlite import SqliteStore
from antigone.record.store import MemoryStore, Store, StoreMoved
from record.store_suite import Author, StoreSuite


class TestMemory(StoreSuite):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()


class TestSqlite(StoreSuite):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        made = SqliteStore(tmp_path / "record.db", create=True)
        yield made
        made.close()

    def test_it_lives_on_after_closing(self, store: SqliteStore) -> None:
        written = Author(store).write(3)
        store.close()
        again = SqliteStore(store.path)
        assert [record for _, record in again.read()] == list(written)
        again.close()

    def test_a_commit_is_flushed_before_it_is_acknowledged(self, store: SqliteStore) -> None:
        assert store._pragma("synchronous") == 2
        assert store._pragma("journal_mode") == "wal"

    def test_a_locked_store_says_so(self, store: SqliteStore) -> None:
        other = SqliteStore(store.path, patience=0.05)
        store._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="locked by another process"):
            Author(other).write(1)
        store._db.execute("ROLLBACK")
        Author(other).write(1)
        other.close()

    def test_a_store_that_is_not_there_is_not_made(self, tmp_path: Path) -> None:
        with pytest.raises(CaseError, match="not there"):
            SqliteStore(tmp_path / "none.db")
        assert not (tmp_path / "none.db").exists()

    def test_another_program_s_database_is_refused(self, tmp_path: Path) -> None:
        import sqlite3

        db = sqlite3.connect(tmp_path / "other.db")
        db.execute("CREATE TABLE t (x)")
        db.close()
        with pytest.raises(CaseError, match="no record"):
            SqliteStore(tmp_path / "other.db")


@pytest.mark.postgres
class TestPostgres(StoreSuite):
    @pytest.fixture
    def schema(self) -> Iterator[str]:
        from antigone.record.postgres import PostgresStore

        if "TEST_PG_URL" not in os.environ:
            pytest.skip("TEST_PG_URL names no server")
        name = f"test_{uuid.uuid4().hex[:12]}"
        yield name
        PostgresStore.drop(os.environ["TEST_PG_URL"], name)

    @pytest.fixture
    def store(self, schema: str) -> Iterator[Store]:
        from antigone.record.postgres import PostgresStore

        made = PostgresStore.create(os.environ["TEST_PG_URL"], schema)
        yield made
        made.close()

    def test_positions_of_writers_at_the_same_time_leave_no_gap_and_read_in_order(self, store: Store) -> None:
        from antigone.record.postgres import PostgresStore

        def write(number: int) -> None:
            mine = PostgresStore(os.environ["TEST_PG_URL"], store.schema)  # type: ignore[attr-defined]
            author, done = Author(mine, number), 0
            while done < 20:
                try:
                    done += mine.append(author.batch(author.records(1)))
                except StoreMoved:
                    continue
            mine.close()

        threads = [Thread(target=write, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        seen: list[int] = []
        while any(thread.is_alive() for thread in threads):
            seen += [at for at, _ in store.read(len(seen))]
        for thread in threads:
            thread.join()
        seen += [at for at, _ in store.read(len(seen))]
        assert seen == list(range(60))

    def test_the_tables_refuse_change(self, store: Store) -> None:
        import psycopg

        Author(store).write(1)
        for statement in ("UPDATE event SET seq = 5", "DELETE FROM event", "TRUNCATE event"):
            with psycopg.connect(os.environ["TEST_PG_URL"], autocommit=True) as db:
                db.execute(f'SET search_path TO "{store.schema}"')  # type: ignore[attr-defined]
                with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
                    db.execute(statement)

    def test_a_writer_may_insert_and_read_and_nothing_else(self, store: Store) -> None:
        import psycopg

        from antigone.record.postgres import PostgresStore

        role = f"writer_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(os.environ["TEST_PG_URL"], autocommit=True) as db:
            db.execute(f'CREATE ROLE "{role}" NOLOGIN')
            try:
                PostgresStore.grant(os.environ["TEST_PG_URL"], store.schema, role)  # type: ignore[attr-defined]
                db.execute(f'SET ROLE "{role}"')
                db.execute(f'SET search_path TO "{store.schema}"')  # type: ignore[attr-defined]
                assert db.execute("SELECT count(*) FROM event").fetchone() == (0,)
                for statement in (
                    "UPDATE event SET seq = 5",
                    "DELETE FROM event",
                    "TRUNCATE event",
                    "DROP TABLE event",
                ):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        db.execute(statement)
            finally:
                db.execute("RESET ROLE")
                db.execute(f'DROP OWNED BY "{role}"')
                db.execute(f'DROP ROLE "{role}"')
