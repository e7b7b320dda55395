"""The true count of everything that is told of, at any place, of any group, by any day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from antigone.simulate.event import Event
from antigone.simulate.land import LAND, Land, region, town
from antigone.simulate.settings import Settings

Ints = NDArray[np.int64]
GROUPS = ("all", "service", "others")
EVERYONE = "all"
# Counted of everybody alike: nobody says of bodies whose they were.
UNGROUPED = (
    *("bodies_received", "bodies_held", "bodies_stolen", "bodies_handed_over", "bodies_found", "morgue_attacks"),
    "reported_missing",
)
UNITS = ("killed", "died_in_hospital", "injured", *UNGROUPED)


@dataclass(frozen=True)
class Ledger:
    """Cumulative (for what is held: present) counts.

    Attributes:
        land: its smallest places are the second axis.
        counts: unit → int64[groups (service, others), smallest places, days].
    """

    land: Land
    counts: dict[str, Ints]

    @property
    def days(self) -> int:
        """Days told of, day 0 among them."""
        return int(self.counts["killed"].shape[2])

    def count(self, unit: str, place: str, group: str, day: int) -> int:
        """The true count by the end of a day."""
        table = self.counts[unit][:, :, min(day, self.days - 1)]
        rows = {"all": [0, 1], "service": [0], "others": [1]}[group]
        return int(table[np.ix_(rows, self.land.leaves_in(place))].sum())

    def places(self) -> list[str]:
        """The places that are told of."""
        land = self.land
        return [LAND, *(region(r) for r in range(land.n_regions)), *(town(t) for t in range(land.n_towns))]


def make_ledger(settings: Settings, event: Event, land: Land) -> Ledger:
    """Count the event."""
    n_leaves, days = land.n_towns + land.n_regions, settings.last + 1
    group = np.where(event.service, 0, 1)
    field = land.n_towns + event.grave - 1

    def tally(when: Ints, where: Ints, groups: Ints) -> Ints:
        known = (when >= 0) & (when < days)
        table = np.zeros((2, n_leaves, days), dtype=np.int64)
        np.add.at(table, (groups[known], where[known], when[known]), 1)
        return np.cumsum(table, axis=2)

    received = tally(event.intake, event.town, group) + tally(event.back, event.town, group)
    stolen, handed = tally(event.stolen, event.town, group), tally(event.handed, event.town, group)
    hurt, attacks = event.injured, np.array(event.thefts, dtype=np.int64).reshape(-1, 3)
    report = np.where(np.arange(event.size) < event.missing, np.maximum(event.died, 0) + 1, -1)
    return Ledger(
        land,
        {
            "killed": tally(event.died, event.town, group),
            "died_in_hospital": tally(np.where(event.hospital, event.died, -1), event.town, group),
            "injured": tally(hurt[:, 0], hurt[:, 1], 1 - hurt[:, 2]),
            "bodies_received": received,
            "bodies_held": received - stolen - handed,
            "bodies_stolen": stolen,
            "bodies_handed_over": handed,
            "bodies_found": tally(event.exhumed, field, group),
            "morgue_attacks": tally(attacks[:, 1], attacks[:, 0], np.zeros(len(attacks), dtype=np.int64)),
            "reported_missing": tally(report, event.town, group),
        },
    )
