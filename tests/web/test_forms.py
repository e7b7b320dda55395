"""Forms: no data, blank and not asked are three answers; nothing typed is lost; nothing is written twice."""

import json
import os
import re
from html import unescape

import pytest
from hypothesis import given as ever
from hypothesis import strategies as st
from starlette.requests import Request

from antigone.core.errors import InputError, LimitError, NotFoundError, UsageError
from antigone.core.when import PartialDate
from antigone.found.examination import Answer
from antigone.record.case import Case
from antigone.web.desk import CaseDesk
from antigone.web.door import User
from antigone.web.drafts import FOLDER, MOST, Draft, Drafts
from antigone.web.forms import (
    Choice,
    Day,
    Form,
    Long,
    PersonCode,
    RemainsCode,
    RemainsCodes,
    Several,
    Text,
    Tick,
    Time,
    Whole,
    YesNo,
    m,
    submit,
)
from antigone.web.here import Here
from antigone.web.roles import Role
from antigone.web.words import Words

SEEN = Form(
    "seen",
    m("Seen"),
    (
        Text("where", "Where", required=True, most=20),
        Long("words", "In their words"),
        Day("day", "When", lack=True),
        Time("time", "Time"),
        Whole("age", "Age", most=130, lack=True),
        Choice("how", "How", options=(("met", "met"), ("heard", "heard of")), lack=True),
        YesNo("glasses", "Glasses"),
        Several("signs", "Signs", options=(("scar", "scar"), ("tattoo", "tattoo")), lack=True),
        Tick("sure", "Sure"),
    ),
)
ID = "one-time-id-of-a-form"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    from antigone.found.desk import Desk
    from antigone.found.events import draft
    from antigone.found.label import BLOCK, Label, LabelKind
    from antigone.found.remains import Remains, RemainsKind
    from antigone.found.services import allot, number

    made = tmp_path_factory.mktemp("forms") / "case"
    with Case.create(made, "Forms", by="tester") as case:
        desk = Desk(case)
        writer = case.writer().public
        case.append([allot(desk.whole(), writer, BLOCK)])
        thing = Remains("", RemainsKind.BODY)
        case.append(number(desk.whole(), writer, thing, 2))
        case.append([draft(Label("R00000000", LabelKind.MORGUE, "M-17"))])
    return made


@pytest.fixture
def ask(path):
    """A page that is asked for, with a form that was sent."""

    def make(query="", by="Vera", language="en", **form):
        scope = {"type": "http", "method": "POST", "path": "/seen/C-17", "query_string": query.encode(), "headers": []}
        session = None
        user = User(by, Role.CLERK)
        return Here(Request(scope), CaseDesk(path), None, session, user, Words(language), {"form-id": ID, **form})

    return make


def show(given):
    here = given.here
    template = (
        "{% extends layout %}{% import 'forms.html.j2' as f with context %}{% block main %}"
        "{% call f.form(given, _('Save')) %}{{ f.fields(given) }}{% endcall %}"
        "{{ f.drafts(given.form.drafts(here)) }}{% endblock %}"
    )
    from starlette.responses import HTMLResponse

    from antigone.web.here import environment

    shown = environment(here.words.code).from_string(template)
    return HTMLResponse(shown.render(here=here, w=here.words, layout="part.html.j2", given=given), given.status)


def body(answer):
    return unescape(answer.body.decode())


def test_what_was_typed_comes_to_values(ask):
    given = SEEN.read(
        ask(
            where="  by   the harbour ", words="a\r\nb", day="2.5.2030", time="745", age="٤٢", how="met", glasses="no",
            signs="", sure="yes", **{"signs.scar": "yes"},
        )
    )  # fmt: skip
    assert given.faults == {}
    assert given["where"] == "by the harbour"
    assert given["words"] == "a\nb"
    assert given["day"] == PartialDate(2030, 5, 2)
    assert given["time"] == "07:45"
    assert given["age"] == 42
    assert given["how"] == "met"
    assert given["glasses"] is False
    assert given["signs"] == ("scar",)
    assert given["sure"] is True


def test_no_data_blank_and_not_asked_are_three_answers(ask):
    given = SEEN.read(ask(where="x", day="", age="", glasses="~", signs="", **{"age~": "yes", "signs~": "yes"}))
    assert given.answer("where") is Answer.GIVEN
    assert given.answer("day") is Answer.BLANK
    assert given.answer("age") is Answer.NO_DATA
    assert given.answer("glasses") is Answer.NO_DATA
    assert given.answer("signs") is Answer.NO_DATA
    assert given.answer("how") is Answer.NOT_ASKED
    assert given["age"] is None


