"""Sites and the features inside them: where the dead were found, lie or are kept.

An exact position is personal to the dead and dangerous to the living: the event seals it, and its body holds only the
position blurred to the site's publication level.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.core.when import PartialDate


class SiteType(Enum):
    """What sort of place it is."""

    PRIMARY_GRAVE = "primary grave"
    SECONDARY_GRAVE = "secondary grave"
    TERTIARY_GRAVE = "tertiary grave"
    SINGLE_GRAVES = "cluster of single graves"
    SURFACE_SCATTER = "surface scatter"
    SCENE = "scene"
    MORGUE = "morgue"
    HOSPITAL = "hospital"
    VEHICLE_OR_BUILDING = "vehicle or building"
    TEMPORARY_BURIAL = "temporary burial"
    CEMETERY_PLOT = "cemetery plot"
    COLD_STORE = "cold store"
    LABORATORY = "laboratory"


GRAVES = frozenset({SiteType.PRIMARY_GRAVE, SiteType.SECONDARY_GRAVE, SiteType.TERTIARY_GRAVE, SiteType.SINGLE_GRAVES})
"""Where the dead were put by those who hid or buried them."""
STORES = frozenset(
    {
        SiteType.MORGUE,
        SiteType.HOSPITAL,
        SiteType.COLD_STORE,
        SiteType.LABORATORY,
        SiteType.TEMPORARY_BURIAL,
        SiteType.VEHICLE_OR_BUILDING,
    }
)
"""Where somebody keeps the dead on behalf of an authority: their stock is balanced and they can be closed."""


class Publication(Enum):
    """How exactly a position may be shown to anyone: the default is not at all."""

    WITHHELD = "withheld"
    AREA = "area"  # a cell of 0.1 degree, about 11 km from south to north
    LOCAL = "local"  # a cell of 0.01 degree, about 1.1 km
    EXACT = "exact"


_CELL = {Publication.AREA: Decimal("0.1"), Publication.LOCAL: Decimal("0.01")}


@dataclass(frozen=True, slots=True)
class Geometry:
    """A position.

    Attributes:
        lat, lon: degrees north and east (WGS 84) as decimal texts: floats never enter an event.
        precision_m: radius in metres within which it surely lies; None where nobody said.
        shape: outline as WKT in the same degrees; empty for a point.
    """

    lat: str
    lon: str
    precision_m: int | None = None
    shape: str = ""

    def __post_init__(self) -> None:
        for name, text, most in (("lat", self.lat, 90), ("lon", self.lon, 180)):
            try:
                right = abs(Decimal(text)) <= most
            except ArithmeticError:
                right = False
            if not right:
                raise InputError(
                    told("{name} '{text}' is no position.", name=name, text=text[:40]),
                    told("Give decimal degrees from -{most} to {most}.", most=most),
                )

    def blurred(self, level: Publication) -> Geometry | None:
        """The position as it may be shown at that level: rounded to a fixed grid, without its outline."""
        if level is Publication.WITHHELD:
            return None
        if level is Publication.EXACT:
            return self
        cell = _CELL[level]
        lat, lon = (str(Decimal(text).quantize(cell, ROUND_HALF_EVEN)) for text in (self.lat, self.lon))
        radius = {Publication.AREA: 8000, Publication.LOCAL: 800}[level]
        return Geometry(lat, lon, max(radius, self.precision_m or 0))


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the register.

    Attributes:
        id: the case's own id, e.g. `morgue-1`; custody events name places by it.
        type: see `SiteType`.
        name: neutral, as shown; aliases: other names and spellings.
        keeper: who is answerable for what lies here (id or name of a party); empty where nobody is.
        place: id of the node of the case's place tree that it lies in; empty where unknown.
        position: blurred to `publication`; None where it is withheld or unknown.
        publication: how exactly the position may be shown.
        discovered, secured, exhumed: dates as far as known.
        derived_from: id of the site from which its remains had been taken (a secondary grave's primary).
        reported: ids of the claims that say how many lie here; counts stay in the claims.
        note: free words without names.
    """

    id: str
    type: SiteType
    name: str = ""
    aliases: tuple[str, ...] = ()
    keeper: str = ""
    place: str = ""
    position: Geometry | None = None
    publication: Publication = Publication.WITHHELD
    discovered: PartialDate | None = None
    secured: PartialDate | None = None
    exhumed: PartialDate | None = None
    derived_from: str | None = None
    reported: tuple[str, ...] = ()
    note: str = ""


class Contents(Enum):
    """What an opened feature held."""

    NONE = "none"
    ONE_BODY = "one body"
    SEVERAL = "several bodies"
    PARTS = "parts"
    ANIMAL = "animal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Feature:
    """A grave or other unit within a site.

    Attributes:
        id: the case's own id; site: id of its site; marker: number on its marker.
        opened: when it was opened; None while it is closed.
        contents: see `Contents`.
        note: free words without names.
    """

    id: str
    site: str
    marker: str = ""
    opened: PartialDate | None = None
    contents: Contents = Contents.UNKNOWN
    note: str = ""
