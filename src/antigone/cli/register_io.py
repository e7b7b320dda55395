"""Registers in and out from the command line: `found import`, `export` and `forms`; `named import` and `export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json

if TYPE_CHECKING:
    from antigone.formats.register_import import Options, RegisterImported

CASE = typer.Argument(..., metavar="CASE", help="Folder of the case.")
SOURCE = typer.Argument(..., metavar="FILE|FOLDER", help="CSV, XLSX, GeoJSON, KML, GPX, ODK submissions, DVI JSON.")
KIND = typer.Option("", "--kind", help="What the table is, where its columns do not tell.")
MAP = typer.Option([], "--map", metavar="FIELD=COLUMN", help="Read this column as that field; may be repeated.")
SET = typer.Option([], "--set", metavar="FIELD=VALUE", help="Every row has this value, e.g. place=morgue-1.")
MONTH_FIRST = typer.Option(False, "--month-first", help="05/01/2030 is the first of May.")
ADD_PLACES = typer.Option(False, "--add-places", help="Make a site for each place that nobody recorded.")
DRY_RUN = typer.Option(False, "--dry-run", help="Say what would happen and write nothing.")
AGAIN = typer.Option(False, "--again", help="Also enter what was taken back or changed in the case.")
BY = typer.Option("", "--by", help="Who writes, where that is not who made the case.")
PASSPHRASE_FILE = typer.Option(
    None, "--passphrase-file", metavar="FILE", help="File whose first line is the passphrase."
)
AS_JSON = typer.Option(False, "--json", help="Print JSON instead of text.")


def import_found(
    case: Path = CASE,
    source: Path = SOURCE,
    kind: str = KIND,
    columns: list[str] = MAP,
    constants: list[str] = SET,
    month_first: bool = MONTH_FIRST,
    add_places: bool = ADD_PLACES,
    dry_run: bool = DRY_RUN,
    again: bool = AGAIN,
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Import registers: morgue books, custody, sites, graves, examinations; maps, field forms, DVI JSON.

    Which column means what is guessed from headers and values, shown, and kept with the case: the next table with the
    same header is read the same way. Good rows enter in one transaction; each bad row is named with its reason.
    Importing twice adds nothing; a row that changed corrects the old one. Names are sealed.

    [bold]Examples:[/bold]
      antigone found import flood morgue-book.xlsx --dry-run
      antigone found import flood morgue-book.xlsx --set place=morgue-1
      antigone found import flood moves.csv --map units=bodies --add-places
      antigone found import flood graves.geojson
      antigone import flood --undo last --because "wrong file"
    """
    if kind == "iom":
        _import_iom(case, source, dry_run, again, by, as_json)
        return
    options = _options(kind, columns, constants, month_first, add_places, again, dry_run)
    _import(case, source, "found", options, by, passphrase_file, as_json)


