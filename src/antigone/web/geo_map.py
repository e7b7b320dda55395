"""What the map shows as GeoJSON (RFC 7946), longitude first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import cos, radians, sin, tau
from typing import Any

from antigone.web.atlas import Moved, Spotted
from antigone.web.map_svg import METRES_PER_DEGREE

CORNERS = 48
STEPS = 16
Words = Callable[[str], str]


def points(spots: Iterable[Spotted], name: Words, below: Words, href: Words) -> dict[str, Any]:
    """The places, with what stands beside them and where they lead."""
    return _collection(
        {
            "type": "Feature",
            "id": spot.id,
            "properties": {
                "name": name(spot.id), "below": below(spot.id), "href": href(spot.id), "site": spot.is_site,
                "radius": spot.radius_m,
            },
            "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]},
        }
        for spot in spots
    )  # fmt: skip


def circles(spots: Iterable[Spotted]) -> dict[str, Any]:
    """How far off each may be, as a ring of corners; places known exactly have none."""
    return _collection(
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [list(_ring(spot))]},
        }
        for spot in spots
        if spot.radius_m
    )


def _ring(spot: Spotted) -> Iterator[list[float]]:
    high = spot.radius_m / METRES_PER_DEGREE
    wide = high / max(cos(radians(spot.lat)), 0.01)
    for at in range(CORNERS + 1):
        turn = tau * (at % CORNERS) / CORNERS
        yield [round(spot.lon + wide * cos(turn), 5), round(spot.lat + high * sin(turn), 5)]


def ways(spots: Sequence[Spotted], moved: Sequence[Moved]) -> dict[str, Any]:
    """Movements between places of the map as curves bent to one side, so that there and back are told apart."""
    at = {spot.id: (spot.lon, spot.lat) for spot in spots}
    shown = [m for m in moved if m.source in at and m.target in at]
    most = max((m.numbered + m.by_word for m in shown), default=1) or 1
    return _collection(
        {
            "type": "Feature",
            "properties": {"n": m.numbered + m.by_word, "wide": round(1.2 + 5 * (m.numbered + m.by_word) / most, 1)},
            "geometry": {"type": "LineString", "coordinates": _curve(at[m.source], at[m.target])},
        }
        for m in shown
    )


def _curve(a: tuple[float, float], b: tuple[float, float]) -> list[list[float]]:
    bend = ((a[0] + b[0]) / 2 + (b[1] - a[1]) * 0.16, (a[1] + b[1]) / 2 - (b[0] - a[0]) * 0.16)
    found = []
    for step in range(STEPS + 1):
        t = step / STEPS
        parts = ((1 - t) ** 2, 2 * t * (1 - t), t * t)
        x, y = (sum(part * p[axis] for part, p in zip(parts, (a, bend, b), strict=True)) for axis in (0, 1))
        found.append([round(x, 5), round(y, 5)])
    return found


def _collection(features: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
