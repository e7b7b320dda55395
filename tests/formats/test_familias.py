"""Familias `.fam` files: what they hold is read, what is written is read back, and damage is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kinship_examples as made
from antigone.core.errors import InputError
from antigone.core.finding import Severity
from antigone.formats.familias_read import parse_fam
from antigone.formats.familias_write import losses_shown, write_fam
from antigone.formats.kinship_data import Group, KinshipData, Locus, MutationSpec, PedigreeRecord, PersonRecord


def test_calls_are_named_by_indices_from_zero() -> None:
    data, findings = parse_fam(made.paternity_fam().encode())
    (case,) = data.groups
    assert case.profiles["Alleged father"] == {"D3S1358": ("14", "15"), "TH01": ("9.3", "9.3")}
    assert case.profiles["Mother"] == {"D3S1358": ("15", "16")}
    assert [person.sex for person in case.persons] == ["M", "F", "M"]
    assert findings == []


def test_relations_that_always_hold_join_those_of_each_pedigree() -> None:
    case = parse_fam(made.paternity_fam().encode())[0].groups[0]
    first, second = case.pedigrees
    assert first.parents == {"Child": ("Alleged father", "Mother")}
    assert second.parents["Child"][1] == "Mother"
    assert [person.sex for person in second.extras] == ["M"]
    assert second.parents["Child"][0] == second.extras[0].id


@pytest.mark.parametrize(("code", "model"), list(enumerate(("equal", "proportional", "stepwise", "dawid", "extended"))))
def test_each_mutation_code_is_a_model_with_rates_of_its_own_for_each_sex(code: int, model: str) -> None:
    lines = [*made.FAM_HEAD, "0", '"Known relations"', "0", "0", "0", "0", "#FALSE# ()", "1", "#FALSE#"]
    text = "\n".join(lines + made.locus("M", {"8": 0.5, "9": 0.5}, code, 0.001))
    marker = parse_fam(text.encode())[0].loci[0]
    assert marker.female is not None
    assert marker.male is not None
    assert (marker.female.model, marker.female.rate, marker.male.rate) == (model, 0.001, 0.002)
    assert marker.female.rate2 == (1e-6 if code == 4 else 0)


def test_silent_alleles_keep_their_frequency_and_are_never_seen() -> None:
    text = made.paternity_fam(silent=0.1).replace('"Mother"\n#FALSE#\n-1\n#FALSE#\n#FALSE#\n1\n1\n2\n0', "{}")
    text = text.replace("{}", '"Mother"\n#FALSE#\n-1\n#FALSE#\n#FALSE#\n1\n1\n3\n0')
    data, findings = parse_fam(text.encode())
    assert data.loci[0].silent == 0.1
    assert data.groups[0].profiles["Mother"] == {"D3S1358": ("15", "15")}
    assert [finding.code for finding in findings] == ["familias.silent_called"]


def test_identical_twins_stand_where_a_parent_would() -> None:
    lines = [*made.FAM_HEAD, "12"]
    for n in range(12):
        lines += made.person(f"P{n}", True)
    lines += ['"Known relations"', "0", "0", "0", "1", "0", '"Twins"', "0", "0", "1", "10 (Direct/Identity)", "11"]
    lines += ["#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: 0 )", "0", "#FALSE#"]
    data, _ = parse_fam("\n".join(lines).encode())
    assert data.groups[0].pedigrees[0].twins == (("P10", "P11"),)
    again, _ = parse_fam(write_fam(data)[0].encode())
    assert again == data


@pytest.mark.parametrize("stored", [["0.9", "0.1"], ["2", "0.9", "0.1"], ["#TRUE#", "0.5", "1e-3", "text", "7"]])
def test_stored_results_do_not_stop_the_reading(stored: list[str]) -> None:
    data, _ = parse_fam(made.paternity_fam(stored=stored, theta="0.02").encode())
    assert [locus.name for locus in data.loci] == ["D3S1358", "TH01"]
    assert data.theta == 0.02
    posteriors = [tree.posterior for tree in data.groups[0].pedigrees]
    assert posteriors == ([0.9, 0.1] if stored == ["0.9", "0.1"] else [None, None])


def test_broken_markers_behind_stored_results_are_refused_and_not_taken_for_none() -> None:
    text = made.paternity_fam(stored=["0.9", "0.1"]).replace('"9.3"', "9.3")
    with pytest.raises(InputError, match="quotation marks"):
        parse_fam(text.encode())


def test_looking_for_the_markers_behind_stored_results_ends_in_good_time() -> None:
    head = made.paternity_fam(stored=[]).split("\n")[:-1]
    at = next(n for n, line in enumerate(head) if line.startswith("#TRUE# ("))
    block = made.locus("M", {"8": 1.0})
    text = "\n".join([*head[: at + 1], *["99999", "#FALSE#", *block * 4] * 3_000])
    with pytest.raises(InputError):
        parse_fam(text.encode())


def test_drop_out_is_read_for_persons_and_markers() -> None:
    text = made.paternity_fam().replace("Dropout probability = 0 ", "Dropout probability = 0.05 ", 1)
    data, _ = parse_fam(text.encode())
    assert [person.dropout for person in data.groups[0].persons] == [True, False, False]
    assert [locus.dropout for locus in data.loci] == [0.05, 0]


def test_the_dvi_section_gives_remains_families_and_settings() -> None:
    data, findings = parse_fam(made.dvi_fam().encode())
    remains, family = data.groups
    assert remains.kind == "unidentified"
    assert remains.profiles == {"PM1": {"D3S1358": ("14", "15")}, "PM2": {"D3S1358": ("16", "16")}}
    assert family.missing == ("Missing person",)
    assert family.pedigrees[0].parents == {"Son": ("Missing person", "Wife")}
    assert family.pedigrees[0].extras == (PersonRecord("Missing person", "M"),)
    assert data.settings["Advanced > Direct/Identity > Dropin"] == "0.01"
    assert findings == []


def test_counts_that_do_not_fit_are_told() -> None:
    _, findings = parse_fam(made.dvi_fam().replace("nRelations= 2", "nRelations= 3").encode())
    assert [finding.code for finding in findings] == ["familias.count_differs"]
    assert findings[0].row is not None


def test_a_broken_line_is_named_with_its_number() -> None:
    lines = made.paternity_fam().split("\n")
    at = lines.index('"Known relations"')
    lines[at + 4] = "two"
    with pytest.raises(InputError, match=rf"line {at + 5}: expected the number of pedigrees|line {at + 5}"):
        parse_fam("\n".join(lines).encode())


@pytest.mark.parametrize("text", ["", "FAM1 1 0 0 1 2\n", "hello", '"Output from another program"'])
def test_what_is_no_familias_file_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_fam(text.encode())


def test_a_call_of_an_unknown_marker_or_allele_is_a_finding_and_the_rest_is_kept() -> None:
    text = made.paternity_fam().replace("2\n0\n1\n0\n1\n1\n1", "2\n0\n9\n0\n1\n1\n1", 1)
    data, findings = parse_fam(text.encode())
    assert [finding.code for finding in findings] == ["familias.no_such_index"]
    assert data.groups[0].profiles["Alleged father"] == {"TH01": ("9.3", "9.3")}


@given(made.kinship_data())
def test_what_is_written_is_read_back(data: KinshipData) -> None:
    text, losses = write_fam(data)
    again, findings = parse_fam(text.encode())
    assert losses == []
    assert again == data
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


def test_a_dvi_file_is_read_back() -> None:
    data, _ = parse_fam(made.dvi_fam().encode())
    text, losses = write_fam(data)
    assert losses == []
    assert parse_fam(text.encode())[0] == data


def test_a_drop_out_mark_without_a_call_is_left_out_and_told() -> None:
    group = Group("", "case", (PersonRecord("P", "M", dropout=True),))
    text, losses = write_fam(KinshipData((group,)))
    assert "Consider dropouts" not in text
    assert ["drop-out mark of P" in str(loss) for loss in losses] == [True]


def test_every_loss_is_told() -> None:
    custom = MutationSpec("custom", 0.1, matrix=((0.9, 0.1), (0.1, 0.9)))
    locus = Locus("M", ("8", "9"), (0.5, 0.5), "Y", None, custom, MutationSpec("onestep", 0.01), position=3.5)
    person = PersonRecord("P", "U", category="Spouse", note="from a toothbrush")
    tree = PedigreeRecord("H1", posterior=0.9, inbreeding={"P": 0.1})
    profiles = {"P": {"M": ("8", None), "Other": ("1", "1")}}
    group = Group("", "case", (person,), (tree,), profiles, ("P",))
    _, losses = write_fam(KinshipData((group, replace(group, name="second")), (locus,)))
    told = " ".join(map(str, losses))
    for what in ("sex of P", "category", "note", "half call", "Other", "stored result", "inbreeding", "missing"):
        assert what in told
    for what in ("custom mutation", "onestep mutation", "chromosome Y", "position", "case second"):
        assert what in told
    assert any("more of the kind" in line for line in losses_shown(losses * 2))


@given(st.binary(max_size=400) | made.damaged(made.paternity_fam()) | made.damaged(made.dvi_fam()))
def test_no_file_makes_the_reader_fall(data: bytes) -> None:
    read = made.attempt(parse_fam, data)
    if read is not None:
        write_fam(read[0])


@given(st.lists(st.sampled_from(["0", "1", "2", '"a"', "#TRUE#", "#FALSE#", "0.5", "99", "[DVI]"]), max_size=60))
def test_no_order_of_familiar_lines_makes_the_reader_fall(lines: list[str]) -> None:
    text = "\n".join([*made.FAM_HEAD, *lines])
    made.attempt(parse_fam, text.encode())
