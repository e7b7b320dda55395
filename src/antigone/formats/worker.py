"""Readers of hostile formats run in a process of their own, with a limit on time and memory.

`Readers` starts one child and keeps it; the child gets the bytes and gives back JSON (never a pickle: what comes from a
parser that was taken over is only ever text to us). A child that runs over its time is killed, one that dies is
replaced, and either becomes a finding about that one file. Plain text and Telegram exports, which no parser of ours can
be hurt by, are read in place.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from types import TracebackType
from typing import IO, Any

from antigone.core.errors import InputError
from antigone.core.finding import Finding, catalogue
from antigone.core.told import told
from antigone.formats import read_findings as wrong
from antigone.formats.detect import FORMATS, TABLE, detect, read_report
from antigone.formats.limits import DEFAULT_LIMITS, Limits
from antigone.formats.source import Read
from antigone.said.document import document_from_body, document_to_body, working_copy

_LENGTH = struct.Struct(">Q")


class Readers:
    """Reads reports one after another; use it as a context so that its child ends with it."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()

    def read(self, data: bytes, name: str) -> Read:
        """The documents and findings of one file; never raises for what the file holds."""
        if len(data) > self.limits.file_bytes:
            return read_report(data, name, self.limits)
        try:
            key = detect(data, name, self.limits)
        except InputError:
            return read_report(data, name, self.limits)  # says why
        if key == TABLE or not FORMATS[key].apart:
            return read_report(data, name, self.limits, key=key)
        return self._apart(data, name, key)

    def _apart(self, data: bytes, name: str, key: str) -> Read:
        """Read in the child, within the time."""
        child = self._child = self._child or _start()
        assert child.stdin is not None
        assert child.stdout is not None
        expired = threading.Event()
        timer = threading.Timer(self.limits.seconds, _expire, [expired, child])
        timer.start()
        try:
            head = {"name": name, "format": key, "limits": asdict(self.limits)}
            send(child.stdin, json.dumps(head).encode())
            send(child.stdin, data)
            answer = receive(child.stdout)
        except (OSError, EOFError):
            answer = None
        finally:
            timer.cancel()
        if answer is not None:
            return _read_of(json.loads(answer), key)
        self.close()
        if expired.is_set():
            return Read([], [Finding(wrong.TOO_SLOW, {"seconds": f"{self.limits.seconds:g}"}, file=name)], key)
        return Read([], [Finding(wrong.READER_DIED, {"why": told("out of memory or a fault")}, file=name)], key)


def _expire(expired: threading.Event, child: subprocess.Popen[bytes]) -> None:
    expired.set()
    child.kill()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "antigone.formats.worker"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message, its length before it."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message; `EOFError` where the other end is gone."""
    return _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise EOFError
    return data


def _read_of(answer: dict[str, Any], key: str) -> Read:
    kinds = catalogue()
    documents = [document_from_body(body, working) for body, working in answer["documents"]]
    findings = [Finding(kinds[code], values, file=file) for code, values, file in answer["findings"]]
    return Read(documents, findings, key)


def _answer(result: Read) -> bytes:
    documents = [[document_to_body(document), working_copy(document)] for document in result.documents]
    findings = [[finding.code, finding.values, finding.file] for finding in result.findings]
    return json.dumps({"documents": documents, "findings": findings}).encode()


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the time limit alone holds
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    """The child's life: read a request, answer it, until the parent is gone."""
    while True:
        try:
            head = json.loads(receive(incoming))
            data = receive(incoming)
        except (EOFError, OSError):
            return
        limits = Limits(**head["limits"])
        _limit_memory(limits.memory_bytes)
        send(outgoing, _answer(read_report(data, head["name"], limits, key=head["format"])))


if __name__ == "__main__":
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that a library prints may get between the answers
    serve(sys.stdin.buffer, answers)
