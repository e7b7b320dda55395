"""The factor network of a hypothesis: its variables, and what links them.

Variables: the allele in a slot of an untyped node (``a``, n values), the state of a typed node (``h``: which of its
two alleles is the maternal one, and whether a silent allele hides), and for each transmission from a parent with two
alleles the selector of the one passed on (``s``: maternal or paternal). With selectors every factor links at most two
allele variables, so that a table of n x n is the most a plain family needs. A parent whose genotype is certain needs
no variable: its children hang on its known alleles, which cuts loops.

The selector form follows Fishelson and Geiger (2002), Bioinformatics 18 Suppl 1: S189-S198.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from antigone.named.kinship.structure import Structure

# What is known of a node: nothing, one certain genotype, a list of possible states, or a weight for every genotype.
Kind = Literal["none", "hard", "states", "dense"]


class Variable(NamedTuple):
    """``("a", locus, node, slot)``, ``("h", locus, node, 0)`` or ``("s", locus, child, slot)``."""

    type: str
    locus: int
    node: int
    slot: int


class FactorSpec(NamedTuple):
    """How to compute a factor: `form` names the formula, `node`, `slot` the receiver, `which` the parent's slot."""

    form: str
    scope: tuple[Variable, ...]
    locus: int
    node: int
    slot: int = 0
    which: int = 0


@dataclass(frozen=True, eq=False)
class Network:
    """The likelihood is ``0.5 ** halves`` times the sum, over all variables but `free`, of the factors' product."""

    factors: tuple[FactorSpec, ...]
    free: tuple[Variable, ...]
    halves: int
    draws: int

    @cached_property
    def variables(self) -> tuple[Variable, ...]:
        """All variables, each once."""
        return tuple(dict.fromkeys(v for spec in self.factors for v in spec.scope))


@lru_cache(maxsize=4096)
def build(
    nodes: Structure, keep: tuple[int, ...], kinds: tuple[tuple[Kind, ...], ...], target: int | None = None
) -> Network:
    """The network of the nodes in `keep`.

    `kinds` has one entry per locus; with several, selectors of neighbouring loci are linked by recombination.
    The two alleles of a `target` stay free: the result is a table over them.
    """
    maker = _Maker(nodes, kinds)
    for locus in range(len(kinds)):
        for i in keep:
            maker.node(locus, i)
    maker.recombination(len(kinds))
    free = tuple(Variable("a", 0, target, k) for k in range(len(nodes.slots[target]))) if target is not None else ()
    return Network(tuple(maker.factors), free, maker.halves, maker.draws)


class _Maker:
    """Collects the factors of the nodes one after another."""

    def __init__(self, nodes: Structure, kinds: Sequence[Sequence[Kind]]) -> None:
        self.nodes, self.kinds, self.linked = nodes, kinds, len(kinds) > 1
        self.factors: list[FactorSpec] = []
        self.halves = 0
        self.draws = 0
        self.selectors: set[tuple[int, int]] = set()

    def certain(self, locus: int, i: int) -> bool:
        """True when the children of a node hang on known alleles, whatever its phase."""
        return self.kinds[locus][i] == "hard" and (not self.linked or len(self.nodes.slots[i]) == 1)

    def value(self, locus: int, i: int, slot: int) -> tuple[Variable, ...]:
        """The variable that decides the allele in a slot; none when it is known."""
        if self.kinds[locus][i] in ("none", "dense"):
            return (Variable("a", locus, i, slot),)
        return () if len(self.nodes.slots[i]) == 1 and self.kinds[locus][i] == "hard" else (Variable("h", locus, i, 0),)

    def node(self, locus: int, i: int) -> None:
        """All factors of one node: what is known of it, and where its alleles come from."""
        slots = self.nodes.slots[i]
        scope = tuple(dict.fromkeys(v for k in range(len(slots)) for v in self.value(locus, i, k)))
        if self.kinds[locus][i] == "dense":
            self.factors.append(FactorSpec("dense", scope, locus, i))
        elif self.kinds[locus][i] != "none" and scope:
            self.factors.append(FactorSpec("weights", scope, locus, i))
        if self.nodes.founder[i] and len(slots) == 2 and self.nodes.inbreeding[i] > 0:
            self.factors.append(FactorSpec("pair", scope, locus, i))
            self.draws += 2
            return
        for k, source in enumerate(slots):
            if source.parent is None:
                form = {None: "draw", "F": "draw_F", "M": "draw_M"}[source.mutates]
                self.factors.append(FactorSpec(form, self.value(locus, i, k), locus, i, k))
                self.draws += 1
            else:
                self.transmission(locus, i, k, source.parent)

    def transmission(self, locus: int, child: int, slot: int, parent: int) -> None:
        """Factors of one transmission; the parent's two alleles are averaged, or chosen by a selector."""
        to = self.value(locus, child, slot)
        count = len(self.nodes.slots[parent])
        if self.certain(locus, parent):
            self.factors.append(FactorSpec("from_known", to, locus, child, slot))
        elif count == 1:
            start = self.value(locus, parent, 0)
            self.factors.append(FactorSpec("from_one", (*to, *start), locus, child, slot))
        elif self.kinds[locus][parent] in ("hard", "states") and not self.linked:
            start = self.value(locus, parent, 0)
            self.factors.append(FactorSpec("from_states", (*start, *to), locus, child, slot))
        else:
            self.selected(locus, child, slot, parent, to)

    def selected(self, locus: int, child: int, slot: int, parent: int, to: tuple[Variable, ...]) -> None:
        """A transmission with an explicit selector."""
        choice = Variable("s", locus, child, slot)
        if not self.linked or locus == 0:
            self.halves += 1
        self.selectors.add((child, slot))
        if self.kinds[locus][parent] in ("hard", "states"):
            scope = (choice, *self.value(locus, parent, 0), *to)
            self.factors.append(FactorSpec("select_state", scope, locus, child, slot))
            return
        for which in (0, 1):
            scope = (choice, *to, *self.value(locus, parent, which))
            self.factors.append(FactorSpec("select", scope, locus, child, slot, which))

    def recombination(self, loci: int) -> None:
        """Link the selectors of a transmission at neighbouring loci."""
        for child, slot in sorted(self.selectors):
            for locus in range(1, loci):
                scope = (Variable("s", locus - 1, child, slot), Variable("s", locus, child, slot))
                self.factors.append(FactorSpec("recombine", scope, locus, child, slot))
