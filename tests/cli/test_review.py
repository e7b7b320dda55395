"""`antigone review`: in a terminal, through lines, and from scripts."""

from __future__ import annotations

import contextlib
import json
import os
import select
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from antigone.cli.main import main
from antigone.cli.printable import printable
from antigone.cli.review_keys import LineKeys
from antigone.cli.review_loop import Loop, settings
from antigone.cli.review_screen import marked_plainly
from antigone.formats.report_reading import open_session
from antigone.record.case import Case
from antigone.record.event import Draft
from antigone.said.claim import Claim, Mode, Relation, Status
from antigone.said.proposal_events import CLAIM_PROPOSED, Proposed, proposal_to_body
from antigone.said.propose import claim_id, of_document, proposal_id
from antigone.said.review_links import create, propose_link
from antigone.said.session import Session

TEXT = "Police counted 12 dead. Then 5 bodies in Exampleton. Last 3."
REPORT = f"PUBLISHER: Example Wire\nDATE: 2022-01-20\nLANG: xx\n\n{TEXT}"
START = "from antigone.cli.main import main; main()"
WORDS = {"12 dead": ("killed", "Exampleton"), "5 bodies": ("bodies_found", "Exmpleton"), "Last 3": ("killed", "")}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with one place, one document in a language without a grammar, and three proposals put there by hand."""
    folder = tmp_path / "case"
    (tmp_path / "r.txt").write_text(REPORT)
    with Case.create(folder, "Example", by="tester"):
        pass
    with pytest.raises(SystemExit):
        main(["read", str(folder), str(tmp_path / "r.txt")])
    with Case.open(folder) as opened:
        session = open_session(opened)
        session.write(create(session.known, "place", "exampleton", "Exampleton"))
        session.write(create(session.known, "group", "all", "all persons"))
        document = session.document(next(iter(session.desk.documents)))
        for words, (unit, place) in WORDS.items():
            start = document.text.index(words)
            span = (start, start + len(words))
            own = proposal_id(document.id, *span, unit, Claim("x", unit).stance)
            n = int("".join(filter(str.isdigit, words)))
            fields: dict[str, Any] = of_document(document, *span, Mode.NARRATOR)
            claim = Claim(claim_id(own), unit, n, n, n, status=Status.PROPOSED, **fields)
            body = proposal_to_body(Proposed(own, claim, "test.rule", "a number", maker="test", place=place))
            session.write([Draft(CLAIM_PROPOSED, {"proposal": body})])
    return folder


@pytest.fixture
def session(case: Path) -> Iterator[Session]:
    with Case.open(case) as opened:
        yield open_session(opened)


def _sit(session: Session, *lines: str) -> tuple[int, str]:
    """Answer with these lines and give the number of decisions and all that was shown."""
    shown = StringIO()
    out = Console(file=shown, width=110, force_terminal=False)
    answers = iter([f"{line}\n" for line in lines])
    decided = Loop(session, LineKeys(out, lambda: next(answers, "")), out).run()
    return decided, shown.getvalue()


def _claims(session: Session) -> dict[str, Claim]:
    return {claim.quote: claim for claim, _ in session.desk.claims.values()}


def test_the_sentence_is_shown_with_its_words_marked_and_the_reason(session: Session) -> None:
    _, shown = _sit(session, "q")
    assert "Police counted >>12 dead<<." in shown
    assert "Then 5 bodies" not in shown
    assert "a number [test.rule · test]" in shown
    assert "1 of 3 waiting" in shown
    assert "Example Wire · 2022-01-20" in shown


def test_accept_reject_and_the_end_of_input(session: Session) -> None:
    decided, _ = _sit(session, "a", "r", "a date")
    assert decided == 2
    assert set(_claims(session)) == {"12 dead"}
    assert _claims(session)["12 dead"].place == "exampleton"
    assert [each.claim.quote for each in session.desk.waiting()] == ["Last 3"]


def test_a_sitting_goes_on_where_the_last_one_stopped(case: Path) -> None:
    with Case.open(case) as opened:
        _sit(open_session(opened), "a", "q")
    with Case.open(case) as opened:
        _, shown = _sit(open_session(opened), "q")
        assert ">>5 bodies<<" in shown
        decision = next(iter(open_session(opened).desk.decided.values()))
        assert decision.by == "tester"
        assert decision.at.endswith("Z")


def test_an_uncertain_place_is_asked_about_and_can_be_chosen_created_or_left_empty(session: Session) -> None:
    _, shown = _sit(session, "s", "a", "1", "u", "a", "c", "newton", "Newton", "", "u", "a", "nowhere", "-", "q")
    assert "only similar to exampleton" in shown
    assert "There is no place 'nowhere'" in shown
    assert session.known.places["newton"].name == "Newton"
    assert _claims(session)["5 bodies"].place == ""
    kinds = [event.kind for event in session.case.events()]
    assert kinds.count("claim.accepted") == 3
    assert kinds.count("decision.undone") == 2


def test_edit_asks_again_after_a_value_that_cannot_stand(session: Session) -> None:
    _, shown = _sit(session, "e", "low colour", "many", "e", "low modifier high", "13", "at_least", "-", "q")
    assert "'colour' is no field" in shown
    assert "'many' cannot be the low" in shown
    claim = _claims(session)["12 dead"]
    assert (claim.low, claim.high, claim.modifier, claim.status) == (13, None, "at_least", Status.EDITED)


def test_split_merge_skip_and_help(session: Session) -> None:
    _, shown = _sit(session, "z", "?", "x", "low=7 high=7 best=7", "low=5 high=5 best=5 unit=injured", "", "a", "q")
    assert "'z' is no key" in shown
    assert "make several of it" in shown
    assert _claims(session)["12 dead"].low == 7
    before = len(session.desk.waiting())
    _sit(session, "m", "1", "q")
    assert len(session.desk.waiting()) == before - 1


def test_a_claim_is_marked_by_hand_and_words_that_are_not_there_are_refused(session: Session) -> None:
    _, shown = _sit(session, "n", "no such words", "n", "in Exampleton", "unit=graves_found place=exampleton", "q")
    assert "not in the document" in shown
    assert _claims(session)["in Exampleton"].unit == "graves_found"


def test_links_that_wait_are_decided_and_new_ones_proposed(session: Session) -> None:
    _sit(session, "a", "a", "1", "q")
    one, two = list(session.desk.claims)
    session.write(propose_link(session.desk, two, one, Relation.REPEATS, "the same figure"))
    _, shown = _sit(session, "l", "a", "", "q")
    assert "the same figure" in shown
    assert session.desk.claims[two][0].refers_to == one
    _, shown = _sit(session, "l", one, "hates", "q")
    assert "hates" not in str(session.desk.links)


def test_a_pseudo_terminal_gives_single_keys(case: Path) -> None:
    pty = pytest.importorskip("pty")
    pid, terminal = pty.fork()
    if pid == 0:  # the child: a person at a terminal
        os.environ["TERM"] = "xterm"
        os.execv(sys.executable, [sys.executable, "-c", START, "review", str(case)])
    with contextlib.closing(os.fdopen(terminal, "r+b", buffering=0)) as screen:
        shown = _until(screen, b"1 of 3 waiting", b"q=quit > ")
        screen.write(b"\x1b[A")  # an arrow key ends in a capital A, and accepts nothing
        shown += _until(screen, b"q=quit > ")
        screen.write(b"a")
        shown += _until(screen, b"accepted", b"q=quit > ")
        screen.write(b"q")
        shown += _until(screen, b"still wait")
    os.waitpid(pid, 0)
    assert b"1 decisions written, 2 proposals still wait" in shown
    with Case.open(case, read_only=True) as opened:
        assert set(_claims(open_session(opened))) == {"12 dead"}


def _until(screen: Any, *wanted: bytes) -> bytes:
    """What the terminal shows until all of these have been seen."""
    shown = b""
    end = time.monotonic() + 90
    while not all(each in shown for each in wanted):
        assert time.monotonic() < end, shown
        if select.select([screen], [], [], 0.2)[0]:
            try:
                shown += screen.read(4096)
            except OSError:  # the other side has closed
                break
    return shown


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main([str(each) for each in arguments])
    got = capsys.readouterr()
    data = json.loads(got.out) if "--json" in arguments and got.out else got.out
    return int(end.value.code or 0), data, got.err


def test_the_list_says_what_waits_and_what_is_not_certain(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, data, _ = _run(capsys, "review", case, "--list", "--json")
    assert [each["claim"]["quote"] for each in data["proposals"]] == ["12 dead", "5 bodies", "Last 3"]
    assert data["proposals"][1]["matched"]["place"]["how"] == "similar"
    _, text, _ = _run(capsys, "review", case, "--list")
    assert "“12 dead”" in text


def test_accept_all_leaves_what_has_to_be_asked(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, data, _ = _run(capsys, "review", case, "--accept-all", "--yes", "--rule", "test.rule", "--json")
    assert len(data["accepted"]) == 2
    assert [each["quote"] for each in data["left"]] == ["5 bodies"]
    _, data, _ = _run(capsys, "review", case, "--accept-all", "--yes", "--leave-open", "--json")
    assert data["waiting"] == 0


def test_accept_all_asks_first(case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("n\n"))
    code, _, _ = _run(capsys, "review", case, "--accept-all")
    assert code != 0
    with Case.open(case, read_only=True) as opened:
        assert not open_session(opened).desk.decided


def test_one_decision_at_a_time_from_a_script(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, data, _ = _run(capsys, "review", case, "--list", "--json")
    ids = [each["id"] for each in data["proposals"]]
    document = data["proposals"][0]["claim"]["document"]
    assert _run(capsys, "review", case, "--accept", ids[0], "--set", "low=11", "--set", "best=11", "--json")[1] == {
        "written": ["claim.edited"],
        "waiting": 2,
        "claims": 1,
    }
    claim = data["proposals"][0]["claim"]["id"]
    assert _run(capsys, "review", case, "--edit", claim, "--set", "note=x", "--because", "why", "--json")[0] == 0
    assert _run(capsys, "review", case, "--reject", ids[1], "--because", "a date", "--json")[0] == 0
    assert _run(capsys, "review", case, "--undo", "--json")[1]["waiting"] == 2
    added = ["--add", document, "--words", "Police", "--set", "unit=killed"]
    assert _run(capsys, "review", case, *added, "--json")[1]["claims"] == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--accept", "p0000000000"], 6),
        (["--accept", "a", "--reject", "b"], 2),
        (["--add", "d0", "--words", "x"], 6),
        (["--document", "d0"], 6),
        (["--reject", "{first}"], 2),
        (["--accept", "{first}", "--set", "low"], 2),
        (["--accept", "{first}", "--set", "place=atlantis"], 3),
        (["--decisions", "no-such-file"], 3),
    ],
)
def test_a_decision_that_cannot_be_made_says_why(
    case: Path, arguments: Sequence[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    _, data, _ = _run(capsys, "review", case, "--list", "--json")
    first = data["proposals"][0]["id"]
    got, _, error = _run(capsys, "review", case, *(each.format(first=first) for each in arguments))
    assert (got, bool(error)) == (code, True)


def test_a_table_of_decisions_is_carried_out_and_a_bad_row_is_named(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "decisions.csv"
    table.write_text(
        "decision,document,words,because,unit,low,high,best,place,id\n"
        "accept,r.txt,12 dead,,,,,,,D1\n"
        "accept,r.txt,5 bodies,,,,,,-,D2\n"
        "reject,r.txt,Last 3,said twice,,,,,,\n"
        "add,r.txt,Police counted,,injured,4,4,4,exampleton,D4\n"
    )
    assert _run(capsys, "review", case, "--decisions", table, "--json")[1]["claims"] == 3
    code, _, error = _run(capsys, "review", case, "--decisions", table)
    assert code == 3
    assert "row 2" in error


def test_an_empty_case_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Case.create(tmp_path / "c", "Empty", by="tester"):
        pass
    for arguments in (["--list"], []):
        assert "antigone read" in _run(capsys, "review", tmp_path / "c", *arguments)[1]


def test_a_document_cannot_steer_the_terminal_or_the_markup(session: Session) -> None:
    document = session.document(next(iter(session.desk.documents)))
    text = "Police [bold]said[/bold] \x1b[2J\u202e12\u00a0dead\u202c. Next."
    hostile = replace(document, text=text)
    start, end = text.index("12"), text.index("dead") + 4
    assert marked_plainly(hostile, start, end) == "Police [bold]said[/bold] [2J>>12 dead<<."
    assert printable("\x07a\tb\u200dc") == "a b\u200dc"


def test_what_somebody_else_decided_meanwhile_is_not_decided_again(case: Path) -> None:
    with Case.open(case) as opened:
        session = open_session(opened)
        answers = iter(["a\n", "r\n", "late\n", "s\n", "q\n"])

        def slow() -> str:
            answer = next(answers)
            if answer == "a\n":
                with Case.open(case, by="another") as other:
                    _sit(open_session(other), "a", "q")
            return answer

        shown = StringIO()
        out = Console(file=shown, width=110, force_terminal=False)
        Loop(session, LineKeys(out, slow), out).run()
        assert "was accepted by another already" in shown.getvalue().replace("\n", " ")
        assert len(session.desk.claims) == 1


def test_settings_are_read_with_their_blanks() -> None:
    assert settings(["low=7", "note=two", "words", "high="]) == {"low": "7", "note": "two words", "high": ""}


def test_a_unit_of_the_cases_own_can_be_used(session: Session) -> None:
    unit = {"name": "boats_found", "kind": "sites", "stock_or_flow": "stock", "definition": "boats"}
    session.write([Draft("unit.defined", {"unit": unit})])
    _, shown = _sit(session, "e", "unit", "boats_found", "q")
    assert "accepted, edited" in shown
    assert _claims(session)["12 dead"].unit == "boats_found"
