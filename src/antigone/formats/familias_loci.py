"""The database of a `.fam` file: markers, alleles, frequencies, mutation, silent alleles, drop-out, theta."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats import familias_findings as wrong
from antigone.formats.familias_lines import Lines
from antigone.formats.kinship_data import Locus, MutationSpec
from antigone.formats.kinship_text import number
from antigone.formats.locus_names import lineage

# Familias' codes. 3 is a stationary model in which the chance of a step falls with its length and the frequency of the
# allele left (Dawid, Mortera, Pascali 2001, doi 10.1016/S0379-0738(01)00504-4).
CODES = ("equal", "proportional", "stepwise", "dawid", "extended")
_THETA = re.compile(r"Theta/Kinship/Fst:\s*([-+.,\deE]{1,40})")
_DETAILS = {
    "database_size": re.compile(r"DatabaseSize\s*=\s*([-+.,\deE]{1,40})"),
    "dropout": re.compile(r"Dropout probability\s*=\s*([-+.,\deE]{1,40})"),
    "minimum": re.compile(r"Minor allele frequency\s*=\s*([-+.,\deE]{1,40})"),
}
_MOST_RESULTS = 20_000
_MOST_WORK = 2_000_000  # lines read in vain while looking for the markers


@dataclass
class Database:
    """What the second half of the file states."""

    loci: tuple[Locus, ...] = ()
    theta: float = 0.0
    name: str = ""
    posteriors: list[float] = field(default_factory=list)


def read_database(lines: Lines, findings: list[Finding]) -> Database:
    """Read from the line that says whether results are stored, to the last marker.

    Where results are stored, they stand between that line and the number of markers, in an arrangement that is not
    published. The markers are therefore looked for: the first line from which all of them can be read to the end.
    """
    head = lines.take("whether results are stored (#TRUE# or #FALSE#)")
    if not head.strip().upper().startswith(("#TRUE#", "#FALSE#")):
        raise lines.broken("whether results are stored (#TRUE# or #FALSE#)", head)
    stored = head.strip().upper().startswith("#TRUE#")
    start = lines.at
    database = _after_results(lines, start, findings) if stored else _markers(lines, findings)
    texts = [head, *lines.all[start : start + _MOST_RESULTS]] if stored else [head]
    database.theta = _theta(texts)
    return database


def _after_results(lines: Lines, start: int, findings: list[Finding]) -> Database:
    """Try each line as the number of markers; the error of the likeliest one is raised where none serves."""
    first_error: InputError | None = None
    work = 0
    for at in range(start, min(len(lines.all), start + _MOST_RESULTS)):
        lines.at = at
        if not _could_begin(lines, at):
            continue
        trial: list[Finding] = []
        try:
            database = _markers(lines, trial)
            _require_end(lines)
        except InputError as error:
            first_error = first_error or error
            work += lines.at - at
            if work > _MOST_WORK:
                break
            continue
        findings += trial
        values = [number(text) for text in lines.all[start:at]]
        database.posteriors = [value for value in values if value is not None]
        return database
    lines.at = start
    raise first_error or lines.broken("the number of markers after the stored results", lines.peek(), back=0)


def _require_end(lines: Lines) -> None:
    """After the markers comes a section or nothing: else these were not the markers."""
    rest = next((line for line in lines.all[lines.at :] if line.strip()), "[")
    if not rest.lstrip().startswith("["):
        raise lines.broken("a section after the last marker", rest, back=0)


def _could_begin(lines: Lines, at: int) -> bool:
    count = lines.all[at].strip()
    after = lines.all[at + 1].strip().upper() if at + 1 < len(lines.all) else ""
    return count.isascii() and count.isdigit() and len(count) < 6 and after in ("#TRUE#", "#FALSE#")


def _theta(texts: list[str]) -> float:
    for text in texts:
        found = _THETA.search(text)
        value = number(found.group(1)) if found else None
        if value is not None:
            return min(max(value, 0.0), 1.0)
    return 0.0


def _markers(lines: Lines, findings: list[Finding]) -> Database:
    count = lines.integer("the number of markers", 0, lines.left // 13)
    named = lines.flag("whether the database has a name")
    name = lines.quoted("the name of the database") if named else ""
    loci: list[Locus] = []
    taken: set[str] = set()
    for _ in range(count):
        at = lines.number
        locus = _marker(lines, findings)
        new = _fresh(locus.name, taken)
        if new != locus.name:
            findings.append(Finding(wrong.SAME_LOCUS, {"marker": locus.name, "new": new}, file=lines.name, row=at))
        taken.add(new)
        loci.append(replace(locus, name=new))
    return Database(tuple(loci), name=name)


def _marker(lines: Lines, findings: list[Finding]) -> Locus:
    start = lines.number
    name = lines.quoted("the name of a marker")
    rates = [lines.real(f"the {sex} mutation rate of {name}", 0, 1) for sex in ("female", "male")]
    codes = [lines.integer(f"the {sex} mutation model of {name} (0 to 4)", 0, 4) for sex in ("female", "male")]
    lines.integer(f"the number of alleles of {name}", 0, 100_000)
    ranges = [lines.real(f"the {sex} mutation range of {name}", 0, 1e6) for sex in ("female", "male")]
    seconds = [lines.real(f"the second {sex} mutation rate of {name}", 0, 1) for sex in ("female", "male")]
    has_silent = lines.flag(f"whether {name} has silent alleles")
    silent = lines.real(f"the frequency of silent alleles of {name}", 0, 1)
    info = lines.take(f"the number of visible alleles of {name}")
    alleles, freqs = _alleles(lines, name, info, findings)
    models = [_model(*given) for given in zip(codes, rates, ranges, seconds, strict=True)]
    total = sum(freqs) + (silent if has_silent else 0.0)
    if abs(total - 1) > 1e-6:
        findings.append(Finding(wrong.SUM, {"marker": name, "sum": total}, file=lines.name, row=start))
    return Locus(
        name,
        alleles,
        freqs,
        "X" if lineage(name) == "X" else "A",
        silent if has_silent else None,
        models[0],
        models[1],
        _detail(info, "database_size"),
        min(max(_detail(info, "dropout") or 0.0, 0.0), 1.0),
        min(max(_detail(info, "minimum") or 0.0, 0.0), 1.0),
    )


def _model(code: int, rate: float, ratio: float, rate2: float) -> MutationSpec | None:
    """The model of a code; None where nothing mutates."""
    model = CODES[code]
    extended = model == "extended"
    if rate == 0 and not (extended and rate2 > 0):
        return None
    stepped = code >= 2
    return MutationSpec(model, rate, ratio if stepped else 0.0, rate2 if extended else 0.0)


def _alleles(
    lines: Lines, marker: str, info: str, findings: list[Finding]
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    count = info.split("\t")[0].split("(")[0].strip()
    if not (count.isascii() and count.isdigit() and len(count) < 7 and int(count) <= lines.left // 2):
        raise lines.broken(f"the number of visible alleles of {marker}", info)
    names: list[str] = []
    freqs: list[float] = []
    taken: set[str] = set()
    for _ in range(int(count)):
        at = lines.number
        name = lines.quoted(f"an allele of {marker}").strip()
        new = _fresh(name, taken)
        if new != name:
            values = {"marker": marker, "allele": name, "new": new}
            findings.append(Finding(wrong.SAME_ALLELE, values, file=lines.name, row=at))
        taken.add(new)
        names.append(new)
        freqs.append(lines.real(f"the frequency of allele {name} of {marker}", 0, 1))
    return tuple(names), tuple(freqs)


def _fresh(name: str, taken: set[str]) -> str:
    """The name, or the name with a number where it is taken."""
    new, n = name, 2
    while new in taken:
        new, n = f"{name} ({n})", n + 1
    return new


def _detail(info: str, what: str) -> float | None:
    found = _DETAILS[what].search(info)
    return number(found.group(1)) if found else None
