"""LINKAGE and MERLIN files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinship_examples as made
from antigone.core.errors import InputError
from antigone.formats.kinship_data import Group, KinshipData, Locus, PedigreeRecord, PersonRecord
from antigone.formats.linkage import parse_linkage, read_linkage
from antigone.formats.linkage_write import write_linkage

PED = "F1 1 0 0 1 2 14 15 9.3/6\nF1 2 0 0 2 1 15 15 0/0\nF1 3 1 2 1 1 14 15 6/6\n"
DAT = "A affected\nM D3S1358\nM TH01\n"
MAP = "CHROMOSOME MARKER POSITION\n3 D3S1358 63.1\nX TH01 2.2\n"
FREQ = "M D3S1358\nF 0.1 0.2\nF 0.7\nM TH01\nA 6 0.25\nA 9.3 0.75\n"


def test_columns_follow_the_dat_file() -> None:
    data, findings = parse_linkage(PED, {".dat": DAT, ".map": MAP, ".freq": FREQ})
    (family,) = data.groups
    assert family.profiles["1"] == {"D3S1358": ("14", "15"), "TH01": ("9.3", "6")}
    assert family.profiles["2"] == {"D3S1358": ("15", "15")}
    assert family.pedigrees[0].parents == {"3": ("1", "2")}
    assert family.persons[0].affected == "affected=2"
    assert data.loci[0].alleles == ("1", "2", "3")
    assert data.loci[0].position == 63.1
    assert (data.loci[1].chrom, data.loci[1].freqs) == ("X", (0.25, 0.75))
    assert findings == []


def test_without_a_dat_file_the_columns_are_guessed_and_that_is_told() -> None:
    data, findings = parse_linkage("F1 1 0 0 1 14 15 6 6\nF1 2 0 0 2 0 0 6 9\n")
    assert [locus.name for locus in data.loci] == ["M1", "M2"]
    assert [finding.code for finding in findings] == ["linkage.no_dat"]


def test_identical_twins_share_an_odd_zygosity_code() -> None:
    data, _ = parse_linkage(
        "F a 0 0 1 0\nF b 0 0 2 0\nF c a b 1 1\nF d a b 1 1\nF e a b 1 2\nF f a b 1 2\n", {".dat": "Z zygosity\n"}
    )
    assert data.groups[0].pedigrees[0].twins == (("c", "d"),)


def test_all_faults_are_told_at_once_with_their_lines() -> None:
    ped = "F1 1 9 2 1 14 15\nF1 2 0 0 7 14 15\nF1 2 0 0 2 14 15\nF1 4 0\nF1 5 0 0 2 14 15 16\n"
    data, findings = parse_linkage(ped, {".dat": "M L1\n"})
    assert {finding.code: finding.row for finding in findings} == {
        "linkage.sex": 2,
        "linkage.person_twice": 3,
        "linkage.short_line": 4,
        "linkage.long_line": 5,
        "linkage.parent_not_listed": 1,
    }
    assert "9" in {person.id for person in data.groups[0].persons}


def test_the_parts_lie_beside_the_ped_file(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    for suffix, text in ((".ped", PED), (".dat", DAT), (".frq", FREQ)):
        (folder / f"case{suffix}").write_text(text)
    data, _ = read_linkage(folder / "case.ped")
    assert data.loci[1].alleles == ("6", "9.3")


def test_half_calls_and_twins_come_back() -> None:
    persons = (PersonRecord("a", "M"), PersonRecord("b", "F"), PersonRecord("c", "F"), PersonRecord("d", "F"))
    tree = PedigreeRecord("F1", {"c": ("a", "b"), "d": ("a", "b")}, twins=(("c", "d"),))
    group = Group("F1", "family", persons, (tree,), {"a": {"L1": ("14", None)}, "c": {"L1": ("9.3", "14")}})
    data = KinshipData((group,), (Locus("L1", ("9.3", "14"), (0.5, 0.5), "X", position=1.5),))
    texts, losses = write_linkage(data)
    again, findings = parse_linkage(texts[".ped"], texts)
    assert again == data
    assert (losses, findings) == ([], [])


@given(made.kinship_data())
def test_families_and_profiles_come_back_and_all_else_is_told(data: KinshipData) -> None:
    texts, losses = write_linkage(data)
    again, _ = parse_linkage(texts[".ped"], texts)
    for locus, read in zip(data.loci, again.loci, strict=True):
        assert (locus.alleles, locus.freqs) == (read.alleles, read.freqs)
        if locus.female or locus.male:
            assert any(f"mutation of {locus.name}" in str(loss) for loss in losses)
    (group,) = data.groups
    trees = group.pedigrees or (PedigreeRecord(""),)
    for tree, family in zip(trees, again.groups, strict=True):
        calls = sorted(str(sorted(profile.items())) for profile in group.profiles.values())
        assert sorted(str(sorted(profile.items())) for profile in family.profiles.values()) == calls
        assert len(family.pedigrees[0].parents) == len(tree.parents)


@pytest.mark.parametrize("text", ["", "# only a remark\n", "1 2 3\n"])
def test_what_is_no_pedigree_file_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_linkage(text)


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_text_makes_the_reader_fall(ped: str, dat: str, map_: str, freq: str) -> None:
    for parts in ({}, {".dat": dat, ".map": map_, ".freq": freq}):
        read = made.attempt(parse_linkage, ped, parts)
        if read is not None:
            write_linkage(read[0])


@given(made.damaged(PED), made.damaged(DAT), made.damaged(FREQ))
def test_no_damage_makes_the_reader_fall(ped: bytes, dat: bytes, freq: bytes) -> None:
    read = made.attempt(parse_linkage, ped.decode(), {".dat": dat.decode(), ".freq": freq.decode()})
    if read is not None:
        write_linkage(read[0])
