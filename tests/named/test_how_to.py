"""Every command of the how-to page works, in its order."""

import csv
import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from antigone.cli.main import app
from named_worlds import genotypes, new_case

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "decide-and-release.md"


def commands() -> list[str]:
    """The lines of all blocks of code."""
    blocks = re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("antigone ")]


def test_every_command_of_the_page_works(tmp_path, monkeypatch):
    new_case(tmp_path, 2).close()
    (tmp_path / "case").rename(tmp_path / "almaty")
    monkeypatch.chdir(tmp_path)
    dna = genotypes()
    with open("profiles.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["sample", "marker", "allele 1", "allele 2"])
        for sample, who in (("S-0001", "father"), ("S-0002", "mother"), ("S-0003", "child")):
            writer.writerows([sample, marker, *alleles] for marker, alleles in dna[who].items())
    assert len(commands()) > 20
    printed = []
    for line in commands():
        words = shlex.split(line.replace("table.csv", "nist:Caucasian"))[1:]
        result = CliRunner().invoke(app, words, catch_exceptions=True)
        assert result.exit_code == 0, (line, result.output, result.exception)
        printed.append(result.output)
    whole = "\n".join(printed)
    assert "D-0001 is established" in whole
    assert "Release L-0001: R00000000 to F-0001." in whole
    assert "RECALL L-0001" in whole
    assert "identified, meets the laboratory's rule" in whole
