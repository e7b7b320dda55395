"""The vault: what is sealed under the subjects of a case, and the keys that open it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from antigone.core.errors import CaseError, InputError, NotFoundError, UsageError, VerificationError
from antigone.record import sealed as sealing
from antigone.record.event import Draft, Event, is_hex
from antigone.record.keys import load_case_key
from antigone.record.sealed import Erased
from antigone.record.store import Box, Store


@dataclass
class Register:
    """What the log says of copies and erasures, read as far as `size`.

    Attributes:
        size: events read.
        kept: hashes of copies that `capture.kept` events name.
        erased: what stands in place of a blob that was erased.
        erased_subjects: their codes.
    """

    size: int = 0
    kept: set[str] = field(default_factory=set)
    erased: dict[str, Erased] = field(default_factory=dict)
    erased_subjects: set[str] = field(default_factory=set)

    def copy(self) -> Register:
        """The same, apart."""
        return Register(self.size, set(self.kept), dict(self.erased), set(self.erased_subjects))

    def read(self, events: Iterable[Event]) -> Register:
        """Take in further events, and give itself."""
        for event in events:
            self.size = event.position + 1
            if event.kind == "capture.kept" and event.source:
                self.kept.add(event.source)
            elif event.kind == "erased":
                self.erased.update(erasures(event))
                self.erased_subjects.add(str(event.body.get("subject", "")))
        return self


def erasures(event: Event) -> dict[str, Erased]:
    """What an `erased` event takes away, by blob; empty for any other event."""
    blobs = event.body.get("blobs")
    if event.kind != "erased" or not isinstance(blobs, list):
        return {}
    erased = Erased(event.recorded, str(event.body.get("by", event.by)), event.reason or "")
    return {blob: erased for blob in blobs if is_hex(blob)}


class Vault:
    """Seals and unseals.

    Args:
        store: where blobs and wrapped keys lie.
        key_path: file of the case key.
        passphrase: of the case key, where it has one.
        register: gives what the log says of erasures, up to date.
    """

    def __init__(self, store: Store, key_path: Path, passphrase: str | None, register: Callable[[], Register]) -> None:
        self._store = store
        self._key_path = key_path
        self._passphrase = passphrase
        self._register = register
        self._case_key: bytes | None = None

    def case_key(self) -> bytes:
        """The key that wraps the subjects' keys; `CaseError` where it is missing or the passphrase wrong."""
        if self._case_key is None:
            self._case_key = load_case_key(self._key_path, self._passphrase)
        return self._case_key

    def seal(self, case: str, draft: Draft, boxes: list[Box], fresh: dict[str, bytes]) -> list[dict[str, str]]:
        """Seal a draft's personal values; give what the event says of them.

        Args:
            case: id of the case.
            draft: with its values in clear.
            boxes: takes the blobs.
            fresh: takes keys of subjects that had none, wrapped.
        """
        said = []
        for name, (subject, value) in sorted((draft.sealed or {}).items()):
            if not subject or not isinstance(value, str):
                raise InputError(f"The sealed field '{name}' needs the code of a subject and a text.", "Give both.")
            entry, blob = sealing.seal(name, value, case=case, subject=subject, key=self._key(case, subject, fresh))
            boxes.append(Box(bytes.fromhex(entry.blob), subject, blob))
            said.append({"blob": entry.blob, "commitment": entry.commitment, "field": name})
        return said

    def _key(self, case: str, subject: str, fresh: dict[str, bytes]) -> bytes:
        """The subject's key, made on first use; a subject once erased gets no new one."""
        wrapped = fresh.get(subject) or self._store.wrapped_key(subject)
        if wrapped is None:
            if subject in self._register().erased_subjects:
                raise UsageError(f"The subject '{subject}' was erased.", "Use a new code for what was said since.")
            wrapped = sealing.wrap_key(sealing.new_subject_key(), subject, case=case, case_key=self.case_key())
            fresh[subject] = wrapped
        return sealing.unwrap_key(wrapped, subject, case=case, case_key=self.case_key())

    def unseal(self, event: Event, name: str) -> str | Erased:
        """See `Case.unseal`."""
        entry = next((s for s in event.sealed if s.field == name), None)
        if entry is None:
            raise NotFoundError(f"The event has no sealed field '{name}'.", "See its `sealed` fields.")
        gone = self._register().erased.get(entry.blob)
        if gone is not None:
            return gone
        box = self._store.box(bytes.fromhex(entry.blob))
        if box is None:
            raise VerificationError(f"The sealed field '{name}' is missing.", "Restore the case from a copy.")
        wrapped = self._store.wrapped_key(box.subject) if box.subject is not None else None
        if box.subject is None or wrapped is None:
            raise CaseError("This copy of the case came without its keys.", "Bring the bundle of keys by another way.")
        key = sealing.unwrap_key(wrapped, box.subject, case=event.case, case_key=self.case_key())
        return sealing.unseal(entry, box.data, case=event.case, subject=box.subject, key=key)
