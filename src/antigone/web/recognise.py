"""Sentences that the record keeps in English, recognised by the patterns that engines tell, so that they can be said.

What an engine told is kept in an event as plain words. A page that shows it later looks for the pattern that gives
these words: one whose literal words are all in it, in order. What no pattern gives stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from string import Formatter

from antigone.core.errors import AntigoneError
from antigone.core.told import Told, listed_plainly, retold, told, told_n
from antigone.core.when import PartialDate

LETTERS = 4
"""A pattern with fewer letters of its own is none to recognise a sentence by: it would take anything."""
MARKS = ("; ", ": ", ", ")
"""What stands between reasons in a row."""
Message = tuple[str, str | None]
_NUMBER = re.compile(r"\d{1,3}(,\d{3})+|\d+\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True)
class Known:
    """A message as it looks when it is filled.

    Attributes:
        one, many: the message.
        needs: the longest of its literal words.
        form: the whole of it.
    """

    one: str
    many: str | None
    needs: str
    form: re.Pattern[str]


@lru_cache(maxsize=8192)
def recognised(code: str, text: str) -> Told | None:
    """What an engine told, by its words; None where no message of that language's catalogue gives them.

    A row of reasons (`one; another`) is recognised where any of them is; the others stay as they are.
    """
    whole = _whole(code, text)
    if whole is not None:
        return whole
    for mark in MARKS:
        parts = text.split(mark)
        known = [recognised(code, part) for part in parts] if len(parts) > 1 else []
        if any(known):
            return listed_plainly((each or part for each, part in zip(known, parts, strict=True)), mark)
    return None


def _whole(code: str, text: str) -> Told | None:
    plain, patterns = _known(code)
    if text in plain:
        return retold(text, text) if "{" in text else told(text)
    for known in patterns:
        if known.needs in text and (match := known.form.fullmatch(text)):
            values = {name: _value(code, value) for name, value in match.groupdict().items()}
            if known.many is None:
                return retold(text, known.one, **values)
            n = values.pop("n", None)
            if isinstance(n, int):
                return told_n(known.one, known.many, n, **values)
    return None


def _value(code: str, text: str) -> object:
    """A number, a day, a sentence in the sentence, or a name."""
    if _NUMBER.fullmatch(text):
        return int(text.replace(",", ""))
    if _DAY.match(text):
        try:
            return PartialDate.parse(text)
        except AntigoneError:
            return text
    return recognised(code, text) or text


@cache
def _known(code: str) -> tuple[frozenset[str], tuple[Known, ...]]:
    """Messages without places, and those with some: the longest first, so that the one that says most is found."""
    from antigone.web.words import engine_messages

    return compiled(engine_messages(code))


def compiled(messages: Iterable[Message]) -> tuple[frozenset[str], tuple[Known, ...]]:
    """Messages as they can be recognised."""
    plain, patterns = set(), []
    for one, many in messages:
        for form in (one, *([many] if many else [])):
            parts = _parsed(form)
            literals = [literal for literal, _ in parts]
            if not any(name for _, name in parts):
                plain.add(form)
            elif sum(letter.isalpha() for literal in literals for letter in literal) >= LETTERS:
                patterns.append((sum(map(len, literals)), Known(one, many, max(literals, key=len), _form(parts))))
    patterns.sort(key=lambda each: (-each[0], each[1].one))
    return frozenset(plain), tuple(known for _, known in patterns)


def _parsed(message: str) -> list[tuple[str, str]]:
    """Stretches of a message's own words, each with the place after it; a message with other braces has no places."""
    try:
        parts = [(literal, name or "") for literal, name, _, _ in Formatter().parse(message)]
    except ValueError:
        return [(message, "")]
    return parts if all(not name or name.isidentifier() for _, name in parts) else [(message, "")]


def _form(parts: list[tuple[str, str]]) -> re.Pattern[str]:
    seen: set[str] = set()
    form = ""
    for literal, name in parts:
        form += re.escape(literal)
        if name:
            form += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return re.compile(form, re.DOTALL)
