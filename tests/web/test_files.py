"""Files dropped into the reader: read apart, told one by one, and nothing of them is ever a path."""

import io
import subprocess
import sys
import time
import zipfile

import pytest

from antigone.core.errors import LimitError, NotFoundError, UsageError
from antigone.formats.intake import Intake
from antigone.web import drops as module
from antigone.web.app import create_app
from antigone.web.drops import Drops, Fate, called
from antigone.web.pages.entrance import limiter
from antigone.web.roles import Role
from web.people import PASSWORD, client, signed_in, token

REPORT = b"PUBLISHER: Gazette\nDATE: 2030-05-05\nLANG: en\n\nThe mayor said 14 people were killed in Port on Sunday.\n"
TABLE = b"id,said_on,speaker,unit,low,high,best,modifier,place\nT1,2030-05-06,Ana Vell,killed,30,30,30,exact,port\n"


def bomb():
    """A document whose one part unpacks to a thousand times its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 30_000_000)
    return packed.getvalue()


@pytest.fixture
def browser(own):
    app = create_app(own, local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    return made


def drop(browser, *files, **form):
    csrf = token(browser.get("/reader"))
    return browser.post("/reader/files", data={"csrf": csrf, **form}, files=[("files", each) for each in files])


def settled(browser, address):
    """The page once everything is gone through."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        page = browser.get(address)
        if "All files are gone through." in page.text:
            return page.text
        assert "every 1s" in page.text  # it asks again by itself
        time.sleep(0.1)
    raise AssertionError(page.text)


def test_what_is_dropped_is_read_and_each_file_says_what_became_of_it(browser, own):
    files = [
        ("../../etc/passwd", REPORT),
        ("again.txt", REPORT),
        ("bomb.docx", bomb()),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
        ("empty.txt", b""),
    ]
    answer = drop(browser, *files)
    assert answer.status_code == 303
    page = settled(browser, answer.headers["location"])
    assert "passwd" in page
    assert "etc/" not in page
    assert "1 claim is proposed." in page
    assert "known already" in page
    assert "a bomb, not a report" in page
    assert "in no format that is read here" in page
    assert page.count("nothing was read") == 3
    assert not list(own.rglob("*passwd*"))
    proposals = browser.get("/api/proposals?waiting=true").json()["proposals"]
    assert [each["claim"]["quote"] for each in proposals] == ["14 people"]
    assert browser.get("/api/statements?q=mayor said").json()["total"] == 0  # results are proposals


def test_a_table_waits_for_a_word_before_its_rows_enter(browser):
    answer = drop(browser, ("statements.csv", TABLE))
    page = settled(browser, answer.headers["location"])
    assert "1 rows would enter the account at once" in page
    assert browser.get("/api/statements/T1").status_code == 404
    id = answer.headers["location"].partition("drop=")[2]
    assert drop(browser, action="enter", drop=id, number="7").status_code == 404
    again = drop(browser, action="enter", drop=id, number="0")
    assert again.status_code == 303
    assert "entered" in settled(browser, again.headers["location"])
    assert browser.get("/api/statements/T1").json()["figure"] == "30"
    assert drop(browser, action="enter", drop=id, number="0").status_code == 404


def test_nothing_dropped_and_too_much_dropped_are_refused_with_what_to_do(browser, monkeypatch):
    assert "Choose one or more reports." in drop(browser).text
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    assert drop(browser, ("a.txt", b"x" * 200)).status_code == 400
    monkeypatch.setattr(module, "MOST_WAITING", 0)
    assert drop(browser, ("a.txt", b"x")).status_code == 400
    many = [(f"{n}.txt", b"x") for n in range(201)]
    assert drop(browser, *many).status_code == 400


def test_what_somebody_dropped_is_not_seen_by_others(own):
    app = create_app(own)
    for name in ("one", "other"):
        app.state.door.accounts.add(name, Role.ANALYST, PASSWORD)
    one, other = signed_in(app, "one"), signed_in(app, "other")
    app.state.attempts = limiter()
    address = drop(one, ("a.txt", REPORT)).headers["location"]
    assert other.get(address).status_code == 404
    assert "gone through" in one.get(address).text
    settled(one, address)
    events = one.get("/api/record?kind=document.read").json()["events"]
    assert events[0]["by"] == "one"


def test_files_without_the_token_are_not_even_looked_at(browser):
    assert browser.post("/reader/files", files=[("files", ("a.txt", REPORT))]).status_code == 403
    assert not browser.app.state.drops._drops


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../a.txt", "a.txt"),
        ("C:\\secret\\a.txt", "a.txt"),
        ("a\x00b\n\u202etxt.exe", "abtxt.exe"),
        ("", "file"),
        ("/", "file"),
        ("x" * 900, "x" * 150),
        ("\ud800", "?"),
    ],
)
def test_a_name_is_only_ever_a_name(name, shown):
    assert called(name) == shown


def test_a_child_that_gives_no_sign_of_life_is_ended_and_the_next_file_is_read(own, monkeypatch):
    monkeypatch.setattr(Intake, "_start", lambda _: sleeping())
    with Intake(own, patience=0.3) as intake:
        told = intake.read(REPORT, "a.txt")
        assert told["findings"][0]["code"] == "read.too_slow"
        monkeypatch.undo()
        intake.patience = 60.0
        assert intake.read(REPORT, "a.txt")["documents"]


def sleeping():

    pipe = subprocess.PIPE
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)


def test_a_child_that_dies_is_a_finding(own, monkeypatch):

    command = [sys.executable, "-c", "raise SystemExit"]
    dying = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    monkeypatch.setattr(Intake, "_start", lambda _: dying)
    with Intake(own) as intake:
        assert intake.read(REPORT, "a.txt")["findings"][0]["code"] == "read.reader_died"


def test_the_queue_refuses_what_makes_no_sense(own):
    drops = Drops(own)
    with pytest.raises(UsageError):
        drops.take("", [])
    with pytest.raises(LimitError):
        drops.take("", [("a", io.BytesIO(), 0)] * 201)
    with pytest.raises(NotFoundError):
        drops.get("unknown", "")
    assert Fate.READ.value == "read"
