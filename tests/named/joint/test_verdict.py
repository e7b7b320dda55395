import numpy as np
import pytest

from antigone.named.joint import identify
from antigone.named.joint.family import Family, Remains, likelihoods
from antigone.named.joint.verdict import Rules, undisputed, verdicts
from antigone.named.kinship import Marker, Mutation, Pedigree, Person
from antigone.named.kinship.faults import KinshipError
from antigone.named.kinship.simulate import simulate

RNG = np.random.default_rng(5)
ALLELES = tuple(str(a) for a in range(8, 20))
MARKERS = tuple(
    Marker(f"L{k}", "A", ALLELES, RNG.dirichlet(np.full(12, 3.0)), mutation=Mutation.equal(12, 0.001, 0.002))
    for k in range(20)
)


def family(name, missing, typed):
    people = [Person(f"{name}f", sex="M"), Person(f"{name}m", sex="F")]
    people += [Person(m, f"{name}f", f"{name}m", "M") for m in missing]
    pedigree = Pedigree(tuple(people))
    drawn = simulate(pedigree, MARKERS, (*typed, *missing), RNG)
    return Family(name, pedigree, tuple(missing), {t: drawn[t] for t in typed}), {m: drawn[m] for m in missing}


@pytest.fixture(scope="module")
def event():
    """A certain match, two brothers, a family with nobody typed, a stranger, remains never typed."""
    one, its = family("A", ["MA"], ["Af", "Am"])
    two, theirs = family("B", ["MB1", "MB2"], ["Bf", "Bm"])
    three, _ = family("C", ["MC"], [])
    stranger, found = family("D", ["X"], [])
    del stranger
    remains = [
        Remains("V1", "M", its["MA"]),
        Remains("V2", "M", theirs["MB1"]),
        Remains("V3", "M", theirs["MB2"]),
        Remains("V4", "M", found["X"]),
        Remains("V5", "M", {}),
    ]
    families = [one, two, three]
    factors = likelihoods(families, remains, MARKERS)
    answer = identify(factors.factors, [r.id for r in remains])
    ours, missing = verdicts(answer, families, remains, MARKERS)
    return {v.id: v for v in (*ours, *missing)}, answer


def test_a_pair_that_nothing_rivals_is_undisputed(event):
    found, _ = event
    assert (found["V1"].standing, found["V1"].candidate) == ("undisputed", "MA")
    assert (found["MA"].standing, found["MA"].candidate) == ("undisputed", "V1")


def test_brothers_whom_the_parents_cannot_tell_apart_are_a_symmetric_set(event):
    found, answer = event
    assert found["V2"].standing == found["V3"].standing == "symmetric"
    assert found["MB1"].standing == "symmetric"
    assert answer.symmetric == (("MB1", "MB2"),)
    assert "V2, V3" in found["V2"].reason


def test_one_of_two_brothers_found_alone_fits_one_of_them():
    home, theirs = family("G", ["MG1", "MG2"], ["Gf", "Gm"])
    remains = [Remains("V", "M", theirs["MG1"])]
    answer = identify(likelihoods([home], remains, MARKERS).factors, ["V"])
    ours, _ = verdicts(answer, [home], remains, MARKERS)
    assert ours[0].standing == "symmetric"
    assert "one of MG1, MG2" in ours[0].reason


def test_a_missing_person_with_no_typed_relative_is_not_identifiable_and_the_reason_says_why(event):
    found, _ = event
    assert found["MC"].standing == "not_identifiable"
    assert "no relative" in found["MC"].reason


def test_remains_with_no_typed_marker_are_not_identifiable(event):
    found, _ = event
    assert found["V5"].standing == "not_identifiable"


def test_no_verdict_calls_a_match_an_identification(event):
    found, _ = event
    assert not any(" is identified" in v.reason or "identity" in v.reason for v in found.values())


def test_undisputed_needs_a_lead_in_the_row_and_in_the_column():
    rules = Rules(lr=1e4, lead=1e4)
    assert undisputed({("V1", "M1"): 1e9, ("V1", "M2"): 1.0, ("V2", "M1"): 1e3}, rules) == {("V1", "M1")}
    assert undisputed({("V1", "M1"): 1e9, ("V2", "M1"): 1e7}, rules) == set()
    assert undisputed({("V1", "M1"): 1e3}, rules) == set()


def test_relatives_who_exclude_one_another_are_an_error_that_names_the_family():
    plain = (Marker("L0", "A", ("8", "9"), np.array([0.5, 0.5])),)
    people = (Person("f", sex="M"), Person("m", sex="F"), Person("s", "f", "m", "M"), Person("x", "f", "m", "M"))
    odd = Family("Roe", Pedigree(people), ("x",), {"f": {"L0": ("8", "8")}, "s": {"L0": ("9", "9")}})
    with pytest.raises(KinshipError, match="Roe"):
        likelihoods([odd], [Remains("V", "M", {"L0": ("8", "9")})], plain)


def test_all_faulty_pairings_are_listed_at_once():
    one, its = family("E", ["ME"], ["Ef"])
    with pytest.raises(KinshipError) as error:
        likelihoods([one], [Remains("V", "M", its["ME"])], MARKERS, {"V": ["nobody"], "W": ["ME"]})
    assert {f.code for f in error.value.faults} == {"unknown_missing", "unknown_remains"}
