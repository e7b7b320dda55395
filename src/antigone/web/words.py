"""The words of the pages in the reader's language: catalogues, plural forms, numbers, dates, direction."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources

from antigone.account.report.words import unit_phrase
from antigone.core.told import Told
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Stance
from antigone.web.telling import tell

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша", "es": "Español", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})
RIGHT_TO_LEFT_MARK, LEFT_TO_RIGHT_MARK = "\u200f", "\u200e"
"""In a language from right to left, the first stands before a date, so that its day is not drawn into a Latin name
before it, and between two codes, so that they follow each other from the right; the second before a code or a signed
figure, so that `000-01Y` and `-3.2` keep their order."""
PAUSES = {mark: f"{arabic}{RIGHT_TO_LEFT_MARK} " for mark, arabic in ((", ", "،"), ("; ", "؛"), (" · ", " ·"))}
"""What stands between two things in a language from right to left."""
MINUS = "\u2212"
SOURCE = "en"
SIGNS = {
    "at_least": "at least %(n)s",
    "up_to": "up to %(n)s",
    "almost": "almost %(n)s",
    "about": "about %(n)s",
    "some": "some %(n)s",
    "rounded": "about %(n)s",
    "most_of": "most of %(n)s",
}
VAGUE = {
    "dozens": "dozens",
    "several_dozen": "several dozen",
    "scores": "scores",
    "several": "several",
    "handful": "a handful",
    "hundreds": "hundreds",
    "thousands": "thousands",
}


@cache
def offered() -> dict[str, str]:
    """The languages that the pages can be read in: those that have a catalogue."""
    return {code: name for code, name in LANGUAGES.items() if code == SOURCE or _file(code).is_file()}


def _file(code: str) -> resources.abc.Traversable:
    return resources.files("antigone.web").joinpath("locale", f"{code}.po")


def _of_engines(code: str) -> resources.abc.Traversable:
    return resources.files("antigone.web").joinpath("locale", "engines", f"{code}.po")


@cache
def engine_messages(code: str) -> tuple[tuple[str, str | None], ...]:
    """The messages of the engines that a language has: `(one, many or None)`."""
    from babel.messages.pofile import read_po

    if code == SOURCE or code not in offered():
        return ()
    read = read_po(io.StringIO(_of_engines(code).read_text(encoding="utf-8")), locale=code)
    ids = (each.id for each in read if each.id and each.string)
    return tuple((id, None) if isinstance(id, str) else (id[0], id[1]) for id in ids)


def _of_prints(code: str) -> resources.abc.Traversable:
    return resources.files("antigone.formats.prints").joinpath("strings", f"{code}.po")


@cache
def catalogue(code: str) -> NullTranslations:
    """The translations of a language; what is missing in it stands in English."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    if code == SOURCE or code not in offered():
        return NullTranslations()
    read = read_po(io.StringIO(_file(code).read_text(encoding="utf-8")), locale=code)
    for others in (_of_engines(code), _of_prints(code)):  # their sentences; and kinds, acts, items of forms as printed
        for each in read_po(io.StringIO(others.read_text(encoding="utf-8")), locale=code):
            if each.id and each.string and each.id not in read:
                read[each.id] = each
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return GNUTranslations(compiled)


def chosen(wish: str, accept: str) -> str:
    """The language to use: the one wished for, else the first of the browser's that is offered, else English."""
    if wish in offered():
        return wish
    for each in accept.split(",")[:20]:
        code = each.partition(";")[0].strip().partition("-")[0].casefold()
        if code in offered():
            return code
    return SOURCE


