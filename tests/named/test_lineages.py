"""Y-STR and mitochondrial haplotypes: told apart, never in a ratio, and an exclusion is shown first."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.formats.kinship_panel import frequency_panel
from antigone.named import services
from antigone.named.desk import Desk
from antigone.named.family import Member
from antigone.named.judge import compare
from antigone.named.lineages import LineageLine, Verdict, beside, haplotype, line_of, lineages
from antigone.named.matching import Asked, compare_all
from antigone.named.sample import SampleKind
from named_worlds import genotypes, new_case, typed, withdraw

Y = {
    "DYS391": ("10",),
    "DYS389I": ("13",),
    "DYS390": ("24",),
    "DYS393": ("13",),
    "DYS438": ("12",),
    "DYS385": ("11", "14"),
}
MT = {f"mt{at}": (base,) for at, base in ((73, "G"), (263, "G"), (16126, "C"), (16294, "T"), (16519, "C"), (150, "C"))}


def change(haplotype, *markers):
    return {m: ("99",) if m in markers else call for m, call in haplotype.items()}


@pytest.fixture
def world(tmp_path):
    """A missing son; typed are his father, his father's brother and his mother's mother."""
    desk = Desk(new_case(tmp_path))
    got = services.receive(desk, services.NewReport({"name": "Adil Canaryov"}, {"age": "30"}, sex="M"))
    desk.write(got.drafts)
    son = got.person

    def relative(sex):
        code, drafts = services.relative(desk, sex)
        desk.write(drafts)
        return code

    grandfather, father, uncle = relative("M"), relative("M"), relative("M")
    granny, mother = relative("F"), relative("F")
    members = [
        Member(grandfather, sex="M"), Member("x1", sex="F"), Member(father, grandfather, "x1", "M"),
        Member(uncle, grandfather, "x1", "M"), Member(granny, sex="F"), Member("x2", sex="M"),
        Member(mother, "x2", granny, "F"), Member(son, father, mother, "M"),
    ]  # fmt: skip
    code, drafts = services.draw_family(desk, members, [son])
    desk.write(drafts)
    desk.people = {"son": son, "father": father, "uncle": uncle, "granny": granny, "family": code}
    yield desk
    desk.case.close()


def lines(desk):
    return [(x.remains, x.line, x.loci, x.different, x.meioses, x.verdict) for x in lineages(desk)]


def test_a_line_agrees_differs_a_little_or_is_excluded(world):
    who = world.people
    typed(world, who["uncle"], Y, families=(who["family"],))
    typed(world, who["granny"], MT, families=(who["family"],))
    typed(world, "R00000000", {**Y, **change(MT, "mt73")}, SampleKind.REMAINS)
    typed(
        world,
        "R00000001",
        {**change(Y, "DYS391", "DYS390", "DYS393"), **change(MT, "mt73", "mt150")},
        SampleKind.REMAINS,
    )
    assert lines(world) == [
        ("R00000000", "MT", 6, 1, 2, Verdict.INCONCLUSIVE),
        ("R00000000", "Y", 6, 0, 3, Verdict.CONSISTENT),
        ("R00000001", "MT", 6, 2, 2, Verdict.EXCLUDED),
        ("R00000001", "Y", 6, 3, 3, Verdict.EXCLUDED),
    ]


def test_who_stands_in_another_line_says_nothing_of_it(world):
    typed(world, world.people["granny"], {**Y, **MT})
    typed(world, "R00000000", {**Y, **MT}, SampleKind.REMAINS)
    assert [x[1] for x in lines(world)] == ["MT"]


def test_a_sample_of_their_own_may_differ_nowhere(world):
    typed(world, world.people["son"], Y, SampleKind.DIRECT)
    typed(world, "R00000000", change(Y, "DYS391"), SampleKind.REMAINS)
    assert lines(world) == [("R00000000", "Y", 6, 1, 0, Verdict.EXCLUDED)]


def test_without_consent_a_line_is_not_looked_at(world):
    typed(world, world.people["father"], Y)
    typed(world, "R00000000", Y, SampleKind.REMAINS)
    assert len(lines(world)) == 1
    withdraw(world, world.people["father"])
    assert lines(world) == []


def test_a_sample_given_for_another_family_says_nothing_here(world):
    other = services.receive(world, services.NewReport({"name": "Somebody Else"}, {"age": "20"}, sex="F"))
    world.write(other.drafts)
    father = world.people["father"]
    members = [Member(father, sex="M"), Member("x1", sex="F"), Member(other.person, father, "x1", "F")]
    code, drafts = services.draw_family(world, members, [other.person])
    world.write(drafts)
    typed(world, father, Y, families=(code,))
    typed(world, "R00000000", Y, SampleKind.REMAINS)
    assert lines(world) == []


def test_few_loci_say_nothing(world):
    typed(world, world.people["father"], dict(list(Y.items())[:4]))
    typed(world, "R00000000", Y, SampleKind.REMAINS)
    assert lines(world) == []


def test_lines_are_in_no_ratio_and_an_exclusion_stands_first_in_a_comparison(world):
    who, dna = world.people, genotypes()
    father = typed(world, who["father"], dna["father"])[0]
    typed(world, "R00000000", dna["child"], SampleKind.REMAINS)
    panel = frequency_panel("nist:Caucasian", "equal:0.002", [])

    def ratio():
        world.write(compare_all(world, panel, Asked("search", 1.0), []))
        return list(world.book.matches.values())[-1].log10_lr

    before = ratio()
    _profile(world, father, Y)
    _profile(world, next(s.id for s in world.book.samples.values() if s.donor == "R00000000"),
             change(Y, "DYS391", "DYS390", "DYS393"))  # fmt: skip
    assert ratio() == before
    found = compare(world, "R00000000", who["son"])
    (against,) = [c for c in found.contradictions if c.kind == "line"]
    assert "3 of 6 loci differ" in against.sentence
    assert against.proof
    text = json.dumps([x.as_json() for x in lineages(world)]) + against.sentence
    assert who["father"] not in text
    assert "DYS" not in text


def _profile(desk, sample, calls):
    from antigone.named.sample import ProfileRecord

    _, drafts = services.enter_profile(desk, ProfileRecord("", sample), calls)
    desk.write(drafts)


def test_markers_tell_their_line_by_name():
    assert [line_of(m) for m in ("DYS391", "dys 385", "Y_GATA_H4", "mt16126", "HV1", "D8S1179", "DXS8378", "FGA")] == [
        "Y", "Y", "Y", "MT", "MT", None, None, None,
    ]  # fmt: skip


alleles = st.sampled_from(["10", "11", "12", None])
profiles = st.dictionaries(st.sampled_from(list(Y)), st.tuples(alleles, alleles))


@given(profiles, profiles)
def test_comparing_is_symmetric_and_nothing_differs_from_itself(one, other):
    a, b = haplotype(one, "Y"), haplotype(other, "Y")
    assert beside(a, b) == beside(b, a)
    assert beside(a, a) == (len(a), 0)
    loci, different = beside(a, b)
    assert 0 <= different <= loci <= len(set(a) & set(b))


def test_a_second_allele_that_was_not_seen_is_no_difference():
    assert beside({"dys385": frozenset({"11", "14"})}, {"dys385": frozenset({"11"})}) == (0, 0)


def test_the_sentence_of_a_line():
    told = LineageLine("R00000000", "P-0001", "Y", 17, 0, 1).sentence
    assert told == "Y-STR haplotype, 1 transmissions apart: none of 17 loci differs: consistent with one line"
