"""Summing variables out of a factor network: the order, planned once, and the sums, done for many markers at a time.

A factor is an array whose first axis runs over the batch (markers, families, quadrature nodes) and whose other axes
run over its variables; a batch axis of length one is shared by the whole batch. The order is greedy by the size of the
table that an elimination makes, tried under several criteria (Koller and Friedman (2009), *Probabilistic Graphical
Models*, ch. 9).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from antigone.named.kinship.faults import Fault, SizeError

Array: TypeAlias = NDArray[np.float64]
Scope: TypeAlias = tuple[Hashable, ...]
HARD = 500_000  # multiplications for one marker above which more orders are tried
LARGEST_TABLE = 50_000_000  # entries of one table for one marker
LARGEST_BATCH = 1_000_000  # entries of one table for the markers worked on together
TINY = 1e-150
MATMUL_FROM = 128  # multiplications per batch entry below which einsum is quicker


@dataclass(frozen=True, slots=True)
class Step:
    """Multiply two factors (or take one) and sum out what occurs nowhere else.

    `formula` is for einsum. Larger products go to matmul instead: `left` and `right` are then the axes of the two
    tables, as (shared, own, summed), the batch axis being the first of those shared.
    """

    inputs: tuple[int, ...]
    formula: str
    left: tuple[tuple[int, ...], ...] = ()
    right: tuple[tuple[int, ...], ...] = ()

    def carry_out(self, work: Sequence[Array]) -> Array:
        """The product, summed."""
        tables = [work[i] for i in self.inputs]
        if not self.left:
            made: Array = np.einsum(self.formula, *tables)
            return made
        first, second = (_arranged(t, axes) for t, axes in zip(tables, (self.left, self.right), strict=True))
        product: Array = np.matmul(first, second.swapaxes(-1, -2))
        own = [tables[0].shape[a] for a in self.left[1]] + [tables[1].shape[a] for a in self.right[1]]
        return product.reshape(*product.shape[:-2], *own)


def _arranged(table: Array, axes: tuple[tuple[int, ...], ...]) -> Array:
    """The table as (shared axes..., product of its own axes, product of the summed axes)."""
    shared, own, summed = axes
    turned = table.transpose((*shared, *own, *summed))
    lead = turned.shape[: len(shared)]
    return turned.reshape(*lead, prod(turned.shape[len(shared) : len(shared) + len(own)]), -1)


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order; each appends its result to the list of factors. `cost` is in multiplications per batch entry."""

    steps: tuple[Step, ...]
    scalars: tuple[int, ...]
    result: int | None
    cost: int
    widest: int


def order(scopes: Sequence[Scope], sizes: dict[Hashable, int], free: frozenset[Hashable]) -> list[Hashable]:
    """A good order of elimination: the cheapest of several greedy ones, of many when the family is hard."""
    rules: list[Callable[[int, int], float]] = [
        lambda made, _gone: made,
        lambda made, gone: made - gone,
        lambda made, gone: made / max(gone, 1),
    ]
    best = min((_greedy(scopes, sizes, free, rule) for rule in rules), key=lambda pair: pair[0])
    if best[0] > HARD:
        more = (_greedy(scopes, sizes, free, rules[k % 3], k) for k in range(1, 60))
        best = min((best, *more), key=lambda pair: pair[0])
    return best[1]


