"""One account under construction: the case, what stands, the system, and the questions put to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from antigone.account.answer import Account, BoundAnswer
from antigone.account.casebook import CaseBook
from antigone.account.choices import Choices
from antigone.account.declared import by_id
from antigone.account.entry import Entry, is_flow, is_toll
from antigone.account.ground import Terms
from antigone.account.odds import find as find_odds
from antigone.account.proposition import Asked
from antigone.account.strata import Stratum
from antigone.account.truth import Truth
from antigone.said.claim import Claim


class Engine:
    """Everything between the case and its answers. Build it once, ask it much.

    Attributes:
        book, strata: the case and its trees.
        standings: of every claim that had been said.
        assumptions: with what was switched by hand.
        entries: the claims that enter, by id.
        model, books, truth: the system.
        choices: what may be put aside, by component.
        as_of: the day; None: everything.
    """

    def __init__(
        self,
        book: CaseBook,
        as_of: date | None = None,
        assume: Mapping[str, bool] | None = None,
        aside: Collection[str] = (),
        include_uncertain: bool = True,
        trust_proposals: bool = False,
        asked: Iterable[Asked] = (),
    ) -> None:
        self.book, self.as_of, self.trusting = book, as_of, trust_proposals
        ground = book.grounds.of(
            book, Terms(as_of, by_id(book, assume or {}), aside, include_uncertain, trust_proposals)
        )
        self.strata, self.assumptions, self.standings = ground.strata, ground.assumptions, ground.standings
        self.aside, self.making, self.entries = ground.aside, ground.making, ground.entries
        self.model, self.books = ground.model, ground.books
        self.truth = Truth(self.model, self.strata, self.assumptions, self.books)
        self.truth.current = [e for e in self.entries.values() if not e.history]
        self.plain: dict[tuple[tuple[tuple[int, int], ...], frozenset[str]], tuple[int | None, int | None]] = {}
        self.asked = [self.stratum(one) for one in asked]
        facts = book.facts_on(as_of)
        self.always = self._always_asked()
        self.truth.build([*self.asked, *self.always], facts)
        self._case_relations()
        self.pairs = list(find_odds(self))
        self.assumptions.check()
        self.facts = frozenset(f.id for f in facts)
        self.choices = Choices(self.model, self.assumptions, self.entries, self.facts, self.books.weak)

    # -- assembly -------------------------------------------------------------------------------------------------

    def _always_asked(self) -> list[Stratum]:
        """Bodies in morgues, and what the report asks of every case that speaks of bodies at morgues."""
        units = {e.stratum.unit for e in self.entries.values()}
        if not units & {"bodies_received", "bodies_held", "bodies_stolen"}:
            return []
        day = self.day_of(e for e in self.entries.values() if "bodies" in e.stratum.unit)
        return [Stratum("bodies_held", self.strata.whole_place, self.strata.everyone, "any", day)]

    def day_of(self, entries: Iterable[Entry]) -> str:
        """The account's day, or the last of these entries."""
        return self.as_of.isoformat() if self.as_of else max((e.day for e in entries), default="")

    def _case_relations(self) -> None:
        """Groups that the case declares apart or overlapping by an assumption that can be switched."""
        from antigone.account.declared import relation_rows

        relation_rows(self)

    # -- propositions ---------------------------------------------------------------------------------------------

    def stratum(self, asked: Asked) -> Stratum:
        """The stratum asked for; what is counted on a day is taken on the asked day or the last told of."""
        place = self.strata.fold(asked.unit, asked.place or self.strata.whole_place)
        group = asked.group or self.strata.everyone
        plain = Stratum(asked.unit, place, group, asked.scope)
        unit = self.book.units[asked.unit]
        if is_toll(unit) or is_flow(unit):
            return plain
        told = [e for e in self.entries.values() if replace(e.stratum, day="", scope=asked.scope) == plain]
        day = asked.day.isoformat() if asked.day else ""
        known = max((e.day for e in told if not day or e.day <= day), default=None)
        return replace(plain, day=known or day or self.day_of(self.entries.values()))

    def stratum_of(self, claim: Claim) -> Stratum:
        """What a claim, entered or not, is a count of."""
        return self.making.stratum(claim)

    def claims_in(self, labels: Iterable[str]) -> frozenset[str]:
        """The claims among some labels."""
        return frozenset(label for label in labels if label in self.entries)

    @cached_property
    def told(self) -> dict[Stratum, list[Entry]]:
        """The entries that speak of exactly a stratum, those of any scope under it too."""
        found: dict[Stratum, list[Entry]] = {}
        for entry in self.entries.values():
            if not entry.narrow:
                for stratum in dict.fromkeys((entry.stratum, replace(entry.stratum, scope="any"))):
                    found.setdefault(stratum, []).append(entry)
        return found

    def account(self) -> Account:
        """The whole account."""
        from antigone.account.assemble import assemble

        return assemble(self)

    def bounds(self, asked: Asked) -> BoundAnswer:
        """The bounds of one proposition."""
        from antigone.account.ends import answer

        return answer(self, self.stratum(asked), place=asked.place)
