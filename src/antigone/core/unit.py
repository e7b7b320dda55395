"""Units: *what* is counted. A documented list ships with the product; a case can add to it or change it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources


class Kind(Enum):
    """What sort of thing a unit counts; things of different kinds are never added."""

    PERSONS = "persons"
    BODIES = "bodies"
    PARTS = "parts"
    SITES = "sites"
    EVENTS = "events"
    NAMES = "names"
    FAMILIES = "families"


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that can be counted.

    Attributes:
        name: stable id, e.g. `bodies_received`.
        kind: see `Kind`.
        is_flow: counted over a period (a flow) and not on a day (a stock).
        cumulative: True where it can only grow; None where that depends on the words of the claim.
        subset_of: the unit whose members it is part of, or None.
        definition: what the count means, in a sentence.
        source: where the definition comes from.
    """

    name: str
    kind: Kind
    is_flow: bool
    cumulative: bool | None
    subset_of: str | None
    definition: str
    source: str


def unit_from_row(row: Mapping[str, str]) -> Unit:
    """One row of a units table; raises `ValueError` or `KeyError` where a field makes no sense."""
    flow = row["stock_or_flow"].strip()
    if flow not in ("stock", "flow"):
        raise ValueError(f"stock_or_flow is '{flow}', not stock or flow")
    cumulative = {"yes": True, "no": False, "as worded": None, "": None}[row["cumulative"].strip()]
    return Unit(
        row["name"].strip(),
        Kind(row["kind"].strip()),
        flow == "flow",
        cumulative,
        row["subset_of"].strip() or None,
        row["definition"].strip(),
        row["source"].strip(),
    )


@cache
def shipped_units() -> dict[str, Unit]:
    """The list that ships with the product, by name. Treat it as read-only."""
    text = resources.files("antigone.core").joinpath("data/units.csv").read_text(encoding="utf-8")
    units = [unit_from_row(row) for row in csv.DictReader(text.splitlines())]
    return {unit.name: unit for unit in units}
