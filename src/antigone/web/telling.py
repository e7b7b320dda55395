"""What the engines tell, in the reader's language: the pattern looked up, its places filled as that language writes."""

from __future__ import annotations

from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any

from antigone.core.told import Told
from antigone.core.when import PartialDate

if TYPE_CHECKING:
    from antigone.web.words import Words

ISOLATE, END = "\u2068", "\u2069"
"""Around a name in a sentence from right to left: its own letters turn nothing of the sentence."""


def tell(sentence: Told, words: Words) -> str:
    """A sentence of an engine in a language; in English where the language has no such pattern."""
    if sentence.pattern is None:
        return "".join(tell(each, words) if isinstance(each, Told) else each for each in sentence.parts)
    pattern, look_up = sentence.pattern, words.translations
    if pattern.many is None:
        found = look_up.gettext(pattern.one) if pattern.one else ""
    else:
        found = look_up.ngettext(pattern.one, pattern.many, pattern.n or 0)
    try:
        return _Filler(words).vformat(found, (), sentence.values)
    except (KeyError, IndexError, ValueError):  # a slip of a translation is no reason to show nothing
        return str(sentence)


class _Filler(Formatter):
    """Fills places with numbers, days and names as a language writes them."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return value if conversion is None else super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Told):
            return tell(value, self.words)
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, int):
            return self.words.number(value) if "," in format_spec else self.words.plain(value)
        if isinstance(value, PartialDate | date):
            return self.words.date(value if isinstance(value, PartialDate) else value.isoformat())
        return self._isolated(format(value, format_spec))

    def _isolated(self, text: str) -> str:
        return f"{ISOLATE}{text}{END}" if text and self.words.direction == "rtl" else text
