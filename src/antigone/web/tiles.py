"""A base map that users bring: one PMTiles archive (https://github.com/protomaps/PMTiles), read where it lies."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from antigone.core.errors import InputError

DEEPEST = 24
BROKEN = (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, zlib.error)
TYPES = {"mvt": "application/x-protobuf", "png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True)
class Tiles:
    """An archive of tiles.

    Attributes:
        path: the file; it is read through the memory of the machine and never whole.
    """

    path: Path

    @cached_property
    def _reader(self) -> Any:
        from pmtiles.reader import MmapSource, Reader

        with self.path.open("rb") as file:  # the mapping outlives the file
            return Reader(MmapSource(file))  # type: ignore[no-untyped-call]

    @cached_property
    def header(self) -> dict[str, Any]:
        """What the archive says of itself.

        Raises:
            InputError: it cannot be read, or holds tiles of a type that is not known.
        """
        from pmtiles.tile import MagicNumberNotFound, SpecVersionUnsupported

        try:
            found: dict[str, Any] = self._reader.header()
            self.media_type_of(found)
        except (*BROKEN, MagicNumberNotFound, SpecVersionUnsupported) as no:
            raise InputError(f"{self.path.name} is no base map.", "Give a PMTiles file (version 3).") from no
        return found

    @staticmethod
    def media_type_of(header: dict[str, Any]) -> str:
        """The media type of its tiles; `KeyError` where it is not known."""
        return TYPES[header["tile_type"].name.casefold()]

    @property
    def media_type(self) -> str:
        """The media type of its tiles."""
        return self.media_type_of(self.header)

    @property
    def packed(self) -> str:
        """How tiles are packed, as HTTP calls it; empty for not."""
        name = self.header["tile_compression"].name.casefold()
        return {"gzip": "gzip", "brotli": "br", "zstd": "zstd"}.get(name, "")

    def as_json(self) -> dict[str, Any]:
        """What the page must know of it."""
        kind = "vector" if self.media_type == TYPES["mvt"] else "raster"
        return {"kind": kind, "least": self.header["min_zoom"], "most": self.header["max_zoom"]}

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """One tile as it is packed; None where there is none."""
        if not (0 <= z <= DEEPEST and 0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        try:
            found: bytes | None = self._reader.get(z, x, y)
        except BROKEN:
            return None  # a damaged archive shows a gap
        return found


def open_tiles(path: Path) -> Tiles:
    """An archive, looked into.

    Raises:
        InputError: it is none.
    """
    tiles = Tiles(path)
    _ = tiles.header
    return tiles
