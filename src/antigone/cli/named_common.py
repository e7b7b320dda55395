"""What all `antigone named` commands share: options, the desk, how an outcome is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json
from antigone.core.errors import UsageError

if TYPE_CHECKING:
    from antigone.core.finding import Finding
    from antigone.core.when import PartialDate, Period
    from antigone.named.desk import Desk
    from antigone.record import Draft, Event

CASE = typer.Argument(..., metavar="CASE", help="Folder of the case.")
AS_JSON = typer.Option(False, "--json", help="Print JSON instead of text.")
BY = typer.Option("", "--by", help="Who writes, where that is not who made the case.")
BECAUSE = typer.Option("", "--because", help="Why; it stands in the record for good.")
ON = typer.Option("", "--on", metavar="DATE", help="When it happened: 2022, 2022-01 or 2022-01-16.")
PASSPHRASE_FILE = typer.Option(
    None, "--passphrase-file", metavar="FILE", help="File whose first line is the passphrase."
)
EVIDENCE = "A match is evidence; a board of people identifies."


@contextmanager
def desk(case: Path, by: str = "", passphrase_file: Path | None = None, *, read_only: bool = False) -> Iterator[Desk]:
    """The desk of a case."""
    from antigone.cli.record import read_passphrase
    from antigone.named.desk import Desk
    from antigone.record import Case

    with Case.open(case, read_passphrase(passphrase_file), by=by or None, read_only=read_only) as opened:
        yield Desk(opened)


def write(at: Desk, drafts: Sequence[Draft], result: dict[str, Any], as_json: bool, *lines: str) -> list[Event]:
    """Write, and print the outcome: JSON, or lines of which the last are what to do next."""
    written = at.write(drafts)
    if as_json:
        print_json({"case": str(at.case.path), **result, "events": [event.id for event in written]})
    else:
        say(*lines)
    return written


def say(*lines: str) -> None:
    """Print lines of codes as they are."""
    out = console()
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


def pairs(given: Sequence[str], what: str) -> dict[str, str]:
    """`name=value` options as a table; raises without repeating what was typed, which may be somebody's name."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"A {what} is written name=value.", f"For instance {_EXAMPLE.get(what, 'label=007-K2M')}.")
        found[" ".join(name.split()).casefold()] = value.strip()
    return found


_EXAMPLE = {"detail": '--set age=30-35 --set "teeth=16=fil.mo 36=mis"', "identifier": "--check label=007-K2M"}


def secret(text: str, what: str) -> str:
    """A value to be sealed; `-` asks for it, so that it stands in no history of commands."""
    return str(typer.prompt(what, default="", show_default=False)) if text == "-" else text


def day(text: str) -> PartialDate | None:
    """A date, or None where none is given."""
    from antigone.core.when import PartialDate

    return PartialDate.parse(text) if text.strip() else None


def period(text: str) -> Period | None:
    """The same as a period of that date."""
    from antigone.core.when import Period

    at = day(text)
    return Period(at, at) if at else None


def show_findings(findings: Sequence[Finding]) -> None:
    """Findings on standard error, each with what to do."""
    out = console(stderr=True)
    for finding in dict.fromkeys(str(f) + "\n  " + f.do for f in findings):
        out.print(finding, markup=False, soft_wrap=True, style="dim")
