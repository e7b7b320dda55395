"""A book after more events, where these say only who saw what: equal to a fold of everything, and at once.

Names are looked at again and again, each time with an event of its own before anything is shown. Nothing but the trail
of looking changes by that, so a book of a hundred thousand events is not folded anew for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from antigone.found.events import rank
from antigone.named import events as kinds
from antigone.named.book import Book, take
from antigone.record.event import Event


def grown(book: Book, new: Iterable[Event]) -> Book | None:
    """The book after these events too; None where only a fold of everything can tell."""
    mine = sorted(kinds.ours(new), key=rank)
    if not mine:
        return book
    if rank(mine[0]) <= book.top or any(e.kind != kinds.SHOWN or e.corrects or "row" in e.body for e in mine):
        return None
    made = copy(book)
    made.shown, made.looked, made.findings = list(book.shown), set(book.looked), list(book.findings)
    made.history = dict(book.history)
    made.history.update({id: list(book.history[id]) for id in _named(book, mine) if id in book.history})
    for event in mine:
        take(made, event)
    made.top = rank(mine[-1])
    return made if len(made.findings) == len(book.findings) else None


def _named(book: Book, mine: Iterable[Event]) -> set[str]:
    """What these events are put down under."""
    told = [event.body.get("shown") for event in mine]
    ids = {str(id) for each in told if isinstance(each, dict) for id in each.get("subjects") or ()}
    return ids | {book.reports[id].person for id in ids if id in book.reports}
