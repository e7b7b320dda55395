"""Remains on the pages: found in any script, entered by those who may, never twice, taken back without a trace lost."""

import re
from html import unescape

import pytest

from antigone.found.label import code_of
from antigone.found.register import fold
from antigone.record.case import Case
from antigone.web.app import create_app
from antigone.web.roles import Role
from web.people import PASSWORD, client, signed_in, token
from web.register_world import HOSTILE, make_register


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def let_in(path):
    app = create_app(path, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    return browser


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    """A browser on the small register; tests do not write to it."""
    return let_in(make_register(tmp_path_factory.mktemp("harbour") / "case"))


@pytest.fixture
def desk(tmp_path):
    """A browser on a register of its own, and its folder."""
    path = make_register(tmp_path / "case")
    return let_in(path), path


def register(path):
    with Case.open(path, read_only=True) as case:
        return fold(case.events())


def send(browser, path, **form):
    """Open a form, fill it in as it comes, send it."""
    page = browser.get(path)
    assert page.status_code == 200, words(page)
    id = re.search(r'name="form-id" value="([^"]+)"', page.text)[1]
    given = dict(re.findall(r'<input id="f-(\w+)" name="\w+" value="([^"]*)"', page.text))
    given |= dict(re.findall(r'name="(\w+)" value="(\w+)" checked', page.text))
    chosen = r'<select id="f-(\w+)"[^>]*>(?:(?!</select>).)*value="([^"]*)" selected'
    given |= dict(re.findall(chosen, page.text))
    return browser.post(path.partition("?")[0], data={**given, "csrf": token(page), "form-id": id, **form})


def codes_in(answer):
    return re.findall(r'class="code" href="/remains/([^"]+)"', answer.text)


@pytest.mark.parametrize("q", ["M-17", "m17", "М17", "м-17", "000-001", "000001", "ooo-oo1"])
def test_a_thing_is_found_by_number_and_label_in_any_script_and_spelling(harbour, q):
    assert "000-001" in codes_in(harbour.get("/remains", params={"q": q}))


def test_words_of_another_script_find_what_was_written_in_one(harbour):
    assert codes_in(harbour.get("/remains", params={"q": "meshok"})) == ["000-01Y"]
    assert set(codes_in(harbour.get("/remains", params={"q": "gorodskoy"}))) >= {"000-02W", "000-05N"}


def test_a_misread_number_is_said_to_be_one(harbour):
    assert "misread" in words(harbour.get("/remains", params={"q": "000-002"}))
    assert "Open 000-001" in words(harbour.get("/remains", params={"q": "ANTIGONE:12345678:000001"}))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("place=morgue-1", ["000-02W", "000-03T", "000-04Q", "000-05N"]),
        ("state=in transit", ["000-01Y"]),
        ("kind=bone", ["000-08F"]),
        ("label=bag", ["000-01Y"]),
        ("label=none&kind=body&state=booked nowhere", ["000-07H"]),
        ("since=2024-05-06&until=2024-05-08", ["000-01Y"]),
        ("since=2024-05-08&kind=body", ["000-001", "000-06K"]),
        ("sort=-since&place=morgue-2&kind=body", ["000-06K", "000-001"]),
        ("q=nothing-like-it", []),
        ("since=garbage&page=x&sort=x&kind=body&place=morgue-2", ["000-001", "000-06K"]),
    ],
)
def test_the_list_shows_what_was_asked_for(harbour, query, found):
    assert codes_in(harbour.get(f"/remains?{query}")) == found


def test_a_dossier_says_where_it_should_be_and_what_does_not_agree(harbour):
    shown = words(harbour.get("/remains/M-17"))
    assert "000-001 Body. It should be in North" in shown
    assert "3 were booked without numbers (stolen) from City morgue while this lay there" in shown
    assert "000-08F bone, femur, left" in shown
    assert "exclusion: two left femora" in shown
    assert "on its way to North" in words(harbour.get("/remains/000-01Y"))
    missing = words(harbour.get("/remains/000-05N"))
    assert "was not there when it was counted" in missing
    assert "It is numbered and booked nowhere" in words(harbour.get("/remains/000-07H"))
    assert harbour.get("/remains/000-0ZZ").status_code == 404
    assert harbour.get("/remains/000-9CC").status_code == 404


