"""Countries and cities under their names in two languages, and countries in the names of offices."""

from __future__ import annotations

import pytest
from anyascii import anyascii

from antigone.said.link_gazetteer import country_of, known_place
from antigone.said.link_offices import key_at_home, names_in
from antigone.said.same_party import Doubt, same_party


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kyiv", "Киеве"), ("China", "Китай"), ("Cairo", "Каире"), ("Lebanon", "Ливане"), ("Moscow", "Москва")],
)
def test_a_place_is_known_under_either_name(one, other):
    assert known_place(one) == known_place(other) != ""


def test_a_place_that_is_made_up_is_unknown():
    assert [known_place(name) for name in ("Tarvag", "Велижск", "the mine", "")] == [""] * 4


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Lebanese Ливана ливанского Lebanon", "LB"),
        ("Russian России российская РФ", "RU"),
        ("Kazakh Казахстана РК казахстанской", "KZ"),
        ("Turkish турецкая Турции", "TR"),
        ("Iraqi Ирака", "IQ"),
        ("Georgian Грузии грузинская", "GE"),
    ],
)
def test_a_country_is_met_in_adjectives_and_declined(words, code):
    assert {country_of(anyascii(word).replace("'", "").casefold()) for word in words.split()} == {code}


def test_towns_people_and_common_words_are_no_countries():
    words = ["velizhskaya", "tarvag", "island", "same", "indiana", "green", "dana", "petrov", "city", "o", "u"]
    assert [word for word in words if country_of(word)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lebanese health ministry", "Минздрав Ливана"),
        ("Russian Emergencies Ministry", "МЧС России"),
        ("Interior Ministry", "МВД Казахстана"),
        ("Investigative Committee of Russia", "СК РФ"),
        ("National Police", "Нацполиция"),
        ("AFAD", "Turkish disaster agency AFAD"),
        ("AAPP", "Assistance Association for Political Prisoners"),
        ("Human Rights Watch", "Хьюман Райтс Вотч"),
        ("White Helmets", "Белые каски"),
    ],
)
def test_offices_are_one_in_two_languages_or_for_short(one, other):
    found = same_party(one, other)
    assert found is not None
    assert found.doubt is Doubt.LIKELY
    assert same_party(other, one) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lebanese health ministry", "Минздрав Ирака"), ("МЧС России", "МЧС Казахстана"), ("WHO", "Who Else")],
)
def test_offices_of_two_countries_are_two(one, other):
    assert same_party(one, other) is None


def test_the_country_of_an_office_is_left_out_of_its_key_and_a_town_is_not():
    assert key_at_home("Lebanese health ministry") == key_at_home("Минздрав") == "health ministry"
    assert key_at_home("police of Tarvag") != key_at_home("police")
    assert names_in("Минздрав Ливана") == names_in("Lebanese health ministry")
