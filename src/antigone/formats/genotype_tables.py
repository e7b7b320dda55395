"""Profiles in tables: GeneMapper exports, GENis imports, and plain CSV or XLSX.

Two arrangements are told apart by the header. *Long*: a row for each sample and marker (`Sample Name`, `Marker`,
`Allele 1`, `Allele 2`, …), as GeneMapper and GENis write it, tab-separated. *Wide*: a row for each sample and one or
two columns for each marker (`14/15` in one cell, or `14` and `15` in two). One allele alone is a homozygote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from antigone.core.errors import InputError
from antigone.core.finding import Finding, Severity, declare
from antigone.formats.cmf import add_call, sex_of
from antigone.formats.kinship_data import Group, KinshipData, Locus, PersonRecord, Profile, Sex
from antigone.formats.kinship_text import read_bytes
from antigone.formats.locus_names import is_known, lineage, usual_spelling
from antigone.formats.profile_records import Record, parse_records

NO_SAMPLE = declare(
    "profile.no_sample",
    "The row names no sample; it was left out.",
    "Fill in the name of the sample.",
)
CONTROL = declare(
    "profile.control",
    "{count} rows of controls and ladders were passed over ({kinds}).",
    "Nothing to do.",
    severity=Severity.NOTE,
    count=20,
    kinds="Allelic Ladder",
)
SEX_DIFFERS = declare(
    "profile.sex_differs",
    "{person} is given as {stated} and Amelogenin shows {seen}; the stated sex was kept.",
    "Check for a swapped sample; Amelogenin Y can drop out.",
    severity=Severity.WARNING,
    person="R-7",
    stated="F",
    seen="M",
)
UNKNOWN_COLUMN = declare(
    "profile.column_not_a_marker",
    "Column '{column}' is no marker that is known here, and was passed over.",
    "Rename it if it is a marker.",
    severity=Severity.WARNING,
    column="Shelf",
)
_SAMPLE = (
    "sample name",
    "sample",
    "sampleid",
    "sample id",
    "samplename",
    "specimen",
    "specimenid",
    "id",
    "name",
    "profile",
    "person",
    "muestra",
    "nombre de muestra",
    "individuo",
)
_MARKER = ("marker", "locus", "locusname", "marcador", "system", "systemname")
_CATEGORY = ("specimen category", "category", "categoria", "categoría", "specimencategory")
_SEX = ("sex", "gender", "sexo")
_OTHER = {"notes", "note", "comment", "comments", "kit", "ud1", "ud2", "family", "relation", "run", "file", "status"}
_ALLELE = re.compile(r"(?:allele|alelo|al)[\s_.]*(\d{1,2})\Z", re.IGNORECASE)
_SECOND = re.compile(r"(.+?)[\s_.\-]*[(\[]?([12ab])[)\]]?\Z", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[/;|]\s*|\s*,\s+|\s+")
_CONTROLS = ("ladder", "control", "blank", "negative", "positive")


@dataclass
class _Samples:
    """What has been gathered so far."""

    file: str
    findings: list[Finding]
    profiles: dict[str, Profile] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    sexes: dict[str, Sex] = field(default_factory=dict)
    controls: dict[str, int] = field(default_factory=dict)

    def add(self, person: str, marker: str, values: list[str], row: int) -> None:
        profile = self.profiles.setdefault(person, {})
        add_call(person, usual_spelling(marker), values, profile, self.file, row, self.findings)


def read_genotypes(path: Path) -> tuple[KinshipData, list[Finding]]:
    """Read a table of profiles.

    Raises:
        InputError: it is no table, or no table of profiles.
    """
    return parse_genotypes(read_bytes(path), path.name)


def parse_genotypes(data: bytes, name: str = "profiles.csv") -> tuple[KinshipData, list[Finding]]:
    """Read the bytes of a table of profiles; see `read_genotypes`."""
    records, findings = parse_records(data, name)
    if len(records) < 2:
        raise InputError(f"{name} holds no table of profiles.", "Give a header row and at least one row below it.")
    header = [" ".join(cell.lower().replace("_", " ").split()) for cell in records[0][1]]
    sample = _find(header, _SAMPLE)
    if sample is None:
        raise InputError(
            f"{name} has no column for the sample among {', '.join(records[0][1][:6])}.",
            "Call it 'Sample Name'.",
        )
    samples = _Samples(name, findings)
    marker = _find(header, _MARKER)
    if marker is not None and any(_ALLELE.match(cell) for cell in header):
        _long(records[1:], header, sample, marker, samples)
    else:
        _wide(records, header, sample, samples)
    return _data(samples), findings


def _find(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _long(records: list[Record], header: list[str], sample: int, marker: int, samples: _Samples) -> None:
    alleles = [at for at, cell in enumerate(header) if _ALLELE.match(cell)]
    category, sex, kind = _find(header, _CATEGORY), _find(header, _SEX), _find(header, ("sample type",))
    for row, cells in records:
        person = _cell(cells, sample)
        if not person:
            samples.findings.append(Finding(NO_SAMPLE, file=samples.file, row=row))
            continue
        sort = _cell(cells, kind)
        if any(word in sort.lower() for word in _CONTROLS):
            samples.controls[sort] = samples.controls.get(sort, 0) + 1
            continue
        samples.add(person, _cell(cells, marker), [_cell(cells, at) for at in alleles], row)
        _marks(person, _cell(cells, category), _cell(cells, sex), samples)


def _marks(person: str, category: str, sex: str, samples: _Samples) -> None:
    if category:
        samples.categories.setdefault(person, category)
    first = sex[:1].lower()
    if first in ("m", "f", "h", "w", "1", "2"):
        samples.sexes.setdefault(person, "M" if first in ("m", "h", "1") else "F")


def _wide(records: list[Record], header: list[str], sample: int, samples: _Samples) -> None:
    category, sex = _find(header, _CATEGORY), _find(header, _SEX)
    columns = _columns(records[0][1], {sample, category, sex}, samples)
    if not columns:
        raise InputError(
            f"{samples.file} has no column that is a marker.",
            "Name the columns after markers (D3S1358, vWA, …), or use Marker, Allele 1, Allele 2.",
        )
    for row, cells in records[1:]:
        person = _cell(cells, sample)
        if not person:
            samples.findings.append(Finding(NO_SAMPLE, file=samples.file, row=row))
            continue
        samples.profiles.setdefault(person, {})
        for marker, places in columns.items():
            texts = [_cell(cells, at) for at in places]
            samples.add(person, marker, [part for text in texts for part in _SPLIT.split(text)], row)
        _marks(person, _cell(cells, category), _cell(cells, sex), samples)


def _columns(header: list[str], used: set[int | None], samples: _Samples) -> dict[str, list[int]]:
    """Marker → its one or two columns: named twice, numbered 1 and 2 (or a and b), or the second without a name."""
    out: dict[str, list[int]] = {}
    last = ""
    names = [cell for at, cell in enumerate(header) if at not in used]
    for at, cell in enumerate(header):
        if at in used:
            last = ""
            continue
        marker = last if not cell else _marker(cell, names)
        if marker:
            out.setdefault(marker, []).append(at)
        elif cell and cell.lower() not in _OTHER:
            where = {"column": cell[:60]}
            samples.findings.append(Finding(UNKNOWN_COLUMN, where, file=samples.file, row=1, column=cell[:60]))
        last = marker
    return out


def _marker(cell: str, names: list[str]) -> str:
    """The marker a header names; of unknown names, those are markers that come in a pair numbered 1 and 2."""
    if is_known(cell):
        return usual_spelling(cell)
    numbered = _SECOND.match(cell)
    if numbered:
        stem = numbered.group(1)
        twin = {"1": "2", "2": "1", "a": "b", "b": "a"}[numbered.group(2).lower()]
        if is_known(stem):
            return usual_spelling(stem)
        if any((m := _SECOND.match(n)) and m.group(1) == stem and m.group(2).lower() == twin for n in names):
            return stem.strip()
    return cell.strip() if lineage(cell) != "A" or re.match(r"[dD]\d{1,2}[sS]\d+\Z", cell.strip()) else ""


def _data(samples: _Samples) -> KinshipData:
    if samples.controls:
        values = {"count": sum(samples.controls.values()), "kinds": ", ".join(samples.controls)}
        samples.findings.append(Finding(CONTROL, values, file=samples.file))
    persons = []
    for person, profile in samples.profiles.items():
        seen, stated = sex_of(profile), samples.sexes.get(person, "U")
        if "U" not in (seen, stated) and seen != stated:
            values = {"person": person, "stated": stated, "seen": seen}
            samples.findings.append(Finding(SEX_DIFFERS, values, file=samples.file))
        sex = stated if stated != "U" else seen
        persons.append(PersonRecord(person, sex, category=samples.categories.get(person, "")))
    markers = dict.fromkeys(marker for profile in samples.profiles.values() for marker in profile)
    profiles = {person: profile for person, profile in samples.profiles.items() if profile}
    group = Group("", "unidentified", tuple(persons), (), profiles)
    return KinshipData((group,) if persons else (), tuple(Locus(m, chrom=lineage(m)) for m in markers))


def write_genotypes(data: KinshipData) -> tuple[str, list[Finding]]:
    """A long table (GENis, GeneMapper): sample, category, sex, marker and two alleles, separated by tabs."""
    from antigone.formats.familias_findings import LOST

    findings: list[Finding] = []
    lines = ["Sample Name\tSpecimen Category\tSex\tMarker\tAllele 1\tAllele 2"]
    for group in data.groups:
        people = {person.id: person for person in group.persons}
        for person, profile in group.profiles.items():
            record = people.get(person, PersonRecord(person))
            sex = "" if record.sex == "U" else record.sex
            for marker, call in profile.items():
                if None in call:
                    why = "one allele alone would read as a homozygote"
                    findings.append(Finding(LOST, {"what": f"the half call of {person} at {marker}", "detail": why}))
                    continue
                cells = [person, record.category, sex, marker, *(str(allele) for allele in call)]
                lines.append("\t".join(re.sub(r"[\t\r\n\"]+", " ", cell) for cell in cells))
        for pedigree in group.pedigrees:
            what = f"the family tree '{pedigree.name or group.name}'"
            findings.append(Finding(LOST, {"what": what, "detail": "the table holds profiles only"}))
    count = sum(bool(locus.alleles) for locus in data.loci)
    if count:
        findings.append(Finding(LOST, {"what": "frequencies", "detail": f"of {count} markers"}))
    return "\n".join([*lines, ""]), findings
