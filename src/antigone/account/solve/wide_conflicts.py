"""Conflicts of a large system: an elastic program hints, windows prove, and a hitting set says how few will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from antigone.account.solve.conflict import Conflict, Conflicts, conflict_of, lightest_hitting_set
from antigone.account.solve.elastic import Hint, hint
from antigone.account.solve.shrink import Core
from antigone.account.solve.system import Infeasible
from antigone.account.solve.wide import WINDOWS, Wide

ROUNDS = 200


def wide_conflicts(wide: Wide, soft: Sequence[str], fixed: Set[str], weights: Mapping[str, int]) -> Conflicts:
    """See `conflicts.conflicts`.

    Each round asks the elastic program which statements give way, proves a core for each near by, and puts aside a
    lightest set that meets every core so far; when nothing gives way any more, that set is enough, and no lighter one
    is. `proven` also needs an integer point of what is left.
    """
    cores: dict[frozenset[str], Core] = {}
    aside, finished = frozenset[str](), False
    for _ in range(ROUNDS):
        kept = set(soft) - aside
        giving = hint(wide.whole, soft, kept, fixed, weights)
        if giving is None:
            wide.raise_if_impossible(fixed)
            return Conflicts(aside, (), False)
        finished = not giving.broken
        if finished or not _gather(wide, giving, kept, fixed, cores):
            break
        aside = lightest_hitting_set([core & set(soft) for core in cores], soft, weights)
    kept = (set(soft) - aside) | fixed
    found = wide.point(kept) if finished else None
    explained = (_explanation(wide, label, aside, kept, cores) for label in sorted(aside))
    return Conflicts(aside, tuple(c for c in explained if c), found is not None)


def _gather(wide: Wide, giving: Hint, kept: Set[str], fixed: Set[str], cores: dict[frozenset[str], Core]) -> bool:
    """Prove a core for each clash hinted at and each other statement that gives way; True if there was a new one."""
    before = len(cores)
    for rows in giving.clashes:
        core = wide.clash(rows, kept | fixed)
        if core is not None:
            _add(core, fixed, cores)
    firm = (kept - giving.broken) | fixed
    met = frozenset().union(*cores)
    for label in sorted(giving.broken - met):
        core = wide.explain(label, firm, WINDOWS[1])
        if core is not None:
            _add(core, fixed, cores)
    if len(cores) == before:
        core = wide.core(kept | fixed)
        if core is not None:
            _add(core, fixed, cores)
    return len(cores) > before


def _add(core: Core, fixed: Set[str], cores: dict[frozenset[str], Core]) -> None:
    if core.labels <= fixed:
        raise Infeasible(core.labels)
    cores[core.labels] = core


def _explanation(
    wide: Wide, label: str, aside: Set[str], kept: Set[str], cores: Mapping[frozenset[str], Core]
) -> Conflict | None:
    """The smallest irreducible core already proven that holds only this put-aside label, or a new one."""
    mine = [core for labels, core in cores.items() if labels & aside == {label} and core.irreducible]
    known = min(mine, key=lambda core: (len(core.labels), sorted(core.labels)), default=None)
    core = known or wide.explain(label, kept)
    return None if core is None else conflict_of(core, label)
