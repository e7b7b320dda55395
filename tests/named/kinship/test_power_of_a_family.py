"""What profiles can show: exclusion, distributions of the ratio, whom to ask next."""

from itertools import combinations_with_replacement

import numpy as np
import pytest

from antigone.named.kinship import KinshipError, Marker, Mutation, Pedigree, Person, genotype_table
from antigone.named.kinship.power import (
    exclusion_probability,
    expected_log10_lr,
    lr_distribution,
    rank_relatives,
    simulate_lrs,
)

FAMILY = Pedigree(
    (
        Person("gf", sex="M"),
        Person("gm", sex="F"),
        Person("f", "gf", "gm", "M"),
        Person("m", sex="F"),
        Person("a", "f", "m", "M"),
        Person("s", "f", "m", "F"),
    )
)
P = np.array([0.1, 0.2, 0.3, 0.4])
NAMES = ("1", "2", "3", "4")
PANEL = [Marker(f"D{k}", "A", NAMES, np.roll(P, k)) for k in range(4)]
TYPED = {"f": {marker.name: ("1", "2") for marker in PANEL}}


def readings(marker: Marker, typed: dict) -> list[tuple[float, float]]:
    """P(reading) of the member and of anybody, one genotype after another."""
    table = genotype_table(FAMILY, "a", [marker], typed)[0]
    return [(table.weight(g), table.chance(g)) for g in combinations_with_replacement(marker.visible, 2)]


def test_exclusion_is_the_share_of_genotypes_ruled_out() -> None:
    passing = 1.0
    for marker in PANEL:
        passing *= sum(q for p, q in readings(marker, TYPED) if p > 0)
    tables = genotype_table(FAMILY, "a", PANEL, TYPED)
    assert exclusion_probability(tables) == pytest.approx(1 - passing)


def test_the_distribution_is_the_one_over_all_profiles() -> None:
    two = PANEL[:2]
    tables = genotype_table(FAMILY, "a", two, TYPED)
    found = lr_distribution(tables, step=0.001)
    related = unrelated = 0.0
    for p1, q1 in readings(two[0], TYPED):
        for p2, q2 in readings(two[1], TYPED):
            if p1 * p2 / (q1 * q2) >= 10**0.2:
                related, unrelated = related + p1 * p2, unrelated + q1 * q2
    positives, negatives = found.rates(0.2)
    assert positives == pytest.approx(unrelated)
    assert 1 - negatives == pytest.approx(related)
    assert found.related.sum() == pytest.approx(1)
    assert found.unrelated.sum() + found.excluded == pytest.approx(1)
    assert found.mean == pytest.approx(expected_log10_lr(tables), abs=found.error)
    assert found.rates(found.threshold_for(0.05))[0] <= 0.05


def test_the_mean_ratio_of_unrelated_persons_is_one() -> None:
    found = lr_distribution(genotype_table(FAMILY, "a", PANEL, TYPED), step=0.0005)
    assert (found.unrelated * 10**found.log10_lr).sum() == pytest.approx(1, abs=0.005)


@pytest.mark.parametrize("silent", [False, True])
def test_gain_is_the_average_over_what_the_relative_may_show(silent: bool) -> None:
    marker = Marker("D", "A", NAMES, P, silent, Mutation.equal(4, 0.01))
    typed = {"gf": {"D": ("1", "2")}}
    before = expected_log10_lr(genotype_table(FAMILY, "a", [marker], typed))
    base = np.exp(genotype_table(FAMILY, "a", [marker], typed)[0].log_evidence)
    total = left = 0.0
    for pair in combinations_with_replacement(marker.visible, 2):
        tables = genotype_table(FAMILY, "a", [marker], {**typed, "s": {"D": pair}})
        chance = np.exp(tables[0].log_evidence) / base
        total, left = total + chance * expected_log10_lr(tables), left + chance
    total += (1 - left) * before
    (gain,) = rank_relatives(FAMILY, "a", [marker], typed, ["s"])
    assert gain.expected == pytest.approx(total)
    assert gain.gain == pytest.approx(total - before)


def test_a_parent_is_asked_before_a_sibling_and_a_grandparent_not_once_the_father_is_typed() -> None:
    order = [gain.relative for gain in rank_relatives(FAMILY, "a", PANEL, {}, ["gf", "s", "f"])]
    assert order == ["f", "s", "gf"]
    after = {gain.relative: gain.gain for gain in rank_relatives(FAMILY, "a", PANEL, TYPED, ["gf", "m"])}
    assert after["gf"] == pytest.approx(0, abs=1e-12)
    assert after["m"] > 0.5


def test_a_typed_person_is_no_candidate() -> None:
    with pytest.raises(KinshipError):
        rank_relatives(FAMILY, "a", PANEL, TYPED, ["f"])


def test_simulated_ratios_agree_with_the_exact_mean_and_repeat_with_the_seed() -> None:
    exact = rank_relatives(FAMILY, "a", PANEL, {}, ["s"])[0].expected
    first = simulate_lrs(FAMILY, "a", PANEL, ["s"], 3000, np.random.default_rng(1))
    again = simulate_lrs(FAMILY, "a", PANEL, ["s"], 3000, np.random.default_rng(1))
    assert (first[0] == again[0]).all()
    assert first[0].mean() == pytest.approx(exact, abs=5 * first[0].std() / 3000**0.5)
    assert (10 ** first[1]).mean() == pytest.approx(1, abs=5 * (10 ** first[1]).std() / 3000**0.5)


def test_simulation_knows_silent_alleles_and_sex_linked_markers() -> None:
    silent = Marker("S", "A", (*NAMES[:3], "silent"), P, True)
    x, mt = Marker("X", "X", NAMES, P), Marker("MT", "MT", NAMES, P)
    related, unrelated = simulate_lrs(FAMILY, "a", [silent, x, mt], ["m", "s"], 300, np.random.default_rng(2))
    assert np.isfinite(related).all()
    assert np.isinf(unrelated).any()
