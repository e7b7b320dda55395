"""What Russian words do with a figure: deny it, put another in its place, or only look so."""

from datetime import date

import pytest

from antigone.said.extract import extract


def stances(text):
    found = extract(text, language="ru", published=date(2031, 5, 7), publisher="Газета").proposals
    return [p.stance.value for p in found]


@pytest.mark.parametrize(
    "text",
    [
        "Мэрия опровергла сообщения о гибели 40 человек.",
        "Никаких 40 погибших нет.",
        "Министр назвал завышенными данные о 120 пострадавших.",
        "Сведения о 52 погибших — ложь.",
        "Цифра «40 погибших» взята с потолка.",
        "Слухи о тридцати погибших опроверг начальник полиции.",
        "Данных о двухстах умерших, которые приводила оппозиция, минздрав не подтверждает.",
        "Первые сообщения о пяти погибших он назвал неверными.",
        "Не подтвердились и слухи о тридцати погибших медиках.",
        "Ошибочно сообщалось о 15 погибших.",
        "Под городом не находили 200 трупов.",
        "Утверждение о сорока убитых наблюдатели считают недостоверным.",
        "В сети распространяется ложная информация о 50 погибших.",
        "Ни о каких трёхстах убитых речи не идёт.",
    ],
)
def test_a_figure_that_is_denied(text):
    assert stances(text) == ["denies"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Погибли 60 человек, а не 64.", ["corrects", "denies"]),
        ("Жертв оказалось меньше. Не 1400, а около 1200 человек.", ["denies", "corrects"]),
        ("Вместо 212 умерших следует считать 198.", ["denies", "corrects"]),
        ("Префектура уменьшила число погибших с 57 до 46.", ["asserts", "corrects"]),
        ("Число погибших было сокращено на 22 человека и составило 2801 человек.", ["corrects"]),
        ("Штаб пересчитал жертвы обвала: их 21.", ["corrects"]),
        ("Жертвами стали 253 человека, тогда как ранее говорилось о 359 погибших.", ["corrects", "asserts"]),
        ("Мы писали об 11 погибших. Это была ошибка: погибли девять человек.", ["asserts", "corrects"]),
        ("Подняли не 12, а 11 тел.", ["denies", "corrects"]),
    ],
)
def test_a_figure_in_the_place_of_another(text, expected):
    assert stances(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Число погибших выросло с 12 до 15.",
        "Прокурор отверг критику, сообщив о 7 погибших.",
        "Начальник опроверг причастность охраны к гибели девяти заключённых.",
        "Министр уточнил детали: погибли пятеро.",
        "Число погибших на дорогах за год снизилось с 900 до 850.",
        "Число пропавших сократилось с 12 до 8.",
        "Ведомство опровергает: погибли 5 человек.",
        "Полиция не подтвердила эту версию, напомнив, что задержаны 600 человек.",
        "Информация о причинах смерти 13 пациентов не соответствует действительности.",
        "По их данным, убиты трое.",
        "Мэр опроверг слухи об отставке. Погибли 5 человек.",
    ],
)
def test_what_only_looks_like_a_denial(text):
    assert set(stances(text)) == {"asserts"}


@pytest.mark.parametrize(
    "text",
    [
        "Погибли 5 человек. Мэр опроверг слухи о своей отставке.",
        "Погибли 5 человек. Следователи опровергли версию поджога.",
        "Погибли 5 человек. Завод опроверг данные о долгах на 12 млн рублей.",
        "Погибли 5 человек. Информация о ДТП в районе не соответствует действительности.",
    ],
)
def test_a_denial_of_something_else_is_no_claim(text):
    assert stances(text) == ["asserts"]


def test_deaths_denied_without_a_figure_are_a_claim():
    (claim,) = extract("Дирекция завода отрицает гибель рабочих.", language="ru").proposals
    assert (claim.quantity_phrase, claim.unit, claim.stance.value) == ("гибель", "killed", "denies")


def test_what_a_headline_puts_right_the_text_tells():
    text = "Число погибших снизилось с 31 до 30\n\nОдного шахтёра нашли живым. Жертвами взрыва стали 30 человек."
    assert stances(text) == ["asserts", "corrects", "corrects"]


def test_each_toll_that_rises_has_its_own_unit():
    found = extract("Число погибших выросло до 12, раненых — до 54.", language="ru").proposals
    assert [(p.unit, p.best) for p in found] == [("killed", 12), ("injured", 54)]


def test_figures_published_before_are_those_of_the_channel_that_the_text_names():
    text = (
        "Ведомство опровергло сообщения о 164 погибших.\n\n"
        "Министерство связи, владелец Telegram-канала, опубликовавшего статистику, назвало её ошибочной.\n\n"
        "Согласно опубликованным ранее данным, в столице погибли 103 человека."
    )
    last = extract(text, language="ru", published=date(2031, 5, 7), publisher="Газета").proposals[-1]
    assert (last.chain[0].name, last.date_said) == ("Telegram-канал Министерства связи", "before 2031-05-07")


def test_no_hop_is_without_a_name():
    (claim,) = extract("«Погибли 5 человек», — говорится в сообщении.", language="ru", publisher="Газета").proposals
    assert [hop.name for hop in claim.chain] == ["Газета"]
