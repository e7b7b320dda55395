"""A case, as its users see it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import CaseError, InputError, NotFoundError, UsageError, VerificationError
from antigone.core.when import PartialDate, Period
from antigone.record import Case, Draft, Erased, import_archive, verify_path
from antigone.record.bundle import adopt_keys, export_keys
from antigone.record.event import decode, encode
from antigone.record.fold import KINDS
from antigone.record.store import ForkError, MemoryStore
from record.conftest import fill


def test_what_is_appended_is_read_back(case: Case) -> None:
    occurred = Period(PartialDate.parse("2022-01"), PartialDate.parse("2022-01-16"))
    before = case.size
    written = case.append(
        [Draft("remains.found", {"tag": "R-8"}, occurred=occurred), Draft("note", {"text": "привет"})]
    )
    assert [e.position for e in written] == [before, before + 1]
    assert list(case.events(before)) == written
    assert written[0].occurred == occurred
    assert written[1].prev == written[0].id
    assert case.event(written[1].id) == written[1]


def test_appending_nothing_writes_nothing(case: Case) -> None:
    before = case.size
    assert case.append([]) == []
    assert case.size == before


def test_one_bad_draft_keeps_all_out_and_names_its_path(case: Case) -> None:
    before = case.size
    with pytest.raises(InputError, match=r"\$\.body\.rows\[1\]\.weight: 1\.5 \(float\)"):
        case.append([Draft("fine"), Draft("bad", {"rows": [{}, {"weight": 1.5}]})])
    assert case.size == before
    assert case.append([Draft("fine")])[0].position == before


@pytest.mark.parametrize(
    "draft",
    [
        Draft(""),
        Draft("x", source="no hash"),
        Draft("x", source="ab" * 32),
        Draft("x", corrects="ab" * 32),
        Draft("x", corrects="ab", reason="because"),
        Draft("x", sealed={"name": ("", "value")}),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused(case: Case, draft: Draft) -> None:
    with pytest.raises(InputError):
        case.append([draft])


def test_the_same_bytes_are_kept_and_recorded_once(case: Case) -> None:
    first = case.keep(b"bytes", name="a.txt")
    size = case.size
    assert case.keep(b"bytes", name="b.txt") == first
    assert case.size == size
    assert case.capture(first) == b"bytes"
    with pytest.raises(NotFoundError):
        case.capture("ab" * 32)
    with pytest.raises(NotFoundError):
        case.capture("../../etc/passwd")


def test_two_writers_on_one_case_wait_for_each_other(case: Case) -> None:
    with Case.open(case.path) as other:
        for _ in range(3):
            case.append([Draft("mine")])
            other.append([Draft("theirs")])
        assert [e.kind for e in other.events(case.size - 5)] == ["mine", "theirs"] * 3
    assert case.verify().ok


def test_processes_that_write_at_the_same_time_make_one_chain(case: Case) -> None:
    code = (
        "import sys\nfrom antigone.record import Case, Draft\n"
        "with Case.open(sys.argv[1]) as c:\n    for n in range(40): c.append([Draft('p', {'n': n})])"
    )
    before = case.size
    running = [subprocess.Popen([sys.executable, "-c", code, str(case.path)]) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert sum(1 for _ in case.events()) == before + 80
    assert case.verify().ok


def test_the_same_words_at_the_same_moment_from_two_processes_are_two_events(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("antigone.record.case.now", lambda: "2030-01-01T00:00:00.000000Z")
    with Case.open(case.path) as other:
        other.checkpoint()
        before = case.size
        first = case.append([Draft("p", {"n": 0})])[0]
        second = other.append([Draft("p", {"n": 0})])[0]
    assert first.id != second.id
    assert sum(1 for _ in case.events()) == before + 2


def test_a_writer_s_key_used_in_two_copies_forks_and_is_refused(case: Case, tmp_path: Path) -> None:
    """The second copy's event cannot enter the first: one place of a chain holds one event."""
    from dataclasses import replace

    archive = case.export(tmp_path / "a.tar")
    with import_archive(archive, tmp_path / "copy", by="B. Example") as copy:
        copy._writer = case.writer()
        copy.append([Draft("theirs")])
        case.append([Draft("mine")])
        theirs = [record for _, record in copy.store.read(case.size - 1)]
        with pytest.raises(ForkError, match="two different events at"):
            case.store.append(replace(case.prepare([Draft("x")]), records=tuple(theirs)))