def import_named(
    case: Path = CASE,
    source: Path = SOURCE,
    kind: str = KIND,
    columns: list[str] = MAP,
    constants: list[str] = SET,
    month_first: bool = MONTH_FIRST,
    dry_run: bool = DRY_RUN,
    again: bool = AGAIN,
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Import lists of the missing with their reports and informants, and of samples. Personal values are sealed.

    [bold]Examples:[/bold]
      antigone named import flood missing.csv --dry-run
      antigone named import flood missing.csv
      antigone named import flood samples.xlsx --map donor=person
    """
    options = _options(kind, columns, constants, month_first, False, again, dry_run)
    _import(case, source, "named", options, by, passphrase_file, as_json)


def _import_iom(case: Path, source: Path, dry_run: bool, again: bool, by: str, as_json: bool) -> None:
    from antigone.cli.case_text import show_import
    from antigone.formats.iom import import_iom
    from antigone.record.case import Case

    with Case.open(case, by=by or None, read_only=dry_run) as opened:
        done = import_iom(opened, source, dry_run=dry_run, again=again)
    if as_json:
        print_json({"case": str(case), **done.as_json()})
    else:
        show_import(console(), case, done)


def export_found(
    case: Path = CASE,
    out: Path = typer.Argument(..., metavar="FILE", help="Ends in .geojson, .kml, .gpx, .json, .csv or .xlsx."),
    what: str = typer.Option("", "--what", help="Of a table: remains (default), sites, custody, observations, iom."),
    exact: bool = typer.Option(False, "--exact", help="Exact positions of all sites. Recorded in the case."),
    because: str = typer.Option("", "--because", help="Why exact positions are needed; it stands in the record."),
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Write the register to a file: sites as a map, tables, or observations as DVI JSON. No name is in any of them.

    A grave that is not secured has no position; other sites have one as exact as their publication level allows.

    [bold]Examples:[/bold]
      antigone found export flood sites.geojson
      antigone found export flood remains.csv
      antigone found export flood custody.xlsx --what custody
      antigone found export flood post-mortem.json
      antigone found export flood sites.kml --exact --because "for the exhumation team"
    """
    from antigone.cli.record import read_passphrase
    from antigone.formats.register_export import export
    from antigone.record.case import Case

    with Case.open(case, read_passphrase(passphrase_file), by=by or None, read_only=not exact) as opened:
        done = export(opened, out, what, exact=exact, because=because)
    if as_json:
        print_json({"case": str(case), "file": str(out), **done})
        return
    told = console()
    told.print(f"{out}: {done['entries']:,} entries.", markup=False)
    if done["exact"]:
        told.print(f"{done['exact']} exact positions are in it; that is recorded in the case.", markup=False)
    elif "shown" in done:
        told.print(f"{done['shown']} with a position, none more exact than its site's publication level.", markup=False)


def export_named(
    case: Path = CASE,
    out: Path = typer.Argument(..., metavar="FILE", help="Ends in .json: DVI JSON, keyed to INTERPOL items."),
    persons: list[str] = typer.Option([], "--person", metavar="P-0001", help="Only of this person; may be repeated."),
    descriptions: bool = typer.Option(False, "--descriptions", help="Also what was described. That is written down."),
    names: bool = typer.Option(False, "--names", help="Also names, births, addresses, papers. That is written down."),
    to: str = typer.Option("", "--for", metavar="RECIPIENT", help="With either: who sees it."),
    purpose: str = typer.Option("", "--purpose", help="With either: why."),
    by: str = BY,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Write the reports of the missing as DVI JSON: codes, sex, dates and places; no name, no value of a body.

    With --descriptions or --names sealed values come out too. Who asked for whom and why stands in the record first,
    and a report stays bare where its informant has not agreed that the recipient sees it. No genetic value ever does.

    [bold]Examples:[/bold]
      antigone named export flood ante-mortem.json
      antigone named export flood dental.json --descriptions --for "dental team" --purpose "comparison"
    """
    from antigone.cli.named_common import desk
    from antigone.formats.register_ante_mortem import Wanted, export_ante_mortem

    wanted = Wanted(tuple(persons), descriptions, names, to, purpose)
    with desk(case, by, passphrase_file, read_only=not wanted.fields) as at:
        done = export_ante_mortem(at, out, wanted)
    if as_json:
        print_json({"case": str(case), "file": str(out), **done})
        return
    told = console()
    told.print(f"{out}: {done['entries']:,} reports, {done['with_values']:,} with sealed values.", markup=False)
    if done["without_consent"]:
        left = ", ".join(done["without_consent"])
        told.print(f"Bare, for their informants have not agreed that '{to}' sees them: {left}.", markup=False)


def forms(
    folder: Path = typer.Argument(..., metavar="FOLDER", help="Where to write them; made if it is not there."),
    as_json: bool = AS_JSON,
) -> None:
    """Write the field forms (XLSForm: English, Russian, Spanish) for ODK, KoboToolbox and their like.

    recovery.xlsx for the scene, post_mortem.xlsx for the mortuary, ante_mortem.xlsx for interviews. Their submissions
    come back with `antigone found import` and `antigone named import`.

    [bold]Example:[/bold]  antigone found forms forms/
    """
    from antigone.formats.xlsform import write_forms

    made = write_forms(folder)
    if as_json:
        print_json({"forms": [str(path) for path in made]})
        return
    for path in made:
        console().print(str(path), markup=False)


def add_to_found(app: typer.Typer) -> None:
    """The commands that belong to `antigone found`."""
    app.command("import")(import_found)
    app.command("export")(export_found)
    app.command("forms")(forms)


def add_to_named(app: typer.Typer) -> None:
    """The commands that belong to `antigone named`."""
    app.command("import")(import_named)
    app.command("export")(export_named)


def _options(
    kind: str, columns: list[str], constants: list[str], month_first: bool, add_places: bool, again: bool, dry_run: bool
) -> Options:
    from antigone.core.errors import UsageError
    from antigone.formats.register_import import Options

    values: dict[str, str] = {}
    for each in constants:
        name, sign, text = each.partition("=")
        if not sign:
            raise UsageError(f"'{each}' sets nothing.", "Write --set field=value, e.g. --set place=morgue-1.")
        values[name.strip()] = text.strip()
    return Options(kind, tuple(columns), values, True if month_first else None, add_places, again, dry_run)


def _import(
    case: Path, source: Path, room: str, options: Options, by: str, passphrase_file: Path | None, as_json: bool
) -> None:
    from antigone.cli.record import read_passphrase
    from antigone.core.errors import InputError
    from antigone.formats.register_sources import import_any
    from antigone.record.case import Case

    with Case.open(case, read_passphrase(passphrase_file), by=by or None, read_only=options.dry_run) as opened:
        done = import_any(opened, source, room, options)
    if as_json:
        print_json({"case": str(case), **done.as_json()})
    else:
        _show(case, done)
    made = done.plan
    if made.is_empty and not made.unchanged and made.kept_out():
        raise InputError("Nothing could be imported.", "Mend what is listed above and import again.")


def _show(case: Path, done: RegisterImported) -> None:
    from rich.text import Text

    from antigone.cli.case_text import show_findings

    out = console()
    made = done.plan
    for source in done.sources:
        out.print(Text(f"{source.name}: {source.rows:,} rows, read as {source.kind}"))
    verb = "would enter" if done.dry_run else "entered"
    parts = [f"{len(made.added):,} new {verb} ({_counts(made.added)})" if made.added else f"0 new {verb}"]
    parts += [f"{len(made.changed):,} changed" if made.changed else ""]
    parts += [f"{made.unchanged:,} are in the case already" if made.unchanged else ""]
    parts += [f"{made.kept_out():,} kept out" if made.kept_out() else ""]
    tail = f" This is import {done.label}." if done.label else (" Nothing was written." if done.dry_run else "")
    out.print(Text("\n" + ", ".join(part for part in parts if part) + "." + tail))
    if made.findings:
        out.print()
        show_findings(out, [found.as_json() for found in made.findings], "")
    after = "the same without --dry-run" if done.dry_run else f"antigone account {case}"
    out.print(Text(f"\nNext:\n  {after}"))


def _counts(added: Any) -> str:
    from collections import Counter

    counts = Counter(each.noun for each in added)
    return ", ".join(f"{n:,} {noun}" for noun, n in sorted(counts.items()))
