"""The case as the account reads it: one plain value, folded from the record and rebuilt at any time."""

from __future__ import annotations

from dataclasses import dataclass, field

from antigone.account.register import Fact
from antigone.core.party import PartyBook
from antigone.core.place import Group, Place
from antigone.core.unit import Unit, shipped_units
from antigone.said.claim import Claim


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
        facts: what the register proves.
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
