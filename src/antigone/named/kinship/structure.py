"""A hypothesis as the engine sees it: nodes with one or two allele slots, each filled from a parent or the population.

Identical twins are one node. An autosomal locus has two slots for everybody (maternal, paternal), an X-linked one two
for women and one (maternal) for men, a Y-linked one a paternal slot for men, mtDNA a maternal slot for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, eq=False)  # made once per hypothesis and compared by identity, so that caches are quick
class Structure:
    """Nodes of all the pedigrees of one hypothesis, for one kind of chromosome."""

    ids: tuple[tuple[str, ...], ...]
    slots: tuple[tuple[Source, ...], ...]
    parents: tuple[tuple[int, ...], ...]
    founder: tuple[bool, ...]
    inbreeding: tuple[float, ...]
    node_of: dict[str, int]

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
    for pedigree in pedigrees:
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
        tuple(tuple(node_of[parent] for parent in (who.father, who.mother) if parent) for who, _ in first),
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

    Persons of whom no anchor descends are left out. TRIM then cuts untyped founders with a single remaining child,
    repeatedly. At last an untyped founder who transmits a single allele becomes a draw through the mutation matrix.
    """
    if convention == "TRIM":
        nodes = _trimmed(nodes, anchors)
    slots = nodes.slots
    keep = _ancestry(anchors, lambda i: [s.parent for s in slots[i] if s.parent is not None])
    changed = list(slots)
    for i, children in nodes.children(keep).items():
        if i not in anchors and nodes.founder[i] and len(children) == 1:
            child, k = children[0]
            role = slots[child][k].role
            changed[child] = _with(changed[child], k, Source(role, None, role))
            keep.discard(i)
    return replace(nodes, slots=tuple(changed)), tuple(sorted(keep))


def _ancestry(anchors: frozenset[int], parents: Callable[[int], Iterable[int]]) -> set[int]:
    """The anchors and everyone they descend from."""
    keep = set(anchors)
    waiting = list(anchors)
    while waiting:
        for parent in parents(waiting.pop()):
            if parent not in keep:
                keep.add(parent)
                waiting.append(parent)
    return keep


def _with(slots: tuple[Source, ...], k: int, source: Source) -> tuple[Source, ...]:
    return (*slots[:k], source, *slots[k + 1 :])


def _trimmed(nodes: Structure, anchors: frozenset[int]) -> Structure:
    """Without untyped founders that have one child, again and again; their alleles are drawn as the child gets them."""
    keep = _ancestry(anchors, lambda i: nodes.parents[i])
    parents = {i: [p for p in nodes.parents[i] if p in keep] for i in keep}
    gone: set[int] = set()
    while True:
        count = Counter(p for i in keep - gone for p in parents[i])
        cut = {i for i in keep - gone - anchors if count[i] == 1 and not parents[i]}
        if not cut:
            break
        gone |= cut
        parents = {i: [p for p in parents[i] if p not in gone] for i in keep}
    slots = tuple(tuple(Source(s.role) if s.parent in gone else s for s in node) for node in nodes.slots)
    return replace(nodes, slots=slots)
