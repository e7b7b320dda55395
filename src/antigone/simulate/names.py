"""Invented names: syllables put together, of no language in particular."""

from __future__ import annotations

import numpy as np

_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "tr", "st")
_VOWELS = ("a", "e", "i", "o", "u")
_CODAS = ("", "", "l", "n", "r", "s", "m")


def invented(random: np.random.Generator, count: int, syllables: tuple[int, int] = (2, 3)) -> list[str]:
    """So many different names, in title case."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[_name(random, int(random.integers(syllables[0], syllables[1] + 1)))] = None
    return list(found)


def _name(random: np.random.Generator, syllables: int) -> str:
    parts = [
        _ONSETS[int(random.integers(len(_ONSETS)))] + _VOWELS[int(random.integers(len(_VOWELS)))]
        for _ in range(syllables)
    ]
    return ("".join(parts) + _CODAS[int(random.integers(len(_CODAS)))]).title()


def people(random: np.random.Generator, count: int) -> list[tuple[str, str]]:
    """(given name, family name) for so many people; both recur, as names do."""
    given = invented(random, min(200, count + 20), (2, 2))
    family = invented(random, min(4000, 2 * count + 20))
    first, last = random.integers(len(given), size=count), random.integers(len(family), size=count)
    return [(given[a], family[b]) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
