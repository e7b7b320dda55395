"""Remains: a tree of numbered things, from a whole body to ash; every separable part has a number of its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class RemainsKind(Enum):
    """What it is."""

    BODY = "body"
    BODY_PART = "body part"
    BONE = "bone"
    FRAGMENT = "fragment"
    ASH = "ash"
    CLUSTER = "cluster"
    EMPTY_BAG = "empty bag"
    NON_HUMAN = "non-human"
    OBJECT = "object"


class Counted(Enum):
    """In which column of a balance it stands. Bodies, parts and other things are never added."""

    BODIES = "bodies"
    PARTS = "parts"
    OTHER = "other"


COUNTED_AS = {
    RemainsKind.BODY: Counted.BODIES,
    RemainsKind.BODY_PART: Counted.PARTS,
    RemainsKind.BONE: Counted.PARTS,
    RemainsKind.FRAGMENT: Counted.PARTS,
    RemainsKind.ASH: Counted.PARTS,
    RemainsKind.CLUSTER: Counted.PARTS,
    RemainsKind.EMPTY_BAG: Counted.OTHER,
    RemainsKind.NON_HUMAN: Counted.OTHER,
    RemainsKind.OBJECT: Counted.OTHER,
}


class Region(Enum):
    """Regions of the condition matrix, by their codes on the INTERPOL form (items 22 and 31)."""

    HEAD = "01"
    NECK = "1A"
    RIGHT_ARM = "02"
    LEFT_ARM = "03"
    RIGHT_HAND = "04"
    LEFT_HAND = "05"
    FRONT = "06"
    BACK = "07"
    RIGHT_LEG = "08"
    LEFT_LEG = "09"
    RIGHT_FOOT = "10"
    LEFT_FOOT = "11"


class Condition(Enum):
    """Columns of the condition matrix."""

    DAMAGED = "damaged"
    BURNED = "burned"
    DECOMPOSED = "decomposed"
    SKELETONISED = "skeletonised"
    MISSING = "missing"
    SCATTERED = "scattered"


class Side(Enum):
    """Which side of the body."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"
    UNSIDED = "unsided"


class Completeness(Enum):
    """How much of it is there."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    FRAGMENTED = "fragmented"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cross in the region × condition matrix."""

    region: Region
    condition: Condition


@dataclass(frozen=True, slots=True)
class Remains:
    """One numbered thing.

    Attributes:
        id: canonical id, `R0000123` (see `label.canonical_id`): never reused, never printed as a name.
        kind: see `RemainsKind`.
        parent: id of what it lies in or belongs to (a bone of a body, a body of a cluster).
        split_from: id of what it was separated from.
        site, feature: where it was found; empty where unknown.
        matrix: crosses of the region × condition matrix.
        element: bone or region by its anatomical name, e.g. `femur`.
        side, completeness: of the element; None where nobody said.
        zones: zones present (Knüsel & Outram 2004), e.g. `("1", "3")`.
        note: free words without names.
    """

    id: str
    kind: RemainsKind
    parent: str | None = None
    split_from: str | None = None
    site: str = ""
    feature: str = ""
    matrix: tuple[Cell, ...] = ()
    element: str = ""
    side: Side | None = None
    completeness: Completeness | None = None
    zones: tuple[str, ...] = ()
    note: str = ""

    @property
    def counted(self) -> Counted:
        """The column of a balance it stands in."""
        return COUNTED_AS[self.kind]
