"""Tables of allele frequencies: Familias, GENis and plain CSV or XLSX.

*Wide* (GENis: `alelo;CSF1PO;D13S317;…`, often with decimal commas): a row for each allele, a column for each marker.
*Long*: `locus`, `allele`, `frequency` or `count` (with `total`), and `population` where there are several.
*Familias*: the marker's name on a line, then a line for each allele with its frequency, then an empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from antigone.core.errors import InputError
from antigone.core.finding import Finding, Severity, declare
from antigone.formats.allele_names import normal_allele
from antigone.formats.kinship_data import Locus
from antigone.formats.kinship_text import number, read_bytes, text_of
from antigone.formats.locus_names import is_known, lineage, usual_spelling
from antigone.formats.profile_records import Record, parse_records

NOT_A_FREQUENCY = declare(
    "frequency.not_a_number",
    "'{text}' is no frequency of allele {allele} of {marker}.",
    "Write a number from 0 to 1, or a count.",
    text="abc",
    allele="14",
    marker="D3S1358",
)
TWICE = declare(
    "frequency.allele_twice",
    "{marker} lists allele {allele} twice ({first:g} and {second:g}); the first was kept.",
    "Correct the table; 9,3 and 9.3 are one allele.",
    marker="TH01",
    allele="9.3",
    first=0.2,
    second=0.3,
)
SUM = declare(
    "frequency.sum",
    "The frequencies of {marker} add up to {sum:.6g}, not 1.",
    "Complete the table; up to 1 % is scaled away before calculating, more leaves the marker out.",
    severity=Severity.WARNING,
    marker="TH01",
    sum=0.97,
)
OTHER_ALLELE = declare(
    "frequency.allele_zero",
    "{marker} gives {value:g} to an allele '0', which is no allele; it was called '{name}'.",
    "Check what the source means by it (usually alleles that it does not name).",
    severity=Severity.WARNING,
    marker="CSF1PO",
    value=0.0001,
    name="other",
)
OTHER = "other"
_ALLELE = ("allele", "alelo", "alleles", "allel", "allèle")
_LOCUS = ("locus", "marker", "marcador", "system", "loci")
_FREQUENCY = ("frequency", "freq", "frequencia", "frecuencia", "f", "p")
_COUNT = ("count", "n", "observed", "counts")
_TOTAL = ("total", "2n", "alleles counted", "chromosomes")
_POPULATION = ("population", "group", "poblacion", "población", "database")
_LEAST = ("fmin", "min", "minimum")
_SIZE = {"2n": 1.0, "n": 2.0, "size": 2.0, "samples": 2.0, "individuals": 2.0}


@dataclass
class _Table:
    """Frequencies or counts of one population, as they are gathered."""

    values: dict[str, dict[str, float]] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    least: dict[str, float] = field(default_factory=dict)


def read_frequencies(path: Path) -> tuple[dict[str, tuple[Locus, ...]], list[Finding]]:
    """Read a table: population (empty where the table has one alone) → markers with frequencies, without mutation.

    Raises:
        InputError: it is no table of frequencies.
    """
    return parse_frequencies(read_bytes(path), path.name)


def parse_frequencies(data: bytes, name: str = "frequencies.csv") -> tuple[dict[str, tuple[Locus, ...]], list[Finding]]:
    """Read the bytes of a table of frequencies; see `read_frequencies`."""
    findings: list[Finding] = []
    tables: dict[str, _Table] | None = None
    if not data.startswith(b"PK\x03\x04"):
        familias = _familias(text_of(data, name, []), name, findings)
        tables = {"": familias} if familias else None
    if tables is None:
        records, findings = parse_records(data, name)
        tables = _from_records(records, name, findings)
    loci = {population: _loci(table, name, findings) for population, table in tables.items()}
    if not any(loci.values()):
        raise InputError(f"{name} holds no frequencies.", "Give columns allele and one for each marker.")
    return loci, findings


def _from_records(records: list[Record], name: str, findings: list[Finding]) -> dict[str, _Table]:
    header = [" ".join(cell.lower().replace("_", " ").split()) for cell in records[0][1]] if records else []
    allele = _find(header, _ALLELE)
    if allele is None:
        raise InputError(
            f"{name} is no table of frequencies: no column is called 'allele' (or 'alelo').",
            "Give the columns allele and one for each marker, or locus, allele and frequency.",
        )
    if _find(header, _LOCUS) is not None:
        return _long(records[1:], header, allele, name, findings)
    return {"": _wide(records, allele, name, findings)}


def _find(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _wide(records: list[Record], allele: int, name: str, findings: list[Finding]) -> _Table:
    table = _Table()
    markers = [usual_spelling(cell) if at != allele and cell else "" for at, cell in enumerate(records[0][1])]
    for row, cells in records[1:]:
        label = cells[allele] if allele < len(cells) else ""
        for marker, text in zip(markers, cells, strict=False):
            if marker and label and text:
                _enter(table, marker, label, text, name, row, findings)
    return table


def _long(
    records: list[Record], header: list[str], allele: int, name: str, findings: list[Finding]
) -> dict[str, _Table]:
    locus, population = _find(header, _LOCUS), _find(header, _POPULATION)
    value, total = _find(header, _FREQUENCY), _find(header, _TOTAL)
    value = _find(header, _COUNT) if value is None else value
    if value is None or locus is None:
        raise InputError(f"{name} has no column 'frequency' or 'count'.", "Add one.")
    tables: dict[str, _Table] = {}
    for row, cells in records:
        cells = cells + [""] * (len(header) - len(cells))
        table = tables.setdefault(cells[population] if population is not None else "", _Table())
        marker = usual_spelling(cells[locus])
        if not marker or not cells[allele]:
            continue
        _enter(table, marker, cells[allele], cells[value], name, row, findings)
        size = number(cells[total]) if total is not None else None
        if size and size > 0:
            table.sizes[marker] = size
    return tables


def _enter(table: _Table, marker: str, label: str, text: str, name: str, row: int, findings: list[Finding]) -> None:
    value = number(text.rstrip("%")) if text else None
    if value is not None and text.endswith("%"):
        value /= 100
    allele = normal_allele(label)
    if value is None or value < 0:
        values = {"text": text[:40], "allele": allele, "marker": marker}
        findings.append(Finding(NOT_A_FREQUENCY, values, file=name, row=row, column=marker))
    elif label.lower() in _LEAST:
        table.least[marker] = min(value, 1.0)
    elif label.lower() in _SIZE:
        table.sizes[marker] = value * _SIZE[label.lower()]
    elif value > 0:
        if allele == "0":
            named = {"marker": marker, "value": value, "name": OTHER}
            findings.append(Finding(OTHER_ALLELE, named, file=name, row=row, column=marker))
            allele = OTHER
        before = table.values.setdefault(marker, {}).setdefault(allele, value)
        if before != value:
            both = {"marker": marker, "allele": allele, "first": before, "second": value}
            findings.append(Finding(TWICE, both, file=name, row=row, column=marker))


_PAIR = re.compile(r"\s*(\S{1,20})[\t ]+([\d.,eE+-]{1,40})\s*\Z")


def _familias(text: str, name: str, findings: list[Finding]) -> _Table | None:
    """Familias' own text: blocks of a name and pairs; None where the text is not so arranged."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if not first or any(mark in first for mark in ",;\t|") or (" " in first.strip() and not is_known(first)):
        return None
    table = _Table()
    marker = ""
    for row, line in enumerate(lines, 1):
        pair = _PAIR.match(line)
        if not line.strip():
            marker = ""
        elif not marker:
            marker = usual_spelling(line.strip().strip('"'))
        elif pair:
            _enter(table, marker, pair.group(1).strip('"'), pair.group(2), name, row, findings)
        else:
            values = {"text": line.strip()[:40], "allele": "?", "marker": marker}
            findings.append(Finding(NOT_A_FREQUENCY, values, file=name, row=row))
    return table if table.values else None


def _loci(table: _Table, name: str, findings: list[Finding]) -> tuple[Locus, ...]:
    out = []
    for marker, values in table.values.items():
        total = sum(values.values())
        if total > 1.5:  # counts
            table.sizes.setdefault(marker, total)
            total = table.sizes[marker]
            values = {allele: value / total for allele, value in values.items()}
        if abs(sum(values.values()) - 1) > 1e-4:
            findings.append(Finding(SUM, {"marker": marker, "sum": sum(values.values())}, file=name, column=marker))
        size, least = table.sizes.get(marker), table.least.get(marker, 0.0)
        out.append(
            Locus(marker, tuple(values), tuple(values.values()), lineage(marker), database_size=size, minimum=least)
        )
    return tuple(out)
