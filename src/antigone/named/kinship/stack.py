"""Markers of one kind side by side, as padded arrays; and the numbers of each factor of a network.

Padding: a marker with fewer alleles than the widest has further ones of frequency zero that nothing turns into.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.elimination import Plan, plan
from antigone.named.kinship.marker import Marker
from antigone.named.kinship.network import FactorSpec, Network, Variable
from antigone.named.kinship.structure import Role, Structure

Array: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Stack:
    """Frequencies and mutation of a batch of markers (first axis: batch, or one for all).

    Attributes:
        frequencies: (batch, n).
        received: per role of the parent, (batch, n + 1, n): row = allele received, column = allele transmitted; the
            last row is all ones and stands for an allele that the selector did not choose.
        passed: per role, (batch, n, n): row = allele transmitted, column = allele received.
    """

    frequencies: Array
    received: Mapping[Role, Array]
    passed: Mapping[Role, Array]
    drawn: Mapping[Role, Array] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """Alleles of the widest marker."""
        return int(self.frequencies.shape[1])

    def rows(self, some: slice | Indices) -> Stack:
        """The markers of some rows."""
        return Stack(
            self.frequencies[some],
            {role: table[some] for role, table in self.received.items()},
            {role: table[some] for role, table in self.passed.items()},
            {role: table[some] for role, table in self.drawn.items()},
        )

    def with_frequencies(self, frequencies: Array) -> Stack:
        """The same markers with other (also unnormalised) founder frequencies."""
        return replace(self, frequencies=frequencies, drawn={})

    def draws(self, role: Role) -> Array:
        """Frequencies after one transmission, (batch, n)."""
        known = self.drawn.get(role)
        return known if known is not None else np.einsum("zi,zij->zj", self.frequencies, self.passed[role])


def make_stack(frequencies: Array, female: Array, male: Array) -> Stack:
    """A stack from (batch, n) frequencies and (batch, n, n) matrices, already padded."""
    received: dict[Role, Array] = {}
    passed: dict[Role, Array] = {}
    drawn: dict[Role, Array] = {}
    roles: tuple[tuple[Role, Array], ...] = (("F", female), ("M", male))
    for role, matrix in roles:
        ones = np.ones((matrix.shape[0], 1, matrix.shape[2]))
        received[role] = np.ascontiguousarray(np.concatenate([matrix.transpose(0, 2, 1), ones], axis=1))
        passed[role] = np.ascontiguousarray(matrix)
        drawn[role] = np.einsum("zi,zij->zj", frequencies, matrix)
    return Stack(frequencies, received, passed, drawn)


@lru_cache(maxsize=128)
def stack_of(markers: tuple[Marker, ...]) -> Stack:
    """The markers, padded to the widest."""
    n = max(len(marker.alleles) for marker in markers)
    frequencies = np.zeros((len(markers), n))
    matrices = np.zeros((2, len(markers), n, n))
    for k, marker in enumerate(markers):
        m = len(marker.alleles)
        frequencies[k, :m] = marker.frequencies
        for sex in (0, 1):
            matrix = np.eye(m) if marker.mutation is None else (marker.mutation.female, marker.mutation.male)[sex]
            matrices[sex, k, :m, :m] = matrix
    return make_stack(frequencies, matrices[0], matrices[1])


@dataclass(frozen=True)
class Evidence:
    """What is known of the nodes of a network, for a batch.

    Attributes:
        alleles: per typed node (batch, states, slots): allele numbers of each possible state.
        weights: per typed node (batch, states): probability of the observation given the state.
        dense: per node with a weight for every genotype, (batch or 1, n) or (batch or 1, n, n).
    """

    alleles: dict[int, Indices]
    weights: dict[int, Array]
    dense: dict[int, Array]


def _take(table: Array, index: Indices) -> Array:
    """Rows of a (batch or 1, rows, n) table, by a (batch, ...) index: (batch, ..., n)."""
    batch, rows, n = table.shape
    flat = table.reshape(batch * rows, n)
    if batch > 1:
        offset: Indices = np.arange(0, batch * rows, rows).reshape(batch, *([1] * (index.ndim - 1)))
        index = index + offset
    found: Array = flat.take(index, axis=0)
    return found


def _take_values(vector: Array, index: Indices) -> Array:
    """Entries of a (batch or 1, n) vector, by a (batch, ...) index."""
    return _take(vector[:, :, None], index)[..., 0]


@lru_cache(maxsize=8192)
def planned(network: Network, alleles: tuple[int, ...], states: tuple[tuple[Variable, int], ...]) -> Plan:
    """The plan of a network with so many alleles per locus and so many states of typed nodes."""
    sizes: dict[Hashable, int] = {v: 2 if v.type == "s" else alleles[v.locus] for v in network.variables}
    sizes.update(states)
    return plan([spec.scope for spec in network.factors], sizes, network.free)


class FactorMaker:
    """Computes the arrays of a network's factors.

    Args:
        nodes: the structure the network was built from.
        stacks, evidence: one of each per locus.
        rho: recombination fraction between neighbouring loci, by the role of the parent.
        inbreeding: probability that a founder's alleles are identical, by node.
    """

    def __init__(
        self,
        nodes: Structure,
        stacks: Sequence[Stack],
        evidence: Sequence[Evidence],
        rho: Mapping[Role, float] | None = None,
        inbreeding: Sequence[float] | None = None,
    ) -> None:
        self.nodes, self.stacks, self.evidence = nodes, stacks, evidence
        self.rho = rho or {}
        self.inbreeding = nodes.inbreeding if inbreeding is None else inbreeding
        self.chosen: dict[tuple[int, int, int], Array] = {}

    def arrays(self, network: Network) -> list[Array]:
        """One array per factor, in order."""
        return [getattr(self, "_" + spec.form)(spec) for spec in network.factors]

    def program(self, network: Network) -> Plan:
        """The plan for the sizes at hand."""
        alleles = tuple(stack.n for stack in self.stacks)
        states = tuple((v, self.evidence[v.locus].weights[v.node].shape[1]) for v in network.variables if v.type == "h")
        return planned(network, alleles, states)

    def _received_by(self, spec: FactorSpec) -> Indices | None:
        """Allele numbers in the receiving slot: (batch,) when known, (batch, states), or None when it is a variable."""
        alleles = self.evidence[spec.locus].alleles.get(spec.node)
        if alleles is None:
            return None
        found: Indices = alleles[:, :, spec.slot]
        return (
            found[:, 0]
            if not spec.scope or not any(v.type == "h" and v.node == spec.node for v in spec.scope)
            else found
        )

    def _source(self, spec: FactorSpec) -> tuple[int, Role]:
        source = self.nodes.slots[spec.node][spec.slot]
        return (-1 if source.parent is None else source.parent), source.role

    def _weights(self, spec: FactorSpec) -> Array:
        return self.evidence[spec.locus].weights[spec.node]

    def _dense(self, spec: FactorSpec) -> Array:
        return self.evidence[spec.locus].dense[spec.node]

    def _draw_from(self, spec: FactorSpec, frequencies: Array) -> Array:
        to = self._received_by(spec)
        return frequencies if to is None else _take_values(frequencies, to)

    def _draw(self, spec: FactorSpec) -> Array:
        return self._draw_from(spec, self.stacks[spec.locus].frequencies)

    def _draw_F(self, spec: FactorSpec) -> Array:
        return self._draw_from(spec, self.stacks[spec.locus].draws("F"))

    def _draw_M(self, spec: FactorSpec) -> Array:
        return self._draw_from(spec, self.stacks[spec.locus].draws("M"))

    def _copy_from(self, spec: FactorSpec, received: Array) -> Array:
        """(batch, receiver..., common allele of the draws that coincide)."""
        to = self._received_by(spec)
        return received if to is None else _take(received, to)

    def _copy(self, spec: FactorSpec) -> Array:
        return self._copy_from(spec, np.eye(self.stacks[spec.locus].n)[None])

    def _copy_F(self, spec: FactorSpec) -> Array:
        return self._copy_from(spec, self.stacks[spec.locus].received["F"][:, :-1])

    def _copy_M(self, spec: FactorSpec) -> Array:
        return self._copy_from(spec, self.stacks[spec.locus].received["M"][:, :-1])

    def _pair(self, spec: FactorSpec) -> Array:
        """Both alleles of an inbred founder: one draw with probability f, two otherwise."""
        f = self.inbreeding[spec.node]
        p = self.stacks[spec.locus].frequencies
        alleles = self.evidence[spec.locus].alleles.get(spec.node)
        if alleles is None:
            once: Array = p[:, :, None] * np.eye(p.shape[1])
            return f * once + (1 - f) * p[:, :, None] * p[:, None, :]
        first, second = _take_values(p, alleles[:, :, 0]), _take_values(p, alleles[:, :, 1])
        same: Array = np.equal(alleles[:, :, 0], alleles[:, :, 1]).astype(np.float64)
        return first * (f * same + (1 - f) * second)

    def _from_known(self, spec: FactorSpec) -> Array:
        """From a parent of certain genotype: the mean over its alleles."""
        parent, role = self._source(spec)
        start = self.evidence[spec.locus].alleles[parent][:, 0, :]  # (batch, slots)
        table = _take(self.stacks[spec.locus].passed[role], start)
        passed = table[:, 0] if table.shape[1] == 1 else 0.5 * (table[:, 0] + table[:, 1])
        to = self._received_by(spec)
        if to is None:
            return passed
        if passed.shape[0] != to.shape[0]:
            passed = np.broadcast_to(passed, (max(passed.shape[0], to.shape[0]), passed.shape[1]))
            to = np.broadcast_to(to, (passed.shape[0], *to.shape[1:]))
        found: Array = np.take_along_axis(passed, to.reshape(to.shape[0], -1), axis=1).reshape(to.shape)
        return found

    def _from_one(self, spec: FactorSpec) -> Array:
        """From the only allele of an untyped parent."""
        _, role = self._source(spec)
        table = self.stacks[spec.locus].received[role]
        to = self._received_by(spec)
        return table[:, :-1] if to is None else _take(table, to)

    def _state_rows(self, spec: FactorSpec) -> Array:
        """(batch, states of the parent, slots of the parent, receiver...): probability of what is received."""
        parent, role = self._source(spec)
        start = self.evidence[spec.locus].alleles[parent]  # (batch, S, slots)
        rows = _take(self.stacks[spec.locus].passed[role], start)  # (batch, S, slots, n)
        to = self._received_by(spec)
        if to is None:
            return rows
        batch = max(rows.shape[0], to.shape[0])
        spread = to.reshape(to.shape[0], 1, 1, -1)
        index = np.broadcast_to(spread, (batch, *rows.shape[1:3], spread.shape[3]))
        found: Array = np.take_along_axis(np.broadcast_to(rows, (batch, *rows.shape[1:])), index, axis=3)
        return found if to.ndim > 1 else found[..., 0]

    def _from_states(self, spec: FactorSpec) -> Array:
        mean: Array = self._state_rows(spec).mean(axis=2)
        return mean

    def _select_state(self, spec: FactorSpec) -> Array:
        return self._state_rows(spec).swapaxes(1, 2)

    def _select(self, spec: FactorSpec) -> Array:
        """(batch, selector, receiver..., allele of the parent): one where the selector points to the other allele."""
        key = (spec.locus, spec.node, spec.slot)
        table = self.chosen.get(key)
        if table is None:
            _, role = self._source(spec)
            received = self.stacks[spec.locus].received[role]
            to = self._received_by(spec)
            n = self.stacks[spec.locus].n
            if to is None:
                table = np.stack([received[:, :-1], np.ones_like(received[:, :-1])], axis=1)
            else:
                table = _take(received, np.stack([to, np.full_like(to, n)], axis=1))
            self.chosen[key] = table
        return table if spec.which == 0 else table[:, ::-1]

    def _recombine(self, spec: FactorSpec) -> Array:
        r = self.rho[self._source(spec)[1]]
        return np.array([[[1 - r, r], [r, 1 - r]]])
