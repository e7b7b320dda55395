"""Programs that may use the JSON addresses: each with a token of its own, bound to a role, that can be called back.

Kept in one file of the case folder, apart from the record and the accounts; of a token only its SHA-256 is kept.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from antigone.core.errors import CaseError, NotFoundError, UsageError
from antigone.core.told import told
from antigone.web.accounts import today, write_private
from antigone.web.kept_file import KeptFile
from antigone.web.roles import Role

FILE = "tokens.json"
BEGINS = "antigone_"
MOST = 500


@dataclass(frozen=True, slots=True)
class Program:
    """One program.

    Attributes:
        name: what the record calls it when it writes.
        role: what it may do.
        digest: SHA-256 of its token, hex.
        made: when, UTC; by: name of the administrator, empty for the owner of the machine.
        revoked: when it was called back; empty while it may come in.
    """

    name: str
    role: Role
    digest: str
    made: str
    by: str = ""
    revoked: str = ""


class Tokens:
    """The programs of a case; the file is read anew whenever it has changed.

    Args:
        case: folder of the case.
    """

    def __init__(self, case: Path) -> None:
        self.path = case / FILE
        self._kept = KeptFile(self.path, _load)

    @property
    def all(self) -> Mapping[str, Program]:
        """By digest, in the order in which they were made.

        Raises:
            CaseError: the file is there and cannot be read.
        """
        return self._kept.values()

    def add(self, name: str, role: Role, by: str = "") -> str:
        """A new token, which is shown once and kept nowhere.

        Raises:
            UsageError: it is no name, or a program that may come in has it; or there are too many.
        """
        name = name.strip()
        if not name or len(name) > 100 or not name.isprintable():
            raise UsageError("That is no name for a program.", "Give one of 1 to 100 letters.")
        if any(each.name.casefold() == name.casefold() and not each.revoked for each in self.all.values()):
            raise UsageError(
                told("There is a program '{name}' already.", name=name), "Choose another name, or call that one back."
            )
        if len(self.all) >= MOST:
            raise UsageError(
                told("There are {most} programs already.", most=MOST), told("Take {file} apart by hand.", file=FILE)
            )
        token = BEGINS + secrets.token_urlsafe(32)
        made = Program(name, role, _digest(token), today(), by)
        self._save({**self.all, made.digest: made})
        return token

    def revoke(self, name: str) -> Program:
        """Let a program in no more, from this moment on.

        Raises:
            NotFoundError: none that may come in is called so.
        """
        for digest, each in self.all.items():
            if each.name.casefold() == name.strip().casefold() and not each.revoked:
                gone = replace(each, revoked=today())
                self._save({**self.all, digest: gone})
                return gone
        raise NotFoundError(
            told("There is no program '{name}' that may come in.", name=name[:100]),
            "List them with `antigone serve tokens list CASE`.",
        )

    def of(self, token: str) -> Program | None:
        """Whose token that is; None where it is nobody's, or was called back."""
        found = self.all.get(_digest(token)) if token.startswith(BEGINS) and token.isascii() else None
        return found if found and not found.revoked else None

    def _save(self, programs: Mapping[str, Program]) -> None:
        write_private(self.path, {"v": 1, "programs": [asdict(each) for each in programs.values()]})


def _load(path: Path) -> dict[str, Program]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))["programs"]
        found = [Program(**{**each, "role": Role(each["role"])}) for each in read]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        why = f"{path} cannot be read: {type(fault).__name__}."
        raise CaseError(why, "Restore it from a copy, or move it away and make the tokens anew.") from None
    return {each.digest: each for each in found}


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
