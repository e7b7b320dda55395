"""The bracketed sections that end a `.fam` file: disaster victims (`[DVI]`) and settings (`[Prior]`, `[Advanced]`).

A heading's depth is the number of its brackets; below it stand `Key= value` lines. Profiles are written with names,
not with indices. Every family has persons and one or more pedigrees; "Missing person" is a name like any other, of
somebody who stands in relations and not among the persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from antigone.core.finding import Finding
from antigone.formats import familias_findings as wrong
from antigone.formats.allele_names import is_missing
from antigone.formats.familias_lines import Lines
from antigone.formats.kinship_data import Call, Group, Locus, PedigreeRecord, PersonRecord, Profile, Sex
from antigone.formats.locus_names import LocusIndex

PATH = " > "  # between the parts of a setting's path
_HEADING = re.compile(r"\s*(\[{1,12})\s*([^\[\]]*?)\s*\]{1,12}\s*\Z")
_ENTRY = re.compile(r"\s*([^=]{1,80}?)\s*=\s?(.*?)\s*\Z")


@dataclass
class Section:
    """A heading, its entries and the sections below it.

    Attributes:
        name: between the brackets.
        line: of the heading.
        entries: (key, value, line) in order.
        parts: sections one level deeper.
    """

    name: str
    line: int
    entries: list[tuple[str, str, int]] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)

    def part(self, name: str) -> Section | None:
        """The first part of that name, without regard to case."""
        return next((part for part in self.parts if part.name.lower() == name.lower()), None)

    def value(self, key: str) -> str | None:
        """The first value of that key, without regard to case."""
        return next((value for found, value, _ in self.entries if found.lower() == key.lower()), None)


def read_sections(
    lines: Lines, loci: tuple[Locus, ...], findings: list[Finding]
) -> tuple[tuple[Group, ...], dict[str, str]]:
    """Read to the end of the file: groups of unidentified persons and families, and the settings."""
    root = _tree(lines, findings)
    groups: list[Group] = []
    settings: dict[str, str] = {}
    reader = _Reader(loci, lines.name, findings)
    for section in root.parts:
        if section.name.upper() == "DVI":
            groups += reader.groups(section)
        else:
            settings |= dict(_settings(section, section.name))
    return tuple(groups), settings


def _tree(lines: Lines, findings: list[Finding]) -> Section:
    root = Section("", lines.number)
    path = [root]
    while lines.at < len(lines.all):
        at, text = lines.number, lines.take("a section")
        heading, entry = _HEADING.match(text), _ENTRY.match(text)
        if heading:
            depth = min(len(heading.group(1)), len(path))
            section = Section(heading.group(2), at)
            path = path[:depth]
            path[-1].parts.append(section)
            path.append(section)
        elif entry and len(path) > 1:
            path[-1].entries.append((entry.group(1), entry.group(2), at))
        elif text.strip() and not any(part.name.lower() == "notes" for part in path):
            findings.append(Finding(wrong.NOT_UNDERSTOOD, {"what": text.strip()[:60]}, file=lines.name, row=at))
    return root


def _settings(section: Section, path: str) -> Iterator[tuple[str, str]]:
    for key, value, _ in section.entries:
        yield f"{path}{PATH}{key}", value
    for part in section.parts:
        yield from _settings(part, f"{path}{PATH}{part.name}")


class _Reader:
    """Turns sections into groups; knows the markers, the file's name and where findings go."""

    def __init__(self, loci: tuple[Locus, ...], file: str, findings: list[Finding]) -> None:
        self.index = LocusIndex([locus.name for locus in loci])
        self.alleles = {locus.name: frozenset(locus.alleles) for locus in loci}
        self.file = file
        self.findings = findings

    def groups(self, dvi: Section) -> Iterator[Group]:
        remains = dvi.part("Unidentified persons")
        if remains and remains.parts:
            persons, profiles = self._persons(remains)
            yield Group("Unidentified persons", "unidentified", persons, (), profiles)
        families = dvi.part("Reference Families")
        if families:
            self._count(families, "nFamilies", len(families.parts))
            for family in families.parts:
                yield self._family(family)

    def _family(self, family: Section) -> Group:
        persons, profiles = self._persons(family.part("Persons") or Section("", family.line))
        trees = family.part("Pedigrees") or Section("", family.line)
        self._count(trees, "nPedigrees", len(trees.parts))
        pedigrees = tuple(self._pedigree(tree, persons) for tree in trees.parts)
        extras = dict.fromkeys(person.id for pedigree in pedigrees for person in pedigree.extras)
        missing = extras or [p.id for p in persons if p.id.lower().startswith("missing") and p.id not in profiles]
        return Group(family.value("Name") or family.name, "family", persons, pedigrees, profiles, tuple(missing))

    def _persons(self, section: Section) -> tuple[tuple[PersonRecord, ...], dict[str, Profile]]:
        self._count(section, "nPersons", len(section.parts))
        persons: list[PersonRecord] = []
        profiles: dict[str, Profile] = {}
        taken: set[str] = set()
        for part in section.parts:
            name = part.value("Name") or part.name
            new, n = name, 2
            while new in taken:
                new, n = f"{name} ({n})", n + 1
            if new != name:
                self._find(wrong.SAME_NAME, part.line, name=name, new=new)
            taken.add(new)
            persons.append(PersonRecord(new, _sex(part.value("Gender") or "")))
            data = part.part("DNA data")
            if data and (profile := self._profile(new, data)):
                profiles[new] = profile
        return tuple(persons), profiles

    def _profile(self, person: str, data: Section) -> Profile:
        profile: Profile = {}
        marker, alleles = "", list[str]()
        for key, value, line in [*data.entries, ("SystemName", "", data.line)]:
            if key.lower() == "systemname":
                if marker:
                    self._call(person, marker, alleles, line, profile)
                marker, alleles = value, []
            elif key.lower().startswith("allele"):
                alleles.append(value)
            elif key.lower() != "nsystems":
                self._find(wrong.NOT_UNDERSTOOD, line, what=f"{key}= {value}"[:60])
        self._count(data, "nSystems", sum(key.lower() == "systemname" for key, _, _ in data.entries))
        return profile

    def _call(self, person: str, marker: str, alleles: list[str], line: int, profile: Profile) -> None:
        known = self.index.find(marker)
        if known is None:
            self._find(wrong.NO_MARKER, line, person=person, marker=marker)
        seen = [None if is_missing(allele) else allele for allele in alleles][:2]
        call: Call = (seen[0] if seen else None, seen[1] if len(seen) > 1 else None)
        for allele in dict.fromkeys(call):
            if allele is not None and known and allele not in self.alleles[known]:
                self._find(wrong.NO_ALLELE, line, person=person, marker=marker, allele=allele)
        if call != (None, None):
            profile[known or marker] = call

    def _pedigree(self, tree: Section, persons: tuple[PersonRecord, ...]) -> PedigreeRecord:
        name = tree.value("Name") or tree.name
        pairs = list(_pairs(tree))
        self._count(tree, "nRelations", len(pairs))
        sexes: dict[str, Sex] = {person.id: person.sex for person in persons}
        named = dict.fromkeys(who for parent, child, *_ in pairs for who in (parent, child))
        extras = [who for who in named if who not in sexes]
        known = _told_sexes([(parent, child) for parent, child, twin, _ in pairs if not twin], sexes)
        parents: dict[str, tuple[str | None, str | None]] = {}
        twins: list[tuple[str, str]] = []
        for parent, child, twin, line in pairs:
            if twin:
                twins.append((parent, child))
                continue
            father, mother = parents.get(child, (None, None))
            sex = known.get(parent, "U")
            if sex == "U":
                self._find(wrong.PARENT_SEX, line, parent=parent, child=child, pedigree=name)
                sex = "M" if father is None else "F"
            taken = father if sex == "M" else mother
            if taken not in (None, parent):
                self._find(wrong.TWO_PARENTS, line, child=child, first=taken, second=parent, pedigree=name)
            else:
                parents[child] = (parent, mother) if sex == "M" else (father, parent)
        more = tuple(PersonRecord(who, known.get(who, "U")) for who in extras)
        return PedigreeRecord(name, parents, more, tuple(twins))

    def _count(self, section: Section, key: str, found: int) -> None:
        said = section.value(key)
        if said is not None and said.strip() != str(found):
            self._find(wrong.COUNT_DIFFERS, section.line, what=key, said=said.strip()[:20], found=found)

    def _find(self, kind: wrong.FindingKind, line: int, **values: object) -> None:
        self.findings.append(Finding(kind, values, file=self.file, row=line))


