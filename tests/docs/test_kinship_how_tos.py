"""Every command of the how-tos on simulation and on ranked lists runs, and the pages say what they print."""

import re
import shlex
from pathlib import Path

import pytest

from antigone.cli.main import main

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
FILES = re.compile(r"`([\w.-]+\.(?:ped|dat|csv))`[,:]\n\n```\n(.*?)```", re.S)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def call(line):
        with pytest.raises(SystemExit) as end:
            main(shlex.split(line)[1:])
        out = capsys.readouterr()
        assert not end.value.code, (line, out.err)
        return " ".join(out.out.split())

    return call


def commands(text):
    """Lines of the blocks that begin with the command, and commands within sentences, in the order of the page."""
    return re.findall(r"^(antigone .*)$|`(antigone (?:simulate|kinship) [^`]*)`", text, re.M)


def run_page(name, run, folder):
    text = (HOW_TO / name).read_text(encoding="utf-8")
    for file, content in FILES.findall(text):
        (folder / file).write_text(content, encoding="utf-8")
    return {line: run(line) for both in commands(text) for line in both if line}


def test_the_page_on_simulation(run, tmp_path):
    shown = run_page("simulate-an-event.md", run, tmp_path)
    assert len(shown) == 12
    assert "30 missing" in shown["antigone simulate exercise --seed 7"]
    listed = re.findall(r"`([\w-]+\.(?:csv|json|fam))`", (HOW_TO / "simulate-an-event.md").read_text(encoding="utf-8"))
    made = {p.name for folder in ("exercise", "larger") for p in (tmp_path / folder).rglob("*") if p.is_file()}
    assert set(listed) <= made


def test_the_page_on_ranked_lists(run, tmp_path):
    shown = run_page("from-files-to-a-ranked-list.md", run, tmp_path)
    assert len(shown) >= 11
    assert (tmp_path / "matches.csv").read_text().startswith("remains,target,family,log10_lr")
    joint = shown["antigone kinship joint exercise/named/event.json"]
    assert "undisputed" in joint
    assert "TH01" in next(out for line, out in shown.items() if "--explain" in line)


def test_the_columns_of_the_register_are_those_of_the_page():
    from antigone.simulate import morgue

    text = (HOW_TO / "simulate-an-event.md").read_text(encoding="utf-8")
    for column in (*morgue.REGISTER, *morgue.CUSTODY, *morgue.SITES):
        assert f"`{column}`" in text
