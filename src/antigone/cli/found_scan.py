"""`antigone scan`: what is this, and where should it be."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.case import AS_JSON, CASE
from antigone.cli.found_common import desk
from antigone.cli.output import console, plain, print_json
from antigone.cli.printable import printable

if TYPE_CHECKING:
    from antigone.core.errors import AntigoneError
    from antigone.found.desk import Desk
    from antigone.found.scan import Card


def scan(
    case: Path = CASE,
    code: str = typer.Argument("", metavar="[CODE]", help="Code, QR code or label, as read; none for a hand scanner."),
    at: str = typer.Option("", "--at", metavar="PLACE", help="Where you are: says whether it should be there."),
    as_json: bool = AS_JSON,
) -> None:
    """What is this, and where should it be? Writes nothing to the record.

    Without a CODE it stays open and answers each line that a hand scanner or a program types, until the end of the
    input: the case is opened once, and what others book meanwhile is seen. With --json each answer is one line.

    [bold]Examples:[/bold]
      antigone scan port 000-00R
      antigone scan port M-17 --at morgue-1
      antigone scan port --at morgue-1
      antigone scan port --json < codes.txt
    """
    from antigone.found.scan import scan as look_up

    with desk(case) as opened:
        if not code:
            _each_line(opened, at, as_json)
            return
        card = look_up(opened.case, opened.index, code)
    if as_json:
        print_json(_answer(card, at))
    else:
        _show(card, at)


def _each_line(opened: Desk, at: str, as_json: bool) -> None:
    """Answer every line of the standard input at once; a code that nothing has is an answer too."""
    from antigone.core.errors import AntigoneError
    from antigone.found.scan import scan as look_up

    talks = sys.stdin.isatty() and not as_json
    if talks:
        console().print("Scan a label, or type its number. An empty line ends.", style="dim")
    for line in iter(sys.stdin.readline, ""):
        text = line.strip()
        if not text:
            if talks:
                return
            continue
        opened.look_again()
        try:
            card = look_up(opened.case, opened.index, text)
        except AntigoneError as fault:
            _refuse(text, fault, as_json)
            continue
        if as_json:
            _line({"scanned": text, **_answer(card, at)})
        else:
            _show(card, at)
    sys.stdout.flush()


def _refuse(text: str, fault: AntigoneError, as_json: bool) -> None:
    if as_json:
        _line({"scanned": text, "error": fault.message, "do": fault.do})
    else:
        console().print(f"[bold]?[/bold] {plain(printable(fault.message))} {plain(printable(fault.do))}")


def _line(values: dict[str, Any]) -> None:
    """One answer on one line, at once: a program waits for it."""
    print(json.dumps(values, ensure_ascii=False), flush=True)


def _answer(card: Card, at: str) -> dict[str, Any]:
    return {**card.as_json(), "at": at, "right_place": _is_right(card, at)}


def _is_right(card: Card, at: str) -> bool | None:
    """Whether it belongs where one is; None where nobody said where that is."""
    return None if not at else card.place == at and not card.is_now


def _show(card: Card, at: str) -> None:
    show_card(card)
    right = _is_right(card, at)
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
