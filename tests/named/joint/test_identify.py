import math
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.named.joint import FamilyFactor, Option, eliminate, identify, prune
from antigone.named.joint import bound as bounds_of
from antigone.named.joint.prune import TooLargeError
from antigone.named.joint.sample import sample


def family(rng, name, missing, victims, excluded=0.2, spread=3.0):
    """A family with random ratios for every way to give victims to its missing persons."""
    options = []
    for size in range(1, len(missing) + 1):
        for who in combinations(missing, size):
            for given_victims in permutations(victims, size):
                ratio = -math.inf if rng.random() < excluded else float(rng.normal(0, spread))
                options.append(Option(tuple(zip(who, given_victims, strict=True)), ratio))
    return FamilyFactor.of(name, missing, options)


def world(seed, n_victims, sizes, **more):
    rng = np.random.default_rng(seed)
    victims = [f"V{i}" for i in range(n_victims)]
    families = [
        family(rng, f"F{i}", [f"M{i}.{j}" for j in range(size)], victims, **more) for i, size in enumerate(sizes)
    ]
    return families, victims


def all_assignments(families, victims, log_prior=None, unmatched=None):
    """The plain way: every combination of options, those that share a victim left out."""
    log_prior, unmatched = log_prior or {}, unmatched or {}
    for options in product(*(f.possible for f in families)):
        used = [v for o in options for _, v in o.pairs]
        if len(set(used)) == len(used):
            pairs = tuple(p for o in options for p in o.pairs)
            weight = sum(o.log_ratio for o in options) + sum(log_prior.get(p, 0.0) for p in pairs)
            yield weight + sum(unmatched.get(v, 0.0) for v in victims if v not in used), pairs


def plain_posterior(families, victims, **more):
    weights = [(math.exp(w), {v: m for m, v in pairs}) for w, pairs in all_assignments(families, victims, **more)]
    total = sum(w for w, _ in weights)
    table = {v: {} for v in victims}
    for w, given_to in weights:
        for v in victims:
            m = given_to.get(v, "*")
            table[v][m] = table[v].get(m, 0.0) + w / total
    return table


shapes = st.lists(st.integers(1, 2), min_size=1, max_size=3)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 4), shapes)
def test_posteriors_are_those_of_listing_every_assignment(seed, n_victims, sizes):
    families, victims = world(seed, n_victims, sizes)
    answer = identify(families, victims)
    expected = plain_posterior(families, victims)
    for v in victims:
        for m, p in expected[v].items():
            assert answer.posterior[v].get(m, 0.0) == pytest.approx(p, abs=1e-12)
        assert sum(answer.posterior[v].values()) == pytest.approx(1)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 4), shapes)
def test_the_best_assignments_come_in_order_and_none_is_missing(seed, n_victims, sizes):
    families, victims = world(seed, n_victims, sizes)
    expected = sorted(
        ((w, frozenset(pairs)) for w, pairs in all_assignments(families, victims) if w > -math.inf), key=lambda x: -x[0]
    )
    answer = identify(families, victims, top=10**6)
    assert [w for w, _ in answer.best] == pytest.approx([w for w, _ in expected])
    assert {frozenset(p) for _, p in answer.best} == {p for _, p in expected}


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 4), shapes)
def test_the_generalised_ratio_compares_the_best_with_the_best_without(seed, n_victims, sizes):
    families, victims = world(seed, n_victims, sizes)
    answer = identify(families, victims)
    listed = list(all_assignments(families, victims))
    for (v, m), glr in answer.glr.items():
        with_pair = max((w for w, pairs in listed if (m, v) in pairs), default=-math.inf)
        without = max(w for w, pairs in listed if (m, v) not in pairs)
        assert glr == pytest.approx(math.exp(with_pair - without) if with_pair > -math.inf else 0.0)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 4), shapes, st.floats(-4, 4), st.floats(-4, 4))
def test_priors_and_unmatched_weights_count_as_stated(seed, n_victims, sizes, prior, alone):
    families, victims = world(seed, n_victims, sizes)
    log_prior = {("M0.0", "V0"): prior}
    unmatched = {"V0": alone, "V1": -alone} if n_victims > 1 else {"V0": alone}
    answer = identify(families, victims, log_prior=log_prior, unmatched=unmatched)
    expected = plain_posterior(families, victims, log_prior=log_prior, unmatched=unmatched)
    for v in victims:
        for m, p in expected[v].items():
            assert answer.posterior[v].get(m, 0.0) == pytest.approx(p, abs=1e-12)


