"""One spelling for a word of a name, whatever choices of transliteration somebody made. Pure; made for looking up."""

# ruff: noqa: E501 (tables read best whole)

from __future__ import annotations

import re
from functools import lru_cache

_HARD_C = re.compile(r"c(?=[aoulr])")


@lru_cache(maxsize=65_536)
def spelling(word: str) -> str:
    """One spelling for the commonest choices of transliteration: Shalabayev, Şalabaev, Шалабаев; Syniehubov, Synehubov."""
    word = _HARD_C.sub("k", word)
    for several, one in (
        ("oo", "u"), ("ou", "u"), ("ee", "i"), ("th", "t"), ("jo", "yo"), ("shch", "sch"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("zh", "z"), ("ts", "c"), ("dzh", "j"), ("ph", "f"), ("ck", "k"),
        ("sz", "s"), ("cz", "c"), ("q", "k"), ("w", "v"), ("x", "ks"), ("iye", "e"), ("aye", "ae"), ("oye", "oe"), ("ye", "e"), ("ie", "e"),
        ("yo", "e"), ("ju", "yu"), ("ja", "ya"), ("ij", "i"), ("iy", "i"), ("yy", "i"), ("ii", "i"), ("j", "i"), ("y", "i"), ("h", "g"),
    ):  # fmt: skip
        word = word.replace(several, one)
    return re.sub(r"(.)\1+", r"\1", word)
