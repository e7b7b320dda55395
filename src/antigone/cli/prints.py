"""Prints from the command line: forms to fill by hand, and papers filled from a case, as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, plain, print_json
from antigone.core.errors import UsageError

if TYPE_CHECKING:
    from antigone.formats.prints.render import Printed, Setting


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the command line asks for."""

    case: Path | None
    what: str
    ids: tuple[str, ...]
    names_to: str
    purpose: str
    coordinates: bool
    as_of: str
    passphrase_file: Path | None


def print_(
    arguments: list[str] = typer.Argument(
        None,
        metavar="[CASE] [WHAT] [ID]…",
        help="Folder of the case, which print, and what it is about.",
    ),
    out: Path = typer.Option(None, "--out", "-o", metavar="FILE.pdf", help="Where to write it. Default: WHAT.pdf."),
    lang: str = typer.Option("en", "--lang", help="Language: en, ru, kk, es or ar."),
    paper: str = typer.Option("a4", "--paper", help="Paper: a4 or letter."),
    blank: bool = typer.Option(False, "--blank", help="An empty form, to fill by hand."),
    sample: bool = typer.Option(False, "--sample", help="Filled with plainly invented data, for training."),
    names: bool = typer.Option(False, "--names", help="Show names. Needs --for and --purpose; it is written down."),
    for_: str = typer.Option("", "--for", metavar="WHO", help="Who will see the names."),
    purpose: str = typer.Option("", "--purpose", help="Why they may."),
    coordinates: bool = typer.Option(False, "--coordinates", help="Show positions of sites that the case holds open."),
    as_of: str = typer.Option("", "--as-of", metavar="DATE", help="Day of balances and of the account."),
    by: str = typer.Option("", "--by", help="Who prints. Default: whoever made the case."),
    fonts: list[Path] = typer.Option([], "--fonts", metavar="FOLDER", help="More fonts, for other scripts."),
    passphrase_file: Path = typer.Option(
        None, "--passphrase-file", metavar="FILE", help="File whose first line is the passphrase."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON instead of text."),
) -> None:
    """Print a form or a paper as PDF. Names and positions are withheld unless they are asked for.

    Without arguments it lists the prints. --blank and --sample need no case.

    [bold]Examples:[/bold]
      antigone print
      antigone print recovery --blank --lang kk
      antigone print transfer-note --sample --lang ar --out example.pdf
      antigone print almaty labels 007-K2M 007-K3P
      antigone print almaty daily-ledger --as-of 2022-01-16 --lang ru
      antigone print almaty release L-0003 --names --for "the family" --purpose "handing over"
    """
    if not arguments:
        _list(as_json)
        return
    case, what, ids = _arguments(arguments, blank or sample)
    _check(blank, sample, names, for_, purpose)
    wanted = _Wanted(
        case,
        what,
        ids,
        for_ if names else "",
        purpose,
        coordinates,
        as_of,
        passphrase_file,
    )
    setting, content = _content(wanted, blank, names, lang, paper, tuple(fonts), by)
    _write(wanted, content, setting, out or Path(f"{what}.pdf"), as_json)


def _arguments(given: list[str], without: bool) -> tuple[Path | None, str, tuple[str, ...]]:
    """Case, print and ids; a blank form or a sample is asked for by its name alone."""
    if without:
        if len(given) != 1:
            raise UsageError("A blank form or a sample needs only its name.", "Say: antigone print recovery --blank")
        return None, given[0], ()
    if len(given) == 1:
        raise UsageError(
            "A print is filled from a case.", f"Say: antigone print CASE {given[0]} …, or give --blank or --sample."
        )
    return Path(given[0]), given[1], tuple(given[2:])


def _check(blank: bool, sample: bool, names: bool, to: str, purpose: str) -> None:
    if blank and sample:
        raise UsageError("A form is blank or holds a sample.", "Give --blank or --sample, not both.")
    if names and not (blank or sample) and not (to.strip() and purpose.strip()):
        raise UsageError("Names are shown to somebody, for something.", "Give --for and --purpose.")


def _list(as_json: bool) -> None:
    from antigone.formats.prints.catalogue import PRINTS
    from antigone.formats.prints.filling.fill import FILLINGS

    rows = [{"print": p.key, "form": p.form, "use": p.use, "ids": FILLINGS[p.key].ids} for p in PRINTS]
    if as_json:
        print_json({"prints": rows})
        return
    from rich.table import Table

    table = Table("print", "what it is for", "ID on the command line", box=None, pad_edge=False)
    for row in rows:
        table.add_row(row["print"], row["use"], row["ids"])
    console().print(table)
    console().print("\nTry one:  antigone print recovery --sample", style="dim")


def _content(
    wanted: _Wanted, blank: bool, names: bool, lang: str, paper: str, fonts: tuple[Path, ...], by: str
) -> tuple[Setting, Any]:
    """How it is printed, and what stands in it."""
    from datetime import UTC, datetime

    from antigone.formats.prints.catalogue import find
    from antigone.formats.prints.language import Say
    from antigone.formats.prints.render import Setting
    from antigone.formats.prints.values import Personal

    kind = find(wanted.what)
    Say(lang)
    allow = {Personal.NAME} if names else set()
    allow |= {Personal.POSITION} if wanted.coordinates else set()
    base: dict[str, Any] = {"language": lang, "paper": paper, "allow": frozenset(allow), "fonts": fonts}
    if wanted.case is None:
        return Setting(**base, printed_by=by), kind.content() if blank else kind.sample()
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    case, record, who, content = _filled(wanted, by)
    return Setting(**base, case=case, record=record, printed_at=now, printed_by=who), content


def _filled(wanted: _Wanted, by: str) -> tuple[str, str, str, Any]:
    """Name and checkpoint of the case, who prints, and the content."""
    from antigone.cli.record import read_passphrase
    from antigone.core.when import PartialDate
    from antigone.formats.prints.filling.fill import fill
    from antigone.formats.prints.filling.source import Source
    from antigone.record.case import Case

    assert wanted.case is not None
    day = PartialDate.parse(wanted.as_of).last if wanted.as_of else None
    secret = read_passphrase(wanted.passphrase_file)
    with Case.open(wanted.case, secret, by=by or None, read_only=not wanted.names_to) as opened:
        content = fill(wanted.what, Source(opened, day, wanted.names_to, wanted.purpose), wanted.ids)
        return opened.name, _checkpoint(opened), by or _writer(opened), content


def _writer(case: Any) -> str:
    """Who writes to this copy; nobody where it has no key yet."""
    from antigone.core.errors import AntigoneError

    try:
        return str(case.writer().by)
    except AntigoneError:
        return ""


def _checkpoint(case: Any) -> str:
    """Size and root of the record as it stood when the print was made."""
    signed = case.checkpoint()
    root = signed.root.hex()[:16]
    return f"{signed.size:,} · {' '.join(root[at : at + 4] for at in range(0, 16, 4))}"


def _write(wanted: _Wanted, content: Any, setting: Setting, out: Path, as_json: bool) -> None:
    from antigone.formats.prints.render import render

    made = render(wanted.what, content, setting)
    try:
        out.write_bytes(made.pdf)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.", "Give another place with --out.") from error
    if as_json:
        print_json({
            "print": wanted.what, "file": str(out), "bytes": len(made.pdf), "language": setting.language,
            "names": made.shown, "withheld": made.withheld, "not_drawn": list(made.unseen),
        })  # fmt: skip
        return
    _tell(wanted, made, out)


def _tell(wanted: _Wanted, made: Printed, out: Path) -> None:
    say = console()
    say.print(f"{wanted.what} is in {plain(out)}.", soft_wrap=True)
    if made.withheld:
        held = "1 personal value is" if made.withheld == 1 else f"{made.withheld} personal values are"
        say.print(f"{held} withheld. Where a paper needs names: --names --for WHO --purpose WHY.", style="dim")
    if made.unseen:
        letters = " ".join(f"U+{ord(char):04X}" for char in made.unseen)
        say.print(f"No font here draws {letters}; they stand as codes. Give --fonts FOLDER.", soft_wrap=True)
