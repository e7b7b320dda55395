"""Where a large system gives: the linear program in which every labelled row may be broken at a price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from antigone.account.solve.problem import Problem

BROKEN = 1e-6


@dataclass(frozen=True, slots=True)
class Hint:
    """From floating-point numbers, for a caller to check.

    Attributes:
        broken: soft labels whose rows a solution of least total violation breaks; empty where nothing need break.
        clashes: sets of rows (by position) that look impossible together, each on its own.
    """

    broken: frozenset[str]
    clashes: tuple[tuple[int, ...], ...]


def hint(
    whole: Problem, soft: Sequence[str], kept: Set[str], fixed: Set[str], weights: Mapping[str, int]
) -> Hint | None:
    """Where the system gives. The multipliers of the elastic program fall apart into groups of rows that share no
    column: each group is a certificate of its own, so one solve shows many clashes.

    Args:
        soft: all soft labels, in their order of precedence.
        kept: those of them that are active now.
        fixed: labels whose rows may not be broken.

    Returns:
        None where the fixed rows alone are impossible.
    """
    rank = {label: i for i, label in enumerate(soft)}
    whole.activate(kept | fixed)
    owners: list[str] = []
    rows: list[int] = []
    signs: list[float] = []
    for at, labels in enumerate(whole.labels):
        mine = [name for name in labels if name in rank]
        if not mine or not whole.on[at]:
            continue
        blamed = max(mine, key=lambda name: (-weights.get(name, 1), rank[name]))
        for sign, side in ((1.0, whole.row_low[at]), (-1.0, whole.row_high[at])):
            if side is not None:
                owners.append(blamed)
                rows.append(at)
                signs.append(sign)
    price = np.array([float(weights.get(name, 1)) for name in owners])
    solved = whole.lp.elastic(np.array(rows, dtype=np.int64), np.array(signs), price)
    if solved is None:
        return None
    amounts, multipliers = solved
    void = {max(whole.labels[at] & kept, key=lambda n: rank[n]) for at in whole.void if whole.on[at]}
    broken = frozenset(void | {owners[i] for i in np.flatnonzero(amounts > BROKEN)})
    return Hint(broken, tuple(_groups(whole, np.flatnonzero(np.abs(multipliers) > BROKEN).tolist())))


def _groups(whole: Problem, rows: Sequence[int]) -> list[tuple[int, ...]]:
    """The rows parted into groups that share no column."""
    leader: dict[int, int] = {}

    def find(column: int) -> int:
        while leader.setdefault(column, column) != column:
            leader[column] = leader[leader[column]]
            column = leader[column]
        return column

    for at in rows:
        first, *others = (column for column, _ in whole.entries[at])
        for column in others:
            leader[find(column)] = find(first)
    groups: dict[int, list[int]] = {}
    for at in rows:
        groups.setdefault(find(whole.entries[at][0][0]), []).append(at)
    return [tuple(group) for group in groups.values()]
