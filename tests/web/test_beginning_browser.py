"""In a browser: the page that waits tells how far the reading is, and the page that was wanted opens by itself."""

import socket
import threading

import pytest
import uvicorn

from antigone.web.app import create_app
from antigone.web.desk import CaseDesk


@pytest.fixture
def reading(port, monkeypatch):
    """A server on a real port whose case is being read until `go` is set."""
    go, read = threading.Event(), CaseDesk.state

    def state(self):
        assert go.wait(120)
        return read(self)

    monkeypatch.setattr(CaseDesk, "state", state)
    app = create_app(port, local=True, warm=True)
    app.state.desk.beginning.at, app.state.desk.beginning.of = 210_000, 506_088
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    bound.listen(16)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    running.start()
    yield app, f"http://127.0.0.1:{bound.getsockname()[1]}", go
    go.set()
    server.should_exit = True
    running.join(10)
    bound.close()


def test_the_page_that_was_wanted_opens_by_itself(reading, chromium):
    app, address, go = reading
    context = chromium.new_context(locale="en")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{address}/enter?key={app.state.door.key}")
    page.goto(f"{address}/statements?unit=killed")
    page.get_by_text("210,000 of 506,088").wait_for()
    app.state.desk.beginning.stage = 2
    page.locator("li[aria-current=step]", has_text="Make the account").wait_for()
    assert page.title().startswith("The case is being read")
    go.set()
    page.locator("table").first.wait_for(timeout=60_000)
    assert page.url == f"{address}/statements?unit=killed"
    assert faults == []
    context.close()


def test_without_scripts_it_opens_as_well(reading, chromium):
    app, address, go = reading
    context = chromium.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/enter?key={app.state.door.key}")
    page.get_by_text("210,000 of 506,088").wait_for()
    go.set()
    page.locator("h1", has_text="The account of the dead").wait_for(timeout=60_000)
    assert "The case is being read" not in page.content()
    context.close()
