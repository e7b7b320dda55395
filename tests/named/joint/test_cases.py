import json
import math

import pytest

from antigone.named.joint.cases import run_joint_case


@pytest.fixture(scope="module")
def golden(shared):
    cases = json.loads((shared / "dna" / "golden_open.json").read_text(encoding="utf-8"))["cases"]
    return [case for case in cases if case["kind"] == "joint"]


def key(assignment):
    return tuple(sorted((v, m) for v, m in assignment.items() if v != "loglik"))


def test_every_assignment_posterior_and_ratio_of_the_golden_cases_is_met(golden):
    for case in golden:
        found, expected = run_joint_case(case, top=10**6), case["expected"]
        listed = {key(a): a["loglik"] for a in found["assignments"]}
        for assignment in expected["assignments"]:
            log = assignment["loglik"]
            if log == "-Infinity":
                assert listed[key(assignment)] == log
            else:
                assert listed[key(assignment)] == pytest.approx(log, abs=1e-8), case["id"]
        assert len(listed) == expected["n_assignments"]
        for victim, row in expected["posterior"].items():
            for missing, p in row.items():
                assert found["posterior"][victim][missing] == pytest.approx(p, abs=1e-10), case["id"]
        for name in ("pairwise_LR", "GLR"):
            for victim, row in expected[name].items():
                for missing, ratio in row.items():
                    met(found[name][victim][missing], ratio, (case["id"], name, victim, missing))


def met(found, expected, where):
    if expected is None:
        assert found is None, where
    elif isinstance(expected, str):
        assert found == expected, where
    else:
        assert float(found) == pytest.approx(expected, rel=1e-8, abs=1e-300), where


def test_assignments_come_best_first_and_as_many_as_asked_for(golden):
    found = run_joint_case(golden[0], top=3)
    logs = [a["loglik"] for a in found["assignments"]]
    assert logs == sorted(logs, reverse=True)
    assert len(logs) == 3
    assert all(math.isfinite(x) for x in logs)


def small_event():
    """Two families with three missing, one marker of ten equally frequent alleles (the example `example2` of the R
    package dvir 3.4.2, rebuilt from its description)."""

    def person(who, sex, father=None, mother=None):
        return {"id": who, "father": father, "mother": mother, "sex": sex}

    return {
        "id": "example2",
        "kind": "joint",
        "pm": [{"id": "V1", "sex": "M"}, {"id": "V2", "sex": "M"}, {"id": "V3", "sex": "F"}],
        "families": [
            {
                "name": "F1",
                "pedigree": [person("M1", "M"), person("R1", "F"), person("M2", "M", "M1", "R1")],
                "missing": ["M1", "M2"],
                "refs": ["R1"],
            },
            {
                "name": "F2",
                "pedigree": [person("R2", "M"), person("MO2", "F"), person("M3", "F", "R2", "MO2")],
                "missing": ["M3"],
                "refs": ["R2"],
            },
        ],
        "genotypes": {
            "V1": {"L1": ["1", "1"]},
            "V2": {"L1": ["1", "2"]},
            "V3": {"L1": ["3", "4"]},
            "R1": {"L1": ["2", "2"]},
            "R2": {"L1": ["3", "3"]},
        },
        "markers": [{"name": "L1", "chrom": "A", "alleles": [str(a) for a in range(1, 11)], "freqs": [0.1] * 10}],
    }


def test_the_published_values_of_a_small_event_are_met():
    """dvir's own values: best log-likelihood -16.118, posteriors .879310, .948276 and .833333."""
    found = run_joint_case(small_event())
    best = found["assignments"][0]
    assert best["loglik"] == pytest.approx(-16.118, abs=5e-4)
    assert (best["V1"], best["V2"], best["V3"]) == ("M1", "M2", "M3")
    assert found["posterior"]["V1"]["M1"] == pytest.approx(0.879310, abs=5e-7)
    assert found["posterior"]["V2"]["M2"] == pytest.approx(0.948276, abs=5e-7)
    assert found["posterior"]["V3"]["M3"] == pytest.approx(0.833333, abs=5e-7)
