"""`antigone undercount`: how many are on none of the lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from antigone.cli.output import console, print_json

if TYPE_CHECKING:
    from antigone.account.undercount import Average, Estimate, Fit, ListTable, Refusal

SHOWN = 12


def undercount(
    table: Path = typer.Argument(help="Table of overlaps: .csv, .tsv or .json."),
    as_json: bool = typer.Option(False, "--json", help="Print everything as JSON."),
    every: bool = typer.Option(False, "--all", help="Show every model, not only those near the best."),
) -> None:
    """Estimate how many people are on none of three or more de-duplicated lists.

    The table has one column for each list, holding 1 or 0, and a column [b]count[/b]; without it, each row is one
    person. Rows of the same pattern add up. In JSON: {"lists": ["A", "B", "C"], "counts": {"101": 12, "001": 20}}.

    Every estimate is shown beside those of other models. A table that supports no estimate is refused, with the reason.

    [bold]Examples[/bold]

      antigone undercount lists.csv

      antigone undercount lists.csv --all

      antigone undercount lists.json --json
    """
    from antigone.account.undercount import estimate
    from antigone.formats.list_overlaps import read_overlaps

    found = estimate(read_overlaps(table))
    if as_json:
        print_json(as_data(found))
    else:
        _show(found, every)


def as_data(found: Estimate) -> dict[str, Any]:
    """The estimate as plain values; totals are rounded to whole people."""
    table = found.table
    return {
        "lists": list(table.names),
        "observed": table.observed,
        "range": {"low": round(found.low), "high": round(found.high), "models": found.near},
        "best": _fit_data(table, found.best),
        "models": [_fit_data(table, f) for f in found.fits],
        "refused": [{"model": model_name(table, r.terms), "reason": r.reason, "why": r.why} for r in found.refusals],
        "average": _average_data(table, found.averaged) if found.averaged else None,
        "average_other_priors": [_average_data(table, a) for a in found.other_priors],
        "without": [{"list": o.name, "best": round(o.best.total) if o.best else None} for o in found.left_out],
        "warnings": list(found.warnings),
    }


def model_name(table: ListTable, terms: tuple[frozenset[int], ...]) -> str:
    """A model by its largest terms: `A×B, C`."""
    maximal = [t for t in terms if not any(t < other for other in terms)]
    alone = [i for i in range(table.lists) if not any(i in t for t in maximal)]
    parts = ["×".join(table.names[i] for i in sorted(t)) for t in maximal] + [table.names[i] for i in alone]
    return ", ".join(parts)


def _fit_data(table: ListTable, fit: Fit) -> dict[str, Any]:
    return {
        "model": model_name(table, fit.terms),
        "total": round(fit.total),
        "low": round(fit.low),
        "high": round(fit.high),
        "unseen": round(fit.unseen),
        "aic": round(fit.aic, 2),
        "deviance": round(fit.deviance, 2),
        "df": fit.freedom,
    }


def _average_data(table: ListTable, average: Average) -> dict[str, Any]:
    top = average.graphs[0]
    return {
        "median": average.median,
        "estimate": round(average.estimate),
        "mode": average.mode,
        "low": average.low,
        "high": average.high,
        "delta": average.delta,
        "top_graph": {
            "model": model_name(table, tuple(frozenset(edge) for edge in top.edges)),
            "probability": round(top.probability, 4),
        },
    }


def _show(found: Estimate, every: bool) -> None:
    from rich.markup import escape

    out, table = console(), found.table
    out.print(f"[bold]{table.observed:,}[/bold] people are on at least one of {escape(', '.join(table.names))}.")
    models = "the one model" if found.near == 1 else f"the {found.near} models"
    out.print(
        f"In all, [bold]{found.low:,.0f} to {found.high:,.0f}[/bold]: the 95 % intervals of {models} "
        "between which the table does not choose (criterion within 10 of the best)."
    )
    out.print(_model_table(found, every))
    hidden = len(found.fits) - len(_shown(found, every))
    if hidden:
        out.print(f"[dim]{hidden} more models fit worse or were cut here; --all shows them.[/dim]")
    for note in _notes(found):
        out.print(escape(note))
    for warning in found.warnings:
        out.print(f"[yellow]![/yellow] {escape(warning)}")
    _show_refusals(found.refusals, table, every)


def _shown(found: Estimate, every: bool) -> list[Fit]:
    return list(found.fits) if every else list(found.fits[: min(found.near, SHOWN)])


def _model_table(found: Estimate, every: bool) -> Any:
    from rich.markup import escape
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column("Lists that depend on each other")
    for name in ("Total", "95 % from", "to", "AIC", "Deviance", "df"):
        grid.add_column(name, justify="right")
    for fit in _shown(found, every):
        values = (f"{fit.total:,.0f}", f"{fit.low:,.0f}", f"{fit.high:,.0f}", f"{fit.aic:.1f}", f"{fit.deviance:.1f}")
        grid.add_row(escape(model_name(found.table, fit.terms)), *values, str(fit.freedom))
    return grid


def _notes(found: Estimate) -> list[str]:
    notes = []
    if found.averaged:
        average = found.averaged
        notes.append(
            f"Averaged over {len(average.graphs):,} graphs of dependence: median {average.median:,} "
            f"({average.low:,} to {average.high:,})."
        )
    others = [f"{a.median:,} ({a.low:,} to {a.high:,})" for a in found.other_priors]
    if others:
        notes.append(f"The same under other prior weights: {'; '.join(others)}.")
    left = [f"{o.name} {o.best.total:,.0f}" if o.best else f"{o.name} no estimate" for o in found.left_out]
    if left:
        notes.append(f"Best model without each list in turn: {'; '.join(left)}.")
    return notes


def _show_refusals(refusals: tuple[Refusal, ...], table: ListTable, every: bool) -> None:
    from rich.markup import escape

    out = console()
    for refusal in refusals if every else refusals[:3]:
        out.print(
            f"[dim]Refused ({refusal.reason}): {escape(model_name(table, refusal.terms))}. {escape(refusal.why)}[/dim]"
        )
    if len(refusals) > 3 and not every:
        out.print(f"[dim]… and {len(refusals) - 3} more; --all shows them.[/dim]")
