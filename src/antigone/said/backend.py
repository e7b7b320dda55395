"""An optional language model behind an OpenAI-compatible address: off by default, never needed, never trusted.

It may only point at words: a claim is taken where its quotation is an exact part of the text. Its figures are not read
at all; the grammar reads the words anew. Model name and version stay on each proposal, and each waits for a person.
Nothing is sent to an address that is not this computer unless that is allowed explicitly; no proxy is used and no
redirection is followed, so that text cannot leave by a side door.
"""

from __future__ import annotations

import ipaddress
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from antigone.core.errors import UsageError
from antigone.core.finding import Finding, Severity, declare
from antigone.core.unit import shipped_units
from antigone.said.claim import Mode, Stance
from antigone.said.document import Document
from antigone.said.extract import Extraction, Hop, Proposal
from antigone.said.extract.registry import code_of
from antigone.said.proposal_events import Proposed
from antigone.said.propose import proposed

NO_ANSWER = declare(
    "said.backend_silent",
    "The language model gave no usable answer: {why}.",
    "The grammar's own proposals stand. Check that the server runs, or leave the option out.",
    severity=Severity.WARNING,
    why="connection refused",
)
NOT_IN_TEXT = declare(
    "said.backend_invented",
    "The language model quoted words that are not in the text: '{words}'. They were left out.",
    "Nothing needs to be done; read the passage yourself if it matters.",
    severity=Severity.NOTE,
    words="forty people",
)
NOT_TAKEN = declare(
    "said.backend_refused",
    "A claim of the language model was left out, at '{words}': {why}.",
    "Mark the claim yourself if it is one.",
    severity=Severity.NOTE,
    words="41 tents",
    why="the case counts no 'tents'",
)
MOST_BYTES = 4_000_000
CHUNK = 12_000
_ASK = (
    "You read a report about people who died, were hurt, are missing or were found. Point at every statement of how "
    "many persons, bodies, graves, attacks on morgues or names there are; denied and withheld figures as well. "
    'Answer with JSON only: {"claims": [{"quote": "...", "unit": "...", "subgroup": "...", "place": "...", '
    '"speaker": "...", "stance": "asserts|denies|corrects|doubts|withholds"}]}. "quote" and "speaker" must be copied '
    'from the text letter by letter; "quote" is the shortest run of words with the number and what it counts. '
    '"unit" is one of: '
)


@dataclass(frozen=True, slots=True)
class Backend:
    """Where the model is, and what it may be told.

    Attributes:
        address: of the server, as far as its version: `http://127.0.0.1:8080/v1`.
        model: its name, as the server knows it.
        allow_remote: send text to an address that is not this computer.
        timeout: seconds for one answer.
    """

    address: str
    model: str
    allow_remote: bool = False
    timeout: float = 120.0

    def __post_init__(self) -> None:
        check_address(self.address, self.allow_remote)


def check_address(address: str, allow_remote: bool) -> None:
    """Refuse an address that is none, or that leads away from this computer without leave.

    Raises:
        UsageError: with what to do.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"'{address}' is no address of a server.", "Write it as http://127.0.0.1:8080/v1.")
    if not allow_remote and not is_loopback(parts.hostname):
        raise UsageError(
            f"{parts.hostname} is not this computer: the text of your documents would leave it.",
            "Use a server on 127.0.0.1, or say --allow-remote if you may send them there.",
        )


def is_loopback(host: str) -> bool:
    """True for `localhost` and for addresses of the loopback network; a name that would have to be looked up is not."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def propose_with(backend: Backend, document: Document, grammar: Extraction) -> tuple[list[Proposed], list[Finding]]:
    """What the model points at beyond what the grammar proposed, as proposals that a person has to check.

    Args:
        backend: where to ask.
        document: with its text.
        grammar: what the grammar read in it; its values count where both point at the same words.
    """
    made: list[Proposed] = []
    findings: list[Finding] = []
    taken = [(each.start, each.end) for each in grammar.proposals]
    for offset, chunk in _chunks(document.text):
        answer, maker, fault = _ask(backend, chunk)
        if fault:
            findings.append(Finding(NO_ANSWER, {"why": fault[:200]}, file=document.name or document.id))
            continue
        for item in answer:
            found = _proposal(document, item, offset, len(chunk), taken)
            if isinstance(found, Finding):
                findings.append(found)
            elif found:
                taken.append((found.start, found.end))
                made += proposed(document, (found,), maker)
    return made, findings


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text in runs of whole paragraphs, each with its offset."""
    at = 0
    while at < len(text):
        end = min(len(text), at + CHUNK)
        if end < len(text):
            cut = text.rfind("\n", at + CHUNK // 2, end)
            end = cut + 1 if cut > 0 else end
        yield at, text[at:end]
        at = end


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow none: a server on this computer must not be able to send the text elsewhere."""


