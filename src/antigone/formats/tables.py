"""Tables as people hand them in: CSV in any usual encoding and separator, and XLSX, as rows that know their number.

Nothing here knows what the columns mean. A row that cannot be read becomes a `Finding`; the others come through.
Rows are numbered as a spreadsheet shows them: the header is row 1.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.core.told import told
from antigone.formats import table_findings as wrong

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_CELL = 100_000
MAX_BROKEN = 100
SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe]")
_SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, and its texts by column, stripped; an empty cell is an empty text."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The text of a column; empty where the table has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file.

    Attributes:
        name: the file's name; for a workbook of several sheets `file.xlsx [sheet]`.
        columns: header names, lower case, blanks as `_`.
        rows: rows that could be read, in order.
        digest: SHA-256 of the file's bytes, hexadecimal.
    """

    name: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    digest: str = ""


@dataclass
class Reading:
    """What came of files: their tables, what was wrong, and the exact bytes by digest."""

    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sources: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def read_file(path: Path) -> Reading:
    """Read one CSV or XLSX file.

    Raises:
        InputError: the file cannot be opened at all.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Reading([], [Finding(wrong.TOO_LARGE, {"size": size, "limit": MAX_BYTES}, file=path.name)])
        data = path.read_bytes()
        reading = read_bytes(data, path.name)
        reading.sources[hashlib.sha256(data).hexdigest()] = (path.name, data)
        return reading
    except OSError as fault:
        raise InputError(
            f"{path} cannot be read: {fault.strerror or fault}.", "Check the path and the rights."
        ) from fault


def read_bytes(data: bytes, name: str) -> Reading:
    """Read a file's bytes; its kind is told from the bytes, not from the name."""
    if len(data) > MAX_BYTES:
        return Reading([], [Finding(wrong.TOO_LARGE, {"size": len(data), "limit": MAX_BYTES}, file=name)])
    if data[:4] == b"PK\x03\x04":
        from antigone.formats.workbook import read_workbook

        return read_workbook(data, name)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        return Reading(
            [], [Finding(wrong.UNREADABLE, {"why": told("it is a workbook of the old .xls form")}, file=name)]
        )
    return _read_csv(data, name)


def _read_csv(data: bytes, name: str) -> Reading:
    reading = Reading()
    text = decode(data, name, reading.findings)
    if text is None:
        return reading
    records = split_records(text, name, reading.findings)
    reading.tables = [table_of(records, name, hashlib.sha256(data).hexdigest(), reading.findings)]
    return reading


def decode(data: bytes, name: str, findings: list[Finding]) -> str | None:
    """The text of the bytes: by its byte-order mark, else UTF-8, else the likeliest older encoding, with a warning."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding, name, findings)
    bare = _bare_utf16(data)
    if bare:
        return _decoded(data, bare, name, findings)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name, findings)


def _decoded(data: bytes, encoding: str, name: str, findings: list[Finding]) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        findings.append(Finding(wrong.ENCODING_UNKNOWN, file=name))
        return None


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of the header is zero."""
    head = data[:12]
    if len(head) < 8 or len(data) % 2:
        return ""
    if not any(head[0::2]) and all(head[1::2]):
        return "utf-16-be"
    return "utf-16-le" if not any(head[1::2]) and all(head[0::2]) else ""


def _guessed(data: bytes, name: str, findings: list[Finding]) -> str | None:
    from charset_normalizer import from_bytes

    tried = ["cp1251", "koi8_r", "cp866", "cp1252", "cp1250", "cp1256", "cp1254"]
    if _short_cyrillic(data):
        encoding = "cp1251"
    else:
        best = from_bytes(data, cp_isolation=tried, threshold=0.6).best()
        encoding = best.encoding if best else ""
    if not encoding:
        findings.append(Finding(wrong.ENCODING_UNKNOWN, file=name))
        return None
    text = _decoded(data, encoding, name, findings)
    if text is not None:
        findings.append(Finding(wrong.ENCODING_GUESSED, {"encoding": encoding}, file=name))
    return text


