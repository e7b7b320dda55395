"""Cases as plain JSON values in, results as plain JSON values out; logs are natural, infinities are strings.

A case has `id`, `kind`, `markers`, `hypotheses` (name -> list of pedigrees) and `genotypes` (name -> person -> marker
-> two alleles). Keys that are not listed here are ignored. All faults of a case are raised together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from antigone.named.kinship.faults import Fault, KinshipError
from antigone.named.kinship.likelihood import loglik
from antigone.named.kinship.linkage import linked_loglik
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.mutation import Mutation
from antigone.named.kinship.pedigree import Pedigree, Person
from antigone.named.kinship.reading import ReadingErrors
from antigone.named.kinship.structure import Convention
from antigone.named.kinship.table import genotype_table

Case = Mapping[str, Any]


def person_from(value: Case) -> Person:
    """A person from ``{id, father, mother, sex, founder_inbreeding, twin}``."""
    return Person(
        str(value["id"]),
        _name(value.get("father")),
        _name(value.get("mother")),
        value.get("sex") or "?",
        float(value.get("founder_inbreeding") or 0.0),
        _name(value.get("twin")),
    )


def _name(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def pedigree_from(value: Sequence[Case]) -> Pedigree:
    """A pedigree from a list of persons."""
    return Pedigree(tuple(person_from(person) for person in value))


def marker_from(value: Case) -> Marker:
    """A marker from ``{name, chrom, alleles, freqs, silent, mutation}``; the mutation matrices count, not the rates."""
    made = value.get("mutation")
    mutation = None
    if made:
        custom = Mutation.custom(made["matrix_female"], made.get("matrix_male"))
        mutation = Mutation(custom.female, custom.male, made.get("model", "custom"), {"rate": made.get("rate")})
    alleles = tuple(str(allele) for allele in value["alleles"])
    return Marker(
        str(value["name"]),
        value.get("chrom", "A"),
        alleles,
        np.array(value["freqs"], dtype=np.float64),
        bool(value.get("silent")),
        mutation,
    )


def genotypes_from(value: object) -> Genotypes:
    """Genotypes by person and marker; empty profiles and empty genotypes are untyped."""
    people = dict(value.items()) if isinstance(value, Mapping) else {}
    return {
        str(person): {
            str(marker): tuple(None if allele is None else str(allele) for allele in genotype)
            for marker, genotype in (profile.items() if isinstance(profile, Mapping) else ())
            if genotype
        }
        for person, profile in people.items()
    }


def number(value: float) -> float | str:
    """A float as JSON can carry it: infinities and nan as strings."""
    if np.isfinite(value):
        return float(value)
    return "NaN" if np.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def run_lr_case(case: Case, convention: Convention = "FULL") -> dict[str, Any]:
    """``{id, kind, loglik_per_marker, loglik, logLR}`` of a case of kind `lr`; logLR only with both H1 and H2."""
    markers = _markers(case)
    logs = {
        name: loglik(
            [pedigree_from(part) for part in parts],
            markers,
            genotypes_from(case["genotypes"].get(name)),
            float(case.get("theta") or 0.0),
            convention,
        )
        for name, parts in case["hypotheses"].items()
    }
    found: dict[str, Any] = {
        "id": case["id"],
        "kind": case["kind"],
        "loglik_per_marker": {name: [number(x) for x in values.tolist()] for name, values in logs.items()},
        "loglik": {name: number(float(values.sum())) for name, values in logs.items()},
    }
    if "H1" in logs and "H2" in logs:
        first, second = float(logs["H1"].sum()), float(logs["H2"].sum())
        found["logLR"] = number(float("nan") if first == second == -np.inf else first - second)
    return found


def run_linked_case(case: Case, convention: Convention = "FULL") -> dict[str, Any]:
    """``{id, kind, loglik_rho}`` of a case of kind `linked`: the markers on one chromosome, under H1."""
    name = _only_hypothesis(case)
    parts = [pedigree_from(part) for part in case["hypotheses"][name]]
    found = linked_loglik(
        parts, _markers(case), genotypes_from(case["genotypes"].get(name)), float(case["rho"]), convention
    )
    return {"id": case["id"], "kind": case["kind"], "loglik_rho": number(found)}


def run_dropout_case(case: Case, convention: Convention = "FULL") -> dict[str, Any]:
    """``{id, kind, LR, p_obs_H1, p_obs_H2}``: the alleles `observed` in remains that may have lost some.

    H1: the remains are the member `mp`; H2: they are of an unrelated person of the same sex.
    """
    name = _only_hypothesis(case)
    parts = [pedigree_from(part) for part in case["hypotheses"][name]]
    relatives = {p: g for p, g in genotypes_from(case["genotypes"].get(name)).items() if p != case["mp"]}
    error = ReadingErrors(float(case.get("dropout") or 0.0), float(case.get("dropin") or 0.0))
    markers = _markers(case)
    seen = case["observed"] if isinstance(case["observed"], Mapping) else {markers[0].name: case["observed"]}
    first = second = 1.0
    for table in genotype_table(
        parts, str(case["mp"]), markers, relatives, float(case.get("theta") or 0.0), convention
    ):
        if table.marker.name in seen:
            observed = tuple(str(allele) for allele in seen[table.marker.name])
            first *= table.weight(observed, error)
            second *= table.chance(observed, error)
    ratio = float(np.divide(first, second)) if second else float("nan") if not first else float("inf")
    return {
        "id": case["id"],
        "kind": case["kind"],
        "LR": number(ratio),
        "p_obs_H1": number(first),
        "p_obs_H2": number(second),
    }


def _markers(case: Case) -> list[Marker]:
    return [marker_from(marker) for marker in case["markers"]]


def _only_hypothesis(case: Case) -> str:
    names = list(case["hypotheses"])
    return "H1" if "H1" in names else str(names[0])


RUNNERS: dict[str, Callable[[Case, Convention], dict[str, Any]]] = {
    "lr": run_lr_case,
    "linked": run_linked_case,
    "dropout": run_dropout_case,
}


def run_case(case: Case, convention: Convention = "FULL") -> dict[str, Any]:
    """The result of a case of any kind in `RUNNERS` (to which other modules may add)."""
    kind = str(case.get("kind", "lr"))
    runner = RUNNERS.get(kind)
    if runner is None:
        raise KinshipError(
            [
                Fault(
                    "unknown_kind",
                    f"Case {case.get('id')} is of kind {kind!r}.",
                    f"Use one of {', '.join(RUNNERS)}.",
                )
            ]
        )
    try:
        return runner(case, convention)
    except KinshipError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise KinshipError(
            [
                Fault(
                    "case_form",
                    f"Case {case.get('id')} cannot be read: {type(error).__name__} {error}.",
                    "Give id, kind, markers, hypotheses and genotypes as the format says.",
                )
            ]
        ) from error
