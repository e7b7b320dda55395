"""A simulated folder taken through the whole path, and its truth read back from the files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from antigone.account.casebook import CaseBook
from antigone.account.casefold import fold
from antigone.formats.case_import import import_tables
from antigone.record.case import Case
from antigone.simulate import Settings, make_world
from antigone.simulate.write import write_world


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Exercise:
    """A folder that was simulated and imported.

    Attributes:
        folder: as written.
        book: the case as the account reads it, after init and import.
        counts: (unit, place, group, day) → true count.
        statements: rows of the truth about statements.
        assumptions: id → whether it holds.
    """

    folder: Path
    book: CaseBook
    counts: Mapping[tuple[str, str, str, str], int]
    statements: list[dict[str, str]]
    assumptions: dict[str, bool]

    @property
    def wrong(self) -> list[str]:
        """Ids of the statements that err."""
        return [row["id"] for row in self.statements if row["kind"] == "wrong"]

    @property
    def days(self) -> list[str]:
        """Days on which all offices spoke."""
        health = [c for c in self.book.claims.values() if c.unit == "bodies_held"]
        return sorted({str(claim.as_of) for claim in health})


def exercise(tmp: Path, settings: Settings) -> Exercise:
    """Simulate, init, import; read the truth."""
    folder = tmp / f"world-{settings.seed}"
    write_world(make_world(settings), folder)
    with Case.create(tmp / f"case-{settings.seed}", "Exercise", by="tester") as case:
        done = import_tables(case, folder / "said")
        assert not done.plan.kept_out()
        book = fold(case.events(), case.name).book
    truth = folder / "truth"
    counts = {(r["unit"], r["place"], r["group"], r["day"]): int(r["count"]) for r in table(truth / "counts.csv")}
    held = {r["id"]: r["holds"] == "yes" for r in table(truth / "assumptions.csv")}
    return Exercise(folder, book, counts, table(truth / "statements.csv"), held)
