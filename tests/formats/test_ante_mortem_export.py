"""Reports of the missing out of a case: bare by default; sealed values for somebody, for something, with consent."""

import json

import pytest
from typer.testing import CliRunner

from antigone.cli.main import app
from antigone.core.errors import NotFoundError, UsageError
from antigone.formats import dvi_schema
from antigone.formats.register_ante_mortem import Wanted, export_ante_mortem
from antigone.formats.register_sources import import_any
from antigone.named import services
from antigone.named.desk import Desk
from antigone.record.case import Case
from named_worlds import ALLELE, CONTACT, INFORMANT, NAME, with_family

PERSONAL = (NAME, "Canarynova", CONTACT, INFORMANT, ALLELE, "1991-07", "anchor-canary")


@pytest.fixture
def desk(tmp_path):
    made, person, *_ = with_family(tmp_path)
    new = services.NewReport(
        {"name": NAME, "birth": "1991-07", "address": "1 Canarynova Street", "identity": CONTACT},
        {"age": "30", "marks": "anchor-canary@left forearm", "teeth": "16=fil.mo; 36=mis"},
        {"name": INFORMANT, "contact": CONTACT}, relation="brother", person=person, consents=("family liaison",),
    )  # fmt: skip
    made.write(services.receive(made, new).drafts)
    made.asked_of = person
    yield made
    made.case.close()


def written(desk, tmp_path, **wanted):
    path = tmp_path / "out.json"
    done = export_ante_mortem(desk, path, Wanted(**wanted))
    jsonschema = pytest.importorskip("jsonschema")
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(dvi_schema.schema()).validate(document)
    return done, document, path.read_text(encoding="utf-8")


def test_by_default_codes_dates_and_nothing_of_anybody(desk, tmp_path):
    before = desk.case.size
    done, document, text = written(desk, tmp_path)
    assert [r["report"] for r in document["ante_mortem"]] == ["Q-0001", "Q-0002"]
    assert done["with_values"] == 0
    assert [canary for canary in PERSONAL if canary.casefold() in text.casefold()] == []
    assert "items" not in text
    assert desk.case.size == before


def test_descriptions_come_out_for_somebody_who_may_see_them_and_that_is_written_down(desk, tmp_path):
    wanted = {"descriptions": True, "to": "family liaison", "purpose": "dental comparison"}
    _, document, text = written(desk, tmp_path, **wanted)
    record = document["ante_mortem"][1]
    assert record["items"] == {"31A": {"value": "30"}, "53": {"value": "anchor-canary@left forearm"}}
    assert record["teeth"]["16"] == {"codes": ["fil"], "surfaces": "mo"}
    assert NAME not in text
    (_, shown) = desk.book.shown[-1]
    assert (shown.to, shown.purpose, shown.fields) == ("family liaison", "dental comparison", ("description",))


def test_names_come_out_whole_and_go_in_again(desk, tmp_path):
    _, document, _ = written(desk, tmp_path, names=True, to="family liaison", purpose="call", persons=(desk.asked_of,))
    items = document["ante_mortem"][1]["items"]
    assert (items["01"]["value"], items["07"]["value"]) == (NAME, "1991-07")
    with Case.create(tmp_path / "other", "Other", by="B") as other:
        assert import_any(other, tmp_path / "out.json", "named").plan.kept_out() == 0
        there = Desk(other)
        values = there.values(list(there.book.reports)[-1])
        assert values["name"] == NAME
        assert json.loads(values["description"])["marks"] == "anchor-canary@left forearm"


def test_a_report_whose_informant_has_not_agreed_stays_bare(desk, tmp_path):
    done, document, text = written(desk, tmp_path, names=True, to="a newspaper", purpose="article")
    assert done["without_consent"] == ["Q-0002"]
    assert "items" not in document["ante_mortem"][1]
    assert CONTACT not in text


def test_no_informant_and_no_genetic_value_ever_comes_out(desk, tmp_path):
    _, _, text = written(desk, tmp_path, names=True, to="family liaison", purpose="call")
    assert INFORMANT not in text
    assert not {"93", "94"} & {item for r in json.loads(text)["ante_mortem"] for item in r.get("items", {})}


def test_sealed_values_need_a_recipient_and_a_purpose(desk, tmp_path):
    with pytest.raises(UsageError):
        written(desk, tmp_path, descriptions=True)
    with pytest.raises(NotFoundError):
        written(desk, tmp_path, persons=("P-9999",))
    with pytest.raises(UsageError):
        export_ante_mortem(desk, tmp_path / "out.csv", Wanted())
    assert not (tmp_path / "out.json").exists()


def test_from_the_command_line(desk, tmp_path):
    desk.case.close()
    out = tmp_path / "am.json"
    ran = CliRunner().invoke(app, ["named", "export", str(desk.case.path), str(out), "--json"])
    assert json.loads(ran.output)["entries"] == 2
    assert NAME not in out.read_text(encoding="utf-8")
