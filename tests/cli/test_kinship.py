"""`antigone kinship` as its users call it."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kinship_examples as made
from antigone.cli.main import main


def run(capsys: Any, *arguments: object) -> tuple[int, str, str]:
    """Exit code, what was printed, and what was said of errors."""
    code: Any = 0
    try:
        main(["kinship", *(str(each) for each in arguments)])
    except SystemExit as end:
        code = end.code or 0
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def fam(tmp_path: Path) -> Path:
    path = tmp_path / "trio.fam"
    path.write_text(made.paternity_fam())
    return path


@pytest.fixture
def dvi(tmp_path: Path) -> Path:
    path = tmp_path / "dvi.fam"
    path.write_text(made.dvi_fam())
    return path


def close(found: Any, wanted: Any) -> bool:
    """Equal within 1e-9 relative; infinities are strings."""
    a, b = (float(str(value)) for value in (found, wanted))
    return a == b or math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def test_all_golden_cases_come_out_in_order_and_right(shared: Path, capsys: Any) -> None:
    path = shared / "dna" / "golden_open.json"
    cases = [case for case in json.loads(path.read_text())["cases"] if case["kind"] != "joint"]
    code, out, _ = run(capsys, "lr", path, "--json")
    results = [result for result in json.loads(out)["cases"] if result["kind"] != "joint"]
    assert code == 0
    assert [result["id"] for result in results] == [case["id"] for case in cases]
    assert len(cases) == 188
    for case, result in zip(cases, results, strict=True):
        expected = case["expected"]
        names = {"linked": ["loglik_rho"], "dropout": ["LR", "p_obs_H1", "p_obs_H2"]}.get(case["kind"], [])
        assert all(close(result[name], expected[name]) for name in names), case["id"]
        if case["kind"] == "lr":
            for name, values in expected["loglik_per_marker"].items():
                pairs = zip(result["loglik_per_marker"][name], values, strict=True)
                assert all(close(a, b) for a, b in pairs), case["id"]
                assert close(result["loglik"][name], expected["loglik"][name])
            if expected.get("logLR") is not None:
                assert close(result["logLR"], expected["logLR"])


def test_the_result_of_an_lr_case_has_just_these_fields(tmp_path: Path, capsys: Any) -> None:
    person = {"id": "A", "father": None, "mother": None, "sex": "M", "founder_inbreeding": 0}
    marker = {"name": "L1", "chrom": "A", "alleles": ["8", "9"], "freqs": [0.4, 0.6], "mutation": None}
    case = {
        "id": "c",
        "kind": "lr",
        "hypotheses": {"H1": [[person]], "H2": [[person]]},
        "genotypes": {"H1": {"A": {"L1": ["8", "9"]}}, "H2": {"A": {"L1": ["8", "8"]}}},
        "markers": [marker],
    }
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"cases": [case]}))
    _, out, _ = run(capsys, "lr", path, "--json")
    (result,) = json.loads(out)["cases"]
    assert set(result) == {"id", "kind", "loglik_per_marker", "loglik", "logLR"}
    assert close(result["logLR"], math.log(0.48 / 0.16))
    _, out, _ = run(capsys, "lr", path, "--json", "--prior", "H1=0.25,H2=0.75")
    assert close(json.loads(out)["cases"][0]["posterior"]["H1"], 0.5)
    _, out, _ = run(capsys, "lr", path, "--json", "--theta", "1")
    assert json.loads(out)["cases"][0]["loglik"]["H1"] == "-Infinity"


def test_faults_of_one_case_stand_in_its_place_and_the_others_are_calculated(tmp_path: Path, capsys: Any) -> None:
    person = {"id": "A", "father": None, "mother": None, "sex": "M"}
    marker = {"name": "L1", "alleles": ["8", "9"], "freqs": [0.4, 0.6], "mutation": None}
    good = {"id": "good", "hypotheses": {"H1": [[person]]}, "genotypes": {"H1": {}}, "markers": [marker]}
    bad = {**good, "id": "bad", "genotypes": {"H1": {"A": {"L1": ["8", "77"]}, "B": {"L1": ["8", "8"]}}}}
    path = tmp_path / "c.json"
    path.write_text(json.dumps([bad, good]))
    code, out, err = run(capsys, "lr", path, "--json")
    first, second = json.loads(out)["cases"]
    assert code == 3
    assert "77" in first["error"]
    assert "person B" in first["error"]
    assert second["loglik"] == {"H1": 0.0}
    assert "case bad: 2 faults" in err


def test_a_family_is_drawn_and_every_marker_has_its_bar(fam: Path, capsys: Any) -> None:
    code, out, _ = run(capsys, "lr", fam)
    assert code == 0
    assert "H1 against H2" in out
    assert "■" in out
    assert re.search(r"TH01 +\+0\.\d\d +│█", out)
    assert re.search(r"log10 LR = \+\d", out)
    assert "no support for either hypothesis" in out
    _, out, _ = run(capsys, "lr", fam, "--against", "H1", "--prior", "H1=0.5,H2=0.5")
    assert "H2 against H1" in out
    assert "Posterior under the prior given" in out


def test_the_paternity_index_of_the_trio_is_the_textbooks(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "trio.fam"
    text = made.paternity_fam().replace("0.001\n0.002\n4\n4", "0\n0\n0\n0").replace("0.002\n0.004\n1\n1", "0\n0\n0\n0")
    path.write_text(text.replace("1e-006", "0"))
    _, out, _ = run(capsys, "lr", path, "--json")
    (family,) = json.loads(out)["families"]
    # D3: child 14/16, mother 15/16, alleged father 14/15: (1/2) / p14.
    # TH01: father and child 9.3/9.3, mother untyped: 1 / p9.3.
    assert close(family["logLR"], math.log(0.5 / 0.5) + math.log(1 / 0.75))


def test_drop_out_of_a_file_is_used_for_those_it_marks(tmp_path: Path, capsys: Any) -> None:
    plain, lossy = tmp_path / "a.fam", tmp_path / "b.fam"
    plain.write_text(made.paternity_fam())
    lossy.write_text(made.paternity_fam().replace("Dropout probability = 0 ", "Dropout probability = 0.1 "))
    values = [json.loads(run(capsys, "lr", path, "--json")[1])["families"][0]["logLR"] for path in (plain, lossy)]
    assert values[1] < values[0]


def test_an_exclusion_is_marked(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "x.ped"
    path.write_text("F a 0 0 1 8 8\nF b 0 0 2 0 0\nF c a b 1 9 9\n")
    path.with_suffix(".dat").write_text("M L1\n")
    path.with_suffix(".freq").write_text("M L1\nA 8 0.5\nA 9 0.5\n")
    _, out, _ = run(capsys, "lr", path)
    assert "excluded" in out
    assert "−∞" in out


def test_remains_are_compared_with_every_missing_person(dvi: Path, capsys: Any) -> None:
    code, out, _ = run(capsys, "lr", dvi, "--explain", "D3S1358")
    assert code == 0
    assert "who is Missing person?" in out
    assert "PM1" in out
    assert "PM2" not in out  # of the other sex
    assert "Marker D3S1358" in out
    _, out, _ = run(capsys, "lr", dvi, "--json")
    (match,) = json.loads(out)["searches"]
    # the son is 14/15; one allele comes from the missing father: LR of 14/15 is (p14 + p15) / (4 p14 p15)
    assert close(match["log10LR"], math.log10((0.5 + 0.3) / (4 * 0.5 * 0.3)))


def test_remains_of_another_file_are_compared_with_a_family(tmp_path: Path, capsys: Any) -> None:
    ped = tmp_path / "lind.ped"
    ped.write_text("Lind Ada 0 0 2 6/9.3\nLind Otto 0 0 1 0/0\nLind Milo Otto Ada 1 0/0\n")
    ped.with_suffix(".dat").write_text("M TH01\n")
    ped.with_suffix(".freq").write_text("M TH01\nA 6 0.25\nA 7 0.25\nA 9.3 0.5\n")
    bones = tmp_path / "bones.csv"
    bones.write_text("Sample,AMEL,THO1\nAda,X/Y,6/9.3\nPM-2,X/Y,7/7\nPM-3,X,6/6\n")
    code, out, _ = run(capsys, "lr", ped, "--missing", "Milo", "--remains", bones)
    assert code == 0
    assert "Ada (2)" in out  # a sample of the same name as a relative
    assert "excluded at 1: TH01" in out
    _, out, _ = run(capsys, "lr", ped, "--missing", "Milo", "--remains", bones, "--json")
    found = {match["remains"]: match["log10LR"] for match in json.loads(out)["searches"]}
    assert set(found) == {"Ada (2)", "PM-2"}
    assert close(found["Ada (2)"], math.log10((0.25 + 0.5) / (4 * 0.25 * 0.5)))
    assert found["PM-2"] == "-Infinity"


def test_power_says_whom_to_ask_first(dvi: Path, capsys: Any) -> None:
    code, out, _ = run(capsys, "power", dvi)
    assert code == 0
    assert "Ask Wife first" in out
    _, out, _ = run(capsys, "power", dvi, "--json")
    (family,) = json.loads(out)["families"]
    assert family["missing"] == "Missing person"
    assert [gain["relative"] for gain in family["ask"]] == ["Wife"]
    assert 0 < family["exclusion_probability"] < 1
    assert [level["log10LR"] for level in family["thresholds"]] == [2, 4, 6]


def test_power_without_a_missing_person_says_what_to_do(fam: Path, capsys: Any) -> None:
    code, out, _ = run(capsys, "power", fam)
    assert code == 0
    assert "--missing PERSON" in out


def test_conversion_prints_its_losses_and_writes_all_files(fam: Path, tmp_path: Path, capsys: Any) -> None:
    code, out, _ = run(capsys, "convert", fam, tmp_path / "out.ped")
    assert code == 0
    assert "lost or changed: mutation of D3S1358" in out
    assert sorted(path.name for path in tmp_path.glob("out.*")) == ["out.dat", "out.freq", "out.map", "out.ped"]
    code, _, err = run(capsys, "convert", fam, tmp_path / "out.ped")
    assert code == 2
    assert "is there already" in err
    code, out, _ = run(capsys, "convert", fam, tmp_path / "out.ped", "--force", "--json")
    assert len(json.loads(out)["losses"]) > 3


def test_conversion_of_profiles_to_cmf_asks_for_the_header_all_at_once(tmp_path: Path, capsys: Any) -> None:
    table = tmp_path / "p.csv"
    table.write_text("Sample,TH01\nR1,6/9.3\n")
    code, _, err = run(capsys, "convert", table, tmp_path / "p.xml")
    assert code == 3
    assert "DESTINATIONORI" in err
    assert "SOURCELAB" in err
    assert not (tmp_path / "p.xml").exists()
    header = ["--destination", "A", "--source-lab", "B", "--user", "ana", "--time", "2022-01-16T12:00:00"]
    code, _, _ = run(capsys, "convert", table, tmp_path / "p.xml", *header)
    assert code == 0
    assert "<ALLELEVALUE>9.3</ALLELEVALUE>" in (tmp_path / "p.xml").read_text()


def test_a_familias_case_survives_json_and_back(fam: Path, tmp_path: Path, capsys: Any) -> None:
    run(capsys, "convert", fam, tmp_path / "a.json")
    run(capsys, "convert", tmp_path / "a.json", tmp_path / "b.fam")
    first = json.loads(run(capsys, "lr", fam, "--json")[1])["families"][0]
    third = json.loads(run(capsys, "lr", tmp_path / "b.fam", "--json")[1])["families"][0]
    assert close(first["logLR"], third["logLR"])


def test_drawings_go_to_the_terminal_or_into_files(fam: Path, tmp_path: Path, capsys: Any) -> None:
    _, out, _ = run(capsys, "draw", fam)
    assert "■──" in out
    code, out, _ = run(capsys, "draw", fam, "--out", tmp_path / "f.svg", "--pedigree", "H1")
    assert code == 0
    assert (tmp_path / "f.svg").read_text().startswith("<svg")
    code, _, err = run(capsys, "draw", fam, "--family", "nobody")
    assert code == 3
    assert "no such family" in err


def test_profiles_without_frequencies_say_how_to_give_them(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "x.ped"
    path.write_text("F a 0 0 1 6 7\nF b 0 0 2 0 0\nF c a b 1 6 9.3\n")
    path.with_suffix(".dat").write_text("M TH01\n")
    code, _, err = run(capsys, "lr", path)
    assert code == 3
    assert "--frequencies" in err
    code, out, err = run(capsys, "lr", path, "--frequencies", "nist:Hispanic", "--least", "5/2N")
    assert code == 0
    assert "against unrelated" in out
    assert "5/2N" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["lr", "nothing.fam"],
        ["lr", "x.unknown"],
        ["lr", "FAM", "--convention", "HALF"],
        ["lr", "FAM", "--least", "much"],
        ["lr", "FAM", "--against", "H9"],
        ["lr", "FAM", "--explain", "D99"],
        ["lr", "FAM", "--prior", "x=y"],
        ["lr", "FAM", "--frequencies", "nist:Nowhere"],
        ["convert", "FAM", "x.ged"],
        ["lr", "x.json", "--missing", "A"],
    ],
)
def test_errors_end_with_what_to_do(arguments: list[str], fam: Path, tmp_path: Path, capsys: Any) -> None:
    named = [str(fam) if a == "FAM" else str(tmp_path / a) if "." in a else a for a in arguments]
    code, _, err = run(capsys, *named)
    assert code in (2, 3)
    assert len(err.strip().split("\n")) >= 2
    assert "Traceback" not in err


def test_help_does_not_load_the_engine() -> None:
    code = (
        "import sys, antigone.cli.kinship; print([m for m in ('numpy', 'numba', 'scipy', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
