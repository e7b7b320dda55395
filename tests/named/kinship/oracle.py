"""Plain and obviously right: sum over every genotype that every person may have, one person after another."""

from __future__ import annotations

from itertools import product
from typing import Any

from antigone.named.kinship import Marker, Pedigree


def slots_of(pedigree: Pedigree, name: str, chrom: str) -> list[str]:
    """Which parents a person has alleles from."""
    sex = pedigree.sex_of(name)
    if chrom == "A" or (chrom == "X" and sex == "F"):
        return ["mother", "father"]
    if chrom in ("X", "MT"):
        return ["mother"]
    return ["father"] if sex == "M" else []


def draw(p: list[float], counts: dict[int, int], allele: int, theta: float) -> float:
    """Chance that the next allele from the urn is this one."""
    n = sum(counts.values())
    if n == 0:
        return p[allele]
    return (theta * counts.get(allele, 0) + (1 - theta) * p[allele]) / (1 + (n - 1) * theta)


def shows(marker: Marker, true: tuple[int, ...], reading: Any, dropout: float | None, dropin: float) -> float:
    """P(reading | true alleles), each copy and each allele on its own."""
    names = list(marker.alleles)
    hidden = names[-1] if marker.silent else None
    if dropout is None:
        seen = [names[a] for a in true if names[a] != hidden]
        if None in reading:
            return float(any(a is not None and a in [names[t] for t in true] for a in reading))
        if not seen:
            return 0.0
        return float(
            set(seen) == set(reading)
            and (len(true) == 1 or len(set(true)) == 1 or len(seen) == 1 or len(set(reading)) == 2)
        )
    chance = 1.0
    for k, name in enumerate(names):
        if name == hidden:
            continue
        unseen = dropout ** sum(a == k for a in true) * (1 - dropin * float(marker.frequencies[k]))
        chance *= (1 - unseen) if name in reading else unseen
    return chance


def likelihood(
    parts: list[Pedigree],
    marker: Marker,
    genotypes: dict[str, dict[str, Any]],
    theta: float = 0.0,
    errors: dict[str, tuple[float, float]] | None = None,
) -> float:
    """P(genotypes | pedigrees) at one marker."""
    people = [(part, name) for part in parts for name in part.parents_first]
    p = marker.frequencies.tolist()
    n = range(len(p))
    matrices = {"mother": None, "father": None}
    if marker.mutation:
        matrices = {"mother": marker.mutation.female, "father": marker.mutation.male}

    def passed(role: str, parent: tuple[int, ...], allele: int) -> float:
        matrix = matrices[role]
        each = [float(a == allele) if matrix is None else float(matrix[a, allele]) for a in parent]
        return sum(each) / len(each)

    def seen(name: str, true: tuple[int, ...]) -> float:
        reading = genotypes.get(name, {}).get(marker.name)
        if reading is None:
            return 1.0
        dropout, dropin = (errors or {}).get(name, (None, 0.0))
        return shows(marker, true, reading, dropout, dropin)

    def rest(i: int, done: dict[str, tuple[int, ...]], counts: dict[int, int]) -> float:
        if i == len(people):
            return 1.0
        part, name = people[i]
        person = part.by_id[name]
        roles = slots_of(part, name, marker.chrom)
        twin = next((q.id for q in part.persons if q.twin and q.twin == person.twin and q.id in done), None)
        if twin is not None:
            return seen(name, done[twin]) * rest(i + 1, {**done, name: done[twin]}, counts)
        total = 0.0
        for true in product(n, repeat=len(roles)):
            ways: list[tuple[float, dict[int, int]]] = []
            if person.is_founder:
                f = person.founder_inbreeding if len(roles) == 2 else 0.0
                if f and true[0] == true[1]:
                    ways.append((f * draw(p, counts, true[0], theta), _added(counts, true[:1])))
                chance, urn = 1 - f, counts
                for allele in true:
                    chance *= draw(p, urn, allele, theta)
                    urn = _added(urn, (allele,))
                ways.append((chance, urn))
            else:
                chance = 1.0
                for role, allele in zip(roles, true, strict=True):
                    chance *= passed(role, done[str(getattr(person, role))], allele)
                ways.append((chance, counts))
            weight = seen(name, true)
            for chance, urn in ways:
                if weight * chance > 0:
                    total += weight * chance * rest(i + 1, {**done, name: true}, urn)
        return total

    return rest(0, {}, {})


def _added(counts: dict[int, int], alleles: tuple[int, ...]) -> dict[int, int]:
    found = dict(counts)
    for allele in alleles:
        found[allele] = found.get(allele, 0) + 1
    return found


def linked_likelihood(
    pedigree: Pedigree, markers: list[Marker], genotypes: dict[str, dict[str, Any]], rho: float
) -> float:
    """The same for two linked autosomal markers without mutation: persons carry two haplotypes."""
    kinds = list(product(range(len(markers[0].alleles)), range(len(markers[1].alleles))))
    frequency = {h: float(markers[0].frequencies[h[0]] * markers[1].frequencies[h[1]]) for h in kinds}

    def gamete(parent: tuple[tuple[int, int], tuple[int, int]], h: tuple[int, int]) -> float:
        total = 0.0
        for first in (0, 1):
            for second in (0, 1):
                chance = 0.5 * (1 - rho if first == second else rho)
                total += chance * (parent[first][0] == h[0] and parent[second][1] == h[1])
        return total

    def fits(name: str, pair: tuple[tuple[int, int], tuple[int, int]]) -> bool:
        for k, marker in enumerate(markers):
            reading = genotypes.get(name, {}).get(marker.name)
            if reading and sorted(reading) != sorted(marker.alleles[h[k]] for h in pair):
                return False
        return True

    order = pedigree.parents_first

    def rest(i: int, done: dict[str, Any]) -> float:
        if i == len(order):
            return 1.0
        person = pedigree.by_id[order[i]]
        total = 0.0
        for pair in product(kinds, repeat=2):
            if not fits(order[i], pair):
                continue
            if person.is_founder:
                chance = frequency[pair[0]] * frequency[pair[1]]
            else:
                chance = gamete(done[person.mother], pair[0]) * gamete(done[person.father], pair[1])
            if chance > 0:
                total += chance * rest(i + 1, {**done, order[i]: pair})
        return total

    return rest(0, {})
