"""A small file of the case folder, kept in memory and read anew whenever it has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

V = TypeVar("V")


class KeptFile(Generic[V]):
    """What a file holds, by key.

    Args:
        path: of it; while it is not there, it holds nothing.
        load: reads it; what it raises is not kept.
    """

    def __init__(self, path: Path, load: Callable[[Path], Mapping[str, V]]) -> None:
        self._path, self._load = path, load
        self._read: tuple[tuple[int, int, int] | None, Mapping[str, V]] = (None, {})

    def values(self) -> Mapping[str, V]:
        """What stands in it at this moment."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return {}
        stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if self._read[0] != stamp:
            self._read = (stamp, self._load(self._path))
        return self._read[1]
