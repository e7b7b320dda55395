"""The report for a terminal: the same content, in the same order, quiet enough to quote from."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from antigone.account.report.content import Clash, Origin, Quantity, Report, Said, Variant
from antigone.account.report.words import STANDINGS, nature_words, sentence_case

BAR = 28
PLAIN = frozenset({"current", "no figure", "withheld", "doubts", "denies"})
FAINT = frozenset({"superseded", "older floor", "put aside"})
STRUCK = frozenset({"denied", "corrected"})


def render(report: Report, out: Console, case: str = "CASE", everything: bool = True) -> None:
    """Print the report.

    Args:
        report: its content.
        out: where to.
        case: how the reader names it in the commands shown at the end.
        everything: also print places and speakers for what is counted beside the headline.
    """
    units = None if everything else {quantity.unit for quantity in report.headline}
    out.print()
    out.print(Text(report.title, style="bold"))
    counts = report.counts
    when = f"as of {report.as_of}" if report.as_of else "with everything the case holds"
    read = f"{counts['statements']:,} statements, {counts['origins']:,} origins, {counts['speakers']:,} speakers"
    out.print(Text(f"The account of the dead, {when} · {read}", style="dim"))
    for note in report.notes:
        out.print(Text(note))
    _headline(report, out)
    _places(report, out, units)
    _clashes(report, out)
    _said(report, out, units)
    _unknown(report, out)
    _settle(report, out)
    _last(report, out, case)


def _heading(out: Console, words: str) -> None:
    out.print()
    out.print(Rule(Text(words, style="bold"), align="left", style="dim", characters="─"))


def _headline(report: Report, out: Console) -> None:
    _heading(out, "What the statements allow")
    if not report.headline:
        out.print("No statement with a figure is in the case yet. Import some: antigone import CASE FOLDER")
    for lead, others in report.leads:
        out.print()
        show_quantity(lead, out)
        for other in others:
            who = f" ({other.who})" if other.who else ""
            line = Text.assemble((f"{sentence_case(other.where)}{who}: ", ""), (other.words, "bold"))
            out.print(Padding(line, (0, 0, 0, 2)))
            _variants(other.contested, "", out, 4)


def show_quantity(quantity: Quantity, out: Console) -> None:
    """One quantity: its bounds, its arithmetic, its other readings."""
    out.print(Text.assemble((sentence_case(quantity.label) + ": ", ""), (quantity.words, "bold")))
    if quantity.arithmetic:
        out.print(Padding(Text(quantity.arithmetic, style="dim"), (0, 0, 0, 2)))
    _variants(quantity.contested, "according to what is put aside:", out)
    _variants(quantity.readings, "under other readings of the same words:", out)


def _variants(variants: tuple[Variant, ...], title: str, out: Console, indent: int = 2) -> None:
    if not variants:
        return
    if title:
        out.print(Padding(Text(title, style="dim"), (0, 0, 0, indent)))
    width = max(len(variant.words) for variant in variants)
    for variant in variants:
        switches = f"  [{', '.join(variant.switches)}]" if variant.switches else ""
        line = Text.assemble((f"{variant.words:>{width}}", "bold"), ("  " + variant.sentence, ""), (switches, "dim"))
        out.print(Padding(line, (0, 0, 0, indent + 2)))


def _more(count: int, what: str, out: Console) -> None:
    if count:
        out.print(Text(f"\n… and {count:,} further {what}: --all, --html or --json.", style="dim"))


def _places(report: Report, out: Console, units: set[str] | None) -> None:
    _heading(out, "By place")
    tops: dict[str, int] = {}
    for quantity in report.quantities.values():
        tops[quantity.unit] = max(tops.get(quantity.unit, 1), quantity.least, quantity.most or 0)
    bar = BAR if out.width >= 100 else 14
    hidden = 0
    for name, here in report.places:
        quantities = [quantity for quantity in here if units is None or quantity.unit in units]
        hidden += len(here) - len(quantities)
        if not quantities:
            continue
        out.print()
        out.print(Text(name, style="bold"))
        grid = Table.grid(padding=(0, 2))
        grid.add_column(min_width=30, ratio=1)
        grid.add_column(justify="right", no_wrap=True)
        grid.add_column(no_wrap=True)
        for quantity in quantities:
            what = sentence_case(quantity.what) + (f": {quantity.who}" if quantity.who else "")
            what += f" ({quantity.scope_words})" if quantity.scope_words else ""
            grid.add_row(Text(what), quantity.words, Text(_bar(quantity, tops[quantity.unit], bar), style="dim"))
        out.print(Padding(grid, (0, 0, 0, 2)))
    _more(hidden, "counts", out)


def _bar(quantity: Quantity, top: int, width: int = BAR) -> str:
    """An interval in characters: `├────┤`, and an arrow where nothing ends it."""
    left = min(round(quantity.least * (width - 2) / top), width - 2)
    if quantity.most is None:
        return "·" * left + "├" + "─" * (width - left - 2) + "▸"
    right = min(round(quantity.most * (width - 2) / top), width - 2)
    if right == left:
        return "·" * left + "│" + "·" * (width - left - 1)
    return "·" * left + "├" + "─" * (right - left - 1) + "┤" + "·" * (width - right - 1)


def _clashes(report: Report, out: Console) -> None:
    _heading(out, "What is contested")
    if not report.clashes:
        out.print("Nothing that was said contradicts anything else, as far as it bears on numbers.")
    for title, clashes in (("Cannot stand together", report.hard), ("At odds", report.at_odds)):
        if clashes:
            out.print()
            out.print(Text(title, style="italic"))
        for clash in clashes:
            _clash(clash, out)


def _clash(clash: Clash, out: Console) -> None:
    out.print()
    doubted = " (rests on an entry that is doubted)" if clash.uncertain else ""
    out.print(Text.assemble((nature_words(clash.nature), "bold"), (doubted, "dim")))
    out.print(Padding(Text(clash.arithmetic), (0, 0, 0, 2)))
    for said in clash.statements:
        aside = "  put aside here" if said.id == clash.put_aside else ""
        out.print(Padding(Text.assemble(*_line(said), (aside, "italic")), (0, 0, 0, 2)))
    for sentence, arithmetic in clash.readings:
        told = f"Could stand together: {sentence}" + (f" {arithmetic}" if arithmetic else "")
        out.print(Padding(Text(told), (0, 0, 0, 2)))
    out.print(Padding(Text(clash.id, style="dim"), (0, 0, 0, 2)))


def _line(said: Said) -> tuple[tuple[str, str], ...]:
    return ((f"{said.id} ", "dim"), (said.figure, ""), (f" · {said.about} · {said.speaker}, {said.date}", ""))


def _said(report: Report, out: Console, units: set[str] | None) -> None:
    _heading(out, "Who said what")
    topics = [topic for topic in report.topics if units is None or topic.origins[0].root.claim.unit in units]
    for topic in topics:
        out.print()
        out.print(Text(topic.title, style="bold"))
        grid = Table.grid(padding=(0, 2))
        grid.add_column(min_width=6, style="dim", no_wrap=True)
        grid.add_column(min_width=12)
        grid.add_column(ratio=1)
        for origin in topic.origins:
            grid.add_row(*_origin(origin))
        out.print(Padding(grid, (0, 0, 0, 2)))
    _more(len(report.topics) - len(topics), "topics", out)


def _origin(origin: Origin) -> tuple[Text, Text, Text]:
    root = origin.root
    style = "strike dim" if root.standing in STRUCK else ("dim" if root.standing in FAINT else "bold")
    words = Text(f"{root.speaker}, {root.date}")
    if root.standing not in PLAIN:
        words.append(f" · {STANDINGS.get(root.standing, root.standing)}", style="italic dim")
    if root.uncertain:
        words.append(" · entry doubted", style="italic dim")
    if origin.repeats:
        words.append(f" · carried {len(origin.repeats) + 1} times", style="dim")
    return Text(root.id), Text(root.figure, style=style), words


def _unknown(report: Report, out: Console) -> None:
    _heading(out, "What is not known")
    if not report.unknown:
        out.print("Nothing was withheld, and every bound has two ends.")
    for unknown in report.unknown:
        ids = ", ".join(unknown.ids[:4]) + (" …" if len(unknown.ids) > 4 else "")
        out.print(Text.assemble(("· ", "dim"), unknown.sentence, (f"  {ids}" if ids else "", "dim")))


def _settle(report: Report, out: Console) -> None:
    _heading(out, "What would settle it")
    if not report.questions:
        out.print("No single answer would narrow a headline bound.")
    for question in report.questions:
        out.print()
        out.print(Text(question.question, style="bold"))
        out.print(
            Padding(Text(f"{question.about}: now {question.now}; it {question.closes}.", style="dim"), (0, 0, 0, 2))
        )
        _variants(question.answers, "", out)


def _last(report: Report, out: Console, case: str) -> None:
    example = report.headline[0].id if report.headline else "S001"
    out.print()
    out.print(Rule(style="dim", characters="─"))
    out.print(Text(f"Any number, statement or contradiction explains itself:  antigone explain {case} '{example}'"))
    on = [switch.id for switch in report.assumptions if switch.on]
    if on:
        out.print(Text(f"Assumptions in force: {', '.join(on[:12])}{' …' if len(on) > 12 else ''}", style="dim"))
