"""`antigone undercount` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from antigone.cli.main import main

TABLE = """registry,hospital,families,count
0,0,1,60
0,1,0,49
0,1,1,4
1,0,0,247
1,0,1,112
1,1,0,142
1,1,1,12
"""


def test_it_prints_a_range_and_never_one_number_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lists.csv"
    file.write_text(TABLE, encoding="utf-8")
    main_ok(["undercount", str(file)])
    shown = capsys.readouterr().out
    assert "626 people" in shown
    assert "670 to 1,052" in " ".join(shown.split())
    assert "registry×hospital" in shown


def test_its_json_holds_every_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lists.csv"
    file.write_text(TABLE, encoding="utf-8")
    main_ok(["undercount", str(file), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert data["observed"] == 626
    assert len(data["models"]) + len(data["refused"]) == 8
    assert data["range"]["low"] < data["best"]["total"] < data["range"]["high"]


def test_one_row_for_each_person_gives_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = ["registry,hospital,families"]
    for line in TABLE.splitlines()[1:]:
        *marks, count = line.split(",")
        people += [",".join(marks)] * int(count)
    for name, text in (("counts.csv", TABLE), ("people.csv", "\n".join(people))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    main_ok(["undercount", str(tmp_path / "counts.csv"), "--json"])
    first = capsys.readouterr().out
    main_ok(["undercount", str(tmp_path / "people.csv"), "--json"])
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("two.json", '{"lists": ["A", "B"], "counts": {"10": 4, "01": 5, "11": 3}}', "too few"),
        ("mark.csv", "a,b,c,count\n1,0,2,5\n", "row 2: c holds '2'"),
        ("count.csv", "a,b,c,count\n1,0,1,x\n", "row 2: count holds 'x'"),
        ("empty.csv", "a,b,c,count\n", "holds no table"),
        ("broken.json", '{"lists"', "is not JSON"),
        ("form.json", "[1, 2]", "expected form"),
        ("types.json", '{"lists": ["A", "B", "C"], "counts": {"111": "5"}}', "not a whole number"),
    ],
)
def test_bad_input_ends_with_a_sentence_and_what_to_do(
    name: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["undercount", str(tmp_path / name)])
    assert ended.value.code == 3
    assert said in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["undercount", str(tmp_path / "none.csv")])
    assert ended.value.code == 3
    assert "none.csv" in capsys.readouterr().err


def main_ok(arguments: list[str]) -> None:
    """The command ends well."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert not ended.value.code
