"""The tutorial does what it says: its files are written, its commands run, and its sentences about the output hold."""

import re
import shlex
from pathlib import Path

import pytest

from antigone.cli.main import main

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def call(line):
        code = 0
        try:
            main(shlex.split(line)[1:])
        except SystemExit as end:
            code = end.code or 0
        assert code == 0, line
        return " ".join(capsys.readouterr().out.split())

    return call


def test_the_tutorial_runs_from_end_to_end(run, tmp_path):
    text = (DOCS / "tutorial" / "first-account.md").read_text(encoding="utf-8")
    (tmp_path / "tables").mkdir()
    for name, table in re.findall(r"`(\w+\.csv)`:\n\n```\n(.*?)```", text, re.S):
        (tmp_path / "tables" / name).write_text(table, encoding="utf-8")
    blocks = re.findall(r"^```\n(antigone .*?)```", text, re.S | re.M)
    shown = {line: run(line) for block in blocks for line in block.strip().splitlines()}
    assert "Port: at least 16" in shown["antigone account port"]
    assert "Port: at least 14" in shown["antigone account port --assume body-is-person=off"]
    assert "Port: at least 10" in shown["antigone account port --as-of 2030-05-01"]
    assert (tmp_path / "port.html").exists()
    for line in ("antigone log port", "antigone verify port"):
        assert f"`{line}`" in text
        run(line)
