"""The case as the account reads it: one plain value, folded from the record and rebuilt at any time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from antigone.account.register import Fact
from antigone.core.party import PartyBook
from antigone.core.place import Group, Place
from antigone.core.unit import Unit, shipped_units
from antigone.said.claim import Claim

if TYPE_CHECKING:
    from antigone.found.register import Register
    from antigone.record.event import Event


@dataclass
class CaseBook:
    """Everything that the account reasons from.

    Attributes:
        name: of the case.
        units: by name: the shipped list, with the case's own entries over it.
        places: by id.
        groups: by id.
        parties: persons, offices, organisations, outlets.
        documents: rows of the table of documents, by id.
        claims: by id, in the order they were entered.
        assumptions: rows of the table of assumptions (see `account.assumption`), as text by column.
        facts: what is proved otherwise than by statements.
        register: the register of remains and custody; None where the case has none.
        boards: the events on the road to a name, from which the decisions of boards are folded as of any day.
    """

    name: str = ""
    units: dict[str, Unit] = field(default_factory=lambda: dict(shipped_units()))
    places: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    parties: PartyBook = field(default_factory=PartyBook)
    documents: dict[str, dict[str, str]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    assumptions: list[dict[str, str]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    register: Register | None = None
    boards: tuple[Event, ...] = ()

    def facts_on(self, as_of: date | None) -> list[Fact]:
        """What is proved by the end of a day, the register's facts included; without a day, by now."""
        found = [fact for fact in self.facts if as_of is None or fact.as_of <= as_of]
        if self.boards:
            from antigone.account.register_boards import facts_of_boards

            found += facts_of_boards(self.boards, self.places, as_of)
        day = as_of or (self.register.last if self.register else None)
        if self.register is None or day is None:
            return found
        from antigone.account.register_facts import facts_of
        from antigone.account.register_held import HELD, held_facts

        told = {
            c.as_of.last for c in self.claims.values() if c.unit == HELD and c.as_of and c.as_of.first == c.as_of.last
        }
        days = sorted({day, *(each for each in told if each <= day)})
        return [*found, *facts_of(self.register, day), *(f for each in days for f in held_facts(self.register, each))]
