"""A document and the way back from its working text."""

import pytest

from antigone.core.errors import InputError
from antigone.core.when import PartialDate
from antigone.said.document import Document, Piece, document_from_body, document_id, document_to_body, working_copy
from antigone.said.metadata import completed, credits_of, dateline_of

DOCUMENT = Document(
    "d1",
    "One two three",
    "ab",
    "text",
    pieces=(Piece(0, 4, "page 1", 10), Piece(4, 8, "page 1", 14), Piece(8, 13, "page 2")),
    published_on=PartialDate(2022, 1),
    credits=("A", "B"),
)


def test_neighbouring_pieces_of_one_place_are_one_spot() -> None:
    assert [str(spot) for spot in DOCUMENT.locate(0, 8)] == ["page 1, characters 10 to 18"]


def test_a_piece_whose_offset_is_unknown_still_names_its_place() -> None:
    assert [str(spot) for spot in DOCUMENT.locate(6, 10)] == ["page 1, characters 16 to 18", "page 2"]


def test_a_span_outside_the_text_is_the_callers_error() -> None:
    with pytest.raises(InputError):
        DOCUMENT.locate(0, 14)


def test_a_document_comes_back_from_its_event_and_its_working_copy() -> None:
    assert document_from_body(document_to_body(DOCUMENT), working_copy(DOCUMENT)) == DOCUMENT
    assert document_from_body(document_to_body(DOCUMENT)).text == ""
    with pytest.raises(InputError):
        document_from_body({"id": "d1"})


def test_what_a_person_gives_wins_and_is_marked_as_given() -> None:
    given = DOCUMENT.with_given(publisher="Example Wire", url="", published_on=PartialDate(2022, 1, 3))
    assert given.publisher == "Example Wire"
    assert given.published_on == PartialDate(2022, 1, 3)
    assert given.given == ("published_on", "publisher")


def test_an_id_depends_on_every_part_of_the_identity() -> None:
    assert len({document_id("a", "b"), document_id("ab"), document_id("b", "a")}) == 3


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("EXAMPLETON, January 20. /WIRE/. Police said 12 died.", "EXAMPLETON, January 20. /WIRE/."),
        ("Headline here\n\nEXAMPLETON (AP) — Police said 12 died.", "EXAMPLETON (AP)"),
        ("ПРИМЕРСК, 20 янв — Погибли 12 человек.", "ПРИМЕРСК, 20 янв"),
        ("MOSCOW – The health ministry says 164 people died.", "MOSCOW"),
        ("Police said on Thursday (20 January) that 12 people had died.", ""),
        ("The Ministry of the Interior, which has 12 departments, spoke.", ""),
    ],
)
def test_a_dateline_is_found_at_the_head_of_a_report_only(text: str, dateline: str) -> None:
    assert dateline_of(text) == dateline


def test_credits_of_the_article_are_kept_as_worded() -> None:
    text = "Twelve were killed.\n\nBased on reporting by Example Wire and Sample News"
    assert credits_of(text) == ("Based on reporting by Example Wire and Sample News",)


def test_the_language_is_filled_in_where_nothing_told_it() -> None:
    assert completed(Document("d", "Погибли двенадцать человек, сообщили власти.", "a", "text")).language == "ru"
    assert completed(Document("d", "x", "a", "text", language="kk")).language == "kk"
