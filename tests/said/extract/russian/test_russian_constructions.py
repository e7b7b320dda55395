"""Russian constructions one by one: who speaks, who passes it on, what is denied, and what is none."""

from datetime import date

import pytest

from antigone.said.claim import Stance
from antigone.said.extract import extract
from antigone.said.extract.russian.morph import name_nominative

DAY = date(2031, 5, 7)  # a Wednesday


def read(text):
    return extract(text, language="ru", published=DAY, publisher="Вестник").proposals


def chains(text):
    return [[hop.label for hop in p.chain[:-1]] for p in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Погибли 5 человек. Об этом сообщил мэр Иван Лугов.", ["Иван Лугов (мэр)"]),
        ("Погибли 5 человек.\n\nОб этом журналистам сообщили в МЧС.", ["МЧС"]),
        ("Погибли 5 человек. Об этом пишет «Курьер», ссылаясь на прокуратуру.", ["прокуратура", "Курьер"]),
        ("«Погибли 5 человек», — приводит «Курьер» слова мэра Ивана Лугова.", ["Иван Лугов (мэр)", "Курьер"]),
        ("«Погибли 5 человек», — цитирует мэра Ивана Лугова телеканал.", ["Иван Лугов (мэр)", "телеканал"]),
        ("Мэр Иван Лугов, чьи слова приводит «Курьер», насчитал 5 погибших.", ["Иван Лугов (мэр)", "Курьер"]),
        ("Мэр Иван Лугов, на которого ссылается Reuters, насчитал 5 погибших.", ["Иван Лугов (мэр)", "Reuters"]),
        ("Погибли 5 человек, сообщил ТАСС в среду глава района Иван Лугов.", ["Иван Лугов (глава района)", "ТАСС"]),
        ("Мэр Иван Лугов сообщил РБК, что погибли 5 человек.", ["Иван Лугов (мэр)", "РБК"]),
        ("Погибли 5 человек, сообщил «Вечерней газете» мэр Иван Лугов.", ["Иван Лугов (мэр)", "Вечерняя газета"]),
        ("Расследование «Курьера» показало, что погибли 5 человек.", ["Курьер"]),
        ("По данным следствия, погибли 5 человек.", ["следствие"]),
        ("Погибли 5 человек, сообщили в горбольнице.", ["горбольница"]),
        ("Осуждённые заявляли о 5 погибших.", ["осуждённые"]),
        ("Погранвойска сообщили, что погибли 5 человек.", ["Погранвойска"]),
        ("Волонтёры ищут родных: «Погибли 5 человек».", ["волонтёры"]),
        ("«Беда большая, — сказал мэр Иван Лугов. — Погибли 5 человек».", ["Иван Лугов (мэр)"]),
    ],
)  # fmt: skip
def test_who_says_it_and_who_passes_it_on(text, expected):
    assert [hop.casefold() for hop in chains(text)[0]] == [hop.casefold() for hop in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Мэр сообщил о 5 погибших. Ранее сообщалось о 3 раненых.",
        "Мэр сообщил о 5 погибших. Согласно опубликованным ранее данным, ранены 3 человека.",
        "Мэр сообщил о 5 погибших. Ранее стало известно о 3 раненых.",
    ],
)
def test_what_was_reported_earlier_by_nobody_is_nobodys_and_dated_before(text):
    claim = read(text)[-1]
    assert [hop.label for hop in claim.chain] == ["Вестник"]
    assert claim.date_said == "before 2031-05-07"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Погибших нет.", "killed"),
        ("Пострадавших в результате аварии нет.", "injured"),
        ("Обошлось без жертв.", "killed"),
        ("Никто из жителей не пострадал.", "injured"),
        ("Пропавших без вести нет.", "missing"),
    ],
)
def test_none_is_the_figure_nought(text, unit):
    assert [(p.unit, p.low, p.high) for p in read(text)] == [(unit, 0, 0)]


@pytest.mark.parametrize(
    "text",
    ["Данных о числе погибших нет.", "Среди пострадавших нет детей.", "О погибших нет сведений."],
)
def test_no_data_is_no_nought(text):
    assert not [p for p in read(text) if p.best == 0]


