"""A base map of one's own: read where it lies, refused where it is none, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError
from antigone.web.app import create_app
from antigone.web.tiles import open_tiles
from web.people import client


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """A map of three tiles."""
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import write

    path = tmp_path_factory.mktemp("tiles") / "small.pmtiles"
    with write(str(path)) as writer:
        for z, x, y in ((0, 0, 0), (1, 0, 0), (1, 1, 1)):
            writer.write_tile(zxy_to_tileid(z, x, y), f"tile {z} {x} {y}".encode())
        header = {"tile_type": TileType.PNG, "tile_compression": Compression.NONE, "min_zoom": 0, "max_zoom": 1}
        box = {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 1, "max_lat_e7": 1}
        writer.finalize({**header, **box, "center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0}, {})
    return path


def test_tiles_are_served_as_they_are(archive, port):
    app = create_app(port, local=True, base_map=archive)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    tile = browser.get("/places/tiles/1/1/1")
    assert (tile.status_code, tile.content, tile.headers["content-type"]) == (200, b"tile 1 1 1", "image/png")
    assert browser.get("/places/tiles/1/0/1").status_code == 204
    assert browser.get("/places/tiles/99/0/0").status_code == 204
    assert browser.get("/places/map.json").json()["tiles"] == {"kind": "raster", "least": 0, "most": 1}


def test_without_a_map_of_ones_own_there_are_no_tiles(local):
    assert local.get("/places/tiles/0/0/0").status_code == 204
    assert local.get("/places/map.json").json()["tiles"] is None


@pytest.mark.parametrize("content", [b"", b"PMTiles", b"no map at all", b"PMTiles\x03" + b"\xff" * 119])
def test_what_is_no_map_is_refused_at_the_start(tmp_path, port, content):
    path = tmp_path / "broken.pmtiles"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no base map"):
        create_app(port, base_map=path)


@given(at=st.integers(127, 400), value=st.integers(0, 255), z=st.integers(0, 2), x=st.integers(0, 3))
def test_a_damaged_map_shows_a_gap_and_never_fails(archive, tmp_path_factory, at, value, z, x):
    data = bytearray(archive.read_bytes())
    data[at % len(data)] = value
    path = tmp_path_factory.mktemp("damaged") / "one.pmtiles"
    path.write_bytes(bytes(data))
    try:
        tiles = open_tiles(path)
    except InputError:
        return
    found = tiles.tile(z, x, 0)
    assert found is None or isinstance(found, bytes)
