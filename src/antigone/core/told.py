"""Sentences that the engines make: in English as they stand, and sayable in the reader's language.

An engine knows no language of its readers. It tells `told("{n} of {place} are counted twice.", n=11, place="Almaty")`:
a `str` that reads as English wherever it is printed, and that still knows its pattern and what fills it, so that a
page can look the pattern up in its catalogue and fill it again, numbers and dates as its language writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a sentence is made from.

    Attributes:
        one: the pattern, with places as of `str.format`; of a counted sentence, the one for one thing.
        many: of a counted sentence, the pattern for all other numbers.
        n: of a counted sentence, the number that chooses the form.
    """

    one: str
    many: str | None = None
    n: int | None = None

    @property
    def english(self) -> str:
        """The form that English takes."""
        return self.one if self.many is None or self.n == 1 else self.many


class Told(str):
    """A sentence in English that can be said in other languages. It is equal to the plain string of the same words.

    Attributes:
        pattern: what it was made from; None where it is a row of parts.
        values: what fills the places: numbers, days, plain strings (never translated), or what was told itself.
        parts: of a row of parts, the parts.
    """

    __slots__ = ("parts", "pattern", "values")
    pattern: Pattern | None
    values: Mapping[str, Any]
    parts: tuple[str, ...]

    def __format__(self, spec: str) -> str:
        return self[:1].upper() + self[1:] if spec == "A" else super().__format__(spec)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (str(self), self.pattern, dict(self.values), self.parts)


def _again(text: str, pattern: Pattern | None, values: Mapping[str, Any], parts: tuple[str, ...] = ()) -> Told:
    made = Told(text)
    made.pattern, made.values, made.parts = pattern, values, parts
    return made


@cache
def _plain(pattern: str) -> Pattern:
    """Patterns are literals, and few: each is made once."""
    return Pattern(pattern)


def told(pattern: str, /, **values: Any) -> Told:
    """A sentence: `told("{what} is denied by {ids}.", what=…, ids=…)`.

    Args:
        pattern: English, places as of `str.format`; a literal, so that the catalogues find it. Numbers of people are
            written `{n:,}`; `{what:A}` begins what was told with a large letter.
        values: integers, `PartialDate`s, names (plain strings, left as they are), other told sentences.
    """
    return _again(pattern.format(**values), _plain(pattern), values)


def retold(text: str, pattern: str, /, **values: Any) -> Told:
    """A sentence whose English is not just its pattern filled: `retold("16 January 2022", "{day}", day=…)`."""
    return _again(text, _plain(pattern), values)


def told_n(one: str, many: str, n: int, /, **values: Any) -> Told:
    """A sentence about `n` things: `told_n("{n} body was moved.", "{n:,} bodies were moved.", 7)`; `{n}` is filled."""
    values = {"n": n, **values}
    pattern = Pattern(one, many, n)
    return _again(pattern.english.format(**values), pattern, values)


def row(*parts: str) -> Told:
    """Parts one after the other, each said by itself; plain strings between them stay as they are."""
    return _again("".join(parts), None, {}, tuple(part for part in parts if part))


def kept(text: str) -> Told:
    """What the record keeps of a sentence that an engine told before: its words, without the pattern."""
    return _again(text, None, {})


class Named(str):
    """A name that is written otherwise in some languages.

    Attributes:
        names: by code of the language.
    """

    __slots__ = ("names",)
    names: Mapping[str, str]

    def __reduce__(self) -> tuple[Any, ...]:
        return named, (str(self), dict(self.names))


def named(name: str, names: Mapping[str, str]) -> Named:
    """A name with what it is called in other languages."""
    made = Named(name)
    made.names = names
    return made


def listed(names: Iterable[str]) -> Told:
    """`A`, `A and B`, `A, B and C`."""
    each = list(names)
    if len(each) < 2:
        return row(*each)
    return told("{first} and {last}", first=listed_plainly(each[:-1]), last=each[-1])


def listed_plainly(names: Iterable[str], comma: str = ", ") -> Told:
    """`A, B, C`: with a comma of the reader's language between, or another sign."""
    return row(*_between(names, comma))


def _between(names: Iterable[str], comma: str) -> Iterator[str]:
    for at, name in enumerate(names):
        if at:
            yield comma
        yield name
