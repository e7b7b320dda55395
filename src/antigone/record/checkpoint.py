"""Checkpoints: the size and root of the log, signed, as text that can be printed, mailed and signed by others.

C2SP tlog-checkpoint, signed-note and tlog-cosignature. See docs/spec/checkpoint.md.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, replace
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from antigone.core.errors import InputError, UsageError

ED25519, COSIGNATURE = 0x01, 0x04
"""Signature types of C2SP signed-note: a plain signature, and a timestamped cosignature."""
MAX_NOTE = 64 * 1024
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}\Z")
_DO = "Give the checkpoint as it was written, to the last line break."


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A public key with a name, as notes know it.

    Attributes:
        name: of the key; no space, no plus sign.
        kind: `ED25519` or `COSIGNATURE`.
        public: 32 bytes.
    """

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(c.isspace() for c in self.name):
            raise UsageError(f"'{self.name}' cannot name a key.", "Use a name without spaces and plus signs.")

    @property
    def id(self) -> bytes:
        """The four bytes that stand before each of its signatures."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        """The verifier key `name+id+base64`, to hand to others."""
        body = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{body}"

    @classmethod
    def parse(cls, text: str) -> NoteKey:
        """Read a verifier key; `InputError` where it is none."""
        try:
            name, id, body = text.strip().split("+", 2)
            raw = base64.b64decode(body, validate=True)
            key = cls(name, raw[0], raw[1:])
        except (ValueError, IndexError, UsageError):
            raise InputError(f"'{text.strip()[:60]}' is no verifier key.", "It reads name+digits+letters.") from None
        if key.id.hex() != id or len(key.public) != 32 or key.kind not in (ED25519, COSIGNATURE):
            raise InputError(f"The verifier key '{name}' is damaged.", "Copy it again, whole.")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of signature: the key's name, and its id followed by the signature itself."""

    name: str
    blob: bytes

    def __str__(self) -> str:
        return f"— {self.name} {base64.b64encode(self.blob).decode()}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log said of itself at one moment.

    Attributes:
        origin: `antigone/` and the id of the case.
        size: number of events.
        root: root of their tree, 32 bytes.
        signatures: of the writer, and of those who cosigned.
    """

    origin: str
    size: int
    root: bytes
    signatures: tuple[Signature, ...] = ()

    @property
    def body(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def __str__(self) -> str:
        return self.body + "\n" + "".join(map(str, self.signatures))

    def sign(self, secret: Ed25519PrivateKey, name: str) -> Checkpoint:
        """With a plain signature added."""
        key = NoteKey(name, ED25519, secret.public_key().public_bytes_raw())
        return self._with(name, key.id + secret.sign(self.body.encode()))

    def cosign(self, secret: Ed25519PrivateKey, name: str, time: int) -> Checkpoint:
        """With a cosignature added: the log was seen in this state at `time` (seconds since 1970, UTC)."""
        key = NoteKey(name, COSIGNATURE, secret.public_key().public_bytes_raw())
        return self._with(name, key.id + time.to_bytes(8, "big") + secret.sign(_timed(self.body, time)))

    def _with(self, name: str, blob: bytes) -> Checkpoint:
        return replace(self, signatures=(*self.signatures, Signature(name, blob)))

    def signed_by(self, key: NoteKey) -> bool:
        """True where `key` signed it.

        Raises:
            InputError: there is a signature of that key, and it is wrong (signed-note asks to refuse such a note).
        """
        found = False
        for signature in self.signatures:
            if (signature.name, signature.blob[:4]) == (key.name, key.id):
                if not _is_right(self.body, signature.blob[4:], key):
                    raise InputError(f"The signature of '{key.name}' on the checkpoint is wrong.", _DO)
                found = True
        return found

    def seen_at(self, key: NoteKey) -> int | None:
        """When `key` cosigned it (seconds since 1970), or None where it did not."""
        if key.kind != COSIGNATURE or not self.signed_by(key):
            return None
        blob = next(s.blob for s in self.signatures if (s.name, s.blob[:4]) == (key.name, key.id))
        return int.from_bytes(blob[4:12], "big")


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint; no signature is checked here.

    Raises:
        InputError: it is none, or not in its one exact form.
    """
    if len(text) > MAX_NOTE:
        raise InputError("That is too long to be a checkpoint.", _DO)
    body, gap, tail = text.partition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) != 3 or not lines[0] or not _SIZE.match(lines[1]) or not tail.endswith("\n"):
        raise InputError("That is no checkpoint.", _DO)
    signatures = tuple(_parse_signature(line) for line in tail[:-1].split("\n"))
    checkpoint = Checkpoint(lines[0], int(lines[1]), _base64(lines[2]), signatures)
    if len(checkpoint.root) != 32 or str(checkpoint) != text:
        raise InputError("That checkpoint is not in its exact form.", _DO)
    return checkpoint


def _parse_signature(line: str) -> Signature:
    dash, name, blob = [*line.split(" "), "", "", ""][:3]
    if dash != "—" or not name or line.count(" ") != 2:
        raise InputError("A signature line of the checkpoint cannot be read.", _DO)
    return Signature(name, _base64(blob))


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InputError("The checkpoint holds a line that is no base64.", _DO) from None


def _is_right(body: str, signed: bytes, key: NoteKey) -> bool:
    message = body.encode()
    if key.kind == COSIGNATURE:
        message, signed = _timed(body, int.from_bytes(signed[:8], "big")), signed[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signed, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _timed(body: str, time: int) -> bytes:
    """The message of a cosignature (C2SP tlog-cosignature)."""
    return f"cosignature/v1\ntime {time}\n{body}".encode()
