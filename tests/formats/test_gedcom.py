"""GEDCOM: relations by blood, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinship_examples as made
from antigone.core.errors import InputError
from antigone.formats.gedcom import parse_gedcom

FAMILY = """0 HEAD
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Иван /Вымышленный/
1 SEX M
1 BIRT
2 DATE ABT 1950
0 @I2@ INDI
1 NAME Anna /Beispiel/
1 SEX F
0 @I3@ INDI
1 NAME Child
1 FAMC @F1@
2 PEDI birth
0 @I4@ INDI
1 NAME Child
1 FAMC @F1@
2 PEDI adopted
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 CHIL @I3@
1 CHIL @I4@
0 TRLR
"""


def test_children_by_birth_have_their_parents_and_adopted_ones_do_not() -> None:
    data, findings = parse_gedcom(FAMILY.encode())
    (group,) = data.groups
    assert group.pedigrees[0].parents == {"Child [I3]": ("Иван Вымышленный", "Anna Beispiel")}
    assert group.persons[0].birth_year == 1950
    assert [finding.code for finding in findings] == ["gedcom.not_by_blood"]


def test_a_person_without_a_record_is_added_untyped() -> None:
    data, findings = parse_gedcom(FAMILY.replace("1 WIFE @I2@", "1 WIFE @I9@").encode())
    assert data.groups[0].pedigrees[0].parents == {"Child [I3]": ("Иван Вымышленный", "I9")}
    assert "gedcom.no_such_record" in {finding.code for finding in findings}


def test_a_husband_who_is_a_woman_is_told() -> None:
    data, findings = parse_gedcom(FAMILY.replace("1 HUSB @I1@", "1 HUSB @I2@").encode())
    assert "gedcom.sex_of_parent" in {finding.code for finding in findings}
    assert data.groups[0].pedigrees[0].parents == {}


def test_windows_files_of_other_scripts_are_read() -> None:
    data, _ = parse_gedcom(FAMILY.encode("utf-16"))
    assert data.groups[0].persons[0].id == "Иван Вымышленный"


@pytest.mark.parametrize("text", ["", "hello", "0 @I1@ INDI"])
def test_what_is_no_gedcom_file_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_gedcom(text.encode())


@given(st.binary(max_size=200).map(lambda data: b"0 HEAD\n" + data) | made.damaged(FAMILY))
def test_no_file_makes_the_reader_fall(data: bytes) -> None:
    read = made.attempt(parse_gedcom, data)
    if read is not None:
        for group in read[0].groups:
            names = {person.id for person in group.persons}
            assert all(who is None or who in names for couple in group.pedigrees[0].parents.values() for who in couple)
