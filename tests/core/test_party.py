from antigone.core.party import Party, PartyBook

BOOK = PartyBook.of(
    [
        Party("P07", "Kanat Taimerdenov", ("Taymerdenov", "Канат Таймерденов"), parent="City Police"),
        Party("P09", "City Police", parent="Ministry"),
        Party("P14", "Ministry", parent="City Police"),  # a circle somebody typed by mistake
        Party("P99", "taymerdenov"),
    ]
)


def test_a_party_is_found_by_any_of_its_names_without_regard_to_case():
    for name in ("P07", "kanat  taimerdenov", "канат таймерденов", "Taymerdenov"):
        assert BOOK.find(name).id == "P07"
    assert BOOK.find("nobody") is None


def test_a_name_stays_with_its_first_holder():
    assert BOOK.find("taymerdenov").id == "P07"
    assert BOOK.find("P99").name == "taymerdenov"


def test_organisations_above_a_party_are_listed_once_even_in_a_circle():
    assert [p.id for p in BOOK.organisations(BOOK.find("P07"))] == ["P07", "P09", "P14"]
