"""What a world is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from antigone.core.errors import UsageError
from antigone.named.kinship.frequencies import FrequencyTable, nist1036

START = date(2031, 3, 1)
MOST_MISSING = 100_000
# Markers of common kits, SE33 among them; those that a table has are used, or all of its own if it has none of them.
PANEL = (
    *("CSF1PO", "D10S1248", "D12S391", "D13S317", "D16S539", "D18S51", "D19S433", "D1S1656", "D21S11", "D22S1045"),
    *("D2S1338", "D2S441", "D3S1358", "D5S818", "D6S1043", "D7S820", "D8S1179", "FGA", "Penta D", "Penta E"),
    *("SE33", "TH01", "TPOX", "vWA"),
)


def _default_table() -> FrequencyTable:
    return nist1036()["Hispanic"]


@dataclass(frozen=True)
class Settings:
    """All that decides a world.

    Attributes:
        seed: of all random numbers.
        missing: persons reported missing, from 1.
        places: towns; 0 lets their number grow with the event.
        days: how long people die, from 1.
        drop_out: probabilities that a copy of an allele is not seen; each of the remains gets one of them.
        partial: share of remains of which only some markers can be typed.
        in_parts: share of bodies that lie in several parts.
        clerical: share of rows of the morgue book with an error.
        statement_errors: how many statements are made that are wrong.
        table: allele frequencies.
        markers: how many of its markers to type; 0 for the usual panel.
        mutation: rate per transmission in mothers; in fathers it is double.
    """

    seed: int
    missing: int = 30
    places: int = 0
    days: int = 12
    drop_out: tuple[float, ...] = (0.0, 0.1, 0.3)
    partial: float = 0.3
    in_parts: float = 0.1
    clerical: float = 0.05
    statement_errors: int = 4
    table: FrequencyTable = field(default_factory=_default_table)
    markers: int = 0
    mutation: float = 0.001

    def __post_init__(self) -> None:
        self._require(0 <= self.seed < 2**63, "The seed", "a whole number from 0")
        self._require(1 <= self.missing <= MOST_MISSING, "The number of missing", f"1 to {MOST_MISSING:,}")
        self._require(0 <= self.places <= 200, "The number of towns", "1 to 200, or 0 to let it be chosen")
        self._require(1 <= self.days <= 60, "The number of days", "1 to 60")
        self._require(0 <= self.statement_errors <= 1000, "The number of wrong statements", "0 to 1,000")
        for name in ("partial", "in_parts", "clerical"):
            self._require(0 <= getattr(self, name) <= 1, f"The share '{name}'", "0 to 1")
        self._require(0 <= self.mutation <= 0.1, "The mutation rate", "0 to 0.1")
        self._require(bool(self.drop_out), "Drop-out", "at least one probability")
        for value in self.drop_out:
            self._require(0 <= value < 1, f"A drop-out of {value}", "a probability from 0 to below 1")

    @staticmethod
    def _require(good: bool, what: str, wanted: str) -> None:
        if not good:
            raise UsageError(f"{what} cannot be that.", f"Give {wanted}.")

    @property
    def towns(self) -> int:
        """Number of towns."""
        return self.places or int(np.clip(round(self.missing**0.4), 2, 24))

    @property
    def last(self) -> int:
        """The last day that is told of."""
        return self.days + 28

    def random(self, topic: int) -> np.random.Generator:
        """Random numbers of one topic, which do not depend on how many another topic draws."""
        return np.random.default_rng([self.seed, topic])

    def marker_names(self) -> tuple[str, ...]:
        """The markers to type."""
        known = tuple(self.table.frequencies)
        usual = tuple(name for name in PANEL if name in known) or known
        return (usual if not self.markers else (*usual, *(n for n in known if n not in usual)))[: self.markers or None]


def day(number: int) -> str:
    """A day of the event as an ISO date; day 0 is the first."""
    return (START + timedelta(days=int(number))).isoformat()
