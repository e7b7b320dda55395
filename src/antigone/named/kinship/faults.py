"""What can be wrong with an input: a list of faults, all found at once, each with what to do.

ValueError
└── KinshipError        .faults: everything that is wrong
    ├── PedigreeError   the family itself: loops in time, wrong sex of a parent, …
    ├── MarkerError     alleles, frequencies, mutation matrices
    ├── GenotypeError   unknown alleles, persons or markers, impossible genotypes
    └── SizeError       exact computation refused: too large
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        code: short fixed name of the kind of fault, e.g. ``own_ancestor``.
        message: what is wrong, in one sentence.
        do: what to do about it, as an instruction.
        person: id of the person concerned, if any.
        marker: name of the marker concerned, if any.
    """

    code: str
    message: str
    do: str
    person: str | None = None
    marker: str | None = None

    def __str__(self) -> str:
        where = ", ".join(
            f"{kind} {name}" for kind, name in (("person", self.person), ("marker", self.marker)) if name is not None
        )
        return f"{where}: {self.message} {self.do}" if where else f"{self.message} {self.do}"


class KinshipError(ValueError):
    """Base of the library's errors; `faults` lists everything that is wrong with the input."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class PedigreeError(KinshipError):
    """A family that cannot be."""


class MarkerError(KinshipError):
    """Alleles, frequencies or mutation matrices that make no sense."""


class GenotypeError(KinshipError):
    """Genotypes that do not fit the persons or the markers."""


class SizeError(KinshipError):
    """The exact computation would need more memory than allowed."""
