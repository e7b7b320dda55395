"""Files that somebody drops into the reader: read one after another in a process apart, while the pages stay quick.

Each file says what became of it and nothing more than that: read, known already, a table that waits for a word, or a
finding. What is on its way lives only as long as the server; what was read is in the case.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import IO, Any

from antigone.core.errors import LimitError, NotFoundError, UsageError
from antigone.core.told import told
from antigone.formats.intake import UPLOADS, Intake
from antigone.web.guard import MOST_FILES

log = logging.getLogger("antigone.web")
MOST_BYTES = 256_000_000
MOST_WAITING = 1_000
MOST_KEPT = 50
_UNSEEN = dict.fromkeys([*range(32), 127, *range(0x80, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
_UNSEEN |= dict.fromkeys(range(0x2066, 0x206A))


class Fate(Enum):
    """What became of a file."""

    WAITS = "waits"
    READING = "being read"
    READ = "read"
    KNOWN = "known already"
    ASKS = "waits for your word"
    ENTERED = "entered"
    NOTHING = "nothing was read"
    BROKEN_OFF = "broken off"


@dataclass
class Dropped:
    """One file.

    Attributes:
        name: what it is called; never a path.
        held: its bytes, until they are read.
        fate: see `Fate`.
        at, of: how many of its documents were gone through.
        told: what the reading told, see `FileRead.as_json`.
        tables: its rows may enter the account.
    """

    name: str
    held: IO[bytes] | None = None
    fate: Fate = Fate.WAITS
    at: int = 0
    of: int = 0
    told: dict[str, Any] = field(default_factory=dict)
    tables: bool = False

    @property
    def is_over(self) -> bool:
        """True where nothing more happens to it by itself."""
        return self.fate not in (Fate.WAITS, Fate.READING)

    @property
    def documents(self) -> list[tuple[str, str]]:
        """Id and title of each document that was read out of it, and of those that were known."""
        new = self.told.get("documents", ())
        titles = [(each["id"], each.get("title") or each.get("part") or self.name) for each in new]
        return [*titles, *((id, self.name) for id in self.told.get("known", ()))]

    @property
    def proposals(self) -> int:
        """How many claims are proposed from it."""
        return sum(each["proposals"] for each in self.told.get("documents", ()))

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What was wrong with it."""
        return list(self.told.get("findings", ()))

    def settle(self, told: dict[str, Any]) -> None:
        """Take in what became of it."""
        self.told = told
        codes = {found["code"] for found in told["findings"]}
        if told["documents"] or told["proposed_again"]:
            self.fate = Fate.READ
        elif told["known"]:
            self.fate = Fate.KNOWN
        elif "read.table_waits" in codes:
            self.fate = Fate.ASKS
        elif told["imported_rows"]:
            self.fate = Fate.ENTERED
        else:
            self.fate = Fate.NOTHING
        if self.fate is not Fate.ASKS:
            self.let_go()

    def let_go(self) -> None:
        """Forget its bytes."""
        held, self.held = self.held, None
        if held:
            held.close()


@dataclass
class Drop:
    """What one person dropped at once.

    Attributes:
        id: stands in its address; cannot be guessed.
        by: name of the account.
        files: in the order in which they came.
    """

    id: str
    by: str
    files: list[Dropped]

    @property
    def is_over(self) -> bool:
        """True where nothing more happens by itself."""
        return all(each.is_over for each in self.files)

    @property
    def done(self) -> int:
        """How many files are over."""
        return sum(each.is_over for each in self.files)


class Drops:
    """All that is dropped into one case. Safe to use from several threads.

    Args:
        case: its folder.
    """

    def __init__(self, case: Path, patience: float = 60.0) -> None:
        self.case, self.patience = case, patience
        self._drops: OrderedDict[str, Drop] = OrderedDict()
        self._queue: deque[tuple[Drop, Dropped]] = deque()
        self._lock = threading.Condition()
        self._running = False

    def take(self, by: str, files: Sequence[tuple[str, IO[bytes], int]]) -> Drop:
        """Take files (name, bytes, size) and begin to read them.

        Raises:
            UsageError: there is none.
            LimitError: too many, too large, or too much waits already.
        """
        if not files:
            raise UsageError("No file came.", "Choose one or more reports.")
        if len(files) > MOST_FILES:
            raise LimitError(
                told("{n} files are too many at once.", n=len(files)),
                told("At most {most_files} are taken.", most_files=MOST_FILES),
            )
        if sum(size for _, _, size in files) > MOST_BYTES:
            raise LimitError(
                "These files are too large together.", told("At most {n} MB are taken.", n=MOST_BYTES // 1_000_000)
            )
        drop = Drop(secrets.token_urlsafe(16), by, [Dropped(called(name), held) for name, held, _ in files])
        with self._lock:
            if len(self._queue) + len(files) > MOST_WAITING:
                raise LimitError("Too many files wait to be read.", "Try again when some are done.")
            self._drops[drop.id] = drop
            self._forget()
            self._queue += [(drop, each) for each in drop.files]
            self._start()
        return drop

    def enter(self, drop: Drop, number: int) -> None:
        """Let the rows of a table enter that waits for a word.

        Raises:
            NotFoundError: no such table waits.
        """
        with self._lock:
            file = drop.files[number] if 0 <= number < len(drop.files) else None
            if file is None or file.fate is not Fate.ASKS:
                raise NotFoundError("No table waits there.", "Open the reader anew.")
            file.tables, file.fate = True, Fate.WAITS
            self._queue.append((drop, file))
            self._start()

    def get(self, id: str, by: str) -> Drop:
        """What somebody dropped; others do not see it.

        Raises:
            NotFoundError: there is nothing of that id, as after a restart of the server.
        """
        found = self._drops.get(id)
        if found is None or found.by != by:
            told = "What was read is in the case; drop again what is not."
            raise NotFoundError("These files are not on their way any more.", told)
        return found

    def _forget(self) -> None:
        over = [id for id, each in self._drops.items() if each.is_over]
        for id in over[: max(len(self._drops) - MOST_KEPT, 0)]:
            for file in self._drops.pop(id).files:
                file.let_go()

    def _start(self) -> None:
        if not self._running:
            self._running = True
            threading.Thread(target=self._work, name="intake", daemon=True).start()

    def _work(self) -> None:
        """Read what waits; the child serves one person at a time, and ends when nothing waits."""
        child: Intake | None = None
        try:
            while True:
                with self._lock:
                    if not self._queue:
                        self._running = False
                        return
                    drop, file = self._queue.popleft()
                if child is None or child.by != drop.by:
                    if child:
                        child.close()
                    child = Intake(self.case, drop.by, self.patience)
                self._read(child, file)
        finally:
            if child:
                child.close()

    def _read(self, child: Intake, file: Dropped) -> None:
        def tell(at: int, of: int) -> None:
            file.at, file.of = at, of

        file.fate = Fate.READING
        try:
            assert file.held is not None
            file.held.seek(0)
            file.settle(child.read(file.held.read(UPLOADS.file_bytes + 1), file.name, tables=file.tables, tell=tell))
        except Exception:  # the next file is read all the same
            log.exception("a dropped file could not be read")
            file.fate = Fate.BROKEN_OFF
            file.let_go()


def called(name: str) -> str:
    """What a file is called, from what a stranger wrote: the last part of it, without what cannot be seen."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = " ".join(last.translate(_UNSEEN).split())
    return plain.encode("utf-8", "replace").decode()[:150] or "file"
