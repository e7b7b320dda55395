"""The message catalogues: complete, with the same fields, in letters that the fonts draw."""

import re
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from antigone.core.errors import UsageError
from antigone.core.quantity import Count
from antigone.core.when import PartialDate, Period
from antigone.formats.prints.language import LANGUAGES, Say
from antigone.formats.prints.letters import code_points, letters, shipped_folder, spelled, undrawable
from antigone.formats.prints.terms import TERMS

PACKAGE = Path(str(files("antigone.formats.prints")))
TRANSLATED = [code for code in LANGUAGES if code != "en"]
FIELDS = re.compile(r"\{\w+\}")


@cache
def messages() -> frozenset[str | tuple[str, ...]]:
    keywords = {"say": None, "many": (2, 3), "m": None, "message": None, "self": None}
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=keywords)
    return frozenset(message for _, _, message, _, _ in found)


def catalogue(language: str) -> Catalog:
    with (PACKAGE / "strings" / f"{language}.po").open("rb") as opened:
        return read_po(opened, locale=language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    known = {entry.id: entry.string for entry in catalogue(language) if entry.id}
    assert set(known) == set(messages())
    assert not [id for id, text in known.items() if not text or (isinstance(text, tuple) and not all(text))]


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_hold_the_same_fields(language: str) -> None:
    for entry in catalogue(language):
        if isinstance(entry.id, str) and entry.id:
            assert sorted(FIELDS.findall(entry.id)) == sorted(FIELDS.findall(str(entry.string))), entry.id
        elif entry.id:
            allowed = set(FIELDS.findall(entry.id[1]))
            assert all(set(FIELDS.findall(text)) <= allowed for text in entry.string), entry.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_fonts_draw_every_letter_of_a_catalogue(language: str) -> None:
    text = "".join("".join(entry.string) for entry in catalogue(language) if entry.id)
    assert undrawable(text) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_dates_and_months_can_be_drawn(language: str) -> None:
    say = Say(language)
    text = "".join(say.date(date(2031, month, 15)) + say.date(PartialDate(2031, month)) for month in range(1, 13))
    assert undrawable(text) == set()


def test_every_kazakh_letter_can_be_drawn() -> None:
    assert undrawable("ӘәҒғҚқҢңӨөҰұҮүҺһІі") == set()


def test_a_letter_that_no_font_draws_is_spelled() -> None:
    assert spelled("ა1") == "[U+10D0]1"
    assert spelled("Әлия") == "Әлия"


def test_a_file_that_is_no_font_draws_nothing() -> None:
    assert code_points(b"not a font at all") == set()
    assert len(letters()) > 3000
    assert sum(path.stat().st_size for path in shipped_folder().glob("*.ttf")) < 4_000_000


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (1, "1 часть известна и не выдана."),
        (2, "2 части известны и не выданы."),
        (5, "5 частей известны и не выданы."),
        (21, "21 часть известна и не выдана."),
        (11, "11 частей известны и не выданы."),
    ],
)
def test_russian_plural_forms(n: int, expected: str) -> None:
    say = Say("ru")
    assert say.many(n, "One part is known and not given.", "{n} parts are known and not given.") == expected


def test_arabic_has_six_plural_forms() -> None:
    say = Say("ar")
    one, more = "One part is known and not given.", "{n} parts are known and not given."
    assert len({re.sub(r"\d", "", say.many(n, one, more)) for n in (0, 1, 2, 3, 11, 100)}) == 6
    assert "جزءا" in say.many(11, one, more)


def test_digits_are_the_same_in_every_language() -> None:
    for language in LANGUAGES:
        assert [c for c in Say(language).number(12345) if c.isdigit()] == list("12345")
        assert "2031" in Say(language).date(PartialDate(2031, 5, 4))


def test_dates_are_as_partial_as_they_are_known() -> None:
    say = Say("ru")
    assert say.date(PartialDate(2031)) == "2031"
    assert say.date(PartialDate(2031, 5)) == "май 2031"
    assert say.date(PartialDate(2031, 5, 4)) == "4 мая 2031"
    assert Say("kk").date(PartialDate(2031, 5, 4)) == "2031 ж. 4 мамыр"
    assert Say("es").date(PartialDate(2031, 5, 4)) == "4 de mayo de 2031"
    assert say.period(Period(None, PartialDate(2031))) == "… – 2031"


def test_a_count_without_end_says_so() -> None:
    assert Say("en").count(Count(41, 43)) == "41–43"
    assert Say("en").count(Count(41, None)) == "at least 41"
    assert Say("es").decimal("484.76") == "484,76"


def test_words_of_ours_are_translated_and_others_stand() -> None:
    assert Say("ru").term("bone") == "кость"
    assert Say("ru").term("Antigone") == "Antigone"
    assert len(set(TERMS)) == len(TERMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_comes_before_the_number_of_pages(language: str) -> None:
    """The foot is put together in that order."""
    text = Say(language)("Page {page} of {pages}")
    assert 0 <= text.index("{page}") < text.index("{pages}")


def test_a_language_we_do_not_have_is_named() -> None:
    with pytest.raises(UsageError, match="'fr'"):
        Say("fr")
