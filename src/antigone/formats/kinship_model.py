"""From what a file holds to what the engine calculates with, and the faults and changes on the way.

Frequencies that add up to nearly 1 are scaled; an allele that was seen and has no frequency gets the least one;
a parent who is not named gets an untyped stand-in. Each of these is a finding. Nothing is switched off silently.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, cast

import numpy as np

from antigone.core.finding import Finding, Severity, declare
from antigone.formats.kinship_data import Group, KinshipData, Locus, MutationSpec, PedigreeRecord, Profile
from antigone.formats.locus_names import LocusIndex, is_sex_marker
from antigone.named.kinship import Fault, KinshipError, Marker, MarkerError, Mutation, Pedigree, Person
from antigone.named.kinship.frequencies import Least, settled

SILENT = "silent"

TABLE_NOTE = declare(
    "kinship.table_note",
    "{marker}: {message}",
    "Nothing to do if your laboratory's rule is the same; state another rule or complete the table otherwise.",
    severity=Severity.NOTE,
    marker="D3S1358",
    message="The frequency of allele 9.2 was raised to the least one, 0.0024 (5/2N with 2N = 2072).",
)
STAND_IN = declare(
    "kinship.stand_in",
    "{child} has one parent in '{pedigree}'; an untyped {role} was added.",
    "Name the other parent if two children share them.",
    severity=Severity.NOTE,
    child="Son",
    pedigree="H1",
    role="father",
)
MODEL_CHANGED = declare(
    "kinship.model_changed",
    "At {marker} {model} mutation needs alleles that are numbers of repeats, and {allele} is none; "
    "equal mutation with the same rates was used.",
    "Rename the allele, or choose the model in the file.",
    severity=Severity.WARNING,
    marker="D3S1358",
    model="stepwise",
    allele="Rest",
)
LEFT_OUT = declare(
    "kinship.marker_left_out",
    "{marker} was left out: {why}.",
    "Give frequencies for it, or take it out of the profiles.",
    severity=Severity.WARNING,
    marker="D3S1358",
    why="there are no frequencies",
)
FAULT = declare(
    "kinship.fault",
    "{where}{message}",
    "Correct the file.",
    where="person Son: ",
    message="The father R9 is not in the pedigree.",
)

Chrom = Literal["A", "X", "Y", "MT"]


def faults_as_findings(faults: Iterable[Fault], file: str | None = None) -> list[Finding]:
    """The engine's faults as findings; each carries its own instruction."""
    out = []
    for fault in faults:
        parts = [f"{kind} {name}" for kind, name in (("person", fault.person), ("marker", fault.marker)) if name]
        where = ", ".join(parts) + ": " if parts else ""
        out.append(Finding(FAULT, {"where": where, "message": f"{fault.message} {fault.do}".strip()}, file=file))
    return out


def engine_pedigree(group: Group, record: PedigreeRecord, findings: list[Finding]) -> Pedigree:
    """A pedigree with both parents or none for everybody; persons whom nobody needs stay as founders."""
    members = {person.id: person for person in group.members(record)}
    twins = _twin_sets(record.twins)
    persons: list[Person] = []
    added: list[Person] = []
    for person in members.values():
        father, mother = record.parents.get(person.id, (None, None))
        if (father is None) != (mother is None):
            role = "father" if father is None else "mother"
            name = _fresh(f"{role} of {person.id}", {*members, *(extra.id for extra in added)})
            added.append(Person(name, sex="M" if father is None else "F"))
            father, mother = (name, mother) if father is None else (father, name)
            values = {"child": person.id, "pedigree": record.name, "role": role}
            findings.append(Finding(STAND_IN, values))
        sex = "?" if person.sex == "U" else person.sex
        persons.append(
            Person(person.id, father, mother, sex, record.inbreeding.get(person.id, 0.0), twins.get(person.id))
        )
    return Pedigree((*persons, *added))


