"""The example case: it imports without a word, its own sums close, and it says what the shared tables say."""

import csv
import re
from pathlib import Path

import pytest

from antigone.account.caseevents import Entries
from antigone.formats.table_import import plan, read_tables, table_files

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "almaty-2022"
FACTS = (
    *(
        "id",
        "said_on",
        "speaker",
        "organisation",
        "stance",
        "unit",
        "low",
        "high",
        "best",
        "modifier",
        "place",
        "group",
    ),
    *("scope", "as_of", "part_of", "refers_to", "relation", "uncertain", "url"),
)


def rows(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def claims():
    made = plan(read_tables(table_files(FOLDER)), Entries())
    return {entry.key: entry.body for entry in made.added if entry.kind.noun == "claim"}


def test_every_row_enters_and_nothing_is_doubted():
    made = plan(read_tables(table_files(FOLDER)), Entries())
    assert [str(found) for found in made.findings] == []
    assert len(made.added) == sum(len(table.rows) for table, _ in made.tables)
    assert {kind.name for _, kind in made.tables} == {
        *("units", "places", "groups", "parties", "documents", "statements", "assumptions")
    }


SUMS = {
    "14 March, Almaty": (["S105", "S106"], "S104"),
    "14 March, wounds": (["S107", "S108", "S109"], "S106"),
    "14 March, bystanders": (["S112", "S113", "S114"], "S111"),
    "custody by region": (["S099", "S100", "S101"], "S098"),
    "missing by outcome": (["S095", "S096"], "S094"),
    "December, officers and others": (["S135", "S136"], "S134"),
    "44 on 8 January": (["S014", "S015"], "S013"),
    "victims recognised": (["S049", "S045"], "S048"),
}


@pytest.mark.parametrize("what", SUMS)
def test_parts_that_a_speaker_gave_close(claims, what):
    parts, whole = SUMS[what]
    assert sum(claims[part]["low"] for part in parts) == claims[whole]["low"]


def test_the_march_parts_are_eleven_too_many(claims):
    assert sum(claims[part]["low"] for part in ("S104", "S110", "S111", "S103")) == claims["S102"]["low"] + 11


def test_speakers_and_organisations_are_all_in_the_table_of_parties():
    known = set()
    for party in rows(FOLDER, "parties.csv"):
        known |= {name.strip().casefold() for name in (party["name"], *party["aliases"].split(";"))}
    for name in ("statements.csv", "statements_more.csv"):
        for row in rows(FOLDER, name):
            assert row["speaker"].casefold() in known, row["id"]
            assert not row["organisation"] or row["organisation"].casefold() in known, row["id"]


def test_every_statement_names_a_document_of_the_list():
    listed = {row["url"] for row in rows(FOLDER, "documents.csv")}
    for name in ("statements.csv", "statements_more.csv"):
        assert {row["url"] for row in rows(FOLDER, name)} <= listed


def test_nothing_refers_to_anything_users_do_not_have():
    for file in (*FOLDER.glob("*.csv"), FOLDER / "README.md"):
        assert not re.search(r"shared/|\.\./said|GUIDE|gold\.json|/work/", file.read_text(encoding="utf-8")), file.name


def test_the_facts_are_those_of_the_shared_tables(shared):
    for name in ("statements.csv", "statements_more.csv"):
        theirs = [{column: row[column] for column in FACTS} for row in rows(shared / "cases" / "almaty-2022", name)]
        ours = [{column: row[column] for column in FACTS} for row in rows(FOLDER, name)]
        assert ours == theirs


def test_the_figures_stand_in_the_documents_they_are_taken_from(shared):
    texts = {}
    for row in rows(FOLDER, "documents.csv"):
        file = shared / "said" / "documents" / f"{row['id']}.txt"
        if file.exists():
            texts[row["url"]] = re.sub(r"(?<=\d)[\s,.\u00a0\u202f](?=\d{3}\b)", "", file.read_text(encoding="utf-8"))
    checked = [row for name in ("statements.csv", "statements_more.csv") for row in rows(FOLDER, name)]
    checked = [
        row for row in checked if row["url"] in texts and row["modifier"] == "exact" and int(row["low"] or 0) > 20
    ]
    missing = [row["id"] for row in checked if not re.search(rf"(?<!\d){row['low']}(?!\d)", texts[row["url"]])]
    assert len(checked) > 40
    assert missing == ["S072"]  # "Forty-one", in words


def test_the_seed_report_becomes_a_document_of_the_case(shared, tmp_path):
    from antigone.record.case import Case

    report = next((shared / "seed").glob("*.txt")).read_bytes()
    assert b"4,500" in report
    with Case.create(tmp_path / "case", "Kazakhstan, January 2022", by="tester") as case:
        from antigone.formats.case_import import import_tables

        import_tables(case, FOLDER)
        digest = case.keep(report, name="seed.txt", method="file")
        assert case.capture(digest) == report
        told = [event.body for event in case.events() if event.kind == "claim.accepted"]
    seed = [body["claim"] for body in told if body["claim"].get("url") == "https://tass.com/society/1390827"]
    flat = report.decode().replace(",", "")
    for claim in seed:
        figure = claim.get("low") if claim.get("modifier") != "more_than" else claim["low"] - 1
        if figure and claim.get("modifier", "exact") in ("exact", "more_than"):
            assert str(figure) in flat, claim["id"]
    assert len(seed) >= 7
