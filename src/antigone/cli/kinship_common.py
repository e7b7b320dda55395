"""What all `antigone kinship` commands share: their options, reading a file, the engine's faults as one error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antigone.core.errors import InputError, UsageError
from antigone.core.finding import Finding, Severity

if TYPE_CHECKING:
    from antigone.formats.kinship_data import KinshipData

FILE = typer.Argument(help="A kinship file: .json, .fam, .ped, .xml (CMF), .csv, .tsv, .xlsx or .ged.")
FROM = typer.Option("", "--from", metavar="FORMAT", help="familias, linkage, cmf, table, gedcom or json.")
JSON = typer.Option(False, "--json", help="Print the result as JSON.")
FREQUENCIES = typer.Option(
    "", "--frequencies", metavar="TABLE", help="FILE, FILE:POPULATION, or nist:GROUP (for trying things out)."
)
MISSING = typer.Option("", "--missing", metavar="PERSON", help="Who is sought, where the file does not say.")


def load(file: Path, from_: str) -> tuple[KinshipData, list[Finding]]:
    """Read a kinship file of that format, or of the one its name tells."""
    from antigone.formats.kinship_files import format_of, read_kinship

    form = format_of(file, from_)
    if not form.reads:
        raise UsageError(f"{form.about} cannot be read.", "Choose another format with --from.")
    return read_kinship(file, form)


def stop_at_errors(findings: list[Finding]) -> None:
    """Raise one error with all findings that are errors, where there are any."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        lines = "\n".join(f"  {finding}" for finding in errors)
        raise InputError(f"{len(errors)} faults:\n{lines}", errors[0].kind.do)


@contextmanager
def engine_errors(where: str) -> Iterator[None]:
    """Turn the engine's list of faults into one error for people, with all of them."""
    from antigone.named.kinship import KinshipError

    try:
        yield
    except KinshipError as error:
        faults = list(dict.fromkeys(str(fault) for fault in error.faults))
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise InputError(f"{where}: {len(faults)} faults:\n{lines}", "Correct the file.") from None
