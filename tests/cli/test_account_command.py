"""The account and its explanations as a person types them, on a small case and on the example."""

import json
import subprocess
import sys

import pytest

from antigone.cli.main import main

TABLES = {
    "statements.csv": "id,said_on,speaker,publisher,unit,low,high,best,modifier,place,group,refers_to,relation,note\n"
    "C1,2030-05-01,Ana Vell,Gazette,killed,10,10,10,exact,port,all,,,\n"
    "C2,2030-05-02,Ana Vell,Gazette,killed,12,,,at_least,port,all,C1,supersedes,by phone\n"
    "C3,2030-05-03,Radio Quay,Radio Quay,killed,12,12,12,exact,port,all,C2,repeats,\n",
    "places.csv": "id,name,parent,kind\nland,Land,,country\nport,Port,land,city\n",
    "groups.csv": "id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\n",
}
# Stable from now on: programs read these.
KEYS = {
    *("as_of", "propositions", "conflicts", "superseded", "corrected", "denied", "repeated", "withheld"),
    *("settle", "origins"),
}
PROPOSITION = {
    *("unit", "place", "group", "scope", "as_of", "least", "most", "binding", "claims", "origins", "arithmetic"),
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


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    from antigone.formats.case_import import import_tables
    from antigone.record.case import Case

    folder = tmp_path_factory.mktemp("tables")
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = tmp_path_factory.mktemp("cases") / "port"
    with Case.create(path, "Port, May 2030", by="tester") as made:
        import_tables(made, folder)
    return path


def test_the_account_is_a_page_that_says_what_it_rests_on(case, capsys):
    code, out, _ = run(capsys, "account", case)
    shown = " ".join(out.split())
    assert code == 0
    assert "Port: at least 12" in shown
    assert "superseded" in shown
    assert "carried 2 times" in shown
    assert "antigone explain" in shown


def test_the_json_has_the_keys_that_programs_read(case, capsys):
    told = json.loads(run(capsys, "account", case, "--json")[1])
    assert set(told) >= KEYS
    for proposition in told["propositions"]:
        assert set(proposition) >= PROPOSITION
        assert set(proposition["binding"]) == {"least", "most"}


def test_as_of_leaves_out_what_was_said_later(case, capsys):
    told = json.loads(run(capsys, "account", case, "--as-of", "2030-05-01", "--json")[1])
    assert told["propositions"][0]["least"] == 10
    assert set(told["left_out"]) == {"C2", "C3"}


def test_a_statement_put_aside_no_longer_binds(case, capsys):
    told = json.loads(run(capsys, "account", case, "--aside", "C2", "--json")[1])
    assert all("C2" not in ids for each in told["propositions"] for ids in each["binding"].values())
    assert "C2" in told["put_aside"]


def test_bounds_of_one_question_come_in_the_same_form(case, capsys):
    told = json.loads(run(capsys, "account", case, "--bounds", "killed @ port", "--json")[1])
    assert set(told["propositions"][0]) >= PROPOSITION
    code, out, _ = run(capsys, "account", case, "--bounds", "killed @ port")
    assert code == 0
    assert "at least 12" in out
    assert "the least rests on" in out


def test_an_account_can_be_narrowed_by_name(case, capsys):
    told = json.loads(run(capsys, "account", case, "--unit", "killed", "--place", "Port", "--json")[1])
    assert {(each["unit"], each["place"]) for each in told["propositions"]} == {("killed", "port")}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--as-of", "2030-02-30"], 3),
        (["--assume", "X"], 2),
        (["--assume", "nothing=on"], 6),
        (["--aside", "C99"], 6),
        (["--unit", "ghosts"], 6),
        (["--place", "atlantis"], 6),
        (["--bounds", "killed @ atlantis"], 2),
        (["--html", "/nowhere/at/all.html"], 3),
    ],
)
def test_what_makes_no_sense_is_an_error_with_advice(case, capsys, arguments, code):
    got, _, err = run(capsys, "account", case, *arguments)
    assert got == code
    assert err.startswith("antigone: ")
    assert len(err.splitlines()) >= 2


def test_the_page_is_written_whole(case, tmp_path, capsys):
    code, _, _ = run(capsys, "account", case, "--html", tmp_path / "port.html")
    page = (tmp_path / "port.html").read_text(encoding="utf-8")
    assert code == 0
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert [each.name for each in tmp_path.iterdir()] == ["port.html"]


def test_a_statement_is_explained_down_to_its_row(case, capsys):
    code, out, _ = run(capsys, "explain", case, "C2")
    shown = " ".join(out.split())
    assert code == 0
    assert "from statements.csv, row 3" in shown
    assert "by phone" in shown
    assert json.loads(run(capsys, "explain", case, "C2", "--json")[1])["history"]


def test_a_number_is_explained_as_of_the_day_in_its_name(case, capsys):
    _, out, _ = run(capsys, "explain", case, "killed @ port as of 2030-05-01")
    assert "10 (C1)" in " ".join(out.split())


def test_what_is_not_there_cannot_be_explained(case, capsys):
    assert run(capsys, "explain", case, "C99")[0] == 6


def test_an_empty_case_says_what_to_do(tmp_path, capsys):
    run(capsys, "init", tmp_path / "new", "--by", "tester")
    code, out, _ = run(capsys, "account", tmp_path / "new")
    assert code == 0
    assert "antigone import" in out


def test_the_command_runs_as_a_process_of_its_own(case):
    command = [sys.executable, "-m", "antigone.cli", "account", str(case), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["propositions"]
    assert done.stderr == ""


def test_reading_an_account_writes_nothing(case, capsys):
    def state():
        """The files of the case but for SQLite's index of shared memory, which holds nothing."""
        return {
            each: each.stat().st_mtime_ns for each in case.rglob("*") if each.is_file() and each.suffix != ".db-shm"
        }

    before = state()
    run(capsys, "account", case)
    run(capsys, "explain", case, "C1")
    run(capsys, "findings", case)
    assert state() == before


def test_what_people_wrote_is_never_markup(tmp_path, capsys):
    evil = "[/bold] [red]x[/] [link=http://a]"
    folder = tmp_path / "[bold]tables"
    folder.mkdir()
    for name, text in TABLES.items():
        told = text.replace("Ana Vell", evil).replace("Port,", f"{evil},").replace("by phone", evil)
        (folder / name).write_text(told.replace("all persons", evil), encoding="utf-8")
    case = tmp_path / "[dim]case"
    assert run(capsys, "init", case, "--name", evil, "--by", evil)[0] == 0
    for command in (
        ("import", case, folder, "--dry-run"),
        ("import", case, folder),
        ("account", case, "--all"),
        ("account", case, "--html", tmp_path / "[b].html"),
        ("account", case, "--bounds", "killed @ port"),
        ("explain", case, "C2"),
        ("findings", case),
        ("retract", case, "C3", "--because", evil),
        ("import", case, "--undo", "last", "--because", evil),
    ):
        code, out, err = run(capsys, *command)
        assert code == 0, (command, out, err)
    assert "[red]" in (tmp_path / "[b].html").read_text(encoding="utf-8")
