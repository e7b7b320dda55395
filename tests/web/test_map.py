"""The base map as it ships, and the drawing made of it."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from antigone.web import map_svg
from antigone.web.atlas import Moved, Spotted
from antigone.web.base_map import BaseMap, base_map, clipped, read_topology, within

NONE = BaseMap((), (), ())
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
degrees = st.floats(-60, 60).map(lambda n: round(n, 3))
spots = st.lists(st.tuples(degrees, degrees, st.integers(0, 20_000)), min_size=1, max_size=8).map(
    lambda rows: [Spotted(f"p{i}", "town", lat, lon, r, i % 2 == 0) for i, (lat, lon, r) in enumerate(rows)]
)


def told(**more):
    words = {
        "name": lambda id: f"Place {id}", "below": lambda _: "3 bodies", "href": lambda id: f"/places/{id}",
        "moved": lambda m: f"{m.numbered} moved", "title": "Map", "distance": lambda m: f"{m} m",
    }  # fmt: skip
    return map_svg.Told(**{**words, **more})


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def test_arcs_are_unpacked_joined_and_told_apart():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[0, 0], [1, 0]], [[1, 0], [0, 1], [-1, 0], [0, -1]], [[1, 0], [1, 0], [0, 1], [-1, 0]], [[1, 0], [0, 1]],
        ],
        "objects": {
            "countries": {"geometries": [
                {"type": "Polygon", "arcs": [[0, 3]]}, {"type": "MultiPolygon", "arcs": [[[2, ~3]]]},
            ]},
            "land": {"geometries": [{"type": "Polygon", "arcs": [[0, 1]]}]},
        },
    }  # fmt: skip
    found = read_topology(topology)
    assert found.borders == (((1, 0), (1, 1)),)
    assert len(found.shores) == 2
    assert found.rings == (((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)),)


def test_the_map_that_ships_covers_the_world_and_is_valid_geojson():
    world = base_map()
    assert len(world.borders) > 200
    assert len(world.rings) > 1000
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for ring in world.rings for x, y in ring)
    land, border = world.as_geojson()["features"]
    assert land["geometry"]["type"] == "MultiPolygon"
    assert border["geometry"]["type"] == "MultiLineString"
    assert all(ring[0] == ring[-1] for (ring,) in land["geometry"]["coordinates"])


@given(st.tuples(degrees, degrees, st.floats(0.5, 30), st.floats(0.5, 30)))
def test_a_ring_cut_to_a_box_keeps_the_area_they_share(box):
    west, south, wide, high = box
    cut = within(SQUARE, (west, south, west + wide, south + high))
    x = max(0.0, min(10.0, west + wide) - max(0.0, west))
    y = max(0.0, min(10.0, south + high) - max(0.0, south))
    assert abs(area(cut) - x * y) < 1e-6


def test_a_line_is_cut_into_the_runs_that_touch_the_frame():
    line = ((0, 0), (1, 1), (20, 20), (30, 20), (1, 0), (2, 0))
    assert list(clipped(line, (0, 0, 3, 3))) == [((0, 0), (1, 1), (20, 20)), ((30, 20), (1, 0), (2, 0))]


@given(spots)
def test_every_place_lies_in_the_frame_and_the_drawing_is_whole(found):
    frame = map_svg.Frame.around(found)
    for spot in found:
        x, y = frame.at(spot.lon, spot.lat)
        assert 0 <= x <= map_svg.WIDE
        assert 0 <= y <= map_svg.HIGH
    drawn = ElementTree.fromstring(map_svg.draw(found, [Moved("p0", "p1", 3, 0)], NONE, told()))
    assert len(list(drawn.iter("a"))) == len(found)


def test_names_do_not_cover_each_other():
    found = [Spotted(f"p{i}", "town", 12.0 + i / 1000, 34.0, 0, False) for i in range(12)]
    drawn = map_svg.draw(found, [], NONE, told())
    rows = sorted(float(y) for y in re.findall(r'<text x="[^"]+" y="([^"]+)" class="place-name"', drawn))
    assert 0 < len(rows) <= 12
    assert drawn.count("<title>") == 12  # the dot of a name without room still says it


def test_names_with_markup_stay_words():
    drawn = map_svg.draw([Spotted("p", "town", 1, 1, 0, True)], [], NONE, told(name=lambda _: "<script>x</script>"))
    assert "<script" not in drawn
    assert "&lt;script" in drawn


def test_without_a_position_nothing_is_drawn():
    assert map_svg.draw([], [], base_map(), told()) == ""
