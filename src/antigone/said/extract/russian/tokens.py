"""Russian tokens and sentences. One linear pass; any characters are accepted."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from collections.abc import Sequence

from antigone.said.extract.language import Token

_TOKEN = re.compile(
    r"(?P<site>\d{1,3}\.(?:kg|ru|kz|by|ua|uz|tj|am|md|az|ge|com|net|org|info)(?![\w]))"
    r"|(?P<named>[А-ЯЁ][а-яё-]+\.(?:НЕТ|нет|ру|Ру|РУ|[Rr]u|RU|uz|kz|ua|by|[Cc]om|net|org|info|Реалии|Медиа|Онлайн)(?!\w))"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]*\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<word>[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,5}(?![A-Za-z])|[^\W\d_]+(?:[-’'](?=[^\W\d_])[^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
ABBREVIATIONS = frozenset(
    [
        "г",
        "гг",
        "ул",
        "тыс",
        "млн",
        "млрд",
        "им",
        "т",
        "п",
        "пос",
        "обл",
        "см",
        "др",
        "пр",
        "руб",
        "стр",
        "чел",
        "ок",
        "д",
        "с",
        "пер",
        "просп",
        "р-н",
        "пгт",
        "ст",
        "проф",
        "акад",
        "ген",
        "полк",
    ]
)
_END = frozenset(".!?…")
_CLOSERS = frozenset("\"”»')]")


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]`; `lower` has е for ё, and "2 265" is one number."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        kind = "word" if match.lastgroup in ("site", "named") else match.lastgroup or "mark"
        word = match.group()
        lower = word.casefold().replace("ё", "е") if kind == "word" else word
        found.append(Token(word, lower, match.start(), match.end(), kind))
    return found


def split_sentences(tokens: Sequence[Token], longest: int = 400) -> list[tuple[int, int]]:
    """Half-open token ranges. A stop ends a sentence before a capital, a digit, an opening mark, or a dash of dialogue."""
    ranges: list[tuple[int, int]] = []
    begin, at, size = 0, 0, len(tokens)
    while at < size:
        token = tokens[at]
        stop = token.kind == "mark" and token.text in _END and _ends_here(tokens, at)
        at += 1
        if stop:
            while at < size and tokens[at].text in _CLOSERS and tokens[at].start == tokens[at - 1].end:
                at += 1
        if (stop and _begins_here(tokens, at)) or at - begin >= longest:
            ranges.append((begin, at))
            begin = at
    if begin < size:
        ranges.append((begin, size))
    return ranges


def _ends_here(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].text != ".":
        return True
    before = tokens[at - 1] if at else None
    if before is None or before.end != tokens[at].start:
        return True
    if before.lower in ABBREVIATIONS:
        return False
    return not (len(before.text) == 1 and before.text.isupper() and before.kind == "word")


def _begins_here(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return True
    token, before = tokens[at], tokens[at - 1]
    if token.start == before.end and before.text not in _CLOSERS:
        return False
    if token.text in "–—-":
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return following is not None and following.text[:1].isupper()
    return token.kind == "number" or token.text[:1].isupper() or (token.kind == "mark" and token.text not in ",;)")
