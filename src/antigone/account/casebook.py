"""The case as the account reads it: one plain value, folded from the record and rebuilt at any time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from antigone.account.register import Fact
from antigone.account.stood import Stood
from antigone.account.worded import Worded
from antigone.core.party import PartyBook
from antigone.core.place import Group, Place
from antigone.core.unit import Unit, shipped_units
from antigone.said.claim import Claim

if TYPE_CHECKING:
    from antigone.account.ground import Grounds
    from antigone.account.proofs import Proofs
    from antigone.found.register import Register
    from antigone.record.event import Event

HELD = "bodies_held"


def _grounds() -> Grounds:
    from antigone.account.ground import Grounds

    return Grounds()


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
        proofs: what register and boards were found to prove, kept while they are the same.
        stood: how the statements were found to stand, kept while they are the same.
        worded: what was put into words of single statements, kept while what it was made from is the same.
        grounds: what statements alone come to, kept while they are the same.
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
    proofs: Proofs | None = field(default=None, compare=False, repr=False)
    stood: Stood = field(default_factory=Stood, compare=False, repr=False)
    worded: Worded = field(default_factory=Worded, compare=False, repr=False)
    grounds: Grounds = field(default_factory=_grounds, compare=False, repr=False)

    def facts_on(self, as_of: date | None) -> list[Fact]:
        """What is proved by the end of a day, the register's facts included; without a day, by now."""
        found = [fact for fact in self.facts if as_of is None or fact.as_of <= as_of]
        found += self._proofs().boards(self.boards, frozenset(self.places), as_of)
        day = as_of or (self.register.last if self.register else None)
        if self.register is None or day is None:
            return found
        return [*found, *self._proofs().register(self.register, day, self._days_of_held(day))]

    def _days_of_held(self, day: date) -> list[date]:
        """The day, and those before it on which somebody said what was held."""
        told = {
            c.as_of.last for c in self.claims.values() if c.unit == HELD and c.as_of and c.as_of.first == c.as_of.last
        }
        return sorted({day, *(each for each in told if each <= day)})

    def _proofs(self) -> Proofs:
        if self.proofs is None:
            from antigone.account.proofs import Proofs

            self.proofs = Proofs()
        return self.proofs
