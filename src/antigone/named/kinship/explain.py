"""The arithmetic of one marker, written out as a textbook would."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from antigone.named.kinship.ibd import kappa, relation
from antigone.named.kinship.likelihood import loglik
from antigone.named.kinship.marker import Genotype, Genotypes, Marker
from antigone.named.kinship.pedigree import Pedigree
from antigone.named.kinship.table import GenotypeTable, genotype_table


def explain(
    pedigree: Pedigree, member: str, marker: Marker, genotypes: Genotypes, remains: Genotype, theta: float = 0.0
) -> list[str]:
    """Lines that show how the likelihood ratio of one marker comes about.

    H1: the remains are `member` of the pedigree; H2: they are of an unrelated person. With one typed relative who is
    not inbred the ratio is built from the probabilities of sharing 0, 1 or 2 alleles by descent; with both parents
    typed, from what each passes on (paternity index); else from P(genotype | relatives). Where mutation, theta or a
    silent allele change the plain value, the exact one is given beside it.

    Args:
        pedigree, member, marker, theta: as in `genotype_table`.
        genotypes: of the relatives.
        remains: genotype of the remains, two alleles (or one where a man has one).
    """
    table = genotype_table(pedigree, member, [marker], genotypes, theta)[0]
    typed = [who for who, profile in genotypes.items() if profile.get(marker.name) and who != member]
    lines = [
        f"Marker {marker.name}: remains {_show(remains)}",
        *(
            f"  {who} ({relation(pedigree, member, who)} of {member}): {_show(genotypes[who][marker.name])}"
            for who in typed
        ),
        "  frequencies: " + ", ".join(f"p({a}) = {_p(marker, a):.6g}" for a in dict.fromkeys(a for a in remains if a)),
    ]
    plain, arithmetic = _arithmetic(pedigree, member, marker, genotypes, typed, remains)
    exact = table.lr(remains)
    lines += arithmetic or _conditional(table, remains)
    if arithmetic and not np.isclose(plain, exact, rtol=1e-9, atol=0):
        lines += [f"  with {_reasons(marker, theta)}:", *_conditional(table, remains)]
    return lines


def _reasons(marker: Marker, theta: float) -> str:
    named = [
        f"mutation ({marker.mutation.model})" if marker.mutation else "",
        f"theta = {theta:g}" if theta else "",
        "a silent allele" if marker.silent else "",
    ]
    return ", ".join(reason for reason in named if reason) or "the whole pedigree"


def _show(genotype: Genotype) -> str:
    return "/".join("?" if allele is None else allele for allele in genotype)


def _p(marker: Marker, allele: str) -> float:
    return float(marker.frequencies[marker.index[allele]])


def _conditional(table: GenotypeTable, remains: Genotype) -> list[str]:
    return [
        f"  P({_show(remains)} | relatives)  = {table.weight(remains):.6g}",
        f"  P({_show(remains)} | unrelated)  = {table.chance(remains):.6g}",
        f"  LR = {table.weight(remains):.6g} / {table.chance(remains):.6g} = {table.lr(remains):.6g}",
    ]


def _arithmetic(
    pedigree: Pedigree, member: str, marker: Marker, genotypes: Genotypes, typed: Sequence[str], remains: Genotype
) -> tuple[float, list[str]]:
    """The ratio without mutation, theta and silence, and its lines; none when the case has no textbook form."""
    whole = [remains, *(genotypes[who][marker.name] for who in typed)]
    if marker.chrom != "A" or any(len(g) != 2 or None in g for g in whole):
        return float("nan"), []
    person = pedigree.by_id[member]
    if len(typed) == 2 and set(typed) == {person.father, person.mother}:
        father, mother = (genotypes[str(parent)][marker.name] for parent in (person.father, person.mother))
        return _trio(marker, father, mother, remains)
    shares = kappa(pedigree, member, typed[0]) if len(typed) == 1 else None
    if shares is None:
        return float("nan"), []
    return _pair(marker, genotypes[typed[0]][marker.name], remains, shares)


def _population(marker: Marker, genotype: Genotype) -> tuple[float, str]:
    a, b = str(genotype[0]), str(genotype[1])
    if a == b:
        return _p(marker, a) ** 2, f"p({a})^2"
    return 2 * _p(marker, a) * _p(marker, b), f"2 p({a}) p({b})"


def _one_shared(marker: Marker, relative: Genotype, remains: Genotype) -> tuple[float, str]:
    """P(genotype | one allele comes from the relative at random, the other from the population)."""
    a, b = str(remains[0]), str(remains[1])
    share = {allele: relative.count(allele) / 2 for allele in (a, b)}
    if a == b:
        return share[a] * _p(marker, a), f"{share[a]:g} p({a})"
    value = share[a] * _p(marker, b) + share[b] * _p(marker, a)
    return value, f"{share[a]:g} p({b}) + {share[b]:g} p({a})"


def _pair(
    marker: Marker, relative: Genotype, remains: Genotype, shares: tuple[float, float, float]
) -> tuple[float, list[str]]:
    none, formula = _population(marker, remains)
    one, shared = _one_shared(marker, relative, remains)
    both = float(sorted(map(str, relative)) == sorted(map(str, remains)))
    k0, k1, k2 = shares
    ratio = k0 + (k1 * one + k2 * both) / none if none else float("nan")
    lines = [
        f"  share by descent: none k0 = {k0:g}, one k1 = {k1:g}, both k2 = {k2:g}",
        f"  none shared: P0 = {formula} = {none:.6g}",
    ]
    if k1:
        lines.append(f"  one shared:  P1 = {shared} = {one:.6g}")
    if k2:
        lines.append(f"  both shared: P2 = {both:g} ({'the same' if both else 'another'} genotype)")
    terms = [f"{k0:g}" if k0 else "", f"{k1:g} * {one:.6g} / {none:.6g}" if k1 else ""]
    terms.append(f"{k2:g} * {both:g} / {none:.6g}" if k2 else "")
    name = "PI = LR" if (k0, k1, k2) == (0, 1, 0) else "LR"
    lines.append(f"  {name} = {' + '.join(term for term in terms if term)} = {ratio:.6g}")
    return ratio, lines


def _trio(marker: Marker, father: Genotype, mother: Genotype, remains: Genotype) -> tuple[float, list[str]]:
    """Both parents typed: P(child | father, mother) over P(child in the population)."""
    a, b = str(remains[0]), str(remains[1])
    orders = {(a, b), (b, a)}
    passed = sum(father.count(x) / 2 * mother.count(y) / 2 for x, y in orders)
    terms = " + ".join(f"{father.count(x) / 2:g} * {mother.count(y) / 2:g}" for x, y in sorted(orders))
    none, formula = _population(marker, remains)
    alone = sum(_p(marker, x) * mother.count(y) / 2 for x, y in orders)
    ratio = passed / none if none else float("nan")
    lines = [
        f"  father and mother pass on: P(remains | both parents) = {terms} = {passed:.6g}",
        f"  unrelated: P0 = {formula} = {none:.6g}",
    ]
    if alone:
        lines.append(f"  paternity index, the mother being certain: {passed:.6g} / {alone:.6g} = {passed / alone:.6g}")
    lines.append(f"  LR = {passed:.6g} / {none:.6g} = {ratio:.6g}")
    return ratio, lines


def paternity_index(
    pedigree: Pedigree, markers: Sequence[Marker], genotypes: Genotypes, child: str, theta: float = 0.0
) -> np.ndarray:
    """(markers,) ratios of "the father is the father" over "somebody unrelated is", mother and child as recorded."""
    person = pedigree.by_id[child]
    stranger = "unrelated " + str(person.father)
    swapped = tuple(
        type(p)(p.id, stranger, p.mother, p.sex, p.founder_inbreeding, p.twin) if p.id == child else p
        for p in pedigree.persons
    )
    other = Pedigree((*swapped, type(person)(stranger, sex="M")))
    ratio: np.ndarray = np.exp(loglik(pedigree, markers, genotypes, theta) - loglik(other, markers, genotypes, theta))
    return ratio
