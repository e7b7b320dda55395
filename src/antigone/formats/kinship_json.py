"""Kinship cases in JSON: `{"cases": [...]}`, a list of cases or one; read, checked, turned to and from files.

A case has `id`, `kind` (`lr`, `linked`, `dropout`, …), `markers`, `hypotheses` (name → list of pedigrees, each a list
of persons) and `genotypes` (hypothesis → person → marker → two alleles). Everything that is not of that shape is
listed, all of it at once, each with the case and what to do. The engine then checks what the values mean.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from antigone.core.errors import InputError
from antigone.core.finding import Finding, Severity, declare
from antigone.formats.familias_findings import LOST
from antigone.formats.kinship_data import Group, KinshipData, Locus, MutationSpec, PedigreeRecord, PersonRecord, Profile
from antigone.formats.kinship_text import read_bytes, text_of

Case = dict[str, Any]
MAX_CASES = 100_000

SHAPE = declare(
    "kinship.case_shape",
    "Case {case}: {path} should be {wanted}.",
    "Correct the file; docs/reference/kinship-formats.md shows the shape.",
    case="c-1",
    path="markers[3].freqs",
    wanted="a list of numbers",
)
TWICE = declare(
    "kinship.case_twice",
    "Two cases have the id {case}.",
    "Give every case an id of its own.",
    severity=Severity.WARNING,
    case="c-1",
)


def read_cases(path: Path) -> tuple[list[Case], list[Finding]]:
    """The cases of a file, and everything that is wrong with their shape.

    Raises:
        InputError: it is no JSON, or holds no cases.
    """
    return parse_cases(read_bytes(path), path.name)


def parse_cases(data: bytes, name: str = "cases.json") -> tuple[list[Case], list[Finding]]:
    """The cases of the bytes of a file; see `read_cases`."""
    findings: list[Finding] = []
    text = text_of(data, name, findings)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}, line {error.lineno}: {error.msg}.", "It is no valid JSON: correct it.") from None
    except (RecursionError, ValueError) as error:
        raise InputError(f"{name} is no JSON that can be read ({error}).", "Correct it.") from None
    found = value.get("cases", [value]) if isinstance(value, dict) else value
    if not isinstance(found, list) or not found or not all(isinstance(case, dict) for case in found):
        raise InputError(f"{name} holds no cases.", 'Give {"cases": [{"id": …, "kind": "lr", …}]}.')
    if len(found) > MAX_CASES:
        raise InputError(f"{name} holds {len(found):,} cases; at most {MAX_CASES:,} are read.", "Split it.")
    seen: set[str] = set()
    for n, case in enumerate(found):
        title = str(case.get("id", f"number {n + 1}"))
        if title in seen:
            findings.append(Finding(TWICE, {"case": title}, file=name))
        seen.add(title)
        faults = _case_faults(case) if case.get("kind", "lr") != "joint" else _joint_faults(case)
        findings += [Finding(SHAPE, {"case": title, "path": p, "wanted": w}, file=name) for p, w in faults]
    return found, findings


# Shape: (path, what it should be)

Faults = Iterator[tuple[str, str]]


def _case_faults(case: Case) -> Faults:
    if not isinstance(case.get("id", ""), str | int):
        yield "id", "a text"
    if not isinstance(case.get("kind", "lr"), str):
        yield "kind", "a text such as 'lr'"
    for name in ("theta", "rho", "dropout", "dropin"):
        if name in case and not _is_number(case[name], none=True):
            yield name, "a number"
    yield from _markers(case.get("markers"))
    hypotheses = case.get("hypotheses")
    if not isinstance(hypotheses, dict) or not hypotheses:
        yield "hypotheses", "an object with a list of pedigrees for each hypothesis"
    else:
        for name, parts in hypotheses.items():
            yield from _pedigrees(f"hypotheses.{name}", parts)
    genotypes = case.get("genotypes")
    if not isinstance(genotypes, dict):
        yield "genotypes", "an object: hypothesis, person, marker, alleles"
    else:
        for name, people in genotypes.items():
            yield from _genotypes(f"genotypes.{name}", people)
    yield from _of_kind(case)


def _of_kind(case: Case) -> Faults:
    kind = case.get("kind", "lr")
    if kind == "linked" and not _is_number(case.get("rho")):
        yield "rho", "the recombination fraction, 0 to 0.5"
    if kind == "dropout" and not isinstance(case.get("mp"), str):
        yield "mp", "the id of the person the remains may be of"
    if kind == "dropout" and not isinstance(case.get("observed"), list | dict):
        yield "observed", "the alleles seen in the remains"


def _joint_faults(case: Case) -> Faults:
    for name, faults in (("pm", _victim), ("families", _joint_family)):
        if not isinstance(case.get(name), list):
            yield name, "a list"
            continue
        for n, value in enumerate(case[name]):
            if isinstance(value, dict):
                yield from faults(f"{name}[{n}]", value)
            else:
                yield f"{name}[{n}]", "an object"
    if not isinstance(case.get("pairings"), dict | None):
        yield "pairings", "an object with a list of missing persons for each of the remains"
    yield from _markers(case.get("markers"))
    yield from _genotypes("genotypes", case.get("genotypes"))


def _victim(at: str, value: Case) -> Faults:
    if not isinstance(value.get("id"), str | int):
        yield f"{at}.id", "a text"
    if value.get("sex") not in ("M", "F", "?", "", None):
        yield f"{at}.sex", "M, F or ?"
    for name in ("dropout", "dropin"):
        if not _is_number(value.get(name), none=True) or not 0 <= (value.get(name) or 0) <= 1:
            yield f"{at}.{name}", "a probability from 0 to 1"


def _joint_family(at: str, value: Case) -> Faults:
    if not isinstance(value.get("name"), str | int):
        yield f"{at}.name", "a text"
    for name in ("missing", "refs"):
        ids = value.get(name)
        if not isinstance(ids, list) or not all(isinstance(id, str | int) for id in ids):
            yield f"{at}.{name}", "a list of ids"
    yield from _pedigrees(f"{at}.pedigree", [value.get("pedigree")])


def _markers(markers: Any) -> Faults:
    if not isinstance(markers, list) or not markers:
        yield "markers", "a list of markers"
        return
    for n, marker in enumerate(markers):
        at = f"markers[{n}]"
        if not isinstance(marker, dict):
            yield at, "an object"
            continue
        if not isinstance(marker.get("name"), str):
            yield f"{at}.name", "a text"
        alleles, freqs = marker.get("alleles"), marker.get("freqs")
        if not isinstance(alleles, list) or not all(isinstance(a, str | int | float) for a in alleles):
            yield f"{at}.alleles", "a list of names"
        if not isinstance(freqs, list) or not all(_is_number(value) for value in freqs):
            yield f"{at}.freqs", "a list of numbers"
        elif isinstance(alleles, list) and len(alleles) != len(freqs):
            yield f"{at}.freqs", f"as long as alleles ({len(alleles)}; it has {len(freqs)})"
        mutation = marker.get("mutation")
        if mutation is not None:
            yield from _mutation(f"{at}.mutation", mutation, len(alleles) if isinstance(alleles, list) else 0)


def _mutation(at: str, mutation: Any, n: int) -> Faults:
    if not isinstance(mutation, dict):
        yield at, "an object or null"
        return
    for name in ("matrix_female", "matrix_male"):
        matrix = mutation.get(name)
        if matrix is None and name == "matrix_male":
            continue
        rows = matrix if isinstance(matrix, list) else []
        square = len(rows) == n and all(isinstance(row, list) and len(row) == n for row in rows)
        if not square or not all(_is_number(value) for row in rows for value in row):
            yield f"{at}.{name}", f"{n} rows of {n} numbers"


def _pedigrees(at: str, parts: Any) -> Faults:
    if not isinstance(parts, list) or not parts:
        yield at, "a list of pedigrees"
        return
    for n, part in enumerate(parts):
        if not isinstance(part, list):
            yield f"{at}[{n}]", "a list of persons"
            continue
        for k, person in enumerate(part):
            where = f"{at}[{n}][{k}]"
            if not isinstance(person, dict) or not isinstance(person.get("id"), str | int):
                yield where, "a person with an id"
                continue
            if person.get("sex") not in ("M", "F", "?", "U", "", None):
                yield f"{where}.sex (person {person['id']})", "M, F or ?"
            for parent in ("father", "mother"):
                if not isinstance(person.get(parent), str | int | None):
                    yield f"{where}.{parent} (person {person['id']})", "an id or null"
            if not _is_number(person.get("founder_inbreeding"), none=True):
                yield f"{where}.founder_inbreeding (person {person['id']})", "a number or null"


def _genotypes(at: str, people: Any) -> Faults:
    if not isinstance(people, dict):
        yield at, "an object: person, marker, alleles"
        return
    for person, profile in people.items():
        if profile is None or profile == []:
            continue
        if not isinstance(profile, dict):
            yield f"{at}.{person}", "an object: marker, alleles"
            continue
        for marker, call in profile.items():
            good = call is None or (
                isinstance(call, list)
                and len(call) <= 2
                and all(isinstance(allele, str | int | float | None) for allele in call)
            )
            if not good:
                yield f"{at}.{person}.{marker}", "at most two alleles"


def _is_number(value: Any, *, none: bool = False) -> bool:
    if value is None:
        return none
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300


# To and from the shape of files


def case_data(case: Case) -> tuple[KinshipData, list[Finding]]:
    """A case of kind `lr` as a file holds it: one case group with a pedigree for each hypothesis.

    A file gives a person one profile. Where a person is typed under one hypothesis and not under another, the person
    of the later hypothesis gets a name of their own; a stranger there with the same profile takes the name over.
    """
    findings: list[Finding] = []
    loci = tuple(_locus(marker) for marker in case["markers"])
    persons: dict[str, PersonRecord] = {}
    profiles: dict[str, Profile] = {}
    trees: list[PedigreeRecord] = []
    for name, parts in case["hypotheses"].items():
        own = _profiles(case["genotypes"].get(name) or {})
        people = {str(person["id"]): person for part in parts for person in part}
        renamed = _names(name, people, own, persons, profiles, first=not trees)
        fresh: list[PersonRecord] = []
        for old, person in people.items():
            new = renamed.get(old, old)
            sex = person.get("sex")
            record = PersonRecord(new, "M" if sex == "M" else "F" if sex == "F" else "U")
            if old in own:
                persons.setdefault(new, record)
                profiles[new] = own[old]
            elif new not in persons:
                fresh.append(record)
        trees.append(_tree(name, people, renamed, fresh))
    trees = _shared(trees, persons)
    group = Group(str(case.get("id", "")), "case", tuple(persons.values()), tuple(trees), profiles)
    return KinshipData((replace(group, name=""),), loci, float(case.get("theta") or 0.0)), findings


def _names(
    hypothesis: str,
    people: dict[str, Any],
    own: dict[str, Profile],
    persons: dict[str, PersonRecord],
    profiles: dict[str, Profile],
    *,
    first: bool,
) -> dict[str, str]:
    out: dict[str, str] = {}
    if first:
        return out
    for person in people:
        if person in persons and own.get(person) != profiles.get(person):
            out[person] = f"{person} [{hypothesis}]"
            twin = next((q for q in people if q not in persons and own.get(q) and own[q] == profiles.get(person)), None)
            if twin:
                out[twin] = person
    return out


def _tree(name: str, people: dict[str, Any], renamed: dict[str, str], extras: list[PersonRecord]) -> PedigreeRecord:
    def new(person: Any) -> str | None:
        return None if person in (None, "") else renamed.get(str(person), str(person))

    parents = {
        renamed.get(old, old): (new(person.get("father")), new(person.get("mother")))
        for old, person in people.items()
        if person.get("father") or person.get("mother")
    }
    inbreeding = {
        renamed.get(old, old): float(person["founder_inbreeding"])
        for old, person in people.items()
        if person.get("founder_inbreeding")
    }
    sets: dict[str, list[str]] = {}
    for old, person in people.items():
        if person.get("twin"):
            sets.setdefault(str(person["twin"]), []).append(renamed.get(old, old))
    twins = tuple((members[0], other) for members in sets.values() for other in members[1:])
    return PedigreeRecord(name, parents, tuple(extras), twins, inbreeding=inbreeding)


def _shared(trees: list[PedigreeRecord], persons: dict[str, PersonRecord]) -> list[PedigreeRecord]:
    """Untyped persons whom every pedigree has become persons of the group."""
    names = [{person.id for person in tree.extras} for tree in trees]
    common = set.intersection(*names) if names else set()
    for person in trees[0].extras if trees else ():
        if person.id in common:
            persons.setdefault(person.id, person)
    return [replace(tree, extras=tuple(p for p in tree.extras if p.id not in persons)) for tree in trees]


def _profiles(people: dict[str, Any]) -> dict[str, Profile]:
    out: dict[str, Profile] = {}
    for person, profile in people.items():
        calls = {
            str(marker): (str(call[0]), str(call[-1])) if None not in call else (_text(call[0]), _text(call[-1]))
            for marker, call in (profile.items() if isinstance(profile, dict) else ())
            if call
        }
        if calls:
            out[str(person)] = calls
    return out


def _text(allele: Any) -> str | None:
    return None if allele is None else str(allele)


def _locus(marker: dict[str, Any]) -> Locus:
    alleles = tuple(str(allele) for allele in marker["alleles"])
    freqs = tuple(float(value) for value in marker["freqs"])
    silent = bool(marker.get("silent")) and bool(alleles)
    chrom = {"X": "X", "Y": "Y", "MT": "M"}.get(marker.get("chrom", "A"), "A")
    made = marker.get("mutation") or {}
    female, male = (_model(made, sex, silent) for sex in ("female", "male")) if made else (None, None)
    if silent:
        return Locus(marker["name"], alleles[:-1], freqs[:-1], chrom, freqs[-1], female, male)
    return Locus(marker["name"], alleles, freqs, chrom, None, female, male)


def _model(made: dict[str, Any], sex: str, silent: bool) -> MutationSpec:
    """The matrix counts; the name of the model is kept where a file can hold it with its rates."""
    matrix = made.get(f"matrix_{sex}") or made["matrix_female"]
    visible = [row[: len(row) - silent] for row in matrix[: len(matrix) - silent]]
    rate = made.get("rate")
    of_sex = rate.get(sex) if isinstance(rate, dict) else rate
    rows = tuple(tuple(float(value) for value in row) for row in visible)
    model = {"stepwise": "extended"}.get(str(made.get("model")), str(made.get("model")))
    ratio, second = made.get("range") or 0.0, made.get("rate2") or 0.0
    if model in ("equal", "proportional", "extended", "onestep", "dawid") and isinstance(of_sex, int | float):
        return MutationSpec(model, float(of_sex), float(ratio), float(second), rows)
    off = [1 - row[i] for i, row in enumerate(rows)]
    return MutationSpec("custom", sum(off) / len(off) if off else 0.0, matrix=rows)


def data_cases(
    data: KinshipData, marker_json: Callable[[Locus], dict[str, Any] | None]
) -> tuple[list[Case], list[Finding]]:
    """Cases of kind `lr`, one for each group that has pedigrees; `marker_json` gives a marker with its matrices."""
    findings: list[Finding] = []
    markers = [made for locus in data.loci if (made := marker_json(locus))]
    known = {marker["name"] for marker in markers}
    cases = []
    for n, group in enumerate(data.groups, 1):
        if not group.pedigrees:
            what = f"the {len(group.profiles)} profiles of {group.name or 'group ' + str(n)}"
            findings.append(Finding(LOST, {"what": what, "detail": "there is no pedigree"}))
            continue
        genotypes = {
            person: {marker: list(call) for marker, call in profile.items() if marker in known}
            for person, profile in group.profiles.items()
        }
        case = {
            "id": group.name or f"case-{n}",
            "kind": "lr",
            "theta": data.theta,
            "hypotheses": {tree.name: [_persons(group, tree, findings)] for tree in group.pedigrees},
            "genotypes": {tree.name: genotypes for tree in group.pedigrees},
            "markers": markers,
        }
        cases.append(case)
        if group.missing:
            case["missing"] = list(group.missing)
    for key in data.settings:
        findings.append(Finding(LOST, {"what": "a setting", "detail": key}))
    if data.database:
        findings.append(Finding(LOST, {"what": "the name of the database", "detail": data.database}))
    return cases, findings


def _persons(group: Group, tree: PedigreeRecord, findings: list[Finding]) -> list[dict[str, Any]]:
    from antigone.formats.kinship_model import engine_pedigree

    return [
        {"id": person.id, "father": person.father, "mother": person.mother, "sex": person.sex}
        | ({"founder_inbreeding": person.founder_inbreeding} if person.is_founder else {})
        | ({"twin": person.twin} if person.twin else {})
        for person in engine_pedigree(group, tree, findings).persons
    ]