def _ask(backend: Backend, text: str) -> tuple[list[Mapping[str, Any]], str, str]:
    """The model's claims about a text, who answered, and what went wrong (empty where nothing did)."""
    question = {
        "model": backend.model,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [
            {"role": "system", "content": _ASK + ", ".join(sorted(shipped_units()))},
            {"role": "user", "content": text},
        ],
    }
    address = backend.address.rstrip("/") + "/chat/completions"
    head = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, json.dumps(question).encode("utf-8", "replace"), head)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
    try:
        with opener.open(request, timeout=backend.timeout) as reply:
            raw = reply.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            return [], "", "its answer is larger than 4 MB"
        data = json.loads(raw)
        content = json.loads(_unfenced(data["choices"][0]["message"]["content"]))
        claims = content["claims"]
        if not isinstance(claims, list):
            return [], "", "its answer holds no list of claims"
        version = str(data.get("system_fingerprint") or "version not told")
        maker = f"{data.get('model') or backend.model} {version} at {urlsplit(address).netloc}"
        return [each for each in claims if isinstance(each, dict)], maker[:200], ""
    except (urllib.error.URLError, OSError) as fault:
        return [], "", str(getattr(fault, "reason", fault)) or type(fault).__name__
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as fault:
        return [], "", f"its answer is not in the form asked for ({type(fault).__name__})"


def _unfenced(content: str) -> str:
    """The JSON of an answer that some models put into a fence."""
    body = content.strip()
    return body.removeprefix("```json").removeprefix("```").removesuffix("```") if body.startswith("```") else body


def _proposal(
    document: Document, item: Mapping[str, Any], offset: int, length: int, taken: list[tuple[int, int]]
) -> Proposal | Finding | None:
    """One claim of the model; None where it is known already, a finding where it cannot be taken."""
    quote, unit = _words(item, "quote"), _words(item, "unit")
    places = _occurrences(document.text, quote, offset, offset + length) if quote else []
    if not places:
        return Finding(NOT_IN_TEXT, {"words": quote[:80]}, file=document.name or document.id)
    free = [span for span in places if not any(span[0] < end and start < span[1] for start, end in taken)]
    if not free:
        return None
    if unit not in shipped_units():
        return _left_out(document, quote, f"'{unit[:40]}' is no unit")
    start, end = free[0]
    values = read_values(document, start, end)
    if values is None:
        return _left_out(document, quote, "the grammar reads no single figure in these words")
    stance = _words(item, "stance")
    return Proposal(
        start=start,
        end=end,
        quantity_phrase=quote,
        unit=unit,
        subgroup=_words(item, "subgroup") or None,
        place=_in_text(document, item, "place"),
        chain=_chain(document, item),
        mode=Mode.INDIRECT if _in_text(document, item, "speaker") else Mode.NARRATOR,
        stance=Stance(stance) if stance in {each.value for each in Stance} else Stance.ASSERTS,
        rule="model",
        reason="a language model points at these words; the figure was read by the grammar",
        confidence="weak",
        **values,
    )


def _left_out(document: Document, words: str, why: str) -> Finding:
    return Finding(NOT_TAKEN, {"words": words[:80], "why": why}, file=document.name or document.id)


def _words(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""


def _in_text(document: Document, item: Mapping[str, Any], name: str) -> str:
    """A word of the model only where the text has it."""
    words = _words(item, name)
    return words if words and words in document.text else ""


def _occurrences(text: str, quote: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(quote, start, end)
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + len(quote), end)
    return found


def _chain(document: Document, item: Mapping[str, Any]) -> tuple[Hop, ...]:
    name = _in_text(document, item, "speaker")
    at = document.text.find(name) if name else -1
    publisher = Hop(document.publisher, role="publisher") if document.publisher else None
    speaker = Hop(name, start=at, end=at + len(name)) if name else None
    return tuple(hop for hop in (speaker, publisher) if hop)


def read_values(document: Document, start: int, end: int) -> dict[str, Any] | None:
    """What the grammar makes of the figure in some words: `low`, `high`, `best`, `modifier`.

    Words without any number give an unquantified claim. None where several figures, or digits that the grammar of that
    language cannot read, stand there: then no figure is taken from anybody.
    """
    numbers = _numbers(code_of(document.language or None, document.text), document.text, start, end)
    if numbers is None or len(numbers) > 1:
        return None
    if not numbers:
        return None if any(letter.isdigit() for letter in document.text[start:end]) else {"modifier": "unquantified"}
    low, high, best = numbers[0].bounds
    return {"low": low, "high": high, "best": best, "modifier": numbers[0].modifier}


def _numbers(language: str, text: str, start: int, end: int) -> list[Any] | None:
    """The numbers that touch some words, read with the words before them ("at least"); None without a grammar."""
    if language != "en":
        return None if any(letter.isdigit() for letter in text[start:end]) else []
    from antigone.said.extract.english.numbers import find_numbers
    from antigone.said.extract.english.tokens import tokenize

    line = max(text.rfind("\n", 0, start) + 1, start - 120)
    tokens = tokenize(text, line, end)
    counted = [number for number in find_numbers(tokens) if number.kind in ("digits", "words", "vague", "none")]
    return [n for n in counted if tokens[n.first].start < end and start < tokens[n.last - 1].end]
