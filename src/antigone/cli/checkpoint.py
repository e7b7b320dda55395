"""Checkpoints from the command line: print one, have it cosigned, keep what comes back."""

from __future__ import annotations

from pathlib import Path

import typer

from antigone.cli.output import console, print_json
from antigone.cli.record import AS_JSON, CASE

app = typer.Typer(
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    help="Print the signed state of a record, have others cosign it, keep what comes back.",
)


@app.command()
def show(case: Path = CASE, as_json: bool = AS_JSON) -> None:
    """Print the newest checkpoint: give it to a partner, publish it, or print it on paper.

    [bold]Example:[/bold]  antigone checkpoint show almaty > almaty.checkpoint
    """
    from antigone.record import Case

    with Case.open(case, read_only=True) as opened:
        checkpoint = opened.checkpoint()
    if as_json:
        root = checkpoint.root.hex()
        print_json({"origin": checkpoint.origin, "size": checkpoint.size, "root": root, "note": str(checkpoint)})
    else:
        typer.echo(str(checkpoint), nl=False)


@app.command()
def key(
    name: str = typer.Argument(
        ..., metavar="NAME", help="Name of who will cosign, without spaces: archive.example.org"
    ),
    out: Path = typer.Argument(..., metavar="FILE", help="Where to keep the key."),
) -> None:
    """Make a key to cosign with; prints its public part, for the case to trust."""
    from antigone.record.witness import new_cosigner

    typer.echo(str(new_cosigner(name, out)))


@app.command()
def cosign(
    note: Path = typer.Argument(..., metavar="NOTE", help="The checkpoint to sign."),
    key: Path = typer.Option(..., "--key", metavar="FILE", help="Your key."),
    copy: Path | None = typer.Option(
        None, "--copy", metavar="CASE", help="Your copy of the case, to hold the checkpoint against."
    ),
    earlier: Path | None = typer.Option(None, "--earlier", metavar="NOTE", help="The checkpoint you signed before."),
) -> None:
    """Print a checkpoint with your cosignature: you saw the record in this state, now.

    [bold]Example:[/bold]  antigone checkpoint cosign almaty.checkpoint --key our.key --copy almaty > cosigned
    """
    from antigone.record import Case
    from antigone.record.witness import cosign as sign

    before = _read(earlier) if earlier else ""
    if copy is None:
        typer.echo(sign(_read(note), key, earlier=before), nl=False)
        return
    with Case.open(copy, read_only=True) as held:
        typer.echo(sign(_read(note), key, earlier=before, leaves=held), nl=False)


@app.command()
def trust(
    case: Path = CASE,
    verifier: str = typer.Argument(..., metavar="KEY", help="The public part that `checkpoint key` printed."),
    by: str = typer.Option("", help="Who decides, where that is not who made the case."),
) -> None:
    """Trust a cosigner from now on; the decision stands in the record."""
    from antigone.record import Case
    from antigone.record.witness import trust as record_trust

    with Case.open(case, by=by or None) as opened:
        event = record_trust(opened, verifier)
    console().print(f"{event.body['name']} is trusted to cosign, as of event {event.id[:12]}.", soft_wrap=True)


@app.command()
def keep(
    case: Path = CASE,
    note: Path = typer.Argument(..., metavar="NOTE", help="A checkpoint of this case, cosigned or not."),
    as_json: bool = AS_JSON,
) -> None:
    """Hold a checkpoint against the record, and keep it: `antigone verify` checks it every time from now on."""
    from antigone.record import Case
    from antigone.record.witness import keep_checkpoint

    with Case.open(case) as opened:
        checkpoint, known = keep_checkpoint(opened, _read(note))
    if as_json:
        print_json({"size": checkpoint.size, "root": checkpoint.root.hex(), "cosigned": known})
    else:
        who = ", ".join(known) or "nobody the case trusts"
        console().print(f"Kept: {checkpoint.size:,} events as signed. Cosigned by {who}.", soft_wrap=True)


def _read(path: Path) -> str:
    from antigone.core.errors import InputError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path} cannot be read.", "Check the path.") from None
