"""How a text is laid out: paragraphs, headline, dateline, quotation marks, sentences. The same for every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, takewhile

from antigone.said.extract.language import Language, Quote, Sentence, Token

_NUMERAL = re.compile(r"\d+(?:[.,:/\u00a0\u202f -]?\d+)*")
_DATELINE = re.compile(
    r"\s*(?:"
    r"[^\n.]{2,60}[.,]\s[^\n.]{0,30}(?:\([^()\n]{2,40}\)|/[^/\n]{2,20}/)\.?\s*[-–—]*\s*"  # CITY, January 20. /TASS/.
    r"|[^\n(.]{2,50}\([^()\n]{2,40}\)\s*[-–—]+\s*"  # CITY (AP) -
    r"|\([^()\n]{2,40}\)\s*[-–—]+\s*"  # (City) -
    r"|[^\W\d_][^\n.]{1,30}\. \d{1,2} [^\W\d_]{3,10}\. [^\s]{2,20} [-–—]+\s+"  # City. 20 January. AGENCY -
    r"|[^\W\d_][^\n.!?:;\"“«]{1,40}\s+[-–—]+\s+(?=[^\W\d_a-zа-яё])"  # CITY -
    r")"
)
_OPEN = {"“": "”", "«": "»", "„": "“”", "‟": "”"}
_ENDS = ".!?…:;,"
_BULLET = re.compile(r"\s*(?:[-–—•*·▪►]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its offsets, whether it reads as a headline, and where its dateline ends (`start` if none)."""

    start: int
    end: int
    headline: bool
    body: int


def any_numerals(text: str) -> list[tuple[int, int]]:
    """Every run of digits, with the separators inside it. Linear in the text."""
    return [match.span() for match in _NUMERAL.finditer(text)]


def paragraphs(text: str) -> list[Paragraph]:
    """Blocks between blank lines; lines of a block stand alone unless the block is hard-wrapped prose."""
    spans: list[tuple[int, int]] = []
    for block in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        lines = [(m.start() + block.start(), m.end() + block.start()) for m in re.finditer(r"[^\n]+", block.group())]
        if len(lines) > 2 and _is_wrapped(text, lines):
            spans.append((lines[0][0], lines[-1][1]))
        else:
            spans.extend(lines)
    spans = [(a, b) for a, b in spans if text[a:b].strip()]
    return [_paragraph(text, a, b, index, len(spans)) for index, (a, b) in enumerate(spans)]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    lengths = [b - a for a, b in lines[:-1]]
    starts_low = sum(text[a : a + 1].islower() for a, _ in lines[1:])
    return min(lengths) >= 45 and max(lengths) <= 100 and starts_low * 3 >= len(lines)


def _paragraph(text: str, start: int, end: int, index: int, total: int) -> Paragraph:
    words = text[start:end].strip()
    last = words.rstrip("\"”»’')")[-1:]
    bare = total > 1 and len(words) <= 200 and last not in _ENDS and not _BULLET.match(words)
    headline = bare and (index == 0 or (words[:1].isupper() and len(words) <= 140 and index < total - 1))
    body = start
    if index < 4 and not headline:
        match = _DATELINE.match(text, start, min(end, start + 140))
        head = match.group() if match else ""
        if match and _is_place_like(head):
            body = match.end()
    return Paragraph(start, end, headline, body)


def _is_place_like(head: str) -> bool:
    first = re.split(r"[-–—(/.,]", head.strip(" ("), maxsplit=1)[0].strip()
    words = first.split()
    capitals = sum(word[:1].isupper() for word in words)
    return 0 < len(words) <= 5 and capitals >= len(words) - 1


def quotations(text: str, spans: list[Paragraph]) -> list[Quote]:
    """Direct speech between quotation marks; an unclosed quotation runs to the end of its paragraph."""
    found: list[Quote] = []
    going_on = 0
    for index, paragraph in enumerate(spans):
        opened: int | None = paragraph.start if index < going_on else None
        closing = "»" if index < going_on else ""
        for at in range(paragraph.start, paragraph.end):
            char = text[at]
            if opened is None:
                closing = _closing_for(text, at, char)
                if closing:
                    opened = at + 1
            elif char in closing and not _is_apostrophe(text, at, char):
                found.append(_quote(text, opened, at))
                opened = None
        if opened is not None and closing not in ("'", "’"):
            found.append(_quote(text, opened, paragraph.end))
            if closing == "»" and index >= going_on:
                going_on = _closed_later(text, spans, index + 1)
    return found


def _closed_later(text: str, spans: list[Paragraph], first: int, reach: int = 4) -> int:
    """The paragraph after the one in which a quotation opened before `first` closes; 0 where a new one opens first."""
    for index in range(first, min(first + reach, len(spans))):
        words = text[spans[index].start : spans[index].end]
        opens, closes = words.find("«"), words.find("»")
        if closes >= 0 and not 0 <= opens < closes:
            return index + 1
        if opens >= 0:
            return 0
    return 0


def _closing_for(text: str, at: int, char: str) -> str:
    if char in _OPEN:
        return _OPEN[char]
    if char == '"':
        return '"”'
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if char in "‘'" and not before.isalnum() and after.isalnum():
        close = "’" if char == "‘" else "'"
        ahead = text[at + 1 : at + 400].split("\n", 1)[0]
        return close if re.search(re.escape(close) + r"(?!\w)", ahead) else ""
    return ""


def _is_apostrophe(text: str, at: int, char: str) -> bool:
    return char in "'’" and text[at + 1 : at + 2].isalnum()


def _quote(text: str, start: int, end: int) -> Quote:
    return Quote(start, end, len(text[start:end].split()))


def lay_out(text: str, grammar: Language) -> list[Sentence]:
    """The sentences of a text, in order. Datelines belong to no sentence; their numbers are accounted for apart."""
    spans = paragraphs(text)
    quotes = quotations(text, spans)
    laid: list[Sentence] = []
    at = 0
    for index, paragraph in enumerate(spans):
        tokens = grammar.tokens(text, paragraph.body, paragraph.end)
        while at < len(quotes) and quotes[at].end <= paragraph.start:
            at += 1
        inside = list(takewhile(lambda q: q.start < paragraph.end, islice(quotes, at, at + 200)))  # noqa: B023
        for a, b in grammar.sentences(tokens):
            if a < b:
                laid.append(_sentence(tokens[a:b], index, paragraph.headline, inside))
    return laid


def _sentence(tokens: list[Token], paragraph: int, headline: bool, quotes: list[Quote]) -> Sentence:
    start, end = tokens[0].start, tokens[-1].end
    overlapping = tuple(q for q in quotes if q.start < end and q.end > start)
    return Sentence(start, end, tuple(tokens), paragraph, headline, overlapping)
