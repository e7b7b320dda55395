"""Bodies unaccounted for lead from the account to a list of them, one by one, and from there to where it is mended."""

import re

import pytest

from antigone.account.report.booked import booked
from antigone.found import services
from antigone.found.custody import CustodyType, Unaccounted, UnaccountedReason
from antigone.found.desk import Desk
from antigone.record.case import Case
from antigone.web.app import create_app
from antigone.web.pages.unaccounted import bodies
from web.people import client
from web.register_world import act, make_register


@pytest.fixture
def browser(tmp_path):
    """A case with things taken without numbers, two that were lost, and a reason for one of these."""
    path = tmp_path / "harbour"
    make_register(path)
    with Case.open(path, by="tester") as case:
        desk = Desk(case)
        lost = [id for id, steps in desk.whole().paths.items() if steps[-1].target.place == "morgue-1"][:2]
        act(desk, "2024-06-01", CustodyType.LOST, lost, from_place="morgue-1")
        desk.look_again()
        case.append([services.give_reason(desk.whole(), Unaccounted(lost[0], UnaccountedReason.LOST))])
    app = create_app(path, local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    made.state = app.state.desk.state
    return made


def test_each_reason_on_the_account_leads_to_as_many_as_it_counts(browser):
    shown = browser.get("/").text
    told = re.findall(r'href="(/remains/unaccounted\?reason=[^"]+)">([\d,]+) ', shown)
    assert len(told) >= 2
    for address, n in told:
        page = browser.get(address.replace("&amp;", "&")).text
        rows = re.findall(r'<td class="n" data-of="How many">([\d,]+)</td>', page)
        assert sum(int(each) for each in rows) == int(n)


def test_the_list_holds_what_the_account_counts(browser):
    register = browser.state().register
    counted = dict(booked(register, None).unaccounted)
    listed = bodies(register, None)
    assert {reason: sum(e.count for e in listed if e.reason is reason) for reason in counted} == counted
    assert sum(e.count for e in listed) == sum(counted.values())


def test_what_has_no_reason_leads_to_the_form_that_asks_for_one(browser):
    page = browser.get("/remains/unaccounted?reason=none").text
    assert re.search(r'href="/remains/[^"/]+/reason"', page)
    assert 'href="/entry/' in page


def test_what_makes_no_sense_is_no_fault(browser):
    every = browser.get("/remains/unaccounted").text.count("<tr>")
    for address in ("?reason=bad&page=x", "?reason=unclaimed"):
        assert browser.get(f"/remains/unaccounted{address}").text.count("<tr>") == every
    assert browser.get("/remains/unaccounted?as_of=never").status_code == 400


def test_an_empty_list_says_so(tmp_path):
    with Case.create(tmp_path / "bare", "Bare", by="tester"):
        pass
    app = create_app(tmp_path / "bare", local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    assert "Nobody is unaccounted for" in made.get("/remains/unaccounted").text
