"""`antigone scan`: what is this, and where should it be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antigone.cli.case import AS_JSON, CASE
from antigone.cli.found_common import desk
from antigone.cli.output import console, plain, print_json
from antigone.cli.printable import printable

if TYPE_CHECKING:
    from antigone.found.scan import Card


def scan(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="CODE", help="Code, QR code or label, as read."),
    at: str = typer.Option("", "--at", metavar="PLACE", help="Where you are: says whether it should be there."),
    as_json: bool = AS_JSON,
) -> None:
    """What is this, and where should it be? Writes nothing to the record.

    [bold]Examples:[/bold]
      antigone scan port 000-00R
      antigone scan port M-17 --at morgue-1
    """
    from antigone.found.scan import scan as look_up

    with desk(case) as opened:
        card = look_up(opened.case, opened.index, code)
    right = None if not at else card.place == at and not card.is_now
    if as_json:
        print_json({**card.as_json(), "at": at, "right_place": right})
        return
    show_card(card)
    if right is not None:
        words = f"It belongs here ({at})." if right else f"It should not be here ({at})."
        console().print(f"[bold]{plain(printable(words))}[/bold]")


def show_card(card: Card, whole: bool = False) -> None:
    """The card in a few lines; `whole`: with its path and everything on it."""
    out = console()
    out.print(f"[bold]{plain(card.code)}[/bold]  {card.kind}")
    out.print(plain(printable(card.words)))
    labels = ", ".join(f"{x['text']} ({x['kind']})" for x in card.labels)
    facts = {
        "labels": labels, "part of": card.parent, "parts": ", ".join(card.children[:12]), "found at": card.site,
        "feature": card.feature, "same as": card.is_now or ", ".join(card.also), "unaccounted": card.unaccounted,
        "void": card.void,
    }  # fmt: skip
    for name, value in facts.items():
        if value:
            out.print(f"  {name}: {plain(printable(value))}")
    if whole:
        for move in card.path:
            way = f"{move['from']} → {move['to']}" if move["from"] else f"→ {move['to']}"
            out.print(f"  {move['day']}  {move['type']}: {plain(printable(way))}  [dim]{move['event'][:12]}[/dim]")
        for name, rows in (("sample", card.samples), ("examination", card.examinations), ("joined", card.associations)):
            for row in rows:
                out.print(f"  {name} {plain(printable(', '.join(v for v in row.values() if v)))}")
        for other in card.others:
            out.print(f"  {plain(other['kind'])}, {other['recorded']}", style="dim")
    for finding in card.findings:
        out.print(f"[bold]![/bold] {plain(printable(finding))}")