@pytest.mark.parametrize(
    ("sent", "name", "said"),
    [
        ({}, "where", "needed"),
        ({"where": "x" * 21}, "where", "at most 20"),
        ({"day": "2030-13"}, "day", "2030-05"),
        ({"day": "31.2.2030"}, "day", "2030-05"),
        ({"time": "25:00"}, "time", "07:45"),
        ({"age": "131"}, "age", "from 0 to 130"),
        ({"age": "-1"}, "age", "from 0 to 130"),
        ({"age": "4", "age~": "yes"}, "age", "not both"),
        ({"how": "guessed"}, "how", "what is offered"),
        ({"glasses": "maybe"}, "glasses", "what is offered"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(ask, sent, name, said):
    here = ask(**({"where": "x"} | sent if sent else {"words": "kept <b>words</b>"}))
    given = SEEN.read(here)
    assert list(given.faults) == [name]
    assert said in given.faults[name]
    answer = show(given)
    assert answer.status_code == 400
    page = answer.body.decode()
    assert f'id="w-{name}"' in page
    assert re.search(rf'id="f-{name}"[^>]*aria-describedby="w-{name}', page)
    for value in sent.values():
        assert value in page or value in ("guessed", "maybe")  # nobody can type an option that is not there
    if not sent:
        assert "kept &lt;b&gt;words&lt;/b&gt;" in page


@ever(st.dictionaries(st.sampled_from([c for each in SEEN.fields for c in each.controls]), st.text(max_size=30)))
def test_whatever_is_sent_is_read_or_refused_and_shown_again(sent):
    class Page:
        words = Words("en")
        form = sent

    given = SEEN.read(Page())
    for each in SEEN.fields:
        answer = given.answer(each.name)
        assert (each.name in given.values) <= (answer is Answer.GIVEN)
        assert not (each.name in given.values and each.name in given.faults)
    assert all(given.sent[name] == text for name, text in sent.items())


def test_numbers_are_found_by_code_label_and_scanner(ask):
    form = Form("f", "F", (RemainsCode("one", "One"), RemainsCodes("many", "Many"), PersonCode("who", "Who")))
    given = form.read(ask(one="m 17", many="000-001\r\n\r\nM-17\r\n000-001\r\n"))
    assert given["one"] == "R00000000"
    assert given["many"] == ("R00000000",)
    given = form.read(ask(one="nothing", many="000-001\nelse\n", who="P-0001"))
    assert "Nothing in this case has the number 'nothing'" in given.faults["one"]
    assert given.faults["many"].startswith("else: ")
    assert "P-0012" in given.faults["who"]


def test_a_form_is_written_once_however_often_it_is_sent(ask):
    written = []

    def write(given):
        written.append(given["where"])
        return "/done"

    here = ask(**{"form-id": "sent-twice-by-a-finger"}, where="quay")
    first, second = (submit(here, SEEN, show, write) for _ in range(2))
    assert first.headers["location"] == second.headers["location"] == "/done"
    assert written == ["quay"]
    changed = ask(**{"form-id": "sent-twice-by-a-finger"}, where="market")
    answer = submit(changed, SEEN, show, write)
    assert answer.status_code == 400
    assert "not saved" in body(answer)
    assert 'value="market"' in body(answer)
    again = re.search(r'name="form-id" value="([^"]+)"', body(answer))[1]
    assert submit(ask(**{"form-id": again}, where="market"), SEEN, show, write).status_code == 303
    assert written == ["quay", "market"]


def test_what_a_service_refuses_is_said_and_can_be_sent_again(ask):
    refuse = [True]

    def write(_):
        if refuse:
            raise UsageError("The book speaks against it.", "Look again.")
        return "/done"

    here = ask(**{"form-id": "refused-first-time"}, where="quay")
    answer = submit(here, SEEN, show, write)
    assert answer.status_code == 400
    assert "The book speaks against it. Look again." in body(answer)
    assert 'value="quay"' in body(answer)
    refuse.clear()
    assert submit(here, SEEN, show, write).status_code == 303


def test_a_fault_found_while_writing_stands_at_its_field(ask):
    def write(given):
        raise given.wrong("day", "Before the event.")

    answer = submit(ask(**{"form-id": "wrong-while-writing"}, where="quay", day="2001"), SEEN, show, write)
    assert answer.status_code == 400
    assert 'id="w-day">Before the event.' in body(answer)


def never(_):
    raise AssertionError("a draft is never written")


def test_a_draft_keeps_even_what_is_wrong_and_goes_on_where_it_was(ask):
    here = ask(where="", age="many", words="half a sentence", **{"form-do": "later", "form-id": "kept-for-later-1"})
    answer = submit(here, SEEN, show, never)
    assert answer.headers["location"] == "/seen/C-17?draft=kept-for-later-1"
    given = SEEN.begin(ask("draft=kept-for-later-1"))
    assert given.sent["age"] == "many"
    page = body(show(given))
    assert "half a sentence" in page
    assert "Kept as a draft" in page
    assert "C-17" in page
    done = ask(where="quay", **{"form-id": "kept-for-later-1"})
    assert submit(done, SEEN, show, lambda _: "/done").headers["location"] == "/done"
    assert SEEN.drafts(done) == []
    with pytest.raises(NotFoundError):
        SEEN.begin(ask("draft=kept-for-later-1"))


def test_a_draft_is_ones_own_and_can_be_thrown_away(ask):
    keep = {"form-do": "later", "form-id": "somebodys-own-draft"}
    submit(ask(where="quay", **keep), SEEN, show, never)
    assert SEEN.drafts(ask(by="Petr")) == []
    with pytest.raises(NotFoundError):
        SEEN.begin(ask("draft=somebodys-own-draft", by="Petr"))
    submit(ask(by="Petr", **keep | {"form-do": "drop"}), SEEN, show, never)
    assert len(SEEN.drafts(ask())) == 1
    submit(ask(**keep | {"form-do": "drop"}), SEEN, show, never)
    assert SEEN.drafts(ask()) == []


def test_a_draft_lies_sealed_and_leaves_with_its_key(path):
    drafts = Drafts(path, "Sela")
    drafts.keep(Draft("sealed-draft-000001", "seen", "/seen", {"where": "Nadia Example"}))
    files = list(drafts.folder.iterdir())
    assert len(files) == 1
    for each in files:
        assert each.stat().st_mode & 0o777 == 0o600
        assert b"Nadia" not in each.read_bytes()
        assert "Sela" not in str(each)
    moved = files[0].with_name("sealed-draft-000002")
    moved.write_bytes(files[0].read_bytes())
    with pytest.raises(NotFoundError):
        drafts.get(moved.name)  # bound to its own id
    head, _, blob = files[0].read_bytes().partition(b"\n")
    files[0].write_bytes(head + b"\n" + blob[:-1] + bytes([blob[-1] ^ 1]))
    moved.unlink()
    assert drafts.all() == []


def test_a_draft_goes_after_thirty_days_and_nobody_has_more_than_a_hundred(path):
    now = [1_900_000_000.0]
    drafts = Drafts(path, "Old", lambda: now[0])
    drafts.keep(Draft("kept-thirty-days-1", "seen", "/seen", {}))
    now[0] += 29 * 86400
    assert len(drafts.all("seen")) == 1
    now[0] += 2 * 86400
    assert drafts.all("seen") == []
    assert not list(drafts.folder.glob("*"))
    for n in range(MOST):
        drafts.keep(Draft(f"one-of-too-many-{n:03}", "seen", "/seen", {}))
    with pytest.raises(LimitError):
        drafts.keep(Draft("one-more-than-that", "seen", "/seen", {}))
    drafts.keep(Draft("one-of-too-many-001", "seen", "/seen", {"where": "again"}))


@pytest.mark.parametrize("id", ["", "../../../../etc/passwd", "a/b/c/d/e/f/g/h/i/j", "x" * 65])
def test_no_id_leads_out_of_the_folder(path, id):
    drafts = Drafts(path, "Vera")
    with pytest.raises(InputError):
        drafts.keep(Draft(id, "seen", "/seen", {}))
    with pytest.raises(NotFoundError):
        drafts.get(id)
    drafts.drop(id)
    assert (path / "record.db").is_file()


def test_drafts_travel_in_no_archive(path, tmp_path):
    Drafts(path, "Vera").keep(Draft("not-to-be-exported", "seen", "/seen", {"where": "quay"}))
    with Case.open(path, read_only=True) as case:
        data = case.export(tmp_path / "case.tar").read_bytes()
    assert b"not-to-be-exported" not in data
    assert b"drafts" not in data
    assert json.dumps(os.listdir(path / FOLDER))
