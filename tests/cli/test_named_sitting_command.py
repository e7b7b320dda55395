"""Two laptops, two keys: a motion laid, signed on both, and carried; one key never signs twice."""

import json
import shutil
from pathlib import Path

from typer.testing import CliRunner

from antigone.cli.main import app
from antigone.record.keys import WriterKey
from named_worlds import new_case, report


def run(*arguments):
    done = CliRunner().invoke(app, ["named", *map(str, arguments)])
    return done.exit_code, done.output


def made(tmp_path):
    from antigone.named.desk import Desk

    with new_case(tmp_path, 1) as case:
        report(Desk(case))
        return case.path


def test_a_motion_is_carried_by_two_keys(tmp_path):
    case = made(tmp_path)
    code, told = run("decide", case, "--remains", "R00000000", "--person", "P-0001", "--because", "teeth", "--json")
    assert (code, json.loads(told)["motion"]) == (0, "B-0001")
    assert json.loads(run("sign", case, "B-0001", "--json")[1])["lacks"] == 1
    assert run("sign", case, "B-0001")[0] != 0
    other = Path(shutil.copytree(case, tmp_path / "other"))
    (other / "keys" / "writer.json").unlink()
    WriterKey.new("B. Doe").save(other / "keys" / "writer.json")
    assert json.loads(run("agenda", other, "--json")[1])["waits"][0]["signed"] == ["Clerk"]
    assert "carried" in run("sign", other, "B-0001")[1]
    decided = json.loads(run("list", other, "decisions", "--json")[1])
    assert "typed" not in json.dumps(decided)
    assert "short of signatures" not in run("agenda", other)[1]


def test_names_that_are_typed_are_listed_as_typed(tmp_path):
    case = made(tmp_path)
    names = ("--sign", "A. Roe", "--sign", "B. Doe")
    assert run("decide", case, "--remains", "R00000000", "--person", "P-0001", *names, "--because", "teeth")[0] == 0
    assert '"typed"' in run("list", case, "decisions", "--json")[1]
    code, told = run("decide", case, "D-0001", "--step", "established", "--because", "second reading")
    assert (code, "B-0001 lies before the board" in told) == (0, True)


def test_an_empty_agenda_says_what_to_do_next(tmp_path):
    assert "antigone named compare" in run("agenda", made(tmp_path))[1]
