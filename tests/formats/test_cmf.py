"""CODIS CMF: profiles in XML, both ways, and nothing that XML can do to a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinship_examples as made
from antigone.core.errors import InputError
from antigone.formats.cmf import LOCI_32, LOCI_33, Header, parse_cmf, write_cmf
from antigone.formats.kinship_data import Group, KinshipData, Locus, PedigreeRecord, PersonRecord
from antigone.formats.locus_names import usual_spelling

HEADER = Header("LAB1", "LAB2", "ana", "2022-01-16T12:00:00", "B7", "Kit", "3.3")


def message(specimens: str, version: str = "3.2") -> bytes:
    """A CMF message around specimens."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<CODISImportFile xmlns="urn:CODISImportFile-schema"><HEADERVERSION>{version}</HEADERVERSION>
<MESSAGETYPE>Import</MESSAGETYPE><DESTINATIONORI>LAB1</DESTINATIONORI><SOURCELAB>LAB2</SOURCELAB>
<SUBMITBYUSERID>ana</SUBMITBYUSERID><SUBMITDATETIME>2022-01-16T12:00:00</SUBMITDATETIME>{specimens}
</CODISImportFile>""".encode()


def specimen(name: str, loci: dict[str, list[str]], attributes: str = "") -> str:
    """One specimen."""
    calls = "".join(
        f"<LOCUS><LOCUSNAME>{marker}</LOCUSNAME>"
        + "".join(f"<ALLELE><ALLELEVALUE>{a}</ALLELEVALUE></ALLELE>" for a in alleles)
        + "</LOCUS>"
        for marker, alleles in loci.items()
    )
    category = "<SPECIMENCATEGORY>Unidentified Person</SPECIMENCATEGORY>"
    return f"<SPECIMEN{attributes}><SPECIMENID>{name}</SPECIMENID>{category}{calls}</SPECIMEN>"


def test_one_allele_is_a_homozygote_and_amelogenin_tells_the_sex() -> None:
    data, findings = parse_cmf(message(specimen("R1", {"THO1": ["9,3"], "AMEL": ["X", "Y"], "VWA": ["16", "17"]})))
    (group,) = data.groups
    assert group.profiles["R1"] == {"TH01": ("9.3", "9.3"), "Amelogenin": ("X", "Y"), "vWA": ("16", "17")}
    assert group.persons == (PersonRecord("R1", "M", category="Unidentified Person"),)
    assert findings == []


def test_one_allele_of_a_partial_specimen_is_half_a_call() -> None:
    data, findings = parse_cmf(message(specimen("R1", {"FGA": ["22"]}, ' PARTIAL="true"')))
    assert data.groups[0].profiles["R1"] == {"FGA": ("22", None)}
    assert [finding.code for finding in findings] == ["profile.half"]


def test_mixtures_off_ladder_calls_and_doubled_ids_are_told() -> None:
    both = specimen("R1", {"FGA": ["20", "21", "22"], "TH01": ["OL", "6"]}) + specimen("R1", {"FGA": ["20"]})
    data, findings = parse_cmf(message(both))
    assert {finding.code for finding in findings} == {"profile.many_alleles", "profile.off_ladder", "cmf.same_id"}
    assert list(data.groups[0].profiles) == ["R1 (2)"]


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_documents_types_and_entities_are_refused(start: str) -> None:
    body = b'<CODISImportFile xmlns="urn:CODISImportFile-schema"></CODISImportFile>'
    with pytest.raises(InputError, match="document type or entities"):
        parse_cmf(start.encode() + body)


@pytest.mark.parametrize("text", [b"", b"<a/>", b"<CODISImportFile>", b"\xff\xfe\x00", b"not xml"])
def test_what_is_no_cmf_file_is_refused(text: bytes) -> None:
    with pytest.raises(InputError):
        parse_cmf(text)


def test_what_is_read_is_written_and_read_again() -> None:
    loci = {"Amelogenin": ["X"], "D3S1358": ["14", "15"], "Penta D": ["9"]}
    data, _ = parse_cmf(message(specimen("R1", loci) + specimen("Ж2 &amp; Co", {"TH01": ["6", "9.3"]}), "3.3"))
    text, losses = write_cmf(data)
    assert parse_cmf(text.encode())[0] == data
    assert losses == []


def test_all_faults_of_a_header_are_told_at_once() -> None:
    with pytest.raises(InputError) as error:
        write_cmf(KinshipData(), Header("A" * 11, "", "ana", "2022", version="9"))
    for fault in ("DESTINATIONORI has more", "SOURCELAB is missing", "version 9"):
        assert fault in error.value.message


def test_every_loss_is_told() -> None:
    persons = (PersonRecord("a" * 30, "M"), PersonRecord("a" * 31, note="n" * 300), PersonRecord("untyped"))
    profiles = {"a" * 30: {"TH01": ("6", None), "HUMXYZ": ("1", "2")}, "a" * 31: {"TH01": ("6", "1" * 11)}}
    tree = PedigreeRecord("Tree")
    data = KinshipData((Group("F", "family", persons, (tree,), profiles),), (Locus("TH01", ("6",), (1.0,)),))
    text, losses = write_cmf(data, HEADER)
    told = " ".join(map(str, losses))
    for what in ("family tree", "frequencies", "half call", "no such marker", "characters", "untyped", "the sex of"):
        assert what in told
    assert len({line for line in text.split("\n") if "SPECIMENID" in line}) == 2


def test_markers_go_out_under_the_names_that_the_version_allows() -> None:
    profiles = {"R": {"AMEL": ("X", "X"), "ACTBP-2": ("18", "19"), "penta_d": ("9", "10"), "DYS389I": ("13", "13")}}
    data = KinshipData((Group("", "unidentified", (PersonRecord("R", "F"),), (), profiles),))
    new, losses = write_cmf(data, HEADER)
    assert losses[1:] == []
    for name in ("Amelogenin", "SE33", "Penta D", "DYS389 I"):
        assert f"<LOCUSNAME>{name}</LOCUSNAME>" in new
    _, losses = write_cmf(data, Header("LAB1", "LAB2", "ana", "2022-01-16T12:00:00", version="3.2"))
    assert sum("no such marker" in str(loss) for loss in losses) == 2


def test_the_lists_of_markers_are_spelt_as_usual() -> None:
    assert len(LOCI_32) < len(LOCI_33)
    assert {usual_spelling(name) for name in LOCI_33} == LOCI_33


@given(st.binary(max_size=300) | made.damaged(message(specimen("R1", {"FGA": ["20", "21"]})).decode()))
def test_no_file_makes_the_reader_fall(data: bytes) -> None:
    read = made.attempt(parse_cmf, data)
    if read is not None:
        text, _ = write_cmf(read[0], HEADER)
        parse_cmf(text.encode())
