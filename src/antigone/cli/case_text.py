"""How the outcome of an import, and findings, look in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from antigone.formats.case_import import Imported

MARKS = {"error": ("✕", "bold"), "warning": ("!", "bold"), "note": ("·", "dim")}
SHOWN = 40


def show_import(out: Console, case: Path, done: Imported) -> None:
    """The outcome of an import: what each file gave, what is wrong, what comes next."""
    made = done.plan
    grid = Grid(box=None, pad_edge=False, header_style="dim")
    for title, justify in (("file", "left"), ("holds", "left"), ("new", "right"), ("changed", "right")):
        grid.add_column(title, justify=justify)  # type: ignore[arg-type]
    new = Counter(entry.table.name for entry in made.added)
    changed = Counter(entry.table.name for entry, _, _ in made.changed)
    for table, kind in made.tables:
        grid.add_row(
            Text(table.name), f"{len(table.rows):,} {kind.name}", f"{new[table.name]:,}", f"{changed[table.name]:,}"
        )
    if made.tables:
        out.print(grid)
        out.print()
    out.print(_sentence(done))
    if made.findings:
        out.print()
        show_findings(out, [found.as_json() for found in made.findings], "")
    out.print(Text(f"\nNext:\n  {_next(case, done)}"))


def _sentence(done: Imported) -> str:
    made = done.plan
    verb = "would enter" if done.dry_run else "entered"
    parts = [f"{len(made.added):,} new {verb}"]
    parts += [f"{len(made.changed):,} changed" if made.changed else ""]
    parts += [f"{made.unchanged:,} are in the case already" if made.unchanged else ""]
    parts += [f"{made.kept_out():,} kept out" if made.kept_out() else ""]
    tail = f" This is import {done.label}." if done.label else (" Nothing was written." if done.dry_run else "")
    return ", ".join(part for part in parts if part) + "." + tail


def _next(case: Path, done: Imported) -> str:
    if done.dry_run:
        return f"antigone import {case} … without --dry-run"
    return f"antigone account {case}"


def show_findings(out: Console, findings: Sequence[dict[str, Any]], empty: str) -> None:
    """Findings, the grave first, each with its place, its sentence and what to do."""
    if not findings:
        out.print(Text(empty))
        return
    order = list(MARKS)
    ranked = sorted(findings, key=lambda found: order.index(found["severity"]))
    for found in ranked[:SHOWN]:
        mark, style = MARKS[found["severity"]]
        row, column = found["row"], found["column"]
        parts = [found["file"] or "", f"row {row}" if row is not None else "", f"column {column}" if column else ""]
        where = ", ".join(part for part in parts if part)
        out.print(Text.assemble((f"{mark} ", style), (f"{where}: " if where else "", "bold"), found["sentence"]))
        out.print(Padding(Text(found["do"], style="dim"), (0, 0, 0, 2)))
    if len(ranked) > SHOWN:
        out.print(f"… and {len(ranked) - SHOWN:,} more; all of them with --json.", style="dim")
