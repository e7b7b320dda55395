"""Names of one party across spellings, scripts, initials and abbreviations; never more sure than the names allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.said.same_party import Doubt, PartyIndex, same_party, sounds_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arman Exemplev", "Арман Экземплев"),
        ("Oleh Vymyshlenyi", "Олег Вымышленый"),
        ("Петров Иван Сергеевич", "Ivan Petrov"),
        ("general Ivan Petrov", "Ivan Petrov (head of police)"),
        ("Qanat Primerov", "Kanat Primerov"),
    ],
)
def test_one_person_in_two_spellings_is_certain(one, other):
    found = same_party(one, other)
    assert found is not None
    assert found.doubt in (Doubt.CERTAIN, Doubt.LIKELY)
    assert found.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("И. Петров", "Иван Сергеевич Петров"),
        ("Petrov", "Иван Петров"),
        ("МВД", "Ministry of Internal Affairs"),
        ("Минздрав", "health ministry"),
        ("Генпрокуратура", "Prosecutor-General's Office"),
        ("خالد مشعل", "Khaled Meshaal"),
        ("WFL", "World Fictional League"),
    ],
)
def test_what_could_be_another_is_only_likely(one, other):
    found = same_party(one, other)
    assert found is not None
    assert found.doubt is not Doubt.CERTAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иван Петров", "Пётр Иванов"),
        ("Anna Petrova", "Ivan Petrov"),
        ("Ministry of Health", "Ministry of Defence"),
        ("Ivan Petrov", "Ivan Sidorov"),
        ("", "Ivan Petrov"),
        ("Ivan Petrov", "Police"),
    ],
)
def test_two_parties_are_not_one(one, other):
    assert same_party(one, other) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared_and_the_order_does_not_matter(one, other):
    forth, back = same_party(one, other), same_party(other, one)
    assert (forth is None) == (back is None)
    assert forth is None or back is None or forth.doubt is back.doubt


names = st.sampled_from(
    [
        "Иван Петров",
        "Ivan Petrov",
        "I. Petrov",
        "Анна Сидорова",
        "Anna Sidorova",
        "МВД",
        "Interior ministry",
        "خالد مشعل",
        "Kim",
    ]
)


@given(st.lists(names, min_size=1, max_size=9), names)
def test_the_index_finds_what_comparing_with_each_would(several, asked):
    index = PartyIndex((str(k), name) for k, name in enumerate(several))
    best = index.best(asked)
    rank = {Doubt.CERTAIN: 0, Doubt.LIKELY: 1, Doubt.UNCLEAR: 2}
    plain = [found for name in several if (found := same_party(asked, name)) is not None]
    assert (best is None) == (not plain)
    if best is not None and not best.rivals:
        assert best.same.doubt is min((found.doubt for found in plain), key=lambda d: rank[d])


def test_two_parties_that_fit_alike_are_unclear_and_both_named():
    best = PartyIndex([("a", "Иван Петров"), ("b", "Игорь Петров")]).best("И. Петров")
    assert best is not None
    assert best.same.doubt is Doubt.UNCLEAR
    assert {best.id, *best.rivals} == {"a", "b"}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Iain Brody", "Иэн Броуди", True),
        ("L. Moreau", "Лилиан Моро", True),
        ("George Hughes", "Джордж Хьюз", True),
        ("Oleg Petrov", "Иван Петров", False),
        ("Brody", "Броуди", False),
        ("Iain Brody Lowe", "Иэн Броуди", False),
    ],
)
def test_names_are_compared_by_ear(one, other, alike):
    assert sounds_alike(one, other) is sounds_alike(other, one) is alike
