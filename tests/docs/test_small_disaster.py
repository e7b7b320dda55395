"""The tutorial of a small disaster does what it says: files written, commands run, sentences about the output hold."""

import json
import re
import shlex
from pathlib import Path

import pytest

from antigone.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "a-small-disaster.md"
PART = re.compile(r"`([\w-]+\.csv)`:\n\n```\n(.*?)```|^```\n(antigone .*?)```", re.S | re.M)
SECRETS = ("Orlan", "Bekker", "Mira", "Tavi", "Ada Invented", "000-11", "wallet", "1.2999", "2.3999", "1.2345", "9.3")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def call(line):
        code = 0
        try:
            main(shlex.split(line)[1:])
        except SystemExit as end:
            code = end.code or 0
        out = capsys.readouterr().out
        assert code == 0, line
        return " ".join(out.split())

    return call


@pytest.fixture
def told(run, tmp_path):
    """What each command of the page printed, in order."""
    (tmp_path / "tables").mkdir()
    shown = []
    for name, table, commands in PART.findall(PAGE.read_text(encoding="utf-8")):
        if name:
            folder = tmp_path / "tables" if name in ("places.csv", "statements.csv") else tmp_path
            (folder / name).write_text(table, encoding="utf-8")
        for line in commands.strip().splitlines():
            if "THEFT" in line:
                listed = json.loads(run("antigone found list quay custody --json"))
                line = line.replace("THEFT", next(e["event"] for e in listed["custody"] if e["type"] == "stolen"))
            shown.append((line, run(line)))
    return shown


def outputs(told, start):
    return [out for line, out in told if line.startswith(start)]


def test_the_small_disaster_runs_from_the_first_call_to_the_last_release(told):
    assert len(told) > 35
    accounts = outputs(told, "antigone account")
    assert ["at least 5" in accounts[0], *("at least 6" in each for each in accounts[1:])] == [True] * len(accounts)
    first, second = outputs(told, "antigone found import quay morgue-book.csv")
    assert "no such date as 2030-05-32" in first
    assert "1 kept out" in first
    assert "4 new entered" in second
    assert "2 changed" in second
    before, after, stolen, back, last = outputs(told, "antigone found balance")
    assert "│ 4 │ 4 │" in before
    assert "│ 6 │ 6 │" in after
    assert "│ 6 │ 4 │ -2 │" in stolen
    assert "8 numbered in all" in back
    assert "│ 0 │ 1 │ +1 │" in back
    assert "(with its family)" in last
    assert "differs by +1" in outputs(told, "antigone found check")[0]
    assert "log10 LR 6.49" in outputs(told, "antigone named match")[0]
    assert "is established" in outputs(told, "antigone named decide")[1]
    assert "with its family" in outputs(told, "antigone scan")[1]
    assert "verifies" in outputs(told, "antigone verify")[0]


def test_no_command_of_it_prints_a_name_and_no_file_holds_one(told, tmp_path):
    for line, out in told:
        found = [secret for secret in SECRETS if secret in out]
        assert not found, (line, found)
    for name in ("sites.geojson", "remains.csv", "post-mortem.json"):
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert not [secret for secret in SECRETS if secret in text], name
    placed = {f["id"]: f["geometry"] for f in json.loads((tmp_path / "sites.geojson").read_text())["features"]}
    assert placed["field-1"] is None
    assert placed["ferry"] == {"type": "Point", "coordinates": [2.35, 1.23]}
