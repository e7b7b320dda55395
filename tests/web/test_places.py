"""The pages of places: list, map, one place with its balance; what each role sees of positions."""

import json

import pytest

from antigone.core.when import PartialDate, Period
from antigone.found import events as found_events
from antigone.found import services
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.label import canonical_id
from antigone.found.register import fold
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Geometry, Publication, Site, SiteType
from antigone.record.case import Case
from antigone.web.app import create_app
from antigone.web.roles import Role
from web.people import PASSWORD, TABLES, client, make_case, signed_in

DAY = Period(PartialDate.parse("2030-05-02"), PartialDate.parse("2030-05-02"))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The small case with a morgue, a guarded grave and one with its position open."""
    folder = tmp_path_factory.mktemp("places")
    path = make_case(folder, TABLES, folder / "case")
    with Case.open(path) as case:
        grave = Geometry("12.34567", "34.56789", 20)
        case.append([
            services.record_site(Site("morgue", SiteType.MORGUE, "Quay <i>morgue</i>", keeper="City", place="port",
                                      publication=Publication.LOCAL), Geometry("12.51234", "34.51234")),
            services.record_site(Site("field", SiteType.PRIMARY_GRAVE, "Field", publication=Publication.EXACT), grave),
            services.record_site(Site("found", SiteType.PRIMARY_GRAVE, "Found", publication=Publication.AREA,
                                      secured=PartialDate.parse("2030-05-01")), grave),
        ])  # fmt: skip
        case.append([services.allot(fold(case.events()), case.writer().public, 10)])
        first = next(b.value.first for b in fold(case.events()).blocks)
        ids = [canonical_id(first + i) for i in range(3)]
        case.append([found_events.draft(Remains(id, RemainsKind.BODY)) for id in ids])
        arrived = CustodyEvent(CustodyType.RECEIVED, tuple(ids), 4, to_custodian="City", to_place="morgue")
        case.append([found_events.draft(arrived, DAY)])
    return path


@pytest.fixture(scope="module")
def browser(world):
    app = create_app(world, local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    return made


def test_the_list_says_what_is_held_and_what_differs(browser):
    page = browser.get("/places").text
    assert "Quay &lt;i&gt;morgue&lt;/i&gt;" in page
    assert "<i>morgue</i>" not in page
    assert "(differs by 1)" in page
    assert "2 sites are not on the map" not in page
    assert "1 site is not on the map" in page


def test_before_the_first_act_nothing_is_held(browser):
    page = browser.get("/places?as_of=2030-05-01").text
    assert "differs by" not in page


def test_a_place_shows_its_balance_and_the_act_that_differs(browser):
    page = browser.get("/places/morgue").text
    assert "Variance: 1." in page
    assert "4 asserted, 3 enumerated" in page


def test_no_page_says_where_a_grave_exactly_lies(browser):
    for path in ("/places", "/places/field", "/places/found", "/places/map.json"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "12.345" not in page.text
        assert "34.567" not in page.text
    assert "12.3" in browser.get("/places/found").text


def test_one_who_sees_no_coordinates_gets_towns_blurred(world):
    app = create_app(world)
    for role in (Role.VIEWER, Role.ANALYST):
        app.state.door.accounts.add(role.value, role, PASSWORD)
    maps = {
        role: json.loads(signed_in(app, role.value).get("/places/map.json").text)
        for role in (Role.VIEWER, Role.ANALYST)
    }
    within = {
        role: {f["id"]: f["properties"]["radius"] for f in found["places"]["features"]} for role, found in maps.items()
    }
    assert within[Role.ANALYST]["port"] == 0
    assert within[Role.VIEWER]["port"] == 8000
    assert signed_in(app, "viewer").get("/places/morgue").text.count("What is amiss") == 0


def test_a_place_that_is_none_is_said_so(browser):
    assert browser.get("/places/nowhere").status_code == 404


def test_a_case_without_places_says_what_to_do(tmp_path):
    with Case.create(tmp_path / "empty", "Empty", by="tester"):
        pass
    app = create_app(tmp_path / "empty", local=True)
    made = client(app)
    made.get(f"/enter?key={app.state.door.key}")
    page = made.get("/places").text
    assert "This case has no places yet." in page
    assert "No place has a position" in page
