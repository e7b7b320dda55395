"""English tokens and sentences. One linear pass; any characters are accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antigone.said.extract.language import Token

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]*\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<word>(?<!\w)[^\W\d_][^\W_]*+(?:_+[^\W_]++)++|(?:[^\W\d_]\.){2,}|(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|St|Cmdr|Brig|Insp|Supt|Rev|Hon|Jr|Sr)\.(?!\w)|[^\W\d_]+(?:['’.-](?=[^\W\d_])[^\W\d_]+)*(?:['’](?!\w))?)"
    r"|(?P<mark>[^\w\s]|_)"
)
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "cmdr",
        "adm",
        "brig",
        "supt",
        "insp",
        "det",
        "rev",
        "hon",
        "st",
        "gov",
        "sen",
        "rep",
        "pres",
        "no",
        "nos",
        "vs",
        "etc",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "approx",
        "ca",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "univ",
        "u.s",
        "u.n",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "fr",
        "ft",
        "mt",
        "pvt",
        "sub",
        "hr",
        "hrs",
        "min",
    ]
)
_END = frozenset(".!?…")
_CLOSERS = frozenset("\"”’»')]")


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Tokens of `text[start:end]`. Apostrophes and hyphens stay inside words.

    Digits join letters only in a handle with a low line (`news24_vell`).
    """
    found = []
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup or "mark"
        word = match.group()
        lower = word.replace("’", "'").casefold() if kind == "word" else word
        found.append(Token(word, lower, match.start(), match.end(), kind))
    return found


def split_sentences(tokens: Sequence[Token], longest: int = 400) -> list[tuple[int, int]]:
    """Half-open token ranges. A stop ends a sentence before a capital, a digit or an opening mark, or at a wide gap."""
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
    if before.lower.strip(".") in ABBREVIATIONS and at + 1 < len(tokens):
        following = tokens[at + 1]
        return before.lower in ("no", "min", "co", "st", "mar", "sub") and following.kind != "number"
    return not (len(before.text) == 1 and before.text.isupper() and before.kind == "word")


def _begins_here(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return True
    token, before = tokens[at], tokens[at - 1]
    if token.start == before.end and before.text not in _CLOSERS:
        return False
    return token.kind == "number" or token.text[:1].isupper() or (token.kind == "mark" and token.text not in ",;)–—-")
