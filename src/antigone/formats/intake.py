"""Reading files into a case in a process of its own, so that who serves the case to others stays quick.

The parent sends the bytes of one file after another, each with what it is called; the child tells how far it is and
what became of each. It can be ended at any moment: a file is in the case whole or not at all.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from antigone.core.finding import Finding
from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.formats import read_findings as wrong
from antigone.formats.limits import Limits
from antigone.formats.report_reading import FileRead, ReportReader
from antigone.formats.worker import receive, send
from antigone.record.case import Case
from antigone.said.document import Document

UPLOADS = Limits(
    file_bytes=64_000_000,
    unpacked_bytes=200_000_000,
    parts=5_000,
    pages=2_000,
    text_chars=2_000_000,
    documents=20_000,
    seconds=30.0,
    memory_bytes=2_000_000_000,
)
"""What one file may cost that came over the network."""
TELL_EVERY = 10
Progress = Callable[[int, int], object]


class Intake:
    """A child that reads files into one case; use it as a context.

    Args:
        case: folder of the case.
        by: who reads; empty for the one who made the key of this machine.
        patience: seconds without a sign of life after which a file is given up.
        whole: seconds after which it is given up in any case.
    """

    def __init__(self, case: Path, by: str = "", patience: float = 60.0, whole: float = 900.0) -> None:
        self.case, self.by, self.patience, self.whole = case, by, patience, whole
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child:
            _end(child)
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()

    def read(
        self,
        data: bytes,
        name: str,
        *,
        tables: bool = False,
        given: Mapping[str, str] | None = None,
        dry_run: bool = False,
        tell: Progress | None = None,
    ) -> dict[str, Any]:
        """What became of one file, as `FileRead.as_json` tells it; never raises for what the file holds.

        Args:
            data: the bytes; name: what the file is called.
            tables, given, dry_run: as in `ReportReader`; `given` as texts.
            tell: is told how many documents of the file were gone through, and how many there are.
        """
        child = self._child = self._child or self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        clock = _Clock(child, self.patience, self.whole)
        try:
            head = {"name": name, "tables": tables, "given": dict(given or {}), "dry_run": dry_run}
            send(child.stdin, json.dumps(head).encode())
            send(child.stdin, data)
            while True:
                answer: dict[str, Any] = json.loads(receive(child.stdout))
                clock.heard()
                if "at" not in answer:
                    return answer
                if tell:
                    tell(answer["at"], answer["of"])
        except (OSError, EOFError, ValueError):
            self.close()
            values = {"seconds": f"{self.patience:g}"} if clock.expired else {"why": told("out of memory or a fault")}
            kind = wrong.TOO_SLOW if clock.expired else wrong.READER_DIED
            return FileRead(name, findings=[Finding(kind, values, file=name)]).as_json()
        finally:
            clock.stop()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "antigone.formats.intake", str(self.case), self.by]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=True)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a child with the parsers it started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


class _Clock:
    """Ends a child that gives no sign of life for too long, or takes too long in all."""

    def __init__(self, child: subprocess.Popen[bytes], patience: float, whole: float) -> None:
        self.child, self.patience, self.expired = child, patience, False
        self._whole = threading.Timer(whole, self._expire)
        self._idle = threading.Timer(patience, self._expire)
        for timer in (self._whole, self._idle):
            timer.daemon = True
            timer.start()

    def heard(self) -> None:
        """It lives."""
        self._idle.cancel()
        self._idle = threading.Timer(self.patience, self._expire)
        self._idle.daemon = True
        self._idle.start()

    def stop(self) -> None:
        """It is done."""
        self._whole.cancel()
        self._idle.cancel()

    def _expire(self) -> None:
        self.expired = True
        _end(self.child)


def serve(case: Path, by: str, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    """The child's life: read a file, tell what became of it, until the parent is gone."""

    def watched(documents: Sequence[Document]) -> Iterator[Document]:
        for at, document in enumerate(documents):
            if at % TELL_EVERY == 0:
                send(outgoing, json.dumps({"at": at, "of": len(documents)}).encode())
            yield document

    def watch(documents: Sequence[Document]) -> Iterable[Document]:
        return watched(documents)

    with Case.open(case, by=by or None) as opened, ReportReader(opened, limits=UPLOADS, watch=watch) as reader:
        while True:
            try:
                head, data = json.loads(receive(incoming)), receive(incoming)
            except (EOFError, OSError):
                return
            reader.tables, reader.dry_run = head["tables"], head["dry_run"]
            reader.given = {name: _given(name, text) for name, text in head["given"].items()}
            send(outgoing, json.dumps(reader.read_bytes(data, head["name"]).as_json()).encode())


def _given(name: str, text: str) -> str | PartialDate:
    return PartialDate.parse(text) if name == "published_on" else text


if __name__ == "__main__":
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a library prints may get between the answers
    serve(Path(sys.argv[1]), sys.argv[2], sys.stdin.buffer, answers)
