"""Words of documents on a terminal: what a hostile file holds must not steer it."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # which Persian, Arabic and the scripts of India need


def printable(text: str) -> str:
    """The text without control and format characters (escape sequences, turned writing direction); blanks as blanks."""
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS or letter == "\n":
        return letter
    return " " if unicodedata.category(letter) in ("Zs", "Zl", "Zp") or letter in "\t\r\x0b\x0c" else ""
