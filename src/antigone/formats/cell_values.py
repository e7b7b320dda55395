"""Values as people write them into cells: dates in many forms, words in several languages, marks for "no data"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from antigone.core.errors import InputError
from antigone.core.when import PartialDate

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]+(\d{1,2}):(\d{2}).*)?\Z", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:\s*г\.?)?(?:[T ,]+(\d{1,2}):(\d{2}).*)?\Z", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})\Z", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.hч](\d{2})(?::\d{2})?\Z", re.ASCII)
_WORDED = re.compile(r"\d.*[^\W\d_]{3}|[^\W\d_]{3}.*\d")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
NO_DATA = frozenset(
    {
        *(
            "no data",
            "n/a",
            "na",
            "n.a.",
            "unknown",
            "not known",
            "undetermined",
            "cannot be determined",
            "unk",
            "?",
            "-",
        ),
        *("–", "—", "н/д", "нет данных", "неизвестно", "не установлено", "не уст.", "не определено", "дерек жоқ"),
        *("белгісіз", "анықталмаған", "sin datos", "desconocido", "desconocida", "no se sabe", "s/d", "inconnu"),
        *("non déterminé", "غير معروف", "مجهول", "لا توجد بيانات", "невідомо", "немає даних", "nd"),
    }
)
"""What people write where somebody looked and it cannot be said. An empty cell is something else: blank."""
NOT_ASKED = frozenset({"not asked", "не спрашивали", "не спрошено", "no preguntado", "сұралмаған", "لم يُسأل"})


def folded(text: str) -> str:
    """A cell without regard to case, outer blanks, inner repetition and a full stop at its end."""
    return " ".join(text.casefold().split()).rstrip(".") or text.strip()


@lru_cache(maxsize=16_384)
def is_no_data(text: str) -> bool:
    """True for a mark that says: looked, and cannot be said."""
    return text.strip().casefold() in NO_DATA or folded(text) in NO_DATA


@lru_cache(maxsize=16_384)
def is_not_asked(text: str) -> bool:
    """True for a mark that says: this was not asked at all."""
    return folded(text) in NOT_ASKED


class DateOrder:
    """How `05/01/2022` is read in one column: told by the user, shown by the values, or open."""

    def __init__(self, day_first: bool | None = None) -> None:
        self.day_first = day_first
        self.is_certain = day_first is not None

    @classmethod
    def of(cls, texts: Sequence[str], told: bool | None = None) -> DateOrder:
        """What the values of a table show: a first part above 12 is a day; a second part above 12 too."""
        if told is not None:
            return cls(told)
        for text in texts:
            match = _SLASHED.match(text.strip())
            if match and match[2] in "/-":
                if int(match[1]) > 12:
                    return cls(True)
                if int(match[3]) > 12:
                    return cls(False)
        return cls()


def read_date(text: str, day_first: bool | None = None) -> PartialDate:
    """A date as written: `2022-01-05`, `2022-01`, `2022`, `05.01.2022`, `5/1/22`, `01.2022`, `5 января 2022`.

    Args:
        text: the cell.
        day_first: for slashes and dashes; None reads the day first, as most of the world does. Points are always so.

    Raises:
        InputError: it is none; the message says so.
    """
    return _read_date(text.translate(_DIGITS).strip(), day_first is not False)


@lru_cache(maxsize=4096)
def _read_date(text: str, day_first: bool) -> PartialDate:
    match = _ISO.match(text)
    if match:
        return PartialDate.parse("-".join(f"{int(part):02d}" for part in match.groups()[:3] if part))
    match = _SLASHED.match(text)
    if match:
        one, two, year = int(match[1]), int(match[3]), match[4]
        day, month = (one, two) if day_first or match[2] == "." else (two, one)
        full = int(year) if len(year) == 4 else 2000 + int(year)
        return PartialDate.parse(f"{full:04d}-{month:02d}-{day:02d}")
    match = _MONTH.match(text)
    if match:
        return PartialDate.parse(f"{match[2]}-{int(match[1]):02d}")
    if len(text) <= 40 and _WORDED.search(text):
        return _worded(text)
    raise InputError(f"'{text[:40]}' is not a date.", "Write 2022-01-16, or 16.01.2022.")


def _worded(text: str) -> PartialDate:
    import warnings

    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = dateparser.parse(
            text,
            languages=["en", "ru", "es", "fr", "ar", "kk", "uk"],
            settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
        )
    if found is None:
        raise InputError(f"'{text[:40]}' is not a date.", "Write 2022-01-16, or 16.01.2022.")
    return PartialDate(found.year, found.month, found.day)


def is_date(text: str) -> bool:
    """True for a cell that can be a date in figures."""
    plain = text.translate(_DIGITS).strip()
    return bool(_ISO.match(plain) or _SLASHED.match(plain) or _MONTH.match(plain) or _WORDED.search(plain[:40]))


def read_time(text: str) -> str:
    """`HH:MM`; raises `InputError` where it is no time of day."""
    match = _CLOCK.match(text.translate(_DIGITS).strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise InputError(f"'{text[:20]}' is no time of day.", "Write HH:MM, such as 07:45.")
    return f"{int(match[1]):02d}:{match[2]}"


def time_within(text: str) -> str:
    """The time of day that stands after a date (`2022-01-05 13:40`); empty where none does."""
    for form in (_ISO, _SLASHED):
        match = form.match(text.translate(_DIGITS).strip())
        if match and match.groups()[-2]:
            hour, minute = match.groups()[-2:]
            return f"{int(hour):02d}:{minute}" if int(hour) < 24 and int(minute) < 60 else ""
    return ""


def is_decimal(text: str) -> bool:
    """True for degrees as decimal text, with a point or a comma."""
    return re.fullmatch(r"-?\d{1,3}([.,]\d{1,15})?°?", text.strip(), re.ASCII) is not None


def is_short(text: str) -> bool:
    """True for what can be a number or a label: short, and with a digit in it."""
    return len(text) <= 40 and any(letter.isdigit() for letter in text)


def is_whole(text: str) -> bool:
    """True for a whole number."""
    return re.fullmatch(r"\d{1,9}", text.translate(_DIGITS).strip(), re.ASCII) is not None


def whole(text: str) -> int:
    """A whole number of 0 or more; raises `ValueError`."""
    if not is_whole(text):
        raise ValueError(text)
    return int(text.translate(_DIGITS).strip())


def word_of(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """The value that a word in some language stands for: exactly, else by the longest beginning; empty for none."""
    plain = folded(text).replace("_", " ")
    for value, synonyms in words.items():
        if plain == value.casefold() or plain in synonyms:
            return value
    starts = [
        (len(word), value)
        for value, synonyms in words.items()
        for word in synonyms
        if len(word) >= 4 and (plain.startswith(word) or f" {word}" in plain)
    ]
    return max(starts)[1] if starts else ""