def test_not_this_but_that_denies_one_and_corrects_to_the_other():
    claims = read("Погибли не 56, а 57 человек.")
    assert [(p.best, p.stance) for p in claims] == [(56, Stance.DENIES), (57, Stance.CORRECTS)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Число погибших снизилось до 19 человек.", Stance.CORRECTS),
        ("Число погибших уточнено и составляет 19 человек.", Stance.CORRECTS),
        ("Минздрав не подтвердил информацию о 19 умерших.", Stance.DENIES),
        ("Министерство назвало недостоверными сведения о 19 погибших.", Stance.DENIES),
        ("Число погибших выросло до 19 человек.", Stance.ASSERTS),
    ],
)
def test_what_is_done_with_a_figure(text, stance):
    assert [p.stance for p in read(text)] == [stance]


@pytest.mark.parametrize(
    "text",
    [
        "Называть число пропавших директор отказался.",
        "Президент отказался дать даже предварительную оценку числа жертв.",
        "Точное количество могил в полиции не называют.",
    ],
)
def test_a_figure_refused_is_withheld(text):
    assert [p.stance for p in read(text)] == [Stance.WITHHOLDS]


@pytest.mark.parametrize(
    ("words", "case", "expected"),
    [
        ("Самада Россана", "accs", "Самад Россан"),
        ("Лусии Ферейры", "gent", "Лусия Ферейра"),
        ("Инги Сот", "gent", "Инга Сот"),
        ("Асель Лавриновой", "gent", "Асель Лавринова"),
        ("Жаном Мбулой", "ablt", "Жан Мбула"),
    ],
)
def test_names_are_put_into_the_nominative(words, case, expected):
    assert " ".join(name_nominative(tuple(words.split()), case)) == expected


def test_a_number_of_a_name_counts_nobody():
    assert [p.best for p in read("При крушении самолёта Ан-26 погибли 5 человек.")] == [5]


def test_a_part_of_things_is_no_claim():
    assert not read("Повреждены 20 домов, в том числе пять многоэтажных.")


def test_round_words_after_a_bound_are_round_numbers():
    assert [(p.high, p.modifier) for p in read("Погибли не больше тысячи человек.")] == [(1000, "up_to")]
    assert [p.best for p in read("Погибли два десятка человек.")] == [20]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Убиты свыше 10,000 мирных жителей.", [("killed", 10001)]),
        ("Подтверждено 7068 случаев гибели.", [("killed", 7068)]),
        ("В больницах столицы и области остаются 80 пострадавших.", [("hospitalised", 80)]),
        ("34 человека, пострадавших при взрыве, остаются на стационарном лечении.", [("hospitalised", 34)]),
        ("Помощь амбулаторно получили 205 пострадавших.", [("treated_as_outpatient", 205)]),
        ("40 тел нашли в трюме, 160 достали из воды.", [("bodies_found", 40), ("bodies_found", 160)]),
        ("Окончательное число погибших названо: их было 60.", [("killed", 60)]),
        ("В тяжёлом состоянии — 4, в состоянии средней тяжести — 9.", [("critical", 4), ("injured", 9)]),
        ("Все 54 человека, находившиеся на борту, погибли.", [("killed", 54)]),
        ("По состоянию на утро, к сожалению, погибли, по предварительным данным, 5 человек.", [("killed", 5)]),
    ],
)  # fmt: skip
def test_what_is_counted_in_longer_sentences(text, figures):
    assert [(p.unit, p.low) for p in read(text)] == figures


def test_a_ministry_speaks_on_under_his_data():
    text = "Министерство опровергло слухи о 20 погибших: по его данным, умер один человек."
    assert chains(text)[0] == chains(text)[1]


def test_a_quotation_over_paragraphs_has_one_speaker():
    text = "Глава округа Анна Корж:\n\n«Погибли четверо.\n\nЕщё двое ранены»."
    assert chains(text) == [["Анна Корж (глава округа)"]] * 2
