"""Codes: read aloud without look-alikes, one wrong symbol or two exchanged never pass, and no name on any label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError, NotFoundError
from antigone.found import services
from antigone.found.label import (
    ALPHABET,
    CAPACITY,
    Block,
    Label,
    LabelKind,
    Void,
    canonical_id,
    check_character,
    code_of,
    is_code,
    misread_as,
    number_of,
    of_qr,
    qr_text,
    read_code,
    short_code,
)
from antigone.found.numbering import next_block, next_ids
from antigone.found.remains import Remains, RemainsKind
from found_book import Book

numbers = st.integers(0, CAPACITY - 1)


@given(numbers)
def test_a_code_reads_back(n):
    assert read_code(short_code(n)) == n
    assert number_of(canonical_id(n)) == n
    assert read_code(of_qr(qr_text(canonical_id(n), "3f9a1c5e" * 4))) == n


@given(numbers, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_every_single_substitution_is_caught(n, at, symbol):
    whole = short_code(n).replace("-", "")
    wrong = whole[:at] + symbol + whole[at + 1 :]
    if wrong != whole:
        with pytest.raises(InputError, match="misread"):
            read_code(wrong)
        assert n in set(misread_as(wrong))


@given(numbers, st.integers(0, 5), st.integers(0, 5))
def test_every_exchange_of_two_symbols_is_caught(n, one, other):
    whole = list(short_code(n).replace("-", ""))
    whole[one], whole[other] = whole[other], whole[one]
    if "".join(whole) != short_code(n).replace("-", ""):
        with pytest.raises(InputError, match="misread"):
            read_code("".join(whole))


def test_all_substitutions_and_exchanges_of_many_codes_are_caught_without_exception():
    for n in range(0, CAPACITY, 1_999_993):
        whole = short_code(n).replace("-", "")
        for at in range(6):
            passing = [s for s in ALPHABET if check_character(_put(whole, at, s)[:-1]) == _put(whole, at, s)[-1]]
            assert passing == [whole[at]]


def _put(whole, at, symbol):
    return whole[:at] + symbol + whole[at + 1 :]


def test_the_check_character_is_that_of_the_pure_system():
    """Σ aᵢ·2ⁱ ≡ 1 (mod 29), worked out apart from the code that makes it."""
    for n in (0, 1, 28, 29, 12345, CAPACITY - 1):
        values = [ALPHABET.index(s) for s in short_code(n).replace("-", "")]
        assert sum(v * 2 ** (5 - at) for at, v in enumerate(values)) % 29 == 1


@pytest.mark.parametrize("typed", ["000-001", "000001", "OOO-OOI", "ooo ool", "000 00l", "ООО-001"])
def test_what_eyes_and_keyboards_make_of_a_code_is_read_right(typed):
    assert read_code(typed) == 0


def test_no_symbol_looks_like_another():
    assert not set("BILOSUZ") & set(ALPHABET)
    assert len(set(ALPHABET)) == 29


def test_what_is_no_code_is_refused():
    for text in ("", "12345", "0000000", "??????", "000-000"):
        assert not is_code(text) or text == "000-000"
        with pytest.raises(InputError):
            read_code(text)
    for number in (-1, CAPACITY):
        with pytest.raises(InputError):
            short_code(number)


# -- numbering -----------------------------------------------------------------------------------------------------


def test_numbers_come_from_the_writers_own_block_and_are_never_given_twice():
    book = Book()
    book.put(Block("w", 100, 109))
    assert next_ids(book.register, "w", 3) == [canonical_id(n) for n in (100, 101, 102)]
    for each in services.number(book.register, "w", Remains("", RemainsKind.BODY), 9):
        book.write(each)
    assert next_ids(book.register, "w", 1) == [canonical_id(109)]
    with pytest.raises(InputError, match="Only 1 numbers are left"):
        next_ids(book.register, "w", 2)
    with pytest.raises(InputError):
        next_ids(book.register, "stranger", 1)


def test_a_void_number_is_not_given_out_and_stays_visible():
    book = Book()
    book.put(Block("w", 0, 9))
    book.put(Void(canonical_id(0), "torn"))
    assert next_ids(book.register, "w", 1) == [canonical_id(1)]
    assert book.register.voids[canonical_id(0)].reason == "torn"
    book.number(0)
    assert "void_used" in book.codes()


def test_a_new_block_begins_after_everything_ever_allotted():
    book = Book()
    book.put(Block("w", 0, 999))
    block = next_block(book.register, "x")
    assert (block.first, block.last) == (1000, 1999)


def test_two_that_share_numbers_a_foreign_block_and_a_number_used_twice_are_findings():
    book = Book()
    book.put(Block("w", 0, 99))
    book.put(Block("x", 50, 149), writer="x")
    assert "blocks_overlap" in book.codes()
    book.put(Remains(canonical_id(5), RemainsKind.BODY), writer="x")
    assert "number_outside_block" in book.codes()
    book.put(Remains(canonical_id(5), RemainsKind.BONE))
    assert "number_reused" in book.codes()


def test_labels_are_append_only_and_one_text_on_two_things_is_a_finding():
    book = Book()
    one, other = book.number(1, 2)
    book.put(Label(one, LabelKind.MORGUE, "M-17", "morgue"))
    book.put(Label(one, LabelKind.BAG, "B 4"))
    register = book.register
    assert [label.text for label in register.labels[one]] == ["M-17", "B 4"]
    assert register.find("m17") == register.find(code_of(one)) == register.find(one) == one
    book.put(Label(other, LabelKind.MORGUE, "M17", "morgue"))
    assert "label_on_two" in book.codes()
    with pytest.raises(NotFoundError, match="several things"):
        book.register.find("M-17")
    book.put(Label(one, LabelKind.GRAVE_MARKER, "G1"))
    book.put(Label(other, LabelKind.GRAVE_MARKER, "G1"))
    assert book.codes().count("label_on_two") == 1
