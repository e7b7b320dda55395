"""Samples and DNA profiles. Genetic values are sealed; many profiles can come of one sample, and many samples of one
donor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class SampleKind(Enum):
    """What a sample can be compared as."""

    REFERENCE = "reference"  # of a relative
    DIRECT = "direct"  # of the missing person: a toothbrush, a stored blood card
    REMAINS = "remains"


@dataclass(frozen=True, slots=True)
class Sample:
    """Something taken from somebody for DNA.

    Attributes:
        id: `S-0001`; for remains the same id as the register's sample where there is one.
        donor: `P-0001`, or the canonical id of the remains.
        kind: see `SampleKind`.
        families: families for whose missing a relative's sample was given: it is compared with no other's.
        material: e.g. `buccal swab`, `femur`.
        taken_by, laboratory, number: staff and places by their own codes; never a relative's name.
    """

    id: str
    donor: str
    kind: SampleKind = SampleKind.REFERENCE
    families: tuple[str, ...] = ()
    material: str = ""
    taken_by: str = ""
    laboratory: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRecord:
    """One typing of a sample. Sealed under the donor's code: `calls`, JSON of marker → alleles.

    Attributes:
        id: `G-0001`; sample: `S-0001`.
        kit: e.g. `GlobalFiler`; laboratory: who typed it; number: the laboratory's own.
        markers: how many markers hold a call.
        dropout, dropin: reading errors per allele as decimal texts (`0.05`); empty for a certain reading.
    """

    id: str
    sample: str
    kit: str = ""
    laboratory: str = ""
    number: str = ""
    markers: int = 0
    dropout: str = ""
    dropin: str = ""
