"""The base map that ships with the package: land and lines between countries, for orientation, without a network.

Natural Earth 1:50m (public domain) as packed by world-atlas 2.0.2: TopoJSON, read here as its format says
(https://github.com/topojson/topojson-specification): arcs are delta-coded on a grid; geometries name arcs, `~i` is arc
`i` the other way round. The lines are those of Natural Earth and say nothing of Antigone's on any border.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise
from typing import Any

Point = tuple[float, float]
Line = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class BaseMap:
    """Lines in degrees, longitude first.

    Attributes:
        shores: outlines of land.
        borders: lines that two countries share.
        rings: closed outlines of land, for filling.
    """

    shores: tuple[Line, ...]
    borders: tuple[Line, ...]
    rings: tuple[Line, ...]

    def as_geojson(self) -> dict[str, Any]:
        """Land and borders as one GeoJSON collection (RFC 7946), `kind` telling them apart."""
        land = {"type": "MultiPolygon", "coordinates": [[list(ring)] for ring in self.rings]}
        borders = {"type": "MultiLineString", "coordinates": [list(line) for line in self.borders]}
        return {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"kind": kind}, "geometry": geometry}
                for kind, geometry in (("land", land), ("border", borders))
            ],
        }


@cache
def base_map() -> BaseMap:
    """The map of the package, read once."""
    data = resources.files("antigone.web").joinpath("data", "countries-50m.json").read_bytes()
    return read_topology(json.loads(data))


def read_topology(topology: dict[str, Any]) -> BaseMap:
    """Outlines and shared lines of a TopoJSON with the objects `countries` and `land`."""
    arcs = [_unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    used = Counter(
        at if at >= 0 else ~at
        for country in topology["objects"]["countries"]["geometries"]
        for ring in _rings(country)
        for at in ring
    )
    land = [ring for each in topology["objects"]["land"]["geometries"] for ring in _rings(each)]
    return BaseMap(
        shores=tuple(arcs[at] for at, times in sorted(used.items()) if times == 1),
        borders=tuple(arcs[at] for at, times in sorted(used.items()) if times > 1),
        rings=tuple(_joined(ring, arcs) for ring in land),
    )


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Line:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    columns = accumulate(step[0] for step in arc)
    rows = accumulate(step[1] for step in arc)
    return tuple((round(x * wide + west, 4), round(y * high + south, 4)) for x, y in zip(columns, rows, strict=True))


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a geometry, as indices of arcs; holes too."""
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _joined(ring: list[int], arcs: list[Line]) -> Line:
    """Arcs end to end; the first point of each is the last of the one before."""
    points: list[Point] = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def clipped(line: Line, box: Box) -> Iterator[Line]:
    """The runs of a line that touch a box, each with one point beyond it at either end; for drawing in a frame."""
    west, south, east, north = box
    run: list[Point] = []
    for a, b in pairwise(line):
        apart = max(a[0], b[0]) < west or min(a[0], b[0]) > east or max(a[1], b[1]) < south or min(a[1], b[1]) > north
        if apart:
            if run:
                yield tuple(run)
            run = []
            continue
        run = [*run, b] if run else [a, b]
    if run:
        yield tuple(run)


def within(ring: Line, box: Box) -> Line:
    """The part of a ring inside a box, as one ring (Sutherland and Hodgman, 1974); empty where they do not meet."""
    west, south, east, north = box
    points = list(ring)
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        points = _on_one_side(points, axis, limit, sign)
    return tuple(points)


def _on_one_side(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """A closed ring cut by one straight edge."""
    kept: list[Point] = []
    for a, b in zip(points, points[1:] + points[:1], strict=True):
        inside_a, inside_b = (sign * (p[axis] - limit) >= 0 for p in (a, b))
        if inside_a != inside_b:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        if inside_b:
            kept.append(b)
    return kept
