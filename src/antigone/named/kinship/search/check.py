"""Whether profiles can be searched at all: every fault, each kind of reading looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from antigone.named.kinship.faults import Fault, GenotypeError
from antigone.named.kinship.marker import Genotype, Marker, Profile
from antigone.named.kinship.reading import ReadingErrors, genotype_faults

MOST_NAMED = 20


def require_sound(profiles: Iterable[tuple[str, Profile, ReadingErrors | None]], markers: Sequence[Marker]) -> None:
    """Raise `GenotypeError` with the faults of the profiles (the first twenty), if there are any.

    Args:
        profiles: id, profile and reading errors of each.
        markers: what is looked at; other markers in a profile do not enter and are not looked at.
    """
    known: dict[tuple[str, Genotype, bool], list[Fault]] = {}
    found: list[Fault] = []
    for name, profile, errors in profiles:
        for marker in markers:
            genotype = profile.get(marker.name)
            if not genotype:
                continue
            open_count = errors is not None or marker.chrom != "A"
            key = (marker.name, genotype, open_count)
            if key not in known:
                known[key] = list(genotype_faults(marker, genotype, 2, open_count))
            found += [Fault(f.code, f.message, f.do, name, marker.name) for f in known[key]]
        if len(found) >= MOST_NAMED:
            break
    if found:
        raise GenotypeError(found[:MOST_NAMED])
