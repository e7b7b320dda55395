"""Every golden case, against values that other programs computed."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from antigone.named.kinship import genotype_table, loglik
from antigone.named.kinship.cases import genotypes_from, marker_from, pedigree_from, run_case

TOLERANCE = 1e-9


@pytest.fixture(scope="module")
def golden(shared: Path) -> list[dict[str, Any]]:
    """The cases of the shared golden file."""
    return list(json.loads((shared / "dna" / "golden_open.json").read_text())["cases"])


def near(found: Any, expected: Any) -> bool:
    """Equal to 1e-9 relative; infinities equal."""
    a, b = float(found), float(expected)
    return a == b if math.isinf(a) or math.isinf(b) else abs(a - b) <= TOLERANCE * max(abs(b), 1e-3)


def test_every_likelihood_of_every_marker_and_hypothesis_is_the_expected_one(golden: list[dict[str, Any]]) -> None:
    cases = [case for case in golden if case["kind"] == "lr"]
    assert len(cases) == 170
    wrong = []
    for case in cases:
        found, expected = run_case(case), case["expected"]
        for name, values in expected["loglik_per_marker"].items():
            pairs = zip(found["loglik_per_marker"][name], values, strict=True)
            wrong += [(case["id"], name, k) for k, (a, b) in enumerate(pairs) if not near(a, b)]
            wrong += [(case["id"], name)] if not near(found["loglik"][name], expected["loglik"][name]) else []
        if "logLR" in found and abs(float(found["logLR"]) - float(expected["logLR"])) > 1e-9:
            wrong.append((case["id"], "logLR"))
    assert not wrong


def test_trimmed_founders_give_the_values_of_the_independent_check(golden: list[dict[str, Any]]) -> None:
    wrong, seen, differing = [], 0, 0
    for case in (case for case in golden if case["kind"] == "lr"):
        for name, values in (case["peers"].get("independent_check") or {}).items():
            parts = [pedigree_from(part) for part in case["hypotheses"][name]]
            markers = [marker_from(marker) for marker in case["markers"]]
            genotypes = genotypes_from(case["genotypes"][name])
            found = loglik(parts, markers, genotypes, case["theta"], "TRIM")
            for k, (a, b) in enumerate(zip(found, values, strict=True)):
                if b.get("trim") is not None:
                    seen += 1
                    differing += not near(b["trim"], b["full"])
                    wrong += [(case["id"], name, k)] if not near(a, b["trim"]) else []
    assert not wrong
    assert seen > 300
    assert differing > 20  # the two conventions are told apart


def test_genotypes_of_the_missing_person_are_distributed_as_expected(golden: list[dict[str, Any]]) -> None:
    wrong, seen = [], 0
    for case in golden:
        distributions = case["expected"].get("mp_genotype_distribution")
        if not distributions:
            continue
        parts = [pedigree_from(part) for part in case["hypotheses"]["H1"]]
        markers = [marker_from(marker) for marker in case["markers"]]
        genotypes = genotypes_from(case["genotypes"]["H1"])
        genotypes = {who: profile for who, profile in genotypes.items() if who != case["mp"]}
        tables = genotype_table(parts, case["mp"], markers, genotypes, case.get("theta", 0))
        for table, expected in zip(tables, distributions, strict=True):
            found = table.genotypes()
            seen += 1
            assert set(found) == set(expected)
            wrong += [(case["id"], table.marker.name, g) for g, p in expected.items() if abs(found[g] - p) > 1e-9 * p]
    assert not wrong
    assert seen > 20


@pytest.mark.parametrize(
    ("kind", "count", "fields"), [("linked", 10, ["loglik_rho"]), ("dropout", 8, ["LR", "p_obs_H1", "p_obs_H2"])]
)
def test_linked_markers_and_lost_alleles(
    golden: list[dict[str, Any]], kind: str, count: int, fields: list[str]
) -> None:
    cases = [case for case in golden if case["kind"] == kind]
    assert len(cases) == count
    for case in cases:
        found = run_case(case)
        assert list(found) == ["id", "kind", *fields]
        for field in fields:
            assert near(found[field], case["expected"][field]), (case["id"], field)


@pytest.mark.parametrize(("rho", "field"), [(0.5, "loglik_rho_half"), (0.0, "loglik_rho_zero")])
def test_free_and_full_linkage(golden: list[dict[str, Any]], rho: float, field: str) -> None:
    for case in (case for case in golden if case["kind"] == "linked"):
        assert near(run_case({**case, "rho": rho})["loglik_rho"], case["expected"][field]), case["id"]


def test_unequal_matrices_for_the_sexes_are_not_lumped_wrongly(golden: list[dict[str, Any]]) -> None:
    """A peer's default joins alleles when either sex allows it, and errs; without joining it agrees with us."""
    wrong_by_default = 0
    for case in (case for case in golden if "mut_mixed_sex_models" in case["tags"]):
        found = run_case(case)["loglik_per_marker"]
        for name, lumped in case["peers"]["pedprobr_lump"].items():
            exact = case["peers"]["pedprobr_nolump"][name]
            for ours, joined, plain in zip(found[name], lumped, exact, strict=True):
                assert near(ours, plain)
                wrong_by_default += not near(ours, joined)
    assert wrong_by_default >= 12