def _twin_sets(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each twin → the name of their set; pairs that share a person are one set."""
    sets: dict[str, str] = {}
    for one, other in pairs:
        first, second = sets.get(one), sets.get(other)
        name = first or second or f"twins of {one}"
        for member in [key for key, value in sets.items() if value in (first, second)]:
            sets[member] = name
        sets[one] = sets[other] = name
    return sets


def engine_markers(data: KinshipData, least: Least, findings: list[Finding]) -> tuple[Marker, ...]:
    """The markers that can be calculated; the others are left out, each with a finding.

    Sex markers never enter. The least frequency is the larger of the file's own for the marker and the rule's.
    """
    seen: dict[str, dict[str, None]] = {}
    for _, _, where, call in data.calls():
        seen.setdefault(where, {}).update((allele, None) for allele in call if allele is not None)
    for name in seen:
        if data.locus(name) is None and not is_sex_marker(name):
            findings.append(Finding(LEFT_OUT, {"marker": name, "why": "there are no frequencies for it"}))
    out = []
    for locus in data.loci:
        if is_sex_marker(locus.name):
            continue
        marker = _marker(locus, tuple(seen.get(locus.name, ())), least, findings)
        if marker is not None:
            out.append(marker)
    return tuple(out)


def _marker(locus: Locus, seen: tuple[str, ...], least: Least, findings: list[Finding]) -> Marker | None:
    if not locus.alleles:
        if seen:
            findings.append(Finding(LEFT_OUT, {"marker": locus.name, "why": "it has no frequencies"}))
        return None
    try:
        alleles, freqs = _frequencies(locus, seen, least, findings)
        p = np.array(freqs)
        chrom = cast(Chrom, "MT" if locus.chrom == "M" else locus.chrom)
        mutation = _mutation(locus, alleles, p, findings)
        marker = Marker(locus.name, chrom, alleles, p, locus.silent is not None, mutation)
        marker.require_valid()
    except KinshipError as error:
        findings += faults_as_findings(replace(fault, marker=locus.name) for fault in error.faults)
        return None
    return marker


def _frequencies(
    locus: Locus, seen: tuple[str, ...], least: Least, findings: list[Finding]
) -> tuple[tuple[str, ...], list[float]]:
    """Alleles and frequencies after the minimum-frequency rule (the file's own for the marker counts too)."""
    share = 1.0 - (locus.silent or 0.0)
    table = dict(zip(locus.alleles, (f / share if share > 0 else f for f in locus.freqs), strict=True))
    rule = replace(least, value=max(least.value, locus.minimum))
    alleles, freqs, notes = settled(locus.name, table, locus.database_size, seen, rule)
    findings += [Finding(TABLE_NOTE, {"marker": note.marker, "message": note.message}) for note in notes]
    if locus.silent is None:
        return alleles, freqs
    return (*alleles, SILENT), [*(f * share for f in freqs), locus.silent]


def _mutation(locus: Locus, alleles: tuple[str, ...], p: np.ndarray, findings: list[Finding]) -> Mutation | None:
    if locus.female is None and locus.male is None:
        return None
    visible = alleles[:-1] if locus.silent is not None else alleles
    shares = p[: len(visible)] / p[: len(visible)].sum()
    female = _of_sex(locus, locus.female, visible, shares, findings)
    male = female if locus.male == locus.female else _of_sex(locus, locus.male, visible, shares, findings)
    both = female if male is female else Mutation.mixed(female, male)
    return both.with_silent() if locus.silent is not None else both


def _of_sex(
    locus: Locus, spec: MutationSpec | None, alleles: tuple[str, ...], p: np.ndarray, findings: list[Finding]
) -> Mutation:
    n = len(alleles)
    if spec is None:
        return Mutation.none(n)
    try:
        return _built(spec, alleles, p)
    except KinshipError as error:
        odd = next((a for a in alleles if not _is_number(a)), None)
        if odd is None or error.faults[0].code != "allele_not_numeric":
            raise
        values = {"marker": locus.name, "model": spec.model, "allele": odd}
        findings.append(Finding(MODEL_CHANGED, values))
        return Mutation.equal(n, spec.rate)


def _built(spec: MutationSpec, alleles: tuple[str, ...], p: np.ndarray) -> Mutation:
    n = len(alleles)
    if spec.matrix is not None and len(spec.matrix) == n:
        return replace(Mutation.custom(spec.matrix), model=spec.model)
    if spec.model == "custom":
        do = "Give the allele a row and a column, or leave the call out."
        raise MarkerError([Fault("mutation_size", f"The mutation matrix is not one of {n} alleles.", do)])
    if spec.model == "proportional":
        return Mutation.proportional(p, spec.rate)
    if spec.model == "onestep":
        return Mutation.onestep(alleles, spec.rate)
    if spec.model == "dawid":
        return Mutation.dawid(p, spec.rate, range=spec.range)
    if spec.model in ("stepwise", "extended"):
        return Mutation.stepwise(alleles, spec.rate, rate2=spec.rate2, range=spec.range)
    return Mutation.equal(n, spec.rate)


def _is_number(allele: str) -> bool:
    try:
        float(allele)
    except ValueError:
        return False
    return True


def marker_json(data: KinshipData, locus: Locus, least: Least, findings: list[Finding]) -> dict[str, Any] | None:
    """A marker as kinship JSON holds it, with its mutation matrices; None for one that cannot be calculated."""
    if is_sex_marker(locus.name):
        return None
    seen = dict.fromkeys(a for *_, name, call in data.calls() if name == locus.name for a in call if a is not None)
    marker = _marker(locus, tuple(seen), least, findings)
    if marker is None:
        return None
    made = None
    if marker.mutation is not None:
        made = {
            **_parameters(locus),
            "matrix_female": marker.mutation.female.tolist(),
            "matrix_male": marker.mutation.male.tolist(),
        }
    return {
        "name": marker.name,
        "chrom": marker.chrom,
        "alleles": list(marker.alleles),
        "freqs": marker.frequencies.tolist(),
        "silent": marker.silent,
        "mutation": made,
    }


def _parameters(locus: Locus) -> dict[str, Any]:
    """Name, rates, range and second rate of a model that is one for both sexes but for the rate; `custom` elsewhere."""
    female, male = locus.female, locus.male
    if female is None or male is None or replace(female, rate=0.0, matrix=None) != replace(male, rate=0.0, matrix=None):
        return {"model": "custom"}
    name = "stepwise" if female.model == "extended" else female.model
    rates = {"female": female.rate, "male": male.rate}
    return {"model": name, "rate": rates, "range": female.range, "rate2": female.rate2}


def engine_profiles(profiles: dict[str, Profile], markers: tuple[Marker, ...]) -> dict[str, Profile]:
    """Profiles under the markers' own names; calls at markers that do not enter are dropped."""
    index = LocusIndex([marker.name for marker in markers])
    out: dict[str, Profile] = {}
    for person, profile in profiles.items():
        renamed = {(index.find(name) or ""): call for name, call in profile.items()}
        renamed.pop("", None)
        out[person] = renamed
    return out


def _fresh(name: str, taken: set[str]) -> str:
    new, n = name, 2
    while new in taken:
        new, n = f"{name} ({n})", n + 1
    return new
