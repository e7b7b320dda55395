"""Tables of profiles and of frequencies."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.formats.frequency_tables import parse_frequencies
from antigone.formats.genotype_tables import parse_genotypes, write_genotypes
from kinship_examples import attempt

GENIS = (
    "Sample Name\tSpecimen Category\tUD1\tUD2\tMarker\tAllele 1\tAllele 2\tAllele 3\n"
    "R1\tSIMPLE\tx\tKit\tAMEL\tX\tY\t\nR1\tSIMPLE\tx\tKit\tD3S1358\t15\t17\t\n"
    "R1\tSIMPLE\tx\tKit\tVWA\t15\t\t\nR1\tSIMPLE\tx\tKit\tPENTAD\t9,2\tOL\t\nR2\tSIMPLE\tx\tKit\tTH01\t9,3\t6\t7\n"
)
WIDE = "Sample,Sex,D3S1358,,vWA,TH01_1,TH01_2,AMEL,Shelf\nR1,F,14,15,16/17,9.3,,XY,A\nR2,m,14,14,,6,7,X Y,B\n"


def test_a_long_table_has_a_row_for_each_marker() -> None:
    data, findings = parse_genotypes(GENIS.encode())
    (group,) = data.groups
    assert group.profiles == {"R1": {"Amelogenin": ("X", "Y"), "D3S1358": ("15", "17"), "vWA": ("15", "15")}}
    assert [(person.id, person.sex, person.category) for person in group.persons] == [
        ("R1", "M", "SIMPLE"),
        ("R2", "U", "SIMPLE"),
    ]
    assert [(finding.code, finding.row) for finding in findings] == [
        ("profile.off_ladder", 5),
        ("profile.many_alleles", 6),
    ]


def test_a_wide_table_has_one_or_two_columns_for_each_marker() -> None:
    data, findings = parse_genotypes(WIDE.replace(",XY,", ",X,").encode())
    profiles = data.groups[0].profiles
    assert profiles["R1"]["D3S1358"] == ("14", "15")
    assert profiles["R1"]["TH01"] == ("9.3", "9.3")
    assert profiles["R1"]["vWA"] == ("16", "17")
    assert profiles["R2"]["TH01"] == ("6", "7")
    assert [person.sex for person in data.groups[0].persons] == ["F", "M"]
    assert [finding.code for finding in findings] == ["profile.column_not_a_marker"]


def test_a_stated_sex_that_amelogenin_denies_is_told() -> None:
    _, findings = parse_genotypes(b"Sample,Sex,AMEL\nR1,F,X/Y\n")
    assert [finding.code for finding in findings] == ["profile.sex_differs"]


def test_two_calls_that_differ_are_told_and_the_first_is_kept() -> None:
    text = "Sample Name,Marker,Allele 1,Allele 2\nR1,TH01,6,7\nR1,TH01,7,6\nR1,HUMTH01,6,9.3\n"
    data, findings = parse_genotypes(text.encode())
    assert data.groups[0].profiles["R1"] == {"TH01": ("6", "7")}
    assert [(finding.code, finding.row) for finding in findings] == [("profile.two_calls", 4)]


def test_ladders_and_controls_are_passed_over() -> None:
    text = "Sample Name\tSample Type\tMarker\tAllele 1\nL\tAllelic Ladder\tTH01\t4\nR\tSample\tTH01\t6\n"
    data, findings = parse_genotypes(text.encode())
    assert list(data.groups[0].profiles) == ["R"]
    assert [finding.code for finding in findings] == ["profile.control"]


def test_a_workbook_reads_as_its_csv() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Sample", "D3S1358", None, "TH01"], ["R1", 14, 15.0, 9.3]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    data, _ = parse_genotypes(out.getvalue(), "profiles.xlsx")
    assert data.groups[0].profiles == {"R1": {"D3S1358": ("14", "15"), "TH01": ("9.3", "9.3")}}


def test_a_written_table_is_read_back_and_its_losses_are_told() -> None:
    data, _ = parse_genotypes(GENIS.encode())
    text, losses = write_genotypes(data)
    again, _ = parse_genotypes(text.encode())
    assert again.groups[0].profiles == data.groups[0].profiles
    assert losses == []


@pytest.mark.parametrize("text", ["", "a,b\n", "a,b\n1,2\n", "Sample,Shelf\nR1,A\n", "PK\x03\x04 broken"])
def test_what_is_no_table_of_profiles_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_genotypes(text.encode())


# Frequencies


def test_a_genis_table_has_decimal_commas_in_figures_and_alleles() -> None:
    tables, findings = parse_frequencies(b"alelo;CSF1PO;Penta_D\n0;0,001;\n2,2;;0,5\n9,3;0,999;0,5\nfmin;0,01;\n")
    first, second = tables[""]
    assert (first.name, first.alleles, first.freqs, first.minimum) == ("CSF1PO", ("other", "9.3"), (0.001, 0.999), 0.01)
    assert (second.name, second.alleles) == ("Penta D", ("2.2", "9.3"))
    assert [finding.code for finding in findings] == ["frequency.allele_zero"]


def test_a_familias_table_is_blocks_of_pairs() -> None:
    tables, findings = parse_frequencies(b"TH01\n6\t0.25\n9.3\t0.75\n\nVWA\n14 0.5\n15 0.5\n")
    assert [(locus.name, locus.alleles) for locus in tables[""]] == [("TH01", ("6", "9.3")), ("vWA", ("14", "15"))]
    assert findings == []


def test_counts_become_frequencies_and_keep_the_size_of_the_database() -> None:
    text = "population,locus,allele,count,total\nA,TH01,6,30,40\nA,TH01,7,10,40\nB,TH01,6,10,10\n"
    tables, _ = parse_frequencies(text.encode())
    assert tables["A"][0].freqs == (0.75, 0.25)
    assert tables["A"][0].database_size == 40
    assert tables["B"][0].freqs == (1.0,)


def test_all_faults_of_a_table_are_told_with_row_and_marker() -> None:
    text = 'allele,TH01,vWA\n6,0.2,abc\n9.3,0.3,0.5\n"9,3",0.4,0.1\n'
    _, findings = parse_frequencies(text.encode())
    assert [(finding.code, finding.row, finding.column) for finding in findings] == [
        ("frequency.not_a_number", 2, "vWA"),
        ("frequency.allele_twice", 4, "TH01"),
        ("frequency.allele_twice", 4, "vWA"),
        ("frequency.sum", None, "TH01"),
        ("frequency.sum", None, "vWA"),
    ]


def test_the_table_that_ships_can_be_read_as_a_users_table() -> None:
    from importlib import resources

    from antigone.named.kinship.frequencies import nist1036

    data = resources.files("antigone.named.kinship").joinpath("data/nist1036.csv").read_bytes()
    tables, findings = parse_frequencies(data)
    assert findings == []
    for name, table in nist1036().items():
        assert {locus.name for locus in tables[name]} == set(table.frequencies)


@pytest.mark.parametrize("text", ["", "hello", "a,b\n1,2\n", "allele,TH01\n"])
def test_what_is_no_table_of_frequencies_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_frequencies(text.encode())


@given(st.binary(max_size=300) | st.text("alelo,;\t\n0123456789.TH vWA\"'/", max_size=200).map(str.encode))
def test_no_bytes_make_the_readers_fall(data: bytes) -> None:
    for read in (parse_genotypes, parse_frequencies):
        attempt(read, data)


@given(st.text(max_size=20), st.text(max_size=20), st.lists(st.text(max_size=6), max_size=3))
def test_no_cell_makes_the_readers_fall(sample: str, marker: str, alleles: list[str]) -> None:
    cells = [
        cell.replace('"', "").replace("\n", " ").replace("\r", " ") for cell in (sample, marker, *alleles, "", "", "")
    ]
    row = ",".join(f'"{cell}"' for cell in cells[:5])
    text = f"Sample,Marker,Allele 1,Allele 2,Allele 3\n{row}\n".encode(errors="replace")
    try:
        data, _ = parse_genotypes(text)
    except InputError:
        return
    for group in data.groups:
        for profile in group.profiles.values():
            assert all(allele is None or allele.strip() for call in profile.values() for allele in call)
