"""Places, groups and offices in words of two languages: the same, perhaps the same, another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.said.link_offices import are_different, headed_office, may_be_one, office_key, says_more
from antigone.said.link_words import group_words, is_named_part, place_fit, serve_alike, slides


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("Tarvag", "шахте «Тарваг»", 2),
        ("the Tarvag coal mine", "Тарваге", 2),
        ("Upper Sarn", "Lower Sarn", 0),
        ("Upper Sarn", "Верхнем Сарне", 1),
        ("Upper Sarn", "Sarn", 1),
        ("Ardenna", "Belmarsk", 0),
        ("", "Belmarsk", 1),
        ("in the city", "в городе", 2),
        ("Kyiv", "Киеве", 2),
        ("China", "Китай", 2),
        ("China", "Грузии", 0),
        ("Tarvag region", "Тарвагской области", 2),
        ("Tarvag Oblast", "Tarvag region", 2),
        ("Tarvag", "Tarvag region", 1),
        ("Port Sable", "Порт-Сейбле", 1),
        ("Port Sable", "Порт-Орлике", 0),
        ("Tarvag", "Тарвагская область", 1),
    ],
)
def test_places_in_words_fit_or_differ(one, other, fit):
    assert place_fit(one, other) == fit == place_fit(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("five rescuers", "спасателей"),
        ("12 children", "детей"),
        ("police officers", "полицейских"),
        ("women and children", "детей и женщин"),
        ("inmates", "заключённых"),
        ("people", "человек"),
        ("civilians", "мирных жителей"),
    ],
)
def test_groups_have_one_name_in_both_languages(one, other):
    assert group_words(one) == group_words(other)


def test_a_group_slides_to_another_of_its_side_only():
    assert slides("armed", "civilians")
    assert slides("armed", "")
    assert slides("armed", "guests")
    assert not slides("police", "civilians")
    assert not slides("children", "women")
    assert not slides("miners", "workers")
    assert not slides("armed", "armed")
    assert is_named_part("children + women")
    assert not is_named_part("miners")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emergencies Ministry", "МЧС"),
        ("city prosecutor's office", "прокуратура города"),
        ("National Disaster Agency", "Национальное агентство по чрезвычайным ситуациям"),
        ("Red Cross", "Красный Крест"),
        ("Kaisan Central Hospital", "Центральная больница Кайсана"),
        ("Railway Workers' Union", "Профсоюз железнодорожников"),
        ("army", "армия"),
    ],
)
def test_an_office_has_one_key_in_both_languages(one, other):
    assert office_key(one) == office_key(other) != ""


@pytest.mark.parametrize("name", ["", "Ministry", "General Ivanov", "Vera Example", "Mayor Toth", "Rights Desk"])
def test_what_names_no_office_has_no_key(name):
    assert office_key(name) == ""


def test_offices_are_told_apart_or_left_open():
    assert are_different("Health Ministry", "МВД")
    assert not are_different("Health Ministry", "Минздрав")
    assert may_be_one(office_key("police"), office_key("city police"))
    assert not may_be_one(office_key("police"), office_key("Health Ministry"))
    assert (
        headed_office("spokesman for the Interior Ministry")
        == office_key("МВД")
        == headed_office("министр внутренних дел")
    )
    assert says_more("the agency", "Civil Defence Agency")
    assert says_more("ведомство", "МЧС")
    assert not says_more("police", "Health Ministry")
    assert not says_more("МЧС", "МВД")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_can_be_compared_and_the_order_does_not_matter(one, other):
    assert place_fit(one, other) == place_fit(other, one)
    assert slides(group_words(one), group_words(other)) == slides(group_words(other), group_words(one))
    assert are_different(one, other) == are_different(other, one)
    assert may_be_one(office_key(one), office_key(other)) == may_be_one(office_key(other), office_key(one))
    says_more(one, other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("police officers and service members", "силовиков", True),
        ("сотрудники служб правопорядка", "police and servicemen", True),
        ("police", "soldiers", False),
        ("police", "police", False),
        ("police and children", "police", False),
    ],
)
def test_who_serves_may_be_named_more_or_less_fully(one, other, alike):
    assert serve_alike(group_words(one), group_words(other)) is alike


def test_who_speaks_for_rights_is_one_office_by_either_name():
    assert office_key("Commissioner for Children's Rights") == office_key("ombudswoman for children's rights")
    assert office_key("police commissioner") != office_key("police ombudsman")
