"""Links between documents measured on invented events whose links were annotated before anything was run.

The figures are stated in docs/explanation/links.md."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antigone.cli.said import app
from antigone.said.link_score import evaluate_links

LINKED = Path(__file__).parent / "linked"
EVENTS = sorted(path.stem for path in (LINKED / "marked").glob("*.txt"))


def _builder():
    spec = importlib.util.spec_from_file_location("linked_build", LINKED / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    folder = tmp_path_factory.mktemp("linked")
    found = []
    for event in EVENTS:
        _builder().write(event, folder / event)
        gold = json.loads((folder / event / "gold.json").read_text(encoding="utf-8"))
        found += evaluate_links(gold, folder / event / "documents")
    return found


def _sums(scores, how, which, kinds):
    tallies = [getattr(score, which)[kind] for score in scores if score.how == how for kind in kinds]
    return sum(tally.hits for tally in tallies), sum(tally.of for tally in tallies)


OTHERS = ("relabels", "supersedes", "corrects", "denies")


@pytest.mark.parametrize(
    ("how", "kinds", "precision", "recall"),
    [
        ("claims given", ("repeats",), 0.99, 0.95),
        ("claims given", OTHERS, 0.95, 0.88),
        ("end to end", ("repeats",), 0.96, 0.62),
        ("end to end", OTHERS, 0.75, 0.75),
    ],
)
def test_links_are_as_good_as_stated(scores, how, kinds, precision, recall):
    right, proposed = _sums(scores, how, "precision", kinds)
    found, annotated = _sums(scores, how, "recall", kinds)
    assert right / proposed >= precision
    assert found / annotated >= recall


def test_every_mark_of_every_event_is_a_claim_of_its_text():
    for event in EVENTS:
        gold, texts = _builder().build(event)
        assert len(gold["docs"]) >= 3
        assert {doc["lang"] for doc in gold["docs"]} == {"en", "ru"}
        for claim in gold["claims"]:
            body = texts[f"{claim['doc']}.txt"].partition("\n\n")[2]
            assert body[claim["start"] : claim["end"]] == claim["quantity_phrase"]
        assert gold["links"]


def test_the_command_prints_links_beside_the_bars_and_adds_one_field(tmp_path):
    _builder().write("mine", tmp_path)
    arguments = ["evaluate", str(tmp_path / "gold.json"), str(tmp_path / "documents")]
    shown = CliRunner().invoke(app, arguments)
    assert "links between documents, end to end" in shown.output
    told = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).output)
    assert [each["how"] for each in told[0]["links"]] == ["claims given", "end to end"]
    gold = json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))
    del gold["links"]
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    told = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).output)
    assert "links" not in told[0]


def test_a_link_that_is_not_annotated_costs_precision_and_one_not_found_recall(tmp_path):
    _builder().write("river", tmp_path)
    gold = json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))
    whole = evaluate_links(gold, tmp_path / "documents")[0]
    assert whole.precision["repeats"].ratio == 1
    gold["links"] = [each for each in gold["links"] if each["relation"] == "denies"]
    gold["links"].append({"from": "r101", "to": "r702", "relation": "repeats"})
    poor = evaluate_links(gold, tmp_path / "documents")[0]
    assert poor.precision["repeats"].hits == 0
    assert poor.recall["repeats"].hits == 0
    assert len(poor.errors) >= poor.precision["repeats"].of
