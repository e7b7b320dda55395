"""What hostile input can do: nothing. Names, addresses, hosts, sizes, headers."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from antigone.web.app import create_app
from antigone.web.guard import MOST_BYTES, POLICY, Allowance, Limits
from antigone.web.routes import ADDRESSES as ALL_ADDRESSES
from web.people import client, token

PAGES = (
    "/", "/?as_of=2030-05-02", "/?aside=C2", "/compare?as_of=2030-05-01&as_of2=2030-05-03", "/statements",
    "/statements?q=ten", "/statements/C3", "/explain?id=C3", "/explain?id=killed @ port", "/record",
)  # fmt: skip


class Seen(HTMLParser):
    """What a browser would make of a page: elements and attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.attributes += [name for name, _ in attrs]


@pytest.mark.parametrize("path", PAGES)
def test_hostile_names_are_words_and_never_markup(local, path):
    seen = Seen(local.get(path).text)
    scripts = [a for tag, a in seen.tags if tag == "script"]
    assert all(re.fullmatch(r"/static/[a-z.]+js\?v=[0-9a-f]{12}", a["src"]) for a in scripts)
    assert "img" not in [tag for tag, _ in seen.tags]
    assert "b" not in [tag for tag, _ in seen.tags]
    assert not [a for a in seen.attributes if a.startswith("on") or a == "style"]
    links = [a.get("href") or "" for tag, a in seen.tags if tag == "a"]
    assert all(link.startswith(("/", "#", "https://example.org/")) for link in links)


def test_the_hostile_words_are_there_as_words(local):
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in local.get("/statements/C3").text
    assert "Port &lt;b&gt;&amp;&lt;/b&gt;" in local.get("/").text


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/static/app.css", "/api/account", "/api/nowhere", "/sign-in"])
def test_every_answer_carries_the_safety_headers(local, path):
    answer = local.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    kept = "immutable" if path.startswith("/static") else "no-store"
    assert kept in answer.headers["cache-control"]


def test_our_own_faults_are_told_plainly_and_show_nothing(port, monkeypatch):
    app = create_app(port, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    monkeypatch.setattr(type(app.state.desk), "account", lambda *_: 1 / 0)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert browser.get("/api/account").json()["error"]["status"] == 500


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_names_bound_to_this_machine_by_others_are_refused(local, host):
    assert local.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "[::1]:8700", "192.168.1.20"])
def test_names_of_this_machine_are_known(local, host):
    assert local.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/....//app.py",
        "/statements/..%2f..%2faccounts.json", "/record/..%2f..%2faccounts.json", "/static/",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_house(local, path):
    answer = local.get(path)
    assert answer.status_code in (404, 405)
    assert "import" not in answer.text


def test_what_is_too_large_is_refused_whatever_its_headers_say(local):
    csrf = token(local.get("/"))
    big = b"csrf=" + csrf.encode() + b"&x=" + b"a" * MOST_BYTES
    headers = {"content-type": "application/x-www-form-urlencoded", "x-csrf-token": csrf}
    assert local.post("/language", content=big, headers=headers).status_code == 413
    assert (
        local.post(
            "/language", content=(big[i : i + 9999] for i in range(0, len(big), 9999)), headers=headers
        ).status_code
        == 413
    )


@pytest.mark.anyio
async def test_what_comes_too_slowly_is_refused():
    import asyncio

    said = []

    async def never():
        await asyncio.sleep(9)

    async def send(message):
        said.append(message)

    app = Limits(None, patience=0.01)
    await app({"type": "http", "method": "POST", "headers": []}, never, send)
    assert said[0]["status"] == 408


def asked(path, app, headers=()):
    """What an application is asked, one level below HTTP."""
    head = [(b"host", b"127.0.0.1"), (b"content-type", b"multipart/form-data; boundary=x"), *headers]
    server = {"client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8700), "scheme": "http", "http_version": "1.1"}
    place = {"path": path, "raw_path": path.encode(), "query_string": b"", "root_path": ""}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "method": "POST",
        "headers": head,
        "app": app,
        **server,
        **place,
    }


async def answered(app, scope, receive):
    """The status of the answer to a request whose body comes from `receive`."""
    said = []

    async def send(message):
        said.append(message)

    await app(scope, receive, send)
    return said[0]["status"]


def cookie(app):
    sessions = app.state.door.sessions
    return [(b"cookie", f"antigone={sessions.cookie(sessions.new('local'))}".encode())]


@pytest.mark.anyio
async def test_an_upload_that_grows_without_end_is_refused_on_its_way(port):
    app = create_app(port, local=True)
    came = 0

    async def endless():
        nonlocal came
        came += 1_000_000
        return {"type": "http.request", "body": b"--x\r\n" + b"a" * 1_000_000, "more_body": True}

    files = next(a for a in ALL_ADDRESSES if a.name == "take_files")
    app.user_middleware.clear()
    small = Limits(app, larger={files.path: Allowance(5_000_000)})
    assert await answered(small, asked(files.path, app, cookie(app)), endless) in (400, 413)
    assert came <= 7_000_000


@pytest.mark.anyio
@pytest.mark.parametrize("allowed", [Allowance(10**9, patience=0.05), Allowance(10**9, seconds=0.05)])
async def test_an_upload_that_drips_is_refused(port, allowed):
    import asyncio

    app = create_app(port, local=True)

    async def dripping():
        await asyncio.sleep(0.04 if allowed.seconds < 1 else 0.2)
        return {"type": "http.request", "body": b"-", "more_body": True}

    app.user_middleware.clear()
    path = "/reader/files"
    assert await answered(Limits(app, larger={path: allowed}), asked(path, app, cookie(app)), dripping) == 408


@pytest.mark.anyio
async def test_what_a_stranger_uploads_is_not_even_received(port):
    app = create_app(port, local=True)

    async def never():
        raise AssertionError("the body was asked for")

    assert await answered(app, asked("/reader/files", app), never) == 401
    push = asked("/api/claims", app, [(b"authorization", b"Bearer antigone_wrong")])
    assert await answered(app, push, never) == 401


@pytest.fixture
def anyio_backend():
    return "asyncio"


PARAMETERS = ["as_of", "as_of2", "on", "off", "aside", "id", "q", "unit", "place", "sort", "page", "kind", "from"]
PAGES_ASKED = ["/", "/compare", "/explain", "/statements", "/record"]
ADDRESSES = [*PAGES_ASKED, "/api/account", "/api/bounds", "/api/explain", "/api/record"]
VALUES = st.text(max_size=12) | st.sampled_from(["C1", "2030", "-1", "0", "killed @ port"])


@pytest.fixture(scope="module")
def reader(port):
    app = create_app(port, local=True)
    made = TestClient(app, base_url="http://127.0.0.1", headers={"authorization": f"Bearer {app.state.door.key}"})
    made.get(f"/enter?key={app.state.door.key}")
    return made


@given(path=st.sampled_from(ADDRESSES), query=st.dictionaries(st.sampled_from(PARAMETERS), VALUES))
def test_no_address_breaks_a_page(reader, path, query):
    assert reader.get(path, params=query).status_code in (200, 400, 404)
