"""Cosigning: others sign what a log said of itself, so that it cannot later say something else to somebody else."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from antigone.core.errors import CaseError, InputError, UsageError, VerificationError
from antigone.record.case import Case
from antigone.record.checkpoint import COSIGNATURE, ED25519, Checkpoint, NoteKey, parse_checkpoint
from antigone.record.event import Draft, Event
from antigone.record.keys import read_private, write_private
from antigone.record.merkle import Frontier


def new_cosigner(name: str, path: Path) -> NoteKey:
    """Make a key to cosign with, keep it at `path` (mode 0600), and give its public part to hand to the case.

    Raises:
        CaseError: something is there already.
    """
    if path.exists():
        raise CaseError(f"{path} is there already.", "Choose another name; never write over a key.")
    seed = secrets.token_bytes(32)
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    key = NoteKey(name, COSIGNATURE, public)
    write_private(path, {"v": 1, "kind": "cosigner", "name": name, "seed": seed.hex(), "verifier": str(key)})
    return key


def cosign(note: str, key_path: Path, *, at: int | None = None, earlier: str = "", leaves: Case | None = None) -> str:
    """The checkpoint with a cosignature added.

    Args:
        note: the checkpoint.
        key_path: a key made by `new_cosigner`.
        at: when it was seen, seconds since 1970 (UTC); now by default.
        earlier: a checkpoint of the same case that this key's holder cosigned before.
        leaves: the case or a copy of it; needed with `earlier`, to see that nothing before it was changed.

    Raises:
        VerificationError: the log is not a continuation of the earlier checkpoint.
    """
    checkpoint = parse_checkpoint(note)
    if leaves is not None:
        check_against(leaves, checkpoint)
        if earlier:
            check_against(leaves, parse_checkpoint(earlier))
    elif earlier:
        raise UsageError("Two checkpoints can be compared only over the events.", "Name the case or a copy of it.")
    data = read_private(key_path)
    try:
        secret = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(data["seed"]))
        return str(checkpoint.cosign(secret, data["name"], int(time.time()) if at is None else at))
    except (KeyError, TypeError, ValueError):
        raise CaseError(f"{key_path} is no key to cosign with.", "Make one with `antigone checkpoint key`.") from None


def check_against(case: Case, checkpoint: Checkpoint) -> None:
    """Hold a checkpoint against the events of a case.

    Raises:
        InputError: it is of another case.
        VerificationError: the events up to its size are not those it was made over.
    """
    if checkpoint.origin != case.origin:
        raise InputError(f"That checkpoint is of another case ({checkpoint.origin}).", "Ask for the right one.")
    if checkpoint.size > case.size:
        raise VerificationError(
            f"The checkpoint counts {checkpoint.size:,} events; {case.size:,} are here.",
            "Either this copy is older than the checkpoint, or events were removed at its end.",
        )
    tree = Frontier()
    for position, record in case.store.read():
        if position == checkpoint.size:
            break
        tree.add(record.id)
    if tree.root() != checkpoint.root:
        raise VerificationError(
            f"The first {checkpoint.size:,} events are not those that the checkpoint was made over.",
            "Something before it was changed, removed or inserted. Keep both copies.",
        )


def trust(case: Case, verifier: str) -> Event:
    """Record that a cosigner's key is trusted from now on; the decision is itself an event."""
    key = NoteKey.parse(verifier)
    return case.append([Draft("cosigner.trusted", {"key": str(key), "name": key.name})])[0]


def trusted(case: Case) -> list[NoteKey]:
    """The keys that the case trusts."""
    return trusted_in(case.events())


def trusted_in(events: Iterable[Event]) -> list[NoteKey]:
    """The same from events that were read before."""
    return [NoteKey.parse(e.body["key"]) for e in events if e.kind == "cosigner.trusted"]


def keep_checkpoint(case: Case, note: str) -> tuple[Checkpoint, list[str]]:
    """Check a checkpoint that came back, keep it with the case, and give it with the names of who signed it.

    Raises:
        InputError: not of this case, or nobody known signed it, or a signature is wrong.
        VerificationError: it does not match the events.
    """
    checkpoint = parse_checkpoint(note)
    check_against(case, checkpoint)
    writers = [NoteKey(case.origin, ED25519, bytes.fromhex(writer)) for writer in case.store.heads()]
    if True not in [checkpoint.signed_by(key) for key in writers]:
        raise InputError("No writer of this case signed that checkpoint.", "Ask for it again.")
    known = [key.name for key in trusted(case) if checkpoint.signed_by(key)]
    case.store.keep_note(note)
    return checkpoint, known
