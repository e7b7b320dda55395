"""The account from the command line: the report, what-if questions, the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.case import AS_JSON, CASE
from antigone.cli.output import console, plain, print_json
from antigone.core.errors import InputError, NotFoundError, UsageError

if TYPE_CHECKING:
    from antigone.account.answer import Account, Standing
    from antigone.account.casebook import CaseBook
    from antigone.account.casefold import Folded
    from antigone.account.report.content import Report

AS_OF = typer.Option("", "--as-of", metavar="DATE", help="Only what was said by the end of that day: 2022-01-16.")
ASSUME = typer.Option([], "--assume", metavar="ID=on|off", help="Switch an assumption; may be repeated.")
ASIDE = typer.Option([], "--aside", metavar="ID", help="Put a statement aside; may be repeated.")
TRUST = typer.Option(False, "--trust-proposals", help="Let statements in that nobody has checked yet.")


def account(
    case: Path = CASE,
    as_of: str = AS_OF,
    unit: list[str] = typer.Option([], help="Only this unit, such as killed; may be repeated."),
    place: list[str] = typer.Option([], help="Only this place, by id or name; may be repeated."),
    group: list[str] = typer.Option([], help="Only this group of people, by id or name; may be repeated."),
    assume: list[str] = ASSUME,
    aside: list[str] = ASIDE,
    bounds: str = typer.Option(
        "",
        "--bounds",
        metavar="QUESTION",
        help="Bounds of one thing: 'UNIT @ PLACE / GROUP as of DATE'; group and date may be left out.",
    ),
    trust_proposals: bool = TRUST,
    html: Path = typer.Option(None, "--html", metavar="OUT", help="Write the report as one self-contained page."),
    everything: bool = typer.Option(False, "--all", help="Print every place and speaker, not only the headline's."),
    as_json: bool = AS_JSON,
) -> None:
    """Print the account of the dead: least and most, what cannot stand together, who said what, what is open.

    [bold]Examples:[/bold]
      antigone account almaty --as-of 2022-01-16
      antigone account almaty --unit killed --place almaty
      antigone account almaty --assume B2=off --aside S127
      antigone account almaty --bounds "killed @ almaty / security as of 2022-03-14"
      antigone account almaty --html almaty.html
    """
    from antigone import account as reasoning

    folded = load(case, trust_proposals)
    options: dict[str, Any] = {
        "as_of": day_of(as_of),
        "assume": switches(assume),
        "aside": known_claims(aside, folded.book),
        "trust_proposals": trust_proposals,
    }
    if bounds:
        answer = reasoning.bounds(folded.book, bounds, **options)
        if as_json:
            print_json({"as_of": answer.as_of, "propositions": [answer.as_json()]})
        else:
            _show_bounds(answer, folded.book)
        return
    made, about = narrowed(reasoning.build(folded.book, **options), folded.book, unit, place, group)
    if as_json:
        print_json(made.as_json())
    if html or not as_json:
        from antigone.account.report.compose import compose

        report = compose(made, about, rows_of(folded))
        if html:
            write_page(report, html)
        if not as_json:
            _show(report, html, case, everything)


def load(case: Path, proposals: bool = False) -> Folded:
    """The case folded, read without writing; `proposals`: with what waits for review."""
    from antigone.account.casefold import fold
    from antigone.record.case import Case

    with Case.open(case, read_only=True) as opened:
        return fold(opened.events(), opened.name, proposals)


def rows_of(folded: Folded) -> dict[str, str]:
    """Where each statement was imported from, in words."""
    return {key: entry.came_from for key, entry in folded.entries.of("claim").items() if entry.came_from}


def day_of(text: str) -> date | None:
    """The last day of a date as given; None where none is given."""
    from antigone.core.when import PartialDate

    return PartialDate.parse(text).last if text else None


def switches(given: Iterable[str]) -> dict[str, bool]:
    """`B2=off` as `{"B2": False}`."""
    switched = {}
    for each in given:
        name, _, state = each.rpartition("=")
        if not name or state.casefold() not in ("on", "off"):
            raise UsageError(f"'{each}' is no switch.", "Write --assume ID=on or --assume ID=off.")
        switched[name] = state.casefold() == "on"
    return switched


def known_claims(ids: Iterable[str], book: CaseBook) -> list[str]:
    """The ids, if the case has them all."""
    for id in ids:
        if id not in book.claims:
            raise NotFoundError(f"There is no statement '{id}' in the case.", "Give an id as in the imported table.")
    return list(ids)


def narrowed(
    made: Account, book: CaseBook, units: list[str], places: list[str], groups: list[str]
) -> tuple[Account, CaseBook]:
    """The account with only the propositions asked for and the conflicts about them, and the statements it is about."""
    from dataclasses import replace

    if not (units or places or groups):
        return made, book
    wanted = (
        _ids(units, {name: name for name in book.units}, "unit"),
        _ids(places, {place.id: place.name for place in book.places.values()}, "place"),
        _ids(groups, {group.id: group.name for group in book.groups.values()}, "group"),
    )

    def asked(unit: str, place: str, group: str) -> bool:
        return all(not ids or value in ids for ids, value in zip(wanted, (unit, place, group), strict=True))

    claims = {id for id, c in book.claims.items() if asked(c.unit, c.place, c.group)}
    kept = tuple(each for each in made.propositions if asked(each.unit, each.place, each.group))
    ids = {each.id for each in kept}

    def of_these(listed: tuple[Standing, ...]) -> tuple[Standing, ...]:
        return tuple(each for each in listed if each.id in claims)

    shown = replace(
        made,
        headline=tuple(each.id for each in kept if each.headline) or tuple(each.id for each in kept[:1]),
        propositions=kept,
        conflicts=tuple(each for each in made.conflicts if claims.intersection(each.statements)),
        settle=tuple(each for each in made.settle if each.proposition in ids),
        origins=tuple(each for each in made.origins if each.proposition in ids),
        superseded=of_these(made.superseded),
        corrected=of_these(made.corrected),
        denied=of_these(made.denied),
        repeated=of_these(made.repeated),
        relabelled=of_these(made.relabelled),
        withheld=of_these(made.withheld),
        left_out=tuple(id for id in made.left_out if id in claims),
    )
    return shown, replace(book, claims={id: claim for id, claim in book.claims.items() if id in claims})


def _ids(given: list[str], known: dict[str, str], what: str) -> set[str]:
    from antigone.core.party import fold_name

    by_name = {fold_name(name): id for id, name in known.items()} | {fold_name(id): id for id in known}
    for each in given:
        if fold_name(each) not in by_name:
            near = ", ".join(list(known)[:8])
            raise NotFoundError(f"The case has no {what} '{each}'.", f"There are, among others: {near}.")
    return {by_name[fold_name(each)] for each in given}


def write_page(report: Report, out: Path) -> None:
    """Write the page, whole or not at all.

    Raises:
        InputError: it cannot be written there.
    """
    from antigone.account.report.html import render

    page = render(report)
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(page, encoding="utf-8")
        part.replace(out)
    except OSError as fault:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
        raise InputError(f"{out} cannot be written: {fault.strerror}.", "Choose another place.") from fault


def _show(report: Report, html: Path | None, case: Path, everything: bool) -> None:
    from antigone.account.report.text import render

    out = console()
    render(report, out, str(case), everything)
    if html:
        out.print(f"The page is in {plain(html)}: it opens in any browser, prints, and asks nothing of the network.")


def _show_bounds(answer: Any, book: CaseBook) -> None:
    from rich.text import Text

    from antigone.account.report.compose import quantity
    from antigone.account.report.text import show_quantity

    out = console()
    asked = quantity(answer, book)
    show_quantity(asked, out)
    for end, ids in zip(("least", "most"), asked.binding, strict=True):
        if ids:
            out.print(Text(f"  the {end} rests on: {', '.join(ids)}", style="dim"))
