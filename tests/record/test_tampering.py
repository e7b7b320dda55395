"""Nothing can be changed, cut, removed, inserted or reordered unseen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from antigone.core.errors import AntigoneError
from antigone.record import Case, Draft, verify_path
from antigone.record.sqlite import SCHEMA, SqliteStore


def content(folder: Path) -> object:
    """All that a case says, as one value to compare."""
    store = SqliteStore(folder / "record.db", read_only=True)
    try:
        head = store.head()
        return (list(store.read()), head, store.notes(), list(store.boxes()), store.wrapped_keys(), store.heads())
    finally:
        store.close()


def fails(path: Path) -> bool:
    """True where verifying says so, by report or by a clear error, and never in any other way."""
    try:
        return not verify_path(path).ok
    except AntigoneError:
        return True


@pytest.fixture
def still(case: Case) -> Path:
    """The folder of a filled case at rest."""
    case.close()
    return case.path


@pytest.fixture
def archive(case: Case, tmp_path: Path) -> Path:
    """Its archive."""
    with Case.open(case.path, read_only=True) as opened:
        return opened.export(tmp_path / "case.tar")


def flipped(data: bytes, at: int) -> bytes:
    """The same with one bit turned; which one depends on the place."""
    return data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]


def test_a_whole_case_and_its_archive_verify(still: Path, archive: Path) -> None:
    assert verify_path(still).findings == []
    assert verify_path(archive).findings == []


def test_any_flipped_byte_of_an_archive_is_found(archive: Path, tmp_path: Path) -> None:
    each_flip_is_found(archive, tmp_path, step=29)


@pytest.mark.slow
def test_every_flipped_byte_of_an_archive_is_found(archive: Path, tmp_path: Path) -> None:
    each_flip_is_found(archive, tmp_path, step=1)


def each_flip_is_found(archive: Path, tmp_path: Path, step: int) -> None:
    data = archive.read_bytes()
    damaged = tmp_path / "damaged.tar"
    for at in range(0, len(data), step):
        damaged.write_bytes(flipped(data, at))
        assert fails(damaged), f"byte {at} was changed unseen"


def test_any_truncation_of_an_archive_is_found(archive: Path, tmp_path: Path) -> None:
    each_cut_is_found(archive, tmp_path, step=53)


@pytest.mark.slow
def test_every_truncation_of_an_archive_is_found(archive: Path, tmp_path: Path) -> None:
    each_cut_is_found(archive, tmp_path, step=1)


def each_cut_is_found(archive: Path, tmp_path: Path, step: int) -> None:
    data = archive.read_bytes()
    damaged = tmp_path / "damaged.tar"
    for size in [*range(0, len(data), step), len(data) - 1]:
        damaged.write_bytes(data[:size])
        assert fails(damaged), f"a cut to {size} bytes was not seen"


def test_an_archive_with_anything_after_its_end_is_refused(archive: Path) -> None:
    with archive.open("ab") as file:
        file.write(b"\0")
    assert fails(archive)


def test_any_flipped_byte_of_the_database_is_found_or_harmless(still: Path) -> None:
    each_flip_of_database(still, step=101)


@pytest.mark.slow
def test_every_flipped_byte_of_the_database_is_found_or_harmless(still: Path) -> None:
    each_flip_of_database(still, step=1)


def each_flip_of_database(folder: Path, step: int) -> None:
    """A change is found, or all that the case says is exactly as before (it hit a byte that means nothing)."""
    path, before = folder / "record.db", content(folder)
    data = path.read_bytes()
    found = 0
    for at in range(0, len(data), step):
        path.write_bytes(flipped(data, at))
        seen = fails(folder)
        assert seen or content(folder) == before, f"byte {at} was changed unseen"
        found += seen
        clean_side_files(path)
    assert found > 0


def test_any_truncation_of_the_database_is_found(still: Path) -> None:
    each_cut_of_database(still, step=997)


@pytest.mark.slow
def test_every_truncation_of_the_database_is_found(still: Path) -> None:
    each_cut_of_database(still, step=7)


def each_cut_of_database(folder: Path, step: int) -> None:
    path = folder / "record.db"
    data = path.read_bytes()
    for size in [*range(0, len(data), step), len(data) - 1]:
        path.write_bytes(data[:size])
        assert fails(folder), f"a cut to {size} bytes was not seen"
        clean_side_files(path)


def clean_side_files(path: Path) -> None:
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


# -- with the triggers out of the way, as somebody with a database tool would ------------------------------------


def tamper(folder: Path, change: Callable[[sqlite3.Connection], object]) -> list[str]:
    """Change the tables behind the program's back, put the triggers back, and give what verifying says."""
    db = sqlite3.connect(folder / "record.db", isolation_level=None)
    triggers = [sql for sql in SCHEMA if sql.startswith("CREATE TRIGGER")]
    for sql in triggers:
        db.execute(f"DROP TRIGGER {sql.split()[2]}")
    change(db)
    for sql in triggers:
        db.execute(sql)
    db.close()
    report = verify_path(folder)
    assert not report.ok
    return [finding.sentence for finding in report.problems]


