"""What one family can show before anything is found, and whom to ask next: `power` for people's questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.pedigree import Pedigree
from antigone.named.kinship.power import (
    Gain,
    exclusion_probability,
    expected_log10_lr,
    lr_distribution,
    rank_relatives,
)
from antigone.named.kinship.table import genotype_table

THRESHOLDS = (2.0, 4.0, 6.0)


@dataclass(frozen=True, eq=False)
class Sought:
    """A family and the member who is sought.

    Attributes:
        name: of the family.
        missing: id of the member.
        pedigree: all of it.
        genotypes: of those who are typed.
        markers: of the panel.
        theta: see `genotype_table`.
    """

    name: str
    missing: str
    pedigree: Pedigree
    genotypes: Genotypes
    markers: tuple[Marker, ...]
    theta: float = 0.0

    @property
    def typed(self) -> set[str]:
        """Ids of those with a profile."""
        return {person for person, profile in self.genotypes.items() if profile}


@dataclass(frozen=True, eq=False)
class Power:
    """What a family can show.

    Attributes:
        family: whose.
        exclusion: P(an unrelated person is excluded).
        expected: mean log10 LR of the true person.
        rates: (threshold of log10 LR, false positives, false negatives).
        gains: relatives not typed yet, best first.
    """

    family: Sought
    exclusion: float
    expected: float
    rates: list[tuple[float, float, float]]
    gains: list[Gain]


def power_of(family: Sought, ask: Collection[str] = (), *, rank: bool = True) -> Power:
    """The power of one family, exact; `ask` limits whom to weigh up, `rank=False` weighs up nobody."""
    tables = genotype_table(family.pedigree, family.missing, family.markers, family.genotypes, family.theta)
    spread = lr_distribution(tables)
    wanted = [person for person in could_give(family) if not ask or person in ask]
    gains: list[Gain] = []
    if rank and wanted:
        connected = Pedigree(family.pedigree.persons)
        gains = rank_relatives(connected, family.missing, family.markers, family.genotypes, wanted)
    rates = [(at, *spread.rates(at)) for at in THRESHOLDS]
    return Power(family, exclusion_probability(tables), expected_log10_lr(tables), rates, gains)


def could_give(family: Sought) -> list[str]:
    """Members connected with the missing person who are not typed yet, in the order of the pedigree."""
    near = _kin(family.pedigree, family.missing) - family.typed - {family.missing}
    return [p.id for p in family.pedigree.persons if p.id in near]


def _kin(pedigree: Pedigree, person: str) -> set[str]:
    """Everybody connected with a person by descent or common children."""
    found, waiting = {person}, [person]
    while waiting:
        here = pedigree.by_id[waiting.pop()]
        near = {here.father, here.mother, *pedigree.children[here.id]} - {None}
        near |= {p for child in pedigree.children[here.id] for p in _parents(pedigree, child)}
        for other in near:
            if other is not None and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _parents(pedigree: Pedigree, child: str) -> set[str | None]:
    return {pedigree.by_id[child].father, pedigree.by_id[child].mother}
