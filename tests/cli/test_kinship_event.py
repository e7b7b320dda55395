"""`kinship search` and `kinship joint` as their user calls them."""

import csv
import json

import numpy as np
import pytest
from typer.testing import CliRunner

import kinship_examples as made
from antigone.cli.kinship import app
from antigone.core.errors import InputError, UsageError
from antigone.named.kinship import Marker, Pedigree, Person
from antigone.named.kinship.simulate import simulate

RNG = np.random.default_rng(4)
ALLELES = [str(a) for a in range(8, 20)]
MARKERS = [Marker(f"L{k}", "A", tuple(ALLELES), RNG.dirichlet(np.full(12, 3.0))) for k in range(16)]


def event(n=3):
    """n families with a father typed, all their sons found, and a stranger."""
    families, genotypes, remains = [], {}, []
    for i in range(n):
        people = [
            {"id": f"R{i}", "father": None, "mother": None, "sex": "M"},
            {"id": f"x{i}", "father": None, "mother": None, "sex": "F"},
            {"id": f"M{i}", "father": f"R{i}", "mother": f"x{i}", "sex": "M"},
        ]
        pedigree = Pedigree(tuple(Person(p["id"], p["father"], p["mother"], p["sex"]) for p in people))
        drawn = simulate(pedigree, MARKERS, (f"R{i}", f"M{i}"), RNG)
        families.append({"name": f"F{i}", "pedigree": people, "missing": [f"M{i}"], "refs": [f"R{i}"]})
        genotypes[f"R{i}"] = {k: list(v) for k, v in drawn[f"R{i}"].items()}
        genotypes[f"V{i}"] = {k: list(v) for k, v in drawn[f"M{i}"].items()}
        remains.append({"id": f"V{i}", "sex": "M"})
    markers = [{"name": m.name, "chrom": "A", "alleles": ALLELES, "freqs": m.frequencies.tolist()} for m in MARKERS]
    case = {"id": "e", "kind": "joint", "pm": remains, "families": families, "genotypes": genotypes, "markers": markers}
    return {"cases": [case]}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event()), encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_search_prints_the_true_pairs_first(file):
    found = json.loads(run("search", file, "--json").stdout)
    assert [(m["remains"], m["target"]) for m in found["matches"]] == [(f"V{i}", f"M{i}") for i in range(3)]
    assert found["pairs"] == 9


def test_search_writes_a_table(file, tmp_path):
    out = tmp_path / "matches.csv"
    assert run("search", file, "--csv", out).exit_code == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert {row["family"] for row in rows} == {"F0", "F1", "F2"}


def test_a_threshold_can_be_asked_for_by_the_false_matches_it_gives(file):
    found = json.loads(run("search", file, "--false-matches", "0.001", "--population", "1000", "--json").stdout)
    assert found["threshold"] == pytest.approx(np.log10(3 * 1000 / 0.001))


def test_search_can_be_taken_up_again(file, tmp_path):
    kept = tmp_path / "kept"
    first = run("search", file, "--resume", kept, "--json").stdout
    assert list(kept.glob("block-*.npz"))
    assert run("search", file, "--resume", kept, "--json").stdout == first


@pytest.mark.parametrize(
    "arguments",
    [
        ("--against", "clouds"),
        ("--relation", "full_siblings"),
        ("--against", "remains", "--relation", "strangers"),
        ("--threshold", "3", "--false-matches", "1"),
        ("--population", "5"),
        ("--false-matches", "0"),
    ],
)
def test_options_that_make_no_sense_say_what_to_do(file, arguments):
    result = run("search", file, *arguments)
    assert isinstance(result.exception, UsageError)
    assert result.exception.do


def test_joint_gives_the_cases_of_a_file(file):
    case = json.loads(run("joint", file, "--json", "--top", "2").stdout)["cases"][0]
    assert case["posterior"]["V1"]["M1"] > 0.99
    assert len(case["assignments"]) == 2


def test_joint_reads_a_familias_file_and_weighs_the_number_of_dead(tmp_path):
    path = tmp_path / "dvi.fam"
    path.write_text(made.dvi_fam(), encoding="utf-8")
    flat = json.loads(run("joint", path, "--json").stdout)
    many = json.loads(run("joint", path, "--json", "--dead", "1000").stdout)
    person = flat["missing"][0]["id"]
    assert many["posterior"]["PM1"][person] < flat["posterior"]["PM1"][person]
    shown = run("joint", path).stdout
    assert "a board of people identifies" in shown
    assert "exact" in shown


def test_other_evidence_counts_by_its_table_and_bad_rows_are_all_named(tmp_path):
    path = tmp_path / "dvi.fam"
    path.write_text(made.dvi_fam(), encoding="utf-8")
    flat = json.loads(run("joint", path, "--json").stdout)
    person = flat["missing"][0]["id"]
    table = tmp_path / "other.csv"
    table.write_text(f"remains,missing,lr\nPM1,{person},0.001\n", encoding="utf-8")
    weighed = json.loads(run("joint", path, "--json", "--priors", table).stdout)
    assert weighed["posterior"]["PM1"][person] < flat["posterior"]["PM1"][person]
    table.write_text(f"remains,missing,lr\nnobody,{person},1\nPM1,{person},often\nPM1,{person},-1\n", encoding="utf-8")
    result = run("joint", path, "--priors", table)
    assert isinstance(result.exception, InputError)
    assert [f"row {n}" in str(result.exception) for n in (2, 3, 4)] == [True] * 3


def test_a_file_without_remains_is_told_so(tmp_path):
    path = tmp_path / "case.fam"
    path.write_text(made.paternity_fam(), encoding="utf-8")
    result = run("joint", path)
    assert isinstance(result.exception, InputError)
    assert "no remains" in str(result.exception)


def test_a_file_with_no_joint_case_is_told_so(tmp_path):
    path = tmp_path / "none.json"
    path.write_text('{"cases": []}', encoding="utf-8")
    assert isinstance(run("joint", path).exception, InputError)
    assert isinstance(run("search", path).exception, InputError)
