"""Ratios, posteriors, words; cases as JSON."""

import math
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.named.kinship import ByHypothesis, Fault, KinshipError, Marker, Pedigree, Person, lr, verbal
from antigone.named.kinship.cases import run_case

MARKER = Marker("D1", "A", ("14", "15"), np.array([0.2, 0.8]))
PAIR = (Person("a", sex="M"), Person("b", "a", "m", "F"), Person("m", sex="F"))
HYPOTHESES = {
    "parent": Pedigree(PAIR),
    "unrelated": Pedigree((Person("a", sex="M"), Person("b", sex="F"))),
    "same": Pedigree((Person("a", sex="M", twin="t"), Person("b", sex="M", twin="t"))),
}
TYPED = {"a": {"D1": ("14", "14")}, "b": {"D1": ("14", "15")}}


def test_ratio_is_that_of_the_textbook() -> None:
    found = lr(HYPOTHESES, [MARKER], TYPED)
    assert math.exp(found.log_lr("parent", "unrelated")) == pytest.approx(0.8 / 0.32)
    assert found.marker_lrs("parent", "unrelated") == pytest.approx({"D1": 2.5})
    assert found.log_lr("parent", "parent") == 0
    assert found.log_lr("same", "unrelated") == -math.inf
    assert math.isnan(found.log_lr("same", "same"))


def test_posteriors_follow_bayes_and_need_a_prior_for_each_hypothesis() -> None:
    found = lr(HYPOTHESES, [MARKER], TYPED)
    assert found.posteriors() == pytest.approx({"parent": 2.5 / 3.5, "unrelated": 1 / 3.5, "same": 0})
    weighted = found.posteriors({"parent": 1, "unrelated": 5, "same": 0})
    assert weighted["parent"] == pytest.approx(2.5 / 7.5)
    with pytest.raises(KinshipError) as error:
        found.posteriors({"parent": -1, "unrelated": 1, "other": 1})
    assert len(error.value.faults) == 3
    with pytest.raises(KinshipError):
        found.posteriors({"parent": 0, "unrelated": 0, "same": 1})


def test_genotypes_may_be_given_by_hypothesis() -> None:
    stranger = (*PAIR, Person("remains", sex="F"))
    found = lr(
        {"H1": Pedigree(PAIR), "H2": Pedigree(stranger)},
        [MARKER],
        ByHypothesis(H1=TYPED, H2={"a": TYPED["a"], "remains": TYPED["b"]}),
    )
    assert math.exp(found.log_lr("H1", "H2")) == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (1, "no support for either hypothesis"),
        (5, "weak support for the first hypothesis"),
        (99.9, "moderate support for the first hypothesis"),
        (2e4, "very strong support for the first hypothesis"),
        (1e9, "extremely strong support for the first hypothesis"),
        (1e-3, "strong support for the alternative"),
        (0, "extremely strong support for the alternative"),
        (math.nan, "not defined: impossible under both hypotheses"),
    ],
)
def test_words_follow_the_bands(ratio: float, words: str) -> None:
    assert verbal(ratio) == words


def case() -> dict:
    """A small case as it stands in a file."""
    man = {"id": "a", "father": None, "mother": None, "sex": "M", "founder_inbreeding": 0}
    return {
        "id": "c1",
        "kind": "lr",
        "theta": 0,
        "hypotheses": {"H1": [[man]], "H2": [[{**man, "id": "q"}]]},
        "genotypes": {"H1": {"a": {"D1": ["14", "14"]}}, "H2": {"q": {"D1": ["14", "15"]}}},
        "markers": [{"name": "D1", "chrom": "A", "alleles": ["14", "15"], "freqs": [0.2, 0.8], "silent": False}],
    }


def test_a_case_gives_logs_per_marker_and_in_all() -> None:
    found = run_case(case())
    assert list(found) == ["id", "kind", "loglik_per_marker", "loglik", "logLR"]
    assert found["loglik"]["H1"] == pytest.approx(math.log(0.04))
    assert found["logLR"] == pytest.approx(math.log(0.04 / 0.32))


def test_infinities_are_strings_and_empty_profiles_are_untyped() -> None:
    value = case()
    value["markers"][0]["freqs"] = [0, 1]
    value["genotypes"]["H2"] = {"q": []}
    found = run_case(value)
    assert found["loglik_per_marker"] == {"H1": ["-Infinity"], "H2": [0.0]}
    assert found["logLR"] == "-Infinity"


@pytest.mark.parametrize("lacking", ["markers", "hypotheses", "genotypes", "id", "kind"])
def test_a_case_that_lacks_a_part_is_a_fault(lacking: str) -> None:
    value = case()
    value[lacking] = None if lacking != "id" else value.pop("id") and None
    if lacking in ("id", "genotypes"):
        value.pop(lacking)
    with pytest.raises(KinshipError) as error:
        run_case(value)
    assert error.value.faults[0].do


def test_a_drop_out_case_has_the_fields_asked_for() -> None:
    value = case() | {"kind": "dropout", "mp": "a", "dropout": 0.1, "observed": ["14"]}
    value["genotypes"] = {"H1": {}}
    found = run_case(value)
    expected = 0.04 * 0.99 + 0.32 * 0.1 * 0.9
    assert found == {
        "id": "c1",
        "kind": "dropout",
        "LR": pytest.approx(1),
        "p_obs_H1": pytest.approx(expected),
        "p_obs_H2": pytest.approx(expected),
    }


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in inner for found in ((*way, key), *places(part, (*way, key)))]


ODD = [None, "", "x", -1, 1e9, True, math.nan, [], {}, [[1]], {"a": 1}]


@settings(max_examples=300)
@given(st.data())
def test_a_spoilt_case_gives_a_result_or_faults_and_never_crashes(data: st.DataObject) -> None:
    value = case()
    value["markers"][0]["mutation"] = {"matrix_female": [[0.9, 0.1], [0.1, 0.9]], "matrix_male": [[1, 0], [0, 1]]}
    for way in data.draw(st.lists(st.sampled_from(places(value)), min_size=1, max_size=2)):
        inner: Any = value
        try:
            for key in way[:-1]:
                inner = inner[key]
            inner[way[-1]] = deepcopy(data.draw(st.sampled_from(ODD)))
        except (KeyError, TypeError, IndexError):
            continue
    faults: tuple[Fault, ...] = ()
    try:
        assert set(run_case(value)) >= {"id", "kind"}
    except KinshipError as error:
        faults = error.faults
    assert all(fault.do and fault.message for fault in faults)