def test_what_is_drawn_is_also_told(harbour):
    page = harbour.get("/remains/000-001").text
    picture = page.split("<svg xmlns")[1].split("</svg>")[0]
    assert 'class="transit"' in picture
    assert 'class="nameless"' in picture
    assert picture.count('class="lane-name"') == 3
    assert "Where 000-001 was, over time" in picture
    imprecise = harbour.get("/remains/000-06K").text.split("<svg xmlns")[1].split("</svg>")[0]
    assert 'class="stay-maybe"' in imprecise


def test_hostile_names_stay_words(harbour):
    for path in (
        "/remains",
        "/remains/000-001",
        "/remains/000-01Y",
        "/scan?code=000-001&at=morgue-2",
        "/custody",
        "/ledger?place=morgue-2",
    ):
        assert "<script>alert" not in harbour.get(path).text
    assert HOSTILE[2:20] not in harbour.get("/remains?q=" + HOSTILE).text


def test_a_scan_answers_what_and_where_and_whether_it_belongs_here(harbour):
    here = words(harbour.get("/scan?code=000-02W&at=morgue-1"))
    assert "It should be in City morgue, since 2 May 2024." in here
    assert "it belongs here" in here
    assert "should not be here" in words(harbour.get("/scan?code=M-17&at=morgue-1"))
    wrong = words(harbour.get("/scan?code=000-002"))
    assert "Perhaps it was misread" in wrong
    assert "autofocus" in harbour.get("/scan").text


def test_the_ledger_of_a_day_adds_up(harbour):
    shown = words(harbour.get("/ledger?place=morgue-1&date=2024-05-05"))
    assert "In the evening before 6 6" in shown
    assert "− stolen 0 3 +3" in shown
    assert "At the end of the day 6 3 −3" in shown
    assert "stolen 3 without numbers" in shown
    later = words(harbour.get("/ledger?place=morgue-1&date=2024-05-07"))
    assert "In the evening before 6 3 −3 − transfers out 2 2 At the end of the day 4 1 −3" in later


@pytest.mark.parametrize("what", ["labels", "recovery", "pm-form"])
def test_prints_of_a_thing_come_as_pdf(harbour, what):
    answer = harbour.get(f"/register/print?print={what}&id=000-001")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("what", ["intake-book", "daily-ledger", "site-dossier", "bone-inventory", "grave-log"])
def test_prints_of_a_place_come_as_pdf(harbour, what):
    assert harbour.get(f"/register/print?print={what}&id=morgue-1&date=2024-05-07").content.startswith(b"%PDF")


def test_a_print_that_is_none_is_refused(harbour):
    assert harbour.get("/register/print?print=am-interview&id=Q-0001").status_code == 400
    assert harbour.get("/register/print?print=labels&id=000-002").status_code == 404


def test_new_remains_are_numbered_labelled_and_booked_in_at_once(desk):
    browser, path = desk
    answer = send(browser, "/remains/new", kind="body", count="1", act="received", place="morgue-1", day="2024-05-21",
                  label="T-9", label_kind="scene tag", **{"matrix.01.burned": "yes", "matrix": ""})  # fmt: skip
    assert answer.status_code == 303, words(answer)
    shown = words(browser.get(answer.headers["location"]))
    assert "It should be in City morgue, since 21 May 2024." in shown
    assert "T-9" in shown
    made = register(path)
    id = made.by_label["t9"][0]
    assert [cell.region.value for cell in made.remains[id].matrix] == ["01"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"count": "2", "label": "T-9"}, "Number them one by one"),
        ({"act": "received"}, "how it is booked in and where"),
        ({"place": "morgue-1"}, "how it is booked in and where"),
        ({"feature": "grave-9"}, "no such grave"),
        ({"count": "0"}, "from 1 to 500"),
        ({"parent": "000-002"}, "misread"),
    ],
)
def test_what_cannot_be_numbered_is_said_at_its_field_and_nothing_is_written(desk, form, said):
    browser, path = desk
    before = len(register(path).remains)
    answer = send(browser, "/remains/new", **{"kind": "body", "count": "1"} | form)
    assert answer.status_code == 400
    assert said in words(answer)
    assert len(register(path).remains) == before


