"""The books of the register from the command line: balance, counts, what is unaccounted for, lists, one thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.case import AS_JSON, CASE
from antigone.cli.found_common import BY, ON, desk, event_id, one_of, reading, show_findings, write
from antigone.cli.output import console, plain, print_json
from antigone.cli.printable import printable
from antigone.core.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from antigone.found.balance import Balance

AS_OF = typer.Option("", "--as-of", metavar="DATE", help="By the end of that day. Default: the last one recorded.")
WHAT = ("sites", "remains", "labels", "custody", "associations", "individuals", "findings", "blocks")


def balance(
    case: Path = CASE,
    as_of: str = AS_OF,
    counted: str = typer.Option("bodies", help="bodies, parts or other; they are never added."),
    flows: bool = typer.Option(False, "--flows", help="Show every column of the law of stock."),
    as_json: bool = AS_JSON,
) -> None:
    """Stock of every custodian and place as of any day, by number and by word, with the variance in rows of its own.

    [bold]Example:[/bold]  antigone found balance port --as-of 2030-05-02 --flows
    """
    from antigone.core.when import PartialDate
    from antigone.found.balance import balance_of
    from antigone.found.ledger_file import ledger_of_case
    from antigone.found.remains import Counted
    from antigone.record.case import Case

    with Case.open(case) as opened:
        ledger, last = ledger_of_case(opened, reading)
    day = PartialDate.parse(as_of).last if as_of else last
    made = balance_of(ledger, day, one_of(Counted, counted, "kind"))
    if as_json:
        print_json({"case": str(case), **made.as_json()})
        return
    _show_balance(made, case, flows)


def _show_balance(made: Balance, case: Path, flows: bool) -> None:
    from rich.table import Table

    from antigone.found.custody import INS
    from antigone.found.ledger import COLUMNS

    out = console()
    if not made.rows:
        out.print("Nothing is booked yet." if made.as_of.year == 1 else f"Nothing is booked by {made.as_of}.")
        out.print(f"\nNext:\n  antigone found site {plain(case)} morgue-1 --type morgue")
        out.print(f"  antigone found remains {plain(case)} --received-at morgue-1", style="")
        return
    heads = [("+" if c in INS else "-") + c.value for c in COLUMNS] if flows else []
    table = Table("place", "custodian", *heads, "by number", "by word", "variance")
    table.title = f"{made.counted.value.capitalize()} as of {made.as_of}"
    for row in made.rows:
        cells = [str(row.stated[c]) if not row.spot.sink else "" for c in COLUMNS] if flows else []
        name = f"({row.spot.sink.value})" if row.spot.sink else row.spot.place or "place not named"
        figures = (f"{row.stock:,}", f"{row.stock_stated:,}", f"{row.variance:+,}" if row.variance else "")
        table.add_row(printable(name), printable(row.spot.custodian), *cells, *figures)
    out.print(table)
    out.print(f"{made.found:,} numbered in all; all places and what lies in none add up to {made.total:,}.")
    for each in made.variances:
        out.print(
            f"variance: {each.type}, {each.day}, {plain(printable(each.place))}: {each.asserted:,} asserted, "
            f"{each.enumerated:,} enumerated (event {each.event[:12]})"
        )
    doubtful = sum(row.uncertain for row in made.rows)
    if doubtful:
        out.print(f"{doubtful:,} ends of moves with imprecise dates may also lie before that day.", style="dim")


def count(
    case: Path = CASE,
    place: str = typer.Argument(..., metavar="PLACE", help="The place that was counted."),
    codes: list[str] | None = typer.Argument(None, metavar="[CODE]…", help="Labels read there."),
    number: int | None = typer.Option(None, "--count", min=0, help="How many bodies were counted."),
    complete: bool = typer.Option(False, "--complete", help="Every label was read: what is not listed is not there."),
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record a count of a place; the book is set against it, and the difference is shown, not smoothed.

    [bold]Example:[/bold]  antigone found count port morgue-1 000-00R 000-02Y --complete --on 2030-05-09
    """
    from antigone.core.when import PartialDate
    from antigone.found.custody import Stocktake
    from antigone.found.services import count_stock

    if not on:
        raise UsageError("A count is of a day.", "Give it with --on.")
    with desk(case, by=by) as at:
        units = tuple(dict.fromkeys(at.find(each) for each in codes or []))
        made = Stocktake(place, PartialDate.parse(on), number, units, complete)
        shown = f"{number} bodies" if number is not None else f"{len(units)} labels"
        write(at, [count_stock(at.part(places=[place]), made)], as_json, f"{place}: {shown} counted.", place=place)