def test_a_closed_population_places_everybody():
    families, victims = world(4, 3, [1, 1, 1], excluded=0)
    answer = identify(families, victims, unmatched=dict.fromkeys(victims, -math.inf))
    assert all(answer.posterior[v]["*"] < 1e-12 for v in victims)


def test_a_closed_population_that_cannot_be_placed_is_an_error():
    families, victims = world(4, 3, [1, 1], excluded=0)
    with pytest.raises(ValueError, match="No assignment is possible"):
        identify(families, victims, unmatched=dict.fromkeys(victims, -math.inf))


def test_a_closed_population_too_large_for_memory_is_refused_at_once():
    rng = np.random.default_rng(1)
    victims = [f"V{i}" for i in range(40)]
    families = [FamilyFactor.single(f"F{i}", f"M{i}", {v: float(rng.normal()) for v in victims}) for i in range(40)]
    with pytest.raises(TooLargeError, match="every one of the remains must be"):
        identify(families, victims, unmatched=dict.fromkeys(victims, -math.inf), generator=rng)


def test_ratios_beyond_the_range_of_doubles_are_still_told_apart():
    """Two families both fit both bodies, with log10 LRs of 400: whoever goes where, the two ways weigh the same."""
    log = 400 * math.log(10)
    families = [FamilyFactor.single(f"F{i}", f"M{i}", {"V0": log, "V1": log}) for i in range(2)]
    answer = identify(families, ["V0", "V1"])
    assert answer.posterior["V0"]["M0"] == pytest.approx(0.5)
    assert answer.posterior["V0"]["*"] == pytest.approx(0, abs=1e-12)


@settings(max_examples=30)
@given(st.integers(0, 10**6), shapes)
def test_plain_numbers_and_logarithms_agree(seed, sizes):
    families, victims = world(seed, 4, sizes)
    parts = prune.components(families, victims, {})
    for part in parts:
        plain, logs = eliminate.run(part, eliminate.LINEAR), eliminate.run(part, eliminate.LOGSUM)
        assert plain.log_total == pytest.approx(logs.log_total)


def test_remains_nobody_can_be_are_nobodys():
    families = [FamilyFactor.single("F", "M", {"V0": 2.0})]
    answer = identify(families, ["V0", "V1"])
    assert answer.posterior["V1"] == {"*": 1.0}
    assert answer.parts == 2


def test_no_families_leave_everybody_unnamed():
    assert identify([], ["V0"]).posterior == {"V0": {"*": 1.0}}
    assert identify([], []).best == [(0.0, ())]


def test_brothers_without_other_evidence_form_a_symmetric_set():
    options = [Option((), 0.0)]
    for m, v in product(["M1", "M2"], ["V1", "V2"]):
        options.append(Option(((m, v),), 5.0))
    options.append(Option((("M1", "V1"), ("M2", "V2")), 11.0))
    options.append(Option((("M1", "V2"), ("M2", "V1")), 11.0))
    answer = identify([FamilyFactor.of("F", ("M1", "M2"), options)], ["V1", "V2"])
    assert answer.symmetric == (("M1", "M2"),)
    assert answer.posterior["V1"]["M1"] == pytest.approx(answer.posterior["V1"]["M2"])
    assert answer.set_posterior[("M1", "M2"), ("V1", "V2")] > 0.99


def test_more_bodies_than_places_are_taken_the_other_way_round_with_the_same_answer():
    families, victims = world(3, 11, [1, 1, 1])
    part = prune.components(families, victims, {})[0]
    assert part.swapped
    answer = identify(families, victims, top=3)
    expected = plain_posterior(families, victims)
    for v in victims:
        for m, p in expected[v].items():
            assert answer.posterior[v].get(m, 0.0) == pytest.approx(p, abs=1e-12)
    best = max(all_assignments(families, victims), key=lambda item: item[0])
    assert answer.best[0][0] == pytest.approx(best[0])
    assert set(answer.best[0][1]) == set(best[1])