def test_labels_samples_examinations_and_associations_are_entered_and_taken_back(desk):
    browser, path = desk
    assert send(browser, "/remains/000-02W/label", text="B 7", kind="bag").status_code == 303
    assert send(browser, "/remains/000-02W/sample", material="femur").status_code == 303
    exam = {"kind": "external", "by": "Pathology", "day": "2024-05-22", "i-32": "170 cm", "i-36~": "yes", "i-53": "",
            "i-46": "yes", "b-femur-left": "complete", "b-femur-right": "~"}  # fmt: skip
    assert send(browser, "/remains/000-02W/examine", **exam).status_code == 303
    assert (
        send(browser, "/remains/000-02W/associate", other="000-08F", kind="articulation", basis="fits").status_code
        == 303
    )
    made = register(path)
    (examined,) = [e for e in made.examinations.values() if code_of(e.remains) == "000-02W"]
    assert {o.item: o.value for o in examined.observations if o.value} == {
        "32": "170 cm", "46": "yes", "inventory.femur.left": "complete"
    }  # fmt: skip
    assert examined.answer("36").answer.value == "no data"
    assert examined.answer("53").answer.value == "blank"
    assert examined.answer("inventory.femur.right").answer.value == "no data"
    assert examined.answer("99").answer.value == "not asked"
    shown = words(browser.get("/remains/000-02W"))
    for told in ("B 7", "000-02W-S1", "170 cm", "articulation: fits"):
        assert told in shown
    for entry in dict.fromkeys(re.findall(r"/entry/(\w+)/take-back", browser.get("/remains/000-02W").text)):
        send(browser, f"/entry/{entry}/take-back", reason="for the test")
    made = register(path)
    assert not made.examinations
    assert not made.samples
    assert "R00000002" not in made.labels
    assert not made.associations


def test_a_transfer_is_two_acts_and_what_did_not_come_stays_in_transit(desk):
    browser, path = desk
    sent = send(browser, "/custody", type="transferred out", units="000-02W\n000-03T\n000-02W", from_place="morgue-1",
                to_place="morgue-2", day="2024-05-22", reference="N-7")  # fmt: skip
    assert sent.status_code == 303, words(sent)
    entry = browser.get(sent.headers["location"])
    assert codes_in(entry) == ["000-02W", "000-03T"]
    receipt = re.search(r'href="(/custody\?answers=\w+)"', entry.text)[1]
    form = browser.get(receipt)
    assert "The dispatch names 2 numbers" in words(form)
    came = send(browser, receipt, units="000-02W", day="2024-05-22")
    assert came.status_code == 303, words(came)
    made = register(path)
    assert made.spot("R00000002").place == "morgue-2"
    assert made.spot("R00000003").words == "in transit"
    assert "000-03T" in codes_in(browser.get("/remains?state=in transit"))


def test_what_the_book_speaks_against_is_refused_and_can_be_booked_anyway(desk):
    browser, path = desk
    form = {"type": "moved", "units": "000-001", "from_place": "morgue-1", "to_place": "field", "day": "2024-05-22"}
    refused = send(browser, "/custody", **form)
    assert refused.status_code == 400
    assert "000-001 is not in morgue-1" in words(refused)
    assert 'name="anyway"' in refused.text
    assert register(path).spot("R00000000").place == "morgue-2"
    booked = send(browser, "/custody", **form, anyway="yes")
    assert "but by the book it was in morgue-2" in words(browser.get(booked.headers["location"]))


def test_nobody_takes_more_by_word_than_there_is(desk):
    browser, _ = desk
    refused = send(browser, "/custody", type="stolen", asserted="2", from_place="morgue-1", day="2024-05-22")
    assert "morgue-1 holds 1 bodies by the book, and 2 cannot leave it" in words(refused)


def test_a_removal_without_numbers_gets_them_later(desk):
    browser, path = desk
    page = browser.get("/remains/000-05N").text
    removal = re.search(r'/entry/(\w+)">the act', page)[1]
    assert "3 have no numbers here" in words(browser.get(f"/entry/{removal}"))
    answer = send(browser, f"/entry/{removal}/resolve", units="000-05N", basis="seen in the grave")
    assert answer.status_code == 303, words(answer)
    assert register(path).spot("R00000005").sink.value == "taken, whereabouts unknown"
    assert "its number was noted later" in words(browser.get("/remains/000-05N"))
    back = send(
        browser, "/remains/000-07H/associate", other="000-05N", kind="articulation", basis="x", resolves=removal
    )
    assert "Only the same body" in words(back)
    joined = send(
        browser, "/remains/000-07H/associate", other="000-04Q", kind="same body", basis="tag", resolves=removal
    )
    assert joined.status_code == 303, words(joined)
    assert "It is the same thing as 000-07H" in words(browser.get("/remains/000-04Q"))


