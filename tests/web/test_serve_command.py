"""`antigone serve` as it is typed: who may sign in, what it refuses, and that it serves."""

import json
import re
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from antigone.cli.main import main
from antigone.web.roles import Role
from antigone.web.tokens import Tokens
from web.people import PASSWORD


def run(capsys, *arguments):
    """Exit code, what was printed, and what was said of errors."""
    code = 0
    try:
        main([str(each) for each in arguments])
    except SystemExit as end:
        code = end.code or 0
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def secret(tmp_path):
    file = tmp_path / "password.txt"
    file.write_text(PASSWORD + "\n")
    return file


def test_accounts_are_added_listed_changed_and_disabled(own, secret, capsys):
    def accounts(*words):
        return run(capsys, "serve", "accounts", *words)

    assert "Nobody has an account yet" in accounts("list", own)[1]
    assert accounts("add", own, "Vera", "--role", "analyst", "--password-file", secret)[0] == 0
    assert accounts("change", own, "vera", "--role", "board")[0] == 0
    assert accounts("disable", own, "vera")[0] == 0
    listed = json.loads(accounts("list", own, "--json")[1])
    assert [(a["name"], a["role"], a["disabled"]) for a in listed] == [("Vera", "board", True)]
    assert "argon2" not in json.dumps(listed)


def test_tokens_are_made_listed_and_called_back(own, capsys):
    def tokens(*words):
        return run(capsys, "serve", "tokens", *words)

    assert "No program has a token yet" in tokens("list", own)[1]
    token = tokens("add", own, "wire feed", "--role", "analyst")[1].strip()
    assert Tokens(own).of(token).role is Role.ANALYST
    assert token not in (own / "tokens.json").read_text()
    assert tokens("add", own, "Wire Feed")[0] == 2
    assert tokens("revoke", own, "WIRE FEED")[0] == 0
    assert Tokens(own).of(token) is None
    listed = json.loads(tokens("list", own, "--json")[1])
    assert [(t["name"], t["role"], bool(t["revoked"])) for t in listed] == [("wire feed", "analyst", True)]
    assert "digest" not in listed[0]
    assert tokens("revoke", own, "wire feed")[0] == 6


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "CASE", "Vera", "--role", "king", "--password-file", "SECRET"), 2),
        (("disable", "CASE", "Nobody"), 6),
        (("change", "CASE", "Nobody"), 2),
        (("list", "NOWHERE"), 4),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(own, secret, tmp_path, capsys, words, code):
    places = {"CASE": own, "SECRET": secret, "NOWHERE": tmp_path / "nowhere"}
    got, _, said = run(capsys, "serve", "accounts", *(places.get(word, word) for word in words))
    assert got == code
    assert said.startswith("antigone: ")


def test_others_are_served_with_accounts_only(own, capsys):
    code, _, said = run(capsys, "serve", own, "--host", "0.0.0.0", "--no-browser")
    assert code == 2
    assert "nobody has an account" in said


def test_a_folder_that_is_no_case_is_refused(tmp_path, capsys):
    assert run(capsys, "serve", tmp_path, "--no-browser")[0] == 4


def patiently(asked):
    """The answer of a server that may still be reading its case, as a program waits for it."""
    while True:
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as fault:
            if fault.code != 503:
                raise
            time.sleep(min(0.1, float(fault.headers["retry-after"])))


def test_a_damaged_case_stops_the_server_with_its_fault(own):
    record = own / "record.db"
    with sqlite3.connect(record) as db:
        db.execute("DROP TRIGGER event_is_never_changed")
        db.execute("UPDATE event SET raw = CAST(replace(CAST(raw AS TEXT), 'a', 'e') AS BLOB) WHERE position = 8")
    command = [sys.executable, "-m", "antigone.cli", "serve", str(own), "--port", "0", "--no-browser"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 5
    assert "position" in done.stderr
    assert "antigone verify" in done.stderr


def test_it_serves_one_person_on_this_machine(own):
    command = [sys.executable, "-u", "-m", "antigone.cli", "serve", str(own), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            text = ""
            while not (found := re.search(r"(http://127\.0\.0\.1:\d+)/enter\?key=(\S+)", text)):
                line = running.stdout.readline()
                assert line, text
                text += line
            asked = urllib.request.Request(f"{found[1]}/api/account", headers={"authorization": f"Bearer {found[2]}"})
            told = patiently(asked)
            assert told["case"] == 'Port "May" <2030>'
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(f"{found[1]}/api/account", timeout=60)
        finally:
            running.terminate()
