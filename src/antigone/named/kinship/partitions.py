"""Theta by the ways in which founder alleles can coincide.

The urn is a mixture over partitions of its N draws: draws in one block are copies of one another, and each block takes
an allele from the frequencies. A partition into k blocks of c_1, ..., c_k draws has probability

    a^k (c_1 - 1)! ... (c_k - 1)! / (a (a + 1) ... (a + N - 1)),      a = (1 - theta) / theta,

(the Ewens distribution: Ewens (1972), Theor. Popul. Biol. 3: 87-112). Given the partition the likelihood is that of an
ordinary network in which the draws of a block hang on one allele variable. There are Bell(N) partitions, whatever the
number of alleles: the way to take when alleles cannot be joined and are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import lgamma, log

import numpy as np

from antigone.named.kinship.elimination import run
from antigone.named.kinship.network import FactorSpec, Network, Variable
from antigone.named.kinship.stack import Array, Evidence, FactorMaker, Stack
from antigone.named.kinship.structure import Structure

MOST_DRAWS = 9
KEPT_DRAWS = 7  # up to which the networks of all partitions are kept for the next family
_DRAWN = ("draw", "draw_F", "draw_M")


@lru_cache(maxsize=32)
def bell(n: int) -> int:
    """Number of partitions of n things."""
    row = [1]
    for _ in range(n):
        row = [row[-1], *row]
        for i in range(1, len(row)):
            row[i] += row[i - 1]
    return row[0]


def set_partitions(n: int) -> Iterator[tuple[int, ...]]:
    """Block numbers of n things, in every way: (0, 0), (0, 1) for two."""

    def grow(blocks: tuple[int, ...], used: int) -> Iterator[tuple[int, ...]]:
        if len(blocks) == n:
            yield blocks
            return
        for block in range(used + 1):
            yield from grow((*blocks, block), max(used, block + 1))

    yield from grow((), 0)


def log_probability(blocks: Sequence[int], theta: float) -> float:
    """Natural log of the probability of a partition of the draws."""
    alpha = (1 - theta) / theta
    counts = [blocks.count(b) for b in set(blocks)]
    return (
        len(counts) * log(alpha)
        + sum(lgamma(count) for count in counts)
        - float(np.log(alpha + np.arange(len(blocks))).sum())
    )


def networks(network: Network, once: tuple[int, ...]) -> Iterable[tuple[tuple[int, ...], Network]]:
    """The network for every partition; founders in `once` drew one allele for both their slots."""
    return _kept(network, once) if network.draws <= KEPT_DRAWS else _networks(network, once)


@lru_cache(maxsize=16)
def _kept(network: Network, once: tuple[int, ...]) -> tuple[tuple[tuple[int, ...], Network], ...]:
    return tuple(_networks(network, once))


def _networks(network: Network, once: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Network]]:
    draws, others = _draws(network, once)
    for blocks in set_partitions(len(draws)):
        yield blocks, replace(network, factors=(*others, *_joined(draws, blocks)))


def _draws(network: Network, once: tuple[int, ...]) -> tuple[list[list[FactorSpec]], list[FactorSpec]]:
    """Draws from the urn, each with the slots it fills, and all other factors."""
    draws: list[list[FactorSpec]] = []
    others = []
    for spec in network.factors:
        if spec.form in _DRAWN:
            draws.append([spec])
        elif spec.form == "pair":
            slots = [
                FactorSpec(
                    "draw", (spec.scope[k] if len(spec.scope) == 2 else spec.scope[0],), spec.locus, spec.node, k
                )
                for k in (0, 1)
            ]
            draws += [slots] if spec.node in once else [[slot] for slot in slots]
        else:
            others.append(spec)
    return draws, others


def _joined(draws: Sequence[Sequence[FactorSpec]], blocks: Sequence[int]) -> Iterator[FactorSpec]:
    """Factors of the draws, those of a block hanging on one variable."""
    for block in set(blocks):
        mine = [spec for draw, b in zip(draws, blocks, strict=True) if b == block for spec in draw]
        if len(mine) == 1:
            yield mine[0]
            continue
        common = Variable("a", 0, -1 - block, 0)
        yield FactorSpec("draw", (common,), 0, -1 - block)
        for spec in mine:
            yield spec._replace(form=spec.form.replace("draw", "copy"), scope=(*spec.scope, common))


def inbred_draws(nodes: Structure, network: Network) -> Iterator[tuple[tuple[int, ...], float]]:
    """Which inbred founders drew once (both alleles identical by descent), and the log of its chance."""
    inbred = [spec.node for spec in network.factors if spec.form == "pair"]
    for pattern in product((True, False), repeat=len(inbred)):
        chance = 1.0
        for i, once in zip(inbred, pattern, strict=True):
            chance *= nodes.inbreeding[i] if once else 1 - nodes.inbreeding[i]
        if chance > 0:
            yield tuple(i for i, once in zip(inbred, pattern, strict=True) if once), float(np.log(chance))


def partition_loglik(
    nodes: Structure,
    network: Network,
    stack: Stack,
    evidence: Evidence,
    size: int,
    theta: float,
    once: tuple[int, ...],
) -> Array:
    """Natural logs (size,) of a batch of markers, by the sum over partitions."""
    total: Array = np.full(size, -np.inf)
    for blocks, joined in networks(network, once):
        maker = FactorMaker(nodes, [stack], [evidence])
        logs, _ = run(maker.program(joined), maker.arrays(joined), size)
        total = np.logaddexp(total, logs + log_probability(blocks, theta))
    return total - network.halves * float(np.log(2.0))


def partition_tables(
    nodes: Structure, network: Network, stack: Stack, evidence: Evidence, size: int, theta: float
) -> tuple[Array, Array]:
    """Natural logs (size,) and the tables over the free variables (size, n, ...), each summing to one."""
    total: Array = np.full(size, -np.inf)
    mixed: Array = np.zeros(1)
    for once, chance in inbred_draws(nodes, network):
        for blocks, joined in networks(network, once):
            maker = FactorMaker(nodes, [stack], [evidence])
            logs, table = run(maker.program(joined), maker.arrays(joined), size)
            assert table is not None
            logs = logs + chance + log_probability(blocks, theta)
            grown = np.logaddexp(total, logs)
            lead = (size, *([1] * (table.ndim - 1)))
            mixed = mixed * _share(total, grown).reshape(lead) + table * _share(logs, grown).reshape(lead)
            total = grown
    return total - network.halves * float(np.log(2.0)), mixed


def _share(part: Array, whole: Array) -> Array:
    """exp(part - whole), zero where both are zero probabilities."""
    share: Array = np.exp(np.where(np.isneginf(part), -np.inf, part - np.where(np.isneginf(whole), 0.0, whole)))
    return share
