"""Signs that turn the direction of writing, as elements of a page: around links they are opened and closed whole."""

from __future__ import annotations

import re

from markupsafe import Markup

_TAG = re.compile(r"(<[^>]*>)")
_SIGNS = re.compile("([\u2066-\u2069])")
_OPENED = {"\u2066": '<bdi dir="ltr">', "\u2067": '<bdi dir="rtl">', "\u2068": "<bdi>"}


def apart(html: Markup) -> Markup:
    """What isolates say, as `bdi`; those within an element stay, and none is left open or closed twice."""
    found: list[str] = []
    depth = open_ = 0
    for part in _TAG.split(str(html)):
        if part.startswith("<"):
            depth += -1 if part.startswith("</") else 1
        elif depth == 0:
            part, open_ = _elements(part, open_)
        found.append(part)
    return Markup("".join(found) + "</bdi>" * open_)


def _elements(text: str, open_: int) -> tuple[str, int]:
    """One stretch of text, and how many elements are open after it."""
    told = []
    for each in _SIGNS.split(text):
        if each in _OPENED:
            open_ += 1
            told.append(_OPENED[each])
        elif each == "\u2069":
            told.append("</bdi>" if open_ else "")
            open_ = max(open_ - 1, 0)
        else:
            told.append(each)
    return "".join(told), open_
