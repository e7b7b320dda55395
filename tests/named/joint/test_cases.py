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
