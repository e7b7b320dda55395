"""Names of alleles and markers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.formats.allele_names import allele_key, is_missing, is_off_ladder, normal_allele
from antigone.formats.locus_names import LocusIndex, is_sex_marker, lineage, locus_key, usual_spelling


@pytest.mark.parametrize(
    ("text", "allele"),
    [("9,3", "9.3"), ("09.30", "9.3"), ("14.0", "14"), ("x", "X"), (" 31.2 ", "31.2"), ("Rest", "Rest"), ("0", "0")],
)
def test_an_allele_has_one_spelling(text: str, allele: str) -> None:
    assert normal_allele(text) == allele


@given(st.integers(0, 99), st.integers(0, 9), st.integers(0, 99), st.integers(0, 9))
def test_two_alleles_never_become_one(a: int, b: int, c: int, d: int) -> None:
    same = (a, b) == (c, d)
    assert (normal_allele(f"{a},{b}") == normal_allele(f"{c}.{d}")) is same


@given(st.text(max_size=12))
def test_a_spelling_stays_as_it_is(text: str) -> None:
    assert normal_allele(normal_allele(text)) == normal_allele(text)


def test_nine_sorts_before_ten() -> None:
    assert sorted(["10", "9", "9.3", "Rest", "11.2", "11"], key=allele_key) == ["9", "9.3", "10", "11", "11.2", "Rest"]


@pytest.mark.parametrize("text", ["OL", "ol", "OL>28", "<8", ">50", "?", "16?", "off-ladder"])
def test_off_ladder_calls_are_no_alleles(text: str) -> None:
    assert is_off_ladder(text)
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("names", "spelling"),
    [
        (["AMEL", "Amelogenin", "amelogenin", "AMG"], "Amelogenin"),
        (["VWA", "vWA", "vWF", "HUMVWA", "vWA31/A"], "vWA"),
        (["PentaD", "PENTA_D", "Penta D", "penta-d"], "Penta D"),
        (["THO1", "TH01", "HUMTH01"], "TH01"),
        (["D12S391", "d12s391", "D12 S391"], "D12S391"),
        (["ACTBP2", "SE33", "SE-33"], "SE33"),
        (["DYS389I", "DYS389 I", "DYS389.1"], "DYS389 I"),
    ],
)
def test_markers_have_many_names(names: list[str], spelling: str) -> None:
    assert {usual_spelling(name) for name in names} == {spelling}
    assert len({locus_key(name) for name in names}) == 1


def test_unknown_markers_keep_their_names_and_are_found_without_regard_to_case() -> None:
    index = LocusIndex(["L1", "My Marker"])
    assert index.find("l1") == "L1"
    assert index.find("MY_MARKER") == "My Marker"
    assert index.find("L2") is None
    assert usual_spelling(" L1 ") == "L1"


def test_chromosomes_follow_from_names() -> None:
    assert [lineage(name) for name in ("DXS10103", "DYS19", "Y-GATA-H4", "TH01")] == ["X", "Y", "Y", "A"]
    assert is_sex_marker("AMEL")
