"""From genotypes as people write them to numbers: what each person's profile says at each marker, checked.

A genotype is certain (``("14", "15")``), half (``("14", None)``: one allele read, the other unknown), one allele where
there is only one (``("14",)`` for a man's X, Y, mtDNA), or, for a person with stated reading errors, the set of alleles
seen (``()`` when nothing was). With a silent allele a visible x / x may be x / silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.faults import Fault, GenotypeError
from antigone.named.kinship.marker import Genotype, Genotypes, Marker, Profile
from antigone.named.kinship.network import Kind
from antigone.named.kinship.stack import Array, Evidence, Stack, stack_of
from antigone.named.kinship.structure import Structure

Pair: TypeAlias = tuple[int, int]
Reading: TypeAlias = Pair | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReadingErrors:
    """How a profile may differ from the true genotype.

    Attributes:
        dropout: probability that one copy of an allele is not seen, for each copy on its own, in [0, 1].
        dropin: rate at which an allele that is not in the genotype is seen: with probability `dropin` times its
            frequency, for each allele on its own, in [0, 1].

    Source: Curran, Gill, Bill (2005), Forensic Sci. Int. 148: 47-53 (drop-out and drop-in as independent events).
    """

    dropout: float = 0.0
    dropin: float = 0.0

    def __post_init__(self) -> None:
        faults = [
            Fault("reading_errors", f"The {name} is {value}.", "Give a probability between 0 and 1.")
            for name, value in (("drop-out", self.dropout), ("drop-in", self.dropin))
            if not 0 <= value <= 1
        ]
        if faults:
            raise GenotypeError(faults)


PersonErrors: TypeAlias = ReadingErrors | Mapping[str, ReadingErrors]  # at all markers, or by marker
Errors: TypeAlias = Mapping[str, PersonErrors]  # by person


def _at(errors: PersonErrors | None, marker: str) -> ReadingErrors | None:
    """A person's reading errors at a marker."""
    return errors if errors is None or isinstance(errors, ReadingErrors) else errors.get(marker)


@dataclass
class Batch:
    """Markers at which the same persons are known in the same way, to be worked on together."""

    nodes: Structure
    kinds: tuple[Kind, ...]
    silent: bool
    markers: list[Marker] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    readings: list[list[Reading]] = field(default_factory=list)

    @property
    def typed(self) -> tuple[int, ...]:
        """Nodes about which something is known."""
        return tuple(i for i, kind in enumerate(self.kinds) if kind != "none")

    @property
    def one_marker(self) -> bool:
        """True when all rows are the same marker (of different families)."""
        return all(marker is self.markers[0] for marker in self.markers)

    def stack(self) -> Stack:
        """Numbers of the markers; one row for all when they are the same marker."""
        return stack_of(tuple(self.markers[:1] if self.one_marker else self.markers))

    def part(self, rows: Sequence[int]) -> Batch:
        """Some of the markers."""
        if len(rows) == len(self.markers):
            return self
        return replace(
            self,
            markers=[self.markers[k] for k in rows],
            places=[self.places[k] for k in rows],
            readings=[self.readings[k] for k in rows],
        )

    def evidence(self, n: int) -> Evidence:
        """The readings as arrays, for markers padded to `n` alleles."""
        alleles: dict[int, NDArray[np.int64]] = {}
        weights: dict[int, Array] = {}
        dense: dict[int, Array] = {}
        sure = [(t, i) for t, i in enumerate(self.typed) if self.kinds[i] != "dense"]
        if sure:
            pairs = np.array([[row[t] for t, _ in sure] for row in self.readings], dtype=np.int64)
            for k, (_, i) in enumerate(sure):
                alleles[i], weights[i] = self._states(pairs[:, k], len(self.nodes.slots[i]))
        for t, i in enumerate(self.typed):
            if self.kinds[i] == "dense":
                dense[i] = np.stack([_padded(row[t], n) for row in self.readings])
        return Evidence(alleles, weights, dense)

    def _states(self, pair: NDArray[np.int64], slots: int) -> tuple[NDArray[np.int64], Array]:
        """All ordered genotypes that a reading allows, and which of them count."""
        if slots == 1:
            return pair[:, None, :1], np.ones((len(pair), 1))
        turned = pair[:, ::-1]
        het = pair[:, 0] != pair[:, 1]
        if not self.silent:
            return np.stack([pair, turned], axis=1), np.stack([np.ones(len(pair)), het.astype(np.float64)], axis=1)
        hidden = np.stack([pair[:, 0], [len(marker.alleles) - 1 for marker in self.markers]], axis=1)
        states = np.stack([pair, np.where(het[:, None], turned, hidden), hidden[:, ::-1]], axis=1)
        weights = np.ones((len(pair), 3))
        weights[:, 2] = ~het
        return states, weights


