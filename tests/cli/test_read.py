"""`antigone read`: files into a case, once each, and what is wrong said plainly."""

import json
from pathlib import Path
from typing import Any

import pytest

from antigone.cli.main import main
from antigone.formats.report_reading import open_session
from antigone.record.case import Case
from antigone.said import review
from report_samples import SAMPLES, telegram_export


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with Case.create(tmp_path / "case", "Example", by="tester"):
        return tmp_path / "case"


def _json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    assert end.value.code == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "reports"
    (where / "deeper").mkdir(parents=True)
    for name, make in SAMPLES.items():
        (where / "deeper" / name).write_bytes(make())
    (where / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (where / "picture.png").write_bytes(b"\x89PNG....")
    (where / ".hidden").write_bytes(b"x")
    return where


def test_a_folder_is_read_in_depth_and_bad_files_do_not_stop_it(
    case: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = _json(capsys, "read", case, folder, "--json")
    by_name = {Path(each["file"]).name: each for each in result["files"]}
    assert len(by_name) == len(SAMPLES) + 2
    assert by_name["broken.pdf"]["findings"][0]["code"] == "read.broken"
    assert by_name["picture.png"]["findings"][0]["code"] == "read.unknown_format"
    assert all(by_name[name]["documents"] or by_name[name]["known"] for name in SAMPLES)


def test_the_same_file_twice_is_one_document(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _json(capsys, "read", case, folder, "--json")
    with Case.open(case, read_only=True) as opened:
        size = opened.size
    again = _json(capsys, "read", case, folder, "--json")
    assert not any(each["documents"] for each in again["files"])
    with Case.open(case, read_only=True) as opened:
        assert opened.size == size


def test_a_case_that_lies_in_the_folder_is_not_read_into_itself(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case.parent / "r.txt").write_text("Twelve people were killed, police said.")
    result = _json(capsys, "read", case, case.parent, "--json")
    assert [Path(each["file"]).name for each in result["files"]] == ["r.txt"]


def test_a_dry_run_writes_nothing(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Case.open(case, read_only=True) as opened:
        size = opened.size
    result = _json(capsys, "read", case, folder, "--dry-run", "--json")
    assert any(each["documents"] for each in result["files"])
    with Case.open(case, read_only=True) as opened:
        assert opened.size == size


def test_the_text_and_the_capture_are_in_the_case_and_lead_to_each_other(
    case: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _json(capsys, "read", case, folder / "deeper" / "a.txt", "--json")
    with Case.open(case, read_only=True) as opened:
        session = open_session(opened)
        document = session.document(next(iter(session.desk.documents)))
        spot = document.locate(4, 20)[0]
        assert opened.capture(document.capture)[spot.start : spot.end].decode() == document.text[4:20]


def test_what_is_given_wins_over_what_the_file_says(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.txt"
    report.write_text("PUBLISHER: Old\nDATE: 2021\n\nTwelve people were killed.")
    given = ["--publisher", "New", "--date", "2022-01-16", "--language", "en", "--url", "https://e.org"]
    document = _json(capsys, "read", case, report, *given, "--json")["files"][0]["documents"][0]
    assert document["publisher"] == "New"
    assert document["date"] == "2022-01-16"
    assert document["given"] == ["language", "published_on", "publisher", "url"]


def test_what_is_given_later_amends_the_document_and_what_waits_of_it(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.txt"
    report.write_text(
        "The ministry said that 12 people were killed in Exampleton. It said that 30 people were injured."
    )
    _json(capsys, "read", case, report, "--json")
    with Case.open(case) as opened:
        session = open_session(opened)
        first, second = session.desk.waiting()
        place = {"place": "", "group": ""}
        session.write(review.accept(session.desk, session.known, first.id, place))
    amended = _json(capsys, "read", case, report, "--publisher", "Example Wire", "--json")["files"][0]
    assert len(amended["amended"]) == 1
    with Case.open(case, read_only=True) as opened:
        desk = open_session(opened).desk
        size = opened.size
        assert [document.publisher for document in desk.documents.values()] == ["Example Wire"]
        assert [(each.id, each.claim.publisher) for each in desk.waiting()] == [(second.id, "Example Wire")]
        assert len(desk.claims) == 1
    again = _json(capsys, "read", case, report, "--publisher", "Example Wire", "--json")["files"][0]
    assert again["amended"] == []
    with Case.open(case, read_only=True) as opened:
        assert opened.size == size


def test_claims_are_looked_for_anew_only_where_none_was_found_before(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.txt"
    report.write_text("LANG: xx\n\nThe ministry said that 12 people were killed in Exampleton.")
    assert _json(capsys, "read", case, report, "--json")["files"][0]["documents"][0]["proposals"] == 0
    language = ["--language", "en", "--again", "--json"]
    assert _json(capsys, "read", case, report, *language)["files"][0]["proposed_again"] == 1
    assert _json(capsys, "read", case, report, *language)["files"][0]["proposed_again"] == 0
    with Case.open(case, read_only=True) as opened:
        assert [each.claim.best for each in open_session(opened).desk.waiting()] == [12]


def test_overlapping_exports_give_each_message_once(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messages = [{"id": n, "type": "message", "date": "2022-01-20T10:00:00", "text": f"{n} killed"} for n in range(5)]
    for name, part in (("one.json", messages[:3]), ("two.json", messages[1:])):
        (tmp_path / name).write_bytes(telegram_export(*part))
    result = _json(capsys, "read", case, tmp_path / "one.json", tmp_path / "two.json", "--json")
    assert [len(each["documents"]) for each in result["files"]] == [3, 2]
    assert len(result["files"][1]["known"]) == 2


def test_standard_input_is_read(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Twelve people were killed, police said.")))
    result = _json(capsys, "read", case, "-", "--publisher", "Example", "--json")
    assert result["files"][0]["documents"][0]["publisher"] == "Example"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["no-such-file"], 3), (["{picture}"], 3), (["{picture}", "--date", "yesterday"], 3)],
)
def test_nothing_read_ends_with_an_error_and_a_reason(
    case: Path, tmp_path: Path, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.png").write_bytes(b"\x89PNG")
    with pytest.raises(SystemExit) as end:
        main(["read", str(case), *(a.format(picture=tmp_path / "p.png") for a in arguments)])
    assert end.value.code == code
    assert "antigone:" in capsys.readouterr().err


def test_the_summary_says_what_to_do_next(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["read", str(case), str(folder)])
    shown = capsys.readouterr().out
    assert "documents read" in shown
    assert "antigone review" in shown
    assert "not read" in shown


def test_every_report_verifies_and_rebuilds(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _json(capsys, "read", case, folder, "--json")
    with Case.open(case, read_only=True) as opened:
        kinds = {event.kind for event in opened.events()}
        assert "document.read" in kinds
        assert not open_session(opened).desk.unreadable


def test_a_model_that_is_not_on_this_computer_is_refused_before_anything_is_read(
    case: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["read", str(case), str(folder), "--model", "m", "--model-address", "http://example.org/v1"])
    assert end.value.code == 2
    assert "--allow-remote" in capsys.readouterr().err
    with Case.open(case, read_only=True) as opened:
        assert not open_session(opened).desk.documents


def test_a_model_that_does_not_answer_leaves_the_grammars_proposals(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.txt"
    report.write_text("PUBLISHER: Example\n\nPolice said on Thursday that 12 people were killed in Exampleton.")
    model = ["--model", "m", "--model-address", "http://127.0.0.1:9/v1"]
    result = _json(capsys, "read", case, report, *model, "--json")["files"][0]
    assert "said.backend_silent" in [finding["code"] for finding in result["findings"]]
    assert result["documents"][0]["proposals"] == 1


def test_a_text_that_the_grammar_fails_on_is_kept_and_the_others_are_read(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from antigone.formats import report_reading

    real = report_reading.propose

    def failing(document: Any) -> Any:
        if "bad" in document.text:
            raise IndexError("out of range")
        return real(document)

    monkeypatch.setattr(report_reading, "propose", failing)
    for name, text in (("1.txt", "A bad text: 12 people were killed."), ("2.txt", "In all 12 people were killed.")):
        (tmp_path / name).write_text(text)
    first, second = _json(capsys, "read", case, tmp_path / "1.txt", tmp_path / "2.txt", "--json")["files"]
    assert [finding["code"] for finding in first["findings"]] == ["read.grammar_failed"]
    assert len(first["documents"]) == 1
    assert second["documents"][0]["proposals"] == 1
