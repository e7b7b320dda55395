"""The pages about missing persons and families, on a simulated event: lists, dossiers, forms, the pedigree editor."""

import re

import pytest

from antigone.named import services
from antigone.named.book import fold_named
from antigone.named.desk import Desk
from antigone.named.person import PersonStatus
from antigone.record.case import Case
from antigone.web.app import create_app
from antigone.web.pages import person_report
from antigone.web.pages.entrance import limiter
from antigone.web.people import NameIndex
from antigone.web.roles import Role
from web.kin_world import make_world
from web.people import PASSWORD, client, signed_in, token


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A simulated event with matches; tests do not write to it, but for who has seen what."""
    return make_world(tmp_path_factory.mktemp("world"), missing=10)


@pytest.fixture(scope="module")
def browsers(world):
    app = create_app(world[0])
    found = {}
    for role in Role:
        app.state.door.accounts.add(role.value, role, PASSWORD)
        app.state.attempts = limiter()
        found[role] = signed_in(app, role.value)
    return found


@pytest.fixture
def desk(tmp_path):
    """A small event of one's own, and a browser of its one user."""
    path, codes = make_world(tmp_path, missing=4, matched=False)
    app = create_app(path, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    return path, codes, browser


def book(path):
    with Case.open(path, read_only=True) as case:
        return fold_named(case.events())


def send(browser, path, **fields):
    """Fill in a form as it is shown, and send it."""
    page = browser.get(path)
    assert page.status_code == 200, page.text
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    return browser.post(path.partition("?")[0], data={**found, "form-do": "send", **fields})


def missing(world):
    return [code for name, code in world[1].items() if "missing" in name]


def names(world):
    with Case.open(world[0], read_only=True) as case:
        made = Desk(case)
        return {r.person: made.values(r.id)["name"] for r in made.book.reports.values() if r.informant}


# -- lists ------------------------------------------------------------------------------------------------------------


def test_the_list_holds_everybody_who_is_missing_by_code_and_no_relative(world, browsers):
    page = browsers[Role.CLERK].get("/missing").text
    assert "10 persons" in page
    assert all(f'href="/missing/{code}"' in page for code in missing(world))
    assert not any(name in page for name in names(world).values())
    assert "0 persons" in browsers[Role.CLERK].get("/missing?state=found alive").text


def test_names_are_shown_to_those_who_may_see_them_and_that_is_written_down(world, browsers):
    before = len(book(world[0]).shown)
    code, name = next(iter(names(world).items()))
    assert name in browsers[Role.CLERK].get("/missing?names=yes").text
    after = book(world[0]).shown
    assert len(after) == before + 1
    assert after[-1][1].to == "family liaison"
    browsers[Role.CLERK].get("/missing?names=yes")
    assert len(book(world[0]).shown) == before + 1  # once a day
    for role in (Role.ANALYST, Role.LABORATORY):
        assert name not in browsers[role].get("/missing?names=yes").text
        assert name not in browsers[role].get(f"/missing/{code}?names=yes").text
    assert len(book(world[0]).shown) - before <= 2  # the laboratory may see descriptions, and leaves its trace


@pytest.mark.parametrize("spell", [str, str.upper, lambda n: " ".join(reversed(n.split())), lambda n: n.split()[-1]])
def test_a_name_is_found_however_it_is_spelled(world, browsers, spell):
    code, name = list(names(world).items())[3]
    page = browsers[Role.CLERK].get("/missing", params={"q": spell(name)}).text
    assert f'href="/missing/{code}"' in page


def test_who_may_not_see_names_cannot_search_by_them(world, browsers):
    _, name = next(iter(names(world).items()))
    assert "Nobody is like that" in browsers[Role.ANALYST].get("/missing", params={"q": name}).text


def test_names_are_found_across_scripts():
    index = NameIndex()
    for at, name in enumerate(
        ("Айгүл Нұрланова", "Aigul Nurlanova", "محمد الأحمد", "Mohammed al-Ahmad", "Erlan Bekov")
    ):
        index.add(f"Q-{at}", name, "")
    assert set(index.find("aigul nurlanova")) == {"Q-0", "Q-1"}
    assert set(index.find("Айгуль")) >= {"Q-0", "Q-1"}
    assert {"Q-2", "Q-3"} <= set(index.find("mohamed ahmad"))
    assert index.find("Bekow") == ["Q-4"]
    assert index.find("Nobody Atall") == []
    assert index.find("...") == []


def test_an_erased_name_leaves_the_index(tmp_path):
    path, _ = make_world(tmp_path, missing=3, matched=False)
    app = create_app(path, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    with Case.open(path) as case:
        made = Desk(case)
        report = next(r for r in made.book.reports.values() if r.informant)
        name = made.values(report.id)["name"]
        assert f'href="/missing/{report.person}"' in browser.get("/missing", params={"q": name}).text
        case.erase(report.person, reason="asked for it")
    assert f'href="/missing/{report.person}"' not in browser.get("/missing", params={"q": name}).text
    assert name not in browser.get(f"/missing/{report.person}?names=yes").text


def test_an_empty_case_says_what_to_do_next(local):
    page = local.get("/missing").text
    assert "Nobody has been reported missing" in page
    assert "antigone named import" in page


# -- dossiers ---------------------------------------------------------------------------------------------------------


def test_a_dossier_shows_what_is_sealed_only_when_asked(world, browsers):
    code, name = next(iter(names(world).items()))
    plain = browsers[Role.CLERK].get(f"/missing/{code}").text
    assert "Description" in plain
    assert name not in plain
    opened = browsers[Role.CLERK].get(f"/missing/{code}?names=yes").text
    assert name in opened
    assert "Informant of" in opened  # agreed to the family liaison
    board = browsers[Role.BOARD].get(f"/missing/{code}?names=yes").text
    assert "has not agreed" in board
    assert "Informant of" not in board


def test_the_laboratory_sees_descriptions_without_names(world, browsers):
    code, name = next(iter(names(world).items()))
    page = browsers[Role.LABORATORY].get(f"/missing/{code}?names=yes").text
    assert "Stature" in page
    assert name not in page


def test_a_code_that_nobody_has_is_told(browsers):
    assert browsers[Role.CLERK].get("/missing/P-9999").status_code == 404
    assert browsers[Role.CLERK].get("/families/F-9999").status_code == 404
    assert browsers[Role.CLERK].get("/missing/%3Cscript%3E").status_code == 404


# -- forms ------------------------------------------------------------------------------------------------------------


def test_a_report_is_taken_down_and_sealed(desk):
    path, _, browser = desk
    answer = send(
        browser, "/missing/new", name="Zarina Canarynova", sex="F", age="30-35", **{"eyes": "~", "teeth~": "yes"},
        informant="Arman Canaryinf", relation="brother", last_seen="2031-03-04", **{"agrees.family liaison": "yes"},
    )  # fmt: skip
    assert answer.status_code == 303
    code = answer.headers["location"].rpartition("/")[2]
    made = book(path)
    assert made.persons[code].sex == "F"
    report = made.reports_of(code)[0]
    assert (report.relation, str(report.last_seen)) == ("brother", "2031-03-04")
    with Case.open(path, read_only=True) as case:
        assert all(b"Canary" not in event.raw for event in case.events())
        values = Desk(case).values(report.id)
    assert values["name"] == "Zarina Canarynova"
    assert '"no data": "eyes; teeth"' in values["description"].replace("teeth; eyes", "eyes; teeth")
    shown = browser.get(f"/missing/{code}?names=yes").text
    assert "eyes; teeth" in shown
    assert "No data" in shown


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(desk):
    path, _, browser = desk
    before = len(book(path).reports)
    answer = send(browser, "/missing/new", name="Zarina <b>Canarynova</b>", last_seen="yesterday", age="old")
    assert answer.status_code == 400
    assert 'id="w-last_seen"' in answer.text
    assert "Zarina &lt;b&gt;Canarynova&lt;/b&gt;" in answer.text
    again = send(browser, "/missing/new", name="Zarina Canarynova", age="old")
    assert again.status_code == 400
    assert "is no age" in again.text
    assert len(book(path).reports) == before


def test_a_report_like_another_leads_to_the_pair(desk):
    path, _, browser = desk
    send(browser, "/missing/new", name="Zarina Canarynova", sex="F")
    answer = send(browser, "/missing/new", name="Зарина Канарынова", sex="F")
    assert "/missing/doubles?report=" in answer.headers["location"]
    page = browser.get(answer.headers["location"]).text
    first, second = list(book(path).reports.values())[-2:]
    assert f"/missing/{second.person}" in page
    assert f"/missing/{first.person}" in page


def test_pairs_come_a_page_at_a_time_and_no_name_is_like_no_name(desk, monkeypatch):
    path, _, browser = desk
    monkeypatch.setattr(person_report, "A_PAGE", 2)
    for name in ("Zarina Canarynova", "Zarina Kanarynova", "Zarina Canarinova", "not known", "Not known", "неизвестно"):
        send(browser, "/missing/new", name=name)
    reports = list(book(path).reports)[-6:]
    first, rest = (browser.get(f"/missing/doubles?page={at}").text for at in (1, 2))
    assert first.count("<tr>") == 3  # the head, and two pairs
    assert 'href="/missing/doubles?page=2" rel="next"' in first
    assert 'href="/missing/doubles?page=1" rel="prev"' in rest
    assert "nothing but the names can be compared" in first + rest
    assert {id for id in reports if f">{id}<" in first + rest} == set(reports[:3])


def test_persons_are_merged_and_parted_with_a_reason(desk):
    path, codes, browser = desk
    one, other = [code for name, code in codes.items() if "missing" in name][:2]
    refused = send(browser, f"/missing/{one}/merge", other=other, stays="this")
    assert refused.status_code == 400
    assert send(browser, f"/missing/{one}/merge", other=other, stays="this", because="one man").status_code == 303
    assert book(path).whole(other) == one
    assert other in browser.get(f"/missing/{one}").text
    assert send(browser, f"/missing/{other}/part", because="two men").status_code == 303
    assert book(path).whole(other) == other


def test_a_report_is_filed_elsewhere(desk):
    path, _, browser = desk
    report = next(r for r in book(path).reports.values() if r.informant)
    assert send(browser, f"/reports/{report.id}/file", because="about a cousin").status_code == 303
    assert book(path).reports[report.id].person != report.person


def test_a_person_is_changed_with_a_reason(desk):
    path, codes, browser = desk
    code = next(code for name, code in codes.items() if "missing" in name)
    assert send(browser, f"/missing/{code}/change", status="found alive").status_code == 400
    assert send(browser, f"/missing/{code}/change", status="found alive", because="came home").status_code == 303
    assert book(path).persons[code].status.value == "found alive"


def test_consent_is_recorded_and_taken_back(desk):
    path, _codes, browser = desk
    donor = next(
        book(path).samples[s].donor for s in book(path).samples if book(path).samples[s].kind.value == "reference"
    )
    said = {"to.board": "yes", "purposes.identification": "yes"}
    assert send(browser, f"/missing/{donor}/consent", given="yes").status_code == 400  # nobody and nothing is named
    assert send(browser, f"/missing/{donor}/consent", given="yes", **said).status_code == 303
    assert any(c.to == "board" and c.given for c in book(path).consents.values() if c.by == donor)
    assert send(browser, f"/missing/{donor}/consent", given="all").status_code == 303
    assert not any(c.given for c in book(path).consents.values() if c.by == donor)


def test_a_sample_and_a_pasted_profile_are_entered(desk):
    path, codes, browser = desk
    code = next(code for name, code in codes.items() if "missing" in name)
    assert (
        send(browser, f"/missing/{code}/sample", kind="direct", material="toothbrush", agreed="no").status_code == 303
    )
    sample = list(book(path).samples)[-1]
    wrong = send(browser, f"/samples/{sample}/profile", table="TH01 6 9.3\nFGA 21 banana\n")
    assert wrong.status_code == 400
    assert "FGA: “banana”" in wrong.text
    assert not any(p.sample == sample for p in book(path).profiles.values())
    right = send(browser, f"/samples/{sample}/profile", table="TH01 6 9.3\nFGA\t21\t22\nvWA;16;16\n", kit="GlobalFiler")
    assert right.status_code == 303, right.text
    profile = next(p for p in book(path).profiles.values() if p.sample == sample)
    assert profile.markers == 3
    with Case.open(path, read_only=True) as case:
        assert '"TH01": ["6", "9.3"]' in Desk(case).values(profile.id)["calls"]


def test_a_profile_is_uploaded(desk):
    path, codes, browser = desk
    code = next(code for name, code in codes.items() if "missing" in name)
    send(browser, f"/missing/{code}/sample", kind="direct", agreed="no")
    sample = list(book(path).samples)[-1]
    page = browser.get(f"/samples/{sample}/profile")
    data = {
        "csrf": token(page),
        "form-id": re.search(r'name="form-id" value="([^"]+)"', page.text)[1],
        "form-do": "send",
    }
    table = f"Sample Name\tMarker\tAllele 1\tAllele 2\n{sample}\tTH01\t6\t7\n".encode()
    for name in ("../../etc/passwd", "table.exe"):
        assert browser.post(f"/samples/{sample}/profile", data=data, files={"file": (name, table)}).status_code == 400
    answer = browser.post(f"/samples/{sample}/profile", data=data, files={"file": ("plate.txt", table)})
    assert answer.status_code == 303, answer.text
    assert [p.markers for p in book(path).profiles.values() if p.sample == sample] == [1]


def test_a_wish_is_recorded(desk):
    path, codes, browser = desk
    family = next(code for code in codes.values() if code.startswith("F-"))
    assert send(browser, f"/families/{family}/wish", wish="wait for more").status_code == 303
    member = book(path).families[family].missing[0]
    assert book(path).wish_of(family, member).wish.value == "wait for more"
    assert "wishes to wait until there is more" in browser.get(f"/families/{family}").text


def test_a_form_is_kept_as_a_draft_and_gone_on_with(desk):
    path, _, browser = desk
    page = browser.get("/missing/new")
    id = re.search(r'name="form-id" value="([^"]+)"', page.text)[1]
    data = {"csrf": token(page), "form-id": id, "form-do": "later", "name": "Zarina Canarynova", "age": "not yet"}
    answer = browser.post("/missing/new", data=data)
    assert answer.headers["location"] == f"/missing/new?draft={id}"
    assert "not yet" in browser.get(answer.headers["location"]).text
    assert all(b"Canary" not in file.read_bytes() for file in path.rglob("*") if file.is_file())


def test_the_interview_is_printed_without_names_unless_asked(desk):
    path, _, browser = desk
    report = next(r for r in book(path).reports.values() if r.informant)
    answer = browser.get(f"/reports/{report.id}/interview.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


# -- families ---------------------------------------------------------------------------------------------------------


def test_a_family_is_drawn_with_a_table_beside_it(world, browsers):
    family = next(code for code in world[1].values() if code.startswith("F-"))
    page = browsers[Role.CLERK].get(f"/families/{family}").text
    svg = page[page.index("<svg", page.index("drawn-family")) : page.index("</figure>")]
    members = book(world[0]).families[family].members
    assert "<title>" in svg
    assert "<desc>" in svg
    assert "<style>" not in svg
    for member in members:
        assert svg.count(f">{member.id}</text>") == 1
        assert page.count(member.id) > 1  # in the table too


def test_whom_to_ask_next_is_the_engines_answer(world, browsers):
    from antigone.named.asking import power_in, sought_in
    from antigone.web.kin import panel

    for family in (code for code in world[1].values() if code.startswith("F-")):
        with Case.open(world[0], read_only=True) as case:
            made = Desk(case)
            powers = [power_in(made, each) for each in sought_in(made, family, panel("nist:Hispanic"))]
        if any(power.gains for power in powers):
            break
    browser = browsers[Role.LABORATORY]
    for _ in range(60):
        page = browser.get(f"/families/{family}?frequencies=nist:Hispanic").text
        if 'hx-trigger="load' not in page:
            break
    first = next(power for power in powers if power.gains)
    assert f"Ask {first.gains[0].relative} first." in page
    assert f"log10 LR of {first.expected:.1f} on average" in page


def test_a_family_is_drawn_row_by_row_without_a_script(desk):
    path, codes, browser = desk
    code = next(code for name, code in codes.items() if "missing" in name)
    page = browser.get(f"/families/new?missing={code}").text
    assert f'value="{code}"' in page
    assert "<svg" in page[page.index('id="drawing"') :]
    id = re.search(r'name="form-id" value="([^"]+)"', page)[1]
    rows = {"id-0": "x1", "sex-0": "M", "id-1": "x2", "sex-1": "F", "id-2": code, "sex-2": "M", "father-2": "x1"}
    data = {
        "csrf": token(browser.get("/")),
        "form-id": id,
        **rows,
        "missing-2": "yes",
        "id-3": "",
        "id-4": "",
        "id-5": "",
    }
    drawn = browser.post("/families/new", data={**data, "form-do": "draw"})
    assert "cannot be drawn like that" in drawn.text  # one parent alone
    parents = browser.post("/families/new", data={**data, "mother-2": "x2", "form-do": "parents-0"}).text
    assert 'name="id-3" value="x3"' in parents
    assert 'name="father-0" value="x3"' in parents
    more = browser.post("/families/new", data={**data, "form-do": "more"}).text
    assert 'name="id-9"' in more
    bad = browser.post("/families/new", data={**data, "form-do": "send"})
    assert bad.status_code == 400
    name = browser.post("/families/new", data={**data, "mother-2": "x2", "id-1": "Zarina", "form-do": "send"})
    assert name.status_code == 400
    answer = browser.post("/families/new", data={**data, "mother-2": "x2", "form-do": "send"})
    assert answer.status_code == 303
    family = answer.headers["location"].rpartition("/")[2]
    assert [m.id for m in book(path).families[family].members] == ["x1", "x2", code]
    assert book(path).families[family].missing == (code,)


def test_hostile_words_stay_words(desk):
    path, _codes, browser = desk
    send(
        browser,
        "/missing/new",
        name='"><script>alert(1)</script>',
        informant="<b>x",
        relation="<img src=x onerror=alert(1)>",
    )
    code = list(book(path).persons)[-1]
    page = browser.get(f"/missing/{code}?names=yes").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert" in page
    assert "&lt;img" in page


def test_names_are_read_by_a_machine_and_leave_no_trace_when_searched(world, browsers):
    before = len(book(world[0]).shown)
    browsers[Role.ADMINISTRATOR].get("/missing?q=Example")
    assert len(book(world[0]).shown) == before


def test_somebody_found_alive_with_a_decision_is_told_first(desk):
    path, codes, browser = desk
    from antigone.named.decision import Decision, Signer

    code = next(code for name, code in codes.items() if "missing" in name)
    with Case.open(path) as case:
        made = Desk(case)
        board = (Signer("A. Roe"), Signer("B. Poe"))
        made.write(services.decide(made, Decision("", ("R00000000",), (code,), 1, board), "all fits")[1])
        made.write(services.change_person(made, code, "came home", status=PersonStatus.ALIVE))
    page = browser.get(f"/missing/{code}").text
    assert "was found alive" in page[page.index("What speaks against") : page.index("Reports</h2>")]
