"""Kinship cases in JSON: shape faults, and the way to files and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinship_examples as made
from antigone.core.errors import InputError, UsageError
from antigone.formats.familias_read import parse_fam
from antigone.formats.kinship_data import Group, KinshipData, Locus, MutationSpec, PedigreeRecord, PersonRecord
from antigone.formats.kinship_files import format_of, read_kinship, with_frequencies, write_kinship
from antigone.formats.kinship_json import case_data, parse_cases
from antigone.formats.kinship_model import engine_markers, engine_pedigree
from antigone.named.kinship import KinshipError
from antigone.named.kinship import cases as engine
from antigone.named.kinship.frequencies import Least
from antigone.named.kinship.likelihood import loglik


def a_case() -> dict[str, Any]:
    """A father and his missing child, under identity and chance."""
    family = [
        {"id": "R", "father": None, "mother": None, "sex": "M", "founder_inbreeding": 0},
        {"id": "x", "father": None, "mother": None, "sex": "F", "founder_inbreeding": 0},
        {"id": "MP", "father": "R", "mother": "x", "sex": "M", "founder_inbreeding": None},
    ]
    stranger = [{"id": "POI", "father": None, "mother": None, "sex": "M", "founder_inbreeding": 0}]
    markers = [
        {"name": "L1", "chrom": "A", "alleles": ["8", "9"], "freqs": [0.4, 0.6], "silent": False, "mutation": None}
    ]
    genotypes = {
        "H1": {"R": {"L1": ["8", "9"]}, "MP": {"L1": ["9", "9"]}},
        "H2": {"R": {"L1": ["8", "9"]}, "POI": {"L1": ["9", "9"]}},
    }
    hypotheses = {"H1": [family], "H2": [family, stranger]}
    return {"id": "c1", "kind": "lr", "mp": "MP", "hypotheses": hypotheses, "genotypes": genotypes, "markers": markers}


def test_a_sound_case_has_no_faults() -> None:
    cases, findings = parse_cases(json.dumps({"cases": [a_case()]}).encode())
    assert findings == []
    assert len(cases) == 1


def test_all_faults_of_all_cases_are_told_with_their_paths() -> None:
    first, second = a_case(), a_case()
    first["markers"][0]["freqs"] = [0.4, "x"]
    first["hypotheses"]["H1"][0][0]["sex"] = "male"
    first["genotypes"]["H1"]["R"]["L1"] = ["8", "9", "10"]
    del second["markers"]
    second["theta"] = "big"
    second["markers"] = [{"name": "L1", "alleles": ["8"], "freqs": [0.5, 0.5], "mutation": {"matrix_female": [[1]]}}]
    _, findings = parse_cases(json.dumps([first, second]).encode())
    told = [str(finding) for finding in findings]
    for path in ("markers[0].freqs", "H1[0][0].sex", "genotypes.H1.R.L1", "theta", "as long as alleles"):
        assert any(path in text for text in told), path
    assert any("two cases" in text.lower() for text in told)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"cases": 3}', "[" * 100_000])
def test_what_holds_no_cases_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_cases(text.encode())


values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "L1", "H1"]), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(a_case())), values), st.sampled_from(["lr", "linked", "dropout", "joint"]))
def test_a_case_that_passes_the_check_never_makes_the_engine_fall_over_its_shape(
    changes: dict[str, Any], kind: str
) -> None:
    case = a_case() | changes | {"kind": kind}
    if kind == "joint":
        return
    _, findings = parse_cases(json.dumps({"cases": [case]}).encode())
    if findings:
        return
    try:
        engine.run_case(case)
    except KinshipError as error:
        told = error.faults
    else:
        return
    assert told


def test_a_stranger_with_the_profile_takes_the_missing_persons_place_in_a_file() -> None:
    data, _ = case_data(a_case())
    (group,) = data.groups
    assert group.profiles == {"R": {"L1": ("8", "9")}, "MP": {"L1": ("9", "9")}}
    second = group.pedigrees[1]
    assert second.parents == {"MP [H2]": ("R", "x")}
    assert [person.id for person in second.extras] == ["MP [H2]"]


def test_a_case_keeps_its_likelihoods_on_the_way_through_a_familias_file() -> None:
    case = a_case()
    data, _ = case_data(case)
    texts, _ = write_kinship(data, format_of(Path("x.fam")))
    again, _ = parse_fam(texts[".fam"].encode())
    markers = engine_markers(again, Least(), [])
    group = again.groups[0]
    wanted = engine.run_case(case)["loglik"]
    for tree in group.pedigrees:
        found = loglik(engine_pedigree(group, tree, []), markers, group.profiles).sum()
        assert found == pytest.approx(wanted[tree.name], rel=1e-12)


@given(made.kinship_data())
def test_json_holds_the_same_likelihoods_as_the_file(data: KinshipData) -> None:
    texts, _ = write_kinship(data, format_of(Path("x.json")))
    cases, findings = parse_cases(texts[".json"].encode()) if data.groups[0].pedigrees and data.loci else ([], [])
    notes: list[Any] = []
    markers = engine_markers(data, Least(), notes)
    if not cases or not markers:
        return
    assert findings == []
    group = data.groups[0]
    for tree in group.pedigrees:
        pedigree = engine_pedigree(group, tree, [])
        if pedigree.check():
            return
    for case in cases:
        result = engine.run_case(case)
        for tree in group.pedigrees:
            calls = {
                p: {m: c for m, c in g.items() if m in {x.name for x in markers}} for p, g in group.profiles.items()
            }
            wanted = loglik(engine_pedigree(group, tree, []), markers, calls, data.theta)
            found = [float(str(x)) for x in result["loglik_per_marker"][tree.name]]
            np.testing.assert_allclose(found, wanted, rtol=1e-9)


# Frequencies and markers on the way to the engine


def test_frequencies_of_a_table_replace_those_of_the_file_under_any_name_of_the_marker() -> None:
    group = Group("", "case", (PersonRecord("P", "M"),), (PedigreeRecord("H"),), {"P": {"VWA": ("16", "17")}})
    data = KinshipData((group,), (Locus("VWA", dropout=0.1),))
    table = (Locus("vWA", ("16", "17"), (0.5, 0.5)), Locus("TH01", ("6",), (1.0,)))
    joined = with_frequencies(data, table)
    assert [locus.name for locus in joined.loci] == ["vWA"]
    assert [locus.name for locus in with_frequencies(KinshipData(), table).loci] == ["vWA", "TH01"]
    assert joined.loci[0].dropout == 0.1
    assert joined.groups[0].profiles == {"P": {"vWA": ("16", "17")}}


def test_an_allele_that_was_seen_and_is_not_listed_gets_the_least_frequency_and_that_is_told() -> None:
    group = Group("", "case", (PersonRecord("P", "M"),), (), {"P": {"TH01": ("8", "6")}})
    locus = Locus("TH01", ("6", "9.3"), (0.001, 0.999), database_size=1000)
    findings: list[Any] = []
    (marker,) = engine_markers(KinshipData((group,), (locus,)), Least(count=5), findings)
    assert marker.alleles == ("6", "8", "9.3")
    assert marker.frequencies[0] == pytest.approx(0.005 / (0.005 + 0.005 + 0.999))
    assert [finding.code for finding in findings] == ["kinship.table_note"] * 2
    assert "5/2N" in str(findings[0])


def test_a_stepwise_model_with_an_allele_that_is_no_number_becomes_an_equal_one_and_that_is_told() -> None:
    spec = MutationSpec("extended", 0.01, 0.1, 0.001)
    locus = Locus("TH01", ("6", "Rest"), (0.5, 0.5), female=spec, male=spec)
    findings: list[Any] = []
    (marker,) = engine_markers(KinshipData((), (locus,)), Least(), findings)
    assert marker.mutation is not None
    assert marker.mutation.model == "equal"
    assert [finding.code for finding in findings] == ["kinship.model_changed"]


def test_frequencies_far_from_one_leave_the_marker_out_and_that_is_told() -> None:
    findings: list[Any] = []
    assert engine_markers(KinshipData((), (Locus("TH01", ("6", "7"), (0.5, 0.3)),)), Least(), findings) == ()
    assert "sum to 0.8" in str(findings[0])


def test_a_person_with_one_parent_gets_a_stand_in_for_the_other() -> None:
    persons = (PersonRecord("A", "M"), PersonRecord("B", "F"))
    tree = PedigreeRecord("H1", {"B": ("A", None)})
    findings: list[Any] = []
    pedigree = engine_pedigree(Group("", "case", persons, (tree,)), tree, findings)
    assert pedigree.check() == []
    assert pedigree.by_id["B"].mother == "mother of B"
    assert [finding.code for finding in findings] == ["kinship.stand_in"]


# The door


def test_the_format_follows_from_the_name_or_is_said() -> None:
    assert format_of(Path("A.FAM")).name == "familias"
    assert format_of(Path("a.dat"), "table").name == "table"
    for path, name in ((Path("a.unknown"), ""), (Path("a.fam"), "nonsense")):
        with pytest.raises(UsageError):
            format_of(path, name)


def test_gedcom_is_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.ged"
    path.write_text("0 HEAD\n0 @I1@ INDI\n1 NAME A\n0 TRLR\n")
    data, _ = read_kinship(path, format_of(path))
    with pytest.raises(UsageError):
        write_kinship(data, format_of(path))
