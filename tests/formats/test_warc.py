"""Web archives: each page that was fetched, once."""

import pytest

from antigone.formats.detect import detect, read_report
from report_samples import gzip_bomb, wacz_file, warc_file


@pytest.mark.parametrize("data", [warc_file(), warc_file(packed=True), wacz_file()], ids=["warc", "gz", "wacz"])
def test_a_page_that_was_fetched_is_one_document_with_its_address(data: bytes) -> None:
    result = read_report(data, "a.warc")
    document = result.documents[0]
    assert len(result.documents) == 1
    assert document.url == "https://example.org/a"
    assert document.publisher == "Example Wire"
    assert "record 1" in document.locate(0, 4)[0].place


def test_a_damaged_end_keeps_what_came_before_it() -> None:
    data = warc_file()
    result = read_report(data[: len(data) // 2] + b"WARC/garbage\r\n\r\nxxxx", "a.warc")
    assert result.documents
    assert detect(data) == "warc"


def test_a_gzip_bomb_is_refused_or_found_empty() -> None:
    result = read_report(gzip_bomb(), "a.warc.gz")
    assert result.documents == []
    assert result.findings
