"""Build the example case from its tables, print its account, and write the page.

Run it with `make demo`, or `python examples/demo.py`. It starts afresh each time.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from demo_reports import main as reports

from antigone.cli.main import main as antigone

HERE = Path(__file__).resolve().parent
TABLES = HERE / "almaty-2022"
BUILD = HERE / "build"
CASE = BUILD / "almaty-2022"
PAGE = BUILD / "almaty-2022.html"
LAST_DAY = "2023-01-05"


def run(*arguments: str) -> None:
    """Say the command, and run it as the command line would."""
    print(f"\n$ antigone {' '.join(_quoted(each) for each in arguments)}", flush=True)
    try:
        antigone(list(arguments))
    except SystemExit as end:
        if end.code:
            sys.exit(end.code)


def _quoted(argument: str) -> str:
    return f'"{argument}"' if " " in argument else argument


def _shown(path: Path) -> str:
    """The path as one would type it from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def main() -> None:
    """The whole example, from tables to page."""
    began = time.monotonic()
    shutil.rmtree(CASE, ignore_errors=True)
    BUILD.mkdir(exist_ok=True)
    case, page = _shown(CASE), _shown(PAGE)
    run("init", case, "--name", "Kazakhstan, January 2022", "--by", "demo")
    run("import", case, _shown(TABLES))
    run("account", case, "--as-of", LAST_DAY, "--html", page)
    print("\nThe same from reports: read, decided on claim by claim, and held against the table")
    reports(BUILD / "almaty-2022-reports")
    print(f"\nBuilt in {time.monotonic() - began:.0f} seconds. Next:")
    for what, command in (
        ("the page, in any browser", page),
        ("the account of an earlier day", f"antigone account {case} --as-of 2022-01-16"),
        ("one statement, down to its words", f"antigone explain {case} S128"),
        (
            "what if",
            f"antigone account {case} --as-of {LAST_DAY} --assume rendering:S063=on --bounds 'killed @ almaty'",
        ),
        ("the same in the browser", "make serve"),
    ):
        print(f"  {what + ':':<34} {command}")
    print("  (antigone lives in .venv/bin; `source .venv/bin/activate` puts it on the path)")


if __name__ == "__main__":
    main()
