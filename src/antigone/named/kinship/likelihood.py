"""Likelihood of the genotypes under a hypothesis, marker by marker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from antigone.named.kinship.elimination import run
from antigone.named.kinship.faults import Fault, GenotypeError, KinshipError, MarkerError, PedigreeError
from antigone.named.kinship.lumping import freely_lumpable, lump, single
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.network import Network, build
from antigone.named.kinship.pedigree import Pedigree
from antigone.named.kinship.reading import Batch, Errors, read
from antigone.named.kinship.stack import Array, Evidence, FactorMaker, Stack, planned
from antigone.named.kinship.structure import Convention, Structure, relevant, structure

PASS = 300_000  # products that take about as long as one more pass over the network
LUMP_FROM = 200_000  # products for one marker above which joining its unseen alleles pays
Hypothesis: TypeAlias = Pedigree | Sequence[Pedigree]


def loglik(
    pedigrees: Hypothesis,
    markers: Sequence[Marker],
    genotypes: Genotypes,
    theta: float = 0.0,
    convention: Convention = "FULL",
    errors: Errors | None = None,
) -> Array:
    """Natural log of P(genotypes | pedigrees) for each marker; ``-inf`` where the genotypes are impossible.

    Args:
        pedigrees: a pedigree, or several unrelated ones of one hypothesis; ids are unique across them.
        markers: autosomal, X-, Y-linked or mitochondrial, in any mixture; taken as independent.
        genotypes: by person id and marker name; a person or marker that is absent is untyped.
        theta: coancestry coefficient, in [0, 1]: all founder alleles of all pedigrees are drawn from one
            Balding-Nichols urn (Balding and Nichols (1994), Forensic Sci. Int. 64: 125-140).
        convention: ``"FULL"`` keeps every untyped ancestor; ``"TRIM"`` cuts an untyped founder with a single child and
            draws the child's allele from the frequencies, repeatedly (as Familias does, without theta). The two agree
            when mutation leaves the frequencies as they are.
        errors: drop-out and drop-in of the profiles of some persons.

    Returns:
        (markers,) natural logs, in the order of `markers`.

    Raises:
        PedigreeError, MarkerError, GenotypeError: with every fault of that kind.
        SizeError: when the exact sum would need too large a table.
    """
    found = np.zeros(len(markers))
    for batch in prepared(pedigrees, markers, genotypes, errors, theta):
        found[batch.places] = batch_loglik(batch, theta, convention)
    return found


def prepared(
    pedigrees: Hypothesis,
    markers: Sequence[Marker],
    genotypes: Genotypes,
    errors: Errors | None = None,
    theta: float = 0.0,
) -> list[Batch]:
    """The input as batches of markers; raises an error with everything that is wrong with it."""
    check_theta(theta)
    try:
        checked(tuple(markers))
        return read(structures_of(pedigrees, markers), markers, genotypes, errors)
    except KinshipError as error:
        from antigone.named.kinship.validate import everything_wrong

        parts = (pedigrees,) if isinstance(pedigrees, Pedigree) else tuple(pedigrees)
        faults = everything_wrong(parts, markers, genotypes, errors) or error.faults
        raise (type(error) if set(faults) == set(error.faults) else KinshipError)(faults) from None


@lru_cache(maxsize=128)
def checked(markers: tuple[Marker, ...]) -> None:
    """Raise `MarkerError` with every fault of the markers, if there are any."""
    faults = [fault for marker in markers for fault in marker.check()]
    names = [marker.name for marker in markers]
    faults += [
        Fault("duplicate_marker", "Two markers have this name.", "Rename or remove one of them.", marker=name)
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if faults:
        raise MarkerError(faults)


def structures_of(pedigrees: Hypothesis, markers: Sequence[Marker]) -> dict[str, Structure]:
    """The hypothesis as seen by each kind of chromosome among the markers."""
    parts = (pedigrees,) if isinstance(pedigrees, Pedigree) else tuple(pedigrees)
    if not parts:
        raise PedigreeError([Fault("no_pedigree", "The hypothesis has no pedigree.", "Give at least one person.")])
    return {chrom: structure(parts, chrom) for chrom in dict.fromkeys(marker.chrom for marker in markers)}


def check_theta(theta: float) -> None:
    """Refuse a theta outside [0, 1]."""
    if not 0 <= theta <= 1:
        raise GenotypeError([Fault("theta", f"Theta is {theta}.", "Give a coefficient between 0 and 1.")])


def batch_loglik(batch: Batch, theta: float, convention: Convention) -> Array:
    """Logs of the markers of one batch."""
    if not batch.typed:
        return np.zeros(len(batch.markers))
    trim: Convention = "FULL" if theta > 0 else convention
    nodes, keep = relevant(batch.nodes, frozenset(batch.typed), trim)
    network = build(nodes, keep, (batch.kinds,))
    if theta > 0:
        from antigone.named.kinship.urn import urn_loglik

        return urn_loglik(nodes, network, batch, theta)
    found = np.zeros(len(batch.markers))
    for piece in pieces(network, batch):
        part = batch.part(piece)
        stack = part.stack()
        maker = FactorMaker(nodes, [stack], [part.evidence(stack.n)])
        if maker.program(network).cost > LUMP_FROM and all(freely_lumpable(marker) for marker in part.markers):
            found[list(piece)] = _lumped(network, nodes, part, stack)
        else:
            found[list(piece)] = evaluate(network, maker, len(piece))[0]
    return found


def _lumped(network: Network, nodes: Structure, batch: Batch, stack: Stack) -> Array:
    """A hard family, its markers one after another with their unseen alleles joined."""
    logs = []
    evidence = batch.evidence(stack.n)
    for k, marker in enumerate(batch.markers):
        smaller, seen = lump(marker, *single(stack, evidence, k, len(marker.alleles)))
        logs.append(float(evaluate(network, FactorMaker(nodes, [smaller], [seen]), 1)[0][0]))
    return np.array(logs)


def pieces(network: Network, batch: Batch) -> tuple[tuple[int, ...], ...]:
    """Rows of a batch to work on together: all, or apart by size where padding would cost more than another pass."""
    if batch.one_marker:
        return (tuple(range(len(batch.markers))),)
    return _pieces(network, tuple(len(marker.alleles) for marker in batch.markers), 3 if batch.silent else 2)


@lru_cache(maxsize=2048)
def _pieces(network: Network, sizes: tuple[int, ...], states: int) -> tuple[tuple[int, ...], ...]:
    """Cheapest cuts of the markers in order of size, the cost of a pass being its padded products plus `PASS`."""
    everything = (tuple(range(len(sizes))),)
    known = tuple((v, states) for v in network.variables if v.type == "h")
    widest = max(sizes)
    full = planned(network, (widest,), known).cost
    if full * len(sizes) < 2 * PASS:
        return everything
    half = planned(network, (max(widest // 2, 1),), known).cost
    power = np.log2(max(full / max(half, 1), 1.0)) if widest > 1 else 0.0
    rows = sorted(range(len(sizes)), key=lambda k: sizes[k])
    best: list[tuple[float, tuple[tuple[int, ...], ...]]] = [(0.0, ())]
    for end in range(1, len(rows) + 1):
        each = full * (sizes[rows[end - 1]] / widest) ** power
        choices = ((best[i][0] + PASS + (end - i) * each, i) for i in range(end))
        cost, cut = min(choices)
        best.append((cost, (*best[cut][1], tuple(rows[cut:end]))))
    return best[-1][1]


def evaluate(network: Network, maker: FactorMaker, size: int) -> tuple[Array, Array | None]:
    """Logs (batch,) of a network's total, and the table over its free variables, if any."""
    logs, table = run(maker.program(network), maker.arrays(network), size)
    return logs - network.halves * np.log(2.0), table


__all__ = ["Convention", "Evidence", "Hypothesis", "Stack", "loglik"]
