import numpy as np
import pytest

from antigone.named.joint.family import Family, Remains
from antigone.named.kinship import Marker, Mutation, Pedigree, Person
from antigone.named.kinship.search.report import Pool
from antigone.named.kinship.simulate import simulate

RNG = np.random.default_rng(8)
ALLELES = tuple(str(a) for a in range(8, 18))
MARKERS = tuple(
    Marker(f"L{k}", "A", ALLELES, RNG.dirichlet(np.full(10, 3.0)), mutation=Mutation.equal(10, 0.001, 0.002))
    for k in range(16)
)


def families(n=6):
    found, remains = [], []
    for i in range(n):
        people = (Person(f"f{i}", sex="M"), Person(f"m{i}", sex="F"), Person(f"x{i}", f"f{i}", f"m{i}", "M"))
        pedigree = Pedigree(people)
        drawn = simulate(pedigree, MARKERS, (f"f{i}", f"m{i}", f"x{i}"), RNG)
        typed = {p: drawn[p] for p in (f"f{i}", f"m{i}")}
        found.append(Family(f"F{i}", pedigree, (f"x{i}",), typed))
        remains.append(Remains(f"V{i}", "M", drawn[f"x{i}"]))
    return found, remains


def found_in(pool, threshold):
    return pool.matches(pool.search(threshold).run())


def test_matches_carry_names_ranks_and_the_number_of_markers_that_speak():
    fams, remains = families()
    matches = found_in(Pool(fams, remains, MARKERS, "families"), 4.0)
    assert [(m.profile, m.target, m.family, m.rank) for m in matches] == [
        (f"V{i}", f"x{i}", f"F{i}", 1) for i in range(6)
    ]
    assert all(m.shared == 16 for m in matches)


def test_a_marker_that_only_a_mutation_explains_is_named_as_a_contradiction():
    fams, remains = families(1)
    parents = {a for g in fams[0].genotypes.values() for a in g["L3"]}
    strange = next(a for a in ALLELES if a not in parents)
    own = next(iter(fams[0].genotypes.values()))["L3"][0]
    changed = Remains("V0", "M", {**remains[0].profile, "L3": (own, strange)})
    matches = found_in(Pool(fams, [changed], MARKERS, "families"), 4.0)
    assert matches[0].exclusions == ("L3",)


def test_a_woman_is_not_proposed_for_a_missing_man():
    fams, remains = families(1)
    woman = Remains("V0", "F", remains[0].profile)
    assert found_in(Pool(fams, [woman], MARKERS, "families"), 4.0) == []


def test_each_pair_of_profiles_is_shown_once_and_nobody_with_themselves():
    fams, remains = families(3)
    twice = [*remains, Remains("again", "M", remains[1].profile)]
    matches = found_in(Pool(fams, twice, MARKERS, "remains", "same_person"), 6.0)
    assert [(m.profile, m.target) for m in matches] == [("V1", "again")]


def test_references_who_are_undeclared_kin_are_found():
    people = (Person("f", sex="M"), Person("m", sex="F"), Person("a", "f", "m", "F"), Person("b", "f", "m", "M"))
    drawn = simulate(Pedigree(people), MARKERS, ("a", "b"), RNG)
    one = Family("One", Pedigree((Person("a", sex="F"), Person("y", sex="M"))), ("y",), {"a": drawn["a"]})
    two = Family("Two", Pedigree((Person("b", sex="M"), Person("z", sex="M"))), ("z",), {"b": drawn["b"]})
    matches = found_in(Pool([one, two], [], MARKERS, "references", "full_siblings"), 2.0)
    assert [(m.profile, m.target) for m in matches] == [("One: a", "Two: b")]


@pytest.mark.parametrize("threshold", [4.0, 300.0])
def test_no_match_is_an_empty_list(threshold):
    fams, remains = families(1)
    empty = [Remains("V", "M", {})]
    assert found_in(Pool(fams, empty, MARKERS, "families"), threshold) == []
    assert remains
