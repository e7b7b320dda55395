"""Drafts: what was typed into a form and not sent yet. Kept on the server, sealed, and gone after thirty days.

A draft is no event: it may be about people, it is nobody's statement yet, and it has to go without a trace. So it lies
in a folder beside the record, each in a file of its own, encrypted under a key of its own which the case key wraps.
Who threw the file away threw the key away. No archive and no bundle takes drafts along.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from antigone.core.errors import AntigoneError, InputError, LimitError, NotFoundError, VerificationError
from antigone.core.told import told
from antigone.record import sealed
from antigone.record.case import Case
from antigone.record.event import SealedField

FOLDER = "drafts"
KEPT_DAYS = 30
MOST = 100
"""So many drafts one person may have."""
_ID = re.compile(r"[\w-]{16,64}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that waits to be finished.

    Attributes:
        id: the one-time id of the form.
        form: key of the form.
        path: address of the page where it goes on.
        sent: what was typed.
        saved: when, UTC, ISO 8601.
    """

    id: str
    form: str
    path: str
    sent: Mapping[str, str]
    saved: str = ""

    @property
    def address(self) -> str:
        """Where it goes on."""
        return f"{self.path}?draft={self.id}"

    @property
    def about(self) -> str:
        """The last part of its address that names something: a code, most often."""
        named = [part for part in self.path.split("/") if any(letter.isdigit() for letter in part)]
        return named[-1] if named else ""


def is_id(text: str) -> bool:
    """True for what may be the one-time id of a form."""
    return _ID.match(text) is not None


class Drafts:
    """The drafts of one person in one case.

    Args:
        case: its folder.
        owner: name of the account; empty for the one person on this machine.
        clock: seconds since 1970.
    """

    def __init__(self, case: Path, owner: str, clock: Callable[[], float] = time.time) -> None:
        self.case, self.owner, self.clock = case, owner, clock
        self.folder = case / FOLDER / sha256(owner.casefold().encode("utf-8")).hexdigest()[:32]

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of an earlier one of its id.

        Raises:
            CaseError: this copy of the case has no key to seal with. LimitError: the person has too many.
        """
        self.clear_out()
        path = self._path(draft.id)
        if not path.exists() and len(self._files()) >= MOST:
            raise LimitError(told("You have {most} unfinished forms.", most=MOST), "Finish one, or throw one away.")
        saved = datetime.fromtimestamp(self.clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        values = {"form": draft.form, "path": draft.path, "sent": dict(draft.sent), "saved": saved}
        data = self._sealed(draft.id, json.dumps(values, ensure_ascii=False))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self.folder / f".{draft.id}.{os.getpid()}"
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        os.utime(part, (self.clock(), self.clock()))
        part.replace(path)

    def all(self, form: str = "") -> list[Draft]:
        """The person's drafts of one form (or of all), the newest first."""
        self.clear_out()
        found = [draft for path in self._files() if (draft := self._read(path)) and form in ("", draft.form)]
        return sorted(found, key=lambda draft: draft.saved, reverse=True)

    def get(self, id: str) -> Draft:
        """One of the person's drafts; `NotFoundError` where it was sent, thrown away, or is another's."""
        self.clear_out()
        draft = self._read(self._path(id)) if is_id(id) else None
        if draft is None:
            raise NotFoundError("There is no such draft.", "It was sent, thrown away, or is older than thirty days.")
        return draft

    def drop(self, id: str) -> None:
        """Throw a draft away; nothing happens where there is none."""
        if is_id(id):
            self._path(id).unlink(missing_ok=True)

    def clear_out(self) -> None:
        """Throw away what everybody left lying for thirty days."""
        oldest = self.clock() - KEPT_DAYS * 86400
        for path in (self.case / FOLDER).glob("*/*"):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    # -- files ----------------------------------------------------------------------------------------------------

    def _path(self, id: str) -> Path:
        if not is_id(id):
            raise InputError("That is no id of a form.", "Open the form anew.")
        return self.folder / id

    def _files(self) -> list[Path]:
        return [path for path in self.folder.glob("*") if is_id(path.name)]

    @cached_property
    def _sealing(self) -> tuple[str, bytes]:
        """Id and key of the case."""
        with Case.open(self.case, read_only=True) as case:
            return case.id, case.vault.case_key()

    def _subject(self, id: str) -> str:
        return f"draft:{self.folder.name}:{id}"

    def _sealed(self, id: str, text: str) -> bytes:
        """One line with the wrapped key and what the blob is bound to, then the blob."""
        case, case_key = self._sealing
        key, subject = sealed.new_subject_key(), self._subject(id)
        entry, blob = sealed.seal(FOLDER, text, case=case, subject=subject, key=key)
        wrapped = sealed.wrap_key(key, subject, case=case, case_key=case_key)
        head = {"key": wrapped.hex(), "commitment": entry.commitment, "blob": entry.blob}
        return json.dumps(head).encode("ascii") + b"\n" + blob

    def _read(self, path: Path) -> Draft | None:
        """A draft; None where it is not there or was damaged: then it is worth nothing."""
        try:
            head, _, blob = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            values = json.loads(self._opened(path.name, said, blob))
        except (OSError, ValueError, KeyError, VerificationError):
            return None
        return Draft(path.name, values["form"], values["path"], values["sent"], values["saved"])

    def _opened(self, id: str, said: Mapping[str, str], blob: bytes) -> str:
        case, case_key = self._sealing
        subject = self._subject(id)
        key = sealed.unwrap_key(bytes.fromhex(said["key"]), subject, case=case, case_key=case_key)
        entry = SealedField(FOLDER, said["commitment"], said["blob"])
        return sealed.unseal(entry, blob, case=case, subject=subject, key=key)


def drafts_or_none(case: Path, owner: str, form: str = "") -> Iterator[Draft]:
    """The person's drafts of one form (or of all), for a list; none where this copy of the case has no key for them."""
    with suppress(AntigoneError):
        yield from Drafts(case, owner).all(form)
