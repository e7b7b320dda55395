"""Duplicates across documents, by the definition of the annotation guide, and how many of them are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antigone.cli.said import app
from antigone.said.evaluate_across import duplicates_by_definition, evaluate_across, same_speaker

SHARED = Path(__file__).resolve().parents[3] / "shared" / "said"


def claim(id, doc, **more):
    return {
        "id": id, "doc": doc, "quantity_phrase": "41 people", "start": 0, "end": 9, "unit": "killed", "low": 41,
        "high": 41, "best": 41, "modifier": "exact", "subgroup": "all", "place": "Orvik", "time_ref": None,
        "date_said": "2038-05-02", "chain": ["Emergencies Ministry", "Daily Example"], "mode": "indirect",
        "stance": "asserts", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "wanted", "left_open"),
    [
        ({}, 1, 0),
        ({"chain": ["МЧС", "Газета"], "place": "Орвик"}, 1, 0),
        ({"date_said": "2038-05-02?"}, 1, 0),
        ({"date_said": None}, 1, 0),
        ({"date_said": "before 2038-05-04"}, 1, 0),
        ({"date_said": "before 2038-05-01"}, 0, 0),
        ({"date_said": "2038-05-03"}, 0, 1),
        ({"date_said": "2038-05-09"}, 0, 0),
        ({"chain": ["Oleg Varenin (emergencies minister)", "Daily Example"]}, 0, 1),
        ({"chain": ["Health Ministry", "Daily Example"]}, 0, 0),
        ({"place": None}, 0, 1),
        ({"place": "Marsel"}, 0, 0),
        ({"unit": "injured"}, 0, 0),
        ({"stance": "denies"}, 0, 0),
        ({"low": 40}, 0, 0),
        ({"doc": "one"}, 0, 0),
    ],
)
def test_a_duplicate_shares_speaker_unit_place_value_and_day(more, wanted, left_open):
    found = duplicates_by_definition([claim("a", "one"), claim("b", "two") | more])
    assert (len(found[0]), len(found[1])) == (wanted, left_open)


def test_claims_without_a_figure_are_duplicates_of_nothing():
    bare = {"low": None, "high": None, "best": None, "modifier": "withheld"}
    assert duplicates_by_definition([claim("a", "one", **bare), claim("b", "two", **bare)]) == (set(), set())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Qanat Taimerdenov (Almaty police chief)", "Kanat Taimerdenov (head of Almaty police)", True),
        ("top official (Ivan Primer)", "Иван Пример (глава управления)", True),
        ("Health Ministry (alleged)", "health ministry", True),
        ("Ivan Primer (mayor)", "Pavel Other (mayor)", False),
        ("prosecutors", "Ivan Primer (prosecutor)", None),
        ("Water Board", "Бассейновая инспекция", None),
    ],
)
def test_a_speaker_is_compared_across_spellings_and_an_office_is_left_open(one, other, same):
    assert same_speaker(one, other) is same


def _written(folder, texts):
    docs, claims = [], []
    for number, (words, speaker) in enumerate(texts):
        doc, body = f"d{number}", f"{words} people were killed in Orvik, {speaker} said on 2 May.\n"
        (folder / f"{doc}.txt").write_text(body, encoding="utf-8")
        docs.append({"doc": doc, "date": "2038-05-02", "publisher": f"Paper {number}", "lang": "en", "event": "e"})
        claims.append(claim(f"{doc}a", doc, chain=[speaker, f"Paper {number}"]))
    return {"docs": docs, "claims": claims}


def test_pairs_are_counted_given_the_claims_and_as_read(tmp_path):
    gold = _written(tmp_path, [("41", "the Emergencies Ministry"), ("41", "the Emergencies Ministry")])
    given, read = evaluate_across(gold, tmp_path)
    assert (given.how, read.how) == ("claims given", "end to end")
    assert [(each.precision.hits, each.recall.hits, each.recall.of) for each in (given, read)] == [(1, 1, 1)] * 2
    gold["claims"][1]["unit"] = "injured"
    (tmp_path / "d1.txt").write_text("Nothing was counted there.\n", encoding="utf-8")
    given, read = evaluate_across(gold, tmp_path)
    assert given.recall.of == read.recall.of == read.precision.of == 0


def test_what_is_linked_without_being_a_duplicate_costs_precision(tmp_path):
    gold = _written(tmp_path, [("41", "the Emergencies Ministry"), ("41", "the Emergencies Ministry")])
    gold["claims"][1]["place"] = "Marsel"
    read = evaluate_across(gold, tmp_path)[1]
    assert (read.precision.hits, read.precision.of, read.recall.of) == (0, 1, 0)
    assert "not duplicates" in read.errors[0]


def test_the_command_gains_one_field_and_a_table(tmp_path):
    gold = _written(tmp_path, [("41", "the Emergencies Ministry"), ("41", "the Emergencies Ministry")])
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    arguments = ["evaluate", str(tmp_path / "gold.json"), str(tmp_path)]
    assert "duplicates across documents" in CliRunner().invoke(app, arguments).output
    told = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).output)
    assert [(each["how"], each["found"], each["wanted"]) for each in told[0]["across"]] == [
        ("claims given", 1, 1),
        ("end to end", 1, 1),
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the annotated reports are not beside the checkout")
def test_the_annotated_reports_give_their_duplicates():
    gold = json.loads((SHARED / "gold.json").read_text(encoding="utf-8"))
    given, read = evaluate_across(gold, SHARED / "documents", "KZ2022")
    assert given.recall.of == read.recall.of == 25
    assert given.precision.ratio >= 0.98
    assert given.recall.ratio >= 0.96
    assert read.precision.ratio >= 0.85
    assert read.recall.ratio >= 0.7
