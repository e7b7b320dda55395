"""The register: balance of all places as of any day, a scan, and the fold behind them, on 50,000 remains.

Beside the balance stands the plain way, thing by thing; beside the scan, a fold of the whole record.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from antigone.found.balance import balance_of
from antigone.found.label import canonical_id, code_of
from antigone.found.ledger_file import ledger_of_case
from antigone.found.memory import without_collector
from antigone.found.postings import open_postings
from antigone.found.register import Register, fold
from antigone.found.scan import scan
from antigone.record import Case
from benchmarks.found_world import START, drafts

COMMAND = (sys.executable, "-m", "antigone.cli")
REMAINS, ACTS, CHUNK, ROUNDS = 50_000, 8, 5_000, 5


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median seconds of a few rounds."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def make(path: Path) -> Case:
    """The case, written in batches."""
    case = Case.create(path, "Bench", by="A. Example")
    stream = drafts(case.writer().public, REMAINS, ACTS)
    while chunk := list(islice(stream, CHUNK)):
        case.append(chunk)
    return case


def by_hand(register: Register, days: int) -> dict[object, int]:
    """Stock of each place, thing by thing."""
    stock: dict[object, int] = {}
    for id in register.paths:
        spot = register.spot(id, START + timedelta(days=days))
        if spot is not None:
            stock[spot] = stock.get(spot, 0) + 1
    return stock


class HandScanner:
    """`antigone scan CASE`, left open: a line in, a line out."""

    def __init__(self, case: Path) -> None:
        command = [*COMMAND, "scan", str(case), "--json"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> HandScanner:
        self.ask("000-00R")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def ask(self, code: str) -> str:
        """The answer to one code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{code}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    @staticmethod
    def once(case: Path, code: str) -> None:
        """A process of its own for one code."""
        subprocess.run([*COMMAND, "scan", str(case), code, "--json"], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Print the table."""
    chance = Random(7)
    table = Table(title=f"The register: {REMAINS:,} remains, {REMAINS * ACTS:,} custody events (medians)")
    for column in ("what", "seconds", "beside it", "seconds"):
        table.add_column(column, justify="right" if column == "seconds" else "left")

    def row(what: str, seconds: float, beside: str = "", other: float | None = None) -> None:
        table.add_row(what, f"{seconds:.4f}", beside, "" if other is None else f"{other:.4f}")

    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        case = make(Path(folder) / "case")
        row(f"write {case.size:,} events", time.perf_counter() - start)
        start = time.perf_counter()
        with without_collector():
            register = fold(case.events())
            ledger = register.ledger
        whole = time.perf_counter() - start
        row("read and fold the whole record", whole)
        days = [chance.randrange(1, 30) for _ in range(ROUNDS)]
        turn = iter(days * 3)
        fast = timed(lambda: balance_of(ledger, START + timedelta(days=next(turn))))
        row("balance of all places, any day", fast, "thing by thing", timed(lambda: by_hand(register, 12), 1))
        ledger_of_case(case)
        row("the same with the ledger from its cache", timed(lambda: balance_of(ledger_of_case(case)[0], START)))
        start = time.perf_counter()
        open_postings(case)
        row("make the index, once", time.perf_counter() - start)
        path = case.path
        case.close()

        def cold() -> None:
            """Everything a scan does: open the case, check the index against the head, answer."""
            with Case.open(path, read_only=True) as opened:
                scan(opened, open_postings(opened), code_of(canonical_id(chance.randrange(REMAINS))))

        row("scan: open, check the index, answer", timed(cold, 25), "fold of the whole record", whole)
        with HandScanner(path) as scanner:
            each = timed(lambda: scanner.ask(code_of(canonical_id(chance.randrange(REMAINS)))), 101)
        alone = timed(lambda: HandScanner.once(path, code_of(canonical_id(chance.randrange(REMAINS)))), 7)
        row("scan: a line to `antigone scan CASE`, left open", each, "a new process for each code", alone)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
