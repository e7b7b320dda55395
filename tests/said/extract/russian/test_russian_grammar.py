"""The Russian grammar: numbers, units that are never promoted, speakers in the nominative, denials; any text at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.said.claim import Stance
from antigone.said.extract import NumberUse, extract

DAY = date(2031, 5, 7)  # a Wednesday


def read(text):
    return extract(text, language="ru", published=DAY, publisher="Вестник")


def claims(text):
    return [(p.quantity_phrase, p.unit, p.low, p.high, p.best) for p in read(text).proposals]


def chain(text):
    return [hop.label for hop in read(text).proposals[0].chain]


@pytest.mark.parametrize(
    ("words", "low", "high", "best", "modifier"),
    [
        ("12 человек", 12, 12, 12, "exact"),
        ("не менее двадцати двух человек", 22, None, None, "at_least"),
        ("по меньшей мере 2 265 человек", 2265, None, None, "at_least"),
        ("более двух тысяч человек", 2001, None, None, "more_than"),
        ("свыше 4,5 тыс. человек", 4501, None, None, "more_than"),
        ("около ста пятидесяти человек", None, None, 150, "about"),
        ("почти 300 человек", None, 300, None, "almost"),
        ("до 40 человек", None, 40, None, "up_to"),
        ("от 10 до 15 человек", 10, 15, None, "range"),
        ("десятки человек", 24, None, None, "dozens"),
        ("несколько десятков человек", 24, None, None, "several_dozen"),
        ("сотни человек", 200, None, None, "hundreds"),
        ("трое рабочих", 3, 3, 3, "exact"),
        ("полторы тысячи человек", 1500, 1500, 1500, "exact"),
    ],
)
def test_numbers_in_words_and_digits_commit_to_no_more_than_they_say(words, low, high, best, modifier):
    (claim,) = read(f"В результате взрыва погибли {words}.").proposals
    assert (claim.low, claim.high, claim.best, claim.modifier) == (low, high, best, modifier)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Потерпевшими признаны 40 человек.", "victims_recognised"),
        ("Пострадали 40 человек.", "injured"),
        ("Погибли 40 человек.", "killed"),
        ("В морги доставлены 40 тел.", "bodies_received"),
        ("Спасатели нашли 40 тел.", "bodies_found"),
        ("Эксгумировано 40 тел.", "bodies_exhumed"),
        ("Похищено 40 тел.", "bodies_stolen"),
        ("Родственникам передано 40 тел.", "bodies_handed_over"),
        ("40 человек числятся пропавшими без вести.", "missing"),
        ("Задержаны 40 человек.", "detained"),
        ("40 человек заключены под стражу.", "remanded"),
        ("Госпитализированы 40 человек.", "hospitalised"),
        ("40 человек находятся в тяжёлом состоянии.", "critical"),
        ("За медицинской помощью обратились 40 человек.", "sought_treatment"),
        ("40 раненых скончались в больницах.", "died_in_hospital"),
        ("Обнаружено 40 захоронений.", "graves_found"),
        ("Совершено 40 нападений на морги.", "morgue_attacks"),
        ("Составлен список из 40 имён.", "names_listed"),
    ],
)
def test_the_unit_is_what_the_words_name(text, unit):
    assert [p.unit for p in read(text).proposals] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "Возбуждено 546 уголовных дел.",
        "Изъято 1 317 единиц оружия.",
        "Сгорели 40 автомобилей и 12 домов.",
        "Ущерб составил 400 млн тенге.",
        "Пожар тушили 120 спасателей.",
        "На площадь вышли до 15 тысяч человек.",
        "Ему 34 года, он работает здесь 12 лет.",
        "Это случилось 7 мая 2031 года в 14:20.",
        "Эвакуированы 300 жителей.",
        "Цена выросла на 12 процентов.",
    ],
)
def test_what_counts_no_dead_hurt_or_held_is_left_alone_and_accounted_for(text):
    found = read(text)
    assert found.proposals == ()
    assert found.numbers
    assert all(number.use is not NumberUse.CLAIM for number in found.numbers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Погибли 12 человек, сообщил глава района Пётр Сомов.", "Пётр Сомов (глава района)"),
        ("По словам начальника полиции Аркадия Сомова, погибли 12 человек.", "Аркадий Сомов (начальник полиции)"),
        ("Представитель МЧС Анна Лежнева заявила, что погибли 12 человек.", "Анна Лежнева (представитель МЧС)"),
        (
            "«Погибли 12 человек», — сказала министр здравоохранения Ольга Ведова.",
            "Ольга Ведова (министр здравоохранения)",
        ),
        ("По данным министерства здравоохранения, погибли 12 человек.", "министерство здравоохранения"),
        ("В прокуратуре сообщили, что погибли 12 человек.", "прокуратура"),
        ("Погибли 12 человек, сообщили в пресс-службе губернатора.", "пресс-служба губернатора"),
    ],
)
def test_the_speaker_is_named_in_the_nominative(text, expected):
    assert chain(text) == [expected, "Вестник"]


def test_a_wire_that_cites_an_office_is_a_hop_outside_it():
    assert chain("Погибли 12 человек, сообщает ТАСС со ссылкой на прокуратуру.") == ["прокуратура", "ТАСС", "Вестник"]


def test_he_is_the_last_who_spoke():
    text = "Мэр Иван Лугов рассказал о пожаре. «Погибли 12 человек», — добавил он."
    assert chain(text) == ["Иван Лугов (мэр)", "Вестник"]


def test_who_is_not_named_is_not_guessed():
    assert chain("Погибли 12 человек.") == ["Вестник"]


@pytest.mark.parametrize(
    "text",
    [
        "Минздрав опроверг сообщения о гибели 60 человек.",
        "Информация о 60 погибших не соответствует действительности, заявили в полиции.",
        "В полиции заявили, что не давали цифр о 60 погибших.",
    ],
)
def test_a_denied_figure_is_denied_and_not_asserted(text):
    assert [p.stance for p in read(text).proposals if p.best == 60] == [Stance.DENIES]


def test_a_figure_withheld_is_a_claim_without_a_figure():
    (claim,) = read("Точное число погибших не разглашается.").proposals
    assert (claim.stance, claim.low, claim.unit) == (Stance.WITHHOLDS, None, "killed")


def test_a_corrected_figure_corrects():
    (claim,) = read("По уточнённым данным, погибли 22 человека.").proposals
    assert claim.stance is Stance.CORRECTS


def test_parts_find_their_whole():
    found = read("Пострадали 42 человека, из них девять находятся в тяжёлом состоянии, в том числе двое детей.")
    assert [p.unit for p in found.proposals] == ["injured", "critical", "critical"]
    assert [p.links[0].target for p in found.proposals[1:]] == [0, 1]


def test_the_day_of_a_weekday_is_the_one_before_publication():
    (claim,) = read("Погибли 12 человек, заявил в понедельник мэр Иван Лугов.").proposals
    assert claim.date_said == "2031-05-05"


WORDS = st.sampled_from(
    [
        "погибли",
        "пострадали",
        "12",
        "две",
        "тысячи",
        "из",
        "них",
        "в",
        "том",
        "числе",
        "«",
        "»",
        "—",
        ",",
        ".",
        ":",
        "сообщил",
        "мэр",
        "Иван",
        "Петров",
        "по",
        "словам",
        "тел",
        "морги",
        "не",
        "менее",
        "опроверг",
        "что",
        "4,5",
        "тыс",
        "-",
        "(",
        ")",
        "\n",
        "?",
        "ни",
        "одного",
        "большинство",
        "со",
        "ссылкой",
        "на",
        "МВД",
        "до",
        "от",
        "10",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_is_read_and_each_number_has_one_account(text):
    found = read(text)
    for p in found.proposals:
        assert text[p.start : p.end] == p.quantity_phrase
    spans = [(n.start, n.end) for n in found.numbers]
    assert len(set(spans)) == len(spans)
    assert found == read(text)
    extract(text, language="ru")  # and where neither publisher nor day is known


def test_two_unattributed_quotations_of_one_figure_without_a_publisher_are_read():
    text = "«Погибли 12 человек», «Погибли 12 человек»."
    assert [p.best for p in extract(text, language="ru").proposals] == [12, 12]
