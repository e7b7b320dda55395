"""An index of the log: which events concern a thing, so that a scan reads a dozen events and not half a million.

It holds positions only; what is printed always comes from the events themselves, each checked against its id. It lies
in the case's cache, can be deleted at any time, and is used only while the log that it was made from is a prefix of
the log that is there: its Merkle frontier, continued with the newer events, must give the signed head's.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from antigone.found.custody import CustodyType
from antigone.found.events import ALL_KINDS, IMPORTED
from antigone.found.label import fold_label
from antigone.record.case import CACHE, Case
from antigone.record.event import Event
from antigone.record.merkle import Frontier

FILE = "found.postings"
MAGIC = b"antigone/postings/2\n"
KEEP_TAIL = 2000
"""So many newer events are looked through each time; with more, the index is written anew."""
_THING = re.compile(rb'"(R\d{8})"')
NOTED = frozenset({CustodyType.TRANSFERRED_OUT.value, CustodyType.TRANSFERRED_IN.value})
"""Acts that a transfer note is about."""
Progress = Callable[[Iterable[Event], int], Iterable[Event]]


def keys_of(event: Event) -> Iterator[str]:
    """What an event concerns: things `u:`, labels `l:`, places `p:`, events `e:`, imports `m:`, values by id `v:`,
    transfer notes `n:`, blocks of numbers `b:`."""
    for thing in set(_THING.findall(event.raw)):
        yield "u:" + thing.decode("ascii")
    if event.corrects:
        yield "e:" + event.corrects
    if event.kind == IMPORTED:
        yield f"m:{event.body.get('import')}"
    if event.kind not in ALL_KINDS:
        return
    for noun, value in event.body.items():
        if not isinstance(value, dict):
            continue
        if noun == "block":
            yield "b:"
        elif noun == "label":
            yield "l:" + fold_label(str(value.get("text", "")))
        elif noun == "resolution":
            yield f"e:{value.get('event')}"
        elif noun == "custody" and value.get("reference") and value.get("type") in NOTED:
            yield "n:" + fold_label(str(value["reference"]))
        elif noun in ("site", "feature", "closing"):
            yield f"p:{value.get('id') or value.get('place')}"
        elif noun in ("sample", "result", "association"):
            yield f"v:{value.get('sample') or value.get('id')}"


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "big")


@dataclass
class Postings:
    """The index of one case.

    Attributes:
        size: how many events it covers; frontier: of the tree over them.
        newer: positions by key of the events after those, up to the head.
    """

    size: int = 0
    frontier: Frontier = field(default_factory=Frontier)
    keys: Any = field(default_factory=lambda: array("Q"))
    positions: Any = field(default_factory=lambda: array("L"))
    newer: dict[int, list[int]] = field(default_factory=dict)

    def at(self, key: str) -> list[int]:
        """Positions of the events that concern a key, ascending; rarely also some that do not."""
        wanted = _hash(key)
        first, last = bisect_left(self.keys, wanted), bisect_right(self.keys, wanted)
        return [*self.positions[first:last], *self.newer.get(wanted, ())]


def open_postings(case: Case, progress: Progress | None = None) -> Postings:
    """The index of a case, made or brought up to date where needed.

    Args:
        case: open; where it is read-only the index is read from the cache and never written.
        progress: wraps the events of a long reading, with their number.
    """
    head = case.store.head()
    if head is not None and head.size != case.size:
        case.catch_up()
    path = case.path / CACHE / FILE
    index = _load(path, case) or Postings()
    if index.size < case.size:
        events = case.events(index.size)
        rows = case.size - index.size
        _read_on(index, progress(events, rows) if progress and rows > KEEP_TAIL else events)
    if not _fits(index, case):
        index = Postings()
        _read_on(index, case.events())
    if len(index.newer) and case.size - index.size > KEEP_TAIL:
        index = _merged(index, case.size)
        _save(path, index)
    return index


def _read_on(index: Postings, events: Iterable[Event]) -> None:
    index.frontier = index.frontier.copy()
    for event in events:
        index.frontier.add(bytes.fromhex(event.id))
        for key in keys_of(event):
            index.newer.setdefault(_hash(key), []).append(event.position)


def _fits(index: Postings, case: Case) -> bool:
    """True where the index's tree, continued with the newer events, is the signed head's."""
    head = case.store.head()
    return head is None or (index.frontier.size == head.size and b"".join(index.frontier.peaks) == head.peaks)


def _merged(index: Postings, size: int) -> Postings:
    pairs = list(zip(index.keys, index.positions, strict=True))
    pairs += [(key, at) for key, places in index.newer.items() for at in places]
    pairs.sort()
    keys, positions = array("Q", (k for k, _ in pairs)), array("L", (p for _, p in pairs))
    return Postings(size, index.frontier, keys, positions)


def _save(path: Path, index: Postings) -> None:
    """Write it whole or not at all; where the disk refuses, the index serves this once."""
    body = index.keys.tobytes() + index.positions.tobytes()
    head = {
        "crc": zlib.crc32(body), "count": len(index.keys), "size": index.size,
        "peaks": b"".join(index.frontier.peaks).hex(), "width": index.positions.itemsize,
    }  # fmt: skip
    line = json.dumps(head, sort_keys=True).encode("ascii")
    line += b" " * (-(len(MAGIC) + len(line) + 1) % 8) + b"\n"
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_bytes(MAGIC + line + body)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)


def _load(path: Path, case: Case) -> Postings | None:
    """The index as it was kept; None where it is not there, damaged, or of another log."""
    try:
        with path.open("rb") as file:
            if file.readline() != MAGIC:
                return None
            line = file.readline()
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        head = json.loads(line)
        start, count = len(MAGIC) + len(line), int(head["count"])
        middle = start + 8 * count
        end = middle + int(head["width"]) * count
        if zlib.crc32(view[start:]) != head["crc"] or end != len(view) or array("L").itemsize != head["width"]:
            return None
        peaks = bytes.fromhex(head["peaks"])
        size = int(head["size"])
        if size > case.size or len(peaks) != 32 * size.bit_count():
            return None
        frontier = Frontier(size, [peaks[at : at + 32] for at in range(0, len(peaks), 32)])
        return Postings(size, frontier, view[start:middle].cast("Q"), view[middle:end].cast("L"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
