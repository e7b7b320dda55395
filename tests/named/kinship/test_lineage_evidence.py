"""Haplotypes: how rare, how many meioses apart, what a match says."""

import numpy as np
import pytest

from antigone.named.kinship import KinshipError, Marker, Mutation, Pedigree, Person, loglik
from antigone.named.kinship.lineage import (
    clopper_pearson_upper,
    differences,
    haplotype_frequency,
    lineage_lr,
    meioses_between,
    net_steps,
    with_theta,
)

LINE = Pedigree(
    (
        Person("g", sex="M"),
        Person("x", sex="F"),
        Person("a", "g", "x", "M"),
        Person("d", "g", "x", "F"),
        Person("y", sex="F"),
        Person("b", "a", "y", "M"),
        Person("z", sex="M"),
        Person("e", "z", "d", "M"),
    )
)


def test_the_upper_bound_is_where_so_few_become_improbable() -> None:
    from scipy.stats import binom

    for count, size in ((0, 100), (3, 250), (17, 40)):
        assert binom.cdf(count, size, clopper_pearson_upper(count, size)) == pytest.approx(0.05)
    assert clopper_pearson_upper(0, 1000) == pytest.approx(1 - 0.05 ** (1 / 1000))
    assert clopper_pearson_upper(5, 5) == 1


def test_estimators_have_names_and_values() -> None:
    assert haplotype_frequency(0, 999).value == pytest.approx(1 / 1000)
    assert haplotype_frequency(3, 300, "count").value == pytest.approx(0.01)
    kappa = haplotype_frequency(0, 99, "kappa", singletons=49)
    assert kappa.value == pytest.approx(0.5 / 100)
    assert "Brenner" in kappa.estimator
    assert kappa.upper == clopper_pearson_upper(0, 99)
    assert with_theta(0.001, 0.01) == pytest.approx(0.01 + 0.99 * 0.001)


@pytest.mark.parametrize("args", [(5, 3), (-1, 3), (0, 0), (0, 9, "best"), (1, 9, "kappa", 3), (0, 9, "kappa")])
def test_counts_that_make_no_sense_are_refused(args: tuple) -> None:
    with pytest.raises(KinshipError):
        haplotype_frequency(*args)


def test_meioses_are_counted_along_the_line_only() -> None:
    assert meioses_between(LINE, "g", "b", "Y") == 2
    assert meioses_between(LINE, "a", "d", "MT") == 2
    assert meioses_between(LINE, "a", "e", "MT") == 3
    assert meioses_between(LINE, "b", "e", "Y") is None
    assert meioses_between(LINE, "g", "d", "Y") is None
    assert meioses_between(LINE, "g", "b", "MT") is None


def test_a_match_is_one_over_the_frequency_and_a_mutation_costs() -> None:
    first, second = {"DYS19": "14", "DYS390": "24"}, {"DYS19": "14", "DYS390": "25"}
    assert lineage_lr(first, first, 2, 0.001) == pytest.approx(1000)
    assert lineage_lr(first, second, 2, 0.001) == 0
    assert differences(first, second) == ["DYS390"]
    found = lineage_lr(first, second, 1, 0.001, 0.002)
    assert found == pytest.approx(0.998 * 0.001 / 0.001)
    assert lineage_lr({"DYS19": "14"}, {"DYS19": "14.2"}, 3, 0.1, 0.002) == 0
    with pytest.raises(KinshipError):
        lineage_lr({"a": "1"}, {"b": "1"}, 1, 0.1)


def test_net_steps_are_a_distribution() -> None:
    assert sum(net_steps(4, 0.1, k) for k in range(-5, 6)) == pytest.approx(1)


def test_the_engine_agrees_on_a_single_y_locus() -> None:
    names = tuple(str(i) for i in range(5, 30))
    marker = Marker("DYS19", "Y", names, np.full(25, 0.04), mutation=Mutation.onestep(names, 0.01))
    typed = {"a": {"DYS19": ("17",)}, "b": {"DYS19": ("18",)}}
    lone = loglik(LINE, [marker], {"a": typed["a"]}) + loglik(LINE, [marker], {"b": typed["b"]})
    ratio = float(np.exp(loglik(LINE, [marker], typed) - lone)[0])
    assert ratio == pytest.approx(lineage_lr({"l": "17"}, {"l": "18"}, 1, 0.04, 0.01))
