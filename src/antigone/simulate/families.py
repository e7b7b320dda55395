"""Families of the missing, and everybody's true genotypes, by gene dropping for all families of one shape at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship import Marker, Mutation, Pedigree, Person
from antigone.named.kinship.faults import MarkerError
from antigone.named.kinship.simulate import drop
from antigone.simulate.event import Event
from antigone.simulate.settings import Settings

Genes = NDArray[np.int16]  # allele numbers: (persons, markers, 2)


@dataclass(frozen=True)
class Shape:
    """A kind of family.

    Attributes:
        weight: how common it is among families, on no particular scale.
        people: id, father, mother, sex; "?" where it may be either.
        missing: who is sought.
        typed: who gives a sample.
    """

    weight: float
    people: tuple[tuple[str, str, str, str], ...]
    missing: tuple[str, ...]
    typed: tuple[str, ...]

    def pedigree(self, sexes: dict[str, str] | None = None, prefix: str = "") -> Pedigree:
        """The family as a pedigree; `sexes` of those it leaves open, `prefix` before every id."""
        sexes = sexes or {}
        return Pedigree(
            tuple(
                Person(prefix + who, prefix + f if f else None, prefix + m if m else None, sexes.get(who, sex))  # type: ignore[arg-type]
                for who, f, m, sex in self.people
            )
        )


_PARENTS = (("father", "", "", "M"), ("mother", "", "", "F"))
_ONE = ("missing", "father", "mother", "?")


def _sibs(*names: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((name, "father", "mother", "?") for name in names)


SHAPES = (
    Shape(4, (*_PARENTS, _ONE), ("missing",), ("father", "mother")),
    Shape(3, (*_PARENTS, _ONE), ("missing",), ("mother",)),
    Shape(2, (*_PARENTS, _ONE, *_sibs("sibling")), ("missing",), ("father", "sibling")),
    Shape(2, (*_PARENTS, _ONE, *_sibs("sibling-1", "sibling-2")), ("missing",), ("mother", "sibling-1", "sibling-2")),
    Shape(2, (*_PARENTS, _ONE, *_sibs("sibling-1", "sibling-2")), ("missing",), ("sibling-1", "sibling-2")),
    Shape(
        2,
        (("missing", "", "", "M"), ("spouse", "", "", "F"), ("child", "missing", "spouse", "?")),
        ("missing",),
        ("spouse", "child"),
    ),
    Shape(
        1,
        (
            ("spouse", "", "", "M"), ("missing", "", "", "F"),
            ("child-1", "spouse", "missing", "?"), ("child-2", "spouse", "missing", "?"),
        ),
        ("missing",),
        ("child-1", "child-2"),
    ),
    Shape(
        1,
        (
            ("grandfather", "", "", "M"), ("grandmother", "", "", "F"),
            ("father", "grandfather", "grandmother", "M"), ("uncle", "grandfather", "grandmother", "M"),
            ("mother", "", "", "F"), _ONE,
        ),
        ("missing",),
        ("grandmother", "uncle", "mother"),
    ),
    Shape(2, (*_PARENTS, *_sibs("missing-1", "missing-2")), ("missing-1", "missing-2"), ("father", "mother")),
    Shape(
        1,
        (
            ("missing-father", "", "", "M"), ("mother", "", "", "F"),
            ("missing-child", "missing-father", "mother", "?"), ("child", "missing-father", "mother", "?"),
        ),
        ("missing-father", "missing-child"),
        ("mother", "child"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Family:
    """One family.

    Attributes:
        name: `F0001`.
        shape: number of its shape.
        missing: rows of the event, in the order of the shape's missing.
        typed: rows of `Genetics.relatives`, in the order of the shape's typed.
        sexes: of those whose sex the shape leaves open.
    """

    name: str
    shape: int
    missing: tuple[int, ...]
    typed: tuple[int, ...]
    sexes: dict[str, str]

    @property
    def pedigree(self) -> Pedigree:
        """With ids that are unique over all families."""
        return SHAPES[self.shape].pedigree(self.sexes, f"{self.name}-")

    @property
    def missing_ids(self) -> tuple[str, ...]:
        """Ids of the missing."""
        return tuple(f"{self.name}-{who}" for who in SHAPES[self.shape].missing)

    @property
    def typed_ids(self) -> tuple[str, ...]:
        """Ids of the relatives who gave a sample."""
        return tuple(f"{self.name}-{who}" for who in SHAPES[self.shape].typed)


@dataclass(frozen=True)
class Genetics:
    """Everybody's true genotypes.

    Attributes:
        markers: with mutation on.
        families: of the missing.
        dead: genotypes of the persons of the event, by row.
        relatives: genotypes of the relatives who gave a sample.
    """

    markers: tuple[Marker, ...]
    families: tuple[Family, ...]
    dead: Genes
    relatives: Genes


def make_markers(settings: Settings) -> tuple[Marker, ...]:
    """The panel, each marker with stepwise mutation (equal, where alleles have no repeat numbers)."""
    return tuple(_marker(settings, name) for name in settings.marker_names())


def _marker(settings: Settings, name: str) -> Marker:
    bare, _ = settings.table.marker(name)
    rates = (settings.mutation, 2 * settings.mutation)
    try:
        mutation = Mutation.stepwise(bare.alleles, *rates, rate2=settings.mutation / 100, range=0.1)
    except MarkerError:
        mutation = Mutation.equal(len(bare.alleles), *rates)
    return Marker(bare.name, bare.chrom, bare.alleles, bare.frequencies, bare.silent, mutation if rates[0] else None)


def make_families(settings: Settings, event: Event) -> Genetics:
    """Put the missing into families, and drop genes through them; the event's sexes decide which shapes fit."""
    random = settings.random(3)
    markers = make_markers(settings)
    plans = list(_placed(random, event.missing, event.male))
    rows: list[list[int]] = [[] for _ in SHAPES]
    families, at = [], 0
    for number, (shape, missing) in enumerate(plans, 1):
        typed = tuple(range(at, at + len(SHAPES[shape].typed)))
        at += len(typed)
        rows[shape].append(number - 1)
        sexes = _sexes(random, SHAPES[shape], missing, event.male)
        families.append(Family(f"F{number:04d}", shape, missing, typed, sexes))
    dead = np.zeros((event.size, len(markers), 2), dtype=np.int16)
    relatives = np.zeros((at, len(markers), 2), dtype=np.int16)
    for shape, numbers in enumerate(rows):
        if numbers:
            _drop(random, SHAPES[shape], [families[k] for k in numbers], markers, dead, relatives)
    strangers = Pedigree((Person("x"),))
    for m, marker in enumerate(markers):
        known = event.size - event.missing
        dead[event.missing :, m] = drop(strangers, marker, ["x"], known, random)["x"]
    return Genetics(markers, tuple(families), dead, relatives)


