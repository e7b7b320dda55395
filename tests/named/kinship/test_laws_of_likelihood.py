"""What must hold of every likelihood, whatever the family."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.named.kinship import (
    Marker,
    Mutation,
    Pedigree,
    Person,
    ReadingErrors,
    elimination,
    genotype_table,
    linked_loglik,
    loglik,
    network,
    urn,
)
from antigone.named.kinship import likelihood as likelihood_module
from antigone.named.kinship import table as table_module
from named.kinship.oracle import likelihood, linked_likelihood
from named.kinship.strategies import alleles_of, markers, pedigrees, readings, simplex


def same(found: float, expected: float) -> None:
    """Log likelihood equal to the log of an expected likelihood."""
    if expected < 1e-300:
        assert found == -math.inf
    else:
        assert found == pytest.approx(math.log(expected), rel=1e-10, abs=1e-10)


@settings(max_examples=150)
@given(st.data())
def test_likelihood_equals_the_sum_over_all_genotypes_of_everybody(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees())
    marker = data.draw(markers())
    genotypes = data.draw(readings(pedigree, marker))
    same(float(loglik(pedigree, [marker], genotypes)[0]), likelihood([pedigree], marker, genotypes))


@settings(max_examples=60)
@given(st.data())
def test_theta_equals_the_urn_drawn_allele_by_allele(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees(most=4))
    marker = data.draw(markers())
    stranger = Pedigree((Person("q", sex="F"),))
    genotypes = data.draw(readings(pedigree, marker)) | data.draw(readings(stranger, marker))
    theta = data.draw(st.sampled_from([0.01, 0.05, 0.4, 1.0]))
    found = float(loglik((pedigree, stranger), [marker], genotypes, theta)[0])
    same(found, likelihood([pedigree, stranger], marker, genotypes, theta))


@settings(max_examples=60)
@given(data=st.data(), by_partition=st.booleans())
def test_both_ways_to_sum_over_the_urn_are_exact(data: st.DataObject, by_partition: bool) -> None:
    pedigree = data.draw(pedigrees(most=4))
    marker = data.draw(markers())
    genotypes = data.draw(readings(pedigree, marker))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urn, "_by_partition", lambda *_: by_partition)
        found = float(loglik(pedigree, [marker], genotypes, 0.03)[0])
    same(found, likelihood([pedigree], marker, genotypes, 0.03))


@settings(max_examples=80)
@given(st.data())
def test_hard_families_take_other_ways_to_the_same_sum(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees())
    marker = data.draw(markers("A"))
    if data.draw(st.booleans()) and not marker.silent:
        n = len(marker.alleles)
        marker = replace(marker, mutation=Mutation.equal(n, 0.1, 0.2))
    genotypes = data.draw(readings(pedigree, marker))
    network.build.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "HARD", -1)
        patch.setattr(elimination, "LARGEST_BATCH", 1)
        patch.setattr(likelihood_module, "LUMP_FROM", -1)
        patch.setattr(likelihood_module, "PASS", 0)
        patch.setattr(elimination, "TINY", 10.0)
        found = loglik(pedigree, [marker, replace(marker, name="n")], genotypes)
    same(float(found[0]), likelihood([pedigree], marker, genotypes))
    network.build.cache_clear()


@settings(max_examples=60)
@given(st.data())
def test_lost_and_stray_alleles_are_weights_on_true_genotypes(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees(most=4))
    marker = data.draw(markers())
    genotypes = data.draw(readings(pedigree, marker))
    who = data.draw(st.sampled_from([person.id for person in pedigree.persons]))
    errors: dict[str, ReadingErrors] = {}
    plain: dict[str, tuple[float, float]] = {}
    if alleles_of(pedigree, who, marker.chrom):
        seen = data.draw(st.sets(st.sampled_from(marker.visible)))
        genotypes[who] = {"m": tuple(sorted(seen))}
        errors, plain = {who: ReadingErrors(0.2, 0.1)}, {who: (0.2, 0.1)}
    by_marker = {person: {"m": error} for person, error in errors.items()} if data.draw(st.booleans()) else errors
    found = float(loglik(pedigree, [marker], genotypes, errors=by_marker)[0])
    same(found, likelihood([pedigree], marker, genotypes, errors=plain))


@settings(max_examples=25)
@given(st.data())
def test_linked_pairs_equal_the_sum_over_haplotypes(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees(most=4, inbred=False))
    pair = [replace(data.draw(markers("A", 2, mutating=False)), name=name) for name in ("a", "b")]
    genotypes: dict[str, dict[str, Any]] = {}
    for marker in pair:
        for who, profile in data.draw(readings(pedigree, marker, half=False)).items():
            genotypes.setdefault(who, {})[marker.name] = profile["m"]
    rho = data.draw(st.sampled_from([0.0, 0.1, 0.37, 0.5]))
    found = linked_loglik(pedigree, pair, genotypes, rho)
    same(found, linked_likelihood(pedigree, pair, genotypes, rho))
    if rho == 0.5:
        assert found == pytest.approx(float(loglik(pedigree, pair, genotypes).sum()), rel=1e-10)


@settings(max_examples=40)
@given(st.data())
def test_identical_twins_share_one_genotype(data: st.DataObject) -> None:
    first = Person("a", "f", "m", "F", twin="t")
    pedigree = Pedigree((Person("f", sex="M"), Person("m", sex="F"), first, replace(first, id="b")))
    marker = data.draw(markers())
    genotypes = data.draw(readings(pedigree, marker))
    same(float(loglik(pedigree, [marker], genotypes)[0]), likelihood([pedigree], marker, genotypes))


@settings(max_examples=40)
@given(st.data())
def test_likelihoods_of_all_genotype_combinations_sum_to_one(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees())
    marker = replace(data.draw(markers("A")), silent=False)
    theta = data.draw(st.sampled_from([0.0, 0.03]))
    two = data.draw(st.permutations([person.id for person in pedigree.persons]))[:2]
    every = list(combinations_with_replacement(marker.alleles, 2))
    total = sum(
        math.exp(loglik(pedigree, [marker], {two[0]: {"m": a}, two[1]: {"m": b}}, theta)[0])
        for a in every
        for b in every
    )
    assert total == pytest.approx(1, rel=1e-10)


@settings(max_examples=40)
@given(st.data())
def test_order_of_alleles_members_and_markers_never_matters(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees())
    marker = data.draw(markers())
    other = replace(data.draw(markers()), name="o")
    genotypes = data.draw(readings(pedigree, marker))
    before = loglik(pedigree, [marker, other], genotypes)
    fixed = len(marker.alleles) - 1 if marker.silent else len(marker.alleles)
    order = [*data.draw(st.permutations(range(fixed))), *range(fixed, len(marker.alleles))]
    mutation = marker.mutation
    shuffled = replace(
        marker,
        alleles=tuple(marker.alleles[i] for i in order),
        frequencies=marker.frequencies[order],
        mutation=mutation and Mutation(mutation.female[np.ix_(order, order)], mutation.male[np.ix_(order, order)]),
    )
    members = Pedigree(tuple(data.draw(st.permutations(pedigree.persons))))
    turned = {who: {"m": profile["m"][::-1]} for who, profile in reversed(genotypes.items())}
    after = loglik(members, [other, shuffled], turned)
    assert after[::-1] == pytest.approx(before, rel=1e-12)


@settings(max_examples=40)
@given(st.data())
def test_an_untyped_ancestor_changes_nothing_when_mutation_is_stationary(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees(inbred=False))
    p = data.draw(simplex(3))
    mutation = Mutation.proportional(p, 0.1, 0.2) if data.draw(st.booleans()) else Mutation.dawid(p, 0.02, 0.05, 0.3)
    marker = Marker("m", "A", ("10", "11", "12"), p, mutation=mutation)
    assert mutation.is_stationary(p)
    genotypes = data.draw(readings(pedigree, marker))
    founder = data.draw(st.sampled_from(pedigree.founders))
    grown = [replace(x, father="gf", mother="gm") if x.id == founder else x for x in pedigree.persons]
    larger = Pedigree((*grown, Person("gf", sex="M"), Person("gm", sex="F")))
    before = loglik(pedigree, [marker], genotypes)
    assert loglik(larger, [marker], genotypes) == pytest.approx(before, rel=1e-10)
    assert loglik(larger, [marker], genotypes, convention="TRIM") == pytest.approx(before, rel=1e-10)


@settings(max_examples=30)
@given(st.data())
def test_small_theta_and_small_rates_are_near_none(data: st.DataObject) -> None:
    pedigree = data.draw(pedigrees(most=4))
    marker = data.draw(markers(mutating=False))
    genotypes = data.draw(readings(pedigree, marker))
    before = np.exp(loglik(pedigree, [marker], genotypes))
    assert np.exp(loglik(pedigree, [marker], genotypes, theta=1e-9)) == pytest.approx(before, abs=1e-7)
    n = len(marker.alleles)
    mutating = replace(marker, mutation=Mutation.equal(n, 1e-9))
    assert np.exp(loglik(pedigree, [mutating], genotypes)) == pytest.approx(before, abs=1e-7)


@settings(max_examples=60)
@given(data=st.data(), theta=st.sampled_from([0.0, 0.0, 0.05, 1.0]), draws=st.sampled_from([0, 8]))
def test_a_table_holds_the_likelihood_of_every_genotype_of_the_member(
    data: st.DataObject, theta: float, draws: int
) -> None:
    pedigree = data.draw(pedigrees(most=4))
    marker = data.draw(markers("A"))
    member = data.draw(st.sampled_from([person.id for person in pedigree.persons]))
    genotypes = {who: g for who, g in data.draw(readings(pedigree, marker)).items() if who != member}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_module, "TABLE_DRAWS", draws)
        table = genotype_table(pedigree, member, [marker], genotypes, theta)[0]
    assert table.log_evidence == pytest.approx(loglik(pedigree, [marker], genotypes, theta)[0])
    if table.log_evidence == -math.inf:
        assert not table.probability.any()
        return
    assert table.probability.sum() == pytest.approx(1)
    apart = (pedigree, Pedigree((Person("q", sex="F"),)))
    for pair in combinations_with_replacement(marker.visible, 2):
        for family, who, found in ((pedigree, member, table.weight(pair)), (apart, "q", table.chance(pair))):
            joint = math.exp(loglik(family, [marker], {**genotypes, who: {"m": pair}}, theta)[0])
            assert found == pytest.approx(joint / math.exp(table.log_evidence), rel=1e-9, abs=1e-14)


def test_the_ratio_of_a_person_against_themselves_is_one_over_the_genotype_frequency() -> None:
    marker = Marker("m", "A", ("10", "11"), np.array([0.2, 0.8]))
    twins = Pedigree((Person("a", sex="F", twin="t"), Person("b", sex="F", twin="t")))
    both = {"a": {"m": ("10", "11")}, "b": {"m": ("10", "11")}}
    apart = Pedigree((Person("a", sex="F"), Person("b", sex="F")))
    ratio = math.exp((loglik(twins, [marker], both) - loglik(apart, [marker], both))[0])
    assert ratio == pytest.approx(1 / (2 * 0.2 * 0.8))


def test_a_large_family_does_not_underflow() -> None:
    children = [Person(f"c{i}", f"f{i}", f"m{i}", "M") for i in range(400)]
    parents = [Person(f"{r}{i}", sex="M" if r == "f" else "F") for i in range(400) for r in "fm"]
    marker = Marker("m", "A", ("1", "2"), np.array([0.01, 0.99]))
    parts = [Pedigree((parents[2 * i], parents[2 * i + 1], children[i])) for i in range(400)]
    genotypes = {f"c{i}": {"m": ("1", "1")} for i in range(400)}
    assert loglik(parts, [marker], genotypes)[0] == pytest.approx(800 * math.log(0.01), rel=1e-12)


def test_ten_generations_of_untyped_people_and_many_children_are_no_obstacle() -> None:
    persons = [Person("a0", sex="M"), Person("b0", sex="F")]
    for i in range(1, 11):
        persons += [Person(f"a{i}", f"a{i - 1}", f"b{i - 1}", "M"), Person(f"b{i}", sex="F")]
    persons += [Person(f"k{i}", "a10", "b10", "F") for i in range(8)]
    names = tuple(str(i) for i in range(5, 25))
    marker = Marker("m", "A", names, np.full(20, 0.05), mutation=Mutation.stepwise(names, 0.001, 0.002))
    genotypes = {"a0": {"m": ("9", "10")}, **{f"k{i}": {"m": ("9", str(10 + i % 2))} for i in range(8)}}
    assert np.isfinite(loglik(Pedigree(tuple(persons)), [marker], genotypes)[0])
