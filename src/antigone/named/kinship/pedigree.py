"""Families: who is whose child. Loops, inbreeding and identical twins are all allowed; contradictions are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from antigone.named.kinship.faults import Fault, PedigreeError

Sex = Literal["M", "F", "?"]


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a family.

    Attributes:
        id: unique within the pedigree (and, for persons with genotypes, within a hypothesis).
        father, mother: ids of the parents; both are given or neither. Without them the person is a founder.
        sex: ``"M"``, ``"F"`` or ``"?"`` (unknown; enough for autosomal markers).
        founder_inbreeding: probability that a founder's two alleles are identical by descent, in [0, 1].
        twin: name of the set of identical twins the person belongs to, or None.
    """

    id: str
    father: str | None = None
    mother: str | None = None
    sex: Sex = "?"
    founder_inbreeding: float = 0.0
    twin: str | None = None

    @property
    def is_founder(self) -> bool:
        """True when no parent is recorded."""
        return self.father is None and self.mother is None


@dataclass(frozen=True)
class Pedigree:
    """Persons and their parents, in any order; it may fall into several unconnected parts.

    Building one never fails; `check` lists what is wrong, `require_valid` raises it.
    """

    persons: tuple[Person, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "persons", tuple(self.persons))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.persons)

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """Persons by id (of duplicates, the last)."""
        return {person.id: person for person in self.persons}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """Ids of each person's children, in the order of the pedigree."""
        found: dict[str, list[str]] = {person.id: [] for person in self.persons}
        for person in self.persons:
            for parent in {person.father, person.mother}:
                if parent in found:
                    found[parent].append(person.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    @cached_property
    def founders(self) -> tuple[str, ...]:
        """Ids of the persons without recorded parents."""
        return tuple(person.id for person in self.persons if person.is_founder)

    @cached_property
    def parents_first(self) -> tuple[str, ...]:
        """Ids ordered so that parents stand before their children; only for a valid pedigree."""
        done: dict[str, None] = {}
        waiting = list(self.persons)
        while waiting:
            rest = [p for p in waiting if not all(x is None or x in done for x in (p.father, p.mother))]
            done.update((p.id, None) for p in waiting if p not in rest)
            if len(rest) == len(waiting):
                self.require_valid()
            waiting = rest
        return tuple(done)

    def sex_of(self, person: str) -> Sex:
        """Recorded sex, or the one implied by being someone's father or mother."""
        recorded = self.by_id[person].sex
        if recorded != "?":
            return recorded
        if any(child.father == person for child in self.persons):
            return "M"
        return "F" if any(child.mother == person for child in self.persons) else "?"

    def check(self) -> list[Fault]:
        """Everything that is wrong with the family, in the order of its persons; empty when it is sound."""
        return [
            *self._duplicates(),
            *(fault for person in self.persons for fault in self._person_faults(person)),
            *self._loops_in_time(),
            *self._twin_faults(),
        ]

    def require_valid(self) -> None:
        """Raise `PedigreeError` with all the faults of `check`, if there are any."""
        if faults := self.check():
            raise PedigreeError(faults)

    def _duplicates(self) -> Iterator[Fault]:
        for name, times in Counter(person.id for person in self.persons).items():
            if times > 1:
                yield Fault(
                    "duplicate_person",
                    f"This id is used for {times} persons.",
                    "Give every person an id of their own.",
                    name,
                )

    def _person_faults(self, person: Person) -> Iterator[Fault]:
        if person.sex not in ("M", "F", "?"):
            yield Fault("unknown_sex", f"The sex is given as {person.sex!r}.", "Use M, F or ? for unknown.", person.id)
        if (person.father is None) != (person.mother is None):
            lacking = "father" if person.father is None else "mother"
            yield Fault(
                "one_parent",
                f"The {lacking} is missing though the other parent is given.",
                f"Add an untyped {lacking}, or remove both parents.",
                person.id,
            )
        for role, parent, wrong in (("father", person.father, "F"), ("mother", person.mother, "M")):
            yield from self._parent_faults(person.id, role, parent, wrong)
        if person.father is not None and person.father == person.mother:
            yield Fault(
                "same_parent", "Father and mother are the same person.", "Correct one of the two parents.", person.id
            )
        if not 0 <= person.founder_inbreeding <= 1:
            yield Fault(
                "founder_inbreeding",
                f"The founder inbreeding is {person.founder_inbreeding}.",
                "Give a probability between 0 and 1.",
                person.id,
            )
        elif person.founder_inbreeding and not person.is_founder:
            yield Fault(
                "founder_inbreeding",
                "Founder inbreeding is given for a person with parents.",
                "Remove it; the pedigree determines the person's inbreeding.",
                person.id,
            )

    def _parent_faults(self, child: str, role: str, parent: str | None, wrong: str) -> Iterator[Fault]:
        if parent is None:
            return
        if parent not in self.by_id:
            yield Fault(
                "unknown_parent",
                f"The {role} {parent} is not in the pedigree.",
                f"Add {parent} as a person, or correct the {role}.",
                child,
            )
        elif self.by_id[parent].sex == wrong:
            other = "female" if wrong == "F" else "male"
            yield Fault(
                "parent_sex",
                f"The {role} {parent} is recorded as {other}.",
                f"Correct the sex of {parent} or exchange the parents.",
                child,
            )

    def _loops_in_time(self) -> Iterator[Fault]:
        for person in self.persons:
            if person.id in self.ancestors(person.id):
                yield Fault(
                    "own_ancestor",
                    "The person is their own ancestor.",
                    "Correct the parents along the line that leads back to the person.",
                    person.id,
                )

    def ancestors(self, person: str) -> frozenset[str]:
        """Ids of everyone the person descends from (the person too, if the pedigree loops in time)."""
        found: set[str] = set()
        waiting = [person]
        while waiting:
            here = self.by_id.get(waiting.pop())
            for parent in (here.father, here.mother) if here else ():
                if parent is not None and parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return frozenset(found)

    @cached_property
    def twin_sets(self) -> dict[str, tuple[Person, ...]]:
        """Members of each set of identical twins."""
        found: dict[str, list[Person]] = {}
        for person in self.persons:
            if person.twin is not None:
                found.setdefault(person.twin, []).append(person)
        return {name: tuple(members) for name, members in found.items()}

    def _twin_faults(self) -> Iterator[Fault]:
        for first, *others in self.twin_sets.values():
            for other in others:
                if (first.father, first.mother) != (other.father, other.mother):
                    yield Fault(
                        "twin_parents",
                        f"Identical twin of {first.id}, but with other parents.",
                        "Give identical twins the same parents, or undo the twinning.",
                        other.id,
                    )
                if "?" not in (first.sex, other.sex) and first.sex != other.sex:
                    yield Fault(
                        "twin_sex",
                        f"Identical twin of {first.id}, but of the other sex.",
                        "Correct the sex, or undo the twinning.",
                        other.id,
                    )
                if first.founder_inbreeding != other.founder_inbreeding:
                    yield Fault(
                        "twin_inbreeding",
                        f"Identical twin of {first.id}, but with another founder inbreeding.",
                        "Give identical twins the same founder inbreeding.",
                        other.id,
                    )
