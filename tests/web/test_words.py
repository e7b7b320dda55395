"""The words of the pages: complete, with every plural form and every place to fill; direction, dates, numbers."""

import io
import re

import pytest

from antigone.core.when import PartialDate
from antigone.web.words import LANGUAGES, Words, _file, chosen, offered
from web.catalogue import messages

COMPLETE = [code for code in offered() if code != "en"]
PLACE = re.compile(r"%\((\w+)\)")


def read(code):
    from babel.messages.pofile import read_po

    return read_po(io.StringIO(_file(code).read_text(encoding="utf-8")), locale=code)


def test_russian_is_offered():
    assert "ru" in COMPLETE


@pytest.mark.parametrize("code", COMPLETE)
def test_a_language_that_is_offered_is_complete(code):
    catalogue = read(code)
    for one, more in messages():
        entry = catalogue.get(one)
        assert entry is not None, one
        told = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert len(told) == (catalogue.num_plurals if more else 1), one
        for form in told:
            assert form, one
            assert set(PLACE.findall(form)) <= set(PLACE.findall(one + (more or ""))), one
            if not more:
                assert set(PLACE.findall(form)) == set(PLACE.findall(one)), one


def test_russian_counts_as_russians_do():
    say = Words("ru").translations.ngettext
    forms = [say("%(num)d event", "%(num)d events", n) % {"num": n} for n in (1, 2, 5, 11, 21, 22)]
    assert forms == ["1 запись", "2 записи", "5 записей", "11 записей", "21 запись", "22 записи"]


def test_bounds_and_dates_are_said_in_the_language():
    assert Words("en").bounds(238, None) == "at least 238"
    assert Words("ru").bounds(238, None) == "не менее 238"
    assert Words("en").bounds(0, None) == "not known"
    assert Words("en").bounds(0, 184) == "at most 184"
    assert Words("ru").bounds(41, 225) == "от 41 до 225"
    assert Words("en").date("2022-01-16") == "16 January 2022"
    assert Words("en").date(PartialDate.parse("2022-01")) == "January 2022"
    assert Words("ru").date("2022-01-16").startswith("16 января 2022")
    assert Words("en").date(None) == "undated"


def test_the_browser_says_which_language_it_reads():
    assert chosen("", "ru-RU,ru;q=0.9,en;q=0.5") == "ru"
    assert chosen("en", "ru") == "en"
    assert chosen("xx", "zz,qq") == "en"


def test_a_page_comes_in_the_language_and_its_direction(local):
    assert '<html lang="ru" dir="ltr">' in local.get("/", headers={"accept-language": "ru"}).text
    assert "не менее 12" in local.get("/", headers={"accept-language": "ru"}).text
    assert Words("ar").direction == "rtl"
    assert set(offered()) <= set(LANGUAGES)


def test_the_choice_of_a_language_is_remembered(local):
    csrf = local.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    local.post("/language", data={"csrf": csrf, "language": "ru", "next": "/record"})
    assert '<html lang="ru"' in local.get("/record").text
    local.post("/language", data={"csrf": csrf, "language": "xx"})
    assert '<html lang="ru"' in local.get("/record").text
