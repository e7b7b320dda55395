"""The first page: the number before all else, whom the board named, and where a question can be settled, by role."""

import re
from types import SimpleNamespace

import pytest

from antigone.web.app import create_app
from antigone.web.settling import under
from antigone.web.view import View
from web.board_world import Office, make_board
from web.people import TABLES, client, make_case
from web.test_board import decided, taken


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A board has decided on one person and established it; nobody has said anything."""
    made = Office(make_board(tmp_path_factory.mktemp("board")))
    taken(made, decided(made), "established")
    return made


@pytest.fixture(scope="module")
def contested(tmp_path_factory):
    """Two offices give one count differently, and a morgue is in the register."""
    folder = tmp_path_factory.mktemp("contested")
    rows = [
        TABLES["statements.csv"].splitlines()[0],
        "C1,2030-05-03,Ana Vell,mayor,Gazette,,killed,10,10,10,exact,port,all,,,,ten were killed,",
        "C2,2030-05-03,Ana Vell,mayor,Radio Quay,,killed,14,14,14,exact,port,all,,,,fourteen were killed,",
    ]
    path = make_case(folder, TABLES | {"statements.csv": "\n".join(rows) + "\n"}, folder / "case")
    return Office(path)


def between(page, start, end):
    return page.text.split(start, 1)[1].split(end, 1)[0]


def test_the_number_stands_before_the_slider_and_all_else(contested):
    page = contested.get("Viewer One", "/").text
    places = [page.index(each) for each in ("<h1", 'class="figure-large"', 'id="when"', 'class="contents"', "h-bodies")]
    assert places == sorted(places)


def test_the_board_is_counted_and_leads_on(office):
    page = office.get("Analyst One", "/")
    named = between(page, '<p class="named">', "</p>")
    assert ">1</a>" in named
    assert 'href="/board?what=decided"' in named
    explained = re.search(r'href="(/explain\?id=identified[^"]*)"', named)[1].replace("&amp;", "&")
    assert office.get("Analyst One", explained).status_code == 200


def test_whoever_may_not_see_the_board_gets_the_number_only(office):
    named = between(office.get("Viewer One", "/"), '<p class="named">', "</p>")
    assert ">1</a>" in named
    assert "/board" not in named


def test_a_name_counts_from_the_day_on_which_it_was_established(office):
    assert '<p class="named">' not in office.get("Analyst One", "/?as_of=2000-01-01").text


def test_where_no_board_ever_decided_nothing_is_said_of_it(contested):
    assert '<p class="named">' not in contested.get("Analyst One", "/").text


def test_a_question_leads_to_the_pages_where_this_role_can_settle_it(contested):
    settle = between(contested.get("Analyst One", "/"), '<section id="settle"', "</section>")
    assert "/reader/links?claim=C1" in settle
    assert 'href="/reader"' in settle
    assert "/stocktake" not in settle  # no analyst's work, and there is no place to count
    for path in re.findall(r'class="small ways">.*?</p>', settle, re.S):
        for address in re.findall(r'href="([^"]+)"', path):
            assert contested.get("Analyst One", address).status_code == 200


def test_who_can_settle_nothing_is_shown_no_way(contested):
    settle = between(contested.get("Viewer One", "/"), '<section id="settle"', "</section>")
    assert "Which of" in settle
    assert "ways" not in settle


def test_each_answer_opens_the_account_in_which_it_holds(contested):
    settle = between(contested.get("Viewer One", "/"), '<section id="settle"', "</section>")
    views = re.findall(r'<a class="n" href="(/\?[^"]+)"', settle)
    assert views
    for view in views:
        page = contested.get("Viewer One", view.replace("&amp;", "&"))
        assert page.status_code == 200
        assert "Changed by hand" in page.text


def test_a_rejected_claim_is_told_to_have_no_links(contested):
    page = contested.get("Analyst One", "/reader").text
    assert 'data-between="A claim that was rejected, split or merged has no links."' in page
    assert "accept this one first" not in page


def test_what_the_register_proves_is_told_in_words_and_not_by_its_key(office):
    page = office.get("Analyst One", "/explain?id=identified+%40+")
    assert "boards:" not in page.text
    assert "the board" in page.text


def test_the_empty_account_teaches(tmp_path):
    from antigone.record.case import Case

    Case.create(tmp_path / "case", "Nothing yet", by="tester").close()
    app = create_app(tmp_path / "case", local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    page = browser.get("/").text
    assert "antigone import CASE FOLDER" in page
    assert 'class="figure-large"' not in page


def test_every_number_of_the_register_leads_to_its_book(tmp_path):
    from web.register_world import make_register

    with_book = Office(make_register(tmp_path / "case"))
    table = between(with_book.get("Clerk One", "/"), "In the register at the end of", "</table>")
    numbers = re.findall(r'<td class="n" data-of="By number">(.*?)</td>', table)
    assert len(numbers) > 1
    assert all("/ledger?place=" in each for each in numbers[:-1])  # the last is the sum
    of_a_viewer = between(with_book.get("Viewer One", "/"), "In the register at the end of", "</table>")
    assert "/ledger" not in of_a_viewer
    assert "/places/morgue-1" in of_a_viewer


def test_a_reading_of_the_same_words_opens_the_account_in_which_it_holds():
    made = SimpleNamespace(
        view=View(), report=SimpleNamespace(assumptions=[SimpleNamespace(id="no-double-entry", default=True)])
    )
    assert under(made, ["no-double-entry=off", "S2 put aside"]) == View(off=("no-double-entry",), aside=("S2",))
    assert under(made, []) is None  # it is the one looked at
    assert under(made, ["not-on-the-page=on"]) is None
