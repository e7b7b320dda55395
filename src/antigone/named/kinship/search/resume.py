"""A search that can be stopped and taken up again: the hits of every finished block are kept in a folder."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from antigone.named.kinship.search.hits import Hits
from antigone.named.kinship.search.kernel import LANES
from antigone.named.kinship.search.scan import Search

NAME = "search.json"
LAYOUT = b"families by shape\n"  # changes when the numbers of families in kept blocks mean something else


class OtherSearchError(ValueError):
    """The folder holds the finished blocks of another search."""


def fingerprint(search: Search, data: bytes = b"") -> str:
    """SHA-256 over what decides the result: profiles, rows, threshold, the number of families, and `data`.

    Args:
        search: as it will run.
        data: whatever else the tables depend on, such as the bytes of the files they are made from.
    """
    digest = hashlib.sha256(LAYOUT + data)
    digest.update(np.ascontiguousarray(search.profiles).tobytes())
    digest.update(np.ascontiguousarray(search.offsets).tobytes())
    digest.update(repr((search.threshold, search.source.n_families, search.source.n_rows)).encode())
    return digest.hexdigest()


def run_resumable(
    search: Search,
    folder: Path,
    key: str,
    *,
    threads: int = 2,
    on_block: Callable[[int], None] | None = None,
) -> Hits:
    """Search the blocks that `folder` does not hold yet, keep each when it is done, and return the hits of all.

    Args:
        folder: made where it is not there.
        key: fingerprint of the search; a folder of another one is refused.
        threads, on_block: as in `Search.run`; `on_block` is called for kept blocks too.

    Raises:
        OtherSearchError: the folder belongs to another search.
    """
    _claim(folder, key, search.n_blocks)
    parts = []
    for block in range(search.n_blocks):
        kept = _kept(folder, block)
        if kept is not None:
            parts.append(kept)
            if on_block:
                on_block(block)
    left = [block for block in range(search.n_blocks) if not _path(folder, block).exists()]
    for first in range(0, len(left), threads):
        for block, hits in zip(
            left[first : first + threads], _some(search, left[first : first + threads], threads), strict=True
        ):
            _keep(folder, block, hits)
            parts.append(hits)
            if on_block:
                on_block(block)
    return Hits.join(parts)


def _some(search: Search, blocks: list[int], threads: int) -> list[Hits]:
    """The hits of each of a few blocks."""
    whole = search.run(threads=threads, blocks=blocks)
    owner = whole.family // LANES
    return [Hits(whole.profile[owner == b], whole.family[owner == b], whole.log10_lr[owner == b]) for b in blocks]


def _claim(folder: Path, key: str, blocks: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / NAME
    if note.exists():
        known = json.loads(note.read_text(encoding="utf-8"))
        if known.get("key") != key:
            raise OtherSearchError(f"{folder} holds the results of another search.")
        return
    note.write_text(json.dumps({"key": key, "blocks": blocks}), encoding="utf-8")


def _path(folder: Path, block: int) -> Path:
    return folder / f"block-{block:06d}.npz"


def _keep(folder: Path, block: int, hits: Hits) -> None:
    """Write whole or not at all."""
    part = folder / f"block-{block:06d}.part"
    with part.open("wb") as file:
        np.savez(file, profile=hits.profile, family=hits.family, log10_lr=hits.log10_lr)
        file.flush()
        os.fsync(file.fileno())
    part.replace(_path(folder, block))


def _kept(folder: Path, block: int) -> Hits | None:
    """The hits of a block; None where it is not there, or damaged (it is then searched again)."""
    path = _path(folder, block)
    try:
        with path.open("rb") as file, np.load(file) as found:
            return Hits(found["profile"], found["family"], found["log10_lr"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        path.unlink(missing_ok=True)
        return None
