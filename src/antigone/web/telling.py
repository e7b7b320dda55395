"""What the engines tell, in the reader's language: the pattern looked up, its places filled as that language writes.

A sentence comes as runs: what is said in the reader's language (or is a name, or a sum), and what is English still,
because the catalogue has no such pattern. A page marks the second as English, so that it is read aloud as English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from antigone.core.told import Named, Pattern, Told
from antigone.core.when import PartialDate
from antigone.web.recognise import recognised

if TYPE_CHECKING:
    from antigone.web.words import Words

ISOLATE, END = "\u2068", "\u2069"
_CODE = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
"""Around a name in a sentence from right to left: its own letters turn nothing of the sentence."""
Run = tuple[str, bool]
"""Text, and whether it is English in a language that is not."""


def tell(sentence: Told, words: Words) -> str:
    """A sentence of an engine in a language; in English where the language has no such pattern."""
    return "".join(text for text, _ in _of_told(sentence, words))


def runs(sentence: str, words: Words) -> list[Run]:
    """A sentence as runs; a plain string is English, unless the catalogue has it or knows the pattern that gives it."""
    return list(_joined(_of_told(sentence, words) if isinstance(sentence, Told) else _of_kept(sentence, words)))


def marked(told: Iterable[Run], write: Callable[[str], Markup] = escape) -> Markup:
    """Runs as a page shows them: English ones marked as such.

    Args:
        write: escapes a text; it may make links of what is in it.
    """
    english = Markup('<span lang="en" dir="ltr">{}</span>')
    return Markup("").join(english.format(write(text)) if is_english else write(text) for text, is_english in told)


def _joined(told: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one kind in one."""
    text, kind = "", False
    for each, is_english in told:
        if text and is_english != kind:
            yield text, kind
            text = ""
        text, kind = text + each, is_english
    if text:
        yield text, kind


def _of_told(sentence: Told, words: Words) -> list[Run]:
    pattern = sentence.pattern
    if pattern is None and sentence and not sentence.parts:
        return _of_kept(str(sentence), words)
    if pattern is None:
        return [run for part in sentence.parts for run in _part(part, words)]
    found = _looked_up(pattern, words)
    if found is None:
        return [(str(sentence), True)]
    try:
        return _filled(found, sentence.values, words)
    except (KeyError, IndexError, ValueError, AttributeError, TypeError):
        return [(str(sentence), words.code != "en")]  # a slip of a translation is no reason to show nothing


def _of_kept(text: str, words: Words) -> list[Run]:
    """What the record keeps in plain words."""
    found = words.translations.gettext(text) if text else ""
    if found != text or not text or words.code == "en":
        return [(found, False)]
    sentence = recognised(words.code, text)
    return [(text, True)] if sentence is None else _of_told(sentence, words)


def _part(part: str, words: Words) -> list[Run]:
    if isinstance(part, Told):
        return _of_told(part, words)
    return [(words.code_like(part) if _CODE.fullmatch(part) else words.pause(part), False)]


def _looked_up(pattern: Pattern, words: Words) -> str | None:
    """The pattern in the language; None where it has none."""
    look_up = words.translations
    if pattern.many is None:
        found = look_up.gettext(pattern.one) if pattern.one else ""
    else:
        found = look_up.ngettext(pattern.one, pattern.many, pattern.n or 0)
    known = words.code == "en" or found not in (pattern.one, pattern.many) or _is_wordless(found)
    return found if known else None


def _is_wordless(pattern: str) -> bool:
    """True where a pattern has nothing to translate: sums, brackets."""
    return not any(re.search(r"[^\W\d_]", literal) for literal, _, _, _ in Formatter().parse(pattern))


def _filled(pattern: str, values: Mapping[str, Any], words: Words) -> list[Run]:
    found: list[Run] = []
    for literal, name, spec, _ in Formatter().parse(pattern):
        found += [(words.pause(literal), False)] if literal else []
        if name is not None:
            value, _ = Formatter().get_field(name, (), values)
            found += _value(value, spec or "", words)
    return found


def _value(value: Any, spec: str, words: Words) -> list[Run]:
    """What fills a place, as the language writes it."""
    if isinstance(value, Told):
        told = _of_told(value, words)
        return [(words.upper(told[0][0]), told[0][1]), *told[1:]] if spec == "A" and told else told
    if isinstance(value, str):
        value = _name(value, words)
        return [(f"{ISOLATE}{value}{END}" if value and words.direction == "rtl" else value, False)]
    return [(_written(value, spec, words), False)]


def _name(value: str, words: Words) -> str:
    """A name as the language knows it."""
    known = value.names.get(words.code, "") if isinstance(value, Named) else ""
    return known.partition(";")[0].strip() or value


def _written(value: Any, spec: str, words: Words) -> str:
    """A number or a day."""
    if isinstance(value, int) and not isinstance(value, bool):
        plain = words.number(value) if "," in spec else words.plain(value)
        return words.code_like(f"+{plain}") if spec.startswith("+") and value > 0 else plain
    if isinstance(value, float) and spec.endswith("f"):
        return words.decimal(value, int(spec.rpartition(".")[2][:-1] or 6), spec.startswith("+"))
    if isinstance(value, PartialDate | date):
        return words.date(value if isinstance(value, PartialDate) else value.isoformat())
    return format(value, spec)
