"""Random small families, markers and genotypes for laws."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from antigone.named.kinship import Marker, Mutation, Pedigree, Person


@st.composite
def pedigrees(draw: st.DrawFn, most: int = 5, inbred: bool = True) -> Pedigree:
    """Two or three founders and their descendants, loops allowed; incest too."""
    founders = draw(st.integers(2, 3))
    persons = [Person(f"p{i}", sex="MF"[i % 2]) for i in range(founders)]
    if inbred and draw(st.booleans()):
        persons[0] = Person("p0", sex="M", founder_inbreeding=0.3)
    for i in range(founders, draw(st.integers(founders, most))):
        father = draw(st.sampled_from([p.id for p in persons if p.sex == "M"]))
        mother = draw(st.sampled_from([p.id for p in persons if p.sex == "F"]))
        persons.append(Person(f"p{i}", father, mother, draw(st.sampled_from("MF"))))
    return Pedigree(tuple(draw(st.permutations(persons))))


def simplex(n: int) -> st.SearchStrategy[np.ndarray]:
    """Probabilities that sum to one, all well above zero."""
    return st.lists(st.integers(1, 9), min_size=n, max_size=n).map(lambda w: np.array(w, dtype=float) / sum(w))


@st.composite
def markers(draw: st.DrawFn, chrom: str | None = None, most: int = 3, mutating: bool | None = None) -> Marker:
    """Two or three alleles; matrices are any, sexes apart."""
    n = draw(st.integers(2, most))
    silent = n > 2 and draw(st.booleans())
    kind = chrom or draw(st.sampled_from(["A", "A", "X", "Y", "MT"]))
    mutation = None
    if draw(st.booleans()) if mutating is None else mutating:
        rows = [np.array([draw(simplex(n)) for _ in range(n)]) for _ in range(2)]
        mutation = Mutation.custom(*(0.5 * np.eye(n) + 0.5 * row for row in rows))
    names = ("10", "11", "12")[:n]
    return Marker("m", kind, (*names[:-1], "silent") if silent else names, draw(simplex(n)), silent, mutation)  # type: ignore[arg-type]


def alleles_of(pedigree: Pedigree, who: str, chrom: str) -> int:
    """How many alleles a person has."""
    male = pedigree.sex_of(who) == "M"
    return {"A": 2, "X": 1 if male else 2, "Y": int(male), "MT": 1}[chrom]


@st.composite
def readings(draw: st.DrawFn, pedigree: Pedigree, marker: Marker, half: bool = True) -> dict[str, dict[str, Any]]:
    """Genotypes of some of the persons."""
    found = {}
    allele = st.sampled_from(marker.visible)
    for person in pedigree.persons:
        count = alleles_of(pedigree, person.id, marker.chrom)
        if count == 0 or not draw(st.booleans()):
            continue
        first, second = draw(allele), draw(allele)
        if count == 1:
            found[person.id] = {"m": draw(st.sampled_from([(first,), (first, first)]))}
        elif half and draw(st.integers(0, 4)) == 0:
            found[person.id] = {"m": draw(st.sampled_from([(first, None), (None, first)]))}
        else:
            found[person.id] = {"m": (first, second)}
    return found
