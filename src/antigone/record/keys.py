"""The keys of a case: who writes, and what opens sealed values. They lie in `CASE/keys/`, readable by the owner only.

`writer.json` signs events. `case.json` holds the case key, which wraps the keys of the subjects; it is itself wrapped
under a passphrase (argon2id, RFC 9106), or lies open, to be guarded like a key.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from antigone.core.errors import CaseError

ARGON2 = {"time": 3, "memory": 65536, "lanes": 4}
"""RFC 9106's second recommended setting: 3 passes over 64 MiB (memory in KiB), 4 lanes."""
_ARGON2_MOST = {"time": 64, "memory": 4 * 1024 * 1024, "lanes": 64}
_WRAPPED = b"antigone/case-key/v1"


@dataclass(frozen=True, slots=True)
class WriterKey:
    """One writer's signing key.

    Attributes:
        secret: the Ed25519 key.
        by: the person who writes, by default.
        public: 32 bytes as hex: the writer's name in every event.
    """

    secret: Ed25519PrivateKey
    by: str
    public: str

    @classmethod
    def new(cls, by: str, seed: bytes | None = None) -> WriterKey:
        """A fresh key, or the one that `seed` (32 bytes) gives."""
        secret = Ed25519PrivateKey.from_private_bytes(seed or secrets.token_bytes(32))
        public = secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        return cls(secret, by, public)

    def save(self, path: Path) -> None:
        """Write it where only the owner can read it."""
        write_private(path, {"v": 1, "kind": "ed25519", "by": self.by, "seed": self.secret.private_bytes_raw().hex()})

    @classmethod
    def load(cls, path: Path) -> WriterKey:
        """Read it back; `CaseError` where it is damaged."""
        data = read_private(path)
        try:
            return cls.new(str(data["by"]), bytes.fromhex(data["seed"]))
        except (KeyError, TypeError, ValueError):
            raise _damaged(path) from None


def new_case_key(path: Path, passphrase: str | None) -> bytes:
    """Make the key (32 bytes) that wraps the subjects' keys, and keep it at `path`."""
    key = secrets.token_bytes(32)
    save_case_key(path, key, passphrase)
    return key


def save_case_key(path: Path, key: bytes, passphrase: str | None) -> None:
    """Keep the case key, under a passphrase where there is one."""
    if passphrase is None:
        write_private(path, {"v": 1, "kind": "plain", "key": key.hex()})
        return
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_stretch(passphrase, salt, ARGON2)).encrypt(nonce, key, _WRAPPED)
    parts = {"salt": salt.hex(), "nonce": nonce.hex(), "wrapped": wrapped.hex()}
    write_private(path, {"v": 1, "kind": "argon2id", **ARGON2, **parts})


def needs_passphrase(path: Path) -> bool:
    """True where the case key lies under a passphrase."""
    return read_private(path).get("kind") == "argon2id"


def load_case_key(path: Path, passphrase: str | None) -> bytes:
    """The case key.

    Raises:
        CaseError: a passphrase is needed, or is wrong, or the file is damaged or missing.
    """
    return open_case_key(read_private(path), path, passphrase)


def open_case_key(data: dict[str, Any], path: Path, passphrase: str | None) -> bytes:
    """The case key out of what a file says; see `load_case_key`."""
    try:
        if data["kind"] == "plain":
            return bytes.fromhex(data["key"])
        if passphrase is None:
            raise CaseError("The sealed values of this case need its passphrase.", "Give it with --passphrase-file.")
        cost = {name: int(data[name]) for name in ARGON2}
        if any(not 0 < cost[name] <= most for name, most in _ARGON2_MOST.items()):
            raise _damaged(path)
        salt, nonce, wrapped = (bytes.fromhex(data[name]) for name in ("salt", "nonce", "wrapped"))
        return AESGCM(_stretch(passphrase, salt, cost)).decrypt(nonce, wrapped, _WRAPPED)
    except (KeyError, TypeError, ValueError):
        raise _damaged(path) from None
    except InvalidTag:
        raise CaseError("The passphrase is wrong.", "Nothing was changed; try again.") from None


def _stretch(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passphrase.encode("utf-8"), salt, cost["time"], cost["memory"], cost["lanes"], hash_len=32, type=Type.ID
    )


def write_private(path: Path, data: dict[str, Any]) -> None:
    """Write a small JSON file with mode 0600, whole or not at all."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def read_private(path: Path) -> dict[str, Any]:
    """Read it back; `CaseError` where it is missing or damaged."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise CaseError(
            f"The key {path.name} is not in {path.parent}.", "Bring it from where the case was made."
        ) from None
    except (ValueError, OSError):
        raise _damaged(path) from None
    if not isinstance(data, dict):
        raise _damaged(path)
    return data


def _damaged(path: Path) -> CaseError:
    return CaseError(f"The key file {path} is damaged.", "Restore it from a copy.")
