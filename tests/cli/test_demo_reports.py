"""The example's reports lead to the same account as its table."""

import csv
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from antigone.formats.report_reading import open_session
from antigone.record.case import Case

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def demo() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo_reports", ROOT / "examples" / "demo_reports.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_account_of_the_reports_equals_the_account_of_the_table(
    demo: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.main(tmp_path / "told")
    shown = capsys.readouterr().out
    assert "the same, field by field" in shown
    assert shown.count(": equal (") == len(demo.DAYS)
    with Case.open(tmp_path / "told", read_only=True) as opened:
        session = open_session(opened)
        for claim, _ in session.desk.claims.values():
            document = session.document(claim.document or "")
            assert claim.quote
            assert document.text[claim.start : claim.end] == claim.quote
            assert document.locate(claim.start or 0, claim.end or 0)
        changed = session.desk.claims["S016"][0]
        assert changed.best == 164


def test_a_difference_between_the_two_is_noticed(
    demo: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from antigone.said import review

    demo.main(tmp_path / "told")
    with Case.open(tmp_path / "told") as opened:
        session = open_session(opened)
        session.write(review.edit(session.desk, session.known, "S045", {"low": "224"}, "a test"))
    with pytest.raises(SystemExit, match="S045"):
        demo.compare(tmp_path / "told", tmp_path / "told-table", 50)
    capsys.readouterr()


def test_the_reports_are_ours_and_say_whose_facts_they_retell(demo: ModuleType) -> None:
    for path in sorted(demo.REPORTS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "PUBLISHER: Antigone example" in text
        assert "CREDITS: " in text
    assert json.loads((demo.REPORTS / "channel" / "result.json").read_text())["name"].startswith("Antigone example")
    with open(demo.DECISIONS, encoding="utf-8", newline="") as file:
        assert len({row["id"] for row in csv.DictReader(file)}) == 50
