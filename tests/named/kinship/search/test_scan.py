import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.named.kinship.search import ArraySource, Search, plain_search, threshold_for_false_matches
from antigone.named.kinship.search.scan import LANES, deficit_table


def problem(seed, families=200, profiles=150, markers=10, kinds=7, threshold=2.0, excluded=0.2, spread=1.0):
    """Random tables: some pairs are hits, some are excluded at a marker, some lie near the threshold."""
    rng = np.random.default_rng(seed)
    offsets = np.arange(markers + 1) * kinds
    table = rng.normal(-0.3, spread, size=(families, markers * kinds))
    table[rng.random(table.shape) < excluded] = -np.inf
    table[:, offsets[:-1]] = 0.0  # the row of a missing marker
    rows = rng.integers(0, kinds, size=(profiles, markers)) + offsets[:-1]
    return Search(ArraySource(table), rows.astype(np.int32), offsets, threshold)


def pairs(hits):
    return list(zip(hits.profile, hits.family, hits.log10_lr, strict=True))


@settings(max_examples=40)
@given(
    st.integers(0, 10**6),
    st.integers(1, 300),
    st.integers(0, 60),
    st.integers(1, 26),
    st.floats(-5, 8),
    st.sampled_from([0.0, 0.05, 0.5]),
    st.sampled_from([0.01, 1.0, 50.0]),
)
def test_the_scan_finds_just_the_hits_of_the_plain_look_up(
    seed, families, profiles, markers, threshold, excluded, spread
):
    search = problem(seed, families, profiles, markers, threshold=threshold, excluded=excluded, spread=spread)
    assert pairs(search.run(exact_only=False)) == pairs(plain_search(search))


def test_a_pair_exactly_at_the_threshold_is_a_hit():
    table = np.array([[0.0, 1.25, -3.0, 0.0, 0.75, -9.0]] * 3)
    search = Search(ArraySource(table), np.array([[1, 4]], np.int32), np.array([0, 3, 6]), 2.0)
    assert pairs(search.run(exact_only=False)) == [(0, 0, 2.0), (0, 1, 2.0), (0, 2, 2.0)]


def test_results_do_not_depend_on_threads_or_blocks():
    search = problem(7, families=700)
    whole = pairs(search.run(exact_only=False, threads=2))
    assert whole
    assert pairs(search.run(exact_only=True, threads=1)) == whole
    halves = [search.run(blocks=range(3)), search.run(blocks=range(3, search.n_blocks))]
    assert sorted(pairs(halves[0]) + pairs(halves[1])) == sorted(whole)


def test_more_candidates_than_the_output_holds_are_all_found():
    search = problem(3, families=LANES, profiles=2000, threshold=-1e6, excluded=0.0)
    assert len(search.run(exact_only=False)) == LANES * 2000


def test_deficits_never_exceed_the_truth_and_unreachable_families_are_full():
    search = problem(11, families=40, threshold=1.0)
    table = search.source.block(0, 40)
    deficits = deficit_table(table, search.offsets, 1.0)
    best = np.maximum.reduceat(table, search.offsets[:-1], axis=0)
    spare = best.sum(axis=0) - 1.0
    marker = np.repeat(np.arange(10), 7)
    with np.errstate(invalid="ignore"):
        true = (best[marker] - table) / np.where(spare > 0, spare, np.nan) * 254
    live = spare > 1e-3
    assert (deficits[:, :40][:, live] <= np.minimum(true[:, live], 255) + 1e-6).all()
    assert (deficits[:, 40:] == 255).all()


def test_a_hopeless_family_is_never_a_candidate():
    search = problem(5, threshold=1e4)
    assert len(search.run(exact_only=False)) == 0


def test_no_families_or_no_remains_give_no_hits():
    empty = Search(ArraySource(np.zeros((0, 3))), np.array([[0]], np.int32), np.array([0, 3]), 1.0)
    assert len(empty.run(exact_only=False)) == 0
    nobody = Search(ArraySource(np.zeros((5, 3))), np.empty((0, 1), np.int32), np.array([0, 3]), 1.0)
    assert len(nobody.run(exact_only=False)) == 0


def test_a_profile_that_names_a_row_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="row"):
        Search(ArraySource(np.zeros((5, 3))), np.array([[3]], np.int32), np.array([0, 3]), 1.0)


def test_a_search_can_be_cancelled():
    class Stop(Exception):
        pass

    def stop(_block):
        raise Stop

    with pytest.raises(Stop):
        problem(1, families=1000).run(exact_only=False, on_block=stop)


def test_hits_are_ranked_within_each_profile():
    table = np.array([[5.0], [7.0], [1.0]])
    hits = Search(ArraySource(table), np.array([[0], [0]], np.int32), np.array([0, 1]), 2.0).run()
    assert list(hits.family) == [1, 0, 1, 0]
    assert list(hits.rank) == [1, 2, 1, 2]
    assert list(hits.lead) == [2.0, np.inf, 2.0, np.inf]


def test_the_threshold_for_false_matches_follows_from_markovs_inequality():
    assert threshold_for_false_matches(1e8, 0.01) == pytest.approx(10)
    with pytest.raises(ValueError, match="above zero"):
        threshold_for_false_matches(0, 1)
