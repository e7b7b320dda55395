"""One pedigree out of several in which the same person is missing: a mother's family and a father's speak together.

Families are drawn each by itself: in the mother's the father is a label (`x1`), in the father's he has a code. They are
put together by the codes they share; a parent that is only a label in one is whoever stands there in the other. Two
codes in one place contradict each other, and then each family is compared by itself, with a finding that says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from antigone.core.told import told
from antigone.named import codes
from antigone.named.kinship import Pedigree, Person


@dataclass(frozen=True)
class Part:
    """A family before it is joined: its code, pedigree by code, who is sought in it, and who gave for which families.

    `limits`: by donor of a profile used here, the families for which the sample was given; empty for all.
    """

    family: str
    pedigree: Pedigree
    missing: tuple[str, ...]
    limits: Mapping[str, frozenset[str]] = field(default_factory=dict)


def groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts that share somebody missing, directly or through others, in the order of the first."""
    root = list(range(len(parts)))

    def find(at: int) -> int:
        while root[at] != at:
            at = root[at]
        return at

    holders: dict[str, list[int]] = {}
    for at, part in enumerate(parts):
        for person in part.missing:
            holders.setdefault(person, []).append(at)
    for some in holders.values():
        for one, other in pairwise(some):
            low, high = sorted((find(one), find(other)))
            root[high] = low
    found: dict[int, list[Part]] = {}
    for at, part in enumerate(parts):
        found.setdefault(find(at), []).append(part)
    return [found[at] for at in sorted(found)]


def why_apart(group: Sequence[Part]) -> str:
    """Why samples forbid comparing these families together: one was given for less than all of the missing."""
    together = {person for part in group for person in part.missing}
    names = {part.family for part in group}
    for part in group:
        if set(part.missing) == together:
            continue
        if any(limit and not names <= limit for limit in part.limits.values()):
            return told(
                "a sample given for {family} was not given for all the missing of the others", family=part.family
            )
    return ""


def joined(group: Sequence[Part]) -> tuple[Pedigree | None, str]:
    """The pedigree of all parts together; or none, and why, in words without names."""
    people = [person for part in group for person in _own_labels(part)]
    same = _Same()
    while (found := _fold(people, same)) is not None and found:
        pass
    if same.why:
        return None, same.why
    return _built(people, same)


@dataclass
class _Same:
    """Which ids are one person."""

    into: dict[str, str] = field(default_factory=dict)
    why: str = ""

    def find(self, id: str) -> str:
        while id in self.into:
            id = self.into[id]
        return id

    def unify(self, one: str, other: str) -> bool:
        """Make two ids one; True where that is news."""
        a, b = sorted((self.find(one), self.find(other)), key=lambda id: (not _is_person(id), id))
        if a == b:
            return False
        if _is_person(a) and _is_person(b):
            self.why = told("{a} and {b} stand in one place", a=a, b=b)
            return False
        self.into[b] = a
        return True


def _is_person(id: str) -> bool:
    return codes.is_code(id, (codes.PERSON,))


def _own_labels(part: Part) -> Iterable[Person]:
    """The people of a part, its plain labels made its own."""

    def own(id: str | None) -> str | None:
        return id if id is None or _is_person(id) else f"{id}@{part.family}"

    for person in part.pedigree.persons:
        twin = f"{person.twin}@{part.family}" if person.twin else None
        id = own(person.id) or ""
        yield replace(person, id=id, father=own(person.father), mother=own(person.mother), twin=twin)


def _fold(people: Sequence[Person], same: _Same) -> bool:
    """One pass: the parents of whoever is one are one. True where anything was news."""
    parents: dict[str, Person] = {}
    news = False
    for person in people:
        if person.father is None or person.mother is None:
            continue
        first = parents.setdefault(same.find(person.id), person)
        if first is not person:
            assert first.father is not None
            assert first.mother is not None
            news |= same.unify(first.father, person.father)
            news |= same.unify(first.mother, person.mother)
    return news and not same.why


def _built(people: Sequence[Person], same: _Same) -> tuple[Pedigree | None, str]:
    """Everybody once, with what any part says of them."""
    by_id: dict[str, list[Person]] = {}
    for person in people:
        by_id.setdefault(same.find(person.id), []).append(person)
    made = []
    for id, some in by_id.items():
        sexes: Collection[str] = {p.sex for p in some} - {"?"}
        twins = {p.twin for p in some if p.twin}
        if len(sexes) > 1 or len(twins) > 1:
            return None, told("they differ about {who}", who=id if _is_person(id) else told("somebody"))
        child = next((p for p in some if p.father is not None and p.mother is not None), some[0])
        father, mother = (None if up is None else same.find(up) for up in (child.father, child.mother))
        sex = next((p.sex for p in some if p.sex != "?"), child.sex)
        made.append(replace(child, id=id, father=father, mother=mother, sex=sex, twin=next(iter(twins), None)))
    pedigree = Pedigree(tuple(made))
    faults = pedigree.check()
    return (None, told("together they make no pedigree")) if faults else (pedigree, "")
