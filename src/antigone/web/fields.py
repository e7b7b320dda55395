"""Fields of forms: what may be typed into each, and what it comes to. `forms.py` shows how they are used.

Each field knows four answers: a value was given; somebody looked, and there is no data; it stood on the page and was
left blank; it was not on the page at all (not asked).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from antigone.core.errors import AntigoneError
from antigone.core.when import PartialDate
from antigone.found.label import code_of

if TYPE_CHECKING:
    from antigone.web.here import Here

Sent = Mapping[str, str]
"""What was typed, as text by name of the control."""
NONE = "~"
"""Ends the name of the control that says there is no data; among the options of a choice, it is that option."""
MOST_LETTERS, MOST_LINES = 300, 500
_DAY = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})\Z")
_TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})\Z")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def m(text: str) -> str:
    """The text itself; the mark lets the tests find it and ask every catalogue for it."""
    return text


class Wrong(Exception):
    """What is wrong with what one field holds, in the reader's words."""


@dataclass(frozen=True)
class Field:
    """One thing that a form asks for.

    Attributes:
        name: of its control; label: as the reader sees it.
        hint: how to fill it in, in a few words.
        required: it cannot stay blank.
        lack: it offers "no data".
        mark: stands before the label: the number of an item, most often.
    """

    name: str
    label: str
    _: KW_ONLY
    hint: str = ""
    required: bool = False
    lack: bool = False
    mark: str = ""
    widget: ClassVar[str] = "text"

    @property
    def controls(self) -> tuple[str, ...]:
        """Names of everything it sends."""
        return (self.name, self.name + NONE)

    def text(self, sent: Sent) -> str:
        """What was typed, trimmed; empty where nothing was."""
        return _NOT_TEXT.sub("", sent.get(self.name, "").replace("\r\n", "\n")).strip()

    def has_none(self, sent: Sent) -> bool:
        """True where somebody says that there is no data."""
        return self.lack and bool(sent.get(self.name + NONE))

    def value(self, text: str, here: Here) -> Any:
        """What a text comes to; `Wrong` where it comes to nothing."""
        raise NotImplementedError

    def typed(self, value: Any) -> dict[str, str]:
        """What somebody would have typed to give that value."""
        return {} if value is None else {self.name: str(value)}


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """One line; `most` letters of it at most; `offers` are proposed and bind nobody."""

    most: int = MOST_LETTERS
    offers: tuple[str, ...] = ()

    def value(self, text: str, here: Here) -> str:
        """The text itself."""
        if len(text) > self.most:
            raise Wrong(here.words("That is too long: at most %(n)s letters.", n=here.words.number(self.most)))
        return text if self.widget == "long" else " ".join(text.split())


@dataclass(frozen=True, kw_only=True)
class Long(Text):
    """Several lines."""

    most: int = 4000
    widget: ClassVar[str] = "long"


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number from `least` to `most`, in digits of any script."""

    least: int = 0
    most: int = 10**9
    widget: ClassVar[str] = "whole"

    def value(self, text: str, here: Here) -> int:
        """The number."""
        if not text.removeprefix("-").isdecimal() or not self.least <= int(text) <= self.most:
            ends = {"least": here.words.number(self.least), "most": here.words.number(self.most)}
            raise Wrong(here.words("Write a whole number from %(least)s to %(most)s.", **ends))
        return int(text)


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A day, a month or a year: `2030-05-02`, `2030-05`, `2030`, also `2.5.2030`."""

    hint: str = m("2030-05-02, or 2030-05, or 2030")
    widget: ClassVar[str] = "day"

    def value(self, text: str, here: Here) -> PartialDate:
        """The date."""
        plain = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
        turned = _DAY.match(plain)
        if turned:
            plain = "-".join(part.zfill(2) for part in reversed(turned.groups()) if part)
        try:
            return PartialDate.parse(plain)
        except AntigoneError as fault:
            raise Wrong(here.words("Write 2030-05-02, 2030-05 or 2030.")) from fault


@dataclass(frozen=True, kw_only=True)
class Time(Field):
    """A time of day, local: `07:45`; the value is `HH:MM`."""

    hint: str = m("07:45")
    widget: ClassVar[str] = "time"

    def value(self, text: str, here: Here) -> str:
        """The time."""
        match = _TIME.match(text)
        hour, minute = (int(part) for part in match.groups()) if match else (24, 0)
        if hour > 23 or minute > 59:
            raise Wrong(here.words("Write the time as 07:45."))
        return f"{hour:02d}:{minute:02d}"


Options = tuple[tuple[str, str], ...]


