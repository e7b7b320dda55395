"""The land: regions, towns, a morgue in every town, and a field in every region where graves are dug."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from antigone.simulate.names import invented
from antigone.simulate.settings import Settings

LAND = "land"
TOWNS_PER_REGION = 3


@dataclass(frozen=True)
class Land:
    """Places by number.

    Attributes:
        region_of: region of each town.
        weight: share of the events that falls on each town; sums to one.
        region_names, town_names: as people call them.
    """

    region_of: tuple[int, ...]
    weight: tuple[float, ...]
    region_names: tuple[str, ...]
    town_names: tuple[str, ...]

    @property
    def n_towns(self) -> int:
        """How many towns."""
        return len(self.town_names)

    @property
    def n_regions(self) -> int:
        """How many regions."""
        return len(self.region_names)

    def leaf(self, number: int) -> str:
        """Id of a smallest place: towns first, then the fields of the regions."""
        return town(number) if number < self.n_towns else field(number - self.n_towns)

    def leaves_in(self, place: str) -> list[int]:
        """Numbers of the smallest places inside a place."""
        regions = (*self.region_of, *range(self.n_regions))
        return [k for k, r in enumerate(regions) if place in (LAND, region(r), self.leaf(k))]

    def rows(self) -> list[dict[str, object]]:
        """The table of places."""
        rows: list[dict[str, object]] = [{"id": LAND, "name": "The land", "parent": "", "kind": "country"}]
        for r, name in enumerate(self.region_names):
            rows.append({"id": region(r), "name": f"{name} region", "parent": LAND, "kind": "region"})
            rows.append({"id": field(r), "name": f"Field near {name}", "parent": region(r), "kind": "site"})
        for t, (name, r) in enumerate(zip(self.town_names, self.region_of, strict=True)):
            rows.append({"id": town(t), "name": name, "parent": region(r), "kind": "town"})
            rows.append({"id": morgue(t), "name": f"{name} morgue", "parent": town(t), "kind": "morgue"})
        return rows


def make_land(settings: Settings) -> Land:
    """Towns of very different size, as towns are."""
    random = settings.random(1)
    n = settings.towns
    regions = -(-n // TOWNS_PER_REGION)
    names = invented(random, n + regions)
    weight = (1 / np.arange(1, n + 1)) * random.uniform(0.7, 1.3, n)
    shares = tuple((weight / weight.sum()).tolist())
    return Land(tuple(t % regions for t in range(n)), shares, tuple(names[:regions]), tuple(names[regions:]))


def region(number: int) -> str:
    """Id of a region."""
    return f"region-{number + 1}"


def town(number: int) -> str:
    """Id of a town."""
    return f"town-{number + 1}"


def morgue(number: int) -> str:
    """Id of a town's morgue."""
    return f"morgue-{number + 1}"


def field(number: int) -> str:
    """Id of a region's field."""
    return f"field-{number + 1}"
