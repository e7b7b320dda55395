"""The record, as somebody at the command line meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from antigone.cli.main import main
from antigone.record import Case


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run a command; give its exit code and what it printed."""

    def call(*arguments: object) -> tuple[int, str]:
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def test_verify_says_that_all_is_well(case: Case, run) -> None:  # type: ignore[no-untyped-def]
    code, said = run("verify", case.path)
    assert code == 0
    assert "An invented event verifies" in said
    assert "9 events by 1 writer(s), 1 kept copies, 2 sealed values, 1 erased" in said


def test_verify_ends_with_five_and_names_the_place(case: Case, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    archive = case.export(tmp_path / "a.tar")
    archive.write_bytes(archive.read_bytes().replace(b":225", b":164"))
    code, said = run("verify", archive)
    assert code == 5
    assert "DOES NOT VERIFY" in said
    assert "The event at position 2 (seq 2) is not signed by its writer" in said
    code, said = run("verify", archive, "--json")
    assert code == 5
    assert json.loads(said)["ok"] is False


def test_verify_of_nothing_says_so(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("verify", tmp_path / "none")[0] == 3
    assert run("verify", tmp_path)[0] == 4


def test_export_import_unlock_and_merge_round_trip(case: Case, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, said = run("export", case.path, tmp_path / "a.tar", "--keys", tmp_path / "a.keys")
    assert code == 0
    assert "and no key" in said
    assert run("import", tmp_path / "copy", tmp_path / "a.tar")[0] == 0
    assert run("log", tmp_path / "copy", "--unseal")[0] == 4
    assert run("unlock", tmp_path / "copy", tmp_path / "a.keys")[0] == 0
    code, said = run("log", tmp_path / "copy", "--unseal")
    assert code == 0
    assert "name: Bo Example" in said
    assert "speaker: erased on" in said
    code, said = run("merge", tmp_path / "copy", tmp_path / "a.tar", "--by", "B. Example")
    assert (code, said.split("\n")[0]) == (0, "0 events entered, 9 were here already.")
    assert run("verify", tmp_path / "copy")[0] == 0


def test_erase_destroys_and_the_log_says_when_by_whom_and_why(case: Case, run) -> None:  # type: ignore[no-untyped-def]
    code, said = run("erase", case.path, "P-2", "--because", "asked for it")
    assert code == 0
    assert "2 sealed value(s) and their key are destroyed" in said
    said = run("log", case.path)[1]
    assert "name: erased on 2" in said
    assert "by A. Example, because asked for it" in said
    assert run("erase", case.path, "P-2", "--because", "again")[0] == 6


def test_the_log_can_be_cut_and_chosen(case: Case, run) -> None:  # type: ignore[no-untyped-def]
    events = json.loads(run("log", case.path, "--last", 2, "--json")[1])["events"]
    assert [event["position"] for event in events] == [7, 8]
    assert len(json.loads(run("log", case.path, "--kind", "claim", "--json")[1])["events"]) == 5
    assert "No such event" in run("log", case.path, "--kind", "nothing")[1]


def test_a_checkpoint_goes_out_and_comes_back_cosigned(case: Case, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    note, key = tmp_path / "note", tmp_path / "key"
    verifier = run("checkpoint", "key", "partner.example", key)[1].strip()
    assert run("checkpoint", "trust", case.path, verifier)[0] == 0
    note.write_text(run("checkpoint", "show", case.path)[1], encoding="utf-8")
    code, signed = run("checkpoint", "cosign", note, "--key", key, "--copy", case.path)
    assert code == 0
    note.write_text(signed, encoding="utf-8")
    assert "Cosigned by partner.example" in run("checkpoint", "keep", case.path, note)[1]
    assert "cosigned by partner.example up to 10 events" in run("verify", case.path)[1]


def test_what_others_wrote_does_not_steer_the_terminal(case: Case, run) -> None:  # type: ignore[no-untyped-def]
    from antigone.record import Draft

    case.append([Draft("note", {"text": "\x1b[2J[bold]gone\x07"}, reason="\x1b]0;title\x07", corrects=None)])
    said = run("log", case.path, "--last", 1)[1]
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "[bold]gone" in said
