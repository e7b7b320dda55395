"""Web pages: the article, what it says of itself, and the way back to the source of the page."""

from hypothesis import given
from hypothesis import strategies as st

from antigone.core.when import PartialDate
from antigone.formats.detect import read_report
from antigone.formats.html import align, visible_text
from antigone.said.document import Document
from report_samples import PARAGRAPHS, html_page


def test_the_article_is_taken_and_the_rest_of_the_page_left() -> None:
    document = read_report(html_page(), "a.html").documents[0]
    assert document.text.startswith("Toll rises to 12\n\nThe invented ministry")
    assert "99 people" not in document.text
    assert "Home" not in document.text
    assert (document.publisher, document.title) == ("Example Wire", "Toll rises to 12")
    assert document.published_on == PartialDate(2022, 1, 20)


def test_every_word_leads_back_to_the_source_of_the_page() -> None:
    page = html_page().decode()
    document = read_report(html_page(), "a.html").documents[0]
    for word in ("Thursday", "12", "people", "Exampleton", "Bodies of 4 people", "«не менее»"):
        start = document.text.index(word, 18)
        spots = document.locate(start, start + len(word))
        assert "".join(page[spot.start : spot.end] for spot in spots) == word


def test_a_character_written_as_an_entity_leads_back_to_the_whole_entity() -> None:
    source = "<p>He said &quot;12 dead&quot; &mdash; &amp;c.</p>"
    text = 'He said "12 dead" — &c.'
    document = Document("d", text, "a", "html", pieces=tuple(align(text, source)))
    for words, written in (
        ('"12 dead"', "&quot;12 dead&quot;"),
        ("—", "&mdash;"),
        ("&c.", "&amp;c."),
        ("said", "said"),
    ):
        start = text.index(words)
        spots = document.locate(start, start + len(words))
        assert "".join(source[spot.start : spot.end] for spot in spots) == written


def test_a_page_without_an_article_gives_its_visible_text() -> None:
    assert (
        visible_text("<p>One &amp; two</p><style>p {}</style><div>three<br>four</div>") == "One & two\n\nthree\n\nfour"
    )


def test_a_page_in_an_older_encoding_that_it_declares_is_read() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{PARAGRAPHS[2]}</p></body></html>'
    assert "погибли 12 человек" in read_report(page.encode("cp1251"), "a.html").documents[0].text


def test_a_paragraph_that_is_not_in_the_source_is_known_only_to_be_on_the_page() -> None:
    pieces = align("made up by the extractor", "<p>something else</p>")
    assert [(piece.place, piece.at) for piece in pieces] == [("the page", None)]


@given(st.text(st.sampled_from("<>/!-ap&;#x3script \"'=\n"), max_size=200))
def test_any_tag_soup_is_scanned_to_its_end(page: str) -> None:
    visible_text(page)
    align("a p", page)
