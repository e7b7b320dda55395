"""The five languages of the prints: words, plural forms, dates, numbers and direction.

Messages are kept in `strings/<language>.po` (GNU gettext), keyed by their English words. Digits are 0 to 9 in every
language, because numbers on a print must match the numbers on a bag.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from antigone.core.errors import UsageError
from antigone.core.quantity import Count
from antigone.core.when import PartialDate, Period
from antigone.formats.prints.clean import apart, breakable, clean, direction
from antigone.formats.prints.marks import message

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "es": "Español", "ar": "العربية"}
"""Code and own name of each language."""


_DAY = {"es": "d 'de' MMMM 'de' y", "kk": "y 'ж'. d MMMM"}
_MONTH = {"es": "MMMM 'de' y", "kk": "y 'ж'. MMMM"}
"""How a language orders a date, where it is not day, month, year."""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The messages of a language, compiled in memory from its `.po` file."""
    if language == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("antigone.formats.prints").joinpath("strings", f"{language}.po")
    with source.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(_Missing())
    return translations


class _Missing(gettext.NullTranslations):
    """Notes the messages that a catalogue does not have."""

    seen: set[str] = set()  # noqa: RUF012 - one list for the process, read by the tests

    def gettext(self, message: str) -> str:
        self.seen.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.seen.add(msgid1)
        return msgid1 if n == 1 else msgid2


def missing_messages() -> set[str]:
    """English messages that some language lacked since the process began."""
    return set(_Missing.seen)


@dataclass(frozen=True, slots=True)
class Say:
    """Speaks one language.

    Args:
        language: one of `LANGUAGES`.
    """

    language: str
    _messages: gettext.NullTranslations = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise UsageError(f"There are no prints in '{self.language}'.", f"Choose one of {', '.join(LANGUAGES)}.")
        object.__setattr__(self, "_messages", _catalogue(self.language))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.language == "ar" else "ltr"

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language; values fill its fields, each kept apart from the words around it."""
        return self._fill(self._messages.gettext(message), values)

    def many(self, n: int, one: str, more: str, **values: object) -> str:
        """The plural form that fits `n`, which fills the field `{n}`."""
        return self._fill(self._messages.ngettext(one, more, n), {"n": self.number(n), **values})

    def _fill(self, template: str, values: dict[str, Any]) -> str:
        if not values:
            return template
        return template.format(**{name: self._apart(breakable(clean(str(value)))) for name, value in values.items()})

    def _apart(self, text: str) -> str:
        """The text isolated where its direction could differ from that of the sentence."""
        return apart(text) if self.direction == "rtl" or direction(text, "ltr") == "rtl" else text

    def term(self, word: str) -> str:
        """A word of the vocabulary, or the word itself where it is none of ours."""
        return self._messages.gettext(word) if word in vocabulary() else clean(word)

    def number(self, n: int) -> str:
        """`12 345` as this language writes it, with digits 0 to 9."""
        from babel.numbers import format_decimal

        return format_decimal(n, locale=self.language, numbering_system="latn")

    def decimal(self, text: str) -> str:
        """A decimal number given as `484.76`, with the mark this language uses."""
        from decimal import Decimal

        from babel.numbers import format_decimal

        places = len(text.partition(".")[2])
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return format_decimal(Decimal(text), format=pattern, locale=self.language, numbering_system="latn")

    def count(self, count: Count) -> str:
        """An interval: `41`, `41–43`, `at least 41`; an unknown end is said, never left out."""
        low, high = count.low, count.high
        if high is None:
            return self(message("at least {n}"), n=self.number(low))
        return self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"

    def date(self, when: date | PartialDate) -> str:
        """A day, a month or a year, as much of it as is known."""
        from babel.dates import format_date

        if isinstance(when, date):
            return format_date(when, _DAY.get(self.language, "d MMMM y"), locale=self.language)
        if when.month is None:
            return str(when.year)
        table, usual = (_MONTH, "LLLL y") if when.day is None else (_DAY, "d MMMM y")
        pattern = table.get(self.language, usual)
        return format_date(when.first, pattern, locale=self.language)

    def moment(self, when: datetime) -> str:
        """A day with its time and `UTC` or its offset."""
        zone = when.strftime("%Z") or "UTC"
        return f"{self.date(when.date())}, {self._apart(when.strftime('%H:%M') + ' ' + zone)}"

    def period(self, when: Period) -> str:
        """From one date to another; an unknown end is shown as an ellipsis."""
        start, end = (self.date(part) if part else "…" for part in (when.start, when.end))
        return start if start == end else f"{start} – {end}"


@cache
def vocabulary() -> frozenset[str]:
    """The English words that a `Term` may be, see `terms.py`."""
    from antigone.formats.prints.terms import TERMS

    return frozenset(TERMS)
