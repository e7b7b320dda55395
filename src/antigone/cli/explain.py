"""What a number, a statement or a contradiction rests on, down to the words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.account import AS_OF, ASIDE, ASSUME, TRUST, day_of, known_claims, load, switches
from antigone.cli.case import AS_JSON, CASE
from antigone.cli.output import console, plain, print_json

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from antigone.account.answer import Explanation
    from antigone.account.casefold import Folded


FIELDS = {"label": "as worded: ", "note": "", "url": ""}


def explain(
    case: Path = CASE,
    id: str = typer.Argument(..., metavar="ID", help="A statement (S016), a number, a conflict or an assumption."),
    as_of: str = AS_OF,
    assume: list[str] = ASSUME,
    aside: list[str] = ASIDE,
    trust_proposals: bool = TRUST,
    as_json: bool = AS_JSON,
) -> None:
    """Follow a number, statement, conflict or assumption down to the words it rests on.

    [bold]Examples:[/bold]
      antigone explain almaty S016
      antigone explain almaty "killed @ almaty"
    """
    from antigone import account as reasoning
    from antigone.account.unfold import explain as unfold
    from antigone.core.errors import NotFoundError

    folded = load(case, trust_proposals)
    options: dict[str, Any] = {
        "as_of": day_of(as_of or _day_in(id)),
        "assume": switches(assume),
        "aside": known_claims(aside, folded.book),
        "trust_proposals": trust_proposals,
    }
    made = reasoning.build(folded.book, **options)
    try:
        node = unfold(made, folded.book, id)
    except NotFoundError:
        if id in made.left_out or "@" not in id:
            raise
        asked = reasoning.bounds(folded.book, id, **options)
        from dataclasses import replace

        node = unfold(replace(made, propositions=(*made.propositions, asked)), folded.book, asked.id)
    history = _history(folded, id)
    if as_json:
        print_json({**node.as_json(), "history": history})
        return
    out = console()
    out.print(_tree(node))
    for line in history:
        out.print(f"[dim]{plain(line['sentence'])}[/dim]")


def _day_in(id: str) -> str:
    """The day that the name of a number carries: `killed @ almaty as of 2022-01-16`."""
    return id.rpartition(" as of ")[2].strip() if "@" in id and " as of " in id else ""


def _tree(node: Explanation) -> Tree:
    """The explanation as a tree of lines; what is explained above is not explained again."""
    from rich.tree import Tree

    root = Tree(_label(node), guide_style="dim")
    seen: set[str] = {node.id}

    def grow(branch: Tree, parent: Explanation) -> None:
        for child in parent.children:
            again = child.id in seen and child.kind != "words"
            seen.add(child.id)
            at = branch.add(_label(child, parent.id, again))
            if not again:
                grow(at, child)

    grow(root, node)
    return root


def _label(node: Explanation, above: str = "", again: bool = False) -> Text:
    """One line, and below it what there is to read on: the note, the address."""
    from rich.text import Text

    name = node.id.removeprefix(f"{above}: ")
    shown = Text() if name in node.sentence or node.kind == "words" else Text(f"{name}  ", style="bold")
    shown.append(node.sentence, style="italic" if node.kind == "words" else "")
    if again:
        return shown.append("  (as above)", style="dim")
    for field in ("label", "note", "url") if node.kind in ("words", "claim") else ():
        told = node.values.get(field)
        if told and str(told) not in node.sentence:
            shown.append(f"\n{FIELDS[field]}{told}", style="dim")
    return shown


def _history(folded: Folded, id: str) -> list[dict[str, Any]]:
    """What the record holds of an entry: where it came from, and what it corrected."""
    entry = next((e for (_, key), e in folded.entries.standing.items() if key == id), None)
    if entry is None:
        return []
    lines = [
        {
            "event": entry.event,
            "sentence": f"Recorded as event {entry.event[:12]}, from {entry.came_from or 'no table'}.",
        }
    ]
    if entry.extra:
        told = "; ".join(f"{name}: {text}" for name, text in entry.extra.items())
        lines.append({"event": entry.event, "sentence": f"Also in its row: {told}"})
    for at, event in enumerate(entry.earlier):
        reason = f" ({entry.reason})" if at == 0 and entry.reason else ""
        old = folded.entries.by_event.get(event)
        was = f" It was {_short(old.body)}." if old else ""
        lines.append({"event": event, "sentence": f"It corrects event {event[:12]}{reason}.{was}"})
    return lines


def _short(body: Any) -> str:
    told = {name: body[name] for name in ("low", "high", "best", "modifier", "name", "parent") if name in body}
    return ", ".join(f"{name} {value}" for name, value in told.items())
