"""Values as people write them; which column is what; the plan's keys."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import AntigoneError
from antigone.formats.cell_values import DateOrder, is_no_data, read_date, read_time, time_within, word_of
from antigone.formats.keys import key_of
from antigone.formats.mapping import Field, guess, plain_header
from antigone.formats.register_kinds import kind_of, kinds
from antigone.formats.register_words import fields, words
from antigone.formats.tables import Row, Table


def table(header, *rows, name="a.csv"):
    columns = tuple("_".join(cell.casefold().split()) for cell in header)
    numbered = (Row(n, dict(zip(columns, row, strict=True))) for n, row in enumerate(rows, 2))
    return Table(name, columns, tuple(numbered))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2030-05-02", "2030-05-02"), ("2030-5-2", "2030-05-02"), ("2030-05", "2030-05"), ("2030", "2030"),
        ("02.05.2030", "2030-05-02"), ("2/5/30", "2030-05-02"), ("05.2030", "2030-05"), ("02.05.2030 г.", "2030-05-02"),
        ("2030-05-02 13:40", "2030-05-02"), ("2030-05-02T13:40:05Z", "2030-05-02"), ("٠٢/٠٥/٢٠٣٠", "2030-05-02"),
        ("2 May 2030", "2030-05-02"), ("2 мая 2030", "2030-05-02"), ("2 de mayo de 2030", "2030-05-02"),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text, want):
    assert str(read_date(text)) == want


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_clear_refusal(text):
    with suppress(AntigoneError):
        assert 1 <= read_date(text).year <= 9999


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1)))
def test_both_orders_of_one_day_are_one_day(day):
    assert read_date(day.strftime("%d/%m/%Y"), True) == read_date(day.strftime("%m/%d/%Y"), False)


def test_a_table_shows_its_own_order_of_dates():
    assert DateOrder.of(["01/02/2030", "13/02/2030"]).day_first is True
    assert DateOrder.of(["01/02/2030", "02/13/2030"]).day_first is False
    assert DateOrder.of(["01/02/2030"]).is_certain is False


def test_times_of_day():
    assert read_time("7:05") == "07:05"
    assert time_within("02.05.2030 13:40") == "13:40"
    with pytest.raises(AntigoneError):
        read_time("25:00")


@pytest.mark.parametrize("mark", ["n/a", "Н/Д", "—", " unknown ", "неизвестно", "белгісіз", "desconocido", "مجهول"])
def test_marks_for_no_data_in_many_languages(mark):
    assert is_no_data(mark)


def test_blank_is_not_no_data():
    assert not is_no_data("")


@pytest.mark.parametrize(
    ("text", "want"),
    [("вывезено", "stolen"), ("Выдано родственникам", "returned to family"),
     ("entregado a familia", "returned to family"),
     ("Transferred out", "transferred out"), ("استلام", "received"), ("ұрланды", "stolen"), ("whisked", "")],
)  # fmt: skip
def test_acts_of_custody_in_many_languages(text, want):
    assert word_of(text, words("custody")) == want


def test_every_word_stands_for_one_value_of_its_list():
    from antigone.formats.register_words import _rows

    for what in {row["what"] for row in _rows("register_words.csv")}:
        seen = {}
        for value, synonyms in words(what).items():
            for word in synonyms:
                assert seen.setdefault(word, value) == value, (what, word)


def test_every_value_of_a_list_is_one_that_the_register_knows():
    from antigone.found.custody import CustodyType
    from antigone.found.remains import RemainsKind
    from antigone.found.site import SiteType

    for what, cls in (("custody", CustodyType), ("kind", RemainsKind), ("site", SiteType)):
        assert {each.value for each in cls} == set(words(what))


@pytest.mark.parametrize(
    ("header", "rows", "kind"),
    [
        (
            ("Номер трупа", "Дата поступления", "Пол", "Возраст", "Морг"),
            ("7", "05.01.2030", "м", "30", "№ 1"),
            "remains",
        ),
        (("number", "date in", "sex", "given to", "date out"), ("7", "2030-01-05", "M", "", ""), "remains"),
        (("Тип", "Дата", "Количество", "Откуда", "Куда"), ("похищено", "05.01.2030", "41", "морг", ""), "custody"),
        (("nombre", "tipo", "latitud", "longitud"), ("Fosa 1", "fosa", "1.5", "2.5"), "sites"),
        (("number", "item", "value"), ("7", "32", "170"), "observations"),
        (("number", "date", "item_71", "item_32"), ("7", "2030-01-05", "M", "170"), "examinations"),
        (("id", "site", "marker number", "contents"), ("g1", "field", "12", "several bodies"), "features"),
    ],
)
def test_a_table_is_known_by_its_columns(header, rows, kind):
    found = kind_of(table(header, rows), "found")
    assert found is not None
    assert found[0].name == kind


def test_a_date_column_without_dates_is_not_taken():
    mapped = guess(table(("date in", "number"), ("blue", "7"), ("red", "8")), fields("remains"))
    assert mapped == {"number": "number"}


@given(st.lists(st.text(alphabet="abcdефжз _", min_size=1, max_size=12), unique=True, max_size=8))
def test_a_guess_uses_each_column_and_each_field_once(header):
    columns = tuple(dict.fromkeys("_".join(cell.casefold().split()) for cell in header))
    for kind in kinds():
        mapped = guess(Table("t.csv", columns, (), ""), kind.fields)
        assert len(set(mapped.values())) == len(mapped)
        assert set(mapped.values()) <= set(columns)


def test_an_exact_header_beats_a_near_one():
    both = (Field("one", ("date",)), Field("two", ("date received",)))
    assert guess(table(("date received", "date")), both) == {"one": "date", "two": "date_received"}
    assert plain_header("№ трупа") == "трупа"


@given(st.lists(st.text(max_size=200), max_size=4))
def test_a_key_is_short_and_printable_and_the_same_again(parts):
    key = key_of("custody", *parts)
    assert key == key_of("custody", *parts)
    assert len(key) < 140
    assert key.isprintable()
