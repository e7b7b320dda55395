"""What the books say about the truth.

A toll is a floor: the truth is at least what an office has counted, and at most that only under "this total is final".
What is counted entry by entry (bodies brought in) or on a day (bodies held) is taken as it was said. Bodies become
persons over named bridges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from antigone.account.assumption import MAPPING, READING, Assumptions
from antigone.account.books import Books, tree_rows
from antigone.account.entry import Entry, is_flow, is_toll
from antigone.account.model import Model
from antigone.account.register import Fact
from antigone.account.spans import most_apart
from antigone.account.strata import Strata, Stratum
from antigone.core.unit import Kind

DEAD = "killed"
FOUND = ("bodies_found", "bodies_recovered", "bodies_exhumed")
NAMES = ("names_listed", "names_published")


@dataclass
class Truth:
    """Builds the rows of what is true.

    Attributes:
        cells: every stratum that has a column.
        later: of each place, the claims of deaths after its bodies had been counted.
        otherwise: of each place, how many bodies the register knows to have come or gone past the flows.
        proved: strata that facts bound.
        current: the entries that bound the truth.
    """

    model: Model
    strata: Strata
    assumptions: Assumptions
    books: Books
    current: list[Entry] = field(default_factory=list)
    cells: set[Stratum] = field(default_factory=set)
    later: dict[str, list[str]] = field(default_factory=dict)
    otherwise: dict[str, int] = field(default_factory=dict)
    proved: dict[Stratum, None] = field(default_factory=dict)
    _by_unit: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)

    def cell(self, stratum: Stratum) -> int:
        """The column of the true count of a stratum."""
        return self.model.col(("true", stratum))

    def add(self, stratum: Stratum) -> int:
        """Enter a stratum, what holds it, and the same in any scope."""
        for up in self.strata.ups(stratum):
            self.cells.add(up)
            self.cells.add(replace(up, scope="any"))
        return self.cell(stratum)

    def build(self, asked: Iterable[Stratum], facts: Iterable[Fact]) -> None:
        """All rows."""
        for stratum in asked:
            self.add(stratum)
        for entry in self.current:
            self.add(entry.stratum)
            self._ceiling(entry)
            if entry.stratum.unit in NAMES:
                self._names(entry)
        self._floors()
        self._spans()
        for fact in facts:
            self._fact(fact)
        self._persons_behind_bodies()
        tree_rows(self.model, self.strata, self.assumptions, self.cells, self.cell)
        self._deaths_of_all_units()

    def _floors(self) -> None:
        """The truth is at least what any book holds."""
        spoken: dict[tuple[str, str], set[str]] = {}
        for entry in self.current:
            spoken.setdefault(entry.book, set()).add(entry.stratum.unit)
        for book, units in spoken.items():
            for s in sorted(self.books.cells[book]):
                if s.unit in units:
                    self.cells.add(s)
                    self.cells.add(replace(s, scope="any"))
                    self.model.at_most(self.books.cell(book, s), self.cell(s))

    def _spans(self) -> None:
        """What was counted over spans of time that do not touch adds up: 300 on Monday and 200 on Tuesday are 500."""
        by_stratum: dict[Stratum, list[Entry]] = {}
        for e in self.current:
            closed = e.claim.period.start and e.claim.period.end and e.claim.low
            if e.narrow and closed and is_flow(self.strata.book.units[e.stratum.unit]):
                by_stratum.setdefault(e.stratum, []).append(e)
        for stratum, told in by_stratum.items():
            apart = most_apart(told)
            if len(apart) > 1:
                terms = [(self.books.claim(e.id), -1) for e in apart]
                self.model.row([(self.cell(stratum), 1), *terms], low=0)

    def _ceiling(self, entry: Entry) -> None:
        """Where a figure bounds the truth from above, and under which assumption."""
        unit, claim = self.strata.book.units[entry.stratum.unit], entry.claim
        if claim.high is None or entry.narrow:
            return
        if is_toll(unit):
            label = self.assumptions.make(
                f"final:{entry.id}", READING, "The total {claim} is final: nobody is missing from it.",
                "A toll counts those who are known; it is a floor.", False, entry.id, claim=entry.id,
            )  # fmt: skip
        else:
            label = self.assumptions.make(
                f"complete:{entry.id}", READING, "{claim} counts all there were, entry by entry or on its day.",
                "What is booked as it comes in, or counted on a day, is taken as it was said.", True, entry.id,
                claim=entry.id,
            )  # fmt: skip
        book = self.books.claim(entry.id)
        self.model.at_most(self.cell(entry.stratum), book, {label, *entry.labels})

    def _names(self, entry: Entry) -> None:
        """A list of names bounds the dead only once its names are checked and distinct."""
        label = self.assumptions.make(
            f"names-are-dead:{entry.id}", MAPPING, "The names of {claim} are checked, distinct, and of the dead.",
            "A list may hold a name twice, or of somebody who lives.", False, entry.id, claim=entry.id,
        )  # fmt: skip
        dead = self.add(replace(entry.stratum, unit=DEAD, scope="any"))
        self.model.at_most(self.books.claim(entry.id), dead, {label})

    def _fact(self, fact: Fact) -> None:
        """What the register proves."""
        unit = self.strata.book.units.get(fact.unit)
        day = "" if unit is None or is_toll(unit) or is_flow(unit) else fact.as_of.isoformat()
        place = self.strata.fold(fact.unit, fact.place or self.strata.whole_place)
        stratum = Stratum(fact.unit, place, fact.group or self.strata.everyone, fact.scope, day)
        self.proved[stratum] = None
        cell = self.add(stratum)
        self.model.row([(cell, 1)], fact.count.low, fact.count.high, {fact.id, *fact.rests_on}, shown=fact.id)
        if fact.otherwise:
            self.otherwise[place] = max(fact.otherwise, self.otherwise.get(place, 0))

    # -- bodies ---------------------------------------------------------------------------------------------------

    def _persons_behind_bodies(self) -> None:
        places = {s.place for s in self.cells if s.unit in ("bodies_received", "bodies_stolen", "bodies_held")}
        closed = {up for place in places for up in self.strata.place_ups(place)}
        for place in sorted(closed):
            self._morgue(place)
        for s in sorted(self.cells):
            if s.unit in FOUND and not s.day:
                dead = self.add(replace(s, unit=DEAD))
                self.model.at_most(self.cell(s), dead, {"body-is-person"})

    def _morgue(self, place: str) -> None:
        """Entries, bodies taken, and the dead behind them: `entries - entered twice + never entered - others`."""
        everyone = self.strata.everyone
        entries = self.add(Stratum("bodies_received", place, everyone))
        taken = self.add(Stratum("bodies_stolen", place, everyone))
        told = self._taken_as_told(place)
        again, never, other, dead = (self.model.col((name, place)) for name in ("again", "never", "other", "behind"))
        self.model.row([(told, 1), (again, -1), (never, -1)], low=0)
        self.model.at_most(other, told)
        self.model.at_most(told, taken)
        self.model.at_most(again, entries)
        self.model.row([(again, 1)], high=0, labels={"no-double-entry"})
        self.model.row([(never, 1)], high=0, labels={"taken-were-entered"})
        self.model.row([(other, 1)], high=0, labels={"taken-are-victims"})
        self.model.at_most(told, again, {"taken-came-back"})
        self.model.at_most(told, never, {"taken-never-entered"})
        self.model.row([(dead, 1), (entries, -1), (again, 1), (never, -1), (other, 1)], 0, 0)
        killed = self.add(Stratum(DEAD, place, everyone))
        self.model.at_most(dead, killed, {"body-is-person"})
        self.later[place] = self._died_later(place)
        later = [(self.books.claim(id), -1) for id in self.later[place]]
        self.model.row([(killed, 1), (dead, -1), *later], low=0, labels={"body-is-person"})
        self._held(place, entries, taken, never)

    def _died_later(self, place: str) -> list[str]:
        """Deaths of a period that begins after the bodies had been counted, by one unit: they are not among them."""
        told = self._of_unit("bodies_received").get(place, ())
        ends = [e.claim.period.end.last for e in told if e.claim.period.end]
        if not ends:
            return []
        found: list[Entry] = []
        for e in self._dead_of_spans:
            period = e.claim.period
            if period.start and period.start.first > max(ends):
                alone = all(e.stratum.unit == o.stratum.unit and self.strata.apart(e.stratum, o.stratum) for o in found)
                if alone and self.strata.place_within(e.stratum.place, place):
                    found.append(e)
        return [e.id for e in found]

    @cached_property
    def _dead_of_spans(self) -> list[Entry]:
        """Counts of the dead that are told apart, and say when they begin."""
        units = self.strata.book.units
        dead = {DEAD, *(name for name, unit in units.items() if unit.subset_of == DEAD)}
        return [e for e in self.current if e.stratum.unit in dead and e.narrow and e.claim.period.start]

    def _of_unit(self, unit: str) -> dict[str, list[Entry]]:
        """The entries of a unit by place."""
        if unit not in self._by_unit:
            found = self._by_unit[unit] = {}
            for e in self.current:
                if e.stratum.unit == unit:
                    found.setdefault(e.stratum.place, []).append(e)
        return self._by_unit[unit]

    def _taken_as_told(self, place: str) -> int:
        """The bodies that statements about this place say were taken: the sum of the largest places told of."""
        stolen = self._of_unit("bodies_stolen")
        told = {p for p, entries in stolen.items() if any(e.claim.has_figure for e in entries)}
        inside = {p for p in told if self.strata.place_within(p, place)}
        largest = [p for p in inside if not any(q != p and self.strata.place_within(p, q) for q in inside)]
        column = self.model.col(("told", place))
        terms = [(self.cell(Stratum("bodies_stolen", p, self.strata.everyone)), -1) for p in sorted(largest)]
        wider = sorted(p for p in told - inside if self.strata.place_within(place, p))
        self.model.row([(column, 1), *terms], 0, None if wider else 0)
        for p in wider:  # some of those taken in a wider place may have been taken here
            self.model.at_most(column, self.cell(Stratum("bodies_stolen", p, self.strata.everyone)))
        return column

    def _held(self, place: str, entries: int, taken: int, never: int) -> None:
        """At most in morgues: what came in, less what was taken once entered, less what was handed over."""
        out = self.add(Stratum("bodies_handed_over", place, self.strata.everyone))
        past = self._past_the_flows(place)
        last = self._last_flow
        for s in self._held_cells.get(place, ()):
            held = self.cell(s)
            if s.group != self.strata.everyone:
                continue
            if s.day and last and s.day < last:
                self.model.row([(held, 1), (entries, -1), *past], high=0, labels={"flow-closed"})
            else:
                self.model.row(
                    [(held, 1), (entries, -1), (taken, 1), (never, -1), (out, 1), *past],
                    high=0,
                    labels={"flow-closed"},
                )
                if place in self._of_unit("bodies_handed_over"):
                    self.model.row([(held, 1), (entries, -1), (taken, 1), (never, -1), (out, 1)], low=0)

    def _past_the_flows(self, place: str) -> list[tuple[int, int]]:
        """A term for bodies that came or went past the flows; none where the register knows of none."""
        known = sum(n for inner, n in self.otherwise.items() if self.strata.place_within(inner, place))
        if not known:
            return []
        column = self.model.col(("otherwise", place))
        self.model.row([(column, 1)], high=known)
        return [(column, -1)]

    @cached_property
    def _held_cells(self) -> dict[str, list[Stratum]]:
        """What is held by place, in order."""
        found: dict[str, list[Stratum]] = {}
        for s in sorted(s for s in self.cells if s.unit == "bodies_held"):
            found.setdefault(s.place, []).append(s)
        return found

    @cached_property
    def _last_flow(self) -> str:
        days = [
            e.day
            for e in self.current
            if is_flow(self.strata.book.units[e.stratum.unit]) and "bodies" in e.stratum.unit
        ]
        return max(days, default="")

    def _deaths_of_all_units(self) -> None:
        """Deaths counted under a narrower unit (in hospital, in custody) are deaths."""
        for s in sorted(self.cells):
            unit = self.strata.book.units.get(s.unit)
            if unit is not None and unit.kind is Kind.PERSONS and unit.subset_of == DEAD and is_toll(unit):
                top = replace(s, unit=DEAD, scope="any")
                if top in self.cells:
                    self.model.at_most(self.cell(s), self.cell(top))
