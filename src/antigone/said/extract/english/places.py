"""Places by shape and context: a preposition and a capitalised name; the dateline; the country of an office."""

from __future__ import annotations

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed

_IN = frozenset(("in", "at", "near", "across", "around", "outside", "off", "throughout", "within", "inside"))
_KINDS = frozenset(
    [
        "region",
        "province",
        "district",
        "city",
        "town",
        "village",
        "oblast",
        "county",
        "state",
        "area",
        "suburb",
        "governorate",
        "prefecture",
        "municipality",
        "island",
        "islands",
        "valley",
        "coast",
        "department",
        "canton",
        "commune",
        "port",
        "capital",
        "morgue",
        "morgues",
        "mortuary",
        "hospital",
        "camp",
        "airport",
        "station",
    ]
)
_PARTICLES = frozenset(("of", "the", "de", "al", "el", "la", "le", "del", "dos", "and", "upon", "sur"))
_CLAUSE = frozenset((";", ".", "!", "?"))


def capitalised(parsed: Parsed, at: int) -> int:
    """Where the capitalised name that begins at item `at` ends (half-open); `at` itself where none begins."""
    j = at
    while j < len(parsed.items) and j - at < 7:
        word = parsed.lower[j]
        if parsed.items[j].number is not None:
            break
        if (
            (parsed.capital(j) and word not in words.MONTHS and word not in words.DAYS)
            or (
                j > at
                and word in _PARTICLES
                and parsed.word(j + 1)
                and j + 1 < len(parsed.items)
                and parsed.capital(j + 1)
            )
            or (j > at and word in _KINDS)
        ):
            j += 1
        else:
            break
    while j > at and parsed.lower[j - 1] in ("of", "the", "and"):
        j -= 1
    return j


def near(parsed: Parsed, at: int, from_item: int) -> str:
    """The place named after the figure in its clause, else before it; empty where none is."""
    for k in range(from_item, min(from_item + 14, len(parsed.items))):
        if parsed.lower[k] in _CLAUSE or (parsed.lower[k] == "#" and k > from_item):
            break
        found = _at(parsed, k)
        if found:
            return found
    for k in range(at - 1, max(-1, at - 16), -1):
        if parsed.lower[k] in _CLAUSE:
            break
        found = _at(parsed, k)
        if found:
            return found
    return ""


def _at(parsed: Parsed, k: int) -> str:
    if parsed.lower[k] not in _IN:
        return ""
    j = k + 1
    if parsed.word(j) in ("the", "a", "an"):
        j += 1
    while parsed.word(j) in (
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "city",
        "town",
        "village",
        "nearby",
        "of",
    ) and not parsed.capital(j):
        j += 1
    end = capitalised(parsed, j)
    return parsed.text(j, end) if end > j else ""
