"""One door to all kinship files: which format a file is, who reads it, who writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from antigone.core.errors import InputError, UsageError
from antigone.core.finding import Finding
from antigone.formats.kinship_data import Group, KinshipData, Locus
from antigone.formats.locus_names import LocusIndex, locus_key

Read = Callable[[Path], tuple[KinshipData, list[Finding]]]
Written = tuple[dict[str, str], list[Finding]]  # texts by suffix


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    Attributes:
        name: as `--from` and `--to` take it.
        suffixes: of its files; the first is the one to write.
        about: what it is, in a few words.
        reads, writes: whether Antigone does.
    """

    name: str
    suffixes: tuple[str, ...]
    about: str
    reads: bool = True
    writes: bool = True


FORMATS = {
    form.name: form
    for form in (
        Format("familias", (".fam",), "Familias 3 case or DVI file"),
        Format("linkage", (".ped",), "LINKAGE/MERLIN .ped with .dat, .map and .freq"),
        Format("cmf", (".xml", ".cmf"), "CODIS CMF 3.2 or 3.3"),
        Format("table", (".tsv", ".csv", ".txt", ".xlsx"), "profiles: GENis, GeneMapper, CSV or XLSX"),
        Format("gedcom", (".ged",), "GEDCOM relations", writes=False),
        Format("json", (".json",), "kinship cases"),
    )
}


def format_of(path: Path, name: str = "") -> Format:
    """The format of that name, or of the file's suffix.

    Raises:
        UsageError: neither is known; the message lists what is.
    """
    if name:
        if name not in FORMATS:
            raise UsageError(f"There is no format '{name}'.", f"Use one of {', '.join(FORMATS)}.")
        return FORMATS[name]
    for form in FORMATS.values():
        if path.suffix.lower() in form.suffixes:
            return form
    known = ", ".join(suffix for form in FORMATS.values() for suffix in form.suffixes)
    raise UsageError(f"The format of {path.name} is not told by its name.", f"Use {known}, or say --from and --to.")


def read_kinship(path: Path, form: Format) -> tuple[KinshipData, list[Finding]]:
    """Read a file of that format; see the reader's own module for what it refuses."""
    match form.name:
        case "familias":
            from antigone.formats.familias_read import read_fam as read
        case "linkage":
            from antigone.formats.linkage import read_linkage as read
        case "cmf":
            from antigone.formats.cmf import read_cmf as read
        case "table":
            from antigone.formats.genotype_tables import read_genotypes as read
        case "gedcom":
            from antigone.formats.gedcom import read_gedcom as read
        case _:
            return _read_json(path)
    return read(path)


def _read_json(path: Path) -> tuple[KinshipData, list[Finding]]:
    from antigone.core.finding import Severity
    from antigone.formats.kinship_json import case_data, read_cases

    cases, findings = read_cases(path)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise InputError("\n".join(str(finding) for finding in findings), "Correct the file.")
    if len(cases) != 1 or cases[0].get("kind", "lr") != "lr":
        raise InputError(
            f"{path.name} holds {len(cases)} cases; a file of another format holds one of kind 'lr'.",
            "Write the case into a file of its own.",
        )
    data, more = case_data(cases[0])
    return data, findings + more


def write_kinship(data: KinshipData, form: Format, cmf_header: dict[str, str] | None = None) -> Written:
    """The texts to write, by suffix, and what the format could not hold.

    Args:
        cmf_header: values for `cmf.Header`, which replace those that the data was read with.
    """
    match form.name:
        case "familias":
            from antigone.formats.familias_write import write_fam

            text, findings = write_fam(data)
        case "linkage":
            from antigone.formats.linkage_write import write_linkage

            return write_linkage(data)
        case "cmf":
            from antigone.formats.cmf import Header, write_cmf

            text, findings = write_cmf(data, replace(Header.of(data.settings), **(cmf_header or {})))
        case "table":
            from antigone.formats.genotype_tables import write_genotypes

            text, findings = write_genotypes(data)
        case "json":
            text, findings = _write_json(data)
        case _:
            raise UsageError(f"{form.about} is read and not written.", "Choose another format with --to.")
    return {form.suffixes[0]: text}, findings


def _write_json(data: KinshipData) -> tuple[str, list[Finding]]:
    from antigone.formats.kinship_json import data_cases
    from antigone.formats.kinship_model import marker_json
    from antigone.named.kinship.frequencies import Least

    notes: list[Finding] = []
    cases, findings = data_cases(data, lambda locus: marker_json(data, locus, Least(), notes))
    text = json.dumps({"cases": cases}, ensure_ascii=False, indent=1, allow_nan=False)
    return text + "\n", notes + findings


def with_frequencies(data: KinshipData, table: tuple[Locus, ...]) -> KinshipData:
    """The data with the frequencies of a table for its markers, and its calls under the table's names.

    Data without markers of its own gets all of the table's; markers that the table lacks are kept as they are.
    """
    own = {locus_key(locus.name): locus for locus in data.loci}
    found = {locus_key(locus.name): locus for locus in table if not own or locus_key(locus.name) in own}
    loci = [_joined(own.get(key, locus), locus) for key, locus in found.items()]
    loci += [locus for key, locus in own.items() if key not in found]
    return replace(data, loci=tuple(loci), groups=_renamed(data.groups, loci))


def _joined(own: Locus, table: Locus) -> Locus:
    return replace(
        own,
        name=table.name,
        alleles=table.alleles,
        freqs=table.freqs,
        database_size=table.database_size,
        minimum=table.minimum,
    )


def _renamed(groups: tuple[Group, ...], loci: Sequence[Locus]) -> tuple[Group, ...]:
    """The groups with their calls under the names of these markers."""
    index = LocusIndex([locus.name for locus in loci])
    return tuple(
        replace(
            group,
            profiles={
                person: {index.find(marker) or marker: call for marker, call in profile.items()}
                for person, profile in group.profiles.items()
            },
        )
        for group in groups
    )


def with_remains(data: KinshipData, remains: KinshipData) -> KinshipData:
    """The data with all profiles of another file as unidentified remains; names of samples are made unique."""
    own = {locus_key(locus.name) for locus in data.loci}
    loci = (*data.loci, *(locus for locus in remains.loci if locus_key(locus.name) not in own))
    taken = {person.id for group in data.groups for person in group.persons}
    added = []
    for group in remains.groups:
        names = {person.id: _fresh(person.id, taken) for person in group.persons if person.id in group.profiles}
        persons = tuple(replace(p, id=names[p.id]) for p in group.persons if p.id in names)
        profiles = {names[person]: profile for person, profile in group.profiles.items()}
        added.append(Group(group.name, "unidentified", persons, (), profiles))
    return replace(data, loci=loci, groups=data.groups + _renamed(tuple(added), loci))


def _fresh(name: str, taken: set[str]) -> str:
    new, n = name, 2
    while new in taken:
        new, n = f"{name} ({n})", n + 1
    taken.add(new)
    return new
