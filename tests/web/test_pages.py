"""What the pages say, on a small case and on the example: numbers that explain themselves, never stale."""

import threading
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest

from antigone.core.errors import NotFoundError
from antigone.web.app import create_app
from antigone.web.desk import CaseDesk, Kept
from antigone.web.view import View
from web.people import client, token

TABLES = Path(__file__).resolve().parents[2] / "examples" / "almaty-2022"


def words(answer):
    """The text of a page."""
    import re

    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


@pytest.fixture(scope="module")
def almaty(tmp_path_factory):
    """The example of the repository, served to one person."""
    from antigone.formats.case_import import import_tables
    from antigone.record.case import Case

    path = tmp_path_factory.mktemp("example") / "almaty"
    with Case.create(path, "Kazakhstan, January 2022", by="tester") as made:
        import_tables(made, TABLES)
    app = create_app(path, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    return browser


def test_the_first_page_says_how_many_from_least_to_most(almaty):
    shown = words(almaty.get("/?as_of=2023-01-05"))
    assert "People killed, Kazakhstan at least 238" in shown
    assert "Bodies brought to morgues 225" in shown
    assert "Bodies in morgues 0 to 184" not in shown  # nothing bounds it from below: said as a ceiling
    assert "Bodies in morgues at most 184" in shown
    assert "Bodies buried spoken of, no number" in shown or "Bodies buried nobody has said" in shown
    assert "Cannot stand together" in shown
    assert "Were the 41 bodies taken among the 225 brought in" in shown


def test_an_earlier_day_knows_less(almaty):
    assert "People killed, Kazakhstan at least 225" in words(almaty.get("/?as_of=2022-01-16"))


def test_a_switched_assumption_says_what_it_changes_and_can_be_taken_back(almaty):
    answer = almaty.get("/?as_of=2022-01-16&off=no-double-entry")
    assert "People killed, Kazakhstan at least 225 at least 184" in words(answer)
    assert 'href="/?as_of=2022-01-16">take back' in answer.text


def test_every_number_of_the_first_page_opens_its_explanation(almaty):
    import re

    page = almaty.get("/?as_of=2022-01-16").text
    links = sorted(set(re.findall(r'href="(/explain[^"]+)"', page)))
    assert len(links) > 80
    for link in links:
        answer = almaty.get(unescape(link))
        assert answer.status_code == 200, link
        inside = almaty.get(unescape(link), headers={"hx-request": "true"})
        assert "<html" not in inside.text
        assert 'id="explanation"' in inside.text


def test_numbers_of_no_place_open_their_explanation_and_are_read_aloud_in_one_language(tmp_path):
    import re

    from web.register_world import make_register

    app = create_app(make_register(tmp_path / "case"), local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    page = browser.get("/", headers={"accept-language": "ru"}).text
    opened = {unescape(found) for found in re.findall(r'href="(/explain[^"]+)"', page)}
    assert any(path.endswith("+%40+") for path in opened)
    for path in opened:
        assert browser.get(path).status_code == 200, path
    assert "на шкале" in page
    assert "on a scale" not in page


def test_an_explanation_goes_down_to_the_words_and_the_record(almaty):
    shown = words(almaty.get("/explain?id=killed @ kz&as_of=2023-01-05"))
    assert "At least 238: 238 ( S119 )" in shown
    assert "Elvira Azimova" in shown
    statement = almaty.get("/statements/S119")
    assert "statements.csv, row" in statement.text
    event = statement.text.split('href="/record/')[1].split('"')[0]
    assert "S119" in almaty.get(f"/record/{event}").text


def test_two_days_stand_side_by_side(almaty):
    shown = words(almaty.get("/compare?as_of=2022-01-16&as_of2=2022-05-01"))
    assert "People killed, Kazakhstan at least 225" in shown
    assert "at least 230" in shown
    assert "bounds differ" in shown


def test_two_readings_stand_side_by_side(almaty):
    shown = words(almaty.get("/compare?as_of=2022-01-16&as_of2=2022-01-16&off2=no-double-entry"))
    assert "1 bound differs" in shown
    assert "16 January 2022, changed by hand" in shown


def test_statements_are_picked_by_what_where_who_and_words(almaty):
    def ids(query):
        return {s["id"] for s in almaty.get(f"/api/statements?{query}").json()["statements"]}

    whole = almaty.get("/api/statements").json()
    assert whole["total"] > 200
    assert ids("origin=S102") == {"S102", *almaty.get("/api/statements/S102").json()["origin"]}
    assert "S119" in ids("q=AZIMOVA")
    killed = ids("unit=killed&place=kz")
    assert "S119" in killed
    assert killed < ids("unit=killed") | killed
    assert ids("standing=denied")
    assert ids("q=no such words at all") == set()


def test_every_statement_has_a_page_of_its_own(almaty):
    for page in range(1, 4):
        for said in almaty.get(f"/api/statements?page={page}").json()["statements"]:
            assert almaty.get(f"/statements/{said['id']}").status_code == 200


def test_a_list_without_anything_says_what_to_do_next(local, tmp_path):
    assert "Take a filter away" in words(local.get("/statements?q=zzz"))
    from antigone.record.case import Case

    Case.create(tmp_path / "empty", "Empty", by="t").close()
    app = create_app(tmp_path / "empty", local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    assert "antigone import" in words(browser.get("/"))
    assert browser.get("/statements").status_code == 200
    assert browser.get("/record").status_code == 200


def test_the_record_verifies_on_request_and_says_when_it_does_not(own):
    import sqlite3

    app = create_app(own, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    data = {"csrf": token(browser.get("/"))}
    assert "The record verifies." in words(browser.post("/record/verify", data=data))
    with sqlite3.connect(own / "record.db") as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        db.execute("UPDATE event SET raw = CAST(replace(CAST(raw AS TEXT), 'C1', 'C9') AS BLOB)")
    assert "The record does not verify." in words(browser.post("/record/verify", data=data))


def test_the_checkpoint_can_be_taken_along(local):
    answer = local.get("/record/checkpoint")
    assert answer.text.startswith("antigone/")
    assert "attachment" in answer.headers["content-disposition"]


def test_a_correction_is_seen_at_once_and_leaves_a_trail(own):
    from antigone.formats.case_import import import_tables
    from antigone.record.case import Case

    app = create_app(own, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    assert "at least 12" in words(browser.get("/"))
    folder = own.parent / "again"
    folder.mkdir()
    text = (
        (own.parent / "tables" / "statements.csv").read_text().replace("killed,12,,,at_least", "killed,15,,,at_least")
    )
    (folder / "statements.csv").write_text(text)
    with Case.open(own) as case:
        import_tables(case, folder)
    shown = words(browser.get("/"))
    assert "at least 15" in shown
    page = browser.get("/statements/C2").text
    new, old = (part.split('"')[0] for part in page.split('href="/record/')[1:3] if len(part.split('"')[0]) == 64)
    assert "corrected since" in words(browser.get(f"/record/{old}")).casefold()
    assert old[:12] in browser.get(f"/record/{new}").text


def test_a_case_put_in_the_place_of_another_is_read_anew(own):
    import shutil

    from antigone.record.case import Case

    desk = CaseDesk(own)
    first = desk.state()
    shutil.rmtree(own)
    Case.create(own, "Another", by="t").close()
    second = desk.state()
    assert (second.name, len(second.events)) == ("Another", 1)
    assert first.head != second.head


def test_one_account_is_made_once_however_many_ask(port, monkeypatch):
    from antigone.web import desk as module

    made, real = [], module._make
    monkeypatch.setattr(module, "_make", lambda *a: (made.append(a), real(*a))[1])
    desk = CaseDesk(port)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: desk.account(View()), range(8)))
    assert len(made) == 1
    assert all(each is found[0] for each in found)


def test_a_failure_is_not_kept():
    kept: Kept[int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 5) == 5


def test_what_is_kept_stays_few():
    kept: Kept[int] = Kept(3)
    for n in range(10):
        kept.get(n, lambda n=n: n)
    assert [kept.has(n) for n in range(10)] == [False] * 7 + [True] * 3
    assert threading.active_count() < 50


def test_what_the_case_does_not_have_is_said_plainly(local, port):
    assert local.get("/?aside=C99").status_code == 404
    assert local.get("/?on=no-such-thing").status_code == 404
    assert local.get("/?as_of=yesterday").status_code == 400
    assert "is not a date" in words(local.get("/?as_of=yesterday"))
    assert "left out" in words(local.get("/statements/C3?as_of=2030-05-01"))
    with pytest.raises(NotFoundError):
        CaseDesk(port).state().event("0000")


def test_a_kept_page_holds_the_token_of_each_browser_and_no_words_of_the_case_get_it(office, people):
    from antigone.web.here import PLACE_OF_TOKEN
    from antigone.web.roles import Role
    from antigone.web.sessions import bare_token

    pages = [people[Role.VIEWER].get("/?as_of=2030-05-02") for _ in range(2)]
    office.state.desk.page(("x",), lambda: b"")
    told = [page.text.replace(token(page), "") for page in pages]
    assert told[0] == told[1]
    assert token(pages[0]) != token(pages[1])  # masked anew on each page
    assert bare_token(token(pages[0])) == bare_token(token(pages[1])) != ""
    assert PLACE_OF_TOKEN not in pages[0].text
    other = people[Role.ANALYST].get("/?as_of=2030-05-02")
    assert bare_token(token(other)) != bare_token(token(pages[0]))
