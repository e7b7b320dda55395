"""The commands as a person types them: what they print, what they leave behind, how they fail."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from antigone.cli.main import main

TABLES = {
    "statements.csv": "id,said_on,speaker,unit,low,high,best,modifier,place,group,note\n"
    "C1,2030-05-01,Ana Vell,killed,10,10,10,exact,port,all,\n"
    "C2,2030-05-02,Radio Quay,killed,12,,,at_least,port,all,\n",
    "places.csv": "id,name,parent,kind\nland,Land,,country\nport,Port,land,city\n",
    "groups.csv": "id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\n",
}


def run(capsys, *arguments):
    """Exit code, what was printed, and what was said of errors."""
    code = 0
    try:
        main([str(each) for each in arguments])
    except SystemExit as end:
        code = end.code or 0
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "tables"
    made.mkdir()
    for name, text in TABLES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def case(tmp_path, capsys):
    path = tmp_path / "case"
    assert run(capsys, "init", path, "--name", "Port", "--by", "tester")[0] == 0
    return path


def test_init_says_what_comes_next(tmp_path, capsys):
    code, out, _ = run(capsys, "init", tmp_path / "new", "--by", "tester")
    assert code == 0
    assert "antigone import" in out


def test_init_does_not_touch_what_is_there(case, capsys):
    code, _, err = run(capsys, "init", case)
    assert code == 4
    assert "is there already" in err


def test_import_prints_what_entered_and_as_json_too(case, folder, capsys):
    code, out, _ = run(capsys, "import", case, folder, "--dry-run")
    assert code == 0
    assert "would enter" in out
    code, out, _ = run(capsys, "import", case, folder, "--json")
    told = json.loads(out)
    assert told["added"] == {"place": 2, "group": 1, "claim": 2}
    code, out, _ = run(capsys, "import", case, folder)
    assert "0 new entered, 5 are in the case already" in " ".join(out.split())


def test_a_bad_row_is_shown_with_its_place_its_reason_and_its_remedy(case, folder, capsys):
    with open(folder / "statements.csv", "a") as file:
        file.write("C3,2030-05-03,,killed,50,41,,,port,all,\n")
    code, out, _ = run(capsys, "import", case, folder)
    shown = " ".join(out.split())
    assert code == 0
    assert "statements.csv, row 4, column low: low (50) is above high (41)." in shown
    assert "Swap them" in shown
    code, out, _ = run(capsys, "findings", case)
    assert "low (50) is above high (41)." in " ".join(out.split())


def test_a_finding_is_gone_once_its_row_is_mended(case, folder, capsys):
    good = (folder / "statements.csv").read_text()
    (folder / "statements.csv").write_text(good + "C3,2030-05-03,,killed,50,41,,,port,all,\n")
    run(capsys, "import", case, folder)
    (folder / "statements.csv").write_text(good + "C3,2030-05-03,,killed,41,50,,,port,all,\n")
    run(capsys, "import", case, folder)
    assert json.loads(run(capsys, "findings", case, "--json")[1])["findings"] == []


def test_where_nothing_can_enter_the_exit_code_says_so(case, tmp_path, capsys):
    bad = tmp_path / "bad.csv"
    bad.write_text("colour,size\nred,2\n")
    code, _, err = run(capsys, "import", case, bad)
    assert code == 3
    assert "Nothing could be imported" in err


def test_import_wants_something_to_import(case, capsys):
    assert run(capsys, "import", case)[0] == 2
    assert run(capsys, "import", case, case.parent / "nothing")[0] == 3
    assert run(capsys, "import", case, "--undo", "last")[0] == 2


def test_an_import_can_be_taken_back(case, folder, capsys):
    run(capsys, "import", case, folder)
    code, out, _ = run(capsys, "import", case, "--undo", "last", "--because", "the wrong folder")
    assert code == 0
    assert "Nothing was deleted" in out


def test_an_entry_can_be_taken_back(case, folder, capsys):
    run(capsys, "import", case, folder)
    code, _, _ = run(capsys, "retract", case, "C2", "--because", "never said")
    assert code == 0
    assert run(capsys, "retract", case, "C2", "--because", "again")[0] == 6


def test_an_archive_is_imported_as_a_whole_case(case, folder, tmp_path, capsys):
    from antigone.record.case import Case

    run(capsys, "import", case, folder)
    with Case.open(case) as opened:
        archive = opened.export(tmp_path / "port.antigone")
    code, out, _ = run(capsys, "import", tmp_path / "copy", archive)
    assert code == 0, out
    assert json.loads(run(capsys, "findings", tmp_path / "copy", "--json")[1])["findings"] == []


@pytest.mark.parametrize("command", ["account", "findings"])
def test_a_case_that_is_not_there_is_an_error_with_advice(tmp_path, capsys, command):
    code, _, err = run(capsys, command, tmp_path / "nothing")
    assert code == 4
    assert "antigone init" in err


@pytest.mark.parametrize("keep", [0, 100, 4096, 20_000])
def test_a_truncated_database_is_an_error_and_no_traceback(case, folder, capsys, keep):
    run(capsys, "import", case, folder)
    for extra in case.glob("record.db-*"):
        extra.unlink()
    data = (case / "record.db").read_bytes()
    (case / "record.db").write_bytes(data[:keep])
    for command in (("findings", case), ("account", case), ("import", case, folder)):
        code, _, err = run(capsys, *command)
        assert code in (4, 5), err
        assert err.startswith("antigone: ")


def test_a_read_only_disk_is_an_error_and_nothing_enters(case, folder, capsys):
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("needs to run as an ordinary user, or setpriv")
    run(capsys, "import", case, folder)
    with open(folder / "statements.csv", "a") as file:
        file.write("C3,2030-05-03,,killed,1,1,1,exact,port,all,\n")
    for each in [case, *case.rglob("*")]:
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        done = _as_ordinary_user("import", case, folder)
        assert done.returncode == 4, done.stderr
        assert "Traceback" not in done.stderr
    finally:
        for each in [case, *case.rglob("*")]:
            each.chmod(0o755 if each.is_dir() else 0o644)
    told = json.loads(run(capsys, "import", case, folder, "--dry-run", "--json")[1])
    assert told["added"] == {"claim": 1}


def _as_ordinary_user(*arguments):
    command = [sys.executable, "-m", "antigone.cli", *map(str, arguments)]
    if os.geteuid() == 0:
        for each in [arguments[1], *Path(arguments[1]).parents]:
            if not os.access(each, os.X_OK):
                pytest.skip("the temporary folder cannot be opened up")
        # without the capabilities of root, the rights of files hold for root too
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--securebits=+noroot,+noroot_locked", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_lists_the_commands_at_once():
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "antigone.cli", "--help"], capture_output=True, text=True, check=True)
    assert "import" in done.stdout
    assert time.monotonic() - began < 20  # a hang, not a benchmark
