"""Of what is given a probability p, a share p is true: posteriors against truths that were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb, factorial, log, sqrt

import numpy as np
import pytest

from antigone.named.joint import identify
from antigone.named.joint.cases import event_from
from antigone.named.joint.family import Family, Remains, likelihoods
from antigone.named.joint.prior import population_prior
from antigone.named.kinship import Marker, Pedigree, Person
from antigone.named.kinship.reading import ReadingErrors
from antigone.named.kinship.simulate import drop
from antigone.simulate import Settings, make_world
from antigone.simulate.dna import joint_case, relatives
from antigone.simulate.families import Genetics

LEVELS = (0.0, 0.1, 0.2, 0.3)
Judged = list[tuple[float, bool]]  # posterior of a pairing, and whether it is true


# -- truths drawn from the very prior that the posterior assumes


def drawn_event(seed: int, drop_out: float, missing: int, n_remains: int) -> tuple[list, list, tuple, dict[str, str]]:
    """Families, remains, markers and truth: an assignment drawn evenly from all, and profiles that go with it."""
    rng = np.random.default_rng([seed, 77])
    world = make_world(Settings(seed, missing, markers=7))
    genetics, male = world.genetics, world.event.male
    profiles = relatives(world)
    families = [
        Family(f.name, f.pedigree, f.missing_ids, {id: profiles[id] for id in f.typed_ids}) for f in genetics.families
    ]
    people = world.person_of_missing()
    remains, truth = [], {}
    for sex, is_male in (("M", True), ("F", False)):
        listed = [id for id, person in people.items() if male[person] == is_male]
        bodies = [f"{sex}{k}" for k in range(n_remains)]
        truth |= even_assignment(rng, bodies, listed)
        for body in bodies:
            genes = true_genes(rng, genetics, people.get(truth[body]))
            profile = reading(rng, genes, genetics.markers, drop_out)
            errors = ReadingErrors(drop_out) if drop_out else None
            remains.append(Remains(body, sex, profile, errors))
    return families, remains, genetics.markers, truth


def even_assignment(rng: np.random.Generator, bodies: list[str], listed: list[str]) -> dict[str, str]:
    """One of all ways to give some bodies a listed person each, none twice; each way as likely."""
    most = min(len(bodies), len(listed))
    ways = np.array([comb(len(bodies), k) * comb(len(listed), k) * factorial(k) for k in range(most + 1)], float)
    k = int(rng.choice(most + 1, p=ways / ways.sum()))
    chosen, people = rng.permutation(bodies)[:k].tolist(), rng.permutation(listed)[:k].tolist()
    return dict.fromkeys(bodies, "*") | dict(zip(chosen, people, strict=True))


def true_genes(rng: np.random.Generator, genetics: Genetics, person: int | None) -> np.ndarray:
    if person is not None:
        return genetics.dead[person]
    stranger = Pedigree((Person("x"),))
    return np.array([drop(stranger, marker, ["x"], 1, rng)["x"][0] for marker in genetics.markers])


def reading(
    rng: np.random.Generator, genes: np.ndarray, markers: tuple[Marker, ...], drop_out: float
) -> dict[str, tuple[str, ...]]:
    found = {}
    for marker, pair in zip(markers, genes.tolist(), strict=True):
        if drop_out == 0:
            found[marker.name] = tuple(marker.alleles[a] for a in pair)
        elif kept := {a for a in pair if rng.random() >= drop_out}:
            found[marker.name] = tuple(marker.alleles[a] for a in sorted(kept))
    return found


def judged_evenly(seeds: range, drop_out: float) -> Judged:
    judged = []
    for seed in seeds:
        families, remains, markers, truth = drawn_event(seed, drop_out, missing=8, n_remains=4)
        factors = likelihoods(families, remains, markers).factors
        answer = identify(factors, [r.id for r in remains], top=1)
        assert answer.method == "exact"
        judged += [(p, truth[v] == m) for v, row in answer.posterior.items() for m, p in row.items()]
    return judged


def off_by(judged: Judged, low: float, high: float) -> tuple[float, int]:
    """By how many standard deviations more are true than the posteriors add up to; and how many there are."""
    some = [(p, true) for p, true in judged if low <= p < high]
    spread = sqrt(sum(p * (1 - p) for p, _ in some)) or 1.0
    return sum(true - p for p, true in some) / spread, len(some)


BINS = ((0.001, 0.1), (0.1, 0.3), (0.3, 0.7), (0.7, 0.9), (0.9, 0.99), (0.99, 1.0), (0.001, 1.0))


def check_even(judged: Judged, least: int) -> None:
    for low, high in BINS:
        z, n = off_by(judged, low, high)
        assert n >= least, (low, high, n)
        assert abs(z) < 4, (low, high, z, n)


@pytest.mark.parametrize("drop_out", LEVELS)
def test_posteriors_are_the_shares_that_are_true(drop_out: float) -> None:
    check_even(judged_evenly(range(30), drop_out), least=2)


@pytest.mark.slow
@pytest.mark.parametrize("drop_out", LEVELS)
def test_posteriors_are_the_shares_that_are_true_in_many_worlds(drop_out: float) -> None:
    check_even(judged_evenly(range(1000, 1400), drop_out), least=15)


def test_drop_out_that_is_ignored_is_noticed() -> None:
    """The test above can fail: with half the alleles lost and read as certain, posteriors are wrong."""
    judged = []
    for seed in range(20):
        families, remains, markers, truth = drawn_event(seed, 0.5, missing=8, n_remains=4)
        certain = [
            Remains(r.id, r.sex, {m: (*a, a[0])[:2] if len(a) < 2 else a for m, a in r.profile.items()})
            for r in remains
        ]
        answer = identify(likelihoods(families, certain, markers).factors, [r.id for r in remains], top=1)
        judged += [(p, truth[v] == m) for v, row in answer.posterior.items() for m, p in row.items()]
    assert max(abs(off_by(judged, low, high)[0]) for low, high in BINS) > 4


# -- whole simulated worlds, as a user has them


def judged_worlds(seeds: range, drop_out: float, missing: int = 12) -> Iterator[tuple[float, bool]]:
    for seed in seeds:
        settings = Settings(seed, missing, markers=12, drop_out=(drop_out,), in_parts=0.0)
        world = make_world(settings)
        families, remains = event_from(joint_case(world, main_only=True)["cases"][0])
        weights, unmatched = population_prior(int(world.event.dead.sum()), families, remains)
        factors = likelihoods(families, remains, world.genetics.markers).factors
        answer = identify(factors, [r.id for r in remains], log_prior=weights, unmatched=unmatched, top=1)
        who = world.who_is_who()
        yield from ((p, who[v] == m) for v, row in answer.posterior.items() for m, p in row.items() if m != "*")


def check_worlds(judged: Judged) -> None:
    """Of pairings in [.9, 1) between .9 and 1 are true, within binomial error."""
    high = [true for p, true in judged if 0.9 <= p < 1]
    assert len(high) >= 20
    assert sum(high) / len(high) >= 0.9 - 3 * sqrt(0.09 / len(high))


@pytest.mark.parametrize("drop_out", LEVELS)
def test_of_pairings_given_nine_in_ten_or_more_at_least_nine_in_ten_are_true(drop_out: float) -> None:
    check_worlds(list(judged_worlds(range(8), drop_out)))


@pytest.mark.slow
@pytest.mark.parametrize("drop_out", LEVELS)
def test_larger_worlds_are_calibrated_too(drop_out: float) -> None:
    check_worlds(list(judged_worlds(range(100, 140), drop_out, missing=30)))


def test_the_law_of_false_matches_holds() -> None:
    """Strangers reach a log10 LR of t at most once in 10^t comparisons (Good 1950)."""
    from antigone.named.kinship.search.report import Pool

    world = make_world(Settings(5, 300, markers=8, drop_out=(0.1,), in_parts=0.0))
    case = joint_case(world, main_only=True)["cases"][0]
    families, remains = event_from(case)
    pool = Pool(families, remains, world.genetics.markers, "families")
    family = {m: f.name for f in families for m in f.missing}
    who = world.who_is_who()
    matches = pool.matches(pool.search(2.0).run())
    strangers = sum(family.get(who[m.profile]) != m.family for m in matches)
    expected = pool.n_pairs / 10**2
    assert strangers <= expected + 4 * sqrt(expected)
    assert log(pool.n_pairs) > 10