def test_a_count_shows_what_differs_and_a_place_with_stock_is_not_closed(desk):
    browser, path = desk
    counted = send(browser, "/stocktake", place="morgue-1", day="2024-05-23", units="000-02W\n000-001", complete="yes")
    shown = words(browser.get(counted.headers["location"]))
    assert "000-03T should be in morgue-1 and was not there" in shown
    assert "000-001 was in morgue-1 when it was counted" in shown
    assert "000-02W should" not in shown
    empty = send(browser, "/stocktake", place="morgue-1", day="2024-05-23")
    assert "Give the labels that were read" in words(empty)
    refused = send(browser, "/close", place="morgue-1", day="2024-05-24")
    assert "still holds bodies" in words(refused)
    assert send(browser, "/close", place="field", day="2024-05-24").status_code == 303
    assert len(register(path).closings) == 1


def test_the_name_of_a_relative_is_sealed_and_stands_on_no_page(desk):
    browser, path = desk
    form = {
        "type": "released",
        "units": "000-02W",
        "from_place": "morgue-1",
        "day": "2024-05-25",
        "authority": "Court 3",
    }
    refused = send(browser, "/custody", **form, relative="Nadia Example", relative_name="Nadia Example")
    assert "looks like P-0012" in words(refused)
    answer = send(browser, "/custody", **form, relative="P-0012", relative_name="Nadia Example")
    entry = browser.get(answer.headers["location"])
    assert "the name is sealed" in words(entry)
    for page in (entry, browser.get("/remains/000-02W"), browser.get("/record"), browser.get("/ledger?place=morgue-1")):
        assert "Nadia" not in page.text
    assert b"Nadia" not in (path / "record.db").read_bytes()


def test_an_act_that_was_taken_back_is_struck_and_stays_to_be_seen(desk):
    browser, path = desk
    answer = send(browser, "/custody", type="lost", units="000-02W", from_place="morgue-1", day="2024-05-26")
    entry = answer.headers["location"]
    assert "lost" in words(browser.get("/remains?state=lost"))
    send(browser, f"{entry}/take-back", reason="it was in drawer 4")
    page = browser.get(entry)
    assert "does not stand any more" in words(page)
    assert "it was in drawer 4" in words(page)
    assert register(path).spot("R00000002").place == "morgue-1"
    again = browser.get(f"{entry}/take-back")
    assert "taken back or corrected already" in words(again)


def test_a_number_that_was_used_is_not_taken_back(desk):
    browser, path = desk
    numbered = re.findall(r'href="/entry/(\w+)">numbered', browser.get("/remains/000-001").text)[-1]
    refused = send(browser, f"/entry/{numbered}/take-back", reason="never was")
    assert refused.status_code == 400
    assert "was used since" in words(refused)
    assert "R00000000" in register(path).remains


def test_a_draft_waits_at_its_thing_and_on_the_list(desk):
    browser, _ = desk
    kept = send(browser, "/remains/000-02W/examine", kind="autopsy", **{"i-60": "half done", "form-do": "later"})
    assert kept.status_code == 303
    assert "half done" in browser.get(kept.headers["location"]).text
    assert "Your unfinished forms" in words(browser.get("/remains/000-02W"))
    assert "Your unfinished forms" not in words(browser.get("/remains/000-03T"))
    assert "Examination" in words(browser.get("/remains"))


@pytest.fixture(scope="module")
def staff(tmp_path_factory):
    from antigone.web.pages.entrance import limiter

    path = make_register(tmp_path_factory.mktemp("staff") / "case")
    app = create_app(path)
    for role in Role:
        app.state.door.accounts.add(role.value, role, PASSWORD)
    found = {}
    for role in Role:
        app.state.attempts = limiter()
        found[role] = signed_in(app, role.value)
    return found


def test_a_viewer_sees_no_dossier_and_an_analyst_enters_nothing(staff):
    for path in ("/remains", "/remains/000-001", "/scan?code=000-001", "/ledger", "/custody"):
        assert staff[Role.VIEWER].get(path).status_code == 403
    assert staff[Role.ANALYST].get("/remains/000-001").status_code == 200
    for path in (
        "/remains/new",
        "/custody",
        "/stocktake",
        "/close",
        "/remains/000-001/label",
        "/remains/000-001/examine",
    ):
        assert staff[Role.ANALYST].get(path).status_code == 403


