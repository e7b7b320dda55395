from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from antigone.named.kinship import Marker, Mutation, Pedigree, Person
from antigone.named.kinship.faults import KinshipError
from antigone.named.kinship.likelihood import loglik
from antigone.named.kinship.reading import ReadingErrors
from antigone.named.kinship.search import (
    KAPPAS,
    MISSING,
    Observation,
    ObservationBook,
    PedigreeSource,
    RelationSource,
    Search,
    SearchFamily,
)
from antigone.named.kinship.search.relation import relation_table
from antigone.named.kinship.simulate import simulate

L1 = Marker("L1", "A", ("11", "12", "13"), np.array([0.2, 0.5, 0.3]))
GENOTYPES = [Observation(g) for g in combinations_with_replacement(L1.alleles, 2)]
HOM, HET, OTHER = Observation(("11", "11")), Observation(("11", "12")), Observation(("12", "12"))


def lr(table, kinds, a, b):
    return 10 ** table[kinds.index(a), kinds.index(b)]


def test_the_lr_of_a_profile_against_itself_is_one_over_its_frequency():
    table = relation_table(GENOTYPES, L1, KAPPAS["same_person"])
    assert lr(table, GENOTYPES, HOM, HOM) == pytest.approx(1 / 0.04)
    assert lr(table, GENOTYPES, HET, HET) == pytest.approx(1 / 0.2)
    assert lr(table, GENOTYPES, HOM, OTHER) == 0


def test_the_paternity_index_is_that_of_the_textbook():
    table = relation_table(GENOTYPES, L1, KAPPAS["parent_child"])
    assert lr(table, GENOTYPES, HOM, HOM) == pytest.approx(1 / 0.2)
    assert lr(table, GENOTYPES, HET, HOM) == pytest.approx(1 / (2 * 0.2))
    assert lr(table, GENOTYPES, HOM, OTHER) == 0


@pytest.mark.parametrize("relation", KAPPAS)
def test_the_expected_lr_of_unrelated_profiles_is_one(relation):
    """Σ over all pairs of P(one) P(other) LR = 1 (Good 1950)."""
    p = dict(zip(L1.alleles, L1.frequencies, strict=True))
    chance = [p[a] * p[b] * (1 + (a != b)) for (a, b), _ in GENOTYPES]
    table = relation_table(GENOTYPES, L1, KAPPAS[relation])
    total = sum(chance[i] * chance[j] * 10 ** table[i, j] for i, j in product(range(len(chance)), repeat=2))
    assert total == pytest.approx(1.0)


@pytest.mark.parametrize("drop_out", [0.0, 0.1, 0.6])
def test_unrelated_people_have_an_lr_of_one_whatever_was_seen(drop_out):
    errors = ReadingErrors(drop_out)
    kinds = [Observation(seen, errors) for seen in [("11",), ("11", "12"), ("13",)]]
    np.testing.assert_allclose(relation_table(kinds, L1, (1.0, 0.0, 0.0)), 0.0, atol=1e-12)


def test_drop_out_keeps_a_single_allele_compatible_with_a_heterozygote():
    kinds = [Observation(("11",), ReadingErrors(0.1)), HET]
    assert 0 < lr(relation_table(kinds, L1, KAPPAS["same_person"]), kinds, *kinds) < np.inf


def test_a_missing_marker_says_nothing():
    table = relation_table([MISSING, HOM], L1, KAPPAS["full_siblings"])
    assert (table[0] == 0).all()
    assert (table[:, 0] == 0).all()


def test_profiles_that_show_the_same_share_a_row():
    profiles = [{"L1": ("12", "11"), "L2": ("13", "13")}, {"L1": ("11", "12")}, {"L1": ()}]
    book = ObservationBook.of(["L1", "L2"], profiles)
    assert book.rows(profiles).tolist() == [[1, 3], [1, 2], [0, 2]]
    errors = [ReadingErrors(0.1)] * 3
    assert ObservationBook.of(["L1", "L2"], profiles, errors).n_rows == 5


def test_references_are_searched_by_their_own_observations():
    profiles = [{"L1": ("11", "12")}, {"L1": ("12", "12")}]
    book = ObservationBook.of(["L1"], profiles)
    source = RelationSource(book, book.rows(profiles), (L1,), KAPPAS["same_person"])
    hits = Search(source, book.rows(profiles), book.offsets, 0.1).run()
    assert list(zip(hits.profile, hits.family, strict=True)) == [(0, 0), (1, 1)]


# ---- families
# -------------------------------------------------------------------------------------------------------


def trio(prefix, extra=()):
    people = [Person(f"{prefix}f", sex="M"), Person(f"{prefix}m", sex="F")]
    people += [Person(f"{prefix}{who}", f"{prefix}f", f"{prefix}m", "M") for who in ("x", *extra)]
    return Pedigree(tuple(people))


def panel(seed=3):
    rng = np.random.default_rng(seed)
    markers = []
    for k, n in enumerate((4, 6, 3)):
        p = rng.dirichlet(np.ones(n))
        mutation = Mutation.stepwise(tuple(str(i + 8) for i in range(n)), 0.002, 0.004, 1e-5, 0.1) if k else None
        markers.append(
            Marker(f"M{k}", "X" if k == 2 else "A", tuple(str(i + 8) for i in range(n)), p, mutation=mutation)
        )
    return tuple(markers)


def test_tables_of_families_give_the_likelihood_ratio_of_the_pedigree_engine():
    markers, rng = panel(), np.random.default_rng(5)
    families, remains = [], []
    for i in range(9):
        pedigree = trio(f"F{i}", extra=("s",) if i % 2 else ())
        typed = (f"F{i}m", f"F{i}s") if i % 2 else (f"F{i}f",)
        people = simulate(pedigree, markers, (*typed, f"F{i}x"), rng)
        remains.append(people[f"F{i}x"])
        families.append(SearchFamily(f"F{i}", pedigree, f"F{i}x", {t: people[t] for t in typed}))
    remains[3] = {k: v for k, v in remains[3].items() if k != "M1"}
    names = [m.name for m in markers]
    book = ObservationBook.of(names, remains)
    source = PedigreeSource(tuple(families), book, markers)
    hits = Search(source, book.rows(remains), book.offsets, -50.0).run()
    assert len(hits) > 9
    for r, f, log10_lr in zip(hits.profile, hits.family, hits.log10_lr, strict=True):
        family = families[f]
        together = loglik(family.pedigree, markers, {**family.genotypes, family.member: remains[r]}).sum()
        apart = loglik(family.pedigree, markers, family.genotypes).sum()
        chance = loglik(Pedigree((Person("r", sex="M"),)), markers, {"r": remains[r]}).sum()
        assert log10_lr == pytest.approx((together - apart - chance) / np.log(10), rel=1e-9, abs=1e-9)


def test_a_family_whose_relatives_exclude_one_another_is_named():
    markers = (Marker("L1", "A", ("11", "12"), np.array([0.5, 0.5])),)
    genotypes = {"f": {"L1": ("11", "11")}, "s": {"L1": ("12", "12")}}
    family = SearchFamily("the Does", trio("", extra=("s",)), "x", genotypes)
    book = ObservationBook.of(["L1"], [{"L1": ("11", "12")}])
    with pytest.raises(KinshipError, match="the Does"):
        PedigreeSource((family,), book, markers).block(0, 1)


def test_a_missing_person_who_is_not_in_the_pedigree_is_named():
    with pytest.raises(KinshipError, match="nobody"):
        PedigreeSource((SearchFamily("F", trio("F"), "nobody", {}),), ObservationBook.of(["L1"], []), (L1,))
