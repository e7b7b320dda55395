"""Maps, field forms, DVI JSON, teeth, missing-migrants tables: in and out, and never more exact than allowed."""

import io
import json
import re
from pathlib import Path

import pytest

from antigone.core.errors import UsageError
from antigone.formats import dental, dvi_schema, xlsform
from antigone.formats.iom import import_iom
from antigone.formats.register_export import export, plain_cell
from antigone.formats.register_import import Options
from antigone.formats.register_sources import import_any
from antigone.found.register import fold
from antigone.record.case import Case

DOCS = Path(__file__).resolve().parents[2] / "docs"
LAT, LON = "10.123456", "20.654321"
SITES = f"""id,name,type,lat,lon,publication,secured
grave-1,Field grave,primary grave,{LAT},{LON},local,
grave-2,Second grave,primary grave,11.222222,21.333333,area,2030-02-01
morgue-1,City morgue,morgue,12.345678,22.456789,local,
"""
BOOK = """number,received,place,found_at,name,sex,age,height,note
17,2030-01-05,morgue-1,grave-1,Canary Nameson,M,30-40,n/a,canary note
"""


@pytest.fixture
def case(tmp_path):
    made = Case.create(tmp_path / "case", "Invented", by="A. Clerk")
    yield made
    made.close()


@pytest.fixture
def filled(case, tmp_path):
    (tmp_path / "sites.csv").write_text(SITES)
    (tmp_path / "book.csv").write_text(BOOK)
    import_any(case, tmp_path / "sites.csv")
    import_any(case, tmp_path / "book.csv")
    return case


FORMS = ["a.geojson", "a.kml", "a.gpx", "a.json", "a.csv", "a.xlsx"]
SECRETS = [LAT, LON, "10.1234", "20.6543", "11.2222", "12.3456", "Canary", "canary"]


