"""A case from the command line: make it, import tables, take back, list what is wrong."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Any

import typer

from antigone.cli.output import console, plain, print_json

CASE = typer.Argument(..., metavar="CASE", help="Folder of the case.")
AS_JSON = typer.Option(False, "--json", help="Print JSON instead of text.")


def init(
    case: Path = CASE,
    name: str = typer.Option("", help="Name of the case, as its reports show it. Default: the folder's name."),
    by: str = typer.Option("", help="Who writes. Default: your login name."),
    passphrase: bool = typer.Option(False, "--passphrase", help="Ask for a passphrase that locks sealed values."),
    as_json: bool = AS_JSON,
) -> None:
    """Make a new, empty case.

    [bold]Example:[/bold]  antigone init almaty --name "Almaty, January 2022"
    """
    from antigone.record.case import Case

    secret = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True) if passphrase else None
    with Case.create(case, name or case.resolve().name, by=by or _login(), passphrase=secret) as made:
        if as_json:
            print_json({"case": str(case), "id": made.id, "name": made.name})
            return
        out = console()
        out.print(
            f"[bold]{plain(made.name)}[/bold] is ready in {plain(case)}: an empty record, and the key you write with."
        )
        out.print(f"\nNext, with reports in a folder:\n  antigone read {plain(case)} FOLDER")
        out.print(f"or with tables in a folder:\n  antigone import {plain(case)} FOLDER --dry-run")
        out.print("or in the browser:\n  antigone serve " + plain(case))
        out.print("What the tables look like: docs/reference/tables.md", style="dim")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user, as in a container
        return "somebody"


def import_(
    case: Path = CASE,
    source: Path = typer.Argument(None, metavar="FOLDER|FILE", help="Tables (CSV, XLSX), or an exported archive."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would happen and write nothing."),
    again: bool = typer.Option(False, "--again", help="Also enter rows that were taken back or changed in the case."),
    undo: str = typer.Option("", "--undo", metavar="IMPORT|last", help="Take a whole import back."),
    because: str = typer.Option("", "--because", help="Why it is taken back."),
    by: str = typer.Option("", help="Who writes, where that is not who made the case."),
    as_json: bool = AS_JSON,
) -> None:
    """Import tables of statements, units, places, groups, parties, documents and assumptions.

    Good rows enter in one transaction; each bad row is named with its file, row, reason and remedy. Importing twice
    adds nothing twice; a row that changed becomes a correction.

    [bold]Examples:[/bold]
      antigone import almaty tables/ --dry-run
      antigone import almaty tables/
      antigone import almaty --undo last --because "wrong file"
      antigone import new-folder almaty.antigone
    """
    from antigone.core.errors import UsageError

    if undo:
        _undo(case, undo, because, by, as_json)
    elif source is None:
        raise UsageError("There is nothing to import.", "Name a folder or a file, or --undo an import.")
    elif _is_archive(source):
        _import_archive(case, source, dry_run, as_json)
    else:
        _import_tables(case, source, dry_run, again, by, as_json)


def _import_tables(case: Path, source: Path, dry_run: bool, again: bool, by: str, as_json: bool) -> None:
    from antigone.core.errors import InputError
    from antigone.formats.case_import import import_tables
    from antigone.record.case import Case

    with Case.open(case, by=by or None, read_only=dry_run) as opened:
        done = import_tables(opened, source, dry_run=dry_run, again=again)
    if as_json:
        print_json({"case": str(case), **done.as_json()})
    else:
        from antigone.cli.case_text import show_import

        show_import(console(), case, done)
    made = done.plan
    if made.is_empty and not made.unchanged and made.kept_out():
        raise InputError("Nothing could be imported.", "Mend what is listed above and import again.")


def _is_archive(source: Path) -> bool:
    """True for a file made by `antigone export`."""
    from antigone.record.archive import is_archive

    return is_archive(source)


def _import_archive(case: Path, source: Path, dry_run: bool, as_json: bool) -> None:
    from antigone.core.errors import UsageError
    from antigone.record.archive import import_archive

    if dry_run:
        raise UsageError("An archive has no dry run: it verifies, or nothing is made.", "Leave out --dry-run.")
    with import_archive(source, case) as made:
        result: dict[str, Any] = {"case": str(case), "id": made.id, "name": made.name, "events": made.size}
    if as_json:
        print_json(result)
    else:
        console().print(
            f"[bold]{plain(result['name'])}[/bold] is in {plain(case)}: {result['events']:,} events, verified."
        )
        console().print(f"\nNext:\n  antigone account {plain(case)}")


def _undo(case: Path, label: str, because: str, by: str, as_json: bool) -> None:
    from antigone.core.errors import UsageError
    from antigone.formats.case_import import undo_import
    from antigone.record.case import Case

    if not because.strip():
        raise UsageError("Taking an import back needs a reason.", 'Say why, with --because "…".')
    with Case.open(case, by=by or None) as opened:
        undone = undo_import(opened, label, because)
    if as_json:
        print_json({"case": str(case), "undone": undone.label, "event": undone.event, "reason": because})
        return
    files = ", ".join(str(file["name"]) for file in undone.files)
    out = console()
    out.print(
        f"Import {undone.label} ({plain(files)}) is taken back: {undone.added} entries, {undone.changed} corrections."
    )
    out.print("Nothing was deleted; what it had corrected stands again.", style="dim")


def retract(
    case: Path = CASE,
    id: str = typer.Argument(..., metavar="ID", help="A statement's id, or noun:id, such as place:almaty."),
    because: str = typer.Option(..., "--because", help="Why it is taken back."),
    by: str = typer.Option("", help="Who writes, where that is not who made the case."),
    as_json: bool = AS_JSON,
) -> None:
    """Take one entry back. Nothing is deleted: a correcting event is written, and the entry no longer counts.

    [bold]Example:[/bold]  antigone retract almaty S127 --because "seen only at second hand"
    """
    from antigone.formats.case_import import retract_entry
    from antigone.record.case import Case

    with Case.open(case, by=by or None) as opened:
        entry = retract_entry(opened, id, because)
    if as_json:
        print_json({"case": str(case), "retracted": entry.key, "noun": entry.noun, "event": entry.event})
        return
    console().print(f"The {entry.noun} {plain(entry.key)} is taken back: {plain(because)}")


def findings(case: Path = CASE, as_json: bool = AS_JSON) -> None:
    """List what is wrong with the data of a case: rows that stay out, links that lead nowhere, double entries.

    [bold]Example:[/bold]  antigone findings almaty
    """
    from antigone.account.casefold import fold
    from antigone.formats.case_import import kept_out
    from antigone.record.case import Case

    with Case.open(case, read_only=True) as opened:
        events = list(opened.events())
    folded = fold(events)
    out = kept_out(events, folded.entries)
    listed = [*out, *(found.as_json() for found in folded.findings)]
    if as_json:
        print_json({"case": str(case), "findings": listed})
        return
    from antigone.cli.case_text import show_findings

    show_findings(console(), listed, f"Nothing is wrong with the data of {case}.")
