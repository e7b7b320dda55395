"""All that can be wrong with an input is found at once, and says what to do."""

import numpy as np
import pytest

from antigone.named.kinship import (
    GenotypeError,
    KinshipError,
    Marker,
    MarkerError,
    Mutation,
    Pedigree,
    PedigreeError,
    Person,
    ReadingErrors,
    linked_loglik,
    loglik,
)

MARKER = Marker("D1", "A", ("14", "15"), np.array([0.4, 0.6]))
X = Marker("X1", "X", ("14", "15"), np.array([0.4, 0.6]))
MAN = Pedigree((Person("a", sex="M"),))


def codes(error: pytest.ExceptionInfo[KinshipError]) -> set[tuple[str, str | None, str | None]]:
    """(code, person, marker) of every fault, each of which says what to do."""
    assert all(fault.do and fault.message for fault in error.value.faults)
    assert str(error.value).count("\n") == len(error.value.faults) - 1
    return {(fault.code, fault.person, fault.marker) for fault in error.value.faults}


def test_every_fault_of_a_family_is_listed() -> None:
    pedigree = Pedigree(
        (
            Person("a", "b", "c", "M"),
            Person("b", "a", "c", "M"),
            Person("c", sex="M"),
            Person("d", "a", None, "F"),
            Person("e", "nobody", "c", "F"),
            Person("f", "a", "d", "F", founder_inbreeding=0.1),
            Person("g", sex="F"),
            Person("g", sex="F", founder_inbreeding=2),
            Person("h", "b", "d", "F", twin="t"),
            Person("i", "a", "d", "M", twin="t"),
        )
    )
    found = {(fault.code, fault.person) for fault in pedigree.check()}
    assert found >= {
        ("own_ancestor", "a"),
        ("own_ancestor", "b"),
        ("parent_sex", "a"),
        ("one_parent", "d"),
        ("unknown_parent", "e"),
        ("founder_inbreeding", "f"),
        ("duplicate_person", "g"),
        ("founder_inbreeding", "g"),
        ("twin_parents", "i"),
        ("twin_sex", "i"),
    }
    with pytest.raises(PedigreeError):
        pedigree.require_valid()


def test_a_sound_family_has_no_fault() -> None:
    family = Pedigree((Person("c", "a", "b", "F"), Person("a", sex="M"), Person("b", sex="F")))
    assert family.check() == []
    assert family.parents_first.index("a") < family.parents_first.index("c")
    assert family.children["a"] == ("c",)


def test_every_fault_of_a_marker_is_listed() -> None:
    bad = Marker("D2", "A", ("1", "1", "2"), np.array([0.5, 0.7, -0.2]), mutation=Mutation.custom(np.eye(2)))
    short = Marker("D3", "A", ("1", "2"), np.array([0.5, 0.4]), mutation=Mutation.custom([[0.5, 0.2], [0, 1]]))
    with pytest.raises(MarkerError) as error:
        loglik(MAN, [bad, short, MARKER, MARKER], {})
    assert codes(error) == {
        ("duplicate_allele", None, "D2"),
        ("frequency_range", None, "D2"),
        ("mutation_shape", None, "D2"),
        ("frequency_sum", None, "D3"),
        ("mutation_row", None, "D3"),
        ("duplicate_marker", None, "D1"),
    }


def test_every_fault_of_the_genotypes_is_listed() -> None:
    silent = Marker("S", "A", ("1", "silent"), np.array([0.9, 0.1]), silent=True)
    family = Pedigree((Person("a", sex="M"), Person("b", sex="F")))
    genotypes = {
        "a": {"D1": ("14", "99"), "X1": ("14", "15"), "S": ("1", "silent")},
        "b": {"D1": ("14", "15", "15")},
        "z": {"D1": ("14", "15")},
    }
    with pytest.raises(GenotypeError) as error:
        loglik(family, [MARKER, X, silent], genotypes)
    assert codes(error) == {
        ("unknown_allele", "a", "D1"),
        ("two_alleles", "a", "X1"),
        ("silent_seen", "a", "S"),
        ("allele_count", "b", "D1"),
        ("unknown_person", "z", None),
    }


def test_faults_of_different_kinds_come_together() -> None:
    family = Pedigree((Person("a", "x", "y"),))
    marker = Marker("D1", "A", ("14", "15"), np.array([0.4, 0.4]))
    with pytest.raises(KinshipError) as error:
        loglik(family, [marker], {"a": {"D1": ("14", "99")}})
    found = {code for code, _, _ in codes(error)}
    assert found == {"unknown_parent", "frequency_sum", "unknown_allele"}


def test_the_same_id_in_two_pedigrees_of_one_hypothesis_is_refused() -> None:
    with pytest.raises(PedigreeError) as error:
        loglik((MAN, MAN), [MARKER], {})
    assert codes(error) == {("duplicate_person", "a", None)}


def test_a_sex_linked_marker_needs_the_sex() -> None:
    with pytest.raises(PedigreeError) as error:
        loglik(Pedigree((Person("a"),)), [X], {})
    assert codes(error) == {("sex_needed", "a", None)}


@pytest.mark.parametrize(
    "work",
    [
        lambda: loglik(MAN, [MARKER], {}, theta=1.5),
        lambda: loglik((), [MARKER], {}),
        lambda: linked_loglik(MAN, [MARKER, X], {}, 0.7),
        lambda: ReadingErrors(dropout=-0.1),
        lambda: Mutation.equal(3, 1.5),
        lambda: Mutation.stepwise(("a", "b"), 0.1),
        lambda: Mutation.proportional([0.999, 0.001], 0.9),
    ],
)
def test_parameters_that_make_no_sense_are_refused(work) -> None:
    with pytest.raises(KinshipError) as error:
        work()
    assert all(fault.do for fault in error.value.faults)


@pytest.mark.parametrize(
    "genotype", [5, "14", ("14",), ("14", "15", "14"), (1, 2), {"14": 1}, (["14"], "15"), ("15", 3.5)]
)
def test_odd_genotypes_are_faults_and_never_crash(genotype) -> None:
    with pytest.raises(GenotypeError):
        loglik(MAN, [MARKER], {"a": {"D1": genotype}})


def test_lists_do_for_pairs() -> None:
    assert loglik(MAN, [MARKER], {"a": {"D1": ["14", "15"]}})[0] == pytest.approx(np.log(0.48))


def test_a_profile_that_is_no_table_is_a_fault() -> None:
    with pytest.raises(GenotypeError) as error:
        loglik(MAN, [MARKER], {"a": ["14", "15"]})
    assert codes(error) == {("profile_form", "a", None)}