def _padded(weight: object, n: int) -> Array:
    array = np.asarray(weight, dtype=np.float64)
    return np.pad(array, [(0, n - size) for size in array.shape])


def read(
    structures: Mapping[str, Structure],
    markers: Sequence[Marker],
    genotypes: Genotypes,
    errors: Errors | None = None,
) -> list[Batch]:
    """Group the markers by what is known of whom; raises `GenotypeError` with every fault of the genotypes."""
    batches: dict[tuple[object, ...], Batch] = {}
    try:
        people = {chrom: _people(nodes, genotypes, errors or {}) for chrom, nodes in structures.items()}
        for place, marker in enumerate(markers):
            kinds, row = _known(marker, people[marker.chrom])
            key = (marker.chrom, marker.silent, kinds)
            batch = batches.get(key)
            if batch is None:
                nodes = structures[marker.chrom]
                places = {node: kind for (node, *_), kind in zip(people[marker.chrom], kinds, strict=True) if kind}
                batch = batches[key] = Batch(
                    nodes, tuple(places.get(i, "none") for i in range(len(nodes.ids))), marker.silent
                )
            batch.markers.append(marker)
            batch.places.append(place)
            batch.readings.append(row)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        check(structures, markers, genotypes, errors)
        raise error
    return list(batches.values())


def read_families(
    nodes: Structure, marker: Marker, families: Sequence[Genotypes], errors: Errors | None = None
) -> list[Batch]:
    """Group families by what is known of whom at one marker; `places` number the families."""
    batches: dict[tuple[Kind, ...], Batch] = {}
    for place, genotypes in enumerate(families):
        try:
            people = _people(nodes, genotypes, errors or {})
            known, row = _known(marker, people)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            check({marker.chrom: nodes}, [marker], genotypes, errors)
            raise error
        at = {node: kind for (node, *_), kind in zip(people, known, strict=True) if kind}
        kinds = tuple(at.get(i, "none") for i in range(len(nodes.ids)))
        batch = batches.get(kinds)
        if batch is None:
            batch = batches[kinds] = Batch(nodes, kinds, marker.silent)
        batch.markers.append(marker)
        batch.places.append(place)
        batch.readings.append(row)
    return list(batches.values())


Member: TypeAlias = tuple[int, int, list[tuple[Profile, PersonErrors | None]]]


def _people(nodes: Structure, genotypes: Genotypes, errors: Errors) -> list[Member]:
    """(node, slots, profiles with their errors) of all nodes with a profile, by node; twins may have one each."""
    found: dict[int, Member] = {}
    for person, profile in genotypes.items():
        node = nodes.node_of[person]
        found.setdefault(node, (node, len(nodes.slots[node]), []))[2].append((profile, errors.get(person)))
    return [found[node] for node in sorted(found)]


def _known(marker: Marker, people: Sequence[Member]) -> tuple[tuple[Kind | None, ...], list[Reading]]:
    """How each of `people` is known at a marker (None: not at all), and the readings of those who are."""
    name, pairs = marker.name, marker.pairs
    two: Kind = "states" if marker.silent else "hard"
    kinds: list[Kind | None] = []
    row: list[Reading] = []
    for _, slots, profiles in people:
        profile, errors = profiles[0]
        error = errors and _at(errors, name)
        genotype = profile.get(name)
        if len(profiles) == 1 and genotype is None:
            kinds.append(None)
            continue
        genotype = _tuple(genotype)
        pair = pairs.get(genotype) if slots == 2 and error is None and len(profiles) == 1 else None
        if pair is not None:
            kinds.append(two)
            row.append(pair)
            continue
        known = _combined(marker, slots, profiles)
        kinds.append(known[0] if known else None)
        if known:
            row.append(known[1])
    return tuple(kinds), row


def _tuple(genotype: object) -> Genotype:
    """A genotype as a tuple; a list will do, text will not."""
    if genotype.__class__ is tuple:
        return genotype
    if genotype is None or isinstance(genotype, list):
        return tuple(genotype or ())
    raise TypeError


