"""Whatever bytes are handed in, a reader neither crashes nor lets half an import in."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antigone.core.errors import AntigoneError
from antigone.formats.register_import import Importer, Options
from antigone.formats.register_sources import read_document
from antigone.formats.tables import read_bytes
from antigone.formats.xlsform import workbook
from antigone.record.case import Case

VALID = {
    "book.csv": b"number,received,place,sex,age,name,note\n1,2030-01-05,morgue-1,M,30,A Name,x\n"
    b"2,06.01.2030,morgue-1,F,,,\n",
    "moves.csv": b"type,date,numbers,count,from,to\nstolen,2030-01-08,,2,morgue-1,\n"
    b"received,2030-01-05,1;2,2,,morgue-1\n",
    "missing.csv": b"name,sex,birth,last seen,informant,phone\nA Name,f,1990,2030-01-04,B Name,00\n",
    "exam.csv": b"number,date,kind,item_32,item_71\n1,2030-01-06,external,n/a,M\n",
    "form.xlsx": workbook("recovery"),
    "a.geojson": json.dumps(
        {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "x"}, "geometry": {"type": "Point", "coordinates": [1.5, 2.5]}}]}
    ).encode(),
    "a.kml": b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>x</name><Point><coordinates>1,2</coordinates>'
    b"</Point></Placemark></kml>",
    "a.gpx": b'<gpx><wpt lat="1" lon="2"><name>x</name></wpt></gpx>',
    "pm.xml": b'<data id="antigone_pm"><number>1</number><item_71>M</item_71></data>',
    "dvi.json": json.dumps(
        {"format": "antigone-dvi", "version": "1", "post_mortem": [
            {"number": "1", "examinations": [{"items": {"71": {"value": "M"}}, "teeth": {"17": {"codes": ["sou"]}}}]}],
         "ante_mortem": [{"items": {"01": {"value": "A"}}}]}
    ).encode(),
}  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = tmp_path_factory.mktemp("fuzz") / "case"
    with Case.create(path, "Invented", by="A") as made:
        yield made


def read(case, data, name, room):
    """Read as a dry run, and check that what is planned is whole: each value can be written, each key is one value."""
    importer = Importer(case, Options(add_places=True, dry_run=True))
    try:
        if name.endswith((".csv", ".xlsx")):
            importer.tables(read_bytes(data, name), room)
        else:
            read_document(importer, data, name, room)
        done = importer.finish()
    except AntigoneError:
        return
    from antigone.formats.register_plan import draft_of
    from antigone.record.canonical import canonical_bytes

    for each in done.plan.added:
        canonical_bytes(dict(draft_of(each, "label").body))
    json.dumps(done.as_json())
    numbered = {each.value.id for each in done.plan.added if each.noun == "remains"}
    named = {unit for each in done.plan.added if each.noun == "custody" for unit in each.value.units}
    assert named <= numbered


@settings(max_examples=150)
@given(data=st.binary(max_size=300), name=st.sampled_from(sorted(VALID)), room=st.sampled_from(["found", "named"]))
def test_any_bytes_are_read_or_refused(case, data, name, room):
    read(case, data, name, room)


@settings(max_examples=250)
@given(
    name=st.sampled_from(sorted(VALID)),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=6)), min_size=1, max_size=6),
    room=st.sampled_from(["found", "named"]),
)
def test_a_valid_file_that_was_damaged_is_read_or_refused(case, name, edits, room):
    data = VALID[name]
    for where, cut, put in edits:
        at = int(where * len(data))
        data = data[:at] + put + data[at + cut :]
    read(case, data, name, room)


CELL = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["1", "n/a", "2030-01-05", "05.01.2030", "0", "-1", "M", "stolen", "morgue-1", "=1+1", "P-0001", "\u202ex"]
    ),
)


@settings(max_examples=200)
@given(
    name=st.sampled_from(["book.csv", "moves.csv", "missing.csv", "exam.csv"]),
    rows=st.lists(st.lists(CELL, min_size=7, max_size=7), max_size=6),
)
def test_any_cells_under_a_good_header_are_read_or_refused(case, name, rows):
    import csv
    import io

    header = VALID[name].decode().splitlines()[0].split(",")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(row[: len(header)] for row in rows)
    data = out.getvalue().encode("utf-8", "replace")
    read(case, data, name, "named" if name == "missing.csv" else "found")


def test_nothing_is_written_by_any_of_this(case):
    assert case.size == 1
