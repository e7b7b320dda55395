"""`antigone read`: reports into a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json, progress

if TYPE_CHECKING:
    from antigone.formats.report_reading import FileRead
    from antigone.said.document import Document


def read(
    case: Path = typer.Argument(..., metavar="CASE", help="Folder of the case."),
    paths: list[str] = typer.Argument(..., metavar="PATH…", help="Files and folders; `-` is standard input."),
    publisher: str = typer.Option("", help="Who published them; wins over what the files say."),
    date: str = typer.Option("", help="Day of publication: 2022, 2022-01 or 2022-01-16."),
    url: str = typer.Option("", help="Address of the publication."),
    language: str = typer.Option("", help="Language code: en, ru, …"),
    event: str = typer.Option("", help="The event they are about."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would be read and write nothing."),
    again: bool = typer.Option(False, "--again", help="Look anew for claims in what is in the case already."),
    model: str = typer.Option("", help="Also ask this language model (off by default); see --model-address."),
    model_address: str = typer.Option("http://127.0.0.1:8080/v1", help="OpenAI-compatible server of the model."),
    allow_remote: bool = typer.Option(False, "--allow-remote", help="Let texts go to a server not on this computer."),
    by: str = typer.Option("", help="Who reads, where that is not who made the case."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON instead of text."),
) -> None:
    """Read reports: text, HTML, PDF, DOCX, mail, Telegram exports, web archives, and tables of statements.

    Each file is kept whole; its claims are proposed, and wait for `antigone review`. Nothing enters the account here.
    A file that was read before adds nothing; one that cannot be read is named with the reason, and the rest goes on.

    [bold]Examples:[/bold]
      antigone read almaty reports/
      antigone read almaty statement.pdf --publisher "Example Agency" --date 2022-01-16
      pdftotext scan.pdf - | antigone read almaty - --publisher "Example Agency"
      antigone read almaty channel/result.json --dry-run
    """
    from antigone.core.when import PartialDate
    from antigone.formats.report_reading import ReportReader, report_files
    from antigone.record.case import Case

    given = {
        "publisher": publisher,
        "published_on": PartialDate.parse(date) if date else None,
        "url": url,
        "language": language,
        "event": event,
    }
    files = list(report_files(paths))
    asked = _backend(model_address, model, allow_remote) if model else None
    watch = _watched(len(files))
    with (
        Case.open(case, by=by or None, read_only=dry_run) as opened,
        ReportReader(opened, given, dry_run=dry_run, again=again, backend=asked, watch=watch) as reader,
    ):
        shown = progress(files, "Reading", total=len(files)) if len(files) > 1 else files
        done = [reader.read(path) for path in shown]
    if as_json:
        print_json({"case": str(case), "dry_run": dry_run, "files": [each.as_json() for each in done]})
    else:
        _show(case, done, dry_run)
    _fail_if_nothing(done)


def _watched(files: int) -> Callable[[Sequence[Document]], Iterable[Document]]:
    """A bar over the documents of a single file; over the files where there are several."""
    if files > 1:
        return lambda documents: documents
    return lambda documents: progress(documents, "Looking for claims", total=len(documents))


def _backend(address: str, model: str, allow_remote: bool) -> Any:
    from antigone.said.backend import Backend

    return Backend(address, model, allow_remote)


def _fail_if_nothing(done: list[FileRead]) -> None:
    from antigone.core.errors import InputError

    got = any(each.new or each.known or each.imported is not None or each.format == "table" for each in done)
    if done and not got:
        raise InputError("Nothing could be read.", "See the reasons above.")


def _show(case: Path, done: list[FileRead], dry_run: bool) -> None:
    out = console()
    if not done:
        out.print("There is nothing in there to read. Give files, or a folder that holds some.")
        return
    for each in done:
        _show_file(out, each)
    documents = sum(len(each.new) for each in done)
    proposals = sum(len(found) for each in done for _, found, _ in each.new) + sum(e.proposed_again for e in done)
    unclear = sum(n for each in done for _, _, n in each.new)
    verb = "would be read" if dry_run else "read"
    out.print(
        f"\n{_count(documents, 'document')} {verb}, {_count(proposals, 'claim')} proposed, "
        f"{_count(unclear, 'number')} left for a person to look at."
    )
    if proposals and not dry_run:
        out.print(f"\nNext:\n  antigone review {case}", soft_wrap=True)
    elif documents and not dry_run:
        one = next(document.id for each in done for document, _, _ in each.new)
        out.print("\nNothing was proposed. To mark a claim yourself:")
        out.print(
            f'  antigone review {case} --add {one} --words "the exact words" --set unit=killed --set low=1',
            soft_wrap=True,
        )


def _show_file(out: Any, each: FileRead) -> None:
    """A line for a file, and one for each thing that was wrong with it (the same thing once, with its count)."""
    from rich.markup import escape

    from antigone.cli.printable import printable

    proposals = sum(len(found) for _, found, _ in each.new)
    if each.imported is not None:
        what = f"table of statements, {_count(each.imported, 'row')} added"
    elif each.new:
        known = f", {len(each.known)} known already" if each.known else ""
        what = f"{_count(len(each.new), 'document')}{known}, {_count(proposals, 'claim')} proposed"
    elif each.format == "table":
        what = "left alone"
    elif each.amended:
        what = f"in the case already; {_count(len(each.amended), 'document')} amended by what was given"
    elif each.known:
        found = f"; {_count(each.proposed_again, 'claim')} proposed anew" if each.proposed_again else ""
        what = f"in the case already{found}"
    else:
        what = "[yellow]not read[/yellow]"
    out.print(f"[bold]{escape(printable(each.name))}[/bold]  {what}")
    for text, count in Counter((f.sentence, f.kind.do) for f in each.findings).items():
        times = f" ({count} times)" if count > 1 else ""
        out.print(f"    {escape(printable(text[0]))}{times} [dim]{escape(text[1])}[/dim]")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