def of_enum(cls: type[Enum], but: Iterable[Enum] = ()) -> Options:
    """The members of an enumeration as options, each called by its value."""
    return tuple((str(each.value), str(each.value)) for each in cls if each not in but)


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of the `options` (value, label); a page may put others in their place, see `Form.offering`.

    A few stand side by side, more (or `long`) in a list that opens.
    """

    options: Options = ()
    long: bool = False
    widget: ClassVar[str] = "choice"

    def has_none(self, sent: Sent) -> bool:
        """True where "no data" was chosen."""
        return self.lack and sent.get(self.name) == NONE

    def value(self, text: str, here: Here) -> str:
        """The value of the option."""
        if text not in dict(self.options):
            raise Wrong(here.words("Choose one of what is offered."))
        return text


@dataclass(frozen=True, kw_only=True)
class YesNo(Choice):
    """Yes, no, or no data; the value is True or False."""

    options: Options = (("yes", m("yes")), ("no", m("no")))
    lack: bool = True

    def value(self, text: str, here: Here) -> bool:  # type: ignore[override]
        """True for yes."""
        return super().value(text, here) == "yes"

    def typed(self, value: Any) -> dict[str, str]:
        """The option that says so."""
        return {} if value is None else {self.name: "yes" if value else "no"}


@dataclass(frozen=True, kw_only=True)
class Tick(Field):
    """One box; the value is True where it is ticked."""

    widget: ClassVar[str] = "tick"

    def value(self, text: str, here: Here) -> bool:
        """True."""
        return bool(text)

    def typed(self, value: Any) -> dict[str, str]:
        """A tick, or nothing."""
        return {self.name: "yes"} if value else {}


@dataclass(frozen=True, kw_only=True)
class Several(Field):
    """Any of the `options`; the value is a tuple of them. Each has a control of its own, `name.option`."""

    options: Options = ()
    long: bool = False
    widget: ClassVar[str] = "several"

    @property
    def controls(self) -> tuple[str, ...]:
        """Its own, and one for each option."""
        return (*super().controls, *(f"{self.name}.{option}" for option, _ in self.options))

    def text(self, sent: Sent) -> str:
        """What is ticked, a line each."""
        return "\n".join(option for option, _ in self.options if sent.get(f"{self.name}.{option}"))

    def value(self, text: str, here: Here) -> tuple[str, ...]:
        """The options."""
        return tuple(text.split("\n"))

    def typed(self, value: Any) -> dict[str, str]:
        """A tick for each."""
        return {f"{self.name}.{option}": "yes" for option in value or ()}


@dataclass(frozen=True, kw_only=True)
class Lookup(Field):
    """Something of the case by its code, looked up by `find` (here, texts) -> for each its id, or what is wrong."""

    find: Callable[[Here, list[str]], Iterable[str | Wrong]]
    widget: ClassVar[str] = "code"

    def value(self, text: str, here: Here) -> str:
        """The id."""
        (found,) = self.find(here, [text[:MOST_LETTERS]])
        if isinstance(found, Wrong):
            raise found
        return found

    def typed(self, value: Any) -> dict[str, str]:
        """The code."""
        return {} if value is None else {self.name: code_of(value)}


@dataclass(frozen=True, kw_only=True)
class Lookups(Lookup):
    """Several of them, a line each, as a hand scanner types them one after another; the value is a tuple of ids.

    What was scanned twice counts once.
    """

    widget: ClassVar[str] = "codes"

    def value(self, text: str, here: Here) -> tuple[str, ...]:  # type: ignore[override]
        """The ids, each once, in order."""
        lines = [line.strip()[:MOST_LETTERS] for line in text.split("\n") if line.strip()]
        if len(lines) > MOST_LINES:
            raise Wrong(here.words("At most %(n)s at a time.", n=here.words.number(MOST_LINES)))
        found = list(self.find(here, lines))
        wrong = [f"{line}: {each}" for line, each in zip(lines, found, strict=True) if isinstance(each, Wrong)]
        if wrong:
            raise Wrong(" ".join(wrong[:10]))
        return tuple(dict.fromkeys(str(each) for each in found))

    def typed(self, value: Any) -> dict[str, str]:
        """Their codes, a line each."""
        return {self.name: "\n".join(code_of(id) for id in value)} if value else {}


def _remains(here: Here, texts: list[str]) -> Iterator[str | Wrong]:
    """Canonical ids behind codes, labels and QR codes, through the index: no waiting, however large the case is."""
    from antigone.found.desk import Desk
    from antigone.record.case import Case

    with Case.open(here.desk.path, read_only=True) as case:
        desk = Desk(case)
        for text in texts:
            try:
                yield desk.find(text)
            except AntigoneError as fault:
                yield Wrong(f"{here.words(fault.message)} {here.words(fault.do)}".strip())


def _persons(here: Here, texts: list[str]) -> Iterator[str | Wrong]:
    """The codes that persons are known by now."""
    book = here.desk.named()
    for text in texts:
        code = text.upper()
        if code in book.persons:
            yield book.whole(code)
        else:
            yield Wrong(here.words("Nobody here has that code. A person's code looks like P-0012."))


@dataclass(frozen=True, kw_only=True)
class RemainsCode(Lookup):
    """A number of remains, typed or scanned: code, label or QR code."""

    find: Callable[[Here, list[str]], Iterable[str | Wrong]] = _remains


@dataclass(frozen=True, kw_only=True)
class RemainsCodes(Lookups):
    """Several numbers of remains, a line each."""

    find: Callable[[Here, list[str]], Iterable[str | Wrong]] = _remains


@dataclass(frozen=True, kw_only=True)
class PersonCode(Lookup):
    """The code of a missing person or relative, `P-0012`."""

    find: Callable[[Here, list[str]], Iterable[str | Wrong]] = _persons
