"""Word documents: paragraphs and cells in order; hostile packages are refused."""

import zipfile
from io import BytesIO

from antigone.formats.detect import read_report
from report_samples import PARAGRAPHS, docx_file, zip_of


def test_paragraphs_and_cells_come_in_their_order_and_know_their_place() -> None:
    document = read_report(docx_file(), "a.docx").documents[0]
    assert document.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nbodies received\t225"
    assert document.title == "Invented statement"
    start = document.text.index("225")
    assert [str(spot) for spot in document.locate(start, start + 3)] == ["table 1, row 1, column 2, characters 0 to 3"]


def test_a_package_whose_xml_declares_entities_is_refused() -> None:
    with zipfile.ZipFile(BytesIO(docx_file())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    files["word/document.xml"] = bomb + files["word/document.xml"].split(b"?>", 1)[1]
    result = read_report(zip_of(files), "a.docx")
    assert result.documents == []
    assert [finding.code for finding in result.findings] == ["read.refused"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    result = read_report(zip_of({"word/document.xml": b" " * 5_000_000}), "a.docx")
    assert [finding.code for finding in result.findings] == ["read.refused"]


def test_a_zip_that_is_no_report_says_what_to_do() -> None:
    result = read_report(zip_of({"a.txt": b"x"}), "a.zip")
    assert "zip archive" in result.findings[0].sentence
