"""What the review shows of a proposal: its sentence with the words marked, its chain, its figures, why it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from antigone.cli.printable import printable
from antigone.said.claim import Claim
from antigone.said.document import Document
from antigone.said.proposal_events import Desk, Proposed
from antigone.said.resolve import Match

AROUND = 320
"""Characters of context shown before and after the words."""
_END = (". ", "! ", "? ", "… ", "\n")


def figures(claim: Claim) -> str:
    """`at_least 41 (from 41, no upper end)`."""
    if not claim.has_figure:
        return f"no figure ({claim.modifier})"
    if claim.low is not None and claim.low == claim.high:
        return f"{claim.low:,} ({claim.modifier})"
    low = "from 0" if claim.low is None else f"from {claim.low:,}"
    high = "no upper end" if claim.high is None else f"to {claim.high:,}"
    best = f"; the figure itself is {claim.best:,}" if claim.best is not None else ""
    return f"{claim.modifier}: {low}, {high}{best}"


def sentence(document: Document, start: int, end: int) -> Text:
    """The sentence around some words, and up to a line more, with the words marked."""
    text = document.text
    begins = [text.rfind(mark, max(0, start - AROUND), start) + len(mark) for mark in _END]
    known = [begin for begin, mark in zip(begins, _END, strict=True) if begin >= len(mark)]
    left = max(known, default=max(0, start - AROUND))
    ends = [text.find(mark, end, end + AROUND) for mark in _END]
    right = min((at + len(mark.strip()) for at, mark in zip(ends, _END, strict=True) if at >= 0), default=end + AROUND)
    shown = Text("…" if left > 0 and text[left - 1 : left] not in ("\n", " ") else "")
    shown.append(printable(text[left:start]))
    shown.append(printable(text[start:end]), style="bold black on yellow")
    shown.append(printable(text[end:right].rstrip("\n")))
    return shown


def marked_plainly(document: Document, start: int, end: int) -> str:
    """The same for a terminal without colours: the words between `>>` and `<<`."""
    shown = sentence(document, start, end)
    span = shown.spans[0] if shown.spans else None
    if span is None:
        return shown.plain
    return f"{shown.plain[: span.start]}>>{shown.plain[span.start : span.end]}<<{shown.plain[span.end :]}"


def chain(proposal: Proposed) -> str:
    """`Vera Example (spokeswoman) → Example Channel → Example Wire`: from the speaker outward."""
    hops = [_hop(hop) for hop in proposal.chain]
    known = {str(hop.get("name", "")) for hop in proposal.chain}
    hops += [name for name in (proposal.claim.speaker, *proposal.claim.via) if name and name not in known]
    return " → ".join(hop for hop in hops if hop) or "nobody is named"


def _hop(hop: Mapping[str, Any]) -> str:
    office = f" ({hop['office']})" if hop.get("office") else ""
    return f"{hop.get('name', '')}{office}{' [only credited]' if hop.get('credited') else ''}"


_DOUBTS = {"similar": "only similar to", "ambiguous": "may be", "decided before": "last time it was"}


def matched(match: Match, empty: str = "not stated") -> str:
    """`Алматы → almaty (alias)`, or what is not certain and what it might be."""
    if match.how == "nothing":
        return empty
    if match.id is not None:
        return f"“{match.worded}” → {match.id} ({match.how})"
    offers = ", ".join(f"{key} {likeness} %" for key, likeness in match.offers)
    doubt = {"similar": "only similar to", "ambiguous": "may be", "decided before": "last time"}.get(
        match.how, "not in the case"
    )
    return f"“{match.worded}” → ? {doubt} {offers}".rstrip()


def show(
    out: Console,
    desk: Desk,
    document: Document,
    proposal: Proposed,
    found: Mapping[str, Match],
    place: tuple[int, int],
) -> None:
    """Print one proposal. `place` is its number among those that wait, and how many wait."""
    claim = proposal.claim
    head = " · ".join(
        part for part in (document.publisher or document.name, str(document.published_on or ""), document.title) if part
    )
    out.rule(f"{place[0]} of {place[1]} waiting", style="dim")
    out.print(Text(printable(head), style="dim"))
    span = (claim.start or 0, claim.end or 0)
    plain = not out.is_terminal or out.is_dumb_terminal or out.no_color
    out.print(Text(marked_plainly(document, *span)) if plain else sentence(document, *span))
    out.print()
    out.print(_facts(desk, proposal, found))


def _facts(desk: Desk, proposal: Proposed, found: Mapping[str, Match]) -> Table:
    claim = proposal.claim
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    doubt = " [yellow](look closely: this rule is known to err)[/yellow]" if proposal.confidence == "weak" else ""
    mode = f", {claim.mode.value.replace('_', ' ')}" if claim.mode else ""
    rows = [
        ("counted", claim.unit),
        ("figure", figures(claim)),
        ("stance", claim.stance.value + mode),
        ("chain", chain(proposal)),
        ("speaker", matched(found["speaker"], "nobody is named")),
        ("place", matched(found["place"])),
        ("group", matched(found["group"])),
        ("said on", proposal.date_said or str(claim.said_on or "not known")),
        ("why", f"{proposal.reason or 'no reason given'} [{proposal.rule} · {proposal.maker}]"),
    ]
    for name, value in rows:
        grid.add_row(name, Text(printable(value)))
    for link in proposal.links:
        target = desk.proposals.get(str(link["target"]))
        words = target.claim.quote if target else str(link["target"])
        text = f"{str(link['kind']).replace('_', ' ')} “{words}” {link.get('reason', '')}"
        grid.add_row("link", Text(printable(text.rstrip())))
    if doubt:
        grid.add_row("doubt", Text.from_markup(doubt.strip()))
    return grid


KEYS = (
    ("a", "accept", "let it into the account as it stands"),
    ("e", "edit", "change fields, then accept"),
    ("r", "reject", "keep it out, with a reason"),
    ("u", "undo", "take the last decision back"),
    ("s", "skip", "leave it for later"),
    ("x", "split", "make several of it"),
    ("m", "merge", "make one of it and others of this document"),
    ("l", "links", "decide on its links to claims of other reports, or propose one"),
    ("n", "new", "mark a claim that was not proposed"),
    ("?", "help", "this list"),
    ("q", "quit", "stop; everything decided is kept"),
)


def show_keys(out: Console) -> None:
    """The keys and what they do."""
    grid = Table.grid(padding=(0, 2))
    for key, name, what in KEYS:
        grid.add_row(Text(key, style="bold"), name, Text(what, style="dim"))
    out.print(grid)
