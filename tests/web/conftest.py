"""The small case, served in every way there is."""

import shutil
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from antigone.web.app import create_app
from antigone.web.roles import Role
from web.browsing import PATIENCE
from web.people import PASSWORD, TABLES, client, make_case, signed_in
from web.reports import make_reports


@pytest.fixture(scope="session")
def port(tmp_path_factory):
    """Folder of the small case; tests do not write to it."""
    return make_case(tmp_path_factory.mktemp("tables"), TABLES, tmp_path_factory.mktemp("cases") / "port")


@pytest.fixture
def own(tmp_path):
    """The same, for a test that writes."""
    tables = tmp_path / "tables"
    tables.mkdir()
    return make_case(tables, TABLES, tmp_path / "port")


@pytest.fixture
def local(port):
    """The browser of one person on their own machine, let in."""
    app = create_app(port, local=True)
    made = client(app)
    assert made.get(f"/enter?key={app.state.door.key}").status_code == 303
    return made


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """The application with one account of every role."""
    folder = tmp_path_factory.mktemp("office")
    path = make_case(folder, TABLES, folder / "case")
    app = create_app(path)
    for role in Role:
        app.state.door.accounts.add(role.value, role, PASSWORD)
    return app


@pytest.fixture(scope="session")
def people(office):
    """A signed-in browser of every role."""
    from antigone.web.pages.entrance import limiter

    found = {}
    for role in Role:
        office.state.attempts = limiter()
        found[role] = signed_in(office, role.value)
    office.state.attempts = limiter()
    return found


@pytest.fixture(scope="session")
def event_office(tmp_path_factory):
    """A simulated event after a sitting of its board; tests do not write to it, see `web.event_world.Again`."""
    from web.event_world import EventOffice, make_event

    return EventOffice(make_event(tmp_path_factory.mktemp("event"))[0])


@contextmanager
def serving(path):
    """The address and key of a case on a real port."""
    import uvicorn

    app = create_app(path, local=True)
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{bound.getsockname()[1]}", app.state.door.key
    server.should_exit = True
    running.join(5)
    bound.close()


@pytest.fixture(scope="session")
def served(port):
    """The small case on a real port."""
    with serving(port) as found:
        yield found


@pytest.fixture
def served_reports(tmp_path):
    """A case with a report to review, on a real port."""
    with serving(make_reports(tmp_path)) as found:
        yield found


@pytest.fixture(scope="module")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api")
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    playwright.expect.set_options(timeout=PATIENCE)
    arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-first-run"]
    arguments += ["--disable-background-networking"]
    with playwright.sync_playwright() as playing:
        opened = playing.chromium.launch(executable_path=found, args=arguments)
        yield opened
        opened.close()