def _combined(
    marker: Marker, slots: int, profiles: Sequence[tuple[Profile, PersonErrors | None]]
) -> tuple[Kind, Reading] | None:
    """All readings of one node together."""
    found: tuple[Kind, Reading] | None = None
    for profile, error in profiles:
        genotype = profile.get(marker.name)
        known = None if genotype is None else _reading(marker, _tuple(genotype), slots, _at(error, marker.name))
        if known is not None:
            found = known if found is None else _both(marker, slots, found, known)
    return found


def _reading(
    marker: Marker, genotype: Genotype, slots: int, error: ReadingErrors | None
) -> tuple[Kind, Reading] | None:
    pair = marker.pairs.get(genotype) if error is None and slots else None
    if pair is None:
        return _unusual(marker, genotype, slots, error)
    if slots == 1 and pair[0] != pair[1]:
        raise ValueError
    return ("states" if slots == 2 and marker.silent else "hard"), pair


def _unusual(
    marker: Marker, genotype: Genotype, slots: int, error: ReadingErrors | None
) -> tuple[Kind, Reading] | None:
    """Half genotypes, single alleles, and readings with errors; None when nothing is known."""
    seen = [allele for allele in genotype if allele is not None]
    if slots == 0:
        if seen:
            raise ValueError
        return None
    alleles = [marker.index[allele] for allele in seen]
    if marker.silent and len(marker.alleles) - 1 in alleles:
        raise ValueError
    if error is not None:
        return "dense", seen_weights(marker, alleles, slots, error)
    if not alleles:
        return None
    if slots == 1:
        if len(set(alleles)) > 1:
            raise ValueError
        return "hard", (alleles[0], alleles[0])
    if len(genotype) != 2:
        raise ValueError
    weight = np.zeros((len(marker.alleles),) * 2)
    weight[alleles[0], :] = weight[:, alleles[0]] = 1.0
    return "dense", weight


def _both(
    marker: Marker,
    slots: int,
    first: tuple[Kind, Reading],
    second: tuple[Kind, Reading],
) -> tuple[Kind, Reading]:
    """Two readings of one genotype (identical twins)."""
    if first[0] == second[0] != "dense" and sorted(first[1]) == sorted(second[1]):
        return first
    return "dense", _as_weights(marker, slots, first) * _as_weights(marker, slots, second)


def _as_weights(marker: Marker, slots: int, known: tuple[Kind, Reading]) -> Array:
    kind, reading = known
    if kind == "dense":
        return np.asarray(reading, dtype=np.float64)
    names = (marker.alleles[int(reading[0])], marker.alleles[int(reading[1])])
    return genotype_weights(marker, names, slots)


def genotype_weights(marker: Marker, genotype: Genotype, slots: int = 2, error: ReadingErrors | None = None) -> Array:
    """P(reading | true genotype) for every ordered genotype.

    Args:
        marker: its alleles order the table.
        genotype: as in `read`; with `error`, the alleles seen.
        slots: 2, or 1 where there is one allele only (a man's X, Y, mtDNA).
        error: drop-out and drop-in; None for a certain reading.

    Returns:
        (n, n) by maternal and paternal allele, or (n,).
    """
    certain = error is None and len(genotype) == 2 and None not in genotype
    known = (
        ("hard", tuple(marker.index[str(a)] for a in genotype)) if certain else _unusual(marker, genotype, slots, error)
    )
    n = len(marker.alleles)
    weight = np.zeros((n,) * slots)
    if known is None:
        return weight + 1.0
    if known[0] == "dense":
        return np.asarray(known[1], dtype=np.float64)
    a, b = int(known[1][0]), int(known[1][1])
    if slots == 1:
        weight[a] = float(a == b)
        return weight
    weight[a, b] = weight[b, a] = 1.0
    if marker.silent and a == b:
        weight[a, n - 1] = weight[n - 1, a] = 1.0
    return weight


def seen_weights(marker: Marker, alleles: Iterable[int], slots: int, error: ReadingErrors) -> Array:
    """P(set of alleles seen | genotype), each copy dropping out and each further allele dropping in on its own.

    Read-only: the same reading gives the same array again.
    """
    return _seen_weights(marker, frozenset(alleles), slots, error)


