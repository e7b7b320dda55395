"""Which languages have a grammar, and which language a text is in."""

from __future__ import annotations

import importlib
from functools import cache

from antigone.said.extract.language import Language

# ISO 639-1 code → `module:attribute`, imported only when a text in that language comes.
LANGUAGES: dict[str, str] = {
    "en": "antigone.said.extract.english.grammar:ENGLISH",
    "ru": "antigone.said.extract.russian.grammar:RUSSIAN",
}

_ENGLISH_WORDS = frozenset(
    ("the", "of", "and", "in", "to", "a", "was", "were", "said", "that", "on", "for", "by", "is", "at", "from", "with")
)
_KAZAKH, _UKRAINIAN = frozenset("әғқңөұүһ"), frozenset("їєґ")


@cache
def language(code: str) -> Language | None:
    """The grammar of that code, or None where there is none (yet)."""
    target = LANGUAGES.get(code)
    if target is None:
        return None
    module, attribute = target.split(":")
    try:
        found: Language = getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return None
    return found


def guess(text: str) -> str:
    """The language of a text by its script and commonest words: `en`, `ru`, `kk`, `uk`, `ar`, or `und`."""
    sample = text[:4000].casefold()
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in sample)
    arabic = sum("\u0600" <= c <= "\u06ff" for c in sample)
    latin = sum("a" <= c <= "z" for c in sample)
    if arabic > max(cyrillic, latin):
        return "ar"
    if cyrillic > latin:
        letters = set(sample)
        return "kk" if letters & _KAZAKH else "uk" if letters & _UKRAINIAN else "ru"
    words = sample.split()
    hits = sum(word.strip(".,;:\"'()") in _ENGLISH_WORDS for word in words)
    return "en" if latin and (hits * 12 >= len(words) or len(words) < 12) else "und"


def code_of(declared: str | None, text: str) -> str:
    """The code to read in: the one declared (`it->en` means translated into English), else the guess."""
    if declared:
        code = declared.split("->")[-1].strip().casefold()[:2]
        if code:
            return code
    return guess(text)
