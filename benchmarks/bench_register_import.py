"""Import of large registers: 100,000 rows of custody, and a morgue book whose every row is several events.

Beside it the floor: reading the same CSV with the standard library, and writing as many bare events to the record.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from antigone.formats.register_import import Options
from antigone.formats.register_sources import import_any
from antigone.record import Case, Draft

BODIES, ACTS, BOOK = 10_000, 100_000, 100_000


def sites(path: Path) -> None:
    """Ten morgues."""
    rows = "".join(f"morgue-{n},Morgue {n},morgue\n" for n in range(10))
    path.write_text("id,name,type\n" + rows, encoding="utf-8")


def book(path: Path, rows: int, first: int = 0) -> None:
    """A morgue book: number, day, morgue, sex, age."""
    lines = [f"B{first + n},2030-01-{n % 28 + 1:02d},morgue-{n % 10},{'MF'[n % 2]},30-40\n" for n in range(rows)]
    path.write_text("number,date in,morgue,sex,age\n" + "".join(lines), encoding="utf-8")


def acts(path: Path, rows: int) -> None:
    """Transfers out and in, each with one number."""
    kinds = ("transferred out", "transferred in")
    lines = []
    for n in range(rows):
        act, day = n // 2, n // 2 % 28 + 1
        places = f"morgue-{act % 10},morgue-{(act + 1) % 10}"
        lines.append(f"C{n},{kinds[n % 2]},2030-02-{day:02d},B{act % BODIES},1,{places}\n")
    path.write_text("id,type,date,numbers,count,from,to\n" + "".join(lines), encoding="utf-8")


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one call: by the clock, and of the processor (the machine may be shared)."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def bare(folder: Path, events: int) -> None:
    """As many events of that size, written and nothing else."""
    with Case.create(folder / "bare", "Bare", by="A. Example") as case:
        body = {
            "custody": {"type": "moved", "units": ["R00000001"], "from_place": "a", "to_place": "b"},
            "row": {"row": 1},
        }
        case.append([Draft("custody.recorded", body) for _ in range(events)])


def main() -> None:
    """Print the table."""
    table = Table("what", "rows", "events", "seconds", "CPU seconds", "rows a CPU second")

    def note(what: str, rows: int, events: int, seconds: tuple[float, float]) -> None:
        clock, used = seconds
        table.add_row(what, f"{rows:,}", f"{events:,}", f"{clock:.1f}", f"{used:.1f}", f"{rows / used:,.0f}")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sites(folder / "sites.csv")
        book(folder / "book.csv", BODIES)
        acts(folder / "moves.csv", ACTS)
        with Case.create(folder / "case", "Bench", by="A. Example") as case:
            import_any(case, folder / "sites.csv")
            import_any(case, folder / "book.csv")
            size = case.size
            seconds = timed(lambda: import_any(case, folder / "moves.csv"))
            note("custody, new", ACTS, case.size - size, seconds)
            seconds = timed(lambda: import_any(case, folder / "moves.csv"))
            note("custody, the same again", ACTS, 0, seconds)
            seconds = timed(lambda: import_any(case, folder / "moves.csv", options=Options(dry_run=True)))
            note("custody, dry run", ACTS, 0, seconds)
            book(folder / "book2.csv", BOOK, BODIES)
            size = case.size
            seconds = timed(lambda: import_any(case, folder / "book2.csv"))
            note("morgue book, new", BOOK, case.size - size, seconds)
        note("floor: csv alone", ACTS, 0, timed(lambda: list(csv.DictReader((folder / "moves.csv").open()))))
        note("floor: bare events", ACTS, ACTS, timed(lambda: bare(folder, ACTS)))
    Console().print(table)


if __name__ == "__main__":
    main()
