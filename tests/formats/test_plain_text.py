"""Plain text: header, encodings, and the way back to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.when import PartialDate
from antigone.formats.detect import read_report
from antigone.formats.encoding import decode

RUSSIAN = "По данным ведомства, погибли двенадцать человек, ещё сорок раненых находятся в больницах города. " * 3


def test_the_header_before_the_first_blank_line_is_understood_and_the_body_begins_after_it() -> None:
    data = b"URL: https://e.org/1\nDATE: 2022-01-20\nPUBLISHER: Example Wire\nLANG: en\n\nTwelve were killed.\n"
    document = read_report(data, "a.txt").documents[0]
    assert document.text == "Twelve were killed.\n"
    assert (document.url, document.publisher, document.language) == ("https://e.org/1", "Example Wire", "en")
    assert document.published_on == PartialDate(2022, 1, 20)


@pytest.mark.parametrize("text", ["Killed: 12\n\nMore text.", "NOTE\n\nText", "\n\nText", "MOSCOW: 12 dead", "A: b\n"])
def test_what_only_looks_like_a_header_stays_in_the_text(text: str) -> None:
    assert read_report(text.encode(), "a.txt").documents[0].text == text


def test_a_date_that_is_none_is_a_finding_and_the_document_is_read() -> None:
    result = read_report(b"DATE: yesterday\n\nTwelve were killed.", "a.txt")
    assert [finding.code for finding in result.findings] == ["read.bad_date"]
    assert result.documents[0].published_on is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8_r"])
def test_a_russian_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    result = read_report(RUSSIAN.encode(encoding), "a.txt")
    assert result.documents[0].text == RUSSIAN
    guessed = ["read.encoding_guessed"] if encoding in ("cp1251", "koi8_r") else []
    assert [finding.code for finding in result.findings] == guessed


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc"]))),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.data(),
)
def test_every_span_leads_back_to_its_own_bytes(lines: list[str], end: str, encoding: str, data: st.DataObject) -> None:
    raw = ("Twelve killed." + end + end.join(lines)).encode(encoding)
    documents = read_report(raw, "a.txt").documents
    document = documents[0]
    start = data.draw(st.integers(0, len(document.text)))
    stop = data.draw(st.integers(start, len(document.text)))
    spots = document.locate(start, stop)
    found = b"".join(raw[spot.start : spot.end] for spot in spots).decode(document.encoding)
    assert found.replace("\r\n", "\n").replace("\r", "\n") == document.text[start:stop]


def test_bytes_that_are_no_text_are_refused_with_a_reason() -> None:
    result = read_report(bytes(range(256)) * 4, "a.txt")
    assert result.documents == []
    assert [finding.code for finding in result.findings] == ["read.unknown_format"]


def test_an_empty_file_is_a_finding() -> None:
    assert [finding.code for finding in read_report(b"", "a.txt").findings] == ["read.no_text"]


@given(st.binary(max_size=300))
def test_whatever_is_decoded_can_be_encoded_back_to_the_same_bytes(data: bytes) -> None:
    found = decode(data)
    if found:
        assert found.text.encode(found.encoding) == data[found.skipped :]
