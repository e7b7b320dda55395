from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.named.kinship.search import ObservationBook, RelationSource, genotype_weights
from antigone.named.kinship.search.source import relation_table

FREQUENCIES = {"11": 0.2, "12": 0.5, "13": 0.3}
GENOTYPES = [tuple(sorted(set(g))) for g in combinations_with_replacement(FREQUENCIES, 2)]
RELATIONS = {"same": (0, 0, 1), "parent": (0, 1, 0), "sib": (0.25, 0.5, 0.25), "none": (1, 0, 0)}


@given(st.integers(1, 5), st.floats(0, 0.99))
def test_what_a_genotype_can_show_sums_to_one(n, drop_out):
    subsets = [s for size in range(3) for s in combinations_with_replacement(range(n), size) if len(set(s)) == len(s)]
    total = sum(genotype_weights(n, list(s), drop_out) for s in subsets)
    np.testing.assert_allclose(total, 1.0)


def test_a_silent_allele_never_shows():
    weights = genotype_weights(3, [0], 0.0, silent=2)
    assert weights[0, 2] == 1.0
    assert weights[0, 0] == 1.0
    assert genotype_weights(3, [], 0.0, silent=2)[2, 2] == 1.0
    assert genotype_weights(3, [2], 0.0, silent=2).sum() == 0.0


def test_the_lr_of_a_profile_against_itself_is_one_over_its_frequency():
    kinds = [(), *GENOTYPES]
    table = relation_table(kinds, FREQUENCIES, RELATIONS["same"], 0.0)
    assert table[kinds.index(("11",)), kinds.index(("11",))] == pytest.approx(-np.log10(0.04))
    assert table[kinds.index(("11", "12")), kinds.index(("11", "12"))] == pytest.approx(-np.log10(0.2))
    assert table[kinds.index(("11",)), kinds.index(("12",))] == -np.inf


def test_the_paternity_index_is_that_of_the_textbook():
    kinds = [(), *GENOTYPES]
    table = relation_table(kinds, FREQUENCIES, RELATIONS["parent"], 0.0)
    assert 10 ** table[kinds.index(("11",)), kinds.index(("11",))] == pytest.approx(1 / 0.2)
    assert 10 ** table[kinds.index(("11", "12")), kinds.index(("11",))] == pytest.approx(1 / (2 * 0.2))
    assert table[kinds.index(("11",)), kinds.index(("12",))] == -np.inf


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_expected_lr_of_unrelated_profiles_is_one(relation):
    """Σ over all pairs of P(one) P(other) LR = 1 (Good 1950)."""
    p = np.array(list(FREQUENCIES.values()))
    index = {a: i for i, a in enumerate(FREQUENCIES)}
    chance = np.array([p @ genotype_weights(3, [index[a] for a in k]) @ p for k in GENOTYPES])
    table = relation_table(GENOTYPES, FREQUENCIES, RELATIONS[relation], 0.0)
    total = sum(chance[i] * chance[j] * 10 ** table[i, j] for i, j in product(range(len(chance)), repeat=2))
    assert total == pytest.approx(1.0)


@pytest.mark.parametrize("drop_out", [0.0, 0.1, 0.6])
def test_unrelated_people_have_an_lr_of_one_whatever_was_seen(drop_out):
    table = relation_table(GENOTYPES, FREQUENCIES, RELATIONS["none"], drop_out)
    np.testing.assert_allclose(table, 0.0, atol=1e-12)


def test_drop_out_keeps_a_single_allele_compatible_with_both_its_genotypes():
    table = relation_table(GENOTYPES, FREQUENCIES, RELATIONS["same"], 0.1)
    assert np.isfinite(table[GENOTYPES.index(("11",)), GENOTYPES.index(("11", "12"))])


def test_a_missing_marker_says_nothing():
    table = relation_table([(), ("11",)], FREQUENCIES, RELATIONS["sib"], 0.0)
    assert (table[0] == 0).all()
    assert (table[:, 0] == 0).all()


def test_references_give_the_rows_of_their_own_observations():
    profiles = [{"L1": ("11", "12"), "L2": ("13", "13")}, {"L1": ("12",)}]
    book = ObservationBook.of(["L1", "L2"], profiles)
    assert book.seen == [[(), ("11", "12"), ("12",)], [(), ("13",)]]
    rows = book.rows(profiles)
    assert rows.tolist() == [[1, 4], [2, 3]]
    source = RelationSource(book, rows, (FREQUENCIES, FREQUENCIES), RELATIONS["same"])
    block = source.block(0, 2)
    assert block.shape == (book.n_rows, 2)
    assert block[1, 0] == pytest.approx(-np.log10(2 * 0.2 * 0.5))
    assert block[2, 0] == -np.inf
    assert block[3, 0] == 0
