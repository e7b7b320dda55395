"""Whatever was acknowledged survives kill -9, and what was not leaves no half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from antigone.record import Case

WRITER = """
import sys
from antigone.record import Case, Draft
with Case.open(sys.argv[1]) as case:
    n = case.size
    print("ready", flush=True)
    while True:
        n += 1
        batch = [Draft("test", {"n": n, "of": n % 7 + 1, "part": part}) for part in range(n % 7 + 1)]
        digest = case.keep(f"copy {n}".encode()) if n % 5 == 0 else None
        for event in case.append(batch):
            print(event.id, flush=True)
        if digest:
            print("copy", digest, flush=True)
"""


def crash_once(folder: Path, chance: random.Random) -> list[str]:
    """Let a process write, kill it at some moment, and give what it had acknowledged."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(chance.uniform(0.0, 0.15))
    process.send_signal(signal.SIGKILL)
    lines = process.stdout.read().splitlines(keepends=True)
    process.wait()
    process.stdout.close()
    return [line.strip() for line in lines if line.endswith("\n")]


def crash_in_a_loop(folder: Path, times: int) -> None:
    chance = random.Random(2022)
    Case.create(folder, "Crash", by="A. Example").close()
    acknowledged: list[str] = []
    for _ in range(times):
        acknowledged += crash_once(folder, chance)
        with Case.open(folder) as case:
            events = {event.id: event for event in case.events()}
            copies = [line.split()[1] for line in acknowledged if line.startswith("copy")]
            lost = [line for line in acknowledged if not line.startswith("copy") and line not in events]
            assert lost == []
            assert all(case.capture(digest) for digest in copies)
            parts: dict[int, int] = {}
            for event in events.values():
                if event.kind == "test":
                    parts[event.body["n"]] = parts.get(event.body["n"], 0) + 1
            assert all(count == n % 7 + 1 for n, count in parts.items()), "a transaction was halved"
            assert case.verify().ok
    assert len(acknowledged) > times, "nothing was written at all"


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    crash_in_a_loop(tmp_path / "case", times=10)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_nothing_acknowledged_is_lost_in_two_hundred_crashes(tmp_path: Path) -> None:
    crash_in_a_loop(tmp_path / "case", times=200)
