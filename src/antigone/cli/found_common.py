"""What the commands of the register share: options, opening the desk, writing drafts, saying what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from antigone.cli.output import console, plain, print_json
from antigone.cli.printable import printable

if TYPE_CHECKING:
    from antigone.core.finding import Finding
    from antigone.core.when import Period
    from antigone.found.desk import Desk
    from antigone.found.register import Register
    from antigone.record.event import Draft, Event

E = TypeVar("E", bound=Enum)
ON = typer.Option("", "--on", metavar="DATE", help="When it happened: 2030-05-02, 2030-05 or FROM/TO.")
BY = typer.Option("", "--by", help="Who writes, where that is not who made the case.")
BECAUSE = typer.Option("", "--because", help="Why: needed where something is corrected or taken back.")


@contextmanager
def desk(case: Path, *, by: str = "", read_only: bool = False) -> Iterator[Desk]:
    """The desk of a case."""
    from antigone.found.desk import Desk
    from antigone.record.case import Case

    with Case.open(case, by=by or None, read_only=read_only) as opened:
        yield Desk(opened, reading)


def reading(events: Iterable[Event], total: int) -> Iterable[Event]:
    """The events with a bar on standard error."""
    from antigone.cli.output import progress

    return progress(events, "Reading the record", total)


def period(text: str) -> Period | None:
    """`2030-05-02`, or `2030-05-01/2030-05-03`; None for nothing."""
    from antigone.core.when import Period

    if not text.strip():
        return None
    start, _, end = text.partition("/")
    return Period.parse(start, end or start)


def one_of(cls: type[E], text: str, what: str) -> E:
    """The member that a text names, without regard to case, blanks and dashes.

    Raises:
        UsageError: none; the message lists them.
    """
    from antigone.core.errors import UsageError

    folded = {str(each.value).casefold().replace(" ", "").replace("-", ""): each for each in cls}
    found = folded.get(text.casefold().replace(" ", "").replace("-", ""))
    if found is None:
        raise UsageError(f"'{text}' is no {what}.", f"One of: {', '.join(str(each.value) for each in cls)}.")
    return found


def write(at: Desk, drafts: Sequence[Draft], as_json: bool, sentence: str, **values: Any) -> None:
    """Append, and say what was written."""
    events = at.case.append(list(drafts))
    if as_json:
        print_json({**values, "events": [event.id for event in events]})
        return
    out = console()
    out.print(plain(printable(sentence)))
    out.print(f"event {events[-1].id[:12]}", style="dim")


def event_id(register: Register, text: str) -> str:
    """The full id of a custody event from its beginning (at least 6 digits).

    Raises:
        NotFoundError: none begins so, or several do.
    """
    from antigone.core.errors import NotFoundError

    found = [id for id in register.custody if len(text) >= 6 and id.startswith(text)]
    if len(found) != 1:
        what = "No custody event begins" if not found else f"{len(found)} custody events begin"
        raise NotFoundError(f"{what} with '{text[:20]}'.", "List them: `antigone found list CASE custody`.")
    return found[0]


def show_findings(found: Sequence[Finding], most: int = 50) -> None:
    """Findings as sentences with what to do, at most so many."""
    out = console()
    for each in found[:most]:
        out.print(f"[bold]{each.severity.value}[/bold] {plain(printable(each.sentence))}")
        out.print(f"  {plain(printable(each.do))}", style="dim")
    if len(found) > most:
        out.print(f"… and {len(found) - most:,} more; --json lists all.", style="dim")


__all__ = ["BECAUSE", "BY", "ON", "desk", "event_id", "one_of", "period", "reading", "show_findings", "write"]