# -- sealing and erasure -----------------------------------------------------------------------------------------


def test_a_sealed_value_stands_nowhere_in_clear(case: Case) -> None:
    event = case.append([Draft("x", {}, sealed={"name": ("P-7", "Zarina Invented")})])[0]
    assert case.unseal(event, "name") == "Zarina Invented"
    case.close()
    for path in case.path.rglob("*"):
        if path.is_file():
            assert b"Zarina" not in path.read_bytes()


def test_erasing_leaves_no_byte_of_blob_or_key_and_the_log_verifies(case: Case) -> None:
    event = case.append([Draft("x", {}, sealed={"name": ("P-7", "Zarina Invented")})])[0]
    box = case.store.box(bytes.fromhex(event.sealed[0].blob))
    key = case.store.wrapped_key("P-7")
    assert box is not None
    assert key is not None
    case.erase("P-7", reason="asked for it", by="B. Board")
    gone = case.unseal(event, "name")
    assert isinstance(gone, Erased)
    assert (gone.by, gone.because) == ("B. Board", "asked for it")
    assert str(gone).startswith("erased on 2")
    for path in case.path.rglob("record.db*"):
        assert box.data not in path.read_bytes()
        assert key[32:] not in path.read_bytes()
    assert case.verify().ok


def test_an_erased_subject_gets_no_new_key(case: Case) -> None:
    with pytest.raises(UsageError, match="was erased"):
        case.append([Draft("x", {}, sealed={"name": ("P-1", "again")})])


def test_erasing_needs_a_subject_and_a_reason(case: Case) -> None:
    with pytest.raises(NotFoundError):
        case.erase("P-none", reason="x")
    with pytest.raises(UsageError):
        case.erase("P-2", reason=" ")


def test_the_same_value_sealed_twice_looks_different(case: Case) -> None:
    one, two = case.append([Draft("x", {}, sealed={"name": ("P-7", "same")}) for _ in range(2)])
    assert one.sealed[0].commitment != two.sealed[0].commitment
    assert one.sealed[0].blob != two.sealed[0].blob


def test_a_field_that_is_not_sealed_is_not_found(case: Case) -> None:
    with pytest.raises(NotFoundError):
        case.unseal(next(case.events()), "name")


def test_a_passphrase_opens_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    with Case.create(tmp_path / "c", "Locked", by="A. Example", passphrase="right") as case:
        event = case.append([Draft("x", {}, sealed={"name": ("P-1", "value")})])[0]
    with pytest.raises(CaseError, match="passphrase is wrong"):
        Case.open(tmp_path / "c", "wrong")
    with Case.open(tmp_path / "c") as case, pytest.raises(CaseError, match="need its passphrase"):
        case.unseal(event, "name")
    with Case.open(tmp_path / "c", "right") as case:
        assert case.unseal(event, "name") == "value"
        assert case.needs_passphrase


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_keys_are_readable_by_their_owner_only(case: Case) -> None:
    for path in (case.path / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


# -- what can be wrong with a folder -----------------------------------------------------------------------------


def test_opening_what_is_no_case_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is not there"):
        Case.open(tmp_path / "none")
    with pytest.raises(CaseError, match="is no case"):
        Case.open(tmp_path)


def test_making_a_case_where_something_is_says_so(case: Case) -> None:
    with pytest.raises(CaseError, match="is there already"):
        Case.create(case.path, "Again", by="A. Example")


def test_a_case_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseError, match="cannot be made"):
        Case.create(tmp_path / "file" / "case", "No", by="A. Example")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("size", [0, 100, 4096, 9000])
def test_a_truncated_database_is_a_clear_error(case: Case, size: int) -> None:
    case.close()
    path = case.path / "record.db"
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises((CaseError, VerificationError)) as caught, Case.open(case.path) as broken:
        list(broken.events())
    assert caught.value.do


def test_a_changed_event_is_not_read(case: Case) -> None:
    import sqlite3

    case.close()
    db = sqlite3.connect(case.path / "record.db", isolation_level=None)
    db.execute("DROP TRIGGER event_is_never_changed")
    db.execute("UPDATE event SET raw = CAST(replace(CAST(raw AS TEXT), ':225', ':164') AS BLOB) WHERE position = 2")
    db.close()
    with Case.open(case.path) as opened, pytest.raises(VerificationError, match="position 2 was changed"):
        list(opened.events())


