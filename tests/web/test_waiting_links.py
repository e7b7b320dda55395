"""Links between claims that nobody has accepted yet, decided on in the reader."""

from __future__ import annotations

import json
import re

import pytest
from typer.testing import CliRunner

from antigone.cli.main import app as command
from antigone.web.app import create_app
from web.people import client, token

REPORTS = {
    "north": ("2035-02-03", "en", "Twelve people were killed in Tarvag, the Emergencies Ministry said."),
    "vesti": ("2035-02-04", "ru", "В Тарваге погибли 12 человек, сообщили в МЧС."),
}


def run(*arguments):
    result = CliRunner().invoke(command, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def case(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, (day, language, text) in REPORTS.items():
        head = f"URL: https://example.org/{name}\nDATE: {day}\nPUBLISHER: {name}\nLANG: {language}\n\n"
        (reports / f"{name}.txt").write_text(head + text + "\n", encoding="utf-8")
    folder = tmp_path / "case"
    run("init", str(folder), "--by", "Ann Analyst")
    run("read", str(folder), str(reports))
    return folder


@pytest.fixture
def browser(case):
    app = create_app(case, local=True)
    found = client(app)
    found.get(f"/enter?key={app.state.door.key}")
    return found


def test_a_link_of_two_proposals_is_shown_leads_to_both_and_is_decided_before_they_are(case, browser):
    page = browser.get("/reader/links").text
    link = re.search(r'name="link" value="(\w+)"', page)[1]
    proposals = re.findall(r'href="/reader\?document=(\w+)#p-(p\w+)"', page)
    assert len(proposals) == 2
    for document, proposal in proposals:
        assert f'id="p-{proposal}"' in browser.get(f"/reader?document={document}").text
    csrf = token(browser.get("/reader/links"))
    assert browser.post("/reader/links", data={"csrf": csrf, "action": "accept", "link": link}).status_code == 303
    assert f'value="{link}"' not in browser.get("/reader/links").text
    for _, proposal in proposals:
        run("review", str(case), "--accept", proposal, "--set", "place=", "--set", "group=")
    claims = browser.get("/api/statements").json()["statements"]
    assert sum(bool(claim["refers_to"]) for claim in claims) == 1


def test_a_link_of_proposals_that_is_rejected_in_the_reader_is_remembered_by_the_command(case, browser):
    link = re.search(r'name="link" value="(\w+)"', browser.get("/reader/links").text)[1]
    csrf = token(browser.get("/reader/links"))
    told = {"csrf": csrf, "action": "reject", "link": link, "reason": "another mine"}
    assert browser.post("/reader/links", data=told).status_code == 303
    assert json.loads(run("links", str(case), "--json"))["links"] == []
    assert f'value="{link}"' not in browser.get("/reader/links").text


def test_a_waiting_claim_has_a_page_of_its_own_links(browser):
    page = browser.get("/reader").text
    claim = re.search(r'class="links" href="/reader/links\?claim=(c\w+)"', page)[1]
    shown = browser.get(f"/reader/links?claim={claim}")
    assert shown.status_code == 200
    assert 'name="link"' in shown.text
