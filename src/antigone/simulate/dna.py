"""The DNA of a world, as the files that kinship commands take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from antigone.formats.kinship_data import Call, Group, KinshipData, Locus, MutationSpec, PedigreeRecord, PersonRecord
from antigone.named.kinship import Marker, Pedigree
from antigone.simulate.families import Family
from antigone.simulate.world import World

Json = dict[str, Any]


def joint_case(world: World, *, main_only: bool) -> Json:
    """A joint case: one sample a person (`main_only`), or all samples, parts found apart among them."""
    places = world.remains.sampled(main_only=main_only)
    genotypes: Json = {}
    victims = []
    for place in places:
        entry = world.remains.entries[place]
        genotypes[entry.number] = world.remains.profile(place, world.genetics.dead, world.genetics.markers)
        victim: Json = {"id": entry.number, "sex": "M" if world.event.male[entry.person] else "F"}
        if entry.dropout:
            victim["dropout"] = entry.dropout
        victims.append(victim)
    families = [_family(family) for family in world.genetics.families]
    genotypes.update(relatives(world))
    case: Json = {
        "id": f"simulated-{world.settings.seed}",
        "kind": "joint",
        "markers": [_marker(marker) for marker in world.genetics.markers],
        "pm": victims,
        "families": families,
        "genotypes": genotypes,
    }
    return {"cases": [case]}


def relatives(world: World) -> dict[str, dict[str, tuple[str, ...]]]:
    """Profiles of the relatives who gave a sample, by id."""
    markers = world.genetics.markers
    names = [marker.name for marker in markers]
    found = {}
    for family in world.genetics.families:
        for id, row in zip(family.typed_ids, family.typed, strict=True):
            calls = world.genetics.relatives[row].tolist()
            found[id] = {
                name: tuple(marker.alleles[a] for a in sorted(pair))
                for name, marker, pair in zip(names, markers, calls, strict=True)
            }
    return found


def _family(family: Family) -> Json:
    return {
        "name": family.name,
        "missing": list(family.missing_ids),
        "refs": list(family.typed_ids),
        "pedigree": [
            {"id": p.id, "father": p.father, "mother": p.mother, "sex": p.sex} for p in family.pedigree.persons
        ],
    }


def _marker(marker: Marker) -> Json:
    mutation = None
    if marker.mutation is not None:
        mutation = {
            "model": marker.mutation.model,
            **marker.mutation.parameters,
            "matrix_female": marker.mutation.female.tolist(),
            "matrix_male": marker.mutation.male.tolist(),
        }
    return {
        "name": marker.name,
        "chrom": marker.chrom,
        "alleles": list(marker.alleles),
        "freqs": marker.frequencies.tolist(),
        "silent": marker.silent,
        "mutation": mutation,
    }


# -- Familias ----------------------------------------------------------------------------------------------------------


def familias_text(world: World) -> str:
    """The same as a `.fam` file, which has no place for drop-out of samples: one allele seen becomes a half call."""
    from antigone.formats.familias_write import write_fam

    text, _ = write_fam(KinshipData((_unidentified(world), *_families(world)), _loci(world), database="simulated"))
    return text


def _loci(world: World) -> tuple[Locus, ...]:
    rate = world.settings.mutation
    return tuple(
        Locus(
            marker.name, marker.alleles, tuple(marker.frequencies.tolist()),
            female=_spec(marker, rate), male=_spec(marker, 2 * rate),
        )
        for marker in world.genetics.markers
    )  # fmt: skip


def _spec(marker: Marker, rate: float) -> MutationSpec | None:
    if marker.mutation is None:
        return None
    if marker.mutation.model == "equal":
        return MutationSpec("equal", rate)
    return MutationSpec("extended", rate, 0.1, float(marker.mutation.parameters["rate2"]))


def _unidentified(world: World) -> Group:
    persons, profiles = [], {}
    for place in world.remains.sampled(main_only=True):
        entry = world.remains.entries[place]
        persons.append(PersonRecord(entry.number, "M" if world.event.male[entry.person] else "F"))
        seen = world.remains.profile(place, world.genetics.dead, world.genetics.markers)
        profiles[entry.number] = {name: _call(alleles) for name, alleles in seen.items()}
    return Group("", "unidentified", tuple(persons), (), profiles)


def _call(alleles: tuple[str, ...]) -> Call:
    return (alleles[0], alleles[1] if len(alleles) > 1 else None)


def _families(world: World) -> Iterable[Group]:
    profiles = relatives(world)
    for family in world.genetics.families:
        pedigree: Pedigree = family.pedigree
        everybody = {p.id: PersonRecord(p.id, p.sex if p.sex != "?" else "U") for p in pedigree.persons}
        persons = tuple(record for id, record in everybody.items() if id not in family.missing_ids)
        sought = tuple(everybody[id] for id in family.missing_ids)
        parents: dict[str, tuple[str | None, str | None]] = {
            p.id: (p.father, p.mother) for p in pedigree.persons if p.father
        }
        own = {id: {name: _call(pair) for name, pair in profiles[id].items()} for id in family.typed_ids}
        yield Group(
            family.name, "family", persons, (PedigreeRecord("family", parents, sought),), own, family.missing_ids
        )
