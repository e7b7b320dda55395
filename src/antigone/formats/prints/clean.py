"""Words that people wrote, made safe to stand on a page.

Nothing here changes a letter. What goes is what no hand could write: control characters, marks that turn the
direction of what follows, private code points. Words never become markup: templates receive them as data.
"""

from __future__ import annotations

import re
import unicodedata

_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_KEPT_FORMATS = frozenset("\u200c\u200d")  # joiners are spelling in Persian and in Indic scripts
_DRAWN_AS = {"\u2212": "\u2013"}  # the shipped fonts draw no minus; the dash of figures stands for it
_UNBROKEN = re.compile(r"\S{31,}")
ISOLATE, LEFT, RIGHT, END = "\u2068", "\u2066", "\u2067", "\u2069"


def clean(text: str) -> str:
    """The text without controls and direction marks, its line ends as single spaces."""
    kept = (_replaced(char) for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split(" ")).strip()


def _replaced(char: str) -> str:
    if char in _KEPT_FORMATS:
        return char
    if char in _TURNS:
        return ""
    if char in _DRAWN_AS:
        return _DRAWN_AS[char]
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\t\n\v\f\r\x85":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def breakable(text: str) -> str:
    """The text with a break allowed after each 15 characters of a run that would never end."""
    return _UNBROKEN.sub(lambda run: "\u200b".join(re.findall(r".{1,15}", run.group())), text)


def shortened(text: str, length: int) -> str:
    """At most `length` characters, the cut shown by an ellipsis: for running heads only."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def direction(text: str, otherwise: str) -> str:
    """`ltr` or `rtl` by the first strong character (Unicode UAX 9, rules P2 and P3)."""
    for char in text:
        strong = unicodedata.bidirectional(char)
        if strong == "L":
            return "ltr"
        if strong in ("R", "AL"):
            return "rtl"
    return otherwise


def apart(text: str, by: str = ISOLATE) -> str:
    """The text isolated, so that its direction cannot disturb the sentence it stands in."""
    return f"{by}{text}{END}" if text else ""
