"""Who gets in, and where to: every route against every role; sessions, tokens, forged requests."""

import re

import pytest

from antigone.core.errors import InputError, UsageError
from antigone.web.accounts import Accounts
from antigone.web.app import create_app
from antigone.web.pages.entrance import limiter
from antigone.web.roles import ACCESS, Role
from antigone.web.routes import ADDRESSES
from antigone.web.sessions import IDLE, Sessions
from antigone.web.tokens import Tokens
from web.people import PASSWORD, client, signed_in, token

GATED = [each for each in ADDRESSES if ACCESS[each.name] is not None and each.name != "sign_out"]
NARROWER = {("board_print", "POST")}
"""Routes that look at more than the role: with names, a paper is for those who see names."""


def path_of(address, app):
    event = app.state.desk.state().events[0].id
    path = re.sub(r"\{\w+:int\}", "0", address.path).replace("{id}", event if "record" in address.path else "C1")
    return path + {"explain": "?id=C1", "api_explain": "?id=C1", "api_bounds": "?q=killed @ port"}.get(address.name, "")


def send(browser, address, app, headers=None):
    path = path_of(address, app)
    return browser.get(path, headers=headers) if address.method == "GET" else browser.post(path, headers=headers)


@pytest.mark.parametrize("address", GATED, ids=lambda a: f"{a.method} {a.path}")
@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_what_its_table_says(office, people, role, address):
    browser = people[role]
    headers = {"x-csrf-token": token(browser.get("/"))} if address.method == "POST" else None
    said = send(browser, address, office, headers).status_code
    if role not in ACCESS[address.name]:
        assert said == 403
    elif (address.name, address.method) not in NARROWER:  # let in; what is asked of it may be nothing, or not there
        assert said in (200, 204, 303, 400, 404, 422)


@pytest.mark.parametrize("address", GATED, ids=lambda a: f"{a.method} {a.path}")
def test_nobody_reaches_anything_without_signing_in(office, address):
    answer = send(client(office), address, office)
    goes_to_the_door = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?next=")
    assert goes_to_the_door or answer.status_code == 401
    assert "Ana Vell" not in answer.text


def test_the_table_of_roles_names_every_route_and_no_other():
    assert {each.name for each in ADDRESSES} == set(ACCESS)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.method == "POST"], ids=lambda a: a.path)
def test_an_unsafe_request_without_its_token_changes_nothing(people, address):
    browser = people[Role.ADMINISTRATOR]
    assert browser.post(address.path, data={"csrf": "x"}).status_code == 403
    assert browser.post(address.path).status_code == 403
    assert browser.get("/").status_code == 200  # still signed in


def test_a_token_of_another_session_is_refused(people):
    strangers = token(people[Role.VIEWER].get("/"))
    assert people[Role.ADMINISTRATOR].post("/record/verify", headers={"x-csrf-token": strangers}).status_code == 403


def test_a_request_from_another_origin_is_refused_even_with_the_token(people):
    browser = people[Role.ADMINISTRATOR]
    headers = {"x-csrf-token": token(browser.get("/")), "origin": "http://elsewhere.example"}
    assert browser.post("/record/verify", headers=headers).status_code == 403
    assert browser.post("/record/verify", headers=headers | {"origin": "null"}).status_code == 403
    assert browser.post("/record/verify", headers=headers | {"origin": "http://127.0.0.1:8700"}).status_code == 200


def test_signing_in_gives_a_new_session_and_the_old_one_is_worth_nothing(office):
    office.state.attempts = limiter()
    browser = client(office)
    page = browser.get("/sign-in")
    before = browser.cookies["antigone"]
    browser.post("/sign-in", data={"csrf": token(page), "name": "Viewer", "password": PASSWORD})
    assert browser.cookies["antigone"] != before
    thief = client(office)
    thief.cookies.set("antigone", before)
    assert thief.get("/").status_code == 303


def test_a_session_planted_by_somebody_else_is_not_taken_over(office):
    office.state.attempts = limiter()
    victim = client(office)
    victim.cookies.set("antigone", "planted-by-an-attacker")
    page = victim.get("/sign-in")
    answer = victim.post("/sign-in", data={"csrf": token(page), "name": "viewer", "password": PASSWORD})
    assert "planted" not in answer.headers["set-cookie"]


def test_the_cookie_is_for_the_server_only(office):
    said = client(office).get("/sign-in").headers["set-cookie"].casefold()
    assert "httponly" in said
    assert "samesite=lax" in said
    secure = client(create_app(office.state.desk.path, secure=True)).get("/sign-in").headers["set-cookie"]
    assert "secure" in secure.casefold()


def test_signing_out_ends_the_session_itself(office):
    office.state.attempts = limiter()
    browser = signed_in(office, "clerk")
    cookie = browser.cookies["antigone"]
    browser.post("/sign-out", data={"csrf": token(browser.get("/"))})
    again = client(office)
    again.cookies.set("antigone", cookie)
    assert again.get("/").status_code == 303


def test_passwords_cannot_be_tried_often(office):
    office.state.attempts = limiter()
    browser = client(office)
    csrf = token(browser.get("/sign-in"))
    data = {"csrf": csrf, "name": "board", "password": "wrong"}
    tries = [browser.post("/sign-in", data=data).status_code for _ in range(8)]
    office.state.attempts = limiter()
    assert tries[0] == 403
    assert tries[-1] == 429


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/\n//e"]
)
def test_the_door_leads_to_no_other_server(office, wanted):
    office.state.attempts = limiter()
    browser = client(office)
    data = {"csrf": token(browser.get("/sign-in")), "name": "viewer", "password": PASSWORD, "next": wanted}
    assert browser.post("/sign-in", data=data).headers["location"] == "/"