def test_names_must_be_unique():
    families = [FamilyFactor.single("F", "M", {"V0": 1.0}), FamilyFactor.single("G", "M", {"V0": 1.0})]
    with pytest.raises(ValueError, match="unique"):
        identify(families, ["V0"])


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(2, 4), shapes)
def test_the_bound_on_what_is_left_out_holds(seed, n_victims, sizes):
    """Every option's bound is at least its true posterior."""
    families, victims = world(seed, n_victims, sizes, spread=6.0)
    truth = [(math.exp(w), set(pairs)) for w, pairs in all_assignments(families, victims)]
    total = sum(w for w, _ in truth)
    for f, tables in zip(families, bounds_of.option_bounds(families, victims), strict=True):
        for table, bounds in zip(f.tables, tables, strict=True):
            for who, given_to, bound in zip(table.who.tolist(), table.given.tolist(), bounds, strict=True):
                option = {(f.missing[m], f.victims[v]) for m, v in zip(who, given_to, strict=True)}
                mine = sum(w for w, pairs in truth if pairs & f.pairs == option) / total
                assert mine <= bound * (1 + 1e-9) + 1e-300


def test_a_large_problem_is_cut_with_a_proved_error_and_says_so():
    """Thirty bodies with a home each: too wide for the exact pass, and yet all but exactly known."""
    rng = np.random.default_rng(1)
    victims = [f"V{i}" for i in range(30)]
    families = [
        FamilyFactor.single(
            f"F{i}", f"M{i}", {v: 25.0 if j == i else float(rng.normal(-22, 2)) for j, v in enumerate(victims)}
        )
        for i in range(30)
    ]
    answer = identify(families, victims)
    assert 0 < answer.error < 1e-6
    assert all(answer.posterior[f"V{i}"][f"M{i}"] > 1 - 1e-6 for i in range(30))


def test_what_takes_long_is_shortened_only_below_the_rounding_of_doubles():
    rng = np.random.default_rng(3)
    victims = [f"V{i}" for i in range(19)]
    logs = np.where(np.eye(19, dtype=bool), 25.0, rng.normal(-45, 2, (19, 19)))
    families = [
        FamilyFactor.single(f"F{i}", f"M{i}", dict(zip(victims, row, strict=True)))
        for i, row in enumerate(logs.tolist())
    ]
    quick, exact = identify(families, victims), identify(families, victims, allowed_error=0.0)
    assert (quick.method, exact.method) == ("bounded", "exact")
    assert 0 < quick.error <= 1e-12
    for v in victims:
        for m, p in exact.posterior[v].items():
            assert quick.posterior[v][m] == pytest.approx(p, abs=quick.error + 1e-12)


def test_a_large_problem_that_nothing_makes_small_is_refused_with_the_reason():
    victims = [f"V{i}" for i in range(40)]
    families = [FamilyFactor.single(f"F{i}", f"M{i}", dict.fromkeys(victims, 0.1)) for i in range(40)]
    with pytest.raises(TooLargeError, match="not"):
        identify(families, victims)


# ---- sampling
# --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sampling_agrees_with_the_exact_answer_within_its_own_error(seed):
    families, victims = world(seed, 6, [1, 2, 2, 1, 1])
    exact = identify(families, victims).posterior
    found = sample(families, victims, np.random.default_rng(seed), sweeps=400)
    assert 0 < found.error < 0.2
    for (missing, victim), p in found.posterior.items():
        assert p == pytest.approx(exact[victim][missing], abs=2 * found.error + 1e-4)


def test_remains_change_hands_between_families_that_both_want_them_strongly():
    families = [FamilyFactor.single(f"F{i}", f"M{i}", {"V0": 40.0, "V1": 40.0}) for i in range(2)]
    found = sample(families, ["V0", "V1"], np.random.default_rng(5))
    assert found.posterior["M0", "V0"] == pytest.approx(0.5, abs=0.1)


def test_the_same_seed_gives_the_same_sample():
    families, victims = world(9, 5, [1, 1, 2])
    one, two = (sample(families, victims, np.random.default_rng(3), sweeps=20) for _ in range(2))
    assert one.posterior == two.posterior


def test_a_problem_that_can_only_be_sampled_says_so():
    victims = [f"V{i}" for i in range(40)]
    families = [FamilyFactor.single(f"F{i}", f"M{i}", dict.fromkeys(victims, 0.1)) for i in range(40)]
    answer = identify(families, victims, generator=np.random.default_rng(1), top=2)
    assert answer.method == "sampled"
    assert 0 < answer.error < 0.1
    shares = [answer.posterior[v][f"M{i}"] for v in victims for i in range(40)]
    assert np.mean(shares) == pytest.approx(np.median(shares), abs=0.02)
    assert sum(answer.posterior["V0"].values()) == pytest.approx(1)
