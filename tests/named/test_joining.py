"""Somebody missing in two families is one person: their relatives speak together, as if one had drawn all at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.formats.kinship_panel import frequency_panel
from antigone.named import services
from antigone.named.desk import Desk
from antigone.named.family import Member
from antigone.named.joining import Part, groups, joined, why_apart
from antigone.named.kinship import Pedigree, Person
from antigone.named.matching import Asked, compare_all
from antigone.named.sample import SampleKind
from named_worlds import genotypes, new_case, report, typed


def panel():
    return frequency_panel("nist:Caucasian", "equal:0.002", [])


def compared(desk, findings=None, method="joint"):
    desk.write(compare_all(desk, panel(), Asked(method, -20.0), [] if findings is None else findings))
    run = list(desk.book.runs.values())[-1]
    return run, [m for m in desk.book.matches.values() if m.run == run.id]


@pytest.fixture
def desk(tmp_path):
    made = Desk(new_case(tmp_path))
    made.sought = report(made)
    for name, sex in (("father", "M"), ("mother", "F")):
        code, drafts = services.relative(made, sex)
        made.write(drafts)
        setattr(made, name, code)
    yield made
    made.case.close()


def draw(desk, members, missing):
    code, drafts = services.draw_family(desk, members, missing)
    desk.write(drafts)
    return code


def halves(desk, father=""):
    """The father's family, and the mother's: each knows only one parent."""
    one = draw(desk, [Member(desk.father, sex="M"), Member("x1", sex="F"), Member(desk.sought, desk.father, "x1", "F")],
               [desk.sought])  # fmt: skip
    theirs = father or "x1"
    two = draw(desk, [Member(theirs, sex="M"), Member(desk.mother, sex="F"),
                      Member(desk.sought, theirs, desk.mother, "F")], [desk.sought])  # fmt: skip
    return one, two


def type_all(desk, **families):
    dna = genotypes()
    typed(desk, desk.father, dna["father"], families=families.get("father", ()))
    typed(desk, desk.mother, dna["mother"], families=families.get("mother", ()))
    typed(desk, "R00000000", dna["child"], SampleKind.REMAINS)
    typed(desk, "R00000001", dna["stranger"], SampleKind.REMAINS)


def test_two_halves_weigh_what_the_whole_weighs(desk, tmp_path):
    one, two = halves(desk)
    type_all(desk, father=(one,), mother=(two,))
    run, found = compared(desk)
    assert run.persons == (desk.sought,)
    assert run.families == (one, two)
    (best,) = [m for m in found if m.remains == "R00000000"]
    assert best.family == one
    from named_worlds import with_family

    (tmp_path / "whole").mkdir()
    whole, *_ = with_family(tmp_path / "whole")
    _, same = compared(whole)
    (other,) = [m for m in same if m.remains == "R00000000"]
    assert float(best.log10_lr) == pytest.approx(float(other.log10_lr))
    assert float(best.posterior) == pytest.approx(float(other.posterior))
    whole.case.close()


def test_remains_cannot_be_one_person_twice(desk):
    halves(desk)
    type_all(desk)
    _, found = compared(desk)
    assert len({(m.remains, m.person) for m in found}) == len(found)


def test_families_that_contradict_each_other_are_compared_each_by_itself(desk):
    stranger, drafts = services.relative(desk, "M")
    desk.write(drafts)
    one, two = halves(desk, father=stranger)
    type_all(desk)
    findings = []
    run, _ = compared(desk, findings, method="search")
    (told,) = [f for f in findings if f.code == "named.families_apart"]
    assert "stand in one place" in told.sentence
    assert run.families == (one, two)


def test_a_sample_given_for_one_family_speaks_for_no_other_missing_person(desk):
    sister = report(desk, "Somebody Else")
    one, _ = halves(desk)
    mother = desk.mother
    both = [
        Member(mother, sex="F"),
        Member("x1", sex="M"),
        *(Member(p, "x1", mother, "F") for p in (desk.sought, sister)),
    ]
    three = draw(desk, both, [desk.sought, sister])
    type_all(desk, father=(one,), mother=(three,))
    findings = []
    compared(desk, findings, method="search")
    assert any("was not given for" in f.sentence for f in findings if f.code == "named.families_apart")


def person(id, father=None, mother=None, sex="?"):
    return Person(id, father, mother, sex)


def part(family, people, missing):
    return Part(family, Pedigree(tuple(people)), missing)


def test_a_label_is_whoever_stands_there_in_the_other_family_and_so_are_their_parents():
    a = part("F-0001", [person("x1", sex="M"), person("x2", sex="F"), person("x3", "x1", "x2", "M"),
                        person("P-0001", "x3", "x4"), person("x4", sex="F")], ("P-0001",))  # fmt: skip
    b = part("F-0002", [person("P-0008", sex="M"), person("P-0009", sex="F"), person("P-0003", "P-0008", "P-0009", "M"),
                        person("x9", sex="F"), person("P-0001", "P-0003", "x9")], ("P-0001",))  # fmt: skip
    pedigree, why = joined([a, b])
    assert why == ""
    people = pedigree.by_id
    assert sorted(people) == ["P-0001", "P-0003", "P-0008", "P-0009", "x4@F-0001"]
    assert (people["P-0001"].father, people["P-0003"].father, people["P-0003"].mother) == ("P-0003", "P-0008", "P-0009")


def test_labels_of_two_families_are_two_people_unless_something_joins_them():
    a = part("F-0001", [person("x1", sex="M"), person("x2", sex="F"), person("P-0001", "x1", "x2")], ("P-0001",))
    b = part("F-0002", [person("P-0001"), person("x1", "P-0001", "x2"), person("x2", sex="F")], ("P-0001",))
    pedigree, _ = joined([a, b])
    assert len(pedigree.persons) == 5


def test_sexes_that_differ_and_rings_make_no_pedigree():
    a = part("F-0001", [person("P-0001", sex="M")], ("P-0001",))
    b = part("F-0002", [person("P-0001", sex="F")], ("P-0001",))
    assert joined([a, b])[0] is None
    c = part(
        "F-0003", [person("P-0001", "P-0002", "x1"), person("P-0002", sex="M"), person("x1", sex="F")], ("P-0001",)
    )
    d = part(
        "F-0004", [person("P-0002", "P-0001", "x1"), person("P-0001", sex="M"), person("x1", sex="F")], ("P-0001",)
    )
    assert joined([c, d])[0] is None


missing = st.lists(st.sampled_from([f"P-{n:04d}" for n in range(6)]), max_size=3, unique=True).map(tuple)


@given(st.lists(missing, max_size=6))
def test_groups_are_what_sharing_connects(lists):
    parts = [part(f"F-{n}", [], some) for n, some in enumerate(lists)]
    found = groups(parts)
    assert sorted(p.family for group in found for p in group) == [p.family for p in parts]
    for at, group in enumerate(found):
        mine = {m for p in group for m in p.missing}
        assert all(not mine & set(p.missing) for other in found[at + 1 :] for p in other)


def test_samples_for_all_bind_nobody():
    a = Part("F-1", Pedigree(()), ("P-0001",), {"P-0004": frozenset()})
    b = Part("F-2", Pedigree(()), ("P-0001", "P-0002"), {"P-0005": frozenset({"F-1", "F-2"})})
    assert why_apart([a, b]) == ""
