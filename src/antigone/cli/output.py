"""What every command prints with: JSON for programs, a quiet console for people, progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from rich.console import Console

T = TypeVar("T")


def print_json(data: Any) -> None:
    """Write one JSON document to standard output, UTF-8, readable by people too."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))
    sys.stdout.write("\n")


def console(stderr: bool = False) -> Console:
    """A rich console; colours only where the output is a terminal."""
    return Console(stderr=stderr, highlight=False)


def plain(words: object) -> str:
    """Words that people wrote, safe to stand in a line with markup: `[bold]` in a name is part of the name."""
    from rich.markup import escape

    return escape(str(words))


def progress(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """Yield the items, with a bar on standard error where that is a terminal."""
    from rich.progress import track

    shown = console(stderr=True)
    yield from track(items, description=what, total=total, console=shown, disable=not shown.is_terminal, transient=True)
