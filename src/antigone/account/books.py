"""The books: what each office has counted by a day, as rows.

Everything an office says on one day stands in one book. In a book figures are what they say (exactly 19, at least
40); a whole is at least its parts, a subset at most its superset, and parts that may share someone get a cell for what
they share. What the books say about the truth is another matter (`truth`): a toll is only a floor.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from antigone.account.assumption import MAPPING, READING, Assumptions
from antigone.account.cliques import maximal_cliques
from antigone.account.entry import Entry, is_toll
from antigone.account.model import Model
from antigone.account.strata import Strata, Stratum
from antigone.core.told import listed_plainly
from antigone.core.when import PartialDate

NOT_INSIDE = frozenset({"died_in_custody"})
"""Units that lie inside their superset only where the speaker says so."""


@dataclass
class Books:
    """Builds the rows of all books.

    Attributes:
        entries: by claim id.
        own: claims that have a column of their own, beside that of their stratum.
        cells: strata of each book.
        mixed: of each whole whose cuts run into each other, its parts.
        weak: families of readings that give way before any statement does, by name.
    """

    model: Model
    strata: Strata
    assumptions: Assumptions
    entries: dict[str, Entry]
    cells: dict[tuple[str, str], set[Stratum]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    mixed: dict[str, list[str]] = field(default_factory=dict)
    weak: dict[str, list[str]] = field(default_factory=dict)

    def build(self) -> None:
        """All rows of all books."""
        parts = self._parts()
        for whole, ids in parts.items():
            self._find_mixed(whole, ids)
        self.own |= {e.id for e in self.entries.values() if e.narrow}
        for entry in self.entries.values():
            self._figure(entry)
        for whole, ids in parts.items():
            self._breakdown(whole, ids)
        for book, cells in self.cells.items():
            self._trees(book, cells)
        self._series()
        self._elsewhere()

    # -- columns --------------------------------------------------------------------------------------------------

    def cell(self, book: tuple[str, str], stratum: Stratum) -> int:
        """The column of a stratum in a book."""
        return self.model.col(("book", *book, stratum))

    def claim(self, id: str) -> int:
        """The column of what a claim counted."""
        entry = self.entries[id]
        return self.model.col(("claim", id)) if id in self.own else self.cell(entry.book, entry.stratum)

    def add_cell(self, book: tuple[str, str], stratum: Stratum) -> int:
        """Enter a stratum, and what holds it, into a book."""
        self.cells.setdefault(book, set()).update(self.strata.ups(stratum))
        return self.cell(book, stratum)

    # -- figures --------------------------------------------------------------------------------------------------

    def _figure(self, entry: Entry) -> None:
        cell = self.add_cell(entry.book, entry.stratum)
        column = self.claim(entry.id)
        labels = set(entry.labels) | ({"no-fall"} if entry.history else set())
        if entry.id in self.own:
            self.model.at_most(column, cell)
        claim = entry.claim
        if claim.has_figure:
            self.model.row([(column, 1)], claim.low, claim.high, labels, shown=entry.id)
        else:
            self.model.row([(column, 1)], 1, None, labels | {"said-so-exists"}, shown=entry.id)

    # -- breakdowns -----------------------------------------------------------------------------------------------

    def _parts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.entries.values():
            whole = entry.claim.part_of
            if whole in self.entries and whole is not None and whole != entry.id and entry.claim.has_figure:
                found.setdefault(whole, []).append(entry.id)
        return found

    def _find_mixed(self, whole: str, ids: Sequence[str]) -> None:
        """A part narrowed both in place and in group belongs to two cuts at once and makes one list of them."""
        top = self.entries[whole].stratum
        cuts = {self.entries[i].claim.partition for i in ids}
        joined: set[str] = set()
        for id in ids:
            here, cut = self.entries[id].stratum, self.entries[id].claim.partition
            if here.place == top.place or here.group == top.group or not cut:
                continue
            for other in cuts - {cut, ""}:
                there = [i for i in ids if self.entries[i].claim.partition == other]
                if all(self.strata.apart(self.entries[i].stratum, here) for i in there):
                    joined |= {cut, other}
        if joined:
            self.mixed[whole] = [i for i in ids if self.entries[i].claim.partition in joined]
            for one in self.mixed[whole]:
                here = self.entries[one].stratum
                crossing = [i for i in self.mixed[whole] if self._crosses(one, i)]
                if crossing and here.group == top.group and here.place != top.place:
                    self.own.add(one)

    def _crosses(self, one: str, other: str) -> bool:
        """Parts of different cuts that may share someone."""
        a, b = self.entries[one], self.entries[other]
        return a.claim.partition != b.claim.partition and not self.strata.apart(a.stratum, b.stratum)

    def _linked(self, whole: str, one: str, other: str) -> bool:
        """Whether two parts of a whole may be added up (perhaps less what they share)."""
        a, b = self.entries[one], self.entries[other]
        same_unit = a.stratum.unit == b.stratum.unit
        if same_unit and self.strata.apart(a.stratum, b.stratum):
            return True
        if same_unit and a.stratum != b.stratum and self._nested(a.stratum, b.stratum):
            return False
        if a.claim.partition == b.claim.partition:
            unstated = self.strata.groups_apart(a.stratum.group, b.stratum.group) is None
            return bool(a.claim.partition) or (same_unit and unstated) or self._all_said(a, b)
        return {one, other} <= set(self.mixed.get(whole, ()))

    @staticmethod
    def _all_said(a: Entry, b: Entry) -> bool:
        return a.claim.parts_exhaustive is True and b.claim.parts_exhaustive is True

    def _nested(self, a: Stratum, b: Stratum) -> bool:
        a, b = replace(a, scope="any"), replace(b, scope="any")
        return self.strata.within(a, b) or self.strata.within(b, a)

    def _breakdown(self, whole: str, ids: Sequence[str]) -> None:
        total = self.claim(whole)
        for id in ids:
            self.model.at_most(self.claim(id), total, self._bridges(whole, [id]))
        for clique in maximal_cliques(ids, lambda a, b: self._linked(whole, a, b)):
            if len(clique) > 1:
                self._sum(whole, clique)

    def _bridges(self, whole: str, ids: Iterable[str]) -> set[str]:
        """Bodies among persons, or the reverse, need the bridge; a part said by another office rests on its word."""
        top = self.entries[whole]
        labels: set[str] = set()
        for id in ids:
            entry = self.entries[id]
            kinds = {self.strata.book.units[e.stratum.unit].kind for e in (top, entry)}
            if len(kinds) > 1:
                labels.add("body-is-person")
            if entry.office != top.office:
                labels.add(id)
        return labels

    def _sum(self, whole: str, ids: Sequence[str]) -> None:
        total, shared = self.claim(whole), []
        for one, other in combinations(ids, 2):
            same_unit = self.entries[one].stratum.unit == self.entries[other].stratum.unit
            if not (same_unit and self.strata.apart(self.entries[one].stratum, self.entries[other].stratum)):
                shared.append((one, other))
        overlaps = [self._overlap(whole, one, other) for one, other in shared]
        terms = [(self.claim(id), 1) for id in ids] + [(o, -1) for o in overlaps]
        bridges = self._bridges(whole, ids)
        self.model.row([(total, 1), *((c, -v) for c, v in terms)], low=0, labels=bridges)
        said = all(self.entries[id].claim.parts_exhaustive is True for id in ids)
        complete = self._complete(whole, ids, said)
        counted = terms if self._no_triples(shared) else [(self.claim(id), 1) for id in ids]
        self.model.row([*counted, (total, -1)], low=0, labels={*bridges, complete, *ids})
        self._beside(whole, ids, shared)

    @staticmethod
    def _no_triples(shared: Sequence[tuple[str, str]]) -> bool:
        pairs = {frozenset(p) for p in shared}
        return not any(
            {frozenset((a, b)), frozenset((a, c)), frozenset((b, c))} <= pairs
            for a, b, c in combinations(sorted({i for p in shared for i in p}), 3)
        )

    def _complete(self, whole: str, ids: Sequence[str], said: bool) -> str:
        cut = self.entries[ids[0]].claim.partition
        name = f"all-parts:{whole}" + (f"/{cut}" if cut and whole not in self.mixed else "")
        return self.assumptions.make(
            name, READING, "The parts named for {whole} ({parts}) are all of it: nobody is left over.",
            "The speaker says so." if said else "The speaker does not say that nobody is left over.",
            said, whole, *ids, whole=whole, parts=listed_plainly(ids),
        )  # fmt: skip

    def _overlap(self, whole: str, one: str, other: str) -> int:
        """The cell of what two parts share: at most either, nothing outside both strata, and 0 by assumption."""
        a, b = self.entries[one], self.entries[other]
        cell = self.model.col(("both", *sorted((one, other))))
        self.model.at_most(cell, self.claim(one))
        self.model.at_most(cell, self.claim(other))
        place = next(
            (p for p, q in ((a, b), (b, a)) if self.strata.place_within(p.stratum.place, q.stratum.place)), None
        )
        if place is not None and not (a.narrow or b.narrow):
            for part in (a, b):
                meet = replace(part.stratum, place=place.stratum.place)
                if meet != part.stratum:
                    self.model.at_most(cell, self.add_cell(part.book, meet))
        label = self.assumptions.make(
            disjoint(one, other), READING, "No one is counted both in {one} and in {other}.",
            "They are named side by side as parts of {whole}; nobody said whether they overlap.",
            True, *sorted((one, other)), one=one, other=other, whole=whole,
        )  # fmt: skip
        self.model.row([(cell, 1)], high=0, labels={label})
        if self._crosses(one, other):
            family = self.weak.setdefault(f"list:{whole}", [])
            family += [label] if label not in family else []
        return cell

    def _beside(self, whole: str, ids: Sequence[str], shared: Sequence[tuple[str, str]]) -> None:
        """A part with a column of its own: its stratum holds it and all others there that it leaves out."""
        for one in (id for id in ids if id in self.own and not self.entries[id].narrow):
            here = self.entries[one]
            terms = [(self.cell(here.book, here.stratum), 1), (self.claim(one), -1)]
            taken: list[Entry] = []
            for pair in shared:
                other = self.entries[pair[0] if pair[1] == one else pair[1]]
                if one not in pair or not all(self.strata.apart(other.stratum, t.stratum) for t in taken):
                    continue
                taken.append(other)
                meet = self.add_cell(other.book, replace(other.stratum, place=here.stratum.place))
                terms += [(meet, -1), (self.model.col(("both", *sorted(pair))), 1)]
            self.model.row(terms, low=0)

    # -- trees ----------------------------------------------------------------------------------------------------

    def _trees(self, book: tuple[str, str], cells: set[Stratum]) -> None:
        tree_rows(self.model, self.strata, self.assumptions, cells, lambda stratum: self.cell(book, stratum))

    # -- series ---------------------------------------------------------------------------------------------------

    def _series(self) -> None:
        """One office's cumulative count does not fall: each cell of a book is at most the next one's."""
        lines: dict[tuple[str, str, str, str], list[tuple[PartialDate, Stratum, int]]] = {}
        for (office, day), cells in self.cells.items():
            for s in sorted(cells):
                if is_toll(self.strata.book.units[s.unit]) and day:
                    item = (PartialDate.parse(day), s, self.cell((office, day), s))
                    lines.setdefault((office, s.unit, s.place, s.group), []).append(item)
        for line in lines.values():
            line.sort(key=lambda item: (item[0].last, item[0].first, item[1].scope))
            for at, (when, s, column) in enumerate(line):
                for scope in sorted({s.scope, "any"}):
                    later = next((c for d, t, c in line[at + 1 :] if t.scope == scope and when.surely_before(d)), None)
                    if later is not None:
                        self.model.at_most(column, later, self._no_fall(s.group))
        self._unstated_scopes(lines)

    def _no_fall(self, group: str) -> set[str]:
        """What "does not fall" rests on: of a group that is a label, also on the label having stayed the same."""
        if group == self.strata.everyone or group in self.strata.complements:
            return {"no-fall"}
        label = self.assumptions.make(
            f"same-label:{group}", READING, "One office calls the same people '{group}' throughout.",
            "A label can change between two statements, and with it a count, without anybody's death changing.", True,
            group=group,
        )  # fmt: skip
        self.weak.setdefault(label, [label])
        return {"no-fall", label}

    def _unstated_scopes(self, lines: dict[tuple[str, str, str, str], list[tuple[PartialDate, Stratum, int]]]) -> None:
        """A count whose scope nobody stated is set against the next one of its office, whatever scope that states."""
        for e in self.entries.values():
            line = lines.get((e.office, e.stratum.unit, e.stratum.place, e.stratum.group), ())
            if e.claim.scope != "unstated" or e.stratum.scope != "any" or e.narrow or not line or not e.day:
                continue
            now = PartialDate.parse(e.day)
            later = next((c for d, t, c in line if t.scope != "any" and now.surely_before(d)), None)
            if later is not None:
                self.model.at_most(self.claim(e.id), later, self._no_fall(e.stratum.group))

    def _elsewhere(self) -> None:
        """Nor does the rest of a whole: what an office counts outside a place does not fall either."""
        pairs: dict[tuple[Hashable, ...], list[tuple[PartialDate, str, str]]] = {}
        for entry in self.entries.values():
            whole = self.entries.get(entry.claim.part_of or "")
            s = entry.stratum
            if whole is None or entry.narrow or not entry.day or not is_toll(self.strata.book.units[s.unit]):
                continue
            if (whole.stratum.unit, whole.stratum.group) == (s.unit, s.group) and whole.stratum.place != s.place:
                key = (entry.office, s.unit, s.group, whole.stratum.place, s.place)
                pairs.setdefault(key, []).append((PartialDate.parse(entry.day), whole.id, entry.id))
        for line in pairs.values():
            line.sort(key=lambda item: (item[0].last, item[0].first))
            for (first, whole_id, part), (then, next_whole, next_part) in pairwise(line):
                if first.surely_before(then):
                    label = self.assumptions.make(
                        f"whole-of:{part}", READING, "{part} counts everyone there whom the office had counted.",
                        "A part of a list may leave out those whom the list names elsewhere.", True, part, part=part,
                    )  # fmt: skip
                    self.weak.setdefault(label, [label])
                    terms = [(next_whole, 1), (next_part, -1), (whole_id, -1), (part, 1)]
                    self.model.row([(self.claim(i), v) for i, v in terms], low=0, labels={"no-fall", label})


def disjoint(one: str, other: str) -> str:
    """The id of the assumption that two claims share no one."""
    return "disjoint:" + ",".join(sorted((one, other)))


def tree_rows(
    model: Model, strata: Strata, assumptions: Assumptions, cells: set[Stratum], column: Callable[[Stratum], int]
) -> None:
    """Structure of some strata: a whole is at least its parts that share no one; a subset is at most its superset."""
    _complements(model, strata, assumptions, cells, column)
    lines: dict[tuple[object, ...], list[Stratum]] = {}
    for s in sorted(cells):
        lines.setdefault(("place", s.unit, s.group, s.scope, s.day), []).append(s)
        lines.setdefault(("group", s.unit, s.place, s.scope, s.day), []).append(s)
    for (axis, *_), line in lines.items():
        by_place = axis == "place"
        for top in line:
            below = _covers(strata, top, line, by_place)
            if not below:
                continue
            nodes = tuple(s.place if by_place else s.group for s in below)
            for together in strata.sums(nodes, by_place):
                model.row([(column(top), 1), *((column(below[i]), -1) for i in together)], low=0)
            members = strata.members.get(top.place, ()) if by_place else ()
            if members and {s.place for s in below} >= set(members):
                model.row([*((column(s), 1) for s in below if s.place in members), (column(top), -1)], low=0)
    for s in sorted(cells):
        if s.scope != "any" and (wide := replace(s, scope="any")) in cells:
            model.at_most(column(s), column(wide))
        _subset(model, strata, s, cells, column)


def _covers(strata: Strata, top: Stratum, line: Sequence[Stratum], by_place: bool) -> list[Stratum]:
    """The largest strata of the line that lie inside `top`."""
    inside = [s for s in line if s != top and strata.within(s, top)]
    if len(inside) > 60 and by_place:
        return sorted(s for s in inside if strata.places.parent.get(s.place) == top.place) or sorted(inside)
    plain = [s for s in inside if s.place not in strata.members]
    covers = [s for s in plain if not any(t != s and strata.within(s, t) for t in plain)]
    return sorted({*covers, *(s for s in inside if s.place in strata.members)})


def _complements(
    model: Model, strata: Strata, assumptions: Assumptions, cells: set[Stratum], column: Callable[[Stratum], int]
) -> None:
    """Where a whole and one of two complements are counted, the other is what remains."""
    for s in sorted(cells):
        rest = strata.complements.get(s.group)
        top = replace(s, group=rest[1]) if rest else None
        if rest is None or top not in cells or top is None:
            continue
        other = replace(s, group=rest[0])
        one, two = sorted((s.group, rest[0]))
        label = assumptions.make(
            f"all-of:{one},{two}", MAPPING, "Everyone in '{all}' is either in '{one}' or in '{two}'.",
            "One is defined as everyone who is not the other.", True, all=rest[1], one=one, two=two,
        )  # fmt: skip
        cells.add(other)
        model.row([(column(s), 1), (column(other), 1), (column(top), -1)], low=0, labels={label})


def _subset(model: Model, strata: Strata, s: Stratum, cells: set[Stratum], column: Callable[[Stratum], int]) -> None:
    """A subset is at most its superset, where both are counted."""
    unit = strata.book.units.get(s.unit)
    seen = {s.unit}
    while unit is not None and unit.subset_of and unit.name not in NOT_INSIDE and unit.subset_of not in seen:
        seen.add(unit.subset_of)
        unit = strata.book.units.get(unit.subset_of)
        if unit is None:
            return
        day = "" if is_toll(unit) or unit.is_flow else s.day
        for up in strata.ups(replace(s, unit=unit.name, day=day)):
            for scope in dict.fromkeys((s.scope, "any")):
                if replace(up, scope=scope) in cells:
                    model.at_most(column(s), column(replace(up, scope=scope)))
                    return