def _placed(
    random: np.random.Generator, missing: int, male: NDArray[np.bool_]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Shape and missing persons of each family."""
    at = 0
    weights = np.array([shape.weight for shape in SHAPES])
    while at < missing:
        able = np.array([_fits(shape, at, missing, male) for shape in SHAPES])
        odds = weights * able
        shape = int(random.choice(len(SHAPES), p=odds / odds.sum()))
        size = len(SHAPES[shape].missing)
        yield shape, tuple(range(at, at + size))
        at += size


def _fits(shape: Shape, at: int, missing: int, male: NDArray[np.bool_]) -> bool:
    sex = {who: sex for who, _, _, sex in shape.people}
    ends = at + len(shape.missing)
    return ends <= missing and all(
        sex[who] in ("?", "M" if male[at + k] else "F") for k, who in enumerate(shape.missing)
    )


def _sexes(
    random: np.random.Generator, shape: Shape, missing: tuple[int, ...], male: NDArray[np.bool_]
) -> dict[str, str]:
    own = {who: "M" if male[row] else "F" for who, row in zip(shape.missing, missing, strict=True)}
    free = [who for who, _, _, sex in shape.people if sex == "?" and who not in own]
    return own | {who: "M" if random.random() < 0.5 else "F" for who in free}


def _drop(
    random: np.random.Generator,
    shape: Shape,
    families: list[Family],
    markers: tuple[Marker, ...],
    dead: Genes,
    relatives: Genes,
) -> None:
    """Genotypes of all families of one shape, marker by marker."""
    pedigree = shape.pedigree()
    for m, marker in enumerate(markers):
        drawn = drop(pedigree, marker, (*shape.missing, *shape.typed), len(families), random)
        for k, who in enumerate(shape.missing):
            dead[[family.missing[k] for family in families], m] = drawn[who]
        for k, who in enumerate(shape.typed):
            relatives[[family.typed[k] for family in families], m] = drawn[who]