# Remains of one event show the same few sets of alleles again and again, at the same few rates.
@lru_cache(maxsize=4096)
def _seen_weights(marker: Marker, alleles: frozenset[int], slots: int, error: ReadingErrors) -> Array:
    n = len(marker.alleles)
    hidden = np.zeros(n, dtype=bool)
    hidden[n - 1] = marker.silent
    seen = np.zeros(n, dtype=bool)
    seen[list(alleles)] = True
    stray = np.where(hidden, 0.0, error.dropin * marker.frequencies)
    copies = np.zeros((n,) * slots + (n,))
    grid = np.indices((n,) * slots)
    for slot in range(slots):
        np.put_along_axis(
            copies, grid[slot][..., None], np.take_along_axis(copies, grid[slot][..., None], -1) + 1.0, axis=-1
        )
    unseen = np.where(hidden, 1.0, error.dropout**copies * (1.0 - stray))
    weight: Array = np.where(seen, 1.0 - unseen, unseen).prod(axis=-1)
    weight.flags.writeable = False
    return weight


def check(
    structures: Mapping[str, Structure],
    markers: Sequence[Marker],
    genotypes: Genotypes,
    errors: Errors | None = None,
) -> None:
    """Raise `GenotypeError` with everything that is wrong with the genotypes, if anything is."""
    faults = list(_unknown_names(structures, genotypes, errors or {}))
    people: Mapping[str, object] = genotypes
    for person, profile in people.items():
        if not isinstance(profile, Mapping):
            form = f"The profile is {type(profile).__name__}, not a table of markers."
            faults.append(Fault("profile_form", form, "Give genotypes by marker name.", person))
            continue
        for marker in markers:
            nodes = structures[marker.chrom]
            genotype = profile.get(marker.name)
            if genotype is not None and person in nodes.node_of:
                slots = len(nodes.slots[nodes.node_of[person]])
                uncertain = _at((errors or {}).get(person), marker.name) is not None
                for fault in genotype_faults(marker, genotype, slots, uncertain):
                    faults.append(Fault(fault.code, fault.message, fault.do, person, marker.name))
    if faults:
        raise GenotypeError(faults)


def _unknown_names(structures: Mapping[str, Structure], genotypes: Genotypes, errors: Errors) -> Iterable[Fault]:
    persons = {name for nodes in structures.values() for name in nodes.node_of}
    for person in dict.fromkeys([*genotypes, *errors]):
        if person not in persons:
            yield Fault(
                "unknown_person",
                "Genotypes are given for someone who is in no pedigree.",
                "Add the person to a pedigree, or leave the genotypes out.",
                person,
            )


def genotype_faults(marker: Marker, genotype: object, slots: int, open_count: bool) -> Iterable[Fault]:
    """What is wrong with one genotype, `slots` being the alleles the person has; `open_count` allows any number."""
    if not isinstance(genotype, tuple | list):
        yield Fault("genotype_form", f"The genotype is {genotype!r}.", "Give a pair of allele names.")
        return
    seen = [allele for allele in genotype if allele is not None]
    odd = [allele for allele in seen if not isinstance(allele, str)]
    if odd:
        yield Fault("genotype_form", f"Allele {odd[0]!r} is not text.", "Give allele names as text, as in the marker.")
        return
    for allele in dict.fromkeys(seen):
        if allele not in marker.index:
            yield Fault(
                "unknown_allele",
                f"Allele {allele!r} is not among the marker's alleles.",
                "Add it with a (minimum) frequency, or correct the genotype.",
            )
        elif marker.silent and allele == marker.alleles[-1]:
            yield Fault(
                "silent_seen",
                "The silent allele is given as seen.",
                "Write x / silent as x / x, and silent / silent as not typed.",
            )
    if slots == 0 and seen:
        yield Fault("no_such_allele", "A woman has no Y-linked allele.", "Correct the sex, or remove the genotype.")
    elif slots == 1 and len(set(seen)) > 1 and not open_count:
        where = {"X": "a man's X-linked", "Y": "a Y-linked", "MT": "a mitochondrial"}.get(marker.chrom, "this")
        yield Fault(
            "two_alleles",
            f"Two alleles, {' and '.join(map(str, seen))}, at {where} marker.",
            "Give one allele, or correct the sex or the chromosome.",
        )
    elif not open_count and len(genotype) != 2 and not (slots == 1 and len(genotype) <= 1) and genotype:
        yield Fault(
            "allele_count",
            f"The genotype has {len(genotype)} alleles.",
            "Give two (repeat a homozygous one), or a half genotype with None for the unknown one.",
        )
