"""The project's own Russian reports stay as well read as they are; the gold points at its own words."""

import importlib.util
import json
from pathlib import Path

import pytest

from antigone.said.evaluate import evaluate

REPORTS = Path(__file__).resolve().parents[2] / "reports"
FLOORS = {
    "numbers": 0.99,
    "precision": 0.97,
    "recall": 0.97,
    "value": 0.97,
    "unit": 0.96,
    "speaker": 0.90,
    "chain": 0.90,
    "denials": 1.0,
    "date": 0.95,
}


def gold():
    return json.loads((REPORTS / "ru-gold.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("batch", sorted({d["event"] for d in gold()["docs"]}))
def test_our_own_russian_reports_stay_as_well_read_as_they_are(batch):
    (score,) = evaluate(gold(), REPORTS / "ru-documents", batch)
    ratios = {key: score.tallies[key].ratio for key in FLOORS}
    below = {key: ratios[key] for key, floor in FLOORS.items() if ratios[key] is not None and ratios[key] < floor}
    assert not below, score.errors


def test_the_case_it_was_tuned_on_clears_the_bars_of_detection(shared):
    annotated = json.loads((shared / "said" / "gold.json").read_text(encoding="utf-8"))
    scores = {s.event: s for s in evaluate(annotated, shared / "said" / "documents", "KZ2022")}
    russian = scores["KZ2022 (ru)"].tallies
    assert (russian["precision"].ratio or 0) >= 0.95
    assert (russian["recall"].ratio or 0) >= 0.90
    assert (russian["denials"].ratio or 0) >= 0.95


def test_the_texts_and_gold_are_what_the_marked_reports_build():
    spec = importlib.util.spec_from_file_location("ru_build", REPORTS / "ru-build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made, texts = module.build()
    assert made == gold()
    assert {name: (REPORTS / "ru-documents" / name).read_text(encoding="utf-8") for name in texts} == texts


def test_gold_points_at_its_own_words():
    claims = gold()["claims"]
    for claim in claims:
        body = (REPORTS / "ru-documents" / f"{claim['doc']}.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
        assert body[claim["start"] : claim["end"]] == claim["quantity_phrase"]
    assert len({claim["doc"] for claim in claims}) >= 12
