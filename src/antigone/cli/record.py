"""The record from the command line: verify, export, merge, unlock, erase, log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json, progress

if TYPE_CHECKING:
    from antigone.record import Case, Event, SealedField, VerifyReport

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
    out.print(_clean(report.name or report.path), style="bold", markup=False, end=" ")
    out.print(verdict)
    out.print(
        f"  {report.events:,} events by {len(report.writers)} writer(s), {report.captures:,} kept copies, "
        f"{report.sealed:,} sealed values, {report.erased:,} erased",
        soft_wrap=True,
    )
    out.print(f"  root {report.root}", soft_wrap=True)
    for name, size in report.cosigned.items():
        out.print(f"  cosigned by {name} up to {size:,} events", soft_wrap=True)
    for finding in report.findings:
        mark = {"error": "[red]fault[/]", "warning": "[yellow]mind[/]"}.get(finding.severity.value, "note")
        out.print(f"  {mark} ", end="")
        out.print(_clean(finding.sentence), markup=False, soft_wrap=True)
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
        show.print(
            f"{keys}: the keys. Whoever has both reads every sealed value: send them by different ways.", soft_wrap=True
        )
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
    show.print(
        "Names already published, and bundles of keys exported before, cannot be taken back.",
        style="dim",
        soft_wrap=True,
    )


def merge(
    case: Path = CASE,
    archive: Path = typer.Argument(..., metavar="ARCHIVE", help="An archive of another copy of the same case."),
    by: str = typer.Option("", help="Who merges, where nobody has written to this copy yet."),
    as_json: bool = AS_JSON,
) -> None:
    """Let in what somebody else wrote in their copy of the case. Doing it twice changes nothing.

    Each event enters when everything it rests on is here; until then it waits, and is named.

    [bold]Example:[/bold]  antigone merge almaty from-the-field.tar
    """
    from antigone.record import Case
    from antigone.record.merge import merge_archive

    with Case.open(case, by=by or None) as opened:
        result = merge_archive(opened, archive)
    if as_json:
        findings = [finding.as_json() for finding in result.findings]
        waiting = [record.id.hex() for record in result.waiting]
        print_json({"admitted": result.admitted, "known": result.known, "waiting": waiting, "findings": findings})
        return
    out = console()
    out.print(f"{len(result.admitted):,} events entered, {result.known:,} were here already.", soft_wrap=True)
    for finding in result.findings:
        out.print(f"  {finding.sentence}", markup=False, soft_wrap=True)
        out.print(f"    {finding.kind.do}", style="dim", soft_wrap=True)


def unlock(
    case: Path = CASE,
    keys: Path = typer.Argument(..., metavar="KEYS", help="Bundle written by `antigone export --keys`."),
    passphrase_file: Path | None = PASSPHRASE_FILE,
    own_passphrase_file: Path | None = typer.Option(
        None, metavar="FILE", help="Passphrase of this copy, if it has one."
    ),
) -> None:
    """Open the sealed values of a copy of a case, with the bundle of keys that travelled apart.

    [bold]Example:[/bold]  antigone unlock copy almaty.keys --passphrase-file secret.txt
    """
    from antigone.record import Case
    from antigone.record.bundle import adopt_keys

    with Case.open(case, read_passphrase(own_passphrase_file)) as opened:
        count = adopt_keys(opened, keys, read_passphrase(passphrase_file))
    if not count:
        console().print("The bundle holds no key that is still wanted here: nothing was sealed, or it was erased.")
        return
    console().print(f"The sealed values of {count:,} subject(s) can be read in {case}.", soft_wrap=True)
    console().print(f"See them with:\n  antigone log {case} --unseal", soft_wrap=True)


def log(
    case: Path = CASE,
    start: int = typer.Option(0, "--from", metavar="N", help="First position to show."),
    last: int = typer.Option(0, "--last", metavar="N", help="Only the last N events."),
    kind: str = typer.Option("", help="Only events of this kind, or whose kind begins so."),
    unseal: bool = typer.Option(False, "--unseal", help="Show sealed values in clear. They stay on your screen."),
    passphrase_file: Path | None = PASSPHRASE_FILE,
    as_json: bool = AS_JSON,
) -> None:
    """List the events of a case as they were written. Sealed values are named and not shown.

    [bold]Examples:[/bold]
      antigone log almaty --last 20
      antigone log almaty --kind claim --json
    """
    from antigone.record import Case

    with Case.open(case, read_passphrase(passphrase_file), read_only=True) as opened:
        first = max(start, opened.size - last if last else 0)
        events = (event for event in opened.events(first) if event.kind.startswith(kind))
        if as_json:
            print_json({"case": opened.id, "name": opened.name, "events": [_event_json(event) for event in events]})
        else:
            _show_log(opened, progress(events, "Reading", total=opened.size - first), unseal)


def _event_json(event: Event) -> dict[str, Any]:
    import json

    return {"position": event.position, "id": event.id, **json.loads(event.raw)}


def _show_log(case: Case, events: Iterator[Event], unseal: bool) -> None:
    out = console()
    shown = 0
    for event in events:
        shown += 1
        when = event.recorded[:19].replace("T", " ")
        line = f"{event.position:>6}  {when}  {event.id[:8]}  {event.kind}  {_summary(event)}  ({event.by})"
        out.print(_clean(line), markup=False, soft_wrap=True)
        for field in event.sealed:
            value = _sealed(case, event, field, unseal)
            out.print(_clean(f"{'':>8}{field.field}: {value}"), style="dim", markup=False, soft_wrap=True)
        if event.reason:
            of = f" of {event.corrects[:8]}" if event.corrects else ""
            out.print(_clean(f"{'':>8}because{of}: {event.reason}"), style="dim", markup=False, soft_wrap=True)
    if not shown:
        out.print(
            f"No such event. The case holds {case.size:,}; see all with: antigone log {case.path}", soft_wrap=True
        )


def _sealed(case: Case, event: Event, field: SealedField, unseal: bool) -> object:
    """What stands for a sealed value: that it is sealed, that it was erased, or the value where that is asked for."""
    if unseal:
        return case.unseal(event, field.field)
    return case.register().erased.get(field.blob, "sealed")


def _clean(text: str) -> str:
    """Without control characters: what others wrote must not steer this terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _summary(event: Event, most: int = 4) -> str:
    """The first few plain values of the body, an id before all others."""
    plain = sorted(_plain(event.body), key=lambda pair: pair[0] != "id")
    return "  ".join(f"{key}={str(value)[:40]}" for key, value in islice(plain, most))


def _plain(body: dict[str, Any]) -> Iterator[tuple[str, str | int]]:
    """Texts and numbers of a body, from the outside in."""
    for key, value in body.items():
        if isinstance(value, dict):
            yield from _plain(value)
        elif isinstance(value, str | int) and value != "":
            yield key, value
