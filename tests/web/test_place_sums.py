"""What is kept within a place: its morgues one by one, their sum, least and most where the register proves them."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.account.register import Fact
from antigone.core.place import Place
from antigone.core.quantity import Count
from antigone.found.site import Site, SiteType
from antigone.record.case import Case
from antigone.web.app import create_app
from antigone.web.atlas import Held, Spotted
from antigone.web.holdings import hung, kept_within
from antigone.web.map_svg import Frame
from web.people import TABLES, client, make_case
from web.register_world import CustodyType, Desk, Remains, RemainsKind, act, draft, number

DAY = datetime.date(2030, 5, 9)
PLACES = {
    "land": Place("land", "Land", parent=None, kind="country"),
    "port": Place("port", "Port", parent="land", kind="city"),
    "quay": Place("quay", "Quay", parent="port", kind="quarter"),
    "hill": Place("hill", "Hill", parent="land", kind="city"),
}


def morgue(id, place, type=SiteType.MORGUE):
    return Site(id, type, id, place=place)


def fact(place, least=None, most=None, day=DAY):
    end = "" if most is None else "/most"
    count = Count(least or 0, most)
    return Fact(f"register:bodies_held@{place}/{day}{end}", "bodies_held", place, "", count, day)


MORGUES = {"m1": "port", "m2": "quay", "m3": "hill", "lost": ""}
SITES = {id: morgue(id, place) for id, place in MORGUES.items()}
SITES["grave"] = morgue("grave", "port", SiteType.PRIMARY_GRAVE)


def kept(id, held=None, facts=()):
    return kept_within(id, hung(PLACES, SITES), SITES, held or {}, facts, DAY)


def test_a_town_lists_the_morgues_within_it_and_no_grave():
    assert [part.id for part in kept("port").parts] == ["m1", "m2"]
    assert [part.id for part in kept("land").parts] == ["m1", "m2", "m3"]
    assert kept("quay").parts[0].kind == "morgue"


def test_a_place_without_a_morgue_sums_nothing():
    assert kept("m1") is None
    assert kept("nowhere") is None


@given(st.dictionaries(st.sampled_from(sorted(SITES)), st.tuples(*[st.integers(0, 99)] * 3)))
def test_the_whole_is_the_sum_of_its_parts(booked):
    found = kept("land", {id: Held(*counts) for id, counts in booked.items()})
    for name in ("stock", "stated", "uncertain", "variance"):
        assert getattr(found.total, name) == sum(getattr(part.held, name) for part in found.parts)
    assert found.total.stock == sum(counts[0] for id, counts in booked.items() if id in ("m1", "m2", "m3"))


def test_least_and_most_are_summed_over_the_nodes_where_the_morgues_lie():
    facts = [fact("port", 3), fact("port", most=5), fact("quay", 2), fact("quay", most=2), fact("hill", 9)]
    assert (kept("port", facts=facts).least, kept("port", facts=facts).most) == (5, 7)
    assert (kept("land", facts=facts).least, kept("land", facts=facts).most) == (14, None)


def test_no_least_is_said_where_one_morgue_proves_nothing():
    facts = [fact("port", 3), fact("port", most=5)]
    assert (kept("port", facts=facts).least, kept("port", facts=facts).most) == (None, None)


def test_facts_of_another_day_or_of_others_count_nothing():
    facts = [fact("port", 3, day=datetime.date(2030, 5, 1)), fact("quay", 1)]
    assert kept("port", facts=facts).least is None


def test_the_map_of_a_place_shows_what_lies_near_and_nothing_else():
    here, near, far = (Spotted(id, "town", lat, 30.0, 0, False) for id, lat in (("a", 10.0), ("b", 10.5), ("c", 14.0)))
    frame = Frame.around([here], 1.6)
    assert [spot.id for spot in (here, near, far) if frame.shows(spot)] == ["a", "b"]


# -- on the page ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sums")
    path = make_case(folder, TABLES, folder / "case")
    with Case.open(path) as case:
        case.append([draft(Site(id, SiteType.MORGUE, name, place="port")) for id, name in
                     (("m1", "First <i>morgue</i>"), ("m2", "Second morgue"))])  # fmt: skip
        desk = Desk(case)
        desk.allot_first()
        bodies = number(desk, Remains("", RemainsKind.BODY), 5)
        act(desk, "2030-05-02", CustodyType.RECEIVED, bodies[:3], to_place="m1")
        act(desk, "2030-05-03", CustodyType.RECEIVED, bodies[3:], to_place="m2")
        act(desk, "2030-05-04", CustodyType.STOLEN, (), 1, from_place="m1")
    app = create_app(path, local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    return made


def section(page):
    return page.text.split('<section id="kept">')[1].split("</section>")[0]


def test_a_town_sums_its_morgues_with_the_parts_listed(browser):
    kept = section(browser.get("/places/port"))
    assert "First &lt;i&gt;morgue&lt;/i&gt;" in kept
    assert "/places/m2" in kept
    total = kept.split('<tr class="sum-row">')[1]
    assert re.findall(r'data-of="[^"]+">([^<]*)<', total) == ["5", "4", "\u22121"]  # by number, by word, the difference


def test_least_and_most_are_drawn_as_an_interval_and_explain_themselves(browser):
    kept = section(browser.get("/places/port"))
    assert "4 to 5" in kept
    assert "<svg" in kept
    assert browser.get("/explain?id=bodies_held+%40+port").status_code == 200
    assert "bodies_held+%40+port" in kept


def test_before_anything_was_booked_nothing_is_held(browser):
    assert "4 to 5" not in browser.get("/places/port?as_of=2030-05-01").text


def test_a_place_says_what_the_account_says_of_it(browser):
    page = browser.get("/places/port").text
    assert "What the account says of it" in page
    assert "/explain?id=killed" in page


def test_what_stands_in_the_sum_is_not_listed_twice(browser):
    page = browser.get("/places/port").text
    assert page.count('href="/places/m1"') == 1
