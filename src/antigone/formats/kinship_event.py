"""From a kinship file with remains and families to what search and joint identification take."""

from __future__ import annotations

from dataclasses import dataclass, replace

from antigone.core.finding import Finding, Severity, declare
from antigone.formats.kinship_data import Group, KinshipData, PedigreeRecord
from antigone.formats.kinship_model import engine_pedigree, engine_profiles
from antigone.named.joint.family import Family, Remains
from antigone.named.kinship import Marker, Pedigree
from antigone.named.kinship.pedigree import Sex
from antigone.named.kinship.reading import ReadingErrors

NO_MISSING = declare(
    "kinship.no_missing",
    "Family '{family}' names nobody who is missing; it was left out.",
    "Mark the missing person in the file, or say who is sought with --missing.",
    severity=Severity.WARNING,
    family="Roe",
)
TWO_FAMILIES = declare(
    "kinship.missing_twice",
    "{person} is missing in '{first}' and in '{second}'; the second was renamed {renamed}.",
    "Give every missing person a name of their own.",
    severity=Severity.WARNING,
    person="Missing person",
    first="Roe",
    second="Doe",
    renamed="Doe: Missing person",
)


@dataclass(frozen=True)
class Event:
    """The remains and the families of one event.

    Attributes:
        families: with their missing persons, whose ids are unique.
        remains: of all groups of unidentified.
    """

    families: tuple[Family, ...]
    remains: tuple[Remains, ...]


def event_of(data: KinshipData, markers: tuple[Marker, ...], findings: list[Finding], missing: str = "") -> Event:
    """The event that a file holds.

    Args:
        data: as read.
        markers: of the engine; calls at other markers are dropped.
        findings: what was noticed is added to these.
        missing: id of the person sought, in families that name nobody.
    """
    families: list[Family] = []
    owner: dict[str, str] = {}
    for group in data.groups:
        if group.kind != "unidentified" and group.pedigrees:
            family = _family(group, markers, findings, owner, missing, {f.name for f in families})
            if family is not None:
                families.append(family)
    remains = [r for group in data.groups if group.kind == "unidentified" for r in _remains(group, data, markers)]
    return Event(tuple(families), tuple(remains))


def family_tree(group: Group) -> PedigreeRecord:
    """The pedigree to search with: not Familias' copy named 'Reference pedigree' where there is another."""
    own = [tree for tree in group.pedigrees if tree.name.lower() != "reference pedigree"]
    return (own or list(group.pedigrees))[0]


def _family(
    group: Group,
    markers: tuple[Marker, ...],
    findings: list[Finding],
    owner: dict[str, str],
    missing: str,
    names: set[str],
) -> Family | None:
    pedigree = engine_pedigree(group, family_tree(group), findings)
    genotypes = {p: g for p, g in engine_profiles(group.profiles, markers).items() if p in pedigree.by_id and any(g)}
    wanted = [missing] if missing else list(group.missing)
    sought = [m for m in wanted if m in pedigree.by_id and m not in genotypes]
    if not sought:
        findings.append(Finding(NO_MISSING, {"family": group.name}))
        return None
    renames: dict[str, str] = {}
    for person in sought:
        if person in owner:
            renames[person] = f"{group.name}: {person}"
            values = {"person": person, "first": owner[person], "second": group.name, "renamed": renames[person]}
            findings.append(Finding(TWO_FAMILIES, values))
        owner[renames.get(person, person)] = group.name
    name = group.name if group.name and group.name not in names else f"{group.name or 'family'} ({len(names) + 1})"
    return Family(name, _renamed(pedigree, renames), tuple(renames.get(m, m) for m in sought), genotypes)


def _renamed(pedigree: Pedigree, names: dict[str, str]) -> Pedigree:
    if not names:
        return pedigree
    new = {**{p.id: p.id for p in pedigree.persons}, **names}
    people = [
        replace(p, id=new[p.id], father=new.get(p.father or "", p.father), mother=new.get(p.mother or "", p.mother))
        for p in pedigree.persons
    ]
    return Pedigree(tuple(people))


def _remains(group: Group, data: KinshipData, markers: tuple[Marker, ...]) -> list[Remains]:
    rate = max((locus.dropout for locus in data.loci), default=0.0)
    people = {person.id: person for person in group.persons}
    found = []
    for name, profile in engine_profiles(group.profiles, markers).items():
        person = people.get(name)
        sex: Sex = person.sex if person is not None and person.sex in ("M", "F") else "?"
        errors = ReadingErrors(rate) if person is not None and person.dropout and rate else None
        found.append(Remains(name, sex, profile, errors))
    return found
