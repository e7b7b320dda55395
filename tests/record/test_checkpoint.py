"""Checkpoints as signed notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import AntigoneError, CaseError, InputError, UsageError, VerificationError
from antigone.record import Case, Draft, import_archive
from antigone.record.checkpoint import (
    COSIGNATURE,
    ED25519,
    Checkpoint,
    NoteKey,
    _is_right,
    _parse_signature,
    parse_checkpoint,
)
from antigone.record.witness import cosign, keep_checkpoint, new_cosigner, trust

SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes_raw()
KEY = NoteKey("antigone/case", ED25519, PUBLIC)
CHECKPOINT = Checkpoint("antigone/case", 12, bytes(range(32))).sign(SECRET, "antigone/case")


def test_a_published_note_verifies() -> None:
    """The example of the note format in Go's golang.org/x/mod/sumdb/note."""
    key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    signature = _parse_signature(line)
    assert signature.blob[:4] == key.id
    assert _is_right(text, signature.blob[4:], key)
    assert not _is_right(text + "!", signature.blob[4:], key)


def test_a_checkpoint_reads_back_and_knows_its_signer() -> None:
    again = parse_checkpoint(str(CHECKPOINT))
    assert again == CHECKPOINT
    assert again.signed_by(KEY)
    assert not again.signed_by(NoteKey("somebody", ED25519, PUBLIC))
    assert str(again).startswith("antigone/case\n12\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— antigone/case ")


def test_a_cosignature_says_when() -> None:
    both = CHECKPOINT.cosign(SECRET, "partner.example", 1_641_340_800)
    key = NoteKey("partner.example", COSIGNATURE, PUBLIC)
    assert parse_checkpoint(str(both)).seen_at(key) == 1_641_340_800
    assert both.signed_by(KEY)
    assert CHECKPOINT.seen_at(key) is None


def test_a_wrong_signature_is_refused_and_not_overlooked() -> None:
    forged = Checkpoint("antigone/case", 13, CHECKPOINT.root, CHECKPOINT.signatures)
    with pytest.raises(InputError, match="signature of 'antigone/case' on the checkpoint is wrong"):
        forged.signed_by(KEY)


@given(st.data())
def test_no_byte_of_a_checkpoint_can_change(data: st.DataObject) -> None:
    raw = str(CHECKPOINT).encode()
    at = data.draw(st.integers(0, len(raw) - 1))
    changed = raw[:at] + bytes([raw[at] ^ (1 << data.draw(st.integers(0, 7)))]) + raw[at + 1 :]
    try:
        assert not parse_checkpoint(changed.decode()).signed_by(KEY)
    except (InputError, UnicodeDecodeError):
        return


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    for reader in (parse_checkpoint, NoteKey.parse):
        try:
            reader(text)
        except AntigoneError:
            continue


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_a_key_s_name_must_fit_the_format(name: str) -> None:
    with pytest.raises(UsageError):
        NoteKey(name, ED25519, PUBLIC)


def test_a_verifier_key_reads_back_and_a_damaged_one_does_not() -> None:
    assert NoteKey.parse(str(KEY)) == KEY
    with pytest.raises(InputError):
        NoteKey.parse(str(KEY).replace("case+", "cafe+"))


# -- in a case ---------------------------------------------------------------------------------------------------


def test_every_append_leaves_a_signed_checkpoint(case: Case) -> None:
    writer = NoteKey(case.origin, ED25519, bytes.fromhex(case.writer().public))
    assert case.checkpoint().size == case.size
    assert case.checkpoint().signed_by(writer)


def test_a_trusted_partner_s_cosignature_is_kept_and_reported(case: Case, tmp_path: Path) -> None:
    verifier = new_cosigner("partner.example", tmp_path / "partner.key")
    trust(case, str(verifier))
    note = cosign(str(case.checkpoint()), tmp_path / "partner.key", at=1_700_000_000, leaves=case)
    size = case.size
    assert keep_checkpoint(case, note)[1] == ["partner.example"]
    case.append([Draft("later")])
    assert case.verify().cosigned == {"partner.example": size}


def test_a_cosigner_sees_a_rewritten_history(case: Case, tmp_path: Path) -> None:
    new_cosigner("partner.example", tmp_path / "partner.key")
    archive = case.export(tmp_path / "a.tar")
    case.append([Draft("one")])
    signed = str(case.checkpoint())
    with import_archive(archive, tmp_path / "copy", by="B. Example") as copy:
        copy.append([Draft("another"), Draft("more")])
        with pytest.raises(VerificationError, match="are not those that the checkpoint was made over"):
            cosign(str(copy.checkpoint()), tmp_path / "partner.key", earlier=signed, leaves=copy)


def test_a_checkpoint_of_another_case_or_of_nobody_is_not_kept(case: Case) -> None:
    with pytest.raises(InputError, match="another case"):
        keep_checkpoint(case, str(CHECKPOINT))
    size, root = case.size, case.checkpoint().root
    with pytest.raises(InputError, match="No writer of this case"):
        keep_checkpoint(case, str(Checkpoint(case.origin, size, root).sign(SECRET, case.origin)))
    with pytest.raises(VerificationError, match="99 events"):
        keep_checkpoint(case, str(Checkpoint(case.origin, 99, root).sign(SECRET, case.origin)))


def test_a_cosigner_s_key_is_never_written_over(tmp_path: Path) -> None:
    new_cosigner("partner.example", tmp_path / "key")
    with pytest.raises(CaseError, match="is there already"):
        new_cosigner("partner.example", tmp_path / "key")
