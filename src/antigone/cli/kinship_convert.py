"""`antigone kinship convert` and `draw`: files into other formats, families into pictures."""

from __future__ import annotations

from pathlib import Path

import typer

from antigone.cli import kinship_show as show
from antigone.cli.kinship_common import FILE, FREQUENCIES, FROM, JSON, MISSING, engine_errors, load
from antigone.cli.output import console, print_json
from antigone.core.errors import InputError, UsageError
from antigone.core.finding import Finding


def convert(
    source: Path = typer.Argument(help="File to read."),
    target: Path = typer.Argument(help="File to write."),
    from_: str = FROM,
    to: str = typer.Option("", "--to", metavar="FORMAT", help="familias, linkage, cmf, table or json."),
    frequencies: str = FREQUENCIES,
    destination: str = typer.Option("", help="CMF: laboratory it goes to (ORI)."),
    source_lab: str = typer.Option("", help="CMF: laboratory it comes from."),
    user: str = typer.Option("", help="CMF: who submits it."),
    time: str = typer.Option("", help="CMF: date and time of submission, 2022-01-16T12:00:00."),
    batch: str = typer.Option("", help="CMF: name of the batch."),
    kit: str = typer.Option("", help="CMF: typing kit."),
    cmf_version: str = typer.Option("", help="CMF: 3.2 or 3.3."),
    force: bool = typer.Option(False, "--force", help="Write over a file that is there."),
    as_json: bool = JSON,
) -> None:
    """Turn a kinship file into another format; whatever is lost on the way is printed.

    [bold]Examples:[/bold]
      antigone kinship convert family.fam family.ped
      antigone kinship convert profiles.xlsx profiles.xml --destination LAB1 --source-lab LAB2 --user ana \\\\
          --time 2022-01-16T12:00:00
      antigone kinship convert family.ped family.fam --frequencies table.csv
    """
    from antigone.cli.kinship_power import losses_json
    from antigone.formats.kinship_files import format_of, with_frequencies, write_kinship
    from antigone.formats.kinship_panel import frequency_table

    header = {
        "destination": destination,
        "source": source_lab,
        "user": user,
        "time": time,
        "batch": batch,
        "kit": kit,
        "version": cmf_version,
    }
    form = format_of(target, to)
    data, findings = load(source, from_)
    if frequencies:
        data = with_frequencies(data, frequency_table(frequencies, findings))
    texts, losses = write_kinship(data, form, {key: value for key, value in header.items() if value})
    written = _write(target, texts, force=force)
    if as_json:
        print_json({"written": [str(path) for path in written], **losses_json(findings, losses)})
        return
    show.show_findings(findings, console(stderr=True))
    _show_losses(losses)
    for path in written:
        console().print(f"Wrote {path}", markup=False, soft_wrap=True)


def _show_losses(losses: list[Finding]) -> None:
    from antigone.formats.familias_write import losses_shown

    for line in losses_shown(losses):
        console().print(f"lost or changed: {line}", markup=False, soft_wrap=True)


def _write(target: Path, texts: dict[str, str], *, force: bool) -> list[Path]:
    """Write all files or none: refused where one is there already."""
    paths = {target if len(texts) == 1 else target.with_suffix(suffix): text for suffix, text in texts.items()}
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise UsageError(f"{', '.join(map(str, there))} is there already.", "Choose another name, or say --force.")
    for path, text in paths.items():
        try:
            path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            raise InputError(
                f"{path} cannot be written: {error.strerror}.", "Check the folder and the rights."
            ) from None
    return list(paths)


def draw(
    file: Path = FILE,
    out: Path | None = typer.Option(
        None, "--out", metavar="FILE.svg", help="Write SVG; without it the terminal is drawn on."
    ),
    family: str = typer.Option("", "--family", metavar="NAME", help="Only this family."),
    pedigree: str = typer.Option("", "--pedigree", metavar="NAME", help="Only this pedigree or hypothesis."),
    missing: str = MISSING,
    force: bool = typer.Option(False, "--force", help="Write over files that are there."),
    from_: str = FROM,
) -> None:
    """Draw families: as SVG with the standard symbols, or in the terminal.

    [bold]Examples:[/bold]
      antigone kinship draw family.fam
      antigone kinship draw family.ged --out family.svg
      antigone kinship draw dvi.fam --family "Family 3" --out three.svg
    """
    from antigone.cli.kinship_power import drawings

    data, findings = load(file, from_)
    with engine_errors(file.name):
        found = list(drawings(data, family, pedigree, missing, findings))
        if not found:
            raise InputError(f"{file.name} holds no such family.", "Leave --family and --pedigree out to see them all.")
        show.show_findings(findings, console(stderr=True))
        if out is None:
            for one in found:
                console().print(f"[bold]{one.title}[/bold]")
                show.show_drawing(one.pedigree, dict.fromkeys(one.typed, True), one.missing, console())
            return
        svgs = [one.svg() for one in found]
    for n, text in enumerate(svgs):
        path = out if n == 0 else out.with_name(f"{out.stem}-{n + 1}{out.suffix or '.svg'}")
        _write(path, {path.suffix: text}, force=force)
        console().print(f"Wrote {path}", markup=False, soft_wrap=True)
