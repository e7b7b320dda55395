"""Tables as people hand them in: any encoding, any separator, any damage."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.core.finding import Severity
from antigone.formats.tables import MAX_BROKEN, MAX_CELL, read_bytes, read_file

HEAD = "id,unit,low,note\n"


def only(data: bytes, name: str = "t.csv"):
    reading = read_bytes(data, name)
    assert len(reading.tables) == 1, reading.findings
    return reading.tables[0], [found.code for found in reading.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding):
    table, codes = only((HEAD + "S1,killed,41,Алма-Ата ұқ\n").encode(encoding))
    assert table.columns == ("id", "unit", "low", "note")
    assert table.rows[0].get("note") == "Алма-Ата ұқ"
    assert codes == []


def test_an_older_encoding_is_read_with_a_warning():
    text = HEAD + "S1,killed,41,полиция Алматы сообщила о похищении тел из моргов города\n"
    table, codes = only(text.encode("cp1251"))
    assert table.rows[0].get("note").startswith("полиция Алматы")
    assert codes == ["table.encoding_guessed"]


def test_a_short_old_text_is_still_cyrillic():
    table, codes = only((HEAD + "S1,killed,41,тел\n").encode("cp1251"))
    assert table.rows[0].get("note") == "тел"
    assert codes == ["table.encoding_guessed"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_of_the_header(separator):
    table, codes = only((HEAD + "S1,killed,41,\n").replace(",", separator).encode())
    assert table.rows[0].cells == {"id": "S1", "unit": "killed", "low": "41", "note": ""}
    assert codes == []


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    table, _ = only(b'id,note\n\nS1,"two\nlines"\n,\nS2,x\n')
    assert [(row.number, row.get("id")) for row in table.rows] == [(3, "S1"), (5, "S2")]


def test_header_names_lose_case_and_blanks():
    table, _ = only(b" ID , Label as Worded\nS1,x\n")
    assert table.columns == ("id", "label_as_worded")


def test_a_quote_that_never_closes_costs_one_row():
    reading = read_bytes((HEAD + 'S1,killed,1,ok\nS2,killed,2,"open\nS3,killed,3,ok\n').encode(), "t.csv")
    assert [row.get("id") for row in reading.tables[0].rows] == ["S1", "S3"]
    assert [(f.code, f.row) for f in reading.findings] == [("table.quote_broken", 3)]


def test_reading_gives_up_on_a_file_of_broken_quotes():
    reading = read_bytes((HEAD + 'S1,"x\n' * (MAX_BROKEN + 50)).encode(), "t.csv")
    assert reading.findings[-1].code in ("table.too_broken", "table.quote_broken", "table.empty")
    assert len(reading.findings) <= MAX_BROKEN + 2


def test_a_row_cut_off_stays_out():
    reading = read_bytes((HEAD + "S1,killed,41,ok\nS2,killed,4").encode(), "t.csv")
    assert [row.get("id") for row in reading.tables[0].rows] == ["S1"]
    assert [(f.code, f.row) for f in reading.findings] == [("table.cell_count", 3)]


def test_a_null_byte_keeps_its_row_out():
    reading = read_bytes((HEAD + "S1,kil\0led,41,x\nS2,killed,42,x\n").encode(), "t.csv")
    assert [row.get("id") for row in reading.tables[0].rows] == ["S2"]
    assert [(f.code, f.row, f.column) for f in reading.findings] == [("table.control_character", 2, "unit")]


def test_a_huge_cell_keeps_its_row_out():
    reading = read_bytes((HEAD + f"S1,killed,41,{'x' * (MAX_CELL + 1)}\nS2,killed,42,x\n").encode(), "t.csv")
    assert [row.get("id") for row in reading.tables[0].rows] == ["S2"]
    assert [f.code for f in reading.findings] == ["table.cell_too_long"]


def test_two_columns_of_one_name_are_refused():
    reading = read_bytes(b"id,low,low\nS1,1,2\n", "t.csv")
    assert [f.code for f in reading.findings] == ["table.header_twice"]
    assert not reading.tables[0].rows


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"id,unit\n"])
def test_nothing_in_a_file_is_said(data):
    assert [f.code for f in read_bytes(data, "t.csv").findings] == ["table.empty"]


def workbook(*rows, **more):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, others in more.items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_reads_like_the_same_csv():
    import datetime

    data = workbook(["id", "low", "said_on", "uncertain"], ["S1", 41.0, datetime.datetime(2022, 1, 16), True])
    table, codes = only(data, "t.xlsx")
    assert table.rows[0].cells == {"id": "S1", "low": "41", "said_on": "2022-01-16", "uncertain": "yes"}
    assert codes == []


def test_each_sheet_is_a_table():
    reading = read_bytes(workbook(["id"], ["S1"], places=[["id", "name"], ["a", "A"]]), "t.xlsx")
    assert [table.name for table in reading.tables] == ["t.xlsx [Sheet]", "t.xlsx [places]"]


def test_a_formula_without_a_stored_result_keeps_its_row_out():
    reading = read_bytes(workbook(["id", "low"], ["S1", "=20+21"], ["S2", 42]), "t.xlsx")
    assert [row.get("id") for row in reading.tables[0].rows] == ["S2"]
    assert [(f.code, f.row) for f in reading.findings] == [("table.formula_without_value", 2)]


@pytest.mark.parametrize("cut", [10, 500, 3000])
def test_a_workbook_cut_off_is_a_finding(cut):
    reading = read_bytes(workbook(["id", "low"], ["S1", 41])[:cut], "t.xlsx")
    assert [f.code for f in reading.findings] == ["table.unreadable"]


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(InputError):
        read_file(tmp_path / "nothing.csv")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data):
    for finding in read_bytes(data, "t.csv").findings:
        assert finding.sentence
        assert finding.kind.do


@given(st.binary(max_size=200))
def test_no_damage_to_a_workbook_breaks_the_reader(noise):
    data = bytearray(workbook(["id", "low"], ["S1", 41]))
    at = (noise[0] if noise else 0) * 17 % len(data)
    data[at : at + len(noise)] = noise
    for finding in read_bytes(bytes(data), "t.xlsx").findings:
        assert finding.sentence


TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"), blacklist_characters="\ufeff\ufffe"), max_size=12
)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
def test_what_a_spreadsheet_writes_is_read_back(rows, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["id", "note"])
    writer.writerows([(f"S{at}", a + "·" + b) for at, (a, b) in enumerate(rows)])
    reading = read_bytes(out.getvalue().encode(), "t.csv")
    assert not [f for f in reading.findings if f.severity is Severity.ERROR]
    assert [row.get("note") for row in reading.tables[0].rows] == [(a + "·" + b).strip() for a, b in rows]
