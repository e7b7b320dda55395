"""No reader falls over, whatever bytes it is given; a hostile file costs its own process at most."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.core.errors import LimitError
from antigone.formats.detect import FORMATS, detect, read_report
from antigone.formats.limits import Limits, gunzip
from antigone.formats.source import Read
from antigone.formats.worker import Readers
from antigone.said.document import document_from_body, document_to_body, working_copy
from report_samples import SAMPLES, html_page, pdf_file

SMALL = Limits(file_bytes=1_000_000, unpacked_bytes=2_000_000, parts=200, pages=50, text_chars=200_000)
EXPECTED = ["text", "html", "pdf", "docx", "eml", "telegram", "warc", "warc", "wacz"]


def _holds(result: Read) -> None:
    """What is true of every result: each file says something, and each span leads somewhere."""
    assert result.documents or result.findings or result.format == "table"
    for document in result.documents:
        assert document.text.strip()
        document.locate(0, len(document.text))
        ends = [piece.end for piece in document.pieces]
        assert ends == sorted(ends)
        assert all(0 <= piece.start <= piece.end <= len(document.text) for piece in document.pieces)
        assert document_from_body(document_to_body(document), working_copy(document)) == document
    for finding in result.findings:
        assert finding.sentence


@pytest.mark.parametrize(("name", "key"), list(zip(SAMPLES, EXPECTED, strict=True)))
def test_each_format_is_told_from_its_bytes_alone(name: str, key: str) -> None:
    data = SAMPLES[name]()
    assert detect(data, name) == key
    assert detect(data, "") == key
    result = read_report(data, name)
    assert result.documents
    assert result.findings == []
    _holds(result)


@given(st.binary(max_size=2000), st.sampled_from(["", "a.txt", "a.html", "a.json", "a.csv", "a.eml"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    _holds(read_report(data, name, SMALL))


@settings(max_examples=40)
@given(st.sampled_from(list(FORMATS)), st.binary(max_size=500))
def test_any_bytes_given_to_any_reader_become_documents_or_findings(key: str, data: bytes) -> None:
    _holds(read_report(data, "x", SMALL, key=key))


@pytest.mark.parametrize("name", list(SAMPLES))
@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_a_damaged_file_is_read_in_part_or_refused(name: str, seed: int) -> None:
    _holds(read_report(damaged(SAMPLES[name](), random.Random(seed)), name, SMALL))


@pytest.mark.slow
@pytest.mark.parametrize("name", list(SAMPLES))
def test_a_thousand_damaged_files_of_each_format_are_read_in_part_or_refused(name: str) -> None:
    sample = SAMPLES[name]()
    for seed in range(1000):
        _holds(read_report(damaged(sample, random.Random(seed)), name, SMALL))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled, or the end lost."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out)) if out else 0
        length = chance.randint(1, 50)
        way = chance.randrange(3)
        if way == 0:
            out[at : at + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            del out[at : at + length]
        else:
            out[at:at] = out[at : at + length]
    return bytes(out[: chance.randint(len(out) // 2, len(out))] if chance.random() < 0.2 else out)


@pytest.mark.parametrize(
    "data",
    [
        b"A:b\r\n" * 4000,
        b"A:b\r\n c\r\n" * 4000 + b"x",
        b"<head>" * 100_000,
        b"<script><svg></svg>" * 50_000,
        b"<!--" * 100_000,
        b"<" * 300_000,
        b"&#1;" * 100_000,
        b"<p>" * 50_000,
        ("Верх, " * 60_000).encode(),
        b'{"messages": [' + b'{"text": ["a", {"text": "b"}]},' * 20_000 + b"{}]}",
        b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 20_000,
        b"%PDF-1.4\n" + b"1 0 obj << /A 1 0 R >> endobj\n" * 5_000 + b"trailer << /Root 1 0 R >>",
        b"WARC/1.0\r\n" * 30_000,
    ],
    ids=range(13),
)
def test_repetitions_that_make_bad_patterns_run_away_are_read_in_linear_time(data: bytes) -> None:
    for name in ("", "a.html", "a.txt"):
        _holds(read_report(data, name, Limits(seconds=20)))


def test_a_file_over_a_limit_is_refused_with_the_measure() -> None:
    result = read_report(b"12 people were killed. " * 100, "a.txt", Limits(file_bytes=1000))
    assert [finding.code for finding in result.findings] == ["read.refused"]
    assert "2,300 bytes" in result.findings[0].sentence
    long = read_report(b"12 people were killed. " * 100, "a.txt", Limits(text_chars=1000))
    assert [finding.code for finding in long.findings] == ["read.refused"]


def test_a_gzip_stream_is_cut_off_as_soon_as_it_grows_past_the_limit() -> None:
    import gzip

    with pytest.raises(LimitError):
        gunzip(gzip.compress(b"\0" * 3_000_000), Limits(unpacked_bytes=1_000_000))


@pytest.mark.parametrize("what", [b"\xd0\xcf\x11\xe0rest", b"{\\rtf1 text}", b"\x89PNG\r\n"])
def test_a_known_format_that_is_not_read_is_named(what: bytes) -> None:
    finding = read_report(what, "a.doc").findings[0]
    assert finding.code == "read.unknown_format"
    assert "it seems to be" in finding.sentence


def test_the_readers_own_process_gives_what_the_reader_gives() -> None:
    with Readers() as readers:
        for name, make in SAMPLES.items():
            data = make()
            assert readers.read(data, name) == read_report(data, name)


def test_a_reader_that_runs_away_is_stopped_and_the_next_file_is_read() -> None:
    with Readers(Limits(seconds=0.0005)) as readers:
        result = readers.read(pdf_file(), "slow.pdf")
        assert [finding.code for finding in result.findings] == ["read.too_slow"]
        readers.limits = Limits()
        assert readers.read(html_page(), "a.html").documents


def test_a_reader_that_needs_too_much_memory_becomes_a_finding() -> None:
    pytest.importorskip("resource")
    with Readers(Limits(memory_bytes=1_000_000)) as readers:
        result = readers.read(html_page(), "a.html")
        assert [f.code for f in result.findings] in (["read.reader_died"], ["read.broken"])
        readers.limits = Limits()


def test_the_shared_documents_are_all_read(shared: Path) -> None:
    for path in sorted((shared / "said" / "documents").glob("*.txt")):
        document = read_report(path.read_bytes(), path.name).documents[0]
        spot = document.locate(0, len(document.text))[0]
        assert path.read_bytes()[spot.start : spot.end].decode() == document.text
