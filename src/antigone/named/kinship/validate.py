"""All that is wrong with an input, together: markers, pedigrees and genotypes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from antigone.named.kinship.faults import Fault, KinshipError
from antigone.named.kinship.marker import Genotypes, Marker
from antigone.named.kinship.pedigree import Pedigree
from antigone.named.kinship.reading import Errors, check, genotype_faults
from antigone.named.kinship.structure import Structure, structure


def everything_wrong(
    pedigrees: Sequence[Pedigree],
    markers: Sequence[Marker],
    genotypes: Genotypes,
    errors: Errors | None = None,
) -> list[Fault]:
    """Every fault of an input: of its markers, its pedigrees and its genotypes, each once; empty when it is sound."""
    faults = [fault for marker in markers for fault in marker.check()]
    names = [marker.name for marker in markers]
    faults += [
        Fault("duplicate_marker", "Two markers have this name.", "Rename or remove one of them.", marker=name)
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    structures: dict[str, Structure] = {}
    for chrom in dict.fromkeys(marker.chrom for marker in markers if marker.chrom in ("A", "X", "Y", "MT")):
        faults += _of(lambda chrom=chrom: structures.update({chrom: structure(tuple(pedigrees), chrom)}))  # type: ignore[misc]
    sound = [marker for marker in markers if marker.chrom in structures]
    if sound:
        faults += _of(lambda: check(structures, sound, genotypes, errors))
    faults += _without_pedigree([m for m in markers if m.chrom not in structures], genotypes)
    return list(dict.fromkeys(faults))


def _of(work: Callable[[], object]) -> Sequence[Fault]:
    try:
        work()
    except KinshipError as error:
        return error.faults
    return ()


def _without_pedigree(markers: Sequence[Marker], genotypes: Genotypes) -> list[Fault]:
    """Unknown alleles, which need no pedigree to be found."""
    found = []
    for person, profile in genotypes.items():
        for marker in markers:
            genotype = profile.get(marker.name) if isinstance(profile, Mapping) else None
            if genotype is not None:
                for fault in genotype_faults(marker, genotype, 2, open_count=True):
                    found.append(Fault(fault.code, fault.message, fault.do, person, marker.name))
    return found
