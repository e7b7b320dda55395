"""The record from the command line: verify, export, erase, log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json, progress

if TYPE_CHECKING:
    from antigone.record import Case, Event, VerifyReport

CASE = typer.Argument(..., metavar="CASE", help="Folder of the case.")
AS_JSON = typer.Option(False, "--json", help="Print JSON instead of text.")
PASSPHRASE_FILE = typer.Option(
    None, "--passphrase-file", metavar="FILE", help="File whose first line is the passphrase."
)


def read_passphrase(file: Path | None) -> str | None:
    """The passphrase in a file, or None where no file is named."""
    from antigone.core.errors import InputError

    if file is None:
        return None
    try:
        return (file.read_text(encoding="utf-8").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError):
        raise InputError(f"The passphrase in {file} cannot be read.", "Check the path.") from None


def verify(
    path: Path = typer.Argument(..., metavar="CASE|ARCHIVE", help="Folder of a case, or an archive of one."),
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """Check that nothing in a case was changed, removed, reordered or inserted. Ends with 5 where something was.

    [bold]Examples:[/bold]
      antigone verify almaty
      antigone verify almaty.tar --json
    """
    from antigone.core.errors import VerificationError
    from antigone.record import verify_path

    with console(stderr=True).status("Checking every event, signature and copy …"):
        report = verify_path(path, read_passphrase(passphrase_file))
    if as_json:
        print_json(report.as_json())
    else:
        _show_report(report)
    if not report.ok:
        raise typer.Exit(VerificationError.exit_code)


def _show_report(report: VerifyReport) -> None:
    out = console()
    verdict = "[bold green]verifies[/]" if report.ok else "[bold red]DOES NOT VERIFY[/]"
    out.print(f"[bold]{report.name or report.path}[/bold] {verdict}", soft_wrap=True)
    out.print(
        f"  {report.events:,} events by {len(report.writers)} writer(s), {report.captures:,} kept copies, "
        f"{report.sealed:,} sealed values, {report.erased:,} erased",
        soft_wrap=True,
    )
    out.print(f"  root {report.root}", soft_wrap=True)
    for name, size in report.cosigned.items():
        out.print(f"  cosigned by {name} up to {size:,} events", soft_wrap=True)
    for finding in report.findings:
        mark = "[yellow]note[/]" if finding.severity.value == "note" else "[red]fault[/]"
        out.print(f"  {mark} ", end="")
        out.print(finding.sentence, markup=False, soft_wrap=True)
        out.print(f"       {finding.kind.do}", style="dim", soft_wrap=True)


def export(
    case: Path = CASE,
    out: Path = typer.Argument(..., metavar="OUT", help="The archive to write, e.g. almaty.tar."),
    keys: Path | None = typer.Option(
        None, "--keys", metavar="FILE", help="Also write the bundle of keys, to travel apart."
    ),
    as_json: bool = AS_JSON,
) -> None:
    """Write a whole case into one archive that verifies anywhere. It holds no key: sealed values stay sealed.

    [bold]Examples:[/bold]
      antigone export almaty almaty.tar
      antigone export almaty almaty.tar --keys almaty.keys
    """
    from antigone.record import Case
    from antigone.record.bundle import export_keys

    with Case.open(case, read_only=True) as opened:
        with console(stderr=True).status("Writing …"):
            opened.export(out)
        if keys:
            export_keys(opened, keys)
        done = {"archive": str(out), "bytes": out.stat().st_size, "events": opened.size, "keys": str(keys or "")}
    if as_json:
        print_json(done)
        return
    show = console()
    show.print(f"{out}: {done['events']:,} events, {done['bytes']:,} bytes, and no key.", soft_wrap=True)
    if keys:
        show.print(f"{keys}: the keys. Whoever has both reads every sealed value: send them by different ways.")
    show.print(f"\nAnyone can check it:\n  antigone verify {out}", soft_wrap=True)


def erase(
    case: Path = CASE,
    subject: str = typer.Argument(..., metavar="SUBJECT", help="Code of the person whose sealed values go."),
    because: str = typer.Option(..., "--because", help="Why; it stands in the record for good."),
    by: str = typer.Option("", help="Who decides, where that is not who made the case."),
    as_json: bool = AS_JSON,
) -> None:
    """Destroy what is sealed under a person, for good. The record still verifies and says that it happened.

    What was published, and bundles of keys made before, cannot be taken back: destroy those copies too.

    [bold]Example:[/bold]  antigone erase almaty P-0012 --because "asked for it on 3 May"
    """
    from antigone.record import Case

    with Case.open(case, by=by or None) as opened:
        event = opened.erase(subject, reason=because)
    if as_json:
        print_json({"case": str(case), "event": event.id, "subject": subject, "values": len(event.body["blobs"])})
        return
    show = console()
    show.print(f"{subject}: {len(event.body['blobs'])} sealed value(s) and their key are destroyed.", soft_wrap=True)
    show.print(
        f"Recorded as event {event.id[:12]}, by {event.body['by']}, because: {because}", soft_wrap=True, markup=False
    )
    show.print("Names already published, and bundles of keys exported before, cannot be taken back.", style="dim")


def log(
    case: Path = CASE,
    start: int = typer.Option(0, "--from", metavar="N", help="First position to show."),
    last: int = typer.Option(0, "--last", metavar="N", help="Only the last N events."),
    kind: str = typer.Option("", help="Only events of this kind, or whose kind begins so."),
    as_json: bool = AS_JSON,
) -> None:
    """List the events of a case as they were written. Sealed values are named and not shown.

    [bold]Examples:[/bold]
      antigone log almaty --last 20
      antigone log almaty --kind claim --json
    """
    from antigone.record import Case

    with Case.open(case, read_only=True) as opened:
        first = max(start, opened.size - last if last else 0)
        events = (event for event in opened.events(first) if event.kind.startswith(kind))
        if as_json:
            print_json({"case": opened.id, "name": opened.name, "events": [_event_json(event) for event in events]})
        else:
            _show_log(opened, progress(events, "Reading", total=opened.size - first))


def _event_json(event: Event) -> dict[str, Any]:
    import json

    return {"position": event.position, "id": event.id, **json.loads(event.raw)}


def _show_log(case: Case, events: Iterator[Event]) -> None:
    gone = case.register().erased
    out = console()
    shown = 0
    for event in events:
        shown += 1
        out.print(
            f"{event.position:>6}  {event.recorded[:19].replace('T', ' ')}  {event.id[:8]}  {event.kind}  "
            f"{_summary(event)}  ({event.by})",
            markup=False,
            soft_wrap=True,
        )
        for field in event.sealed:
            out.print(f"{'':>8}{field.field}: {gone.get(field.blob, 'sealed')}", style="dim", markup=False)
        if event.reason:
            of = f" of {event.corrects[:8]}" if event.corrects else ""
            out.print(f"{'':>8}because{of}: {event.reason}", style="dim", markup=False, soft_wrap=True)
    if not shown:
        out.print(
            f"No such event. The case holds {case.size:,}; see all with: antigone log {case.path}", soft_wrap=True
        )


def _summary(event: Event, most: int = 4) -> str:
    """The first few plain values of the body."""
    plain = ((k, v) for k, v in event.body.items() if isinstance(v, str | int) and v != "")
    return "  ".join(f"{key}={str(value)[:40]}" for key, value in islice(plain, most))
