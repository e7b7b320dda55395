"""What the register and the boards prove, by day, kept while they stay the same.

Safe to share between states of a case and between threads: what is kept is only given out for the very register, and
the very events of boards, that it was made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from antigone.account.register import Fact

if TYPE_CHECKING:
    from antigone.found.register import Register
    from antigone.record.event import Event

DAYS = 400
"""So many days are kept; when there are more, all are asked anew."""


@dataclass
class _Kept:
    """What was found of one thing and nothing else."""

    of: object
    flows: dict[date, list[Fact]] = field(default_factory=dict)
    held: dict[date, list[Fact]] = field(default_factory=dict)
    named: dict[tuple[date | None, frozenset[str]], list[Fact]] = field(default_factory=dict)


class Proofs:
    """Facts by day, of the last register and the last boards that were asked about."""

    def __init__(self) -> None:
        self._register = _Kept(None)
        self._boards = _Kept(None)

    def register(self, register: Register, day: date, held_on: Sequence[date]) -> list[Fact]:
        """What is booked by a day, and what was held on each of some days."""
        from antigone.account.register_facts import facts_of
        from antigone.account.register_held import held_facts

        kept = self._register
        if kept.of is not register.paths or len(kept.flows) + len(kept.held) > DAYS:
            kept = self._register = _Kept(register.paths)
        if day not in kept.flows:
            kept.flows[day] = facts_of(register, day)
        for each in held_on:
            if each not in kept.held:
                kept.held[each] = held_facts(register, each)
        return [*kept.flows[day], *(fact for each in held_on for fact in kept.held[each])]

    def boards(self, events: tuple[Event, ...], places: frozenset[str], day: date | None) -> list[Fact]:
        """What boards have established by a day."""
        from antigone.account.register_boards import facts_of_boards

        if not events:
            return []
        kept = self._boards
        if len(kept.named) > DAYS or not _only_looked(kept.of, events):
            kept = self._boards = _Kept(events)
        kept.of = events
        if (day, places) not in kept.named:
            kept.named[day, places] = facts_of_boards(events, places, day)
        return kept.named[day, places]


def _only_looked(before: object, events: tuple[Event, ...]) -> bool:
    """Whether all that came since is that somebody looked at something: that decides nothing."""
    from antigone.named.events import SHOWN

    if not isinstance(before, tuple) or not 0 < len(before) <= len(events):
        return False
    same = before is events or (before[0] is events[0] and before[-1] is events[len(before) - 1])
    return same and all(event.kind == SHOWN for event in events[len(before) :])
