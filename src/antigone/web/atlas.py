"""What lies where, and what moved between places, by the end of a day: what the map and the list of places show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from antigone.core.place import Place
from antigone.formats.geo import shown_position
from antigone.found.balance import BalanceRow, rows_of, variances
from antigone.found.custody import CustodyEvent
from antigone.found.ledger import COUNTED, Ledger
from antigone.found.register import Register
from antigone.found.remains import Counted
from antigone.found.site import Geometry, Publication, Site


@dataclass(frozen=True, slots=True)
class Held:
    """What the register holds at one place, all custodians together.

    Attributes:
        stock: numbered things there by the book; stated: as was asserted.
        uncertain: moves that may or may not have happened by then.
    """

    stock: int = 0
    stated: int = 0
    uncertain: int = 0

    @property
    def variance(self) -> int:
        """What lies between the two books."""
        return self.stated - self.stock


@dataclass(frozen=True, slots=True)
class Moved:
    """Between two places, one way.

    Attributes:
        source, target: ids of places.
        numbered: numbered things that lay in the one and next in the other.
        by_word: things without numbers of which an event says so.
    """

    source: str
    target: str
    numbered: int
    by_word: int


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place on the map.

    Attributes:
        id: of the site, or of the node of the place tree.
        kind: of site, or as the tree has it.
        lat, lon: degrees, as exact as may be shown.
        radius_m: within which it lies; 0 where nobody said.
        is_site: it is a site of the register.
    """

    id: str
    kind: str
    lat: float
    lon: float
    radius_m: int
    is_site: bool


def held(ledger: Ledger, day: date, counted: Counted = Counted.BODIES) -> dict[str, Held]:
    """By place, what is there by the end of a day."""
    found: dict[str, Held] = {}
    for row in rows_of(ledger, day, counted):
        if row.spot.sink is None:
            had = found.get(row.spot.place, Held())
            stock, stated = had.stock + row.stock, had.stated + row.stock_stated
            found[row.spot.place] = Held(stock, stated, had.uncertain + row.uncertain)
    return found


def rows_at(ledger: Ledger, place: str, day: date, counted: Counted = Counted.BODIES) -> list[BalanceRow]:
    """The balance of one place, a row for each custodian."""
    return [row for row in rows_of(ledger, day, counted) if row.spot.sink is None and row.spot.place == place]


def movements(register: Register, day: date, counted: Counted = Counted.BODIES) -> list[Moved]:
    """What went from place to place by the end of a day, the most first.

    A numbered thing counts from the place where it lay to the next in which it lay, whatever was between: in transit,
    taken, lost. Without numbers, only what one event says of both places counts; a receipt that answers a dispatch is
    not counted again.
    """
    pairs: dict[tuple[str, str], list[int]] = {}
    for column, flows in enumerate((_numbered(register.ledger, day, counted), _by_word(register, day, counted))):
        for source, target, amount in flows:
            pairs.setdefault((source, target), [0, 0])[column] += amount
    found = [Moved(source, target, n, word) for (source, target), (n, word) in pairs.items() if n or word]
    return sorted(found, key=lambda m: (-(m.numbered + m.by_word), m.source, m.target))


def _numbered(ledger: Ledger, day: date, counted: Counted) -> Iterator[tuple[str, str, int]]:
    """Successive places of numbered things; the lines of each stand together and in order."""
    places = sorted({spot.place for spot in ledger.spots if spot.sink is None and spot.place})
    at = {place: index for index, place in enumerate(places)}
    place_of = np.array([at.get(s.place, -1) if s.sink is None else -1 for s in ledger.spots] + [-1], dtype=np.int64)
    done = (ledger.counted == COUNTED.index(counted)) & (ledger.by <= day.toordinal()) & (ledger.amount > 0)
    kept = done & (ledger.unit >= 0) & (place_of[ledger.target] >= 0)
    unit, place = ledger.unit[kept], place_of[ledger.target[kept]]
    moved = (unit[1:] == unit[:-1]) & (place[1:] != place[:-1])
    keys, times = np.unique(place[:-1][moved] * len(places) + place[1:][moved], return_counts=True)
    for key, amount in zip(keys.tolist(), times.tolist(), strict=True):
        source, target = divmod(key, len(places))
        yield places[source], places[target], amount


def _by_word(register: Register, day: date, counted: Counted) -> Iterator[tuple[str, str, int]]:
    for row in variances(register.ledger, day, counted):
        event: CustodyEvent = register.custody[row.event].value
        if event.from_place and event.to_place and event.from_place != event.to_place and event.answers is None:
            yield event.from_place, event.to_place, row.difference


def on_the_map(register: Register, places: Mapping[str, Place], sees_coordinates: bool) -> list[Spotted]:
    """Every place with a position that may be shown.

    Sites: as their publication level allows, and a grave that is not secured nowhere. Places of the tree: as the case
    has them for those who see coordinates, else blurred to a cell of 0.1 degree.
    """
    sites = [(site, shown_position(site)) for site in register.sites.values()]
    found = [_spotted(site.id, site.type.value, shown, is_site=True) for site, shown in sites if shown]
    for place in places.values():
        if place.lat is not None and place.lon is not None and place.id not in register.sites:
            exact = Geometry(place.lat, place.lon)
            shown = exact if sees_coordinates else exact.blurred(Publication.AREA)
            if shown:
                found.append(_spotted(place.id, place.kind, shown, is_site=False))
    return sorted(found, key=lambda s: (not s.is_site, s.id))


def _spotted(id: str, kind: str, shown: Geometry, *, is_site: bool) -> Spotted:
    return Spotted(id, kind, float(Decimal(shown.lat)), float(Decimal(shown.lon)), shown.precision_m or 0, is_site)


def not_on_the_map(register: Register, shown: Iterable[Spotted]) -> list[Site]:
    """Sites whose position is withheld, or that nobody gave."""
    there = {each.id for each in shown}
    return [site for id, site in sorted(register.sites.items()) if id not in there]
