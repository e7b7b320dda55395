"""While the case is being read: the server answers, says how far it is, shows nothing of it, and opens by itself."""

import re
import threading

import pytest
from markupsafe import escape

from antigone.core.errors import CaseError
from antigone.web.app import create_app
from antigone.web.desk import CaseDesk
from antigone.web.roles import ACCESS
from antigone.web.routes import ADDRESSES
from web.people import client


@pytest.fixture
def slow(port, monkeypatch):
    """A server whose case is being read until `go` is set; signed in, with the lifespan running."""
    go, read = threading.Event(), CaseDesk.state

    def state(self):
        assert go.wait(60)
        return read(self)

    monkeypatch.setattr(CaseDesk, "state", state)
    app = create_app(port, local=True, warm=True)
    with client(app) as browser:
        assert browser.get(f"/enter?key={app.state.door.key}").status_code == 303
        yield app, browser, go
        go.set()
        assert app.state.desk.beginning.done.wait(60)


def test_every_page_says_that_the_case_is_being_read(slow):
    _, browser, _ = slow
    for path in ("/", "/statements?unit=killed", "/remains", "/missing/P-0001", "/record"):
        answer = browser.get(path)
        assert answer.status_code == 503, path
        assert answer.headers["retry-after"] == "2"
        assert "The case is being read" in answer.text
        assert f'href="{path}"' in answer.text


def test_a_browser_without_scripts_looks_again_by_itself(slow):
    _, browser, _ = slow
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in browser.get("/").text


def test_how_far_it_is_stands_on_the_page(slow):
    app, browser, _ = slow
    app.state.desk.beginning.at, app.state.desk.beginning.of = 210_000, 506_088
    told = browser.get("/being-read").text
    assert "210,000 of 506,088" in told
    assert '<progress aria-label="Read the entries of the record" max="506088" value="210000">' in told
    app.state.desk.beginning.stage = 2
    told = browser.get("/being-read").text
    assert told.count("· it is done") == 2
    assert '<progress aria-label="Make the account">' in told


def test_nothing_but_the_name_of_the_case_is_on_it(slow):
    app, browser, go = slow
    before = browser.get("/").text
    go.set()
    assert app.state.desk.beginning.done.wait(60)
    book = app.state.desk.state().book
    assert escape(app.state.desk.state().name) in before
    assert not [claim for claim in book.claims.values() if claim.speaker and claim.speaker in before]


def test_the_page_speaks_the_language_of_the_reader(slow):
    _, browser, _ = slow
    assert "Дело читается" in browser.get("/", headers={"accept-language": "ru"}).text


def test_programs_are_told_to_come_back(slow):
    _, browser, _ = slow
    answer = browser.get("/api/account")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["error"]["status"] == 503


def test_nothing_can_be_written_meanwhile(slow):
    _, browser, _ = slow
    token = re.search(r'name="csrf" value="([^"]+)"', browser.get("/").text).group(1)
    answer = browser.post("/custody", data={"csrf": token})
    assert answer.status_code == 503
    assert "nothing was done" in answer.text


def test_who_is_not_signed_in_is_asked_to_first(slow):
    app, _, _ = slow
    answer = client(app).get("/")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


def test_the_pages_open_by_themselves(slow):
    app, browser, go = slow
    assert "hx-refresh" not in browser.get("/being-read", headers={"hx-request": "true"}).headers
    go.set()
    assert app.state.desk.beginning.done.wait(60)
    assert browser.get("/being-read", headers={"hx-request": "true"}).headers["hx-refresh"] == "true"
    assert browser.get("/being-read").headers["location"] == "/"
    answer = browser.get("/")
    assert answer.status_code == 200
    assert "The case is being read" not in answer.text


def test_the_record_is_counted_as_it_is_read(port):
    app = create_app(port, local=True, warm=True)
    with client(app):
        beginning = app.state.desk.beginning
        assert beginning.done.wait(60)
        assert beginning.is_ready
        assert beginning.at == beginning.of == len(app.state.desk.state().events)


def test_what_pages_show_first_is_there_when_they_open(port):
    app = create_app(port, local=True, warm=True)
    with client(app):
        desk = app.state.desk
        assert desk.beginning.done.wait(60)
        assert desk.shelf._made is not None
        assert len(desk._accounts._made) == 1


def test_a_case_that_cannot_be_read_stops_the_server(port, monkeypatch):
    def state(_):
        raise CaseError("It is damaged.", "Restore it.")

    stopped = threading.Event()
    monkeypatch.setattr(CaseDesk, "state", state)
    app = create_app(port, local=True, warm=True)
    app.state.stop = stopped.set
    with client(app) as browser:
        browser.get(f"/enter?key={app.state.door.key}")
        assert stopped.wait(60)
        answer = browser.get("/")
        assert "It is damaged. Restore it." in answer.text
        assert answer.status_code == 503


def test_every_route_waits_but_those_of_the_door():
    from antigone.web.app import BEFORE

    assert {each.name for each in ADDRESSES} >= BEFORE
    assert BEFORE - {"being_read", "api_description", "sign_out"} == {n for n, roles in ACCESS.items() if roles is None}