def texts(data):
    if data[:2] != b"PK":
        return data.decode()
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def test_exported_tables_make_the_same_register_elsewhere(filled, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    for what in ("sites", "remains", "custody", "observations"):
        export(filled, out / f"{what}.csv", what)
    with Case.create(out / "other", "Other", by="B") as other:
        done = import_any(other, out)
        assert done.plan.kept_out() == 0
        one, two = fold(filled.events()), fold(other.events())
        assert len(one.remains) == len(two.remains)
        acts = [
            [(e.value.type, e.value.to_place, str(e.event.occurred)) for e in r.custody.values()] for r in (one, two)
        ]
        assert acts[0] == acts[1]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("what", ["", "sites", "remains", "custody", "observations", "iom"])
def test_default_exports_hold_no_name_and_no_exact_position(filled, tmp_path, name, what):
    export(filled, tmp_path / name, what)
    text = texts((tmp_path / name).read_bytes())
    assert not [secret for secret in SECRETS if secret in text]


def test_a_grave_that_is_not_secured_has_no_position_and_others_a_blurred_one(filled, tmp_path):
    export(filled, tmp_path / "a.geojson")
    placed = {f["id"]: f["geometry"] for f in json.loads((tmp_path / "a.geojson").read_text())["features"]}
    assert placed["grave-1"] is None
    assert placed["grave-2"]["coordinates"] == [21.3, 11.2]
    assert placed["morgue-1"]["coordinates"] == [22.46, 12.35]


def test_exact_positions_need_a_reason_and_are_recorded(filled, tmp_path):
    with pytest.raises(UsageError):
        export(filled, tmp_path / "a.kml", exact=True)
    size = filled.size
    export(filled, tmp_path / "a.kml", exact=True, because="for the exhumation team")
    assert f"{LON},{LAT}" in (tmp_path / "a.kml").read_text()
    shown = list(filled.events(size))
    assert [e.kind for e in shown] == ["values.shown"]
    assert shown[0].body["shown"]["purpose"] == "for the exhumation team"


@pytest.mark.parametrize("name", ["a.geojson", "a.kml", "a.gpx", "a.csv"])
def test_a_map_exported_exactly_comes_back_the_same(filled, tmp_path, name):
    export(filled, tmp_path / name, "sites", exact=True, because="test")
    with Case.create(tmp_path / "other", "Other", by="B") as other:
        done = import_any(other, tmp_path / name)
        assert done.plan.kept_out() == 0
        found = fold(other.events()).sites
        assert len(found) == 3
        export(other, tmp_path / f"again-{name}", "sites", exact=True, because="test")
    again, first = (texts((tmp_path / each).read_bytes()) for each in (f"again-{name}", name))
    assert LAT in again
    if name.endswith((".geojson", ".csv")):
        assert again == first


def test_outlines_are_kept_sealed_and_their_middle_is_the_position(case, tmp_path):
    ring = [[20, 10], [22, 10], [22, 12], [20, 12], [20, 10]]
    feature = {
        "type": "Feature",
        "id": "f1",
        "properties": {"type": "scene"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    (tmp_path / "a.geojson").write_text(json.dumps(feature))
    import_any(case, tmp_path / "a.geojson")
    event = next(e for e in case.events() if e.kind == "site.recorded")
    position = json.loads(case.unseal(event, "position"))
    assert (position["lat"], position["lon"]) == ("11", "21")
    assert position["shape"].startswith("POLYGON ((20 10, 22 10")
    assert b"POLYGON" not in event.raw


KML_BOMB = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>'


@pytest.mark.parametrize(
    "data", [KML_BOMB, b"<kml", b"{", b'{"type": "FeatureCollection", "features": 7}', b"[]", b"\xff\xfe<"]
)
def test_what_cannot_be_read_is_a_finding(case, tmp_path, data):
    (tmp_path / "a.kml").write_bytes(data)
    size = case.size
    done = import_any(case, tmp_path / "a.kml")
    assert case.size == size
    assert done.plan.is_empty


# -- field forms -------------------------------------------------------------------------------------------------------

PM = """<data id="antigone_pm" version="1"><number>17</number><date>2030-01-06</date><kind>external</kind>
<item_71>M</item_71><item_31a_nd>yes</item_31a_nd><item_53></item_53><meta><instanceID>uuid:1-2-3</instanceID></meta>
</data>"""


def test_a_submission_keeps_no_data_blank_and_not_asked_apart(filled, tmp_path):
    (tmp_path / "pm.xml").write_text(PM)
    done = import_any(filled, tmp_path / "pm.xml")
    assert done.plan.kept_out() == 0
    exam = fold(filled.events()).examinations["1-2-3"]
    answers = {item: exam.answer(item).answer.value for item in ("71", "31A", "53", "86")}
    assert answers == {"71": "given", "31A": "no data", "53": "blank", "86": "not asked"}
    assert import_any(filled, tmp_path / "pm.xml").plan.is_empty


def test_an_edited_submission_corrects_the_first(filled, tmp_path):
    (tmp_path / "pm.xml").write_text(PM)
    import_any(filled, tmp_path / "pm.xml")
    edited = PM.replace("uuid:1-2-3</instanceID>", "uuid:9</instanceID><deprecatedID>uuid:1-2-3</deprecatedID>")
    (tmp_path / "pm.xml").write_text(edited.replace("<item_71>M", "<item_71>F"))
    done = import_any(filled, tmp_path / "pm.xml")
    assert len(done.plan.changed) == 1
    assert fold(filled.events()).examinations["1-2-3"].answer("71").value == "F"


def edition(own, before, sex):
    edited = PM.replace("uuid:1-2-3</instanceID>", f"uuid:{own}</instanceID><deprecatedID>uuid:{before}</deprecatedID>")
    return edited.replace("<item_71>M", f"<item_71>{sex}")


def test_the_second_edit_of_a_submission_corrects_it_too(filled, tmp_path):
    for text in (PM, edition("9", "1-2-3", "F"), edition("10", "9", "M"), edition("11", "10", "F")):
        (tmp_path / "pm.xml").write_text(text)
        import_any(filled, tmp_path / "pm.xml")
    exams = fold(filled.events()).examinations
    assert not {"9", "10", "11"} & set(exams)
    assert exams["1-2-3"].answer("71").value == "F"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_editions_that_come_together_the_last_is_read(filled, tmp_path, order):
    folder = tmp_path / "forms"
    folder.mkdir()
    texts_ = (PM, edition("9", "1-2-3", "F"), edition("10", "9", "unclear"))
    for name, which in zip("abc", order, strict=True):
        (folder / f"{name}.xml").write_text(texts_[which])
    done = import_any(filled, folder)
    assert done.plan.kept_out() == 0
    assert [f.code for f in done.plan.findings].count("register.submission_edited") == 2
    exams = fold(filled.events()).examinations
    assert {id: exam.answer("71").value for id, exam in exams.items() if id == "1-2-3"} == {"1-2-3": "unclear"}
    assert not {"9", "10"} & set(exams)


def test_a_submission_that_a_server_calls_by_its_first_id_is_known_whatever_edition_it_is(filled, tmp_path):
    record = {"__id": "uuid:77", "number": "17", "date": "2030-01-08", "kind": "external", "item_71": "F",
              "meta": {"instanceID": "uuid:80"}}  # fmt: skip
    context = "https://example.org/v1/projects/1/forms/antigone_pm.svc/$metadata#Submissions"
    for sex in ("F", "M"):
        (tmp_path / "pm.json").write_text(json.dumps({"@odata.context": context, "value": [record | {"item_71": sex}]}))
        import_any(filled, tmp_path / "pm.json")
    assert fold(filled.events()).examinations["77"].answer("71").value == "M"


def test_repeated_groups_of_a_server_are_read_like_those_of_a_file():
    from antigone.formats.odk import flat

    given = {"marks": [{"item_53": "scar@chin"}, {"item_53": None}, {"item_53": "tattoo@arm"}], "chosen": ["a", "b"]}
    assert flat(given) == {"item_53": "scar@chin; tattoo@arm", "chosen": "a; b"}


def test_a_ring_of_editions_ends():
    from antigone.formats.odk import first_edition

    assert first_edition("a", {"a": "b", "b": "c", "c": "b"}) == "b"


def test_an_interview_is_sealed_and_belongs_to_the_named_room(filled, tmp_path):
    text = """<data id="antigone_am"><family_name>Canary</family_name>
    <informant_name>Canary Sister</informant_name>
    <relation>sister</relation><consent>yes</consent><received>2030-01-07</received>
    <meta><instanceID>uuid:7</instanceID></meta></data>"""
    (tmp_path / "am.xml").write_text(text)
    assert import_any(filled, tmp_path / "am.xml").plan.is_empty
    done = import_any(filled, tmp_path / "am.xml", "named")
    assert sorted(each.noun for each in done.plan.added) == ["consent", "informant", "person", "report"]
    assert b"Canary" not in b"".join(e.raw for e in filled.events())


def test_a_csv_export_of_submissions_is_known_by_its_columns(filled, tmp_path):
    text = (
        "SubmissionDate,g-number,g-date,g-kind,g-item_71,g-item_31a,KEY\n2030-01-06,17,2030-01-06,external,F,,uuid:5\n"
    )
    (tmp_path / "pm.csv").write_text(text)
    import_any(filled, tmp_path / "pm.csv")
    assert fold(filled.events()).examinations["5"].answer("31A").answer.value == "blank"


def test_submissions_as_a_server_gives_them_are_read(filled, tmp_path):
    record = {
        "__id": "uuid:77", "number": "17", "date": "2030-01-08", "kind": "external", "__system": {"submitterName": "x"},
        "body": {"item_71": "F", "item_31a": None, "item_32": None, "item_32_nd": "yes"},
    }  # fmt: skip
    text = {
        "@odata.context": "https://example.org/v1/projects/1/forms/antigone_pm.svc/$metadata#Submissions",
        "value": [record],
    }
    (tmp_path / "pm.json").write_text(json.dumps(text))
    assert import_any(filled, tmp_path / "pm.json").plan.kept_out() == 0
    exam = fold(filled.events()).examinations["77"]
    assert [exam.answer(item).answer.value for item in ("71", "31A", "32")] == ["given", "blank", "no data"]


def test_a_recovery_form_numbers_what_it_found(filled, tmp_path):
    text = """<data id="antigone_recovery"><number>T-1</number><kind>body_part</kind><element>humerus</element>
    <side>left</side>
    <site>grave-2</site><found_on>2030-02-03</found_on><received>2030-02-03</received><meta><instanceID>uuid:3</instanceID>
    </meta></data>"""
    (tmp_path / "r.xml").write_text(text)
    assert import_any(filled, tmp_path / "r.xml").plan.kept_out() == 0
    register = fold(filled.events())
    thing = register.remains[register.find("T-1")]
    assert (thing.kind.value, thing.element, thing.side.value, thing.site) == (
        "body part",
        "humerus",
        "left",
        "grave-2",
    )
    assert register.spot(thing.id).place == "grave-2"


@pytest.mark.parametrize("form", xlsform.FORMS)
def test_each_form_converts_to_a_valid_xform_in_every_language(form, tmp_path):
    pyxform = pytest.importorskip("pyxform.xls2xform")
    path = tmp_path / f"{form}.xlsx"
    path.write_bytes(xlsform.workbook(form))
    made = pyxform.convert(str(path), validate=False)
    assert made.xform.count("<translation") == 3
    assert f'id="{xlsform.FORMS[form]}"' in made.xform
    assert not made.warnings


@pytest.mark.parametrize("form", xlsform.FORMS)
def test_every_question_of_a_form_is_a_field_that_the_import_reads(form):
    from antigone.formats.observation_table import item_columns
    from antigone.formats.odk import FORMS
    from antigone.formats.register_kinds import kind_named

    room, kind = FORMS[xlsform.FORMS[form]]
    known = {field.name for field in kind_named(kind, room).fields}
    names = [question.name for question in xlsform.questions(form)]
    assert [name for name in names if name not in known and not item_columns((name,))] == []
    assert all(all(question.labels.values()) for question in xlsform.questions(form))
    assert len(names) == len(set(names))


# -- DVI JSON ----------------------------------------------------------------------------------------------------------


def test_the_published_schema_is_the_one_in_the_code():
    assert json.loads((DOCS / "spec" / "dvi-schema.json").read_text()) == dvi_schema.schema()


def document():
    exam = {
        "id": "E1", "kind": "dental", "by": "odontologist", "date": "2030-01-07",
        "items": {"71": {"value": "F"}, "32": {"answer": "no data"}, "53": {"answer": "blank"},
                  "31A": {"value": "30-40", "method": "pubic symphysis"}},
        "teeth": {"17": {"codes": ["amf"], "surfaces": "mo"}, "36": {"codes": ["rct", "fmc"], "surfaces": ""}},
    }  # fmt: skip
    am = {
        "person": "A1", "sex": "F", "received": "2030-01-08",
        "informant": {"name": "Canary Brother", "relation": "brother"},
        "items": {"01": {"value": "Canary"}, "53": {"value": "scar@chin"}, "09": {"value": "baker"}},
        "teeth": {"17": {"codes": ["sou"], "surfaces": ""}},
    }  # fmt: skip
    pm = {"number": "X-9", "kind": "body", "examinations": [exam]}
    return {"format": "antigone-dvi", "version": "1", "post_mortem": [pm], "ante_mortem": [am]}


def test_dvi_json_goes_in_and_comes_out_and_follows_its_schema(case, tmp_path):
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(dvi_schema.schema())
    given = document()
    validator.validate(given)
    (tmp_path / "in.json").write_text(json.dumps(given))
    assert import_any(case, tmp_path / "in.json").plan.kept_out() == 0
    assert import_any(case, tmp_path / "in.json", "named").plan.kept_out() == 0
    export(case, tmp_path / "out.json")
    out = json.loads((tmp_path / "out.json").read_text())
    validator.validate(out)
    want, got = given["post_mortem"][0]["examinations"][0], out["post_mortem"][0]["examinations"][0]
    assert got["items"] == want["items"]
    assert got["teeth"] == want["teeth"]
    assert "ante_mortem" not in out
    with Case.create(tmp_path / "other", "Invented", by="B") as other:
        import_any(other, tmp_path / "out.json")
        export(other, tmp_path / "twice.json")
    assert json.loads((tmp_path / "twice.json").read_text())["post_mortem"] == [
        {**record, "code": "000-001"} for record in out["post_mortem"]
    ]


def test_genetic_items_are_not_read_and_not_written(case, tmp_path):
    given = document()
    given["post_mortem"][0]["examinations"][0]["items"]["94"] = {"value": "D3S1358 15,16"}
    (tmp_path / "in.json").write_text(json.dumps(given))
    done = import_any(case, tmp_path / "in.json")
    assert "register.code_unmapped" in {f.code for f in done.plan.findings}
    assert b"D3S1358" not in b"".join(e.raw for e in case.events())


# -- teeth -------------------------------------------------------------------------------------------------------------


def test_fdi_and_universal_numbers_are_one_to_one():
    assert len(dental.UNIVERSAL) == 52
    assert len(dental.FDI) == 52
    known = {
        "18": "1",
        "11": "8",
        "21": "9",
        "28": "16",
        "38": "17",
        "31": "24",
        "41": "25",
        "48": "32",
        "55": "A",
        "85": "T",
    }
    assert {fdi: dental.UNIVERSAL[fdi] for fdi in known} == known


@pytest.mark.parametrize("text", ["17=amf.mo", "18=mis", "16=sou", "36=rct+fmc", "21=poc", "45=une", "46=pon"])
def test_winid_says_the_same_back(text):
    tooth, findings = dental.read_chart(text)[0], []
    back = dental.from_winid(*dental.to_winid(tooth, findings), findings)
    assert not findings
    assert back == tooth


def test_what_a_notation_cannot_say_is_a_finding():
    findings = []
    dental.to_winid(dental.read_chart("17=mpm")[0], findings)
    dental.to_ncic(dental.read_chart("55=amf.o")[0], findings)
    assert dental.from_ncic("18", "VX", findings) is None
    assert len(findings) == 3


@pytest.mark.parametrize(
    ("code", "want"), [("MOD", "18=fil.mod"), ("X", "18=mis"), ("V", "18=sou"), ("MODFLCR", "18=rct+crn")]
)
def test_ncic_codes_are_read(code, want):
    assert str(dental.from_ncic("01", code, [])) == want


# -- missing-migrants tables -------------------------------------------------------------------------------------------


def test_a_missing_migrants_table_becomes_statements_and_unknown_is_not_zero(case, tmp_path):
    text = (
        "Incident ID,Incident Date,Number of Dead,Minimum Estimated Number of Missing,Information Source,URL\n"
        "2030.1,05/01/2030,4,12,Invented Agency,https://example.org/1\n"
        "2030.2,06/01/2030,,,Invented Agency,\n"
    )
    (tmp_path / "iom.csv").write_text(text)
    done = import_iom(case, tmp_path / "iom.csv")
    assert sorted(entry.key for entry in done.plan.added) == ["2030.1-killed", "2030.1-missing"]
    assert import_iom(case, tmp_path / "iom.csv").plan.is_empty


def test_no_cell_of_an_export_is_a_formula():
    assert plain_cell("=1+1") == "'=1+1"
    assert plain_cell("-12.5") == "-12.5"


def test_the_options_name_what_they_do_not_know(case, tmp_path):
    (tmp_path / "a.csv").write_text("number\n1\n")
    with pytest.raises(UsageError, match="kind"):
        import_any(case, tmp_path / "a.csv", options=Options(kind="nonsense"))
    with pytest.raises(UsageError, match=re.escape("maps no field")):
        import_any(case, tmp_path / "a.csv", options=Options(kind="remains", columns=("nope=number",)))
