"""Where a large system gives: the linear program in which every labelled row may be broken at a price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np

from antigone.account.solve.problem import Problem

BROKEN = 1e-6


def broken_labels(
    whole: Problem, soft: Sequence[str], kept: Set[str], fixed: Set[str], weights: Mapping[str, int]
) -> set[str] | None:
    """Soft labels whose rows a solution of least total violation breaks; empty where nothing need break.

    A hint from floating-point numbers, for a caller to check.

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
    amounts = whole.lp.elastic(np.array(rows), np.array(signs), price)
    if amounts is None:
        return None
    void = {max(whole.labels[at] & kept, key=lambda n: rank[n]) for at in whole.void if whole.on[at]}
    return void | {owners[i] for i in np.flatnonzero(amounts > BROKEN)}
