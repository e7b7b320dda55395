"""One event: an envelope of plain JSON values, its exact bytes, its id and its signature. See docs/spec/event.md."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from antigone.core.errors import InputError, LimitError
from antigone.core.when import Period
from antigone.record.canonical import canonical_bytes
from antigone.record.merkle import leaf_hash
from antigone.record.upcast import SCHEMA_VERSION, upcast

SIGNING_DOMAIN = b"antigone/event/v1\n"
"""Put before the bytes that a writer signs, so that no signature made here means anything elsewhere."""
MAX_EVENT = 4 * 1024 * 1024
"""Most bytes of one event; larger things are kept as captures and named by their hash."""

_REQUIRED = ("body", "by", "case", "kind", "prev", "recorded", "seen", "seq", "v", "writer")
_OPTIONAL = ("corrects", "occurred", "reason", "sealed", "source")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a caller wants written; the case adds who, when and where in the chain.

    Attributes:
        kind: dotted name, `claim.accepted`.
        body: plain JSON values without floats.
        occurred: when it happened in the world, as far as known.
        source: sha256 (hex) of the kept copy it rests on.
        corrects: id of the event that this one corrects; needs a `reason`.
        reason: why, in words.
        sealed: personal values by field name: `{"name": ("P-0012", "…")}`; the first of each pair is the subject,
            a code that says nothing about the person.
    """

    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)
    occurred: Period | None = None
    source: str | None = None
    corrects: str | None = None
    reason: str | None = None
    sealed: Mapping[str, tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class SealedField:
    """A personal value that the event only commits to.

    Attributes:
        field: its name.
        commitment: SHA-256 (hex) over salt and value.
        blob: SHA-256 (hex) of the ciphertext in the side table.
    """

    field: str
    commitment: str
    blob: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event as read. `raw` is what counts; every other field is read from it.

    Attributes:
        id: SHA-256(0x00 ‖ raw), hex; also its leaf hash in the tree.
        kind, body, by, source, corrects, reason, occurred: see `Draft`; `body` is in the newest form (upcast).
        recorded: UTC by the writer's clock, ISO 8601 with microseconds and `Z`.
        case: id of the case.
        writer: the writer's Ed25519 public key, hex.
        seq: the writer's own count, from 0.
        prev: id of the writer's previous event; None at seq 0.
        seen: for each *other* writer, the last seq that this writer had when writing.
        sealed: fields kept under a subject's key.
        v: schema version it was written in.
        raw: the exact canonical bytes.
        signature: Ed25519 over `SIGNING_DOMAIN ‖ raw`.
        position: place in this log's arrival order, from 0.
    """

    id: str
    kind: str
    body: dict[str, Any]
    recorded: str
    by: str
    case: str
    writer: str
    seq: int
    prev: str | None
    seen: dict[str, int]
    occurred: Period | None
    source: str | None
    corrects: str | None
    reason: str | None
    sealed: tuple[SealedField, ...]
    v: int
    raw: bytes
    signature: bytes
    position: int

    @property
    def is_newer(self) -> bool:
        """True where it was written by a newer version than this one: kept and shown, its body left as it is."""
        return self.v > SCHEMA_VERSION


def event_id(raw: bytes) -> bytes:
    """The id of an event with these exact bytes."""
    return leaf_hash(raw)


def encode(envelope: Mapping[str, Any]) -> bytes:
    """Canonical bytes of an envelope; optional fields that are None are left out."""
    kept = {key: value for key, value in envelope.items() if value is not None or key not in _OPTIONAL}
    raw = canonical_bytes(kept)
    if len(raw) > MAX_EVENT:
        raise LimitError(f"One event holds {len(raw):,} bytes; {MAX_EVENT:,} is the most.", "Keep it as a capture.")
    return raw


def decode(raw: bytes, *, signature: bytes = b"", position: int = -1) -> Event:
    """Read an event from its exact bytes.

    Raises:
        InputError: the bytes are no envelope; the message says which field is wrong.
    """
    return event_of(parse_envelope(raw), raw, signature=signature, position=position)


def event_of(envelope: dict[str, Any], raw: bytes, *, signature: bytes, position: int) -> Event:
    """The event that a sound envelope gives; see `decode`."""
    envelope = upcast(envelope)
    occurred = envelope.get("occurred")
    return Event(
        id=event_id(raw).hex(),
        kind=envelope["kind"],
        body=envelope["body"],
        recorded=envelope["recorded"],
        by=envelope["by"],
        case=envelope["case"],
        writer=envelope["writer"],
        seq=envelope["seq"],
        prev=envelope["prev"],
        seen=envelope["seen"],
        occurred=Period.parse(occurred.get("from", ""), occurred.get("to", "")) if occurred else None,
        source=envelope.get("source"),
        corrects=envelope.get("corrects"),
        reason=envelope.get("reason"),
        sealed=tuple(SealedField(s["field"], s["commitment"], s["blob"]) for s in envelope.get("sealed", ())),
        v=envelope["v"],
        raw=raw,
        signature=signature,
        position=position,
    )


def parse_envelope(raw: bytes) -> dict[str, Any]:
    """The envelope as plain values, its fields of the right type."""
    try:
        envelope = json.loads(raw)
    except (ValueError, RecursionError):
        raise InputError("These bytes are no event: they are not JSON.", "Restore the record from a copy.") from None
    wrong = "no JSON object" if not isinstance(envelope, dict) else _wrong_field(envelope)
    if wrong:
        raise InputError(f"These bytes are no event: {wrong}.", "Restore the record from a copy.")
    return envelope  # type: ignore[no-any-return]


def _wrong_field(envelope: dict[str, Any]) -> str:
    """Name the first field that is missing or of the wrong type; empty where all are right."""
    for name in _REQUIRED:
        if name not in envelope:
            return f"the field '{name}' is missing"
    for name in ("by", "case", "kind", "recorded"):
        if not isinstance(envelope[name], str):
            return f"'{name}' is no text"
    if not _CASE(envelope["case"]):
        return "'case' is no 32 hexadecimal digits"
    for name in ("source", "corrects", "reason"):
        if not isinstance(envelope.get(name, ""), str):
            return f"'{name}' is no text"
    if not isinstance(envelope["body"], dict):
        return "'body' is no object"
    for name in ("seq", "v"):
        if type(envelope[name]) is not int or envelope[name] < 0:
            return f"'{name}' is no count"
    if not is_hex(envelope["writer"]) or not (envelope["prev"] is None or is_hex(envelope["prev"])):
        return "'writer' or 'prev' is no 64 hexadecimal digits"
    if (envelope["prev"] is None) != (envelope["seq"] == 0):
        return "'prev' must be absent at seq 0 and only there"
    if not _is_seen(envelope["seen"]):
        return "'seen' is no table of writers and counts"
    if not _is_sealed(envelope.get("sealed", [])):
        return "'sealed' is no list of field, commitment and blob"
    return _wrong_period(envelope["occurred"]) if "occurred" in envelope else ""


_CASE = re.compile(r"[0-9a-f]{32}").fullmatch
_HEX = re.compile(r"[0-9a-f]{64}").fullmatch


def is_hex(text: object) -> bool:
    """True for exactly 64 lower-case hexadecimal digits: a hash, or a public key."""
    return isinstance(text, str) and _HEX(text) is not None


def _is_seen(seen: object) -> bool:
    return isinstance(seen, dict) and all(is_hex(w) and type(s) is int and s >= 0 for w, s in seen.items())


def _is_sealed(sealed: object) -> bool:
    return isinstance(sealed, list) and all(
        isinstance(s, dict)
        and isinstance(s.get("field"), str)
        and is_hex(s.get("commitment"))
        and is_hex(s.get("blob"))
        for s in sealed
    )


def _wrong_period(occurred: object) -> str:
    if not isinstance(occurred, dict) or not all(isinstance(occurred.get(k, ""), str) for k in ("from", "to")):
        return "'occurred' is no period"
    try:
        Period.parse(occurred.get("from", ""), occurred.get("to", ""))
    except InputError as error:
        return f"'occurred' is no period: {error.message}"
    return ""


def period_json(period: Period | None) -> dict[str, str] | None:
    """`{"from": …, "to": …}` with unknown ends left out; None for a wholly unknown period."""
    if period is None or period.is_unknown:
        return None
    ends = {"from": period.start, "to": period.end}
    return {name: str(end) for name, end in ends.items() if end is not None}
