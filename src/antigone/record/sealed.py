"""Sealing: a personal value is encrypted under its subject's key; the event only commits to it.

A bare hash of a name is broken by guessing names. So the commitment is over a salt of 32 random bytes and the value,
and the salt is kept inside the ciphertext: with blob and key gone, nothing is left to guess against.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from antigone.core.errors import VerificationError
from antigone.record.canonical import canonical_bytes
from antigone.record.event import SealedField

_COMMIT = b"antigone/sealed/v1\n"
_SALT, _NONCE = 32, 12


@dataclass(frozen=True, slots=True)
class Erased:
    """What stands where a value was.

    Attributes:
        on: when it was erased, UTC.
        by: by whom.
        because: why.
    """

    on: str
    by: str
    because: str

    def __str__(self) -> str:
        return f"erased on {self.on[:10]}, by {self.by}, because {self.because}"


def new_subject_key() -> bytes:
    """A random AES-256 key."""
    return secrets.token_bytes(32)


def seal(field: str, value: str, *, case: str, subject: str, key: bytes) -> tuple[SealedField, bytes]:
    """Encrypt `value`; give what the event says of it, and the blob for the side table."""
    plain = secrets.token_bytes(_SALT) + value.encode("utf-8")
    commitment = commit(plain)
    nonce = secrets.token_bytes(_NONCE)
    blob = nonce + AESGCM(key).encrypt(nonce, plain, _bound(case, subject, field, commitment))
    return SealedField(field, commitment, sha256(blob).hexdigest()), blob


def unseal(sealed: SealedField, blob: bytes, *, case: str, subject: str, key: bytes) -> str:
    """The value; `VerificationError` where the blob is not what the event committed to."""
    try:
        bound = _bound(case, subject, sealed.field, sealed.commitment)
        plain = AESGCM(key).decrypt(blob[:_NONCE], blob[_NONCE:], bound)
    except (InvalidTag, ValueError):
        plain = b""
    if len(plain) < _SALT or commit(plain) != sealed.commitment:
        raise VerificationError(
            f"The sealed field '{sealed.field}' is not what its event committed to.", "Restore the case from a copy."
        )
    return plain[_SALT:].decode("utf-8")


def commit(salted: bytes) -> str:
    """The commitment (hex) to salt ‖ value."""
    return sha256(_COMMIT + salted).hexdigest()


def wrap_key(key: bytes, subject: str, *, case: str, case_key: bytes) -> bytes:
    """A subject's key under the case key, with a checksum in front that needs no key to check."""
    nonce = secrets.token_bytes(_NONCE)
    wrapped = nonce + AESGCM(case_key).encrypt(nonce, key, canonical_bytes({"case": case, "key of": subject}))
    return _checksum(subject, wrapped) + wrapped


def unwrap_key(wrapped: bytes, subject: str, *, case: str, case_key: bytes) -> bytes:
    """A subject's key back; `VerificationError` where it was changed or belongs to another case."""
    body = wrapped[32:]
    try:
        bound = canonical_bytes({"case": case, "key of": subject})
        return AESGCM(case_key).decrypt(body[:_NONCE], body[_NONCE:], bound)
    except (InvalidTag, ValueError):
        raise VerificationError(
            f"The key of subject '{subject}' does not open under this case's key.", "Restore the case from a copy."
        ) from None


def is_whole(wrapped: bytes, subject: str) -> bool:
    """True where a wrapped key is as it was written."""
    return wrapped[:32] == _checksum(subject, wrapped[32:])


def _checksum(subject: str, wrapped: bytes) -> bytes:
    return sha256(subject.encode("utf-8") + b"\n" + wrapped).digest()


def _bound(case: str, subject: str, field: str, commitment: str) -> bytes:
    """What the ciphertext is bound to, so that it cannot be moved to another person or field."""
    return canonical_bytes({"case": case, "commitment": commitment, "field": field, "subject": subject})
