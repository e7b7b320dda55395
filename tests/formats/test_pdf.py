"""PDF: text of the pages, joined lines, and the page that each word stands on."""

from antigone.formats.detect import read_report
from antigone.formats.pdf import joined
from report_samples import pdf_file


def test_wrapped_and_hyphenated_lines_are_made_whole_and_words_know_their_page() -> None:
    result = read_report(pdf_file(), "a.pdf")
    document = result.documents[0]
    assert "at least twelve people were killed in Exampleton." in document.text
    assert document.text.endswith("Second page: 4 bodies.")
    start = document.text.index("4 bodies")
    assert [str(spot) for spot in document.locate(start, start + 8)] == ["page 2, characters 13 to 21"]


def test_every_character_but_the_joins_stands_at_its_place_on_the_page() -> None:
    pages = ["Head\n\n  a long line that is wrap-\nped twice over and\nends.\nNext", "Last, 12 dead"]
    text, pieces = joined(pages)
    for piece in pieces:
        page = pages[int(piece.place.split()[1]) - 1]
        assert piece.at is not None
        assert page[piece.at : piece.at + piece.end - piece.start] == text[piece.start : piece.end]
    assert "wrapped twice" in text


def test_a_broken_pdf_is_a_finding() -> None:
    for data in (b"%PDF-1.7", pdf_file()[:300], pdf_file().replace(b"/Count 2", b"/Count 99999999")):
        result = read_report(data, "a.pdf")
        assert result.documents or [f.code for f in result.findings if f.code in ("read.broken", "read.refused")]


def test_pages_without_text_ask_for_text_recognition() -> None:
    blank = pdf_file().replace(b" Tj", b" xx")
    result = read_report(blank, "a.pdf")
    assert [finding.code for finding in result.findings] == ["read.no_text"]
