"""Gene dropping: random genotypes of a family, founders first. Randomness is passed in, never taken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.likelihood import Hypothesis, structures_of
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.structure import Structure

Drops = dict[str, NDArray[np.int64]]


def drop(
    pedigrees: Hypothesis, marker: Marker, persons: Sequence[str], size: int, generator: np.random.Generator
) -> Drops:
    """True genotypes of some persons in `size` random copies of a family, with mutation.

    Returns:
        By person, (size, 2) allele numbers (maternal, paternal), or (size, 1) or (size, 0) where there are fewer.
    """
    nodes = structures_of(pedigrees, [marker])[marker.chrom]
    alleles: list[NDArray[np.int64]] = []
    for i in range(len(nodes.ids)):
        alleles.append(_alleles(nodes, i, alleles, marker, size, generator))
    return {person: alleles[nodes.node_of[person]] for person in persons}


def _alleles(
    nodes: Structure,
    i: int,
    done: Sequence[NDArray[np.int64]],
    marker: Marker,
    size: int,
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    slots = []
    for source in nodes.slots[i]:
        if source.parent is None:
            slots.append(generator.choice(len(marker.alleles), size, p=_normal(marker.frequencies)))
            continue
        parent = done[source.parent]
        which = generator.integers(0, parent.shape[1], size)
        passed = parent[np.arange(size), which]
        if marker.mutation is not None:
            passed = _mutate(passed, getattr(marker.mutation, "female" if source.role == "F" else "male"), generator)
        slots.append(passed)
    if len(slots) == 2 and nodes.founder[i] and nodes.inbreeding[i] > 0:
        slots[1] = np.where(generator.random(size) < nodes.inbreeding[i], slots[0], slots[1])
    return np.stack(slots, axis=1) if slots else np.zeros((size, 0), dtype=np.int64)


def _normal(p: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = p / p.sum()
    return scaled


def _mutate(
    alleles: NDArray[np.int64], matrix: NDArray[np.float64], generator: np.random.Generator
) -> NDArray[np.int64]:
    steps = np.cumsum(matrix, axis=1)[alleles]
    found = (generator.random(len(alleles))[:, None] * steps[:, -1:] >= steps).sum(axis=1)
    capped: NDArray[np.int64] = np.minimum(found, matrix.shape[1] - 1)
    return capped


def seen(marker: Marker, pair: NDArray[np.int64]) -> tuple[str, ...]:
    """A true genotype as it shows: in the order of the alleles, without the silent one; () when both are silent."""
    hidden = len(marker.alleles) - 1 if marker.silent else -1
    shown = sorted(int(a) for a in pair if a != hidden)
    if not shown:
        return ()
    both = [shown[0], shown[-1]]
    return tuple(marker.alleles[a] for a in both)


def simulate(
    pedigrees: Hypothesis,
    markers: Sequence[Marker],
    persons: Sequence[str],
    generator: np.random.Generator,
) -> Genotypes:
    """One random family: what the profiles of `persons` show at every marker."""
    found: dict[str, dict[str, tuple[str | None, ...]]] = {person: {} for person in persons}
    for marker in markers:
        for person, pair in drop(pedigrees, marker, persons, 1, generator).items():
            shown = seen(marker, pair[0])
            if shown:
                found[person][marker.name] = shown
    return found


__all__ = ["drop", "seen", "simulate"]
