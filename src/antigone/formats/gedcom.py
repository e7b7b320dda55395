"""GEDCOM: who is whose child, read tolerantly from the files that genealogy programs write (5.5, 5.5.1, 7).

Only what a kinship calculation can use is taken: persons, sex, year of birth, and couples with their children.
Adopted and foster children are no blood relatives: their relation is left out, and said so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from antigone.core.errors import InputError
from antigone.core.finding import Finding, Severity, declare
from antigone.formats.kinship_data import Group, KinshipData, PedigreeRecord, PersonRecord, Sex
from antigone.formats.kinship_text import read_bytes, text_of

NOT_BY_BLOOD = declare(
    "gedcom.not_by_blood",
    "{child} is given as {how} in family {family}; no blood relation was taken from it.",
    "Add the biological parents if they are known.",
    severity=Severity.WARNING,
    child="Anna Beispiel",
    how="adopted",
    family="F1",
)
NO_SUCH = declare(
    "gedcom.no_such_record",
    "Family {family} names {who}, who has no record; an untyped person was added.",
    "Export the file with all persons.",
    severity=Severity.WARNING,
    family="F1",
    who="I9",
)
MORE_PARENTS = declare(
    "gedcom.more_parents",
    "{child} is a child of two families, {first} and {second}; the first was kept.",
    "Mark the one that is not by blood as adopted or foster.",
    severity=Severity.WARNING,
    child="Anna Beispiel",
    first="F1",
    second="F2",
)
SEX_OF_PARENT = declare(
    "gedcom.sex_of_parent",
    "{who} is the {role} of family {family} and has sex {sex}; the family was left out.",
    "Correct the sex or the role.",
    who="Anna Beispiel",
    role="husband",
    family="F1",
    sex="F",
)
BAD_LINE = declare(
    "gedcom.line_not_understood",
    "'{line}' is no GEDCOM line and was passed over.",
    "Look whether the file was cut.",
    severity=Severity.WARNING,
    line="hello",
)
_LINE = re.compile(r"\s*(\d{1,2})\s+(?:(@[^@\s]{1,60}@)\s+)?([A-Za-z0-9_]{1,31})(?: (.*))?\Z")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_STRANGE = {"adopted", "foster", "sealing", "step"}


@dataclass
class _Person:
    name: str = ""
    sex: Sex = "U"
    year: int | None = None
    pedi: dict[str, str] = field(default_factory=dict)


@dataclass
class _Family:
    parents: list[tuple[str, str]] = field(default_factory=list)
    children: list[str] = field(default_factory=list)


def read_gedcom(path: Path) -> tuple[KinshipData, list[Finding]]:
    """Read a GEDCOM file into one family without profiles.

    Raises:
        InputError: it is no GEDCOM file.
    """
    return parse_gedcom(read_bytes(path), path.name)


def parse_gedcom(data: bytes, name: str = "file.ged") -> tuple[KinshipData, list[Finding]]:
    """Read the bytes of a GEDCOM file; see `read_gedcom`."""
    findings: list[Finding] = []
    text = text_of(data, name, findings)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not re.match(r"\s*0\s+HEAD\b", first.lstrip("\ufeff")):
        raise InputError(f"{name} is no GEDCOM file: it does not begin with '0 HEAD'.", "Export it again as GEDCOM.")
    persons, families = _records(text, name, findings)
    ids = _names(persons)
    tree = _tree(persons, families, ids, name, findings)
    records = tuple(PersonRecord(ids[key], p.sex, p.year) for key, p in persons.items())
    group = Group(name.rsplit(".", 1)[0], "family", records, (tree,))
    return KinshipData((group,) if records else ()), findings


def _records(text: str, file: str, findings: list[Finding]) -> tuple[dict[str, _Person], dict[str, _Family]]:
    persons: dict[str, _Person] = {}
    families: dict[str, _Family] = {}
    path: list[tuple[str, str]] = []
    for row, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        found = _LINE.match(line.lstrip("\ufeff"))
        if not found:
            findings.append(Finding(BAD_LINE, {"line": line.strip()[:60]}, file=file, row=row))
            continue
        level, key, tag, value = int(found[1]), found[2] or "", found[3].upper(), (found[4] or "").strip()
        path = [*path[:level], (tag, key or value)]
        record = path[0]
        if level == 0 and key and tag == "INDI":
            persons.setdefault(key, _Person())
        elif level == 0 and key and tag == "FAM":
            families.setdefault(key, _Family())
        elif record[0] == "INDI" and record[1] in persons:
            _of_person(persons[record[1]], [tag for tag, _ in path], value, path)
        elif record[0] == "FAM" and record[1] in families and level == 1:
            _of_family(families[record[1]], tag, value)
    return persons, families


def _of_person(person: _Person, tags: list[str], value: str, path: list[tuple[str, str]]) -> None:
    match tags[1:]:
        case ["NAME"] if not person.name:
            person.name = " ".join(value.replace("/", " ").split())
        case ["SEX"]:
            person.sex = "M" if value.upper() == "M" else "F" if value.upper() == "F" else "U"
        case ["BIRT", "DATE"] if person.year is None:
            years = _YEAR.findall(value)
            person.year = int(years[0]) if len(set(years)) == 1 else None
        case ["FAMC"]:
            person.pedi.setdefault(value, "birth")
        case ["FAMC", "PEDI"]:
            person.pedi[path[1][1]] = value.lower()


def _of_family(family: _Family, tag: str, value: str) -> None:
    if tag in ("HUSB", "WIFE"):
        family.parents.append((tag, value))
    elif tag == "CHIL":
        family.children.append(value)


def _names(persons: dict[str, _Person]) -> dict[str, str]:
    """Names as ids; a name that is not unique, or is missing, carries the record's number."""
    count: dict[str, int] = {}
    for person in persons.values():
        count[person.name] = count.get(person.name, 0) + 1
    plain = {key: key.strip("@") for key in persons}
    return {
        key: person.name if person.name and count[person.name] == 1 else f"{person.name} [{plain[key]}]".strip()
        for key, person in persons.items()
    }