def _greedy(
    scopes: Sequence[Scope],
    sizes: dict[Hashable, int],
    free: frozenset[Hashable],
    rule: Callable[[int, int], float],
    turn: int = 0,
) -> tuple[int, list[Hashable]]:
    """Always the variable with the lowest score next; a score changes only when a neighbour goes.

    `turn` other than 0 sways the scores a little, in a fixed pattern of its own, to find other orders.
    """
    tables = {i: frozenset(scope) for i, scope in enumerate(scopes)}
    holders: dict[Hashable, set[int]] = {}
    for i, table in tables.items():
        for v in table - free:
            holders.setdefault(v, set()).add(i)

    def score(v: Hashable) -> tuple[float, int]:
        made = prod(sizes[u] for u in frozenset().union(*(tables[i] for i in holders[v])))
        gone = sum(prod(sizes[u] for u in tables[i]) for i in holders[v])
        base = rule(made // sizes[v], gone)
        return base + abs(base) * sway[v], made

    names = sorted(holders, key=repr)
    sway = {v: turn and (0.618033988749895 * turn * (i + 1)) % 1.0 for i, v in enumerate(names)}
    scores = {v: score(v) for v in names}
    total, found = 0, []
    while scores:
        v = min(scores, key=scores.__getitem__)
        total += scores.pop(v)[1]
        found.append(v)
        gone = holders.pop(v)
        union = frozenset().union(*(tables.pop(i) for i in gone)) - {v}
        new = len(scopes) + len(found)
        tables[new] = union
        for u in union - free:
            holders[u] = holders[u] - gone | {new}
        for u in union - free:
            scores[u] = score(u)
    return total, found


def plan(scopes: Sequence[Scope], sizes: dict[Hashable, int], free: Scope) -> Plan:
    """Compile the sums over all variables but `free` into pairwise products."""
    maker = _Planner(list(scopes), sizes, frozenset(free))
    for v in order(scopes, sizes, frozenset(free)):
        maker.eliminate(v)
    return maker.finish(free)


class _Planner:
    """Keeps the scopes of the factors not used yet, and writes the steps."""

    def __init__(self, scopes: list[Scope], sizes: dict[Hashable, int], free: frozenset[Hashable]) -> None:
        self.scopes, self.sizes, self.free = scopes, sizes, free
        self.open = set(range(len(scopes)))
        self.steps: list[Step] = []
        self.cost = self.widest = 0

    def weight(self, scope: Scope) -> int:
        return prod(self.sizes[v] for v in scope)

    def eliminate(self, v: Hashable) -> None:
        """Multiply all factors that hold `v` and sum it out, with any other variable that is then complete."""
        bucket = sorted((i for i in self.open if v in self.scopes[i]), key=lambda i: (self.weight(self.scopes[i]), i))
        if bucket:
            self.multiply(bucket)

    def multiply(self, bucket: list[int], keep: Scope = ()) -> int:
        """Pairwise products of a bucket, smallest tables first; variables are summed as soon as they are complete."""
        while True:
            pair = bucket[:2]
            self.open -= set(pair)
            outside = {u for i in self.open for u in self.scopes[i]} | self.free
            union = tuple(dict.fromkeys(u for i in reversed(pair) for u in self.scopes[i]))
            out = tuple(u for u in union if u in outside)
            new = self.append(pair, union, out)
            bucket = sorted([new, *bucket[2:]], key=lambda i: (self.weight(self.scopes[i]), i))
            if len(bucket) == 1:
                return new

    def append(self, pair: list[int], union: Scope, out: Scope) -> int:
        letters = {u: chr(ord("a") + i) if i < 25 else chr(ord("A") + i - 25) for i, u in enumerate(union)}
        if len(union) > 51:
            raise _too_large(self.weight(union))
        axes: tuple[tuple[tuple[int, ...], ...], ...] = ((), ())
        if len(pair) == 2 and self.weight(union) >= MATMUL_FROM:
            found = self.as_matmul(pair, set(out))
            if found:
                out, axes = found
        terms = ["z" + "".join(letters[u] for u in self.scopes[i]) for i in pair]
        self.steps.append(Step(tuple(pair), f"{','.join(terms)}->z{''.join(letters[u] for u in out)}", *axes))
        self.cost += self.weight(union)
        self.widest = max(self.widest, self.weight(out))
        self.scopes.append(out)
        self.open.add(len(self.scopes) - 1)
        return len(self.scopes) - 1

    def as_matmul(
        self, pair: list[int], out: set[Hashable]
    ) -> tuple[Scope, tuple[tuple[tuple[int, ...], ...], ...]] | None:
        """Scope of the product and axes of both tables, when it is a matrix product; None when it is not."""
        first, second = (self.scopes[i] for i in pair)
        summed = [u for u in first if u in second and u not in out]
        if not summed or any(u not in out and u not in summed for u in (*first, *second)):
            return None
        shared = [u for u in first if u in second and u in out]
        own = [[u for u in scope if u in out and u not in shared] for scope in (first, second)]
        if not own[0] or not own[1]:
            return None
        axes = tuple(
            (
                (0, *(scope.index(u) + 1 for u in shared)),
                tuple(scope.index(u) + 1 for u in mine),
                tuple(scope.index(u) + 1 for u in summed),
            )
            for scope, mine in zip((first, second), own, strict=True)
        )
        return (*shared, *own[0], *own[1]), axes

    def finish(self, free: Scope) -> Plan:
        """Join what is left: plain numbers, and one table over the free variables."""
        tables = sorted((i for i in self.open if self.scopes[i]), key=lambda i: self.weight(self.scopes[i]))
        result = None
        if free:
            while len(tables) > 1:
                a, b = tables[:2]
                self.open -= {a, b}
                union = tuple(dict.fromkeys((*self.scopes[b], *self.scopes[a])))
                tables = [*tables[2:], self.append([a, b], union, union)]
            last = self.scopes[tables[0]]
            self.open.discard(tables[0])
            result = self.append([tables[0]], last, free)
        scalars = tuple(sorted(i for i in self.open if i != result))
        return Plan(tuple(self.steps), scalars, result, self.cost, self.widest)


def _too_large(entries: float) -> SizeError:
    return SizeError(
        [
            Fault(
                "too_large",
                f"A table of {entries:.3g} numbers would be needed for this family.",
                "Type more of the persons in its loops, or use fewer alleles or a mutation model that can be lumped.",
            )
        ]
    )


def run(program: Plan, factors: list[Array], batch: int) -> tuple[Array, Array | None]:
    """Carry out a plan.

    Args:
        program: from `plan`, for the scopes of `factors` in their order.
        factors: arrays (batch or 1, one axis per variable).
        batch: length of the batch.

    Returns:
        Natural log of the total (batch,), and with free variables the table over them (batch, ...), which sums to one
        (all zeros where the total is zero).
    """
    if program.widest > LARGEST_TABLE:
        raise _too_large(program.widest)
    step = max(1, LARGEST_BATCH // max(program.widest, 1))
    if step >= batch:
        return _run(program, factors, batch)
    parts = []
    for start in range(0, batch, step):
        some = [f if f.shape[0] == 1 else f[start : start + step] for f in factors]
        parts.append(_run(program, some, min(step, batch - start)))
    logs = np.concatenate([part[0] for part in parts])
    tables = [part[1] for part in parts if part[1] is not None]
    return logs, np.concatenate(tables) if tables else None


def _run(program: Plan, factors: list[Array], batch: int) -> tuple[Array, Array | None]:
    logs, table = _total(program, factors, batch, scaled=False)
    if (logs < np.log(TINY)).any():  # zero, or too small for plain products
        return _total(program, factors, batch, scaled=True)
    return logs, table


def _total(program: Plan, factors: list[Array], batch: int, scaled: bool) -> tuple[Array, Array | None]:
    """One pass; `scaled` divides every table by its largest entry and keeps the logarithm apart."""
    work = list(factors)
    logs = np.zeros(batch)
    if scaled:
        for i, factor in enumerate(work):
            work[i] = _rescale(factor, logs)
    for step in program.steps:
        made = step.carry_out(work)
        work.append(_rescale(made, logs) if scaled else made)
    total = np.ones(batch)
    with np.errstate(divide="ignore", invalid="ignore"):
        for i in program.scalars:
            if scaled:
                logs += np.log(work[i])
            else:
                total = total * work[i]
        table = None if program.result is None else work[program.result]
        if table is not None:
            table = np.broadcast_to(table, (batch, *table.shape[1:]))
            mass = table.reshape(batch, -1).sum(axis=1)
            total = total * mass
            shape = (batch, *([1] * (table.ndim - 1)))
            table = np.divide(table, mass.reshape(shape), out=np.zeros(table.shape), where=mass.reshape(shape) > 0)
        return logs + np.log(total), table


def _rescale(array: Array, logs: Array) -> Array:
    """Divide by the largest entry of each batch member, adding its logarithm to `logs`; zeros stay zeros."""
    top = array.reshape(array.shape[0], -1).max(axis=1)
    with np.errstate(divide="ignore"):
        logs += np.log(top)
    safe = np.where(top > 0, top, 1.0)
    return array / safe.reshape(-1, *([1] * (array.ndim - 1)))
