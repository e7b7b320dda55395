"""Sealing, its keys, and reading old versions."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import CaseError, VerificationError
from antigone.record.event import decode, encode
from antigone.record.keys import WriterKey, load_case_key, new_case_key
from antigone.record.sealed import is_whole, new_subject_key, seal, unseal, unwrap_key, wrap_key
from antigone.record.upcast import upcast

KEY = bytes(range(32))


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_sealed_opens_to_the_same(value: str) -> None:
    entry, blob = seal("name", value, case="c", subject="P-1", key=KEY)
    assert unseal(entry, blob, case="c", subject="P-1", key=KEY) == value
    assert entry.blob == sha256(blob).hexdigest()


@given(st.data())
def test_a_blob_changed_anywhere_does_not_open(data: st.DataObject) -> None:
    entry, blob = seal("name", "Ада Пример", case="c", subject="P-1", key=KEY)
    at = data.draw(st.integers(0, len(blob) - 1))
    changed = blob[:at] + bytes([blob[at] ^ data.draw(st.integers(1, 255))]) + blob[at + 1 :]
    with pytest.raises(VerificationError):
        unseal(entry, changed, case="c", subject="P-1", key=KEY)


@pytest.mark.parametrize(
    "other",
    [{"case": "d"}, {"subject": "P-2"}, {"key": bytes(32)}],
    ids=["another case", "another person", "another key"],
)
def test_a_blob_cannot_be_moved(other: dict[str, Any]) -> None:
    entry, blob = seal("name", "value", case="c", subject="P-1", key=KEY)
    with pytest.raises(VerificationError):
        unseal(entry, blob, **{"case": "c", "subject": "P-1", "key": KEY, **other})


def test_a_commitment_cannot_be_guessed_from_the_value() -> None:
    guesses = {sha256(b"antigone/sealed/v1\n" + name.encode()).hexdigest() for name in ("Ada", "Bo")}
    entry, _ = seal("name", "Ada", case="c", subject="P-1", key=KEY)
    assert entry.commitment not in guesses


def test_a_subject_s_key_opens_under_its_case_key_only() -> None:
    key = new_subject_key()
    wrapped = wrap_key(key, "P-1", case="c", case_key=KEY)
    assert unwrap_key(wrapped, "P-1", case="c", case_key=KEY) == key
    assert is_whole(wrapped, "P-1")
    assert not is_whole(wrapped, "P-2")
    for subject, case, case_key in (("P-2", "c", KEY), ("P-1", "d", KEY), ("P-1", "c", bytes(32))):
        with pytest.raises(VerificationError):
            unwrap_key(wrapped, subject, case=case, case_key=case_key)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"kind": "plain"}', b'{"kind": "plain", "key": 5}', b"\xff"])
def test_a_damaged_key_file_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(CaseError, match="damaged"):
        load_case_key(tmp_path / "key", None)
    with pytest.raises(CaseError, match="damaged"):
        WriterKey.load(tmp_path / "key")


def test_a_key_file_cannot_ask_for_endless_work(tmp_path: Path) -> None:
    path = tmp_path / "key"
    new_case_key(path, "secret")
    data = json.loads(path.read_text())
    path.write_text(json.dumps({**data, "memory": 2**40}))
    with pytest.raises(CaseError, match="damaged"):
        load_case_key(path, "secret")


def test_a_missing_key_file_says_where_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is not in"):
        load_case_key(tmp_path / "case.json", None)


# -- old versions ------------------------------------------------------------------------------------------------


def test_old_versions_are_read_as_new_ones_step_by_step() -> None:
    def to_two(envelope: dict[str, Any]) -> dict[str, Any]:
        return {**envelope, "body": {"least": envelope["body"]["low"]}}

    def to_three(envelope: dict[str, Any]) -> dict[str, Any]:
        return {**envelope, "body": {"count": [envelope["body"]["least"], None]}}

    steps = {1: to_two, 2: to_three}
    old = {"v": 1, "body": {"low": 7}}
    assert upcast(old, steps, 3) == {"v": 1, "body": {"count": [7, None]}}
    assert upcast({"v": 2, "body": {"least": 7}}, steps, 3) == {"v": 2, "body": {"count": [7, None]}}
    assert upcast({"v": 3, "body": {"count": [7, None]}}, steps, 3)["body"] == {"count": [7, None]}
    assert old == {"v": 1, "body": {"low": 7}}, "what was written stays as it was"


def test_a_newer_version_is_handed_on_untouched() -> None:
    chain = {
        "case": "c" * 32,
        "kind": "k",
        "prev": None,
        "recorded": "r",
        "seen": {},
        "seq": 0,
        "writer": "a" * 64,
        "by": "",
    }
    event = decode(encode({**chain, "v": 9, "body": {"anything": [1]}}))
    assert (event.v, event.is_newer, event.body) == (9, True, {"anything": [1]})
