"""Forms about places: a morgue, a grave or another site, and a grave or unit within one; and why a thing is missing."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from antigone.core.errors import AntigoneError
from antigone.found import services
from antigone.found.custody import Unaccounted, UnaccountedReason
from antigone.found.events import draft
from antigone.found.label import code_of
from antigone.found.site import Contents, Feature, Geometry, Publication, Site, SiteType
from antigone.web.forms import Choice, Day, Form, Given, Long, Text, Whole, m, of_enum, submit
from antigone.web.here import Here
from antigone.web.pages.register_forms import places, show_plain, thing_of, write

PUBLIC = (
    (Publication.WITHHELD.value, m("not at all")),
    (Publication.AREA.value, m("to about 11 km")),
    (Publication.LOCAL.value, m("to about 1 km")),
    (Publication.EXACT.value, m("exactly")),
)
SITE = Form("site", m("New place"), (
    Text("id", m("Its own short name in this case"), required=True, most=60, hint=m("Such as morgue-1. It stays.")),
    Choice("type", m("What sort"), options=of_enum(SiteType), required=True),
    Text("name", m("Its name"), hint=m("Neutral, as others shall read it.")),
    Long("aliases", m("Other names and spellings"), most=1000, hint=m("A line each.")),
    Text("keeper", m("Who is answerable for what lies here")),
    Choice("derived_from", m("Its remains were taken from")),
    Day("discovered", m("Found, or opened, on")),
    Text("position", m("Exact position"), most=60, hint=m("Latitude, longitude: 12.34567, 65.43210. It is sealed.")),
    Whole("precision", m("Within how many metres"), most=100_000),
    Choice("publication", m("How exactly its position may be shown"), options=PUBLIC, required=True),
    Long("note", m("Note"), hint=m("No names.")),
))  # fmt: skip
GRAVE = Form("grave", m("New grave or unit within a place"), (
    Choice("site", m("Place"), required=True),
    Text("id", m("Its own short name in this case"), required=True, most=60, hint=m("Such as field-3-A. It stays.")),
    Text("marker", m("What its marker says")),
    Day("opened", m("Opened on"), hint=m("Left blank while it is closed.")),
    Choice("contents", m("What it held"), options=of_enum(Contents), required=True),
    Long("note", m("Note"), hint=m("No names.")),
))  # fmt: skip
REASON = Form("reason", m("Why it is unaccounted for"), (
    Choice("reason", m("Why"), options=of_enum(UnaccountedReason), required=True),
    Long("note", m("Note"), hint=m("No names.")),
))  # fmt: skip


def _show(given: Given) -> Response:
    return given.here.page("of_a_place.html.j2", given.status, state=given.here.desk.shelf.titled, given=given)


def _site_form(here: Here) -> Form:
    return SITE.offering(derived_from=places(here))


def ask_site(here: Here) -> Response:
    """The form of a place."""
    return _show(_site_form(here).begin(here, publication=Publication.WITHHELD.value))


def site(here: Here) -> Response:
    """Record a place."""
    return submit(here, _site_form(here), _show, _site)


def _site(given: Given) -> str:
    here, exact = given.here, _position(given)
    aliases = tuple(line.strip() for line in (given["aliases"] or "").split("\n") if line.strip())
    made = Site(
        given["id"], SiteType(given["type"]), given["name"] or "", aliases, given["keeper"] or "",
        publication=Publication(given["publication"]), discovered=given["discovered"],
        derived_from=given["derived_from"], note=given["note"] or "",
    )  # fmt: skip
    with here.desk.at_register(here.user.name) as desk:
        if desk.part(places=[made.id]).sites:
            raise given.wrong("id", here.words("There is such a place already. Choose another name."))
        write(desk, [services.record_site(made, exact)])
    return f"/remains/new?place={quote(made.id)}"


def _position(given: Given) -> Geometry | None:
    """The exact position, if one was given."""
    if not given["position"]:
        return None
    lat, _, lon = given["position"].replace(";", ",").partition(",")
    try:
        return Geometry(lat.strip(), lon.strip(), given["precision"])
    except AntigoneError as fault:
        told = given.here.words("Write latitude and longitude in degrees, such as 12.34567, 65.43210.")
        raise given.wrong("position", told) from fault


def _grave_form(here: Here) -> Form:
    return GRAVE.offering(site=places(here))


def ask_grave(here: Here) -> Response:
    """The form of a grave or another unit of a place."""
    place = here.request.query_params.get("place", "")
    known = {id for id, _ in places(here)}
    return _show(_grave_form(here).begin(here, contents="unknown", site=place if place in known else None))


def grave(here: Here) -> Response:
    """Record a grave or another unit of a place."""
    return submit(here, _grave_form(here), _show, _grave)


def _grave(given: Given) -> str:
    here = given.here
    made = Feature(
        given["id"], given["site"], given["marker"] or "", given["opened"], Contents(given["contents"]),
        given["note"] or "",
    )  # fmt: skip
    with here.desk.at_register(here.user.name) as desk:
        if desk.part(places=[made.id]).features:
            raise given.wrong("id", here.words("There is such a grave already. Choose another name."))
        (event,) = write(desk, [draft(made)])
    return f"/entry/{event}"


def ask_reason(here: Here) -> Response:
    """The form of the reason why a thing is unaccounted for."""
    return show_plain(REASON.begin(here))


def reason(here: Here) -> Response:
    """Record the reason."""
    return submit(here, REASON, show_plain, _reason)


def _reason(given: Given) -> str:
    here, id = given.here, thing_of(given.here)
    made = Unaccounted(id, UnaccountedReason(given["reason"]), given["note"] or "")
    with here.desk.at_register(here.user.name) as desk:
        write(desk, [services.give_reason(desk.part([id]), made)])
    return f"/remains/{quote(code_of(id))}"
