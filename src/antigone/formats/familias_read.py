"""Familias `.fam` files, read: pedigree cases of version 3 and its database, with what other readers refuse.

The file is a stream of lines whose meaning hangs on their order: a header; persons, each with its calls as triples
(first allele, second allele, marker) of indices from 0; relations that hold always and relations of each pedigree;
then the markers, each with rates, model codes 0 to 4, silent alleles, sizes and frequencies. After that come bracketed
sections: `[DVI]` and settings (`familias_dvi`). The structure was learnt from files that Familias 3.1 to 3.3 wrote and
from the public documentation of pedFamilias; the program is described by Kling, Tillmar and Egeland (2014,
doi 10.1016/j.fsigen.2014.07.004).

Read here and not elsewhere: silent alleles, identical twins ("Direct/Identity" in place of a parent), and files that
store posteriors. Broken structure is refused with its line; doubtful content is a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats import familias_findings as wrong
from antigone.formats.familias_dvi import read_sections
from antigone.formats.familias_lines import Lines
from antigone.formats.familias_loci import read_database
from antigone.formats.kinship_data import Call, Group, KinshipData, Locus, PedigreeRecord, PersonRecord, Profile, Sex
from antigone.formats.kinship_text import read_bytes, text_of

Triple = tuple[int, int, int, int]  # first allele, second allele, marker, line


@dataclass(frozen=True)
class _Person:
    record: PersonRecord
    triples: list[Triple]


@dataclass
class _Relations:
    """Relations by index, before there are names: (parent or twin, child, is twin, line)."""

    females: int
    males: int
    links: list[tuple[int, int, bool, int]]


def read_fam(path: Path) -> tuple[KinshipData, list[Finding]]:
    """Read a `.fam` file.

    Raises:
        InputError: it is no `.fam` file, or its structure is broken; the message names the line.
        LimitError: it is too large.
    """
    return parse_fam(read_bytes(path), path.name)


def parse_fam(data: bytes, name: str = "file.fam") -> tuple[KinshipData, list[Finding]]:
    """Read the bytes of a `.fam` file; see `read_fam`."""
    findings: list[Finding] = []
    lines = Lines(text_of(data, name, findings), name)
    version = _header(lines)
    persons = [_person(lines) for _ in range(lines.integer("the number of persons", 0, lines.left // 6))]
    fixed, pedigrees = _relations(lines)
    database = read_database(lines, findings)
    case = _case(persons, fixed, pedigrees, database.loci, database.posteriors, name, findings)
    groups, settings = read_sections(lines, database.loci, findings)
    if version:
        settings = {"Familias version": version} | settings
    held = ((case,) if case.persons or case.pedigrees else ()) + groups
    return KinshipData(held, database.loci, database.theta, database.name, settings), findings


def _header(lines: Lines) -> str:
    """Past the header: a sentence that names Familias, a warning, the version and a comment; gives the version."""
    first = lines.take("the header")
    if "familias" not in first.lower():
        raise InputError(
            f"{lines.name} is not a Familias file: its first line does not name Familias.",
            "Give a file that Familias 3 saved.",
        )
    lines.take("the second line of the header")
    version = lines.take("the version")
    if lines.peek().lstrip().startswith('"'):
        lines.quoted("the comment")
    elif not lines.peek().strip():
        lines.take("an empty line")
    return version.strip().strip('"')


def _person(lines: Lines) -> _Person:
    name = lines.quoted("the name of a person")
    child = lines.flag(f"a mark of '{name}'")
    year = lines.take(f"the year of birth of '{name}'")
    found = re.match(r"\s*(-?\d{1,6})(.*)\Z", year)
    if not found:
        raise lines.broken(f"the year of birth of '{name}' (-1 where unknown)", year)
    lines.flag(f"a mark of '{name}'")
    sex: Sex = "M" if lines.flag(f"the sex of '{name}'") else "F"
    born = int(found.group(1))
    record = PersonRecord(
        name, sex, born if born >= 0 else None, is_child=child, dropout="consider dropout" in found.group(2).lower()
    )
    count = lines.integer(f"the number of markers of '{name}'", 0, lines.left // 3)
    triples = [_triple(lines, name) for _ in range(count)]
    return _Person(record, triples)


def _triple(lines: Lines, name: str) -> Triple:
    at = lines.number
    what = f"an index of a call of '{name}'"
    first, second, marker = (lines.integer(what, -1, 100_000) for _ in range(3))
    return first, second, marker, at


def _relations(lines: Lines) -> tuple[_Relations, list[tuple[str, _Relations]]]:
    title = lines.quoted("'Known relations'")
    if title.lower() != "known relations":
        raise lines.broken('"Known relations"', title, back=1)
    fixed = _links(lines)
    pedigrees = []
    for _ in range(lines.integer("the number of pedigrees", 0, lines.left // 5)):
        lines.integer("the number of a pedigree", 0, 1_000_000)
        name = lines.quoted("the name of a pedigree")
        pedigrees.append((name, _links(lines)))
    return fixed, pedigrees


def _links(lines: Lines) -> _Relations:
    females = lines.integer("the number of further women", 0, 1_000)
    males = lines.integer("the number of further men", 0, 1_000)
    count = lines.integer("the number of relations", 0, lines.left // 2)
    return _Relations(females, males, [_link(lines) for _ in range(count)])


def _link(lines: Lines) -> tuple[int, int, bool, int]:
    at = lines.number
    text = lines.take("the index of a parent")
    found = re.match(r"\s*(\d{1,6})(.*)\Z", text)
    if not found:
        raise lines.broken("the index of a parent", text)
    twin = "direct" in found.group(2).lower()
    if found.group(2).strip() and not twin:
        raise lines.broken("the index of a parent", text)
    return int(found.group(1)), lines.integer("the index of a child", 0, 999_999), twin, at


def _case(
    persons: list[_Person],
    fixed: _Relations,
    pedigrees: list[tuple[str, _Relations]],
    loci: tuple[Locus, ...],
    posteriors: list[float],
    name: str,
    findings: list[Finding],
) -> Group:
    """The case group: persons, calls and pedigrees by name instead of index."""
    everyone = _unique([person.record for person in persons], name, findings)
    everyone += _further("extra", fixed, {person.id for person in everyone})
    profiles = {
        record.id: profile
        for record, person in zip(everyone, persons, strict=False)
        if (profile := _profile(record.id, person.triples, loci, name, findings))
    }
    if not pedigrees and fixed.links:
        pedigrees = [("Known relations", _Relations(0, 0, []))]
    records = []
    for number, (title, own) in enumerate(pedigrees):
        extras = _further(f"extra {title or number + 1}", own, {person.id for person in everyone})
        record = _pedigree(title, everyone + extras, fixed.links + own.links, name, findings)
        stored = posteriors[number] if len(posteriors) == len(pedigrees) else None
        records.append(replace(record, extras=tuple(extras), posterior=stored))
    return Group("", "case", tuple(everyone), tuple(records), profiles)


def _unique(persons: list[PersonRecord], file: str, findings: list[Finding]) -> list[PersonRecord]:
    """Names made unique: a second person of a name gets a number, with a finding."""
    seen: set[str] = set()
    out = []
    for person in persons:
        name, n = person.id or "unnamed", 2
        while name in seen:
            name, n = f"{person.id} ({n})", n + 1
        if name != person.id:
            findings.append(Finding(wrong.SAME_NAME, {"name": person.id, "new": name}, file=file))
        seen.add(name)
        out.append(replace(person, id=name))
    return out


def _further(stem: str, relations: _Relations, taken: set[str]) -> list[PersonRecord]:
    """The nameless persons of a pedigree, women first, as Familias counts them."""
    out: list[PersonRecord] = []
    for sex, count in (("F", relations.females), ("M", relations.males)):
        for _ in range(count):
            n = len(out) + 1
            while f"{stem} {n}" in taken:
                n += 1
            out.append(PersonRecord(f"{stem} {n}", "F" if sex == "F" else "M"))
            taken.add(out[-1].id)
    return out


def _pedigree(
    title: str,
    persons: list[PersonRecord],
    links: list[tuple[int, int, bool, int]],
    file: str,
    findings: list[Finding],
) -> PedigreeRecord:
    parents: dict[str, tuple[str | None, str | None]] = {}
    twins: list[tuple[str, str]] = []
    for parent, child, twin, line in links:
        if parent >= len(persons) or child >= len(persons):
            raise InputError(
                f"{file}, line {line}: a relation of pedigree '{title}' names person {max(parent, child)}, "
                f"and there are {len(persons)} (counted from 0).",
                "The file is damaged: save it again from Familias.",
            )
        one, other = persons[parent], persons[child]
        if twin:
            twins.append((one.id, other.id))
            continue
        father, mother = parents.get(other.id, (None, None))
        if one.sex == "M":
            before, father = father, one.id
        else:
            before, mother = mother, one.id
        if before not in (None, one.id):
            values = {"child": other.id, "first": before, "second": one.id, "pedigree": title}
            findings.append(Finding(wrong.TWO_PARENTS, values, file=file, row=line))
            continue
        parents[other.id] = (father, mother)
    return PedigreeRecord(title, parents, twins=tuple(twins))


def _profile(
    person: str, triples: list[Triple], loci: tuple[Locus, ...], file: str, findings: list[Finding]
) -> Profile:
    profile: Profile = {}
    for first, second, marker, line in triples:
        if not 0 <= marker < len(loci):
            values = {"person": person, "what": f"marker {marker}", "count": len(loci)}
            findings.append(Finding(wrong.NO_SUCH_INDEX, values, file=file, row=line))
            continue
        locus = loci[marker]
        call = (_allele(first, locus), _allele(second, locus))
        if "?" in call:
            values = {"person": person, "what": f"an allele of {locus.name}", "count": len(locus.alleles)}
            findings.append(Finding(wrong.NO_SUCH_INDEX, values, file=file, row=line))
            continue
        profile[locus.name] = _seen(call, person, locus, file, line, findings)
    return {marker: call for marker, call in profile.items() if call != (None, None)}


def _allele(index: int, locus: Locus) -> str | None:
    """The allele of an index; `silent` for the one after the last where the marker has silent alleles, `?` for none."""
    if index < 0:
        return None
    if index < len(locus.alleles):
        return locus.alleles[index]
    return "silent" if index == len(locus.alleles) and locus.silent is not None else "?"


def _seen(call: Call, person: str, locus: Locus, file: str, line: int, findings: list[Finding]) -> Call:
    """A silent allele is never seen: what was seen beside it is all there is, once or twice we cannot tell."""
    if "silent" not in call:
        return call
    findings.append(Finding(wrong.SILENT_CALLED, {"person": person, "marker": locus.name}, file=file, row=line))
    visible = [allele for allele in call if allele not in (None, "silent")]
    return (visible[0], visible[0]) if visible else (None, None)
