"""What `antigone kinship` calculates: hypotheses of a case compared, and remains against families."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from antigone.core.errors import InputError, UsageError
from antigone.core.finding import Finding, Severity

if TYPE_CHECKING:
    from antigone.formats.kinship_data import Group, KinshipData, PedigreeRecord
    from antigone.named.kinship import Genotypes, Marker, Pedigree
    from antigone.named.kinship.frequencies import Least
    from antigone.named.kinship.hypotheses import Comparison
    from antigone.named.kinship.structure import Convention

Case = dict[str, Any]


@dataclass(frozen=True)
class Options:
    """What the caller chose.

    Attributes:
        convention: `FULL` or `TRIM`.
        theta: replaces the file's, where given.
        prior: hypothesis → weight; empty for none.
        least: minimum-frequency rule; None for the file's own.
        frequencies: a table's file, or `nist:GROUP`; empty for the file's own.
        against: name of the hypothesis to compare with; empty for H2, `unrelated` or the last.
        missing: id of the member who is sought, where the file does not say.
    """

    convention: Convention = "FULL"
    theta: float | None = None
    prior: Mapping[str, float] = field(default_factory=dict)
    least: Least | None = None
    frequencies: str = ""
    against: str = ""
    missing: str = ""


@dataclass(frozen=True, eq=False)
class Compared:
    """Hypotheses about one family, compared.

    Attributes:
        title: of the case or family.
        result: likelihoods by hypothesis and marker.
        first, against: names of the hypotheses whose ratio is shown.
        pedigree: the family under `first`, to draw; unconnected persons of the hypothesis are in it.
        genotypes: under `first`.
        markers: of the engine.
        missing: ids of those who are sought.
        theta: as used.
        posterior: by hypothesis, where a prior was given.
    """

    title: str
    result: Comparison
    first: str
    against: str
    pedigree: Pedigree
    genotypes: Genotypes
    markers: tuple[Marker, ...]
    missing: tuple[str, ...] = ()
    theta: float = 0.0
    posterior: Mapping[str, float] | None = None

    def log10_lrs(self) -> dict[str, float]:
        """log10 LR of each marker; nan where both hypotheses make it impossible."""
        a, b = self.result.logliks[self.first].tolist(), self.result.logliks[self.against].tolist()
        return {name: _log10(x, y) for name, x, y in zip(self.result.markers, a, b, strict=True)}

    @property
    def log10_lr(self) -> float:
        """log10 LR of all markers."""
        totals = self.result.totals
        return _log10(totals[self.first], totals[self.against])


def _log10(a: float, b: float) -> float:
    return math.nan if a == b == -math.inf else (a - b) / math.log(10)


@dataclass(frozen=True, eq=False)
class Search:
    """Remains against one missing member of one family.

    Attributes:
        family, missing: whom they may be.
        pedigree, references: the family, and the profiles of its typed members.
        rows: remains → marker → log10 LR.
        markers: of the engine.
    """

    family: str
    missing: str
    pedigree: Pedigree
    references: Genotypes
    rows: Mapping[str, Mapping[str, float]]
    markers: tuple[Marker, ...]

    def totals(self) -> dict[str, float]:
        """log10 LR of all markers, best first; nan (impossible even for a stranger) last."""
        sums = {remains: sum(values.values()) for remains, values in self.rows.items()}
        return dict(sorted(sums.items(), key=lambda item: -math.inf if math.isnan(item[1]) else item[1], reverse=True))


# JSON cases


def compared_case(case: Case, options: Options) -> Compared:
    """One JSON case of kind `lr`, compared for people."""
    from antigone.named.kinship import cases, hypotheses

    markers = tuple(cases.marker_from(marker) for marker in case["markers"])
    trees = {name: [cases.pedigree_from(part) for part in parts] for name, parts in case["hypotheses"].items()}
    genotypes = hypotheses.ByHypothesis(
        {name: cases.genotypes_from(case["genotypes"].get(name)) for name in case["hypotheses"]}
    )
    theta = float(case.get("theta") or 0.0) if options.theta is None else options.theta
    result = hypotheses.lr(trees, markers, genotypes, theta, options.convention)
    first, against = sides(list(trees), options)
    missing = case.get("missing") or ([case["mp"]] if case.get("mp") else [])
    return Compared(
        f"case {case.get('id', '')}",
        result,
        first,
        against,
        _joined(trees[first]),
        genotypes[first],
        markers,
        tuple(str(name) for name in missing),
        theta,
        result.posteriors(dict(options.prior)) if options.prior else None,
    )


def _joined(parts: Sequence[Pedigree]) -> Pedigree:
    from antigone.named.kinship import Pedigree

    return Pedigree(tuple(person for part in parts for person in part.persons))


def sides(names: Sequence[str], options: Options) -> tuple[str, str]:
    """The hypothesis to support, and the one to compare it with."""
    against = options.against
    if against and against not in names:
        raise UsageError(f"There is no hypothesis '{against}'.", f"Use one of {', '.join(names)}.")
    against = against or next((name for name in ("H2", "unrelated") if name in names), names[-1])
    others = [name for name in names if name != against]
    return ("H1" if "H1" in others else others[0] if others else against), against


# Files


def prepared(data: KinshipData, options: Options, findings: list[Finding]) -> tuple[KinshipData, tuple[Marker, ...]]:
    """The data with its frequencies, and the engine's markers.

    Raises:
        InputError: no marker is left; the reasons are in the message.
    """
    from antigone.formats.kinship_files import with_frequencies
    from antigone.formats.kinship_model import engine_markers
    from antigone.formats.kinship_panel import frequency_table
    from antigone.named.kinship.frequencies import FIVE_OF_2N, Least

    least = options.least or (FIVE_OF_2N if options.frequencies else Least())
    if options.frequencies:
        data = with_frequencies(data, frequency_table(options.frequencies, findings))
    if options.theta is not None:
        data = replace(data, theta=options.theta)
    markers = engine_markers(data, least, findings)
    faults = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not markers:
        why = "\n".join(f"  {fault}" for fault in faults[:20])
        raise InputError(
            "There is no marker with frequencies." + (f"\n{why}" if why else ""),
            "Give a table with --frequencies FILE, or --frequencies 'nist:Caucasian' to try things out.",
        )
    return data, markers


def comparisons(
    data: KinshipData, markers: tuple[Marker, ...], options: Options, findings: list[Finding]
) -> list[Compared]:
    """Each case group with its pedigrees as hypotheses; each family alone against all its members unrelated."""
    out = []
    searched = any(group.kind == "unidentified" for group in data.groups)
    for group in data.groups:
        if not group.pedigrees or not group.profiles or (searched and (group.kind == "family" or options.missing)):
            continue
        out.append(_group(group, data, markers, options, findings))
    return out


def _group(
    group: Group, data: KinshipData, markers: tuple[Marker, ...], options: Options, findings: list[Finding]
) -> Compared:
    from antigone.formats.kinship_data import PedigreeRecord
    from antigone.formats.kinship_model import engine_pedigree, engine_profiles

    trees = list(group.pedigrees)
    if len(trees) == 1:
        trees.append(PedigreeRecord("unrelated", extras=trees[0].extras))
    made = {tree.name: engine_pedigree(group, tree, findings) for tree in trees}
    profiles = engine_profiles(group.profiles, markers)
    lossy = {person.id for person in group.persons if person.dropout}
    result = _likelihoods(made, markers, profiles, data, lossy, options)
    first, against = sides(list(made), options)
    return Compared(
        group.name or "the case",
        result,
        first,
        against,
        made[first],
        profiles,
        markers,
        group.missing,
        data.theta,
        result.posteriors(dict(options.prior)) if options.prior else None,
    )


def _likelihoods(
    trees: Mapping[str, Pedigree],
    markers: tuple[Marker, ...],
    profiles: Genotypes,
    data: KinshipData,
    lossy: set[str],
    options: Options,
) -> Comparison:
    """Likelihoods with the drop-out of each marker, for the persons for whom the file wants it considered."""
    from antigone.named.kinship import hypotheses
    from antigone.named.kinship.reading import ReadingErrors

    names = {marker.name for marker in markers}
    at = {locus.name: ReadingErrors(locus.dropout) for locus in data.loci if locus.dropout > 0 and locus.name in names}
    errors = dict.fromkeys(lossy & profiles.keys(), at) if at else {}
    calls = {
        person: {
            marker: tuple(dict.fromkeys(a for a in call if a)) if person in errors and marker in at else call
            for marker, call in profile.items()
        }
        for person, profile in profiles.items()
    }
    return hypotheses.lr(trees, markers, calls, data.theta, options.convention, errors)


def searches(data: KinshipData, markers: tuple[Marker, ...], options: Options, findings: list[Finding]) -> list[Search]:
    """Each missing member of each family against all unidentified remains."""
    from antigone.formats.kinship_event import family_tree
    from antigone.formats.kinship_model import engine_pedigree, engine_profiles

    remains = [group for group in data.groups if group.kind == "unidentified"]
    profiles = {
        name: profile for group in remains for name, profile in engine_profiles(group.profiles, markers).items()
    }
    sexes = {person.id: person.sex for group in remains for person in group.persons}
    out = []
    for group in data.groups:
        if group.kind == "unidentified" or not group.pedigrees or not group.profiles or not profiles:
            continue
        tree = family_tree(group)
        pedigree = engine_pedigree(group, tree, findings)
        references = engine_profiles(group.profiles, markers)
        for missing in sought(group, tree, options):
            rows = _rows(pedigree, missing, markers, references, profiles, sexes, data.theta, options)
            out.append(Search(group.name, missing, pedigree, references, rows, markers))
    return out


def sought(group: Group, tree: PedigreeRecord, options: Options) -> Iterator[str]:
    """The missing members of a family that its pedigree has."""
    members = {person.id for person in group.members(tree)}
    wanted = [options.missing] if options.missing else list(group.missing)
    yield from (name for name in wanted if name in members and name not in group.profiles)


def _rows(
    pedigree: Pedigree,
    missing: str,
    markers: tuple[Marker, ...],
    references: Genotypes,
    profiles: Genotypes,
    sexes: Mapping[str, str],
    theta: float,
    options: Options,
) -> dict[str, dict[str, float]]:
    from antigone.named.kinship.table import genotype_table

    sex = pedigree.by_id[missing].sex
    tables = genotype_table(pedigree, missing, markers, references, theta, options.convention)
    return {
        name: {
            table.marker.name: _ratio(table.lr(profile[table.marker.name]))
            for table in tables
            if table.marker.name in profile
        }
        for name, profile in profiles.items()
        if "?" in (sex, sexes[name].replace("U", "?")) or sex == sexes[name]
    }


def _ratio(value: float) -> float:
    return math.nan if math.isnan(value) else math.log10(value) if value > 0 else -math.inf


def parsed_prior(text: str, names: Iterable[str]) -> dict[str, float]:
    """`H1=0.5,H2=0.5`, or one number: the prior probability of the first of two hypotheses."""
    names = list(names)
    parts = [part.split("=") for part in text.split(",") if part.strip()]
    try:
        if len(parts) == 1 and len(parts[0]) == 1 and len(names) == 2:
            value = float(parts[0][0])
            return {names[0]: value, names[1]: 1 - value}
        return {name.strip(): float(value) for name, value in parts}
    except ValueError:
        raise UsageError(f"'{text}' is no prior.", f"Write {','.join(f'{name}=0.5' for name in names)}.") from None