def test_a_disabled_account_is_out_at_once(own):
    app = create_app(own)
    app.state.door.accounts.add("Vera", Role.ANALYST, PASSWORD)
    browser = signed_in(app, "vera")
    assert browser.get("/").status_code == 200
    Accounts(own).change("VERA", disabled=True)
    assert browser.get("/").status_code == 303


def test_accounts_are_kept_apart_for_their_owner_only_and_in_no_clear_text(own):
    accounts = Accounts(own)
    accounts.add("Vera", Role.ANALYST, PASSWORD)
    assert accounts.path.stat().st_mode & 0o777 == 0o600
    assert PASSWORD not in accounts.path.read_text()
    assert accounts.check("vera", PASSWORD)
    assert accounts.check("vera", PASSWORD + "x") is None
    assert accounts.check("nobody", PASSWORD) is None
    with pytest.raises(UsageError):
        accounts.add(" VERA ", Role.VIEWER, PASSWORD)
    with pytest.raises(InputError):
        accounts.add("Petr", Role.VIEWER, "short")


def test_an_export_holds_no_account(own):
    app = create_app(own)
    app.state.door.accounts.add("Vera", Role.ADMINISTRATOR, PASSWORD)
    browser = signed_in(app, "Vera")
    answer = browser.post("/record/export", data={"csrf": token(browser.get("/"))})
    assert answer.headers["content-disposition"] == 'attachment; filename="port.tar"'
    assert len(answer.content) > 1000
    assert b"accounts.json" not in answer.content
    assert b"Vera" not in answer.content


def test_a_program_reads_with_a_token_what_its_role_reads(own):
    app = create_app(own)
    headers = {"authorization": f"Bearer {app.state.door.tokens.add('feed', Role.VIEWER)}"}
    assert client(app).get("/api/account", headers=headers).status_code == 200
    assert client(app).get("/api/record", headers=headers).status_code == 403
    assert client(app).get("/", headers=headers).status_code == 303  # pages are for browsers
    assert client(app).get("/api/account", headers={"authorization": "Bearer x"}).status_code == 401
    app.state.door.tokens.revoke("feed")
    assert client(app).get("/api/account", headers=headers).status_code == 401


def test_a_token_is_kept_for_its_owner_only_and_as_a_hash(own):
    tokens = Tokens(own)
    token = tokens.add("feed", Role.VIEWER)
    assert tokens.path.stat().st_mode & 0o777 == 0o600
    assert token not in tokens.path.read_text()
    assert tokens.of(token + "x") is None
    assert tokens.of("antigone_é") is None


def test_wrong_tokens_cannot_be_tried_often(own):
    app = create_app(own)
    app.state.quota.wrong = 3
    tries = [client(app).get("/api/account", headers={"authorization": "Bearer x"}) for _ in range(5)]
    assert [t.status_code for t in tries] == [401, 401, 401, 429, 429]
    assert tries[-1].headers["retry-after"] == "60"
    assert tries[-1].json()["error"]["status"] == 429


def test_a_program_that_asks_too_often_has_to_wait_and_others_do_not(own):
    app = create_app(own)
    app.state.quota.reads = 2
    one, other = ({"authorization": f"Bearer {app.state.door.tokens.add(n, Role.VIEWER)}"} for n in ("one", "other"))
    said = [client(app).get("/api/account", headers=one).status_code for _ in range(3)]
    assert said == [200, 200, 429]
    assert client(app).get("/api/account", headers=other).status_code == 200


def test_one_person_gets_in_by_the_key_and_a_ticket_opens_once(port):
    app = create_app(port, local=True)
    ticket = app.state.door.ticket()
    assert client(app).get("/").status_code == 303
    assert client(app).get("/enter?key=wrong").status_code == 403
    assert client(app).get(f"/enter?key={ticket}").status_code == 303
    assert client(app).get(f"/enter?key={ticket}").status_code == 403
    assert client(app).get("/api/account", headers={"authorization": f"Bearer {app.state.door.key}"}).status_code == 200


def test_no_key_opens_a_case_that_has_accounts(office):
    assert client(office).get(f"/enter?key={office.state.door.key}").status_code == 403


def test_sessions_end_when_they_are_not_used():
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    session = sessions.new("account:vera")
    cookie = sessions.cookie(session)
    assert sessions.find(cookie) is session
    assert sessions.find(cookie[:-2] + "xx") is None
    now[0] = IDLE + 1
    assert sessions.find(cookie) is None


def test_a_viewer_sees_no_note_and_not_who_wrote(people):
    for path in ("/statements/C2", "/explain?id=C2", "/api/statements", "/api/explain?id=C2", "/statements?q=phone"):
        assert "secret-note" not in people[Role.VIEWER].get(path).text
    assert "secret-note" in people[Role.ANALYST].get("/statements/C2").text
    assert people[Role.VIEWER].get("/api/statements?q=phone").json()["total"] == 0


def test_coordinates_are_left_out_for_the_laboratory(people):
    for role, seen in ((Role.LABORATORY, False), (Role.ANALYST, True)):
        events = people[role].get("/api/record?kind=place.defined").json()["events"]
        pages = "".join(people[role].get(f"/record/{e['id']}").text for e in events)
        assert bool(re.search(r"(?<![0-9a-f])34[.,]5", str(events) + pages)) is seen
