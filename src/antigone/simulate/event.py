"""What happened: who died where and when, and what became of every body.

Days count from 0; -1 stands for "never". A body of a town comes to that town's own morgue. Secret graves lie in a field
of the same region. These two habits keep statements about bodies and about deaths at one place comparable.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from antigone.simulate.land import Land
from antigone.simulate.settings import Settings

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER = -1
ALIVE = 0.03  # of those reported missing
KNOWN_DEAD = 0.25  # dead whom nobody reports missing, as a share of the missing
BROUGHT_IN, SECRET_GRAVE = 0.78, 0.16  # of the dead; the rest is never found
FOUND_AGAIN = 0.8  # of bodies in secret graves


@dataclass(frozen=True)
class Event:
    """One row a person: first those reported missing, then the dead whom nobody reported.

    Attributes:
        missing: how many of the rows are reported missing.
        male, service: sex; in the service of the state or not.
        birth_year: of everybody.
        dead: False for the few who come back alive.
        town: where they died, or were last seen.
        died: day; -1 for the living.
        hospital: died in a hospital.
        intake: day of entry at the morgue of the town.
        stolen: day on which the body was taken from there.
        back: day on which a stolen body was brought back, and entered a second time.
        handed: day on which it was given to the family.
        grave: 1 + the number of the region in whose field it was buried secretly; 0 for none.
        exhumed: day on which that grave was opened.
        thefts: (town, day, number of bodies) of each attack on a morgue.
        injured: (day, town, in service) of everybody hurt: int64[n, 3].
    """

    missing: int
    male: Flags
    service: Flags
    birth_year: Ints
    dead: Flags
    town: Ints
    died: Ints
    hospital: Flags
    intake: Ints
    stolen: Ints
    back: Ints
    handed: Ints
    grave: Ints
    exhumed: Ints
    thefts: tuple[tuple[int, int, int], ...]
    injured: Ints

    @property
    def size(self) -> int:
        """How many persons."""
        return len(self.male)

    @property
    def available(self) -> Flags:
        """Bodies that can be examined in the end: at a morgue or exhumed, and not handed over."""
        at_morgue = (self.intake >= 0) & (self.handed < 0) & ((self.stolen < 0) | (self.back >= 0))
        return self.dead & (at_morgue | (self.exhumed >= 0))


def make_event(settings: Settings, land: Land) -> Event:
    """Draw the event."""
    random = settings.random(2)
    missing = settings.missing
    n = missing + max(1, round(KNOWN_DEAD * missing))
    known = np.arange(n) >= missing
    dead = known | (random.random(n) >= ALIVE)
    dead[0] = True
    town = random.choice(land.n_towns, size=n, p=land.weight)
    first = np.minimum(random.geometric(2.5 / (settings.days + 2), n) - 1, settings.days - 1)
    hospital = dead & (random.random(n) < 0.12)
    died = np.where(dead, first + np.where(hospital, random.integers(0, 4, n), 0), NEVER)
    ways = random.random(n)
    brought = dead & (known | hospital | (ways < BROUGHT_IN))
    secret = dead & ~brought & (ways < BROUGHT_IN + SECRET_GRAVE)
    intake = np.where(brought, died + random.integers(0, 3, n), NEVER)
    handed = np.where(known & (random.random(n) < 0.9), intake + random.integers(1, 6, n), NEVER)
    stolen, thefts = _thefts(random, land, town, intake, handed)
    came_back = random.random() < 0.3
    back = np.where((stolen >= 0) & came_back & (random.random(n) < 0.5), stolen + random.integers(1, 4, n), NEVER)
    handed = np.where((stolen >= 0) & (back < 0), NEVER, handed)
    handed = np.where(back >= 0, NEVER, handed)
    buried = secret | ((stolen >= 0) & (back < 0) & (random.random(n) < 0.75))
    region = np.array(land.region_of)[town]
    opened = random.integers(settings.days + 1, settings.days + 15, land.n_regions)
    exhumed = np.where(buried & (random.random(n) < FOUND_AGAIN), opened[region], NEVER)
    return Event(
        missing, random.random(n) < 0.8, random.random(n) < np.where(known, 0.4, 0.08),
        2031 - np.clip(random.normal(36, 13, n), 16, 85).astype(np.int64), dead, town, died, hospital, intake, stolen,
        back, handed, np.where(buried, region + 1, 0), exhumed, tuple(thefts), _injured(random, settings, land, n),
    )  # fmt: skip


def _thefts(
    random: np.random.Generator, land: Land, town: Ints, intake: Ints, handed: Ints
) -> tuple[Ints, list[tuple[int, int, int]]]:
    """Attacks on morgues: on a day, some of the bodies held that day are taken."""
    stolen = np.full(len(town), NEVER)
    thefts = []
    for _ in range(1 + int(random.integers(0, 3))):
        where, when = int(random.choice(land.n_towns, p=land.weight)), int(random.integers(3, 9))
        held = (town == where) & (intake >= 0) & (intake < when) & (stolen < 0) & ((handed < 0) | (handed > when))
        taken = np.flatnonzero(held & (random.random(len(town)) < random.uniform(0.2, 0.6)))
        if len(taken):
            stolen[taken] = when
            thefts.append((where, when, len(taken)))
    return stolen, sorted(thefts, key=lambda theft: theft[1])


def _injured(random: np.random.Generator, settings: Settings, land: Land, dead: int) -> Ints:
    n = int(random.poisson(6 * dead))
    when = np.minimum(random.geometric(2.5 / (settings.days + 2), n) - 1, settings.days - 1)
    where = random.choice(land.n_towns, size=n, p=land.weight)
    found: Ints = np.stack([when, where, (random.random(n) < 0.25).astype(np.int64)], axis=1)
    return found
