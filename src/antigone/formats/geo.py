"""GeoJSON, KML and GPX: positions of sites in, as tables; and out, only as exactly as each site may be shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from antigone.core.finding import Finding
from antigone.formats import register_findings as wrong
from antigone.formats.tables import Row, Table
from antigone.found.site import GRAVES, Geometry, Publication, Site

KML_NS = "http://www.opengis.net/kml/2.2"
GPX_NS = "http://www.topografix.com/GPX/1/1"
MAX_POINTS = 100_000
Points = list[tuple[str, str]]


@dataclass(frozen=True)
class Mark:
    """One thing on a map: its texts by name, and its points as (lat, lon) decimal texts; a shape of several points."""

    texts: dict[str, str]
    points: Points
    shape: str = ""


def marks_table(marks: Iterable[tuple[int, Mark]], name: str, digest: str) -> Table:
    """Marks as a table of sites, a row each, under the number they have in their file."""
    rows = [Row(number, _cells(mark)) for number, mark in marks]
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return Table(name, tuple(columns), tuple(rows), digest)


def _cells(mark: Mark) -> dict[str, str]:
    lat, lon = _middle(mark.points)
    texts = {"_".join(k.casefold().split()): " ".join(v.split())[:2000] for k, v in mark.texts.items() if v.strip()}
    return {**texts, "lat": lat, "lon": lon, "shape": mark.shape}


def _middle(points: Points) -> tuple[str, str]:
    """The point, or the middle of the box around several, as decimal texts."""
    if len(points) == 1:
        return points[0]
    lats, lons = ([Decimal(p[k]) for p in points] for k in (0, 1))
    return str((min(lats) + max(lats)) / 2), str((min(lons) + max(lons)) / 2)


def wkt(kind: str, rings: list[Points]) -> str:
    """An outline as WKT; coordinates stay the texts they were."""
    bodies = ["(" + ", ".join(f"{lon} {lat}" for lat, lon in ring) + ")" for ring in rings]
    return f"{kind} {bodies[0]}" if kind == "LINESTRING" else f"{kind} ({', '.join(bodies)})"


# -- GeoJSON ---------------------------------------------------------------------------------------------------------


def geojson_marks(data: Mapping[str, Any], name: str, findings: list[Finding]) -> Iterator[tuple[int, Mark]]:
    """The features of a GeoJSON document whose numbers were read as texts; those that cannot be used are reported."""
    features = data.get("features") if data.get("type") == "FeatureCollection" else [data]
    for number, feature in enumerate(features if isinstance(features, list) else [], start=1):
        try:
            yield number, _feature(feature)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, InvalidOperation) as fault:
            values = {"number": number, "why": f"it has no usable geometry ({type(fault).__name__})."}
            findings.append(Finding(wrong.TOO_DEEP, values, file=name, row=number))


def _feature(feature: Mapping[str, Any]) -> Mark:
    properties = feature.get("properties") or {}
    texts = {str(k): str(v) for k, v in properties.items() if isinstance(v, (str, int, float, bool)) and str(v)}
    if feature.get("id") is not None:
        texts.setdefault("id", str(feature["id"]))
    geometry = feature["geometry"]
    kind, coordinates = str(geometry["type"]), geometry["coordinates"]
    if kind == "Point":
        return Mark(texts, [_pair(coordinates)])
    rings = {"LineString": [coordinates], "MultiPoint": [coordinates], "Polygon": coordinates,
             "MultiPolygon": [ring for polygon in coordinates for ring in polygon]}[kind]  # fmt: skip
    pairs = [[_pair(point) for point in ring] for ring in rings]
    points = [point for ring in pairs for point in ring]
    if not points or len(points) > MAX_POINTS:
        raise ValueError("points")
    shape = wkt("LINESTRING" if kind in ("LineString", "MultiPoint") else "POLYGON", pairs)
    return Mark(texts, points, shape)


def _pair(point: Any) -> tuple[str, str]:
    """(lat, lon) of a GeoJSON position, which has the longitude first; both must be numbers."""
    lon, lat = str(point[0]).strip(), str(point[1]).strip()
    if not (Decimal(lat).is_finite() and Decimal(lon).is_finite()):
        raise ValueError("number")
    return lat, lon


# -- KML and GPX -------------------------------------------------------------------------------------------------------


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def kml_marks(root: Element, name: str, findings: list[Finding]) -> Iterator[tuple[int, Mark]]:
    """The placemarks of a KML document."""
    places = [each for each in root.iter() if local(each) == "Placemark"]
    for number, place in enumerate(places, start=1):
        try:
            yield number, _placemark(place)
        except (ValueError, IndexError, InvalidOperation):
            values = {"number": number, "why": "it has no usable coordinates."}
            findings.append(Finding(wrong.TOO_DEEP, values, file=name, row=number))


def _placemark(place: Element) -> Mark:
    texts: dict[str, str] = {}
    for each in place.iter():
        tag = local(each)
        if tag in ("name", "description") and (each.text or "").strip():
            texts.setdefault("name" if tag == "name" else "note", each.text or "")
        elif tag in ("Data", "SimpleData"):
            value = each.text if tag == "SimpleData" else next((c.text for c in each if local(c) == "value"), "")
            texts[str(each.get("name", "data"))] = value or ""
    if place.get("id"):
        texts.setdefault("id", str(place.get("id")))
    holder = next((each for each in place.iter() if local(each) in ("Point", "LineString", "Polygon")), None)
    if holder is None:
        raise ValueError("geometry")
    rings = [_kml_points(each.text or "") for each in holder.iter() if local(each) == "coordinates"]
    points = [point for ring in rings for point in ring]
    if local(holder) == "Point":
        return Mark(texts, points[:1] or _nothing())
    return Mark(texts, points or _nothing(), wkt("POLYGON" if local(holder) == "Polygon" else "LINESTRING", rings))


def _nothing() -> Points:
    raise ValueError("points")


def _kml_points(text: str) -> Points:
    return [_pair(part.split(",")) for part in text.split()[:MAX_POINTS]]


def gpx_marks(root: Element, name: str, findings: list[Finding]) -> Iterator[tuple[int, Mark]]:
    """The waypoints of a GPX document; tracks and routes are no sites and are passed over."""
    points = [each for each in root.iter() if local(each) == "wpt"]
    for number, point in enumerate(points, start=1):
        texts = {local(child): (child.text or "").strip() for child in point if (child.text or "").strip()}
        named = {
            "name": texts.get("name", ""),
            "note": texts.get("desc") or texts.get("cmt", ""),
            "type": texts.get("type", ""),
        }
        try:
            yield number, Mark({k: v for k, v in named.items() if v}, [_pair((point.get("lon"), point.get("lat")))])
        except (ValueError, InvalidOperation):
            values = {"number": number, "why": "its lat or lon is no number."}
            findings.append(Finding(wrong.TOO_DEEP, values, file=name, row=number))


# -- out ---------------------------------------------------------------------------------------------------------------


def shown_position(site: Site, exact: Geometry | None = None) -> Geometry | None:
    """Where a site may be shown: nowhere for a grave that is not secured, else as its publication level allows.

    Args:
        site: as the register holds it; its position is blurred already.
        exact: the unsealed position, where somebody asked for it by name and it was logged.
    """
    if exact is not None:
        return exact
    if site.type in GRAVES and site.secured is None:
        return None
    return site.position if site.publication is not Publication.WITHHELD else None


def _properties(site: Site, position: Geometry | None) -> dict[str, str]:
    values = {
        "id": site.id, "name": site.name, "type": site.type.value, "keeper": site.keeper,
        "publication": site.publication.value, "discovered": str(site.discovered or ""),
        "secured": str(site.secured or ""), "exhumed": str(site.exhumed or ""),
        "derived_from": site.derived_from or "",
        "precision_m": str(position.precision_m) if position and position.precision_m is not None else "",
    }  # fmt: skip
    return {name: text for name, text in values.items() if text}


Placed = list[tuple[Site, Geometry | None]]


def to_geojson(placed: Placed) -> str:
    """Sites as a GeoJSON FeatureCollection (RFC 7946); a site that may not be shown has no geometry."""
    features = [
        {
            "type": "Feature",
            "id": site.id,
            "geometry": None if p is None else {"type": "Point", "coordinates": [float(p.lon), float(p.lat)]},
            "properties": _properties(site, p),
        }
        for site, p in placed
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def to_kml(placed: Placed) -> str:
    """Sites as KML 2.2; those that may not be shown are left out, since a placemark without a place means nothing."""
    root = Element("kml", xmlns=KML_NS)
    document = SubElement(root, "Document")
    for site, position in placed:
        if position is None:
            continue
        mark = SubElement(document, "Placemark", id=site.id)
        SubElement(mark, "name").text = site.name or site.id
        data = SubElement(mark, "ExtendedData")
        for name, text in _properties(site, position).items():
            SubElement(SubElement(data, "Data", name=name), "value").text = text
        SubElement(SubElement(mark, "Point"), "coordinates").text = f"{position.lon},{position.lat}"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def to_gpx(placed: Placed) -> str:
    """Sites as GPX 1.1 waypoints; those that may not be shown are left out."""
    root = Element("gpx", xmlns=GPX_NS, version="1.1", creator="Antigone")
    for site, position in placed:
        if position is not None:
            point = SubElement(root, "wpt", lat=position.lat, lon=position.lon)
            SubElement(point, "name").text = site.name or site.id
            SubElement(point, "type").text = site.type.value
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
