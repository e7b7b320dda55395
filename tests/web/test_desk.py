"""What the desk serves after a change is what a server started anew would serve: nothing is ever stale."""

import itertools
import re

import pytest

from antigone.core.when import PartialDate, Period
from antigone.formats.case_import import import_tables
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.events import draft, taking_back
from antigone.found.label import Block, canonical_id
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.record import Case, Draft
from antigone.web.app import create_app
from antigone.web.desk import CaseDesk
from antigone.web.routes import ADDRESSES
from antigone.web.view import View
from web.people import client

PATHS = ("/?as_of=2030-05-02", "/?off=no-double-entry", "/statements/C1", "/explain?id=killed%20%40%20land",
         "/statements?unit=killed&sort=-date")  # fmt: skip
HEAD = "id,said_on,speaker,unit,low,high,modifier,place,group\n"


def _plain_pages():
    """Every page that needs no more than its address; what starts a download or a stream is no page.

    Verifying is left out: it goes on by itself, and two servers are not at the same event at one moment.
    """
    plain = [a.path for a in ADDRESSES if a.method == "GET" and "{" not in a.path and not a.path.startswith("/api/")]
    return [path for path in plain if path != "/record/verifying"]


def _import(path, folder, text):
    folder.mkdir()
    (folder / "statements.csv").write_text(HEAD + text, encoding="utf-8")
    with Case.open(path, by="tester") as case:
        import_tables(case, folder)


def _append(path, *drafts):
    with Case.open(path, by="tester") as case:
        return case.append(list(drafts))


def _changes(path, tmp_path):
    """One change after the other: a claim, a register, custody, taking back, an edit."""
    day = PartialDate(2030, 5, 4)
    on, ids = Period(day, day), [canonical_id(n) for n in range(3)]
    numbers = itertools.count()
    yield lambda: _import(
        path, tmp_path / f"t{next(numbers)}", "N1,2030-05-04,The ministry,killed,40,,at_least,port,all\n"
    )
    with Case.open(path, by="tester") as case:
        block = Block(case.writer().public, 0, 99)
    yield lambda: _append(path, draft(Site("m", SiteType.MORGUE, place="port", keeper="o")), draft(block))
    yield lambda: _append(path, *(draft(Remains(id, RemainsKind.BODY)) for id in ids))
    for id in ids:
        yield lambda id=id: _append(path, draft(CustodyEvent(CustodyType.RECEIVED, (id,), to_place="m"), on))
    with Case.open(path, read_only=True) as case:
        events = list(case.events())
    booked = [e.id for e in events if e.kind == "custody.recorded"]
    yield lambda: _append(path, taking_back(booked[0], "never there"))
    claim = next(e.id for e in events if e.kind == "claim.accepted")
    yield lambda: _append(path, Draft("entry.retracted", {}, corrects=claim, reason="entered by mistake"))
    yield lambda: _import(
        path, tmp_path / f"t{next(numbers)}", "C4,2030-05-03,The morgue,bodies_received,11,11,exact,port,all\n"
    )


def _entered(path):
    app = create_app(path, local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    return made


def _shown(browser, path):
    """A page without the token that belongs to one browser only, and without the id of one sending of a form."""
    answer = browser.get(path)
    return answer.status_code, re.sub(r'(name="(?:csrf|form-id)" value=")[^"]+', r"\1", answer.text)


@pytest.mark.parametrize("path", ["/", *PATHS])
def test_after_any_change_the_account_is_that_of_a_server_started_anew(own, tmp_path, path):
    old = _entered(own)
    old.get(path)
    for change in _changes(own, tmp_path):
        change()
        assert _shown(old, path) == _shown(_entered(own), path)


@pytest.mark.slow
def test_after_all_changes_every_page_is_that_of_a_server_started_anew(own, tmp_path):
    old = _entered(own)
    for change in _changes(own, tmp_path):
        for path in _plain_pages():
            old.get(path)
        change()
    new = _entered(own)
    different = [path for path in _plain_pages() if _shown(old, path) != _shown(new, path)]
    assert different == []


def test_what_nothing_concerns_is_kept(own, tmp_path):
    desk = CaseDesk(own)
    for change in itertools.islice(_changes(own, tmp_path), 4):
        change()
        desk.state()
    before = desk.state()
    _import(own, tmp_path / "more", "N9,2030-05-06,The ministry,killed,41,,at_least,port,all\n")
    after = desk.state()
    assert after is not before
    assert after.register.paths is before.register.paths
    assert "N9" in after.book.claims
    assert "N9" not in before.book.claims


def test_what_was_read_and_erased_is_carried_on_as_a_fold_gives_it(own):
    desk = CaseDesk(own)
    before = desk.state()
    said, sealing = before.said, before.sealing
    with Case.open(own, by="tester") as case:
        block = Block(case.writer().public, 0, 99)
    _append(own, draft(Site("m", SiteType.MORGUE, keeper="o")), draft(block))
    after, anew = desk.state(), CaseDesk(own).state()
    assert after.said is said
    assert after.sealing is not sealing
    assert (after.said, after.sealing) == (anew.said, anew.sealing)


def test_an_account_is_made_once_for_each_state(own):
    desk = CaseDesk(own)
    assert desk.account(View()) is desk.account(View())


def test_another_record_in_the_same_place_is_read_anew(own, tmp_path):
    desk = CaseDesk(own)
    desk.state()
    for file in own.glob("record.db*"):
        file.unlink()
    with Case.create(tmp_path / "other", "Other", by="tester") as case:
        case.append([Draft("note", {"n": 1})])
    (tmp_path / "other" / "record.db").rename(own / "record.db")
    assert desk.state().name == "Other"
    assert not desk.state().book.claims


def test_the_account_shows_what_is_booked_beside_what_is_said(own, tmp_path):
    browser = _entered(own)
    assert "In the register at the end of" not in browser.get("/").text
    for change in itertools.islice(_changes(own, tmp_path), 6):
        change()
    shown = browser.get("/").text
    assert "In the register at the end of" in shown
    assert 'href="/ledger?place=m&amp;date=' in shown
    stolen = CustodyEvent(CustodyType.STOLEN, (canonical_id(1),), from_place="m")
    day = PartialDate(2030, 5, 5)
    _append(own, draft(stolen, Period(day, day)))
    shown = browser.get("/").text
    assert "Bodies unaccounted for, by reason" in shown
    assert "1 without a reason given: to be mended" in shown
    assert "Bodies unaccounted for, by reason" not in browser.get("/?as_of=2030-05-04").text


def test_what_was_erased_is_known_at_every_desk_of_the_pages(tmp_path):
    from antigone.named.desk import Desk
    from antigone.record.sealed import Erased
    from antigone.web.seen import reading
    from named_worlds import NAME, new_case, report

    with new_case(tmp_path) as case:
        person = report(Desk(case))
        id = Desk(case).book.reports_of(person)[0].id
        path = case.path
    here = type("Here", (), {"desk": CaseDesk(path), "user": type("User", (), {"name": ""})()})()
    with reading(here) as desk:
        assert desk.values(id)["name"] == NAME
    with Case.open(path) as case:
        case.erase(person, reason="asked for it")
    with reading(here) as desk:
        assert isinstance(desk.values(id)["name"], Erased)
    with here.desk.at_work("") as desk:
        other = report(desk, "Another Example")
        desk.case.erase(other, reason="asked as well")
        desk.refresh()
        assert isinstance(desk.values(id)["name"], Erased)
        assert isinstance(desk.values(desk.book.reports_of(other)[0].id)["name"], Erased)
        assert desk.case.register().erased_subjects == {person, other}
