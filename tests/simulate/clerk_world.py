"""A simulated register taken into a case as a clerk would, with what is true of it and what went wrong in it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from antigone.core.finding import Finding
from antigone.core.tree import Tree
from antigone.formats.case_import import import_tables, undo_import
from antigone.formats.register_import import Options
from antigone.formats.register_sources import import_any
from antigone.found.checks import all_findings
from antigone.found.label import code_of, fold_label
from antigone.found.register import Register, fold
from antigone.record.case import Case
from antigone.simulate import Settings, make_world
from antigone.simulate.write import write_world
from simulate.exercise import table

Row = dict[str, str]
ACTS = {"bodies_exhumed": "bodies_found"}
"""Units of the register that the truth counts under another name."""


@dataclass
class Clerks:
    """One world, kept by clerks who err.

    Attributes:
        case: with the tables of `said` and `found`, and the post-mortem table.
        folder: as simulated.
        told: findings of the imports.
        labels: how many imports there were, by the id to undo them by.
    """

    case: Case
    folder: Path
    told: list[Finding] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def take_in(self, tables: Path, *, again: bool = False) -> None:
        """Sites, register and custody, then the examinations."""
        for path in (tables / "found", tables / "named" / "post-mortem.csv"):
            done = import_any(self.case, path, options=Options(again=again))
            self.told += done.plan.findings
            self.labels.append(done.label)

    def take_back(self) -> None:
        """Undo every import of the register, the last first; nothing is deleted."""
        while self.labels:
            undo_import(self.case, self.labels.pop(), "mended")
        self.told = []

    @property
    def register(self) -> Register:
        return fold(self.case.events())

    @property
    def errors(self) -> list[Row]:
        return table(self.folder / "truth" / "register-errors.csv")

    @property
    def counts(self) -> Mapping[tuple[str, str, str], int]:
        rows = table(self.folder / "truth" / "counts.csv")
        return {(r["unit"], r["place"], r["day"]): int(r["count"]) for r in rows if r["group"] == "all"}

    @property
    def days(self) -> list[date]:
        return sorted({date.fromisoformat(day) for _, _, day in self.counts})

    @property
    def places(self) -> Tree:
        rows = table(self.folder / "said" / "places.csv")
        return Tree.build({row["id"]: row["parent"] or None for row in rows})[0]

    # -- what shows ---------------------------------------------------------------------------------------------------

    def shows(self, error: Row, register: Register) -> bool:
        """Whether some finding names the row, the act or the thing that a mistake is about."""
        words = [each for each in self.told if each.code not in PLAIN]
        if error["where"].startswith("C"):
            key = f"custody:{error['where']}"
            acts = {e.id for e in self.case.events() if (e.body.get("row") or {}).get("key") == key}
            rows = table(self.folder / "found" / "custody.csv")
            at = next(n for n, row in enumerate(rows, 2) if row["id"] == error["where"])
            kept_out = any(each.file == "custody.csv" and each.row == at for each in words)
            return kept_out or any(acts & set(each.proof) for each in all_findings(register))
        number = int(error["where"])
        row = table(self.folder / "found" / "register.csv")[number - 2]
        texts = {row["number"]}
        if error["kind"] == "transposed_number":
            texts |= {error["written"], error["true"]}
        if any(each.file == "register.csv" and number in rows_of(each) for each in words):
            return True
        if error["kind"] == "transposed_number" and any(text in each.sentence for each in words for text in texts):
            return True
        codes = {code_of(id) for text in texts for id in register.by_label.get(fold_label(text), ())}
        return any(code in each.sentence for each in all_findings(register) for code in codes)

    def is_seen_twice(self, error: Row) -> bool:
        """False for a wrong sex of a body that nobody examined again: nothing in the world speaks against it."""
        row = table(self.folder / "found" / "register.csv")[int(error["where"]) - 2]
        return any(each["remains"] == row["number"] for each in table(self.folder / "named" / "post-mortem.csv"))

    # -- mending ------------------------------------------------------------------------------------------------------

    def mended(self) -> Path:
        """The same tables, every mistake put right, in a folder beside."""
        out = self.folder.with_name(f"{self.folder.name}-mended")
        for part in ("found", "named"):
            (out / part).mkdir(parents=True)
        books = {name: table(self.folder / "found" / f"{name}.csv") for name in ("register", "custody", "sites")}
        dropped = []
        for error in self.errors:
            if error["where"].startswith("C"):
                act = next(row for row in books["custody"] if row["id"] == error["where"])
                act[error["column"]] = error["true"]
            elif error["kind"] == "entered_twice":
                dropped.append(int(error["where"]) - 2)
            else:
                row = books["register"][int(error["where"]) - 2]
                row[error["column"]] = error["true"]
                if error["kind"] == "before_found":
                    row["found_on"] = error["written"]
        for at in sorted(dropped, reverse=True):
            del books["register"][at]
        for name, rows in books.items():
            with (out / "found" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        (out / "named" / "post-mortem.csv").write_bytes((self.folder / "named" / "post-mortem.csv").read_bytes())
        return out


PLAIN = frozenset({"register.columns_read", "register.columns_unread", "register.place_in_words",
                   "register.no_copy_kept", "register.booked_by_custody"})  # fmt: skip
"""What every import says, right or wrong."""


def rows_of(finding: Finding) -> set[int]:
    """The rows that a finding is about; many alike are told by their numbers."""
    if finding.code != "register.more_alike":
        return {finding.row} if finding.row is not None else set()
    if finding.values["sentence"].startswith("There is no site"):
        return set()
    ends = [[int(end) for end in run.split("–")] for run in finding.values["rows"].split(", ") if run != "…"]
    return {row for run in ends for row in range(run[0], run[-1] + 1)}


def clerks(tmp: Path, settings: Settings) -> Clerks:
    """Simulate, make a case, take everything in."""
    folder = tmp / f"world-{settings.seed}"
    write_world(make_world(settings), folder)
    case = Case.create(tmp / f"case-{settings.seed}", "Exercise", by="tester")
    import_tables(case, folder / "said")
    made = Clerks(case, folder)
    made.take_in(folder)
    return made
