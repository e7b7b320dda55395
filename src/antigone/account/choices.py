"""What may be put aside so that the rest stands: every maximal consistent choice of a component.

The certain come first: a claim whose entry the analyst doubts, and one that its own office has overtaken, give way
before any other does. Renderings of one utterance are tried in turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from antigone.account.assumption import Assumptions
from antigone.account.entry import Entry
from antigone.account.model import Model, Part
from antigone.account.solve import Conflict as Core
from antigone.account.solve import Infeasible, all_conflicts, conflicts, irreducible, is_feasible

MANY = 150
LIMIT = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """One consistent choice.

    Attributes:
        active: all labels that hold.
        aside: claims put aside.
        renderings: the alternatives chosen.
    """

    active: frozenset[str]
    aside: frozenset[str] = frozenset()
    renderings: tuple[str, ...] = ()


@dataclass
class Found:
    """What a component came to: its choices, the minimal conflicts met, and those that a weak reading met."""

    choices: list[Choice] = field(default_factory=list)
    cores: dict[frozenset[str], Core] = field(default_factory=dict)
    gave_way: dict[frozenset[str], tuple[Core, Choice]] = field(default_factory=dict)


class Choices:
    """Finds and remembers the choices of each component."""

    def __init__(
        self,
        model: Model,
        assumptions: Assumptions,
        entries: Mapping[str, Entry],
        facts: frozenset[str],
        weak: Mapping[str, Sequence[str]],
    ) -> None:
        self.model, self.assumptions, self.entries, self.facts, self.weak = model, assumptions, entries, facts, weak
        self._found: dict[int, Found] = {}

    def of(self, part: Part) -> Found:
        """The choices of a component, at least one."""
        key = id(part)
        if key not in self._found:
            self._found[key] = self._find(part)
        return self._found[key]

    def _find(self, part: Part) -> Found:
        found = Found()
        giving = {label for labels in self.weak.values() for label in labels}
        base = (self.assumptions.active() - giving) & part.labels
        open_sets = [s for s in self.assumptions.open_sets() if set(s) & part.labels]
        for chosen in product(*open_sets):
            fixed = frozenset(base | set(chosen))
            self._one(part, fixed, chosen, found)
        for family in self.weak.values():
            self._readings_that_fit(part, {x for x in family if x in part.labels and self.assumptions.on(x)}, found)
        return found

    def _readings_that_fit(self, part: Part, family: set[str], found: Found) -> None:
        """Add a family of weak readings to the choices, or let it give way where it fits with some choice of none."""
        if not family:
            return
        if all(is_feasible(part.system, choice.active | family) for choice in found.choices):
            found.choices = [replace(choice, active=choice.active | family) for choice in found.choices]
            return
        choice = next(c for c in found.choices if not is_feasible(part.system, c.active | family))
        core = irreducible(part.system, self._plainest(part, choice, family))
        if core is not None:
            found.gave_way[core.labels] = (core, choice)

    def _plainest(self, part: Part, choice: Choice, family: set[str]) -> frozenset[str]:
        """The same contradiction without overtaken claims and falling counts, where it is there without them."""
        history = {id for id in choice.active if id in self.entries and self.entries[id].history}
        days = sorted({self.entries[i].day for i in choice.active if i in self.entries})
        for active in (
            self._named(choice, family),
            *(self._of_day(choice, day) for day in days),
            choice.active - history - {"no-fall"},
            choice.active - history,
        ):
            if not is_feasible(part.system, active | family):
                return active | family
        return choice.active | family

    def _named(self, choice: Choice, family: set[str]) -> frozenset[str]:
        """Only the claims that these readings are about, and the wholes that they are parts of."""
        about = {id for label in family for id in self.assumptions.known[label].claims}
        about |= {w for id in about if id in self.entries and (w := self.entries[id].claim.part_of)}
        return frozenset(id for id in choice.active if id not in self.entries or id in about)

    def _of_day(self, choice: Choice, day: str) -> frozenset[str]:
        """Only what was said on one day, each overtaken claim as it then stood."""
        gone = {i for i in choice.active if i in self.entries and self.entries[i].day != day}
        return choice.active - gone

    def _one(self, part: Part, fixed: frozenset[str], chosen: tuple[str, ...], found: Found) -> None:
        soft = sorted((part.labels & self.entries.keys()), key=self._order)
        hard = fixed | (self.facts & part.labels)
        if is_feasible(part.system, set(soft) | hard):
            found.choices.append(Choice(frozenset(soft) | hard, frozenset(), chosen))
            return
        levels: list[list[str]] = [[], [], []]
        for id in soft:
            levels[self._rank(id)].append(id)
        standing = [frozenset[str]()]
        for level in levels:
            standing = [more | now for now in standing for more in self._keep(part, level, hard | now, found)]
        for stands in standing:
            found.choices.append(Choice(stands | hard, frozenset(soft) - stands, chosen))

    def _keep(self, part: Part, soft: Sequence[str], fixed: frozenset[str], found: Found) -> list[frozenset[str]]:
        """Maximal subsets of `soft` that fit with `fixed`."""
        if not soft or is_feasible(part.system, set(soft) | fixed):
            return [frozenset(soft)]
        suspects = soft if len(soft) <= MANY else []
        if suspects and self._rank(soft[0]) == 0:
            every = all_conflicts(part.system, soft, fixed, LIMIT)
            self._remember(every.conflicts, found)
            if every.complete:
                return list(every.choices)
        fewest = conflicts(part.system, soft, fixed)
        self._remember(fewest.explanations, found)
        return [frozenset(soft) - fewest.put_aside]

    @staticmethod
    def _remember(cores: Sequence[Core], found: Found) -> None:
        for core in cores:
            found.cores.setdefault(core.labels, core)

    def _rank(self, id: str) -> int:
        entry = self.entries[id]
        return 2 if entry.history else 1 if entry.claim.uncertain else 0

    def _order(self, id: str) -> tuple[int, str, str]:
        entry = self.entries[id]
        return (self._rank(id), entry.day, id)

    def infeasible_without_claims(self, part: Part) -> frozenset[str] | None:
        """Assumptions that cannot hold together whatever is put aside; None where they can."""
        try:
            core = irreducible(part.system, self.assumptions.active() & part.labels)
        except Infeasible as fault:
            return fault.labels
        return core.labels if core else None