def test_a_removed_event_is_reported_with_its_place(still: Path) -> None:
    said = tamper(still, lambda db: db.execute("DELETE FROM event WHERE position = 3"))
    assert any("After position 2 comes position 4" in s for s in said)
    assert any("comes seq 4 where seq 3 was due" in s for s in said)


def test_an_event_removed_with_the_gap_closed_is_reported_with_its_place(still: Path) -> None:
    def change(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM event WHERE position = 3")
        for position in range(4, 9):
            db.execute("UPDATE event SET position = ? WHERE position = ?", (position - 1, position))

    assert any("at position 3 comes seq 4 where seq 3 was due" in s for s in tamper(still, change))


def test_events_removed_at_the_end_are_reported(still: Path) -> None:
    said = tamper(still, lambda db: db.execute("DELETE FROM event WHERE position >= 7"))
    assert any("2 removed at the end" in s for s in said), said


def test_reordered_events_are_reported_with_their_place(still: Path) -> None:
    def change(db: sqlite3.Connection) -> None:
        for old, new in ((3, 99), (4, 3), (99, 4)):
            db.execute("UPDATE event SET position = ? WHERE position = ?", (new, old))

    said = tamper(still, change)
    assert any("position 3 comes seq 4" in s for s in said), said
    assert any("position 4 holds seq 3 again or out of order" in s for s in said), said


def test_an_inserted_event_is_reported_with_its_place(still: Path, tmp_path: Path) -> None:
    with Case.create(tmp_path / "other", "Another", by="B. Example") as other:
        other.append([Draft("claim.accepted", {"id": "forged"})])
        row = next(iter(other.store.read(1)))[1]

    def change(db: sqlite3.Connection) -> None:
        values = (row.id, row.writer, row.seq, row.prev, row.raw, row.signature)
        db.execute("INSERT INTO event VALUES (9, ?, ?, ?, ?, ?, ?)", values)

    said = tamper(still, change)
    assert any("position 9 belongs to another case" in s for s in said)
    assert any("1 added after it" in s for s in said)


def test_a_changed_event_is_reported_with_its_place_and_nothing_else_is(still: Path) -> None:
    def change(db: sqlite3.Connection) -> None:
        raw = db.execute("SELECT raw FROM event WHERE position = 2").fetchone()[0]
        db.execute("UPDATE event SET raw = ? WHERE position = 2", (raw.replace(b":225", b":164"),))

    said = tamper(still, change)
    assert "The event at position 2" in said[0]
    assert "its bytes do not give its id" in said[0]
    assert len(said) == 3, "the event, and the two checkpoints after it"


def test_an_event_changed_with_its_id_is_betrayed_by_signature_and_chain(still: Path) -> None:
    from antigone.record.event import event_id

    def change(db: sqlite3.Connection) -> None:
        raw = db.execute("SELECT raw FROM event WHERE position = 2").fetchone()[0].replace(b":225", b":164")
        db.execute("UPDATE event SET raw = ?, id = ? WHERE position = 2", (raw, event_id(raw)))

    said = tamper(still, change)
    assert any("position 2 (seq 2) is not signed by its writer" in s for s in said)
    assert any("position 3 (seq 3) does not follow" in s for s in said)


def test_a_missing_trigger_is_reported(still: Path) -> None:
    db = sqlite3.connect(still / "record.db")
    db.execute("DROP TRIGGER event_is_never_changed")
    db.close()
    assert any("not as it was made" in f.sentence for f in verify_path(still).problems)


@pytest.mark.parametrize("statement", ["UPDATE event SET seq = 5", "DELETE FROM event", "DELETE FROM note"])
def test_the_tables_refuse_change(still: Path, statement: str) -> None:
    db = sqlite3.connect(still / "record.db")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(statement)
    db.close()


# -- what lies beside the log ------------------------------------------------------------------------------------


def captures(folder: Path) -> Iterator[Path]:
    return (path for path in (folder / "captures").rglob("*") if path.is_file())


def test_a_changed_copy_is_reported(still: Path) -> None:
    path = next(captures(still))
    path.chmod(0o644)
    path.write_bytes(b"Other minutes.\n")
    assert [f.code for f in verify_path(still).problems] == ["record.capture_changed"]


def test_a_missing_copy_is_reported(still: Path) -> None:
    next(captures(still)).unlink()
    assert [f.code for f in verify_path(still).problems] == ["record.no_capture"]


def test_a_copy_that_nobody_names_is_noted(still: Path) -> None:
    stray = still / "captures" / "ab" / ("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"")
    report = verify_path(still)
    assert report.ok
    assert [f.code for f in report.findings] == ["record.stray_capture"]


def test_a_sealed_value_that_vanished_without_erasure_is_reported(still: Path) -> None:
    db = sqlite3.connect(still / "record.db", isolation_level=None)
    db.execute("DELETE FROM box WHERE blob = (SELECT min(blob) FROM box)")
    db.close()
    assert [f.code for f in verify_path(still).problems] == ["record.no_blob"]


def test_a_sealed_value_that_came_back_is_reported(case: Case) -> None:
    boxes = list(case.store.boxes())
    keys = case.store.wrapped_keys().items()
    case.erase("P-2", reason="asked for it")
    case.store.adopt(boxes, keys)
    assert {f.code for f in case.verify().problems} == {"record.not_erased"}


def test_a_changed_key_of_a_subject_is_reported(still: Path) -> None:
    db = sqlite3.connect(still / "record.db", isolation_level=None)
    wrapped = db.execute("SELECT wrapped FROM subject_key").fetchone()[0]
    db.execute("UPDATE subject_key SET wrapped = ?", (flipped(wrapped, 60),))
    db.close()
    assert "record.key_changed" in {f.code for f in verify_path(still).problems}


def test_a_changed_snapshot_is_reported_and_can_be_thrown_away(still: Path) -> None:
    path = still / "cache" / "record.kinds.json"
    path.write_bytes(path.read_bytes().replace(b'"claim.accepted":4', b'"claim.accepted":5'))
    assert [f.code for f in verify_path(still).problems] == ["record.model"]
    shutil.rmtree(still / "cache")
    assert verify_path(still).ok


def test_events_of_two_writers_swapped_are_narrowed_down_by_the_checkpoints(case: Case, tmp_path: Path) -> None:
    """Where no chain shows a swap (neither writer had seen the other), the kept checkpoints do."""
    from antigone.record import import_archive
    from antigone.record.merge import admit

    archive = case.export(tmp_path / "start.tar")
    with import_archive(archive, tmp_path / "copy", by="B. Example") as copy:
        copy.append([Draft("theirs")])
        case.append([Draft("mine")])
        admit(case, [record for _, record in copy.store.read()])
    case.append([Draft("later")])
    size = case.size
    case.close()

    def change(db: sqlite3.Connection) -> None:
        for old, new in ((9, 99), (10, 9), (99, 10)):
            db.execute("UPDATE event SET position = ? WHERE position = ?", (new, old))

    said = tamper(case.path, change)
    assert any("up to position 9 they are not what was signed (up to position 5 they are" in s for s in said), said
    assert any(f"size {size} does not match" in s for s in said), said


@pytest.mark.parametrize(
    "draft",
    [
        Draft("cosigner.trusted", {"key": 5}),
        Draft("cosigner.trusted", {"key": "a b+00000000+AA=="}),
        Draft("erased", {"blobs": [1, "x", None], "subject": 7}),
        Draft("erased", {"blobs": {"a": 1}}),
        Draft("capture.kept", {"name": []}),
        Draft("case.opened", {"name": {"a": 1}}),
        Draft("writer.joined"),
    ],
    ids=lambda draft: f"{draft.kind} {draft.body}",
)
def test_events_of_the_record_with_strange_bodies_crash_nothing(case: Case, tmp_path: Path, draft: Draft) -> None:
    case.append([draft])
    archive = case.export(tmp_path / "a.tar")
    codes = {finding.code for finding in verify_path(archive).findings + verify_path(case.path).findings}
    assert codes <= {"record.checkpoint"}
    case.register()
    case.append([Draft("after", {}, sealed={"name": ("P-9", "value")})])


def test_a_writer_nobody_knows_is_always_named(case: Case, tmp_path: Path) -> None:
    """Who has the file but no key can still join as a further writer: never silently."""
    from antigone.record import import_archive

    archive = case.export(tmp_path / "a.tar")
    with import_archive(archive, tmp_path / "copy", by="Somebody Invented") as copy:
        copy.append([Draft("claim.accepted", {"id": "inserted"})])
        (finding,) = copy.verify().findings
    assert finding.code == "record.self_joined"
    assert "(Somebody Invented) joined at position 9" in finding.sentence
