"""What comes into morgues and out of graves, each entry with its own number, and what the laboratory reads of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship import Marker
from antigone.simulate.event import Event
from antigone.simulate.families import Genes
from antigone.simulate.settings import Settings

Alleles = tuple[str, ...]
PAIRED = ("humerus", "femur", "tibia", "radius")
SIDES = ("left", "right")


@dataclass(frozen=True)
class Entry:
    """A body, or a part of one, as it was entered. A body that was stolen and found again has two numbers.

    Attributes:
        number: `R0000001`, never used twice.
        person: row of the event.
        main: True for the largest piece of each person, False for a part found apart.
        element, side: of a part; empty for a body.
        place: number of the smallest place: towns first, then fields.
        day: when it was entered.
        read: whether a sample was taken and read.
        dropout: probability that one copy of an allele is not seen in the sample.
        share: share of markers that could be typed at all.
    """

    number: str
    person: int
    main: bool
    element: str
    side: str
    place: int
    day: int
    read: bool
    dropout: float = 0.0
    share: float = 1.0


@dataclass(frozen=True)
class Remains:
    """All entries, and what was read of them.

    Attributes:
        entries: in the order of their numbers.
        seen: (entries, markers, 2): which copy of which allele was seen.
        typed: (entries, markers): False where the marker gave nothing at all, for reasons other than drop-out.
    """

    entries: tuple[Entry, ...]
    seen: NDArray[np.bool_]
    typed: NDArray[np.bool_]

    def sampled(self, main_only: bool) -> list[int]:
        """Places, in `entries`, of those that were read; one a person, or with all parts."""
        return [k for k, entry in enumerate(self.entries) if entry.read and (entry.main or not main_only)]

    def profile(self, place: int, genes: Genes, markers: tuple[Marker, ...]) -> dict[str, Alleles]:
        """What the laboratory reports: pairs without drop-out, sets of alleles seen with it."""
        entry = self.entries[place]
        found: dict[str, Alleles] = {}
        own, seen = genes[entry.person].tolist(), self.seen[place].tolist()
        for m in np.flatnonzero(self.typed[place]).tolist():
            names = markers[m].alleles
            if entry.dropout == 0:
                found[markers[m].name] = tuple(names[a] for a in sorted(own[m]))
                continue
            kept = sorted({a for a, s in zip(own[m], seen[m], strict=True) if s})
            if kept:
                found[markers[m].name] = tuple(names[a] for a in kept)
        return found


def make_remains(settings: Settings, event: Event, n_towns: int, n_markers: int) -> Remains:
    """Enter the bodies and their parts, number them by day, and read those that are there in the end."""
    random = settings.random(4)
    available = event.available.tolist()
    drawn = [
        entry
        for person in range(event.size)
        for entry in _of_person(random, settings, event, person, available[person], n_towns)
    ]
    drawn.sort(key=lambda e: (e.day, e.place, e.person, not e.main, e.element, e.side))
    entries = tuple(replace(entry, number=f"R{at:07d}") for at, entry in enumerate(drawn, 1))
    dropout = np.array([e.dropout for e in entries]).reshape(-1, 1, 1)
    share = np.array([e.share for e in entries]).reshape(-1, 1)
    seen = random.random((len(entries), n_markers, 2)) >= dropout
    typed = random.random((len(entries), n_markers)) < share
    return Remains(entries, seen, typed)


def _of_person(
    random: np.random.Generator, settings: Settings, event: Event, person: int, available: bool, n_towns: int
) -> Iterator[Entry]:
    """The entries of one person; the last is the one that is read."""
    town = int(event.town[person])
    stays = [(int(event.intake[person]), town), (int(event.back[person]), town)]
    stays.append((int(event.exhumed[person]), n_towns + int(event.grave[person]) - 1))
    stays = [(when, where) for when, where in stays if when >= 0]
    for k, (when, where) in enumerate(stays):
        read = available and k == len(stays) - 1
        pieces = [("", ""), *(_parts(random) if read and random.random() < settings.in_parts else ())]
        for n, (element, side) in enumerate(pieces):
            dropout = float(settings.drop_out[int(random.integers(len(settings.drop_out)))])
            share = float(random.uniform(0.3, 0.95)) if random.random() < settings.partial else 1.0
            yield Entry("", person, n == 0, element, side, where, when, read, dropout, share)


def _parts(random: np.random.Generator) -> list[tuple[str, str]]:
    """One to three bones found apart from the body."""
    chosen = random.choice(len(PAIRED) * 2, size=int(random.integers(1, 4)), replace=False)
    return [(PAIRED[k // 2], SIDES[k % 2]) for k in sorted(chosen.tolist())]
