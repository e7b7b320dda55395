"""A hypothesis as the engine sees it: nodes with one or two allele slots, each filled from a parent or the population.

Identical twins are one node. An autosomal locus has two slots for everybody (maternal, paternal), an X-linked one two
for women and one (maternal) for men, a Y-linked one a paternal slot for men, mtDNA a maternal slot for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from antigone.named.kinship.faults import Fault, PedigreeError
from antigone.named.kinship.marker import Chromosome
from antigone.named.kinship.pedigree import Pedigree, Person

Role = Literal["F", "M"]  # the parent a slot is filled from: mother or father
Convention = Literal["FULL", "TRIM"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the allele of a slot comes from.

    `parent` is the node that transmits it, or None when it is drawn from the population. `mutates` names the matrix
    that a draw still passes through (an untyped founder left out because only this draw depended on it).
    """

    role: Role
    parent: int | None = None
    mutates: Role | None = None


@dataclass(frozen=True)
class Structure:
    """Nodes of all the pedigrees of one hypothesis, for one kind of chromosome."""

    ids: tuple[tuple[str, ...], ...]
    slots: tuple[tuple[Source, ...], ...]
    founder: tuple[bool, ...]
    inbreeding: tuple[float, ...]
    node_of: dict[str, int] = field(hash=False, compare=False)

    def children(self, keep: set[int]) -> dict[int, list[tuple[int, int]]]:
        """(child, slot) pairs that each node of `keep` transmits to, among `keep`."""
        found: dict[int, list[tuple[int, int]]] = {i: [] for i in keep}
        for i in sorted(keep):
            for k, source in enumerate(self.slots[i]):
                if source.parent is not None:
                    found[source.parent].append((i, k))
        return found


@lru_cache(maxsize=1024)
def structure(pedigrees: tuple[Pedigree, ...], chrom: Chromosome) -> Structure:
    """The nodes of a hypothesis; raises `PedigreeError` with all the faults of its pedigrees."""
    faults = [fault for pedigree in pedigrees for fault in pedigree.check()]
    faults += _shared_ids(pedigrees) if not faults else []
    faults += _unknown_sexes(pedigrees) if not faults and chrom in ("X", "Y") else []
    if faults:
        raise PedigreeError(faults)
    node_of: dict[str, int] = {}
    members: list[list[str]] = []
    for number, pedigree in enumerate(pedigrees):
        twins: dict[str, int] = {}
        for name in pedigree.parents_first:
            twin = pedigree.by_id[name].twin
            node = len(members) if twin is None else twins.setdefault(twin, len(members))
            node_of[name] = node
            if node == len(members):
                members.append([])
            members[node].append(name)
    person = {name: (pedigree.by_id[name], pedigree.sex_of(name)) for pedigree in pedigrees for name in pedigree.by_id}
    first = [person[names[0]] for names in members]
    sexes = [next((person[n][1] for n in names if person[n][1] != "?"), "?") for names in members]
    return Structure(
        tuple(tuple(names) for names in members),
        tuple(_slots(who, sex, chrom, node_of) for (who, _), sex in zip(first, sexes, strict=True)),
        tuple(who.is_founder for who, _ in first),
        tuple(who.founder_inbreeding for who, _ in first),
        node_of,
    )


def _slots(person: Person, sex: str, chrom: Chromosome, node_of: dict[str, int]) -> tuple[Source, ...]:
    maternal = Source("F", None if person.mother is None else node_of[person.mother])
    paternal = Source("M", None if person.father is None else node_of[person.father])
    if chrom == "A" or (chrom == "X" and sex != "M"):
        return (maternal, paternal)
    if chrom in ("X", "MT"):
        return (maternal,)
    return (paternal,) if sex == "M" else ()


def _shared_ids(pedigrees: Sequence[Pedigree]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for pedigree in pedigrees:
        for name in pedigree.by_id:
            if name in seen:
                faults.append(
                    Fault(
                        "duplicate_person",
                        "The id is used in two pedigrees of one hypothesis.",
                        "Give the person another id in one of them.",
                        name,
                    )
                )
        seen.update(pedigree.by_id)
    return faults


def _unknown_sexes(pedigrees: Sequence[Pedigree]) -> list[Fault]:
    return [
        Fault("sex_needed", "The sex is unknown, but a sex-linked marker needs it.", "Give M or F.", name)
        for pedigree in pedigrees
        for name, person in pedigree.by_id.items()
        if pedigree.sex_of(name) == "?" and person.twin is None
    ]


@lru_cache(maxsize=4096)
def relevant(nodes: Structure, anchors: frozenset[int], convention: Convention) -> tuple[Structure, tuple[int, ...]]:
    """The part of a hypothesis that bears on its `anchors` (typed nodes and those asked about).

    Persons of whom no anchor descends are left out, and an untyped founder with one relevant child becomes a draw from
    the population: through the mutation matrix (FULL), or without it and repeatedly (TRIM).
    """
    keep = set(anchors)
    waiting = list(anchors)
    while waiting:
        for source in nodes.slots[waiting.pop()]:
            if source.parent is not None and source.parent not in keep:
                keep.add(source.parent)
                waiting.append(source.parent)
    slots = list(nodes.slots)
    cut = _cut_founders(nodes, slots, keep, anchors, convention)
    while convention == "TRIM" and cut:
        cut = _cut_founders(nodes, slots, keep, anchors, convention)
    trimmed = Structure(nodes.ids, tuple(slots), nodes.founder, nodes.inbreeding, nodes.node_of)
    return trimmed, tuple(sorted(keep))


def _cut_founders(
    nodes: Structure, slots: list[tuple[Source, ...]], keep: set[int], anchors: frozenset[int], convention: Convention
) -> bool:
    """Turn untyped founders with a single relevant child into draws; True when any was."""
    current = Structure(nodes.ids, tuple(slots), nodes.founder, nodes.inbreeding, nodes.node_of)
    cut = False
    for i, children in current.children(keep).items():
        drawn = all(source.parent is None for source in slots[i])
        plain = convention == "TRIM" or nodes.founder[i]
        if i in anchors or not drawn or not plain or len(children) != 1:
            continue
        child, k = children[0]
        role = slots[child][k].role
        new = Source(role, None, role if convention == "FULL" else None)
        slots[child] = (*slots[child][:k], new, *slots[child][k + 1 :])
        keep.discard(i)
        cut = True
    return cut