def test_reading_only_writes_nothing(case: Case) -> None:
    with Case.open(case.path, read_only=True) as reader:
        assert reader.size == case.size
        assert reader.model(KINDS)["case.opened"] == 1
        for write in (
            lambda: reader.append([Draft("x")]),
            lambda: reader.keep(b"x"),
            lambda: reader.erase("P-2", reason="x"),
        ):
            with pytest.raises(CaseError, match="reading only"):
                write()


def test_a_case_without_its_writer_s_key_asks_who_writes(case: Case, tmp_path: Path) -> None:
    archive = case.export(tmp_path / "a.tar")
    with import_archive(archive, tmp_path / "copy") as copy, pytest.raises(CaseError, match="Nobody has written"):
        copy.append([Draft("x")])


# -- travelling --------------------------------------------------------------------------------------------------


def test_export_import_export_is_byte_equal(case: Case, tmp_path: Path) -> None:
    first = case.export(tmp_path / "a.tar")
    with import_archive(first, tmp_path / "copy") as copy:
        assert [e.raw for e in copy.events()] == [e.raw for e in case.events()]
        assert copy.verify().ok
        second = copy.export(tmp_path / "b.tar")
    assert first.read_bytes() == second.read_bytes()


def test_an_archive_holds_no_key_and_no_value(case: Case, tmp_path: Path) -> None:
    data = case.export(tmp_path / "a.tar").read_bytes()
    assert b"Bo Example" not in data
    assert case.vault.case_key().hex().encode() not in data
    assert case.vault.case_key() not in data
    assert all(key[32:] not in data for key in case.store.wrapped_keys().values())


def test_a_copy_opens_sealed_values_once_it_has_the_bundle_of_keys(case: Case, tmp_path: Path) -> None:
    archive, bundle = case.export(tmp_path / "a.tar"), tmp_path / "keys"
    export_keys(case, bundle)
    event = next(e for e in case.events() if e.kind == "remains.found")
    with import_archive(archive, tmp_path / "copy", by="B. Example", passphrase="own") as copy:
        with pytest.raises(CaseError, match="came without its keys"):
            copy.unseal(event, "name")
        copy.append([Draft("x", {}, sealed={"name": ("P-9", "sealed in the copy")})])
        assert adopt_keys(copy, bundle) == 1
        assert copy.unseal(event, "name") == "Bo Example"
        copy.erase("P-2", reason="asked")
        assert adopt_keys(copy, bundle) == 0, "what was erased stays erased"
        assert copy.verify().ok


def test_an_archive_over_something_is_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_text("mine")
    with pytest.raises(CaseError, match="is there already"):
        case.export(tmp_path / "a.tar")
    assert (tmp_path / "a.tar").read_text() == "mine"


def test_a_damaged_archive_is_not_imported_and_nothing_is_left(case: Case, tmp_path: Path) -> None:
    archive = case.export(tmp_path / "a.tar")
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b":225", b":164"))
    with pytest.raises(VerificationError, match="does not verify"):
        import_archive(archive, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "captures/../../x", "log/events.jsonl/../x", "other"])
def test_an_archive_with_a_name_that_does_not_belong_is_refused(case: Case, tmp_path: Path, name: str) -> None:
    from antigone.record.archive import BLOCK, _write

    archive = case.export(tmp_path / "a.tar")
    with open(archive, "r+b") as file:
        file.seek(-2 * BLOCK, os.SEEK_END)
        _write(file, name, b"planted")
        file.write(bytes(2 * BLOCK))
    report = verify_path(archive)
    assert [f.code for f in report.problems] == ["record.archive"]
    assert "does not belong there" in report.problems[0].sentence


def test_an_archive_that_claims_a_huge_member_is_refused(case: Case, tmp_path: Path) -> None:
    from antigone.record.archive import _header

    archive = case.export(tmp_path / "a.tar")
    data = archive.read_bytes()
    archive.write_bytes(_header("antigone.json", 8**11 - 1) + data[512:])
    assert "ends in the middle" in verify_path(archive).problems[0].sentence


