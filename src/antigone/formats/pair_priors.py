"""A table of what else speaks for or against pairs: columns remains, missing, lr."""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path

from antigone.core.errors import InputError
from antigone.formats.profile_records import read_records


def read_pair_priors(path: Path, missing: Collection[str], remains: Collection[str]) -> dict[tuple[str, str], float]:
    """Natural log weights by (missing, remains).

    Raises:
        InputError: all bad rows at once, each with its number: unknown names, ratios that are no number above 0,
        pairs twice.
    """
    records, _ = read_records(path)
    if not records:
        raise InputError(f"{path.name} is empty.", "Give a table with columns remains, missing, lr.")
    header = [cell.strip().casefold() for cell in records[0][1]]
    if not {"remains", "missing", "lr"} <= set(header):
        raise InputError(f"{path.name} has columns {', '.join(header)}.", "It needs remains, missing, lr.")
    at = {name: header.index(name) for name in ("remains", "missing", "lr")}
    found: dict[tuple[str, str], float] = {}
    faults = []
    for number, row in records[1:]:
        cells = {name: row[i] if i < len(row) else "" for name, i in at.items()}
        fault = _fault(cells, missing, remains)
        if not fault and (cells["missing"], cells["remains"]) in found:
            fault = "this pair stands in the table twice"
        if fault:
            faults.append(f"{path.name}, row {number}: {fault}")
        else:
            found[cells["missing"], cells["remains"]] = math.log(float(cells["lr"]))
    if faults:
        raise InputError("\n".join(faults), "Correct the rows; none was used.")
    return found


def _fault(cells: dict[str, str], missing: Collection[str], remains: Collection[str]) -> str:
    if cells["remains"] not in remains:
        return f"there are no remains '{cells['remains']}'"
    if cells["missing"] not in missing:
        return f"nobody called '{cells['missing']}' is missing"
    try:
        value = float(cells["lr"])
    except ValueError:
        return f"'{cells['lr']}' is no number"
    return "" if 0 < value < math.inf else f"a ratio of {cells['lr']} cannot be weighed; give one above 0"