def test_the_laboratory_enters_samples_and_examinations_and_takes_back_only_those(staff):
    laboratory = staff[Role.LABORATORY]
    assert laboratory.get("/custody").status_code == 403
    assert send(laboratory, "/remains/000-03T/sample", material="tooth").status_code == 303
    assert send(laboratory, "/remains/000-03T/examine", kind="dental", **{"i-88": "worn"}).status_code == 303
    page = laboratory.get("/remains/000-03T")
    assert "worn" in page.text
    own = re.findall(r"/entry/(\w+)/take-back", page.text)
    acts = set(re.findall(r"/entry/(\w+)", page.text)) - set(own)
    assert len(set(own)) == 2
    assert laboratory.get(f"/entry/{sorted(acts)[0]}/take-back").status_code == 403
    assert laboratory.get(f"/entry/{own[0]}/take-back").status_code == 200


def test_what_an_examination_observed_is_not_for_the_analyst(staff):
    send(staff[Role.CLERK], "/remains/000-04Q/examine", kind="external", **{"i-53": "tattoo of a kite"})
    assert "a kite" in staff[Role.BOARD].get("/remains/000-04Q").text
    assert "a kite" not in staff[Role.ANALYST].get("/remains/000-04Q").text


def test_entries_carry_the_name_of_who_made_them(staff):
    answer = send(staff[Role.CLERK], "/remains/000-05N/label", text="X-1", kind="morgue")
    assert answer.status_code == 303
    events = staff[Role.CLERK].get("/api/record?kind=label.added").json()["events"]
    assert "clerk" in {each["by"] for each in events}


def test_exact_positions_stand_on_no_page(harbour):
    for path in ("/remains", "/remains/000-001", "/ledger?place=field", "/custody", "/scan?code=000-001"):
        assert "12.3456" not in harbour.get(path).text


def test_an_empty_register_says_how_to_begin(tmp_path):
    with Case.create(tmp_path / "new", "New", by="tester"):
        pass
    page = words(let_in(tmp_path / "new").get("/remains"))
    assert "Nothing has a number yet" in page


def test_a_place_is_recorded_its_position_sealed_and_things_can_come_into_it(desk):
    browser, path = desk
    form = {
        "id": "cold-1",
        "type": "cold store",
        "name": "Cold store",
        "position": "12.98765, 65.43210",
        "publication": "area",
    }
    wrong = send(browser, "/register/site", **form | {"position": "north of the river"})
    assert "Write latitude and longitude" in words(wrong)
    answer = send(browser, "/register/site", **form)
    assert answer.headers["location"] == "/remains/new?place=cold-1"
    assert register(path).sites["cold-1"].position.lat == "13.0"
    for page in ("/remains", "/custody", "/ledger?place=cold-1", answer.headers["location"]):
        assert "12.98765" not in browser.get(page).text
    assert b"12.98765" not in (path / "record.db").read_bytes()
    assert send(browser, answer.headers["location"]).status_code == 303
    assert "It should be in Cold store" in words(
        browser.get("/remains?sort=-number&place=cold-1")
    ) or "Cold store" in words(browser.get("/remains?place=cold-1"))
    again = send(browser, "/register/site", **form)
    assert "There is such a place already" in words(again)


def test_a_grave_is_recorded_within_its_place_and_things_are_found_in_it(desk):
    browser, path = desk
    form = {"site": "field", "id": "field-A", "marker": "7", "contents": "several bodies"}
    entry = browser.get(send(browser, "/register/grave?place=field", **form).headers["location"])
    assert "field-A" in entry.text or "Grave" in words(entry)
    assert register(path).features["field-A"].site == "field"
    made = send(browser, "/remains/new", site="field", feature="field-A")
    assert made.status_code == 303, words(made)
    assert "found at Field, field-A" in words(browser.get(made.headers["location"]))
    assert "There is such a grave already" in words(send(browser, "/register/grave", **form))


def test_what_is_lost_is_given_its_reason(desk):
    browser, _ = desk
    send(browser, "/custody", type="lost", units="000-02W", from_place="morgue-1", day="2024-05-26")
    assert "/remains/000-02W/reason" in browser.get("/remains/000-02W").text
    send(browser, "/remains/000-02W/reason", reason="lost from custody", note="cold room flooded")
    assert "Unaccounted for: lost from custody. cold room flooded" in words(browser.get("/remains/000-02W"))
