"""LINKAGE and MERLIN pedigree files: `.ped` with its `.dat`, `.map` and `.freq`.

A line of the `.ped` is a person: family, person, father, mother (0 for none), sex (1 male, 2 female), then what the
`.dat` lists line by line: `M` marker (two alleles), `A` affection, `T` and `C` quantities, `Z` zygosity, `S2` skip.
The `.map` gives chromosome and position in centimorgan, the `.freq` the allele frequencies (`F`, or `A` by allele).
Layouts are those of the MERLIN documentation (Abecasis et al. 2002, doi 10.1038/ng786). Without a `.dat` the columns
after the sex are taken as markers, after one status column where their number is odd.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from antigone.core.errors import InputError
from antigone.core.finding import Finding, Severity, declare
from antigone.formats.allele_names import normal_allele
from antigone.formats.kinship_data import Call, Group, KinshipData, Locus, PedigreeRecord, PersonRecord, Profile, Sex
from antigone.formats.kinship_text import number, read_bytes, text_of
from antigone.formats.locus_names import lineage, locus_key

NO_FAMILY = declare(
    "linkage.short_line",
    "The line has {found} columns and {wanted} are needed; the person was left out.",
    "Complete the line, or correct the .dat file.",
    found=4,
    wanted=9,
)
LONG_LINE = declare(
    "linkage.long_line",
    "The line has {extra} columns more than the .dat file lists; they were passed over.",
    "Correct the .dat file, or the line.",
    severity=Severity.WARNING,
    extra=2,
)
BAD_SEX = declare(
    "linkage.sex",
    "The sex of {person} is '{found}'; it was taken as unknown.",
    "Write 1 for male, 2 for female, 0 for unknown.",
    severity=Severity.WARNING,
    person="7",
    found="3",
)
TWICE = declare(
    "linkage.person_twice",
    "Person {person} stands twice in family {family}; the second was left out.",
    "Give everybody in a family a number of their own.",
    person="7",
    family="F1",
)
NO_PARENT = declare(
    "linkage.parent_not_listed",
    "{parent}, a parent of {child} in family {family}, has no line; an untyped person was added.",
    "Add a line for the parent.",
    severity=Severity.WARNING,
    parent="9",
    child="7",
    family="F1",
)
BAD_LINE = declare(
    "linkage.line_not_understood",
    "'{line}' was not understood and passed over.",
    "Compare with the MERLIN documentation of the file.",
    severity=Severity.WARNING,
    line="Q trait",
)
GUESSED = declare(
    "linkage.no_dat",
    "There is no .dat file; {count} pairs of columns were taken as markers M1 to M{count}.",
    "Put the .dat file beside the .ped file, under the same name.",
    severity=Severity.WARNING,
    count=12,
)
PARTS = (".dat", ".map", ".freq")
_SEXES: dict[str, Sex] = {"1": "M", "m": "M", "male": "M", "2": "F", "f": "F", "female": "F"}
_UNKNOWN_SEX = {"0", "x", "u", "?", "unknown", "-9"}
_NONE = {"0", "x", "n", "na", "-9", "."}


@dataclass
class _Column:
    """One line of the `.dat` file."""

    code: str
    name: str


@dataclass
class _Family:
    persons: dict[str, PersonRecord] = field(default_factory=dict)
    parents: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    zygosity: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_linkage(path: Path) -> tuple[KinshipData, list[Finding]]:
    """Read a `.ped` file with the `.dat`, `.map` and `.freq` (or `.frq`) of the same name, where they lie beside it."""
    findings: list[Finding] = []
    parts = {}
    for suffix, names in ((".dat", (".dat",)), (".map", (".map",)), (".freq", (".freq", ".frq"))):
        beside = next((p for p in (path.with_suffix(name) for name in names) if p.is_file()), None)
        if beside is not None:
            parts[suffix] = text_of(read_bytes(beside), beside.name, findings)
    ped = text_of(read_bytes(path), path.name, findings)
    data, more = parse_linkage(ped, parts, path.name)
    return data, findings + more


def parse_linkage(
    ped: str, parts: dict[str, str] | None = None, name: str = "file.ped"
) -> tuple[KinshipData, list[Finding]]:
    """Read the text of a `.ped` file and of its parts by suffix (`.dat`, `.map`, `.freq`)."""
    parts = parts or {}
    findings: list[Finding] = []
    rows = [(n, line.split()) for n, line in enumerate(ped.splitlines(), 1) if _holds(line)]
    if not rows or max(len(cells) for _, cells in rows) < 5:
        raise InputError(
            f"{name} is no pedigree file: no line has the five columns family, person, father, mother and sex.",
            "Give a LINKAGE or MERLIN .ped file.",
        )
    columns = _columns(parts, rows, name, findings)
    families: dict[str, _Family] = {}
    for line, cells in rows:
        if cells == ["end"]:
            break
        _person(line, cells, columns, families, name, findings)
    groups = tuple(_group(title, family, name, findings) for title, family in families.items())
    markers = [column.name for column in columns if column.code == "M"]
    return KinshipData(groups, _loci(markers, parts, name, findings)), findings


def _holds(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _columns(
    parts: dict[str, str], rows: list[tuple[int, list[str]]], name: str, findings: list[Finding]
) -> list[_Column]:
    if ".dat" in parts:
        return _dat(parts[".dat"], name.rsplit(".", 1)[0] + ".dat", findings)
    widest = max(len(cells) for _, cells in rows)
    slashed = any("/" in cell for _, cells in rows for cell in cells[5:])
    rest = widest - 5
    status = [] if slashed or rest % 2 == 0 else [_Column("A", "status")]
    count = rest if slashed else rest // 2
    if count:
        findings.append(Finding(GUESSED, {"count": count}, file=name))
    return status + [_Column("M", f"M{n}") for n in range(1, count + 1)]


def _dat(text: str, name: str, findings: list[Finding]) -> list[_Column]:
    columns = []
    for line, row in enumerate(text.splitlines(), 1):
        if not _holds(row):
            continue
        code, _, rest = row.strip().partition(" ") if " " in row.strip() else row.strip().partition("\t")
        kind = code.upper()
        if kind == "E" or row.strip().lower() == "end":
            break
        if kind in ("M", "A", "T", "C", "Z", "S", "S2"):
            columns.append(_Column(kind, rest.strip()))
        else:
            findings.append(Finding(BAD_LINE, {"line": row.strip()[:60]}, file=name, row=line))
    return columns


def _person(
    line: int,
    cells: list[str],
    columns: list[_Column],
    families: dict[str, _Family],
    file: str,
    findings: list[Finding],
) -> None:
    if len(cells) < 5:
        findings.append(Finding(NO_FAMILY, {"found": len(cells), "wanted": 5}, file=file, row=line))
        return
    title, person, father, mother, sex_text = cells[:5]
    family = families.setdefault(title, _Family())
    if person in family.persons:
        findings.append(Finding(TWICE, {"person": person, "family": title}, file=file, row=line))
        return
    values, used = _values(cells[5:], columns)
    if values is None:
        findings.append(Finding(NO_FAMILY, {"found": len(cells), "wanted": 5 + used}, file=file, row=line))
        return
    if used < len(cells) - 5:
        findings.append(Finding(LONG_LINE, {"extra": len(cells) - 5 - used}, file=file, row=line))
    sex = _SEXES.get(sex_text.lower(), "U")
    if sex == "U" and sex_text.lower() not in _UNKNOWN_SEX:
        findings.append(Finding(BAD_SEX, {"person": person, "found": sex_text}, file=file, row=line))
    status = " ".join(f"{c.name}={v[0]}" for c, v in zip(columns, values, strict=True) if c.code in "ATC")
    family.persons[person] = PersonRecord(person, sex, affected=status)
    family.lines[person] = line
    parents = (None if father in _NONE else father, None if mother in _NONE else mother)
    if parents != (None, None):
        family.parents[person] = parents
    profile = {
        column.name: call
        for column, value in zip(columns, values, strict=True)
        if column.code == "M" and (call := _call(value)) != (None, None)
    }
    if profile:
        family.profiles[person] = profile
    for column, value in zip(columns, values, strict=True):
        if column.code == "Z" and value[0].lower() not in _NONE:
            family.zygosity[person] = value[0].upper()


def _values(cells: list[str], columns: list[_Column]) -> tuple[list[list[str]] | None, int]:
    """The cells of each column (a marker takes two, or one with a slash), and how many were used or are needed."""
    out: list[list[str]] = []
    at = 0
    for column in columns:
        slashed = column.code == "M" and at < len(cells) and "/" in cells[at]
        width = 2 if column.code in ("M", "S2") and not slashed else 1
        out.append(cells[at].split("/", 1) if slashed else cells[at : at + width])
        at += width
    return (out if at <= len(cells) else None), at


def _call(value: list[str]) -> Call:
    first, second = ((None if text.lower() in _NONE else normal_allele(text)) for text in (value[0], value[-1]))
    return first, second


def _group(title: str, family: _Family, file: str, findings: list[Finding]) -> Group:
    persons = dict(family.persons)
    for child, (father, mother) in family.parents.items():
        for parent, sex in ((father, "M"), (mother, "F")):
            if parent is not None and parent not in persons:
                values = {"parent": parent, "child": child, "family": title}
                findings.append(Finding(NO_PARENT, values, file=file, row=family.lines[child]))
                persons[parent] = PersonRecord(parent, "M" if sex == "M" else "F")
    tree = PedigreeRecord(title, family.parents, twins=tuple(_twins(family)))
    return Group(title, "family", tuple(persons.values()), (tree,), family.profiles)


def _twins(family: _Family) -> list[tuple[str, str]]:
    """Pairs of one sibship that share an odd code, or `MZ` (MERLIN's rule for identical twins)."""
    first: dict[tuple[str, tuple[str | None, str | None]], str] = {}
    pairs = []
    for person, code in family.zygosity.items():
        if code != "MZ" and not (code.isascii() and code.isdigit() and int(code[-1]) % 2):
            continue
        key = (code, family.parents.get(person, (None, None)))
        if key in first:
            pairs.append((first[key], person))
        else:
            first[key] = person
    return pairs


# Markers


def _loci(markers: list[str], parts: dict[str, str], name: str, findings: list[Finding]) -> tuple[Locus, ...]:
    stem = name.rsplit(".", 1)[0]
    freqs = _freqs(parts.get(".freq", ""), f"{stem}.freq", findings)
    places = _places(parts.get(".map", ""), f"{stem}.map", findings)
    out = []
    for marker in markers:
        alleles = freqs.get(locus_key(marker), {})
        chrom, position = places.get(locus_key(marker), (lineage(marker), None))
        locus = Locus(marker, tuple(alleles), tuple(alleles.values()), chrom)
        out.append(replace(locus, position=position))
    return tuple(out)


def _freqs(text: str, file: str, findings: list[Finding]) -> dict[str, dict[str, float]]:
    """Frequencies by marker: `M name`, then `F` lines (of alleles 1, 2, …) or lines `A allele frequency`."""
    out: dict[str, dict[str, float]] = {}
    here: dict[str, float] | None = None
    for line, row in enumerate(text.splitlines(), 1):
        cells = row.split()
        if not cells or row.lstrip().startswith("#"):
            continue
        values = [number(cell) for cell in cells[1:]]
        code = cells[0].upper()
        if code == "M" and len(cells) > 1:
            here = out.setdefault(locus_key(" ".join(cells[1:])), {})
        elif code == "F" and here is not None and all(value is not None and 0 <= value <= 1 for value in values):
            here.update({str(len(here) + n): value or 0.0 for n, value in enumerate(values, 1)})
        elif code == "A" and here is not None and len(cells) == 3 and values[1] is not None and 0 <= values[1] <= 1:
            here[normal_allele(cells[1])] = values[1]
        else:
            findings.append(Finding(BAD_LINE, {"line": row.strip()[:60]}, file=file, row=line))
    return out


def _places(text: str, file: str, findings: list[Finding]) -> dict[str, tuple[str, float | None]]:
    out: dict[str, tuple[str, float | None]] = {}
    for line, row in enumerate(text.splitlines(), 1):
        cells = row.split()
        if not cells or row.startswith("#") or cells[0].upper().startswith("CHR"):
            continue
        if len(cells) < 3 or number(cells[2]) is None:
            findings.append(Finding(BAD_LINE, {"line": row.strip()[:60]}, file=file, row=line))
            continue
        chrom = {"X": "X", "23": "X", "999": "X", "Y": "Y", "24": "Y", "MT": "M", "26": "M"}.get(cells[0].upper(), "A")
        out[locus_key(cells[1])] = (chrom, number(cells[2]))
    return out