@dataclass(frozen=True, slots=True)
class Words:
    """One language.

    Attributes:
        code: `en`, `ru`, …
    """

    code: str

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    @property
    def comma(self) -> str:
        """What stands between two things in a row."""
        return self.pause(", ")

    def pause(self, mark: str) -> str:
        """What stands between two things, as the language writes it: `, `, `; `, ` · `; anything else as it is."""
        return PAUSES.get(mark, mark) if self.direction == "rtl" else mark

    @property
    def translations(self) -> NullTranslations:
        """The catalogue."""
        return catalogue(self.code)

    def __call__(self, message: str, **values: object) -> str:
        """A message, its places `%(name)s` filled; or what an engine told, said in this language."""
        if isinstance(message, Told):
            return tell(message, self)
        told = self.translations.gettext(message) if message else ""
        return told % values if values else told

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """A message about `n` things in the right form; `%(num)d` and the other places filled."""
        return self.translations.ngettext(one, many, n) % {"num": n, **values}

    def number(self, n: int) -> str:
        """`4,578`, `4 578`, `٤٬٥٧٨`: as the language writes it."""
        from babel.numbers import format_decimal

        told = format_decimal(abs(n), locale=self.code)
        return self.code_like(MINUS + told) if n < 0 else told

    def plain(self, n: int) -> str:
        """A number that counts nothing, such as that of a row: without marks between its thousands."""
        from babel.numbers import format_decimal

        return self.code_like(format_decimal(n, "#", locale=self.code))

    def decimal(self, text: str | float, digits: int = 2, sign: bool = False) -> str:
        """`12.93`, `+12,93`: a number that is none of people, so many digits after the point."""
        from babel.numbers import format_decimal

        form = f"#,##0.{'0' * digits}" if digits else "#,##0"
        told = format_decimal(round(float(text), digits), f"+{form};-{form}" if sign else form, locale=self.code)
        told = told.replace("-", MINUS)
        return self.code_like(told) if told[:1] in ("+", MINUS) else told

    def code_like(self, text: str) -> str:
        """A code or a signed figure, so that it reads from left to right in any language."""
        return LEFT_TO_RIGHT_MARK + text if self.direction == "rtl" else text

    def probability(self, p: float) -> str:
        """`0.9986`; `over 0.999999` and `under 0.000001` where more digits would pretend to know."""
        if p > 0.999999:
            return self("over %(n)s", n=self.decimal(0.999999, 6))
        if p < 0.000001:
            return self("under %(n)s", n=self.decimal(0.000001, 6)) if p > 0 else self.decimal(0, 0)
        return self.decimal(p, 4 if 0.001 <= p <= 0.999 else 6)

    def bounds(self, least: int, most: int | None) -> str:
        """`at least 238`, `41`, `0 to 225`, `not known`."""
        if most is None:
            return self("at least %(n)s", n=self.number(least)) if least else self("not known")
        if least == most:
            return self.number(least)
        if not least:
            return self("at most %(n)s", n=self.number(most))
        return self("%(least)s to %(most)s", least=self.number(least), most=self.number(most))

    def date(self, day: object, short: bool = False) -> str:
        """`16 January 2022`, `January 2022`, `2022`; `undated` where there is none."""
        from babel.dates import format_date, format_skeleton

        if isinstance(day, str) and day:
            day = PartialDate.parse(day)
        if not isinstance(day, PartialDate):
            return self("undated")
        locale = "en_GB" if self.code == SOURCE else self.code
        if day.day and not short:
            told = format_date(day.first, "long", locale=locale)
        else:
            skeleton = "MMMd" if day.day else ("yMMM" if short else "yMMMM") if day.month else "y"
            told = format_skeleton(skeleton, day.first, locale=locale)
        return RIGHT_TO_LEFT_MARK + told if self.direction == "rtl" else told

    def moment(self, recorded: str) -> str:
        """A moment of the record's clock, to the minute, UTC."""
        return f"{self.date(recorded[:10])}{self.comma}{recorded[11:16]} UTC"

    def figure(self, claim: Claim) -> str:
        """The figure as the speaker gave it: `at least 225`, `dozens`, `no number`, `denies 164`."""
        if claim.stance in (Stance.WITHHOLDS, Stance.DOUBTS):
            return self("withholds the number") if claim.stance is Stance.WITHHOLDS else self("doubts")
        plain = self._figure(claim) if claim.has_figure else self("no number")
        told = {Stance.DENIES: "denies %(figure)s", Stance.CORRECTS: "corrects to %(figure)s"}.get(claim.stance)
        return self(told, figure=plain) if told else plain

    def _figure(self, claim: Claim) -> str:
        low, high, best, word = claim.low, claim.high, claim.best, claim.modifier
        if word == "more_than" and low:
            return self("more than %(n)s", n=self.number(low - 1))
        if word in ("fewer_than", "less_than") and high is not None:
            return self("fewer than %(n)s", n=self.number(high + 1))
        if best is not None and word in SIGNS:
            return self(SIGNS[word], n=self.number(best))
        if low is not None and high is not None:
            return self.bounds(low, high)
        if word in VAGUE:
            return self(VAGUE[word])
        if low is not None:
            return self("at least %(n)s", n=self.number(low))
        if high is not None:
            return self("at most %(n)s", n=self.number(high))
        return self("about %(n)s", n=self.number(best or 0))

    def unit(self, unit: str) -> str:
        """What is counted, as a noun phrase."""
        return self(unit_phrase(unit))

    def upper(self, text: str) -> str:
        """The first letter large."""
        return text[:1].upper() + text[1:]
