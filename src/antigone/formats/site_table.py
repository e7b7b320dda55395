"""Tables of sites and of the features (graves) inside them; positions are sealed and shown as far as they may be."""

from __future__ import annotations

import json
from dataclasses import replace

from antigone.core.errors import InputError
from antigone.formats import register_findings as wrong
from antigone.formats.keys import key_of
from antigone.formats.register_index import slug
from antigone.formats.register_plan import Planned
from antigone.formats.register_reader import RegisterReader
from antigone.formats.register_words import words
from antigone.found.body import to_body
from antigone.found.events import FEATURE_RECORDED, SITE_RECORDED
from antigone.found.site import Contents, Feature, Geometry, Publication, Site, SiteType


def plan_site(reader: RegisterReader) -> list[Planned]:
    """One site."""
    name, own = reader.stated("name"), reader.stated("id")
    if not (name or own):
        reader.text("name", required=True)
    type = reader.word("type", SiteType, words("site"), "a type of site") or SiteType.SCENE
    level = reader.word("publication", Publication, words("publication"), "a publication level")
    discovered, secured, exhumed = (reader.day(field) for field in ("discovered", "secured", "exhumed"))
    exact = _position(reader)
    if not reader.stands:
        return []
    index = reader.shared.index
    id = own or index.site(name) or slug(name, index.sites)
    parent = reader.stated("derived_from")
    site = Site(
        id, type, name or own, tuple(reader.list_of("aliases", ";")), reader.stated("keeper"),
        reader.stated("place_id"), publication=level or Publication.WITHHELD, derived_from=index.site(parent) or None,
        discovered=discovered, secured=secured, exhumed=exhumed,
    )  # fmt: skip
    return [planned_site(site, exact, reader.file, reader.row.number, reader, reader.stated("note"))]


def planned_site(
    site: Site, exact: Geometry | None, file: str, row: int, reader: RegisterReader | None, note: str = ""
) -> Planned:
    """A site on its way into the case, its exact position and note sealed under it."""
    subject = f"site:{site.id}"
    shown = replace(site, position=exact.blurred(site.publication) if exact else None)
    sealed = {"position": (subject, json.dumps(to_body(exact), sort_keys=True))} if exact else {}
    if note:
        sealed["note"] = (subject, note)
    if reader:
        reader.shared.index.add_site(shown)
    return Planned(key_of("site", site.id), SITE_RECORDED, "site", shown, None, sealed, file, row, site.id)


def _position(reader: RegisterReader) -> Geometry | None:
    lat, lon = (reader.stated(field).replace(",", ".").rstrip("°") for field in ("lat", "lon"))
    if not (lat and lon):
        return None
    precision = reader.number("precision_m")
    try:
        return Geometry(lat, lon, precision, reader.stated("shape"))
    except InputError as fault:
        reader.wrong(wrong.NO_POSITION, "lat", text=f"{lat}, {lon}"[:60], why=fault.message[:160])
        return None


def plan_feature(reader: RegisterReader) -> list[Planned]:
    """One grave or other unit of a site."""
    id = reader.text("id", required=True)
    site = reader.place("site")
    if not reader.stated("site"):
        reader.text("site", required=True)
    opened = reader.day("opened")
    contents = reader.word("contents", Contents, words("contents"), "contents of a grave") or Contents.UNKNOWN
    if not reader.stands:
        return []
    feature = Feature(id, site, reader.stated("marker"), opened, contents)
    note = reader.stated("note")
    sealed = {"note": (f"site:{site}", note)} if note else {}
    key = key_of("feature", site, id)
    return [Planned(key, FEATURE_RECORDED, "feature", feature, None, sealed, reader.file, reader.row.number, id)]