def _tree(
    persons: dict[str, _Person],
    families: dict[str, _Family],
    ids: dict[str, str],
    file: str,
    findings: list[Finding],
) -> PedigreeRecord:
    parents: dict[str, tuple[str | None, str | None]] = {}
    source: dict[str, str] = {}
    for key, family in families.items():
        couple = _couple(key, family, persons, ids, file, findings)
        if couple is None or couple == (None, None):
            continue
        for child in dict.fromkeys(family.children):
            if child not in persons:
                _added(child, key, persons, ids, "U", file, findings)
            how = persons[child].pedi.get(key, "birth")
            values = {"child": ids[child], "family": key.strip("@")}
            if how in _STRANGE:
                findings.append(Finding(NOT_BY_BLOOD, values | {"how": how}, file=file))
            elif ids[child] in parents:
                both = {"child": ids[child], "first": source[ids[child]], "second": key.strip("@")}
                findings.append(Finding(MORE_PARENTS, both, file=file))
            else:
                parents[ids[child]] = couple
                source[ids[child]] = key.strip("@")
    return PedigreeRecord("family tree", parents)


def _couple(
    key: str,
    family: _Family,
    persons: dict[str, _Person],
    ids: dict[str, str],
    file: str,
    findings: list[Finding],
) -> tuple[str | None, str | None] | None:
    """Father and mother of a family; None where a role and a sex disagree."""
    father: str | None = None
    mother: str | None = None
    for role, who in family.parents:
        wanted: Sex = "M" if role == "HUSB" else "F"
        if who not in persons:
            _added(who, key, persons, ids, wanted, file, findings)
        if persons[who].sex not in ("U", wanted):
            word = "husband" if role == "HUSB" else "wife"
            values = {"who": ids[who], "role": word, "family": key.strip("@"), "sex": persons[who].sex}
            findings.append(Finding(SEX_OF_PARENT, values, file=file))
            return None
        persons[who].sex = wanted
        father, mother = (ids[who], mother) if wanted == "M" else (father, ids[who])
    return father, mother


def _added(
    who: str,
    family: str,
    persons: dict[str, _Person],
    ids: dict[str, str],
    sex: Sex,
    file: str,
    findings: list[Finding],
) -> None:
    findings.append(Finding(NO_SUCH, {"family": family.strip("@"), "who": who.strip("@")[:40]}, file=file))
    persons[who] = _Person(sex=sex)
    taken = set(ids.values())
    name, n = who.strip("@"), 2
    while name in taken:
        name, n = f"{who.strip('@')} ({n})", n + 1
    ids[who] = name
