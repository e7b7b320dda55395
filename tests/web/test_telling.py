"""Sentences of the engines in the reader's language."""

import io
import re
from string import Formatter

import pytest

from antigone.core.told import kept, row, told, told_n
from antigone.core.when import PartialDate
from antigone.web.here import environment
from antigone.web.recognise import compiled
from antigone.web.telling import marked, runs, tell
from antigone.web.words import Words, _file, _of_engines, _of_prints, offered
from web.engine_catalogue import engine_messages

COMPLETE = [code for code in offered() if code != "en"]


def places(pattern):
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def written(pattern):
    """Places with how they are written; that one begins with a large letter is the translation's own matter."""
    return {(name, "" if spec == "A" else spec) for _, name, spec, _ in Formatter().parse(pattern) if name}


def read(code, of=_of_engines):
    from babel.messages.pofile import read_po

    return read_po(io.StringIO(of(code).read_text(encoding="utf-8")), locale=code)


def entry_of(catalogues, one):
    """The translation that a page takes: of its own words, of the engines', of the prints'."""
    found = (each.get(one) for each in catalogues)
    return next((each.string for each in found if each is not None and each.string), "")


@pytest.mark.parametrize("code", COMPLETE)
def test_a_language_that_is_offered_says_all_that_the_engines_tell(code):
    catalogues = [read(code, of) for of in (_file, _of_engines, _of_prints)]
    silent = [one for one, _ in engine_messages() if not entry_of(catalogues, one)]
    assert not silent


@pytest.mark.parametrize("code", COMPLETE)
def test_numbers_in_a_translation_are_written_as_the_sentence_writes_them(code):
    for entry in read(code):
        if not entry.id:
            continue
        one, more = entry.id if isinstance(entry.id, tuple) else (entry.id, "")
        for form in entry.string if more else (entry.string,):
            assert written(form) <= written(one) | written(more), one


@pytest.mark.parametrize("code", COMPLETE)
def test_a_translated_sentence_is_filled_as_the_one_it_translates(code):
    catalogue = read(code)
    for entry in catalogue:
        if not entry.id:
            continue
        one, more = entry.id if isinstance(entry.id, tuple) else (entry.id, None)
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert len(forms) == (catalogue.num_plurals if more else 1), one
        for form in forms:
            assert form, one
            assert places(form) <= places(one) | places(more or ""), one
            assert more or places(form) == places(one), one


def test_what_has_no_translation_is_said_in_english():
    assert tell(told("Nobody has a word for {n} of this.", n=3), Words("ru")) == "Nobody has a word for 3 of this."


def test_numbers_and_days_are_written_as_the_language_writes_them():
    said = told("{n:,} … {day}", n=1234567, day=PartialDate.parse("2022-01-16"))
    shown = tell(said, Words("ru"))
    assert re.sub(r"\s", " ", shown).startswith("1 234 567 … 16 января 2022")


def test_a_row_of_sentences_is_said_part_by_part():
    said = row(told("One {a}.", a="x"), " ", told_n("{n} body", "{n} bodies", 2))
    assert tell(said, Words("en")) == "One x. 2 bodies"


def test_names_turn_nothing_in_a_sentence_from_right_to_left():
    assert "\u2068Aster\u2069" in tell(told("{place}: {n}", place="Aster", n=2), Words("ar"))


def test_a_template_says_what_an_engine_told():
    assert Words("en")(told("{n:,} of them", n=4000)) == "4,000 of them"


def said(code, sentence):
    return environment(code).from_string("{{ sentence | said }}").render(sentence=sentence)


def test_what_is_left_in_english_is_marked_as_english():
    sentence = row(told("Nobody has a word for {it}.", it="<this>"), " ", told("{n:,} + {n:,} = {n:,}", n=1))
    assert said("ru", sentence) == '<span lang="en" dir="ltr">Nobody has a word for &lt;this&gt;.</span> 1 + 1 = 1'
    assert said("en", sentence) == "Nobody has a word for &lt;this&gt;. 1 + 1 = 1"


def test_a_plain_string_is_english_unless_the_catalogue_has_it():
    ((shown, english),) = runs("The account", Words("ru"))
    assert not english
    assert shown != "The account"
    assert runs("Nobody wrote this.", Words("ru")) == [("Nobody wrote this.", True)]
    assert marked(runs("", Words("ru"))) == ""


def test_what_was_told_can_begin_a_sentence():
    inner = told("{a}, {b}", a="one", b="two")
    assert told("{figure:A}.", figure=inner) == "One, two."
    assert tell(told("{figure:A}: {a}", figure=inner, a=1), Words("ru")) == "One, two: 1"


def test_what_the_record_keeps_in_english_is_recognised_by_its_pattern():
    words = "It was said is denied by the Mayor.; Harbour Radio"
    assert "Mayor" in tell(kept(words), Words("ru"))
    assert "is denied" not in tell(kept(words), Words("ru"))
    assert "Harbour Radio" in tell(kept(words), Words("ru"))
    assert tell(kept(words), Words("en")) == words


def test_what_no_pattern_gives_stays_in_english():
    assert runs("A rebel said {so}.", Words("ru")) == [("A rebel said {so}.", True)]


def test_braces_that_are_no_places_are_words():
    plain, patterns = compiled([('Send {"D3S1358": "1.25"}.', None), ("{a}: {b}", None), ("There is no {n}.", None)])
    assert plain == {'Send {"D3S1358": "1.25"}.'}
    assert [known.one for known in patterns] == ["There is no {n}."]
