"""The how-to of the morgue register does what it says: its commands run, and the sums come out."""

import json
import re
import shlex
from pathlib import Path

from antigone.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "keep-a-morgue-register.md"


def test_the_how_to_runs_from_end_to_end(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def run(line):
        code = 0
        try:
            main(shlex.split(line)[1:])
        except SystemExit as end:
            code = end.code or 0
        assert code == 0, line
        return capsys.readouterr().out

    shown = []
    for block in re.findall(r"^```\n(antigone .*?)```", PAGE.read_text(encoding="utf-8"), re.S | re.M):
        for line in block.strip().splitlines():
            if "EVENT" in line:
                custody = json.loads(run("antigone found list port custody --json"))["custody"]
                line = line.replace("EVENT", next(e["event"] for e in custody if e["type"] == "stolen"))
            shown.append((line, run(line)))
    made = json.loads(run("antigone found balance port --json"))
    assert made["total"] == made["found"] == 4
    assert [row["difference"] for row in made["variances"]] == [1]
    scans = [" ".join(out.split()) for line, out in shown if line.startswith("antigone scan")]
    assert "It belongs here (morgue-1)." in scans[0]
    assert "It should be in lab (Institute)" in scans[1]
