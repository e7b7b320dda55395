"""Whom letters mean: "HRW" beside "Harbour Rights Watch" anywhere in a text, "SP" after "Superintendent of Police"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.extract.language import Voice

_SMALL = r"(?:of|for|the|and|in|on|to|against|de|du|des|la|del)"
_CAPITAL = r"[A-Z][\w'’-]*"
# Bounded: at most ten words of a name.
_NAME = re.compile(rf"\b{_CAPITAL}(?: (?:{_SMALL} ){{0,2}}{_CAPITAL}){{1,7}}")
_BESIDE = re.compile(rf"(?P<name>{_NAME.pattern})(?:'s|’s)? ?\((?P<short>[A-Z]{{2,8}})\)")
_LETTERS = re.compile(r"[A-Z]{2,8}")
_LEAST = 3  # so many letters at least, where no parentheses tie them to the name


class Initials:
    """The names in full of a text, by their first letters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._beside: dict[str, str] | None = None
        self._alone: dict[str, str] = {}

    def in_full(self, voice: Voice, known: Sequence[Voice]) -> Voice | None:
        """The body that the letters stand for, with them as its short form, or the person whose office they are."""
        letters = voice.name.replace(".", "")
        if voice.kind == "outlet" or not _LETTERS.fullmatch(letters):
            return None
        for other in reversed(known):
            if other.kind == "person" and any(letters in firsts for firsts in _firsts(other.office)):
                return replace(other, start=voice.start, end=voice.end)
            if other.kind == "organisation" and letters in _firsts(other.name):
                return replace(voice, name=other.name, office=letters, definite=False)
        name = self._name(letters)
        if not name:
            return None
        return replace(voice, name=name, office=letters, kind="organisation", definite=False)

    def _name(self, letters: str) -> str:
        if self._beside is None:
            self._beside = {m["short"]: _trimmed(m["name"], m["short"]) for m in _BESIDE.finditer(self._text)}
            for match in _NAME.finditer(self._text):
                self._note(match.group())
        return self._beside.get(letters) or self._alone.get(letters, "")

    def _note(self, name: str) -> None:
        """Every run of words of a capitalised name may be what the letters mean; the first of a text is taken."""
        words = name.split()
        starts = [i for i, word in enumerate(words) if word[0].isupper()]
        for first in starts:
            for last in starts:
                if last - first >= _LEAST - 1:
                    run = " ".join(words[first : last + 1])
                    for short in _firsts(run):
                        if len(short) >= _LEAST:
                            self._alone.setdefault(short, run)


def _firsts(name: str) -> set[str]:
    """The first letters of a name, without and with its small words: "SP" and "SOP"."""
    words = re.findall(r"[^\W\d_][\w’']*", name)
    if not 2 <= len(words) <= 8 + 4:
        return set()
    large = "".join(w[0] for w in words if not re.fullmatch(_SMALL, w))
    return {large.upper(), "".join(w[0] for w in words).upper()} if len(large) > 1 else set()


def _trimmed(name: str, short: str) -> str:
    """The last words of a name that give its letters; the whole where they give others ("Example's Party (PEX)")."""
    words = name.split()
    for first in range(len(words) - 2, -1, -1):
        run = " ".join(words[first:])
        if short in _firsts(run):
            return run
    return name
