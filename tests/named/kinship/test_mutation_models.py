"""Mutation models against hand-made matrices and the laws they stand for."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.named.kinship import MarkerError, Mutation

P = np.array([0.2, 0.3, 0.5])


def test_equal_gives_every_other_allele_the_same_chance() -> None:
    model = Mutation.equal(3, 0.02, 0.04)
    assert model.female.tolist() == [[0.98, 0.01, 0.01], [0.01, 0.98, 0.01], [0.01, 0.01, 0.98]]
    assert model.male[0, 1] == pytest.approx(0.02)


def test_proportional_has_the_expected_rate_and_leaves_frequencies_alone() -> None:
    model = Mutation.proportional(P, 0.01)
    assert model.is_stationary(P)
    assert 1 - P @ np.diag(model.female) == pytest.approx(0.01)
    assert model.female[0, 2] / model.female[0, 1] == pytest.approx(P[2] / P[1])


def test_dawid_is_reversible_with_the_expected_rate() -> None:
    model = Mutation.dawid(P, 0.01, range=0.3)
    flow = P[:, None] * model.male
    assert flow == pytest.approx(flow.T)
    assert 1 - P @ np.diag(model.male) == pytest.approx(0.01)
    assert flow[0, 2] / flow[0, 1] == pytest.approx(0.3)


def test_onestep_goes_to_neighbours_only() -> None:
    model = Mutation.onestep(("9", "10", "11", "11.2", "20"), 0.02)
    assert model.female[1].tolist() == [0.01, 0.98, 0.01, 0, 0]
    assert model.female[0].tolist() == [0.98, 0.02, 0, 0, 0]
    assert model.female[4].tolist() == [0, 0, 0, 0, 1]


def test_stepwise_decays_by_range_and_reaches_micro_variants_by_the_second_rate() -> None:
    model = Mutation.stepwise(("9", "9.3", "10", "11"), 0.1, rate2=0.02, range=0.5)
    nine = model.female[0]
    assert nine[3] / nine[2] == pytest.approx(0.5)
    assert nine[2] + nine[3] == pytest.approx(0.1)
    assert nine[1] == pytest.approx(0.02)
    assert nine[0] == pytest.approx(0.88)
    assert model.female[1].tolist() == pytest.approx([0.02 / 3, 0.98, 0.02 / 3, 0.02 / 3])


@given(st.permutations(["8", "9.1", "10", "11"]))
def test_a_stepwise_model_follows_the_names_not_their_order(names: list[str]) -> None:
    plain = Mutation.stepwise(("8", "9.1", "10", "11"), 0.1, rate2=0.02, range=0.4)
    order = [("8", "9.1", "10", "11").index(name) for name in names]
    turned = Mutation.stepwise(names, 0.1, rate2=0.02, range=0.4)
    assert turned.female == pytest.approx(plain.female[np.ix_(order, order)])


def test_a_silent_allele_neither_arises_nor_changes() -> None:
    model = Mutation.equal(2, 0.1).with_silent()
    assert model.female.tolist() == [[0.9, 0.1, 0], [0.1, 0.9, 0], [0, 0, 1]]


def test_models_may_differ_by_sex() -> None:
    model = Mutation.mixed(Mutation.equal(3, 0.1), Mutation.none(3))
    assert model.female[0, 1] == pytest.approx(0.05)
    assert model.male.tolist() == np.eye(3).tolist()


def test_names_that_are_no_repeat_numbers_are_all_named() -> None:
    with pytest.raises(MarkerError) as error:
        Mutation.stepwise(("8", "x", "OL"), 0.1)
    assert [fault.code for fault in error.value.faults] == ["allele_not_numeric"] * 2


def test_matrices_of_the_golden_file_are_rebuilt_from_their_parameters(shared: Path) -> None:
    cases = json.loads((shared / "dna" / "golden_open.json").read_text())["cases"]
    seen = 0
    for marker in (marker for case in cases for marker in case["markers"] if marker["mutation"]):
        given_, names, p = marker["mutation"], marker["alleles"], marker["freqs"]
        names, p = (names[:-1], p[:-1]) if marker["silent"] else (names, p)
        for sex in ("female", "male"):
            rate = given_["rate"][sex]
            made = {
                "equal": lambda rate=rate, names=names: Mutation.equal(len(names), rate),
                "proportional": lambda rate=rate, p=p: Mutation.proportional(p, rate),
                "onestep": lambda rate=rate, names=names: Mutation.onestep(names, rate),
                "stepwise": lambda rate=rate, names=names, g=given_: Mutation.stepwise(
                    names, rate, rate2=g["rate2"], range=g["range"]
                ),
                "dawid": lambda rate=rate, p=p, g=given_: Mutation.dawid(p, rate, range=g["range"]),
            }.get(given_.get("models", {}).get(sex, given_["model"]))
            if made:
                model = made().with_silent() if marker["silent"] else made()
                assert np.abs(model.female - np.array(given_[f"matrix_{sex}"])).max() < 1e-12
                seen += 1
    assert seen > 500
