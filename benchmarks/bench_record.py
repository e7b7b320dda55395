"""The record: durable events a second, single and batched, and events verified a second.

Beside it the same bytes go into a bare SQLite table at the same durability (WAL, synchronous=FULL): what is left is
the price of canonical form, chain, signature, tree and signed head.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from antigone.record import Case, Draft, verify_path

SINGLE, BATCH, BATCHES, ROUNDS = 200, 1000, 10, 3


def draft(n: int) -> Draft:
    """An event of the size of a claim, about 600 bytes in all."""
    body = {"id": f"S-{n}", "unit": "bodies_received", "low": n, "high": n, "place": "almaty", "speaker": "An Office"}
    return Draft("claim.accepted", body)


def bare(path: Path) -> sqlite3.Connection:
    """A plain table that keeps as much as a commit keeps."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE event (position INTEGER PRIMARY KEY, raw BLOB)")
    return db


def bare_single(db: sqlite3.Connection, raw: bytes) -> None:
    """One commit for each event."""
    for _ in range(SINGLE):
        db.execute("INSERT INTO event (raw) VALUES (?)", (raw,))


def bare_batched(db: sqlite3.Connection, raw: bytes) -> None:
    """One commit for each thousand."""
    for _ in range(BATCHES):
        db.execute("BEGIN")
        db.executemany("INSERT INTO event (raw) VALUES (?)", [(raw,)] * BATCH)
        db.execute("COMMIT")


def single(case: Case) -> None:
    """One durable append for each event."""
    for n in range(SINGLE):
        case.append([draft(n)])


def batched(case: Case) -> None:
    """One durable append for each thousand."""
    for _ in range(BATCHES):
        case.append([draft(n) for n in range(BATCH)])


def rate(work: Callable[[], object], count: int) -> float:
    """Median of a few rounds, events a second."""
    rates = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        rates.append(count / (time.perf_counter() - start))
    return statistics.median(rates)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        case = Case.create(path / "case", "Bench", by="A. Example")
        raw = case.append([draft(1)])[0].raw
        db = bare(path / "bare.db")
        rows = [
            ("append, one a commit", rate(lambda: single(case), SINGLE), rate(lambda: bare_single(db, raw), SINGLE)),
            (
                f"append, {BATCH} a commit",
                rate(lambda: batched(case), BATCH * BATCHES),
                rate(lambda: bare_batched(db, raw), BATCH * BATCHES),
            ),
        ]
        db.close()
        size = case.size
        read = rate(lambda: sum(1 for _ in case.events()), size)
        case.close()
        verified = rate(lambda: verify_path(path / "case"), size)
    table = Table(title=f"The record, events of {len(raw)} bytes, median of {ROUNDS}, events a second")
    for column in ("what", "record", "bare SQLite, same durability", "record / bare"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for what, ours, theirs in rows:
        table.add_row(what, f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.2f}")
    table.add_row("read, each id checked", f"{read:,.0f}", "", "")
    table.add_row(f"verify, all of {size:,}", f"{verified:,.0f}", "", "")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
