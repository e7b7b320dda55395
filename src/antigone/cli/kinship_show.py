"""How kinship results look in a terminal: a table per family, bars, words, the family drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from antigone.cli.kinship_compare import Compared, Search

if TYPE_CHECKING:
    from rich.console import Console

    from antigone.core.finding import Finding
    from antigone.named.kinship import Pedigree

_BAR = 12
_SHOWN = 12
_DRAWN = 40  # members above which a family is not drawn in the terminal


def number(value: float) -> float | str:
    """A float as JSON can carry it: infinities and nan as strings."""
    if math.isnan(value):
        return "NaN"
    return value if math.isfinite(value) else ("Infinity" if value > 0 else "-Infinity")


def figure(value: float) -> str:
    """A log10 LR for people."""
    if math.isnan(value):
        return "undefined"
    return f"{value:+.2f}" if math.isfinite(value) else ("+∞" if value > 0 else "−∞")


def bar(value: float, scale: float) -> str:
    """A bar around a middle line: left against, right for; full where the ratio is zero or infinite."""
    if math.isnan(value):
        return " " * _BAR + "│" + " " * _BAR
    length = _BAR if not math.isfinite(value) else min(_BAR, round(abs(value) / scale * _BAR))
    left = "█" * length if value < 0 else ""
    right = "█" * length if value > 0 else ""
    return f"{left:>{_BAR}}│{right:<{_BAR}}"


def show_compared(compared: Compared, out: Console, *, quiet: bool = False) -> None:
    """One family: drawing, table by marker, total, words, posterior."""
    ratios = compared.log10_lrs()
    out.print(f"[bold]{escape(compared.title)}[/bold]: {escape(compared.first)} against {escape(compared.against)}")
    if not quiet:
        show_drawing(compared.pedigree, compared.genotypes, compared.missing, out)
    out.print(_markers(ratios, compared))
    show_total(compared.log10_lr, compared.first, compared.against, out)
    for name in compared.result.logliks:
        if name not in (compared.first, compared.against):
            more = (compared.result.totals[name] - compared.result.totals[compared.against]) / math.log(10)
            out.print(f"  {escape(name)} against {escape(compared.against)}: log10 LR {figure(more)}")
    if compared.posterior is not None:
        shares = ", ".join(f"{name} {share:.6g}" for name, share in compared.posterior.items())
        out.print(f"  Posterior under the prior given: {escape(shares)}")
    out.print()


def show_total(value: float, first: str, against: str, out: Console) -> None:
    """The total in figures and words."""
    from antigone.named.kinship.hypotheses import SCALE_SOURCE, verbal

    ratio = 0.0 if value == -math.inf else 10**value if value < 300 else math.inf
    words = verbal(math.nan if math.isnan(value) else ratio)
    words = words.replace("the first hypothesis", first).replace("the alternative", against)
    out.print(f"  log10 LR = [bold]{figure(value)}[/bold]: {escape(words)}")
    out.print(f"  [dim]Words as in the {SCALE_SOURCE}.[/dim]", soft_wrap=True)


def _markers(ratios: Mapping[str, float], compared: Compared) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=True)
    table.add_column("marker")
    table.add_column("log10 LR", justify="right")
    table.add_column("against" + " " * (2 * _BAR - 9) + "for", no_wrap=True)
    table.add_column("")
    finite = [abs(value) for value in ratios.values() if math.isfinite(value)]
    scale = max([*finite, 1.0])
    logs = compared.result.logliks
    for n, (name, value) in enumerate(ratios.items()):
        word = ""
        if value == -math.inf:
            word = "[red]excluded[/red]"
        elif math.isnan(value):
            word = "[red]impossible under both[/red]"
        elif value == math.inf:
            word = f"impossible under {escape(compared.against)}"
        elif value < -1 and logs[compared.first][n] < logs[compared.against][n]:
            word = "mutation?" if compared.markers[n].mutation else ""
        table.add_row(escape(name), figure(value), bar(value, scale), word)
    return table


def related(pedigree: Pedigree, keep: set[str]) -> Pedigree:
    """The pedigree without those who are nobody's parent or child, are not typed and not sought."""
    from antigone.named.kinship import Pedigree

    return Pedigree(tuple(p for p in pedigree.persons if p.id in keep or not p.is_founder or pedigree.children[p.id]))


def show_drawing(pedigree: Pedigree, genotypes: Mapping[str, Any], missing: Iterable[str], out: Console) -> None:
    """The family in characters, where it is not too large."""
    from antigone.named.kinship.text_drawing import draw_text

    if not 1 < len(pedigree.persons) <= _DRAWN:
        return
    typed = [person for person, profile in genotypes.items() if profile]
    plain = not (out.encoding or "").lower().startswith("utf")
    text = draw_text(related(pedigree, {*typed, *missing}), typed=typed, missing=list(missing), ascii_only=plain)
    for line in text.rstrip("\n").split("\n"):
        out.print(f"  {line}".rstrip(), markup=False, soft_wrap=True)
    out.print()


def show_search(search: Search, out: Console) -> None:
    """One missing member: the family and the remains, best first."""
    out.print(f"[bold]{escape(search.family)}[/bold]: who is {escape(search.missing)}?")
    show_drawing(search.pedigree, search.references, [search.missing], out)
    totals = search.totals()
    if not totals:
        out.print("  No remains have the sex of the missing person.\n")
        return
    table = Table(box=None, padding=(0, 1))
    table.add_column("remains", max_width=28, overflow="fold")
    table.add_column("log10 LR", justify="right", no_wrap=True, min_width=9)
    table.add_column("against" + " " * (2 * _BAR - 9) + "for", no_wrap=True, min_width=2 * _BAR + 1)
    table.add_column("markers", justify="right", no_wrap=True)
    table.add_column("")
    scale = max([abs(value) for value in totals.values() if math.isfinite(value)] + [1.0])
    for remains, value in list(totals.items())[:_SHOWN]:
        out_at = [marker for marker, at in search.rows[remains].items() if at == -math.inf]
        word = f"[red]excluded at {len(out_at)}: {escape(', '.join(out_at[:4]))}[/red]" if out_at else ""
        table.add_row(escape(remains), figure(value), bar(value, scale), str(len(search.rows[remains])), word)
    out.print(table)
    if len(totals) > _SHOWN:
        out.print(f"  … and {len(totals) - _SHOWN} more with less; --json lists them.")
    best = next(iter(totals))
    show_total(totals[best], f"{best} = {search.missing}", "an unrelated person", out)
    out.print("  [dim]A match is not an identification: people decide.[/dim]\n")


def show_findings(findings: list[Finding], out: Console, most: int = 12) -> None:
    """Findings on standard error, each once, errors first; how many more there are."""
    from antigone.core.finding import Severity

    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    styles = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
    unique = list({str(finding): finding for finding in findings}.values())
    ranked = sorted(unique, key=lambda finding: order.index(finding.severity))
    kept = [f for f in ranked if f.severity is Severity.ERROR] + [
        f for f in ranked if f.severity is not Severity.ERROR
    ][:most]
    for finding in kept:
        style = styles[finding.severity]
        out.print(f"[{style}]{finding.severity.value}:[/{style}] {escape(str(finding))}", soft_wrap=True)
        if finding.severity is not Severity.NOTE:
            out.print(f"         {escape(finding.kind.do)}", soft_wrap=True)
    if len(ranked) > len(kept):
        out.print(f"[dim]… and {len(ranked) - len(kept)} more notes and warnings; --json lists them all.[/dim]")
