"""Who may sign in: names, roles and password hashes, in one file of the case folder, apart from the record.

The file never leaves with an export. It is written whole or not at all, readable by its owner only.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from antigone.core.errors import CaseError, InputError, NotFoundError, UsageError
from antigone.core.told import told
from antigone.web.kept_file import KeptFile
from antigone.web.roles import Role

FILE = "accounts.json"
SHORTEST = 12
LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Account:
    """One person who may sign in.

    Attributes:
        name: as typed at the door, unlike all others whatever the case of its letters.
        role: what they may do.
        password: argon2 hash.
        made: when the account was made, UTC.
        disabled: True where they may not sign in any more.
    """

    name: str
    role: Role
    password: str
    made: str
    disabled: bool = False


class Accounts:
    """The accounts of a case; the file is read anew whenever it has changed.

    Args:
        case: folder of the case.
    """

    def __init__(self, case: Path) -> None:
        self.path = case / FILE
        self._kept = KeptFile(self.path, _load)

    @property
    def all(self) -> Mapping[str, Account]:
        """By folded name.

        Raises:
            CaseError: the file is there and cannot be read.
        """
        return self._kept.values()

    def get(self, name: str) -> Account | None:
        """The account of that name, if it may sign in."""
        found = self.all.get(_key(name))
        return found if found and not found.disabled else None

    def add(self, name: str, role: Role, password: str) -> Account:
        """Make an account.

        Raises:
            UsageError: the name is taken or no name, or the password is too short.
        """
        name = name.strip()
        if not name or len(name) > 100 or not name.isprintable():
            raise UsageError("That is no name for an account.", "Give one of 1 to 100 letters.")
        if _key(name) in self.all:
            raise UsageError(
                told("There is an account '{name}' already.", name=name), "Choose another name, or change its password."
            )
        account = Account(name, role, hashed(password), today())
        self._save({**self.all, _key(name): account})
        return account

    def change(self, name: str, **fields: Any) -> Account:
        """Change the role, the password (in clear) or whether the account is disabled.

        Raises:
            NotFoundError: there is no such account.
        """
        found = self.all.get(_key(name))
        if found is None:
            raise NotFoundError(
                told("There is no account '{name}'.", name=name), "List them with `antigone serve accounts list CASE`."
            )
        if "password" in fields:
            fields["password"] = hashed(fields["password"])
        changed = replace(found, **fields)
        self._save({**self.all, _key(name): changed})
        return changed

    def check(self, name: str, password: str) -> Account | None:
        """The account, if the password is its own. It takes as long for a name that is not there."""
        found = self.get(name)
        good = _verifies(found.password if found else _nobody(), password[:LONGEST])
        return found if found and good else None

    def _save(self, accounts: Mapping[str, Account]) -> None:
        write_private(self.path, {"v": 1, "accounts": [asdict(a) for a in accounts.values()]})


def write_private(path: Path, value: Any) -> None:
    """Write a value as JSON, whole or not at all, readable by its owner only.

    Raises:
        CaseError: the disk refuses.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        why = f"{path} cannot be written ({fault.strerror})."
        raise CaseError(why, "Check that the folder can be written.") from None


def _load(path: Path) -> dict[str, Account]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))["accounts"]
        for each in read:
            each.pop("token", None)  # of an earlier version; programs have tokens of their own now
        accounts = [Account(**{**each, "role": Role(each["role"])}) for each in read]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        why = f"{path} cannot be read: {type(fault).__name__}."
        raise CaseError(why, "Restore it from a copy, or move it away and add the accounts anew.") from None
    return {_key(account.name): account for account in accounts}


def _key(name: str) -> str:
    return name.strip().casefold()


def today() -> str:
    """This moment, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def hashed(password: str) -> str:
    """The argon2 hash of a password.

    Raises:
        InputError: it is shorter than `SHORTEST` or longer than `LONGEST` letters.
    """
    from argon2 import PasswordHasher

    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(
            told("A password has at least {shortest} letters.", shortest=SHORTEST),
            "Choose a longer one, such as four words.",
        )
    return PasswordHasher().hash(password)


def _verifies(hash: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(hash, password)
    except (VerificationError, InvalidHashError):
        return False


_NOBODY: list[str] = []


def _nobody() -> str:
    """A hash that no password fits, made once, so that an unknown name takes as long as a known one."""
    if not _NOBODY:
        _NOBODY.append(hashed(secrets.token_urlsafe(32)))
    return _NOBODY[0]
