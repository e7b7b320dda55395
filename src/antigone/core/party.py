"""Parties: persons, offices, organisations, channels and outlets that speak or carry words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who can be a hop of an attribution.

    Attributes:
        id: the case's own id.
        name: as shown.
        aliases: other spellings, scripts and transliterations.
        office: the office held, as worded.
        attested: when the office is attested: a date, or `from/to`.
        parent: name or id of the organisation it speaks for; None where unknown.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    office: str = ""
    attested: str = ""
    parent: str | None = None


@dataclass
class PartyBook:
    """All parties of a case, found by id, name or alias (exactly, without regard to case and spacing)."""

    parties: dict[str, Party] = field(default_factory=dict)
    _by_name: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[Party]) -> PartyBook:
        """A book of these; where two share a name the first keeps it."""
        book = cls()
        for party in parties:
            book.add(party)
        return book

    def add(self, party: Party) -> None:
        """Enter one; names already taken stay with their first holder."""
        self.parties[party.id] = party
        for name in (party.id, party.name, *party.aliases):
            self._by_name.setdefault(fold_name(name), party.id)

    def find(self, name: str) -> Party | None:
        """The party of that id, name or alias, or None."""
        key = self._by_name.get(fold_name(name))
        return self.parties[key] if key else None

    def organisations(self, party: Party) -> Iterator[Party]:
        """The party and then each organisation above it, once each."""
        seen: set[str] = set()
        at: Party | None = party
        while at is not None and at.id not in seen:
            seen.add(at.id)
            yield at
            at = self.find(at.parent) if at.parent else None


@lru_cache(maxsize=50_000)  # a case asks for the same few hundred names for each of its statements
def fold_name(name: str) -> str:
    """A name without regard to case, spacing and typographic quotes."""
    return " ".join(name.replace("’", "'").casefold().split())
