"""`antigone links`: what is proposed, accepted, rejected and remembered, as the user sees it."""

import json

import pytest
from typer.testing import CliRunner

from antigone.cli.main import app

HEAD = "id,said_on,speaker,publisher,published_on,url,stance,unit,low,high,best,modifier,place,group\n"
ROWS = (
    "A1,2031-05-05,Vera Example,First Post,2031-05-05,https://example.org/1,asserts,bodies_received,41,41,41,exact,town,all\n"
    "A2,2031-05-06,Вера Экзампле,Second Post,2031-05-06,https://example.org/2,asserts,killed,41,41,41,exact,town,all\n"
    "A3,2031-05-07,Vera Example,Third Post,2031-05-07,https://example.org/3,asserts,killed,44,44,44,exact,town,all\n"
)


@pytest.fixture
def case(tmp_path):
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "statements.csv").write_text(HEAD + ROWS, encoding="utf-8")
    (tables / "places.csv").write_text("id,name,parent,kind\ntown,Town,,city\n", encoding="utf-8")
    (tables / "groups.csv").write_text("id,name,parent,disjoint_with_siblings\nall,all,,unstated\n", encoding="utf-8")
    folder = tmp_path / "case"
    run("init", str(folder), "--by", "Ann Analyst")
    run("import", str(folder), str(tables))
    return str(folder)


def run(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def waiting(case):
    return json.loads(run("links", case, "--json"))["links"]


def test_what_is_proposed_has_its_evidence_and_changes_nothing(case):
    before = run("log", case, "--json")
    found = {link["from"]: link for link in waiting(case)}
    assert found["A2"]["relation"] == "relabels"
    assert found["A3"]["relation"] == "supersedes"
    assert found["A2"]["evidence"]["unit"] == "killed / bodies_received"
    assert run("log", case, "--json") == before
    assert "relabel" in run("links", case) or "another name" in run("links", case)


def test_an_accepted_link_is_in_the_claim_that_the_account_reads(case):
    link = next(each for each in waiting(case) if each["from"] == "A2")
    run("links", case, "--accept", link["id"])
    assert link["id"] not in {each["id"] for each in waiting(case)}
    from pathlib import Path

    from antigone.account.casefold import fold
    from antigone.record.case import Case

    with Case.open(Path(case), read_only=True) as opened:
        claim = fold(list(opened.events())).book.claims["A2"]
    assert (claim.refers_to, claim.relation.value) == ("A1", "relabels")


def test_a_rejected_link_is_remembered(case):
    link = next(each for each in waiting(case) if each["from"] == "A3")
    run("links", case, "--reject", link["id"], "--because", "another count")
    assert link["id"] not in {each["id"] for each in waiting(case)}


def test_a_decision_can_be_taken_back(case):
    before = {each["id"] for each in waiting(case)}
    link = next(each for each in waiting(case) if each["from"] == "A2")
    run("links", case, "--accept", link["id"])
    run("review", case, "--undo")
    assert link["id"] in {each["id"] for each in waiting(case)}
    run("links", case, "--reject", link["id"], "--because", "no")
    run("review", case, "--undo")
    assert {each["id"] for each in waiting(case)} == before


@pytest.mark.parametrize(
    "arguments", [("--accept", "l0000000000"), ("--reject", "l0000000000", "--because", "x"), ("--reject", "ID")]
)
def test_a_decision_on_nothing_is_refused_in_a_sentence(case, arguments):
    known = waiting(case)[0]["id"]
    result = CliRunner().invoke(app, ["links", case, *(known if a == "ID" else a for a in arguments)])
    assert result.exit_code != 0
    assert len(waiting(case)) == 2