# -- laws --------------------------------------------------------------------------------------------------------

texts = st.text(st.characters(codec="utf-8"), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
bodies = st.dictionaries(texts, values, max_size=5)


@given(bodies, texts)
def test_any_body_comes_back_as_it_was(body: dict[str, object], by: str) -> None:
    chain = {
        "case": "c" * 32,
        "kind": "k",
        "prev": None,
        "recorded": "r",
        "seen": {},
        "seq": 0,
        "v": 1,
        "writer": "a" * 64,
    }
    event = decode(encode({**chain, "body": body, "by": by, "reason": None}))
    assert (event.body, event.by, event.reason) == (body, by, None)


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader_of_events(data: bytes) -> None:
    try:
        decode(data)
    except InputError:
        return


@given(st.recursive(st.none() | st.floats() | texts | st.integers(), lambda i: st.lists(i) | st.dictionaries(texts, i)))
def test_no_json_crashes_the_reader_of_events(value: object) -> None:
    import json

    try:
        decode(json.dumps(value).encode())
    except InputError:
        return


def test_a_newer_version_is_kept_and_shown(case: Case) -> None:
    import json

    from antigone.record.event import SIGNING_DOMAIN, event_id
    from antigone.record.store import Batch, Record

    batch = case.prepare([Draft("some.day", {"new": "field"})])
    raw = encode({**json.loads(batch.records[0].raw), "v": 99, "later": 1})
    last = batch.records[0]
    record = Record(
        event_id(raw), last.writer, last.seq, last.prev, raw, case.writer().secret.sign(SIGNING_DOMAIN + raw)
    )
    tree = case._tree.copy()
    tree.add(record.id)
    case.store.append(Batch((record,), case._signed_head(tree, case.writer()), batch.expect))
    event = list(case.events())[-1]
    assert event.is_newer
    assert event.body == {"new": "field"}
    report = case.verify()
    assert report.ok
    assert [f.code for f in report.findings] == ["record.newer"]


def test_read_models_ignore_how_they_were_reached(case: Case) -> None:
    events = list(case.events())
    assert KINDS.bytes(KINDS.build(events)) == KINDS.bytes(case.model(KINDS))


def test_a_case_works_on_any_store(tmp_path: Path) -> None:
    from antigone.record.keys import WriterKey, new_case_key

    (tmp_path / "keys").mkdir()
    WriterKey.new("A. Example").save(tmp_path / "keys" / "writer.json")
    new_case_key(tmp_path / "keys" / "case.json", None)
    case = Case(tmp_path, MemoryStore(), by="A. Example")
    case.id = "c" * 32
    case.append([Draft("case.opened", {"name": "In memory"})])
    fill(case)
    assert case.size == 9


def test_a_case_can_be_opened_verified_and_exported_while_others_write(case: Case, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom antigone.record import Case, Draft\n"
        "with Case.open(sys.argv[1]) as c:\n"
        "    for n in range(300): c.append([Draft('p', {'n': n}, sealed={'s': (f'P-{n % 9 + 10}', 'v')})])"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(case.path)])
    round = 0
    while process.poll() is None:
        with Case.open(case.path, read_only=True) as reader:
            reader.export(tmp_path / f"{round}.tar")
        assert verify_path(tmp_path / f"{round}.tar").problems == []
        assert verify_path(case.path).problems == []
        round += 1
    assert process.returncode == 0
    assert round > 0


def test_a_batch_whose_answer_was_lost_can_be_committed_again(case: Case) -> None:
    batch = case.prepare([Draft("once", {}, sealed={"name": ("P-7", "value")})])
    first = case.commit(batch)
    case.append([Draft("later")])
    assert case.commit(batch) == first
    with Case.open(case.path) as after_a_restart:
        assert after_a_restart.commit(batch) == first
        assert [event.kind for event in after_a_restart.events()].count("once") == 1
    assert case.verify().ok


def test_events_can_be_read_and_written_in_one_loop(case: Case) -> None:
    with Case.open(case.path) as other:
        for event in case.events():
            if event.kind == "claim.accepted":
                other.append([Draft("seen.elsewhere")])
                case.append([Draft("seen", {"position": event.position})])
    assert [e.body["position"] for e in case.events() if e.kind == "seen"] == [2, 6, 7, 8]
    assert case.verify().ok