def close(
    case: Path = CASE,
    place: str = typer.Argument(..., metavar="PLACE", help="The place that closes."),
    on: str = ON,
    anyway: bool = typer.Option(False, "--anyway", help="Close it with stock; that stays a finding."),
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Close a place: from that day its stock is asserted to be zero.

    [bold]Example:[/bold]  antigone found close port morgue-1 --on 2030-06-30
    """
    from antigone.core.when import PartialDate
    from antigone.found import services
    from antigone.found.custody import Closing

    if not on:
        raise UsageError("A place closes on a day.", "Give it with --on.")
    with desk(case, by=by) as at:
        made = services.close(at.whole(), Closing(place, PartialDate.parse(on)), anyway=anyway)
        write(at, [made], as_json, f"{place} is closed.", place=place)


def unaccounted(
    case: Path = CASE,
    subject: str = typer.Argument("", metavar="[CODE|EVENT]", help="Give a reason for this; else all are listed."),
    reason: str = typer.Option("", help="lost from custody, held unidentified, burial site undisclosed, unclaimed, …"),
    note: str = typer.Option("", help="Free words without names."),
    as_of: str = AS_OF,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """List what is unaccounted for, each with its reason or the lack of one; or give the reason.

    [bold]Examples:[/bold]
      antigone found unaccounted port
      antigone found unaccounted port 3f9a1c5e2b7d --reason "burial site undisclosed"
    """
    from antigone.core.when import PartialDate
    from antigone.found import services
    from antigone.found.custody import Unaccounted, UnaccountedReason
    from antigone.found.outstanding import outstanding

    with desk(case, by=by, read_only=not subject) as at:
        register = at.whole()
        if subject:
            try:
                id = event_id(register, subject)
            except NotFoundError:
                id = at.find(subject)
            value = Unaccounted(id, one_of(UnaccountedReason, reason, "reason"), note)
            write(at, [services.give_reason(register, value)], as_json, f"{subject}: {value.reason.value}.", subject=id)
            return
    listed = outstanding(register, PartialDate.parse(as_of).last if as_of else None)
    if as_json:
        print_json({"case": str(case), "unaccounted": [each.as_json() for each in listed]})
        return
    out = console()
    for each in listed:
        shown = each.reason.value if each.reason else "[bold]no reason given[/bold]"
        out.print(f"{plain(each.code)}  {each.count:,}  {plain(each.words)}: {shown}")
    if not listed:
        out.print("Everything in the register is accounted for.")


def list_(
    case: Path = CASE,
    what: str = typer.Argument("remains", metavar="[WHAT]", help=", ".join(WHAT)),
    place: str = typer.Option("", help="Remains: only those in this place."),
    limit: int = typer.Option(50, min=1, help="At most so many lines of text; --json gives all."),
    as_json: bool = AS_JSON,
) -> None:
    """List sites, remains, labels, custody events, associations, individuals, blocks of numbers or findings.

    [bold]Example:[/bold]  antigone found list port remains --place morgue-1
    """
    from antigone.found.checks import all_findings
    from antigone.found.listing import rows

    if what not in WHAT:
        raise UsageError(f"There are no '{what}' to list.", f"One of: {', '.join(WHAT)}.")
    with desk(case, read_only=True) as at:
        register = at.whole()
    if what == "findings":
        found = all_findings(register)
        if as_json:
            print_json({"case": str(case), "findings": [each.as_json() for each in found]})
        elif found:
            show_findings(found, limit)
        else:
            console().print("Nothing is wrong with the register.")
        return
    made = [row for row in rows(register, what) if not place or row.get("place") == place]
    if as_json:
        print_json({"case": str(case), what: made})
        return
    _show_rows(made, what, limit)


def _show_rows(made: list[dict[str, Any]], what: str, limit: int) -> None:
    from rich.table import Table

    out = console()
    if not made:
        out.print(f"There are no {what} yet.")
        out.print("Begin with `antigone found site` and `antigone found remains`; --help shows examples.", style="dim")
        return
    table = Table()
    for name in made[0]:
        table.add_column(name, no_wrap=name in ("event", "code", "day", "first", "last"))
    for row in made[:limit]:
        table.add_row(*(plain(printable(_cell(value, name))) for name, value in row.items()))
    out.print(table)
    if len(made) > limit:
        out.print(f"… and {len(made) - limit:,} more; --limit or --json shows them.", style="dim")


def _cell(value: Any, name: str = "") -> str:
    if name == "event":
        return str(value)[:12]
    if isinstance(value, list):
        shown = [str(each) for each in value]
        return ", ".join(shown[:4]) + (f" … ({len(shown)})" if len(shown) > 4 else "")
    return "" if value is None else str(value)


def show(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="CODE", help="Code, label or id."),
    as_json: bool = AS_JSON,
) -> None:
    """Show everything about one thing: its path, labels, parts, samples, examinations, findings.

    [bold]Example:[/bold]  antigone found show port 000-00R
    """
    from antigone.cli.found_scan import show_card
    from antigone.found.scan import scan

    with desk(case, read_only=True) as at:
        card = scan(at.case, at.index, code)
    if as_json:
        print_json(card.as_json())
    else:
        show_card(card, whole=True)


def check(case: Path = CASE, as_json: bool = AS_JSON) -> None:
    """Set the figures of statements against the register, each as of its own day.

    [bold]Example:[/bold]  antigone found check port
    """
    from antigone.account.casefold import fold
    from antigone.account.register_check import check_figures
    from antigone.record.case import Case

    with Case.open(case, read_only=True) as opened:
        folded = fold(opened.events(), opened.name)
    made = check_figures(folded.book)
    if as_json:
        print_json({"case": str(case), "figures": [each.as_json() for each in made]})
        return
    out = console()
    for each in made:
        out.print(plain(printable(each.sentence)))
    if not made:
        out.print("No statement gives a figure that the register can be set against.")


def add_to(app: typer.Typer) -> None:
    """Put these commands into the group."""
    for command in (balance, count, close, unaccounted, show, check):
        app.command()(command)
    app.command("list")(list_)
