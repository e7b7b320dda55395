"""Findings of an import in short: notes that many rows share are counted, and the record holds no words of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from antigone.core.finding import Finding, Severity
from antigone.formats import register_findings as wrong

MAX_ALIKE = 3


def in_short(findings: Sequence[Finding]) -> list[Finding]:
    """Notes that many rows of a file share are given three times and then counted; errors and warnings stay all.

    A spelling is a note of its own: no other spelling is counted with it. A repeated row is a slip and stays as well.
    """
    alike: dict[tuple[Any, ...], list[Finding]] = {}
    kept = []
    for found in findings:
        own = found.sentence if found.kind is wrong.PLACE_SPELLING else ""
        some = alike.setdefault((found.file, found.code, found.column, own), [])
        some.append(found)
        if _stays(found) or len(some) <= MAX_ALIKE:
            kept.append(found)
    for some in alike.values():
        first, more = some[0], some[MAX_ALIKE:]
        if more and not _stays(first):
            values = {"count": len(more), "rows": _rows(more), "sentence": first.sentence}
            kept.append(Finding(wrong.MORE_ALIKE, values, file=first.file, column=first.column))
    return kept


def _stays(found: Finding) -> bool:
    return found.severity is not Severity.NOTE or found.kind is wrong.TWICE_SAME


def _rows(findings: Sequence[Finding]) -> str:
    """Numbers of rows, runs of them as ranges: `5, 9–12`; the first hundred such."""
    runs: list[list[int]] = []
    for row in sorted({found.row for found in findings if found.row is not None}):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:100]]
    return ", ".join(shown) + (", …" if len(runs) > 100 else "")


def kept_out(found: Finding) -> dict[str, Any]:
    """A finding that kept a row out, as the record holds it: without the words of the row."""
    plain = found.as_json()
    plain["sentence"] = f"The row stayed out ({found.code}); import the file again to see the words."
    return {**plain, "key": ""}
