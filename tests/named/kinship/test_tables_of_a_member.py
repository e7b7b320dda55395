"""Conditional genotype tables: look-ups, exclusions, updates, many families at once."""

import math

import numpy as np
import pytest

from antigone.named.kinship import (
    FamilyTables,
    GenotypeError,
    Marker,
    Mutation,
    Pedigree,
    Person,
    ReadingErrors,
    genotype_table,
    loglik,
    tables_of_families,
)
from antigone.named.kinship import likelihood as likelihood_module
from antigone.named.kinship.likelihood import batch_loglik, structures_of
from antigone.named.kinship.reading import read_families
from antigone.named.kinship.simulate import simulate

FAMILY = Pedigree(
    (
        Person("f", sex="M"),
        Person("m", sex="F"),
        Person("a", "f", "m", "M"),
        Person("b", "f", "m", "F"),
        Person("c", "f", "m", "F"),
    )
)
NAMES = ("14", "15", "16")
P = np.array([0.2, 0.3, 0.5])
PLAIN = Marker("D1", "A", NAMES, P)
MUTATING = Marker("D2", "A", NAMES, P, mutation=Mutation.stepwise(NAMES, 0.01, 0.02))


def test_a_child_of_one_typed_parent_shares_an_allele_and_the_rest_is_excluded() -> None:
    table = genotype_table(FAMILY, "a", [PLAIN], {"f": {"D1": ("14", "15")}})[0]
    assert table.weight(("14", "16")) == pytest.approx(0.25)
    assert table.lr(("14", "16")) == pytest.approx(0.25 / 0.2)
    assert table.excluded == ["16/16"]
    assert table.lr(("16", "16")) == 0
    assert math.exp(table.log_evidence) == pytest.approx(0.12)


def test_nothing_is_excluded_when_alleles_mutate_far_enough() -> None:
    table = genotype_table(FAMILY, "a", [MUTATING], {"f": {"D2": ("14", "14")}})[0]
    assert table.excluded == []
    assert 0 < table.lr(("16", "16")) < 0.01


def test_a_half_genotype_and_a_lost_allele_are_sums_over_the_table() -> None:
    table = genotype_table(FAMILY, "a", [PLAIN], {"f": {"D1": ("14", "15")}})[0]
    assert table.weight(("14", None)) == pytest.approx(sum(table.weight(("14", x)) for x in NAMES))
    expected = 0.1 * 0.9 * (table.weight(("14", "15")) + table.weight(("14", "16"))) + 0.99 * table.weight(("14", "14"))
    assert table.weight(("14",), ReadingErrors(dropout=0.1)) == pytest.approx(expected)
    assert table.weight((), ReadingErrors(dropout=1.0)) == pytest.approx(1)


def test_a_man_has_one_x_allele_and_a_woman_no_y() -> None:
    x, y = Marker("X1", "X", NAMES, P), Marker("Y1", "Y", NAMES, P)
    son, haplotype = genotype_table(FAMILY, "a", [x, y], {"f": {"X1": ("14",), "Y1": ("15",)}})
    assert son.genotypes() == pytest.approx(dict(zip(NAMES, P.tolist(), strict=True)))
    assert haplotype.genotypes() == {"14": 0, "15": 1, "16": 0}
    daughter, none = genotype_table(FAMILY, "b", [x, y], {"f": {"X1": ("14",)}})
    assert daughter.weight(("16", "15")) == 0
    assert none.genotypes() == {}
    assert none.probability == 1


def test_identifying_a_member_updates_the_others_exactly() -> None:
    known = {"c": {"D1": ("14", "15"), "D2": ("15", "16")}}
    family = FamilyTables.start(FAMILY, [PLAIN, MUTATING], known)
    before = family.table("a")
    after = family.identified("b", {"D1": ("16", "16")})
    fresh = genotype_table(FAMILY, "a", [PLAIN, MUTATING], {**known, "b": {"D1": ("16", "16")}})
    for ours, full in zip(after.table("a"), fresh, strict=True):
        assert ours.probability == pytest.approx(full.probability)
    assert after.table("a")[1] is before[1]  # the marker that was not typed is kept
    assert family.lr("a", {"D1": ("14", "15")})[1] == 1


def test_many_families_at_once_equal_one_after_another() -> None:
    generator = np.random.default_rng(5)
    families = [simulate(FAMILY, [MUTATING], ("b", "c") if k % 2 else ("c",), generator) for k in range(9)]
    logs, tables = tables_of_families(FAMILY, "a", MUTATING, families)
    for log, many, genotypes in zip(logs, tables, families, strict=True):
        one = genotype_table(FAMILY, "a", [MUTATING], genotypes)[0]
        assert one.log_evidence == pytest.approx(log)
        assert one.probability == pytest.approx(many)


def test_markers_of_very_different_sizes_are_worked_on_apart_with_the_same_result() -> None:
    generator = np.random.default_rng(3)
    panel = []
    for k, n in enumerate([3, 4, 60, 5, 55]):
        names = tuple(str(i) for i in range(1, n + 1))
        p = generator.dirichlet(np.ones(n))
        panel.append(Marker(f"M{k}", "A", names, p, mutation=Mutation.stepwise(names, 0.01)))
    genotypes = simulate(FAMILY, panel, ("b", "c", "a"), generator)
    assert loglik(FAMILY, panel, genotypes) == pytest.approx(
        [loglik(FAMILY, [marker], genotypes)[0] for marker in panel]
    )
    relatives = {who: genotypes[who] for who in "bc"}
    for marker, table in zip(panel, genotype_table(FAMILY, "a", panel, relatives), strict=True):
        alone = genotype_table(FAMILY, "a", [marker], relatives)[0]
        assert table.probability == pytest.approx(alone.probability)


def test_an_impossible_family_has_an_empty_table() -> None:
    genotypes = {"f": {"D1": ("14", "14")}, "b": {"D1": ("15", "16")}}
    table = genotype_table(FAMILY, "a", [PLAIN], genotypes)[0]
    assert table.log_evidence == -math.inf
    assert not table.probability.any()


def test_an_unknown_member_is_refused() -> None:
    with pytest.raises(GenotypeError):
        genotype_table(FAMILY, "nobody", [PLAIN], {})


def test_a_hard_family_is_done_for_many_families_too() -> None:
    persons = [Person("f", sex="M"), Person("m", sex="F"), Person("s", "f", "m", "M"), Person("d", "f", "m", "F")]
    for k in range(4):
        persons += [Person(f"a{k}", "s", "d", "MF"[k % 2])]
    persons += [Person("x", "a0", "a1", "M"), Person("y", "a2", "a3", "F"), Person("z", "x", "y", "M")]
    names = tuple(str(i) for i in range(5, 25))
    marker = Marker("D", "A", names, np.full(20, 0.05))
    families = [{"z": {"D": ("9", str(9 + k))}, "x": {"D": ("9", "10")}} for k in range(3)]
    pedigree = Pedigree(tuple(persons))
    (batch,) = read_families(structures_of(pedigree, [marker])["A"], marker, families)
    expected = [loglik(pedigree, [marker], genotypes)[0] for genotypes in families]
    for start in (0, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(likelihood_module, "LUMP_FROM", start)
            assert batch_loglik(batch, 0.0, "FULL") == pytest.approx(expected)
    assert batch_loglik(batch, 0.02, "FULL")[1] == pytest.approx(loglik(pedigree, [marker], families[1], 0.02)[0])
