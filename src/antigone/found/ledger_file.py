"""The ledger kept in the case's cache, so that a balance need not read half a million events again.

It is used only while the record is exactly the one it was made from: its Merkle frontier must be the signed head's. It
can be deleted at any time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import astuple
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from antigone.found.custody import Sink
from antigone.found.ledger import FIELDS, Ledger, VarianceRow
from antigone.found.memory import without_collector
from antigone.found.path import Spot
from antigone.found.register import Register, fold
from antigone.found.remains import Counted
from antigone.found.shared import Log
from antigone.record.case import CACHE, Case
from antigone.record.event import Event

FILE = "found.ledger"
FORM = 2


def ledger_of_case(
    case: Case, progress: Callable[[Iterable[Event], int], Iterable[Event]] | None = None
) -> tuple[Ledger, date]:
    """The ledger of a case and the last day on which anything was recorded: from the cache where that is current."""
    path, head = case.path / CACHE / FILE, case.store.head()
    stamp = head.peaks.hex() if head else ""
    kept = _load(path, stamp)
    if kept is not None:
        return kept
    events = case.events()
    with without_collector():
        register: Register = fold(progress(events, case.size) if progress else events)
        ledger, last = register.ledger, register.last or date.min
    if not case.read_only:
        _save(path, stamp, ledger, last)
    return ledger, last


def _save(path: Path, stamp: str, ledger: Ledger, last: date) -> None:
    meta = {
        "form": FORM, "stamp": stamp, "last": last.isoformat(), "units": len(ledger.units),
        "spots": [[s.custodian, s.place, s.sink.value if s.sink else None] for s in ledger.spots],
        "variances": [[*_plain(row)] for row in ledger.variances],
    }  # fmt: skip
    held = BytesIO()
    arrays: dict[str, Any] = {name: ledger.columns[name] for name in FIELDS}
    np.savez(held, meta=np.frombuffer(json.dumps(meta).encode("utf-8"), dtype=np.uint8), **arrays)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_bytes(held.getvalue())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)


def _plain(row: VarianceRow) -> list[Any]:
    return [value.value if isinstance(value, Counted) else value for value in astuple(row)]


def _variance(
    event: str, type: str, day: str, place: str, counted: str, asserted: int, enumerated: int, by: int
) -> VarianceRow:
    return VarianceRow(event, type, day, place, Counted(counted), asserted, enumerated, by)


def _load(path: Path, stamp: str) -> tuple[Ledger, date] | None:
    """The ledger as kept; None where it is not there, damaged, or of another state of the record."""
    try:
        with np.load(path, allow_pickle=False) as held:
            meta = json.loads(held["meta"].tobytes())
            if (meta["form"], meta["stamp"]) != (FORM, stamp):
                return None
            columns = {name: held[name] for name in FIELDS}
        spots = [Spot(custodian, place, Sink(sink) if sink else None) for custodian, place, sink in meta["spots"]]
        rows = [_variance(*row) for row in meta["variances"]]
        return Ledger(columns, spots, [], Log(), rows), date.fromisoformat(meta["last"])
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return None
