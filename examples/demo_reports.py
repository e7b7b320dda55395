"""The documents' route of the example: reports → proposals → decisions → account, equal to the account of the table.

The reports in `almaty-2022/reports` are written by this project, in English and Russian, about the example's public
facts. `decisions.csv` there is what an analyst decided on them, statement by statement. Run it alone with
`python examples/demo_reports.py`, or as a part of `make demo`.
"""

from __future__ import annotations

import csv
import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from antigone.cli.main import main as antigone

HERE = Path(__file__).resolve().parent
TABLES = HERE / "almaty-2022"
REPORTS = TABLES / "reports"
DECISIONS = REPORTS / "decisions.csv"
TREES = ("units.csv", "places.csv", "groups.csv", "parties.csv", "assumptions.csv")
DAYS = (date(2022, 1, 9), date(2022, 1, 16), date(2022, 1, 20), date(2022, 3, 14))
HOW_IT_REACHED_US = {"quote": "", "document": None, "start": None, "end": None, "mode": None, "note": ""}


def run(*arguments: str) -> None:
    """Say the command, and run it as the command line would."""
    print(f"\n$ antigone {' '.join(arguments)}", flush=True)
    try:
        antigone(list(arguments))
    except SystemExit as end:
        if end.code:
            sys.exit(end.code)


def main(case_folder: Path) -> None:
    """Build a case from the reports beside `case_folder`, another from the table, and compare their accounts.

    Args:
        case_folder: where the case of the reports is made; what is there is replaced.
    """
    told, tabled = case_folder, case_folder.with_name(case_folder.name + "-table")
    tables = case_folder.with_name(case_folder.name + "-tables")
    for each in (told, tabled, tables):
        shutil.rmtree(each, ignore_errors=True)
    tables.mkdir(parents=True)
    for name in TREES:
        if (TABLES / name).is_file():
            shutil.copy(TABLES / name, tables)
    run("init", _shown(told), "--name", "The same, from reports", "--by", "demo")
    run("import", _shown(told), _shown(tables))
    run("read", _shown(told), _shown(REPORTS))
    run("review", _shown(told), "--decisions", _shown(DECISIONS))
    count = _statements(tables / "statements.csv")
    run("init", _shown(tabled), "--name", "The same, from the table", "--by", "demo")
    run("import", _shown(tabled), _shown(tables))
    compare(told, tabled, count)


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _statements(out: Path) -> int:
    """Write the rows of the example's table that the reports tell as well; give how many."""
    with open(DECISIONS, encoding="utf-8", newline="") as file:
        wanted = {row["id"] for row in csv.DictReader(file)}
    with open(TABLES / "statements.csv", encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        rows = [row for row in table if row["id"] in wanted]
        columns = list(table.fieldnames or ())
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def compare(told: Path, tabled: Path, count: int) -> None:
    """Hold the two cases side by side: every statement, and the whole account on four days. Any difference is fatal."""
    from antigone import account

    one, other = _book(told), _book(tabled)
    differing = [id for id in sorted({*one.claims, *other.claims}) if one.claims.get(id) != other.claims.get(id)]
    if differing or len(one.claims) != count:
        sys.exit(f"The statements differ: {', '.join(differing) or len(one.claims)}.")
    print(f"\n{count} statements, from the reports and from the table: the same, field by field.")
    for day in DAYS:
        made = [account.build(book, as_of=day) for book in (one, other)]
        if made[0].as_json() != made[1].as_json():
            sys.exit(f"The accounts as of {day} differ.")
        print(
            f"The account as of {day}: equal ({len(made[0].propositions)} bounds, {len(made[0].conflicts)} conflicts)."
        )


def _book(case: Path) -> Any:
    """A case as the account reads it, without what tells how each statement reached it; in one order of statements."""
    from antigone.account.casefold import fold
    from antigone.record.case import Case
    from antigone.said.claim import Status

    with Case.open(case, read_only=True) as opened:
        book = fold(opened.events()).book
    plain = {id: replace(claim, status=Status.ACCEPTED, **HOW_IT_REACHED_US) for id, claim in book.claims.items()}
    return replace(book, claims=dict(sorted(plain.items())), name="", documents={})


if __name__ == "__main__":
    main(HERE / "build" / "almaty-2022-reports")