def _pairs(tree: Section) -> Iterator[tuple[str, str, bool, int]]:
    """Parent, child, whether it is twinning instead, line."""
    parent: str | None = None
    for key, value, line in tree.entries:
        if key.lower() == "parent":
            parent = value
        elif key.lower() == "child" and parent is not None:
            twin = re.search(r"\s*\(\s*direct[^()]*\)\s*\Z", parent, re.IGNORECASE)
            yield (parent[: twin.start()] if twin else parent), value, bool(twin), line
            parent = None


def _told_sexes(pairs: list[tuple[str, str]], sexes: dict[str, Sex]) -> dict[str, Sex]:
    """Sexes, and those that follow from the other parent of a common child."""
    known = dict(sexes)
    for _ in range(len(pairs) + 1):
        before = len(known), sum(sex == "U" for sex in known.values())
        for parent, child in pairs:
            if known.get(parent, "U") != "U":
                continue
            for other in {one for one, of in pairs if of == child and one != parent}:
                sex = known.get(other, "U")
                if sex != "U":
                    known[parent] = "F" if sex == "M" else "M"
        if before == (len(known), sum(sex == "U" for sex in known.values())):
            break
    return known


def _sex(text: str) -> Sex:
    first = text.strip().lower()[:1]
    return "M" if first == "m" else "F" if first == "f" else "U"
