import numpy as np

from antigone.named.joint.family import Remains
from antigone.named.joint.merge import merge, same_person
from antigone.named.kinship import Marker, Pedigree, Person
from antigone.named.kinship.reading import ReadingErrors
from antigone.named.kinship.simulate import simulate

RNG = np.random.default_rng(11)
ALLELES = tuple(str(a) for a in range(8, 20))
MARKERS = tuple(Marker(f"L{k}", "A", ALLELES, RNG.dirichlet(np.full(12, 3.0))) for k in range(20))
SIBLINGS = Pedigree(
    (Person("f", sex="M"), Person("m", sex="F"), Person("a", "f", "m", "M"), Person("b", "f", "m", "M"))
)


def two_brothers():
    people = simulate(SIBLINGS, MARKERS, ("a", "b"), RNG)
    return people["a"], people["b"]


def test_parts_of_one_person_are_joined_and_a_brother_is_not():
    one, brother = two_brothers()
    half = {k: v for k, v in one.items() if k < "L4"}
    remains = [Remains("skull", "M", one), Remains("femur", "?", half), Remains("other", "M", brother)]
    merged = merge(remains, MARKERS)
    assert merged.parts == {"skull": ("skull", "femur"), "other": ("other",)}
    assert merged.remains[0].profile == one
    assert merged.remains[0].sex == "M"


def test_two_parts_that_are_partial_make_one_fuller_profile():
    one, _ = two_brothers()
    names = sorted(one)
    left = {k: one[k] for k in names[:18]}
    right = {k: one[k] for k in names[2:]}
    merged = merge([Remains("left", "?", left), Remains("right", "F", right)], MARKERS)
    assert merged.remains[0].profile == one
    assert merged.remains[0].sex == "F"


def test_dropped_alleles_do_not_keep_parts_apart_when_drop_out_is_stated():
    one, _ = two_brothers()
    dropped = {k: (v[0],) if k in ("L1", "L7") else tuple(sorted(set(v))) for k, v in one.items()}
    stated = Remains("degraded", "?", dropped, ReadingErrors(0.1))
    pairs = same_person([Remains("whole", "M", one), stated], MARKERS)
    assert [(p.first, p.second) for p in pairs] == [("whole", "degraded")]
    assert merge([Remains("whole", "M", one), stated], MARKERS).remains[0].profile == one


def test_profiles_with_one_contradiction_and_no_stated_errors_stay_apart():
    one, _ = two_brothers()
    other = dict(one)
    other["L3"] = next((a, a) for a in ALLELES if a not in one["L3"])
    assert len(merge([Remains("x", "M", one), Remains("y", "M", other)], MARKERS).remains) == 2


def test_equal_profiles_are_named_as_possible_twins():
    one, _ = two_brothers()
    assert merge([Remains("x", "M", one), Remains("y", "M", one)], MARKERS).twins == (("x", "y"),)


def test_no_remains_and_no_markers_join_nothing():
    assert merge([], MARKERS).remains == ()
    assert len(merge([Remains("x", "M", {}), Remains("y", "M", {})], MARKERS).remains) == 2
