"""A language model may point at words; it is believed in nothing else, and text goes nowhere unasked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from antigone.core.errors import UsageError
from antigone.said.backend import Backend, check_address, propose_with, read_values
from antigone.said.document import Document
from antigone.said.extract import Extraction
from antigone.said.proposal_events import Proposed

TEXT = (
    "Vera Example said at least 41 bodies lay there. Forty tents stood in the yard.\n\n"
    "Nobody would say how many graves there are. Between 5 and 7 people, and 9 others, left."
)
DOCUMENT = Document("d1", TEXT, "a", "text", publisher="Example Wire", language="en")
NOTHING = Extraction((), ())


class _Server(HTTPServer):
    """A model that answers what it is told to, and remembers what it was asked."""

    answer: Any = None
    raw: bytes | None = None
    status = 200
    moved_to = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(json.loads(body))
        content = json.dumps({"claims": self.server.answer})
        said = {"model": "tiny", "system_fingerprint": "fp1", "choices": [{"message": {"content": content}}]}
        data = json.dumps(said).encode() if self.server.raw is None else self.server.raw
        self.send_response(self.server.status)
        if self.server.moved_to:
            self.send_header("Location", self.server.moved_to)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    made = _Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def _ask(server: _Server, timeout: float = 5) -> tuple[list[Proposed], list[str]]:
    backend = Backend(f"http://127.0.0.1:{server.server_port}/v1", "any", timeout=timeout)
    made, findings = propose_with(backend, DOCUMENT, NOTHING)
    return made, [finding.code for finding in findings]


def test_words_of_the_text_are_proposed_with_the_grammars_figure_and_the_models_name(server: _Server) -> None:
    server.answer = [{"quote": "41 bodies", "unit": "bodies_found", "speaker": "Vera Example", "low": 9000}]
    made, findings = _ask(server)
    claim = made[0].claim
    assert findings == []
    assert (claim.low, claim.high, claim.modifier) == (41, None, "at_least")
    assert TEXT[claim.start : claim.end] == claim.quote == "41 bodies"
    assert (claim.speaker, claim.via) == ("Vera Example", ("Example Wire",))
    assert made[0].maker.startswith("tiny fp1 at 127.0.0.1")
    assert (made[0].rule, made[0].confidence) == ("model", "weak")


def test_what_is_not_in_the_text_is_left_out_with_a_finding(server: _Server) -> None:
    server.answer = [
        {"quote": "42 bodies", "unit": "bodies_found"},
        {"quote": "", "unit": "killed"},
        {"unit": "killed"},
        {"quote": 7},
        "words",
    ]
    made, findings = _ask(server)
    assert made == []
    assert set(findings) == {"said.backend_invented"}


def test_a_speaker_who_is_not_in_the_text_is_not_named(server: _Server) -> None:
    server.answer = [{"quote": "41 bodies", "unit": "bodies_found", "speaker": "Somebody Else"}]
    made, _ = _ask(server)
    assert made[0].claim.speaker == "Example Wire"


def test_an_unknown_unit_and_several_figures_are_refused(server: _Server) -> None:
    server.answer = [
        {"quote": "Forty tents", "unit": "tents"},
        {"quote": "Between 5 and 7 people, and 9 others", "unit": "missing"},
    ]
    made, findings = _ask(server)
    assert made == []
    assert findings == ["said.backend_refused", "said.backend_refused"]


def test_a_claim_without_a_figure_can_be_withheld(server: _Server) -> None:
    server.answer = [{"quote": "how many graves", "unit": "graves_found", "stance": "withholds"}]
    made, _ = _ask(server)
    assert made[0].claim.stance.value == "withholds"
    assert not made[0].claim.has_figure


@pytest.mark.parametrize(
    "raw",
    [b"", b"not json", b"{}", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": "claims: none"}}]}',
     b'{"choices": [{"message": {"content": "{\\"claims\\": 5}"}}]}', b"[" * 100_000],
)  # fmt: skip
def test_an_answer_in_another_form_is_a_finding(server: _Server, raw: bytes) -> None:
    server.raw = raw
    assert _ask(server) == ([], ["said.backend_silent"])


def test_a_redirection_is_not_followed(server: _Server) -> None:
    server.status, server.moved_to = 302, "http://example.org/v1/chat/completions"
    assert _ask(server) == ([], ["said.backend_silent"])
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_a_finding() -> None:
    backend = Backend("http://127.0.0.1:9/v1", "any", timeout=2)
    _, findings = propose_with(backend, DOCUMENT, NOTHING)
    assert [finding.code for finding in findings] == ["said.backend_silent"]


def test_a_proxy_of_the_environment_is_not_used(server: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.answer = []
    assert _ask(server) == ([], [])


def test_the_text_goes_only_to_this_computer_unless_that_is_allowed() -> None:
    for address in ("http://example.org/v1", "http://10.0.0.5/v1", "https://127.0.0.1.example.org", "http://0.0.0.0/"):
        with pytest.raises(UsageError, match="not this computer"):
            Backend(address, "any")
        assert Backend(address, "any", allow_remote=True)
    for address in ("127.0.0.1:8080", "ftp://127.0.0.1", "file:///etc/passwd", ""):
        with pytest.raises(UsageError):
            check_address(address, allow_remote=True)
    for address in ("http://localhost:1/v1", "http://[::1]:8080/v1", "http://127.9.9.9/v1"):
        check_address(address, allow_remote=False)


def test_figures_come_from_the_grammar_or_not_at_all() -> None:
    start = TEXT.index("41")
    assert read_values(DOCUMENT, start, start + 2) == {"low": 41, "high": None, "best": None, "modifier": "at_least"}
    other = Document("d2", "41 ndod", "a", "text", language="sw")
    assert read_values(other, 0, 7) is None
    assert read_values(other, 3, 7) == {"modifier": "unquantified"}