def _short_cyrillic(data: bytes) -> bool:
    """Short texts defeat statistics: words made of nothing but letters above 0xC0 are Cyrillic in cp1251.

    A Western text has such letters one at a time, among plain ones.
    """
    high = [byte for byte in data if byte > 0x7F]
    runs = re.findall(rb"[\xc0-\xff]+", data)
    letters = sum(map(len, runs))
    return len(high) < 60 and letters >= 0.9 * len(high) and letters >= 2 * len(runs)


def split_records(text: str, name: str, findings: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text with their row numbers; a record that is broken is reported and passed over."""
    lines = _lines(text)
    separator = _separator(lines)
    start = row = broken = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=separator, strict=True)
        done = 0
        try:
            for record in reader:
                row, done = row + 1, reader.line_num
                yield row, record
            return
        except csv.Error as fault:
            row, broken = row + 1, broken + 1
            findings.append(Finding(wrong.QUOTE_BROKEN, {"why": str(fault)}, file=name, row=row))
            start += done + 1
        if broken >= MAX_BROKEN:
            findings.append(Finding(wrong.TOO_BROKEN, {"count": broken}, file=name, row=row + 1))
            return


def _lines(text: str) -> list[str]:
    """Lines ended by CR or LF only: other characters that Unicode calls line ends belong to their cell."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def _separator(lines: Sequence[str]) -> str:
    """The separator that cuts the header into most parts; a comma where none does."""
    header = next((line for line in lines if line.strip()), "")
    return max(_SEPARATORS, key=header.count) if any(mark in header for mark in _SEPARATORS) else ","


def table_of(records: Iterator[tuple[int, list[str]]], name: str, digest: str, findings: list[Finding]) -> Table:
    """A table of records whose first non-empty one is the header."""
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = tuple(_column_name(cell) for cell in _trimmed(cells))
            if not _header_stands(columns, name, number, findings):
                return Table(name, digest=digest)
            continue
        if len(rows) >= MAX_ROWS:
            findings.append(Finding(wrong.TOO_MANY_ROWS, {"limit": MAX_ROWS}, file=name, row=number))
            break
        row = _row(number, cells, columns, name, findings)
        if row:
            rows.append(row)
    if not rows and not any(found.file == name for found in findings):
        findings.append(Finding(wrong.EMPTY_FILE, file=name))
    return Table(name, columns, tuple(rows), digest)


def _trimmed(cells: list[str]) -> list[str]:
    end = max((at + 1 for at, cell in enumerate(cells) if cell.strip()), default=0)
    return cells[:end]


def _column_name(cell: str) -> str:
    return "_".join(cell.strip().strip("\ufeff").casefold().split())


def _header_stands(columns: tuple[str, ...], name: str, number: int, findings: list[Finding]) -> bool:
    twice = next((column for at, column in enumerate(columns) if column and column in columns[:at]), None)
    if twice is not None:
        findings.append(Finding(wrong.HEADER_TWICE, {"name": twice[:80]}, file=name, row=number, column=twice[:80]))
    return twice is None


def _row(number: int, cells: list[str], columns: tuple[str, ...], name: str, findings: list[Finding]) -> Row | None:
    """The row, or None with a finding where it cannot be taken as it stands."""
    kept = _trimmed(cells) if len(cells) > len(columns) else cells
    if len(kept) != len(columns):
        values = {"got": len(kept), "want": len(columns)}
        findings.append(Finding(wrong.CELL_COUNT, values, file=name, row=number))
        return None
    for column, cell in zip(columns, kept, strict=True):
        if len(cell) > MAX_CELL:
            findings.append(Finding(wrong.CELL_TOO_LONG, {"limit": MAX_CELL}, file=name, row=number, column=column))
            return None
        bad = control_character(cell)
        if bad:
            values_ = {"character": f"U+{ord(bad):04X}"}
            findings.append(Finding(wrong.CONTROL_CHARACTER, values_, file=name, row=number, column=column))
            return None
    return Row(number, {column: cell.strip() for column, cell in zip(columns, kept, strict=True) if column})


def control_character(text: str) -> str:
    """The first character of a text that no cell may hold; empty where there is none."""
    found = _CONTROL.search(text)
    return found[0] if found else ""
