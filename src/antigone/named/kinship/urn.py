"""Theta: founder alleles drawn from one Balding-Nichols urn, exactly.

The urn draws as if the population's allele frequencies were themselves a draw q from a Dirichlet distribution with
parameters a p_i, where a = (1 - theta) / theta. The likelihood without theta is a polynomial in q, of degree N for N
founder alleles. Writing q = g / sum(g) with independent g_i ~ Gamma(a p_i), its mean is

    E L(q) = E L(g) / E (sum g)^N,      E (sum g)^N = a (a + 1) ... (a + N - 1),

and Gauss-Laguerre quadrature with N // 2 + 1 nodes for each allele gives E L(g) exactly: a sum of ordinary likelihoods
with unnormalised frequencies g, all terms positive. When that grid is larger than the number of ways in which the
N draws can coincide, the sum runs over those partitions instead (`partitions`).

Sources: Balding and Nichols (1994), Forensic Sci. Int. 64: 125-140; Golub and Welsch (1969), Math. Comp. 23: 221-230.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from antigone.named.kinship.elimination import run
from antigone.named.kinship.faults import Fault, SizeError
from antigone.named.kinship.lumping import lump, single
from antigone.named.kinship.network import Network
from antigone.named.kinship.partitions import MOST_DRAWS, bell, inbred_draws, partition_loglik
from antigone.named.kinship.reading import Batch
from antigone.named.kinship.stack import Array, Evidence, FactorMaker, Stack
from antigone.named.kinship.structure import Structure

LARGEST_GRID = 3_000_000
CHUNK = 20_000
PARTITION_COST = 200  # grid points that take about as long as one partition


def urn_loglik(nodes: Structure, network: Network, batch: Batch, theta: float) -> Array:
    """Natural logs for the markers of a batch, founder alleles coming from one urn."""
    stack = batch.stack()
    evidence = batch.evidence(stack.n)
    found = np.zeros(len(batch.markers))
    many = []
    for k, marker in enumerate(batch.markers):
        lumped, seen = lump(marker, *single(stack, evidence, k, len(marker.alleles)))
        if theta == 1.0 or not _by_partition(network.draws, int((lumped.frequencies > 0).sum())):
            terms = [
                chance + _mixture(nodes, network, lumped, seen, theta, once)
                for once, chance in inbred_draws(nodes, network)
            ]
            found[k] = np.logaddexp.reduce(terms)
        else:
            many.append(k)
    if many:
        part = batch.part(many)
        stack = part.stack()
        evidence = part.evidence(stack.n)
        logs = [
            chance + partition_loglik(nodes, network, stack, evidence, len(many), theta, once)
            for once, chance in inbred_draws(nodes, network)
        ]
        found[many] = np.logaddexp.reduce(logs, axis=0)
    return found


def _by_partition(draws: int, alleles: int) -> bool:
    """Which of the two exact sums is the cheaper; refuses when both are out of reach."""
    grid = (draws // 2 + 1) ** alleles
    if draws > MOST_DRAWS and grid > LARGEST_GRID:
        raise _too_many(draws, alleles)
    return draws <= MOST_DRAWS and grid > PARTITION_COST * bell(draws)


def _mixture(
    nodes: Structure, network: Network, stack: Stack, evidence: Evidence, theta: float, once: tuple[int, ...]
) -> float:
    """One marker, by quadrature."""
    inbreeding = [float(i in once) for i in range(len(nodes.ids))]
    total = -np.inf
    for weights, frequencies in quadrature(stack.frequencies[0], theta, network.draws - len(once)):
        maker = FactorMaker(nodes, [stack.with_frequencies(frequencies)], [evidence], inbreeding=inbreeding)
        logs, _ = run(maker.program(network), maker.arrays(network), len(weights))
        total = np.logaddexp(total, np.logaddexp.reduce(logs + weights))
    return float(total) - network.halves * float(np.log(2.0))


def quadrature(p: Array, theta: float, draws: int) -> Iterator[tuple[Array, Array]]:
    """Nodes that average a homogeneous polynomial of degree `draws` over the urn: (log weights, frequencies)."""
    if theta == 1.0:
        yield np.log(np.maximum(p, 1e-320)), np.eye(len(p))
        return
    alpha = (1 - theta) / theta
    alive = np.flatnonzero(p > 0)
    order = draws // 2 + 1
    size = order ** len(alive)
    rules = [_laguerre(alpha * p[i], order) for i in alive]
    norm = float(np.log1p(np.arange(draws) / alpha).sum())
    for start in range(0, size, CHUNK):
        digits = np.unravel_index(np.arange(start, min(start + CHUNK, size)), (order,) * len(alive))
        frequencies = np.zeros((len(digits[0]), len(p)))
        logs = np.full(len(digits[0]), -norm)
        for i, digit, (nodes, weights) in zip(alive, digits, rules, strict=True):
            frequencies[:, i] = nodes[digit] / alpha
            logs += weights[digit]
        yield logs, frequencies


def _laguerre(shape: float, order: int) -> tuple[Array, Array]:
    """Nodes and log weights of the Gauss rule for Gamma(shape, 1), from the eigenvectors of its Jacobi matrix."""
    k = np.arange(order)
    off = np.sqrt(k[1:] * (k[1:] + shape - 1))
    values, vectors = np.linalg.eigh(np.diag(2 * k + shape) + np.diag(off, 1) + np.diag(off, -1))
    with np.errstate(divide="ignore"):
        return np.maximum(values, 0.0), 2 * np.log(np.abs(vectors[0]))


def _too_many(draws: int, alleles: int) -> SizeError:
    return SizeError(
        [
            Fault(
                "too_large",
                f"Theta with {draws} founder alleles, {alleles} of which cannot be joined, needs too many terms.",
                "Use a mutation model that can be lumped (none, equal, proportional), type more of the founders, "
                "or set theta to 0.",
            )
        ]
    )
