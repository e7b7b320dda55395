"""What boards have established by a day, as facts: so many persons have a name, and no more than that.

A floor needs no assumption: a board that established a name vouches for it. The ceiling, that nobody else is
identified, rests on `boards-complete`. A match, a comparison or a provisional decision counts for nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from antigone.account.register import Fact
from antigone.core.quantity import Count
from antigone.named.book import fold_named
from antigone.named.events import DECIDED, NOUNS, SHOWN, SIGNED

if TYPE_CHECKING:
    from antigone.named.book import Book
    from antigone.record.event import Event

BOARDS_COMPLETE = "boards-complete"
EVERYWHERE = ""


def facts_of_boards(events: Sequence[Event], places: Iterable[str], day: date | None) -> list[Fact]:
    """The facts of a day (None: of now); none at all where no board has ever decided.

    Args:
        events: of the whole case; a step counts from the day it happened, or was recorded.
        places: ids of the case's place tree.
        day: the last day that counts.
    """
    mine = [event for event in events if event.kind != SHOWN and (day is None or _day(event) <= day)]
    if not any(event.kind in (DECIDED, SIGNED) for event in mine):
        return []
    book, known = fold_named(mine), set(places)
    last = day or max(_day(event) for event in mine if event.kind in NOUNS)
    named = _named(book)
    facts = [*_identified(named, EVERYWHERE, last), *_ceiling(named, last)]
    where = {code: book.persons[code].place for code in named if code in book.persons}
    for place in sorted(set(where.values()) & known):
        facts += _identified({c: p for c, p in named.items() if where.get(c) == place}, place, last)
    return [*facts, *_dead(book, named, last)]


def _day(event: Event) -> date:
    if event.occurred and event.occurred.end:
        return event.occurred.end.last
    return date.fromisoformat(event.recorded[:10])


def _named(book: Book) -> dict[str, tuple[str, ...]]:
    """Persons whose name an established decision gives, with the events that prove it. An open set names nobody."""
    return {
        book.whole(person): standing.events
        for standing in book.established()
        if standing.decision.names_all
        for person in standing.decision.persons
    }


def _identified(named: dict[str, tuple[str, ...]], place: str, day: date) -> list[Fact]:
    if not named:
        return []
    sentence = f"Boards had established the names of {len(named):,} by {day}."
    proof = tuple(dict.fromkeys(e for events in named.values() for e in events))
    where = place or "everywhere"
    return [Fact(f"boards:identified@{where}", "identified", place, "", Count(len(named)), day, "any", proof, sentence)]


def _ceiling(named: dict[str, tuple[str, ...]], day: date) -> list[Fact]:
    sentence = f"No board had established any other name by {day}: {len(named):,} in all."
    proof = tuple(dict.fromkeys(e for events in named.values() for e in events))
    return [
        Fact("boards:no-others", "identified", EVERYWHERE, "", Count(0, len(named)), day, "any", proof, sentence,
             (BOARDS_COMPLETE,))
    ]  # fmt: skip


def _dead(book: Book, named: dict[str, tuple[str, ...]], day: date) -> list[Fact]:
    """Persons dead at least: those named, and for each open set that shares nobody with what was counted, as many as
    its remains are."""
    least, counted, proof = len(named), set(named), [e for events in named.values() for e in events]
    for standing in book.established():
        people = {book.whole(p) for p in standing.decision.persons}
        if not standing.decision.names_all and not people & counted:
            least += standing.decision.individuals
            counted |= people
            proof += standing.events
    if not least:
        return []
    sentence = f"The remains that boards have decided on by {day} are of at least {least:,} persons."
    return [
        Fact("boards:dead", "killed", EVERYWHERE, "", Count(least), day, "any", tuple(dict.fromkeys(proof)), sentence)
    ]
